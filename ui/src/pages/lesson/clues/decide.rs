//! What I do now: three tiles, each with its picture, its words and its ear.

use learning::lesson::Choice;
use sycamore::prelude::*;

use super::search::Search;
use super::side::Found;
use crate::frame::focus;
use crate::parts::{Ear, MessageEar, Picture};

/// The clues found, and the decision.
#[component]
pub(super) fn Decide() -> View {
    let search = use_context::<Search>();
    let app = search.play.app;
    let heading = create_node_ref();
    focus(heading);
    let mut clips = vec![app.clip(i18n::id::LESSON_DECIDE)];
    let choices = search.decision().choices;
    clips.extend(
        choices
            .iter()
            .map(|choice| search.play.clip(&label(search, choice))),
    );
    app.speech.say(clips);
    let tiles = choices
        .into_iter()
        .map(|choice| tile(search, choice))
        .collect::<Vec<_>>();
    view! {
        aside(class="side") {
            Found {}
            div(class="decision") {
                div(class="what") {
                    h2(tabindex="-1", r#ref=heading) { (app.say(|t| t.lesson_decide())) }
                    MessageEar(messages=vec![i18n::id::LESSON_DECIDE])
                }
                (tiles)
            }
        }
    }
}

fn label(search: Search, choice: &Choice) -> String {
    search.key(&format!("{}.C", choice.id))
}

fn tile(search: Search, choice: Choice) -> View {
    let play = search.play;
    let label = label(search, &choice);
    let clips = vec![play.clip(&label)];
    let id = choice.id;
    let name = id.to_string();
    view! {
        div(class="way") {
            button(r#type="button", class="tile", "data-choice"=name, on:click=move |_| search.choose(&id)) {
                span(class="pic t3") { Picture(id=choice.picture.to_string()) }
                span(class="grow") { (play.text(&label)) }
            }
            Ear(clips=clips)
        }
    }
}
