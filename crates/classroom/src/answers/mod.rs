//! The answers: one implementation of `Answer` for each request, one file for each subject.

mod attempts;
mod learners;
mod lessons;
mod reports;
mod room;
mod session;
