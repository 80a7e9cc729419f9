//! Sums over released rows: per competency, and class reports per region.
//!
//! A row's sums of one competency are added over packs, so a pupil who took two lessons of the same
//! competency counts twice; the page says so. Deliberately not here: order by result.

use crate::Row;
use std::collections::{BTreeMap, BTreeSet};

/// Before and after the lesson, over all rows of one competency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Pupils who answered both times.
    pub pupils: u64,
    /// Of those, right before the lesson.
    pub before: u64,
    /// Of those, right after the lesson.
    pub after: u64,
    /// Pupils with one of the two answers missing; not in `pupils`.
    pub not_completed: u64,
}

impl Change {
    fn add(&mut self, row: &Row) {
        self.before += row.right_wrong + row.right_right;
        self.after += row.wrong_right + row.right_right;
        self.pupils += row.wrong_wrong + row.wrong_right + row.right_wrong + row.right_right;
        self.not_completed += row.not_completed;
    }

    /// Pupils more (or fewer) who are right after the lesson.
    #[must_use]
    pub fn gain(&self) -> i128 {
        i128::from(self.after) - i128::from(self.before)
    }
}

/// A part of a whole in percent, rounded; nothing of nothing is nothing, not zero.
#[must_use]
pub fn percent(part: u64, whole: u64) -> Option<u64> {
    let (part, whole) = (u128::from(part), u128::from(whole));
    (part * 100 + whole / 2)
        .checked_div(whole)
        .and_then(|percent| u64::try_from(percent).ok())
}

/// The change of each competency, by its code.
#[must_use]
pub fn by_competency(rows: &[Row]) -> BTreeMap<&str, Change> {
    let mut changes = BTreeMap::<&str, Change>::new();
    for row in rows {
        changes.entry(&row.competency).or_default().add(row);
    }
    changes
}

/// Class reports in released tasks, by the academy's code.
#[must_use]
pub fn reports_by_region(rows: &[Row]) -> BTreeMap<&str, u64> {
    let mut seen = BTreeSet::new();
    let mut regions = BTreeMap::<&str, u64>::new();
    for row in rows {
        // A task has one row per competency, and its reports count once.
        if seen.insert(&row.task_id) {
            *regions.entry(&row.aref).or_default() += row.report_count;
        }
    }
    regions
}
