//! What a pupil may know of the room, and the way to the teacher's window.

use learning::api::{GetRoom, OpenDesk, Refusal, Room};

use crate::classroom::{Answer, Caller, Classroom};
use crate::store::sessions;

impl Answer<GetRoom> for Classroom {
    fn answer(&self, _: Caller, _: GetRoom) -> Result<Room, Refusal> {
        let session = self.store.transaction(sessions::current)?;
        Ok(match session {
            None => Room::default(),
            Some(session) => {
                let band = self
                    .content
                    .lesson(&session.lesson)
                    .map(|known| known.lesson.band);
                Room {
                    lesson: Some(session.lesson),
                    band,
                }
            }
        })
    }
}

impl Answer<OpenDesk> for Classroom {
    fn answer(&self, caller: Caller, _: OpenDesk) -> Result<(), Refusal> {
        match (caller, &self.open_desk) {
            (Caller::Window(_), Some(open)) => open(),
            (Caller::Window(_), None) | (Caller::Device(_), _) => Err(Refusal::OnlyOnThisMachine),
        }
    }
}
