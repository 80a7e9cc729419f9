//! To come.
use sycamore::prelude::*;

/// To come.
#[component]
pub fn Hello() -> View {
    view! { main {} }
}
