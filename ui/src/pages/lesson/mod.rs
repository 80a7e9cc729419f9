//! A lesson, played: the bar at the top, and one screen at a time under it.

pub mod capsule;
pub mod choice;
pub mod clues;
pub mod end;
pub mod feedback;
pub mod pause;
pub mod plan;
pub mod play;
pub mod question;
pub mod shot;
pub mod sort;

use learning::LessonId;
use learning::api::{LessonPage, OpenLesson, StartAttempt};
use learning::lesson::Activity;
use sycamore::prelude::*;

use self::plan::Screen;
use self::play::Play;
use crate::app::App;
use crate::backend::call;
use crate::parts::{Bal, Ear, Help, Picture, SoundTile, Steps};
use crate::route::Route;

/// Opens a lesson for the child who plays, and shows it.
#[component(inline_props)]
pub fn LessonPlayer(id: LessonId) -> View {
    let app = use_context::<App>();
    let Some(learner) = app.learner.get_clone_untracked() else {
        Route::Hello.go();
        return view! {};
    };
    let play = create_signal(None::<Play>);
    let open = move |language: String| OpenLesson {
        lesson: id.clone(),
        language,
    };
    let language = app.language.get_untracked();
    let lesson = call(open(language.code().to_owned()));
    let attempt = {
        let request = open(language.code().to_owned());
        call(StartAttempt {
            learner: learner.id,
            lesson: request.lesson,
        })
    };
    app.then(
        async move { Ok((lesson.await?, attempt.await?)) },
        move |(page, attempt)| play.set(Some(Play::new(app, page, attempt))),
    );
    view! {
        (match play.get() {
            Some(play) => view! { Playing(play=play) },
            None => view! { Loading {} },
        })
    }
}

#[component]
fn Loading() -> View {
    let app = use_context::<App>();
    view! {
        main(class="loading", aria-busy="true") {
            Bal(mood="calm")
            p { (app.say(|t| t.loading())) }
        }
    }
}

#[component(inline_props)]
fn Playing(play: Play) -> View {
    provide_context(play);
    let app = play.app;
    // The lesson's own pictures are in the document as long as it is played.
    let art = play.page.with_untracked(|page| page.art.clone());
    let stars = move || {
        play.screens
            .with(|screens| plan::stars(screens, play.here.get()))
    };
    let steps = move || {
        let (here, all) = stars();
        view! { Steps(here=here, all=all) }
    };
    let title = move || play.text("title");
    view! {
        div(class="sprite", dangerously_set_inner_html=art)
        header(class="top") {
            button(
                r#type="button", class="tile sq", aria-label=move || app.say(|t| t.home()),
                on:click=|_| Route::Map.go()
            ) { Picture(id="i-back", class="ic i-dir") }
            h2 { (title()) }
            Ear(clips=vec![play.clip("title")])
            div(class="grow")
            (steps())
            SoundTile {}
            Help {}
        }
        main(
            class=move || format!("play {}", screen_name(&play.page.get_clone(), play.screens.get_clone()[play.here.get()])),
            "data-saved"=move || (play.waiting.get() == 0).to_string(),
            "data-screen"=move || play.here.get().to_string()
        ) {
            (show(play))
        }
    }
}

/// The class of a screen, for its style.
fn screen_name(page: &LessonPage, screen: Screen) -> &'static str {
    match screen {
        Screen::Before | Screen::After => "pause",
        Screen::Question(_) => "question",
        Screen::Step(index) => match page.lesson.steps[index].activity {
            Activity::Capsule { .. } => "capsule",
            Activity::Choice(_) => "choice",
            Activity::Sort { .. } => "sort",
            Activity::Clues { .. } => "clues",
            Activity::End { .. } => "end",
        },
    }
}

/// The screen that is here.
fn show(play: Play) -> View {
    let page = play.page.get_clone();
    match play.screens.with(|screens| screens[play.here.get()]) {
        Screen::Before => view! { pause::Pause(before=true) },
        Screen::After => view! { pause::Pause(before=false) },
        Screen::Question(index) => {
            let question = page.lesson.questions[index].clone();
            view! { question::Question(question=question) }
        }
        Screen::Step(index) => {
            let step = page.lesson.steps[index].clone();
            match step.activity {
                Activity::Capsule { .. } => view! { capsule::Capsule(step=step) },
                Activity::Choice(_) => view! { choice::Choose(step=step) },
                Activity::Sort { .. } => view! { sort::Sort(step=step) },
                Activity::Clues { .. } => view! { clues::Clues(step=step) },
                Activity::End { .. } => view! { end::End(step=step) },
            }
        }
    }
}
