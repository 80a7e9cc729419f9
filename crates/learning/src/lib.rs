//! Learning: what a lesson is, what a child may answer, how an answer is scored, and
//! what a class learned. Pure: the same code runs in the page (wasm), where it answers at
//! once, and beside the store, where it answers for good.
//!
//! Deliberately not here: clocks, randomness, files, sockets, async, SQL, words that a
//! person reads. Whoever needs one of these passes it in.

pub mod api;
pub mod avatar;
pub mod closed_list;
pub mod lesson;
#[cfg(feature = "load")]
pub mod load;
pub mod message;
pub mod scoring;
pub mod summary;

mod ids;

pub use ids::{AttemptId, ChoiceId, ClueId, ItemId, LearnerId, LessonId, Picture, TextKey};
