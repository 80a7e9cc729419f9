//! The ear: touch it and the text beside it is spoken.

use sycamore::prelude::*;

use super::Picture;
use crate::app::App;

/// A button that speaks some clips; it glows while it does.
#[component(inline_props)]
pub fn Ear(clips: Vec<String>) -> View {
    ear(move || clips.clone())
}

/// A button that speaks some of the app's messages, in the language of that moment.
#[component(inline_props)]
pub fn MessageEar(messages: Vec<&'static str>) -> View {
    let app = use_context::<App>();
    ear(move || messages.iter().map(|message| app.clip(message)).collect())
}

fn ear(clips: impl Fn() -> Vec<String> + Clone + 'static) -> View {
    let app = use_context::<App>();
    let also = clips.clone();
    let heard = move || {
        app.speech
            .now
            .get_clone()
            .is_some_and(|now| also().contains(&now))
    };
    view! {
        button(
            r#type="button",
            class=move || if heard() { "ear on" } else { "ear" },
            aria-label=move || app.say(|t| t.listen()),
            on:click=move |_| app.speech.say(clips())
        ) {
            Picture(id="i-listen")
        }
    }
}
