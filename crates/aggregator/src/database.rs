//! Opens a role's SQLite file: one connection behind a mutex, and every commit on the disk.
//!
//! Deliberately not here: tables, which belong to each role.

use crate::Error;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use rusqlite_migration::Migrations;
use std::{
    path::Path,
    sync::{Mutex, PoisonError},
};

/// One connection. The closures that use it are synchronous, so a lock is never held over an await.
#[derive(Debug)]
pub(crate) struct Database(Mutex<Connection>);

impl Database {
    pub(crate) fn open(path: &Path, migrations: &Migrations<'_>) -> Result<Self, Error> {
        let mut connection = Connection::open(path)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // What is acknowledged survives a power cut.
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "secure_delete", "ON")?;
        connection.busy_timeout(std::time::Duration::from_secs(5))?;
        migrations.to_latest(&mut connection)?;
        Ok(Self(Mutex::new(connection)))
    }

    /// Runs `work` in one transaction: committed if it returns `Ok`, undone otherwise.
    pub(crate) fn transaction<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        // A panic inside a transaction has rolled it back, so the connection is still good.
        let mut connection = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let value = work(&transaction)?;
        transaction.commit()?;
        Ok(value)
    }
}
