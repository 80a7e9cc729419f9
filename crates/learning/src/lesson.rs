//! A lesson as the app knows it: structure, items and pictures. The words are apart, one
//! table a language ([`Texts`]), because the same lesson is played in all of them.
//!
//! Deliberately not here: how authors write a lesson down (`load`), how it looks (`ui`).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::closed_list::closed_list;
use crate::{ChoiceId, ClueId, ItemId, LessonId, Picture};

closed_list! {
    /// The ages a lesson is made for.
    Band {
        Early = "6-8", Later = "9-12",
    }
}

closed_list! {
    /// The nine competencies of the international framework adopted in Marrakech in 2016.
    Competency {
        PersonalData = "C1", Privacy = "C2", Technology = "C3", Economy = "C4", Law = "C5",
        Control = "C6", Rights = "C7", Protection = "C8", Citizenship = "C9",
    }
}

closed_list! {
    /// A form of the questions before and after. A and B are parallel, slot by slot; X is
    /// the transfer question, asked only after.
    Form {
        A = "A", B = "B", Transfer = "X",
    }
}

impl Form {
    /// The parallel form: asked after when this one was asked before.
    pub fn other(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
            Self::Transfer => Self::Transfer,
        }
    }
}

/// The words of a lesson in one language, by key.
pub type Texts = BTreeMap<String, String>;

/// A whole lesson.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lesson {
    /// Its folder's name.
    pub id: LessonId,
    /// Grows when scoring changes; stored beside each response.
    pub version: u32,
    /// The ages it is for.
    pub band: Band,
    /// Its length in minutes.
    pub minutes: u32,
    /// Where its door stands on the map of its band, from 1.
    pub order: u32,
    /// What it teaches, the main competency first.
    pub competencies: Vec<Competency>,
    /// The picture on its door.
    pub door: Picture,
    /// The place it happens in.
    pub place: Picture,
    /// The child at home there.
    pub host: Picture,
    /// The baskets of its sorting steps.
    pub baskets: Vec<Basket>,
    /// The clues of its messages.
    pub clues: Vec<Clue>,
    /// The opening capsule.
    pub shots: Vec<Shot>,
    /// What the child does, in order.
    pub steps: Vec<Step>,
    /// The questions before and after.
    pub questions: Vec<Question>,
}

/// A place where cards go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basket {
    /// Named by the cards' points and by the text `<id>.C`.
    pub id: ChoiceId,
    /// The sign on it.
    pub sign: Picture,
    /// The colour of its band: `majorelle`, `mint` or `terra`.
    pub band: String,
}

/// A kind of clue in a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clue {
    /// Also the key of its text.
    pub id: ClueId,
    /// Its pictogram.
    pub picture: Picture,
}

/// One shot of the capsule, 960 × 540 units.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shot {
    /// How long it stays when no voice can be played.
    pub seconds: f32,
    /// The background.
    pub scene: Picture,
    /// What is said, in order.
    pub lines: Vec<Line>,
    /// What moves over the background, from back to front.
    pub layers: Vec<Layer>,
}

/// One thing said in a shot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The speaker, `narrator` for the story's own voice.
    pub who: String,
    /// The key of the words.
    pub text: String,
}

/// One moving picture of a shot.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Layer {
    /// What is drawn.
    pub picture: Picture,
    /// Left edge in the scene.
    pub x: f32,
    /// Top edge in the scene.
    pub y: f32,
    /// Width in the scene.
    pub width: f32,
    /// Height in the scene.
    pub height: f32,
    /// How it arrives or moves.
    pub motion: Motion,
    /// Seconds after the shot began, in halves, 0 to 12.
    pub at: f32,
    /// Drawn as in a mirror.
    pub flip: bool,
}

closed_list! {
    /// How a layer moves. The page draws them; with reduced motion all of them only appear.
    Motion {
        None = "none", Walk = "walk", Slide = "slide", Leave = "leave", Drop = "drop",
        Rise = "rise", Pop = "pop", Fade = "fade", Vanish = "vanish", Shake = "shake",
        Sway = "sway", Bounce = "bounce", Turn = "turn", Breathe = "breathe", Wave = "wave",
        Fly = "fly",
    }
}

closed_list! {
    /// What a step is for in learning.
    Role {
        Practice = "practice", Retrieval = "retrieval", Exit = "exit",
    }
}

/// One step of a lesson.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// The key prefix of its texts.
    pub id: String,
    /// What it is for.
    pub role: Role,
    /// What the child does in it.
    pub activity: Activity,
}

/// What the child does in a step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Activity {
    /// Watches the capsule; then a last page with a picture.
    Capsule {
        /// The picture of the last page.
        picture: Picture,
    },
    /// Takes one of a few choices.
    Choice(Situation),
    /// Puts cards into baskets.
    Sort {
        /// What the cards test.
        competency: Competency,
        /// The baskets there are.
        baskets: Vec<ChoiceId>,
        /// The cards.
        cards: Vec<Card>,
    },
    /// Finds the clues in a message, then decides.
    Clues {
        /// The texts shared by a round: voice and hints.
        round: Option<String>,
        /// Who thinks aloud.
        helper: Option<Picture>,
        /// Whether the second hint shows where the clues are.
        marks: bool,
        /// The clues in this message; none in a true one.
        clues: Vec<ClueId>,
        /// The decision.
        decision: Situation,
    },
    /// Sees what was learned.
    End {
        /// The last picture.
        picture: Picture,
    },
}

/// A situation with the choices it offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Situation {
    /// What it tests.
    pub competency: Competency,
    /// The situation as a picture.
    pub picture: Option<Picture>,
    /// What may be chosen.
    pub choices: Vec<Choice>,
    /// The faces of those one can ask.
    pub ask: Vec<Picture>,
}

/// One choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Its id, often one letter.
    pub id: ChoiceId,
    /// Its picture.
    pub picture: Picture,
    /// What it scores: 1 or 0.
    pub points: u32,
}

/// A card to sort.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Its id inside the step.
    pub id: String,
    /// Its picture.
    pub picture: Picture,
    /// The tint behind it, 1 to 6.
    pub tint: u32,
    /// What each basket scores; a basket not named scores 0.
    pub points: BTreeMap<ChoiceId, u32>,
    /// The faces of those one can ask.
    pub ask: Vec<Picture>,
}

/// A question of the measurement: no feedback, "I don't know" is an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Its id, also the prefix of its texts.
    pub id: ItemId,
    /// The form it belongs to.
    pub form: Form,
    /// Its place in the form, from 1: the questions of one slot are parallel.
    pub slot: u32,
    /// What it tests.
    pub competency: Competency,
    /// The family of the question.
    pub skill: Skill,
    /// The situation as a picture.
    pub picture: Picture,
    /// The answers.
    pub choices: Vec<Choice>,
}

closed_list! {
    /// The three families of questions.
    Skill {
        Recognise = "recognise", Decide = "decide", Transfer = "transfer",
    }
}

/// One question with its scoring: all that is needed to score a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its id inside the lesson.
    pub id: ItemId,
    /// What it tests.
    pub competency: Competency,
    /// Its rule.
    pub rule: Rule,
}

/// How an item is scored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// One of these choices, for these points.
    Choice(BTreeMap<ChoiceId, u32>),
    /// These clues can be found, a point each.
    Clues(BTreeSet<ClueId>),
}

impl Step {
    /// The items of this step, in the order of play.
    pub fn items(&self) -> Vec<Item> {
        match &self.activity {
            Activity::Capsule { .. } | Activity::End { .. } => Vec::new(),
            Activity::Choice(situation) => vec![situation.item(ItemId::new(&self.id))],
            Activity::Sort {
                competency,
                baskets,
                cards,
            } => cards
                .iter()
                .map(|card| Item {
                    id: self.card_item(card),
                    competency: *competency,
                    rule: Rule::Choice(
                        baskets
                            .iter()
                            .map(|basket| {
                                (
                                    basket.clone(),
                                    card.points.get(basket).copied().unwrap_or(0),
                                )
                            })
                            .collect(),
                    ),
                })
                .collect(),
            Activity::Clues {
                clues, decision, ..
            } => vec![
                Item {
                    id: self.clues_item(),
                    competency: decision.competency,
                    rule: Rule::Clues(clues.iter().cloned().collect()),
                },
                decision.item(ItemId::new(&self.id)),
            ],
        }
    }

    /// The item of a card of this step: `3.photo`.
    pub fn card_item(&self, card: &Card) -> ItemId {
        ItemId::new(format!("{}.{}", self.id, card.id))
    }

    /// The item of the clues found in this step's message: `m1.clues`.
    pub fn clues_item(&self) -> ItemId {
        ItemId::new(format!("{}.clues", self.id))
    }
}

impl Situation {
    fn item(&self, id: ItemId) -> Item {
        Item {
            id,
            competency: self.competency,
            rule: choice_rule(&self.choices),
        }
    }
}

impl Question {
    /// The question as an item.
    pub fn item(&self) -> Item {
        Item {
            id: self.id.clone(),
            competency: self.competency,
            rule: choice_rule(&self.choices),
        }
    }
}

fn choice_rule(choices: &[Choice]) -> Rule {
    Rule::Choice(
        choices
            .iter()
            .map(|choice| (choice.id.clone(), choice.points))
            .collect(),
    )
}

impl Lesson {
    /// Every item of the lesson: of its steps, then of its questions.
    pub fn items(&self) -> Vec<Item> {
        let mut items: Vec<Item> = self.steps.iter().flat_map(Step::items).collect();
        items.extend(self.questions.iter().map(Question::item));
        items
    }

    /// The item of that id, if there is one.
    pub fn item(&self, id: &ItemId) -> Option<Item> {
        self.items().into_iter().find(|item| item.id == *id)
    }

    /// The questions of a form, by slot.
    pub fn form(&self, form: Form) -> Vec<&Question> {
        let mut questions: Vec<_> = self
            .questions
            .iter()
            .filter(|question| question.form == form)
            .collect();
        questions.sort_by_key(|question| question.slot);
        questions
    }

    /// The competencies that its forms measure, without repetition, in order.
    pub fn measured(&self) -> Vec<Competency> {
        let found: BTreeSet<_> = self
            .form(Form::A)
            .iter()
            .map(|question| question.competency)
            .collect();
        found.into_iter().collect()
    }
}

/// Looks up something that a choice may share with others: its own, then that of a group
/// whose letters contain the choice (`ab`), then that of all (`x`). `place` is the prefix
/// with its separator, `part` the suffix with its own.
///
/// Texts use it as `("3.photo.", "b1", ".F3")` with `all = "X"`, pictures as
/// `("p2-3-photo-", "b1", "-f4")` with `all = "x"`.
pub fn shared<'a>(
    place: &str,
    choice: &str,
    part: &str,
    all: &str,
    names: impl Iterator<Item = &'a str> + Clone,
) -> Option<&'a str> {
    let between =
        |name: &'a str| -> Option<&'a str> { name.strip_prefix(place)?.strip_suffix(part) };
    let find = |wanted: &dyn Fn(&str) -> bool| {
        names.clone().find(|name| between(name).is_some_and(wanted))
    };
    find(&|middle| middle == choice)
        .or_else(|| {
            find(&|middle| {
                choice.chars().count() == 1
                    && middle.chars().count() > 1
                    && middle.chars().all(|letter| letter.is_ascii_lowercase())
                    && middle.contains(choice)
            })
        })
        .or_else(|| find(&|middle| middle == all))
}
