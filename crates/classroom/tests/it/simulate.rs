//! The simulation: reproducible, and as true as what was stored.

use classroom::simulate::{Plan, Played, SimulateError, play};
use learning::api::{ListReports, ReportState};

use crate::common::{TEACHER, g7, machine, machine_of, task_list, write_tasks};

fn plan(seed: u64) -> Plan {
    Plan {
        sessions: 3,
        seed,
        pupils: 3..=5,
        lesson: Some(g7()),
    }
}

fn played(seed: u64) -> Played {
    let machine = machine();
    // The same list each time: its keys are random, its tasks are not.
    let free = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let list = write_tasks(
        machine.folder.path(),
        &task_list(&format!("http://{free}/")),
    );
    machine
        .classroom
        .import_tasks(list.to_str().unwrap())
        .unwrap();
    let played = play(&machine.classroom, &plan(seed)).unwrap();
    let reports = machine.classroom.ask(TEACHER, &ListReports {}).unwrap();
    assert_eq!(reports.len(), 3);
    assert!(
        reports
            .iter()
            .all(|report| report.state == ReportState::Unreachable)
    );
    played
}

#[test]
fn a_seed_gives_the_same_sums_each_time() {
    let first = played(7);
    assert_eq!(played(7), first);
    assert_ne!(played(8).tasks, first.tasks);
    assert_eq!((first.sessions, first.reports["unreachable"]), (3, 3));
    let cells: u32 = first.tasks.iter().flat_map(|task| &task.sums[..5]).sum();
    assert_eq!(
        cells, first.pupils,
        "every pupil is in one cell of each competency"
    );
}

#[test]
fn a_simulation_that_cannot_be_is_refused() {
    let without = machine();
    let error = play(&without.classroom, &plan(1)).unwrap_err();
    assert!(matches!(error, SimulateError::NoTaskList), "{error}");
    let machine = machine_of("https://leader.example/");
    let error = play(
        &machine.classroom,
        &Plan {
            lesson: Some("p99".into()),
            ..plan(1)
        },
    )
    .unwrap_err();
    assert!(matches!(error, SimulateError::NoTask), "{error}");
    let error = play(
        &machine.classroom,
        &Plan {
            pupils: 12..=49,
            ..plan(1)
        },
    )
    .unwrap_err();
    assert!(matches!(error, SimulateError::Pupils(_)), "{error}");
}
