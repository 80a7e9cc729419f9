//! `balak`: the app in its own windows. A window draws pages and carries requests to the
//! classroom; there is no rule about learning here, and no SQL.

// Without it, Windows opens a console beside the app.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

mod commands;
mod room;
mod windows;

use std::io::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, OnceLock};

use anyhow::Context as _;
use clap::Parser;
use classroom::{Classroom, Content};
use learning::api::Refusal;
use tauri::Manager as _;

/// Balak: children learn to protect their privacy online.
#[derive(Debug, Parser)]
#[command(name = "balak", version)]
struct Arguments {
    /// Where answers are kept; made if it is not there. Without it, the system's place for
    /// an app's data.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Where pupils' devices reach this machine while a class session is open.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "0.0.0.0:8017")]
    listen: SocketAddr,
    /// The academy's task list: a file or an address.
    #[arg(long, value_name = "FILE|URL")]
    tasks: Option<String>,
}

fn main() -> ExitCode {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| "warn,balak=info,classroom=info".into());
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(help) if !help.use_stderr() => {
            let _ = help.print();
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            // The first paragraph says what is wrong; usage is one `--help` away.
            let text = error.to_string();
            let first = text.lines().take_while(|line| !line.is_empty());
            let line = first.map(str::trim).collect::<Vec<_>>().join(" ");
            let line = line.trim_start_matches("error: ");
            let _ = writeln!(std::io::stderr(), "balak: {line}");
            return ExitCode::from(2);
        }
    };
    match run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "balak: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> anyhow::Result<()> {
    let content = Content::built_in().context("the built-in lessons are broken")?;
    tauri::Builder::default()
        .invoke_handler(commands::handler())
        .setup(move |app| {
            let data = match arguments.data {
                Some(folder) => folder,
                None => app.path().app_data_dir()?,
            };
            // The desk is opened from inside an answer, which cannot hold the app itself.
            let handle: Arc<OnceLock<tauri::AppHandle>> = Arc::default();
            handle.get_or_init(|| app.handle().clone());
            let classroom = Classroom::open(&data, content)?.with_desk(move || {
                handle
                    .get()
                    .ok_or(Refusal::OnlyOnThisMachine)
                    .and_then(windows::open_desk)
            });
            if let Some(tasks) = arguments.tasks {
                classroom.import_tasks(&tasks)?;
            }
            let classroom = Arc::new(classroom);
            app.manage(classroom.clone());
            room::serve_while_open(app.handle().clone(), classroom, arguments.listen);
            windows::open_pupil(app.handle())?;
            #[cfg(unix)]
            stop_on_signal(app.handle().clone());
            Ok(())
        })
        .run(tauri::generate_context!())?;
    Ok(())
}

/// Closes the windows when the system asks for it. Nothing waits to be written then: an
/// answer is acknowledged only when it is on the disk.
#[cfg(unix)]
fn stop_on_signal(app: tauri::AppHandle) {
    use tokio::signal::unix::{SignalKind, signal};
    tauri::async_runtime::spawn(async move {
        let Ok(mut terminated) = signal(SignalKind::terminate()) else {
            return;
        };
        terminated.recv().await;
        app.exit(0);
    });
}
