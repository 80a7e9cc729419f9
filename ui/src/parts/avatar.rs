//! The child, as the class sees one: an animal on a coloured star.

use learning::avatar::{Animal, Avatar};
use sycamore::prelude::*;

use super::Picture;

/// The symbol of an animal.
pub fn animal_picture(animal: Animal) -> String {
    format!("a-{}", animal.as_str())
}

/// An animal on its star. Its name is said by the text beside it.
#[component(inline_props)]
pub fn AvatarBadge(avatar: Avatar) -> View {
    view! {
        span(class=format!("av c-{}", avatar.colour.as_str())) {
            Picture(id="khatam")
            Picture(id=animal_picture(avatar.animal))
        }
    }
}
