//! The page's files: built in, from a folder, or from wherever the caller keeps them.

use std::borrow::Cow;
use std::fs;
use std::path::{Component, Path, PathBuf};

use rust_embed::RustEmbed;

/// A file of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its bytes.
    pub bytes: Cow<'static, [u8]>,
    /// Its content type, as in the header.
    pub content_type: Cow<'static, str>,
}

/// Where the page's files come from. `path` is relative, with `/` between folders:
/// `index.html`, `voice/ar/cap.1.1.ogg`.
pub trait Assets: Send + Sync {
    /// The file, if there is one.
    fn get(&self, path: &str) -> Option<Asset>;
}

/// The page as built before this program was. A debug build reads the folder, a release
/// carries it.
#[derive(RustEmbed)]
#[folder = "../../dist/ui"]
#[allow_missing = true]
struct Page;

/// The page that is built in.
#[derive(Clone, Copy, Debug, Default)]
pub struct BuiltIn;

impl Assets for BuiltIn {
    fn get(&self, path: &str) -> Option<Asset> {
        let file = Page::get(path)?;
        Some(Asset {
            bytes: file.data,
            content_type: content_type(path).into(),
        })
    }
}

/// A page in a folder; each request reads the disk, so a page can be worked on.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// The page in that folder.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self(folder.into())
    }
}

impl Assets for Folder {
    fn get(&self, path: &str) -> Option<Asset> {
        let relative = Path::new(path);
        // Nothing but plain names: no way up, no root, no drive.
        if !relative
            .components()
            .all(|part| matches!(part, Component::Normal(_)))
        {
            return None;
        }
        let bytes = fs::read(self.0.join(relative)).ok()?;
        Some(Asset {
            bytes: bytes.into(),
            content_type: content_type(path).into(),
        })
    }
}

/// The content type of a file, by the end of its name; only what a page is made of.
fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("ogg") => "audio/ogg",
        Some("woff2") => "font/woff2",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
