//! The open session: where to join, who is there and how far. Asked again every two seconds.

use std::cell::Cell;
use std::rc::Rc;

use learning::api::{CloseSession, GetBoard, Seat};
use sycamore::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::{Heading, Stage, State, focus, focus_when_shown, qr};
use crate::app::App;
use crate::backend::{call, in_window};
use crate::parts::{AvatarBadge, Picture};
use crate::speech::sleep;

const PAUSE_MILLISECONDS: i32 = 2_000;

/// The session while it runs.
#[component]
pub(super) fn OpenRoom() -> View {
    let app = use_context::<App>();
    let state = use_context::<State>();
    let silent = create_signal(false);
    follow(state, silent);
    let asking = create_signal(false);
    let close = create_node_ref();
    let seats = create_selector(move || {
        state.board.with(|board| {
            board
                .as_ref()
                .map_or_else(Vec::new, |board| board.seats.clone())
        })
    });
    let about = move || {
        state.board.with(|board| {
            board
                .as_ref()
                .map(|board| (board.lesson.clone(), board.level))
        })
    };
    let heading = move || match about() {
        Some((lesson, level)) => format!(
            "{} · {}",
            state.title(app, &lesson),
            app.say(|t| t.desk_level_of(level))
        ),
        None => String::new(),
    };
    let joined = move || seats.with(|seats| i64::try_from(seats.len()).unwrap_or_default());
    let finished = move || {
        seats.with(|seats| {
            i64::try_from(seats.iter().filter(|seat| seat.finished).count()).unwrap_or_default()
        })
    };
    view! {
        section(class="panel board") {
            Heading(text=heading)
            div(class="counts") {
                p(class="lead", role="status") {
                    (if joined() == 0 { app.say(|t| t.desk_nobody()) } else { app.say(|t| t.desk_finished(finished(), joined())) })
                }
                p(class="small") { (app.say(|t| t.desk_board_say())) }
            }
            (if silent.get() { view! { p(class="warning", role="alert") { (app.refusal(learning::api::Refusal::Offline)) } } } else { view! {} })
            ul(class="seats", aria-label=move || app.say(|t| t.desk_board())) {
                Indexed(list=seats, view=|seat| view! { SeatView(seat=seat) })
            }
        }
        aside(class="side") {
            Join {}
            button(r#type="button", class="tile maj close", r#ref=close, on:click=move |_| asking.set(true)) { (app.say(|t| t.desk_close())) }
        }
        (if asking.get() { view! { CloseSheet(asking=asking, opener=close) } } else { view! {} })
    }
}

/// Asks again and again as long as the panel is shown.
fn follow(state: State, silent: Signal<bool>) {
    let shown = Rc::new(Cell::new(true));
    let gone = shown.clone();
    on_cleanup(move || gone.set(false));
    spawn_local(async move {
        while shown.get() {
            let reply = call(GetBoard {}).await;
            if !shown.get() {
                break;
            }
            match reply {
                Ok(Some(board)) => {
                    silent.set(false);
                    if state
                        .board
                        .with_untracked(|old| old.as_ref() != Some(&board))
                    {
                        state.board.set(Some(board));
                    }
                }
                // Closed elsewhere.
                Ok(None) => state.stage.set(Stage::Form),
                Err(_) => silent.set(true),
            }
            let _ = JsFuture::from(sleep(PAUSE_MILLISECONDS)).await;
        }
    });
}

/// Where pupils' devices find this machine.
#[component]
fn Join() -> View {
    let app = use_context::<App>();
    let state = use_context::<State>();
    let addresses = create_selector(move || {
        state.board.with(|board| {
            board
                .as_ref()
                .map_or_else(Vec::new, |board| board.addresses.clone())
        })
    });
    view! {
        section(class="panel join") {
            h2 { (app.say(|t| t.desk_join_title())) }
            (match addresses.get_clone().split_first() {
                None => view! { p { (app.say(|t| t.desk_no_network())) } },
                Some((first, others)) => {
                    let code = qr::path(first);
                    let first = first.clone();
                    let others = others.to_vec();
                    view! {
                        p { (app.say(|t| t.desk_join_say())) }
                        p(class="address", dir="ltr") { (first.clone()) }
                        (match code.clone() {
                            Some((path, side)) => view! {
                                svg(class="qr", "role"="img", "aria-label"=move || app.say(|t| t.desk_qr()), "viewBox"=format!("0 0 {side} {side}")) {
                                    path(d=path)
                                }
                            },
                            None => view! {},
                        })
                        (if others.is_empty() { view! {} } else {
                            let list = others.iter().cloned().map(|one| view! { li(dir="ltr") { (one.clone()) } }).collect::<Vec<_>>();
                            view! { p(class="small") { (app.say(|t| t.desk_other_addresses())) } ul(class="others") { (list) } }
                        })
                    }
                }
            })
            (if in_window() { view! { p(class="small") { (app.say(|t| t.desk_join_here())) } } } else { view! {} })
        }
    }
}

/// One pupil: who, and how far. The bar is as long as the walk.
#[component(inline_props)]
fn SeatView(seat: Seat) -> View {
    let app = use_context::<App>();
    let avatar = seat.avatar;
    let (answered, items) = (i64::from(seat.answered), i64::from(seat.items));
    let name = move || {
        format!(
            "{}، {}",
            app.named("animal", avatar.animal.as_str()),
            app.named("colour", avatar.colour.as_str())
        )
    };
    let width = 100 * seat.answered.min(seat.items) / seat.items.max(1);
    view! {
        li(class=if seat.finished { "seat done" } else { "seat" }, "data-animal"=avatar.animal.as_str(), "data-answered"=seat.answered.to_string()) {
            AvatarBadge(avatar=avatar)
            (if seat.finished { view! { Picture(id="i-check", class="tick") } } else { view! {} })
            svg(class="track", "viewBox"="0 0 100 10", "preserveAspectRatio"="none", "aria-hidden"="true") {
                rect(class="all", width="100", height="10", rx="5")
                rect(class="some", width=width.to_string(), height="10", rx="5")
            }
            span(class="unseen") { (name()) }
            span(class="small") { (app.say(move |t| t.desk_answered(answered, items))) }
        }
    }
}

/// Are you sure: nothing is lost either way, and the way back comes first.
#[component(inline_props)]
fn CloseSheet(asking: Signal<bool>, opener: NodeRef) -> View {
    let app = use_context::<App>();
    let state = use_context::<State>();
    let closing = create_signal(false);
    let (keep, sure) = (create_node_ref(), create_node_ref());
    focus_when_shown(keep);
    let back = move || {
        asking.set(false);
        focus(opener);
    };
    let close = move |_| {
        if closing.get() {
            return;
        }
        closing.set(true);
        let asked = async move {
            let reply = call(CloseSession {}).await;
            if closing.is_alive() {
                closing.set(false);
            }
            reply
        };
        app.then(asked, move |closed| {
            state.board.set(None);
            state.stage.set(Stage::Closed(closed));
        });
    };
    let on_sure = create_signal(false);
    let key = move |event: web_sys::KeyboardEvent| match event.key().as_str() {
        "Escape" => back(),
        // The page behind the sheet is out of reach: there are only these two buttons.
        "Tab" => {
            event.prevent_default();
            focus(if on_sure.get() { keep } else { sure });
        }
        _ => {}
    };
    view! {
        div(class="over", role="dialog", aria-modal="true", aria-label=move || app.say(|t| t.desk_close()), on:keydown=key) {
            div(class="sheet") {
                h2 { (app.say(|t| t.desk_close_ask())) }
                div(class="acts") {
                    button(r#type="button", class="tile", r#ref=keep, on:focus=move |_| on_sure.set(false), on:click=move |_| back()) { (app.say(|t| t.desk_keep_open())) }
                    button(r#type="button", class="tile maj", r#ref=sure, aria-disabled=move || closing.get().to_string(), on:focus=move |_| on_sure.set(true), on:click=close) { (app.say(|t| t.desk_close())) }
                }
            }
        }
    }
}
