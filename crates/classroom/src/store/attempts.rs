//! Attempts and their responses. A response is a fact: it is appended, never updated, and
//! the lesson version whose rule scored it stands beside it.

use std::collections::BTreeMap;

use learning::api::{Answered, Refusal};
use learning::lesson::{Form, Lesson};
use learning::scoring::{Outcome, Response};
use learning::summary::Walk;
use learning::{AttemptId, ItemId, LearnerId, LessonId};
use rusqlite::types::Type;
use rusqlite::{OptionalExtension, Row, Transaction, params};

use super::{Failure, closed, random_id};

/// An attempt as stored.
#[derive(Clone, Debug)]
pub(crate) struct StoredAttempt {
    pub(crate) id: AttemptId,
    pub(crate) learner: LearnerId,
    pub(crate) lesson: LessonId,
    pub(crate) first_form: Form,
}

fn attempt(row: &Row<'_>) -> rusqlite::Result<StoredAttempt> {
    Ok(StoredAttempt {
        id: AttemptId::new(row.get::<_, String>("id")?),
        learner: LearnerId::new(row.get::<_, String>("learner")?),
        lesson: LessonId::new(row.get::<_, String>("lesson")?),
        first_form: closed(row, "first_form")?,
    })
}

/// The attempt of that id.
pub(crate) fn find(store: &Transaction<'_>, id: &AttemptId) -> Result<StoredAttempt, Failure> {
    store
        .prepare_cached("SELECT * FROM attempt WHERE id = ?1")?
        .query_row([id.as_str()], attempt)
        .optional()?
        .ok_or(Refusal::UnknownAttempt.into())
}

/// The last unfinished attempt of a learner at this version of a lesson. Inside a session
/// only an attempt of that session goes on; outside any does.
pub(crate) fn unfinished(
    store: &Transaction<'_>,
    learner: &LearnerId,
    lesson: &Lesson,
    session: Option<i64>,
) -> Result<Option<StoredAttempt>, Failure> {
    Ok(store
        .prepare_cached(
            "SELECT * FROM attempt
             WHERE learner = ?1 AND lesson = ?2 AND lesson_version = ?3 AND finished = 0
               AND (?4 IS NULL OR session = ?4)
             ORDER BY number DESC LIMIT 1",
        )?
        .query_row(
            params![
                learner.as_str(),
                lesson.id.as_str(),
                lesson.version,
                session
            ],
            attempt,
        )
        .optional()?)
}

/// Begins a walk. Forms alternate per lesson and session, so that half of a class is asked
/// form A first, and a child who walks again begins with the other form.
pub(crate) fn begin(
    store: &Transaction<'_>,
    learner: &LearnerId,
    lesson: &Lesson,
    session: Option<i64>,
) -> Result<StoredAttempt, Failure> {
    let before: i64 = store
        .prepare_cached(
            "SELECT count(DISTINCT learner) FILTER (WHERE learner <> ?1)
                  + count(*) FILTER (WHERE learner = ?1)
             FROM attempt WHERE lesson = ?2 AND session IS ?3",
        )?
        .query_row(
            params![learner.as_str(), lesson.id.as_str(), session],
            |row| row.get(0),
        )?;
    let attempt = StoredAttempt {
        id: AttemptId::new(random_id()?),
        learner: learner.clone(),
        lesson: lesson.id.clone(),
        first_form: if before % 2 == 0 { Form::A } else { Form::B },
    };
    store
        .prepare_cached(
            "INSERT INTO attempt (id, learner, lesson, lesson_version, first_form, session)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            attempt.id.as_str(),
            learner.as_str(),
            lesson.id.as_str(),
            lesson.version,
            attempt.first_form.as_str(),
            session,
        ])?;
    Ok(attempt)
}

/// Marks a walk as walked to its end; again is harmless.
pub(crate) fn finish(store: &Transaction<'_>, id: &AttemptId) -> Result<(), Failure> {
    store
        .prepare_cached("UPDATE attempt SET finished = 1 WHERE id = ?1")?
        .execute([id.as_str()])?;
    Ok(())
}

fn answered(row: &Row<'_>) -> rusqlite::Result<Answered> {
    let index = row.as_ref().column_index("response")?;
    let json: String = row.get(index)?;
    let response = serde_json::from_str(&json).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(index, Type::Text, Box::new(error))
    })?;
    Ok(Answered {
        item: ItemId::new(row.get::<_, String>("item")?),
        ordinal: row.get("ordinal")?,
        response,
        outcome: Outcome {
            score: row.get("score")?,
            max_score: row.get("max_score")?,
        },
    })
}

/// What was answered in an attempt, in order.
pub(crate) fn responses(store: &Transaction<'_>, id: &AttemptId) -> Result<Vec<Answered>, Failure> {
    let mut statement =
        store.prepare_cached("SELECT * FROM response WHERE attempt = ?1 ORDER BY number")?;
    let rows = statement.query_map([id.as_str()], answered)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The response already stored under these three, if there is one.
pub(crate) fn response(
    store: &Transaction<'_>,
    id: &AttemptId,
    item: &ItemId,
    ordinal: u32,
) -> Result<Option<Answered>, Failure> {
    Ok(store
        .prepare_cached("SELECT * FROM response WHERE attempt = ?1 AND item = ?2 AND ordinal = ?3")?
        .query_row(params![id.as_str(), item.as_str(), ordinal], answered)
        .optional()?)
}

/// Appends a response.
pub(crate) fn append(
    store: &Transaction<'_>,
    id: &AttemptId,
    answered: &Answered,
    lesson_version: u32,
) -> Result<(), Failure> {
    store
        .prepare_cached(
            "INSERT INTO response
                 (attempt, item, ordinal, response, score, max_score, lesson_version)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            id.as_str(),
            answered.item.as_str(),
            answered.ordinal,
            encode(&answered.response)?,
            answered.outcome.score,
            answered.outcome.max_score,
            lesson_version,
        ])?;
    Ok(())
}

fn encode(response: &Response) -> Result<String, Failure> {
    serde_json::to_string(response)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)).into())
}

/// How far a learner is in a lesson: whether one of the walks was finished, and the items
/// answered in the last one. `None` where none was begun.
pub(crate) fn how_far(
    store: &Transaction<'_>,
    learner: &LearnerId,
    lesson: &LessonId,
) -> Result<Option<(bool, u32)>, Failure> {
    let (last, finished): (Option<i64>, Option<bool>) = store
        .prepare_cached(
            "SELECT max(number), max(finished) FROM attempt WHERE learner = ?1 AND lesson = ?2",
        )?
        .query_row(params![learner.as_str(), lesson.as_str()], |row| {
            row.try_into()
        })?;
    let Some(last) = last else { return Ok(None) };
    let answered = store
        .prepare_cached(
            "SELECT count(DISTINCT item) FROM response
             WHERE attempt = (SELECT id FROM attempt WHERE number = ?1)",
        )?
        .query_row([last], |row| row.get(0))?;
    Ok(Some((finished.unwrap_or(false), answered)))
}

/// The walk of each pupil who began the session's lesson, in the order in which they began:
/// the first complete one, or the first one if none is complete.
pub(crate) fn walks(
    store: &Transaction<'_>,
    session: i64,
    lesson: &Lesson,
) -> Result<Vec<(LearnerId, Walk)>, Failure> {
    let mut statement =
        store.prepare_cached("SELECT * FROM attempt WHERE session = ?1 ORDER BY number")?;
    let attempts: Vec<_> = statement
        .query_map([session], attempt)?
        .collect::<Result<_, _>>()?;
    let mut walks: Vec<(LearnerId, Walk)> = Vec::new();
    for attempt in attempts {
        let known = walks
            .iter()
            .position(|(learner, _)| *learner == attempt.learner);
        if known.is_some_and(|at| is_complete(lesson, &walks[at].1)) {
            continue;
        }
        let walk = walk(store, &attempt)?;
        match known {
            None => walks.push((attempt.learner, walk)),
            Some(at) if is_complete(lesson, &walk) => walks[at].1 = walk,
            Some(_) => {}
        }
    }
    Ok(walks)
}

fn walk(store: &Transaction<'_>, attempt: &StoredAttempt) -> Result<Walk, Failure> {
    let mut first: BTreeMap<ItemId, (u32, Outcome)> = BTreeMap::new();
    for answered in responses(store, &attempt.id)? {
        let best = first
            .entry(answered.item)
            .or_insert((answered.ordinal, answered.outcome));
        if answered.ordinal < best.0 {
            *best = (answered.ordinal, answered.outcome);
        }
    }
    Ok(Walk {
        first_form: attempt.first_form,
        first_outcomes: first
            .into_iter()
            .map(|(item, (_, outcome))| (item, outcome))
            .collect(),
    })
}

/// Whether all the questions before and after were answered.
fn is_complete(lesson: &Lesson, walk: &Walk) -> bool {
    [Form::A, Form::B]
        .into_iter()
        .flat_map(|form| lesson.form(form))
        .all(|question| walk.first_outcomes.contains_key(&question.id))
}
