//! Names and numbers as the page writes them.

use i18n::{Language, Texts};
use report::directorate;

/// A whole number in groups of three, as both languages write it in Morocco.
pub(super) fn number(value: impl Into<i128>) -> String {
    let value = value.into();
    let digits = value.unsigned_abs().to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    if value < 0 {
        format!("−{text}")
    } else {
        text
    }
}

/// A change, with its sign.
pub(super) fn signed(value: i128) -> String {
    if value > 0 {
        format!("+{}", number(value))
    } else {
        number(value)
    }
}

/// The competency's name, or its code if the app has no name for it.
pub(super) fn competency(texts: &Texts, code: &str) -> String {
    texts
        .get(&format!("competency-{code}"))
        .unwrap_or_else(|| code.to_owned())
}

/// The directorate's name, or its code if it is not known.
pub(super) fn province(texts: &Texts, code: &str) -> String {
    match (directorate(code), texts.language()) {
        (Some(found), Language::Arabic) => found.name_ar.clone(),
        (Some(found), Language::French) => found.name_fr.clone(),
        (None, _) => code.to_owned(),
    }
}

/// A pack's code as a coordinator knows it.
pub(super) fn pack(code: &str) -> String {
    code.to_uppercase()
}
