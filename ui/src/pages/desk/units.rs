//! A class as units of one pupil, in five kinds: each has its own shape, colour and sign, so that
//! colour alone says nothing. No unit is anybody: pupils stand sorted by kind.

use learning::summary::Transitions;
use sycamore::prelude::*;

use crate::app::App;

/// A kind of unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    RightRight,
    WrongRight,
    RightWrong,
    WrongWrong,
    NotCompleted,
}

impl Kind {
    /// From what the class has to what it still needs.
    pub(super) const ALL: [Self; 5] = [
        Self::RightRight,
        Self::WrongRight,
        Self::RightWrong,
        Self::WrongWrong,
        Self::NotCompleted,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::RightRight => "right-right",
            Self::WrongRight => "wrong-right",
            Self::RightWrong => "right-wrong",
            Self::WrongWrong => "wrong-wrong",
            Self::NotCompleted => "not-completed",
        }
    }

    /// Its word in the legend.
    fn word(self, app: App) -> String {
        app.named("desk-cell", self.name())
    }

    pub(super) fn pupils(self, class: Transitions) -> u32 {
        match self {
            Self::RightRight => class.right_right,
            Self::WrongRight => class.wrong_right,
            Self::RightWrong => class.right_wrong,
            Self::WrongWrong => class.wrong_wrong,
            Self::NotCompleted => class.not_completed,
        }
    }

    /// The shape in a box of 24 x 32, and the sign on it.
    fn drawing(self) -> (&'static str, &'static str) {
        match self {
            Self::RightRight => (
                "M5 1h14a4 4 0 0 1 4 4v22a4 4 0 0 1-4 4H5a4 4 0 0 1-4-4V5a4 4 0 0 1 4-4Z",
                "M7 16l4 4 7-8",
            ),
            Self::WrongRight => (
                "M12 2 23 10V27a4 4 0 0 1-4 4H5a4 4 0 0 1-4-4V10Z",
                "M12 13v10M7 18h10",
            ),
            Self::RightWrong => ("M12 2 22.5 16 12 30 1.5 16Z", "M8 16h8"),
            Self::WrongWrong => (
                "M12 5.5a10.5 10.5 0 1 1 0 21 10.5 10.5 0 1 1 0-21Z",
                "M12 15.9v.2",
            ),
            Self::NotCompleted => ("M4 9h16v14H4Z", ""),
        }
    }
}

/// One unit.
#[component(inline_props)]
pub(super) fn Unit(kind: Kind) -> View {
    let (shape, sign) = kind.drawing();
    view! {
        svg(class=format!("unit {}", kind.name()), "viewBox"="0 0 24 32", "aria-hidden"="true") {
            path(class="shape", d=shape)
            path(class="sign", d=sign)
        }
    }
}

/// The whole class in one competency; said in words to those who do not see it.
#[component(inline_props)]
pub(super) fn Units(class: Transitions) -> View {
    let app = use_context::<App>();
    let said = move || {
        let parts = Kind::ALL.map(|kind| format!("{} {}", kind.word(app), kind.pupils(class)));
        parts.join("، ")
    };
    let units = Kind::ALL
        .into_iter()
        .flat_map(|kind| (0..kind.pupils(class)).map(move |_| view! { Unit(kind=kind) }))
        .collect::<Vec<_>>();
    view! { div(class="units", role="img", aria-label=said) { (units) } }
}

/// What the five kinds mean.
#[component]
pub(super) fn Legend() -> View {
    let app = use_context::<App>();
    let kinds = Kind::ALL
        .into_iter()
        .map(|kind| view! { li { Unit(kind=kind) span { (kind.word(app)) } } })
        .collect::<Vec<_>>();
    view! { ul(class="legend") { (kinds) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pupil_is_one_unit_of_one_kind() {
        let class = Transitions {
            not_completed: 1,
            wrong_wrong: 2,
            wrong_right: 3,
            right_wrong: 4,
            right_right: 5,
        };
        let units: u32 = Kind::ALL.iter().map(|kind| kind.pupils(class)).sum();
        assert_eq!(units, class.pupils());
        assert_eq!(Kind::WrongRight.pupils(class), 3);
    }

    #[test]
    fn every_kind_has_its_own_shape_and_its_word_in_both_languages() {
        let shapes: std::collections::BTreeSet<_> =
            Kind::ALL.iter().map(|kind| kind.drawing()).collect();
        assert_eq!(shapes.len(), Kind::ALL.len());
        for language in i18n::Language::ALL {
            let texts = i18n::Texts::new(*language);
            for kind in Kind::ALL {
                assert!(
                    texts.get(&format!("desk-cell-{}", kind.name())).is_some(),
                    "{kind:?}"
                );
            }
        }
    }
}
