//! The provincial directorates of Morocco, the places that an aggregate can speak of.
//!
//! Source: see the head of `directorates.csv`. Deliberately not here: schools. No aggregate is
//! finer than a directorate.

use serde::Deserialize;
use std::sync::LazyLock;

/// A provincial directorate of an academy.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Directorate {
    /// Code of the HCP, for instance `09.541`.
    pub code: String,
    /// Code of the academy (AREF), `01` to `12`.
    pub aref: String,
    /// Name of the academy's region in French.
    pub aref_name_fr: String,
    /// Name of the academy's region in Arabic.
    pub aref_name_ar: String,
    /// Name in French.
    pub name_fr: String,
    /// Name in Arabic.
    pub name_ar: String,
}

static DIRECTORATES: LazyLock<Vec<Directorate>> = LazyLock::new(|| {
    let mut reader = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .from_reader(include_bytes!("directorates.csv").as_slice());
    // The file is part of the program and a test reads every row of it.
    let rows: Result<Vec<Directorate>, csv::Error> = reader.deserialize().collect();
    rows.unwrap_or_default()
});

/// All 82 directorates, by academy.
#[must_use]
pub fn directorates() -> &'static [Directorate] {
    &DIRECTORATES
}

/// The directorate with this HCP code.
#[must_use]
pub fn directorate(code: &str) -> Option<&'static Directorate> {
    DIRECTORATES.iter().find(|d| d.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn there_are_82_directorates_in_12_academies() {
        assert_eq!(directorates().len(), 82);
        let codes: HashSet<_> = directorates().iter().map(|d| &d.code).collect();
        let arefs: HashSet<_> = directorates().iter().map(|d| &d.aref).collect();
        assert_eq!((codes.len(), arefs.len()), (82, 12));
    }

    #[test]
    fn every_directorate_belongs_to_the_academy_of_its_code_and_has_both_names() {
        for d in directorates() {
            assert!(d.code.starts_with(&format!("{}.", d.aref)), "{}", d.code);
            assert!(!d.name_fr.is_empty() && !d.name_ar.is_empty(), "{}", d.code);
        }
        assert_eq!(directorate("09.541").map(|d| d.aref.as_str()), Some("09"));
        assert_eq!(directorate("99.999"), None);
    }
}
