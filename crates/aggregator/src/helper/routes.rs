//! The helper's HTTP, for the leader with its token: `PUT /tasks/{task}/aggregation_jobs/{job}` and
//! `POST /tasks/{task}/aggregate_shares`. For everybody: `GET /hpke_config`, `GET /health`.

use super::{Helper, Inner, store::Verdict};
use crate::{Error, Problem, http, prepare};
use axum::{
    Router,
    body::Bytes,
    extract::{DefaultBodyLimit, Path, State, rejection::BytesRejection},
    http::{HeaderMap, StatusCode},
    response::Response,
    routing::{get, post, put},
};
use janus_messages::{
    AggregateShare, AggregateShareReq, AggregationJobId, AggregationJobInitializeReq,
    AggregationJobResp, PrepareError, PrepareInit, Role,
    codec::{Decode, Encode},
    query_type::TimeInterval,
};
use std::collections::HashSet;

use crate::prepare::MeasuredTask;

/// Largest aggregation job, in bytes and in reports. A leader may be a Janus with larger jobs than
/// ours.
const MAX_JOB_BYTES: usize = 16 * 1024 * 1024;
const MAX_JOB_REPORTS: usize = 2_000;
/// Largest request for a share, in bytes.
const MAX_SHARE_REQUEST: usize = 1024;

pub(super) fn router(helper: Helper) -> Router {
    let jobs = Router::new()
        .route("/tasks/{task_id}/aggregation_jobs/{job_id}", put(aggregate))
        .layer(DefaultBodyLimit::max(MAX_JOB_BYTES));
    let shares = Router::new()
        .route("/tasks/{task_id}/aggregate_shares", post(aggregate_share))
        .layer(DefaultBodyLimit::max(MAX_SHARE_REQUEST));
    Router::new()
        .merge(jobs)
        .merge(shares)
        .route("/hpke_config", get(hpke_config))
        .route("/health", get(|| async { "ok\n" }))
        .with_state(helper)
}

async fn aggregate(
    State(helper): State<Helper>,
    Path((task_id, job_id)): Path<(String, String)>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Error> {
    http::authorize(&headers, &helper.0.config.secrets.aggregator_token)?;
    let task_id = http::task_id(&task_id)?;
    let job_id: AggregationJobId = http::id(&job_id, Problem::Malformed)?;
    http::media_type(
        &headers,
        AggregationJobInitializeReq::<TimeInterval>::MEDIA_TYPE,
    )?;
    let body = http::body(body)?;
    let response = helper
        .blocking(move |inner| {
            let task = inner.tasks.get(&task_id).ok_or(Problem::UnknownTask)?;
            let digest = prepare::digest(&body);
            if let Some(response) = inner.store.known_job(&task_id, &job_id, &digest)? {
                return Ok(response);
            }
            let verdicts = inner.verdicts(task, &body)?;
            inner.store.finish_job(task, &job_id, &digest, verdicts)
        })
        .await?;
    Ok(http::message(
        StatusCode::CREATED,
        AggregationJobResp::MEDIA_TYPE,
        response,
    ))
}

impl Inner {
    fn verdicts(&self, task: &MeasuredTask, body: &[u8]) -> Result<Vec<Verdict>, Problem> {
        let request = AggregationJobInitializeReq::<TimeInterval>::get_decoded(body)
            .map_err(|_| Problem::Malformed)?;
        let inits = request.prepare_inits();
        if !request.aggregation_parameter().is_empty() {
            return Err(Problem::Malformed);
        }
        if inits.len() > MAX_JOB_REPORTS {
            return Err(Problem::TooLarge);
        }
        let ids: HashSet<_> = inits
            .iter()
            .map(|init| *init.report_share().metadata().id())
            .collect();
        if inits.is_empty() || ids.len() != inits.len() {
            return Err(Problem::Malformed);
        }
        Ok(inits.iter().map(|init| self.verdict(task, init)).collect())
    }

    fn verdict(&self, task: &MeasuredTask, init: &PrepareInit) -> Verdict {
        let share = init.report_share();
        let id = *share.metadata().id();
        if share.metadata().time() != task.report_time() {
            return (id, Err(PrepareError::InvalidMessage));
        }
        let verdict = task
            .open(
                &self.config.secrets.hpke,
                Role::Helper,
                share.metadata(),
                share.public_share(),
                share.encrypted_input_share(),
            )
            .and_then(|shares| task.helper_init(&id, &shares, init.message()));
        (id, verdict)
    }
}

async fn aggregate_share(
    State(helper): State<Helper>,
    Path(task_id): Path<String>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Error> {
    http::authorize(&headers, &helper.0.config.secrets.aggregator_token)?;
    let task_id = http::task_id(&task_id)?;
    http::media_type(&headers, AggregateShareReq::<TimeInterval>::MEDIA_TYPE)?;
    let body = http::body(body)?;
    let request =
        AggregateShareReq::<TimeInterval>::get_decoded(&body).map_err(|_| Problem::Malformed)?;
    let response = helper
        .blocking(move |inner| {
            let task = inner.tasks.get(&task_id).ok_or(Problem::UnknownTask)?;
            if *request.batch_selector().batch_interval() != task.interval {
                return Err(Problem::WrongBatch.into());
            }
            if !request.aggregation_parameter().is_empty() {
                return Err(Problem::Malformed.into());
            }
            let secrets = &inner.config.secrets;
            inner.store.release(
                task,
                &prepare::digest(&body),
                request.report_count(),
                request.checksum(),
                secrets.min_batch_size,
                |total| {
                    let collector = &secrets.collector_hpke_config.0;
                    let share = task.seal_aggregate_share(collector, Role::Helper, total)?;
                    Ok(AggregateShare::new(share).get_encoded()?)
                },
            )
        })
        .await?;
    Ok(http::message(
        StatusCode::OK,
        AggregateShare::MEDIA_TYPE,
        response,
    ))
}

async fn hpke_config(State(helper): State<Helper>) -> Result<Response, Error> {
    http::hpke_config_list(helper.0.config.secrets.hpke.config())
}
