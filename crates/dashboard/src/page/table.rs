//! Every released number, by place, level, pack, competency and period.

use super::words::{self, number};
use crate::Row;
use i18n::Texts;
use maud::{Markup, html};

pub(super) fn panel(texts: &Texts, rows: &[Row]) -> Markup {
    html! {
        section.panel.wide id="cells" {
            div.head {
                h2 { (texts.dashboard_cells()) }
                @if !rows.is_empty() {
                    a href="/cells.csv" { "CSV" }
                    a href="/cells.json" { "JSON" }
                }
            }
            @if rows.is_empty() {
                p.nothing { (texts.dashboard_nothing_yet()) }
            } @else {
                p.small { (texts.dashboard_cells_say()) }
                div.scroll tabindex="0" role="region" aria-label=(texts.dashboard_cells()) {
                    table.cells {
                        thead { tr {
                            th scope="col" { (texts.desk_directorate()) }
                            th scope="col" { (texts.desk_level()) }
                            th scope="col" { (texts.desk_lesson()) }
                            th scope="col" { (texts.dashboard_competency()) }
                            th scope="col" { (texts.dashboard_period()) }
                            th.n scope="col" { (texts.dashboard_reports()) }
                            th.n scope="col" { (texts.dashboard_cell_right_right()) }
                            th.n scope="col" { (texts.dashboard_cell_wrong_right()) }
                            th.n scope="col" { (texts.dashboard_cell_right_wrong()) }
                            th.n scope="col" { (texts.dashboard_cell_wrong_wrong()) }
                            th.n scope="col" { (texts.dashboard_cell_not_completed()) }
                        } }
                        tbody { @for row in rows { (line(texts, row)) } }
                    }
                }
            }
        }
    }
}

fn line(texts: &Texts, row: &Row) -> Markup {
    html! {
        tr {
            th scope="row" { (words::province(texts, &row.province)) }
            td { (texts.desk_level_of(row.level)) }
            td { (words::pack(&row.pack)) }
            td { (words::competency(texts, &row.competency)) }
            td { bdi dir="ltr" { (row.period) } }
            @for count in [
                row.report_count,
                row.right_right,
                row.wrong_right,
                row.right_wrong,
                row.wrong_wrong,
                row.not_completed,
            ] {
                td.n { (number(count)) }
            }
        }
    }
}
