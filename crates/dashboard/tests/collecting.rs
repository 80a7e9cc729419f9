//! From sealed class reports, through leader and helper on real ports, to the page's numbers.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use aggregator::{Pack, ProvisionOptions, provision, serve_helper, serve_leader};
use dashboard::{Attempt, Dashboard};
use report::{ClassResult, Period, Task, TaskList, seal};
use reqwest::{Client, StatusCode};
use std::{future::pending, net::SocketAddr, sync::Arc};
use tempfile::TempDir;
use tokio::net::TcpListener;

struct Academy {
    _dir: TempDir,
    list: TaskList,
    dashboard: Arc<Dashboard>,
    page: SocketAddr,
    http: Client,
}

fn client() -> Client {
    // Whoever comes first chooses the cryptography; all choose the same.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::new()
}

async fn academy(min_batch_size: u64, leader_runs: bool) -> Academy {
    let bind = || TcpListener::bind("127.0.0.1:0");
    let (leader, helper, page) = (
        bind().await.unwrap(),
        bind().await.unwrap(),
        bind().await.unwrap(),
    );
    let url = |listener: &TcpListener| {
        format!("http://{}/", listener.local_addr().unwrap())
            .parse()
            .unwrap()
    };
    let dir = tempfile::tempdir().unwrap();
    let list = provision(
        dir.path(),
        &ProvisionOptions {
            serial: 1,
            period: Period {
                name: "2026-2027-S1".into(),
                start: 20_700 * 86_400,
                duration: 150 * 86_400,
            },
            leader_url: url(&leader),
            helper_url: url(&helper),
            one_party: true,
            min_batch_size,
            provinces: vec!["09.541".into(), "09.001".into()],
            levels: vec![4],
            packs: vec![Pack {
                id: "p2".into(),
                competencies: vec!["C1".into(), "C6".into()],
            }],
        },
    )
    .unwrap();
    let data = dir.path().to_owned();
    if leader_runs {
        tokio::spawn(async move { serve_leader(leader, &data, pending()).await });
    } else {
        drop(leader);
    }
    let data = dir.path().to_owned();
    tokio::spawn(async move { serve_helper(helper, &data, pending()).await });
    let dashboard = Arc::new(Dashboard::open(dir.path(), None).unwrap());
    let address = page.local_addr().unwrap();
    tokio::spawn(dashboard::serve(page, dashboard.clone(), None, pending()));
    Academy {
        _dir: dir,
        list,
        dashboard,
        page: address,
        http: client(),
    }
}

impl Academy {
    async fn report(&self, task: &Task, cells: &[[u32; 5]]) {
        let report = seal(task, &self.list, &ClassResult::new(cells).unwrap()).unwrap();
        let url = self
            .list
            .leader
            .url
            .join(&format!("tasks/{}/reports", task.id));
        let request = self
            .http
            .put(url.unwrap())
            .header("content-type", "application/dap-report")
            .body(report.bytes.clone());
        assert!(request.send().await.unwrap().status().is_success());
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.page)
    }

    async fn press(&self, body: &str) -> serde_json::Value {
        let request = self
            .http
            .post(self.url("/collect"))
            .header("content-type", "application/x-www-form-urlencoded")
            .header("accept", "application/json")
            .body(body.to_owned());
        serde_json::from_str(&request.send().await.unwrap().text().await.unwrap()).unwrap()
    }
}

#[tokio::test]
async fn one_press_collects_what_was_reported_and_the_cells_are_the_exact_sums() {
    let academy = academy(1, true).await;
    let task = &academy.list.tasks[0];
    academy
        .report(task, &[[1, 2, 3, 4, 5], [5, 4, 3, 2, 1]])
        .await;
    academy
        .report(task, &[[0, 1, 20, 0, 9], [0, 0, 30, 0, 0]])
        .await;

    let done = academy.press("").await;
    assert_eq!(done["released"], serde_json::json!([task.id.to_string()]));
    // Pressed again, there is nothing left: the task without reports was not asked for.
    let again = academy.press("").await;
    assert_eq!(again["released"], serde_json::json!([]));
    assert_eq!(again["waiting"], serde_json::json!([]));

    let json = academy
        .http
        .get(academy.url("/cells.json"))
        .send()
        .await
        .unwrap();
    let rows: serde_json::Value = serde_json::from_str(&json.text().await.unwrap()).unwrap();
    assert_eq!(rows.as_array().unwrap().len(), 2);
    assert_eq!(rows[0]["report_count"], 2);
    let cells = |row: &serde_json::Value| {
        [
            "not_completed",
            "wrong_wrong",
            "wrong_right",
            "right_wrong",
            "right_right",
        ]
        .map(|name| row[name].as_u64().unwrap())
    };
    assert_eq!(cells(&rows[0]), [1, 3, 23, 4, 14]);
    assert_eq!(cells(&rows[1]), [5, 4, 33, 2, 1]);
}

#[tokio::test]
async fn too_few_reports_release_nothing_and_say_so() {
    let academy = academy(2, true).await;
    let task = &academy.list.tasks[0];
    academy
        .report(task, &[[1, 2, 3, 4, 5], [5, 4, 3, 2, 1]])
        .await;
    let done = academy.press(&format!("task={}", task.id)).await;
    assert_eq!(done["waiting"][0]["status"], "too_few", "{done}");
    assert!(academy.dashboard.store().rows().unwrap().is_empty());
    // Nothing was closed: with the second class the same question is answered.
    academy
        .report(task, &[[1, 2, 3, 4, 5], [5, 4, 3, 2, 1]])
        .await;
    let done = academy.press(&format!("task={}", task.id)).await;
    assert_eq!(done["released"].as_array().unwrap().len(), 1, "{done}");
    assert!(academy.dashboard.store().attempts().unwrap().is_empty());
}

#[tokio::test]
async fn a_silent_leader_is_said_and_loses_nothing() {
    let academy = academy(1, false).await;
    let task = &academy.list.tasks[0];
    let all = academy.press("").await;
    assert_eq!(all["unreachable"], true);
    academy.press(&format!("task={}", task.id)).await;
    let attempts = academy.dashboard.store().attempts().unwrap();
    assert_eq!(attempts[&task.id.to_string()], Attempt::Unreachable);
    let page = academy
        .http
        .get(academy.url("/?lang=ar"))
        .send()
        .await
        .unwrap();
    assert_eq!(page.status(), StatusCode::OK);
    assert!(page.text().await.unwrap().contains("لا جواب"));
}

#[tokio::test]
async fn a_page_of_another_site_cannot_press_the_button() {
    let academy = academy(1, true).await;
    let press = |origin: String| {
        academy
            .http
            .post(academy.url("/collect"))
            .header("content-type", "application/x-www-form-urlencoded")
            .header("origin", origin)
            .send()
    };
    for origin in ["https://elsewhere.example", "null", "http://127.0.0.1:1"] {
        let refused = press(origin.to_owned()).await.unwrap();
        assert_eq!(refused.status(), StatusCode::FORBIDDEN, "{origin}");
    }
    let own = press(academy.url("")).await.unwrap();
    assert_eq!(own.status(), StatusCode::OK);
}

#[tokio::test]
async fn every_answer_forbids_programs_in_the_page() {
    let academy = academy(1, true).await;
    for path in [
        "/",
        "/style.css",
        "/kit.svg",
        "/cells.csv",
        "/nowhere",
        "/fonts/..%2Fx.woff2",
    ] {
        let answer = academy.http.get(academy.url(path)).send().await.unwrap();
        let policy = answer.headers()["content-security-policy"]
            .to_str()
            .unwrap();
        assert!(policy.starts_with("default-src 'none'"), "{path}");
        assert!(!policy.contains("script-src"), "{path}");
        // With `no-referrer` a browser sends `Origin: null` with our own form, which is refused.
        assert_eq!(answer.headers()["referrer-policy"], "same-origin", "{path}");
    }
}
