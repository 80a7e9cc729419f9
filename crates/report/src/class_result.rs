//! The numbers of one class for one pack: before the lesson x after it, per competency.
//!
//! These types can hold counts and nothing else. Deliberately not here: who, where, when.

use serde::{Deserialize, Serialize};

/// The largest class that one report can hold. Larger classes are held as two sessions, never
/// truncated.
pub const MAX_CELL: u32 = 60;

/// Competencies that one report can hold.
pub const MAX_COMPETENCIES: usize = 3;

/// What became of one pupil's answer between the question before the lesson and the one after it.
/// The order is the order of the cells on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// One of the two answers is missing.
    NotCompleted = 0,
    /// Wrong before, wrong after.
    WrongWrong = 1,
    /// Wrong before, right after.
    WrongRight = 2,
    /// Right before, wrong after.
    RightWrong = 3,
    /// Right before, right after.
    RightRight = 4,
}

impl Outcome {
    /// All outcomes, in the order of the cells.
    pub const ALL: [Self; 5] = [
        Self::NotCompleted,
        Self::WrongWrong,
        Self::WrongRight,
        Self::RightWrong,
        Self::RightRight,
    ];
}

/// A number of pupils, 0..=60.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct Cell(u8);

impl TryFrom<u32> for Cell {
    type Error = ClassResultError;

    fn try_from(pupils: u32) -> Result<Self, ClassResultError> {
        match u8::try_from(pupils) {
            Ok(small) if pupils <= MAX_CELL => Ok(Self(small)),
            _ => Err(ClassResultError::CellTooLarge(pupils)),
        }
    }
}

impl From<Cell> for u32 {
    fn from(cell: Cell) -> Self {
        cell.0.into()
    }
}

/// One class's counts: for each competency of the task, the five outcomes in [`Outcome::ALL`]'s
/// order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawClassResult", deny_unknown_fields)]
pub struct ClassResult {
    cells: Vec<[Cell; 5]>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawClassResult {
    cells: Vec<[u32; 5]>,
}

impl TryFrom<RawClassResult> for ClassResult {
    type Error = ClassResultError;

    fn try_from(raw: RawClassResult) -> Result<Self, ClassResultError> {
        Self::new(&raw.cells)
    }
}

impl ClassResult {
    /// Checks the counts of one class.
    ///
    /// # Errors
    ///
    /// If there are no or more than three competencies, a cell is above 60, or the outcomes of one
    /// competency add up to more than 60 pupils: each pupil has one outcome per competency.
    pub fn new(cells: &[[u32; 5]]) -> Result<Self, ClassResultError> {
        if cells.is_empty() || cells.len() > MAX_COMPETENCIES {
            return Err(ClassResultError::Competencies(cells.len()));
        }
        let mut checked = Vec::with_capacity(cells.len());
        for competency in cells {
            let mut row = [Cell::default(); 5];
            for (cell, pupils) in row.iter_mut().zip(competency) {
                *cell = Cell::try_from(*pupils)?;
            }
            let pupils = competency.iter().sum();
            if pupils > MAX_CELL {
                return Err(ClassResultError::ClassTooLarge(pupils));
            }
            checked.push(row);
        }
        Ok(Self { cells: checked })
    }

    /// The counts, one row of five outcomes per competency.
    #[must_use]
    pub fn cells(&self) -> Vec<[u32; 5]> {
        self.cells.iter().map(|row| row.map(u32::from)).collect()
    }

    /// Number of cells of the vector.
    #[must_use]
    pub fn vector_length(&self) -> usize {
        self.cells.len() * Outcome::ALL.len()
    }

    /// The vector that is shared between the aggregators.
    pub(crate) fn measurement(&self) -> Vec<u128> {
        let cells = self.cells.iter().flatten();
        cells.map(|cell| u128::from(cell.0)).collect()
    }
}

/// Why counts are not a class result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClassResultError {
    /// Zero, or more than [`MAX_COMPETENCIES`].
    #[error("a class result holds 1 to 3 competencies, not {0}")]
    Competencies(usize),
    /// A cell above [`MAX_CELL`].
    #[error("a cell holds 0 to 60 pupils, not {0}")]
    CellTooLarge(u32),
    /// The outcomes of one competency add up to more than [`MAX_CELL`].
    #[error("one competency counts {0} pupils; a report holds at most 60")]
    ClassTooLarge(u32),
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_class_result_cannot_hold_more_than_a_class() {
        assert!(ClassResult::new(&[[60, 0, 0, 0, 0]]).is_ok());
        for (cells, error) in [
            (vec![[61, 0, 0, 0, 0]], ClassResultError::CellTooLarge(61)),
            (
                vec![[0, 0, 0, 0, 1_000_000]],
                ClassResultError::CellTooLarge(1_000_000),
            ),
            (vec![[60, 1, 0, 0, 0]], ClassResultError::ClassTooLarge(61)),
            (vec![], ClassResultError::Competencies(0)),
            (vec![[0; 5]; 4], ClassResultError::Competencies(4)),
        ] {
            assert_eq!(ClassResult::new(&cells), Err(error));
        }
    }

    #[test]
    fn what_is_serialised_has_cells_and_no_other_field() {
        let result = ClassResult::new(&[[1, 2, 3, 4, 5], [5, 4, 3, 2, 1]]).unwrap();
        let json = serde_json::to_string(&result).unwrap();
        assert_eq!(json, r#"{"cells":[[1,2,3,4,5],[5,4,3,2,1]]}"#);
        let read: ClassResult = serde_json::from_str(&json).unwrap();
        assert_eq!(read, result);
        for refused in [
            r#"{"cells":[[1,2,3,4,5]],"school":"x"}"#,
            r#"{"cells":[[61,0,0,0,0]]}"#,
            r#"{"cells":[[-1,0,0,0,0]]}"#,
            r#"{"cells":[[1,2,3,4]]}"#,
            r#"{"cells":[["a",0,0,0,0]]}"#,
        ] {
            assert!(
                serde_json::from_str::<ClassResult>(refused).is_err(),
                "{refused}"
            );
        }
    }

    proptest! {
        #[test]
        fn any_accepted_result_comes_back_unchanged(cells in prop::collection::vec(any::<[u8; 5]>(), 0..5)) {
            let cells: Vec<[u32; 5]> = cells.iter().map(|row| row.map(|c| u32::from(c % 20))).collect();
            if let Ok(result) = ClassResult::new(&cells) {
                prop_assert_eq!(result.cells(), cells);
            }
        }
    }
}
