//! The outbox: sealed reports, in the order in which they were sealed. Their bytes are
//! stored once and sent as they are.

use learning::api::{QueuedReport, ReportState};
use learning::{LearnerId, LessonId};
use rusqlite::{Row, Transaction, params};

use super::{Failure, closed};

/// A sealed report and what is said of it on this machine.
#[derive(Clone, Debug)]
pub(crate) struct Sealed {
    pub(crate) report_id: String,
    pub(crate) task_id: String,
    pub(crate) lesson: LessonId,
    pub(crate) level: u32,
    pub(crate) directorate: String,
    pub(crate) period: String,
    pub(crate) bytes: Vec<u8>,
}

/// A report that waits to be sent.
#[derive(Clone, Debug)]
pub(crate) struct Waiting {
    pub(crate) report_id: String,
    pub(crate) task_id: String,
    pub(crate) bytes: Vec<u8>,
}

fn queued(row: &Row<'_>) -> rusqlite::Result<QueuedReport> {
    Ok(QueuedReport {
        id: row.get("report_id")?,
        lesson: LessonId::new(row.get::<_, String>("lesson")?),
        level: row.get("level")?,
        directorate: row.get("directorate")?,
        period: row.get("period")?,
        bytes: row.get("size")?,
        state: closed(row, "state")?,
    })
}

const COLUMNS: &str = "report_id, lesson, level, directorate, period, length(bytes) AS size, state";

/// Queues the report of a session. A session has at most one.
pub(crate) fn insert(
    store: &Transaction<'_>,
    session: i64,
    sealed: &Sealed,
) -> Result<QueuedReport, Failure> {
    store.execute(
        "INSERT INTO outbox
             (session, report_id, task_id, lesson, level, directorate, period, bytes)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            session,
            sealed.report_id,
            sealed.task_id,
            sealed.lesson.as_str(),
            sealed.level,
            sealed.directorate,
            sealed.period,
            sealed.bytes,
        ],
    )?;
    Ok(store.query_row(
        &format!("SELECT {COLUMNS} FROM outbox WHERE session = ?1"),
        [session],
        queued,
    )?)
}

/// All reports, oldest first.
pub(crate) fn list(store: &Transaction<'_>) -> Result<Vec<QueuedReport>, Failure> {
    let mut statement =
        store.prepare_cached(&format!("SELECT {COLUMNS} FROM outbox ORDER BY number"))?;
    let rows = statement.query_map([], queued)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The reports that no academy has counted or refused yet, oldest first.
pub(crate) fn waiting(store: &Transaction<'_>) -> Result<Vec<Waiting>, Failure> {
    let mut statement = store.prepare_cached(
        "SELECT report_id, task_id, bytes FROM outbox
         WHERE state IN ('pending', 'unreachable') ORDER BY number",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(Waiting {
            report_id: row.get("report_id")?,
            task_id: row.get("task_id")?,
            bytes: row.get("bytes")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Stores how a report stands, with the academy's code where it was refused. What was
/// counted stays counted.
pub(crate) fn set_state(
    store: &Transaction<'_>,
    report_id: &str,
    state: ReportState,
    refusal: Option<&str>,
) -> Result<(), Failure> {
    store
        .prepare_cached(
            "UPDATE outbox SET state = ?2, refusal = ?3
             WHERE report_id = ?1 AND state <> 'counted'",
        )?
        .execute(params![report_id, state.as_str(), refusal])?;
    Ok(())
}

/// The learners who were already counted for a lesson in a period.
pub(crate) fn counted(
    store: &Transaction<'_>,
    lesson: &LessonId,
    period: &str,
) -> Result<Vec<LearnerId>, Failure> {
    let mut statement = store
        .prepare_cached("SELECT learner FROM counted_pupil WHERE lesson = ?1 AND period = ?2")?;
    let rows = statement.query_map(params![lesson.as_str(), period], |row| {
        Ok(LearnerId::new(row.get::<_, String>(0)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Remembers that these learners were counted.
pub(crate) fn count(
    store: &Transaction<'_>,
    lesson: &LessonId,
    period: &str,
    learners: &[LearnerId],
) -> Result<(), Failure> {
    let mut statement = store.prepare_cached(
        "INSERT INTO counted_pupil (lesson, period, learner) VALUES (?1, ?2, ?3)",
    )?;
    for learner in learners {
        statement.execute(params![lesson.as_str(), period, learner.as_str()])?;
    }
    Ok(())
}
