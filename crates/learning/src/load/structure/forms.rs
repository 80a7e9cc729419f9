//! Forms A and B are parallel: a class that is asked A before and B after must have been
//! asked the same thing twice, or the comparison says nothing.

use std::collections::BTreeMap;

use crate::lesson::{Competency, Form, Skill};
use crate::load::table::Table;

/// What must be parallel of a question.
pub(super) struct Outline {
    pub(super) at: usize,
    pub(super) id: String,
    pub(super) form: Form,
    pub(super) slot: u32,
    pub(super) competency: Competency,
    pub(super) skill: Skill,
}

/// Checks the slots of each form, then A against B.
pub(super) fn check(file: &Table<'_, '_>, questions: &[Outline]) {
    let slots = |form: Form| {
        let mut slots: BTreeMap<u32, &Outline> = BTreeMap::new();
        for question in questions.iter().filter(|question| question.form == form) {
            if let Some(first) = slots.get(&question.slot) {
                let problem = format!(
                    "question `{}`: slot {} of form {} is taken by question `{}`",
                    question.id,
                    question.slot,
                    form.as_str(),
                    first.id,
                );
                file.mistake(question.at, &problem);
            } else {
                slots.insert(question.slot, question);
            }
        }
        for ((slot, question), expected) in slots.iter().zip(1..) {
            if *slot != expected {
                let problem = format!(
                    "question `{}`: form {} has slot {slot}, but no slot {expected}",
                    question.id,
                    form.as_str(),
                );
                file.mistake(question.at, &problem);
                break;
            }
        }
        slots
    };
    let (a, b) = (slots(Form::A), slots(Form::B));
    slots(Form::Transfer);
    for (slot, question) in &a {
        let Some(other) = b.get(slot) else {
            lacks(file, question, Form::B);
            continue;
        };
        let differ = |what: &str, one: &str, two: &str| {
            if one != two {
                let problem = format!(
                    "question `{}`: its {what} is {two}, that of question `{}`, which has the \
                     same slot in form A, is {one}",
                    other.id, question.id,
                );
                file.mistake(other.at, &problem);
            }
        };
        differ(
            "competency",
            question.competency.as_str(),
            other.competency.as_str(),
        );
        differ("skill", question.skill.as_str(), other.skill.as_str());
    }
    for (_, question) in b.iter().filter(|(slot, _)| !a.contains_key(slot)) {
        lacks(file, question, Form::A);
    }
}

fn lacks(file: &Table<'_, '_>, question: &Outline, form: Form) {
    let problem = format!(
        "question `{}`: form {} has no question of slot {}",
        question.id,
        form.as_str(),
        question.slot,
    );
    file.mistake(question.at, &problem);
}
