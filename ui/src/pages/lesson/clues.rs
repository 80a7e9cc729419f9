//! To come.

use learning::lesson::Step;
use sycamore::prelude::*;

use super::play::Play;

/// To come.
#[component(inline_props)]
pub fn Clues(step: Step) -> View {
    let play = use_context::<Play>();
    let key = format!("{}.E", step.id);
    view! {
        h1 { (play.text(&key)) }
        button(r#type="button", class="tile maj", on:click=move |_| play.next()) { "→" }
    }
}
