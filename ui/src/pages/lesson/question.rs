//! To come.

use learning::lesson;
use sycamore::prelude::*;

use super::play::Play;

/// To come.
#[component(inline_props)]
pub fn Question(question: lesson::Question) -> View {
    let play = use_context::<Play>();
    let key = format!("{}.E", question.id);
    view! {
        h1 { (play.text(&key)) }
        button(r#type="button", class="tile maj", on:click=move |_| play.next()) { "→" }
    }
}
