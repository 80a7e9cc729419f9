//! The ear: touch it and the text beside it is spoken.

use sycamore::prelude::*;

use super::Picture;
use crate::app::App;

/// A button that speaks some clips; it glows while it does.
#[component(inline_props)]
pub fn Ear(clips: Vec<String>) -> View {
    let app = use_context::<App>();
    let also = clips.clone();
    let heard = move || {
        let now = app.speech.now.get_clone();
        now.is_some_and(|now| also.contains(&now))
    };
    view! {
        button(
            r#type="button",
            class=move || if heard() { "ear on" } else { "ear" },
            aria-label=move || app.say(|t| t.listen()),
            on:click=move |_| app.speech.say(clips.clone())
        ) {
            Picture(id="i-listen")
        }
    }
}
