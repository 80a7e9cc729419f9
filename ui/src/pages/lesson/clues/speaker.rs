//! Who stands beside the phone: the helper of the round, or the child the lesson is about.

use sycamore::prelude::*;

use super::search::Search;
use crate::frame::focus;
use crate::parts::{Ear, Picture};

/// A figure and what it says.
#[component]
pub(super) fn Speaker() -> View {
    let search = use_context::<Search>();
    let play = search.play;
    let voice = search.round_voice();
    let mut clips: Vec<_> = voice.iter().map(|key| play.clip(key)).collect();
    clips.push(play.app.clip(i18n::id::LESSON_CLUES_HOW));
    let heading = create_node_ref();
    focus(heading);
    let figure = match search.helper() {
        Some(helper) => view! {
            div(class="door") { Picture(id=helper.to_string(), class="head") }
        },
        None => view! { Picture(id="anas", class="body") },
    };
    view! {
        div(class="speaker") {
            div(class="say") {
                div(class="grow") {
                    (match voice.clone() {
                        Some(key) => view! { p { (play.text(&key)) } },
                        None => view! {},
                    })
                    h1(tabindex="-1", r#ref=heading) { (play.app.say(|t| t.lesson_clues_how())) }
                }
                Ear(clips=clips)
            }
            (figure)
        }
    }
}
