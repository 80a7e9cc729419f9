//! The dashboard's own SQLite file: what was released, and what the last question to the leader gave.
//!
//! A release carries its own place, pack and period, so that it stays readable when the academy
//! publishes the list of the next period. Deliberately not here: single reports, which the
//! dashboard never receives, and any time.

use crate::Error;
use aggregator::AggregateRelease;
use report::{Period, Task, TaskId};
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use rusqlite_migration::{M, Migrations};
use serde::Serialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::{Mutex, PoisonError},
};

const STEPS: &[M<'_>] = &[M::up(
    "CREATE TABLE release (
        task_id TEXT PRIMARY KEY,
        period TEXT NOT NULL,
        aref TEXT NOT NULL,
        province TEXT NOT NULL,
        level INTEGER NOT NULL,
        pack TEXT NOT NULL,
        report_count INTEGER NOT NULL,
        preview_without_noise INTEGER NOT NULL,
        one_party INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE cells (
        task_id TEXT NOT NULL REFERENCES release (task_id),
        position INTEGER NOT NULL,
        competency TEXT NOT NULL,
        not_completed INTEGER NOT NULL,
        wrong_wrong INTEGER NOT NULL,
        wrong_right INTEGER NOT NULL,
        right_wrong INTEGER NOT NULL,
        right_right INTEGER NOT NULL,
        PRIMARY KEY (task_id, position)
    ) STRICT, WITHOUT ROWID;

    -- Why the last question about a task released nothing.
    CREATE TABLE attempt (
        task_id TEXT PRIMARY KEY,
        outcome TEXT NOT NULL,
        -- Only for `refused`: the leader's code.
        code TEXT
    ) STRICT, WITHOUT ROWID;",
)];

/// Why a question to the leader released nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "status", content = "code", rename_all = "snake_case")]
pub enum Attempt {
    /// Fewer class reports than either role releases.
    TooFew,
    /// The two roles are still verifying; asking again is right.
    Proving,
    /// The leader does not answer.
    Unreachable,
    /// Another refusal, by its code.
    Refused(String),
}

/// One released row: five outcomes of one competency in one task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// DAP's task id, base64url.
    pub task_id: String,
    /// The reporting period's name.
    pub period: String,
    /// The academy's code, `01` to `12`.
    pub aref: String,
    /// The directorate's HCP code.
    pub province: String,
    /// Level of primary school, 1..=6.
    pub level: u8,
    /// The pack.
    pub pack: String,
    /// The competency.
    pub competency: String,
    /// Class reports in the sum.
    pub report_count: u64,
    /// Pupils with one of the two answers missing.
    pub not_completed: u64,
    /// Pupils with both answers wrong.
    pub wrong_wrong: u64,
    /// Pupils who were wrong before and right after.
    pub wrong_right: u64,
    /// Pupils who were right before and wrong after.
    pub right_wrong: u64,
    /// Pupils with both answers right.
    pub right_right: u64,
    /// True: the numbers are exact.
    pub preview_without_noise: bool,
    /// True: one organisation ran both roles.
    pub one_party: bool,
}

/// A release and the place and time that it speaks of.
#[derive(Clone, Copy, Debug)]
pub struct Release<'a> {
    /// The measurement.
    pub task: &'a Task,
    /// Its period.
    pub period: &'a Period,
    /// Its sum.
    pub sum: &'a AggregateRelease,
}

/// The file. Its calls are short and synchronous.
#[derive(Debug)]
pub struct Store(Mutex<Connection>);

impl Store {
    /// Opens the file, made if it is not there.
    ///
    /// # Errors
    ///
    /// If it cannot be opened, is damaged, or is from a newer version.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let mut connection = Connection::open(path)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // A batch is released once: what is stored survives a power cut.
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", "ON")?;
        connection.busy_timeout(std::time::Duration::from_secs(5))?;
        Migrations::from_slice(STEPS).to_latest(&mut connection)?;
        Ok(Self(Mutex::new(connection)))
    }

    fn transaction<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        // A panic inside a transaction has rolled it back, so the connection is still good.
        let mut connection = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let transaction = connection.transaction()?;
        let value = work(&transaction)?;
        transaction.commit()?;
        Ok(value)
    }

    /// Keeps a release. The first one stays: a batch is never released twice.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if its cells do not fit the task; nothing is stored then.
    pub fn keep(&self, release: Release<'_>) -> Result<(), Error> {
        let Release { task, period, sum } = release;
        if sum.task_id != task.id || sum.cells.len() != task.competencies.len() {
            return Err(Error::Shape(task.id));
        }
        let id = task.id.to_string();
        self.transaction(|transaction| {
            let kept = transaction
                .query_row(
                    "SELECT 1 FROM release WHERE task_id = ?1",
                    [&id],
                    |_| Ok(()),
                )
                .optional()?;
            if kept.is_some() {
                return Ok(());
            }
            transaction.execute(
                "INSERT INTO release VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                params![
                    id,
                    period.name,
                    task.aref,
                    task.province,
                    task.level,
                    task.pack,
                    sum.report_count,
                    sum.preview_without_noise,
                    sum.one_party
                ],
            )?;
            for (position, (competency, cells)) in
                task.competencies.iter().zip(&sum.cells).enumerate()
            {
                transaction.execute(
                    "INSERT INTO cells VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                    params![
                        id, position, competency, cells[0], cells[1], cells[2], cells[3], cells[4]
                    ],
                )?;
            }
            transaction.execute("DELETE FROM attempt WHERE task_id = ?1", [&id])?;
            Ok(())
        })
    }

    /// Remembers why a question released nothing.
    ///
    /// # Errors
    ///
    /// If the database refuses.
    pub fn note(&self, task: TaskId, attempt: &Attempt) -> Result<(), Error> {
        let (outcome, code) = match attempt {
            Attempt::TooFew => ("too_few", None),
            Attempt::Proving => ("proving", None),
            Attempt::Unreachable => ("unreachable", None),
            Attempt::Refused(code) => ("refused", Some(code)),
        };
        self.transaction(|transaction| {
            transaction.execute(
                "INSERT OR REPLACE INTO attempt VALUES (?1, ?2, ?3)",
                params![task.to_string(), outcome, code],
            )?;
            Ok(())
        })
    }

    /// All released rows, by period, place, level, pack and the task's order of competencies.
    ///
    /// # Errors
    ///
    /// If the database refuses.
    pub fn rows(&self) -> Result<Vec<Row>, Error> {
        self.transaction(|transaction| {
            let mut statement = transaction.prepare(
                "SELECT * FROM release JOIN cells USING (task_id)
                 ORDER BY period DESC, aref, province, level, pack, task_id, position",
            )?;
            let rows = statement.query_map([], |row| {
                Ok(Row {
                    task_id: row.get("task_id")?,
                    period: row.get("period")?,
                    aref: row.get("aref")?,
                    province: row.get("province")?,
                    level: row.get("level")?,
                    pack: row.get("pack")?,
                    competency: row.get("competency")?,
                    report_count: row.get("report_count")?,
                    not_completed: row.get("not_completed")?,
                    wrong_wrong: row.get("wrong_wrong")?,
                    wrong_right: row.get("wrong_right")?,
                    right_wrong: row.get("right_wrong")?,
                    right_right: row.get("right_right")?,
                    preview_without_noise: row.get("preview_without_noise")?,
                    one_party: row.get("one_party")?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// The ids of released tasks.
    ///
    /// # Errors
    ///
    /// If the database refuses.
    pub fn released(&self) -> Result<BTreeSet<String>, Error> {
        self.transaction(|transaction| {
            let mut statement = transaction.prepare("SELECT task_id FROM release")?;
            let ids = statement.query_map([], |row| row.get(0))?;
            Ok(ids.collect::<Result<_, _>>()?)
        })
    }

    /// The last attempt of each task that was asked for and not released.
    ///
    /// # Errors
    ///
    /// If the database refuses.
    pub fn attempts(&self) -> Result<BTreeMap<String, Attempt>, Error> {
        self.transaction(|transaction| {
            let mut statement =
                transaction.prepare("SELECT task_id, outcome, code FROM attempt")?;
            let attempts = statement.query_map([], |row| {
                let (outcome, code): (String, Option<String>) = (row.get(1)?, row.get(2)?);
                let attempt = match outcome.as_str() {
                    "too_few" => Attempt::TooFew,
                    "proving" => Attempt::Proving,
                    "unreachable" => Attempt::Unreachable,
                    _ => Attempt::Refused(code.unwrap_or_default()),
                };
                Ok((row.get(0)?, attempt))
            })?;
            Ok(attempts.collect::<Result<_, _>>()?)
        })
    }
}
