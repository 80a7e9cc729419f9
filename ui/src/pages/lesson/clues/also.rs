//! The end of a round: the clues that nobody tapped, by their general names. They are
//! named, not counted.

use learning::ClueId;
use sycamore::prelude::*;

use super::search::Search;
use crate::frame::focus;
use crate::parts::{Bal, Ear, Picture};

/// "There was also …".
#[component(inline_props)]
pub(super) fn Also(missed: Vec<ClueId>) -> View {
    let search = use_context::<Search>();
    let play = search.play;
    let app = play.app;
    let mut clips = vec![app.clip(i18n::id::LESSON_CLUES_ALSO)];
    clips.extend(missed.iter().map(|clue| play.clip(clue.as_str())));
    app.speech.say(clips.clone());
    let heading = create_node_ref();
    focus(heading);
    let cards = missed
        .into_iter()
        .map(|clue| {
            let picture = search.picture(&clue);
            let clip = play.clip(clue.as_str());
            let name = clue.to_string();
            view! {
                li {
                    button(r#type="button", class="tile", on:click=move |_| app.speech.say(vec![clip.clone()])) {
                        span(class="pic t4") { Picture(id=picture) }
                        span { (play.text(&name)) }
                    }
                }
            }
        })
        .collect::<Vec<_>>();
    view! {
        div(class="also") {
            div(class="q") {
                (match search.helper() {
                    Some(helper) => view! { Picture(id=helper.to_string(), class="head") },
                    None => view! { Bal(mood="calm") },
                })
                div(class="say") {
                    h1(class="grow", tabindex="-1", r#ref=heading) { (app.say(|t| t.lesson_clues_also())) }
                    Ear(clips=clips)
                }
            }
            ul { (cards) }
            button(r#type="button", class="tile maj go", on:click=move |_| play.next()) {
                (app.say(|t| t.go_on())) Picture(id="i-back", class="ic i-next")
            }
        }
    }
}
