//! The page's files, with an ETag each, so that a tablet asks again and loads once.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

use super::{Lan, problem};

pub(super) async fn file(
    State(lan): State<Lan>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return problem(StatusCode::METHOD_NOT_ALLOWED, None);
    }
    let path = match uri.path().trim_start_matches('/') {
        "" => "index.html".to_owned(),
        path => path.to_owned(),
    };
    // Reading a folder blocks, so it happens where that is allowed.
    let assets = lan.assets.clone();
    let found = tokio::task::spawn_blocking(move || assets.get(&path)).await;
    let Ok(Some(asset)) = found else {
        return problem(StatusCode::NOT_FOUND, None);
    };

    let mut hasher = DefaultHasher::new();
    asset.bytes.hash(&mut hasher);
    let Ok(tag) = HeaderValue::from_str(&format!("\"{:016x}\"", hasher.finish())) else {
        return problem(StatusCode::INTERNAL_SERVER_ERROR, None);
    };
    let Ok(content_type) = HeaderValue::from_str(&asset.content_type) else {
        return problem(StatusCode::INTERNAL_SERVER_ERROR, None);
    };
    // Fonts and voices are large and never change under one name within a lesson's hour.
    let lasting = ["audio/", "font/"]
        .iter()
        .any(|kind| asset.content_type.starts_with(kind));
    let cache = if lasting {
        "public, max-age=86400"
    } else {
        "no-cache"
    };

    let known = headers.get(header::IF_NONE_MATCH) == Some(&tag);
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else if method == Method::HEAD {
        let mut response = Body::empty().into_response();
        response
            .headers_mut()
            .insert(header::CONTENT_LENGTH, asset.bytes.len().into());
        response
    } else {
        Body::from(asset.bytes.into_owned()).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, content_type);
    headers.insert(header::ETAG, tag);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    response
}
