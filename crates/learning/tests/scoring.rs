//! Scoring: an outcome is always within its bounds, and what was not offered is refused.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::{BTreeMap, BTreeSet};

use learning::lesson::{Competency, Item, Rule};
use learning::scoring::{Misfit, Outcome, Response, score};
use learning::{ChoiceId, ClueId, ItemId};
use proptest::prelude::*;

fn choice_item(points: &BTreeMap<String, u32>) -> Item {
    let points = points
        .iter()
        .map(|(id, points)| (ChoiceId::new(id), *points))
        .collect();
    Item {
        id: ItemId::new("1"),
        competency: Competency::Privacy,
        rule: Rule::Choice(points),
    }
}

fn clues_item(clues: &BTreeSet<String>) -> Item {
    let clues = clues.iter().map(ClueId::new).collect();
    Item {
        id: ItemId::new("1.clues"),
        competency: Competency::Privacy,
        rule: Rule::Clues(clues),
    }
}

fn choice(id: &str) -> Response {
    Response::Choice { choice: id.into() }
}

fn clues<'a>(found: impl IntoIterator<Item = &'a String>) -> Response {
    Response::Clues {
        found: found.into_iter().map(ClueId::new).collect(),
    }
}

fn choices() -> impl Strategy<Value = BTreeMap<String, u32>> {
    prop::collection::btree_map("[a-h]", 0..=1_u32, 1..6)
}

fn clue_sets() -> impl Strategy<Value = BTreeSet<String>> {
    prop::collection::btree_set("k[1-7]", 0..7)
}

/// Some of a message's clues, in any order.
fn found() -> impl Strategy<Value = (BTreeSet<String>, Vec<String>)> {
    clue_sets().prop_flat_map(|all| {
        let list: Vec<_> = all.iter().cloned().collect();
        let some = prop::sample::subsequence(list.clone(), 0..=list.len());
        (Just(all), some.prop_shuffle())
    })
}

proptest! {
    #[test]
    fn a_score_is_between_nothing_and_the_maximum(
        points in choices(), clue_set in clue_sets(), answer in "[a-j]", named in prop::collection::vec("k[1-9]", 0..9),
    ) {
        let (one, other) = (choice_item(&points), clues_item(&clue_set));
        for response in [choice(&answer), Response::DontKnow, clues(&named)] {
            for item in [&one, &other] {
                if let Ok(outcome) = score(item, &response) {
                    prop_assert!(outcome.score <= outcome.max_score);
                }
            }
        }
    }

    #[test]
    fn every_choice_offered_scores_its_points_and_the_best_scores_all(points in choices()) {
        let item = choice_item(&points);
        let best = *points.values().max().unwrap();
        for (id, points) in &points {
            let outcome = score(&item, &choice(id)).unwrap();
            prop_assert_eq!(outcome, Outcome { score: *points, max_score: best });
            prop_assert_eq!(outcome.full(), *points == best);
        }
    }

    #[test]
    fn a_choice_that_is_not_offered_is_refused(points in choices(), answer in "[a-z]{1,2}") {
        prop_assume!(!points.contains_key(&answer));
        prop_assert_eq!(score(&choice_item(&points), &choice(&answer)), Err(Misfit::NoSuchChoice));
    }

    #[test]
    fn not_knowing_scores_nothing_of_the_same_maximum(points in choices()) {
        let item = choice_item(&points);
        let outcome = score(&item, &Response::DontKnow).unwrap();
        prop_assert_eq!(outcome.score, 0);
        prop_assert_eq!(outcome.max_score, *points.values().max().unwrap());
    }

    #[test]
    fn each_clue_found_is_a_point_in_whatever_order((all, found) in found()) {
        let item = clues_item(&all);
        let outcome = score(&item, &clues(&found)).unwrap();
        let sorted: BTreeSet<_> = found.iter().collect();
        prop_assert_eq!(outcome, score(&item, &clues(sorted)).unwrap());
        prop_assert_eq!(usize::try_from(outcome.score).unwrap(), found.len());
        prop_assert_eq!(outcome.full(), found.len() == all.len());
    }

    #[test]
    fn a_clue_that_is_not_there_or_named_twice_is_refused((all, found) in found(), at in any::<prop::sample::Index>()) {
        let item = clues_item(&all);
        let mut foreign = found.clone();
        foreign.insert(at.index(found.len() + 1), "k9".to_owned());
        prop_assert_eq!(score(&item, &clues(&foreign)), Err(Misfit::NoSuchClue));
        if !found.is_empty() {
            let mut twice = found.clone();
            twice.push(found[at.index(found.len())].clone());
            prop_assert_eq!(score(&item, &clues(&twice)), Err(Misfit::NoSuchClue));
        }
    }

    #[test]
    fn a_response_survives_its_way_over_a_transport(answer in ".*", found in prop::collection::vec(".*", 0..4)) {
        for response in [choice(&answer), Response::DontKnow, clues(&found)] {
            let text = serde_json::to_string(&response).unwrap();
            prop_assert_eq!(serde_json::from_str::<Response>(&text).unwrap(), response);
        }
    }
}

#[test]
fn a_true_message_has_nothing_to_find_and_finding_nothing_is_full() {
    let item = clues_item(&BTreeSet::new());
    let outcome = score(&item, &clues(&[])).unwrap();
    assert_eq!(
        outcome,
        Outcome {
            score: 0,
            max_score: 0
        }
    );
    assert!(outcome.full());
}

#[test]
fn a_response_of_another_kind_is_refused() {
    let one = choice_item(&BTreeMap::from([("a".to_owned(), 1)]));
    let other = clues_item(&BTreeSet::from(["k1".to_owned()]));
    assert_eq!(score(&one, &clues(&[])), Err(Misfit::WrongKind));
    assert_eq!(score(&other, &choice("k1")), Err(Misfit::WrongKind));
    assert_eq!(score(&other, &Response::DontKnow), Err(Misfit::WrongKind));
}

#[test]
fn responses_are_written_as_they_have_always_been() {
    let written = [
        (choice("b1"), r#"{"kind":"choice","choice":"b1"}"#),
        (Response::DontKnow, r#"{"kind":"dont_know"}"#),
        (
            clues(&["k4".to_owned(), "k1".to_owned()]),
            r#"{"kind":"clues","found":["k4","k1"]}"#,
        ),
    ];
    for (response, text) in written {
        assert_eq!(serde_json::to_string(&response).unwrap(), text);
        assert_eq!(serde_json::from_str::<Response>(text).unwrap(), response);
    }
}

#[test]
fn a_response_with_anything_more_in_it_is_refused() {
    for text in [
        r#"{"kind":"choice","choice":"a","name":"Salma"}"#,
        r#"{"kind":"choice","choice":"a","milliseconds":812}"#,
        r#"{"kind":"clues","found":[],"text":"hello"}"#,
        r#"{"kind":"dont_know","why":"tired"}"#,
        r#"{"kind":"essay","text":"hello"}"#,
        r#"{"choice":"a"}"#,
    ] {
        assert!(
            serde_json::from_str::<Response>(text).is_err(),
            "{text} was accepted"
        );
    }
}
