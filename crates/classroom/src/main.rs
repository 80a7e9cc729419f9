//! `balak-classroom`: a machine of a classroom without a window. Serves the page and the
//! requests on the LAN, or plays class sessions for the academy's dashboard.

use std::io::{self, IsTerminal as _, Write as _};
use std::net::SocketAddr;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context as _, bail};
use clap::{Args, Parser, Subcommand};
use classroom::assets::{Assets, BuiltIn, Folder};
use classroom::lan::{DeskKey, Server};
use classroom::simulate::{self, Plan};
use classroom::{Classroom, Content};
use learning::LessonId;
use tracing_subscriber::EnvFilter;

/// Balak on one machine of a classroom, without a window.
#[derive(Debug, Parser)]
#[command(version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves the page to this machine and to pupils' devices.
    Serve {
        #[command(flatten)]
        machine: Machine,
        /// Where to listen; `0.0.0.0:8017` for the whole classroom.
        #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8017")]
        listen: SocketAddr,
        /// A folder with the page, instead of the page that is built in.
        #[arg(long, value_name = "DIR")]
        assets: Option<PathBuf>,
    },
    /// Plays random class sessions through the same requests as the pages, sends their
    /// reports, and prints the exact sums as JSON.
    Simulate {
        #[command(flatten)]
        machine: Machine,
        /// How many class sessions.
        #[arg(long, value_name = "N", default_value_t = 10)]
        sessions: u32,
        /// The same seed gives the same sums.
        #[arg(long, value_name = "S", default_value_t = 1)]
        seed: u64,
        /// How many pupils a class has, both ends included.
        #[arg(long, value_name = "A..B", default_value = "12..40", value_parser = pupils)]
        pupils: RangeInclusive<usize>,
        /// Only this lesson.
        #[arg(long, value_name = "LESSON")]
        lesson: Option<String>,
    },
}

fn pupils(text: &str) -> Result<RangeInclusive<usize>, String> {
    text.split_once("..")
        .and_then(|(from, to)| Some(from.parse().ok()?..=to.parse().ok()?))
        .ok_or_else(|| "two numbers with `..` between them are expected, as in 12..40".to_owned())
}

#[derive(Debug, Args)]
struct Machine {
    /// The folder where this machine remembers; made if it is not there.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// A folder with lessons, instead of those that are built in.
    #[arg(long, value_name = "DIR")]
    content: Option<PathBuf>,
    /// The academy's task list, taken over at the start.
    #[arg(long, value_name = "FILE|URL")]
    tasks: Option<String>,
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
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
            let _ = writeln!(io::stderr(), "balak-classroom: {line}");
            return ExitCode::from(2);
        }
    };
    tracing_subscriber::fmt()
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal())
        // No time: nothing that this program writes says when a child was there.
        .without_time()
        .with_env_filter(
            EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info")),
        )
        .init();
    match run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "balak-classroom: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> anyhow::Result<()> {
    match cli.command {
        Command::Serve {
            machine,
            listen,
            assets,
        } => {
            let assets: Arc<dyn Assets> = match assets {
                Some(folder) => {
                    check_folder("--assets", &folder)?;
                    Arc::new(Folder::new(folder))
                }
                None => Arc::new(BuiltIn),
            };
            let classroom = Arc::new(open(&machine)?);
            tokio::runtime::Runtime::new()?.block_on(serve(classroom, assets, listen))
        }
        Command::Simulate {
            machine,
            sessions,
            seed,
            pupils,
            lesson,
        } => {
            let classroom = open(&machine)?;
            let lesson = lesson.map(LessonId::new);
            let played = simulate::play(
                &classroom,
                &Plan {
                    sessions,
                    seed,
                    pupils,
                    lesson,
                },
            )?;
            let mut out = io::stdout().lock();
            serde_json::to_writer_pretty(&mut out, &played)?;
            writeln!(out)?;
            Ok(())
        }
    }
}

fn open(machine: &Machine) -> anyhow::Result<Classroom> {
    let content = match &machine.content {
        Some(folder) => {
            check_folder("--content", folder)?;
            Content::from_folder(folder)?
        }
        None => Content::built_in()?,
    };
    let classroom = Classroom::open(&machine.data, content)?;
    if let Some(source) = &machine.tasks {
        classroom.import_tasks(source)?;
    }
    Ok(classroom)
}

fn check_folder(option: &str, folder: &Path) -> anyhow::Result<()> {
    if !folder.is_dir() {
        bail!("{option}: there is no folder {}", folder.display());
    }
    Ok(())
}

async fn serve(
    classroom: Arc<Classroom>,
    assets: Arc<dyn Assets>,
    listen: SocketAddr,
) -> anyhow::Result<()> {
    // Asked for before anything is printed: whoever reads the first line may stop us at once.
    let stop = stop_signal()?;
    let key = DeskKey::random().context("the system gives no randomness")?;
    let server = Server::start(classroom, assets, listen, Some(key.clone()))
        .await
        .with_context(|| format!("cannot listen on {listen}"))?;
    announce(&server, &key)?;
    stop.await;
    server.stop().await;
    Ok(())
}

/// The first line is for programs: `listening on http://…`. The others are for people.
fn announce(server: &Server, key: &DeskKey) -> io::Result<()> {
    let address = server.address();
    let mut out = io::stdout().lock();
    writeln!(out, "listening on http://{address}")?;
    for address in server.addresses() {
        writeln!(out, "pupils: {address}")?;
    }
    let here = if address.ip().is_loopback() {
        address
    } else {
        SocketAddr::new([127, 0, 0, 1].into(), address.port())
    };
    if address.ip().is_unspecified() || address.ip().is_loopback() {
        writeln!(out, "desk: http://{here}/#/desk?key={}", key.as_str())?;
    }
    out.flush()
}

#[cfg(unix)]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
