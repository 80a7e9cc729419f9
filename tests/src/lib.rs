//! What the end-to-end tests share: real programs with their own data, a real window under
//! a screen without a monitor, and a real browser, both driven by WebDriver.
//!
//! The programs are those beside the test's own (`target/debug`): `make test` builds them.

pub mod browser;
pub mod child;
pub mod programs;
