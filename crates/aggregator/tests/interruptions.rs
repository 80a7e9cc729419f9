//! Power cuts, lost answers and lost databases: nothing acknowledged is lost, nothing counts twice.

#![allow(
    clippy::unwrap_used,
    unreachable_pub,
    reason = "a test that cannot go on fails; its modules are shared between tests"
)]

mod academy;

use academy::{Academy, client, free_listener, options};
use aggregator::{
    CollectorConfig, Error, Helper, HelperConfig, Leader, LeaderConfig, Problem, collector,
    provision, serve_leader,
};
use axum::{Router, body::Bytes, extract::State, http, response::IntoResponse};
use report::{ClassResult, SealedReport, TaskList, seal};
use std::{
    env, fs,
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};
use url::Url;

fn sealed(list: &TaskList, cell: u32) -> SealedReport {
    let result = ClassResult::new(&[[cell, 0, 0, 0, 1]; 2]).unwrap();
    seal(&list.tasks[0], list, &result).unwrap()
}

/// Stands between leader and helper; passes every request on, but loses the answer to the first of
/// each kind.
#[derive(Clone)]
struct LosesAnswers {
    helper: Url,
    http: reqwest::Client,
    jobs: Arc<AtomicU32>,
    shares: Arc<AtomicU32>,
}

async fn forward(
    State(proxy): State<LosesAnswers>,
    method: http::Method,
    uri: http::Uri,
    headers: http::HeaderMap,
    body: Bytes,
) -> axum::response::Response {
    let mut request = proxy
        .http
        .request(method, proxy.helper.join(uri.path()).unwrap())
        .body(body);
    for name in ["content-type", "authorization"] {
        request = request.header(name, &headers[name]);
    }
    let answer = request.send().await.unwrap();
    let status = answer.status();
    let body = answer.bytes().await.unwrap();
    let seen = if uri.path().ends_with("aggregate_shares") {
        &proxy.shares
    } else {
        &proxy.jobs
    };
    if seen.fetch_add(1, Ordering::SeqCst) == 0 {
        assert!(status.is_success());
        return http::StatusCode::BAD_GATEWAY.into_response();
    }
    (status, body).into_response()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_lost_between_helper_and_leader_counts_nothing_twice() {
    let (leader, helper) = (free_listener().await, free_listener().await);
    let between = free_listener().await;
    let address = |l: &tokio::net::TcpListener| l.local_addr().unwrap();
    let proxy = LosesAnswers {
        helper: format!("http://{}/", address(&helper)).parse().unwrap(),
        http: client(),
        jobs: Arc::default(),
        shares: Arc::default(),
    };
    let dir = tempfile::tempdir().unwrap();
    let list = provision(dir.path(), &options(address(&leader), address(&between))).unwrap();
    let open_leader = || {
        let config = LeaderConfig::load(dir.path()).unwrap();
        Leader::open(&dir.path().join("leader.sqlite3"), config).unwrap()
    };
    let config = HelperConfig::load(dir.path()).unwrap();
    let helper_role = Helper::open(&dir.path().join("helper.sqlite3"), config).unwrap();
    let first = open_leader();
    let forwarding = Router::new().fallback(forward).with_state(proxy.clone());
    tokio::spawn(axum::serve(helper, helper_role.router()).into_future());
    tokio::spawn(axum::serve(between, forwarding).into_future());
    tokio::spawn(axum::serve(leader, first.router()).into_future());

    for cell in 0..5 {
        let url = list
            .leader
            .url
            .join(&format!("tasks/{}/reports", list.tasks[0].id));
        let upload = proxy
            .http
            .put(url.unwrap())
            .header("content-type", "application/dap-report")
            .body(sealed(&list, cell).bytes);
        assert_eq!(upload.send().await.unwrap().status(), 201);
    }
    // The helper has counted; the leader does not know.
    assert!(first.run_pending().await.is_err());
    assert_eq!(first.participation().unwrap()[0].pending, 5);
    // A leader that starts again from its database sends the same job.
    let second = open_leader();
    second.run_pending().await.unwrap();
    assert_eq!(second.participation().unwrap()[0].counted, 5);
    assert_eq!(proxy.jobs.load(Ordering::SeqCst), 2);

    let collecting = tokio::spawn({
        let (list, config) = (list.clone(), CollectorConfig::load(dir.path()).unwrap());
        async move { collector::collect(&list, &list.tasks[0], &config).await }
    });
    // The helper has released its share; the answer is lost once.
    while proxy.shares.load(Ordering::SeqCst) < 2 {
        let _ = second.run_pending().await;
        tokio::task::yield_now().await;
    }
    let release = collecting.await.unwrap().unwrap();
    assert_eq!(
        (release.report_count, release.cells),
        (5, vec![[10, 0, 0, 0, 5]; 2])
    );
    assert_eq!(proxy.shares.load(Ordering::SeqCst), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_leader_that_lost_its_database_cannot_count_a_report_again() {
    let mut academy = Academy::start_with(|dir| {
        academy::set(&dir.join("leader.json"), "min_batch_size", 2.into());
    })
    .await;
    let report = academy.seal(&[[1; 5]; 2]);
    academy.upload(&report.bytes).await;
    // Too few to release, but proved and counted by both.
    let refused = academy.collect().await;
    assert!(matches!(
        refused,
        Err(Error::Problem(Problem::BatchTooSmall))
    ));

    academy.stop_leader().await;
    for file in ["leader.sqlite3", "leader.sqlite3-wal", "leader.sqlite3-shm"] {
        let _ = fs::remove_file(academy.dir.path().join(file));
    }
    academy.start_leader().await;
    assert_eq!(academy.upload(&report.bytes).await.status, 201);
    for _ in 0..2 {
        academy.upload(&academy.seal(&[[2; 5]; 2]).bytes).await;
    }
    // The leader has two reports, the helper three: nobody releases anything.
    let refused = academy.collect().await;
    assert!(
        matches!(refused, Err(Error::Problem(Problem::BatchMismatch))),
        "{refused:?}"
    );
    let participation = academy.participation().await;
    assert_eq!((participation.counted, participation.rejected), (2, 1));
}

const CHILD: &str = "AGGREGATOR_TEST_LEADER";

/// Serves a leader if this process was started by the test below, and does nothing otherwise.
#[tokio::test(flavor = "multi_thread")]
async fn a_leader_in_a_process_of_its_own() {
    let Ok(dir) = env::var(CHILD) else { return };
    let dir = PathBuf::from(dir);
    let list = LeaderConfig::load(&dir).unwrap().tasks;
    let port = list.leader.url.port().unwrap();
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port))
        .await
        .unwrap();
    serve_leader(listener, &dir, std::future::pending())
        .await
        .unwrap();
}

fn spawn_leader(academy: &Academy) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["--exact", "a_leader_in_a_process_of_its_own"])
        .env(CHILD, academy.dir.path())
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_leader_killed_at_any_moment_loses_no_acknowledged_report() {
    let mut academy = Academy::start().await;
    academy.stop_leader().await;
    let mut leader = spawn_leader(&academy);
    let reports: Vec<_> = (0..60)
        .map(|i| academy.seal(&[[i % 12, 0, 0, 0, 1]; 2]))
        .collect();
    let url = academy
        .list
        .leader
        .url
        .join(&format!("tasks/{}/reports", academy.task().id))
        .unwrap();
    for (i, report) in reports.iter().enumerate() {
        if i % 15 == 7 {
            // SIGKILL while jobs of earlier reports are running, and an upload may be in flight.
            let upload = academy
                .http
                .put(url.clone())
                .header("content-type", "application/dap-report")
                .body(report.bytes.clone())
                .send();
            let (_, killed) = tokio::join!(upload, async { leader.kill() });
            killed.unwrap();
            leader.wait().unwrap();
            leader = spawn_leader(&academy);
        }
        // As the classroom does: the same bytes until they are acknowledged.
        loop {
            let upload = academy
                .http
                .put(url.clone())
                .header("content-type", "application/dap-report")
                .body(report.bytes.clone());
            match upload.send().await {
                Ok(answer) => {
                    assert!(answer.status().is_success(), "{}", answer.status());
                    break;
                }
                Err(_) => tokio::task::yield_now().await,
            }
        }
    }
    let release = academy.collect().await.unwrap();
    leader.kill().unwrap();
    leader.wait().unwrap();
    let sum: u64 = (0..60).map(|i| i % 12).sum();
    assert_eq!(
        (release.report_count, release.cells),
        (60, vec![[sum, 0, 0, 0, 60]; 2])
    );
}
