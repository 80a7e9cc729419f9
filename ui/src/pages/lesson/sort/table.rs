//! What lies where while cards are sorted. No look, no motion.

use std::rc::Rc;

use learning::lesson::{Activity, Basket, Card, Step};
use learning::scoring::Response;
use learning::{ChoiceId, ItemId};
use sycamore::prelude::*;

use crate::pages::lesson::play::Play;

/// The cards and baskets of one step. Found with `use_context::<Table>()`.
#[derive(Clone, Copy)]
pub(super) struct Table {
    /// The walk it belongs to.
    pub(super) play: Play,
    step: Signal<Rc<Step>>,
    cards: Signal<Rc<Vec<Card>>>,
    baskets: Signal<Rc<Vec<Basket>>>,
    /// For each card, the basket it lies in; `None` while it is in the hand.
    placed: Signal<Vec<Option<ChoiceId>>>,
    /// The card that is lifted.
    pub(super) held: Signal<Option<usize>>,
    /// The card that is on its way until its feedback shows; nothing else moves meanwhile.
    pub(super) flying: Signal<Option<usize>>,
    /// The card whose feedback takes the screen.
    pub(super) shown: Signal<Option<usize>>,
    /// The card that was put down or taken back last: it moves, the others lie still.
    pub(super) last: Signal<Option<usize>>,
    /// Whether the board was seen already.
    pub(super) seen: Signal<bool>,
}

impl Table {
    /// The table of a sorting step, as the child left it.
    pub(super) fn new(play: Play, step: Step) -> Option<Self> {
        let Activity::Sort { baskets, cards, .. } = &step.activity else {
            return None;
        };
        let baskets = play.page.with_untracked(|page| {
            let find = |id: &ChoiceId| {
                page.lesson
                    .baskets
                    .iter()
                    .find(|basket| basket.id == *id)
                    .cloned()
            };
            baskets.iter().filter_map(find).collect::<Vec<_>>()
        });
        let placed = cards
            .iter()
            .map(|card| {
                let answered = play.answered(&step.card_item(card))?;
                match answered.response {
                    Response::Choice { choice } => Some(choice),
                    Response::DontKnow | Response::Clues { .. } => None,
                }
            })
            .collect();
        let cards = create_signal(Rc::new(cards.clone()));
        Some(Self {
            play,
            cards,
            step: create_signal(Rc::new(step)),
            baskets: create_signal(Rc::new(baskets)),
            placed: create_signal(placed),
            held: create_signal(None),
            flying: create_signal(None),
            shown: create_signal(None),
            last: create_signal(None),
            seen: create_signal(false),
        })
    }

    /// The key prefix of the step's texts.
    pub(super) fn step_id(self) -> String {
        self.step.with_untracked(|step| step.id.clone())
    }

    /// The cards, in the order of the hand.
    pub(super) fn cards(self) -> Rc<Vec<Card>> {
        self.cards.get_clone_untracked()
    }

    /// The baskets, in reading order.
    pub(super) fn baskets(self) -> Rc<Vec<Basket>> {
        self.baskets.get_clone_untracked()
    }

    /// A card.
    pub(super) fn card(self, index: usize) -> Card {
        self.cards.with_untracked(|cards| cards[index].clone())
    }

    /// The item that a card asks.
    pub(super) fn item(self, index: usize) -> ItemId {
        let card = self.card(index);
        self.step.with_untracked(|step| step.card_item(&card))
    }

    /// The key of what a card is called.
    pub(super) fn label(self, index: usize) -> String {
        format!("{}.C", self.item(index))
    }

    /// The basket a card lies in.
    pub(super) fn basket_of(self, index: usize) -> Option<ChoiceId> {
        self.placed.with(|placed| placed[index].clone())
    }

    /// The cards that lie in a basket.
    pub(super) fn inside(self, basket: &ChoiceId) -> Vec<usize> {
        self.placed.with(|placed| {
            let here = |place: &Option<ChoiceId>| place.as_ref() == Some(basket);
            (0..placed.len())
                .filter(|index| here(&placed[*index]))
                .collect()
        })
    }

    /// Whether this basket comes to baskets the child knows already: it walks in, once.
    pub(super) fn arrives(self, basket: &ChoiceId) -> bool {
        let begun = self
            .placed
            .with_untracked(|placed| placed.iter().any(Option::is_some));
        let known = self.play.page.with_untracked(|page| {
            let step = self.step_id();
            let before = page
                .lesson
                .steps
                .iter()
                .take_while(|other| other.id != step);
            known_baskets(before)
        });
        !self.seen.get_untracked() && !begun && !known.is_empty() && !known.contains(basket)
    }

    /// Lifts a card, or puts down the one that is lifted.
    pub(super) fn lift(self, index: usize) {
        let held = self.held.get_untracked() == Some(index);
        self.held.set((!held).then_some(index));
        self.play
            .app
            .speech
            .say(vec![self.play.clip(&self.label(index))]);
    }

    /// Answers with a basket; the card still has to travel there.
    pub(super) fn answer(self, index: usize, basket: &ChoiceId) {
        let response = Response::Choice {
            choice: basket.clone(),
        };
        self.play.answer(&self.item(index), response);
        self.held.set(None);
        self.flying.set(Some(index));
    }

    /// The card has come to its basket.
    pub(super) fn land(self, index: usize, basket: ChoiceId) {
        self.last.set(Some(index));
        self.placed.update(|placed| placed[index] = Some(basket));
    }

    /// What comes of the card takes the screen.
    pub(super) fn show(self, index: usize) {
        self.shown.set(Some(index));
        self.flying.set(None);
    }

    /// Whether the step is still on the screen.
    pub(super) fn is_there(self) -> bool {
        self.shown.is_alive()
    }

    /// A placed card comes back into the hand.
    pub(super) fn take_back(self, index: usize) {
        self.last.set(Some(index));
        self.placed.update(|placed| placed[index] = None);
        self.shown.set(None);
    }

    /// The next card, or the next screen when the hand is empty.
    pub(super) fn go_on(self) {
        self.last.set(None);
        if self
            .placed
            .with_untracked(|placed| placed.iter().all(Option::is_some))
        {
            self.play.next();
        } else {
            self.shown.set(None);
        }
    }
}

/// The baskets of all sorting steps among these.
fn known_baskets<'a>(steps: impl Iterator<Item = &'a Step>) -> Vec<ChoiceId> {
    steps
        .filter_map(|step| match &step.activity {
            Activity::Sort { baskets, .. } => Some(baskets.clone()),
            _ => None,
        })
        .flatten()
        .collect()
}
