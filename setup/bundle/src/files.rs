//! Small file work that the other rooms share: reading with the path in the error, writing only what changed,
//! listing and hashing. Files that did not change keep their time, so that nothing downstream is built again.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};

/// The text of a file; the error names it.
pub(crate) fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// The bytes of a file; the error names it.
pub(crate) fn read_bytes(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Writes a file, and the folders above it, unless it already has these bytes. Says whether it wrote.
///
/// The bytes appear under the name all at once: a run that is cut off leaves no half file behind.
pub(crate) fn write_if_changed(path: &Path, bytes: &[u8]) -> Result<bool> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(false);
    }
    make_parent(path)?;
    let part = part_of(path);
    fs::write(&part, bytes).with_context(|| format!("cannot write {}", part.display()))?;
    fs::rename(&part, path).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(true)
}

/// The name under which a file grows until it is whole.
pub(crate) fn part_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}

/// Makes the folder that will hold `path`.
pub(crate) fn make_parent(path: &Path) -> Result<()> {
    match path.parent() {
        Some(parent) => {
            fs::create_dir_all(parent).with_context(|| format!("cannot make {}", parent.display()))
        }
        None => Ok(()),
    }
}

/// Removes a folder with all that is in it; one that is not there is fine.
pub(crate) fn remove_folder(path: &Path) -> Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", path.display()))
        }
        _ => Ok(()),
    }
}

/// The entries of a folder in the order of their names; none if the folder is not there.
pub(crate) fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let listing = match fs::read_dir(folder) {
        Ok(listing) => listing,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => {
            return Err(error).with_context(|| format!("cannot list {}", folder.display()));
        }
    };
    let mut paths = listing
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<std::io::Result<Vec<_>>>()
        .with_context(|| format!("cannot list {}", folder.display()))?;
    paths.sort();
    Ok(paths)
}

/// The files of a folder whose names end in `.extension`, in the order of their names.
pub(crate) fn files_with(folder: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    let mut paths = entries(folder)?;
    paths.retain(|path| path.is_file() && path.extension().is_some_and(|found| found == extension));
    Ok(paths)
}

/// Every file below a folder, in a stable order.
pub(crate) fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in entries(folder)? {
        if path.is_dir() {
            files.extend(files_below(&path)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}

/// Brings every file below `from` to the same place below `to`, and removes what else is there.
pub(crate) fn mirror(from: &Path, to: &Path) -> Result<()> {
    for path in files_below(to)? {
        let inside = path.strip_prefix(to)?;
        if !from.join(inside).is_file() {
            fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
        }
    }
    for path in files_below(from)? {
        write_if_changed(&to.join(path.strip_prefix(from)?), &read_bytes(&path)?)?;
    }
    Ok(())
}

/// SHA-256 in hexadecimal over all parts; their borders count.
pub(crate) fn hash<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    hasher
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// SHA-256 over the names and bytes of files: equal as long as none was added, renamed, changed or removed.
pub(crate) fn hash_files(files: &[PathBuf]) -> Result<String> {
    let mut parts = Vec::new();
    for file in files {
        parts.push(file.as_os_str().as_encoded_bytes().to_vec());
        parts.push(read_bytes(file)?);
    }
    Ok(hash(parts.iter().map(Vec::as_slice)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unchanged_file_is_not_written_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b.css");
        assert!(write_if_changed(&path, b"one").unwrap());
        assert!(!write_if_changed(&path, b"one").unwrap());
        assert!(write_if_changed(&path, b"two").unwrap());
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert!(!part_of(&path).exists());
    }

    #[test]
    fn a_mirror_has_the_same_files_and_no_others() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("from"), folder.path().join("to"));
        write_if_changed(&from.join("in/new"), b"new").unwrap();
        write_if_changed(&to.join("in/old"), b"old").unwrap();
        mirror(&from, &to).unwrap();
        assert_eq!(files_below(&to).unwrap(), [to.join("in/new")]);
    }

    #[test]
    fn a_hash_knows_where_one_part_ends() {
        assert_ne!(
            hash([b"ab".as_slice(), b"c"]),
            hash([b"a".as_slice(), b"bc"])
        );
    }
}
