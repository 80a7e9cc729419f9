//! A step with one question: who asks, the situation, and the choices as pictures.
//!
//! Touching a choice speaks it and lifts it; a second tile confirms, so that a child who
//! does not read yet hears before choosing. Then comes the feedback, with its way back here.
//! `asked`, `situated` and `tiles` are shared with the measurement's questions.

use std::rc::Rc;

use learning::lesson::{Activity, Choice, Situation, Step};
use learning::scoring::Response;
use learning::{ItemId, Picture as PictureId};
use sycamore::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::KeyboardEvent;

use super::feedback::{Action, Feedback};
use super::play::Play;
use crate::frame::focus;
use crate::parts::{Bal, Ear, Picture};

/// A choice step.
#[component(inline_props)]
pub fn Choose(step: Step) -> View {
    let play = use_context::<Play>();
    let Activity::Choice(situation) = step.activity else {
        return view! {};
    };
    let id = step.id;
    let taken = create_signal(None::<Choice>);
    let before = {
        let (id, situation) = (id.clone(), situation.clone());
        move || {
            let (id, situation) = (id.clone(), situation.clone());
            view! { Choices(id=id, situation=situation, taken=taken) }
        }
    };
    let after = move |choice: Choice| {
        let (place, ask) = (format!("{id}."), situation.ask.clone());
        view! {
            Feedback(
                place=place, choice=choice.id, picture=choice.picture, ask=ask,
                again=Rc::new(move || taken.set(None)), next=Rc::new(move || play.next())
            )
        }
    };
    view! { (taken.get_clone().map_or_else(&before, &after)) }
}

/// The question of the step, before an answer.
#[component(inline_props)]
fn Choices(id: String, situation: Situation, taken: Signal<Option<Choice>>) -> View {
    let play = use_context::<Play>();
    let item = ItemId::new(&id);
    let answers = answers(play, &id, &situation.choices);
    let hint = play.has(&format!("{id}.H1")).then(|| format!("{id}.H1"));
    let window = situated(situation.picture.as_ref());
    let confirm = move |response: Response| {
        let Response::Choice { choice } = &response else {
            return;
        };
        let choice = situation
            .choices
            .iter()
            .find(|one| one.id == *choice)
            .cloned();
        if choice.is_some() && play.answer(&item, response).is_some() {
            taken.set(choice);
        }
    };
    let hinted = create_signal(false);
    let asked = asked(play, &id, hint.clone(), hinted);
    let hint = hint.map(|key| Hint {
        shown: hinted,
        clips: vec![play.clip(&key)],
    });
    let tiles = tiles(play, answers, hint, Rc::new(confirm));
    view! { (asked) (window) (tiles) }
}

/// Who asks, and what: Bal and his bubble; with a hint, once it was asked for.
pub fn asked(play: Play, id: &str, hint: Option<String>, hinted: Signal<bool>) -> View {
    let app = play.app;
    let voice = format!("{id}.V");
    let prompt = format!("{id}.E");
    let words = play.text(&prompt);
    let clips = vec![play.clip(if play.has(&voice) { &voice } else { &prompt })];
    app.speech.say(clips.clone());
    let heading = create_node_ref();
    focus(heading);
    view! {
        div(class="q") {
            Bal(mood=move || if hinted.get() { "think" } else { "calm" })
            div(class="say") {
                div {
                    h1(tabindex="-1", r#ref=heading) { (words) }
                    (match &hint {
                        Some(key) if hinted.get() => {
                            let (words, clips) = (play.text(key), vec![play.clip(key)]);
                            view! { p(class="hint", role="status") { Picture(id="g-think") span { (words) } Ear(clips=clips) } }
                        }
                        _ => view! {},
                    })
                }
                Ear(clips=clips)
            }
        }
    }
}

/// The situation as a picture, in its window.
pub fn situated(picture: Option<&PictureId>) -> View {
    match picture {
        Some(picture) => {
            // A face alone stands on a tint; a scene brings its own ground.
            let class = if picture.as_str().starts_with("h-") {
                "window face"
            } else {
                "window"
            };
            let id = picture.to_string();
            view! { div(class=class) { Picture(id=id) } }
        }
        None => view! {},
    }
}

/// One answer as a tile.
#[derive(Clone)]
pub struct Answer {
    /// What it answers.
    pub response: Response,
    /// Its picture.
    pub picture: String,
    /// Its words.
    pub label: String,
    /// What is spoken when it is touched.
    pub clips: Vec<String>,
}

/// The choices of a question as answers.
pub fn answers(play: Play, id: &str, choices: &[Choice]) -> Vec<Answer> {
    choices
        .iter()
        .map(|choice| {
            let key = format!("{id}.{}.C", choice.id);
            let voice = format!("{id}.{}.V", choice.id);
            Answer {
                response: Response::Choice {
                    choice: choice.id.clone(),
                },
                picture: choice.picture.to_string(),
                label: play.text(&key),
                clips: vec![play.clip(if play.has(&voice) { &voice } else { &key })],
            }
        })
        .collect()
}

/// A hint that can be asked for.
pub struct Hint {
    /// Whether it was asked for.
    pub shown: Signal<bool>,
    /// What is spoken then.
    pub clips: Vec<String>,
}

/// What is done with the answer that was confirmed.
pub type Confirm = Rc<dyn Fn(Response)>;

/// The answers, and the tile that confirms the one that is held.
pub fn tiles(play: Play, answers: Vec<Answer>, hint: Option<Hint>, confirm: Confirm) -> View {
    let app = play.app;
    let held = create_signal(None::<usize>);
    let responses: Rc<Vec<Response>> = Rc::new(
        answers
            .iter()
            .map(|answer| answer.response.clone())
            .collect(),
    );
    let done: Action = Rc::new(move || {
        if let Some(index) = held.get_untracked() {
            confirm(responses[index].clone());
        }
    });
    let count = answers.len();
    let tiles: Vec<View> = answers
        .into_iter()
        .enumerate()
        .map(|(index, answer)| {
            let Answer { picture, label, clips, .. } = answer;
            let is_held = move || held.get() == Some(index);
            // Bal mirrors with the page; what authors drew does not.
            let class = if picture.starts_with("bal-") { "bal" } else { "" };
            let done = done.clone();
            let enter = move |event: KeyboardEvent| {
                let again = held.get_untracked() == Some(index);
                if event.key() == "Enter" && again && !event.repeat() {
                    event.prevent_default();
                    // The group's own listener is gone with this screen.
                    event.stop_propagation();
                    done();
                }
            };
            view! {
                button(
                    r#type="button",
                    class=move || if is_held() { "tile answer up" } else { "tile answer" },
                    aria-pressed=move || is_held().to_string(),
                    on:keydown=enter,
                    on:click=move |_| {
                        held.set(Some(index));
                        app.speech.say(clips.clone());
                    }
                ) {
                    span(class=format!("win t{}", [4, 3, 2, 1][index % 4])) { Picture(id=picture, class=class) }
                    span(class="label") { (label) }
                }
            }
        })
        .collect();
    let hint_tile = match hint {
        Some(Hint { shown, clips }) => view! {
            button(
                r#type="button", class="tile saf ask-hint", aria-pressed=move || shown.get().to_string(),
                on:click=move |_| {
                    shown.set(true);
                    app.speech.say(clips.clone());
                }
            ) { Picture(id="g-think", class="ic") (app.say(|t| t.hint_please())) }
        },
        None => view! {},
    };
    view! {
        div(class=format!("answers of-{count}"), role="group", on:keydown=move |event| step_focus(&event, app.language.get_untracked().direction())) {
            (tiles)
        }
        div(class="acts") {
            (hint_tile)
            div(class="grow")
            button(
                r#type="button", class="tile maj confirm", disabled=move || held.get().is_none(),
                on:click=move |_| done()
            ) { (app.say(|t| t.choice_confirm())) Picture(id="i-back", class="ic i-next") }
        }
    }
}

/// Arrows go from answer to answer, as one reads.
fn step_focus(event: &KeyboardEvent, direction: &str) {
    let onward = match (event.key().as_str(), direction) {
        ("ArrowDown", _) | ("ArrowLeft", "rtl") | ("ArrowRight", "ltr") => true,
        ("ArrowUp", _) | ("ArrowRight", "rtl") | ("ArrowLeft", "ltr") => false,
        _ => return,
    };
    let Some(tile) = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
    else {
        return;
    };
    let other = if onward {
        tile.next_element_sibling()
    } else {
        tile.previous_element_sibling()
    };
    if let Some(other) = other.and_then(|other| other.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = other.focus();
        event.prevent_default();
    }
}
