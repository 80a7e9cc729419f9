//! A basket: a coloured band, a sign, a name and an ear. It lights up while a card is held.

use learning::lesson::Basket;
use sycamore::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::table::Table;
use super::travel;
use crate::parts::{Ear, Picture};

/// One basket with the cards that lie in it.
#[component(inline_props)]
pub(super) fn BasketTile(basket: Basket) -> View {
    let table = use_context::<Table>();
    let play = table.play;
    let id = basket.id.clone();
    let label = format!("{id}.C");
    let clip = play.clip(&label);
    let spoken = vec![clip.clone()];
    let name = create_memo(move || play.text(&label));
    let arrives = if table.arrives(&id) { "arrives" } else { "" };
    let put = {
        let id = id.clone();
        move |_| match table.held.get() {
            _ if table.flying.get().is_some() => {}
            None => play.app.speech.say(vec![clip.clone()]),
            Some(index) => {
                let id = id.clone();
                let card = table.card(index).id;
                table.answer(index, &id);
                let scope = use_current_scope();
                spawn_local(async move {
                    travel::fly(&card, id.as_str()).await;
                    // Who went home meanwhile has taken the table along.
                    if table.is_there() {
                        scope.run_in(|| table.land(index, id));
                    }
                    travel::settle().await;
                    if table.is_there() {
                        scope.run_in(|| table.show(index));
                    }
                });
            }
        }
    };
    let inside = create_memo({
        let id = id.clone();
        move || table.inside(&id)
    });
    view! {
        div(class=format!("bk {} {arrives}", basket.band), "data-basket"=id.to_string()) {
            button(r#type="button", class="face", aria-label=move || name.get_clone(), on:click=put) {}
            (lying(table, &inside.get_clone()))
            Picture(id="o-basket", class="b")
            span(class="sign") { Picture(id=basket.sign.to_string()) }
            div(class="t") { span { (name.get_clone()) } Ear(clips=spoken) }
        }
    }
}

/// The cards in a basket, side by side along its rim.
fn lying(table: Table, inside: &[usize]) -> View {
    let count = inside.len();
    let cards = inside.iter().enumerate();
    View::from(
        cards
            .map(|(place, index)| placed(table, *index, place, count))
            .collect::<Vec<_>>(),
    )
}

/// A card in a basket, half visible: touch it and it comes back into the hand.
fn placed(table: Table, index: usize, place: usize, count: usize) -> View {
    let play = table.play;
    let card = table.card(index);
    let label = table.label(index);
    let lands = if table.last.get_untracked() == Some(index) {
        "lands"
    } else {
        ""
    };
    let name = move || {
        let card = play.text(&label);
        play.app.say(|texts| texts.lesson_sort_back(card.clone()))
    };
    view! {
        button(
            r#type="button", class=format!("in p{place} c{count} t{} {lands}", card.tint), aria-label=name,
            on:click=move |_| {
                if table.flying.get().is_some() {
                    return;
                }
                table.take_back(index);
                play.app.speech.say(vec![play.clip(&table.label(index))]);
                travel::focus(&format!("[data-card='{}']", table.card(index).id));
            }
        ) { Picture(id=card.picture.to_string()) }
    }
}
