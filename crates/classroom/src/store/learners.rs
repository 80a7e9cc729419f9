//! Learners: an animal, a colour, a language, ages. There is no column for a name.

use learning::LearnerId;
use learning::api::{Learner, Refusal};
use learning::avatar::{Animal, Avatar, Colour};
use rusqlite::{OptionalExtension, Row, Transaction, params};

use super::{Failure, closed, random_id};

/// Where a child plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Home {
    /// In the window of this machine; comes back tomorrow.
    Window,
    /// On a device in the classroom.
    Device,
}

impl Home {
    fn as_str(self) -> &'static str {
        match self {
            Self::Window => "window",
            Self::Device => "device",
        }
    }
}

fn learner(row: &Row<'_>) -> rusqlite::Result<Learner> {
    Ok(Learner {
        id: LearnerId::new(row.get::<_, String>("id")?),
        avatar: Avatar {
            animal: closed(row, "animal")?,
            colour: closed(row, "colour")?,
        },
        language: row.get("language")?,
        band: closed(row, "band")?,
    })
}

/// The children of this machine's window, in the order in which they came.
pub(crate) fn of_the_window(store: &Transaction<'_>) -> Result<Vec<Learner>, Failure> {
    let mut statement =
        store.prepare_cached("SELECT * FROM learner WHERE home = 'window' ORDER BY number")?;
    let rows = statement.query_map([], learner)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The learner of that id.
pub(crate) fn find(store: &Transaction<'_>, id: &LearnerId) -> Result<Learner, Failure> {
    store
        .prepare_cached("SELECT * FROM learner WHERE id = ?1")?
        .query_row([id.as_str()], learner)
        .optional()?
        .ok_or(Refusal::UnknownLearner.into())
}

/// The avatars that cannot be chosen any more: those of the window's children, or those of
/// the session's pupils.
pub(crate) fn taken(
    store: &Transaction<'_>,
    home: Home,
    session: Option<i64>,
) -> Result<Vec<Avatar>, Failure> {
    let avatar = |row: &Row<'_>| {
        Ok(Avatar {
            animal: closed(row, "animal")?,
            colour: closed(row, "colour")?,
        })
    };
    let avatars = match home {
        Home::Window => store
            .prepare_cached("SELECT animal, colour FROM learner WHERE home = 'window'")?
            .query_map([], avatar)?
            .collect::<Result<_, _>>()?,
        Home::Device => store
            .prepare_cached(
                "SELECT animal, colour FROM seat JOIN learner ON learner.id = seat.learner
                 WHERE seat.session = ?1",
            )?
            .query_map([session], avatar)?
            .collect::<Result<_, _>>()?,
    };
    Ok(avatars)
}

/// Stores a new child under a random id.
pub(crate) fn create(
    store: &Transaction<'_>,
    home: Home,
    session: Option<i64>,
    wanted: &Learner,
) -> Result<(), Failure> {
    let taken = taken(store, home, session)?;
    if taken.len() >= Animal::ALL.len() * Colour::ALL.len() {
        return Err(Refusal::RoomFull.into());
    }
    if taken.contains(&wanted.avatar) {
        return Err(Refusal::AvatarTaken.into());
    }
    store
        .prepare_cached(
            "INSERT INTO learner (id, home, animal, colour, language, band)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            wanted.id.as_str(),
            home.as_str(),
            wanted.avatar.animal.as_str(),
            wanted.avatar.colour.as_str(),
            wanted.language,
            wanted.band.as_str(),
        ])?;
    Ok(())
}

/// A new random learner id.
pub(crate) fn new_id() -> Result<LearnerId, Refusal> {
    random_id().map(LearnerId::new)
}
