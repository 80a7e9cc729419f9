//! One walk through one lesson: what its screens need. Found with `use_context::<Play>()`.
//!
//! An answer is scored here at once, by the same code that scores it again beside the
//! store, and sent in the background until the store has it.

use std::rc::Rc;

use learning::api::{Answered, Attempt, FinishAttempt, LessonPage, Refusal, SubmitResponse};
use learning::lesson::shared;
use learning::scoring::{Outcome, Response, score};
use learning::{ItemId, Picture};
use sycamore::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::plan::{self, Screen};
use crate::app::App;
use crate::backend::call;
use crate::route::Route;
use crate::speech::sleep;
use crate::words;

/// Milliseconds before an answer that did not arrive is sent again.
const AGAIN_AFTER: i32 = 1500;

/// One walk through one lesson.
#[derive(Clone, Copy)]
pub struct Play {
    /// What all pages share.
    pub app: App,
    /// The lesson and its words in the reader's language.
    pub page: Signal<Rc<LessonPage>>,
    /// The screens, in order.
    pub screens: ReadSignal<Rc<Vec<Screen>>>,
    /// The screen shown.
    pub here: Signal<usize>,
    attempt: Signal<Attempt>,
    /// Answers that the store has not confirmed yet.
    pub waiting: Signal<u32>,
}

impl Play {
    /// Begins, or goes on where the child was.
    pub fn new(app: App, page: LessonPage, attempt: Attempt) -> Self {
        let screens = Rc::new(plan::plan(&page.lesson, attempt.first_form));
        let here = plan::resume(&page.lesson, &screens, &attempt.answered);
        Self {
            app,
            page: create_signal(Rc::new(page)),
            screens: *create_signal(screens),
            here: create_signal(here),
            attempt: create_signal(attempt),
            waiting: create_signal(0),
        }
    }

    /// A text of the lesson, set as it is printed; empty when there is none.
    pub fn text(self, key: &str) -> String {
        let text = self.page.with(|page| page.texts.get(key).cloned());
        words::typeset(self.app.language.get(), &text.unwrap_or_default())
    }

    /// Whether the lesson has that text.
    pub fn has(self, key: &str) -> bool {
        self.page.with(|page| page.texts.contains_key(key))
    }

    /// The clip that speaks a text of the lesson. Where the voice says something else than
    /// what is shown (`1.V` beside `1.E`), the clip of the shown text says it.
    pub fn clip(self, key: &str) -> String {
        let shown = key.strip_suffix(".V").map(|place| format!("{place}.E"));
        let key = shown
            .filter(|shown| self.has(shown))
            .unwrap_or_else(|| key.to_owned());
        let lesson = self.page.with(|page| page.lesson.id.clone());
        words::lesson_clip(self.app.language.get(), lesson.as_str(), &key)
    }

    /// The key of a part of the feedback to a choice, found by the rule of sharing: `place`
    /// is the item with its dot (`3.photo.`), `part` is `F1` to `F5`.
    pub fn feedback_key(self, place: &str, choice: &str, part: &str) -> Option<String> {
        self.page.with(|page| {
            let keys = page.texts.keys().map(String::as_str);
            shared(place, choice, &format!(".{part}"), "X", keys).map(str::to_owned)
        })
    }

    /// The picture of a part of the feedback: `part` is `f2` or `f4`. The loader has made
    /// sure that there is one.
    pub fn feedback_picture(self, place: &str, choice: &str, part: &str) -> Picture {
        self.page.with(|page| {
            let place = format!("{}-{place}", page.lesson.id)
                .replace('.', "-")
                .to_lowercase();
            let ids = page.art.split("<symbol id=\"").skip(1);
            let ids = ids.filter_map(|symbol| symbol.split('"').next());
            let id = shared(&place, choice, &format!("-{part}"), "x", ids);
            Picture::new(id.unwrap_or("g-think"))
        })
    }

    /// What was answered last to an item.
    pub fn answered(self, item: &ItemId) -> Option<Answered> {
        self.attempt.with(|attempt| {
            attempt
                .answered
                .iter()
                .rfind(|answer| answer.item == *item)
                .cloned()
        })
    }

    /// How many times an item was answered.
    pub fn tries(self, item: &ItemId) -> u32 {
        self.attempt.with(|attempt| {
            attempt
                .answered
                .iter()
                .filter(|answer| answer.item == *item)
                .count() as u32
        })
    }

    /// Answers an item: scored at once, stored in the background. `None` when the response
    /// does not fit the item, which no part of the page should let happen.
    pub fn answer(self, item: &ItemId, response: Response) -> Option<Outcome> {
        let rule = self.page.with_untracked(|page| page.lesson.item(item))?;
        let outcome = score(&rule, &response).ok()?;
        let answer = Answered {
            item: item.clone(),
            ordinal: self.tries(item) + 1,
            response: response.clone(),
            outcome,
        };
        let request = SubmitResponse {
            attempt: self.attempt.with(|attempt| attempt.id.clone()),
            item: item.clone(),
            ordinal: answer.ordinal,
            response,
        };
        self.attempt.update(|attempt| attempt.answered.push(answer));
        self.waiting.set(self.waiting.get() + 1);
        let app = self.app;
        spawn_local(async move {
            let refused = loop {
                match call(request.clone()).await {
                    Ok(_) => break None,
                    // The answer is kept here until the machine with the store is back.
                    Err(Refusal::Offline) => {
                        app.notice.set(Some(Refusal::Offline));
                        let _ = JsFuture::from(sleep(AGAIN_AFTER)).await;
                    }
                    Err(refusal) => break Some(refusal),
                }
            };
            if refused.is_some() || app.notice.get_untracked() == Some(Refusal::Offline) {
                app.notice.set(refused);
            }
            // The child may have left the lesson before the store answered.
            if self.waiting.is_alive() {
                self.waiting
                    .set(self.waiting.get_untracked().saturating_sub(1));
            }
        });
        Some(outcome)
    }

    /// The next screen; after the last one, back to the map.
    pub fn next(self) {
        self.app.speech.stop();
        let last = self.screens.with(|screens| screens.len()).saturating_sub(1);
        if self.here.get() < last {
            self.here.set(self.here.get() + 1);
        } else {
            Route::Map.go();
        }
    }

    /// Says to the store that the lesson was walked to its end.
    pub fn finish(self) {
        let attempt = self.attempt.with(|attempt| attempt.id.clone());
        self.app.then(call(FinishAttempt { attempt }), |_| {});
    }
}
