//! The end of a lesson: one more piece of the sun is glazed, and what was learned is said
//! once. No score, no confetti; nothing that grew is ever taken back.

use i18n::id;
use learning::api::GetProgress;
use learning::lesson::{Activity, Step};
use sycamore::prelude::*;

use super::feedback::dado;
use super::play::Play;
use crate::backend::call;
use crate::frame::focus;
use crate::parts::{Ear, Picture};
use crate::route::Route;

/// The last screen.
#[component(inline_props)]
pub fn End(step: Step) -> View {
    let play = use_context::<Play>();
    let app = play.app;
    play.finish();
    // The piece of this lesson is its place on the map, until the store says how many there are.
    let order = play.page.with_untracked(|page| page.lesson.order);
    let this = play.page.with_untracked(|page| page.lesson.id.clone());
    let pieces = create_signal(ray(order));
    if let Some(learner) = app.learner.get_clone_untracked() {
        app.then(
            call(GetProgress {
                learner: learner.id,
            }),
            move |progress| {
                let others = progress
                    .lessons
                    .iter()
                    .filter(|one| one.finished && one.lesson != this);
                pieces.set(ray(others.count() as u32 + 1));
            },
        );
    }
    let picture = match &step.activity {
        Activity::End { picture } => picture.to_string(),
        _ => "bal-happy".to_owned(),
    };
    let class = if picture.starts_with("bal-") {
        "bal"
    } else {
        ""
    };
    let clips = vec![play.clip(&step.id)];
    let all = vec![app.clip(id::LESSON_SUN), play.clip(&step.id)];
    app.speech.say(all);
    let (words, goal) = (play.text(&step.id), play.text("goal"));
    let goal_clips = vec![play.clip("goal")];
    let dado = dado();
    let go = create_node_ref();
    focus(go);
    view! {
        section(class="last") {
            div(class="sky") {
                div(class="arch")
                (dado)
                Picture(id="sun8", class=move || format!("sun lit-{}", pieces.get() - 1))
                Picture(id="sun8", class=move || format!("sun new lit-{}", pieces.get()))
                Picture(id=picture, class=class)
            }
            div(class="sheet") {
                p(class="new-piece") { Picture(id="khatam-set") span { (app.say(|t| t.lesson_sun())) } }
                h2 { (app.say(|t| t.lesson_learned())) }
                div(class="say") { h1 { (words) } Ear(clips=clips) }
                p(class="goal") { span { (goal) } Ear(clips=goal_clips) }
                div(class="acts") {
                    button(r#type="button", class="tile maj", r#ref=go, on:click=|_| Route::Map.go()) {
                        (app.say(|t| t.lesson_finish())) Picture(id="i-back", class="ic i-next")
                    }
                }
            }
        }
    }
}

/// Which of the sun's eight pieces is glazed by the lesson finished as the `nth`.
fn ray(nth: u32) -> u32 {
    (nth.max(1) - 1) % 8 + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ninth_lesson_begins_a_second_sun() {
        assert_eq!([0, 1, 8, 9].map(ray), [1, 1, 8, 1]);
    }
}
