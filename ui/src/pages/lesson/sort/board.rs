//! The sorting screen: who speaks, what I hold, where it goes.

use sycamore::prelude::*;

use super::basket::BasketTile;
use super::card::HandCard;
use super::prompt::Prompt;
use super::table::Table;
use super::travel;

/// The question, the hand and the baskets.
#[component]
pub(super) fn Board() -> View {
    let table = use_context::<Table>();
    let play = table.play;
    let cards = table.cards();
    let baskets = table.baskets();
    let first = !table.seen.get_untracked();
    let hand = (0..cards.len())
        .map(|index| view! { HandCard(index=index) })
        .collect::<Vec<_>>();
    let goals = baskets
        .iter()
        .map(|basket| view! { BasketTile(basket=basket.clone()) })
        .collect::<Vec<_>>();
    if first {
        play.app
            .speech
            .say(vec![play.clip(&format!("{}.E", table.step_id()))]);
    } else {
        let back = table
            .last
            .get_untracked()
            .map(|index| table.card(index).id.clone());
        let card = back.map_or(".hand .card".to_owned(), |id| format!("[data-card='{id}']"));
        on_mount(move || travel::focus(&card));
    }
    table.seen.set(true);
    let look = move || {
        let state = match (table.held.get(), table.flying.get()) {
            (_, Some(_)) => "busy",
            (Some(_), None) => "ready",
            (None, None) => "",
        };
        format!("table {state}")
    };
    view! {
        div(class=look, on:keydown=move |event: web_sys::KeyboardEvent| {
            if event.key() == "Escape" && let Some(index) = table.held.get() {
                table.held.set(None);
                travel::focus(&format!("[data-card='{}']", table.card(index).id));
            }
        }) {
            Prompt(focus=first)
            div(class=format!("hand n{}", cards.len())) { (hand) }
            div(class=format!("baskets n{}", baskets.len())) { (goals) }
        }
    }
}
