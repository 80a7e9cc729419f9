//! The outbox: every sealed report and how it stands, and the button that sends what waits.

use learning::api::{ListReports, QueuedReport, ReportState, SendReports};
use sycamore::prelude::*;

use super::{Heading, State};
use crate::app::App;
use crate::backend::call;
use crate::parts::Picture;

/// The outbox.
#[component]
pub(super) fn Reports() -> View {
    let app = use_context::<App>();
    let state = use_context::<State>();
    let reports = create_signal(None::<Vec<QueuedReport>>);
    let show = move |all: Vec<QueuedReport>| {
        state.learn(&all);
        reports.set(Some(all));
    };
    let sending = create_signal(false);
    app.then(call(ListReports {}), show);
    let waits =
        move || reports.with(|all| all.iter().flatten().any(|report| may_be_sent(report.state)));
    let send = move |_| {
        if sending.get() {
            return;
        }
        sending.set(true);
        let asked = async move {
            let reply = call(SendReports {}).await;
            if sending.is_alive() {
                sending.set(false);
            }
            reply
        };
        app.then(asked, show);
    };
    view! {
        section(class="panel outbox") {
            div(class="head") {
                Heading(text=move || app.say(|t| t.desk_reports()))
                button(r#type="button", class="tile maj", disabled=move || sending.get() || !waits(), on:click=send) {
                    (app.say(|t| if sending.get() { t.desk_sending() } else { t.desk_send() }))
                }
            }
            p { (app.say(|t| t.desk_reports_say())) }
            (match reports.get_clone() {
                None => view! { p(class="nothing", aria-busy="true") { (app.say(|t| t.loading())) } },
                Some(all) if all.is_empty() => view! { p(class="nothing") { (app.say(|t| t.desk_reports_none())) } },
                Some(all) => {
                    let rows = all.into_iter().map(|report| view! { Line(report=report) }).collect::<Vec<_>>();
                    view! {
                        div(class="scroll", tabindex="0", role="region", aria-label=move || app.say(|t| t.desk_reports())) {
                            table {
                                thead { tr {
                                    th(scope="col") { (app.say(|t| t.desk_lesson())) }
                                    th(scope="col") { (app.say(|t| t.desk_level())) }
                                    th(scope="col") { (app.say(|t| t.desk_directorate())) }
                                    th(scope="col") { (app.say(|t| t.desk_period())) }
                                    th(scope="col") { (app.say(|t| t.desk_size())) }
                                    th(scope="col") { (app.say(|t| t.desk_state())) }
                                } }
                                tbody { (rows) }
                            }
                        }
                    }
                }
            })
        }
        aside(class="side") {
            section(class="panel tip") {
                h2 { (app.say(|t| t.desk_stays())) }
                p { (app.say(|t| t.desk_leaves_not())) }
            }
        }
    }
}

fn may_be_sent(state: ReportState) -> bool {
    matches!(state, ReportState::Pending | ReportState::Unreachable)
}

#[component(inline_props)]
fn Line(report: QueuedReport) -> View {
    let app = use_context::<App>();
    let state = use_context::<State>();
    let QueuedReport {
        lesson,
        level,
        directorate,
        period,
        bytes,
        state: stands,
        ..
    } = report;
    let sign = match stands {
        ReportState::Counted => "i-check",
        ReportState::Pending => "i-dep",
        ReportState::Unreachable => "i-again",
        ReportState::Refused => "i-off",
    };
    view! {
        tr("data-state"=stands.as_str()) {
            th(scope="row") { (state.title(app, &lesson)) }
            td { (app.say(move |t| t.desk_level_of(level))) }
            td { (state.directorate(app, &directorate)) }
            td { bdi(dir="ltr") { (period.clone()) } }
            td { (app.say(move |t| t.desk_bytes(bytes))) }
            td(class="state") { Picture(id=sign, class="ic") span { (app.named("desk-state", stands.as_str())) } }
        }
    }
}
