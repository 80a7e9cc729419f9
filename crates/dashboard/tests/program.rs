//! `balak-academy` as an operator meets it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::{
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Command, Output, Stdio},
};

fn academy(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_balak-academy"))
        .args(arguments)
        .output()
        .unwrap()
}

fn provision(data: &Path) -> Output {
    academy(&[
        "provision",
        "--data",
        data.to_str().unwrap(),
        "--leader",
        "http://127.0.0.1:1/",
        "--helper",
        "http://127.0.0.1:2/",
        "--one-party",
    ])
}

#[test]
fn bad_arguments_exit_with_one_line() {
    let empty = tempfile::tempdir().unwrap();
    let folder = empty.path().to_str().unwrap();
    for (arguments, about) in [
        (vec![], "balak-academy"),
        (vec!["serve"], "--data"),
        (vec!["serve", "--data", "/nowhere"], "no folder"),
        (vec!["serve", "--data", folder], "provision"),
        (
            vec!["serve", "--data", folder, "--listen", "here"],
            "--listen",
        ),
        (vec!["leader", "--data", folder, "--what"], "--what"),
        (
            vec![
                "provision",
                "--data",
                folder,
                "--leader",
                "x",
                "--helper",
                "http://a/",
            ],
            "--leader",
        ),
        (
            vec![
                "provision",
                "--data",
                folder,
                "--leader",
                "http://a/",
                "--helper",
                "http://b/",
                "--start",
                "tomorrow",
            ],
            "2026-09-01",
        ),
        (
            vec![
                "provision",
                "--data",
                folder,
                "--leader",
                "http://a/",
                "--helper",
                "http://b/",
                "--province",
                "99.999",
            ],
            "directorate",
        ),
    ] {
        let output = academy(&arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success(), "{arguments:?}");
        assert_eq!(said.lines().count(), 1, "{arguments:?}: {said}");
        assert!(said.contains(about), "{arguments:?}: {said}");
    }
}

#[test]
fn keys_are_never_written_over() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("academy");
    let first = provision(&data);
    assert!(first.status.success());
    // 82 directorates, 6 levels, 2 packs.
    assert!(
        String::from_utf8(first.stdout)
            .unwrap()
            .starts_with("984 tasks in ")
    );
    assert!(!provision(&data).status.success());
}

#[cfg(unix)]
#[test]
fn all_roles_start_together_and_stop_when_told() {
    let dir = tempfile::tempdir().unwrap();
    assert!(provision(&dir.path().join("academy")).status.success());
    let mut child = Command::new(env!("CARGO_BIN_EXE_balak-academy"))
        .arg("serve")
        .arg("--data")
        .arg(dir.path().join("academy"))
        .args(["--listen", "127.0.0.1:0"])
        .args([
            "--leader-listen",
            "127.0.0.1:0",
            "--helper-listen",
            "127.0.0.1:0",
        ])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let first = lines.next().unwrap().unwrap();
    assert!(
        first.starts_with("listening on http://127.0.0.1:"),
        "{first}"
    );
    let told = Command::new("kill")
        .args(["-TERM", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(told.success());
    assert!(child.wait().unwrap().success());
}
