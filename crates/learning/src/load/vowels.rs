//! Arabic for children and for voices is fully vowelled. Here is which letters may stand
//! without a mark, and which words have one that may not.

/// What carries no vowel of its own in fully vowelled text.
const SILENT: [char; 4] = ['ا', 'آ', 'ى', 'ٱ'];
const TATWEEL: char = 'ـ';
const SHADDA: char = '\u{0651}';
const DAMMA: char = '\u{064F}';
const KASRA: char = '\u{0650}';

/// The words in which a consonant lacks its vowel mark, in order.
pub(super) fn unvowelled_words(text: &str) -> Vec<&str> {
    text.split(|letter: char| !is_arabic(letter))
        .filter(|word| !word.is_empty() && lacks_a_mark(word))
        .collect()
}

/// A letter and the marks over and under it.
struct Marked {
    letter: char,
    marks: Vec<char>,
}

fn lacks_a_mark(word: &str) -> bool {
    let mut letters: Vec<Marked> = Vec::new();
    for sign in word.chars().filter(|sign| *sign != TATWEEL) {
        if is_letter(sign) {
            letters.push(Marked {
                letter: sign,
                marks: Vec::new(),
            });
        } else if let Some(last) = letters.last_mut() {
            last.marks.push(sign);
        }
    }
    letters.iter().enumerate().any(|(at, marked)| {
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        let after = letters.get(at + 1);
        let has =
            |other: Option<&Marked>, mark| other.is_some_and(|other| other.marks.contains(&mark));
        let may_be_bare = match marked.letter {
            letter if SILENT.contains(&letter) => true,
            // A long vowel. A doubled letter is a consonant, whatever stands before it.
            'و' => marked.marks.is_empty() && has(before, DAMMA),
            'ي' => marked.marks.is_empty() && has(before, KASRA),
            // The article before a sun letter: it is the next letter that is heard, twice.
            'ل' => marked.marks.is_empty() && has(after, SHADDA),
            _ => false,
        };
        !may_be_bare && !marked.marks.iter().any(|mark| is_vowel(*mark))
    })
}

/// Fatha, damma, kasra, their doubles, sukun, and the small alef.
fn is_vowel(sign: char) -> bool {
    matches!(sign, '\u{064B}'..='\u{0650}' | '\u{0652}' | '\u{0670}')
}

fn is_letter(sign: char) -> bool {
    matches!(sign, '\u{0621}'..='\u{063A}' | '\u{0641}'..='\u{064A}' | '\u{0671}'..='\u{06D3}')
}

fn is_arabic(sign: char) -> bool {
    is_letter(sign) || sign == TATWEEL || matches!(sign, '\u{064B}'..='\u{065F}' | '\u{0670}')
}
