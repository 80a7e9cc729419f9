//! The released rows for other programs.

use crate::{Error, Row};

/// The rows as CSV with a header, UTF-8.
///
/// # Errors
///
/// If a row cannot be written; memory is the only cause.
pub fn csv(rows: &[Row]) -> Result<Vec<u8>, Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record([
        "task_id",
        "period",
        "aref",
        "province",
        "level",
        "pack",
        "competency",
        "report_count",
        "not_completed",
        "wrong_wrong",
        "wrong_right",
        "right_wrong",
        "right_right",
        "preview_without_noise",
        "one_party",
    ])?;
    for row in rows {
        writer.write_record([
            inert(&row.task_id),
            inert(&row.period),
            inert(&row.aref),
            inert(&row.province),
            row.level.to_string(),
            inert(&row.pack),
            inert(&row.competency),
            row.report_count.to_string(),
            row.not_completed.to_string(),
            row.wrong_wrong.to_string(),
            row.wrong_right.to_string(),
            row.right_wrong.to_string(),
            row.right_right.to_string(),
            row.preview_without_noise.to_string(),
            row.one_party.to_string(),
        ])?;
    }
    writer
        .into_inner()
        .map_err(|error| Error::Csv(error.into_error().into()))
}

/// A spreadsheet takes a text that begins like a formula for a formula. Task ids are random, so
/// some begin with `-`; those name nothing that a formula could use.
fn inert(text: &str) -> String {
    if text.starts_with(['=', '+', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}
