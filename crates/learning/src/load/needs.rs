//! Which texts and feedback pictures a lesson needs: the one place that knows how keys are
//! made.

use std::collections::BTreeMap;

use super::art::Symbol;
use super::mistake::{Mistakes, Source};
use super::structure::Structure;
use crate::ClueId;
use crate::lesson::{Activity, Lesson, Situation, Step, shared};

const FEEDBACK_PICTURE: &str = "0 0 240 180";

/// A text that a lesson needs or may have.
pub(super) struct Need {
    pub(super) key: Key,
    pub(super) style: Style,
}

/// How a text is found.
pub(super) enum Key {
    /// Must be there.
    Required(String),
    /// May be there.
    Optional(String),
    /// Must be there, alone or shared with other choices: place, choice, part.
    Shared(String, String, String),
}

/// What is expected of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// Read by children during play: short sentences.
    Plain,
    /// On a door: three words.
    Title,
    /// Said by somebody, or for grown-ups: as long as it takes.
    Free,
    /// A message with exactly these clues.
    Message(Vec<ClueId>),
}

/// All of them, in the order of the lesson.
pub(super) fn of(lesson: &Lesson) -> Vec<Need> {
    let mut needs = Needs::default();
    needs.required("title".to_owned(), Style::Title);
    needs.required("goal".to_owned(), Style::Free);
    for basket in &lesson.baskets {
        needs.label(basket.id.as_str());
    }
    for clue in &lesson.clues {
        needs.required(clue.id.to_string(), Style::Plain);
    }
    for line in lesson.shots.iter().flat_map(|shot| &shot.lines) {
        needs.required(line.text.clone(), Style::Free);
    }
    for step in &lesson.steps {
        needs.step(step);
    }
    if lesson
        .steps
        .iter()
        .any(|step| matches!(step.activity, Activity::Clues { .. }))
    {
        needs.required("decoy".to_owned(), Style::Plain);
        needs.required("none".to_owned(), Style::Plain);
        needs.required("note".to_owned(), Style::Free);
    }
    for question in &lesson.questions {
        let id = question.id.as_str();
        needs.required(format!("{id}.E"), Style::Plain);
        needs.optional(format!("{id}.V"));
        for choice in &question.choices {
            needs.label(&format!("{id}.{}", choice.id));
        }
    }
    needs.0
}

#[derive(Default)]
struct Needs(Vec<Need>);

impl Needs {
    fn required(&mut self, key: String, style: Style) {
        self.0.push(Need {
            key: Key::Required(key),
            style,
        });
    }

    fn optional(&mut self, key: String) {
        self.0.push(Need {
            key: Key::Optional(key),
            style: Style::Plain,
        });
    }

    /// A label under a picture, and what the voice says instead, if it does.
    fn label(&mut self, prefix: &str) {
        self.required(format!("{prefix}.C"), Style::Plain);
        self.optional(format!("{prefix}.V"));
    }

    /// What the voice says instead of the prompt, and the hints.
    fn voice_and_hints(&mut self, prefix: &str) {
        for part in ["V", "H1", "H2"] {
            self.optional(format!("{prefix}.{part}"));
        }
    }

    fn step(&mut self, step: &Step) {
        let id = &step.id;
        match &step.activity {
            Activity::Capsule { .. } => {
                self.required(format!("{id}.E"), Style::Plain);
                self.optional(format!("{id}.V"));
            }
            Activity::Choice(situation) => {
                self.required(format!("{id}.E"), Style::Plain);
                self.voice_and_hints(id);
                self.labels(id, situation);
            }
            Activity::Sort { cards, .. } => {
                self.required(format!("{id}.E"), Style::Plain);
                self.voice_and_hints(id);
                for card in cards {
                    self.label(&format!("{id}.{}", card.id));
                }
            }
            Activity::Clues {
                round,
                clues,
                decision,
                ..
            } => {
                self.required(format!("{id}.from"), Style::Free);
                self.required(format!("{id}.E"), Style::Message(clues.clone()));
                self.voice_and_hints(id);
                if let Some(round) = round {
                    self.voice_and_hints(round);
                }
                for clue in clues {
                    self.required(format!("{id}.{clue}"), Style::Plain);
                }
                self.optional(format!("{id}.none"));
                self.labels(id, decision);
            }
            Activity::End { .. } => {
                self.required("end".to_owned(), Style::Plain);
                self.optional("end.V".to_owned());
            }
        }
        for answer in answers(step) {
            for part in 1..=5 {
                self.0.push(Need {
                    key: Key::Shared(
                        format!("{}.", answer.place.join(".")),
                        answer.choice.to_owned(),
                        format!(".F{part}"),
                    ),
                    style: Style::Plain,
                });
            }
        }
    }

    fn labels(&mut self, id: &str, situation: &Situation) {
        for choice in &situation.choices {
            self.label(&format!("{id}.{}", choice.id));
        }
    }
}

/// Something that can be answered and gets feedback.
struct Answer<'a> {
    /// Step, or step and card.
    place: Vec<&'a str>,
    choice: &'a str,
    /// Where it is written: `0.a`, `3.photo`.
    written: String,
}

fn answers(step: &Step) -> Vec<Answer<'_>> {
    match &step.activity {
        Activity::Capsule { .. } | Activity::End { .. } => Vec::new(),
        Activity::Choice(situation)
        | Activity::Clues {
            decision: situation,
            ..
        } => situation
            .choices
            .iter()
            .map(|choice| Answer {
                place: vec![&step.id],
                choice: choice.id.as_str(),
                written: format!("{}.{}", step.id, choice.id),
            })
            .collect(),
        Activity::Sort { baskets, cards, .. } => cards
            .iter()
            .flat_map(|card| baskets.iter().map(move |basket| (card, basket)))
            .map(|(card, basket)| Answer {
                place: vec![&step.id, &card.id],
                choice: basket.as_str(),
                written: format!("{}.{}", step.id, card.id),
            })
            .collect(),
    }
}

/// What happens (F2) and what else could be done (F4) are shown in pictures.
pub(super) fn check_feedback_pictures(
    structure: &Structure,
    lesson_source: &Source<'_>,
    art_source: &Source<'_>,
    symbols: &BTreeMap<String, Symbol>,
    mistakes: &Mistakes,
) {
    let lesson = &structure.lesson;
    for answer in lesson.steps.iter().flat_map(answers) {
        let place = format!("{}-{}-", lesson.id, answer.place.join("-")).to_lowercase();
        for part in ["-f2", "-f4"] {
            let names = symbols.keys().map(String::as_str);
            let found = shared(&place, answer.choice, part, "x", names);
            match found.and_then(|name| Some((name, symbols.get(name)?))) {
                Some((name, symbol)) if symbol.view_box != FEEDBACK_PICTURE => {
                    let problem =
                        format!("symbol `{name}`: should have the viewBox `{FEEDBACK_PICTURE}`");
                    mistakes.add(art_source, symbol.at, problem);
                }
                Some(_) => {}
                None => {
                    let at = structure.places.get(&answer.written).copied().unwrap_or(0);
                    let problem = format!(
                        "feedback picture `{place}{}{part}` is missing in art.svg, and so is a \
                         shared `{place}x{part}`",
                        answer.choice,
                    );
                    mistakes.add(lesson_source, at, problem);
                }
            }
        }
    }
}
