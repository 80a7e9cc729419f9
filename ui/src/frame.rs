//! Waiting for the page to be drawn.

use js_sys::Promise;
use wasm_bindgen_futures::JsFuture;

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
