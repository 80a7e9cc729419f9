//! The rooms one can be in.

pub mod desk;
pub mod hello;
pub mod lesson;
pub mod map;

pub use desk::Desk;
pub use hello::Hello;
pub use lesson::LessonPlayer;
pub use map::Map;
