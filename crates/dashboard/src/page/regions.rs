//! The twelve regions where they lie, with their number of class reports: a picture of who takes
//! part, not of who does better. All have one size and one colour.

use super::words::number;
use crate::{Row, figures};
use i18n::Texts;
use maud::{Markup, html};

/// Academy, column (in half hexagons) and row.
const PLACES: [(&str, f64, f64); 12] = [
    ("01", 9.0, 0.0),
    ("02", 12.0, 1.0),
    ("03", 10.0, 1.0),
    ("04", 8.0, 1.0),
    ("05", 9.0, 2.0),
    ("06", 7.0, 2.0),
    ("07", 8.0, 3.0),
    ("08", 11.0, 2.0),
    ("09", 7.0, 4.0),
    ("10", 5.0, 4.0),
    ("11", 4.0, 5.0),
    ("12", 2.0, 5.0),
];
/// From the centre to a corner.
const RADIUS: f64 = 43.0;

pub(super) fn panel(texts: &Texts, rows: &[Row]) -> Markup {
    let reports = figures::reports_by_region(rows);
    html! {
        section.panel {
            h2 { (texts.dashboard_regions()) }
            svg.carto viewBox="0 0 460 424" role="group" aria-label=(texts.dashboard_regions()) {
                defs {
                    pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                        rect.hatch-ground width="8" height="8" {}
                        rect.hatch-line width="3" height="8" {}
                    }
                }
                @for (code, column, row) in PLACES {
                    (hexagon(texts, code, (column, row), reports.get(code).copied()))
                }
            }
            p.legend {
                span { svg.key viewBox="0 0 28 16" aria-hidden="true" { rect.region x="1" y="1" width="26" height="14" rx="4" {} } (texts.dashboard_region_reports()) }
                span { svg.key viewBox="0 0 28 16" aria-hidden="true" { rect.none x="1" y="1" width="26" height="14" rx="4" {} } (texts.dashboard_region_none()) }
            }
            p.small { (texts.dashboard_regions_say()) }
        }
    }
}

fn hexagon(texts: &Texts, code: &str, (column, row): (f64, f64), reports: Option<u64>) -> Markup {
    let x = (column - 2.0) * RADIUS * 0.866 + 40.0;
    let y = row * RADIUS * 1.5 + 46.0;
    let corners: Vec<String> = (0..6)
        .map(|corner| {
            let (sine, cosine) = (std::f64::consts::FRAC_PI_3 * f64::from(corner)).sin_cos();
            format!(
                "{:.1},{:.1}",
                x + (RADIUS - 2.5) * sine,
                y - (RADIUS - 2.5) * cosine
            )
        })
        .collect();
    let name = texts
        .get(&format!("dashboard-region-{code}"))
        .unwrap_or_else(|| code.to_owned());
    html! {
        g.(if reports.is_some() { "region" } else { "none" }) {
            polygon points=(corners.join(" ")) {}
            @if reports.is_none() {
                rect.label x=(format!("{:.1}", x - 33.0)) y=(format!("{:.1}", y - 19.0)) width="66" height="42" rx="6" {}
            }
            text.name x=(format!("{x:.1}")) y=(format!("{:.1}", y - 2.0)) text-anchor="middle" { (name) }
            text.value x=(format!("{x:.1}")) y=(format!("{:.1}", y + 18.0)) text-anchor="middle" {
                @match reports {
                    Some(reports) => (number(reports)),
                    None => "—",
                }
            }
        }
    }
}
