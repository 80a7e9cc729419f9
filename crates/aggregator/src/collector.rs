//! Asks the leader for a task's sum and joins the two shares: the only place where counts exist.
//!
//! The job's id is derived from task and period, so asking again, after any interruption, returns
//! the one release that exists. Deliberately not here: noise (this is a preview) and percentages.

use crate::{CollectorConfig, Error, Participation, Problem, http, prepare};
use janus_messages::{
    Collection, CollectionJobId, CollectionReq, HpkeCiphertext, Interval, Query, Role, TaskId,
    codec::{Decode, Encode, ParameterizedDecode},
    query_type::TimeInterval,
};
use prio::{
    field::Field128,
    vdaf::{AggregateShare, Collector, prio3::Prio3SumVec},
};
use report::{
    MAX_CELL, Outcome, Task, TaskList,
    hpke::{Label, application_info},
    vdaf,
};
use reqwest::{StatusCode, header};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::time::Duration;

/// Highest value that the proof lets one report add to a cell.
const MAX_PROVED_CELL: u64 = (1 << vdaf::BITS) - 1;
const _: () = assert!(MAX_CELL as u64 <= MAX_PROVED_CELL);

const SHORTEST_PAUSE: Duration = Duration::from_millis(50);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// The sum of one task over one period, released once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AggregateRelease {
    /// True: the cells are exact. Noise comes with the first release that is not a preview.
    pub preview_without_noise: bool,
    /// One organisation ran both roles, and could have read single classes.
    pub one_party: bool,
    /// Which task.
    pub task_id: TaskId,
    /// Class reports in the sum.
    pub report_count: u64,
    /// Pupils, per competency of the task and outcome (in the order of `report::Outcome::ALL`).
    pub cells: Vec<[u64; 5]>,
}

/// Collects one task. Waits while the leader has reports to prove; a caller that does not want to
/// wait for ever wraps this in a timeout and asks again later.
///
/// # Errors
///
/// [`Error::Problem`] for a known refusal, for instance [`Problem::BatchTooSmall`]; the call may
/// then be repeated later. Network and protocol errors as they are.
pub async fn collect(
    list: &TaskList,
    task: &Task,
    config: &CollectorConfig,
) -> Result<AggregateRelease, Error> {
    let interval = list.period.interval()?;
    let client = http::client()?;
    let path = format!(
        "tasks/{}/collection_jobs/{}",
        task.id,
        job_id(task, interval)?
    );
    let url = http::endpoint(&list.leader.url, &path);
    let token = config.collector_token.as_str();

    let request =
        CollectionReq::<TimeInterval>::new(Query::new_time_interval(interval), Vec::new());
    let created = client
        .put(url.clone())
        .header(
            header::CONTENT_TYPE,
            CollectionReq::<TimeInterval>::MEDIA_TYPE,
        )
        .bearer_auth(token)
        .body(request.get_encoded()?)
        .send()
        .await?;
    answer(created).await?;

    let mut pause = SHORTEST_PAUSE;
    let body = loop {
        let response = client.post(url.clone()).bearer_auth(token).send().await?;
        if response.status() != StatusCode::ACCEPTED {
            break answer(response).await?;
        }
        tokio::time::sleep(pause).await;
        pause = LONGEST_PAUSE.min(pause * 2);
    };
    let collection = Collection::<TimeInterval>::get_decoded(&body)?;
    unshard(list, task, config, interval, &collection)
}

/// The exact number of reports of every task: public metadata, available at any time.
///
/// # Errors
///
/// Refusals, network and protocol errors.
pub async fn participation(
    list: &TaskList,
    config: &CollectorConfig,
) -> Result<Vec<Participation>, Error> {
    let request = http::client()?
        .get(http::endpoint(&list.leader.url, "participation"))
        .bearer_auth(config.collector_token.as_str());
    let body = answer(request.send().await?).await?;
    serde_json::from_slice(&body).map_err(|_| Error::Protocol {
        role: "leader",
        what: "its numbers of reports cannot be read",
    })
}

async fn answer(response: reqwest::Response) -> Result<Vec<u8>, Error> {
    http::answer("leader", response)
        .await
        .map_err(|error| match &error {
            Error::Refused { code, .. } => Problem::from_code(code).map_or(error, Error::Problem),
            _ => error,
        })
}

/// One job per task and period.
fn job_id(task: &Task, interval: Interval) -> Result<CollectionJobId, Error> {
    let digest = Sha256::new()
        .chain_update(b"balak collection job")
        .chain_update(task.id.as_ref())
        .chain_update(interval.get_encoded()?)
        .finalize();
    Ok(CollectionJobId::try_from(&digest[..CollectionJobId::LEN])?)
}

fn unshard(
    list: &TaskList,
    task: &Task,
    config: &CollectorConfig,
    interval: Interval,
    collection: &Collection<TimeInterval>,
) -> Result<AggregateRelease, Error> {
    let vdaf: Prio3SumVec = vdaf::sum_vec(task.vector_length)?;
    let aad = prepare::aggregate_share_aad(task.id, interval)?;
    let open = |role: Role, ciphertext: &HpkeCiphertext| {
        let info = application_info(Label::AggregateShare, role, Role::Collector);
        let bytes = config.hpke.open(&info, ciphertext, &aad)?;
        Ok::<_, Error>(AggregateShare::<Field128>::get_decoded_with_param(
            &(&vdaf, &()),
            &bytes,
        )?)
    };
    let shares = [
        open(Role::Leader, collection.leader_encrypted_aggregate_share())?,
        open(Role::Helper, collection.helper_encrypted_aggregate_share())?,
    ];
    let report_count = collection.report_count();
    let sum = vdaf.unshard(
        &(),
        shares,
        usize::try_from(report_count).unwrap_or(usize::MAX),
    )?;

    // Two shares that do not belong together add up to noise, far beyond any possible count.
    let bound = report_count.saturating_mul(MAX_PROVED_CELL);
    let cells: Option<Vec<u64>> = sum
        .into_iter()
        .map(|cell| u64::try_from(cell).ok().filter(|cell| *cell <= bound))
        .collect();
    let cells = cells.ok_or(Error::Protocol {
        role: "leader",
        what: "the two shares do not add up to possible counts",
    })?;
    Ok(AggregateRelease {
        preview_without_noise: true,
        one_party: list.one_party,
        task_id: task.id,
        report_count,
        cells: cells
            .chunks_exact(Outcome::ALL.len())
            .filter_map(|row| row.try_into().ok())
            .collect(),
    })
}
