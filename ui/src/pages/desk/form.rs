//! Opening a session: lesson, level, directorate, one button; and, before anything, what will leave.

use learning::LessonId;
use learning::api::{Directorate, Door, OpenSession};
use learning::lesson::Band;
use sycamore::prelude::*;
use wasm_bindgen::JsCast as _;

use super::{Heading, Stage, State, name_of};
use crate::app::App;
use crate::backend::call;
use crate::parts::Picture;
use crate::{settings, words};

const LEVELS: std::ops::RangeInclusive<u32> = 1..=6;

/// The form.
#[component]
pub(super) fn OpenForm() -> View {
    let app = use_context::<App>();
    let state = use_context::<State>();
    let lesson = create_signal(None::<LessonId>);
    let remembered = settings::read("level").and_then(|level| level.parse().ok());
    let level = create_signal(remembered.filter(|level| LEVELS.contains(level)));
    // A directorate that the list does not name any more is not asked for.
    let directorate = create_signal(settings::read("directorate").filter(|code| {
        state
            .directorates
            .with(|all| all.iter().any(|one| one.code == *code))
    }));
    let opening = create_signal(false);
    let ready = move || lesson.with(Option::is_some) && level.get().is_some() && !opening.get();
    let open = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let (Some(lesson), Some(level)) = (lesson.get_clone(), level.get()) else {
            return;
        };
        if opening.get() {
            return;
        }
        settings::write("level", Some(&level.to_string()));
        settings::write("directorate", directorate.get_clone().as_deref());
        opening.set(true);
        let request = OpenSession {
            lesson,
            level,
            directorate: directorate.get_clone(),
        };
        let asked = async move {
            let reply = call(request).await;
            opening.set(false);
            reply
        };
        app.then(asked, move |board| {
            state.board.set(Some(board));
            state.stage.set(Stage::Open);
        });
    };
    view! {
        form(class="panel open", on:submit=open) {
            Heading(text=move || app.say(|t| t.desk_open_title()))
            p(class="small") { (app.say(|t| t.desk_open_say())) }
            fieldset {
                legend { (app.say(|t| t.desk_lesson())) }
                div(class="lessons") { (match state.lessons.get_clone() {
                    None => view! { p(class="small", aria-busy="true") { (app.say(|t| t.loading())) } },
                    Some(doors) if doors.is_empty() => view! { p(class="small") { (app.say(|t| t.map_empty())) } },
                    Some(doors) => doors
                        .into_iter()
                        .map(|door| view! { LessonChoice(door=door, lesson=lesson) })
                        .collect::<Vec<_>>()
                        .into(),
                }) }
            }
            fieldset {
                legend { (app.say(|t| t.desk_level())) }
                div(class="levels") { (LEVELS.map(|one| view! { LevelChoice(one=one, level=level) }).collect::<Vec<_>>()) }
            }
            (if state.directorates.with(Vec::is_empty) {
                view! {}
            } else {
                view! { DirectorateChoice(chosen=directorate) }
            })
            div(class="acts") {
                button(r#type="submit", class="tile maj go", disabled=move || !ready()) {
                    (app.say(|t| t.desk_open())) Picture(id="i-back", class="ic i-next")
                }
                p(class="small", role="status") { (if lesson.with(Option::is_none) || level.get().is_none() { app.say(|t| t.desk_choose()) } else { String::new() }) }
            }
        }
        aside(class="side") {
            section(class="panel leaves") {
                h2 { (app.say(|t| t.desk_leaves())) }
                (if state.directorates.with(Vec::is_empty) {
                    view! { p { (app.say(|t| t.desk_practice())) } }
                } else if directorate.with(Option::is_none) {
                    view! { p { (app.say(|t| t.desk_no_report_no_directorate())) } }
                } else {
                    view! { p { (app.say(|t| t.desk_open_leaves())) } }
                })
            }
            section(class="panel tip") {
                h2 { (app.say(|t| t.desk_stays())) }
                p { (app.say(|t| t.desk_leaves_not())) }
            }
        }
    }
}

#[component(inline_props)]
fn LessonChoice(door: Door, lesson: Signal<Option<LessonId>>) -> View {
    let app = use_context::<App>();
    let id = door.lesson.clone();
    let chosen = {
        let id = id.clone();
        move || lesson.with(|lesson| lesson.as_ref() == Some(&id))
    };
    let is_checked = chosen.clone();
    let ages = if door.band == Band::Early {
        "early"
    } else {
        "later"
    };
    let minutes = i64::from(door.minutes);
    let title = words::typeset(app.language.get_untracked(), &door.title);
    view! {
        label(class=move || if chosen() { "tile pick on" } else { "tile pick" }, "data-lesson"=door.lesson.as_str().to_owned()) {
            input(r#type="radio", name="lesson", class="unseen", checked=is_checked, on:change=move |_| lesson.set(Some(id.clone())))
            Picture(id=door.picture.as_str().to_owned(), class="t3")
            span {
                b { (title.clone()) }
                span(class="small") {
                    (app.named("age", ages)) " · " (app.say(move |t| t.desk_minutes(minutes)))
                }
            }
        }
    }
}

#[component(inline_props)]
fn LevelChoice(one: u32, level: Signal<Option<u32>>) -> View {
    let app = use_context::<App>();
    view! {
        label(class=move || if level.get() == Some(one) { "tile pick on" } else { "tile pick" }, "data-level"=one.to_string()) {
            input(r#type="radio", name="level", class="unseen", checked=move || level.get() == Some(one), on:change=move |_| level.set(Some(one)))
            (app.say(move |t| t.desk_level_of(one)))
        }
    }
}

/// A select that a keyboard can search, grouped by academy.
#[component(inline_props)]
fn DirectorateChoice(chosen: Signal<Option<String>>) -> View {
    let app = use_context::<App>();
    let state = use_context::<State>();
    let choose = move |event: web_sys::Event| {
        let Some(target) = event.target() else { return };
        let code = target
            .unchecked_into::<web_sys::HtmlSelectElement>()
            .value();
        chosen.set((!code.is_empty()).then_some(code));
    };
    let groups = move || {
        let language = app.language.get();
        let now = chosen.get_clone_untracked();
        by_academy(&state.directorates.get_clone())
            .into_iter()
            .map(|all| {
                let label = all.first().map_or_else(String::new, |one| match language {
                    i18n::Language::Arabic => one.academy_arabic.clone(),
                    i18n::Language::French => one.academy_french.clone(),
                });
                let options = all
                    .into_iter()
                    .map(|one| {
                        let name = name_of(&one, language).to_owned();
                        let is_now = now.as_ref() == Some(&one.code);
                        view! { option(value=one.code, selected=is_now) { (name.clone()) } }
                    })
                    .collect::<Vec<_>>();
                view! { optgroup(label=label) { (options) } }
            })
            .collect::<Vec<View>>()
    };
    view! {
        div(class="field") {
            label(r#for="directorate") { (app.say(|t| t.desk_directorate())) }
            select(id="directorate", class="focus", on:change=choose) {
                option(value="") { (app.say(|t| t.desk_no_directorate())) }
                (groups())
            }
        }
    }
}

/// Directorates that follow each other and belong to one academy.
fn by_academy(all: &[Directorate]) -> Vec<Vec<Directorate>> {
    all.chunk_by(|one, next| one.academy_french == next.academy_french)
        .map(<[Directorate]>::to_vec)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directorates_are_grouped_by_their_academy_in_the_order_of_the_list() {
        let one = |code: &str, academy: &str| Directorate {
            code: code.into(),
            french: code.into(),
            arabic: code.into(),
            academy_french: academy.into(),
            academy_arabic: academy.into(),
        };
        let all = [
            one("04.1", "Rabat"),
            one("04.2", "Rabat"),
            one("09.1", "Souss"),
        ];
        let sizes: Vec<usize> = by_academy(&all).iter().map(Vec::len).collect();
        assert_eq!(sizes, [2, 1]);
    }
}
