//! Seals one class result into one DAP report.
//!
//! A report is built once; its bytes are stored and sent on every path, so that a retry can never
//! count twice. Deliberately not here: a clock (the time is the period's start) and the network.

use crate::{
    ClassResult, TaskList,
    hpke::{self, Label, application_info},
    task_list::Task,
    vdaf,
};
use janus_messages::{
    HpkeConfig, InputShareAad, PlaintextInputShare, Report, ReportId, ReportMetadata, Role, TaskId,
    codec::{CodecError, Encode},
};
use prio::vdaf::{Client, VdafError};

/// No report is larger: aggregators refuse more before reading it.
pub const MAX_REPORT_BYTES: usize = 64 * 1024;

/// A report that only the two aggregators together can count, and neither can read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedReport {
    /// Random; the same report is counted once by it.
    pub report_id: ReportId,
    /// Where it is counted.
    pub task_id: TaskId,
    /// The DAP `Report`, ready for `PUT {leader}tasks/{task_id}/reports`.
    pub bytes: Vec<u8>,
}

/// Seals the counts of one class session. Randomness comes from the operating system.
///
/// # Errors
///
/// [`SealError`]; nothing is sealed then.
pub fn seal(task: &Task, list: &TaskList, result: &ClassResult) -> Result<SealedReport, SealError> {
    if list.task(&task.id) != Some(task) {
        return Err(SealError::UnknownTask(task.id));
    }
    if result.vector_length() != task.vector_length {
        return Err(SealError::Length {
            expected: task.vector_length,
            found: result.vector_length(),
        });
    }

    let report_id: ReportId = rand::random();
    let vdaf = vdaf::sum_vec(task.vector_length)?;
    let (public_share, input_shares) = vdaf.shard(&result.measurement(), report_id.as_ref())?;
    let public_share = public_share.get_encoded()?;

    let metadata = ReportMetadata::new(report_id, list.period.report_time());
    let aad = input_share_aad(task.id, &metadata, &public_share)?;
    let seal_share = |config: &HpkeConfig, role: Role, index: usize| {
        let share = input_shares.get(index).ok_or(SealError::Shares)?;
        let plaintext = PlaintextInputShare::new(Vec::new(), share.get_encoded()?).get_encoded()?;
        let info = application_info(Label::InputShare, Role::Client, role);
        Ok::<_, SealError>(hpke::seal(config, &info, &plaintext, &aad)?)
    };
    let leader_share = seal_share(&list.leader.hpke_config.0, Role::Leader, 0)?;
    let helper_share = seal_share(&list.helper.hpke_config.0, Role::Helper, 1)?;

    let bytes = Report::new(metadata, public_share, leader_share, helper_share).get_encoded()?;
    Ok(SealedReport {
        report_id,
        task_id: task.id,
        bytes,
    })
}

/// The associated data of both sealed shares: task, report id, time and public share. A share that
/// is moved to another report or task does not open.
///
/// # Errors
///
/// If the public share is longer than 2^32 bytes.
pub fn input_share_aad(
    task_id: TaskId,
    metadata: &ReportMetadata,
    public_share: &[u8],
) -> Result<Vec<u8>, CodecError> {
    InputShareAad::new(task_id, metadata.clone(), public_share.to_vec()).get_encoded()
}

/// Why a class result could not be sealed.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The task is not in the list, or differs from the list's.
    #[error("task {0} is not in the task list")]
    UnknownTask(TaskId),
    /// The result has other competencies than the task.
    #[error("the task has {expected} cells and the class result {found}")]
    Length {
        /// Cells of the task.
        expected: usize,
        /// Cells of the result.
        found: usize,
    },
    /// The measurement could not be shared.
    #[error("the counts could not be split into shares: {0}")]
    Vdaf(#[from] VdafError),
    /// There were not two shares.
    #[error("the counts were not split into two shares")]
    Shares,
    /// A share could not be sealed.
    #[error("a share could not be sealed: {0}")]
    Hpke(#[from] hpke::Error),
    /// A message could not be written.
    #[error("the report could not be encoded: {0}")]
    Codec(#[from] CodecError),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{hpke::HpkeKeypair, task_list::tests::list};
    use expect_test::expect;
    use janus_messages::codec::{Decode, ParameterizedDecode};
    use prio::{
        topology::ping_pong::{
            PingPongContinuedValue, PingPongMessage, PingPongState, PingPongTopology,
        },
        vdaf::{
            Aggregator, Collector,
            prio3::{Prio3InputShare, Prio3PublicShare, Prio3SumVec},
        },
    };

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|b| format!("{b:02x}")).collect()
    }

    fn open(report: &Report, task_id: TaskId, key: &HpkeKeypair, role: Role) -> Vec<u8> {
        let aad = input_share_aad(task_id, report.metadata(), report.public_share()).unwrap();
        let ciphertext = match role {
            Role::Leader => report.leader_encrypted_input_share(),
            _ => report.helper_encrypted_input_share(),
        };
        let info = application_info(Label::InputShare, Role::Client, role);
        let plaintext = key.open(&info, ciphertext, &aad).unwrap();
        let share = PlaintextInputShare::get_decoded(&plaintext).unwrap();
        assert!(share.extensions().is_empty());
        share.payload().to_vec()
    }

    #[test]
    fn two_aggregators_together_count_what_was_sealed() {
        let (leader, helper) = (HpkeKeypair::generate(1), HpkeKeypair::generate(2));
        let list = list(&leader, &helper);
        let task = &list.tasks[0];
        let result = ClassResult::new(&[[1, 2, 3, 4, 5], [0, 60, 0, 0, 0]]).unwrap();
        let sealed = seal(task, &list, &result).unwrap();
        let report = Report::get_decoded(&sealed.bytes).unwrap();
        assert_eq!(report.metadata().id(), &sealed.report_id);
        assert_eq!(report.metadata().time(), &list.period.report_time());

        let vdaf: Prio3SumVec = vdaf::sum_vec(task.vector_length).unwrap();
        let public =
            Prio3PublicShare::get_decoded_with_param(&vdaf, report.public_share()).unwrap();
        let share = |key, role, index| {
            let payload = open(&report, task.id, key, role);
            Prio3InputShare::get_decoded_with_param(&(&vdaf, index), &payload).unwrap()
        };
        let (key, nonce) = ([9; 16], sealed.report_id.as_ref());
        let (state, message): (_, PingPongMessage) = vdaf
            .leader_initialized(&key, &(), nonce, &public, &share(&leader, Role::Leader, 0))
            .unwrap();
        let (helper_state, reply) = vdaf
            .helper_initialized(
                &key,
                &(),
                nonce,
                &public,
                &share(&helper, Role::Helper, 1),
                &message,
            )
            .unwrap()
            .evaluate(&vdaf)
            .unwrap();
        let PingPongState::Finished(helper_out) = helper_state else {
            panic!("the helper did not finish")
        };
        let PingPongContinuedValue::FinishedNoMessage {
            output_share: leader_out,
        } = vdaf.leader_continued(state, &(), &reply).unwrap()
        else {
            panic!("the leader did not finish")
        };
        let shares = [leader_out, helper_out].map(|out| vdaf.aggregate(&(), [out]).unwrap());
        assert_eq!(
            vdaf.unshard(&(), shares, 1).unwrap(),
            [1, 2, 3, 4, 5, 0, 60, 0, 0, 0]
        );
    }

    #[test]
    fn the_same_counts_sealed_twice_share_no_secret_and_have_the_same_length() {
        let list = list(&HpkeKeypair::generate(1), &HpkeKeypair::generate(2));
        let seal_cells = |cells: &[[u32; 5]]| {
            seal(&list.tasks[0], &list, &ClassResult::new(cells).unwrap()).unwrap()
        };
        let empty = seal_cells(&[[0; 5]; 2]);
        let again = seal_cells(&[[0; 5]; 2]);
        let full = seal_cells(&[[0, 0, 0, 0, 60]; 2]);
        assert_ne!(empty.report_id, again.report_id);
        assert_ne!(empty.bytes, again.bytes);
        assert_eq!(empty.bytes.len(), full.bytes.len());
        assert!(full.bytes.len() < MAX_REPORT_BYTES);
    }

    #[test]
    fn the_associated_data_is_byte_for_byte_that_of_dap_09() {
        let metadata = ReportMetadata::new(
            ReportId::from([0xaa; 16]),
            janus_messages::Time::from_seconds_since_epoch(1_788_480_000),
        );
        let aad = input_share_aad(TaskId::from([7; 32]), &metadata, &[1, 2, 3]).unwrap();
        expect!["0707070707070707070707070707070707070707070707070707070707070707aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa000000006a9a0a0000000003010203"]
            .assert_eq(&hex(&aad));
    }

    /// Everything that is neither random nor sealed, so that a dependency that changes the wire
    /// format is noticed here and not by an academy.
    #[test]
    fn the_frame_of_a_report_is_fixed() {
        let list = list(&HpkeKeypair::generate(1), &HpkeKeypair::generate(2));
        let result = ClassResult::new(&[[1, 2, 3, 4, 5]; 2]).unwrap();
        let sealed = seal(&list.tasks[0], &list, &result).unwrap();
        let report = Report::get_decoded(&sealed.bytes).unwrap();
        let (leader, helper) = (
            report.leader_encrypted_input_share(),
            report.helper_encrypted_input_share(),
        );
        let frame = format!(
            "time {}, public share {}, leader {} {} {}, helper {} {} {}, total {}",
            report.metadata().time(),
            report.public_share().len(),
            leader.config_id(),
            leader.encapsulated_key().len(),
            leader.payload().len(),
            helper.config_id(),
            helper.encapsulated_key().len(),
            helper.payload().len(),
            sealed.bytes.len(),
        );
        expect!["time 1788480000, public share 32, leader 1 32 1526, helper 2 32 70, total 1734"]
            .assert_eq(&frame);
    }

    #[test]
    fn a_task_that_is_not_in_the_list_or_has_other_competencies_is_refused() {
        let list = list(&HpkeKeypair::generate(1), &HpkeKeypair::generate(2));
        let result = ClassResult::new(&[[0; 5]; 2]).unwrap();
        let mut other = list.tasks[0].clone();
        other.id = TaskId::from([8; 32]);
        assert!(matches!(
            seal(&other, &list, &result),
            Err(SealError::UnknownTask(_))
        ));
        let short = ClassResult::new(&[[0; 5]]).unwrap();
        assert!(matches!(
            seal(&list.tasks[0], &list, &short),
            Err(SealError::Length {
                expected: 10,
                found: 5
            })
        ));
    }

    /// The complete list of what a report says in the clear. A new field has to be added here, in
    /// the sight of a reviewer.
    #[test]
    fn a_report_has_no_field_for_a_person_a_device_or_a_clock() {
        let list = list(&HpkeKeypair::generate(1), &HpkeKeypair::generate(2));
        let result = ClassResult::new(&[[0; 5]; 2]).unwrap();
        let sealed = seal(&list.tasks[0], &list, &result).unwrap();
        // No field may be left out of these patterns.
        let SealedReport {
            report_id: _,
            task_id: _,
            bytes,
        } = &sealed;
        let report = Report::get_decoded(bytes).unwrap();
        let rebuilt = Report::new(
            ReportMetadata::new(sealed.report_id, list.period.report_time()),
            report.public_share().to_vec(),
            report.leader_encrypted_input_share().clone(),
            report.helper_encrypted_input_share().clone(),
        );
        assert_eq!(&rebuilt.get_encoded().unwrap(), bytes);

        let mut names = Vec::new();
        collect_names(&serde_json::to_value(&list).unwrap(), &mut names);
        names.sort();
        names.dedup();
        expect![[r#"["aref", "competencies", "duration", "helper", "hpke_config", "id", "leader", "level", "name", "one_party", "pack", "period", "preview", "province", "serial", "start", "tasks", "url", "vector_length"]"#]]
            .assert_eq(&format!("{names:?}"));
    }

    fn collect_names(value: &serde_json::Value, names: &mut Vec<String>) {
        match value {
            serde_json::Value::Object(fields) => {
                for (name, value) in fields {
                    names.push(name.clone());
                    collect_names(value, names);
                }
            }
            serde_json::Value::Array(values) => {
                values.iter().for_each(|value| collect_names(value, names));
            }
            _ => {}
        }
    }
}
