//! Tasks that have class reports and no release yet, and the one button of the page.
//!
//! A task without a release never shows a number of pupils: nobody knows it, and zero would be a
//! claim.

use super::{Overview, words};
use crate::Attempt;
use aggregator::Participation;
use i18n::Texts;
use maud::{Markup, html};
use report::Task;
use std::collections::BTreeSet;

pub(super) fn panel(overview: &Overview<'_>) -> Markup {
    let Overview {
        texts,
        list,
        rows,
        attempts,
        received,
        ..
    } = *overview;
    let released: BTreeSet<&str> = rows.iter().map(|row| row.task_id.as_str()).collect();
    let held = |task: &Task| received.as_ref().and_then(|all| all.get(&task.id));
    let open: Vec<&Task> = list
        .tasks
        .iter()
        .filter(|task| !released.contains(task.id.to_string().as_str()))
        .collect();
    let (waiting, silent): (Vec<&Task>, Vec<&Task>) = open.into_iter().partition(|task| {
        held(task).is_some_and(has_reports) || attempts.contains_key(&task.id.to_string())
    });
    html! {
        section.panel.wide id="collect" {
            h2 { (texts.dashboard_collect()) }
            @if received.is_none() { p.warning role="status" { (texts.dashboard_leader_silent()) } }
            @if waiting.is_empty() {
                @if received.is_some() { p.nothing { (texts.dashboard_collect_none()) } }
            } @else {
                p.small { (texts.dashboard_collect_say()) }
                @if waiting.len() > 1 && received.is_some() {
                    (button(texts, None, &texts.dashboard_collect_all(waiting.len())))
                }
                div.scroll tabindex="0" role="region" aria-label=(texts.dashboard_collect()) {
                    table.cells {
                        thead { tr {
                            th scope="col" { (texts.desk_directorate()) }
                            th scope="col" { (texts.desk_level()) }
                            th scope="col" { (texts.desk_lesson()) }
                            th.n scope="col" { (texts.dashboard_reports()) }
                            th scope="col" { (texts.dashboard_state()) }
                            th scope="col" { (texts.dashboard_collect()) }
                        } }
                        tbody {
                            @for task in &waiting {
                                (line(texts, task, held(task), attempts.get(&task.id.to_string())))
                            }
                        }
                    }
                }
            }
            @if received.is_some() && !silent.is_empty() {
                p.small { (texts.dashboard_silent(silent.len())) }
            }
        }
    }
}

fn has_reports(one: &Participation) -> bool {
    one.pending + one.counted > 0 || one.collected
}

fn line(
    texts: &Texts,
    task: &Task,
    held: Option<&Participation>,
    attempt: Option<&Attempt>,
) -> Markup {
    html! {
        tr {
            th scope="row" { (words::province(texts, &task.province)) }
            td { (texts.desk_level_of(task.level)) }
            td { (words::pack(&task.pack)) }
            td.n {
                @match held {
                    Some(one) => (words::number(one.pending + one.counted)),
                    None => (texts.dashboard_unknown()),
                }
            }
            td { (state(texts, attempt)) }
            td { (button(texts, Some(task), &texts.dashboard_collect_one())) }
        }
    }
}

fn state(texts: &Texts, attempt: Option<&Attempt>) -> String {
    match attempt {
        None => texts.dashboard_state_received(),
        Some(Attempt::TooFew) => texts.dashboard_state_too_few(),
        Some(Attempt::Proving) => texts.dashboard_state_proving(),
        Some(Attempt::Unreachable) => texts.dashboard_state_unreachable(),
        Some(Attempt::Refused(code)) => texts.dashboard_state_refused(code.clone()),
    }
}

/// Opens to a sentence and the button itself: a release cannot be taken back.
fn button(texts: &Texts, task: Option<&Task>, label: &str) -> Markup {
    html! {
        details {
            summary { (label) }
            form method="post" action="/collect" {
                p { (texts.dashboard_collect_ask()) }
                @if let Some(task) = task { input type="hidden" name="task" value=(task.id); }
                input type="hidden" name="lang" value=(texts.language().code());
                button.tile.maj type="submit" { (texts.dashboard_collect_yes()) }
            }
        }
    }
}
