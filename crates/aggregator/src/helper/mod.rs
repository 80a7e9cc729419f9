//! The helper: proves reports with the leader, keeps its own sum, and refuses to release what it
//! should not, whatever the leader asks.
//!
//! `store.rs` holds the SQL, `routes.rs` the HTTP and the helper's decisions.

mod routes;
mod store;

use crate::{Error, config::HelperConfig, prepare::MeasuredTask};
use janus_messages::TaskId;
use std::{collections::HashMap, path::Path, sync::Arc};
use store::Store;

/// A helper on its database. Clones share it.
#[derive(Clone, Debug)]
pub struct Helper(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    config: HelperConfig,
    tasks: HashMap<TaskId, MeasuredTask>,
    store: Store,
}

impl Helper {
    /// Opens or creates the database at `path`.
    ///
    /// # Errors
    ///
    /// If the database cannot be opened or is newer than this program, or the secrets do not fit the
    /// task list.
    pub fn open(path: &Path, config: HelperConfig) -> Result<Self, Error> {
        let tasks = MeasuredTask::all(&config.tasks, &config.secrets.verify_keys)?;
        if config.tasks.helper.hpke_config.0 != *config.secrets.hpke.config() {
            return Err(Error::Mismatch("the helper's key is not the list's"));
        }
        Ok(Self(Arc::new(Inner {
            tasks,
            store: Store::open(path)?,
            config,
        })))
    }

    /// The HTTP routes of this role, to be served as they are.
    pub fn router(&self) -> axum::Router {
        routes::router(self.clone())
    }

    /// Runs database or cryptographic work outside the async threads.
    async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Inner) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let inner = Arc::clone(&self.0);
        tokio::task::spawn_blocking(move || work(&inner)).await?
    }
}
