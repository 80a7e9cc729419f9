//! One style sheet out of the files of `ui/style/`, in the order that `order.txt` gives.
//! Later rules win over earlier ones, so the order is written down and nothing may be left out of it.

use std::path::Path;

use anyhow::{Result, bail};

use crate::files;

/// The style sheet of the page. `order.txt` has one file name a line; `#` begins a remark.
pub(crate) fn concatenate(folder: &Path) -> Result<String> {
    let order_path = folder.join("order.txt");
    let order_text = files::read_text(&order_path)?;
    let order: Vec<&str> = order_text
        .lines()
        .map(|line| line.split('#').next().unwrap_or_default().trim())
        .filter(|line| !line.is_empty())
        .collect();

    for path in files::files_with(folder, "css")? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if !order.contains(&name.as_ref()) {
            bail!(
                "{} does not name {name}: where in the style sheet does it belong?",
                order_path.display()
            );
        }
    }

    let mut sheet = String::new();
    for name in order {
        sheet.push_str(&format!("/* {name} */\n"));
        sheet.push_str(files::read_text(&folder.join(name))?.trim_end());
        sheet.push('\n');
    }
    Ok(sheet)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(order: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("order.txt"), order).unwrap();
        std::fs::write(folder.path().join("a.css"), "a {}\n").unwrap();
        std::fs::write(folder.path().join("z.css"), "z {}\n\n").unwrap();
        folder
    }

    #[test]
    fn the_order_file_decides_not_the_alphabet() {
        let folder = folder("# first the letters at the end\nz.css\n\na.css # last\n");
        assert_eq!(
            concatenate(folder.path()).unwrap(),
            "/* z.css */\nz {}\n/* a.css */\na {}\n"
        );
    }

    #[test]
    fn a_style_file_that_nobody_ordered_is_an_error() {
        let error = concatenate(folder("z.css").path()).unwrap_err().to_string();
        assert!(error.contains("a.css"), "{error}");
    }

    #[test]
    fn an_ordered_style_file_that_is_missing_is_an_error() {
        let error = concatenate(folder("a.css\nz.css\nmissing.css").path())
            .unwrap_err()
            .to_string();
        assert!(error.contains("missing.css"), "{error}");
    }
}
