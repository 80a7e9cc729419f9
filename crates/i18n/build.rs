//! Turns `locales/<language>/<area>.ftl` into one typed function per message, so that a
//! misspelt message or a forgotten variable is a compile error. Every language has the same
//! messages with the same variables as the reference, or the build fails and says where.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use fluent_syntax::ast;

/// The language that the others are held against.
const REFERENCE: &str = "fr";

/// The variables of each message.
type Messages = BTreeMap<String, BTreeSet<String>>;

fn main() {
    let locales = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales");
    println!("cargo::rerun-if-changed={}", locales.display());
    let mut mistakes = Vec::new();
    let mut languages: BTreeMap<String, (Messages, Vec<PathBuf>)> = BTreeMap::new();
    for folder in sorted(&locales).into_iter().filter(|path| path.is_dir()) {
        let mut messages = Messages::new();
        let files: Vec<_> = sorted(&folder)
            .into_iter()
            .filter(|path| path.extension().is_some_and(|extension| extension == "ftl"))
            .collect();
        for file in &files {
            read(file, &mut messages, &mut mistakes);
        }
        let name = folder
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        languages.insert(name.unwrap_or_default(), (messages, files));
    }
    let Some((reference, _)) = languages.get(REFERENCE).cloned() else {
        panic!("locales/{REFERENCE} is missing");
    };
    for (language, (messages, _)) in &languages {
        for (id, variables) in &reference {
            match messages.get(id) {
                None => mistakes.push(format!("locales/{language}: `{id}` is missing")),
                Some(found) if found != variables => mistakes.push(format!(
                    "locales/{language}: `{id}` uses the variables {found:?}, \
                     locales/{REFERENCE} uses {variables:?}"
                )),
                Some(_) => {}
            }
        }
        for id in messages.keys().filter(|id| !reference.contains_key(*id)) {
            mistakes.push(format!(
                "locales/{language}: `{id}` is not in locales/{REFERENCE}"
            ));
        }
    }
    assert!(mistakes.is_empty(), "\n{}\n", mistakes.join("\n"));

    let code = generate(&reference, &languages);
    let out = Path::new(&env::var("OUT_DIR").expect("cargo sets OUT_DIR")).join("messages.rs");
    fs::write(out, code).expect("the output folder can be written");
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("the folder can be listed").path())
        .collect();
    paths.sort();
    paths
}

fn read(file: &Path, messages: &mut Messages, mistakes: &mut Vec<String>) {
    let text = fs::read_to_string(file).expect("the file can be read");
    let resource = fluent_syntax::parser::parse(text.as_str()).unwrap_or_else(|(rest, errors)| {
        for error in errors {
            let line = text[..error.pos.start.min(text.len())].lines().count();
            mistakes.push(format!("{}:{line}: {}", file.display(), error.kind));
        }
        rest
    });
    for entry in &resource.body {
        let ast::Entry::Message(message) = entry else {
            continue;
        };
        let id = message.id.name.to_owned();
        let mut variables = BTreeSet::new();
        if let Some(pattern) = &message.value {
            in_pattern(pattern, &mut variables);
        }
        if messages.insert(id.clone(), variables).is_some() {
            mistakes.push(format!("{}: `{id}` is there twice", file.display()));
        }
    }
}

fn in_pattern(pattern: &ast::Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let ast::PatternElement::Placeable { expression } = element {
            in_expression(expression, variables);
        }
    }
}

fn in_expression(expression: &ast::Expression<&str>, variables: &mut BTreeSet<String>) {
    match expression {
        ast::Expression::Inline(inline) => in_inline(inline, variables),
        ast::Expression::Select { selector, variants } => {
            in_inline(selector, variables);
            for variant in variants {
                in_pattern(&variant.value, variables);
            }
        }
    }
}

fn in_inline(inline: &ast::InlineExpression<&str>, variables: &mut BTreeSet<String>) {
    match inline {
        ast::InlineExpression::VariableReference { id } => {
            variables.insert(id.name.to_owned());
        }
        ast::InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                in_inline(argument, variables);
            }
        }
        ast::InlineExpression::Placeable { expression } => in_expression(expression, variables),
        _ => {}
    }
}

fn generate(
    reference: &Messages,
    languages: &BTreeMap<String, (Messages, Vec<PathBuf>)>,
) -> String {
    let mut code = String::new();
    let _ = writeln!(
        code,
        "/// The messages' ids: of those without variables there is a voice."
    );
    let _ = writeln!(code, "pub mod id {{");
    for (id, variables) in reference {
        if variables.is_empty() {
            let name = id.replace('-', "_").to_uppercase();
            let _ = writeln!(code, "    /// `{id}`");
            let _ = writeln!(code, "    pub const {name}: &str = {id:?};");
        }
    }
    let _ = writeln!(code, "}}\n\nimpl Texts {{");
    for (id, variables) in reference {
        let name = id.replace('-', "_").to_lowercase();
        let parameters: String = variables
            .iter()
            .map(|variable| {
                format!(
                    ", {}: impl Into<Value<'static>>",
                    variable.replace('-', "_")
                )
            })
            .collect();
        let arguments: String = variables
            .iter()
            .map(|variable| format!("({variable:?}, {}.into()), ", variable.replace('-', "_")))
            .collect();
        let _ = writeln!(code, "    /// The message `{id}`.");
        let _ = writeln!(code, "    pub fn {name}(&self{parameters}) -> String {{");
        let _ = writeln!(code, "        self.format({id:?}, vec![{arguments}])");
        let _ = writeln!(code, "    }}\n");
    }
    let _ = writeln!(code, "}}\n\nconst SOURCES: &[(&str, &[&str])] = &[");
    for (language, (_, files)) in languages {
        let _ = write!(code, "    ({language:?}, &[");
        for file in files {
            let _ = write!(code, "include_str!({:?}), ", file.display().to_string());
        }
        let _ = writeln!(code, "]),");
    }
    let _ = writeln!(code, "];");
    code
}
