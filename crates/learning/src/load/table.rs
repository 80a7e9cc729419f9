//! A reader over TOML tables that reads each field by itself, so that two wrong fields of
//! one table are two mistakes, and that knows at the end which fields nobody asked for.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::mistake::{Mistakes, Source};

/// One table of a file.
pub(super) struct Table<'s, 'i> {
    source: &'s Source<'i>,
    mistakes: &'s Mistakes,
    /// What a mistake calls it: ``step `3` ``; empty for the whole file.
    name: String,
    /// The name of the table around it.
    outer: String,
    at: usize,
    fields: DeTable<'i>,
    known: Vec<&'static str>,
}

impl<'s, 'i> Table<'s, 'i> {
    /// The whole file. What cannot be parsed is a mistake; the rest is read all the same.
    pub(super) fn file(source: &'s Source<'i>, mistakes: &'s Mistakes) -> Self {
        let (fields, errors) = DeTable::parse_recoverable(source.text);
        for error in errors {
            mistakes.add(
                source,
                start(error.span()),
                error.message().replace('\n', ", "),
            );
        }
        let fields = fields.into_inner();
        Self {
            source,
            mistakes,
            name: String::new(),
            outer: String::new(),
            at: 0,
            fields,
            known: Vec::new(),
        }
    }

    /// Says what mistakes call this table from now on, inside the one around it.
    pub(super) fn call(&mut self, name: &str) {
        self.name = join(&self.outer, name);
    }

    /// Where it begins, in bytes.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// A mistake about this table, at a place in bytes.
    pub(super) fn mistake(&self, at: usize, problem: &str) {
        let problem = match self.name.as_str() {
            "" => problem.to_owned(),
            name => format!("{name}: {problem}"),
        };
        self.mistakes.add(self.source, at, problem);
    }

    /// The field, or `None` when it is missing or wrong; a wrong one is a mistake.
    pub(super) fn optional<T: DeserializeOwned>(
        &mut self,
        field: &'static str,
    ) -> Option<Spanned<T>> {
        let value = self.take(field)?;
        let span = value.span();
        match T::deserialize(ValueDeserializer::from(value)) {
            Ok(read) => Some(Spanned::new(span, read)),
            Err(error) => {
                let at = error.span().map_or(span.start, |span| span.start);
                let why = plain(error.message());
                self.mistake(at, &format!("`{field}`: {why}"));
                None
            }
        }
    }

    /// The field; a missing or wrong one is a mistake and gives `None`.
    pub(super) fn required<T: DeserializeOwned>(
        &mut self,
        field: &'static str,
    ) -> Option<Spanned<T>> {
        if !self.fields.contains_key(field) {
            self.known.push(field);
            self.mistake(self.at, &format!("`{field}` is missing"));
            return None;
        }
        self.optional(field)
    }

    /// The tables of a list, `[[field]]` or `field = [ { … } ]`; none when it is missing.
    /// Each is called by what it is until somebody knows better.
    pub(super) fn tables(&mut self, field: &'static str, what: &str) -> Vec<Table<'s, 'i>> {
        let Some(value) = self.take(field) else {
            return Vec::new();
        };
        let span = value.span();
        let DeValue::Array(items) = value.into_inner() else {
            self.mistake(span.start, &format!("`{field}` should be a list of tables"));
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in items {
            let at = item.span().start;
            match item.into_inner() {
                DeValue::Table(fields) => tables.push(Table {
                    source: self.source,
                    mistakes: self.mistakes,
                    name: join(&self.name, what),
                    outer: self.name.clone(),
                    at,
                    fields,
                    known: Vec::new(),
                }),
                other => self.mistake(
                    at,
                    &format!(
                        "`{field}` should hold tables, here is a {}",
                        other.type_str()
                    ),
                ),
            }
        }
        tables
    }

    /// Whether a list was written at all; one that was not is a mistake.
    pub(super) fn require(&self, field: &'static str) {
        if !self.fields.contains_key(field) {
            self.mistake(self.at, &format!("`{field}` is missing"));
        }
    }

    /// Everything that is left, by its place in the file.
    pub(super) fn rest(self) -> Vec<(Spanned<String>, Spanned<DeValue<'i>>)> {
        let mut rest: Vec<_> = self
            .fields
            .into_iter()
            .map(|(key, value)| {
                (
                    Spanned::new(key.span(), key.into_inner().into_owned()),
                    value,
                )
            })
            .collect();
        rest.sort_by_key(|(key, _)| key.span().start);
        rest
    }

    /// Ends the reading: fields that nobody asked for are mistakes.
    pub(super) fn finish(self) {
        for key in self.fields.keys() {
            let written = key.get_ref().as_ref();
            let near = self
                .known
                .iter()
                .map(|known| (strsim::damerau_levenshtein(known, written), *known))
                .min()
                .filter(|(distance, _)| *distance <= 2);
            let hint = match near {
                Some((_, known)) => format!("did you mean `{known}`?"),
                None => format!("the fields here are {}", self.known.join(", ")),
            };
            self.mistake(
                key.span().start,
                &format!("unknown field `{written}`; {hint}"),
            );
        }
    }

    fn take(&mut self, field: &'static str) -> Option<Spanned<DeValue<'i>>> {
        self.known.push(field);
        self.fields.remove(field)
    }
}

/// The name of something inside something that has a name or none.
fn join(outer: &str, inner: &str) -> String {
    match outer {
        "" => inner.to_owned(),
        outer => format!("{outer}: {inner}"),
    }
}

/// An author knows neither Rust nor serde.
fn plain(message: &str) -> String {
    [
        ("unknown variant", "unknown word"),
        ("expected u32", "expected a whole number, 0 or more"),
        ("expected f32", "expected a number"),
        ("expected a boolean", "expected true or false"),
        ("expected a sequence", "expected a list"),
        ("expected a map", "expected a table"),
    ]
    .into_iter()
    .fold(message.to_owned(), |message, (from, to)| {
        message.replace(from, to)
    })
}

fn start(span: Option<Range<usize>>) -> usize {
    span.map_or(0, |span| span.start)
}
