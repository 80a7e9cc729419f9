//! Waiting for the page to be drawn, and moving the keyboard to what was.

use js_sys::Promise;
use sycamore::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Returns when the browser is about to draw what was just changed: new elements are in the
/// document then, and can be scrolled to and focused.
pub async fn next_frame() {
    let frame = Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            let _ = window.request_animation_frame(&resolve);
        }
    });
    let _ = JsFuture::from(frame).await;
}

/// Moves the keyboard to an element once it is drawn. A heading that takes it needs
/// `tabindex="-1"`.
pub fn focus(node: NodeRef) {
    when_drawn(node, |element| {
        let _ = element.focus();
    });
}

/// Does something with an element once it is drawn, if its page is still there.
pub fn when_drawn(node: NodeRef, then: impl FnOnce(web_sys::HtmlElement) + 'static) {
    let page = create_signal(());
    spawn_local(async move {
        next_frame().await;
        if page.is_alive()
            && let Some(node) = node.try_get()
        {
            then(node.unchecked_into());
        }
    });
}
