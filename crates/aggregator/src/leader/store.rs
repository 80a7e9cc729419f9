//! The leader's tables. Each public function is one short transaction.
//!
//! Deliberately not here: who sent a report, when, or in which order. The table is clustered by the
//! report's random id, so not even the order of rows says when a report came.

use crate::{
    Error, Problem,
    database::Database,
    prepare::{MeasuredTask, Total},
};
use janus_messages::{AggregationJobId, CollectionJobId, ReportId, TaskId};
use prio::{field::Field128, vdaf::OutputShare};
use rusqlite::{OptionalExtension, Transaction, params};
use rusqlite_migration::{M, Migrations};
use serde::{Deserialize, Serialize};
use std::path::Path;

const MIGRATIONS: Migrations<'static> = Migrations::from_slice(STEPS);

const STEPS: &[M<'static>] = &[M::up(
    "CREATE TABLE report (
        task_id BLOB NOT NULL,
        report_id BLOB NOT NULL,
        -- SHA-256 of the bytes: tells a replay from another report under the same id.
        digest BLOB NOT NULL,
        -- Until the report is counted or rejected; forgotten then.
        bytes BLOB,
        state TEXT NOT NULL CHECK (state IN ('pending', 'counted', 'rejected')),
        -- The unfinished aggregation job that holds this report.
        job_id BLOB,
        PRIMARY KEY (task_id, report_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX report_pending ON report (task_id, job_id) WHERE state = 'pending';

    CREATE TABLE batch (
        task_id BLOB NOT NULL PRIMARY KEY,
        -- closing: the helper has been asked for its share; no report may come in between.
        state TEXT NOT NULL CHECK (state IN ('open', 'closing', 'collected')),
        report_count INTEGER NOT NULL,
        checksum BLOB NOT NULL,
        -- Forgotten when the batch is collected.
        aggregate_share BLOB
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE collection_job (
        task_id BLOB NOT NULL,
        job_id BLOB NOT NULL,
        -- The encoded Collection, sealed to the collector.
        response BLOB,
        -- Why the job failed; told once, then the job may be asked for again.
        problem TEXT,
        PRIMARY KEY (task_id, job_id)
    ) STRICT, WITHOUT ROWID;",
)];

#[derive(Debug)]
pub(super) struct Store(Database);

/// How many class reports a task has received.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participation {
    /// Which task.
    pub task_id: TaskId,
    /// Received, not yet proved.
    pub pending: u64,
    /// Proved and added up.
    pub counted: u64,
    /// Refused by the proof.
    pub rejected: u64,
    /// The period has been released; no report is taken any more.
    pub collected: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Received {
    New,
    Again,
}

/// An aggregation job that has to run, or to run again after an interruption.
#[derive(Debug)]
pub(super) struct Job {
    pub(super) task_id: TaskId,
    /// In the order of their ids, so that a second run sends the same bytes.
    pub(super) reports: Vec<Vec<u8>>,
}

/// The verdict on one report.
pub(super) type Verdict = (ReportId, Option<OutputShare<Field128>>);

/// What can be done for a collection job.
pub(super) enum Readiness {
    /// Reports are still being proved.
    Waiting,
    /// The job has failed and says so.
    Failed,
    /// The batch is closed and this is its sum.
    Closed(Total),
}

pub(super) enum CollectionState {
    Pending,
    Done(Vec<u8>),
    Failed(Problem),
}

impl Store {
    pub(super) fn open(path: &Path) -> Result<Self, Error> {
        Ok(Self(Database::open(path, &MIGRATIONS)?))
    }

    /// Stores a report; when this returns, it is on the disk.
    pub(super) fn insert_report(
        &self,
        task_id: &TaskId,
        report_id: &ReportId,
        digest: &[u8; 32],
        bytes: &[u8],
    ) -> Result<Received, Error> {
        self.0.transaction(|tx| {
            let known: Option<Vec<u8>> = tx
                .query_row(
                    "SELECT digest FROM report WHERE task_id = ?1 AND report_id = ?2",
                    params![task_id.as_ref(), report_id.as_ref()],
                    |row| row.get(0),
                )
                .optional()?;
            match known {
                Some(known) if known == digest => return Ok(Received::Again),
                Some(_) => return Err(Problem::ReportIdReused.into()),
                None => {}
            }
            match batch_state(tx, task_id)?.as_deref() {
                None | Some("open") => {}
                Some("closing") => return Err(Problem::PeriodClosing.into()),
                Some(_) => return Err(Problem::PeriodCollected.into()),
            }
            tx.execute(
                "INSERT INTO report (task_id, report_id, digest, bytes, state)
                 VALUES (?1, ?2, ?3, ?4, 'pending')",
                params![task_id.as_ref(), report_id.as_ref(), digest, bytes],
            )?;
            Ok(Received::New)
        })
    }

    /// Puts waiting reports into jobs of at most `size`, and returns the ids of all unfinished jobs.
    pub(super) fn assign_jobs(
        &self,
        size: usize,
    ) -> Result<Vec<(TaskId, AggregationJobId)>, Error> {
        self.0.transaction(|tx| {
            let waiting: Vec<Vec<u8>> = tx
                .prepare(
                    "SELECT DISTINCT task_id FROM report
                     WHERE state = 'pending' AND job_id IS NULL",
                )?
                .query_map([], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            for task_id in waiting {
                while {
                    let job_id: AggregationJobId = rand::random();
                    let assigned = tx.execute(
                        "UPDATE report SET job_id = ?2 WHERE task_id = ?1 AND report_id IN (
                            SELECT report_id FROM report
                            WHERE task_id = ?1 AND state = 'pending' AND job_id IS NULL LIMIT ?3)",
                        params![task_id, job_id.as_ref(), size],
                    )?;
                    assigned == size
                } {}
            }
            let jobs: Vec<(Vec<u8>, Vec<u8>)> = tx
                .prepare(
                    "SELECT DISTINCT task_id, job_id FROM report
                     WHERE state = 'pending' AND job_id IS NOT NULL",
                )?
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<Result<_, _>>()?;
            jobs.iter()
                .map(|(task, job)| {
                    Ok((
                        TaskId::try_from(task.as_slice())?,
                        AggregationJobId::try_from(job.as_slice())?,
                    ))
                })
                .collect()
        })
    }

    pub(super) fn job(&self, task_id: TaskId, id: AggregationJobId) -> Result<Job, Error> {
        self.0.transaction(|tx| {
            let reports = tx
                .prepare(
                    "SELECT bytes FROM report
                     WHERE task_id = ?1 AND job_id = ?2 AND state = 'pending'
                     ORDER BY report_id",
                )?
                .query_map(params![task_id.as_ref(), id.as_ref()], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            Ok(Job { task_id, reports })
        })
    }

    /// Adds up a job's proved reports and forgets their bytes: all of it or nothing.
    pub(super) fn finish_job(
        &self,
        task: &MeasuredTask,
        id: &AggregationJobId,
        verdicts: &[Verdict],
    ) -> Result<(), Error> {
        self.0.transaction(|tx| {
            let mut total = total(tx, task)?;
            for (report_id, share) in verdicts {
                let state = if share.is_some() {
                    "counted"
                } else {
                    "rejected"
                };
                let finished = tx.execute(
                    "UPDATE report SET state = ?4, bytes = NULL, job_id = NULL
                     WHERE task_id = ?1 AND report_id = ?2 AND job_id = ?3 AND state = 'pending'",
                    params![task.id.as_ref(), report_id.as_ref(), id.as_ref(), state],
                )?;
                if finished != 1 {
                    // Another run has finished this job; adding again would count twice.
                    return Err(Error::Mismatch("an aggregation job was finished twice"));
                }
                if let Some(share) = share {
                    total.add(report_id, share)?;
                }
            }
            tx.execute(
                "INSERT INTO batch (task_id, state, report_count, checksum, aggregate_share)
                 VALUES (?1, 'open', ?2, ?3, ?4)
                 ON CONFLICT (task_id) DO UPDATE SET report_count = excluded.report_count,
                     checksum = excluded.checksum, aggregate_share = excluded.aggregate_share",
                params![
                    task.id.as_ref(),
                    total.report_count,
                    total.checksum.as_ref(),
                    total.share_bytes()?
                ],
            )?;
            Ok(())
        })
    }

    /// Remembers that the collector asks for a task's sum. True if the job is new.
    pub(super) fn insert_collection_job(
        &self,
        task_id: &TaskId,
        id: &CollectionJobId,
    ) -> Result<bool, Error> {
        self.0.transaction(|tx| {
            let other: bool = tx.query_row(
                "SELECT EXISTS (SELECT 1 FROM collection_job
                 WHERE task_id = ?1 AND job_id <> ?2 AND problem IS NULL)",
                params![task_id.as_ref(), id.as_ref()],
                |row| row.get(0),
            )?;
            if other {
                return Err(Problem::AlreadyCollected.into());
            }
            let new = tx.execute(
                "INSERT OR IGNORE INTO collection_job (task_id, job_id) VALUES (?1, ?2)",
                params![task_id.as_ref(), id.as_ref()],
            )?;
            Ok(new == 1)
        })
    }

    pub(super) fn unfinished_collection_jobs(
        &self,
    ) -> Result<Vec<(TaskId, CollectionJobId)>, Error> {
        self.0.transaction(|tx| {
            let jobs: Vec<(Vec<u8>, Vec<u8>)> = tx
                .prepare(
                    "SELECT task_id, job_id FROM collection_job
                     WHERE response IS NULL AND problem IS NULL",
                )?
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<Result<_, _>>()?;
            jobs.iter()
                .map(|(task, job)| {
                    Ok((
                        TaskId::try_from(task.as_slice())?,
                        CollectionJobId::try_from(job.as_slice())?,
                    ))
                })
                .collect()
        })
    }

    /// Closes a batch if all its reports are proved and there are enough of them. From here on no
    /// report comes in until the release is finished or given up.
    pub(super) fn close_batch(
        &self,
        task: &MeasuredTask,
        id: &CollectionJobId,
        min_batch_size: u64,
    ) -> Result<Readiness, Error> {
        self.0.transaction(|tx| {
            let waiting: bool = tx.query_row(
                "SELECT EXISTS (SELECT 1 FROM report WHERE task_id = ?1 AND state = 'pending')",
                params![task.id.as_ref()],
                |row| row.get(0),
            )?;
            if waiting {
                return Ok(Readiness::Waiting);
            }
            let total = total(tx, task)?;
            if total.report_count < min_batch_size.max(1) {
                fail(tx, &task.id, id, Problem::BatchTooSmall)?;
                return Ok(Readiness::Failed);
            }
            set_batch_state(tx, &task.id, "closing")?;
            Ok(Readiness::Closed(total))
        })
    }

    /// The helper has refused and released nothing: reports are welcome again.
    pub(super) fn reopen_batch(
        &self,
        task_id: &TaskId,
        id: &CollectionJobId,
        problem: Problem,
    ) -> Result<(), Error> {
        self.0.transaction(|tx| {
            set_batch_state(tx, task_id, "open")?;
            fail(tx, task_id, id, problem)
        })
    }

    /// Keeps the release for the collector, who may ask again, and forgets the leader's share.
    pub(super) fn finish_collection(
        &self,
        task_id: &TaskId,
        id: &CollectionJobId,
        response: &[u8],
    ) -> Result<(), Error> {
        self.0.transaction(|tx| {
            tx.execute(
                "UPDATE collection_job SET response = ?3
                 WHERE task_id = ?1 AND job_id = ?2 AND response IS NULL",
                params![task_id.as_ref(), id.as_ref(), response],
            )?;
            tx.execute(
                "UPDATE batch SET state = 'collected', aggregate_share = NULL WHERE task_id = ?1",
                params![task_id.as_ref()],
            )?;
            Ok(())
        })
    }

    /// The state of a collection job. A failure is told once, then the job is forgotten.
    pub(super) fn collection(
        &self,
        task_id: &TaskId,
        id: &CollectionJobId,
    ) -> Result<Option<CollectionState>, Error> {
        self.0.transaction(|tx| {
            let row: Option<(Option<Vec<u8>>, Option<String>)> = tx
                .query_row(
                    "SELECT response, problem FROM collection_job
                     WHERE task_id = ?1 AND job_id = ?2",
                    params![task_id.as_ref(), id.as_ref()],
                    |row| Ok((row.get(0)?, row.get(1)?)),
                )
                .optional()?;
            Ok(match row {
                None => None,
                Some((Some(response), _)) => Some(CollectionState::Done(response)),
                Some((None, None)) => Some(CollectionState::Pending),
                Some((None, Some(code))) => {
                    tx.execute(
                        "DELETE FROM collection_job WHERE task_id = ?1 AND job_id = ?2",
                        params![task_id.as_ref(), id.as_ref()],
                    )?;
                    let problem = Problem::from_code(&code).unwrap_or(Problem::Internal);
                    Some(CollectionState::Failed(problem))
                }
            })
        })
    }

    pub(super) fn participation(
        &self,
        task_ids: impl Iterator<Item = TaskId>,
    ) -> Result<Vec<Participation>, Error> {
        self.0.transaction(|tx| {
            let mut reports = tx.prepare(
                "SELECT count(*) FILTER (WHERE state = 'pending'),
                        count(*) FILTER (WHERE state = 'counted'),
                        count(*) FILTER (WHERE state = 'rejected')
                 FROM report WHERE task_id = ?1",
            )?;
            task_ids
                .map(|task_id| {
                    let (pending, counted, rejected) = reports
                        .query_row(params![task_id.as_ref()], |row| {
                            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                        })?;
                    Ok(Participation {
                        task_id,
                        pending,
                        counted,
                        rejected,
                        collected: batch_state(tx, &task_id)?.as_deref() == Some("collected"),
                    })
                })
                .collect()
        })
    }
}

fn batch_state(tx: &Transaction<'_>, task_id: &TaskId) -> Result<Option<String>, Error> {
    Ok(tx
        .query_row(
            "SELECT state FROM batch WHERE task_id = ?1",
            params![task_id.as_ref()],
            |row| row.get(0),
        )
        .optional()?)
}

fn set_batch_state(tx: &Transaction<'_>, task_id: &TaskId, state: &str) -> Result<(), Error> {
    tx.execute(
        "UPDATE batch SET state = ?2 WHERE task_id = ?1 AND state <> 'collected'",
        params![task_id.as_ref(), state],
    )?;
    Ok(())
}

fn fail(
    tx: &Transaction<'_>,
    task_id: &TaskId,
    id: &CollectionJobId,
    problem: Problem,
) -> Result<(), Error> {
    tx.execute(
        "UPDATE collection_job SET problem = ?3
         WHERE task_id = ?1 AND job_id = ?2 AND response IS NULL",
        params![task_id.as_ref(), id.as_ref(), problem.code()],
    )?;
    Ok(())
}

/// The running sum of an uncollected batch.
fn total(tx: &Transaction<'_>, task: &MeasuredTask) -> Result<Total, Error> {
    let row: Option<(u64, Vec<u8>, Option<Vec<u8>>)> = tx
        .query_row(
            "SELECT report_count, checksum, aggregate_share FROM batch WHERE task_id = ?1",
            params![task.id.as_ref()],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .optional()?;
    match row {
        None => Total::empty(task),
        Some((count, checksum, Some(share))) => Total::from_parts(task, count, &checksum, &share),
        Some((_, _, None)) => Err(Problem::AlreadyCollected.into()),
    }
}
