//! A dishonest client: it puts into one cell more than six bits can say, and does everything else
//! as the protocol asks.

use janus_messages::{
    HpkeConfig, PlaintextInputShare, Report, ReportId, ReportMetadata, Role, codec::Encode,
};
use prio::{
    field::Field128,
    flp::{
        FlpError, Gadget, Type,
        gadgets::{Mul, ParallelSum},
        types::SumVec,
    },
    vdaf::{Client, prio3::Prio3, xof::XofTurboShake128},
};
use report::{
    Task, TaskList,
    hpke::{Label, application_info, seal},
    input_share_aad, vdaf,
};

type Honest = SumVec<Field128, ParallelSum<Field128, Mul<Field128>>>;

/// `SumVec` in all but one thing: the first "bit" of the first cell is the whole cell.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Cheat(Honest);

impl Type for Cheat {
    type Measurement = u128;
    type AggregateResult = Vec<u128>;
    type Field = Field128;

    fn encode_measurement(&self, cell: &u128) -> Result<Vec<Field128>, FlpError> {
        let mut bits = vec![Field128::from(0); self.0.input_len()];
        bits[0] = Field128::from(*cell);
        Ok(bits)
    }
    fn decode_result(&self, data: &[Field128], n: usize) -> Result<Vec<u128>, FlpError> {
        self.0.decode_result(data, n)
    }
    fn gadget(&self) -> Vec<Box<dyn Gadget<Field128>>> {
        self.0.gadget()
    }
    fn valid(
        &self,
        gadgets: &mut Vec<Box<dyn Gadget<Field128>>>,
        input: &[Field128],
        joint_rand: &[Field128],
        shares: usize,
    ) -> Result<Field128, FlpError> {
        self.0.valid(gadgets, input, joint_rand, shares)
    }
    fn truncate(&self, input: Vec<Field128>) -> Result<Vec<Field128>, FlpError> {
        self.0.truncate(input)
    }
    fn input_len(&self) -> usize {
        self.0.input_len()
    }
    fn proof_len(&self) -> usize {
        self.0.proof_len()
    }
    fn verifier_len(&self) -> usize {
        self.0.verifier_len()
    }
    fn output_len(&self) -> usize {
        self.0.output_len()
    }
    fn joint_rand_len(&self) -> usize {
        self.0.joint_rand_len()
    }
    fn prove_rand_len(&self) -> usize {
        self.0.prove_rand_len()
    }
    fn query_rand_len(&self) -> usize {
        self.0.query_rand_len()
    }
}

/// The bytes of a report whose first cell is `cell` and whose proof is as good as a cheat's can be.
pub fn report_with_a_cell_beyond_its_bits(task: &Task, list: &TaskList, cell: u128) -> Vec<u8> {
    let length = task.vector_length;
    let honest = Honest::new(vdaf::BITS, length, vdaf::chunk_length(length)).unwrap();
    let vdaf: Prio3<Cheat, XofTurboShake128, 16> =
        Prio3::new(vdaf::AGGREGATORS, 1, vdaf::VDAF_ALGORITHM_ID, Cheat(honest)).unwrap();
    let id: ReportId = rand::random();
    let (public, shares) = vdaf.shard(&cell, id.as_ref()).unwrap();
    let public = public.get_encoded().unwrap();
    let metadata = ReportMetadata::new(id, list.period.report_time());
    let aad = input_share_aad(task.id, &metadata, &public).unwrap();
    let seal = |config: &HpkeConfig, role: Role, index: usize| {
        let payload = shares[index].get_encoded().unwrap();
        let plaintext = PlaintextInputShare::new(Vec::new(), payload)
            .get_encoded()
            .unwrap();
        let info = application_info(Label::InputShare, Role::Client, role);
        seal(config, &info, &plaintext, &aad).unwrap()
    };
    let leader = seal(&list.leader.hpke_config.0, Role::Leader, 0);
    let helper = seal(&list.helper.hpke_config.0, Role::Helper, 1);
    Report::new(metadata, public, leader, helper)
        .get_encoded()
        .unwrap()
}
