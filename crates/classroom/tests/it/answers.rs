//! The answers to the requests, and to those who may not ask.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use classroom::{Caller, Classroom, FILE_NAME};
use learning::api::*;
use learning::lesson::{Band, Form};
use learning::scoring::Response;
use rusqlite::Connection;
use serde_json::json;

use crate::common::*;

#[test]
fn whoever_may_not_ask_is_refused_before_anything_is_read() {
    let machine = machine();
    for (name, roles) in REQUESTS {
        for role in Role::ALL.iter().filter(|role| !roles.contains(role)) {
            for caller in [Caller::Window(*role), Caller::Device(*role)] {
                let reply = machine
                    .classroom
                    .call(caller, name, json!("not even a body"));
                assert_eq!(reply, Err(Refusal::NotForYou), "{name} by {caller:?}");
            }
        }
    }
}

#[test]
fn every_request_of_the_list_is_answered_and_no_other() {
    let machine = machine();
    for (name, roles) in REQUESTS {
        let reply = machine
            .classroom
            .call(Caller::Window(roles[0]), name, json!("no body"));
        assert_eq!(reply, Err(Refusal::BadRequest), "{name}");
    }
    let reply = machine.classroom.call(TEACHER, "drop_tables", json!({}));
    assert_eq!(reply, Err(Refusal::BadRequest));
}

#[test]
fn lessons_are_named_in_the_language_that_was_asked_for() {
    let machine = machine();
    let title = |language: &str| {
        let request = ListLessons {
            language: language.to_owned(),
        };
        machine
            .classroom
            .ask(PUPIL, &request)
            .map(|doors| doors[0].title.clone())
    };
    assert_ne!(title("ar").unwrap(), title("fr").unwrap());
    assert_eq!(title("xx"), Err(Refusal::BadRequest));
    let page = machine
        .classroom
        .ask(
            PUPIL,
            &OpenLesson {
                lesson: g7(),
                language: "fr".to_owned(),
            },
        )
        .unwrap();
    assert_eq!(page.lesson, machine.lesson);
    assert!(page.art.contains("<symbol"));
    let unknown = OpenLesson {
        lesson: "p99".into(),
        language: "fr".to_owned(),
    };
    assert_eq!(
        machine.classroom.ask(PUPIL, &unknown),
        Err(Refusal::UnknownLesson)
    );
}

#[test]
fn a_device_is_told_of_no_child() {
    let machine = machine();
    let child = machine.create(CHILD, 0);
    machine.create(PUPIL, 1);
    assert_eq!(
        machine.classroom.ask(CHILD, &ListLearners {}).unwrap(),
        [child]
    );
    assert_eq!(machine.classroom.ask(PUPIL, &ListLearners {}).unwrap(), []);
}

#[test]
fn an_avatar_is_one_child_at_home_and_one_pupil_of_a_session() {
    let machine = machine();
    let create = |caller, number| {
        let request = CreateLearner {
            avatar: avatar(number),
            language: "fr".to_owned(),
            band: Band::Early,
        };
        machine.classroom.ask(caller, &request).map(|_| ())
    };
    assert_eq!(create(CHILD, 0), Ok(()));
    assert_eq!(create(CHILD, 0), Err(Refusal::AvatarTaken));
    machine.open_session(None);
    assert_eq!(
        create(PUPIL, 0),
        Ok(()),
        "the window's children are not in the session"
    );
    assert_eq!(create(PUPIL, 0), Err(Refusal::AvatarTaken));
    for number in 1..48 {
        create(PUPIL, number).unwrap();
    }
    assert_eq!(create(PUPIL, 0), Err(Refusal::RoomFull));
    machine.classroom.ask(TEACHER, &CloseSession {}).unwrap();
    machine.open_session(None);
    assert_eq!(create(PUPIL, 0), Ok(()), "another class, the same animals");
}

#[test]
fn a_child_has_no_field_for_a_name() {
    let machine = machine();
    let body = json!({
        "avatar": avatar(0), "language": "fr", "band": "6-8", "name": "Salma",
    });
    let reply = machine.classroom.call(CHILD, "create_learner", body);
    assert_eq!(reply, Err(Refusal::BadRequest));
    let body = json!({ "avatar": avatar(0), "language": "Salma", "band": "6-8" });
    let reply = machine.classroom.call(CHILD, "create_learner", body);
    assert_eq!(
        reply,
        Err(Refusal::BadRequest),
        "nor can a language carry one"
    );
}

#[test]
fn a_retry_is_harmless_and_another_answer_is_refused() {
    let machine = machine();
    let attempt = machine.start(CHILD, &machine.create(CHILD, 0));
    let item = machine.lesson.form(Form::A)[0].item();
    let first = machine.submit(&attempt.id, &item, right(&item));
    assert!(first.full());
    assert_eq!(machine.submit(&attempt.id, &item, right(&item)), first);
    let otherwise = SubmitResponse {
        attempt: attempt.id.clone(),
        item: item.id.clone(),
        ordinal: 1,
        response: Response::DontKnow,
    };
    let reply = machine.classroom.ask(CHILD, &otherwise);
    assert_eq!(reply, Err(Refusal::AnsweredOtherwise));
    let again = machine.start(CHILD, &learner_of(&machine));
    assert_eq!(again.answered.len(), 1);
}

fn learner_of(machine: &Machine) -> Learner {
    machine
        .classroom
        .ask(CHILD, &ListLearners {})
        .unwrap()
        .remove(0)
}

#[test]
fn an_answer_that_does_not_fit_is_refused_and_nothing_is_stored() {
    let machine = machine();
    let attempt = machine.start(CHILD, &machine.create(CHILD, 0));
    let item = machine.lesson.form(Form::A)[0].item();
    let submit = |attempt: &str, item: &str, ordinal: u32, response: Response| {
        let request = SubmitResponse {
            attempt: attempt.into(),
            item: item.into(),
            ordinal,
            response,
        };
        machine.classroom.ask(CHILD, &request).unwrap_err()
    };
    let (id, item) = (attempt.id.as_str(), item.id.as_str());
    let no_such = || Response::Choice {
        choice: "zz".into(),
    };
    assert_eq!(
        submit("0", item, 1, Response::DontKnow),
        Refusal::UnknownAttempt
    );
    assert_eq!(
        submit(id, "no", 1, Response::DontKnow),
        Refusal::UnknownItem
    );
    assert_eq!(submit(id, item, 1, no_such()), Refusal::ResponseDoesNotFit);
    assert_eq!(submit(id, item, 0, Response::DontKnow), Refusal::BadRequest);
    assert_eq!(
        submit(id, item, 21, Response::DontKnow),
        Refusal::BadRequest
    );
    assert_eq!(machine.start(CHILD, &learner_of(&machine)).answered, []);
}

#[test]
fn a_walk_goes_on_where_the_child_was() {
    let machine = machine();
    let learner = machine.create(CHILD, 0);
    let attempt = machine.start(CHILD, &learner);
    for item in machine.lesson.items().iter().take(3) {
        machine.submit(&attempt.id, item, right(item));
    }
    let again = machine.start(CHILD, &learner);
    assert_eq!(
        (again.id, again.first_form),
        (attempt.id.clone(), attempt.first_form)
    );
    let items: Vec<_> = again
        .answered
        .into_iter()
        .map(|answered| answered.item)
        .collect();
    let expected: Vec<_> = machine
        .lesson
        .items()
        .into_iter()
        .take(3)
        .map(|item| item.id)
        .collect();
    assert_eq!(items, expected);

    let finish = FinishAttempt {
        attempt: attempt.id.clone(),
    };
    let progress = machine.classroom.ask(CHILD, &finish).unwrap();
    assert_eq!(
        machine.classroom.ask(CHILD, &finish).unwrap(),
        progress,
        "again is harmless"
    );
    assert!(progress.lessons[0].finished);
    assert_eq!(progress.lessons[0].answered, 3);
    let next = machine.start(CHILD, &learner);
    assert_ne!(next.id, attempt.id);
    assert_eq!(next.first_form, attempt.first_form.other());
}

#[test]
fn half_of_a_class_begins_with_each_form() {
    let machine = machine();
    machine.start(PUPIL, &machine.create(PUPIL, 40));
    machine.open_session(None);
    let forms: Vec<_> = (0..10)
        .map(|number| {
            machine
                .start(PUPIL, &machine.create(PUPIL, number))
                .first_form
        })
        .collect();
    let expected: Vec<_> = [Form::A, Form::B].into_iter().cycle().take(10).collect();
    assert_eq!(forms, expected);
}

#[test]
fn a_stored_response_cannot_be_changed_even_by_hand() {
    let machine = machine();
    let attempt = machine.start(CHILD, &machine.create(CHILD, 0));
    let item = machine.lesson.form(Form::A)[0].item();
    machine.submit(&attempt.id, &item, Response::DontKnow);
    let store = Connection::open(machine.folder.path().join(FILE_NAME)).unwrap();
    let error = store
        .execute("UPDATE response SET score = max_score", [])
        .unwrap_err();
    assert!(error.to_string().contains("never updated"), "{error}");
}

#[test]
fn the_room_says_which_lesson_the_class_plays() {
    let machine = machine();
    let room = || machine.classroom.ask(PUPIL, &GetRoom {}).unwrap();
    assert_eq!(room(), Room::default());
    machine.open_session(None);
    assert_eq!(
        room(),
        Room {
            lesson: Some(g7()),
            band: Some(machine.lesson.band)
        }
    );
}

#[test]
fn one_session_is_open_at_a_time_and_only_a_possible_one() {
    let machine = machine_of("https://leader.example/");
    let open = |lesson: &str, level: u32, directorate: &str| {
        let request = OpenSession {
            lesson: lesson.into(),
            level,
            directorate: Some(directorate.to_owned()),
        };
        machine.classroom.ask(TEACHER, &request).map(|_| ())
    };
    assert_eq!(open("p99", 5, DIRECTORATE), Err(Refusal::UnknownLesson));
    assert_eq!(open("g7", 0, DIRECTORATE), Err(Refusal::BadLevel));
    assert_eq!(open("g7", 7, DIRECTORATE), Err(Refusal::BadLevel));
    assert_eq!(open("g7", 5, "01.151"), Err(Refusal::UnknownDirectorate));
    assert_eq!(
        machine.classroom.ask(TEACHER, &CloseSession {}),
        Err(Refusal::NoSession)
    );
    assert_eq!(machine.classroom.ask(TEACHER, &GetBoard {}).unwrap(), None);
    assert_eq!(open("g7", 5, DIRECTORATE), Ok(()));
    assert_eq!(open("g7", 5, DIRECTORATE), Err(Refusal::SessionOpen));
}

#[test]
fn without_a_task_list_there_is_no_directorate_to_choose() {
    let machine = machine();
    assert_eq!(
        machine
            .classroom
            .ask(TEACHER, &ListDirectorates {})
            .unwrap(),
        []
    );
    let request = OpenSession {
        lesson: g7(),
        level: 5,
        directorate: Some(DIRECTORATE.to_owned()),
    };
    let reply = machine.classroom.ask(TEACHER, &request);
    assert_eq!(reply, Err(Refusal::UnknownDirectorate));
    machine.open_session(Some(""));
}

#[test]
fn the_directorates_are_those_of_the_task_list() {
    let machine = machine_of("https://leader.example/");
    let directorates = machine
        .classroom
        .ask(TEACHER, &ListDirectorates {})
        .unwrap();
    let codes: Vec<_> = directorates.iter().map(|one| one.code.as_str()).collect();
    assert_eq!(codes, ["09.001", DIRECTORATE]);
}

#[test]
fn the_board_says_how_far_each_pupil_is_and_never_what_was_answered() {
    let machine = machine();
    machine.open_session(None);
    machine.create(PUPIL, 0);
    machine.pupil(1, Answers::Right, Answers::Wrong);
    let board = machine
        .classroom
        .ask(TEACHER, &GetBoard {})
        .unwrap()
        .unwrap();
    let questions = machine.lesson.form(Form::A).len() + machine.lesson.form(Form::B).len();
    let seats: Vec<_> = board
        .seats
        .iter()
        .map(|seat| (seat.avatar, seat.answered as usize))
        .collect();
    assert_eq!(seats, [(avatar(0), 0), (avatar(1), questions)]);
    assert_eq!(board.seats[0].items as usize, machine.lesson.items().len());
}

#[test]
fn only_the_window_opens_the_teachers_window() {
    let opened = Arc::new(AtomicU32::new(0));
    let counter = opened.clone();
    let folder = tempfile::tempdir().unwrap();
    let classroom = Classroom::open(folder.path(), content())
        .unwrap()
        .with_desk(move || {
            counter.fetch_add(1, Ordering::Relaxed);
            Ok(())
        });
    assert_eq!(
        classroom.ask(PUPIL, &OpenDesk {}),
        Err(Refusal::OnlyOnThisMachine)
    );
    assert_eq!(opened.load(Ordering::Relaxed), 0);
    assert_eq!(classroom.ask(CHILD, &OpenDesk {}), Ok(()));
    assert_eq!(opened.load(Ordering::Relaxed), 1);
    assert_eq!(
        machine().classroom.ask(CHILD, &OpenDesk {}),
        Err(Refusal::OnlyOnThisMachine)
    );
}

#[test]
fn whoever_watches_is_told_when_a_session_opens_and_closes_even_after_a_power_cut() {
    let machine = machine();
    let watch = machine.classroom.watch_session();
    assert!(!*watch.borrow());
    machine.open_session(None);
    assert!(*watch.borrow());
    let restarted = Classroom::open(machine.folder.path(), content()).unwrap();
    assert!(*restarted.watch_session().borrow());
    machine.classroom.ask(TEACHER, &CloseSession {}).unwrap();
    assert!(!*watch.borrow());
}
