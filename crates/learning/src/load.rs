//! Reading what authors write: the pictures of the kit, and lessons with their texts and
//! art. Pure: it takes what the files say and never opens one. All mistakes come back at
//! once, each with its file and line, in words that help who wrote it.
//!
//! Deliberately not here: finding files (whoever calls), showing a lesson (`ui`).

mod art;
mod mistake;
mod needs;
mod reading_level;
mod structure;
mod table;
mod vowels;
mod words;

use std::collections::{BTreeMap, BTreeSet};

pub use self::mistake::Mistake;
use self::mistake::{Mistakes, Source};
use crate::lesson::{Lesson, Texts};

/// The languages that every lesson speaks. A lesson may speak more.
const LANGUAGES: [&str; 2] = ["ar", "fr"];

/// The pictures that all lessons share.
#[derive(Clone, Debug, Default)]
pub struct Kit {
    symbols: BTreeMap<String, art::Symbol>,
    ids: BTreeSet<String>,
    sprite: String,
}

impl Kit {
    /// Reads the files of `content/kit`: file name (`kit.svg`) → text. Names that do not
    /// end in `.svg` are left alone.
    pub fn read(files: &BTreeMap<String, String>) -> Result<Self, Vec<Mistake>> {
        let mistakes = Mistakes::default();
        let sources: Vec<_> = files
            .iter()
            .filter(|(name, _)| name.ends_with(".svg"))
            .map(|(name, text)| Source::new(format!("content/kit/{name}"), text))
            .collect();
        let mut kit = art::Drawing::default();
        for source in &sources {
            art::read(source, art::Rules::Kit, &mut kit, &mistakes);
        }
        kit.check_references(&BTreeSet::new(), &mistakes);
        let art::Drawing {
            symbols,
            ids,
            inner,
            ..
        } = kit;
        mistakes.or(Self {
            symbols,
            ids,
            sprite: art::sprite(&inner),
        })
    }

    /// All pictures of the kit as one `<svg>` to be put into a page.
    pub fn sprite(&self) -> &str {
        &self.sprite
    }
}

/// A lesson that has no mistakes.
#[derive(Clone, Debug, PartialEq)]
pub struct LoadedLesson {
    /// The structure.
    pub lesson: Lesson,
    /// The words, by language: `ar`, `fr`.
    pub texts: BTreeMap<String, Texts>,
    /// The lesson's own pictures as one `<svg>` to be put into a page.
    pub art: String,
}

/// Reads the files of a lesson's folder: `lesson.toml`, `art.svg` and one `<language>.toml`
/// per language. `folder` is the folder's name (`p2`), `files` maps file name → text.
pub fn lesson(
    folder: &str,
    files: &BTreeMap<String, String>,
    kit: &Kit,
) -> Result<LoadedLesson, Vec<Mistake>> {
    let mistakes = Mistakes::default();
    let source = |name: &str| {
        let path = format!("content/lessons/{folder}/{name}");
        match files.get(name) {
            Some(text) => Some(Source::new(path, text)),
            None => {
                mistakes.add_line(path, 1, "the lesson has no such file".to_owned());
                None
            }
        }
    };

    let mut drawing = art::Drawing::default();
    let art_source = source("art.svg");
    let art_source = art_source.as_ref().filter(|source| {
        art::read(
            source,
            art::Rules::Lesson { id: folder },
            &mut drawing,
            &mistakes,
        )
    });
    drawing.check_references(&kit.ids, &mistakes);
    let own = art_source.map(|_| &drawing.symbols);
    let pictures = art::Pictures {
        kit: &kit.symbols,
        own,
    };

    let lesson_source = source("lesson.toml");
    let structure = lesson_source
        .as_ref()
        .map(|lesson_source| structure::read(lesson_source, folder, pictures, &mistakes));

    let mut languages: BTreeSet<&str> = LANGUAGES.into();
    for name in files.keys() {
        match name.strip_suffix(".toml") {
            Some("lesson") | None => {}
            Some(language) => {
                languages.insert(language);
            }
        }
    }
    let sources: Vec<_> = languages
        .into_iter()
        .filter_map(|language| Some((language, source(&format!("{language}.toml"))?)))
        .collect();
    let tables: Vec<_> = sources
        .iter()
        .map(|(language, source)| words::Words::read(language, source, &mistakes))
        .collect();
    if let (Some(structure), Some(lesson_source)) = (&structure, &lesson_source) {
        words::check(structure, &tables, &mistakes);
        if let Some(art_source) = art_source {
            needs::check_feedback_pictures(
                structure,
                lesson_source,
                art_source,
                &drawing.symbols,
                &mistakes,
            );
        }
    }

    let texts = tables
        .iter()
        .map(|table| (table.language.to_owned(), table.texts()))
        .collect();
    let art = art::sprite(&drawing.inner);
    let lesson = structure.map(|structure| structure.lesson);
    mistakes
        .or(lesson)?
        .map(|lesson| LoadedLesson { lesson, texts, art })
        // Unreachable: without a structure the missing file has been a mistake above.
        .ok_or_else(Vec::new)
}
