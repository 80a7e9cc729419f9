//! The dashboard's addresses. Every answer carries headers that keep the page to itself.
//!
//! Deliberately not here: log-in, which comes later; until then the program listens where its
//! operator says, and on this machine only if nothing is said.

use crate::{Collected, Dashboard, Error, export, page};
use axum::{
    Form, Json, Router,
    extract::{DefaultBodyLimit, Path, Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware,
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use i18n::{Language, Texts};
use maud::Markup;
use report::TaskId;
use serde::Deserialize;
use std::{path::PathBuf, sync::Arc};
use url::Url;

const STYLE: &str = concat!(
    include_str!("../../../ui/style/tokens.css"),
    include_str!("../style.css")
);
const KIT: &str = include_str!("../../../content/kit/kit.svg");
/// A form with one task id is the largest body.
const MAX_BODY: usize = 4 * 1024;
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

#[derive(Clone)]
struct App {
    dashboard: Arc<Dashboard>,
    fonts: Option<PathBuf>,
}

/// The pages, for `axum::serve`.
pub fn router(dashboard: Arc<Dashboard>, fonts: Option<PathBuf>) -> Router {
    Router::new()
        .route("/", get(overview))
        .route("/collect", post(collect))
        .route("/cells.csv", get(cells_csv))
        .route("/cells.json", get(cells_json))
        .route(
            "/style.css",
            get(|| async { file("text/css; charset=utf-8", STYLE) }),
        )
        .route("/kit.svg", get(|| async { file("image/svg+xml", KIT) }))
        .route("/fonts.css", get(fonts_css))
        .route("/fonts/{name}", get(font))
        .fallback(|| async { StatusCode::NOT_FOUND })
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(middleware::map_response(guarded))
        .with_state(App { dashboard, fonts })
}

async fn guarded(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // Not `no-referrer`: browsers would hide from us that our own form comes from here.
        (header::REFERRER_POLICY, "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

fn file(content_type: &'static str, body: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, content_type),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, body).into_response()
}

#[derive(Deserialize)]
struct View {
    #[serde(default)]
    lang: String,
}

impl View {
    /// What is asked for, or French.
    fn language(&self) -> Language {
        Language::from_code(&self.lang).unwrap_or(Language::French)
    }
}

async fn overview(State(app): State<App>, Query(view): Query<View>) -> Result<Markup, Error> {
    let received = app.dashboard.received().await;
    let texts = Texts::new(view.language());
    // Reading the file blocks, so it happens where that is allowed.
    tokio::task::spawn_blocking(move || {
        let store = app.dashboard.store();
        Ok(page::overview(&page::Overview {
            texts: &texts,
            list: app.dashboard.list(),
            rows: &store.rows()?,
            attempts: &store.attempts()?,
            received: &received,
            fonts: app.fonts.is_some(),
        }))
    })
    .await?
}

#[derive(Deserialize)]
struct Ask {
    /// A task id, or nothing for every task that has reports.
    #[serde(default)]
    task: String,
    #[serde(default)]
    lang: String,
}

async fn collect(State(app): State<App>, headers: HeaderMap, Form(ask): Form<Ask>) -> Response {
    if !from_here(&headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let task = match ask.task.parse::<TaskId>() {
        Ok(id) => match app.dashboard.list().task(&id) {
            Some(task) => Some(task),
            None => return StatusCode::NOT_FOUND.into_response(),
        },
        Err(_) if ask.task.is_empty() => None,
        Err(_) => return StatusCode::BAD_REQUEST.into_response(),
    };
    match app.dashboard.collect(task).await {
        Ok(done) => answer(&headers, &done, &ask.lang),
        Err(error) => error.into_response(),
    }
}

/// People go back to the page; programs read what happened.
fn answer(headers: &HeaderMap, done: &Collected, lang: &str) -> Response {
    let wants_json = headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|accept| accept.contains("application/json"));
    if wants_json {
        return Json(done).into_response();
    }
    let language = Language::from_code(lang).unwrap_or(Language::French);
    Redirect::to(match language {
        Language::Arabic => "/?lang=ar#collect",
        Language::French => "/?lang=fr#collect",
    })
    .into_response()
}

/// A page of another site must not press the button: a release cannot be taken back. Browsers say
/// where a form comes from; a script says nothing.
fn from_here(headers: &HeaderMap) -> bool {
    let Some(origin) = headers.get(header::ORIGIN) else {
        return true;
    };
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let Some(origin) = origin
        .to_str()
        .ok()
        .and_then(|text| text.parse::<Url>().ok())
    else {
        return false;
    };
    let Some(name) = origin.host_str() else {
        return false;
    };
    let here = match origin.port() {
        Some(port) => format!("{name}:{port}"),
        None => name.to_owned(),
    };
    host.is_some_and(|host| host.eq_ignore_ascii_case(&here))
}

async fn cells_csv(State(app): State<App>) -> Result<Response, Error> {
    let bytes = tokio::task::spawn_blocking(move || export::csv(&app.dashboard.store().rows()?));
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"cells.csv\"",
        ),
    ];
    Ok((headers, bytes.await??).into_response())
}

async fn cells_json(State(app): State<App>) -> Result<Response, Error> {
    let rows = tokio::task::spawn_blocking(move || app.dashboard.store().rows()).await??;
    Ok(Json(rows).into_response())
}

async fn fonts_css(State(app): State<App>) -> Response {
    font_file(&app, "fonts.css", "text/css; charset=utf-8").await
}

async fn font(State(app): State<App>, Path(name): Path<String>) -> Response {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    match name.strip_suffix(".woff2") {
        Some(stem) if !stem.is_empty() && stem.bytes().all(plain) => {
            font_file(&app, &format!("fonts/{name}"), "font/woff2").await
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn font_file(app: &App, name: &str, content_type: &'static str) -> Response {
    let Some(folder) = &app.fonts else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match tokio::fs::read(folder.join(name)).await {
        Ok(bytes) => {
            let headers = [
                (header::CONTENT_TYPE, content_type),
                (header::CACHE_CONTROL, "max-age=86400"),
            ];
            (headers, bytes).into_response()
        }
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        tracing::error!(error = %self, "a page could not be made");
        StatusCode::INTERNAL_SERVER_ERROR.into_response()
    }
}
