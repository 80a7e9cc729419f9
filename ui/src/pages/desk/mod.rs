//! To come.
use sycamore::prelude::*;

/// To come.
#[component]
pub fn Desk() -> View {
    view! { main {} }
}
