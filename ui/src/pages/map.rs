//! The map: one alley through five places, one door a lesson. No door is locked; one is lit.

use std::collections::BTreeSet;

use learning::LessonId;
use learning::api::{Door, GetProgress, GetRoom, ListLessons, Progress, Room};
use learning::lesson::Band;
use sycamore::prelude::*;

use crate::app::App;
use crate::backend::call;
use crate::frame::when_drawn;
use crate::parts::{AvatarBadge, Bal, ContrastTile, Ear, MessageEar, Picture, SoundTile};
use crate::route::Route;
use crate::words;

/// Doors that one panorama has place for.
const PLACES: usize = 8;

/// The map of the child who plays.
#[component]
pub fn Map() -> View {
    let app = use_context::<App>();
    let Some(learner) = app.learner.get_clone_untracked() else {
        Route::Hello.go();
        return view! {};
    };
    let found = create_signal(None::<(Vec<Door>, Progress, Room)>);
    let language = app.language.get_untracked().code().to_owned();
    let lessons = call(ListLessons { language });
    let progress = call(GetProgress {
        learner: learner.id.clone(),
    });
    let room = call(GetRoom {});
    app.then(
        async move { Ok((lessons.await?, progress.await?, room.await?)) },
        move |all| found.set(Some(all)),
    );
    let band = learner.band;
    let learned = create_signal(false);
    let change = move |_| {
        app.plays(None);
        Route::Hello.go();
    };
    view! {
        header(class="top mapbar") {
            button(r#type="button", class="me", aria-label=move || app.say(|t| t.map_change()), on:click=change) {
                AvatarBadge(avatar=learner.avatar)
            }
            h1 { (app.say(|t| t.map_title())) }
            MessageEar(messages=vec![i18n::id::MAP_TITLE])
            div(class="grow")
            Motto {}
            div(class="grow")
            button(r#type="button", class="tile learned", on:click=move |_| learned.set(true)) {
                Picture(id="khatam-set", class="ic")
                span { (app.say(|t| t.lesson_learned())) }
            }
            ContrastTile {}
            SoundTile {}
        }
        (match found.get_clone() {
            None => view! { main(class="map loading", aria-busy="true") { Bal(mood="calm") } },
            Some((doors, progress, room)) => {
                let finished: BTreeSet<LessonId> = progress
                    .lessons
                    .iter()
                    .filter(|lesson| lesson.finished)
                    .map(|lesson| lesson.lesson.clone())
                    .collect();
                let mine = in_order(doors, band);
                let shown = mine.clone();
                let known = finished.clone();
                let book = move || {
                    let (doors, finished) = (shown.clone(), known.clone());
                    if learned.get() {
                        view! { Learned(doors=doors, finished=finished, open=learned) }
                    } else {
                        view! {}
                    }
                };
                view! {
                    Panorama(doors=mine, finished=finished, room=room)
                    (book())
                }
            }
        })
    }
}

/// The child's own ages first, then the others, each in the order of their map.
fn in_order(mut doors: Vec<Door>, band: Band) -> Vec<Door> {
    doors.sort_by_key(|door| (door.band != band, door.order));
    doors
}

/// The door that is lit: the class's, else the first one not walked through.
fn lit(doors: &[Door], finished: &BTreeSet<LessonId>, room: Option<&LessonId>) -> Option<usize> {
    let class = room.and_then(|lesson| doors.iter().position(|door| door.lesson == *lesson));
    class.or_else(|| {
        doors
            .iter()
            .position(|door| !finished.contains(&door.lesson))
    })
}

/// The motto, in three signs.
#[component]
fn Motto() -> View {
    let app = use_context::<App>();
    view! {
        div(class="motto") {
            span { Picture(id="g-palm") (app.say(|t| t.motto_stop())) }
            span { Picture(id="g-think") (app.say(|t| t.motto_think())) }
            span { Picture(id="g-ask") (app.say(|t| t.motto_ask())) }
        }
    }
}

/// The landscape with its doors. Art and places mirror together.
#[component(inline_props)]
fn Panorama(doors: Vec<Door>, finished: BTreeSet<LessonId>, room: Room) -> View {
    let app = use_context::<App>();
    let now = lit(&doors, &finished, room.lesson.as_ref());
    let asked = create_signal(None::<usize>);
    let done = finished.len();
    let all = doors.len();
    let lit_door = create_node_ref();
    when_drawn(lit_door, |door| {
        let centre = web_sys::ScrollIntoViewOptions::new();
        centre.set_inline(web_sys::ScrollLogicalPosition::Center);
        door.scroll_into_view_with_scroll_into_view_options(&centre);
        let _ = door.focus();
    });
    let stops = doors
        .into_iter()
        .take(PLACES)
        .enumerate()
        .map(|(place, door)| {
            let is_now = now == Some(place);
            let is_done = finished.contains(&door.lesson);
            let state = if is_now { "now" } else if is_done { "done" } else { "todo" };
            let clip = words::lesson_clip(app.language.get_untracked(), door.lesson.as_str(), "title");
            let lesson = door.lesson.clone();
            let title = words::typeset(app.language.get_untracked(), &door.title);
            let label = title.clone();
            let with_class = is_now && room.lesson.is_some();
            // The first tap says where the door leads, the second one enters.
            let enter = move |_| {
                if is_now || asked.get() == Some(place) {
                    Route::Lesson(lesson.clone()).go();
                } else {
                    asked.set(Some(place));
                    app.speech.say(vec![clip.clone()]);
                }
            };
            let spoken = move || {
                let state = app.say(|t| match state {
                    "now" if with_class => t.map_class(),
                    "now" => t.map_now(),
                    "done" => t.map_done(),
                    _ => t.map_to_come(),
                });
                format!("{label} · {state}")
            };
            let class = move || {
                let chosen = if asked.get() == Some(place) { " asked" } else { "" };
                format!("stop s{} {state} d{}{chosen}", place + 1, place % 4 + 1)
            };
            let picture = door.picture.as_str().to_owned();
            let inside = view! {
                Picture(id="door", class="d")
                Picture(id=picture, class="obj")
                (if is_done { view! { Picture(id="khatam-set", class="chk") } } else { view! {} })
                span(class="lab") { (title) }
            };
            if is_now {
                view! {
                    button(r#type="button", class=class, aria-label=spoken, "data-lesson"=door.lesson.as_str().to_owned(), on:click=enter, r#ref=lit_door) { (inside) }
                }
            } else {
                view! {
                    button(r#type="button", class=class, aria-label=spoken, "data-lesson"=door.lesson.as_str().to_owned(), on:click=enter) { (inside) }
                }
            }
        })
        .collect::<Vec<_>>();
    // Doors of lessons that are not on this machine: part of the wall, nothing to touch.
    let quiet = (all.min(PLACES)..PLACES)
        .map(|place| {
            view! {
                div(class=format!("stop s{} quiet", place + 1), aria-hidden="true") { Picture(id="door", class="d") }
            }
        })
        .collect::<Vec<_>>();
    view! {
        main(class="map") {
            div(class="panorama") {
                (land(done))
                (quiet)
                (stops)
                (match now {
                    Some(place) => view! { span(class=format!("guide g{}", place + 1)) { Bal(mood="happy") } },
                    None => view! {},
                })
            }
            p(class="sunsaid") { (app.say(move |t| t.map_sun(done as i64, PLACES as i64))) }
            (if all == 0 {
                view! { p(class="empty") { (app.say(|t| t.map_empty())) } }
            } else { view! {} })
        }
    }
}

/// What was learned so far: one sentence a lesson, each with its voice.
#[component(inline_props)]
fn Learned(doors: Vec<Door>, finished: BTreeSet<LessonId>, open: Signal<bool>) -> View {
    let app = use_context::<App>();
    let language = app.language.get_untracked();
    let rows = doors
        .into_iter()
        .filter(|door| finished.contains(&door.lesson))
        .map(|door| {
            let clip = words::lesson_clip(language, door.lesson.as_str(), "end");
            view! {
                li {
                    Picture(id=door.picture.as_str().to_owned())
                    div { h3 { (words::typeset(language, &door.title)) } p { (words::typeset(language, &door.learned)) } }
                    Ear(clips=vec![clip])
                }
            }
        })
        .collect::<Vec<_>>();
    let nothing = rows.is_empty();
    view! {
        div(class="over", role="dialog", aria-modal="true", aria-label=move || app.say(|t| t.lesson_learned())) {
            div(class="sheet book") {
                h2 { (app.say(|t| t.lesson_learned())) }
                (if nothing {
                    view! { div(class="nothing") { Bal(mood="calm") p { (app.say(|t| t.map_nothing_yet())) MessageEar(messages=vec![i18n::id::MAP_NOTHING_YET]) } } }
                } else { view! {} })
                ul { (rows) }
                button(r#type="button", class="tile maj", "autofocus"="autofocus", on:click=move |_| open.set(false)) {
                    (app.say(|t| t.help_close()))
                }
            }
        }
    }
}

/// The landscape: sky, Atlas, fields, the alley, six places, and the sun with as many
/// glazed pieces as lessons were walked through.
fn land(done: usize) -> View {
    const ALLEY: &str = "M1420 520C1370 520 1320 508 1240 508C1148 508 1168 352 1076 352C984 352 1022 480 930 480C838 480 862 330 770 330C678 330 700 500 608 500C516 500 547 350 455 350C363 350 392 478 300 478C208 478 238 334 146 334C66 334 20 372 -40 384";
    let stones = (done.min(PLACES) as f64 * STEP_LENGTH).round();
    let homes = [
        ("h-salma", 1169, 307),
        ("h-yassine", 1213, 631),
        ("h-tiziri", 901, 633),
        ("h-anas", 567, 321),
    ]
    .into_iter()
    .map(|(who, x, y)| {
        view! {
            circle(cx=x.to_string(), cy=(y + 4).to_string(), r="37", fill="#C98A5E")
            circle(cx=x.to_string(), cy=y.to_string(), r="37", fill="#FFF8EC")
            (placed(who, x - 26, y - 29, 52, 56))
        }
    })
    .collect::<Vec<_>>();
    view! {
        svg(class="land", "viewBox"="0 0 1366 672", "aria-hidden"="true") {
            rect(width="1366", height="672", fill="#CDE7F0")
            g(class=format!("sun sun-{}", done.min(PLACES))) {
                circle(cx="686", cy="92", r="86", fill="#E4F1EE")
                (placed("sun8", 614, 20, 144, 144))
            }
            path(fill="#A9BEDA", d="M0 230 120 130l90 64L340 70l120 112 90-70 130 96L820 84l150 120 90-60 130 70 90-60 86 60v240H0Z")
            path(fill="#fff", d="M340 70l42 40-20 4-22-14-30 12-8-6ZM820 84l44 36-22 6-20-14-30 10-8-10ZM120 130l28 20-14 4-14-8-20 4ZM550 112l24 18-24 6-20-8Z")
            path(fill="#B9CB8B", d="M0 262q190-70 420-26t470-6 476-8v450H0Z")
            path(fill="#F0D8AF", d="M0 330q220-60 470-20t430-10 466 2v370H0Z")
            path(fill="#EBCB9B", d="M0 560q260-50 560-8t806-24v144H0Z")
            path(fill="none", stroke="#DDB57E", "stroke-width"="74", "stroke-linecap"="round", d=ALLEY)
            path(fill="none", stroke="#FFF4DF", "stroke-width"="60", "stroke-linecap"="round", d=ALLEY)
            path(fill="none", stroke="#E3BF8B", "stroke-width"="9", "stroke-linecap"="round", "stroke-dasharray"="0 26", d=ALLEY)
            // Saffron stones behind the child; the clip is as long as the way walked.
            clipPath(id="walked") { rect(x=(1400.0 - stones).to_string(), y="0", width="1400", height="672") }
            path(fill="none", stroke="#F5B02E", "stroke-width"="15", "stroke-linecap"="round", "stroke-dasharray"="0 26", "clip-path"="url(#walked)", d=ALLEY)
            path(d="M40 250q150-50 330-30M20 272q170-50 360-26M1080 226q140-14 300-6M1060 246q150-14 320-4", fill="none", stroke="#A3BA72", "stroke-width"="6", "stroke-linecap"="round", "stroke-dasharray"="18 10")
            g(fill="#fff", opacity=".8") {
                path(d="M210 92a20 20 0 0 1 38-8 24 24 0 0 1 44 6 14 14 0 0 1 0 28h-74a14 14 0 0 1-8-26ZM1010 70a18 18 0 0 1 34-8 22 22 0 0 1 40 6 13 13 0 0 1 0 26h-66a13 13 0 0 1-8-24Z")
            }
            (placed("o-argan", 1000, 196, 104, 90))
            (placed("o-goat", 946, 246, 56, 45))
            (placed("o-argan", 862, 224, 78, 68))
            (placed("o-cactus", 378, 262, 54, 54))
            (placed("o-cactus", 1320, 560, 50, 50))
            (placed("o-cactus", 576, 600, 58, 58))
            (placed("o-cactus", 0, 430, 50, 50))
            g(fill="#D2A66C") {
                ellipse(cx="1236", cy="328", rx="112", ry="12")
                ellipse(cx="1080", cy="655", rx="128", ry="13")
                ellipse(cx="770", cy="656", rx="128", ry="12")
                ellipse(cx="612", cy="340", rx="104", ry="10")
                ellipse(cx="460", cy="656", rx="118", ry="12")
                ellipse(cx="160", cy="656", rx="130", ry="12")
                ellipse(cx="304", cy="316", rx="90", ry="10")
            }
            (placed("p-souk", 1134, 176, 204, 153))
            (placed("p-riad", 962, 480, 236, 177))
            (placed("p-atlas", 650, 478, 240, 180))
            (placed("p-casa", 506, 186, 208, 156))
            (placed("p-school", 350, 492, 220, 165))
            (placed("p-laayoune-day", 40, 484, 232, 174))
            (homes)
            (placed("mina", 246, 556, 96, 110))
            (placed("o-palm", 240, 196, 72, 122))
            (placed("o-palm", 312, 226, 52, 88))
        }
    }
}

/// How far, in the landscape's units, each lesson moves the child along the alley.
const STEP_LENGTH: f64 = 160.0;

fn placed(symbol: &'static str, x: i32, y: i32, width: i32, height: i32) -> View {
    view! {
        r#use(href=format!("#{symbol}"), x=x.to_string(), y=y.to_string(), width=width.to_string(), height=height.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn door(lesson: &str, band: Band, order: u32) -> Door {
        Door {
            lesson: lesson.into(),
            title: String::new(),
            learned: String::new(),
            band,
            order,
            minutes: 10,
            picture: "o-photo".into(),
            place: "p-souk".into(),
            host: "h-salma".into(),
            competencies: Vec::new(),
        }
    }

    fn names(doors: &[Door]) -> Vec<&str> {
        doors.iter().map(|door| door.lesson.as_str()).collect()
    }

    #[test]
    fn ones_own_ages_come_first() {
        let doors = vec![
            door("g7", Band::Later, 7),
            door("p2", Band::Early, 2),
            door("p1", Band::Early, 1),
        ];
        assert_eq!(
            names(&in_order(doors.clone(), Band::Early)),
            ["p1", "p2", "g7"]
        );
        assert_eq!(names(&in_order(doors, Band::Later)), ["g7", "p1", "p2"]);
    }

    #[test]
    fn the_first_door_not_walked_through_is_lit() {
        let doors = vec![door("p1", Band::Early, 1), door("p2", Band::Early, 2)];
        let finished = BTreeSet::from(["p1".into()]);
        assert_eq!(lit(&doors, &finished, None), Some(1));
    }

    #[test]
    fn the_door_of_the_class_is_lit_before_all_others() {
        let doors = vec![door("p1", Band::Early, 1), door("p2", Band::Early, 2)];
        assert_eq!(lit(&doors, &BTreeSet::new(), Some(&"p2".into())), Some(1));
    }

    #[test]
    fn no_door_is_lit_when_all_were_walked_through() {
        let doors = vec![door("p1", Band::Early, 1)];
        assert_eq!(lit(&doors, &BTreeSet::from(["p1".into()]), None), None);
    }
}
