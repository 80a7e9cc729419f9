//! The one VDAF of this project: Prio3SumVec with six bits a cell, shared by two aggregators.
//!
//! Six bits prove that a cell is within 0..=63. The bound of 60 pupils is kept by
//! [`ClassResult`](crate::ClassResult), which cannot hold more.

use prio::vdaf::{
    VdafError,
    prio3::{Prio3, Prio3SumVec, optimal_chunk_length},
};

/// Name of the VDAF, for configuration files and logs.
pub const VDAF: &str = "Prio3SumVec";

/// Algorithm identifier of Prio3SumVec in the VDAF draft that DAP-09 uses (draft 08).
pub const VDAF_ALGORITHM_ID: u32 = 0x0000_0002;

/// Bits a cell.
pub const BITS: usize = 6;

/// Number of aggregators: a leader and a helper.
pub const AGGREGATORS: u8 = 2;

/// Length of the key with which both aggregators verify reports, in bytes.
pub const VERIFY_KEY_LENGTH: usize = 16;

/// The VDAF of a task whose vector has `length` cells.
///
/// The chunk length changes the bytes of a proof, so client, leader and helper must take it from
/// here.
///
/// # Errors
///
/// If `length` is zero.
pub fn sum_vec(length: usize) -> Result<Prio3SumVec, VdafError> {
    Prio3::new_sum_vec(AGGREGATORS, BITS, length, chunk_length(length))
}

/// The chunk length that [`sum_vec`] uses: an operator of Janus enters it in the task's settings.
#[must_use]
pub fn chunk_length(length: usize) -> usize {
    optimal_chunk_length(BITS * length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use prio::vdaf::Vdaf;

    #[test]
    fn the_ciphersuite_is_the_one_that_released_janus_speaks() {
        let vdaf = sum_vec(15).unwrap();
        assert_eq!(vdaf.algorithm_id(), VDAF_ALGORITHM_ID);
        assert_eq!(vdaf.num_aggregators(), 2);
        assert_eq!([5, 10, 15].map(chunk_length), [5, 9, 13]);
        assert!(sum_vec(0).is_err());
    }
}
