//! A card's way through the air: from where it lies to over its basket. The path is drawn
//! by the style sheet; here it is only measured, and waited for.

use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

use crate::speech::sleep;

/// Milliseconds in the air; `--t-move` in the tokens.
const FLIGHT: i32 = 320;
/// Milliseconds in which one sees where the card lies now.
const SETTLE: i32 = 520;

/// Lets a card fly over a basket; returns when it is there.
pub(super) async fn fly(card: &str, basket: &str) {
    if is_still() {
        return;
    }
    let card = find(&format!("[data-card='{card}']"));
    let basket = find(&format!("[data-basket='{basket}'] .b"));
    if let (Some(card), Some(basket)) = (card, basket) {
        let from = card.get_bounding_client_rect();
        let to = basket.get_bounding_client_rect();
        let across = to.x() + to.width() / 2.0 - (from.x() + from.width() / 2.0);
        let down = to.y() - (from.y() + from.height() / 2.0);
        let style = card.style();
        let _ = style.set_property("--across", &format!("{across}px"));
        let _ = style.set_property("--down", &format!("{down}px"));
        let _ = JsFuture::from(sleep(FLIGHT)).await;
    }
}

/// Returns when one has seen the card in its basket.
pub(super) async fn settle() {
    let _ = JsFuture::from(sleep(SETTLE)).await;
}

/// Moves the focus to the first element of the document that fits.
pub(super) fn focus(selector: &str) {
    if let Some(element) = find(selector) {
        let _ = element.focus();
    }
}

fn find(selector: &str) -> Option<HtmlElement> {
    let document = web_sys::window()?.document()?;
    // A drawing is measured and focused by the same names as an HTML element.
    Some(document.query_selector(selector).ok()??.unchecked_into())
}

/// Whether this reader wants no motion.
fn is_still() -> bool {
    web_sys::window()
        .and_then(|window| {
            window
                .match_media("(prefers-reduced-motion: reduce)")
                .ok()?
        })
        .is_some_and(|query| query.matches())
}
