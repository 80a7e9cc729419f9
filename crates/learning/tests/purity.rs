//! The crate touches no clock, randomness, file, socket or async runtime: they are passed
//! in. It also builds for wasm, which the compiler checks elsewhere.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::Path;

/// What would reach outside.
const OUTSIDE: [&str; 16] = [
    "std::fs",
    "std::net",
    "std::time",
    "std::env",
    "std::process",
    "std::thread",
    "std::io",
    "std::path",
    "rand::",
    "getrandom",
    "tokio",
    "chrono",
    "async fn",
    ".await",
    "include_str!",
    "SystemTime",
];

/// Whether a grouped import, `use std::{fs, io}`, could hide one of them.
fn grouped(text: &str) -> bool {
    text.contains("use std::{") || text.contains("use ::std")
}

fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push((
                path.display().to_string(),
                fs::read_to_string(&path).unwrap(),
            ));
        }
    }
}

#[test]
fn learning_reaches_nothing_outside() {
    let mut found = Vec::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut found,
    );
    assert!(found.len() > 10, "only {} sources were found", found.len());
    for (path, text) in found {
        for outside in OUTSIDE {
            assert!(!text.contains(outside), "{path} uses {outside}");
        }
        assert!(!grouped(&text), "{path} imports from std in a group");
    }
}

#[test]
fn learning_depends_on_none_of_our_crates() {
    let manifest =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    let (dependencies, _) = manifest.split_once("[dev-dependencies]").unwrap();
    for ours in [
        "aggregator",
        "classroom",
        "dashboard",
        "i18n",
        "report",
        "ui",
    ] {
        assert!(
            !dependencies.lines().any(|line| line.starts_with(ours)),
            "it depends on {ours}"
        );
    }
}
