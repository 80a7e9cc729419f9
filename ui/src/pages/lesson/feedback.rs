//! What follows a choice, in five parts: what I chose, what happens next, because, what
//! else, whom to ask. Never "right" or "wrong".

use std::rc::Rc;

use learning::{ChoiceId, Picture};
use sycamore::prelude::*;

use super::play::Play;

/// Something to do when a button is pressed.
pub type Action = Rc<dyn Fn()>;

/// The feedback to one choice; takes the whole screen until one of its two ways is taken.
#[component(inline_props)]
pub fn Feedback(
    /// The item, with its dot: `3.photo.`.
    place: String,
    /// What was chosen.
    choice: ChoiceId,
    /// The choice's own picture.
    picture: Picture,
    /// The faces of those one can ask.
    ask: Vec<Picture>,
    /// "I try another way".
    again: Action,
    /// "I go on".
    next: Action,
) -> View {
    let play = use_context::<Play>();
    let app = play.app;
    let _ = (place, choice, picture, ask);
    view! {
        button(r#type="button", class="tile", on:click=move |_| again()) { (app.say(|t| t.try_another_way())) }
        button(r#type="button", class="tile maj", on:click=move |_| next()) { (app.say(|t| t.go_on())) }
    }
}
