//! Scoring: an item and a response give an outcome. The page runs it for instant feedback;
//! the store runs it again and believes only that.

use serde::{Deserialize, Serialize};

use crate::lesson::{Item, Rule};
use crate::{ChoiceId, ClueId};

/// What a child answered. There is no free text and no timing, so none can leak.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", from = "Written")]
pub enum Response {
    /// One of the choices.
    Choice {
        /// The choice taken.
        choice: ChoiceId,
    },
    /// "I don't know": an answer like others, worth no points.
    DontKnow,
    /// The clues found in a message.
    Clues {
        /// Each once, in the order found.
        found: Vec<ClueId>,
    },
}

/// A response as it comes over a transport. Serde lets a variant without fields take any;
/// braces make it refuse them, so that nothing more can travel with "I don't know" either.
#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
enum Written {
    Choice { choice: ChoiceId },
    DontKnow {},
    Clues { found: Vec<ClueId> },
}

impl From<Written> for Response {
    fn from(written: Written) -> Self {
        match written {
            Written::Choice { choice } => Self::Choice { choice },
            Written::DontKnow {} => Self::DontKnow,
            Written::Clues { found } => Self::Clues { found },
        }
    }
}

/// What a response is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Points got.
    pub score: u32,
    /// Points that could be got; 0 where there was nothing to find.
    pub max_score: u32,
}

impl Outcome {
    /// All the points there were.
    pub fn full(self) -> bool {
        self.score == self.max_score
    }
}

/// Why a response cannot be scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// A choice that the item does not offer.
    #[error("the item offers no such choice")]
    NoSuchChoice,
    /// A clue that the message does not hold, or one named twice.
    #[error("the message holds no such clue, or it was named twice")]
    NoSuchClue,
    /// Clues for a choice, or a choice for clues.
    #[error("the response is of another kind than the item")]
    WrongKind,
}

/// Scores a response.
pub fn score(item: &Item, response: &Response) -> Result<Outcome, Misfit> {
    match (&item.rule, response) {
        (Rule::Choice(points), Response::Choice { choice }) => {
            let score = *points.get(choice).ok_or(Misfit::NoSuchChoice)?;
            Ok(Outcome {
                score,
                max_score: highest(points.values()),
            })
        }
        (Rule::Choice(points), Response::DontKnow) => Ok(Outcome {
            score: 0,
            max_score: highest(points.values()),
        }),
        (Rule::Clues(clues), Response::Clues { found }) => {
            let mut left = clues.clone();
            for clue in found {
                if !left.remove(clue) {
                    return Err(Misfit::NoSuchClue);
                }
            }
            let max_score = count(clues.len());
            Ok(Outcome {
                score: max_score - count(left.len()),
                max_score,
            })
        }
        (Rule::Clues(_), _) | (Rule::Choice(_), Response::Clues { .. }) => Err(Misfit::WrongKind),
    }
}

fn highest<'a>(points: impl Iterator<Item = &'a u32>) -> u32 {
    points.copied().max().unwrap_or(0)
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
