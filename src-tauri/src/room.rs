//! The LAN server in the window: there only while a class session is open.

use std::net::SocketAddr;
use std::sync::Arc;

use classroom::Classroom;
use classroom::assets::{Asset, Assets};
use classroom::lan::Server;
use tauri::AppHandle;

/// The pages that are in the window's program, for pupils' devices.
struct WindowAssets(AppHandle);

impl Assets for WindowAssets {
    fn get(&self, path: &str) -> Option<Asset> {
        let asset = self.0.asset_resolver().get(path.to_owned())?;
        let content_type = asset.mime_type.into();
        Some(Asset {
            bytes: asset.bytes.into(),
            content_type,
        })
    }
}

/// Serves pupils' devices from the moment a session opens until it closes.
pub(crate) fn serve_while_open(app: AppHandle, classroom: Arc<Classroom>, listen: SocketAddr) {
    tauri::async_runtime::spawn(async move {
        let assets: Arc<dyn Assets> = Arc::new(WindowAssets(app));
        let mut open = classroom.watch_session();
        let mut server: Option<Server> = None;
        loop {
            let wanted = *open.borrow_and_update();
            match (wanted, server.take()) {
                (true, None) => {
                    match Server::start(classroom.clone(), assets.clone(), listen, None).await {
                        Ok(started) => server = Some(started),
                        // The session goes on in the window; the desk shows no address.
                        Err(error) => tracing::error!("devices cannot join at {listen}: {error}"),
                    }
                }
                (false, Some(running)) => running.stop().await,
                (_, unchanged) => server = unchanged,
            }
            if open.changed().await.is_err() {
                return;
            }
        }
    });
}
