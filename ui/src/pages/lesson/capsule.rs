//! The opening story: shots that play one after the other, with a voice, a caption and a
//! few buttons; then a page that says what comes.
//!
//! A shot ends when its lines were heard and its last layer has arrived. Where no voice can
//! be played, each line stays for its share of the shot's seconds. Deliberately not here:
//! how a shot is drawn (`shot`), and any sound but the voice.

use std::cell::Cell;
use std::cmp::Ordering;
use std::rc::Rc;

use learning::lesson::{Activity, Shot, Step};
use sycamore::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::KeyboardEvent;

use super::play::Play;
use super::shot;
use crate::frame::focus;
use crate::parts::{Ear, Picture};
use crate::speech::sleep;

/// Milliseconds between the last word of a shot and the next shot.
const BREATH: i32 = 700;
/// Milliseconds between two speakers.
const BETWEEN: i32 = 400;

/// The opening story of a lesson.
#[component(inline_props)]
pub fn Capsule(step: Step) -> View {
    let play = use_context::<Play>();
    let shots = play.page.with_untracked(|page| page.lesson.shots.clone());
    let show = Show::new(play, shots);
    let closed = create_memo({
        let show = show.clone();
        move || show.closed()
    });
    on_cleanup({
        let show = show.clone();
        move || {
            show.hold();
        }
    });
    show.run();
    view! {
        ({
            let (step, show) = (step.clone(), show.clone());
            if closed.get() { view! { Closing(step=step, show=show) } } else { view! { Theatre(show=show) } }
        })
    }
}

/// What is shown and said now, and the hand that moves it on.
#[derive(Clone)]
struct Show {
    play: Play,
    shots: Rc<Vec<Shot>>,
    /// The shot; as many as there are shots means the closing page.
    shot: Signal<usize>,
    /// The line of that shot.
    line: Signal<usize>,
    paused: Signal<bool>,
    /// Grows whenever somebody takes the story in hand; what ran before then stops.
    turn: Rc<Cell<u32>>,
    /// The capsule's own scope: the buttons' scopes may be gone while the story runs.
    scope: NodeHandle,
}

impl Show {
    fn new(play: Play, shots: Vec<Shot>) -> Self {
        Self {
            play,
            shots: Rc::new(shots),
            shot: create_signal(0),
            line: create_signal(0),
            paused: create_signal(false),
            turn: Rc::new(Cell::new(0)),
            scope: use_current_scope(),
        }
    }

    fn closed(&self) -> bool {
        self.shot.get() >= self.shots.len()
    }

    /// Whatever runs stops here; nothing of the page is touched.
    fn hold(&self) -> u32 {
        self.turn.set(self.turn.get().wrapping_add(1));
        self.turn.get()
    }

    /// Plays on from this line, until the last shot ended or somebody takes it in hand.
    fn run(&self) {
        let turn = self.hold();
        let show = self.clone();
        spawn_local(async move {
            while let Some(shot) = show.shots.get(show.shot.get_untracked()) {
                let began = js_sys::Date::now();
                let first = show.line.get_untracked();
                let seconds = if shot.lines.is_empty() {
                    wait(seconds(shot.seconds)).await;
                    0.0
                } else {
                    shot.seconds / shot.lines.len() as f32
                };
                for line in first..shot.lines.len() {
                    if line > first {
                        wait(BETWEEN).await;
                    }
                    if show.turn.get() != turn {
                        return;
                    }
                    show.scope.run_in(|| show.line.set(line));
                    let speech = show.play.app.speech;
                    let clip = show.play.clip(&shot.lines[line].text);
                    let heard = speech.say_all(vec![clip]).await;
                    if show.turn.get() != turn {
                        return;
                    }
                    if !heard && speech.now.with_untracked(Option::is_some) {
                        // Somebody wants to hear something else first.
                        show.scope.run_in(|| show.paused.set(true));
                        return;
                    }
                    if !heard {
                        wait(self::seconds(seconds)).await;
                    }
                }
                let passed = (js_sys::Date::now() - began) as i32;
                let arrival = if first == 0 {
                    self::seconds(shot::arrival(shot))
                } else {
                    0
                };
                wait((arrival - passed).max(BREATH)).await;
                if show.turn.get() != turn {
                    return;
                }
                show.scope
                    .run_in(|| show.show(show.shot.get_untracked() + 1));
            }
        });
    }

    /// Shows the beginning of a shot.
    fn show(&self, shot: usize) {
        batch(|| {
            self.line.set(0);
            self.shot.set(shot);
        });
    }

    /// Takes the story in hand: goes to a shot, and plays.
    fn go(&self, shot: usize) {
        self.hold();
        self.play.app.speech.stop();
        self.paused.set(false);
        self.show(shot.min(self.shots.len()));
        self.run();
    }

    fn next(&self) {
        self.go(self.shot.get_untracked() + 1);
    }

    fn previous(&self) {
        self.go(self.shot.get_untracked().saturating_sub(1));
    }

    /// Pauses, or plays on: the line that was cut off is said again from its beginning.
    fn toggle(&self) {
        self.paused.set(!self.paused.get_untracked());
        if self.paused.get_untracked() {
            self.hold();
            self.play.app.speech.stop();
        } else {
            self.run();
        }
    }
}

async fn wait(milliseconds: i32) {
    let _ = JsFuture::from(sleep(milliseconds)).await;
}

fn seconds(seconds: f32) -> i32 {
    (seconds * 1000.0) as i32
}

/// The picture, its caption, and the buttons.
#[component(inline_props)]
fn Theatre(show: Show) -> View {
    let app = show.play.app;
    let count = show.shots.len();
    let (shot, paused) = (show.shot, show.paused);
    let stage = create_node_ref();
    focus(stage);
    let keys = {
        let show = show.clone();
        move |event: KeyboardEvent| {
            let rtl = app.language.get_untracked().direction() == "rtl";
            let on_button = event
                .target()
                .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
                .is_some_and(|element| element.tag_name().eq_ignore_ascii_case("button"));
            match key(&event.key(), rtl) {
                // On a button, Space is the button's own.
                Some(Key::Pause) if on_button => return,
                Some(Key::Pause) => show.toggle(),
                Some(Key::Next) => show.next(),
                Some(Key::Previous) => show.previous(),
                None => return,
            }
            event.prevent_default();
        }
    };
    let picture = {
        let show = show.clone();
        move || {
            show.shots
                .get(shot.get())
                .map(shot::draw)
                .unwrap_or_default()
        }
    };
    let dots: Vec<View> = (0..count)
        .map(|dot| {
            let class = move || match dot.cmp(&shot.get()) {
                Ordering::Less => "done",
                Ordering::Equal => "now",
                Ordering::Greater => "",
            };
            view! { i(class=class) }
        })
        .collect();
    let [caption, previous, next, toggle] = [(); 4].map(|()| show.clone());
    view! {
        section(class="theatre", tabindex="-1", r#ref=stage, on:keydown=keys) {
            div(class=move || if paused.get() { "frame paused" } else { "frame" }) { (picture()) }
            div(
                class="dots", role="img",
                aria-label=move || app.say(|t| t.lesson_capsule_shot(shot.get() as i64 + 1, count as i64))
            ) { (dots) }
            div(class="under") {
                (caption.caption())
                div(class="controls") {
                    button(
                        r#type="button", class="tile sq", disabled=move || shot.get() == 0,
                        aria-label=move || app.say(|t| t.lesson_capsule_previous()),
                        on:click=move |_| previous.previous()
                    ) { Picture(id="i-back", class="ic i-dir") }
                    button(
                        r#type="button", class="tile sq saf",
                        aria-label=move || app.say(|t| if paused.get() { t.lesson_capsule_play() } else { t.lesson_capsule_pause() }),
                        on:click=move |_| toggle.toggle()
                    ) { (pause_sign(paused.get())) }
                    button(
                        r#type="button", class="tile sq",
                        aria-label=move || app.say(|t| t.lesson_capsule_next()),
                        on:click=move |_| next.next()
                    ) { Picture(id="i-back", class="ic i-next") }
                    button(r#type="button", class="tile skip", on:click=move |_| show.go(count)) {
                        (app.say(|t| t.lesson_skip_capsule()))
                    }
                }
            }
        }
    }
}

impl Show {
    /// Who speaks, and what.
    fn caption(&self) -> View {
        let line = self
            .shots
            .get(self.shot.get())
            .and_then(|shot| shot.lines.get(self.line.get()).cloned());
        let Some(line) = line else {
            return view! { p(class="caption") };
        };
        let words = self.play.text(&line.text);
        match face(&line.who) {
            Some(face) if face.starts_with("bal-") => view! {
                div(class="caption") { Picture(id=face, class="bal") p { (words) } }
            },
            Some(face) => view! { div(class="caption") { Picture(id=face) p { (words) } } },
            None => view! { div(class="caption plain") { p { (words) } } },
        }
    }
}

/// The face of who speaks; the story's own voice has none.
fn face(who: &str) -> Option<&'static str> {
    Some(match who {
        "salma" => "h-salma",
        "anas" => "h-anas",
        "yassine" => "h-yassine",
        "tiziri" => "h-tiziri",
        "mina" => "h-mina",
        "zohra" => "h-zohra",
        "mother" => "h-mother",
        "father" => "h-father",
        "brahim" => "h-brahim",
        "crier" => "h-crier",
        "mint-seller" => "h-mint-seller",
        "children" => "h-yassine-laugh",
        "goat" => "o-goat",
        "bal" => "bal-balak",
        // He lives in the lessons of Casablanca only.
        "ba-allal" => "g7-h-allal",
        _ => return None,
    })
}

/// Two bars, or a triangle that points where the story goes on. It does not mirror: on
/// every player of every language it is the same.
fn pause_sign(paused: bool) -> View {
    let (sign, fill) = if paused {
        ("M11 7v18l14-9Z", "currentColor")
    } else {
        ("M11 7v18M21 7v18", "none")
    };
    view! {
        svg(class="ic", "viewBox"="0 0 32 32", "aria-hidden"="true", "focusable"="false") {
            path(
                d=sign, fill=fill, stroke="currentColor", "stroke-width"="5",
                "stroke-linecap"="round", "stroke-linejoin"="round"
            )
        }
    }
}

/// What a key does to the story.
#[derive(Debug, PartialEq, Eq)]
enum Key {
    Pause,
    Next,
    Previous,
}

fn key(name: &str, rtl: bool) -> Option<Key> {
    match (name, rtl) {
        (" ", _) => Some(Key::Pause),
        ("ArrowLeft", true) | ("ArrowRight", false) => Some(Key::Next),
        ("ArrowRight", true) | ("ArrowLeft", false) => Some(Key::Previous),
        _ => None,
    }
}

/// After the story: what comes now, the story again, or on.
#[component(inline_props)]
fn Closing(step: Step, show: Show) -> View {
    let play = show.play;
    let app = play.app;
    let words = play.text(&format!("{}.E", step.id));
    let clips = vec![play.clip(&format!(
        "{}.{}",
        step.id,
        if play.has(&format!("{}.V", step.id)) {
            "V"
        } else {
            "E"
        }
    ))];
    app.speech.say(clips.clone());
    let picture = match &step.activity {
        Activity::Capsule { picture } => picture.to_string(),
        _ => String::new(),
    };
    // Bal is drawn looking left; he looks at the words.
    let class = if picture.contains("bal-") { "bal" } else { "" };
    let note = if play.has("note") {
        let (note, clips) = (play.text("note"), vec![play.clip("note")]);
        view! { p(class="note") { span { (note) } Ear(clips=clips) } }
    } else {
        view! {}
    };
    // Not the button: whoever pauses just when the story ends should not jump on.
    let heading = create_node_ref();
    focus(heading);
    view! {
        section(class="closing") {
            div(class=format!("window {class}")) { Picture(id=picture, class=class) }
            div(class="sheet") {
                div(class="say") { h1(tabindex="-1", r#ref=heading) { (words) } Ear(clips=clips) }
                (note)
                div(class="acts") {
                    button(r#type="button", class="tile again", on:click=move |_| show.go(0)) {
                        Picture(id="i-again", class="ic") (app.say(|t| t.lesson_capsule_again()))
                    }
                    button(r#type="button", class="tile maj", on:click=move |_| play.next()) {
                        (app.say(|t| t.go_on())) Picture(id="i-back", class="ic i-next")
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_follow_the_direction_of_reading() {
        assert_eq!(key("ArrowLeft", true), Some(Key::Next));
        assert_eq!(key("ArrowLeft", false), Some(Key::Previous));
        assert_eq!(key("ArrowRight", false), Some(Key::Next));
        assert_eq!(key("a", true), None);
    }

    #[test]
    fn the_storys_own_voice_and_strangers_have_no_face() {
        assert_eq!(face("narrator"), None);
        assert_eq!(face("a-cousin-of-someone"), None);
        assert_eq!(face("salma"), Some("h-salma"));
    }
}
