//! What a class learned: for each competency, how many pupils went from where to where
//! between the questions before and the questions after. Recomputed from the responses
//! each time; never stored as a fact.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ItemId;
use crate::lesson::{Competency, Form, Lesson};
use crate::scoring::Outcome;

/// What one walk through a lesson says to the class's summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walk {
    /// The form asked before; the other one is asked after.
    pub first_form: Form,
    /// The outcome of the first response to each question.
    pub first_outcomes: BTreeMap<ItemId, Outcome>,
}

/// Where pupils of a class stand in one competency: counts of pupils, nothing else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transitions {
    /// Did not answer all the questions before and after.
    pub not_completed: u32,
    /// Not right before, not right after.
    pub wrong_wrong: u32,
    /// Not right before, right after: learned.
    pub wrong_right: u32,
    /// Right before, not right after.
    pub right_wrong: u32,
    /// Right before and after.
    pub right_right: u32,
}

impl Transitions {
    /// All pupils counted.
    pub fn pupils(self) -> u32 {
        self.not_completed
            + self.wrong_wrong
            + self.wrong_right
            + self.right_wrong
            + self.right_right
    }

    /// Pupils who were right before.
    pub fn before(self) -> u32 {
        self.right_wrong + self.right_right
    }

    /// Pupils who were right after.
    pub fn after(self) -> u32 {
        self.wrong_right + self.right_right
    }

    /// The five cells in the order in which they are reported.
    pub fn cells(self) -> [u32; 5] {
        [
            self.not_completed,
            self.wrong_wrong,
            self.wrong_right,
            self.right_wrong,
            self.right_right,
        ]
    }
}

/// The class's transitions in each competency that the lesson measures, in the lesson's
/// order. A pupil is right in a competency when every question of it was right.
pub fn summarise(lesson: &Lesson, walks: &[Walk]) -> Vec<(Competency, Transitions)> {
    lesson
        .measured()
        .into_iter()
        .map(|competency| {
            let mut transitions = Transitions::default();
            for walk in walks {
                let before = right(lesson, walk, walk.first_form, competency);
                let after = right(lesson, walk, walk.first_form.other(), competency);
                let cell = match (before, after) {
                    (Some(false), Some(false)) => &mut transitions.wrong_wrong,
                    (Some(false), Some(true)) => &mut transitions.wrong_right,
                    (Some(true), Some(false)) => &mut transitions.right_wrong,
                    (Some(true), Some(true)) => &mut transitions.right_right,
                    (None, _) | (_, None) => &mut transitions.not_completed,
                };
                *cell += 1;
            }
            (competency, transitions)
        })
        .collect()
}

/// Whether every question of the form in that competency was right; `None` when one of
/// them was not answered.
fn right(lesson: &Lesson, walk: &Walk, form: Form, competency: Competency) -> Option<bool> {
    lesson
        .form(form)
        .into_iter()
        .filter(|question| question.competency == competency)
        .map(|question| {
            walk.first_outcomes
                .get(&question.id)
                .map(|outcome| outcome.full())
        })
        .try_fold(true, |all, one| one.map(|one| all && one))
}
