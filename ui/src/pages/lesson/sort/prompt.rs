//! What is asked above the cards: Bal, the question, and a hint for who wants one.

use sycamore::prelude::*;

use super::table::Table;
use crate::frame;
use crate::parts::{Bal, Ear, Picture};

/// Bal and the question of the step.
#[component(inline_props)]
pub(super) fn Prompt(
    /// Whether the focus goes to the question, because the screen is new.
    focus: bool,
) -> View {
    let table = use_context::<Table>();
    let play = table.play;
    let app = play.app;
    let step = table.step_id();
    let key = format!("{step}.E");
    let clip = play.clip(&key);
    let text = create_memo(move || play.text(&key));
    let hints: Vec<_> = ["H1", "H2"]
        .iter()
        .map(|hint| format!("{step}.{hint}"))
        .filter(|hint| play.has(hint))
        .collect();
    let some_hints = !hints.is_empty();
    let hints = create_signal(hints);
    let hint = create_signal(None::<usize>);
    let next_hint = move |_| {
        let last = hints.with(Vec::len).saturating_sub(1);
        let now = hint.get().map_or(0, |now| (now + 1).min(last));
        hint.set(Some(now));
        let key = hints.with(|hints| hints[now].clone());
        app.speech.say(vec![play.clip(&key)]);
    };
    let heading = create_node_ref();
    if focus {
        frame::focus(heading);
    }
    let long = move || {
        if question(&text.get_clone()).0.chars().count() > LONG {
            "long"
        } else {
            ""
        }
    };
    view! {
        div(class="q") {
            Bal(mood=move || if hint.get().is_some() { "calm" } else { "think" })
            div(class="say") {
                div(class="text grow", "aria-live"="polite") {
                    h1(class=long, tabindex="-1", r#ref=heading) { (question(&text.get_clone()).0) }
                    (match hint.get() {
                        Some(now) => {
                            let key = hints.with(|hints| hints[now].clone());
                            view! { p(class="hinted") { (play.text(&key)) } }
                        }
                        None => match question(&text.get_clone()).1 {
                            Some(rest) => view! { p { (rest) } },
                            None => view! {},
                        },
                    })
                }
                Ear(clips=vec![clip])
                (if some_hints {
                    view! {
                        button(r#type="button", class="tile hint", aria-label=move || app.say(|t| t.hint_please()), on:click=next_hint) {
                            Picture(id="g-think")
                            span { (app.say(|t| t.hint_please())) }
                        }
                    }
                } else { view! {} })
            }
        }
    }
}

/// Letters that a question may have before its print gets smaller.
const LONG: usize = 44;

/// A question and what follows it ("I touch a card, then a basket.") are two things.
fn question(text: &str) -> (String, Option<String>) {
    match text.split_inclusive(['?', '؟']).next() {
        Some(head) if head.len() < text.len() => {
            (head.to_owned(), Some(text[head.len()..].trim().to_owned()))
        }
        _ => (text.to_owned(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::question;

    #[test]
    fn a_question_stands_apart_from_what_to_do() {
        assert_eq!(
            question("Qui ? Je touche."),
            ("Qui ?".to_owned(), Some("Je touche.".to_owned()))
        );
        assert_eq!(
            question("مَنْ؟ أَلْمِسُ."),
            ("مَنْ؟".to_owned(), Some("أَلْمِسُ.".to_owned()))
        );
    }

    #[test]
    fn a_text_without_more_after_the_question_stays_whole() {
        for text in ["Voici mon ballon. Qui ?", "Un panier de plus."] {
            assert_eq!(question(text), (text.to_owned(), None));
        }
    }
}
