//! `balak-academy`: the academy's roles, together in one process for a pilot or each on its own.

use aggregator::{Pack, ProvisionOptions, provision, serve_helper, serve_leader};
use anyhow::{Context as _, bail};
use clap::{Args, Parser, Subcommand};
use dashboard::Dashboard;
use report::{MAX_LEVEL, Period, directorates};
use std::{
    future::Future,
    io::{self, IsTerminal as _, Write as _},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};
use time::{Date, macros::format_description};
use tokio::{net::TcpListener, sync::watch};
use tracing_subscriber::EnvFilter;
use url::Url;

/// The academy's side of Balak: task list, leader, helper and dashboard.
#[derive(Debug, Parser)]
#[command(version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// All roles in one process, for a pilot or a demonstration.
    Serve {
        #[command(flatten)]
        role: Role,
        #[command(flatten)]
        fonts: Fonts,
        /// Where the leader listens; otherwise the dashboard's port + 1.
        #[arg(long, value_name = "ADDR")]
        leader_listen: Option<SocketAddr>,
        /// Where the helper listens; otherwise the dashboard's port + 2.
        #[arg(long, value_name = "ADDR")]
        helper_listen: Option<SocketAddr>,
    },
    /// Only the leader, which receives reports from schools.
    Leader(Role),
    /// Only the helper, of the second organisation.
    Helper(Role),
    /// Only the dashboard.
    Dashboard {
        #[command(flatten)]
        role: Role,
        #[command(flatten)]
        fonts: Fonts,
        /// Where the leader answers, if not where the task list says.
        #[arg(long, value_name = "URL")]
        leader: Option<Url>,
    },
    /// Asks the leader once for every task's sum, as the page's button does, and prints what came.
    Collect {
        /// The folder that `provision` wrote.
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
        /// Where the leader answers, if not where the task list says.
        #[arg(long, value_name = "URL")]
        leader: Option<Url>,
    },
    /// Writes a new task list and a file of keys for each role.
    Provision(Box<Provision>),
}

#[derive(Debug, Args)]
struct Role {
    /// The folder that `provision` wrote.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// Where to listen.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8020")]
    listen: SocketAddr,
}

#[derive(Debug, Args)]
struct Fonts {
    /// A folder with `fonts.css`, for instance the page's `dist/ui`; otherwise the system's fonts.
    #[arg(long, value_name = "DIR")]
    fonts: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct Provision {
    /// The folder to write, which must not hold keys yet.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// Where schools and the dashboard reach the leader.
    #[arg(long, value_name = "URL")]
    leader: Url,
    /// Where the leader reaches the helper.
    #[arg(long, value_name = "URL")]
    helper: Url,
    /// One organisation runs both roles; every screen with results will say so.
    #[arg(long)]
    one_party: bool,
    /// Greater than that of the list before.
    #[arg(long, value_name = "N", default_value_t = 1)]
    serial: u64,
    /// The reporting period's name.
    #[arg(long, value_name = "NAME", default_value = "2026-2027-S1")]
    period: String,
    /// Its first day.
    #[arg(long, value_name = "YYYY-MM-DD", default_value = "2026-09-01", value_parser = date)]
    start: Date,
    /// How many days it lasts.
    #[arg(long, value_name = "N", default_value_t = 153)]
    days: u16,
    /// Fewest class reports that either role releases.
    #[arg(long, value_name = "N", default_value_t = 10)]
    min_reports: u64,
    /// A directorate's code, repeated; otherwise all of them.
    #[arg(long, value_name = "CODE")]
    province: Vec<String>,
    /// A level, repeated; otherwise all of them.
    #[arg(long, value_name = "1..6")]
    level: Vec<u8>,
    /// A pack and its competencies, repeated.
    #[arg(long, value_name = "PACK=C,C", value_parser = pack, default_values = ["p2=C1,C6", "g7=C8"])]
    pack: Vec<Pack>,
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse(text, format_description!("[year]-[month]-[day]"))
        .map_err(|_| "a day is expected, as in 2026-09-01".to_owned())
}

fn pack(text: &str) -> Result<Pack, String> {
    let (id, competencies) = text
        .split_once('=')
        .ok_or("a pack and its competencies are expected, as in p2=C1,C6")?;
    Ok(Pack {
        id: id.to_owned(),
        competencies: competencies.split(',').map(str::to_owned).collect(),
    })
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) if error.use_stderr() => {
            // Clap's first paragraph says what is wrong; usage is one `--help` away.
            let text = error.to_string();
            let first: Vec<&str> = text.lines().take_while(|line| !line.is_empty()).collect();
            let line = first
                .join(" ")
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            let line = line.trim_start_matches("error: ");
            let _ = writeln!(io::stderr(), "balak-academy: {line}");
            return ExitCode::from(2);
        }
        Err(help) => {
            let _ = help.print();
            return ExitCode::SUCCESS;
        }
    };
    tracing_subscriber::fmt()
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal())
        // No time: nothing that this program writes says when a report came.
        .without_time()
        .with_env_filter(
            EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info")),
        )
        .init();
    match run(cli.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "balak-academy: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<()> {
    if let Command::Provision(options) = command {
        return write_list(*options);
    }
    tokio::runtime::Runtime::new()?.block_on(async {
        // Asked for before anything is printed: whoever reads the first line may stop us at once.
        let stop = Stop::on_signal()?;
        match command {
            Command::Serve {
                role,
                fonts,
                leader_listen,
                helper_listen,
            } => serve(role, fonts, leader_listen, helper_listen, stop).await,
            Command::Leader(role) => {
                check(&role.data)?;
                let listener = listen(role.listen).await?;
                announce(&[("listening on", &listener)])?;
                Ok(serve_leader(listener, &role.data, stop.wait()).await?)
            }
            Command::Helper(role) => {
                check(&role.data)?;
                let listener = listen(role.listen).await?;
                announce(&[("listening on", &listener)])?;
                Ok(serve_helper(listener, &role.data, stop.wait()).await?)
            }
            Command::Dashboard {
                role,
                fonts,
                leader,
            } => {
                check(&role.data)?;
                let dashboard = Arc::new(Dashboard::open(&role.data, leader)?);
                let listener = listen(role.listen).await?;
                announce(&[("listening on", &listener)])?;
                Ok(dashboard::serve(listener, dashboard, fonts.checked()?, stop.wait()).await?)
            }
            Command::Collect { data, leader } => {
                check(&data)?;
                let done = Dashboard::open(&data, leader)?.collect(None).await?;
                writeln!(io::stdout(), "{}", serde_json::to_string_pretty(&done)?)?;
                Ok(())
            }
            Command::Provision(_) => Ok(()),
        }
    })
}

async fn serve(
    role: Role,
    fonts: Fonts,
    leader_listen: Option<SocketAddr>,
    helper_listen: Option<SocketAddr>,
    stop: Stop,
) -> anyhow::Result<()> {
    check(&role.data)?;
    let fonts = fonts.checked()?;
    let dashboard = Arc::new(Dashboard::open(&role.data, None)?);
    let page = listen(role.listen).await?;
    let here = page.local_addr()?;
    let leader = listen(leader_listen.map_or_else(|| beside(here, 1), Ok)?).await?;
    let helper = listen(helper_listen.map_or_else(|| beside(here, 2), Ok)?).await?;
    announce(&[
        ("listening on", &page),
        ("leader:", &leader),
        ("helper:", &helper),
    ])?;
    tokio::try_join!(
        async { Ok(dashboard::serve(page, dashboard, fonts, stop.wait()).await?) },
        async { anyhow::Ok(serve_leader(leader, &role.data, stop.wait()).await?) },
        async { anyhow::Ok(serve_helper(helper, &role.data, stop.wait()).await?) },
    )?;
    Ok(())
}

fn beside(address: SocketAddr, steps: u16) -> anyhow::Result<SocketAddr> {
    let port = address.port().checked_add(steps);
    let port = port.context("there is no port after the dashboard's: name all three")?;
    Ok(SocketAddr::new(address.ip(), port))
}

async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address)
        .await
        .with_context(|| format!("cannot listen on {address}"))
}

/// The first line is for programs: `listening on http://…`.
fn announce(listeners: &[(&str, &TcpListener)]) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    for (what, listener) in listeners {
        writeln!(out, "{what} http://{}", listener.local_addr()?)?;
    }
    out.flush()?;
    Ok(())
}

fn check(data: &Path) -> anyhow::Result<()> {
    if !data.is_dir() {
        bail!("--data: there is no folder {}", data.display());
    }
    if !data.join("tasks.json").is_file() {
        bail!(
            "{} has no tasks.json: run `balak-academy provision` first",
            data.display()
        );
    }
    Ok(())
}

impl Fonts {
    fn checked(self) -> anyhow::Result<Option<PathBuf>> {
        match self.fonts {
            Some(folder) if !folder.join("fonts.css").is_file() => {
                bail!("--fonts: {} has no fonts.css", folder.display())
            }
            fonts => Ok(fonts),
        }
    }
}

fn write_list(options: Provision) -> anyhow::Result<()> {
    let or_all = |given: Vec<String>| {
        if given.is_empty() {
            directorates().iter().map(|one| one.code.clone()).collect()
        } else {
            given
        }
    };
    let levels = if options.level.is_empty() {
        (1..=MAX_LEVEL).collect()
    } else {
        options.level
    };
    let start = options.start.midnight().assume_utc().unix_timestamp();
    let list = provision(
        &options.data,
        &ProvisionOptions {
            serial: options.serial,
            period: Period {
                name: options.period,
                start: u64::try_from(start).context("--start: the period begins before 1970")?,
                duration: u64::from(options.days) * 86_400,
            },
            leader_url: options.leader,
            helper_url: options.helper,
            one_party: options.one_party,
            min_batch_size: options.min_reports,
            provinces: or_all(options.province),
            levels,
            packs: options.pack,
        },
    )?;
    writeln!(
        io::stdout(),
        "{} tasks in {}",
        list.tasks.len(),
        options.data.join("tasks.json").display()
    )?;
    Ok(())
}

/// One signal that ends every role.
#[derive(Clone)]
struct Stop(watch::Receiver<bool>);

impl Stop {
    fn on_signal() -> io::Result<Self> {
        let signal = stop_signal()?;
        let (sender, receiver) = watch::channel(false);
        tokio::spawn(async move {
            signal.await;
            let _ = sender.send(true);
        });
        Ok(Self(receiver))
    }

    fn wait(&self) -> impl Future<Output = ()> + Send + 'static {
        let mut receiver = self.0.clone();
        async move {
            let _ = receiver.wait_for(|stopped| *stopped).await;
        }
    }
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
