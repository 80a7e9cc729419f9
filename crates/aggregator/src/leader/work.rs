//! What happens after a report is acknowledged: proving it with the helper, and releasing sums.
//!
//! Every step can be interrupted and run again. A job's request is computed from stored reports in a
//! fixed order, so its bytes are the same; the helper answers the same job with the same bytes; and
//! the sum changes in the same transaction that marks the job's reports as counted.

use super::{
    Inner, Leader,
    store::{Job, Readiness, Verdict},
};
use crate::{
    Error, Problem, http,
    prepare::{LeaderState, MeasuredTask},
};
use janus_messages::{
    AggregateShare, AggregateShareReq, AggregationJobId, AggregationJobInitializeReq,
    AggregationJobResp, BatchSelector, Collection, CollectionJobId, Duration, Interval,
    PartialBatchSelector, PrepareInit, PrepareStepResult, Report, ReportId, ReportShare, Role,
    TaskId,
    codec::{Decode, Encode},
    query_type::TimeInterval,
};
use report::TIME_PRECISION_SECONDS;
use reqwest::header;
use std::time;

/// Reports in one aggregation job.
const JOB_SIZE: usize = 256;

/// Waiting time after a failure, doubled up to [`LONGEST_PAUSE`].
const SHORTEST_PAUSE: time::Duration = time::Duration::from_secs(2);
const LONGEST_PAUSE: time::Duration = time::Duration::from_secs(60);

/// A job's request, with what the leader needs to read the answer.
struct Prepared {
    request: Vec<u8>,
    waiting: Vec<(ReportId, LeaderState)>,
    /// Reports that the leader alone could reject.
    rejected: Vec<ReportId>,
}

impl Leader {
    /// Works whenever there is something to do. Never returns; may be dropped at any point.
    pub async fn run(&self) {
        let mut pause = SHORTEST_PAUSE;
        loop {
            match self.run_pending().await {
                Ok(()) => {
                    pause = SHORTEST_PAUSE;
                    self.0.work.notified().await;
                }
                Err(error) => {
                    tracing::warn!(%error, "some work is left; trying again later");
                    tokio::time::sleep(pause).await;
                    pause = LONGEST_PAUSE.min(pause * 2);
                }
            }
        }
    }

    /// Does all work that can be done now: aggregation jobs first, then collections.
    ///
    /// # Errors
    ///
    /// The first failure, after everything else was tried. What failed is tried again by the next
    /// call.
    pub async fn run_pending(&self) -> Result<(), Error> {
        let _working = self.0.working.lock().await;
        let mut outcome = Ok(());
        let jobs = self
            .blocking(|inner| inner.store.assign_jobs(JOB_SIZE))
            .await?;
        for (task_id, job_id) in jobs {
            if let Err(error) = self.run_job(task_id, job_id).await {
                outcome = outcome.and(Err(error));
            }
        }
        let collections = self
            .blocking(|inner| inner.store.unfinished_collection_jobs())
            .await?;
        for (task_id, job_id) in collections {
            if let Err(error) = self.run_collection(task_id, job_id).await {
                outcome = outcome.and(Err(error));
            }
        }
        outcome
    }

    async fn run_job(&self, task_id: TaskId, job_id: AggregationJobId) -> Result<(), Error> {
        let prepared = self
            .blocking(move |inner| {
                let job = inner.store.job(task_id, job_id)?;
                inner.prepare(&job)
            })
            .await?;
        let response = if prepared.waiting.is_empty() {
            AggregationJobResp::new(Vec::new())
        } else {
            let path = format!("tasks/{task_id}/aggregation_jobs/{job_id}");
            let request = self
                .0
                .http
                .put(http::endpoint(&self.0.config.tasks.helper.url, &path))
                .header(
                    header::CONTENT_TYPE,
                    AggregationJobInitializeReq::<TimeInterval>::MEDIA_TYPE,
                )
                .bearer_auth(self.0.config.secrets.aggregator_token.as_str())
                .body(prepared.request.clone());
            let body = http::answer("helper", request.send().await?).await?;
            AggregationJobResp::get_decoded(&body)?
        };
        let (counted, rejected) = self
            .blocking(move |inner| {
                let task = inner.tasks.get(&task_id).ok_or(Problem::UnknownTask)?;
                let verdicts = verdicts(task, prepared, &response)?;
                inner.store.finish_job(task, &job_id, &verdicts)?;
                let counted = verdicts.iter().filter(|(_, share)| share.is_some()).count();
                Ok((counted, verdicts.len() - counted))
            })
            .await?;
        tracing::debug!(%task_id, counted, rejected, "an aggregation job is finished");
        Ok(())
    }

    async fn run_collection(&self, task_id: TaskId, job_id: CollectionJobId) -> Result<(), Error> {
        let readiness = self
            .blocking(move |inner| {
                let task = inner.tasks.get(&task_id).ok_or(Problem::UnknownTask)?;
                let min = inner.config.secrets.min_batch_size;
                inner.store.close_batch(task, &job_id, min)
            })
            .await?;
        let total = match readiness {
            Readiness::Waiting | Readiness::Failed => return Ok(()),
            Readiness::Closed(total) => total,
        };

        let helper_share = match self.helper_share(task_id, &total).await {
            Ok(share) => share,
            Err(Error::Refused { status, code, .. }) if (400..500).contains(&status) => {
                tracing::warn!(%task_id, %code, "the helper refuses to release a sum");
                // Janus names DAP's types, our helper its codes.
                let problem = Problem::from_code(&code).unwrap_or(match code.as_str() {
                    c if c.ends_with(":invalidBatchSize") => Problem::BatchTooSmall,
                    c if c.ends_with(":batchMismatch") => Problem::BatchMismatch,
                    _ => Problem::Internal,
                });
                return self
                    .blocking(move |inner| inner.store.reopen_batch(&task_id, &job_id, problem))
                    .await;
            }
            // The helper may have released its share: the batch stays closed and the same request
            // is sent again.
            Err(error) => return Err(error),
        };

        self.blocking(move |inner| {
            let task = inner.tasks.get(&task_id).ok_or(Problem::UnknownTask)?;
            let collector = &inner.config.secrets.collector_hpke_config.0;
            let leader_share = task.seal_aggregate_share(collector, Role::Leader, &total)?;
            // DAP: the smallest interval that holds all reports.
            let precision = Duration::from_seconds(TIME_PRECISION_SECONDS);
            let collection = Collection::<TimeInterval>::new(
                PartialBatchSelector::new_time_interval(),
                total.report_count,
                Interval::new(*task.report_time(), precision)?,
                leader_share,
                helper_share.encrypted_aggregate_share().clone(),
            );
            inner
                .store
                .finish_collection(&task_id, &job_id, &collection.get_encoded()?)
        })
        .await
    }

    async fn helper_share(
        &self,
        task_id: TaskId,
        total: &crate::prepare::Total,
    ) -> Result<AggregateShare, Error> {
        let task = self.0.tasks.get(&task_id).ok_or(Problem::UnknownTask)?;
        let body = AggregateShareReq::<TimeInterval>::new(
            BatchSelector::new_time_interval(task.interval),
            Vec::new(),
            total.report_count,
            total.checksum,
        )
        .get_encoded()?;
        let path = format!("tasks/{task_id}/aggregate_shares");
        let request = self
            .0
            .http
            .post(http::endpoint(&self.0.config.tasks.helper.url, &path))
            .header(
                header::CONTENT_TYPE,
                AggregateShareReq::<TimeInterval>::MEDIA_TYPE,
            )
            .bearer_auth(self.0.config.secrets.aggregator_token.as_str())
            .body(body);
        let body = http::answer("helper", request.send().await?).await?;
        Ok(AggregateShare::get_decoded(&body)?)
    }
}

impl Inner {
    fn prepare(&self, job: &Job) -> Result<Prepared, Error> {
        let task = self.tasks.get(&job.task_id).ok_or(Problem::UnknownTask)?;
        let mut inits = Vec::new();
        let mut waiting = Vec::new();
        let mut rejected = Vec::new();
        for bytes in &job.reports {
            let report = Report::get_decoded(bytes)?;
            let id = *report.metadata().id();
            let initialised = task
                .open(
                    &self.config.secrets.hpke,
                    Role::Leader,
                    report.metadata(),
                    report.public_share(),
                    report.leader_encrypted_input_share(),
                )
                .and_then(|shares| task.leader_init(&id, &shares));
            match initialised {
                Ok((state, message)) => {
                    let share = ReportShare::new(
                        report.metadata().clone(),
                        report.public_share().to_vec(),
                        report.helper_encrypted_input_share().clone(),
                    );
                    inits.push(PrepareInit::new(share, message));
                    waiting.push((id, state));
                }
                Err(_) => rejected.push(id),
            }
        }
        let request = AggregationJobInitializeReq::<TimeInterval>::new(
            Vec::new(),
            PartialBatchSelector::new_time_interval(),
            inits,
        )
        .get_encoded()?;
        Ok(Prepared {
            request,
            waiting,
            rejected,
        })
    }
}

/// Joins the helper's answer with the leader's state, report by report.
fn verdicts(
    task: &MeasuredTask,
    prepared: Prepared,
    response: &AggregationJobResp,
) -> Result<Vec<Verdict>, Error> {
    let answers = response.prepare_resps();
    if answers.len() != prepared.waiting.len() {
        return Err(Error::Protocol {
            role: "helper",
            what: "it answered for another number of reports",
        });
    }
    let mut verdicts: Vec<Verdict> = prepared.rejected.into_iter().map(|id| (id, None)).collect();
    for ((id, state), answer) in prepared.waiting.into_iter().zip(answers) {
        if *answer.report_id() != id {
            return Err(Error::Protocol {
                role: "helper",
                what: "it answered for other reports",
            });
        }
        let share = match answer.result() {
            PrepareStepResult::Continue { message } => {
                // The helper has counted this report. If the leader cannot, the two sums would
                // differ, and the comparison before the release would find it.
                task.leader_finish(state, message).ok()
            }
            PrepareStepResult::Reject(_) => None,
            PrepareStepResult::Finished => {
                return Err(Error::Protocol {
                    role: "helper",
                    what: "it finished before the leader could",
                });
            }
        };
        verdicts.push((id, share));
    }
    Ok(verdicts)
}
