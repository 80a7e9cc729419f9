//! The LAN server: pupils' devices load the page from here and ask their requests here.
//! `POST /api/{name}` carries one request of `learning::api`; everything else is a file of
//! the page.
//!
//! No address is logged or stored, and nobody is told of anybody. Deliberately not here: any
//! rule (`classroom`), any page (`ui`).

mod api;
mod guard;
mod page;
mod server;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use serde_json::json;
use tokio::sync::Semaphore;

use crate::assets::Assets;
use crate::classroom::Classroom;

pub use guard::DeskKey;
pub use server::Server;

/// Requests that are answered at the same time; the others wait their turn. The store takes
/// one at a time anyway, so this only keeps threads for everybody.
const ANSWERS_AT_ONCE: usize = 16;

/// What all handlers share.
#[derive(Clone)]
struct Lan {
    classroom: Arc<Classroom>,
    assets: Arc<dyn Assets>,
    desk: Option<Arc<DeskKey>>,
    answers: Arc<Semaphore>,
}

/// The two ends of a connection.
#[derive(Clone, Copy, Debug)]
struct Ends {
    /// This machine's side.
    local: SocketAddr,
    /// The device's side.
    remote: SocketAddr,
}

fn router(lan: Lan) -> Router {
    Router::new()
        .route("/api/{name}", post(api::answer))
        .fallback(page::file)
        .layer(middleware::from_fn(guard::only_this_machine))
        .layer(middleware::from_fn(guard::strict_headers))
        .with_state(lan)
}

/// A refusal on HTTP, RFC 9457. `refusal` is the closed code, if there is one.
fn problem(status: StatusCode, refusal: Option<&str>) -> Response {
    let mut body = json!({
        "type": "about:blank",
        "title": status.canonical_reason().unwrap_or("Error"),
        "status": status.as_u16(),
    });
    if let Some(code) = refusal {
        body["refusal"] = code.into();
    }
    let mut response = (status, body.to_string()).into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
