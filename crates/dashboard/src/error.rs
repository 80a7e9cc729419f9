//! What can go wrong in the dashboard, for its operator.

use std::path::PathBuf;

/// An error of the dashboard.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file could not be read.
    #[error("{path}: {source}")]
    File {
        /// Which file.
        path: PathBuf,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// The task list is refused.
    #[error(transparent)]
    TaskList(#[from] report::TaskListError),
    /// The collector's file is missing or wrong, or the leader refused.
    #[error(transparent)]
    Aggregator(#[from] aggregator::Error),
    /// The database refused.
    #[error("database: {0}")]
    Database(#[from] rusqlite::Error),
    /// The database is from a newer version, or damaged.
    #[error("database: {0}")]
    Migration(#[from] rusqlite_migration::Error),
    /// A release does not have five cells for each competency of its task.
    #[error("the release of task {0} does not fit the task")]
    Shape(report::TaskId),
    /// The table could not be written as CSV.
    #[error("csv: {0}")]
    Csv(#[from] csv::Error),
    /// Work outside the async threads was cancelled or panicked.
    #[error("a background computation stopped: {0}")]
    Background(#[from] tokio::task::JoinError),
    /// A socket failed.
    #[error("socket: {0}")]
    Socket(std::io::Error),
}
