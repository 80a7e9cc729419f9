//! A card in the hand. The whole card is its ear: touching it speaks and lifts it.

use sycamore::prelude::*;

use super::table::Table;
use super::travel;
use crate::parts::Picture;

/// A card, or the bed it left.
#[component(inline_props)]
pub(super) fn HandCard(index: usize) -> View {
    let table = use_context::<Table>();
    let placed = create_memo(move || table.basket_of(index).is_some());
    view! {
        (if placed.get() {
            view! { div(class="slot") }
        } else {
            lying(table, index)
        })
    }
}

fn lying(table: Table, index: usize) -> View {
    let card = table.card(index);
    let label = table.label(index);
    let up = move || table.held.get() == Some(index);
    let look = move || {
        let state = if table.flying.get() == Some(index) {
            "flies"
        } else if up() {
            "up"
        } else {
            ""
        };
        format!("tile card {state}")
    };
    let play = table.play;
    view! {
        button(
            r#type="button", class=look, aria-pressed=move || up().to_string(), "data-card"=card.id.clone(),
            on:click=move |_| {
                if table.flying.get().is_some() {
                    return;
                }
                table.lift(index);
                if table.held.get().is_some() {
                    travel::focus(".bk .face");
                }
            }
        ) {
            span(class=format!("win t{}", card.tint)) {
                Picture(id=card.picture.to_string(), class="o")
            }
            span(class="name") { (play.text(&label)) }
            span(class="ear", aria-hidden="true") { Picture(id="i-listen") }
        }
    }
}
