//! Puts the page together in `dist/ui/`: program, start, document, style, fonts, kit.
//! What a step costs decides how it is kept fresh: cheap ones run and write only if something differs; the
//! program and the fonts have a stamp, the hash of their inputs, in `dist/page.json`.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::wasm::{self, Optimiser};
use crate::{files, sprite, style};

/// What was done, as one line for the person at the terminal.
pub(crate) struct Report {
    page: PathBuf,
    size: Option<wasm::Size>,
    notes: Vec<&'static str>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for note in &self.notes {
            writeln!(f, "page: {note}")?;
        }
        write!(f, "page: {} is up to date", self.page.display())?;
        self.size
            .as_ref()
            .map_or(Ok(()), |size| write!(f, " ({size})"))
    }
}

/// Builds the page of the checkout at `root`. An input that is missing or broken is an error that names it.
pub(crate) fn build(root: &Path) -> Result<Report> {
    let sources = root.join("ui");
    let dist = root.join("dist");
    let page = dist.join("ui");
    let mut stamps = Stamps::open(dist.join("page.json"));
    let mut notes = Vec::new();

    // Cheap steps first: a missing file should not cost a minute of compiling before it is named.
    let document = files::read_bytes(&sources.join("index.html"))?;
    let sheet = style::concatenate(&sources.join("style"))?;
    let kit = sprite::merge(&root.join("content/kit"))?;
    files::write_if_changed(&page.join("index.html"), &document)?;
    files::write_if_changed(&page.join("start.js"), include_bytes!("start.js"))?;
    files::write_if_changed(&page.join("style.css"), sheet.as_bytes())?;
    files::write_if_changed(&page.join("kit.svg"), kit.as_bytes())?;

    if root.join("setup/fonts/build.py").exists() {
        fonts(root, &dist, &page, &mut stamps)?;
    } else {
        notes.push("no setup/fonts/build.py, so the page has no fonts of its own");
    }

    let compiled = wasm::compile(root)?;
    let optimiser = Optimiser::find(root)?;
    if matches!(optimiser, Optimiser::Absent) {
        notes.push(
            "no wasm-opt (npm package binaryen), so the program stays larger than it could be",
        );
    }
    let stamp = files::hash([
        files::read_bytes(&compiled)?.as_slice(),
        optimiser.identity(),
    ]);
    if !stamps.holds("program", &stamp)
        || !page.join("balak.js").exists()
        || wasm::size(&page).is_none()
    {
        wasm::link(&compiled, &optimiser, &dist.join("wasm"), &page)?;
        stamps.set("program", stamp)?;
    }

    Ok(Report {
        size: wasm::size(&page),
        page,
        notes,
    })
}

/// Runs `setup/fonts/build.py` when its code, its requirements or the npm packages changed.
fn fonts(root: &Path, dist: &Path, page: &Path, stamps: &mut Stamps) -> Result<()> {
    let scripts = root.join("setup/fonts");
    let mut inputs = files::files_below(&scripts)?;
    inputs.retain(|path| {
        !path
            .components()
            .any(|part| part.as_os_str() == "__pycache__")
    });
    inputs.push(root.join("package-lock.json"));
    let stamp = files::hash_files(&inputs)?;
    if stamps.holds("fonts", &stamp) && page.join("fonts.css").exists() {
        return Ok(());
    }

    // Built beside the page and then mirrored, so that a font which is no longer made does not stay behind.
    let built = dist.join("fonts");
    files::remove_folder(&built)?;
    files::make_parent(&built.join("fonts.css"))?;
    let python = root.join(".venv/bin/python");
    let status = Command::new(&python)
        .arg(scripts.join("build.py"))
        .arg("--npm")
        .arg(root.join("node_modules"))
        .arg("--out")
        .arg(&built)
        .status()
        .with_context(|| format!("cannot run {}: run setup/install.sh", python.display()))?;
    if !status.success() {
        bail!("setup/fonts/build.py failed");
    }
    files::mirror(&built.join("fonts"), &page.join("fonts"))?;
    for path in files::entries(&built)?.iter().filter(|path| path.is_file()) {
        let name = path.file_name().context("a file without a name")?;
        files::write_if_changed(&page.join(name), &files::read_bytes(path)?)?;
    }
    stamps.set("fonts", stamp)
}

/// The hash of the inputs of each step when it last succeeded.
struct Stamps {
    path: PathBuf,
    steps: BTreeMap<String, String>,
}

impl Stamps {
    /// A file that is missing or unreadable means only that everything is done again.
    fn open(path: PathBuf) -> Self {
        let steps = std::fs::read(&path)
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default();
        Self { path, steps }
    }

    fn holds(&self, step: &str, stamp: &str) -> bool {
        self.steps.get(step).is_some_and(|held| held == stamp)
    }

    fn set(&mut self, step: &str, stamp: String) -> Result<()> {
        self.steps.insert(step.to_owned(), stamp);
        files::write_if_changed(&self.path, &serde_json::to_vec_pretty(&self.steps)?)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_held_until_the_inputs_change() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("page.json");
        Stamps::open(path.clone()).set("fonts", "1".into()).unwrap();
        let stamps = Stamps::open(path);
        assert!(stamps.holds("fonts", "1"));
        assert!(!stamps.holds("fonts", "2"));
        assert!(!stamps.holds("program", "1"));
    }

    #[test]
    fn a_spoilt_stamp_file_means_that_everything_is_done_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("page.json");
        std::fs::write(&path, "{\"fonts\":").unwrap();
        assert!(!Stamps::open(path).holds("fonts", "1"));
    }
}
