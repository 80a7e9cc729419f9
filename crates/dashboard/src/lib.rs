//! The academy's web page: asks the leader for each task's sum once, keeps what was released, and
//! shows it in Arabic and French.
//!
//! Deliberately not here: learners and classes (their types are not among this crate's
//! dependencies), the DAP roles themselves (`aggregator`), and, in this preview, noise, a ledger of
//! releases and log-in: the page says so.

#![cfg_attr(
    test,
    allow(clippy::unwrap_used, reason = "a test that cannot go on fails")
)]

mod collect;
mod error;
pub mod export;
pub mod figures;
pub mod page;
mod routes;
mod serve;
pub mod store;

pub use collect::{Collected, Dashboard, Received};
pub use error::Error;
pub use routes::router;
pub use serve::serve;
pub use store::{Attempt, Release, Row, Store};
