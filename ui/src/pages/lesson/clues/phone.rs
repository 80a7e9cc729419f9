//! The phone with the message. Every word can be tapped, so that nothing but reading tells
//! where the clues are. For the keyboard the whole message is one stop, and the arrows go
//! from word to word.

use learning::ClueId;
use learning::message::{MessagePart, message_parts};
use sycamore::prelude::*;
use wasm_bindgen::JsCast as _;

use super::search::{Search, Stage, is_number};
use crate::parts::{Ear, Picture};

/// The kind of clue that the sender's line itself is.
const SENDER: &str = "k7";

/// The phone: sender, message, and the note that all this is invented.
#[component]
pub(super) fn Phone() -> View {
    let search = use_context::<Search>();
    let play = search.play;
    let group = create_node_ref();
    let here = create_signal(0_usize);
    let last = create_signal(0_usize);
    let (from, message) = (search.key("from"), search.key("E"));
    let clips = vec![play.clip(&message)];
    let words = move || {
        let parts = message_parts(&play.text(&message));
        // The sender's line is the first stop.
        let mut stop = 0;
        let views: Vec<_> = parts
            .into_iter()
            .map(|part| {
                let taps = part.words().chars().any(char::is_alphanumeric);
                stop += usize::from(taps);
                piece(search, part, taps.then_some(stop), here)
            })
            .collect();
        last.set(stop);
        View::from(views)
    };
    let sender = {
        let from = from.clone();
        move || play.text(&from)
    };
    let first_letter = {
        let sender = sender.clone();
        move || initial(&sender()).to_string()
    };
    let walk = move |event: web_sys::KeyboardEvent| {
        let forward = match play.app.language.get().direction() {
            "rtl" => ["ArrowLeft", "ArrowDown"],
            _ => ["ArrowRight", "ArrowDown"],
        };
        let key = event.key();
        let next = match key.as_str() {
            "Home" => 0,
            "End" => last.get(),
            key if forward.contains(&key) => (here.get() + 1).min(last.get()),
            key if key.starts_with("Arrow") => here.get().saturating_sub(1),
            "Enter" | " " => {
                let word = event
                    .target()
                    .and_then(|word| word.dyn_into::<web_sys::HtmlElement>().ok());
                if let Some(word) = word
                    && word.has_attribute("data-stop")
                {
                    event.prevent_default();
                    word.click();
                }
                return;
            }
            _ => return,
        };
        event.prevent_default();
        here.set(next);
        focus_stop(group, next);
    };
    let searching = move || search.stage.get_clone() == Stage::Search;
    view! {
        section(class="dev") {
            div(
                class="scr", role="group", r#ref=group, on:keydown=walk,
                aria-label=move || play.app.say(|t| t.lesson_clues_how())
            ) {
                header(class="from") {
                    i(aria-hidden="true") { (first_letter()) }
                    (sender_line(search, sender.clone(), here))
                    Ear(clips=clips)
                }
                div(class=move || if searching() { "msg" } else { "msg still" }) { p { (words()) } }
                p(class="note") { (play.text("note")) }
            }
        }
    }
}

/// The sender's name or number; where the number is the clue, it counts as one.
fn sender_line(
    search: Search,
    name: impl Fn() -> String + Clone + 'static,
    here: Signal<usize>,
) -> View {
    let clue = ClueId::new(SENDER);
    let counts = search.clues().contains(&clue);
    let number = {
        let clue = clue.clone();
        create_memo(move || if counts { search.number(&clue) } else { None })
    };
    let dashed = {
        let clue = clue.clone();
        move || counts && search.dashed(&clue)
    };
    let direction = if is_number(&name()) { "ltr" } else { "auto" };
    view! {
        div(class="sender") {
            span(
                role="button", "data-stop"="0", dir=direction,
                class=move || look("clue", number.get(), dashed()),
                tabindex=move || if here.get() == 0 { "0" } else { "-1" },
                on:click=move |_| {
                    here.set(0);
                    if counts { search.tap_clue(&clue) } else { search.tap_word() }
                }
            ) { (numbered(name(), number.get())) }
        }
    }
}

/// One piece of the message.
fn piece(search: Search, part: MessagePart, stop: Option<usize>, here: Signal<usize>) -> View {
    let Some(stop) = stop else {
        return part.words().to_owned().into();
    };
    let tabindex = move || if here.get() == stop { "0" } else { "-1" };
    match part {
        MessagePart::Plain(words) => {
            let start = words.len() - words.trim_start().len();
            let (lead, word) = words.split_at(start);
            let (word, tail) = word.split_at(word.trim_end().len());
            let (lead, word, tail) = (lead.to_owned(), word.to_owned(), tail.to_owned());
            view! {
                (lead)
                span(
                    role="button", class="word", "data-stop"=stop.to_string(), tabindex=tabindex,
                    on:click=move |_| {
                        here.set(stop);
                        search.tap_word();
                    }
                ) { (word) }
                (tail)
            }
        }
        MessagePart::Clue { id, words } => {
            let link = words.contains(".exemple");
            let name = id.to_string();
            let number = {
                let id = id.clone();
                create_memo(move || search.number(&id))
            };
            let dashed = {
                let id = id.clone();
                move || search.dashed(&id)
            };
            view! {
                span(
                    role="button", "data-stop"=stop.to_string(), tabindex=tabindex,
                    "data-clue"=name,
                    dir=link.then_some("ltr"),
                    class=move || look(if link { "clue link" } else { "clue" }, number.get(), dashed()),
                    on:click=move |_| {
                        here.set(stop);
                        search.tap_clue(&id);
                    }
                ) { (numbered(words.clone(), number.get())) }
            }
        }
    }
}

fn look(kind: &str, number: Option<usize>, dashed: bool) -> String {
    let state = match number {
        Some(_) => "f",
        None if dashed => "dashed",
        None => "",
    };
    format!("{kind} {state}")
}

/// The words with their number, which stays with the last of them.
fn numbered(words: String, number: Option<usize>) -> View {
    let Some(number) = number else {
        return words.into();
    };
    let (head, tail) = match words.rsplit_once(' ') {
        Some((head, tail)) => (format!("{head} "), tail.to_owned()),
        None => (String::new(), words),
    };
    view! {
        (head)
        span(class="tail") { (tail) b(class="num") { Picture(id="khatam") (number.to_string()) } }
    }
}

/// The letter in the sender's circle: a number has none, and in Arabic the article is not it.
fn initial(sender: &str) -> char {
    if is_number(sender) {
        return '?';
    }
    let letters: Vec<_> = sender
        .chars()
        .filter(|letter| !is_vowel_sign(*letter))
        .take(3)
        .collect();
    match letters[..] {
        ['ا', 'ل', first] => first,
        [first, ..] => first,
        [] => '?',
    }
}

fn is_vowel_sign(letter: char) -> bool {
    ('\u{64b}'..='\u{652}').contains(&letter)
}

fn focus_stop(group: NodeRef, stop: usize) {
    let found = group
        .try_get()
        .and_then(|node| node.dyn_into::<web_sys::Element>().ok())
        .and_then(|group| {
            group
                .query_selector(&format!("[data-stop='{stop}']"))
                .ok()
                .flatten()
        })
        .and_then(|word| word.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(word) = found {
        let _ = word.focus();
    }
}

#[cfg(test)]
mod tests {
    use super::initial;

    #[test]
    fn a_sender_without_a_name_gets_a_question_mark() {
        assert_eq!(initial("+000 00 00"), '?');
        assert_eq!(initial(""), '?');
    }

    #[test]
    fn the_arabic_article_is_no_initial() {
        assert_eq!(initial("الْمَدْرَسَةُ"), 'م');
        assert_eq!(initial("اَلدَّعْمُ"), 'د');
        assert_eq!(initial("طَرْدٌ"), 'ط');
        assert_eq!(initial("Colis-Vite"), 'C');
    }
}
