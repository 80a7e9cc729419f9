//! The program itself: started, killed, started again.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use classroom::FILE_NAME;
use learning::api::{Attempt, Learner, Request, StartAttempt, SubmitResponse};
use learning::lesson::Form;
use learning::scoring::Outcome;
use rusqlite::Connection;
use serde_json::json;
use tempfile::TempDir;

use crate::common::{avatar, content_folder, g7, lesson, right};

struct Program {
    child: Child,
    /// `http://127.0.0.1:…`
    address: String,
    /// The line with the teacher's address.
    desk: String,
}

fn command(data: &Path, content: &TempDir) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_balak-classroom"));
    command
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(data);
    command.arg("--content").arg(content.path());
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn start(data: &Path, content: &TempDir) -> Program {
    let mut child = command(data, content)
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let first = lines.next().unwrap().unwrap();
    let address = first.strip_prefix("listening on ").unwrap().to_owned();
    let desk = lines.next().unwrap().unwrap();
    Program {
        child,
        address,
        desk,
    }
}

impl Program {
    fn ask<R: Request>(&self, request: &R) -> R::Reply {
        let mut response = ureq::post(format!("{}/api/{}", self.address, R::NAME))
            .content_type("application/json")
            .send(serde_json::to_vec(request).unwrap().as_slice())
            .unwrap();
        serde_json::from_slice(&response.body_mut().read_to_vec().unwrap()).unwrap()
    }

    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn an_answer_that_was_acknowledged_is_there_after_the_machine_died() {
    let (data, content) = (tempfile::tempdir().unwrap(), content_folder());
    let lesson = lesson();
    let items = [
        lesson.form(Form::A)[0].item(),
        lesson.form(Form::B)[0].item(),
    ];

    let program = start(data.path(), &content);
    let learner: Learner = program.ask(&learning::api::CreateLearner {
        avatar: avatar(3),
        language: "ar".to_owned(),
        band: lesson.band,
    });
    let starting = StartAttempt {
        learner: learner.id,
        lesson: g7(),
    };
    let attempt: Attempt = program.ask(&starting);
    let mut outcomes: Vec<Outcome> = Vec::new();
    for item in &items {
        outcomes.push(program.ask(&SubmitResponse {
            attempt: attempt.id.clone(),
            item: item.id.clone(),
            ordinal: 1,
            response: right(item),
        }));
    }
    program.kill();

    let program = start(data.path(), &content);
    let again = program.ask(&starting);
    assert_eq!(
        (&again.id, again.first_form),
        (&attempt.id, attempt.first_form)
    );
    let found: Vec<_> = again
        .answered
        .iter()
        .map(|one| (&one.item, one.outcome))
        .collect();
    let expected: Vec<_> = items.iter().map(|item| &item.id).zip(outcomes).collect();
    assert_eq!(found, expected);
}

#[cfg(unix)]
#[test]
fn a_signal_stops_it_cleanly() {
    let (data, content) = (tempfile::tempdir().unwrap(), content_folder());
    for signal in ["TERM", "INT"] {
        let mut program = start(data.path(), &content);
        assert!(
            program.desk.starts_with("desk: http://127.0.0.1:"),
            "{}",
            program.desk
        );
        let pid = program.child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-s", signal, &pid])
                .status()
                .unwrap()
                .success()
        );
        assert!(program.child.wait().unwrap().success(), "{signal}");
        // A clean stop leaves one file: the log of the store was written back into it.
        assert!(
            !data.path().join(format!("{FILE_NAME}-wal")).exists(),
            "{signal}"
        );
    }
}

fn refused(mut command: Command) -> String {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().unwrap();
    assert_eq!(status.code(), Some(1));
    assert!(stdout.is_empty());
    String::from_utf8(stderr).unwrap()
}

#[test]
fn a_store_of_a_newer_version_is_refused_by_name() {
    let (data, content) = (tempfile::tempdir().unwrap(), content_folder());
    Connection::open(data.path().join(FILE_NAME))
        .unwrap()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    let error = refused(command(data.path(), &content));
    assert!(
        error.contains("balak.sqlite was written by a newer version"),
        "{error}"
    );
    assert!(error.contains("99"), "{error}");
}

#[test]
fn a_broken_store_is_set_aside_and_the_class_goes_on() {
    let (data, content) = (tempfile::tempdir().unwrap(), content_folder());
    fs::write(data.path().join(FILE_NAME), "garbage ".repeat(1000)).unwrap();
    let program = start(data.path(), &content);
    program.ask(&learning::api::GetRoom {});
    let kept = fs::read_to_string(data.path().join("balak.sqlite.broken-1")).unwrap();
    assert_eq!(kept, "garbage ".repeat(1000));
}

#[test]
fn broken_content_is_refused_with_all_its_mistakes() {
    let (data, content) = (tempfile::tempdir().unwrap(), content_folder());
    for language in ["ar", "fr"] {
        fs::remove_file(content.path().join(format!("lessons/g7/{language}.toml"))).unwrap();
    }
    let error = refused(command(data.path(), &content));
    for file in ["content/lessons/g7/ar.toml", "content/lessons/g7/fr.toml"] {
        assert!(error.contains(file), "{error}");
    }
}

#[test]
fn a_bad_argument_is_told_in_one_line() {
    let (data, content) = (tempfile::tempdir().unwrap(), content_folder());
    let with = |arguments: &[&str]| {
        let mut command = command(data.path(), &content);
        command.args(arguments);
        refused(command)
    };
    for (arguments, said) in [
        (
            &["--assets", "/no/such/page"][..],
            "--assets: there is no folder /no/such/page",
        ),
        (
            &["--tasks", "/no/such/list"],
            "/no/such/list cannot be used",
        ),
        (
            &["--tasks", "http://127.0.0.1:1/"],
            "cannot be fetched from http://127.0.0.1:1/",
        ),
    ] {
        let error = with(arguments);
        let lines: Vec<_> = error
            .lines()
            .filter(|line| line.starts_with("balak-classroom:"))
            .collect();
        assert_eq!(lines.len(), 1, "{error}");
        assert!(lines[0].contains(said), "{error}");
    }
    let program = start(data.path(), &content);
    let taken = program.address.strip_prefix("http://").unwrap();
    let mut second = Command::new(env!("CARGO_BIN_EXE_balak-classroom"));
    second
        .args(["serve", "--listen", taken, "--data"])
        .arg(data.path());
    second.arg("--content").arg(content.path());
    let error = refused(second);
    assert!(
        error.contains(&format!("cannot listen on {taken}")),
        "{error}"
    );
}

#[test]
fn the_log_names_no_device_and_no_child() {
    let (data, content) = (tempfile::tempdir().unwrap(), content_folder());
    let mut child = command(data.path(), &content)
        .env("RUST_LOG", "trace")
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let first = lines.next().unwrap().unwrap();
    let address = first.strip_prefix("listening on ").unwrap().to_owned();
    let body = json!({ "avatar": avatar(3), "language": "ar", "band": "9-12" });
    let mut response = ureq::post(format!("{address}/api/create_learner"))
        .content_type("application/json")
        .send(body.to_string().as_bytes())
        .unwrap();
    let learner: Learner =
        serde_json::from_slice(&response.body_mut().read_to_vec().unwrap()).unwrap();
    child.kill().unwrap();
    let output = child.wait_with_output().unwrap();
    let log = String::from_utf8(output.stderr).unwrap();
    assert!(log.contains("Database migrated"), "there is a log: {log}");
    for canary in [
        learner.id.as_str(),
        learner.avatar.animal.as_str(),
        "127.0.0.1",
    ] {
        assert!(!log.contains(canary), "{canary} in {log}");
    }
}
