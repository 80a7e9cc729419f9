//! The arithmetic of both roles: opening shares, proving a report without seeing it, adding it up.
//!
//! Everything here is deterministic given its inputs, so that a job interrupted by a power cut is
//! computed again to the same bytes. Deliberately not here: storage and the network.

use crate::{Error, config::VerifyKey};
use janus_messages::{
    AggregateShareAad, BatchSelector, HpkeCiphertext, HpkeConfig, Interval, PlaintextInputShare,
    PrepareError, ReportId, ReportIdChecksum, ReportMetadata, Role, TaskId, Time,
    codec::{Decode, Encode, ParameterizedDecode},
    query_type::TimeInterval,
};
use prio::{
    field::Field128,
    topology::ping_pong::{
        PingPongContinuedValue, PingPongMessage, PingPongState, PingPongTopology,
    },
    vdaf::{
        Aggregatable, AggregateShare, Aggregator, OutputShare,
        prio3::{Prio3InputShare, Prio3PublicShare, Prio3SumVec},
    },
};
use report::{
    TaskList,
    hpke::{self, HpkeKeypair, Label, application_info},
    input_share_aad, vdaf,
};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap};

pub(crate) type LeaderState = <Prio3SumVec as PingPongTopology<16, 16>>::State;

/// A task as an aggregator works with it.
#[derive(Debug)]
pub(crate) struct MeasuredTask {
    pub(crate) id: TaskId,
    pub(crate) vdaf: Prio3SumVec,
    pub(crate) interval: Interval,
    verify_key: VerifyKey,
}

/// One aggregator's two inputs to the preparation of a report.
pub(crate) struct Shares {
    public: Prio3PublicShare<16>,
    input: Prio3InputShare<Field128, 16>,
}

impl MeasuredTask {
    /// Joins the public list with a role's keys.
    pub(crate) fn all(
        list: &TaskList,
        verify_keys: &BTreeMap<TaskId, VerifyKey>,
    ) -> Result<HashMap<TaskId, Self>, Error> {
        list.validate()?;
        let mut tasks = HashMap::new();
        for task in &list.tasks {
            let verify_key = verify_keys
                .get(&task.id)
                .ok_or(Error::Mismatch("a task has no verify key"))?;
            let measured = Self {
                id: task.id,
                vdaf: vdaf::sum_vec(task.vector_length)?,
                interval: list.period.interval()?,
                verify_key: verify_key.clone(),
            };
            tasks.insert(task.id, measured);
        }
        Ok(tasks)
    }

    /// The time of every report of this task.
    pub(crate) fn report_time(&self) -> &Time {
        self.interval.start()
    }

    /// Opens this role's share of a report.
    pub(crate) fn open(
        &self,
        key: &HpkeKeypair,
        role: Role,
        metadata: &ReportMetadata,
        public_share: &[u8],
        ciphertext: &HpkeCiphertext,
    ) -> Result<Shares, PrepareError> {
        if ciphertext.config_id() != key.config().id() {
            return Err(PrepareError::HpkeUnknownConfigId);
        }
        let aad = input_share_aad(self.id, metadata, public_share)
            .map_err(|_| PrepareError::InvalidMessage)?;
        let info = application_info(Label::InputShare, Role::Client, role);
        let plaintext = key
            .open(&info, ciphertext, &aad)
            .map_err(|_| PrepareError::HpkeDecryptError)?;
        let share = PlaintextInputShare::get_decoded(&plaintext)
            .map_err(|_| PrepareError::InvalidMessage)?;
        // No extension is in use, and one that is not understood must not be ignored.
        if !share.extensions().is_empty() {
            return Err(PrepareError::InvalidMessage);
        }
        let index = role.index().ok_or(PrepareError::InvalidMessage)?;
        let public = Prio3PublicShare::get_decoded_with_param(&self.vdaf, public_share)
            .map_err(|_| PrepareError::InvalidMessage)?;
        let input = Prio3InputShare::get_decoded_with_param(&(&self.vdaf, index), share.payload())
            .map_err(|_| PrepareError::InvalidMessage)?;
        Ok(Shares { public, input })
    }

    /// The leader's first message about a report.
    pub(crate) fn leader_init(
        &self,
        report_id: &ReportId,
        shares: &Shares,
    ) -> Result<(LeaderState, PingPongMessage), PrepareError> {
        self.vdaf
            .leader_initialized(
                &self.verify_key.0,
                &(),
                report_id.as_ref(),
                &shares.public,
                &shares.input,
            )
            .map_err(|_| PrepareError::VdafPrepError)
    }

    /// The helper's verdict: its share of the counts and the message that proves it to the leader.
    pub(crate) fn helper_init(
        &self,
        report_id: &ReportId,
        shares: &Shares,
        inbound: &PingPongMessage,
    ) -> Result<(OutputShare<Field128>, PingPongMessage), PrepareError> {
        let (state, outbound) = self
            .vdaf
            .helper_initialized(
                &self.verify_key.0,
                &(),
                report_id.as_ref(),
                &shares.public,
                &shares.input,
                inbound,
            )
            .and_then(|transition| transition.evaluate(&self.vdaf))
            .map_err(|_| PrepareError::VdafPrepError)?;
        match state {
            PingPongState::Finished(share) => Ok((share, outbound)),
            PingPongState::Continued(_) => Err(PrepareError::VdafPrepError),
        }
    }

    /// The leader's share of the counts, once the helper's message proves the report.
    pub(crate) fn leader_finish(
        &self,
        state: LeaderState,
        inbound: &PingPongMessage,
    ) -> Result<OutputShare<Field128>, PrepareError> {
        match self.vdaf.leader_continued(state, &(), inbound) {
            Ok(PingPongContinuedValue::FinishedNoMessage { output_share }) => Ok(output_share),
            Ok(PingPongContinuedValue::WithMessage { .. }) | Err(_) => {
                Err(PrepareError::VdafPrepError)
            }
        }
    }

    /// Seals this role's share of a sum to the collector.
    pub(crate) fn seal_aggregate_share(
        &self,
        collector: &HpkeConfig,
        role: Role,
        total: &Total,
    ) -> Result<HpkeCiphertext, Error> {
        let info = application_info(Label::AggregateShare, role, Role::Collector);
        let aad = aggregate_share_aad(self.id, self.interval)?;
        Ok(hpke::seal(
            collector,
            &info,
            &total.share.get_encoded()?,
            &aad,
        )?)
    }
}

/// What binds a sealed share of a sum to its task and period.
pub(crate) fn aggregate_share_aad(task_id: TaskId, interval: Interval) -> Result<Vec<u8>, Error> {
    let selector = BatchSelector::<TimeInterval>::new_time_interval(interval);
    Ok(AggregateShareAad::new(task_id, Vec::new(), selector).get_encoded()?)
}

/// One role's running sum of one task.
#[derive(Debug)]
pub(crate) struct Total {
    pub(crate) report_count: u64,
    pub(crate) checksum: ReportIdChecksum,
    share: AggregateShare<Field128>,
}

impl Total {
    pub(crate) fn empty(task: &MeasuredTask) -> Result<Self, Error> {
        Ok(Self {
            report_count: 0,
            checksum: ReportIdChecksum::default(),
            share: task.vdaf.aggregate(&(), [])?,
        })
    }

    pub(crate) fn from_parts(
        task: &MeasuredTask,
        report_count: u64,
        checksum: &[u8],
        share: &[u8],
    ) -> Result<Self, Error> {
        Ok(Self {
            report_count,
            checksum: ReportIdChecksum::try_from(checksum)?,
            share: AggregateShare::get_decoded_with_param(&(&task.vdaf, &()), share)?,
        })
    }

    pub(crate) fn share_bytes(&self) -> Result<Vec<u8>, Error> {
        Ok(self.share.get_encoded()?)
    }

    /// Adds one proved report.
    pub(crate) fn add(
        &mut self,
        id: &ReportId,
        share: &OutputShare<Field128>,
    ) -> Result<(), Error> {
        self.share.accumulate(share)?;
        self.report_count += 1;
        // DAP's checksum: exclusive or of the hashes of all report ids.
        let digest = Sha256::digest(id.as_ref());
        for (sum, byte) in self.checksum.as_mut().iter_mut().zip(digest) {
            *sum ^= byte;
        }
        Ok(())
    }
}

/// SHA-256, by which two messages are known to be the same bytes.
pub(crate) fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}
