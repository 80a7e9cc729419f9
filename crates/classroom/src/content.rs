//! Content: the packs that this machine can teach. Built in, or read from a folder, and in
//! both cases checked by `learning::load`: a broken pack is refused with all its mistakes.
//!
//! Deliberately not here: what a lesson must look like (`learning::load`), recordings of
//! voices (they are part of the page).

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use learning::LessonId;
use learning::load::{self, Kit, LoadedLesson, Mistake};
use rust_embed::RustEmbed;

/// The repository's `content/`. A debug build reads the folder, a release carries it.
#[derive(RustEmbed)]
#[folder = "../../content"]
#[include = "kit/*.svg"]
#[include = "lessons/*/*.toml"]
#[include = "lessons/*/art.svg"]
#[allow_missing = true]
struct BuiltIn;

/// The lessons of this machine.
#[derive(Clone, Debug, Default)]
pub struct Content {
    lessons: BTreeMap<LessonId, LoadedLesson>,
}

/// Why content cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ContentError {
    /// The folder or a file in it cannot be read.
    #[error("{} cannot be read: {source}", path.display())]
    Files {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// There is no lesson in it: an empty list never means everything.
    #[error("there is no lesson in the content")]
    NoLessons,
    /// Authors made mistakes.
    #[error("the content has {} mistakes:\n{}", .0.len(), lines(.0))]
    Mistakes(Vec<Mistake>),
}

fn lines(mistakes: &[Mistake]) -> String {
    mistakes
        .iter()
        .map(|mistake| format!("  {mistake}"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Files by their path below `content/`, with `/` between folders.
type Files = BTreeMap<String, String>;

impl Content {
    /// The content of the repository, as built in.
    ///
    /// # Errors
    ///
    /// [`ContentError`], with every mistake of every pack.
    pub fn built_in() -> Result<Self, ContentError> {
        let mut files = Files::new();
        for path in BuiltIn::iter() {
            let Some(file) = BuiltIn::get(&path) else {
                continue;
            };
            let text = String::from_utf8(file.data.into_owned()).map_err(|error| {
                let source = io::Error::new(io::ErrorKind::InvalidData, error);
                ContentError::Files {
                    path: PathBuf::from(&*path),
                    source,
                }
            })?;
            files.insert(path.into_owned(), text);
        }
        Self::read(&files)
    }

    /// The content of a folder laid out like the repository's `content/`.
    ///
    /// # Errors
    ///
    /// [`ContentError`], with every mistake of every pack.
    pub fn from_folder(folder: &Path) -> Result<Self, ContentError> {
        let mut files = Files::new();
        for (name, path) in entries(&folder.join("kit"))? {
            if name.ends_with(".svg") {
                files.insert(format!("kit/{name}"), text(&path)?);
            }
        }
        for (lesson, folder) in entries(&folder.join("lessons"))? {
            if !folder.is_dir() {
                continue;
            }
            for (name, path) in entries(&folder)? {
                if name.ends_with(".toml") || name == "art.svg" {
                    files.insert(format!("lessons/{lesson}/{name}"), text(&path)?);
                }
            }
        }
        Self::read(&files)
    }

    fn read(files: &Files) -> Result<Self, ContentError> {
        let mut mistakes = Vec::new();
        let kit = Kit::read(&below(files, "kit/")).unwrap_or_else(|found| {
            mistakes.extend(found);
            Kit::default()
        });
        let mut folders: Vec<&str> = files
            .keys()
            .filter_map(|path| path.strip_prefix("lessons/")?.split('/').next())
            .collect();
        folders.dedup();
        let mut lessons = BTreeMap::new();
        for folder in folders {
            match load::lesson(folder, &below(files, &format!("lessons/{folder}/")), &kit) {
                Ok(loaded) => {
                    lessons.insert(loaded.lesson.id.clone(), loaded);
                }
                Err(found) => mistakes.extend(found),
            }
        }
        if !mistakes.is_empty() {
            return Err(ContentError::Mistakes(mistakes));
        }
        if lessons.is_empty() {
            return Err(ContentError::NoLessons);
        }
        Ok(Self { lessons })
    }

    /// The lesson of that id.
    pub fn lesson(&self, id: &LessonId) -> Option<&LoadedLesson> {
        self.lessons.get(id)
    }

    /// All lessons, in the order of the map: by ages, then by place.
    pub fn lessons(&self) -> Vec<&LoadedLesson> {
        let mut lessons: Vec<_> = self.lessons.values().collect();
        lessons.sort_by_key(|loaded| (loaded.lesson.band, loaded.lesson.order));
        lessons
    }
}

impl FromIterator<LoadedLesson> for Content {
    fn from_iter<I: IntoIterator<Item = LoadedLesson>>(lessons: I) -> Self {
        let lessons = lessons
            .into_iter()
            .map(|loaded| (loaded.lesson.id.clone(), loaded))
            .collect();
        Self { lessons }
    }
}

fn below(files: &Files, prefix: &str) -> Files {
    files
        .iter()
        .filter_map(|(path, text)| Some((path.strip_prefix(prefix)?.to_owned(), text.clone())))
        .collect()
}

fn entries(folder: &Path) -> Result<Vec<(String, PathBuf)>, ContentError> {
    let failed = |source| ContentError::Files {
        path: folder.to_owned(),
        source,
    };
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        entries.push((
            entry.file_name().to_string_lossy().into_owned(),
            entry.path(),
        ));
    }
    entries.sort();
    Ok(entries)
}

fn text(path: &Path) -> Result<String, ContentError> {
    fs::read_to_string(path).map_err(|source| ContentError::Files {
        path: path.to_owned(),
        source,
    })
}
