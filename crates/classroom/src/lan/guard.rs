//! What is checked of every request before anything reads it, and what every answer says to
//! the browser.

use axum::extract::{Extension, Request};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use super::{Ends, problem};
use crate::store::random_id;

/// The key of the teacher's page in a browser on this machine: random, new at each start.
#[derive(Clone)]
pub struct DeskKey(String);

impl DeskKey {
    /// A new random key.
    ///
    /// # Errors
    ///
    /// If the system gives no randomness.
    pub fn random() -> Result<Self, learning::api::Refusal> {
        random_id().map(Self)
    }

    /// The key, to be shown on this machine and nowhere else.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is the key; the time taken does not say how much of it was right.
    pub(super) fn opens(&self, offered: &str) -> bool {
        let (key, offered) = (self.0.as_bytes(), offered.as_bytes());
        key.len() == offered.len()
            && key.iter().zip(offered).fold(0, |all, (a, b)| all | (a ^ b)) == 0
    }
}

impl std::fmt::Debug for DeskKey {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("DeskKey(…)")
    }
}

/// The page may load what this machine serves and nothing else.
const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; img-src 'self' data:; media-src 'self' blob:; connect-src 'self'; \
    base-uri 'none'; frame-ancestors 'none'; form-action 'none'";

/// Refuses requests that were meant for another host, and those of another host's page: a
/// page from the internet must not speak with the classroom by renaming itself to its
/// address.
pub(super) async fn only_this_machine(
    Extension(ends): Extension<Ends>,
    request: Request,
    next: Next,
) -> Response {
    if addressed_here(ends, request.headers()) {
        next.run(request).await
    } else {
        problem(StatusCode::FORBIDDEN, None)
    }
}

fn addressed_here(ends: Ends, headers: &HeaderMap) -> bool {
    let text = |name: header::HeaderName| {
        let mut values = headers.get_all(name).iter();
        match (values.next(), values.next()) {
            (None, _) => Some(None),
            (Some(one), None) => one.to_str().ok().map(Some),
            (Some(_), Some(_)) => None,
        }
    };
    let (Some(Some(host)), Some(origin)) = (text(header::HOST), text(header::ORIGIN)) else {
        return false;
    };
    is_here(ends, host) && origin.is_none_or(|origin| origin == format!("http://{host}"))
}

/// A host is this machine if it is the very address that the connection came in by: there
/// is no list of names to keep, and no name to be taken over. `localhost` is the exception
/// that browsers resolve themselves.
fn is_here(ends: Ends, host: &str) -> bool {
    let Ok(authority) = host.parse::<Authority>() else {
        return false;
    };
    if host.contains('@') || authority.port_u16().unwrap_or(80) != ends.local.port() {
        return false;
    }
    let local = ends.local.ip().to_canonical();
    let name = authority.host();
    if name.eq_ignore_ascii_case("localhost") {
        return local.is_loopback();
    }
    let name = name
        .strip_prefix('[')
        .and_then(|name| name.strip_suffix(']'))
        .unwrap_or(name);
    name.parse::<std::net::IpAddr>()
        .is_ok_and(|address| address.to_canonical() == local)
}

/// Says to the browser, on every answer, how little the page needs.
pub(super) async fn strict_headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (
            header::HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            header::HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
        (
            header::HeaderName::from_static("permissions-policy"),
            "camera=(), geolocation=(), microphone=()",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    #[test]
    fn only_the_address_of_the_connection_is_this_machine() {
        let ends = |local: &str| Ends {
            local: local.parse().unwrap(),
            remote: "192.168.1.9:50000".parse().unwrap(),
        };
        for (local, host, here) in [
            ("192.168.1.2:8017", "192.168.1.2:8017", true),
            ("192.168.1.2:80", "192.168.1.2", true),
            ("[::ffff:192.168.1.2]:8017", "192.168.1.2:8017", true),
            ("[::1]:8017", "[::1]:8017", true),
            ("127.0.0.1:8017", "localhost:8017", true),
            ("192.168.1.2:8017", "localhost:8017", false),
            ("192.168.1.2:8017", "192.168.1.2", false),
            ("192.168.1.2:8017", "192.168.1.3:8017", false),
            ("192.168.1.2:8017", "evil.example:8017", false),
            ("192.168.1.2:8017", "u@192.168.1.2:8017", false),
            ("127.0.0.1:8017", "", false),
        ] {
            assert_eq!(is_here(ends(local), host), here, "{host} at {local}");
        }
    }
}
