//! Content: all mistakes at once, and nothing that is almost right.

use std::fs;

use classroom::{Content, ContentError};

use crate::common::{content_folder, g7};

#[test]
fn a_folder_with_a_good_lesson_is_taught() {
    let content = Content::from_folder(content_folder().path()).unwrap();
    let lesson = content.lesson(&g7()).unwrap();
    assert_eq!(lesson.lesson.id, g7());
    assert!(lesson.texts.contains_key("ar") && lesson.texts.contains_key("fr"));
}

#[test]
fn the_mistakes_of_all_lessons_are_told_together() {
    let folder = content_folder();
    let lessons = folder.path().join("lessons");
    fs::create_dir(lessons.join("x1")).unwrap();
    fs::write(lessons.join("x1/lesson.toml"), "id = 7").unwrap();
    fs::write(lessons.join("g7/fr.toml"), "not a table").unwrap();
    let error = Content::from_folder(folder.path()).unwrap_err();
    assert!(matches!(error, ContentError::Mistakes(_)));
    let text = error.to_string();
    assert!(text.contains("lessons/x1/"), "{text}");
    assert!(text.contains("lessons/g7/fr.toml"), "{text}");
}

#[test]
fn a_folder_without_lessons_is_not_everything() {
    let folder = tempfile::tempdir().unwrap();
    for part in ["kit", "lessons"] {
        fs::create_dir(folder.path().join(part)).unwrap();
    }
    let error = Content::from_folder(folder.path()).unwrap_err();
    assert!(matches!(error, ContentError::NoLessons), "{error}");
}
