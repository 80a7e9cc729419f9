//! Walking through a lesson. What the client says a response is worth is never asked: the
//! response is scored again here, from the item.

use learning::api::SubmitResponse;
use learning::api::{Answered, Attempt, FinishAttempt, Progress, Refusal, StartAttempt};
use learning::scoring::{self, Outcome};

use crate::classroom::{Answer, Caller, Classroom};
use crate::store::{attempts, learners, sessions};

/// The most tries that are stored of one item.
const MAX_ORDINAL: u32 = 20;

impl Answer<StartAttempt> for Classroom {
    fn answer(&self, caller: Caller, request: StartAttempt) -> Result<Attempt, Refusal> {
        let lesson = &self.lesson(&request.lesson)?.lesson;
        let (attempt, answered) = self.store.transaction(|store| {
            learners::find(store, &request.learner)?;
            let session = match caller {
                Caller::Window(_) => None,
                Caller::Device(_) => sessions::current(store)?
                    .filter(|session| session.lesson == lesson.id)
                    .map(|session| session.number),
            };
            if let Some(session) = session {
                // A tablet may remember its child from last week: that child joins, too.
                sessions::seat(store, session, &request.learner)?;
            }
            let attempt = match attempts::unfinished(store, &request.learner, lesson, session)? {
                Some(attempt) => attempt,
                None => attempts::begin(store, &request.learner, lesson, session)?,
            };
            let answered = attempts::responses(store, &attempt.id)?;
            Ok((attempt, answered))
        })?;
        Ok(Attempt {
            id: attempt.id,
            first_form: attempt.first_form,
            answered,
        })
    }
}

impl Answer<SubmitResponse> for Classroom {
    fn answer(&self, _: Caller, request: SubmitResponse) -> Result<Outcome, Refusal> {
        if !(1..=MAX_ORDINAL).contains(&request.ordinal) {
            return Err(Refusal::BadRequest);
        }
        self.store.transaction(|store| {
            let attempt = attempts::find(store, &request.attempt)?;
            let known = attempts::response(store, &attempt.id, &request.item, request.ordinal)?;
            if let Some(known) = known {
                return if known.response == request.response {
                    Ok(known.outcome)
                } else {
                    Err(Refusal::AnsweredOtherwise.into())
                };
            }
            let lesson = &self.lesson(&attempt.lesson)?.lesson;
            let item = lesson.item(&request.item).ok_or(Refusal::UnknownItem)?;
            let outcome = scoring::score(&item, &request.response)
                .map_err(|_| Refusal::ResponseDoesNotFit)?;
            let answered = Answered {
                item: request.item,
                ordinal: request.ordinal,
                response: request.response,
                outcome,
            };
            attempts::append(store, &attempt.id, &answered, lesson.version)?;
            Ok(outcome)
        })
    }
}

impl Answer<FinishAttempt> for Classroom {
    fn answer(&self, _: Caller, request: FinishAttempt) -> Result<Progress, Refusal> {
        self.store.transaction(|store| {
            let attempt = attempts::find(store, &request.attempt)?;
            attempts::finish(store, &attempt.id)?;
            self.progress(store, &attempt.learner)
        })
    }
}
