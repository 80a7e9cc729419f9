//! `bundle`: turns the sources of the page and its voices into the folder `dist/ui/`.
//!
//! `cargo run -p bundle -- ui` writes the page, `cargo run -p bundle -- voices` the speech. Both do only the
//! work whose inputs changed. Not here: installing tools (`setup/install.sh`), cutting fonts (`setup/fonts/`),
//! and what the page says or looks like (`ui/`, `content/`, `locales/`).

mod files;
mod page;
mod speech;
mod sprite;
mod style;
mod texts;
mod voices;
mod wasm;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Parser, Subcommand};

/// Writes the page and the voices of Balak into `dist/ui/`.
#[derive(Parser)]
struct Arguments {
    /// The checkout to work on; this crate's own if not named.
    #[arg(long)]
    root: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// The page: its program, style, fonts and pictures.
    Ui,
    /// One sound file for every text that the page can read aloud.
    Voices,
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(done) => {
            say(&done);
            ExitCode::SUCCESS
        }
        // The reasons on one line: whoever reads this wants to know which file to mend, not where we stood.
        Err(error) => {
            eprintln!("bundle: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Does what was asked and says it in one line.
fn run(arguments: Arguments) -> anyhow::Result<String> {
    let root = match arguments.root {
        Some(root) => root,
        None => checkout()?,
    };
    Ok(match arguments.command {
        Command::Ui => page::build(&root)?.to_string(),
        Command::Voices => voices::build(&root)?.to_string(),
    })
}

/// The folder two above this crate, which cargo names when it runs us.
fn checkout() -> anyhow::Result<PathBuf> {
    let here = std::env::var_os("CARGO_MANIFEST_DIR")
        .map(PathBuf::from)
        .context("run me with `cargo run -p bundle`, or name the checkout with --root")?;
    let root = here
        .ancestors()
        .nth(2)
        .context("this crate is not in a checkout")?;
    Ok(root.to_path_buf())
}

#[allow(
    clippy::print_stdout,
    reason = "the one line that a person at the terminal reads"
)]
fn say(line: &str) {
    println!("{line}");
}
