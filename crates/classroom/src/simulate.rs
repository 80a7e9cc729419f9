//! Class sessions played by a random number generator, through the same requests as the
//! pages make: for trying out a dashboard with numbers whose true sums are known.
//!
//! Deliberately not here: any short cut. A pupil of a simulation is a device on the LAN, its
//! answers are stored and scored like all others, its class is sealed like all others.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use learning::LessonId;
use learning::api::{
    CloseSession, CreateLearner, FinishAttempt, OpenSession, Refusal, ReportState, Request, Role,
    SendReports, StartAttempt, SubmitResponse,
};
use learning::avatar::{Animal, Avatar, Colour};
use learning::lesson::{Form, Item, Lesson, Rule};
use learning::scoring::Response;
use rand::rngs::StdRng;
use rand::seq::SliceRandom as _;
use rand::{Rng as _, SeedableRng as _};
use report::Task;
use serde::Serialize;

use crate::classroom::{Caller, Classroom};

const PUPIL: Caller = Caller::Device(Role::Pupil);
const TEACHER: Caller = Caller::Window(Role::Teacher);

/// How many of a hundred pupils go home before the end.
const LEAVE_EARLY: f64 = 0.06;
/// How many of a hundred answers are sent twice, as over a bad Wi-Fi.
const SENT_TWICE: f64 = 0.05;
/// How much of what a pupil did not know the lesson teaches, at most.
const MOST_LEARNED: f64 = 0.7;

/// What to play.
#[derive(Clone, Debug)]
pub struct Plan {
    /// How many class sessions.
    pub sessions: u32,
    /// The same seed, task list and content give the same sums.
    pub seed: u64,
    /// Pupils in a class, at most 48: there are no more avatars.
    pub pupils: RangeInclusive<usize>,
    /// Only this lesson; any that the task list measures if `None`.
    pub lesson: Option<LessonId>,
}

/// What was played: exactly what a dashboard without noise must show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Played {
    /// The seed.
    pub seed: u64,
    /// The reporting period.
    pub period: String,
    /// Class sessions played.
    pub sessions: u32,
    /// Pupils in all of them.
    pub pupils: u32,
    /// The sums, task by task, in the order of the task ids.
    pub tasks: Vec<TaskSums>,
    /// How the reports of these sessions stand, by state.
    pub reports: BTreeMap<&'static str, u32>,
}

/// The sums of one task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TaskSums {
    /// The task's id, base64url.
    pub task_id: String,
    /// The directorate's code.
    pub province: String,
    /// The level, 1 to 6.
    pub level: u8,
    /// The lesson.
    pub pack: String,
    /// The competencies, in the order of the vector.
    pub competencies: Vec<String>,
    /// Class reports queued.
    pub reports: u32,
    /// Pupils, five cells for each competency: not completed, wrong-wrong, wrong-right,
    /// right-wrong, right-right.
    pub sums: Vec<u32>,
}

/// Why a simulation stopped. What it had played is stored.
#[derive(Debug, thiserror::Error)]
pub enum SimulateError {
    /// There is nothing to report to.
    #[error("a simulation needs a task list: give --tasks")]
    NoTaskList,
    /// The list has no task for a lesson that could be played.
    #[error("the task list has no task that fits a lesson that is here and was asked for")]
    NoTask,
    /// There are 48 avatars.
    #[error("a class has 1 to 48 pupils, not {} to {}", .0.start(), .0.end())]
    Pupils(RangeInclusive<usize>),
    /// A request was refused, which the pages would have shown.
    #[error("{request} was refused: {refusal}")]
    Refused {
        /// Its name.
        request: &'static str,
        /// Why.
        refusal: Refusal,
    },
    /// A session gave no report although it had a task.
    #[error("a session gave no report: {0}")]
    NoReport(&'static str),
}

/// Plays the plan on this machine.
///
/// # Errors
///
/// [`SimulateError`].
pub fn play(classroom: &Classroom, plan: &Plan) -> Result<Played, SimulateError> {
    let avatars = Animal::ALL.len() * Colour::ALL.len();
    if plan.pupils.is_empty() || *plan.pupils.start() == 0 || *plan.pupils.end() > avatars {
        return Err(SimulateError::Pupils(plan.pupils.clone()));
    }
    let list = classroom.tasks().ok_or(SimulateError::NoTaskList)?;
    let wanted = |task: &&Task| {
        let id = LessonId::new(&task.pack);
        let Some(loaded) = classroom.content.lesson(&id) else {
            return false;
        };
        let measured = loaded.lesson.measured();
        plan.lesson.as_ref().is_none_or(|only| *only == id)
            && task
                .competencies
                .iter()
                .all(|code| measured.iter().any(|one| one.as_str() == code))
    };
    let mut tasks: Vec<_> = list.tasks.iter().filter(wanted).collect();
    if tasks.is_empty() {
        return Err(SimulateError::NoTask);
    }
    let mut random = StdRng::seed_from_u64(plan.seed);
    tasks.shuffle(&mut random);

    let mut played = Played {
        seed: plan.seed,
        period: list.period.name.clone(),
        sessions: 0,
        pupils: 0,
        tasks: Vec::new(),
        reports: BTreeMap::new(),
    };
    let mut sums: BTreeMap<String, TaskSums> = BTreeMap::new();
    let mut states = BTreeMap::new();
    for _ in 0..plan.sessions {
        let task = uneven(&tasks, &mut random);
        let pupils = random.gen_range(plan.pupils.clone());
        let (report, cells) = session(classroom, task, pupils, &mut random)?;
        let entry = sums.entry(task.id.to_string()).or_insert_with(|| TaskSums {
            task_id: task.id.to_string(),
            province: task.province.clone(),
            level: task.level,
            pack: task.pack.clone(),
            competencies: task.competencies.clone(),
            reports: 0,
            sums: vec![0; cells.len()],
        });
        entry.reports += 1;
        for (sum, cell) in entry.sums.iter_mut().zip(cells) {
            *sum += cell;
        }
        played.sessions += 1;
        played.pupils += u32::try_from(pupils).unwrap_or(u32::MAX);
        states.insert(report, ReportState::Pending);
        for queued in ask(classroom, TEACHER, &SendReports {})? {
            if let Some(state) = states.get_mut(&queued.id) {
                *state = queued.state;
            }
        }
    }
    for state in states.into_values() {
        *played.reports.entry(state.as_str()).or_default() += 1;
    }
    played.tasks = sums.into_values().collect();
    Ok(played)
}

/// One of the tasks, the first ones more often: some provinces send much and some little, as
/// they will, so a dashboard shows both a figure and "not enough data".
fn uneven<'a>(tasks: &[&'a Task], random: &mut StdRng) -> &'a Task {
    let limit = random.gen_range(1..=tasks.len());
    tasks[random.gen_range(0..limit)]
}

/// One class hour. Gives the report's id and the cells it holds.
fn session(
    classroom: &Classroom,
    task: &Task,
    pupils: usize,
    random: &mut StdRng,
) -> Result<(String, Vec<u32>), SimulateError> {
    let id = LessonId::new(&task.pack);
    let lesson = &classroom
        .content
        .lesson(&id)
        .ok_or(SimulateError::NoTask)?
        .lesson;
    let opening = OpenSession {
        lesson: id,
        level: task.level.into(),
        directorate: Some(task.province.clone()),
    };
    ask(classroom, TEACHER, &opening)?;

    let mut avatars: Vec<Avatar> = Animal::ALL
        .iter()
        .flat_map(|&animal| {
            Colour::ALL
                .iter()
                .map(move |&colour| Avatar { animal, colour })
        })
        .collect();
    avatars.shuffle(random);
    for avatar in avatars.into_iter().take(pupils) {
        walk(classroom, lesson, avatar, random)?;
    }

    let closed = ask(classroom, TEACHER, &CloseSession {})?;
    let Some(report) = closed.report else {
        let why = closed
            .no_report
            .map_or("no reason was given", |why| why.as_str());
        return Err(SimulateError::NoReport(why));
    };
    let cells = task
        .competencies
        .iter()
        .filter_map(|code| {
            closed
                .result
                .iter()
                .find(|one| one.competency.as_str() == code)
        })
        .flat_map(|one| one.transitions.cells())
        .collect();
    Ok((report.id, cells))
}

/// One pupil's hour: the questions before, the lesson, the questions after.
fn walk(
    classroom: &Classroom,
    lesson: &Lesson,
    avatar: Avatar,
    random: &mut StdRng,
) -> Result<(), SimulateError> {
    let language = if random.gen_bool(0.5) { "ar" } else { "fr" };
    let joining = CreateLearner {
        avatar,
        language: language.to_owned(),
        band: lesson.band,
    };
    let learner = ask(classroom, PUPIL, &joining)?;
    let starting = StartAttempt {
        learner: learner.id,
        lesson: lesson.id.clone(),
    };
    let attempt = ask(classroom, PUPIL, &starting)?;

    let before = random.gen_range(0.25..0.75);
    let after = before + (1.0 - before) * random.gen_range(0.0..MOST_LEARNED);
    let form = |form: Form, skill: f64| {
        lesson
            .form(form)
            .into_iter()
            .map(move |question| (question.item(), skill, false))
    };
    let practice = lesson
        .steps
        .iter()
        .flat_map(|step| step.items())
        .map(|item| (item, before, true));
    let items: Vec<(Item, f64, bool)> = form(attempt.first_form, before)
        .chain(practice)
        .chain(form(attempt.first_form.other(), after))
        .chain(form(Form::Transfer, after))
        .collect();

    let leaves_at = random
        .gen_bool(LEAVE_EARLY)
        .then(|| random.gen_range(0..items.len().max(1)));
    for (at, (item, skill, second_try)) in items.iter().enumerate() {
        if leaves_at == Some(at) {
            return Ok(());
        }
        let mut ordinal = 1;
        loop {
            let answer = SubmitResponse {
                attempt: attempt.id.clone(),
                item: item.id.clone(),
                ordinal,
                response: respond(item, *skill, random),
            };
            let outcome = ask(classroom, PUPIL, &answer)?;
            if random.gen_bool(SENT_TWICE) {
                ask(classroom, PUPIL, &answer)?;
            }
            if outcome.full() || ordinal == 2 || !second_try {
                break;
            }
            ordinal += 1;
        }
    }
    ask(
        classroom,
        PUPIL,
        &FinishAttempt {
            attempt: attempt.id,
        },
    )?;
    Ok(())
}

/// The answer of someone who is right with this probability.
fn respond(item: &Item, skill: f64, random: &mut StdRng) -> Response {
    match &item.rule {
        Rule::Clues(clues) => Response::Clues {
            found: clues
                .iter()
                .filter(|_| random.gen_bool(skill))
                .cloned()
                .collect(),
        },
        Rule::Choice(points) => {
            let best = points.values().max();
            let right = random.gen_bool(skill);
            let choices: Vec<_> = points
                .iter()
                .filter(|(_, points)| (Some(*points) == best) == right)
                .map(|(choice, _)| choice)
                .collect();
            // One more than there are wrong choices: "I don't know" is as likely as each.
            let pick = random.gen_range(0..choices.len() + usize::from(!right));
            match choices.get(pick) {
                Some(choice) => Response::Choice {
                    choice: (*choice).clone(),
                },
                None => Response::DontKnow,
            }
        }
    }
}

fn ask<R: Request>(
    classroom: &Classroom,
    caller: Caller,
    request: &R,
) -> Result<R::Reply, SimulateError> {
    classroom
        .ask(caller, request)
        .map_err(|refusal| SimulateError::Refused {
            request: R::NAME,
            refusal,
        })
}
