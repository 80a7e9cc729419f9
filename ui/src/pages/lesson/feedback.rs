//! What follows a choice, in five parts: what I chose, what happens next, because, what
//! else, whom to ask. Never "right" or "wrong".
//!
//! The youngest get three large pictures with a voice; from nine on, two screens of rows
//! with headings. What follows after it is not here: the two ways out are its caller's.

use std::rc::Rc;

use learning::lesson::Band;
use learning::{ChoiceId, Picture as PictureId};
use sycamore::prelude::*;

use super::play::Play;
use crate::frame::focus;
use crate::parts::{Bal, Ear, Picture};

/// Something to do when a button is pressed.
pub type Action = Rc<dyn Fn()>;

/// One of the five parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Choice,
    Then,
    Because,
    Else,
    Ask,
}

impl Part {
    /// The last part of its key.
    fn key(self) -> &'static str {
        match self {
            Self::Choice => "F1",
            Self::Then => "F2",
            Self::Because => "F3",
            Self::Else => "F4",
            Self::Ask => "F5",
        }
    }

    /// The name of its heading, and its class.
    fn name(self) -> &'static str {
        match self {
            Self::Choice => "choice",
            Self::Then => "then",
            Self::Because => "because",
            Self::Else => "else",
            Self::Ask => "ask",
        }
    }
}

/// The parts of each screen, in the order of reading.
fn screens(band: Band) -> &'static [&'static [Part]] {
    use Part::{Ask, Because, Choice, Else, Then};
    match band {
        Band::Early => &[&[Choice, Then], &[Because, Else], &[Ask]],
        Band::Later => &[&[Choice, Then, Because], &[Else, Ask]],
    }
}

/// The part whose picture is drawn large; the faces are when there is none.
fn large(parts: &[Part]) -> Option<Part> {
    parts
        .iter()
        .copied()
        .find(|part| matches!(part, Part::Then | Part::Else))
}

/// What the parts of one choice are made of.
#[derive(Clone)]
struct Material {
    play: Play,
    place: String,
    choice: ChoiceId,
    picture: PictureId,
    ask: Vec<PictureId>,
}

impl Material {
    fn key(&self, part: Part) -> Option<String> {
        self.play
            .feedback_key(&self.place, self.choice.as_str(), part.key())
    }

    fn clips(&self, part: Part) -> Vec<String> {
        self.key(part)
            .map(|key| self.play.clip(&key))
            .into_iter()
            .collect()
    }

    fn picture(&self, part: Part) -> PictureId {
        let drawn = |part| {
            self.play
                .feedback_picture(&self.place, self.choice.as_str(), part)
        };
        match part {
            Part::Choice => self.picture.clone(),
            Part::Then => drawn("f2"),
            Part::Because => PictureId::new("g-think"),
            Part::Else => drawn("f4"),
            Part::Ask => PictureId::new("g-ask"),
        }
    }
}

/// The feedback to one choice; takes the whole screen until one of its two ways is taken.
#[component(inline_props)]
pub fn Feedback(
    /// The item, with its dot: `3.photo.`.
    place: String,
    /// What was chosen.
    choice: ChoiceId,
    /// The choice's own picture.
    picture: PictureId,
    /// The faces of those one can ask.
    ask: Vec<PictureId>,
    /// "I try another way".
    again: Action,
    /// "I go on".
    next: Action,
) -> View {
    let play = use_context::<Play>();
    let band = play.page.with_untracked(|page| page.lesson.band);
    let material = Material {
        play,
        place,
        choice,
        picture,
        ask,
    };
    let here = create_signal(0_usize);
    view! {
        ({
            let (material, again, next) = (material.clone(), again.clone(), next.clone());
            let onward: Action = Rc::new(move || here.set(here.get_untracked() + 1));
            let here = here.get();
            view! { FeedbackScreen(material=material, band=band, here=here, onward=onward, again=again, next=next) }
        })
    }
}

/// One screen of the feedback.
#[component(inline_props)]
fn FeedbackScreen(
    material: Material,
    band: Band,
    here: usize,
    onward: Action,
    again: Action,
    next: Action,
) -> View {
    let app = material.play.app;
    let all = screens(band);
    let parts = all[here];
    let last = here + 1 == all.len();
    let clips: Vec<String> = parts
        .iter()
        .flat_map(|part| material.clips(*part))
        .collect();
    app.speech.say(clips.clone());

    let go = create_node_ref();
    focus(go);
    let rows: Vec<View> = parts
        .iter()
        .map(|part| row(&material, *part, band))
        .collect();
    let stars: Vec<View> = (0..all.len())
        .map(|star| {
            let (id, class) = match star.cmp(&here) {
                std::cmp::Ordering::Less => ("khatam-set", ""),
                std::cmp::Ordering::Equal => ("khatam", "now"),
                std::cmp::Ordering::Greater => ("khatam", "to"),
            };
            view! { Picture(id=id, class=class) }
        })
        .collect();
    let ways = if last {
        view! {
            button(r#type="button", class="tile again", on:click=move |_| again()) {
                Picture(id="i-again", class="ic") (app.say(|t| t.try_another_way()))
            }
            button(r#type="button", class="tile maj", r#ref=go, on:click=move |_| next()) {
                (app.say(|t| t.go_on())) Picture(id="i-back", class="ic i-next")
            }
        }
    } else {
        view! {
            button(r#type="button", class="tile maj", r#ref=go, on:click=move |_| onward()) {
                (app.say(|t| t.go_on())) Picture(id="i-back", class="ic i-next")
            }
        }
    };
    let wall = wall(&material, parts);
    let skin = match band {
        Band::Early => "fb early",
        Band::Later => "fb later",
    };
    view! {
        section(class=skin, "data-part"=(here + 1).to_string()) {
            (wall)
            div(class="sheet") {
                div(class="place", "aria-hidden"="true") { (stars) }
                div(class="rows", aria-live="polite") { (rows) }
                div(class="acts") {
                    button(
                        r#type="button", class="tile saf all", aria-label=move || app.say(|t| t.listen_all()),
                        on:click=move |_| app.speech.say(clips.clone())
                    ) { Picture(id="i-listen", class="ic") }
                    (ways)
                }
            }
        }
    }
}

/// The plaster wall with its window: the large picture, or the faces one can ask.
fn wall(material: &Material, parts: &[Part]) -> View {
    let large = large(parts);
    let mood = match large {
        Some(Part::Then) => "calm",
        Some(_) => "think",
        None => "happy",
    };
    let window = match large {
        Some(part) => {
            let id = material.picture(part).to_string();
            view! { div(class="window") { Picture(id=id) } }
        }
        None => {
            let faces = faces(material);
            view! { div(class="window open") { (faces) } }
        }
    };
    let dado = dado();
    view! {
        div(class="wall") {
            (window)
            (dado)
            Bal(mood=mood)
        }
    }
}

/// The band of zellige at the foot of a wall: whole rows under one clay moulding.
pub fn dado() -> View {
    view! {
        svg(class="dado", "aria-hidden"="true", "focusable"="false") {
            rect(width="100%", height="100%", fill="url(#zellige)", transform="translate(0 8)")
            rect(width="100%", height="8", fill="#B4482A")
        }
    }
}

/// One part as a row: its picture, its words, its ear; from nine on also a heading, and
/// under "whom to ask" the faces.
fn row(material: &Material, part: Part, band: Band) -> View {
    let Some(key) = material.key(part) else {
        return view! {};
    };
    let play = material.play;
    let id = material.picture(part).to_string();
    let heading = if band == Band::Later {
        let heading = play.app.named("feedback", part.name());
        view! { h3 { (heading) } }
    } else {
        view! {}
    };
    let faces = if band == Band::Later && part == Part::Ask {
        faces(material)
    } else {
        view! {}
    };
    let words = play.text(&key);
    let clips = material.clips(part);
    view! {
        div(class=format!("part {}", part.name())) {
            span(class="dot") { Picture(id=id) }
            div(class="words") {
                (heading)
                p { (words) }
                (faces)
            }
            Ear(clips=clips)
        }
    }
}

/// Those one can ask; touching one speaks.
fn faces(material: &Material) -> View {
    let app = material.play.app;
    let clips = material.clips(Part::Ask);
    let tiles: Vec<View> = material
        .ask
        .iter()
        .map(|face| {
            let id = face.to_string();
            let name = app.named("who", &id);
            let clips = clips.clone();
            view! {
                button(r#type="button", class="tile face", on:click=move |_| app.speech.say(clips.clone())) {
                    Picture(id=id)
                    span { (name) }
                }
            }
        })
        .collect();
    view! { div(class="faces") { (tiles) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_told_once_and_in_order() {
        for band in [Band::Early, Band::Later] {
            let told: Vec<_> = screens(band).concat();
            let keys: Vec<_> = told.iter().map(|part| part.key()).collect();
            assert_eq!(keys, ["F1", "F2", "F3", "F4", "F5"], "{band:?}");
        }
    }

    #[test]
    fn what_happens_and_what_else_are_drawn_large_and_never_together() {
        for band in [Band::Early, Band::Later] {
            for parts in screens(band) {
                let drawn = parts
                    .iter()
                    .filter(|part| matches!(part, Part::Then | Part::Else));
                assert!(drawn.count() <= 1, "{parts:?}");
            }
        }
    }

    #[test]
    fn whom_to_ask_comes_last_and_alone_for_the_youngest() {
        assert_eq!(screens(Band::Early).last(), Some(&[Part::Ask].as_slice()));
        assert_eq!(large(&[Part::Ask]), None);
    }
}
