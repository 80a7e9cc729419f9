//! The academy's side of the measurement: DAP leader and helper, each on its own SQLite file, and a
//! small collector.
//!
//! Leader and helper are run by two organisations. Each sees one share of every report, which says
//! nothing alone; together they prove that a report is well formed and add it up. They speak DAP-09
//! on the wire, so a released Janus can replace either of them.
//!
//! Deliberately not here: persons, classes and devices (their types are not among this crate's
//! dependencies), the pages of the dashboard, TLS for incoming connections (a reverse proxy's work),
//! and, in this preview, noise: every release says so itself.

#![cfg_attr(
    test,
    allow(clippy::unwrap_used, reason = "a test that cannot go on fails")
)]

pub mod collector;
mod config;
mod database;
mod error;
mod helper;
mod http;
mod leader;
mod prepare;
mod problem;
mod provision;
mod serve;

pub use collector::AggregateRelease;
pub use config::{CollectorConfig, HelperConfig, HelperSecrets, LeaderConfig, LeaderSecrets};
pub use error::Error;
pub use helper::Helper;
pub use leader::{Leader, Participation};
pub use problem::Problem;
pub use provision::{Pack, ProvisionOptions, provision};
pub use serve::{serve_helper, serve_leader};
