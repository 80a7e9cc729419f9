//! To come.
use sycamore::prelude::*;

/// To come.
#[component]
pub fn Map() -> View {
    view! { main {} }
}
