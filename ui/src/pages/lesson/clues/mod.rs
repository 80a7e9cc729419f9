//! Clues: a message on a phone. The child taps what looks strange, then decides; at the end
//! of a round one hears of the clues that nobody tapped.
//!
//! `search` is what was found so far, `phone` the message, `side` what stands beside it,
//! `decide` the three ways out, `also` the end of a round. Deliberately not here: how a
//! message is cut into words (`learning::message`), and any link that opens.

mod also;
mod decide;
mod phone;
mod search;
mod side;
mod speaker;

use std::rc::Rc;

use learning::lesson::Step;
use sycamore::prelude::*;

use self::also::Also;
use self::decide::Decide;
use self::phone::Phone;
use self::search::{Search, Stage};
use self::side::Side;
use self::speaker::Speaker;
use super::feedback::Feedback;
use super::play::Play;

/// The message, the feedback to what was decided, or what was still to see.
#[component(inline_props)]
pub fn Clues(step: Step) -> View {
    let play = use_context::<Play>();
    let Some(search) = Search::new(play, step) else {
        return view! {};
    };
    provide_context(search);
    // The message stays as it is while the child goes from searching to deciding.
    let screen = create_memo(move || match search.stage.get_clone() {
        Stage::Search | Stage::Decide => Stage::Search,
        other => other,
    });
    view! {
        (match screen.get_clone() {
            Stage::Search | Stage::Decide => view! { Reading {} },
            Stage::Outcome(choice) => {
                let decision = search.decision();
                let picture = decision
                    .choices
                    .iter()
                    .find(|offered| offered.id == choice)
                    .map(|offered| offered.picture.clone());
                let Some(picture) = picture else {
                    return view! {};
                };
                view! {
                    Feedback(
                        place=format!("{}.", search.step_id()), choice=choice, picture=picture,
                        ask=decision.ask,
                        again=Rc::new(move || search.look_again()),
                        next=Rc::new(move || search.go_on())
                    )
                }
            }
            Stage::Also(missed) => view! { Also(missed=missed) },
        })
    }
}

/// Who speaks, the phone, and what stands beside it.
#[component]
fn Reading() -> View {
    let search = use_context::<Search>();
    let deciding = move || search.stage.get_clone() == Stage::Decide;
    search.open();
    view! {
        div(class=move || if deciding() { "reading deciding" } else { "reading" }) {
            Speaker {}
            Phone {}
            (if deciding() { view! { Decide {} } } else { view! { Side {} } })
        }
    }
}
