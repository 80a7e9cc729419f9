//! Who plays here.

use learning::LearnerId;
use learning::api::{CreateLearner, GetProgress, Learner, LessonProgress, ListLearners};
use learning::api::{Progress, Refusal};
use learning::lesson::Lesson;
use rusqlite::Transaction;

use crate::classroom::{Answer, Caller, Classroom};
use crate::store::learners::{self, Home};
use crate::store::{Failure, attempts, sessions};

impl Answer<ListLearners> for Classroom {
    fn answer(&self, caller: Caller, _: ListLearners) -> Result<Vec<Learner>, Refusal> {
        match caller {
            Caller::Window(_) => self.store.transaction(learners::of_the_window),
            // A device is told of nobody, or whoever holds it could play as another child.
            Caller::Device(_) => Ok(Vec::new()),
        }
    }
}

impl Answer<CreateLearner> for Classroom {
    fn answer(&self, caller: Caller, request: CreateLearner) -> Result<Learner, Refusal> {
        // A language that some lesson speaks; nothing else can be written there.
        let spoken = self
            .content
            .lessons()
            .iter()
            .any(|loaded| loaded.texts.contains_key(&request.language));
        if !spoken {
            return Err(Refusal::BadRequest);
        }
        let learner = Learner {
            id: learners::new_id()?,
            avatar: request.avatar,
            language: request.language,
            band: request.band,
        };
        self.store.transaction(|store| {
            match caller {
                Caller::Window(_) => learners::create(store, Home::Window, None, &learner)?,
                Caller::Device(_) => {
                    let session = sessions::current(store)?.map(|session| session.number);
                    learners::create(store, Home::Device, session, &learner)?;
                    if let Some(session) = session {
                        sessions::seat(store, session, &learner.id)?;
                    }
                }
            }
            Ok(())
        })?;
        Ok(learner)
    }
}

impl Answer<GetProgress> for Classroom {
    fn answer(&self, _: Caller, request: GetProgress) -> Result<Progress, Refusal> {
        self.store.transaction(|store| {
            learners::find(store, &request.learner)?;
            self.progress(store, &request.learner)
        })
    }
}

impl Classroom {
    pub(super) fn progress(
        &self,
        store: &Transaction<'_>,
        learner: &LearnerId,
    ) -> Result<Progress, Failure> {
        let mut progress = Progress::default();
        for loaded in self.content.lessons() {
            let lesson = &loaded.lesson;
            if let Some((finished, answered)) = attempts::how_far(store, learner, &lesson.id)? {
                progress.lessons.push(LessonProgress {
                    lesson: lesson.id.clone(),
                    finished,
                    answered,
                    items: items(lesson),
                });
            }
        }
        Ok(progress)
    }
}

/// How many items there are on one walk.
pub(super) fn items(lesson: &Lesson) -> u32 {
    u32::try_from(lesson.items().len()).unwrap_or(u32::MAX)
}
