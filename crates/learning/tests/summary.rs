//! What a class learned: each pupil is in exactly one cell of each competency.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeMap;

use learning::ItemId;
use learning::lesson::{Band, Competency, Form, Lesson, Question, Skill};
use learning::scoring::Outcome;
use learning::summary::{Transitions, Walk, summarise};
use proptest::prelude::*;

const RIGHT: Outcome = Outcome {
    score: 1,
    max_score: 1,
};
const WRONG: Outcome = Outcome {
    score: 0,
    max_score: 1,
};

/// Two slots of C1, one of C8, and the transfer question.
fn lesson() -> Lesson {
    let questions = [
        ("TA1", Form::A, 1, Competency::PersonalData),
        ("TA2", Form::A, 2, Competency::Protection),
        ("TA3", Form::A, 3, Competency::PersonalData),
        ("TB1", Form::B, 1, Competency::PersonalData),
        ("TB2", Form::B, 2, Competency::Protection),
        ("TB3", Form::B, 3, Competency::PersonalData),
        ("TX", Form::Transfer, 1, Competency::Control),
    ];
    Lesson {
        id: "t1".into(),
        version: 1,
        band: Band::Early,
        minutes: 5,
        order: 1,
        competencies: vec![Competency::PersonalData, Competency::Protection],
        door: "o-box".into(),
        place: "p-roof".into(),
        host: "h-nour".into(),
        baskets: Vec::new(),
        clues: Vec::new(),
        shots: Vec::new(),
        steps: Vec::new(),
        questions: questions
            .map(|(id, form, slot, competency)| Question {
                id: id.into(),
                form,
                slot,
                competency,
                skill: Skill::Recognise,
                picture: "o-box".into(),
                choices: Vec::new(),
            })
            .into(),
    }
}

fn walk(first_form: Form, outcomes: &[(&str, Outcome)]) -> Walk {
    let first_outcomes = outcomes
        .iter()
        .map(|(id, outcome)| (ItemId::new(*id), *outcome))
        .collect();
    Walk {
        first_form,
        first_outcomes,
    }
}

fn cells(walks: &[Walk], competency: Competency) -> [u32; 5] {
    let summary: BTreeMap<_, _> = summarise(&lesson(), walks).into_iter().collect();
    summary[&competency].cells()
}

#[test]
fn the_competencies_are_those_of_the_forms_not_of_the_transfer_question() {
    let competencies: Vec<_> = summarise(&lesson(), &[])
        .into_iter()
        .map(|(competency, _)| competency)
        .collect();
    assert_eq!(
        competencies,
        [Competency::PersonalData, Competency::Protection]
    );
}

#[test]
fn a_pupil_is_counted_by_where_from_and_where_to() {
    for (before, after, expected) in [
        (WRONG, WRONG, [0, 1, 0, 0, 0]),
        (WRONG, RIGHT, [0, 0, 1, 0, 0]),
        (RIGHT, WRONG, [0, 0, 0, 1, 0]),
        (RIGHT, RIGHT, [0, 0, 0, 0, 1]),
    ] {
        let pupil = walk(Form::A, &[("TA2", before), ("TB2", after)]);
        assert_eq!(cells(&[pupil], Competency::Protection), expected);
    }
}

#[test]
fn a_pupil_who_left_a_question_out_did_not_complete() {
    for outcomes in [&[("TA2", RIGHT)] as &[_], &[("TB2", RIGHT)], &[]] {
        assert_eq!(
            cells(&[walk(Form::A, outcomes)], Competency::Protection),
            [1, 0, 0, 0, 0]
        );
    }
    // One wrong answer does not hide that the other is missing.
    let pupil = walk(Form::A, &[("TA1", WRONG), ("TB1", RIGHT), ("TB3", RIGHT)]);
    assert_eq!(cells(&[pupil], Competency::PersonalData), [1, 0, 0, 0, 0]);
}

#[test]
fn the_form_asked_first_is_the_one_before() {
    let outcomes = [("TA2", WRONG), ("TB2", RIGHT)];
    let learned = cells(&[walk(Form::A, &outcomes)], Competency::Protection);
    let lost = cells(&[walk(Form::B, &outcomes)], Competency::Protection);
    assert_eq!(learned, [0, 0, 1, 0, 0]);
    assert_eq!(lost, [0, 0, 0, 1, 0]);
}

#[test]
fn a_pupil_is_right_when_every_question_of_the_competency_is() {
    let pupil = walk(
        Form::A,
        &[
            ("TA1", RIGHT),
            ("TA3", WRONG),
            ("TB1", RIGHT),
            ("TB3", RIGHT),
        ],
    );
    assert_eq!(cells(&[pupil], Competency::PersonalData), [0, 0, 1, 0, 0]);
}

#[test]
fn before_and_after_count_who_was_right_then() {
    let transitions = Transitions {
        not_completed: 1,
        wrong_wrong: 2,
        wrong_right: 4,
        right_wrong: 8,
        right_right: 16,
    };
    assert_eq!(transitions.pupils(), 31);
    assert_eq!(transitions.before(), 24);
    assert_eq!(transitions.after(), 20);
    assert_eq!(transitions.cells(), [1, 2, 4, 8, 16]);
}

fn walks() -> impl Strategy<Value = Vec<Walk>> {
    let outcome = prop::option::of(prop::sample::select(vec![RIGHT, WRONG]));
    let one = (any::<bool>(), prop::collection::vec(outcome, 7)).prop_map(|(first, outcomes)| {
        let ids = lesson().questions.into_iter().map(|question| question.id);
        Walk {
            first_form: if first { Form::A } else { Form::B },
            first_outcomes: ids
                .zip(outcomes)
                .filter_map(|(id, outcome)| Some((id, outcome?)))
                .collect(),
        }
    });
    prop::collection::vec(one, 0..40)
}

/// The same walk with everything of form A said of form B, and the other way round.
fn mirrored(walk: &Walk) -> Walk {
    let other = |id: &ItemId| match id.as_str().split_at(2) {
        ("TA", slot) => ItemId::new(format!("TB{slot}")),
        ("TB", slot) => ItemId::new(format!("TA{slot}")),
        _ => id.clone(),
    };
    Walk {
        first_form: walk.first_form.other(),
        first_outcomes: walk
            .first_outcomes
            .iter()
            .map(|(id, outcome)| (other(id), *outcome))
            .collect(),
    }
}

proptest! {
    #[test]
    fn the_cells_add_up_to_the_pupils(walks in walks()) {
        for (_, transitions) in summarise(&lesson(), &walks) {
            prop_assert_eq!(usize::try_from(transitions.pupils()).unwrap(), walks.len());
            prop_assert_eq!(transitions.cells().iter().sum::<u32>(), transitions.pupils());
        }
    }

    #[test]
    fn it_does_not_matter_which_form_a_pupil_began_with(walks in walks()) {
        let swapped: Vec<_> = walks.iter().map(mirrored).collect();
        prop_assert_eq!(summarise(&lesson(), &walks), summarise(&lesson(), &swapped));
    }

    #[test]
    fn the_order_of_pupils_says_nothing(walks in walks()) {
        let mut reversed = walks.clone();
        reversed.reverse();
        prop_assert_eq!(summarise(&lesson(), &walks), summarise(&lesson(), &reversed));
    }
}
