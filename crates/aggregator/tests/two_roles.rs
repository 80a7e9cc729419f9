//! Leader and helper on two real ports: what goes in comes out, once, and nothing else.

#![allow(
    clippy::unwrap_used,
    unreachable_pub,
    reason = "a test that cannot go on fails; its modules are shared between tests"
)]

mod academy;
mod cheat;

use academy::{Academy, Answer, set};
use aggregator::{Error, Problem};
use janus_messages::{
    CollectionReq, Query, Report,
    codec::{Decode, Encode},
};
use std::fs;

/// Reports with different, known counts, and their sum.
fn classes(n: u32) -> (Vec<[[u32; 5]; 2]>, Vec<[u64; 5]>) {
    let classes: Vec<_> = (0..n)
        .map(|i| [[i % 7, i % 5, i % 11, i % 3, i % 13], [i % 60, 0, 0, 0, 0]])
        .collect();
    let mut sum = vec![[0; 5]; 2];
    for class in &classes {
        for (row, cells) in sum.iter_mut().zip(class) {
            for (total, cell) in row.iter_mut().zip(cells) {
                *total += u64::from(*cell);
            }
        }
    }
    (classes, sum)
}

#[tokio::test(flavor = "multi_thread")]
async fn forty_reports_in_the_exact_sums_out() {
    let academy = Academy::start().await;
    let (classes, sum) = classes(40);
    for class in &classes {
        let report = academy.seal(class);
        assert_eq!(academy.upload(&report.bytes).await.status, 201);
    }
    let release = academy.collect().await.unwrap();
    assert_eq!(release.report_count, 40);
    assert_eq!(release.cells, sum);
    assert_eq!(release.task_id, academy.task().id);
    assert!(release.preview_without_noise && !release.one_party);

    let participation = academy.participation().await;
    assert_eq!((participation.counted, participation.rejected), (40, 0));
    assert!(participation.collected);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_sent_three_times_counts_once() {
    let academy = Academy::start().await;
    let report = academy.seal(&[[1, 2, 3, 4, 5]; 2]);
    assert_eq!(academy.upload(&report.bytes).await.status, 201);
    assert_eq!(academy.upload(&report.bytes).await.status, 200);
    let release = academy.collect().await.unwrap();
    assert_eq!(
        (release.report_count, release.cells),
        (1, vec![[1, 2, 3, 4, 5]; 2])
    );
    // A USB stick may bring it once more, after the release.
    assert_eq!(academy.upload(&report.bytes).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn other_bytes_under_a_known_report_id_are_refused_and_the_first_stay() {
    let academy = Academy::start().await;
    let report = academy.seal(&[[1, 2, 3, 4, 5]; 2]);
    assert_eq!(academy.upload(&report.bytes).await.status, 201);
    let mut other = report.bytes.clone();
    *other.last_mut().unwrap() ^= 1;
    academy
        .upload(&other)
        .await
        .is_problem(409, "report_id_reused");
    let release = academy.collect().await.unwrap();
    assert_eq!(
        (release.report_count, release.cells),
        (1, vec![[1, 2, 3, 4, 5]; 2])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flipped_bit_in_any_part_of_a_report_is_never_counted() {
    let academy = Academy::start().await;
    let length = academy.seal(&[[0; 5]; 2]).bytes.len();
    let (mut refused, mut accepted) = (0, 0);
    // Every part of the head, then one byte in forty-one.
    let positions = (0..60).chain((60..length).step_by(41)).chain([length - 1]);
    for position in positions {
        let mut bytes = academy.seal(&[[10; 5]; 2]).bytes;
        bytes[position] ^= 1 << (position % 8);
        match academy.upload(&bytes).await.status {
            201 => accepted += 1,
            400 => refused += 1,
            status => panic!("status {status} for a flip in byte {position}"),
        }
    }
    let good = academy.seal(&[[1, 2, 3, 4, 5]; 2]);
    assert_eq!(academy.upload(&good.bytes).await.status, 201);
    let release = academy.collect().await.unwrap();
    assert_eq!(
        (release.report_count, release.cells),
        (1, vec![[1, 2, 3, 4, 5]; 2])
    );
    // What only the helper can see is accepted, and then counted as rejected.
    let participation = academy.participation().await;
    assert_eq!(participation.rejected, accepted);
    assert!(
        refused > 60 && accepted > 1,
        "{refused} refused, {accepted} accepted"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_that_does_not_prove_valid_is_rejected_and_the_good_ones_stay() {
    let academy = Academy::start().await;
    for report in [
        cheat::report_with_a_cell_beyond_its_bits(academy.task(), &academy.list, 61),
        cheat::report_with_a_cell_beyond_its_bits(academy.task(), &academy.list, 1_000_000),
    ] {
        // Neither aggregator alone can see it.
        assert_eq!(academy.upload(&report).await.status, 201);
    }
    let good = academy.seal(&[[1, 2, 3, 4, 5]; 2]);
    assert_eq!(academy.upload(&good.bytes).await.status, 201);
    let release = academy.collect().await.unwrap();
    assert_eq!(
        (release.report_count, release.cells),
        (1, vec![[1, 2, 3, 4, 5]; 2])
    );
    let participation = academy.participation().await;
    assert_eq!((participation.counted, participation.rejected), (1, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_a_report_is_refused_with_a_problem_and_not_stored() {
    let academy = Academy::start().await;
    let good = academy.seal(&[[0; 5]; 2]).bytes;
    let (half, long) = (good[..good.len() / 2].to_vec(), [&good[..], b"x"].concat());
    for body in [
        Vec::new(),
        b"hello".to_vec(),
        half,
        long,
        vec![0xff; 60_000],
    ] {
        academy.upload(&body).await.is_problem(400, "malformed");
    }
    academy
        .upload(&vec![0; 65_537])
        .await
        .is_problem(413, "too_large");

    let path = format!("tasks/{}/reports", academy.task().id);
    let answer = academy.put(&path, "text/plain", good.clone()).await;
    answer.is_problem(415, "wrong_media_type");
    let unknown = format!("tasks/{}/reports", report::TaskId::from([9; 32]));
    for path in [unknown.as_str(), "tasks/nonsense/reports"] {
        let answer = academy
            .put(path, "application/dap-report", good.clone())
            .await;
        answer.is_problem(404, "unknown_task");
    }
    let participation = academy.participation().await;
    assert_eq!(
        (
            participation.pending,
            participation.counted,
            participation.rejected
        ),
        (0, 0, 0)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_for_another_task_or_another_time_is_refused() {
    let academy = Academy::start().await;
    let report = academy.seal(&[[0; 5]; 2]).bytes;
    let path = format!("tasks/{}/reports", academy.list.tasks[1].id);
    let answer = academy
        .put(&path, "application/dap-report", report.clone())
        .await;
    answer.is_problem(400, "unopenable");

    // A clock in 1970.
    let mut early = academy.list.clone();
    early.period.start = 0;
    let result = report::ClassResult::new(&[[0; 5]; 2]).unwrap();
    let report = report::seal(academy.task(), &early, &result).unwrap();
    academy
        .upload(&report.bytes)
        .await
        .is_problem(400, "wrong_period");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_period_is_collected_once_and_late_reports_are_refused() {
    let academy = Academy::start().await;
    academy.upload(&academy.seal(&[[1; 5]; 2]).bytes).await;
    let first = academy.collect().await.unwrap();

    let late = academy.seal(&[[2; 5]; 2]);
    academy
        .upload(&late.bytes)
        .await
        .is_problem(400, "period_collected");
    // Asking again returns the release that exists, not a second one.
    assert_eq!(academy.collect().await.unwrap(), first);

    // Another collection job for the same period is refused.
    let token = collector_token(&academy);
    let url = format!(
        "tasks/{}/collection_jobs/AAAAAAAAAAAAAAAAAAAAAA",
        academy.task().id
    );
    let query = Query::new_time_interval(academy.list.period.interval().unwrap());
    let request = academy
        .http
        .put(academy.list.leader.url.join(&url).unwrap())
        .bearer_auth(token)
        .header("content-type", "application/dap-collect-req")
        .body(CollectionReq::new(query, Vec::new()).get_encoded().unwrap());
    let answer = Answer::read(request.send().await.unwrap()).await;
    answer.is_problem(400, "already_collected");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_query_for_a_part_of_the_period_is_refused() {
    let academy = Academy::start().await;
    let token = collector_token(&academy);
    let url = format!(
        "tasks/{}/collection_jobs/AAAAAAAAAAAAAAAAAAAAAA",
        academy.task().id
    );
    let mut part = academy.list.period.clone();
    part.duration -= 86_400;
    let query = Query::new_time_interval(part.interval().unwrap());
    let request = academy
        .http
        .put(academy.list.leader.url.join(&url).unwrap())
        .bearer_auth(token)
        .header("content-type", "application/dap-collect-req")
        .body(CollectionReq::new(query, Vec::new()).get_encoded().unwrap());
    let answer = Answer::read(request.send().await.unwrap()).await;
    answer.is_problem(400, "wrong_batch");
}

fn collector_token(academy: &Academy) -> String {
    let json = fs::read(academy.dir.path().join("collector.json")).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    json["collector_token"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_helper_refuses_a_smaller_batch_than_its_own_whatever_the_leader_asks() {
    let academy = Academy::start_with(|dir| {
        set(&dir.join("helper.json"), "min_batch_size", 3.into());
        set(&dir.join("leader.json"), "min_batch_size", 1.into());
    })
    .await;
    for _ in 0..2 {
        academy.upload(&academy.seal(&[[1; 5]; 2]).bytes).await;
    }
    let refused = academy.collect().await;
    assert!(
        matches!(refused, Err(Error::Problem(Problem::BatchTooSmall))),
        "{refused:?}"
    );

    // Nothing was released, so the third report is still welcome and then all three are released.
    let third = academy.seal(&[[1; 5]; 2]);
    assert_eq!(academy.upload(&third.bytes).await.status, 201);
    let release = academy.collect().await.unwrap();
    assert_eq!((release.report_count, release.cells), (3, vec![[3; 5]; 2]));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_leader_refuses_a_smaller_batch_than_its_own() {
    let academy = Academy::start_with(|dir| {
        set(&dir.join("leader.json"), "min_batch_size", 2.into());
    })
    .await;
    for reports in 0..2 {
        let refused = academy.collect().await;
        assert!(
            matches!(refused, Err(Error::Problem(Problem::BatchTooSmall))),
            "{reports} reports: {refused:?}"
        );
        academy.upload(&academy.seal(&[[1; 5]; 2]).bytes).await;
    }
    assert_eq!(academy.collect().await.unwrap().report_count, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_without_its_token_is_refused_by_both_roles() {
    let academy = Academy::start().await;
    let (task, job) = (academy.task().id, "AAAAAAAAAAAAAAAAAAAAAA");
    let (leader, helper) = (&academy.list.leader.url, &academy.list.helper.url);
    for (method, url) in [
        (
            "PUT",
            leader.join(&format!("tasks/{task}/collection_jobs/{job}")),
        ),
        (
            "POST",
            leader.join(&format!("tasks/{task}/collection_jobs/{job}")),
        ),
        ("GET", leader.join("participation")),
        (
            "PUT",
            helper.join(&format!("tasks/{task}/aggregation_jobs/{job}")),
        ),
        (
            "POST",
            helper.join(&format!("tasks/{task}/aggregate_shares")),
        ),
    ] {
        for token in ["", "wrong"] {
            let request = academy
                .http
                .request(method.parse().unwrap(), url.clone().unwrap())
                .bearer_auth(token);
            Answer::read(request.send().await.unwrap())
                .await
                .is_problem(401, "unauthorized");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_of_both_roles_in_the_middle_loses_nothing() {
    let mut academy = Academy::start().await;
    let (classes, sum) = classes(30);
    for (i, class) in classes.iter().enumerate() {
        match i {
            // From here on, reports wait in the leader.
            10 => academy.stop_helper().await,
            20 => {
                academy.stop_leader().await;
                academy.start_leader().await;
            }
            _ => {}
        }
        let report = academy.seal(class);
        assert_eq!(academy.upload(&report.bytes).await.status, 201);
    }
    academy.stop_leader().await;
    academy.start_helper().await;
    academy.start_leader().await;
    let release = academy.collect().await.unwrap();
    assert_eq!((release.report_count, release.cells), (30, sum));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_public_list_and_keys_are_served() {
    let academy = Academy::start().await;
    let get = async |url: url::Url| {
        academy
            .http
            .get(url)
            .send()
            .await
            .unwrap()
            .bytes()
            .await
            .unwrap()
    };
    let json = get(academy.list.leader.url.join("tasks.json").unwrap()).await;
    assert_eq!(report::TaskList::from_json(&json).unwrap(), academy.list);
    for aggregator in [&academy.list.leader, &academy.list.helper] {
        assert_eq!(get(aggregator.url.join("health").unwrap()).await, "ok\n");
        let configs = get(aggregator.url.join("hpke_config").unwrap()).await;
        let configs = janus_messages::HpkeConfigList::get_decoded(&configs).unwrap();
        assert_eq!(
            configs.hpke_configs(),
            std::slice::from_ref(&aggregator.hpke_config.0)
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn neither_database_keeps_an_address_a_user_agent_or_a_counted_report() {
    let mut academy = Academy::start().await;
    let sealed = academy.seal(&[[1; 5]; 2]);
    assert_eq!(academy.upload(&sealed.bytes).await.status, 201);
    academy.collect().await.unwrap();
    academy.stop_leader().await;
    academy.stop_helper().await;
    let report = Report::get_decoded(&sealed.bytes).unwrap();
    let share = report.helper_encrypted_input_share().payload();
    // Old pages leave the write-ahead log at the next checkpoint.
    for role in ["leader", "helper"] {
        let path = academy.dir.path().join(format!("{role}.sqlite3"));
        let database = rusqlite::Connection::open(path).unwrap();
        let checkpoint = "PRAGMA wal_checkpoint(TRUNCATE)";
        database.query_row(checkpoint, [], |_| Ok(())).unwrap();
    }
    let mut searched = 0;
    for entry in fs::read_dir(academy.dir.path()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !name.contains("sqlite3") {
            continue;
        }
        searched += 1;
        let bytes = fs::read(&path).unwrap();
        let has = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
        assert!(!has(b"canary-otter") && !has(b"127.0.0.1"), "{name}");
        assert!(!has(share), "{name} keeps a counted report");
    }
    assert!(searched >= 2);
}
