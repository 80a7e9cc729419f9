//! What pages are made of: few parts, used everywhere, so that all screens look like one
//! house.

mod avatar;
mod ear;
mod picture;
mod steps;
mod top;

pub use avatar::{AvatarBadge, animal_picture};
pub use ear::{Ear, MessageEar};
pub use picture::{Bal, Picture};
pub use steps::Steps;
pub use top::{ContrastTile, Help, Notice, SoundTile};
