//! Where one is in the app, kept in the address after `#`, so that "back" and "reload" do
//! what people expect.

use learning::LessonId;
use sycamore::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;

/// A page of the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// Language, animal, colour: who plays.
    Hello,
    /// The map of lessons.
    Map,
    /// A lesson.
    Lesson(LessonId),
    /// The teacher's desk.
    Desk,
}

impl Route {
    /// The route that an address says; an unknown one leads to the start.
    pub fn parse(hash: &str) -> Self {
        let path = hash.trim_start_matches('#').trim_start_matches('/');
        let path = path.split('?').next().unwrap_or_default();
        match path.split_once('/') {
            Some(("lesson", id)) if !id.is_empty() => Self::Lesson(LessonId::new(id)),
            None if path == "map" => Self::Map,
            None if path == "desk" => Self::Desk,
            _ => Self::Hello,
        }
    }

    /// The address of the route.
    pub fn hash(&self) -> String {
        match self {
            Self::Hello => "#/".to_owned(),
            Self::Map => "#/map".to_owned(),
            Self::Lesson(id) => format!("#/lesson/{id}"),
            Self::Desk => "#/desk".to_owned(),
        }
    }

    /// Goes there.
    pub fn go(&self) {
        if let Some(window) = web_sys::window() {
            let _ = window.location().set_hash(&self.hash());
        }
    }
}

/// The route of the address, now and whenever it changes.
pub fn follow() -> Signal<Route> {
    let current = || {
        let hash = web_sys::window().and_then(|window| window.location().hash().ok());
        Route::parse(&hash.unwrap_or_default())
    };
    let route = create_signal(current());
    if let Some(window) = web_sys::window() {
        let changed = Closure::<dyn Fn()>::new(move || route.set(current()));
        let _ =
            window.add_event_listener_with_callback("hashchange", changed.as_ref().unchecked_ref());
        // The page listens as long as it lives.
        changed.forget();
    }
    route
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_survives_the_address() {
        for route in [
            Route::Hello,
            Route::Map,
            Route::Lesson("p2".into()),
            Route::Desk,
        ] {
            assert_eq!(Route::parse(&route.hash()), route);
        }
    }

    #[test]
    fn an_unknown_address_leads_to_the_start() {
        for hash in ["", "#", "#/nowhere", "#/lesson/", "#/map/7"] {
            assert_eq!(Route::parse(hash), Route::Hello, "{hash}");
        }
    }

    #[test]
    fn the_desk_may_carry_a_key() {
        assert_eq!(Route::parse("#/desk?key=abc"), Route::Desk);
    }
}
