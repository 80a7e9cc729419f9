//! What can go wrong inside a role. What a client is told is in `problem.rs`.

use crate::Problem;
use std::path::PathBuf;

/// An error of a role, for its operator.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file could not be read or written.
    #[error("{path}: {source}")]
    File {
        /// Which file.
        path: PathBuf,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// A configuration file is not what it should be.
    #[error("{path} cannot be read: {source}")]
    Config {
        /// Which file.
        path: PathBuf,
        /// What is wrong.
        source: serde_json::Error,
    },
    /// The configuration does not fit the task list.
    #[error("the configuration does not fit the task list: {0}")]
    Mismatch(&'static str),
    /// The task list is refused.
    #[error(transparent)]
    TaskList(#[from] report::TaskListError),
    /// The folder already holds an academy's keys, which must not be overwritten.
    #[error("{0} exists already; keys are never overwritten")]
    AlreadyProvisioned(PathBuf),
    /// The database refused.
    #[error("database: {0}")]
    Database(#[from] rusqlite::Error),
    /// The database is from a newer version, or damaged.
    #[error("database: {0}")]
    Migration(#[from] rusqlite_migration::Error),
    /// The network failed.
    #[error("network: {0}")]
    Network(#[from] reqwest::Error),
    /// The other side refused.
    #[error("the {role} answered {status}: {code}")]
    Refused {
        /// `leader` or `helper`.
        role: &'static str,
        /// HTTP status.
        status: u16,
        /// The problem's type or code.
        code: String,
    },
    /// The other side broke the protocol.
    #[error("the {role} broke the protocol: {what}")]
    Protocol {
        /// `leader` or `helper`.
        role: &'static str,
        /// What it did.
        what: &'static str,
    },
    /// A message could not be encoded or decoded.
    #[error("message: {0}")]
    Codec(#[from] janus_messages::codec::CodecError),
    /// A message holds impossible values.
    #[error("message: {0}")]
    Message(#[from] janus_messages::Error),
    /// The VDAF refused.
    #[error("VDAF: {0}")]
    Vdaf(#[from] prio::vdaf::VdafError),
    /// A share could not be sealed or opened.
    #[error(transparent)]
    Hpke(#[from] report::hpke::Error),
    /// Work outside the async threads was cancelled or panicked.
    #[error("a background computation stopped: {0}")]
    Background(#[from] tokio::task::JoinError),
    /// A socket failed.
    #[error("socket: {0}")]
    Socket(std::io::Error),
    /// A known "no", for the client.
    #[error("refused: {0:?}")]
    Problem(#[from] Problem),
}
