//! Runs the dashboard on a socket until it is told to stop.
//!
//! Deliberately not here: TLS, which a reverse proxy does, and signals.

use crate::{Dashboard, Error, router};
use std::{future::Future, path::PathBuf, sync::Arc};
use tokio::net::TcpListener;

/// Serves the page. `fonts` is a folder with the page's fonts and their `fonts.css`; without it the
/// system's fonts are used. Returns after `shutdown`, when open requests are answered.
///
/// # Errors
///
/// If the socket fails.
pub async fn serve(
    listener: TcpListener,
    dashboard: Arc<Dashboard>,
    fonts: Option<PathBuf>,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<(), Error> {
    axum::serve(listener, router(dashboard, fonts))
        .with_graceful_shutdown(shutdown)
        .await
        .map_err(Error::Socket)
}
