//! How the numbers come to be, and what this preview does not do yet.

use i18n::Texts;
use maud::{Markup, html};
use report::TaskList;

pub(super) fn panel(texts: &Texts, list: &TaskList) -> Markup {
    html! {
        section.panel.wide.method id="method" {
            h2 { (texts.dashboard_method()) }
            ul {
                li { (texts.dashboard_method_counts()) }
                li { (texts.dashboard_method_shares()) }
                li { (texts.dashboard_method_twice()) }
                li { (texts.dashboard_method_causes()) }
                li { b { (texts.dashboard_later()) } " " (texts.dashboard_later_say()) }
            }
            dl {
                dt { (texts.dashboard_leader()) }
                dd { bdi dir="ltr" { (list.leader.url) } }
                dt { (texts.dashboard_helper()) }
                dd { bdi dir="ltr" { (list.helper.url) } }
            }
        }
    }
}
