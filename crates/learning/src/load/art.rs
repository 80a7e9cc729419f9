//! Pictures: SVG symbols that will live in one document with everything else. They are
//! read, checked and written anew, so that nothing but the shapes listed here can reach a
//! page, whatever a parser of HTML makes of comments or names.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node};

use super::mistake::{Mistakes, Source};

const SVG: &str = "http://www.w3.org/2000/svg";
/// Shapes, and `svg`, which crops what is inside it.
const SHAPES: [&str; 10] = [
    "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "use", "svg",
];
/// What only the kit may hold besides.
const KIT_ONLY: [&str; 2] = ["defs", "pattern"];

/// A symbol, as far as others need to know it.
#[derive(Clone, Debug)]
pub(super) struct Symbol {
    pub(super) view_box: String,
    /// Where it stands in its file, in bytes.
    pub(super) at: usize,
}

/// Which file it is.
#[derive(Clone, Copy)]
pub(super) enum Rules<'a> {
    /// The kit: may hold patterns and named parts, and has its own names.
    Kit,
    /// A lesson's art: symbols only, their names begin with the lesson's.
    Lesson { id: &'a str },
}

/// What was read from one or more files.
#[derive(Default)]
pub(super) struct Drawing<'s> {
    pub(super) symbols: BTreeMap<String, Symbol>,
    pub(super) ids: BTreeSet<String>,
    /// Definitions and symbols, written anew.
    pub(super) inner: String,
    references: Vec<(&'s Source<'s>, usize, String)>,
}

impl Drawing<'_> {
    /// Everything that is named must exist, here or among the ids of others.
    pub(super) fn check_references(&self, others: &BTreeSet<String>, mistakes: &Mistakes) {
        for (source, at, target) in &self.references {
            if !self.ids.contains(target) && !others.contains(target) {
                mistakes.add(
                    source,
                    *at,
                    format!("uses `#{target}`, which does not exist"),
                );
            }
        }
    }
}

/// The pictures that a lesson may name.
#[derive(Clone, Copy)]
pub(super) struct Pictures<'a> {
    pub(super) kit: &'a BTreeMap<String, Symbol>,
    /// The lesson's own; `None` when its art could not be read at all.
    pub(super) own: Option<&'a BTreeMap<String, Symbol>>,
}

impl<'a> Pictures<'a> {
    pub(super) fn get(self, id: &str) -> Option<&'a Symbol> {
        self.own
            .and_then(|own| own.get(id))
            .or_else(|| self.kit.get(id))
    }
}

/// The one element that a page holds.
pub(super) fn sprite(inner: &str) -> String {
    format!("<svg xmlns=\"{SVG}\" width=\"0\" height=\"0\" aria-hidden=\"true\">\n{inner}</svg>")
}

/// Adds a file to a drawing. Says whether it could be read, with mistakes or without.
pub(super) fn read<'s>(
    source: &'s Source<'s>,
    rules: Rules<'s>,
    drawing: &mut Drawing<'s>,
    mistakes: &'s Mistakes,
) -> bool {
    let document = match Document::parse(source.text) {
        Ok(document) => document,
        Err(error) => {
            let line = usize::try_from(error.pos().row).unwrap_or(usize::MAX);
            mistakes.add_line(
                source.file.clone(),
                line,
                format!("not well-formed: {error}"),
            );
            return false;
        }
    };
    let mut reader = Reader {
        source,
        rules,
        drawing,
        mistakes,
        symbol: String::new(),
    };
    let root = document.root_element();
    if root.tag_name().name() != "svg" || root.tag_name().namespace() != Some(SVG) {
        reader.mistake(
            root,
            &format!("the file should be one `<svg xmlns=\"{SVG}\">`"),
        );
        return false;
    }
    for child in root.children() {
        reader.top(child);
    }
    true
}

struct Reader<'r, 's> {
    source: &'s Source<'s>,
    rules: Rules<'s>,
    drawing: &'r mut Drawing<'s>,
    mistakes: &'s Mistakes,
    /// The symbol being read, for mistakes to name.
    symbol: String,
}

impl Reader<'_, '_> {
    fn mistake(&self, node: Node<'_, '_>, problem: &str) {
        let problem = match self.symbol.as_str() {
            "" => problem.to_owned(),
            symbol => format!("symbol `{symbol}`: {problem}"),
        };
        self.mistakes.add(self.source, node.range().start, problem);
    }

    fn top(&mut self, node: Node<'_, '_>) {
        if !node.is_element() {
            self.silent(node);
            return;
        }
        match (self.rules, node.tag_name().name()) {
            (_, "symbol") => {
                self.symbol = node.attribute("id").unwrap_or_default().to_owned();
                self.symbol(node);
                self.write(node);
                self.drawing.inner.push('\n');
                self.symbol.clear();
            }
            (Rules::Kit, "defs") => {
                self.write(node);
                self.drawing.inner.push('\n');
            }
            (Rules::Lesson { .. }, name) => {
                self.mistake(node, &format!("`<{name}>` should be a `<symbol>`"));
            }
            (Rules::Kit, name) => {
                self.mistake(
                    node,
                    &format!("`<{name}>` should be a `<symbol>` or `<defs>`"),
                );
            }
        }
    }

    fn symbol(&mut self, node: Node<'_, '_>) {
        let id = node.attribute("id").unwrap_or_default();
        if id.is_empty() {
            self.mistake(node, "a symbol has no id");
        } else if let Rules::Lesson { id: lesson } = self.rules
            && !id
                .strip_prefix(lesson)
                .is_some_and(|rest| rest.starts_with('-'))
        {
            self.mistake(node, &format!("the id should begin with `{lesson}-`"));
        }
        let view_box = node.attribute("viewBox").unwrap_or_default();
        let numbers: Option<Vec<f64>> = view_box
            .split_whitespace()
            .map(|number| number.parse().ok())
            .collect();
        match numbers.as_deref() {
            Some([_, _, width, height]) if *width > 0.0 && *height > 0.0 => {}
            Some([]) => self.mistake(node, "has no viewBox"),
            _ => self.mistake(node, &format!("viewBox `{view_box}` is not four numbers")),
        }
        let symbol = Symbol {
            view_box: view_box.to_owned(),
            at: node.range().start,
        };
        self.drawing.symbols.entry(id.to_owned()).or_insert(symbol);
    }

    /// Words belong to texts, where they have a language and a voice.
    fn silent(&self, node: Node<'_, '_>) {
        if node
            .text()
            .is_some_and(|text| node.is_text() && !text.trim().is_empty())
        {
            self.mistake(node, "a picture holds no words");
        }
    }

    fn write(&mut self, node: Node<'_, '_>) {
        if !node.is_element() {
            self.silent(node);
            return;
        }
        let name = node.tag_name().name();
        let allowed = node.tag_name().namespace() == Some(SVG)
            && (SHAPES.contains(&name)
                || (name == "symbol" && node.parent().is_some_and(is_root))
                || (matches!(self.rules, Rules::Kit) && KIT_ONLY.contains(&name)));
        if !allowed {
            self.mistake(node, &format!("`<{name}>` is not allowed in a picture"));
            return;
        }
        self.drawing.inner.push('<');
        self.drawing.inner.push_str(name);
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            if attribute.namespace().is_some() {
                self.mistake(node, &format!("`{name}` has a prefix; write it without"));
            }
            self.attribute(node, name, value);
            self.drawing
                .inner
                .push_str(&format!(" {name}=\"{}\"", escape(value)));
        }
        if name == "use" && node.attribute("href").is_none() {
            self.mistake(node, "a `<use>` has no `href`");
        }
        self.drawing.inner.push('>');
        for child in node.children() {
            self.write(child);
        }
        self.drawing.inner.push_str(&format!("</{name}>"));
    }

    fn attribute(&mut self, node: Node<'_, '_>, name: &str, value: &str) {
        let at = node.range().start;
        if name == "id" {
            let named = matches!(self.rules, Rules::Kit) || node.tag_name().name() == "symbol";
            if !named {
                self.mistake(
                    node,
                    &format!("only symbols have an id, not `{value}` inside one"),
                );
            }
            if !self.drawing.ids.insert(value.to_owned()) && named {
                self.mistake(node, &format!("the id `{value}` is taken"));
            }
        } else if name == "style" || name == "class" || name.to_lowercase().starts_with("on") {
            self.mistake(node, &format!("the attribute `{name}` is not allowed"));
        } else if name == "href" {
            match value.strip_prefix('#') {
                Some(target) => {
                    self.drawing
                        .references
                        .push((self.source, at, target.to_owned()));
                }
                None => self.mistake(node, &format!("`href` to `{value}` leaves the picture")),
            }
        } else if value.to_lowercase().contains("url(") {
            match value
                .strip_prefix("url(#")
                .and_then(|rest| rest.strip_suffix(')'))
            {
                Some(target) if !target.contains(['(', ')']) => {
                    self.drawing
                        .references
                        .push((self.source, at, target.to_owned()));
                }
                _ => self.mistake(node, &format!("`{name}` as `{value}` leaves the picture")),
            }
        }
    }
}

fn is_root(node: Node<'_, '_>) -> bool {
    node.parent().is_some_and(|parent| parent.is_root())
}

fn escape(value: &str) -> String {
    value
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
