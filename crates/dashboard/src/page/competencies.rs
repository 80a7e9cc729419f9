//! Each competency: pupils, right before, right after, and the change. In the order of their codes.

use super::words::{self, number, signed};
use crate::{
    Row,
    figures::{self, Change, percent},
};
use i18n::Texts;
use maud::{Markup, html};

pub(super) fn panel(texts: &Texts, rows: &[Row]) -> Markup {
    let changes = figures::by_competency(rows);
    html! {
        section.panel.right {
            h2 { (texts.dashboard_competencies()) }
            @if changes.is_empty() {
                p.nothing { (texts.dashboard_nothing_yet()) }
            } @else {
                p.legend {
                    span { svg.key viewBox="0 0 28 16" aria-hidden="true" { rect.before x="1" y="1" width="26" height="14" rx="4" {} } (texts.dashboard_before()) }
                    span { svg.key viewBox="0 0 28 16" aria-hidden="true" { rect.after x="1" y="1" width="26" height="14" rx="4" {} } (texts.dashboard_after()) }
                }
                table.competencies {
                    thead { tr {
                        th scope="col" { (texts.dashboard_competency()) }
                        th scope="col" { (texts.dashboard_pupils()) }
                        th scope="col" colspan="2" { (texts.dashboard_before_after()) }
                        th scope="col" { (texts.dashboard_gain()) }
                    } }
                    tbody {
                        @for (code, change) in &changes { (line(texts, code, change)) }
                    }
                }
            }
            p.small { (texts.dashboard_pupils_say()) }
        }
    }
}

fn line(texts: &Texts, code: &str, change: &Change) -> Markup {
    html! {
        tr {
            th scope="row" { (words::competency(texts, code)) }
            td.n { (number(change.pupils)) }
            @if let (Some(before), Some(after)) = (percent(change.before, change.pupils), percent(change.after, change.pupils)) {
                td.bars { (bars(before, after)) }
                td.n {
                    span.two title=(texts.dashboard_before()) { (number(change.before)) " " span.small { bdi dir="ltr" { (before) " %" } } }
                    span.two title=(texts.dashboard_after()) { b { (number(change.after)) } " " span.small { bdi dir="ltr" { (after) " %" } } }
                }
                td.n { b { bdi dir="ltr" { (signed(change.gain())) } } }
            } @else {
                td colspan="3" { (texts.dashboard_nobody_completed()) }
            }
        }
    }
}

/// Two bars of 0 to 100; drawn from the left and mirrored by the style sheet in Arabic.
fn bars(before: u64, after: u64) -> Markup {
    html! {
        svg viewBox="0 0 400 44" preserveAspectRatio="none" aria-hidden="true" {
            @for x in [1, 100, 200, 300, 399] {
                line.grid x1=(x) y1="0" x2=(x) y2="44" {}
            }
            rect.before x="1" y="4" width=(before * 4) height="16" rx="4" {}
            rect.after x="1" y="24" width=(after * 4) height="16" rx="4" {}
        }
    }
}
