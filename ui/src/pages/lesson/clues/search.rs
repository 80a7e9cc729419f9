//! What was found in a message so far, and what comes next. No look.

use std::rc::Rc;

use learning::lesson::{Activity, Situation, Step};
use learning::scoring::Response;
use learning::{ChoiceId, ClueId, ItemId, Picture};
use sycamore::prelude::*;

use crate::pages::lesson::play::Play;

/// Where one is with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Looks for clues.
    Search,
    /// Chooses what to do.
    Decide,
    /// Sees what comes of it.
    Outcome(ChoiceId),
    /// Hears of the clues that were not tapped in this round.
    Also(Vec<ClueId>),
}

/// What Bal says beside the message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// Nothing: the child reads.
    Nothing,
    /// A text of the lesson, by its key.
    Text(String),
    /// One more clue, for a second look.
    Look(ClueId),
}

/// The message of a step and what the child does with it. Found with
/// `use_context::<Search>()`.
#[derive(Clone, Copy)]
pub(super) struct Search {
    /// The walk it belongs to.
    pub(super) play: Play,
    /// Where one is.
    pub(super) stage: Signal<Stage>,
    /// The clues tapped, in order.
    pub(super) found: Signal<Vec<ClueId>>,
    /// What Bal says.
    pub(super) said: Signal<Said>,
    /// Hints asked for: none, the first, both.
    pub(super) hints: Signal<usize>,
    shown: Signal<Vec<ClueId>>,
    step: Signal<Rc<Step>>,
    decision: Signal<Situation>,
}

/// The parts of a step of this kind.
struct Parts<'a> {
    round: Option<&'a String>,
    helper: Option<&'a Picture>,
    marks: bool,
    clues: &'a Vec<ClueId>,
    decision: &'a Situation,
}

fn parts(step: &Step) -> Option<Parts<'_>> {
    match &step.activity {
        Activity::Clues {
            round,
            helper,
            marks,
            clues,
            decision,
        } => Some(Parts {
            round: round.as_ref(),
            helper: helper.as_ref(),
            marks: *marks,
            clues,
            decision,
        }),
        _ => None,
    }
}

impl Search {
    /// The message of a step, as the child left it.
    pub(super) fn new(play: Play, step: Step) -> Option<Self> {
        let decision = parts(&step)?.decision.clone();
        let before = play.answered(&step.clues_item());
        let stage = if before.is_some() {
            Stage::Decide
        } else {
            Stage::Search
        };
        let found = match before.map(|answered| answered.response) {
            Some(Response::Clues { found }) => found,
            _ => Vec::new(),
        };
        Some(Self {
            play,
            stage: create_signal(stage),
            found: create_signal(found),
            said: create_signal(Said::Nothing),
            hints: create_signal(0),
            shown: create_signal(Vec::new()),
            step: create_signal(Rc::new(step)),
            decision: create_signal(decision),
        })
    }

    fn with<T>(self, read: impl FnOnce(&Step, Parts<'_>) -> T) -> Option<T> {
        self.step
            .with_untracked(|step| parts(step).map(|parts| read(step, parts)))
    }

    /// The key prefix of the step's texts.
    pub(super) fn step_id(self) -> String {
        self.step.with_untracked(|step| step.id.clone())
    }

    /// A key of the step's texts.
    pub(super) fn key(self, part: &str) -> String {
        format!("{}.{part}", self.step_id())
    }

    /// The clues of this message.
    pub(super) fn clues(self) -> Vec<ClueId> {
        self.with(|_, parts| parts.clues.clone())
            .unwrap_or_default()
    }

    /// What can be decided.
    pub(super) fn decision(self) -> Situation {
        self.decision.get_clone_untracked()
    }

    /// Who thinks aloud in this round, where it is a person.
    pub(super) fn helper(self) -> Option<Picture> {
        let helper = self.with(|_, parts| parts.helper.cloned()).flatten();
        helper.filter(|helper| helper.as_str().starts_with("h-"))
    }

    /// What the helper says before the first message of a round: the text's key.
    pub(super) fn round_voice(self) -> Option<String> {
        let round = self.with(|_, parts| parts.round.cloned()).flatten()?;
        let key = format!("{round}.V");
        let first = self.play.page.with_untracked(|page| {
            let step = page
                .lesson
                .steps
                .iter()
                .find(|step| round_of(step) == Some(&round));
            step.is_some_and(|step| step.id == self.step_id())
        });
        (first && self.play.has(&key)).then_some(key)
    }

    /// The pictogram of a clue.
    pub(super) fn picture(self, clue: &ClueId) -> String {
        self.play.page.with_untracked(|page| {
            let known = page.lesson.clues.iter().find(|known| known.id == *clue);
            known
                .map(|known| known.picture.to_string())
                .unwrap_or_default()
        })
    }

    /// The clips that name a clue and say why it is one here.
    pub(super) fn clue_clips(self, clue: &ClueId) -> Vec<String> {
        vec![
            self.play.clip(clue.as_str()),
            self.play.clip(&self.key(clue.as_str())),
        ]
    }

    /// The number of a found clue.
    pub(super) fn number(self, clue: &ClueId) -> Option<usize> {
        self.found
            .with(|found| found.iter().position(|other| other == clue))
            .map(|at| at + 1)
    }

    /// Whether the place of this clue is shown, though it was not tapped.
    pub(super) fn dashed(self, clue: &ClueId) -> bool {
        let marks = self.with(|_, parts| parts.marks).unwrap_or_default();
        (marks && self.hints.get() >= 2) || self.shown.with(|shown| shown.contains(clue))
    }

    /// How many clues are still to find.
    pub(super) fn left(self) -> usize {
        self.clues().len().saturating_sub(self.found.with(Vec::len))
    }

    /// Speaks the message when the screen opens.
    pub(super) fn open(self) {
        let play = self.play;
        if self.said.get_clone_untracked() != Said::Nothing {
            return;
        }
        let mut clips: Vec<_> = self
            .round_voice()
            .iter()
            .map(|key| play.clip(key))
            .collect();
        let sender = self.key("from");
        if !is_number(&play.text(&sender)) {
            clips.push(play.clip(&sender));
        }
        clips.push(play.clip(&self.key("E")));
        play.app.speech.say(clips);
    }

    /// A tap on a clue: found, numbered, explained; or explained again.
    pub(super) fn tap_clue(self, clue: &ClueId) {
        if !self.clues().contains(clue) {
            return self.tap_word();
        }
        if self.stage.get_clone() == Stage::Search {
            let new = self.number(clue).is_none();
            if new {
                self.found.update(|found| found.push(clue.clone()));
                self.said.set(Said::Nothing);
            }
        }
        if self.number(clue).is_some() {
            self.play.app.speech.say(self.clue_clips(clue));
        }
    }

    /// A tap on something that true messages have, too.
    pub(super) fn tap_word(self) {
        let done = self.left() == 0 && !self.clues().is_empty();
        if self.stage.get_clone() == Stage::Search && !done {
            self.says("decoy".to_owned());
        }
    }

    /// The next hint, or the last one again.
    pub(super) fn ask_hint(self) {
        let Some(round) = self.with(|_, parts| parts.round.cloned()).flatten() else {
            return;
        };
        let next = (self.hints.get() + 1).min(2);
        self.hints.set(next);
        self.says(format!("{round}.H{next}"));
    }

    /// Whether there are hints.
    pub(super) fn has_hints(self) -> bool {
        let round = self.with(|_, parts| parts.round.cloned()).flatten();
        round.is_some_and(|round| self.play.has(&format!("{round}.H1")))
    }

    fn says(self, key: String) {
        self.play.app.speech.say(vec![self.play.clip(&key)]);
        self.said.set(Said::Text(key));
    }

    /// The clues are kept as they are; now one decides.
    pub(super) fn decide(self) {
        let item = self.step.with_untracked(|step| step.clues_item());
        self.play.answer(
            &item,
            Response::Clues {
                found: self.found.get_clone(),
            },
        );
        self.stage.set(Stage::Decide);
    }

    /// One of the ways out.
    pub(super) fn choose(self, choice: &ChoiceId) {
        let item = ItemId::new(self.step_id());
        self.play.answer(
            &item,
            Response::Choice {
                choice: choice.clone(),
            },
        );
        self.stage.set(Stage::Outcome(choice.clone()));
    }

    /// The same message again, with one more clue to be seen.
    pub(super) fn look_again(self) {
        let found = self.found.get_clone();
        let shown = self.shown.get_clone();
        let more = self
            .clues()
            .into_iter()
            .find(|clue| !found.contains(clue) && !shown.contains(clue));
        match more {
            Some(clue) => {
                let mut clips = vec![self.play.app.clip(i18n::id::LESSON_CLUES_LOOK)];
                clips.extend(self.clue_clips(&clue));
                self.play.app.speech.say(clips);
                self.shown.update(|shown| shown.push(clue.clone()));
                self.said.set(Said::Look(clue));
            }
            None => self.said.set(Said::Nothing),
        }
        self.stage.set(Stage::Search);
    }

    /// On: at the end of a round, past the clues that were not tapped in it.
    pub(super) fn go_on(self) {
        let missed = self.missed_in_round();
        if missed.is_empty() {
            self.play.next();
        } else {
            self.stage.set(Stage::Also(missed));
        }
    }

    fn missed_in_round(self) -> Vec<ClueId> {
        let play = self.play;
        let found = |step: &Step| match play.answered(&step.clues_item()).map(|got| got.response) {
            Some(Response::Clues { found }) => found,
            _ => Vec::new(),
        };
        play.page.with_untracked(|page| {
            let here = self.step_id();
            let steps = ending_round(&page.lesson.steps, &here);
            let messages = steps
                .iter()
                .filter_map(|step| Some((parts(step)?.clues, found(step))));
            let missed = missed(messages);
            let named = page.lesson.clues.iter().map(|clue| clue.id.clone());
            named.filter(|clue| missed.contains(clue)).collect()
        })
    }
}

/// Whether a sender is a bare telephone number.
pub(super) fn is_number(sender: &str) -> bool {
    sender.starts_with('+')
}

fn round_of(step: &Step) -> Option<&String> {
    parts(step)?.round
}

/// The steps of the round that ends with this step; none if it goes on.
fn ending_round<'a>(steps: &'a [Step], last: &str) -> Vec<&'a Step> {
    let Some(at) = steps.iter().position(|step| step.id == last) else {
        return Vec::new();
    };
    let round = round_of(&steps[at]);
    let same = |step: &&Step| round.is_some() && round_of(step) == round;
    if steps.get(at + 1).as_ref().is_some_and(same) {
        return Vec::new();
    }
    let before = steps[..at].iter().rev().take_while(same);
    let mut found: Vec<_> = std::iter::once(&steps[at]).chain(before).collect();
    found.reverse();
    found
}

/// Clues that at least one message held and that were not tapped in it.
fn missed<'a>(messages: impl Iterator<Item = (&'a Vec<ClueId>, Vec<ClueId>)>) -> Vec<ClueId> {
    messages
        .flat_map(|(held, found)| {
            held.iter()
                .filter(move |clue| !found.contains(clue))
                .cloned()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use learning::lesson::{Competency, Role};

    use super::*;

    fn message(id: &str, round: &str) -> Step {
        let decision = Situation {
            competency: Competency::Protection,
            picture: None,
            choices: Vec::new(),
            ask: Vec::new(),
        };
        Step {
            id: id.to_owned(),
            role: Role::Practice,
            activity: Activity::Clues {
                round: Some(round.to_owned()),
                helper: None,
                marks: false,
                clues: Vec::new(),
                decision,
            },
        }
    }

    fn ids(steps: &[Step], last: &str) -> Vec<String> {
        ending_round(steps, last)
            .into_iter()
            .map(|step| step.id.clone())
            .collect()
    }

    #[test]
    fn a_round_ends_with_its_last_message() {
        let steps = [message("m1", "2"), message("m2", "2"), message("m3", "3")];
        assert!(ids(&steps, "m1").is_empty());
        assert_eq!(ids(&steps, "m2"), ["m1", "m2"]);
        assert_eq!(ids(&steps, "m3"), ["m3"]);
    }

    #[test]
    fn a_clue_found_in_one_message_and_not_in_another_was_missed() {
        let [k1, k2] = ["k1", "k2"].map(ClueId::from);
        let held = vec![k1.clone(), k2.clone()];
        let messages = [(&held, vec![k1.clone(), k2.clone()]), (&held, vec![k1])];
        assert_eq!(missed(messages.into_iter()), [k2]);
    }

    #[test]
    fn a_bare_number_is_no_name() {
        assert!(is_number("+000 00 00 00 00"));
        assert!(!is_number("Colis-Vite"));
    }
}
