//! Sending: what waits in the outbox goes to the academy's leader, oldest first, the same
//! bytes each time, until the leader says something.
//!
//! Deliberately not here: sealing (`report`), the queue itself (`store`).

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use learning::api::{QueuedReport, Refusal, ReportState};
use report::TaskList;

use crate::store::Store;
use crate::store::outbox::{self, Waiting};

/// How long a school's line may take for one report of a few kilobytes.
const PATIENCE: Duration = Duration::from_secs(20);
/// The longest problem document that is read.
const PROBLEM_BYTES: u64 = 4 * 1024;
/// The longest code that is kept of it.
const CODE_LENGTH: usize = 64;

/// Sends reports, one caller at a time.
#[derive(Debug)]
pub(crate) struct Sender {
    agent: ureq::Agent,
    turn: Mutex<()>,
}

impl Default for Sender {
    fn default() -> Self {
        Self {
            agent: agent(),
            turn: Mutex::default(),
        }
    }
}

/// What the leader said to one report.
enum Said {
    /// In this preview a successful upload is the receipt: the leader answers 2xx only after
    /// its own commit. Signed receipts replace it when reports also travel by USB stick.
    Counted,
    /// It will never be counted; the code says why.
    Refused(String),
    /// Nobody answered, or not now: to be sent again.
    Nothing,
}

/// The HTTP client: no redirect is followed, a status is an answer and not an error, and
/// nothing is said about this machine.
pub(crate) fn agent() -> ureq::Agent {
    ureq::Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .user_agent("")
        .build()
        .into()
}

impl Sender {
    /// Sends what waits and says how everything stands. The store is not held meanwhile.
    pub(crate) fn send(
        &self,
        store: &Store,
        tasks: Option<&TaskList>,
    ) -> Result<Vec<QueuedReport>, Refusal> {
        // Two teachers' clicks must not send the same report side by side.
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let mut waiting = store.transaction(outbox::waiting)?.into_iter().peekable();
        if waiting.peek().is_some() {
            // Without a list nobody knows where to send.
            let tasks = tasks.ok_or(Refusal::Offline)?;
            while let Some(report) = waiting.next() {
                let (state, code) = match self.put(tasks, &report) {
                    Said::Counted => (ReportState::Counted, None),
                    Said::Refused(code) => (ReportState::Refused, Some(code)),
                    Said::Nothing => (ReportState::Unreachable, None),
                };
                store.transaction(|store| {
                    outbox::set_state(store, &report.report_id, state, code.as_deref())?;
                    if state == ReportState::Unreachable {
                        // The others would only wait for the same silence.
                        for report in waiting.by_ref() {
                            outbox::set_state(store, &report.report_id, state, None)?;
                        }
                    }
                    Ok(())
                })?;
            }
        }
        store.transaction(outbox::list)
    }

    fn put(&self, tasks: &TaskList, report: &Waiting) -> Said {
        let mut url = tasks.leader.url.to_string();
        if !url.ends_with('/') {
            url.push('/');
        }
        url.push_str(&format!("tasks/{}/reports", report.task_id));
        let sent = self
            .agent
            .put(&url)
            .content_type("application/dap-report")
            .send(report.bytes.as_slice());
        let mut response = match sent {
            Ok(response) => response,
            Err(error) => {
                tracing::warn!("the academy cannot be reached: {error}");
                return Said::Nothing;
            }
        };
        let status = response.status();
        // The login page of a Wi-Fi answers anything with 200 and HTML: that is no receipt.
        let is_page = response.headers().get("content-type").is_some_and(|kind| {
            kind.as_bytes()
                .to_ascii_lowercase()
                .starts_with(b"text/html")
        });
        if status.is_success() && !is_page {
            return Said::Counted;
        }
        // Only the academy's own problem document is a "no"; 408 and 429 are "not now".
        if status.is_client_error() && !matches!(status.as_u16(), 408 | 429) {
            let problem = response
                .body_mut()
                .with_config()
                .limit(PROBLEM_BYTES)
                .read_to_vec();
            if let Some(code) = problem.ok().and_then(|bytes| problem_code(&bytes)) {
                tracing::warn!("the academy refused a report: {code}");
                return Said::Refused(code);
            }
        }
        tracing::warn!("the academy did not take a report: {status}");
        Said::Nothing
    }
}

/// The last part of a problem's type: `urn:ietf:params:ppm:dap:error:reportRejected` gives
/// `reportRejected`. Nothing longer or stranger is kept.
fn problem_code(bytes: &[u8]) -> Option<String> {
    let problem: serde_json::Value = serde_json::from_slice(bytes).ok()?;
    let code = problem.get("type")?.as_str()?.rsplit([':', '/']).next()?;
    let plain = code
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    (plain && !code.is_empty() && code.len() <= CODE_LENGTH).then(|| code.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_plain_code_is_kept_of_a_problem() {
        let code = |json: &str| problem_code(json.as_bytes());
        assert_eq!(
            code(r#"{"type":"urn:ietf:params:ppm:dap:error:reportRejected"}"#).as_deref(),
            Some("reportRejected")
        );
        assert_eq!(code(r#"{"type":"about:<b>"}"#), None);
        assert_eq!(code(r#"{"type":""}"#), None);
        assert_eq!(code("not json"), None);
    }
}
