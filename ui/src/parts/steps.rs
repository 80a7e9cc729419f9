//! Where one is in a lesson: a row of stars.

use std::cmp::Ordering;

use sycamore::prelude::*;

use super::Picture;
use crate::app::App;

/// Set tiles for what is done, a large one for here, sand for what comes.
#[component(inline_props)]
pub fn Steps(here: usize, all: usize) -> View {
    let app = use_context::<App>();
    let stars = (0..all)
        .map(|step| {
            let (id, class) = match step.cmp(&here) {
                Ordering::Less => ("khatam-set", format!("k{}", step % 5 + 1)),
                Ordering::Equal => ("khatam", "now".to_owned()),
                Ordering::Greater => ("khatam", "to".to_owned()),
            };
            view! { Picture(id=id, class=class) }
        })
        .collect::<Vec<_>>();
    let label = move || app.say(|t| t.lesson_step(here as i64 + 1, all as i64));
    view! {
        div(class="steps", role="img", aria-label=label) { (stars) }
    }
}
