//! The classroom as its callers see it: real files, real sockets, the real program.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod answers;
mod common;
mod content;
mod lan;
mod outbox;
mod program;
mod simulate;
