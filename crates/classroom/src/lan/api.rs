//! One request: decode, find out who asks, call, encode.

use std::time::Duration;

use axum::body::{self, Body};
use axum::extract::{Extension, Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use learning::api::{Refusal, Role};
use serde_json::Value;

use super::{Ends, Lan, problem};
use crate::classroom::Caller;

/// The largest body; the largest honest one has a few hundred bytes.
const BODY_LIMIT: usize = 16 * 1024;
/// How long a body may take to arrive.
const BODY_PATIENCE: Duration = Duration::from_secs(10);

pub(super) async fn answer(
    State(lan): State<Lan>,
    Extension(ends): Extension<Ends>,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    // A page elsewhere can send a form without asking; it cannot send JSON.
    if !is_json(&headers) {
        return problem(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Some(Refusal::BadRequest.as_str()),
        );
    }
    let bytes = match tokio::time::timeout(BODY_PATIENCE, body::to_bytes(body, BODY_LIMIT)).await {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(_)) => {
            return problem(
                StatusCode::PAYLOAD_TOO_LARGE,
                Some(Refusal::BadRequest.as_str()),
            );
        }
        Err(_) => {
            return problem(
                StatusCode::REQUEST_TIMEOUT,
                Some(Refusal::BadRequest.as_str()),
            );
        }
    };
    let Ok(json) = serde_json::from_slice::<Value>(&bytes) else {
        return refused(Refusal::BadRequest);
    };
    let caller = Caller::Device(role(&lan, ends, &headers));
    // Taken only now: a device that dribbles its body keeps nobody waiting.
    let Ok(_turn) = lan.answers.acquire().await else {
        return problem(StatusCode::SERVICE_UNAVAILABLE, None);
    };
    match lan.classroom.clone().call_async(caller, name, json).await {
        Ok(reply) => (
            [
                (
                    header::CONTENT_TYPE,
                    HeaderValue::from_static("application/json"),
                ),
                (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
            ],
            reply.to_string(),
        )
            .into_response(),
        Err(refusal) => refused(refusal),
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

/// The teacher is whoever holds the key that was shown on this machine, and sits at it.
/// Everybody else is a pupil.
fn role(lan: &Lan, ends: Ends, headers: &HeaderMap) -> Role {
    let offered = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "));
    match (&lan.desk, offered) {
        (Some(key), Some(offered))
            if ends.remote.ip().to_canonical().is_loopback() && key.opens(offered) =>
        {
            Role::Teacher
        }
        _ => Role::Pupil,
    }
}

fn refused(refusal: Refusal) -> Response {
    let status = match refusal {
        Refusal::BadRequest => StatusCode::BAD_REQUEST,
        Refusal::NotForYou | Refusal::OnlyOnThisMachine => StatusCode::FORBIDDEN,
        Refusal::UnknownLesson
        | Refusal::UnknownLearner
        | Refusal::UnknownAttempt
        | Refusal::UnknownItem => StatusCode::NOT_FOUND,
        Refusal::AnsweredOtherwise
        | Refusal::AvatarTaken
        | Refusal::RoomFull
        | Refusal::SessionOpen
        | Refusal::NoSession => StatusCode::CONFLICT,
        Refusal::ResponseDoesNotFit | Refusal::UnknownDirectorate | Refusal::BadLevel => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Refusal::DiskFull => StatusCode::INSUFFICIENT_STORAGE,
        Refusal::StoreBroken => StatusCode::INTERNAL_SERVER_ERROR,
        Refusal::Offline => StatusCode::SERVICE_UNAVAILABLE,
    };
    problem(status, Some(refusal.as_str()))
}
