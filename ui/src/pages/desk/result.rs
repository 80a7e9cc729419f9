//! What came of a session: the class in units of one pupil, and what leaves the school of it.

use learning::api::{ClosedSession, CompetencyResult};
use sycamore::prelude::*;

use super::units::{Legend, Units};
use super::{Heading, Stage, State, Tab};
use crate::app::App;

/// A closed session.
#[component(inline_props)]
pub(super) fn Closed(closed: ClosedSession) -> View {
    let app = use_context::<App>();
    let state = use_context::<State>();
    let nobody = closed
        .result
        .iter()
        .all(|one| one.transitions.pupils() == 0);
    let rows = closed
        .result
        .iter()
        .filter(|_| !nobody)
        .map(|one| view! { Row(result=*one) })
        .collect::<Vec<_>>();
    let about = {
        let (lesson, level) = (closed.lesson.clone(), closed.level);
        move || {
            let title = state.title(app, &lesson);
            format!("{title} · {}", app.say(|t| t.desk_level_of(level)))
        }
    };
    view! {
        section(class="panel result") {
            Heading(text=move || app.say(|t| t.desk_result()))
            p(class="small") { (about()) " · " (app.say(|t| t.desk_result_stays())) }
            (if nobody {
                view! { p(class="nothing") { (app.say(|t| t.desk_result_nobody())) } }
            } else {
                view! { Legend {} p(class="small") { (app.say(|t| t.desk_unit())) } }
            })
            (rows)
        }
        aside(class="side") {
            Leaves(closed=closed)
            button(r#type="button", class="tile again", on:click=move |_| state.stage.set(Stage::Form)) { (app.say(|t| t.desk_again())) }
        }
    }
}

#[component(inline_props)]
fn Row(result: CompetencyResult) -> View {
    let app = use_context::<App>();
    let class = result.transitions;
    // Of those who answered both times: the others are a unit of their own.
    let pupils = i64::from(class.pupils() - class.not_completed);
    let (before, after) = (i64::from(class.before()), i64::from(class.after()));
    view! {
        div(class="comp", "data-competency"=result.competency.as_str()) {
            div {
                h3 { (app.named("competency", result.competency.as_str())) }
                (if pupils == 0 { view! { p { (app.say(|t| t.desk_result_nobody())) } } } else {
                    view! { p { (app.say(move |t| t.desk_result_one(after, before, pupils))) } }
                })
            }
            Units(class=class)
        }
    }
}

/// In plain words: what is in the report, what is in no report, and how the report stands.
#[component(inline_props)]
fn Leaves(closed: ClosedSession) -> View {
    let app = use_context::<App>();
    let state = use_context::<State>();
    let cells = i64::try_from(closed.result.len() * 5).unwrap_or_default();
    let no_report = closed.no_report;
    view! {
        section(class="panel leaves") {
            h2 { (app.say(|t| t.desk_leaves())) }
            (match closed.report.clone() {
                Some(report) => {
                    let with = {
                        let report = report.clone();
                        move || {
                            let directorate = state.directorate(app, &report.directorate);
                            let lesson = state.title(app, &report.lesson);
                            let level = app.say(|t| t.desk_level_of(report.level));
                            // A period's name is not broken at its hyphens.
                            let period = report.period.replace('-', "-\u{2060}");
                            app.say(|t| t.desk_leaves_with(directorate.clone(), lesson.clone(), level.clone(), period.clone()))
                        }
                    };
                    view! {
                        p { (app.say(move |t| t.desk_leaves_say(cells))) }
                        p { (with()) }
                        p(class="state", role="status", "data-state"=report.state.as_str()) { b { (app.named("desk-state", report.state.as_str())) } }
                        button(r#type="button", class="tile", on:click=move |_| state.tab.set(Tab::Reports)) { (app.say(|t| t.desk_see_reports())) }
                    }
                }
                None => view! {
                    p(role="status", "data-no-report"=no_report.map(|reason| reason.as_str())) {
                        (no_report.map_or_else(String::new, |reason| app.named("desk-no-report", reason.as_str())))
                    }
                },
            })
        }
        section(class="panel tip") {
            h2 { (app.say(|t| t.desk_stays())) }
            p { (app.say(|t| t.desk_leaves_not())) }
        }
    }
}
