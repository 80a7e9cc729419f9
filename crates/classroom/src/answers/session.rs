//! One live hour of a class: opened, watched, closed. Closing computes the class's result
//! and queues its sealed report in the same transaction.

use std::collections::BTreeSet;

use learning::LearnerId;
use learning::api::{
    Board, CloseSession, ClosedSession, CompetencyResult, Directorate, GetBoard, ListDirectorates,
    NoReport, OpenSession, Refusal,
};
use learning::lesson::Lesson;
use learning::summary::{Walk, summarise};
use report::{ClassResult, TaskList};
use rusqlite::Transaction;

use super::learners::items;
use crate::classroom::{Answer, Caller, Classroom};
use crate::store::outbox::Sealed;
use crate::store::sessions::Session;
use crate::store::{Failure, attempts, outbox, sessions};

/// The levels of primary school.
const LEVELS: std::ops::RangeInclusive<u32> = 1..=6;

impl Answer<ListDirectorates> for Classroom {
    fn answer(&self, _: Caller, _: ListDirectorates) -> Result<Vec<Directorate>, Refusal> {
        let Some(tasks) = self.tasks() else {
            return Ok(Vec::new());
        };
        let named: BTreeSet<&str> = tasks
            .tasks
            .iter()
            .map(|task| task.province.as_str())
            .collect();
        Ok(report::directorates()
            .iter()
            .filter(|directorate| named.contains(directorate.code.as_str()))
            .map(|directorate| Directorate {
                code: directorate.code.clone(),
                french: directorate.name_fr.clone(),
                arabic: directorate.name_ar.clone(),
                academy_french: directorate.aref_name_fr.clone(),
                academy_arabic: directorate.aref_name_ar.clone(),
            })
            .collect())
    }
}

impl Answer<OpenSession> for Classroom {
    fn answer(&self, _: Caller, request: OpenSession) -> Result<Board, Refusal> {
        self.lesson(&request.lesson)?;
        if !LEVELS.contains(&request.level) {
            return Err(Refusal::BadLevel);
        }
        let directorate = request
            .directorate
            .as_deref()
            .filter(|code| !code.is_empty());
        if let Some(code) = directorate {
            let known = self
                .tasks()
                .is_some_and(|tasks| tasks.tasks.iter().any(|task| task.province == code));
            if !known {
                return Err(Refusal::UnknownDirectorate);
            }
        }
        let board = self.store.transaction(|store| {
            let session = sessions::open(store, &request.lesson, request.level, directorate)?;
            self.board(store, session)
        })?;
        self.session.send_replace(true);
        Ok(board)
    }
}

impl Answer<GetBoard> for Classroom {
    fn answer(&self, _: Caller, _: GetBoard) -> Result<Option<Board>, Refusal> {
        self.store
            .transaction(|store| match sessions::current(store)? {
                None => Ok(None),
                Some(session) => self.board(store, session).map(Some),
            })
    }
}

impl Classroom {
    fn board(&self, store: &Transaction<'_>, session: Session) -> Result<Board, Failure> {
        // A lesson that the content lost since the session was opened has no items to count.
        let items = self
            .lesson(&session.lesson)
            .map_or(0, |loaded| items(&loaded.lesson));
        Ok(Board {
            seats: sessions::seats(store, session.number, items)?,
            lesson: session.lesson,
            level: session.level,
            directorate: session.directorate,
            addresses: self.addresses(),
        })
    }
}

/// All that the result of a session is computed from. Compared again when it is stored, so
/// that an answer that came in between is not lost.
#[derive(PartialEq)]
struct Facts {
    session: Session,
    walks: Vec<(LearnerId, Walk)>,
    counted: BTreeSet<LearnerId>,
}

impl Answer<CloseSession> for Classroom {
    fn answer(&self, _: Caller, _: CloseSession) -> Result<ClosedSession, Refusal> {
        let tasks = self.tasks();
        let tasks = tasks.as_deref();
        let mut facts = self.store.transaction(|store| self.facts(store, tasks))?;
        loop {
            // Randomness and sealing take their time outside of the transaction.
            let lesson = self
                .content
                .lesson(&facts.session.lesson)
                .map(|known| &known.lesson);
            let result = lesson
                .map(|lesson| result(lesson, &facts.walks))
                .unwrap_or_default();
            let sealed = seal(&facts, lesson, tasks);

            let stored = self.store.transaction(|store| {
                let now = self.facts(store, tasks)?;
                if now != facts {
                    return Ok(Err(now));
                }
                sessions::close(store, facts.session.number)?;
                let Ok((sealed, learners)) = &sealed else {
                    return Ok(Ok(None));
                };
                outbox::count(store, &sealed.lesson, &sealed.period, learners)?;
                outbox::insert(store, facts.session.number, sealed).map(|queued| Ok(Some(queued)))
            })?;
            match stored {
                Err(now) => facts = now,
                Ok(report) => {
                    self.session.send_replace(false);
                    return Ok(ClosedSession {
                        lesson: facts.session.lesson,
                        level: facts.session.level,
                        result,
                        report,
                        no_report: sealed.err(),
                    });
                }
            }
        }
    }
}

impl Classroom {
    fn facts(&self, store: &Transaction<'_>, tasks: Option<&TaskList>) -> Result<Facts, Failure> {
        let session = sessions::current(store)?.ok_or(Refusal::NoSession)?;
        let walks = match self.content.lesson(&session.lesson) {
            Some(loaded) => attempts::walks(store, session.number, &loaded.lesson)?,
            None => Vec::new(),
        };
        let counted = match tasks {
            Some(tasks) => outbox::counted(store, &session.lesson, &tasks.period.name)?,
            None => Vec::new(),
        };
        Ok(Facts {
            session,
            walks,
            counted: counted.into_iter().collect(),
        })
    }
}

/// The exact result of the class, for its teacher.
fn result(lesson: &Lesson, walks: &[(LearnerId, Walk)]) -> Vec<CompetencyResult> {
    let walks: Vec<_> = walks.iter().map(|(_, walk)| walk.clone()).collect();
    summarise(lesson, &walks)
        .into_iter()
        .map(|(competency, transitions)| CompetencyResult {
            competency,
            transitions,
        })
        .collect()
}

/// Seals the class's counts, or says why there is nothing to seal. Also says whom it counts:
/// those of the class who were not counted before for this lesson in this period.
fn seal(
    facts: &Facts,
    lesson: Option<&Lesson>,
    tasks: Option<&TaskList>,
) -> Result<(Sealed, Vec<LearnerId>), NoReport> {
    let session = &facts.session;
    let tasks = tasks.ok_or(NoReport::NoTaskList)?;
    let directorate = session
        .directorate
        .as_deref()
        .ok_or(NoReport::NoDirectorate)?;
    let lesson = lesson.ok_or(NoReport::NoTask)?;
    let level = u8::try_from(session.level).map_err(|_| NoReport::NoTask)?;
    let task = tasks
        .find(directorate, level, session.lesson.as_str())
        .ok_or(NoReport::NoTask)?;

    let walks: Vec<_> = facts
        .walks
        .iter()
        .filter(|(learner, _)| !facts.counted.contains(learner))
        .cloned()
        .collect();
    if walks.is_empty() {
        return Err(NoReport::NoPupils);
    }
    // A larger class is refused as a whole: cutting it would report a wrong class.
    if walks.len() > usize::try_from(report::MAX_CELL).unwrap_or(usize::MAX) {
        return Err(NoReport::TooManyPupils);
    }
    let result = result(lesson, &walks);
    let cells: Option<Vec<_>> = task
        .competencies
        .iter()
        .map(|code| {
            let found = result.iter().find(|one| one.competency.as_str() == code)?;
            Some(found.transitions.cells())
        })
        .collect();
    // A task about competencies that this lesson does not measure is no task for it.
    let cells = cells.ok_or_else(|| {
        let (task, lesson) = (&task.competencies, &lesson.id);
        tracing::warn!("the task measures {task:?}, which lesson {lesson} does not");
        NoReport::NoTask
    })?;
    let counts = ClassResult::new(&cells).map_err(|error| {
        tracing::error!("the class's counts are no class result: {error}");
        NoReport::TooManyPupils
    })?;
    let sealed = report::seal(task, tasks, &counts).map_err(|error| {
        tracing::error!("the class's counts cannot be sealed: {error}");
        NoReport::NoTask
    })?;
    let sealed = Sealed {
        report_id: sealed.report_id.to_string(),
        task_id: sealed.task_id.to_string(),
        lesson: session.lesson.clone(),
        level: session.level,
        directorate: directorate.to_owned(),
        period: tasks.period.name.clone(),
        bytes: sealed.bytes,
    };
    Ok((
        sealed,
        walks.into_iter().map(|(learner, _)| learner).collect(),
    ))
}
