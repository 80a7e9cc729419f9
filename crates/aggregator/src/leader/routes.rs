//! The leader's HTTP: decode, one call, encode.
//!
//! Schools and the public: `PUT /tasks/{task}/reports`, `GET /tasks.json`, `GET /hpke_config`,
//! `GET /health`. The collector, with its token: `PUT`, `POST` and `DELETE` on
//! `/tasks/{task}/collection_jobs/{job}`, and `GET /participation`.

use super::{
    Leader, Participation,
    store::{CollectionState, Received},
};
use crate::{Error, Problem, http, prepare};
use axum::{
    Json, Router,
    body::Bytes,
    extract::{DefaultBodyLimit, Path, State, rejection::BytesRejection},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, put},
};
use janus_messages::{
    Collection, CollectionJobId, CollectionReq, PrepareError, Report, Role, TaskId, codec::Decode,
    query_type::TimeInterval,
};
use report::MAX_REPORT_BYTES;

/// Largest collection request, in bytes.
const MAX_COLLECTION_REQUEST: usize = 1024;

pub(super) fn router(leader: Leader) -> Router {
    let uploads = Router::new()
        .route("/tasks/{task_id}/reports", put(upload))
        .layer(DefaultBodyLimit::max(MAX_REPORT_BYTES));
    let collections = Router::new()
        .route(
            "/tasks/{task_id}/collection_jobs/{job_id}",
            put(create_collection_job)
                .post(poll_collection_job)
                .delete(delete_collection_job),
        )
        .layer(DefaultBodyLimit::max(MAX_COLLECTION_REQUEST));
    Router::new()
        .merge(uploads)
        .merge(collections)
        .route("/tasks.json", get(tasks))
        .route("/hpke_config", get(hpke_config))
        .route("/participation", get(participation))
        .route("/health", get(|| async { "ok\n" }))
        .with_state(leader)
}

/// `201` if the report is new and on the disk, `200` if these bytes were here already.
async fn upload(
    State(leader): State<Leader>,
    Path(task_id): Path<String>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<StatusCode, Error> {
    let task_id = http::task_id(&task_id)?;
    http::media_type(&headers, Report::MEDIA_TYPE)?;
    let body = http::body(body)?;
    match leader.receive(task_id, body).await? {
        Received::New => Ok(StatusCode::CREATED),
        Received::Again => Ok(StatusCode::OK),
    }
}

impl Leader {
    /// Checks and stores one report. What cannot be counted is refused before it is stored; only
    /// the proof, and the helper's share, have to wait for the helper.
    async fn receive(&self, task_id: TaskId, bytes: Bytes) -> Result<Received, Error> {
        let received = self
            .blocking(move |inner| {
                let task = inner.tasks.get(&task_id).ok_or(Problem::UnknownTask)?;
                let report = Report::get_decoded(&bytes).map_err(|_| Problem::Malformed)?;
                if report.metadata().time() != task.report_time() {
                    return Err(Problem::WrongPeriod.into());
                }
                let helper_key = inner.config.tasks.helper.hpke_config.0.id();
                if report.helper_encrypted_input_share().config_id() != helper_key {
                    return Err(Problem::OutdatedKey.into());
                }
                task.open(
                    &inner.config.secrets.hpke,
                    Role::Leader,
                    report.metadata(),
                    report.public_share(),
                    report.leader_encrypted_input_share(),
                )
                .map_err(|error| match error {
                    PrepareError::HpkeUnknownConfigId => Problem::OutdatedKey,
                    _ => Problem::Unopenable,
                })?;
                inner.store.insert_report(
                    &task_id,
                    report.metadata().id(),
                    &prepare::digest(&bytes),
                    &bytes,
                )
            })
            .await?;
        if received == Received::New {
            self.0.work.notify_one();
        }
        Ok(received)
    }
}

async fn create_collection_job(
    State(leader): State<Leader>,
    Path((task_id, job_id)): Path<(String, String)>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<StatusCode, Error> {
    http::authorize(&headers, &leader.0.config.secrets.collector_token)?;
    let task_id = http::task_id(&task_id)?;
    let job_id: CollectionJobId = http::id(&job_id, Problem::Malformed)?;
    http::media_type(&headers, CollectionReq::<TimeInterval>::MEDIA_TYPE)?;
    let request = CollectionReq::<TimeInterval>::get_decoded(&http::body(body)?)
        .map_err(|_| Problem::Malformed)?;
    let new = leader
        .blocking(move |inner| {
            let task = inner.tasks.get(&task_id).ok_or(Problem::UnknownTask)?;
            if *request.query().batch_interval() != task.interval {
                return Err(Problem::WrongBatch.into());
            }
            if !request.aggregation_parameter().is_empty() {
                return Err(Problem::Malformed.into());
            }
            inner.store.insert_collection_job(&task_id, &job_id)
        })
        .await?;
    leader.0.work.notify_one();
    Ok(if new {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    })
}

async fn poll_collection_job(
    State(leader): State<Leader>,
    Path((task_id, job_id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    http::authorize(&headers, &leader.0.config.secrets.collector_token)?;
    let task_id = http::task_id(&task_id)?;
    let job_id: CollectionJobId = http::id(&job_id, Problem::UnknownJob)?;
    let state = leader
        .blocking(move |inner| inner.store.collection(&task_id, &job_id))
        .await?;
    match state {
        None => Err(Problem::UnknownJob.into()),
        Some(CollectionState::Failed(problem)) => Err(problem.into()),
        Some(CollectionState::Pending) => {
            Ok((StatusCode::ACCEPTED, [(header::RETRY_AFTER, "1")]).into_response())
        }
        Some(CollectionState::Done(response)) => Ok(http::message(
            StatusCode::OK,
            Collection::<TimeInterval>::MEDIA_TYPE,
            response,
        )),
    }
}

/// DAP lets a collector abandon a job. A release cannot be undone, so its bytes are kept.
async fn delete_collection_job(
    State(leader): State<Leader>,
    Path((task_id, job_id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<StatusCode, Error> {
    http::authorize(&headers, &leader.0.config.secrets.collector_token)?;
    let task_id = http::task_id(&task_id)?;
    let job_id: CollectionJobId = http::id(&job_id, Problem::UnknownJob)?;
    let state = leader
        .blocking(move |inner| inner.store.collection(&task_id, &job_id))
        .await?;
    match state {
        None => Err(Problem::UnknownJob.into()),
        Some(_) => Ok(StatusCode::NO_CONTENT),
    }
}

async fn tasks(State(leader): State<Leader>) -> Response {
    let json = leader.0.tasks_json.clone();
    http::message(StatusCode::OK, "application/json", json)
}

async fn hpke_config(State(leader): State<Leader>) -> Result<Response, Error> {
    http::hpke_config_list(leader.0.config.secrets.hpke.config())
}

async fn participation(
    State(leader): State<Leader>,
    headers: HeaderMap,
) -> Result<Json<Vec<Participation>>, Error> {
    http::authorize(&headers, &leader.0.config.secrets.collector_token)?;
    let this = leader.clone();
    Ok(Json(leader.blocking(move |_| this.participation()).await?))
}
