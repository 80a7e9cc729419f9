//! The app's own words: one typed function per Fluent message of `locales/`.
//!
//! Deliberately not here: the words of lessons, which belong to `content/`, and the choice
//! of a language, which belongs to the reader.

use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

/// A number or a text that fills a message's variable.
pub type Value<'a> = FluentValue<'a>;

/// A language that the app speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// Arabic, right to left.
    Arabic,
    /// French.
    French,
}

impl Language {
    /// All of them, in the order in which they are offered.
    pub const ALL: &'static [Self] = &[Self::Arabic, Self::French];

    /// Its BCP 47 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Arabic => "ar",
            Self::French => "fr",
        }
    }

    /// The language of that code, if the app speaks it.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|language| language.code() == code)
    }

    /// The direction of its writing, as HTML says it.
    pub fn direction(self) -> &'static str {
        match self {
            Self::Arabic => "rtl",
            Self::French => "ltr",
        }
    }
}

/// All messages in one language.
pub struct Texts {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl fmt::Debug for Texts {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Texts")
            .field("language", &self.language)
            .finish_non_exhaustive()
    }
}

impl Texts {
    /// The messages of a language. Their sources were checked when this crate was built.
    pub fn new(language: Language) -> Self {
        let locale = language.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        let sources = SOURCES
            .iter()
            .find(|(code, _)| *code == language.code())
            .map_or(&[][..], |(_, sources)| sources);
        for source in sources {
            let resource = FluentResource::try_new((*source).to_owned())
                .unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        Self { language, bundle }
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The message of that id, if there is one and it has no variables. For closed lists,
    /// whose ids are made from their names; a test holds both lists together.
    pub fn get(&self, id: &str) -> Option<String> {
        self.bundle
            .has_message(id)
            .then(|| self.format(id, Vec::new()))
    }

    fn format(&self, id: &str, arguments: Vec<(&'static str, Value<'static>)>) -> String {
        let arguments: FluentArgs<'_> = arguments.into_iter().collect();
        let Some(pattern) = self
            .bundle
            .get_message(id)
            .and_then(|message| message.value())
        else {
            return id.to_owned();
        };
        self.bundle
            .format_pattern(pattern, Some(&arguments), &mut Vec::new())
            .into_owned()
    }
}

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_of_the_app_has_its_messages() {
        for language in Language::ALL {
            let texts = Texts::new(*language);
            assert_ne!(texts.map_title(), "map-title", "{language:?}");
        }
    }

    #[test]
    fn arabic_counts_pupils_in_its_six_ways() {
        let texts = Texts::new(Language::Arabic);
        let forms: std::collections::BTreeSet<_> = [0, 1, 2, 3, 11, 100]
            .iter()
            .map(|pupils| {
                texts
                    .desk_pupils(*pupils)
                    .chars()
                    .filter(|letter| !letter.is_ascii_digit())
                    .collect::<String>()
            })
            .collect();
        assert!(forms.len() >= 5, "{forms:?}");
    }
}
