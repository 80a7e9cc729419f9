//! The document around the panels: head, night bar, and the notices that stand above every number.

use super::Overview;
use i18n::{Language, Texts};
use maud::{DOCTYPE, Markup, html};

pub(super) fn page(overview: &Overview<'_>, panels: &Markup) -> Markup {
    let texts = overview.texts;
    let language = texts.language();
    let other = match language {
        Language::Arabic => Language::French,
        Language::French => Language::Arabic,
    };
    html! {
        (DOCTYPE)
        html.skin-adult lang=(language.code()) dir=(language.direction()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (texts.dashboard_title()) }
                @if overview.fonts { link rel="stylesheet" href="/fonts.css"; }
                link rel="stylesheet" href="/style.css";
                link rel="icon" href="/kit.svg";
            }
            body {
                header.bar {
                    svg.logo viewBox="0 0 160 160" aria-hidden="true" {
                        use href="/kit.svg#bal-calm" width="200" height="200" {}
                    }
                    h1 { (texts.dashboard_title()) " · " bdi dir="ltr" { (overview.list.period.name) } }
                    nav aria-label=(texts.dashboard_title()) {
                        a href="#overview" { (texts.dashboard_overview()) }
                        a href="#cells" { (texts.dashboard_cells()) }
                        a href="#collect" { (texts.dashboard_collect()) }
                        a href="#method" { (texts.dashboard_method()) }
                        a.language href=(format!("/?lang={}", other.code())) lang=(other.code()) hreflang=(other.code()) { (texts.dashboard_other_language()) }
                    }
                }
                main { (panels) }
            }
        }
    }
}

pub(super) fn notices(overview: &Overview<'_>) -> Markup {
    let texts: &Texts = overview.texts;
    let rows = overview.rows;
    let without_noise = overview.list.preview || rows.iter().any(|row| row.preview_without_noise);
    let one_party = overview.list.one_party || rows.iter().any(|row| row.one_party);
    html! {
        ul.notices {
            @if without_noise {
                li { b { (texts.dashboard_preview()) } " " (texts.dashboard_preview_say()) }
            }
            @if one_party {
                li { b { (texts.dashboard_one_party()) } " " (texts.dashboard_one_party_say()) }
            }
        }
    }
}
