//! The order of a lesson's screens, and where to go on after a pause. Pure.

use learning::ItemId;
use learning::api::Answered;
use learning::lesson::{Activity, Form, Lesson};

/// One screen of a lesson; numbers index the lesson's own lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// Says that a few questions come before.
    Before,
    /// A question of the measurement.
    Question(usize),
    /// A step.
    Step(usize),
    /// Says that a few questions come after.
    After,
}

/// All screens: questions before, steps, questions after, the end.
pub fn plan(lesson: &Lesson, first_form: Form) -> Vec<Screen> {
    let questions = |form: Form| {
        let mut found: Vec<_> = lesson
            .questions
            .iter()
            .enumerate()
            .filter(|(_, question)| question.form == form)
            .collect();
        found.sort_by_key(|(_, question)| question.slot);
        found
            .into_iter()
            .map(|(index, _)| Screen::Question(index))
            .collect::<Vec<_>>()
    };
    let is_end = |index: &usize| matches!(lesson.steps[*index].activity, Activity::End { .. });
    let (end, steps): (Vec<_>, Vec<_>) = (0..lesson.steps.len()).partition(is_end);

    let mut screens = vec![Screen::Before];
    screens.extend(questions(first_form));
    screens.extend(steps.into_iter().map(Screen::Step));
    screens.push(Screen::After);
    screens.extend(questions(first_form.other()));
    screens.extend(questions(Form::Transfer));
    screens.extend(end.into_iter().map(Screen::Step));
    screens
}

/// The items of a screen, in the order of play.
pub fn items(lesson: &Lesson, screen: Screen) -> Vec<ItemId> {
    match screen {
        Screen::Before | Screen::After => Vec::new(),
        Screen::Question(index) => vec![lesson.questions[index].id.clone()],
        Screen::Step(index) => lesson.steps[index]
            .items()
            .into_iter()
            .map(|item| item.id)
            .collect(),
    }
}

/// The screen to go on with: the last one with an answer, or the one after it when all of
/// it was answered.
pub fn resume(lesson: &Lesson, screens: &[Screen], answered: &[Answered]) -> usize {
    let has = |item: &ItemId| answered.iter().any(|answer| answer.item == *item);
    let touched = screens
        .iter()
        .rposition(|screen| items(lesson, *screen).iter().any(has));
    match touched {
        None => 0,
        Some(last) if items(lesson, screens[last]).iter().all(has) => {
            (last + 1).min(screens.len().saturating_sub(1))
        }
        Some(last) => last,
    }
}

/// Where a screen stands in the row of stars at the top: the questions before and after
/// count as one each. Gives (here, all).
pub fn stars(screens: &[Screen], here: usize) -> (usize, usize) {
    let mut star_of = Vec::with_capacity(screens.len());
    let mut star = 0;
    for (index, screen) in screens.iter().enumerate() {
        let joins = matches!(screen, Screen::Question(_));
        if index > 0 && !joins {
            star += 1;
        }
        star_of.push(star);
    }
    (star_of.get(here).copied().unwrap_or(0), star + 1)
}
