//! What an author did wrong, and where. Mistakes are collected, never stop the reading.

use std::cell::RefCell;
use std::fmt;

/// One mistake of an author.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    /// The file, from the root of the repository: `content/lessons/p2/fr.toml`.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, in plain words.
    pub problem: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}: {}", self.file, self.line, self.problem)
    }
}

impl std::error::Error for Mistake {}

/// A file that is read.
pub(super) struct Source<'a> {
    pub(super) file: String,
    pub(super) text: &'a str,
}

impl<'a> Source<'a> {
    pub(super) fn new(file: String, text: &'a str) -> Self {
        Self { file, text }
    }

    /// The line, from 1, of a place in bytes.
    fn line(&self, at: usize) -> usize {
        let before = self.text.as_bytes().iter().take(at);
        before.filter(|byte| **byte == b'\n').count() + 1
    }
}

/// The mistakes found so far.
#[derive(Default)]
pub(super) struct Mistakes(RefCell<Vec<Mistake>>);

impl Mistakes {
    /// Adds one at a place in bytes.
    pub(super) fn add(&self, source: &Source<'_>, at: usize, problem: String) {
        self.add_line(source.file.clone(), source.line(at), problem);
    }

    /// Adds one at a line.
    pub(super) fn add_line(&self, file: String, line: usize, problem: String) {
        self.0.borrow_mut().push(Mistake {
            file,
            line,
            problem,
        });
    }

    /// What was read, or all mistakes, by file and line.
    pub(super) fn or<T>(self, read: T) -> Result<T, Vec<Mistake>> {
        let mut mistakes = self.0.into_inner();
        if mistakes.is_empty() {
            return Ok(read);
        }
        mistakes.sort();
        mistakes.dedup();
        Err(mistakes)
    }
}
