//! The lessons of this repository, as they stand in `content/`.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use learning::load::{self, Kit, Mistake};

fn content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content")
}

/// The text files of a folder; recordings are none.
fn texts_of(folder: &Path) -> io::Result<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_text = path
            .extension()
            .is_some_and(|end| end == "toml" || end == "svg");
        if let (true, Some(name)) = (is_text, path.file_name().and_then(|name| name.to_str())) {
            files.insert(name.to_owned(), fs::read_to_string(&path)?);
        }
    }
    Ok(files)
}

fn list(mistakes: &[Mistake]) -> String {
    let lines: Vec<_> = mistakes.iter().map(ToString::to_string).collect();
    format!("{} mistakes:\n{}", lines.len(), lines.join("\n"))
}

#[test]
fn the_lessons_of_this_repository_load() {
    let kit = Kit::read(&texts_of(&content().join("kit")).unwrap())
        .unwrap_or_else(|mistakes| panic!("{}", list(&mistakes)));
    let mut mistakes = Vec::new();
    let mut loaded = 0;
    for folder in fs::read_dir(content().join("lessons")).unwrap() {
        let folder = folder.unwrap().path();
        let name = folder.file_name().unwrap().to_str().unwrap();
        match load::lesson(name, &texts_of(&folder).unwrap(), &kit) {
            Ok(lesson) => {
                assert!(lesson.texts.contains_key("ar") && lesson.texts.contains_key("fr"));
                loaded += 1;
            }
            Err(more) => mistakes.extend(more),
        }
    }
    assert!(mistakes.is_empty(), "{}", list(&mistakes));
    assert!(loaded > 0, "there is no lesson at all");
}
