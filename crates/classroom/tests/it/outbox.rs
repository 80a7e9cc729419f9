//! What leaves the machine: once, sealed, and nothing else.

use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::put;
use classroom::{Caller, FILE_NAME, TasksError};
use learning::api::*;
use rusqlite::Connection;

use crate::common::*;

const NOWHERE: &str = "https://leader.example/";

fn close(machine: &Machine) -> ClosedSession {
    machine.classroom.ask(TEACHER, &CloseSession {}).unwrap()
}

fn bytes(machine: &Machine) -> Vec<Vec<u8>> {
    let store = Connection::open(machine.folder.path().join(FILE_NAME)).unwrap();
    let mut statement = store
        .prepare("SELECT bytes FROM outbox ORDER BY number")
        .unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

#[test]
fn the_result_of_a_session_is_what_was_answered() {
    let machine = machine_of(NOWHERE);
    machine.open_session(Some(DIRECTORATE));
    machine.pupil(0, Answers::Right, Answers::Right);
    machine.pupil(1, Answers::Right, Answers::Wrong);
    machine.pupil(2, Answers::Wrong, Answers::Right);
    machine.pupil(3, Answers::Wrong, Answers::Right);
    machine.pupil(4, Answers::Wrong, Answers::Wrong);
    machine.pupil(5, Answers::Right, Answers::None);
    machine.create(PUPIL, 6);
    let closed = close(&machine);
    assert_eq!(closed.result.len(), machine.lesson.measured().len());
    for one in &closed.result {
        assert_eq!(
            one.transitions.cells(),
            [1, 1, 2, 1, 1],
            "{:?}",
            one.competency
        );
    }
    let report = closed.report.unwrap();
    assert_eq!(
        (
            report.lesson,
            report.level,
            report.directorate.as_str(),
            report.state
        ),
        (g7(), LEVEL, DIRECTORATE, ReportState::Pending)
    );
    assert_eq!(closed.no_report, None);
}

#[test]
fn the_class_counts_the_first_complete_walk_of_each_pupil() {
    let machine = machine_of(NOWHERE);
    machine.open_session(Some(DIRECTORATE));
    let learner = machine.create(PUPIL, 0);
    let finish = |machine: &Machine| {
        let attempt = machine.start(PUPIL, &learner).id;
        machine
            .classroom
            .ask(PUPIL, &FinishAttempt { attempt })
            .unwrap();
    };
    machine.walk(&learner, Answers::Right, Answers::None);
    finish(&machine);
    machine.walk(&learner, Answers::Wrong, Answers::Right);
    finish(&machine);
    machine.walk(&learner, Answers::Right, Answers::Right);
    assert_eq!(
        close(&machine).result[0].transitions.cells(),
        [0, 0, 1, 0, 0]
    );
}

#[test]
fn what_is_played_outside_of_the_session_is_not_counted() {
    let machine = machine_of(NOWHERE);
    let early = machine.pupil(0, Answers::Right, Answers::Right);
    machine.open_session(Some(DIRECTORATE));
    let child = machine.create(CHILD, 0);
    machine.start(CHILD, &child);
    assert_eq!(close(&machine).no_report, Some(NoReport::NoPupils));
    machine.open_session(Some(DIRECTORATE));
    machine.walk(&early, Answers::Wrong, Answers::Right);
    assert_eq!(
        close(&machine).result[0].transitions.cells(),
        [0, 0, 1, 0, 0]
    );
}

#[test]
fn a_pupil_counts_once_in_a_period_however_often_the_class_plays() {
    let machine = machine_of(NOWHERE);
    machine.open_session(Some(DIRECTORATE));
    let learner = machine.pupil(0, Answers::Wrong, Answers::Right);
    assert!(close(&machine).report.is_some());
    machine.open_session(Some(DIRECTORATE));
    machine.walk(&learner, Answers::Wrong, Answers::Right);
    let again = close(&machine);
    assert_eq!(
        again.result[0].transitions.cells(),
        [0, 0, 1, 0, 0],
        "the teacher sees all"
    );
    assert_eq!(
        (again.report, again.no_report),
        (None, Some(NoReport::NoPupils))
    );
}

#[test]
fn two_sessions_queue_one_report_each() {
    let machine = machine_of(NOWHERE);
    for _ in 0..2 {
        machine.open_session(Some(DIRECTORATE));
        machine.pupil(0, Answers::Wrong, Answers::Right);
        assert!(close(&machine).report.is_some());
        let again = machine.classroom.ask(TEACHER, &CloseSession {});
        assert_eq!(again, Err(Refusal::NoSession));
    }
    let reports = machine.classroom.ask(TEACHER, &ListReports {}).unwrap();
    assert_eq!(reports.len(), 2);
    assert_ne!(reports[0].id, reports[1].id);
    let sizes: Vec<_> = bytes(&machine).iter().map(Vec::len).collect();
    assert_eq!(
        sizes,
        [reports[0].bytes as usize, reports[1].bytes as usize]
    );
    let store = Connection::open(machine.folder.path().join(FILE_NAME)).unwrap();
    assert!(
        store
            .execute("UPDATE outbox SET bytes = x'00'", [])
            .is_err()
    );
}

#[test]
fn a_session_without_a_report_says_why() {
    let machine = machine();
    machine.open_session(None);
    machine.pupil(0, Answers::Right, Answers::Right);
    assert_eq!(close(&machine).no_report, Some(NoReport::NoTaskList));

    let machine = machine_of(NOWHERE);
    machine.open_session(None);
    machine.pupil(0, Answers::Right, Answers::Right);
    assert_eq!(close(&machine).no_report, Some(NoReport::NoDirectorate));
    let elsewhere = OpenSession {
        lesson: g7(),
        level: 1,
        directorate: Some(DIRECTORATE.to_owned()),
    };
    machine.classroom.ask(TEACHER, &elsewhere).unwrap();
    machine.pupil(0, Answers::Right, Answers::Right);
    let closed = close(&machine);
    assert_eq!(closed.no_report, Some(NoReport::NoTask));
    assert_eq!(
        closed.result[0].transitions.pupils(),
        1,
        "the teacher still sees the class"
    );
    assert_eq!(bytes(&machine), Vec::<Vec<u8>>::new());
}

#[test]
fn a_class_of_more_than_sixty_is_refused_and_not_cut() {
    let machine = machine_of(NOWHERE);
    let visitors: Vec<_> = (0..61)
        .map(|number| machine.create(PUPIL, number % 48))
        .collect();
    machine.open_session(Some(DIRECTORATE));
    for learner in &visitors {
        machine.start(PUPIL, learner);
    }
    let closed = close(&machine);
    assert_eq!(
        (closed.report, closed.no_report),
        (None, Some(NoReport::TooManyPupils))
    );
    assert_eq!(closed.result[0].transitions.pupils(), 61);
}

#[test]
fn nothing_of_the_machine_or_its_children_is_in_a_report() {
    let machine = machine_of(NOWHERE);
    machine.open_session(Some(DIRECTORATE));
    let mut canaries: Vec<String> = Vec::new();
    for number in 0..48 {
        let learner = machine.pupil(number, Answers::Wrong, Answers::Right);
        canaries.push(learner.id.as_str().to_owned());
        canaries.push(learner.avatar.animal.as_str().to_owned());
        canaries.push(learner.avatar.colour.as_str().to_owned());
    }
    close(&machine);
    canaries.push(machine.folder.path().to_str().unwrap().to_owned());
    canaries.push(
        machine
            .folder
            .path()
            .file_name()
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned(),
    );
    canaries.push(DIRECTORATE.to_owned());
    for file in ["/etc/hostname", "/proc/sys/kernel/hostname"] {
        if let Ok(name) = std::fs::read_to_string(file) {
            canaries.push(name.trim().to_owned());
        }
    }
    let reports = bytes(&machine);
    assert_eq!(reports.len(), 1);
    for canary in canaries.iter().filter(|canary| canary.len() > 2) {
        for report in &reports {
            let found = report
                .windows(canary.len())
                .any(|part| part == canary.as_bytes());
            assert!(!found, "{canary}");
        }
    }
}

/// Task, content type and bytes of an upload.
type Upload = (String, String, Vec<u8>);
/// Status, content type and body of an answer.
type Answer = (u16, &'static str, &'static str);

/// What reaches the academy, and what it says to it; `None` says that it counted.
#[derive(Clone, Default)]
struct Academy {
    received: Arc<Mutex<Vec<Upload>>>,
    says: Arc<Mutex<Option<Answer>>>,
}

async fn receive(
    State(academy): State<Academy>,
    Path(task): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let kind = headers[header::CONTENT_TYPE].to_str().unwrap().to_owned();
    academy
        .received
        .lock()
        .unwrap()
        .push((task, kind, body.to_vec()));
    match *academy.says.lock().unwrap() {
        None => StatusCode::CREATED.into_response(),
        Some((status, kind, body)) => (
            StatusCode::from_u16(status).unwrap(),
            [(header::CONTENT_TYPE, kind)],
            body,
        )
            .into_response(),
    }
}

impl Academy {
    /// Listens on a free port until the test's process ends.
    fn listen(&self) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = format!("http://{}/dap/", listener.local_addr().unwrap());
        let router = Router::new()
            .route("/dap/tasks/{task}/reports", put(receive))
            .with_state(self.clone());
        std::thread::spawn(move || {
            tokio::runtime::Runtime::new().unwrap().block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener).unwrap();
                axum::serve(listener, router).await.unwrap();
            });
        });
        address
    }

    fn says(&self, status: u16, kind: &'static str, body: &'static str) {
        *self.says.lock().unwrap() = Some((status, kind, body));
    }
}

fn queue_one(machine: &Machine) {
    machine.open_session(Some(DIRECTORATE));
    machine.pupil(0, Answers::Wrong, Answers::Right);
    close(machine);
}

fn send(machine: &Machine) -> Vec<ReportState> {
    let reports = machine.classroom.ask(TEACHER, &SendReports {}).unwrap();
    reports.into_iter().map(|report| report.state).collect()
}

#[test]
fn reports_are_sent_oldest_first_as_they_are_stored_and_only_once() {
    let academy = Academy::default();
    let machine = machine_of(&academy.listen());
    queue_one(&machine);
    queue_one(&machine);
    assert_eq!(send(&machine), [ReportState::Counted; 2]);
    assert_eq!(send(&machine), [ReportState::Counted; 2]);
    let received = academy.received.lock().unwrap();
    let sent: Vec<_> = received.iter().map(|(_, _, bytes)| bytes.clone()).collect();
    assert_eq!(sent, bytes(&machine));
    let task = report::TaskId::from([2; 32]).to_string();
    assert!(
        received
            .iter()
            .all(|(to, kind, _)| *to == task && kind == "application/dap-report")
    );
}

#[test]
fn a_report_that_nobody_took_is_sent_again_with_the_same_bytes() {
    let academy = Academy::default();
    let machine = machine_of(&academy.listen());
    queue_one(&machine);
    queue_one(&machine);
    academy.says(503, "text/plain", "");
    assert_eq!(send(&machine), [ReportState::Unreachable; 2]);
    academy.says(200, "text/html; charset=utf-8", "<h1>Wi-Fi login</h1>");
    assert_eq!(
        send(&machine),
        [ReportState::Unreachable; 2],
        "a login page is no receipt"
    );
    academy.says(404, "text/html", "<h1>not here</h1>");
    assert_eq!(
        send(&machine),
        [ReportState::Unreachable; 2],
        "nor is it the academy's no"
    );
    *academy.says.lock().unwrap() = None;
    assert_eq!(send(&machine), [ReportState::Counted; 2]);
    let received = academy.received.lock().unwrap();
    let stored = bytes(&machine);
    let sent: Vec<_> = received.iter().map(|(_, _, bytes)| bytes).collect();
    let expected: Vec<_> = [0, 0, 0, 0, 1].iter().map(|at| &stored[*at]).collect();
    assert_eq!(sent, expected);
}

#[test]
fn a_report_that_the_academy_refuses_is_kept_with_its_code() {
    let academy = Academy::default();
    let machine = machine_of(&academy.listen());
    queue_one(&machine);
    academy.says(
        400,
        "application/problem+json",
        r#"{"type":"urn:ietf:params:ppm:dap:error:reportTooEarly"}"#,
    );
    assert_eq!(send(&machine), [ReportState::Refused]);
    assert_eq!(send(&machine), [ReportState::Refused]);
    assert_eq!(academy.received.lock().unwrap().len(), 1);
    let store = Connection::open(machine.folder.path().join(FILE_NAME)).unwrap();
    let code: String = store
        .query_row("SELECT refusal FROM outbox", [], |row| row.get(0))
        .unwrap();
    assert_eq!(code, "reportTooEarly");
}

#[test]
fn without_a_network_everything_waits() {
    // A port that was free a moment ago and at which nobody listens.
    let free = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let machine = machine_of(&format!("http://{free}/"));
    queue_one(&machine);
    assert_eq!(send(&machine), [ReportState::Unreachable]);
    assert_eq!(bytes(&machine).len(), 1);
}

#[test]
fn an_older_or_broken_task_list_does_not_replace_the_one_in_force() {
    let machine = machine_of(NOWHERE);
    let offer = |change: &dyn Fn(&mut report::TaskList)| {
        let mut list = task_list(NOWHERE);
        change(&mut list);
        let path = write_tasks(machine.folder.path(), &list);
        machine.classroom.import_tasks(path.to_str().unwrap())
    };
    let older = offer(&|list| list.serial = 6).unwrap_err();
    assert!(
        matches!(
            older,
            TasksError::Older {
                offered: 6,
                kept: 7
            }
        ),
        "{older}"
    );
    let broken = machine.folder.path().join("broken.json");
    std::fs::write(&broken, "{}").unwrap();
    let error = machine
        .classroom
        .import_tasks(broken.to_str().unwrap())
        .unwrap_err();
    assert!(matches!(error, TasksError::List { .. }), "{error}");
    let directorates = |caller: Caller| {
        machine
            .classroom
            .ask(caller, &ListDirectorates {})
            .unwrap()
            .len()
    };
    assert_eq!(directorates(TEACHER), 2);
    offer(&|list| {
        list.serial = 8;
        list.tasks.truncate(1);
    })
    .unwrap();
    assert_eq!(directorates(TEACHER), 1);
}
