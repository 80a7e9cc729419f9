//! The one page: a sentence first, then regions, competencies, every released number, what can be
//! collected, and how to read it.
//!
//! Everything that comes from a list or a file goes through maud, which escapes it. Deliberately not
//! here: programs in the page (there are none) and rankings.

mod collecting;
mod competencies;
mod frame;
mod method;
mod regions;
mod sentence;
mod table;
mod words;

use crate::{Attempt, Received, Row};
use i18n::Texts;
use maud::Markup;
use report::TaskList;
use std::collections::BTreeMap;

/// Everything that the page shows.
#[derive(Clone, Copy, Debug)]
pub struct Overview<'a> {
    /// The language.
    pub texts: &'a Texts,
    /// The academy's list of this period.
    pub list: &'a TaskList,
    /// All released rows, of this and other periods.
    pub rows: &'a [Row],
    /// Why tasks released nothing.
    pub attempts: &'a BTreeMap<String, Attempt>,
    /// Class reports that the leader holds.
    pub received: &'a Received,
    /// The page has its own fonts.
    pub fonts: bool,
}

/// The page.
#[must_use]
pub fn overview(overview: &Overview<'_>) -> Markup {
    // Sums are over this period; the table shows every period with its name.
    let now: Vec<Row> = overview
        .rows
        .iter()
        .filter(|row| row.period == overview.list.period.name)
        .cloned()
        .collect();
    let texts = overview.texts;
    frame::page(
        overview,
        &maud::html! {
            (frame::notices(overview))
            (sentence::panel(texts, &now))
            (regions::panel(texts, &now))
            (competencies::panel(texts, &now))
            (table::panel(texts, overview.rows))
            (collecting::panel(overview))
            (method::panel(texts, overview.list))
        },
    )
}
