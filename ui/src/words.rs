//! Words on their way to the screen.

use i18n::Language;

/// Sets a text as its language is printed: in French, no line begins with `?` or `»`.
pub fn typeset(language: Language, text: &str) -> String {
    if language != Language::French {
        return text.to_owned();
    }
    let mut set = text.replace("« ", "«\u{a0}");
    for sign in ["»", "?", "!", ":", ";", "…"] {
        set = set.replace(&format!(" {sign}"), &format!("\u{a0}{sign}"));
    }
    set.replace('\'', "’")
}

/// The clip that speaks a message of the app.
pub fn message_clip(language: Language, id: &str) -> String {
    format!("voice/{}/ui/{id}.ogg", language.code())
}

/// The clip that speaks a text of a lesson.
pub fn lesson_clip(language: Language, lesson: &str, key: &str) -> String {
    format!("voice/{}/{lesson}/{key}.ogg", language.code())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_signs_stay_with_their_word() {
        assert_eq!(
            typeset(Language::French, "Je dis : « Qu'est-ce ? »"),
            "Je dis\u{a0}: «\u{a0}Qu’est-ce\u{a0}?\u{a0}»"
        );
    }

    #[test]
    fn arabic_stays_as_written() {
        assert_eq!(typeset(Language::Arabic, "هَلْ : «لَا» ?"), "هَلْ : «لَا» ?");
    }
}
