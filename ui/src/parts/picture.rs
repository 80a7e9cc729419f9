//! A picture: one symbol of the kit or of the open lesson's art.

use std::borrow::Cow;

use sycamore::prelude::*;

/// Draws a symbol, as large as its class says. Decoration for ears: what it means is
/// always said beside it.
#[component(inline_props)]
pub fn Picture(
    #[prop(setter(into))] id: MaybeDyn<Cow<'static, str>>,
    #[prop(default = MaybeDyn::from(""), setter(into))] class: MaybeDyn<Cow<'static, str>>,
) -> View {
    view! {
        svg(class=move || class.get_clone(), "aria-hidden"="true", "focusable"="false") {
            r#use(href=move || format!("#{}", id.get_clone()), width="100%", height="100%")
        }
    }
}

/// Bal, the helper bird, in one of his moods: `calm`, `happy`, `balak`, `think`.
#[component(inline_props)]
pub fn Bal(#[prop(setter(into))] mood: MaybeDyn<Cow<'static, str>>) -> View {
    view! { Picture(id=move || format!("bal-{}", mood.get_clone()), class="bal") }
}
