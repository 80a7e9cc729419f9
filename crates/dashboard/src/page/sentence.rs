//! The sentence that comes before all numbers.

use super::words;
use crate::{Row, figures};
use i18n::Texts;
use maud::{Markup, html};

pub(super) fn panel(texts: &Texts, rows: &[Row]) -> Markup {
    // The competency that most pupils answered, so that the choice does not depend on the result.
    let changes = figures::by_competency(rows);
    let most = changes
        .iter()
        .filter(|(_, change)| change.pupils > 0)
        .max_by_key(|(code, change)| (change.pupils, std::cmp::Reverse(*code)));
    html! {
        section.panel.sum id="overview" {
            svg.sumk viewBox="0 0 100 100" aria-hidden="true" { use href="/kit.svg#khatam-set" {} }
            p.lead {
                @if let Some((code, change)) = most {
                    (texts.dashboard_sentence(
                        words::number(change.after),
                        words::number(change.before),
                        words::competency(texts, code),
                        words::number(change.pupils),
                    ))
                } @else if rows.is_empty() {
                    (texts.dashboard_empty())
                } @else {
                    (texts.dashboard_nobody_completed())
                }
            }
        }
    }
}
