//! Class sessions: at most one is open, and it knows who joined.

use learning::api::{Refusal, Seat};
use learning::avatar::Avatar;
use learning::{LearnerId, LessonId};
use rusqlite::{OptionalExtension, Row, Transaction, params};

use super::{Failure, closed};

/// The open class session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Session {
    pub(crate) number: i64,
    pub(crate) lesson: LessonId,
    pub(crate) level: u32,
    pub(crate) directorate: Option<String>,
}

fn session(row: &Row<'_>) -> rusqlite::Result<Session> {
    Ok(Session {
        number: row.get("number")?,
        lesson: LessonId::new(row.get::<_, String>("lesson")?),
        level: row.get("level")?,
        directorate: row.get("directorate")?,
    })
}

/// The session that is open, if one is.
pub(crate) fn current(store: &Transaction<'_>) -> Result<Option<Session>, Failure> {
    Ok(store
        .prepare_cached("SELECT * FROM class_session WHERE open = 1")?
        .query_row([], session)
        .optional()?)
}

/// Opens a session, unless one is open.
pub(crate) fn open(
    store: &Transaction<'_>,
    lesson: &LessonId,
    level: u32,
    directorate: Option<&str>,
) -> Result<Session, Failure> {
    if current(store)?.is_some() {
        return Err(Refusal::SessionOpen.into());
    }
    store
        .prepare_cached(
            "INSERT INTO class_session (lesson, level, directorate) VALUES (?1, ?2, ?3)",
        )?
        .execute(params![lesson.as_str(), level, directorate])?;
    current(store)?.ok_or(Refusal::NoSession.into())
}

/// Closes a session, unless it is closed.
pub(crate) fn close(store: &Transaction<'_>, number: i64) -> Result<(), Failure> {
    let closed = store
        .prepare_cached("UPDATE class_session SET open = 0 WHERE number = ?1 AND open = 1")?
        .execute([number])?;
    if closed == 1 {
        Ok(())
    } else {
        Err(Refusal::NoSession.into())
    }
}

/// Gives a learner a seat; one who has it keeps it.
pub(crate) fn seat(
    store: &Transaction<'_>,
    session: i64,
    learner: &LearnerId,
) -> Result<(), Failure> {
    store
        .prepare_cached("INSERT OR IGNORE INTO seat (session, learner) VALUES (?1, ?2)")?
        .execute(params![session, learner.as_str()])?;
    Ok(())
}

/// Who joined, in order, and how far each is in the session's lesson, which has `items`.
pub(crate) fn seats(
    store: &Transaction<'_>,
    session: i64,
    items: u32,
) -> Result<Vec<Seat>, Failure> {
    let mut statement = store.prepare_cached(
        "SELECT animal, colour,
                (SELECT count(DISTINCT item) FROM attempt
                 JOIN response ON response.attempt = attempt.id
                 WHERE attempt.session = seat.session AND attempt.learner = seat.learner
                ) AS answered,
                (SELECT coalesce(max(finished), 0) FROM attempt
                 WHERE attempt.session = seat.session AND attempt.learner = seat.learner
                ) AS finished
         FROM seat JOIN learner ON learner.id = seat.learner
         WHERE seat.session = ?1 ORDER BY seat.number",
    )?;
    let rows = statement.query_map([session], |row| {
        Ok(Seat {
            avatar: Avatar {
                animal: closed(row, "animal")?,
                colour: closed(row, "colour")?,
            },
            answered: row.get("answered")?,
            items,
            finished: row.get("finished")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
