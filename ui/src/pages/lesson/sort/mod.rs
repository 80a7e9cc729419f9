//! Sorting: a hand of cards, and baskets they go into. Tap a card, then a basket; what
//! comes of it is shown card by card.
//!
//! `table` is what lies where, `board` the screen, `basket` and `card` its two halves,
//! `travel` a card's way through the air. Deliberately not here: dragging. A finger that
//! is still learning to hold a pen taps better than it drags.

mod basket;
mod board;
mod card;
mod prompt;
mod table;
mod travel;

use std::rc::Rc;

use learning::lesson::Step;
use sycamore::prelude::*;

use self::board::Board;
use self::table::Table;
use super::feedback::Feedback;
use super::play::Play;

/// The board, or the feedback to the card that was just placed.
#[component(inline_props)]
pub fn Sort(step: Step) -> View {
    let play = use_context::<Play>();
    let Some(table) = Table::new(play, step) else {
        return view! {};
    };
    provide_context(table);
    view! {
        (match table.shown.get() {
            Some(card) => outcome(table, card),
            None => view! { Board {} },
        })
    }
}

/// What comes of a placed card.
fn outcome(table: Table, index: usize) -> View {
    let Some(choice) = table.basket_of(index) else {
        return view! {};
    };
    let card = table.card(index);
    let place = format!("{}.", table.item(index));
    view! {
        Feedback(
            place=place, choice=choice, picture=card.picture, ask=card.ask,
            again=Rc::new(move || table.take_back(index)),
            next=Rc::new(move || table.go_on())
        )
    }
}
