//! The sentences of ARCHITECTURE that are absences: what must not be where.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use cargo_metadata::{DependencyKind, MetadataCommand};
use end_to_end::programs::workspace;

/// Everything a crate of ours is built from, tests left out.
fn closure(name: &str) -> BTreeSet<String> {
    let metadata = MetadataCommand::new()
        .manifest_path(workspace().join("Cargo.toml"))
        .other_options(["--offline".to_owned()])
        .exec()
        .expect("cargo tells its metadata");
    let nodes = &metadata
        .resolve
        .as_ref()
        .expect("with all dependencies")
        .nodes;
    let start = &metadata
        .packages
        .iter()
        .find(|package| *package.name == name)
        .expect(name)
        .id;
    let mut left = vec![start];
    let mut seen = BTreeSet::new();
    while let Some(id) = left.pop() {
        if !seen.insert(id) {
            continue;
        }
        let node = nodes
            .iter()
            .find(|node| node.id == *id)
            .expect("every node is there");
        left.extend(node.deps.iter().filter_map(|dependency| {
            let built = dependency
                .dep_kinds
                .iter()
                .any(|kind| kind.kind != DependencyKind::Development);
            built.then_some(&dependency.pkg)
        }));
    }
    metadata
        .packages
        .iter()
        .filter(|package| seen.contains(&package.id))
        .map(|package| package.name.to_string())
        .collect()
}

/// The sources of a folder, tests left out.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut left = vec![folder.to_owned()];
    while let Some(folder) = left.pop() {
        for entry in fs::read_dir(&folder).expect("the folder can be listed") {
            let path = entry.expect("it has entries").path();
            if path.is_dir() {
                let name = path.file_name().unwrap_or_default();
                if name != "tests" && name != "gen" {
                    left.push(path);
                }
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found
}

fn containing(folders: &[&str], words: &[&str]) -> BTreeSet<String> {
    folders
        .iter()
        .flat_map(|folder| sources(&workspace().join(folder)))
        .filter(|path| {
            let text = fs::read_to_string(path).expect("a source is text");
            words.iter().any(|word| text.contains(word))
        })
        .map(|path| {
            let path = path.strip_prefix(workspace()).unwrap_or(&path);
            path.display().to_string()
        })
        .collect()
}

#[test]
fn the_academys_side_cannot_name_a_learner() {
    for side in ["aggregator", "dashboard"] {
        let closure = closure(side);
        assert!(
            closure.contains("report"),
            "the closure of {side} was really walked"
        );
        for forbidden in ["learning", "classroom", "ui", "balak"] {
            assert!(
                !closure.contains(forbidden),
                "{side} depends on {forbidden}"
            );
        }
    }
}

#[test]
fn the_leaves_know_no_other_crate_of_ours() {
    let ours = [
        "aggregator",
        "balak",
        "classroom",
        "dashboard",
        "i18n",
        "learning",
        "report",
        "ui",
    ];
    for leaf in ["learning", "report", "i18n"] {
        let closure = closure(leaf);
        let known: Vec<_> = ours.iter().filter(|one| closure.contains(**one)).collect();
        assert_eq!(known, [&leaf]);
    }
}

#[test]
fn only_the_three_with_a_store_speak_sql() {
    let folders = [
        "crates/learning",
        "crates/report",
        "crates/i18n",
        "ui",
        "src-tauri",
        "setup/bundle",
    ];
    let found = containing(&folders, &["rusqlite", "SELECT ", "INSERT INTO"]);
    assert_eq!(found, BTreeSet::new());
}

#[test]
fn one_file_of_the_page_knows_the_transports() {
    let found = containing(&["ui"], &["__TAURI_INTERNALS__", "\"api/", "api/{"]);
    assert_eq!(found, BTreeSet::from(["ui/src/backend.rs".to_owned()]));
}

#[test]
fn the_page_draws_without_inline_styles() {
    // The content security policy refuses them: they would silently do nothing.
    let found = containing(&["ui"], &["(style=", " style=", ",style="]);
    assert_eq!(found, BTreeSet::new());
}

#[test]
fn no_word_that_a_person_reads_stands_in_the_code_of_the_page() {
    let arabic = |letter: char| ('\u{621}'..='\u{652}').contains(&letter);
    let found: Vec<_> = sources(&workspace().join("ui"))
        .into_iter()
        .filter(|path| {
            let text = fs::read_to_string(path).expect("a source is text");
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            // A single letter is a rule of writing, not a word.
            code.lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .any(|line| {
                    let letters: Vec<bool> = line.chars().map(arabic).collect();
                    letters.windows(2).any(|two| two[0] && two[1])
                })
        })
        .collect();
    assert_eq!(found, Vec::<PathBuf>::new());
}
