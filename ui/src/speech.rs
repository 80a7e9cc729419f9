//! The voice. Clips are played one after the other; a new request silences the old one.
//!
//! Clips are fetched and decoded by the page itself (Web Audio), because the webview of
//! Linux does not play media from the app's own scheme.

use std::cell::{Cell, RefCell};

use js_sys::{ArrayBuffer, Promise};
use sycamore::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

thread_local! {
    static CONTEXT: RefCell<Option<web_sys::AudioContext>> = const { RefCell::new(None) };
    static PLAYING: RefCell<Option<web_sys::AudioBufferSourceNode>> = const { RefCell::new(None) };
    /// Grows with each request to speak or to be silent.
    static TURN: Cell<u32> = const { Cell::new(0) };
}

/// The voice, shared by all pages.
#[derive(Clone, Copy)]
pub struct Speech {
    /// Whether sound is wanted.
    pub on: Signal<bool>,
    /// The clip that is heard now.
    pub now: Signal<Option<String>>,
}

impl Speech {
    /// A voice that remembers whether sound was wanted on this device.
    pub fn new() -> Self {
        let on = create_signal(crate::settings::read("sound").as_deref() != Some("off"));
        Self {
            on,
            now: create_signal(None),
        }
    }

    /// Turns sound on or off, and remembers it.
    pub fn toggle(self) {
        self.on.set(!self.on.get());
        crate::settings::write("sound", Some(if self.on.get() { "on" } else { "off" }));
        if !self.on.get() {
            self.stop();
        }
    }

    /// Speaks these clips, in order.
    pub fn say(self, clips: Vec<String>) {
        spawn_local(async move {
            self.say_all(clips).await;
        });
    }

    /// Speaks these clips and returns when the last one ended: true when all were heard,
    /// false when there is no sound here, or something else was said in between.
    pub async fn say_all(self, clips: Vec<String>) -> bool {
        self.stop();
        let turn = TURN.get();
        if !self.on.get_untracked() {
            return false;
        }
        for clip in clips {
            self.now.set(Some(clip.clone()));
            let heard = play(&clip, turn).await;
            if TURN.get() != turn {
                return false;
            }
            if heard.is_none() {
                self.now.set(None);
                return false;
            }
        }
        self.now.set(None);
        true
    }

    /// Silence.
    pub fn stop(self) {
        TURN.set(TURN.get().wrapping_add(1));
        if let Some(source) = PLAYING.take() {
            let source: web_sys::AudioScheduledSourceNode = source.unchecked_into();
            let _ = source.stop();
        }
        if self.now.get_clone_untracked().is_some() {
            self.now.set(None);
        }
    }
}

impl Default for Speech {
    fn default() -> Self {
        Self::new()
    }
}

/// Plays one clip to its end; `None` where that is not possible.
async fn play(clip: &str, turn: u32) -> Option<()> {
    let context = CONTEXT.with_borrow_mut(|context| {
        if context.is_none() {
            *context = web_sys::AudioContext::new().ok();
        }
        context.clone()
    })?;
    if context.state() == web_sys::AudioContextState::Suspended {
        // Before the first tap a browser stays silent; it must not stay waiting, too.
        let resumed = context.resume().ok()?;
        let race = js_sys::Array::of2(&resumed, &sleep(300));
        JsFuture::from(Promise::race(&race)).await.ok()?;
        if context.state() != web_sys::AudioContextState::Running {
            return None;
        }
    }
    let window = web_sys::window()?;
    let response = JsFuture::from(window.fetch_with_str(clip)).await.ok()?;
    let response: web_sys::Response = response.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    let bytes = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    let bytes: ArrayBuffer = bytes.dyn_into().ok()?;
    let buffer = JsFuture::from(context.decode_audio_data(&bytes).ok()?)
        .await
        .ok()?;
    let buffer: web_sys::AudioBuffer = buffer.dyn_into().ok()?;
    if TURN.get() != turn {
        return None;
    }
    let source = context.create_buffer_source().ok()?;
    source.set_buffer(Some(&buffer));
    source
        .connect_with_audio_node(&context.destination())
        .ok()?;
    let ended = Promise::new(&mut |resolve, _| {
        let _ = source.add_event_listener_with_callback("ended", &resolve);
    });
    source.start().ok()?;
    PLAYING.set(Some(source));
    // A device without loudspeakers may never say that the clip ended.
    let patience = sleep((buffer.duration() * 1000.0) as i32 + 1500);
    JsFuture::from(Promise::race(&js_sys::Array::of2(&ended, &patience)))
        .await
        .ok()?;
    Some(())
}

/// A promise that is kept after some milliseconds.
pub fn sleep(milliseconds: i32) -> Promise {
    Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            let _ = window
                .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
        }
    })
}
