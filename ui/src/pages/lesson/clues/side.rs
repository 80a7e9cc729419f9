//! What stands beside the phone while one searches: the clues found, Bal, and the ways on.

use learning::ClueId;
use sycamore::prelude::*;

use super::search::{Said, Search};
use crate::parts::{Bal, Ear, Picture};

/// The list of clues, Bal's hints, and the tiles.
#[component]
pub(super) fn Side() -> View {
    let search = use_context::<Search>();
    let app = search.play.app;
    let none_found = move || search.found.with(Vec::is_empty);
    let none = search.key("none");
    let none = if search.play.has(&none) {
        none
    } else {
        "none".to_owned()
    };
    view! {
        aside(class="side") {
            Found {}
            BalSays {}
            div(class="ways") {
                (if search.has_hints() {
                    view! {
                        button(r#type="button", class="tile hint", on:click=move |_| search.ask_hint()) {
                            Picture(id="g-think")
                            span { (app.say(|t| t.hint_please())) }
                        }
                    }
                } else { view! {} })
                (if none_found() {
                    let none = none.clone();
                    view! {
                        button(r#type="button", class="tile none", on:click=move |_| search.decide()) {
                            Picture(id="i-eye", class="ic")
                            span { (search.play.text(&none)) }
                        }
                    }
                } else { view! {} })
                button(r#type="button", class="tile maj", on:click=move |_| search.decide()) {
                    (app.say(|t| t.lesson_decide_open())) Picture(id="i-back", class="ic i-next")
                }
            }
        }
    }
}

/// The clues found, each with its number, its sign, its name and why it is one here.
#[component]
pub(super) fn Found() -> View {
    let search = use_context::<Search>();
    let app = search.play.app;
    let list = move || {
        let found = search.found.get_clone();
        View::from(
            found
                .into_iter()
                .map(|clue| found_clue(search, clue))
                .collect::<Vec<_>>(),
        )
    };
    view! {
        section(class="found") {
            h2 { (app.say(|t| t.lesson_found())) }
            ol("aria-live"="polite") {
                (list())
                // How many there are would tell a true message: it is said after the first.
                (match (search.found.with(Vec::len), search.left()) {
                    (0, _) => view! { li(class="left") { (beds(3)) } },
                    (_, 0) => view! { li(class="left") { span { (app.say(|t| t.lesson_found_all())) } } },
                    (_, left) => view! {
                        li(class="left") { (beds(left)) span { (app.say(|t| t.lesson_found_more(left as i64))) } }
                    },
                })
            }
        }
    }
}

fn beds(count: usize) -> View {
    View::from(
        (0..count)
            .map(|_| view! { Picture(id="khatam", class="bed") })
            .collect::<Vec<_>>(),
    )
}

fn found_clue(search: Search, clue: ClueId) -> View {
    let play = search.play;
    let number = search.number(&clue).unwrap_or_default().to_string();
    let picture = search.picture(&clue);
    let why = search.key(clue.as_str());
    let name = clue.to_string();
    let again = move |_| play.app.speech.say(search.clue_clips(&clue));
    view! {
        li {
            button(r#type="button", class="one focus", on:click=again) {
                b(class="num") { Picture(id="khatam") (number) }
                span(class="sign t4") { Picture(id=picture) }
                span(class="text") {
                    strong { (play.text(&name)) }
                    span(class="why") { (play.text(&why)) }
                }
            }
        }
    }
}

/// Bal, when there is something to say.
#[component]
fn BalSays() -> View {
    let search = use_context::<Search>();
    let play = search.play;
    let app = play.app;
    view! {
        div(class="bal-says", "aria-live"="polite") {
            (match search.said.get_clone() {
                Said::Nothing => view! {},
                Said::Text(key) => {
                    let clips = vec![play.clip(&key)];
                    view! {
                        div(class="say") {
                            Bal(mood="calm")
                            p { (play.text(&key)) }
                            Ear(clips=clips)
                        }
                    }
                }
                Said::Look(clue) => {
                    let why = search.key(clue.as_str());
                    let mut clips = vec![app.clip(i18n::id::LESSON_CLUES_LOOK)];
                    clips.extend(search.clue_clips(&clue));
                    view! {
                        div(class="say") {
                            Bal(mood="balak")
                            p { strong { (app.say(|t| t.lesson_clues_look())) } " " (play.text(&why)) }
                            Ear(clips=clips)
                        }
                    }
                }
            })
        }
    }
}
