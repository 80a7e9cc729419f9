//! The academy's task list, `tasks.json` in the data folder. `report` says whether a list is
//! good; here it is fetched, kept and never replaced by an older one.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use report::{MAX_TASK_LIST_BYTES, TaskList, TaskListError};

/// The name of the file in the data folder.
const FILE_NAME: &str = "tasks.json";

/// Why a task list cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TasksError {
    /// The file cannot be read or written.
    #[error("the task list {} cannot be used: {source}", path.display())]
    Files {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The address does not answer with a list.
    #[error("the task list cannot be fetched from {address}: {source}")]
    Network {
        /// Which.
        address: String,
        /// What went wrong.
        source: Box<ureq::Error>,
    },
    /// It is not a list that may be acted on.
    #[error("the task list {name} is refused: {source}")]
    List {
        /// Where it came from.
        name: String,
        /// What is wrong with it.
        source: TaskListError,
    },
    /// It is older than the one in force.
    #[error("the task list has serial {offered}, older than {kept} on this machine")]
    Older {
        /// The serial offered.
        offered: u64,
        /// The serial in force.
        kept: u64,
    },
}

/// The list kept in the data folder, if there is one.
pub(crate) fn read(folder: &Path) -> Result<Option<TaskList>, TasksError> {
    let path = folder.join(FILE_NAME);
    match fs::File::open(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(TasksError::Files { path, source }),
        Ok(file) => {
            let bytes = limited(file).map_err(|source| files(&path, source))?;
            parse(&path.to_string_lossy(), &bytes).map(Some)
        }
    }
}

/// Reads a list from a file or an address, checks it, and keeps it in the data folder.
pub(crate) fn import(
    source: &str,
    folder: &Path,
    in_force: Option<&TaskList>,
) -> Result<TaskList, TasksError> {
    let bytes = if source.starts_with("http://") || source.starts_with("https://") {
        fetch(source)?
    } else {
        let path = Path::new(source);
        fs::File::open(path)
            .and_then(limited)
            .map_err(|error| files(path, error))?
    };
    let list = parse(source, &bytes)?;
    if let Some(kept) = in_force
        && list.serial < kept.serial
    {
        return Err(TasksError::Older {
            offered: list.serial,
            kept: kept.serial,
        });
    }
    // Written beside and renamed: a power cut leaves the old list or the new one, whole.
    let path = folder.join(FILE_NAME);
    let partial = folder.join("tasks.json.new");
    fs::write(&partial, &bytes)
        .and_then(|()| fs::File::open(&partial)?.sync_all())
        .and_then(|()| fs::rename(&partial, &path))
        .map_err(|error| files(&path, error))?;
    Ok(list)
}

fn fetch(address: &str) -> Result<Vec<u8>, TasksError> {
    let get = || {
        let mut response = crate::outbox::agent().get(address).call()?;
        if !response.status().is_success() {
            return Err(ureq::Error::StatusCode(response.status().as_u16()));
        }
        let limit = u64::try_from(MAX_TASK_LIST_BYTES).unwrap_or(u64::MAX);
        response
            .body_mut()
            .with_config()
            .limit(limit + 1)
            .read_to_vec()
    };
    get().map_err(|error| TasksError::Network {
        address: address.to_owned(),
        source: Box::new(error),
    })
}

fn limited(file: impl io::Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(MAX_TASK_LIST_BYTES).unwrap_or(u64::MAX);
    // One more byte than allowed, so that a file that is too large is refused as such.
    file.take(limit + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn parse(name: &str, bytes: &[u8]) -> Result<TaskList, TasksError> {
    TaskList::from_json(bytes).map_err(|source| TasksError::List {
        name: name.to_owned(),
        source,
    })
}

fn files(path: &Path, source: io::Error) -> TasksError {
    TasksError::Files {
        path: path.to_owned(),
        source,
    }
}
