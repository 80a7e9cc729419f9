//! The texts of a lesson: one flat table a language, each with the same keys.

use std::collections::{BTreeMap, BTreeSet};

use toml::de::DeValue;

use super::mistake::{Mistakes, Source};
use super::needs::{self, Key, Style};
use super::structure::Structure;
use super::table::Table;
use super::{reading_level, vowels};
use crate::ClueId;
use crate::lesson::{Band, Texts, shared};
use crate::message::{MessagePart, message_parts};

const TITLE_WORDS: usize = 3;

/// The words of one language as an author wrote them.
pub(super) struct Words<'s> {
    pub(super) language: &'s str,
    source: &'s Source<'s>,
    entries: BTreeMap<String, Entry>,
}

struct Entry {
    at: usize,
    /// `None` when what is written is no text.
    text: Option<String>,
}

impl<'s> Words<'s> {
    pub(super) fn read(language: &'s str, source: &'s Source<'s>, mistakes: &Mistakes) -> Self {
        let mut entries = BTreeMap::new();
        for (key, value) in Table::file(source, mistakes).rest() {
            let at = key.span().start;
            let key = key.into_inner();
            let text = match value.into_inner() {
                DeValue::String(text) => Some(text.into_owned()),
                DeValue::Table(_) => {
                    let problem = format!("`{key}`: write the whole key in quotes, \"{key}.…\"");
                    mistakes.add(source, at, problem);
                    None
                }
                other => {
                    let problem = format!("`{key}` should be a text, not {}", other.type_str());
                    mistakes.add(source, at, problem);
                    None
                }
            };
            entries.insert(key, Entry { at, text });
        }
        Self {
            language,
            source,
            entries,
        }
    }

    pub(super) fn texts(&self) -> Texts {
        let texts = self.entries.iter();
        texts
            .filter_map(|(key, entry)| Some((key.clone(), entry.text.clone()?)))
            .collect()
    }

    fn name(&self) -> String {
        format!("{}.toml", self.language)
    }

    /// Where a missing key would stand: beside the one that begins most like it.
    fn beside(&self, key: &str) -> usize {
        let likeness = |other: &str| {
            key.bytes()
                .zip(other.bytes())
                .take_while(|(one, two)| one == two)
                .count()
        };
        self.entries
            .iter()
            .max_by_key(|(other, entry)| (likeness(other), entry.at))
            .map_or(0, |(_, entry)| entry.at)
    }
}

/// Checks that each language has what the lesson needs, nothing else, and writes it as it
/// should be written.
pub(super) fn check(structure: &Structure, languages: &[Words<'_>], mistakes: &Mistakes) {
    let needs = needs::of(&structure.lesson);
    let uses: Vec<_> = languages
        .iter()
        .map(|words| used(words, &needs, mistakes))
        .collect();
    for (words, own) in languages.iter().zip(&uses) {
        for (other, theirs) in languages.iter().zip(&uses) {
            for key in theirs.found.keys() {
                if !words.entries.contains_key(*key) && !own.missing.contains(*key) {
                    let problem = format!("`{key}` is in {}, but not here", other.name());
                    mistakes.add(words.source, words.beside(key), problem);
                }
            }
        }
        for (key, entry) in &words.entries {
            match (own.found.get(key.as_str()), &entry.text) {
                (Some(style), Some(text)) => {
                    for problem in problems(words.language, structure.lesson.band, style, text) {
                        mistakes.add(words.source, entry.at, format!("`{key}`: {problem}"));
                    }
                }
                (None, Some(_)) if structure.whole => {
                    mistakes.add(
                        words.source,
                        entry.at,
                        format!("nothing uses the text `{key}`"),
                    );
                }
                _ => {}
            }
        }
    }
}

/// Which of the keys of a language are used, and which are missing.
struct Uses<'a> {
    found: BTreeMap<&'a str, &'a Style>,
    missing: BTreeSet<String>,
}

fn used<'a>(words: &'a Words<'_>, needs: &'a [needs::Need], mistakes: &Mistakes) -> Uses<'a> {
    let mut uses = Uses {
        found: BTreeMap::new(),
        missing: BTreeSet::new(),
    };
    for need in needs {
        match &need.key {
            Key::Required(key) | Key::Optional(key) => {
                if let Some((key, _)) = words.entries.get_key_value(key) {
                    uses.found.insert(key, &need.style);
                } else if matches!(need.key, Key::Required(_)) && uses.missing.insert(key.clone()) {
                    let problem = format!("the text `{key}` is missing");
                    mistakes.add(words.source, words.beside(key), problem);
                }
            }
            Key::Shared(place, choice, part) => {
                let keys = words.entries.keys().map(String::as_str);
                if let Some(key) = shared(place, choice, part, "X", keys) {
                    uses.found.insert(key, &need.style);
                } else {
                    let (own, all) = (format!("{place}{choice}{part}"), format!("{place}X{part}"));
                    let problem =
                        format!("the text `{own}` is missing, and so is a shared `{all}`");
                    mistakes.add(words.source, words.beside(&own), problem);
                    uses.missing.extend([own, all]);
                }
            }
        }
    }
    uses
}

fn problems(language: &str, band: Band, style: &Style, text: &str) -> Vec<String> {
    if text.trim().is_empty() {
        return vec!["the text is empty".to_owned()];
    }
    let mut problems = match style {
        Style::Plain => reading_level::problems(band, text),
        Style::Title => {
            let words = reading_level::words(text);
            if words > TITLE_WORDS {
                vec![format!(
                    "a title has {TITLE_WORDS} words at most, this one {words}"
                )]
            } else {
                Vec::new()
            }
        }
        Style::Free => Vec::new(),
        Style::Message(clues) => mark_problems(clues, text),
    };
    if language == "ar" {
        let unvowelled = vowels::unvowelled_words(text);
        if !unvowelled.is_empty() {
            problems.push(format!(
                "a vowel mark is missing in {}",
                unvowelled.join(", ")
            ));
        }
    }
    problems
}

/// The marks of a message must be its step's clues, all of them and no other.
fn mark_problems(clues: &[ClueId], text: &str) -> Vec<String> {
    let mut problems = Vec::new();
    let mut marked = BTreeSet::new();
    let mut broken = false;
    for part in message_parts(text) {
        match part {
            MessagePart::Plain(words) => broken |= words.contains(['[', ']']),
            MessagePart::Clue { id, .. } => {
                marked.insert(id);
            }
        }
    }
    if broken {
        problems.push("a mark is not well formed; it is written `[k1 the words]`".to_owned());
    }
    for clue in &marked {
        if !clues.contains(clue) {
            problems.push(format!("marks clue `{clue}`, which the step does not list"));
        }
    }
    for clue in clues {
        if !marked.contains(clue) {
            problems.push(format!("clue `{clue}` of the step is not marked"));
        }
    }
    problems
}
