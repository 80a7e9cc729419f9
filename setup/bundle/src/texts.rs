//! Which texts are read aloud and the sound file of each.
//! Two sources: the lessons' tables (`content/lessons/<id>/<lang>.toml`) and the page's own messages
//! (`locales/<lang>/*.ftl`) as far as they have no variables. Not here: how a text sounds (`speech`).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, bail};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::unicode::unescape_unicode_to_string;

use crate::files;
use crate::speech::{Language, spoken};

/// Where the sound of a clip comes from.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// A person recorded it.
    Recording(PathBuf),
    /// The speech engine says these words.
    Speech(Language, String),
}

/// All clips by their place below `voice/`: `ar/p2/3.photo.C.ogg`, `fr/ui/go-on.ogg`.
pub(crate) type Clips = BTreeMap<String, Source>;

/// Finds every clip that the checkout at `root` asks for.
pub(crate) fn collect(root: &Path) -> Result<Clips> {
    let mut clips = Clips::new();
    for lesson in files::entries(&root.join("content/lessons"))? {
        for language in Language::ALL {
            let table = lesson.join(language.tag()).with_extension("toml");
            if table.exists() {
                add_lesson(&mut clips, &lesson, language, &table)?;
            }
        }
    }
    for language in Language::ALL {
        add_messages(
            &mut clips,
            language,
            &root.join("locales").join(language.tag()),
        )?;
    }
    Ok(clips)
}

fn add_lesson(clips: &mut Clips, lesson: &Path, language: Language, table: &Path) -> Result<()> {
    let texts: BTreeMap<String, String> = toml::from_str(&files::read_text(table)?)
        .with_context(|| format!("{} is not a flat table of texts", table.display()))?;
    let lesson_id = lesson.file_name().unwrap_or_default().to_string_lossy();
    for (key, text) in clip_texts(&texts) {
        let place =
            place(language, &lesson_id, key).with_context(|| format!("in {}", table.display()))?;
        let recording = lesson
            .join("voice")
            .join(language.tag())
            .join(format!("{key}.ogg"));
        if recording.exists() {
            clips.insert(place, Source::Recording(recording));
        } else if let Some(words) = spoken(text) {
            clips.insert(place, Source::Speech(language, words));
        }
    }
    Ok(())
}

/// The key of each clip and the text that is said in it.
///
/// `x.V` is what the voice says instead of the shown `x.E` or `x.C`: the clip keeps the name of the shown text,
/// so that the page need not know. A `x.V` that replaces nothing (the voice of a round of clues) is its own clip.
fn clip_texts(texts: &BTreeMap<String, String>) -> impl Iterator<Item = (&str, &str)> {
    let shown = |key: &str| {
        let stem = key.strip_suffix(".V")?;
        ["E", "C"]
            .map(|kind| format!("{stem}.{kind}"))
            .into_iter()
            .find(|key| texts.contains_key(key))
    };
    texts
        .iter()
        .filter(move |(key, _)| shown(key).is_none())
        .map(|(key, text)| {
            let stem = key.strip_suffix(".E").or_else(|| key.strip_suffix(".C"));
            let instead = stem.and_then(|stem| texts.get(&format!("{stem}.V")));
            (key.as_str(), instead.unwrap_or(text).as_str())
        })
}

fn add_messages(clips: &mut Clips, language: Language, folder: &Path) -> Result<()> {
    let mut resources = Vec::new();
    for path in files::files_with(folder, "ftl")? {
        let resource = fluent_syntax::parser::parse(files::read_text(&path)?)
            .map_err(|(_, errors)| anyhow!("{}: {}", path.display(), errors[0]))?;
        resources.push(resource);
    }
    let mut messages = Messages::new();
    for entry in resources.iter().flat_map(|resource| &resource.body) {
        match entry {
            Entry::Message(message) => {
                if let Some(pattern) = &message.value {
                    messages.insert(message.id.name.clone(), pattern);
                }
            }
            Entry::Term(term) => {
                messages.insert(format!("-{}", term.id.name), &term.value);
            }
            _ => {}
        }
    }
    for (id, pattern) in messages.iter().filter(|(id, _)| !id.starts_with('-')) {
        if let Some(words) = fixed_text(pattern, &messages, 0)
            .as_deref()
            .and_then(spoken)
        {
            clips.insert(place(language, "ui", id)?, Source::Speech(language, words));
        }
    }
    Ok(())
}

/// Messages by id, terms by `-id`.
type Messages<'a> = BTreeMap<String, &'a Pattern<String>>;

/// How deep messages may refer to one another; deeper is a circle.
const DEEPEST: usize = 8;

/// The text of a message that is the same on every occasion, or nothing if a variable decides.
fn fixed_text(pattern: &Pattern<String>, messages: &Messages<'_>, depth: usize) -> Option<String> {
    if depth > DEEPEST {
        return None;
    }
    let mut text = String::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => text.push_str(value),
            PatternElement::Placeable {
                expression: Expression::Inline(inline),
            } => match inline {
                InlineExpression::StringLiteral { value } => {
                    text.push_str(&unescape_unicode_to_string(value))
                }
                InlineExpression::NumberLiteral { value } => text.push_str(value),
                InlineExpression::MessageReference {
                    id,
                    attribute: None,
                } => {
                    text.push_str(&fixed_text(messages.get(&id.name)?, messages, depth + 1)?);
                }
                InlineExpression::TermReference {
                    id,
                    attribute: None,
                    arguments: None,
                } => {
                    text.push_str(&fixed_text(
                        messages.get(&format!("-{}", id.name))?,
                        messages,
                        depth + 1,
                    )?);
                }
                _ => return None,
            },
            PatternElement::Placeable { .. } => return None,
        }
    }
    Some(text)
}

/// Where a clip lies. A key with other signs than letters, digits, `.`, `-` and `_` is no file name everywhere.
fn place(language: Language, group: &str, key: &str) -> Result<String> {
    for name in [group, key] {
        let fits = name
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_'));
        if name.is_empty() || name.starts_with('.') || !fits {
            bail!("`{name}` cannot name a sound file: only A-Z a-z 0-9 . - _ are possible");
        }
    }
    Ok(format!("{}/{group}/{key}.ogg", language.tag()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(text: &str) -> Source {
        Source::Speech(Language::French, text.to_owned())
    }

    fn checkout(files: &[(&str, &str)]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for (path, text) in files {
            files::write_if_changed(&root.path().join(path), text.as_bytes()).unwrap();
        }
        root
    }

    fn check(files: &[(&str, &str)], expected: &[(&str, Source)]) {
        let clips = collect(checkout(files).path()).unwrap();
        let clips: Vec<_> = clips
            .iter()
            .map(|(place, source)| (place.as_str(), source))
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(place, source)| (*place, source))
            .collect();
        assert_eq!(clips, expected);
    }

    #[test]
    fn every_text_of_a_lesson_has_the_file_of_its_key() {
        check(
            &[(
                "content/lessons/p2/fr.toml",
                "\"title\" = \"Mon sac\"\n\"3.photo.C\" = \"ma photo\"\n\"3.X.F1\" = \"Oui.\"",
            )],
            &[
                ("fr/p2/3.X.F1.ogg", says("Oui.")),
                ("fr/p2/3.photo.C.ogg", says("ma photo")),
                ("fr/p2/title.ogg", says("Mon sac")),
            ],
        );
    }

    #[test]
    fn the_voices_own_words_stand_under_the_name_of_the_shown_text() {
        check(
            &[(
                "content/lessons/p2/fr.toml",
                "\"2.E\" = \"shown\"\n\"2.V\" = \"said\"\n\"2.a.C\" = \"label\"\n\"2.a.V\" = \"long label\"",
            )],
            &[
                ("fr/p2/2.E.ogg", says("said")),
                ("fr/p2/2.a.C.ogg", says("long label")),
            ],
        );
    }

    #[test]
    fn a_voice_that_replaces_nothing_is_its_own_clip() {
        check(
            &[("content/lessons/g7/fr.toml", "\"2.V\" = \"Regarde.\"")],
            &[("fr/g7/2.V.ogg", says("Regarde."))],
        );
    }

    #[test]
    fn a_recording_wins_over_the_engine() {
        let root = checkout(&[
            (
                "content/lessons/p2/fr.toml",
                "\"2.E\" = \"shown\"\n\"2.V\" = \"said\"",
            ),
            ("content/lessons/p2/voice/fr/2.E.ogg", "sound"),
        ]);
        let clips = collect(root.path()).unwrap();
        let recording = root.path().join("content/lessons/p2/voice/fr/2.E.ogg");
        assert_eq!(
            clips.into_iter().collect::<Vec<_>>(),
            [("fr/p2/2.E.ogg".to_owned(), Source::Recording(recording))]
        );
    }

    #[test]
    fn messages_with_variables_have_no_clip() {
        check(
            &[
                (
                    "locales/fr/a.ftl",
                    "-app = Balak\ngo-on = Je continue\nhello = Bonjour, { $name }\nabout = À propos de { -app }\n",
                ),
                (
                    "locales/fr/b.ftl",
                    "both = { go-on }, { \"oui\" } !\nmany = { $n ->\n  *[other] { $n } fois\n }\nonly =\n  .label = x\n",
                ),
            ],
            &[
                ("fr/ui/about.ogg", says("À propos de Balak")),
                ("fr/ui/both.ogg", says("Je continue, oui!")),
                ("fr/ui/go-on.ogg", says("Je continue")),
            ],
        );
    }

    #[test]
    fn messages_that_refer_to_one_another_in_a_circle_have_no_clip() {
        check(&[("locales/fr/a.ftl", "a = { b }\nb = { a }\n")], &[]);
    }

    #[test]
    fn a_key_that_is_no_file_name_is_an_error_that_names_key_and_file() {
        let root = checkout(&[("content/lessons/p2/fr.toml", "\"../2\" = \"x\"")]);
        let error = format!("{:#}", collect(root.path()).unwrap_err());
        assert!(
            error.contains("`../2`") && error.contains("fr.toml"),
            "{error}"
        );
    }

    #[test]
    fn a_broken_message_file_is_an_error_that_names_it() {
        let error = format!(
            "{:#}",
            collect(checkout(&[("locales/ar/a.ftl", "a = { $")]).path()).unwrap_err()
        );
        assert!(error.contains("a.ftl"), "{error}");
    }
}
