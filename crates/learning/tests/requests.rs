//! The one list of requests.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeSet;

use learning::api::{
    GetRoom, OpenSession, REQUESTS, Refusal, Request, Role, StartAttempt, SubmitResponse,
};
use learning::lesson::{Band, Competency, Motion};

#[test]
fn no_two_requests_have_the_same_name() {
    let names: BTreeSet<_> = REQUESTS.iter().map(|(name, _)| *name).collect();
    assert_eq!(names.len(), REQUESTS.len());
}

#[test]
fn every_request_has_somebody_who_may_ask() {
    for (name, roles) in REQUESTS {
        assert!(!roles.is_empty(), "nobody may call {name}");
    }
}

/// `OpenSession` is called `open_session`, so who knows the type knows the name.
#[test]
fn every_request_is_named_after_its_type() {
    fn snake(name: &str) -> String {
        let last = name.rsplit("::").next().unwrap();
        let mut snake = String::new();
        for letter in last.chars() {
            if letter.is_uppercase() && !snake.is_empty() {
                snake.push('_');
            }
            snake.extend(letter.to_lowercase());
        }
        snake
    }
    fn named<R: Request>() -> (String, &'static str) {
        (snake(std::any::type_name::<R>()), R::NAME)
    }
    macro_rules! all {
        ($(($request:ident, $name:ident, [$($role:ident),*], $reply:ty))*) => {
            vec![$(named::<learning::api::$request>()),*]
        };
    }
    let names = learning::for_each_request!(all);
    assert_eq!(names.len(), REQUESTS.len());
    for (expected, name) in names {
        assert_eq!(expected, name);
    }
}

#[test]
fn what_only_a_teacher_may_ask_is_not_a_pupils() {
    for teachers in [
        "open_session",
        "get_board",
        "close_session",
        "list_reports",
        "send_reports",
    ] {
        let (_, roles) = REQUESTS.iter().find(|(name, _)| *name == teachers).unwrap();
        assert_eq!(*roles, [Role::Teacher]);
    }
}

#[test]
fn a_request_with_anything_more_in_it_is_refused() {
    assert!(serde_json::from_str::<GetRoom>("{}").is_ok());
    assert!(serde_json::from_str::<GetRoom>(r#"{"name":"Salma"}"#).is_err());
    assert!(
        serde_json::from_str::<StartAttempt>(r#"{"learner":"l","lesson":"p2","as":"x"}"#).is_err()
    );
    let submit = r#"{"attempt":"t","item":"0","ordinal":1,"response":{"kind":"dont_know"}}"#;
    assert!(serde_json::from_str::<SubmitResponse>(submit).is_ok());
    let timed = submit.replace("\"ordinal\"", "\"milliseconds\":9,\"ordinal\"");
    assert!(serde_json::from_str::<SubmitResponse>(&timed).is_err());
    assert!(serde_json::from_str::<OpenSession>(r#"{"lesson":"p2","level":-1}"#).is_err());
}

#[test]
fn a_closed_list_reads_what_it_writes_and_nothing_else() {
    fn check<T>(all: &[T], name: fn(T) -> &'static str)
    where
        T: Copy + PartialEq + std::fmt::Debug + std::str::FromStr<Err: std::fmt::Debug>,
        T: serde::Serialize + serde::de::DeserializeOwned,
    {
        let names: BTreeSet<_> = all.iter().map(|one| name(*one)).collect();
        assert_eq!(names.len(), all.len());
        for one in all {
            assert_eq!(name(*one).parse::<T>().unwrap(), *one);
            let text = serde_json::to_string(one).unwrap();
            assert_eq!(text, format!("\"{}\"", name(*one)));
            assert_eq!(serde_json::from_str::<T>(&text).unwrap(), *one);
        }
        assert!("nothing-of-the-sort".parse::<T>().is_err());
        assert!(serde_json::from_str::<T>("\"nothing-of-the-sort\"").is_err());
    }
    check(Refusal::ALL, Refusal::as_str);
    check(Competency::ALL, Competency::as_str);
    check(Band::ALL, Band::as_str);
    check(Motion::ALL, Motion::as_str);
}
