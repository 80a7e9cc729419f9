//! A question of the measurement: the situation, three answers, and "I don't know", which
//! is as large as they are. Nothing shows what an answer is worth, and there is no second
//! try.

use std::rc::Rc;

use i18n::id;
use learning::lesson;
use learning::scoring::Response;
use sycamore::prelude::*;

use super::choice::{Answer, answers, asked, situated, tiles};
use super::play::Play;

/// One question; after it, the next screen.
#[component(inline_props)]
pub fn Question(question: lesson::Question) -> View {
    let play = use_context::<Play>();
    let app = play.app;
    let item = question.id.clone();
    let mut answers = answers(play, item.as_str(), &question.choices);
    answers.push(Answer {
        response: Response::DontKnow,
        picture: "bal-think".to_owned(),
        label: app.say(|t| t.do_not_know()),
        clips: vec![app.clip(id::DO_NOT_KNOW)],
    });
    let confirm = move |response: Response| {
        if play.answer(&item, response).is_some() {
            play.next();
        }
    };
    let asked = asked(play, question.id.as_str(), None, create_signal(false));
    let window = situated(Some(&question.picture));
    let tiles = tiles(play, answers, None, Rc::new(confirm));
    view! { (asked) (window) (tiles) }
}
