//! The teacher's desk: one class session from opening to result, and what leaves the school.
//!
//! A stranger's map: `form` opens a session, `room` shows it while it runs, `result` what came of
//! it, `reports` the outbox. Deliberately not here: what a single pupil answered; no request tells.

mod form;
mod qr;
mod reports;
mod result;
mod room;
mod units;

use std::borrow::Cow;

use i18n::Language;
use learning::LessonId;
use learning::api::{
    Board, ClosedSession, Directorate, Door, GetBoard, ListDirectorates, ListLessons, QueuedReport,
    Refusal,
};
use sycamore::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::spawn_local;

use crate::app::App;
use crate::backend::{call, in_window};
use crate::parts::{Bal, ContrastTile, Picture};
use crate::route::Route;
use crate::words;

use form::OpenForm;
use reports::Reports;
use result::Closed;
use room::OpenRoom;

/// What the desk's panels share.
#[derive(Clone, Copy)]
struct State {
    tab: Signal<Tab>,
    stage: Signal<Stage>,
    board: Signal<Option<Board>>,
    /// With titles in the reader's language.
    lessons: Signal<Option<Vec<Door>>>,
    /// Those of the academy's list; none without a list.
    directorates: Signal<Vec<Directorate>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tab {
    Session,
    Reports,
}

#[derive(Clone, PartialEq)]
enum Stage {
    Loading,
    Refused(Refusal),
    Form,
    Open,
    Closed(ClosedSession),
}

impl State {
    /// A lesson's title, or its id until titles are known.
    fn title(self, app: App, lesson: &LessonId) -> String {
        let title = self.lessons.with(|lessons| {
            let mut doors = lessons.iter().flatten();
            doors
                .find(|door| door.lesson == *lesson)
                .map(|door| door.title.clone())
        });
        let title = title.unwrap_or_else(|| lesson.as_str().to_owned());
        words::typeset(app.language.get(), &title)
    }

    /// The outbox says how the closed session's report stands by now.
    fn learn(self, reports: &[QueuedReport]) {
        let Stage::Closed(mut closed) = self.stage.get_clone_untracked() else {
            return;
        };
        if let Some(report) = &mut closed.report
            && let Some(now) = reports.iter().find(|one| one.id == report.id)
        {
            report.clone_from(now);
            self.stage.set(Stage::Closed(closed));
        }
    }

    /// A directorate's name, or its code if the list does not name it.
    fn directorate(self, app: App, code: &str) -> String {
        let language = app.language.get();
        self.directorates.with(|all| {
            all.iter()
                .find(|one| one.code == code)
                .map_or_else(|| code.to_owned(), |one| name_of(one, language).to_owned())
        })
    }
}

fn name_of(one: &Directorate, language: Language) -> &str {
    match language {
        Language::Arabic => &one.arabic,
        Language::French => &one.french,
    }
}

/// The teacher's desk.
#[component]
pub fn Desk() -> View {
    let app = use_context::<App>();
    let state = State {
        tab: create_signal(Tab::Session),
        stage: create_signal(Stage::Loading),
        board: create_signal(None),
        lessons: create_signal(None),
        directorates: create_signal(Vec::new()),
    };
    provide_context(state);
    load(state);
    // An effect's own scope ends with the next language, the desk's does not.
    let scope = use_current_scope();
    create_effect(move || {
        let language = app.language.get().code().to_owned();
        scope.run_in(|| {
            app.then(
                call(ListLessons {
                    language: language.clone(),
                }),
                move |doors| {
                    if app.language.get_untracked().code() == language {
                        state.lessons.set(Some(doors));
                    }
                },
            );
        });
    });
    view! {
        Bar {}
        main(class="desk") {
            (match state.tab.get() {
                Tab::Reports => view! { Reports {} },
                Tab::Session => view! { Session {} },
            })
        }
    }
}

/// The session's place in its life. Each panel takes over what the stage holds.
#[component]
fn Session() -> View {
    let app = use_context::<App>();
    let state = use_context::<State>();
    view! {
        (match state.stage.get_clone() {
            Stage::Loading => view! {
                div(class="loading", aria-busy="true") { Bal(mood="calm") p { (app.say(|t| t.loading())) } }
            },
            Stage::Refused(refusal) => view! {
                div(class="loading", role="alert", "data-refusal"=refusal.as_str()) {
                    Bal(mood="think")
                    p { (app.refusal(refusal)) }
                    (if refusal == Refusal::NotForYou {
                        view! { button(r#type="button", class="tile maj", on:click=move |_| Route::Hello.go()) { (app.say(|t| t.back())) } }
                    } else {
                        view! { button(r#type="button", class="tile maj", on:click=move |_| load(state)) { (app.say(|t| t.try_again())) } }
                    })
                }
            },
            Stage::Form => view! { OpenForm {} },
            Stage::Open => view! { OpenRoom {} },
            Stage::Closed(closed) => view! { Closed(closed=closed) },
        })
    }
}

/// Asks whether a session is open, and for the academy's directorates.
fn load(state: State) {
    state.stage.set(Stage::Loading);
    let scope = use_global_scope();
    spawn_local(async move {
        let board = call(GetBoard {});
        let directorates = call(ListDirectorates {});
        let found = async { Ok((board.await?, directorates.await?)) }.await;
        scope.run_in(move || {
            if !state.stage.is_alive() {
                return;
            }
            match found {
                Ok((board, directorates)) => {
                    state.directorates.set(directorates);
                    let open = board.is_some();
                    state.board.set(board);
                    state
                        .stage
                        .set(if open { Stage::Open } else { Stage::Form });
                }
                Err(refusal) => state.stage.set(Stage::Refused(refusal)),
            }
        });
    });
}

/// The night bar: where one is, the two tabs, the language.
#[component]
fn Bar() -> View {
    let app = use_context::<App>();
    let state = use_context::<State>();
    let tab = move |tab: Tab, name: fn(&i18n::Texts) -> String| {
        view! {
            button(
                r#type="button",
                class=move || if state.tab.get() == tab { "tab on" } else { "tab" },
                aria-current=move || if state.tab.get() == tab { "page" } else { "false" },
                on:click=move |_| state.tab.set(tab)
            ) { (app.say(name)) }
        }
    };
    let languages = Language::ALL
        .iter()
        .map(|one| {
            let one = *one;
            view! {
                button(
                    r#type="button",
                    class=move || if app.language.get() == one { "tab lang on" } else { "tab lang" },
                    aria-pressed=move || (app.language.get() == one).to_string(),
                    lang=one.code(),
                    on:click=move |_| app.speak(one)
                ) { (app.named("desk-language", one.code())) }
            }
        })
        .collect::<Vec<_>>();
    view! {
        header(class="nightbar") {
            svg(class="logo", "viewBox"="0 0 160 160", "aria-hidden"="true") {
                r#use(href="#bal-calm", width="200", height="200")
            }
            h1 { (app.say(|t| t.desk_title())) }
            nav(aria-label=move || app.say(|t| t.desk_title())) {
                (tab(Tab::Session, i18n::Texts::desk_session))
                (tab(Tab::Reports, i18n::Texts::desk_reports))
            }
            div(class="langs") { (languages) }
            ContrastTile {}
            (if in_window() {
                view! {}
            } else {
                view! {
                    button(r#type="button", class="tile sq", aria-label=move || app.say(|t| t.back()), on:click=move |_| Route::Hello.go()) {
                        Picture(id="i-back", class="ic i-dir")
                    }
                }
            })
        }
    }
}

/// A panel's heading that takes the focus when its panel appears, so that a keyboard and a screen
/// reader are never left on a button that is gone.
#[component(inline_props)]
fn Heading(#[prop(setter(into))] text: MaybeDyn<Cow<'static, str>>) -> View {
    let heading = create_node_ref();
    focus_when_shown(heading);
    view! { h2(tabindex="-1", class="heading", r#ref=heading) { (text.get_clone()) } }
}

fn focus_when_shown(node: NodeRef) {
    on_mount(move || focus(node));
}

fn focus(node: NodeRef) {
    if let Some(element) = node.try_get() {
        let _ = element.unchecked_into::<web_sys::HtmlElement>().focus();
    }
}
