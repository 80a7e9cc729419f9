//! Opening the file: a newer one is refused by name, a broken one is set aside and kept, an
//! older one is copied and upgraded.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode};
use rusqlite_migration::{M, Migrations};

use super::FILE_NAME;

/// Every change of the schema, in order. A released one is never edited: a change is a new
/// file at the end.
const MIGRATIONS: &[M<'static>] = &[M::up(include_str!("001_first.sql"))];

/// How long a writer waits for another process that holds the file.
const PATIENCE: Duration = Duration::from_secs(5);

/// Why a store cannot be opened. Nothing was changed then.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file comes from a newer version of the app.
    #[error(
        "{} was written by a newer version of Balak (schema {found}; this version knows \
         {known}): update Balak, nothing was changed", path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: usize,
        /// The newest schema this version knows.
        known: usize,
    },
    /// The folder or the file cannot be used.
    #[error("{} cannot be used: {source}", path.display())]
    Files {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// SQLite cannot use the file, although it is not broken.
    #[error("{} cannot be opened: {source}", path.display())]
    Sql {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        source: rusqlite::Error,
    },
    /// The file is older, and bringing it up to date failed.
    #[error("{} cannot be upgraded: {source}", path.display())]
    Upgrade {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        source: rusqlite_migration::Error,
    },
}

pub(super) fn open(folder: &Path) -> Result<Connection, OpenError> {
    open_with(folder, MIGRATIONS)
}

fn open_with(folder: &Path, migrations: &[M<'static>]) -> Result<Connection, OpenError> {
    fs::create_dir_all(folder).map_err(|source| OpenError::Files {
        path: folder.to_owned(),
        source,
    })?;
    let path = folder.join(FILE_NAME);
    let mut connection = match connect(&path) {
        Err(error) if is_broken(&error) => {
            let kept = set_aside(&path)?;
            tracing::error!(
                "{} is broken ({error}). It is kept as {} and a new one is begun.",
                path.display(),
                kept.display()
            );
            connect(&path)
        }
        other => other,
    }
    .map_err(|source| OpenError::Sql {
        path: path.clone(),
        source,
    })?;
    migrate(&mut connection, &path, migrations)?;
    Ok(connection)
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    // FULL: a commit that returned survives a power cut, not only a crash.
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    let check: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if check == "ok" {
        Ok(connection)
    } else {
        Err(rusqlite::Error::SqliteFailure(
            rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT),
            Some(check),
        ))
    }
}

fn is_broken(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt)
    )
}

/// Renames the file and what SQLite keeps beside it to the first free name, and says which.
fn set_aside(path: &Path) -> Result<PathBuf, OpenError> {
    let free = (1_u32..)
        .map(|number| beside(path, &format!(".broken-{number}")))
        .find(|candidate| !candidate.exists())
        .unwrap_or_else(|| beside(path, ".broken"));
    for suffix in ["", "-wal", "-shm"] {
        let from = beside(path, suffix);
        if from.exists() {
            fs::rename(&from, beside(&free, suffix))
                .map_err(|source| OpenError::Files { path: from, source })?;
        }
    }
    Ok(free)
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Brings the schema up to date. `user_version` is the number of migrations done.
fn migrate(
    connection: &mut Connection,
    path: &Path,
    migrations: &[M<'static>],
) -> Result<(), OpenError> {
    let known = migrations.len();
    let found: i64 = connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .map_err(|source| OpenError::Sql {
            path: path.to_owned(),
            source,
        })?;
    let found = usize::try_from(found).unwrap_or(usize::MAX);
    if found > known {
        return Err(OpenError::Newer {
            path: path.to_owned(),
            found,
            known,
        });
    }
    if 0 < found && found < known {
        keep_a_copy(connection, path, found)?;
    }
    Migrations::from_slice(migrations)
        .to_latest(connection)
        .map_err(|source| OpenError::Upgrade {
            path: path.to_owned(),
            source,
        })
}

/// Copies the store to `balak.sqlite.schema-<n>`. Written under another name first, so that a
/// copy with that name is always whole.
fn keep_a_copy(connection: &Connection, path: &Path, schema: usize) -> Result<(), OpenError> {
    let copy = beside(path, &format!(".schema-{schema}"));
    let partial = beside(path, ".copying");
    let files = |source| OpenError::Files {
        path: copy.clone(),
        source,
    };
    if partial.exists() {
        fs::remove_file(&partial).map_err(files)?;
    }
    connection
        .execute("VACUUM INTO ?1", [partial.to_string_lossy()])
        .map_err(|source| OpenError::Sql {
            path: path.to_owned(),
            source,
        })?;
    fs::rename(&partial, &copy).map_err(files)?;
    tracing::info!(
        "the store is upgraded; the old one is kept as {}",
        copy.display()
    );
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    const ONE: M<'static> = M::up("CREATE TABLE a (x INTEGER) STRICT; INSERT INTO a VALUES (7);");
    const TWO: M<'static> = M::up("ALTER TABLE a ADD COLUMN y INTEGER NOT NULL DEFAULT 1;");

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_newer_store_is_refused_by_name_and_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        drop(open_with(folder.path(), &[ONE, TWO]).unwrap());
        let before = fs::read(folder.path().join(FILE_NAME)).unwrap();
        let error = open_with(folder.path(), &[ONE]).unwrap_err();
        assert!(
            matches!(
                error,
                OpenError::Newer {
                    found: 2,
                    known: 1,
                    ..
                }
            ),
            "{error}"
        );
        assert!(
            error.to_string().contains("newer version of Balak"),
            "{error}"
        );
        assert_eq!(fs::read(folder.path().join(FILE_NAME)).unwrap(), before);
    }

    #[test]
    fn an_older_store_is_upgraded_and_a_copy_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        drop(open_with(folder.path(), &[ONE]).unwrap());
        let upgraded = open_with(folder.path(), &[ONE, TWO]).unwrap();
        let row: (i64, i64) = upgraded
            .query_row("SELECT x, y FROM a", [], |row| row.try_into())
            .unwrap();
        assert_eq!(row, (7, 1));
        let copy = Connection::open(folder.path().join("balak.sqlite.schema-1")).unwrap();
        let version: i64 = copy
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .unwrap();
        assert_eq!(version, 1);
    }

    #[test]
    fn a_broken_store_is_set_aside_and_nothing_of_it_is_lost() {
        let folder = tempfile::tempdir().unwrap();
        let garbage = vec![b'x'; 9_000];
        fs::write(folder.path().join(FILE_NAME), &garbage).unwrap();
        drop(open(folder.path()).unwrap());
        let kept = fs::read(folder.path().join("balak.sqlite.broken-1")).unwrap();
        assert_eq!(kept, garbage);
        fs::write(folder.path().join(FILE_NAME), &garbage).unwrap();
        drop(open(folder.path()).unwrap());
        assert!(names(folder.path()).contains(&"balak.sqlite.broken-2".to_owned()));
    }

    #[test]
    fn a_store_with_a_torn_page_is_set_aside() {
        let folder = tempfile::tempdir().unwrap();
        drop(open(folder.path()).unwrap());
        let path = folder.path().join(FILE_NAME);
        let mut bytes = fs::read(&path).unwrap();
        bytes[4096..8192].fill(0xff);
        fs::write(&path, &bytes).unwrap();
        drop(open(folder.path()).unwrap());
        assert_eq!(
            fs::read(folder.path().join("balak.sqlite.broken-1")).unwrap(),
            bytes
        );
    }

    #[test]
    fn a_commit_waits_for_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        let connection = open(folder.path()).unwrap();
        let pragma = |name: &str| -> String {
            connection
                .pragma_query_value(None, name, |row| {
                    row.get::<_, rusqlite::types::Value>(0)
                        .map(|value| format!("{value:?}"))
                })
                .unwrap()
        };
        assert_eq!(pragma("journal_mode"), r#"Text("wal")"#);
        assert_eq!(pragma("synchronous"), "Integer(2)");
        assert_eq!(pragma("foreign_keys"), "Integer(1)");
    }
}
