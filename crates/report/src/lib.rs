//! What leaves the school: the task list, the numbers of one class, and their sealing into one DAP
//! report.
//!
//! Deliberately not here: a person, a name, a device, free text, or a time finer than the reporting
//! period. This crate opens no socket and no file, and does not decide when something is sent: the
//! classroom stores the sealed bytes and sends those same bytes on every path.

#![cfg_attr(
    test,
    allow(clippy::unwrap_used, reason = "a test that cannot go on fails")
)]

mod class_result;
mod directorate;
pub mod hpke;
mod seal;
mod task_list;
pub mod vdaf;

pub use class_result::{Cell, ClassResult, ClassResultError, MAX_CELL, MAX_COMPETENCIES, Outcome};
pub use directorate::{Directorate, directorate, directorates};
pub use janus_messages::{ReportId, TaskId};
pub use seal::{MAX_REPORT_BYTES, SealError, SealedReport, input_share_aad, seal};
pub use task_list::{
    Aggregator, EncodedHpkeConfig, MAX_LEVEL, MAX_TASK_LIST_BYTES, MAX_TASKS, Period,
    TIME_PRECISION_SECONDS, Task, TaskList, TaskListError,
};

/// The version of the Distributed Aggregation Protocol that every role speaks.
///
/// It is the version of the newest Janus that is published as crates (`janus_messages` 0.7.145), so
/// that a released Janus can take either role. It moves together with that crate and with `prio`.
pub const DAP_VERSION: &str = "dap-09";
