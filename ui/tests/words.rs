//! Closed lists cross every boundary as codes; here each member has its words, in every
//! language.

use std::fs;
use std::path::Path;

use i18n::{Language, Texts};
use learning::api::{NoReport, Refusal, ReportState};
use learning::avatar::{Animal, Colour};
use learning::lesson::Competency;

/// The ids that have no words, by language.
fn without_words(ids: &[String]) -> Vec<(&'static str, String)> {
    Language::ALL
        .iter()
        .flat_map(|language| {
            let texts = Texts::new(*language);
            ids.iter()
                .filter(move |id| texts.get(id).is_none_or(|text| text.trim().is_empty()))
                .map(move |id| (language.code(), id.clone()))
        })
        .collect()
}

#[test]
fn every_refusal_is_a_sentence_in_every_language() {
    let ids: Vec<_> = Refusal::ALL
        .iter()
        .map(|one| format!("refusal-{}", one.as_str()))
        .collect();
    assert_eq!(without_words(&ids), []);
}

#[test]
fn every_avatar_can_be_named() {
    let animals = Animal::ALL
        .iter()
        .map(|one| format!("animal-{}", one.as_str()));
    let colours = Colour::ALL
        .iter()
        .map(|one| format!("colour-{}", one.as_str()));
    assert_eq!(
        without_words(&animals.chain(colours).collect::<Vec<_>>()),
        []
    );
}

#[test]
fn every_state_of_a_report_and_every_reason_for_none_is_a_sentence() {
    let states = ReportState::ALL
        .iter()
        .map(|one| format!("desk-state-{}", one.as_str()));
    let reasons = NoReport::ALL
        .iter()
        .map(|one| format!("desk-no-report-{}", one.as_str()));
    assert_eq!(
        without_words(&states.chain(reasons).collect::<Vec<_>>()),
        []
    );
}

#[test]
fn every_competency_has_a_name() {
    let ids: Vec<_> = Competency::ALL
        .iter()
        .map(|one| format!("competency-{}", one.as_str()))
        .collect();
    assert_eq!(without_words(&ids), []);
}

#[test]
fn everybody_one_can_ask_in_a_lesson_has_a_name() {
    let lessons = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content/lessons");
    let mut faces = Vec::new();
    for lesson in fs::read_dir(lessons).expect("there are lessons") {
        let file = lesson.expect("it can be read").path().join("lesson.toml");
        let text = fs::read_to_string(file).expect("it has its structure");
        for list in text.split("ask = [").skip(1) {
            let list = list.split(']').next().unwrap_or_default();
            let names = list.split('"').skip(1).step_by(2);
            faces.extend(names.map(|face| format!("who-{face}")));
        }
    }
    assert!(faces.len() > 20, "faces were found");
    assert_eq!(without_words(&faces), []);
}
