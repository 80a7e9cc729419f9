//! The store: one SQLite file, `balak.sqlite`, one connection behind one mutex, short
//! transactions. What is acknowledged is on the disk. All SQL of this crate is in this
//! folder.
//!
//! Deliberately not here: who may ask what (`classroom`), scoring and sums (`learning`),
//! clocks: no time is stored.

pub(crate) mod attempts;
pub(crate) mod learners;
pub(crate) mod outbox;
pub(crate) mod sessions;

mod open;

use std::path::Path;
use std::str::FromStr;
use std::sync::{Mutex, PoisonError};

use learning::api::Refusal;
use rusqlite::types::Type;
use rusqlite::{Connection, ErrorCode, Row, Transaction, TransactionBehavior};

pub use open::OpenError;

/// The name of the file in the data folder.
pub const FILE_NAME: &str = "balak.sqlite";

/// The store of one machine.
#[derive(Debug)]
pub(crate) struct Store {
    connection: Mutex<Connection>,
}

/// Why a transaction was not committed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// A known "no".
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// SQLite could not.
    #[error(transparent)]
    Sql(#[from] rusqlite::Error),
}

impl Store {
    /// Opens the store in a folder, which is made if it is not there.
    pub(crate) fn open(folder: &Path) -> Result<Self, OpenError> {
        Ok(Self {
            connection: Mutex::new(open::open(folder)?),
        })
    }

    /// Runs `work` in one transaction: all of it is on the disk when this returns `Ok`, and
    /// none of it otherwise.
    pub(crate) fn transaction<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, Failure>,
    ) -> Result<T, Refusal> {
        // A panic inside a transaction rolls it back, so a poisoned connection is still sound.
        let mut connection = self
            .connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        commit(&mut connection, work).map_err(refusal)
    }
}

fn commit<T>(
    connection: &mut Connection,
    work: impl FnOnce(&Transaction<'_>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    // Immediate: two writers wait for each other at the start, never half-way.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done = work(&transaction)?;
    transaction.commit()?;
    Ok(done)
}

/// The "no" that is told for a failure. What SQLite said goes to the log, and only there.
fn refusal(failure: Failure) -> Refusal {
    let error = match failure {
        Failure::Refused(refusal) => return refusal,
        Failure::Sql(error) => error,
    };
    tracing::error!("the store: {error}");
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => Refusal::DiskFull,
        _ => Refusal::StoreBroken,
    }
}

/// Reads a member of a closed list from a column.
fn closed<T>(row: &Row<'_>, column: &str) -> rusqlite::Result<T>
where
    T: FromStr,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    let index = row.as_ref().column_index(column)?;
    row.get::<_, String>(index)?.parse().map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(index, Type::Text, Box::new(error))
    })
}

/// A random id of 128 bits, in hexadecimal: whoever holds it speaks for what it names.
pub(crate) fn random_id() -> Result<String, Refusal> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| {
        tracing::error!("no randomness: {error}");
        Refusal::StoreBroken
    })?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
