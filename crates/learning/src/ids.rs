//! Identifiers, as newtypes: a step's id can never be taken for a choice's.

use serde::{Deserialize, Serialize};

macro_rules! text_id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Wraps the text as it is; whether such a thing exists is for its user to say.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }
    )+};
}

text_id! {
    /// A lesson: `p2`.
    LessonId,
    /// One question with its scoring, inside a lesson: `0`, `3.photo`, `m1.clues`, `TA1`.
    ItemId,
    /// One of the answers offered by an item: `a`, or the basket `b1`.
    ChoiceId,
    /// A clue that can be found in a message: `k4`.
    ClueId,
    /// The id of an SVG symbol, in the kit or in the lesson's own art: `o-photo`.
    Picture,
    /// The key of a text inside a lesson: `3.photo.C`.
    TextKey,
    /// The child, in code: random, means nothing outside this machine.
    LearnerId,
    /// One walk of one child through one lesson.
    AttemptId,
}
