//! What stands in the bar at the top of pupils' pages, and what is said when something
//! cannot be done.

use sycamore::prelude::*;

use super::{Bal, Ear, Picture};
use crate::app::App;
use crate::frame::focus;

/// Sound on and off, one tap.
#[component]
pub fn SoundTile() -> View {
    let app = use_context::<App>();
    view! {
        button(
            r#type="button",
            class="tile sq sound",
            aria-pressed=move || app.speech.on.get().to_string(),
            aria-label=move || app.say(|t| if app.speech.on.get() { t.sound_on() } else { t.sound_off() }),
            on:click=move |_| app.speech.toggle()
        ) {
            Picture(id=move || if app.speech.on.get() { "i-listen" } else { "i-mute" }, class="ic")
        }
    }
}

/// Strong colours on and off, one tap; the device remembers.
#[component]
pub fn ContrastTile() -> View {
    let app = use_context::<App>();
    view! {
        button(
            r#type="button",
            class="tile sq contrast",
            aria-pressed=move || app.contrast.get().to_string(),
            aria-label=move || app.say(|t| t.contrast()),
            on:click=move |_| app.strong_colours(!app.contrast.get())
        ) { Picture(id="i-contrast", class="ic") }
    }
}

/// "I ask an adult": always at the reading end of the bar.
#[component]
pub fn Help() -> View {
    let app = use_context::<App>();
    let open = create_signal(false);
    let button = create_node_ref();
    let clips = move || vec![app.clip(i18n::id::HELP_SAY)];
    // Whoever came with the keyboard goes on where they were.
    let close = move || {
        open.set(false);
        focus(button);
    };
    view! {
        button(
            r#type="button",
            class="tile sq help",
            r#ref=button,
            aria-label=move || app.say(|t| t.ask_an_adult()),
            on:click=move |_| {
                open.set(true);
                app.speech.say(clips());
            }
        ) { Picture(id="g-ask") }
        (if open.get() {
            let back = create_node_ref();
            focus(back);
            view! {
                div(
                    class="over", role="dialog", aria-modal="true", aria-label=move || app.say(|t| t.help_title()),
                    on:keydown=move |event: web_sys::KeyboardEvent| if event.key() == "Escape" { close() }
                ) {
                    div(class="sheet calm") {
                        div(class="faces") {
                            Picture(id="h-zohra")
                            Picture(id="h-brahim")
                            Bal(mood="calm")
                        }
                        h2 { (app.say(|t| t.help_title())) }
                        p { (app.say(|t| t.help_say())) " " Ear(clips=clips()) }
                        button(r#type="button", class="tile maj", r#ref=back, on:click=move |_| close()) {
                            (app.say(|t| t.help_close()))
                        }
                    }
                }
            }
        } else { view! {} })
    }
}

/// A known "no", in the reader's language, with what to do.
#[component]
pub fn Notice() -> View {
    let app = use_context::<App>();
    view! {
        (match app.notice.get() {
            Some(refusal) => view! {
                div(class="notice", role="alert", "data-refusal"=refusal.as_str()) {
                    Bal(mood="think")
                    p { (app.refusal(refusal)) }
                    button(r#type="button", class="tile", on:click=move |_| app.notice.set(None)) {
                        (app.say(|t| t.go_on()))
                    }
                }
            },
            None => view! {},
        })
    }
}
