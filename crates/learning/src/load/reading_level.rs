//! How long sentences may be, by age. A word is what stands between two spaces and has a
//! letter: `l'école` and `وَعُنْوَانِي` are one each, `5` and `:` are none.

use crate::lesson::Band;

struct Level {
    ages: &'static str,
    words: usize,
    sentences: usize,
}

fn level(band: Band) -> Level {
    match band {
        Band::Early => Level {
            ages: "6-8",
            words: 8,
            sentences: 2,
        },
        Band::Later => Level {
            ages: "9-12",
            words: 12,
            sentences: 4,
        },
    }
}

/// What is too long in a text, for children of that age.
pub(super) fn problems(band: Band, text: &str) -> Vec<String> {
    let level = level(band);
    let lengths = sentence_lengths(text);
    let mut problems = Vec::new();
    if let Some(longest) = lengths
        .iter()
        .max()
        .filter(|longest| **longest > level.words)
    {
        problems.push(format!(
            "a sentence has {longest} words; for {} it may have {}",
            level.ages, level.words,
        ));
    }
    if lengths.len() > level.sentences {
        problems.push(format!(
            "the text has {} sentences; for {} it may have {}",
            lengths.len(),
            level.ages,
            level.sentences,
        ));
    }
    problems
}

/// The number of words.
pub(super) fn words(text: &str) -> usize {
    sentence_lengths(text).iter().sum()
}

/// The number of words of each sentence.
fn sentence_lengths(text: &str) -> Vec<usize> {
    let mut lengths = Vec::new();
    let mut words = 0;
    for token in text.split_whitespace() {
        if token.chars().any(char::is_alphabetic) {
            words += 1;
        }
        let end = token.trim_end_matches(['»', '"', '”', '’', ')', ']', '\u{2069}']);
        if end.ends_with(['.', '!', '?', '؟', '…']) && words > 0 {
            lengths.push(words);
            words = 0;
        }
    }
    if words > 0 {
        lengths.push(words);
    }
    lengths
}
