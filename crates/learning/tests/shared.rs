//! Texts and pictures that several choices share.

use learning::lesson::shared;

const NAMES: [&str; 9] = [
    "1.X.F3",
    "1.a.F1",
    "1.ab.F4",
    "1.b.F3",
    "1.b.F4",
    "3.photo.X.F3",
    "3.photo.b1.F1",
    "10.X.F1",
    "1.a.C",
];

fn find(place: &str, choice: &str, part: &str) -> Option<&'static str> {
    shared(place, choice, part, "X", NAMES.into_iter())
}

#[test]
fn its_own_comes_before_the_groups_and_the_groups_before_that_of_all() {
    assert_eq!(find("1.", "b", ".F4"), Some("1.b.F4"));
    assert_eq!(find("1.", "a", ".F4"), Some("1.ab.F4"));
    assert_eq!(find("1.", "b", ".F3"), Some("1.b.F3"));
    assert_eq!(find("1.", "a", ".F3"), Some("1.X.F3"));
}

#[test]
fn a_choice_outside_the_group_does_not_get_the_groups() {
    assert_eq!(find("1.", "c", ".F4"), None);
    assert_eq!(find("1.", "c", ".F3"), Some("1.X.F3"));
}

#[test]
fn a_place_does_not_look_into_another() {
    assert_eq!(find("1.", "a", ".F2"), None);
    assert_eq!(find("10.", "a", ".F1"), Some("10.X.F1"));
    assert_eq!(find("3.", "b1", ".F1"), None);
    assert_eq!(find("3.photo.", "b1", ".F1"), Some("3.photo.b1.F1"));
}

#[test]
fn a_choice_with_a_longer_name_is_in_no_group() {
    let names = ["s.ab.F1", "s.abc.F9", "s.X.F1", "s.X.F9"];
    assert_eq!(
        shared("s.", "bc", ".F9", "X", names.into_iter()),
        Some("s.X.F9")
    );
    assert_eq!(
        shared("s.", "b1", ".F1", "X", names.into_iter()),
        Some("s.X.F1")
    );
    assert_eq!(
        shared("s.", "b", ".F1", "X", names.into_iter()),
        Some("s.ab.F1")
    );
}

#[test]
fn pictures_are_found_like_texts() {
    let names = ["p2-3-photo-b1-f2", "p2-3-photo-x-f4", "g7-m1-ab-f4"];
    let find = |place, choice, part| shared(place, choice, part, "x", names.into_iter());
    assert_eq!(find("p2-3-photo-", "b1", "-f2"), Some("p2-3-photo-b1-f2"));
    assert_eq!(find("p2-3-photo-", "b2", "-f4"), Some("p2-3-photo-x-f4"));
    assert_eq!(find("p2-3-photo-", "b2", "-f2"), None);
    assert_eq!(find("g7-m1-", "b", "-f4"), Some("g7-m1-ab-f4"));
    assert_eq!(find("g7-m1-", "c", "-f4"), None);
}
