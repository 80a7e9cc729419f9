//! One SVG out of the files of `content/kit/`: the pictures that all lessons share.
//! The page holds it once; everything draws from it with `<use href="#id">`, so an id may exist only once.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::files;

/// The sprite as one `<svg>`: what is inside the kit's files, file after file, without their comments.
pub(crate) fn merge(folder: &Path) -> Result<String> {
    let paths = files::files_with(folder, "svg")?;
    if paths.is_empty() {
        bail!("no *.svg in {}", folder.display());
    }
    let mut owners: BTreeMap<String, PathBuf> = BTreeMap::new();
    let mut sprite = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"kit-sprite\" width=\"0\" height=\"0\" aria-hidden=\"true\">\n",
    );
    for path in paths {
        let text = files::read_text(&path)?;
        let document = roxmltree::Document::parse(&text)
            .with_context(|| format!("{} is not well-formed", path.display()))?;
        for id in document
            .descendants()
            .filter_map(|node| node.attribute("id"))
        {
            if let Some(owner) = owners.insert(id.to_owned(), path.clone()) {
                bail!(
                    "the id `{id}` is in {} and again in {}",
                    owner.display(),
                    path.display()
                );
            }
        }
        for node in document
            .root_element()
            .children()
            .filter(roxmltree::Node::is_element)
        {
            writeln!(sprite, "{}", &text[node.range()])?;
        }
    }
    sprite.push_str("</svg>\n");
    Ok(sprite)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kit(first: &str, second: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, inside) in [("a.svg", first), ("b.svg", second)] {
            let svg =
                format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><!-- remark -->{inside}</svg>");
            std::fs::write(folder.path().join(name), svg).unwrap();
        }
        folder
    }

    #[test]
    fn the_symbols_of_all_files_stand_in_one_svg() {
        let kit = kit(
            "<symbol id=\"a\"><svg><path/></svg></symbol>",
            "<defs/><symbol id=\"b\"/>",
        );
        let sprite = merge(kit.path()).unwrap();
        assert!(sprite.contains(
            "<symbol id=\"a\"><svg><path/></svg></symbol>\n<defs/>\n<symbol id=\"b\"/>\n</svg>"
        ));
        assert!(!sprite.contains("remark"));
        roxmltree::Document::parse(&sprite).unwrap();
    }

    #[test]
    fn an_id_used_twice_is_an_error_that_names_both_files() {
        let error = merge(kit("<g id=\"sun\"/>", "<g id=\"sun\"/>").path())
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("sun") && error.contains("a.svg") && error.contains("b.svg"),
            "{error}"
        );
    }

    #[test]
    fn a_broken_picture_is_an_error_that_names_the_file() {
        let error = merge(kit("<g/>", "<g>").path()).unwrap_err().to_string();
        assert!(error.contains("b.svg"), "{error}");
    }
}
