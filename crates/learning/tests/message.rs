//! A message cut into what can be tapped.

use learning::message::{MessagePart, message_parts};
use proptest::prelude::*;

/// Clues as `k1:words`, the rest as it is.
fn parts(text: &str) -> Vec<String> {
    message_parts(text)
        .into_iter()
        .map(|part| match part {
            MessagePart::Plain(words) => words,
            MessagePart::Clue { id, words } => format!("{id}:{words}"),
        })
        .collect()
}

#[test]
fn clues_stay_whole_and_the_rest_is_cut_into_words() {
    assert_eq!(
        parts("Votre colis est bloqué. [k1 Payez avant midi], seulement 5 DH. [k4 a.exemple]"),
        [
            "Votre ",
            "colis ",
            "est ",
            "bloqué. ",
            "k1:Payez avant midi",
            ", ",
            "seulement ",
            "5 ",
            "DH. ",
            "k4:a.exemple"
        ],
    );
    assert_eq!(parts("سَلَامٌ. [k7 هَذَا رَقْمِي.]"), ["سَلَامٌ. ", "k7:هَذَا رَقْمِي."]);
}

#[test]
fn a_true_message_has_no_clue() {
    assert_eq!(parts("Bonsoir.  Merci"), ["Bonsoir.  ", "Merci"]);
    assert_eq!(parts(""), [""; 0]);
}

#[test]
fn a_mark_that_is_not_well_formed_stays_in_the_text() {
    for text in ["[k1]", "[k1 ]", "[ k1 mots]", "[k1 mots", "k1 mots]", "[]"] {
        assert_eq!(parts(text).concat(), text);
    }
    assert_eq!(parts("[k1 a [k2 b] c]"), ["[k1 ", "a ", "k2:b", " c]"]);
}

proptest! {
    #[test]
    fn nothing_that_was_written_disappears(
        pieces in prop::collection::vec(("[^\\[\\]]{0,12}", "k[1-9]", "[^\\[\\]\\s]{1,4}( [^\\[\\]\\s]{1,4})?"), 0..5),
    ) {
        let marked: String =
            pieces.iter().map(|(before, id, words)| format!("{before}[{id} {words}]")).collect();
        let plain: String =
            pieces.iter().map(|(before, _, words)| format!("{before}{words}")).collect();
        let read: String = message_parts(&marked).iter().map(MessagePart::words).collect();
        prop_assert_eq!(read, plain);
    }

    #[test]
    fn any_text_can_be_cut(text in ".*") {
        for part in message_parts(&text) {
            prop_assert!(!part.words().is_empty());
        }
    }
}
