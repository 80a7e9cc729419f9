//! Real programs, each with a folder of its own, stopped when the test ends.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::Context as _;

/// The workspace's folder.
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .map(Path::to_owned)
        .unwrap_or_default()
}

/// A program that was built beside this test.
pub fn built(name: &str) -> PathBuf {
    let mut folder = std::env::current_exe().unwrap_or_default();
    folder.pop();
    if folder.ends_with("deps") {
        folder.pop();
    }
    let program = folder.join(name);
    assert!(
        program.exists(),
        "{} is not built; run `make test`, or `cargo build --workspace` first",
        program.display()
    );
    program
}

/// A running program.
#[derive(Debug)]
pub struct Program {
    child: Child,
    /// The first line it printed, which says where it listens.
    pub said: String,
}

impl Program {
    /// Starts it and waits for its first line.
    pub fn start(name: &str, arguments: &[&str]) -> anyhow::Result<Self> {
        let mut child = Command::new(built(name))
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("{name} does not start"))?;
        let out = child.stdout.take().context("it has an output")?;
        let mut out = BufReader::new(out);
        let mut said = String::new();
        out.read_line(&mut said)?;
        // What it says later must not fill its pipe.
        std::thread::spawn(move || std::io::copy(&mut out, &mut std::io::sink()));
        anyhow::ensure!(
            !said.is_empty(),
            "{name} ended before it said where it listens"
        );
        Ok(Self {
            child,
            said: said.trim().to_owned(),
        })
    }

    /// The address in its first line.
    pub fn address(&self) -> String {
        let start = self.said.find("http://").unwrap_or(0);
        let address = self.said[start..]
            .split_whitespace()
            .next()
            .unwrap_or_default();
        address.trim_end_matches('/').to_owned()
    }

    /// Ends it as a pulled plug does.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Runs a program to its end and gives what it printed.
pub fn run(name: &str, arguments: &[&str]) -> anyhow::Result<String> {
    let output = Command::new(built(name)).args(arguments).output()?;
    anyhow::ensure!(
        output.status.success(),
        "{name} {arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// A port that was free a moment ago.
pub fn free_port() -> anyhow::Result<u16> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?
        .local_addr()?
        .port())
}
