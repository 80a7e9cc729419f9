//! Asks the leader for sums, one task at a time, and keeps what it releases.
//!
//! A release closes the task's period for good, so nothing here asks on its own: a coordinator
//! does. Asking again after an interruption is safe, because the leader answers with the one release
//! that exists.

use crate::{Attempt, Error, Release, Store};
use aggregator::{CollectorConfig, Participation, Problem, collector};
use report::{Task, TaskId, TaskList};
use serde::Serialize;
use std::{collections::BTreeMap, fs, path::Path, time::Duration};
use tokio::{sync::Mutex, time::timeout};
use url::Url;

/// The academy's public list, as `aggregator` names it.
const TASKS_FILE: &str = "tasks.json";
const DATABASE: &str = "dashboard.sqlite3";

/// How long one task may keep the coordinator waiting before the page says "still verifying".
const PATIENCE: Duration = Duration::from_secs(20);
/// How long a page waits for the numbers of received reports.
const GLANCE: Duration = Duration::from_secs(3);

/// What the leader says it has received, by task; `None` if it does not answer.
pub type Received = Option<BTreeMap<TaskId, Participation>>;

/// The dashboard's list, key and file.
#[derive(Debug)]
pub struct Dashboard {
    list: TaskList,
    collector: CollectorConfig,
    store: Store,
    /// Two questions about the same task would only wait for each other at the leader.
    asking: Mutex<()>,
}

/// What one press of "collect" did.
#[derive(Debug, Default, Serialize)]
pub struct Collected {
    /// Tasks whose sum is now kept.
    pub released: Vec<TaskId>,
    /// Tasks that released nothing, and why.
    pub waiting: Vec<Waiting>,
    /// The leader did not say what it has received, so nothing was asked for.
    pub unreachable: bool,
}

/// A task that released nothing.
#[derive(Debug, Serialize)]
pub struct Waiting {
    /// Which task.
    pub task_id: TaskId,
    /// Why.
    #[serde(flatten)]
    pub attempt: Attempt,
}

impl Dashboard {
    /// Opens `tasks.json`, `collector.json` and `dashboard.sqlite3` in `data`. `leader` replaces the
    /// list's address, for a dashboard that reaches the leader by another way than schools.
    ///
    /// # Errors
    ///
    /// If a file is missing or wrong.
    pub fn open(data: &Path, leader: Option<Url>) -> Result<Self, Error> {
        let path = data.join(TASKS_FILE);
        let json = fs::read(&path).map_err(|source| Error::File { path, source })?;
        let mut list = TaskList::from_json(&json)?;
        if let Some(url) = leader {
            list.leader.url = url;
        }
        Ok(Self {
            list,
            collector: CollectorConfig::load(data)?,
            store: Store::open(&data.join(DATABASE))?,
            asking: Mutex::new(()),
        })
    }

    /// The academy's list.
    pub fn list(&self) -> &TaskList {
        &self.list
    }

    /// What was released.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// How many class reports each task has received.
    pub async fn received(&self) -> Received {
        match timeout(
            GLANCE,
            collector::participation(&self.list, &self.collector),
        )
        .await
        {
            Ok(Ok(all)) => Some(all.into_iter().map(|one| (one.task_id, one)).collect()),
            Ok(Err(error)) => {
                tracing::warn!(%error, "the leader does not say what it has received");
                None
            }
            Err(_) => None,
        }
    }

    /// Asks for one task, or for every task that has reports and is not released yet.
    ///
    /// # Errors
    ///
    /// If the store refuses. What the leader refuses is in the result.
    pub async fn collect(&self, only: Option<&Task>) -> Result<Collected, Error> {
        let _asking = self.asking.lock().await;
        let mut done = Collected::default();
        let tasks: Vec<&Task> = if let Some(task) = only {
            vec![task]
        } else {
            let Some(received) = self.received().await else {
                done.unreachable = true;
                return Ok(done);
            };
            let has_reports = |task: &&Task| {
                received
                    .get(&task.id)
                    .is_some_and(|one| one.pending + one.counted > 0 || one.collected)
            };
            self.list.tasks.iter().filter(has_reports).collect()
        };
        let kept = self.store.released()?;
        for task in tasks {
            if kept.contains(&task.id.to_string()) {
                continue;
            }
            match self.ask(task).await? {
                None => done.released.push(task.id),
                Some(attempt) => {
                    self.store.note(task.id, &attempt)?;
                    let stop = attempt == Attempt::Unreachable;
                    done.waiting.push(Waiting {
                        task_id: task.id,
                        attempt,
                    });
                    // The other tasks would wait for the same silence.
                    if stop {
                        break;
                    }
                }
            }
        }
        Ok(done)
    }

    async fn ask(&self, task: &Task) -> Result<Option<Attempt>, Error> {
        let question = collector::collect(&self.list, task, &self.collector);
        let attempt = match timeout(PATIENCE, question).await {
            Err(_) => Attempt::Proving,
            Ok(Ok(sum)) => {
                self.store.keep(Release {
                    task,
                    period: &self.list.period,
                    sum: &sum,
                })?;
                return Ok(None);
            }
            Ok(Err(aggregator::Error::Network(_))) => Attempt::Unreachable,
            Ok(Err(aggregator::Error::Problem(Problem::BatchTooSmall))) => Attempt::TooFew,
            Ok(Err(aggregator::Error::Problem(Problem::PeriodClosing))) => Attempt::Proving,
            Ok(Err(aggregator::Error::Problem(problem))) => Attempt::Refused(problem.code().into()),
            Ok(Err(aggregator::Error::Refused { code, .. })) => Attempt::Refused(code),
            Ok(Err(error)) => {
                tracing::error!(%error, task = %task.id, "a collection failed");
                Attempt::Refused("protocol".into())
            }
        };
        Ok(Some(attempt))
    }
}
