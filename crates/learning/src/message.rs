//! A message with its clues. Authors mark a clue in the text of a message as
//! `Payez [k1 avant midi].`; here the text is cut where a finger may tap.
//!
//! Deliberately not here: which clues a message must hold (`load` checks it), what a tap
//! is worth (`scoring`).

use crate::ClueId;

/// A piece of a message, to be tapped or read. All pieces in a row are the message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MessagePart {
    /// One word that is no clue, with the white space around it.
    Plain(String),
    /// The words of a clue.
    Clue {
        /// Which.
        id: ClueId,
        /// Its words, one or more, without the mark.
        words: String,
    },
}

impl MessagePart {
    /// What is read.
    pub fn words(&self) -> &str {
        match self {
            Self::Plain(words) | Self::Clue { words, .. } => words,
        }
    }
}

/// Cuts a message into its clues and, between them, its single words. A mark that is not
/// well formed stays in the text as it is, so nothing that was written disappears.
pub fn message_parts(text: &str) -> Vec<MessagePart> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, id, words, after)) = next_clue(rest) {
        parts.extend(plain(before));
        parts.push(MessagePart::Clue {
            id: ClueId::new(id),
            words: words.to_owned(),
        });
        rest = after;
    }
    parts.extend(plain(rest));
    parts
}

/// The first well-formed mark: what stands before it, its id, its words, what follows.
fn next_clue(text: &str) -> Option<(&str, &str, &str, &str)> {
    let mut searched = 0;
    loop {
        let open = searched + text[searched..].find('[')?;
        let inside = &text[open + 1..];
        if let Some(end) = inside.find(['[', ']'])
            && inside[end..].starts_with(']')
            && let Some((id, words)) = inside[..end].split_once(char::is_whitespace)
            && !id.is_empty()
            && !words.trim().is_empty()
        {
            return Some((&text[..open], id, words.trim(), &inside[end + 1..]));
        }
        searched = open + 1;
    }
}

/// Cuts where a word begins: white space stays with the word before it.
fn plain(text: &str) -> impl Iterator<Item = MessagePart> {
    let mut cuts = vec![0];
    let mut seen_word = false;
    let mut after_space = false;
    for (at, letter) in text.char_indices() {
        if letter.is_whitespace() {
            after_space = true;
        } else {
            if seen_word && after_space {
                cuts.push(at);
            }
            seen_word = true;
            after_space = false;
        }
    }
    cuts.push(text.len());
    let pieces: Vec<_> = cuts
        .windows(2)
        .map(|cut| text[cut[0]..cut[1]].to_owned())
        .filter(|piece| !piece.is_empty())
        .map(MessagePart::Plain)
        .collect();
    pieces.into_iter()
}
