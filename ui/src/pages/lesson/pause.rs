//! Between the lesson and its questions: one calm screen that says what comes.

use sycamore::prelude::*;

use super::play::Play;
use crate::parts::{Bal, Ear, Picture};

/// Before the questions that come first, or before those that come last.
#[component(inline_props)]
pub fn Pause(before: bool) -> View {
    let play = use_context::<Play>();
    let app = play.app;
    let (title, say) = if before {
        (i18n::id::LESSON_BEFORE, i18n::id::LESSON_BEFORE_SAY)
    } else {
        (i18n::id::LESSON_AFTER, i18n::id::LESSON_AFTER_SAY)
    };
    let clips = vec![app.clip(title), app.clip(say)];
    app.speech.say(clips.clone());
    view! {
        div(class="page") {
            Bal(mood=if before { "calm" } else { "happy" })
            h1 { (app.named("lesson", title.trim_start_matches("lesson-"))) }
            p { (app.named("lesson", say.trim_start_matches("lesson-"))) " " Ear(clips=clips) }
            button(r#type="button", class="tile maj go", "autofocus"="autofocus", on:click=move |_| play.next()) {
                (app.say(|t| t.lesson_start())) Picture(id="i-back", class="ic i-next")
            }
        }
    }
}
