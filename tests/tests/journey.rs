//! The whole way: classes play through the code that the pages use, reports travel between
//! real processes, and the academy sees exactly the sums that the classes know.

use std::collections::BTreeMap;
use std::path::Path;

use end_to_end::programs::{Program, free_port, run};
use serde_json::Value;

/// An academy of three processes.
struct Academy {
    _helper: Program,
    leader: Program,
    dashboard: Program,
}

impl Academy {
    fn open(folder: &Path) -> anyhow::Result<Self> {
        let data = folder.to_string_lossy().into_owned();
        let [leader, helper, dashboard] = [(); 3].map(|()| free_port());
        let [leader, helper, dashboard] =
            [leader?, helper?, dashboard?].map(|port| format!("127.0.0.1:{port}"));
        let urls = [format!("http://{leader}"), format!("http://{helper}")];
        run(
            "balak-academy",
            &[
                "provision",
                "--data",
                &data,
                "--leader",
                &urls[0],
                "--helper",
                &urls[1],
                "--one-party",
                "--min-reports",
                "1",
                "--province",
                "09.541",
                "--province",
                "03.231",
                "--level",
                "2",
                "--level",
                "5",
            ],
        )?;
        let role = |role: &str, listen: &str| {
            Program::start(
                "balak-academy",
                &[role, "--data", &data, "--listen", listen],
            )
        };
        Ok(Self {
            _helper: role("helper", &helper)?,
            leader: role("leader", &leader)?,
            dashboard: role("dashboard", &dashboard)?,
        })
    }
}

/// The cells of each (province, level, pack, competency), from rows of either side.
type Sums = BTreeMap<(String, u64, String, String), Vec<u64>>;

fn text(row: &Value, name: &str) -> String {
    row[name].as_str().unwrap_or_default().to_owned()
}

#[test]
fn the_dashboard_shows_exactly_what_the_classes_know_and_nothing_else_left() -> anyhow::Result<()> {
    let folder = tempfile::Builder::new().prefix("canary-path-").tempdir()?;
    let academy = Academy::open(&folder.path().join("academy"))?;
    let school = folder.path().join("school");
    let tasks = format!("{}/tasks.json", academy.leader.address());
    let played = run(
        "balak-classroom",
        &[
            "simulate",
            "--data",
            &school.to_string_lossy(),
            "--tasks",
            &tasks,
            "--sessions",
            "12",
            "--seed",
            "5",
        ],
    )?;
    let played: Value = serde_json::from_str(&played)?;
    let known = known_by_the_classes(&played);
    assert!(known.len() > 3, "several tasks were played: {played}");

    // The coordinator presses the button.
    ureq::post(&format!("{}/collect", academy.dashboard.address())).send_form([("lang", "fr")])?;
    let cells = get(&format!("{}/cells.json", academy.dashboard.address()))?;
    assert_eq!(shown_by_the_academy(&serde_json::from_str(&cells)?), known);

    for language in ["fr", "ar"] {
        let page = get(&format!("{}/?lang={language}", academy.dashboard.address()))?;
        for sum in known.values().flatten() {
            assert!(
                page.contains(&sum.to_string()),
                "{sum} is not on the {language} page"
            );
        }
    }
    nothing_of_the_school_is_at_the_academy(&school, &folder.path().join("academy"))
}

/// What a child, a folder and a machine are called must be in no byte that left.
fn nothing_of_the_school_is_at_the_academy(school: &Path, academy: &Path) -> anyhow::Result<()> {
    let store = rusqlite::Connection::open(school.join("balak.sqlite"))?;
    let mut canaries: Vec<String> = learning::avatar::Animal::ALL
        .iter()
        .map(|animal| animal.as_str().to_owned())
        .collect();
    canaries.push("canary-path-".to_owned());
    canaries.push(
        std::fs::read_to_string("/proc/sys/kernel/hostname")?
            .trim()
            .to_owned(),
    );
    let mut learners = store.prepare("SELECT id FROM learner")?;
    for id in learners.query_map([], |row| row.get::<_, String>(0))? {
        canaries.push(id?);
    }
    // Two or three letters occur in any ciphertext by chance.
    canaries.retain(|canary| canary.len() > 4);
    assert!(canaries.len() > 20, "there were learners to look for");

    let mut bytes: Vec<(String, Vec<u8>)> = Vec::new();
    let mut reports = store.prepare("SELECT bytes FROM outbox")?;
    for report in reports.query_map([], |row| row.get::<_, Vec<u8>>(0))? {
        bytes.push(("a report".to_owned(), report?));
    }
    for entry in std::fs::read_dir(academy)? {
        let path = entry?.path();
        if path.is_file() {
            bytes.push((path.display().to_string(), std::fs::read(&path)?));
        }
    }
    for (place, bytes) in &bytes {
        for canary in &canaries {
            let found = bytes
                .windows(canary.len())
                .any(|window| window == canary.as_bytes());
            assert!(!found, "`{canary}` is in {place}");
        }
    }
    Ok(())
}

fn get(address: &str) -> anyhow::Result<String> {
    Ok(ureq::get(address).call()?.body_mut().read_to_string()?)
}

/// What the simulation says it played.
fn known_by_the_classes(played: &Value) -> Sums {
    let mut sums = Sums::new();
    for task in played["tasks"].as_array().into_iter().flatten() {
        let cells: Vec<u64> = task["sums"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_u64)
            .collect();
        let competencies = task["competencies"].as_array().into_iter().flatten();
        for (competency, cells) in competencies.zip(cells.chunks(5)) {
            let level = task["level"].as_u64().unwrap_or_default();
            let competency = competency.as_str().unwrap_or_default().to_owned();
            let key = (
                text(task, "province"),
                level,
                text(task, "pack"),
                competency,
            );
            sums.insert(key, cells.to_vec());
        }
    }
    sums
}

/// What the dashboard has released.
fn shown_by_the_academy(rows: &Value) -> Sums {
    let cells = [
        "not_completed",
        "wrong_wrong",
        "wrong_right",
        "right_wrong",
        "right_right",
    ];
    rows.as_array()
        .into_iter()
        .flatten()
        .map(|row| {
            let level = row["level"].as_u64().unwrap_or_default();
            let key = (
                text(row, "province"),
                level,
                text(row, "pack"),
                text(row, "competency"),
            );
            (
                key,
                cells
                    .iter()
                    .filter_map(|cell| row[*cell].as_u64())
                    .collect(),
            )
        })
        .collect()
}
