//! The classroom: one machine, one method for all requests. Who may ask what is decided
//! here, once, before anything is read; the list is `learning::api`'s, so a request cannot
//! be forgotten.
//!
//! Deliberately not here: how a request travels (`lan`, the window's commands) and what
//! each answer is (`answers`).

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use learning::LessonId;
use learning::api::*;
use learning::load::LoadedLesson;
use report::TaskList;
use serde_json::Value;
use tokio::sync::watch;

use crate::content::Content;
use crate::store::{OpenError, Store, sessions};
use crate::tasks::{self, TasksError};

/// Who asks, and from where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    /// A window of the app on this machine.
    Window(Role),
    /// A browser on the LAN, or on this machine.
    Device(Role),
}

impl Caller {
    /// The role that decides what may be asked.
    pub fn role(self) -> Role {
        match self {
            Self::Window(role) | Self::Device(role) => role,
        }
    }
}

/// What opens the teacher's window; whoever draws windows passes it in.
type OpenDeskWindow = Box<dyn Fn() -> Result<(), Refusal> + Send + Sync>;

/// One machine that runs Balak.
pub struct Classroom {
    pub(crate) content: Content,
    pub(crate) store: Store,
    pub(crate) open_desk: Option<OpenDeskWindow>,
    pub(crate) outbox: crate::outbox::Sender,
    folder: PathBuf,
    tasks: RwLock<Option<Arc<TaskList>>>,
    addresses: Mutex<Vec<String>>,
    /// Whether a class session is open.
    pub(crate) session: watch::Sender<bool>,
}

/// Why a classroom cannot be opened. Nothing was changed then.
#[derive(Debug, thiserror::Error)]
pub enum ClassroomError {
    /// The store cannot.
    #[error(transparent)]
    Store(#[from] OpenError),
    /// The task list cannot.
    #[error(transparent)]
    Tasks(#[from] TasksError),
}

impl std::fmt::Debug for Classroom {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Classroom").finish_non_exhaustive()
    }
}

impl Classroom {
    /// Opens the machine's memory in `folder`, which is made if it is not there, with the
    /// lessons of `content` and the task list found in the folder, if any.
    ///
    /// # Errors
    ///
    /// [`ClassroomError`]. A broken store is not an error: it is set aside and a new one begun.
    pub fn open(folder: &Path, content: Content) -> Result<Self, ClassroomError> {
        let store = Store::open(folder)?;
        let tasks = tasks::read(folder)?;
        // A session that was open when the power went is open again.
        let open = store.transaction(|store| Ok(sessions::current(store)?.is_some()));
        Ok(Self {
            content,
            store,
            open_desk: None,
            outbox: crate::outbox::Sender::default(),
            folder: folder.to_owned(),
            tasks: RwLock::new(tasks.map(Arc::new)),
            addresses: Mutex::default(),
            session: watch::Sender::new(open.unwrap_or(false)),
        })
    }

    /// Says how the teacher's window is opened. Without it, nobody can ask for one.
    #[must_use]
    pub fn with_desk(
        mut self,
        open: impl Fn() -> Result<(), Refusal> + Send + Sync + 'static,
    ) -> Self {
        self.open_desk = Some(Box::new(open));
        self
    }

    /// Takes a task list from a file or an `http(s)` address, checks it and keeps it.
    ///
    /// # Errors
    ///
    /// [`TasksError`]; the list in force stays in force then.
    pub fn import_tasks(&self, source: &str) -> Result<(), TasksError> {
        let list = tasks::import(source, &self.folder, self.tasks().as_deref())?;
        *self.tasks.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(list));
        Ok(())
    }

    /// Answers one request of [`learning::api`], by its name. Blocks while the disk writes,
    /// and in `send_reports` while the network answers: from async code use [`Self::call_async`].
    ///
    /// # Errors
    ///
    /// A [`Refusal`], whose text is chosen by whoever shows it.
    pub fn call(&self, caller: Caller, name: &str, body: Value) -> Result<Value, Refusal> {
        let reply = self.dispatch(caller, name, body);
        if let Err(refusal) = reply {
            tracing::debug!("{name} is refused: {refusal}");
        }
        reply
    }

    /// [`Self::call`] on a thread that may block.
    ///
    /// # Errors
    ///
    /// As for [`Self::call`].
    pub async fn call_async(
        self: Arc<Self>,
        caller: Caller,
        name: String,
        body: Value,
    ) -> Result<Value, Refusal> {
        let work = tokio::task::spawn_blocking(move || self.call(caller, &name, body));
        work.await.unwrap_or_else(|error| {
            tracing::error!("an answer panicked: {error}");
            Err(Refusal::StoreBroken)
        })
    }

    /// Answers one typed request, by the same way as [`Self::call`].
    ///
    /// # Errors
    ///
    /// As for [`Self::call`].
    pub fn ask<R: Request>(&self, caller: Caller, request: &R) -> Result<R::Reply, Refusal> {
        let body = serde_json::to_value(request).map_err(|_| Refusal::BadRequest)?;
        let reply = self.call(caller, R::NAME, body)?;
        serde_json::from_value(reply).map_err(|error| unreadable(R::NAME, &error))
    }

    /// Tells, now and whenever it changes, whether a class session is open here: whoever
    /// serves pupils' devices does so only then.
    pub fn watch_session(&self) -> watch::Receiver<bool> {
        self.session.subscribe()
    }

    /// Says where pupils' devices find this machine: the LAN server does.
    pub fn set_addresses(&self, addresses: Vec<String>) {
        *self
            .addresses
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = addresses;
    }

    pub(crate) fn addresses(&self) -> Vec<String> {
        self.addresses
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub(crate) fn tasks(&self) -> Option<Arc<TaskList>> {
        self.tasks
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub(crate) fn lesson(&self, id: &LessonId) -> Result<&LoadedLesson, Refusal> {
        self.content.lesson(id).ok_or(Refusal::UnknownLesson)
    }

    /// The one place where roles are checked: before the body is even decoded.
    fn admit_and_answer<R: Request>(&self, caller: Caller, body: Value) -> Result<Value, Refusal>
    where
        Self: Answer<R>,
    {
        if !R::ROLES.contains(&caller.role()) {
            return Err(Refusal::NotForYou);
        }
        // A list would pass for a request without fields.
        if !body.is_object() {
            return Err(Refusal::BadRequest);
        }
        let request = serde_json::from_value(body).map_err(|_| Refusal::BadRequest)?;
        let reply = self.answer(caller, request)?;
        serde_json::to_value(reply).map_err(|error| unreadable(R::NAME, &error))
    }
}

fn unreadable(name: &str, error: &serde_json::Error) -> Refusal {
    tracing::error!("the reply to {name} cannot be written: {error}");
    Refusal::StoreBroken
}

/// How one request is answered. `answers` has one implementation for each request; a
/// forgotten one does not compile.
pub(crate) trait Answer<R: Request> {
    /// Answers; the role was checked.
    fn answer(&self, caller: Caller, request: R) -> Result<R::Reply, Refusal>;
}

macro_rules! dispatch {
    ($(($request:ident, $name:ident, [$($role:ident),*], $reply:ty))*) => {
        impl Classroom {
            fn dispatch(&self, caller: Caller, name: &str, body: Value) -> Result<Value, Refusal> {
                match name {
                    $(stringify!($name) => self.admit_and_answer::<$request>(caller, body),)*
                    _ => Err(Refusal::BadRequest),
                }
            }
        }
    };
}
learning::for_each_request!(dispatch);
