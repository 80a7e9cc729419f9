//! The leader: takes reports from schools, proves them with the helper, and answers the collector.
//!
//! `store.rs` holds the SQL, `routes.rs` the HTTP, `work.rs` what happens after a report is
//! acknowledged.

mod routes;
mod store;
mod work;

pub use store::Participation;

use crate::{Error, config::LeaderConfig, http, prepare::MeasuredTask};
use janus_messages::TaskId;
use std::{collections::HashMap, path::Path, sync::Arc};
use store::Store;
use tokio::sync::{Mutex, Notify};

/// A leader on its database. Clones share it.
#[derive(Clone, Debug)]
pub struct Leader(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    config: LeaderConfig,
    tasks_json: Vec<u8>,
    tasks: HashMap<TaskId, MeasuredTask>,
    store: Store,
    http: reqwest::Client,
    /// Rung after an upload or a collection request.
    work: Notify,
    /// Held while jobs run, so that the loop and an explicit call do not do the same work twice.
    working: Mutex<()>,
}

impl Leader {
    /// Opens or creates the database at `path`.
    ///
    /// # Errors
    ///
    /// If the database cannot be opened or is newer than this program, or the secrets do not fit the
    /// task list.
    pub fn open(path: &Path, config: LeaderConfig) -> Result<Self, Error> {
        let tasks = MeasuredTask::all(&config.tasks, &config.secrets.verify_keys)?;
        if config.tasks.leader.hpke_config.0 != *config.secrets.hpke.config() {
            return Err(Error::Mismatch("the leader's key is not the list's"));
        }
        Ok(Self(Arc::new(Inner {
            tasks_json: config.tasks.to_json()?,
            tasks,
            store: Store::open(path)?,
            http: http::client()?,
            work: Notify::new(),
            working: Mutex::new(()),
            config,
        })))
    }

    /// The HTTP routes of this role, to be served as they are.
    pub fn router(&self) -> axum::Router {
        routes::router(self.clone())
    }

    /// Exact numbers of reports per task, in the order of the list: public metadata, no counts.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn participation(&self) -> Result<Vec<Participation>, Error> {
        let ids = self.0.config.tasks.tasks.iter().map(|task| task.id);
        self.0.store.participation(ids)
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
