//! From a text to a sound file: what is said aloud, and by which voice.
//! espeak-ng speaks and opusenc encodes; a recording by a person in `content/` always wins over both.

use std::fmt;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::files;

/// A language with a voice. The other languages of the app have none that a child should hear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Language {
    Arabic,
    French,
}

impl Language {
    pub(crate) const ALL: [Self; 2] = [Self::Arabic, Self::French];

    /// The tag in file names: `ar` or `fr`. espeak-ng names its voices the same.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::Arabic => "ar",
            Self::French => "fr",
        }
    }

    /// Words a minute. The engine's 175 is an adult's; Arabic is slower because every case ending is spoken.
    fn rate(self) -> u32 {
        match self {
            Self::Arabic => 130,
            Self::French => 145,
        }
    }

    /// 0 to 99; the engine's own 50 is a low man's voice.
    fn pitch(self) -> u32 {
        60
    }

    /// Silence between words, in hundredths of a second: learners hear where one ends.
    fn gap(self) -> u32 {
        match self {
            Self::Arabic => 2,
            Self::French => 1,
        }
    }
}

/// Shows everything that changes how a text sounds, so that a change makes every clip again.
impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} rate {} pitch {} gap {} opus {BITRATE}",
            self.tag(),
            self.rate(),
            self.pitch(),
            self.gap()
        )
    }
}

/// Kilobits a second: about 3 KB for a second of speech.
const BITRATE: &str = "24";

/// What the voice says for a text, or nothing if no word is in it.
///
/// Marks of clues lose their brackets, `[k1 your prize]` → `your prize`. Quotation marks, the lengthening stroke
/// and invisible direction signs go: the engine names or stumbles over them.
pub(crate) fn spoken(text: &str) -> Option<String> {
    let text: String = without_marks(text)
        .chars()
        .filter(|letter| !is_silent(*letter))
        .collect();
    let mut spoken = String::new();
    for word in text.split_whitespace() {
        // French sets a space before ! ? : ; which would be a word of its own for the engine.
        if !spoken.is_empty() && word.contains(char::is_alphanumeric) {
            spoken.push(' ');
        }
        spoken.push_str(word);
    }
    spoken.contains(char::is_alphanumeric).then_some(spoken)
}

fn is_silent(letter: char) -> bool {
    matches!(letter,
        '«' | '»' | '‹' | '›' | '“' | '”' | '"'
        | '\u{0640}' // the stroke that lengthens an Arabic word
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// `[k1 words]` → `words`. Brackets that are not a mark stay as they are.
fn without_marks(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('[') {
        plain.push_str(&rest[..start]);
        let after = &rest[start + 1..];
        let mark = after.find(']').and_then(|end| {
            let (clue, words) = after[..end].split_once(' ')?;
            let is_clue = !clue.is_empty()
                && clue
                    .chars()
                    .all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
            is_clue.then_some((words, end))
        });
        if let Some((words, end)) = mark {
            plain.push_str(words);
            rest = &after[end + 1..];
        } else {
            plain.push('[');
            rest = after;
        }
    }
    plain.push_str(rest);
    plain
}

/// The engine's version line. The error says what to do if it is not installed.
pub(crate) fn engine_version() -> Result<String> {
    let output = Command::new("espeak-ng")
        .arg("--version")
        .output()
        .context(
            "espeak-ng is not installed, so the texts cannot be spoken: run setup/install.sh",
        )?;
    Command::new("opusenc").arg("--version").output().context(
        "opusenc is not installed, so the speech cannot be stored: run setup/install.sh",
    )?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Speaks a text, which [`spoken`] prepared, into an Ogg Opus file. The file appears only when it is whole.
pub(crate) fn synthesise(language: Language, text: &str, clip: &Path) -> Result<()> {
    let part = files::part_of(clip);
    let mut engine = Command::new("espeak-ng")
        .args(["-v", language.tag()])
        .args(["-s", &language.rate().to_string()])
        .args(["-p", &language.pitch().to_string()])
        .args(["-g", &language.gap().to_string()])
        // UTF-8, no pause after the last word, text from stdin so that no text can be taken for an option.
        .args(["-b", "1", "-z", "--stdin", "--stdout"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot run espeak-ng")?;
    let sound = engine.stdout.take().context("espeak-ng has no output")?;
    let mut encoder = Command::new("opusenc")
        // Half the encoder's default effort takes half the time and sounds the same at this rate.
        .args(["--quiet", "--speech", "--comp", "5", "--bitrate", BITRATE])
        // The engine cannot know the length beforehand; a fixed serial makes equal texts equal files.
        .args([
            "--ignorelength",
            "--serial",
            "1",
            "--discard-comments",
            "--padding",
            "0",
            "-",
        ])
        .arg(&part)
        .stdin(sound)
        .spawn()
        .context("cannot run opusenc")?;
    engine
        .stdin
        .take()
        .context("espeak-ng has no input")?
        .write_all(text.as_bytes())?;
    let (engine, encoder) = (engine.wait()?, encoder.wait()?);
    if !engine.success() || !encoder.success() {
        bail!(
            "cannot speak {}: espeak-ng {engine}, opusenc {encoder}",
            clip.display()
        );
    }
    std::fs::rename(&part, clip).with_context(|| format!("cannot write {}", clip.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, says: &str) {
        assert_eq!(spoken(text).as_deref(), Some(says));
    }

    #[test]
    fn marks_of_clues_lose_their_brackets_and_keep_their_words() {
        check(
            "Bravo ! [k1 Ton prix] t'attend, [k4 vite].",
            "Bravo! Ton prix t'attend, vite.",
        );
        check("[k1 رِبْحُكَ هُنَا]!", "رِبْحُكَ هُنَا!");
    }

    #[test]
    fn brackets_that_are_no_mark_stay() {
        check("[prix]", "[prix]");
        check("a [k1 b", "a [k1 b");
        check("[ثمن كبير]", "[ثمن كبير]");
    }

    #[test]
    fn quotation_marks_are_not_read() {
        check(
            "Je dis : « Demandez à maman. »",
            "Je dis: Demandez à maman.",
        );
        check("فِي سَلَّةِ «حَسَبَ الْحَالِ».", "فِي سَلَّةِ حَسَبَ الْحَالِ.");
    }

    #[test]
    fn a_french_space_before_a_sign_does_not_make_it_a_word() {
        check("On me trouve\u{202f}? Oui\u{a0}!", "On me trouve? Oui!");
    }

    #[test]
    fn vowel_marks_and_apostrophes_stay() {
        check("هَلْ تَدُلُّ عَلَيَّ", "هَلْ تَدُلُّ عَلَيَّ");
        check("l’école", "l’école");
    }

    #[test]
    fn invisible_signs_and_lengthening_go() {
        check("\u{2068}بـــال\u{2069}", "بال");
    }

    #[test]
    fn a_text_without_a_word_is_not_spoken() {
        assert_eq!(spoken(" « … » ! "), None);
        assert_eq!(spoken(""), None);
    }
}
