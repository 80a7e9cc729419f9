//! Runs one role on a socket until it is told to stop.
//!
//! Deliberately not here: TLS and the choice of address, which belong to the program that calls, and
//! signals: a role may also be killed at any point without losing what it acknowledged.

use crate::{Error, Helper, HelperConfig, Leader, LeaderConfig};
use std::{future::Future, path::Path};
use tokio::net::TcpListener;

/// The leader's database in its folder.
const LEADER_DATABASE: &str = "leader.sqlite3";
/// The helper's database in its folder.
const HELPER_DATABASE: &str = "helper.sqlite3";

/// Serves the leader from `data`, which holds `tasks.json` and `leader.json` and receives
/// `leader.sqlite3`. Returns after `shutdown`, when open requests are answered.
///
/// # Errors
///
/// If the configuration or database cannot be opened, or the socket fails.
pub async fn serve_leader(
    listener: TcpListener,
    data: &Path,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<(), Error> {
    let leader = Leader::open(&data.join(LEADER_DATABASE), LeaderConfig::load(data)?)?;
    let serving = serve(listener, leader.router(), shutdown);
    tokio::select! {
        served = serving => served,
        () = leader.run() => Ok(()),
    }
}

/// Serves the helper from `data`, which holds `tasks.json` and `helper.json` and receives
/// `helper.sqlite3`. Returns after `shutdown`, when open requests are answered.
///
/// # Errors
///
/// If the configuration or database cannot be opened, or the socket fails.
pub async fn serve_helper(
    listener: TcpListener,
    data: &Path,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<(), Error> {
    let helper = Helper::open(&data.join(HELPER_DATABASE), HelperConfig::load(data)?)?;
    serve(listener, helper.router(), shutdown).await
}

async fn serve(
    listener: TcpListener,
    router: axum::Router,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<(), Error> {
    axum::serve(listener, router)
        .with_graceful_shutdown(shutdown)
        .await
        .map_err(Error::Socket)
}
