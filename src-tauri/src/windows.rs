//! The two windows: the pupils' and the teacher's. What each may ask stands in its file
//! under `capabilities/`.

use learning::api::{Refusal, Role};
use tauri::{AppHandle, Manager as _, WebviewUrl, WebviewWindowBuilder};

/// The pupils' window.
pub(crate) const PUPIL: &str = "pupil";
/// The teacher's window.
pub(crate) const DESK: &str = "desk";

/// Who sits at a window. Only the desk is the teacher's.
pub(crate) fn role(label: &str) -> Role {
    if label == DESK {
        Role::Teacher
    } else {
        Role::Pupil
    }
}

/// Opens the pupils' window.
pub(crate) fn open_pupil(app: &AppHandle) -> tauri::Result<()> {
    open(app, PUPIL, "index.html")
}

/// Opens the teacher's window, or brings it to the front.
pub(crate) fn open_desk(app: &AppHandle) -> Result<(), Refusal> {
    if let Some(window) = app.get_webview_window(DESK) {
        return window.set_focus().map_err(|_| Refusal::OnlyOnThisMachine);
    }
    open(app, DESK, "index.html#/desk").map_err(|error| {
        tracing::error!("the desk's window does not open: {error}");
        Refusal::OnlyOnThisMachine
    })
}

fn open(app: &AppHandle, label: &str, page: &str) -> tauri::Result<()> {
    WebviewWindowBuilder::new(app, label, WebviewUrl::App(page.into()))
        .title("بالك · Balak")
        .inner_size(1366.0, 768.0)
        .min_inner_size(360.0, 560.0)
        .build()?;
    Ok(())
}
