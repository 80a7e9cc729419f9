//! Where the keyboard is when a screen opens: focus is never lost with the screen before.

use sycamore::prelude::*;
use wasm_bindgen::JsCast as _;

/// Moves the focus to this node as soon as it is in the document. A heading that takes it
/// needs `tabindex="-1"`.
pub fn focus_when_shown(node: NodeRef) {
    on_mount(move || {
        let element = node.try_get().and_then(|node| node.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(element) = element {
            let _ = element.focus();
        }
    });
}
