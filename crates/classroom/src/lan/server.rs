//! Listening: connections are counted, the slow ones are closed, and a stop waits for the
//! answers that are under way.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Extension;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinHandle;

use super::{ANSWERS_AT_ONCE, DeskKey, Ends, Lan, router};
use crate::assets::Assets;
use crate::classroom::Classroom;

/// Connections at the same time: a class of 48 with the six that a browser opens, and room.
const CONNECTIONS: usize = 400;
/// How long the head of a request may take; also how long an idle connection is kept.
const HEAD_PATIENCE: Duration = Duration::from_secs(15);
/// How long a stop waits for answers under way.
const STOP_PATIENCE: Duration = Duration::from_secs(3);
/// How long to wait when the system has no more sockets to give.
const PAUSE: Duration = Duration::from_millis(200);

/// A LAN server that runs until it is stopped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    addresses: Vec<String>,
    classroom: Arc<Classroom>,
    stop: watch::Sender<bool>,
    running: JoinHandle<()>,
}

impl Server {
    /// Listens at `listen` (port 0: any free one) and answers from `classroom` and `assets`.
    /// With a `desk` key, a browser on this machine that holds it is the teacher; without
    /// one, every browser is a pupil. Must be called inside a tokio runtime.
    ///
    /// # Errors
    ///
    /// What the system says when it cannot listen there.
    pub async fn start(
        classroom: Arc<Classroom>,
        assets: Arc<dyn Assets>,
        listen: SocketAddr,
        desk: Option<DeskKey>,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind(listen).await?;
        let address = listener.local_addr()?;
        let addresses = lan_addresses(address);
        classroom.set_addresses(addresses.clone());
        let router = router(Lan {
            classroom: classroom.clone(),
            assets,
            desk: desk.map(Arc::new),
            answers: Arc::new(Semaphore::new(ANSWERS_AT_ONCE)),
        });
        let (stop, stopped) = watch::channel(false);
        let running = tokio::spawn(run(listener, router, stopped));
        Ok(Self {
            address,
            addresses,
            classroom,
            stop,
            running,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where devices find it, as `http://192.168.1.2:8017`; empty when it listens only for
    /// this machine or there is no network.
    pub fn addresses(&self) -> &[String] {
        &self.addresses
    }

    /// Takes no more connections, lets the answers under way finish, and returns.
    pub async fn stop(self) {
        self.classroom.set_addresses(Vec::new());
        self.stop.send_replace(true);
        if self.running.await.is_err() {
            tracing::error!("the LAN server had panicked");
        }
    }
}

async fn run(listener: TcpListener, router: Router, mut stopped: watch::Receiver<bool>) {
    let graceful = GracefulShutdown::new();
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let accepted = tokio::select! {
            _ = stopped.changed() => break,
            accepted = accept(&listener, &room) => accepted,
        };
        let Some((stream, ends, seat)) = accepted else {
            continue;
        };
        let service = TowerToHyperService::new(router.clone().layer(Extension(ends)));
        let connection = hyper::server::conn::http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD_PATIENCE)
            .serve_connection(TokioIo::new(stream), service);
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            // A device that goes away mid-sentence is daily life, not an error.
            let _ = connection.await;
            drop(seat);
        });
    }
    drop(listener);
    if tokio::time::timeout(STOP_PATIENCE, graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("some devices were still being answered when the LAN server stopped");
    }
}

async fn accept(
    listener: &TcpListener,
    room: &Arc<Semaphore>,
) -> Option<(TcpStream, Ends, tokio::sync::OwnedSemaphorePermit)> {
    let seat = room.clone().acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, remote)) => {
            let local = stream.local_addr().ok()?;
            Some((stream, Ends { local, remote }, seat))
        }
        Err(error) => {
            tracing::warn!("a connection was not taken: {error}");
            tokio::time::sleep(PAUSE).await;
            None
        }
    }
}

/// The addresses that devices can type. Only IPv4: nobody types the others.
fn lan_addresses(listening: SocketAddr) -> Vec<String> {
    let ip = listening.ip();
    let mut addresses: Vec<IpAddr> = if ip.is_unspecified() {
        if_addrs::get_if_addrs()
            .unwrap_or_default()
            .into_iter()
            .filter(|interface| !interface.is_loopback() && !interface.is_link_local())
            .map(|interface| interface.ip())
            .filter(IpAddr::is_ipv4)
            .collect()
    } else if ip.is_loopback() {
        Vec::new()
    } else {
        vec![ip]
    };
    addresses.sort();
    addresses.dedup();
    addresses
        .into_iter()
        .map(|ip| format!("http://{}", SocketAddr::new(ip, listening.port())))
        .collect()
}
