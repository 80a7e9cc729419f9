//! Every "no" that a client can hear, as `application/problem+json` (RFC 9457) with DAP's types.
//!
//! The set is closed; `code` is for programs, and text for people is chosen where they read it.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use janus_messages::problem_type::DapProblemType;
use serde_json::json;

/// Media type of a problem.
pub(crate) const MEDIA_TYPE: &str = "application/problem+json";

/// A known "no".
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.detail())]
pub enum Problem {
    /// The body is not the message that belongs here.
    Malformed,
    /// The body is larger than any valid message.
    TooLarge,
    /// The content type is not the message's.
    WrongMediaType,
    /// No such task in this list.
    UnknownTask,
    /// The report's time is not the start of the task's period.
    WrongPeriod,
    /// Sealed to a key that is not in use.
    OutdatedKey,
    /// The share does not open, or is not a share of this task.
    Unopenable,
    /// Another report was received under this id.
    ReportIdReused,
    /// The period has been released; the report came too late.
    PeriodCollected,
    /// The period is being released at this moment; try again.
    PeriodClosing,
    /// Missing or wrong token.
    Unauthorized,
    /// Fewer reports than this role releases.
    BatchTooSmall,
    /// Leader and helper counted different reports.
    BatchMismatch,
    /// The query is not the task's period.
    WrongBatch,
    /// The period was already released, to another request.
    AlreadyCollected,
    /// Another request was received under this job id.
    JobIdReused,
    /// No such job.
    UnknownJob,
    /// Something failed here; nothing was acknowledged.
    Internal,
}

impl Problem {
    pub(crate) const ALL: [Self; 18] = [
        Self::Malformed,
        Self::TooLarge,
        Self::WrongMediaType,
        Self::UnknownTask,
        Self::WrongPeriod,
        Self::OutdatedKey,
        Self::Unopenable,
        Self::ReportIdReused,
        Self::PeriodCollected,
        Self::PeriodClosing,
        Self::Unauthorized,
        Self::BatchTooSmall,
        Self::BatchMismatch,
        Self::WrongBatch,
        Self::AlreadyCollected,
        Self::JobIdReused,
        Self::UnknownJob,
        Self::Internal,
    ];

    /// Stable name for programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::TooLarge => "too_large",
            Self::WrongMediaType => "wrong_media_type",
            Self::UnknownTask => "unknown_task",
            Self::WrongPeriod => "wrong_period",
            Self::OutdatedKey => "outdated_key",
            Self::Unopenable => "unopenable",
            Self::ReportIdReused => "report_id_reused",
            Self::PeriodCollected => "period_collected",
            Self::PeriodClosing => "period_closing",
            Self::Unauthorized => "unauthorized",
            Self::BatchTooSmall => "batch_too_small",
            Self::BatchMismatch => "batch_mismatch",
            Self::WrongBatch => "wrong_batch",
            Self::AlreadyCollected => "already_collected",
            Self::JobIdReused => "job_id_reused",
            Self::UnknownJob => "unknown_job",
            Self::Internal => "internal",
        }
    }

    /// The problem with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|problem| problem.code() == code)
    }

    /// HTTP status.
    #[must_use]
    pub fn status(self) -> u16 {
        match self {
            Self::Unauthorized => 401,
            Self::UnknownTask | Self::UnknownJob => 404,
            Self::ReportIdReused | Self::JobIdReused => 409,
            Self::TooLarge => 413,
            Self::WrongMediaType => 415,
            Self::Internal => 500,
            Self::PeriodClosing => 503,
            _ => 400,
        }
    }

    fn dap_type(self) -> Option<DapProblemType> {
        Some(match self {
            Self::Malformed | Self::TooLarge | Self::WrongMediaType | Self::JobIdReused => {
                DapProblemType::InvalidMessage
            }
            Self::UnknownTask => DapProblemType::UnrecognizedTask,
            Self::OutdatedKey => DapProblemType::OutdatedConfig,
            Self::WrongPeriod | Self::Unopenable | Self::ReportIdReused | Self::PeriodCollected => {
                DapProblemType::ReportRejected
            }
            Self::Unauthorized => DapProblemType::UnauthorizedRequest,
            Self::BatchTooSmall => DapProblemType::InvalidBatchSize,
            Self::BatchMismatch => DapProblemType::BatchMismatch,
            Self::WrongBatch => DapProblemType::BatchInvalid,
            Self::AlreadyCollected => DapProblemType::BatchQueriedTooManyTimes,
            Self::PeriodClosing | Self::UnknownJob | Self::Internal => return None,
        })
    }

    fn detail(self) -> &'static str {
        match self {
            Self::Malformed => "The body is not the expected message.",
            Self::TooLarge => "The body is larger than any valid message.",
            Self::WrongMediaType => "The content type is not that of the expected message.",
            Self::UnknownTask => "There is no such task.",
            Self::WrongPeriod => "The report's time is not the start of the reporting period.",
            Self::OutdatedKey => "The report is sealed to a key that is not in use.",
            Self::Unopenable => "The report's share does not open or does not fit the task.",
            Self::ReportIdReused => "A different report was received under this id.",
            Self::PeriodCollected => "The period has been released; the report came too late.",
            Self::PeriodClosing => "The period is being released; try again in a minute.",
            Self::Unauthorized => "The token is missing or wrong.",
            Self::BatchTooSmall => "There are fewer reports than are ever released.",
            Self::BatchMismatch => "Leader and helper did not count the same reports.",
            Self::WrongBatch => "The query is not the task's reporting period.",
            Self::AlreadyCollected => "The period has already been released.",
            Self::JobIdReused => "A different request was received under this job id.",
            Self::UnknownJob => "There is no such job.",
            Self::Internal => "The server failed; nothing was stored.",
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status =
            StatusCode::from_u16(self.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = json!({
            "type": self.dap_type().map_or("about:blank", |t| t.type_uri()),
            "title": self.dap_type().map_or(status.canonical_reason().unwrap_or_default(), |t| t.description()),
            "status": self.status(),
            "detail": self.detail(),
            "code": self.code(),
        });
        let mut response = (
            status,
            [(header::CONTENT_TYPE, MEDIA_TYPE)],
            body.to_string(),
        )
            .into_response();
        if self == Self::PeriodClosing {
            let headers = response.headers_mut();
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
        }
        response
    }
}

impl IntoResponse for crate::Error {
    fn into_response(self) -> Response {
        match self {
            Self::Problem(problem) => problem.into_response(),
            error => {
                tracing::error!(%error, "a request failed");
                Problem::Internal.into_response()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_has_its_own_code() {
        for problem in Problem::ALL {
            assert_eq!(Problem::from_code(problem.code()), Some(problem));
        }
        assert_eq!(Problem::from_code("nonsense"), None);
    }
}
