//! The helper's tables. Each function is one short transaction.
//!
//! Deliberately not here: the reports themselves. The helper keeps their ids, so that none counts
//! twice, and its sum.

use crate::{
    Error, Problem,
    database::Database,
    prepare::{MeasuredTask, Total},
};
use janus_messages::{
    AggregationJobId, AggregationJobResp, PrepareError, PrepareResp, PrepareStepResult, ReportId,
    ReportIdChecksum, TaskId, codec::Encode,
};
use prio::{field::Field128, topology::ping_pong::PingPongMessage, vdaf::OutputShare};
use rusqlite::{OptionalExtension, Transaction, params};
use rusqlite_migration::{M, Migrations};
use std::path::Path;

const MIGRATIONS: Migrations<'static> = Migrations::from_slice(STEPS);

const STEPS: &[M<'static>] = &[M::up(
    "CREATE TABLE report (
        task_id BLOB NOT NULL,
        report_id BLOB NOT NULL,
        PRIMARY KEY (task_id, report_id)
    ) STRICT, WITHOUT ROWID;

    -- Answers are kept, so that a job sent again after an interruption is answered the same.
    CREATE TABLE aggregation_job (
        task_id BLOB NOT NULL,
        job_id BLOB NOT NULL,
        request_digest BLOB NOT NULL,
        response BLOB NOT NULL,
        PRIMARY KEY (task_id, job_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE batch (
        task_id BLOB NOT NULL PRIMARY KEY,
        report_count INTEGER NOT NULL,
        checksum BLOB NOT NULL,
        -- Forgotten when the batch is released.
        aggregate_share BLOB,
        -- The one request that this batch was released to, and the answer it got.
        request_digest BLOB,
        response BLOB
    ) STRICT, WITHOUT ROWID;",
)];

#[derive(Debug)]
pub(super) struct Store(Database);

/// The helper's verdict on one report, before it is known whether the report is a replay.
pub(super) type Verdict = (
    ReportId,
    Result<(OutputShare<Field128>, PingPongMessage), PrepareError>,
);

impl Store {
    pub(super) fn open(path: &Path) -> Result<Self, Error> {
        Ok(Self(Database::open(path, &MIGRATIONS)?))
    }

    /// The answer that this job got before, if it is the same request.
    pub(super) fn known_job(
        &self,
        task_id: &TaskId,
        id: &AggregationJobId,
        digest: &[u8; 32],
    ) -> Result<Option<Vec<u8>>, Error> {
        self.0.transaction(|tx| known_job(tx, task_id, id, digest))
    }

    /// Adds up a job's valid reports, remembers their ids and the answer: all of it or nothing.
    pub(super) fn finish_job(
        &self,
        task: &MeasuredTask,
        id: &AggregationJobId,
        digest: &[u8; 32],
        verdicts: Vec<Verdict>,
    ) -> Result<Vec<u8>, Error> {
        self.0.transaction(|tx| {
            // The same job may have come twice at the same time.
            if let Some(response) = known_job(tx, &task.id, id, digest)? {
                return Ok(response);
            }
            let mut total = total(tx, task)?;
            let mut responses = Vec::with_capacity(verdicts.len());
            for (report_id, verdict) in verdicts {
                let result = match (verdict, &mut total) {
                    (Err(error), _) => PrepareStepResult::Reject(error),
                    (Ok(_), None) => PrepareStepResult::Reject(PrepareError::BatchCollected),
                    (Ok((share, message)), Some(total)) => {
                        let new = tx.execute(
                            "INSERT OR IGNORE INTO report (task_id, report_id) VALUES (?1, ?2)",
                            params![task.id.as_ref(), report_id.as_ref()],
                        )?;
                        if new == 1 {
                            total.add(&report_id, &share)?;
                            PrepareStepResult::Continue { message }
                        } else {
                            PrepareStepResult::Reject(PrepareError::ReportReplayed)
                        }
                    }
                };
                responses.push(PrepareResp::new(report_id, result));
            }
            let response = AggregationJobResp::new(responses).get_encoded()?;
            if let Some(total) = total {
                tx.execute(
                    "INSERT INTO batch (task_id, report_count, checksum, aggregate_share)
                     VALUES (?1, ?2, ?3, ?4)
                     ON CONFLICT (task_id) DO UPDATE SET report_count = excluded.report_count,
                         checksum = excluded.checksum, aggregate_share = excluded.aggregate_share",
                    params![
                        task.id.as_ref(),
                        total.report_count,
                        total.checksum.as_ref(),
                        total.share_bytes()?
                    ],
                )?;
            }
            tx.execute(
                "INSERT INTO aggregation_job (task_id, job_id, request_digest, response)
                 VALUES (?1, ?2, ?3, ?4)",
                params![task.id.as_ref(), id.as_ref(), digest, response],
            )?;
            Ok(response)
        })
    }

    /// Releases a batch once. The same request gets the same answer again; any other is refused.
    pub(super) fn release(
        &self,
        task: &MeasuredTask,
        digest: &[u8; 32],
        report_count: u64,
        checksum: &ReportIdChecksum,
        min_batch_size: u64,
        answer: impl FnOnce(&Total) -> Result<Vec<u8>, Error>,
    ) -> Result<Vec<u8>, Error> {
        self.0.transaction(|tx| {
            let released: Option<(Vec<u8>, Vec<u8>)> = tx
                .query_row(
                    "SELECT request_digest, response FROM batch
                     WHERE task_id = ?1 AND response IS NOT NULL",
                    params![task.id.as_ref()],
                    |row| Ok((row.get(0)?, row.get(1)?)),
                )
                .optional()?;
            match released {
                Some((request, response)) if request == digest => return Ok(response),
                Some(_) => return Err(Problem::AlreadyCollected.into()),
                None => {}
            }
            let total = total(tx, task)?.ok_or(Problem::AlreadyCollected)?;
            // The helper's own count decides, never the number that the leader names.
            if total.report_count < min_batch_size.max(1) {
                return Err(Problem::BatchTooSmall.into());
            }
            if total.report_count != report_count || total.checksum != *checksum {
                return Err(Problem::BatchMismatch.into());
            }
            let response = answer(&total)?;
            tx.execute(
                "UPDATE batch SET request_digest = ?2, response = ?3, aggregate_share = NULL
                 WHERE task_id = ?1",
                params![task.id.as_ref(), digest, response],
            )?;
            Ok(response)
        })
    }
}

fn known_job(
    tx: &Transaction<'_>,
    task_id: &TaskId,
    id: &AggregationJobId,
    digest: &[u8; 32],
) -> Result<Option<Vec<u8>>, Error> {
    let known: Option<(Vec<u8>, Vec<u8>)> = tx
        .query_row(
            "SELECT request_digest, response FROM aggregation_job
             WHERE task_id = ?1 AND job_id = ?2",
            params![task_id.as_ref(), id.as_ref()],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    match known {
        None => Ok(None),
        Some((request, response)) if request == digest => Ok(Some(response)),
        Some(_) => Err(Problem::JobIdReused.into()),
    }
}

/// The running sum, or nothing if the batch has been released.
fn total(tx: &Transaction<'_>, task: &MeasuredTask) -> Result<Option<Total>, Error> {
    let row: Option<(u64, Vec<u8>, Option<Vec<u8>>)> = tx
        .query_row(
            "SELECT report_count, checksum, aggregate_share FROM batch WHERE task_id = ?1",
            params![task.id.as_ref()],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .optional()?;
    match row {
        None => Total::empty(task).map(Some),
        Some((count, checksum, Some(share))) => {
            Total::from_parts(task, count, &checksum, &share).map(Some)
        }
        Some((_, _, None)) => Ok(None),
    }
}
