//! The little HTTP that both roles and the collector share.
//!
//! Nothing here reads or logs an address.

use crate::{Error, Problem, config::Token};
use axum::{
    body::Bytes,
    extract::rejection::BytesRejection,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use janus_messages::{HpkeConfig, HpkeConfigList, TaskId, codec::Encode};
use std::{str::FromStr, time::Duration};
use subtle::ConstantTimeEq;
use url::Url;

/// Reads a path segment that is a DAP identifier.
pub(crate) fn id<T: FromStr>(text: &str, otherwise: Problem) -> Result<T, Problem> {
    text.parse().map_err(|_| otherwise)
}

/// Reads the task id of a path.
pub(crate) fn task_id(text: &str) -> Result<TaskId, Problem> {
    id(text, Problem::UnknownTask)
}

/// The body, unless it is larger than the route allows.
pub(crate) fn body(body: Result<Bytes, BytesRejection>) -> Result<Bytes, Problem> {
    body.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::TooLarge,
        _ => Problem::Malformed,
    })
}

/// Checks the content type, ignoring parameters.
pub(crate) fn media_type(headers: &HeaderMap, expected: &str) -> Result<(), Problem> {
    let found = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .map(str::trim);
    if found.is_some_and(|found| found.eq_ignore_ascii_case(expected)) {
        Ok(())
    } else {
        Err(Problem::WrongMediaType)
    }
}

/// Checks the bearer token, in a time that does not depend on how much of it is right.
pub(crate) fn authorize(headers: &HeaderMap, token: &Token) -> Result<(), Problem> {
    let found = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "))
        .unwrap_or_default();
    if found.as_bytes().ct_eq(token.as_str().as_bytes()).into() {
        Ok(())
    } else {
        Err(Problem::Unauthorized)
    }
}

/// An encoded DAP message as a response.
pub(crate) fn message(status: StatusCode, media_type: &'static str, bytes: Vec<u8>) -> Response {
    (status, [(header::CONTENT_TYPE, media_type)], bytes).into_response()
}

/// DAP's `hpke_config` resource.
pub(crate) fn hpke_config_list(config: &HpkeConfig) -> Result<Response, Error> {
    let list = HpkeConfigList::new(vec![config.clone()]).get_encoded()?;
    Ok(message(StatusCode::OK, HpkeConfigList::MEDIA_TYPE, list))
}

/// A client that waits, but not for ever. Speaks `http` and, with the system's certificates,
/// `https`.
pub(crate) fn client() -> Result<reqwest::Client, Error> {
    // The program may have chosen its cryptography before; then that choice stands.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Ok(reqwest::Client::builder()
        .connect_timeout(Duration::from_secs(10))
        .timeout(Duration::from_secs(60))
        .redirect(reqwest::redirect::Policy::none())
        .build()?)
}

/// A resource below a base URL, with or without the base's final slash.
pub(crate) fn endpoint(base: &Url, path: &str) -> Url {
    let mut url = base.clone();
    let prefix = base.path().trim_end_matches('/');
    url.set_path(&format!("{prefix}/{path}"));
    url
}

/// The body of a successful answer, or the other side's problem.
pub(crate) async fn answer(
    role: &'static str,
    response: reqwest::Response,
) -> Result<Vec<u8>, Error> {
    let status = response.status();
    let body = response.bytes().await?;
    if status.is_success() {
        return Ok(body.to_vec());
    }
    // Our own roles name a code; another implementation names at least DAP's type.
    let problem: serde_json::Value = serde_json::from_slice(&body).unwrap_or_default();
    let code = ["code", "type"]
        .iter()
        .find_map(|field| problem[field].as_str())
        .unwrap_or("no problem given");
    Err(Error::Refused {
        role,
        status: status.as_u16(),
        code: code.chars().take(128).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endpoint_keeps_the_path_of_its_base() {
        for (base, expected) in [
            ("http://a/", "http://a/x/y"),
            ("http://a/dap", "http://a/dap/x/y"),
            ("http://a:1/dap/", "http://a:1/dap/x/y"),
        ] {
            assert_eq!(endpoint(&base.parse().unwrap(), "x/y").as_str(), expected);
        }
    }

    #[test]
    fn only_the_whole_token_is_accepted() {
        let token = Token::random();
        let mut headers = HeaderMap::new();
        assert!(authorize(&headers, &token).is_err());
        for (value, accepted) in [
            (format!("Bearer {}", token.as_str()), true),
            (format!("Bearer {}", &token.as_str()[1..]), false),
            (token.as_str().to_owned(), false),
            ("Bearer ".to_owned(), false),
        ] {
            headers.insert(header::AUTHORIZATION, value.parse().unwrap());
            assert_eq!(authorize(&headers, &token).is_ok(), accepted);
        }
    }
}
