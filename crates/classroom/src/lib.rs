//! One machine of a classroom: its memory, its answers to the one list of requests, the LAN
//! server for pupils' devices, and what leaves it for the academy.
//!
//! Start with [`Classroom`], which answers everything; [`lan`] carries requests from
//! browsers to it, the window's commands do the same in `src-tauri`. Deliberately not here:
//! pages (`ui`), rules about learning (`learning`), sealing (`report`), windows.

pub mod assets;
pub mod content;
pub mod lan;
pub mod simulate;

mod answers;
mod classroom;
mod outbox;
mod store;
mod tasks;

pub use classroom::{Caller, Classroom, ClassroomError};
pub use content::{Content, ContentError};
pub use store::{FILE_NAME, OpenError};
pub use tasks::TasksError;
