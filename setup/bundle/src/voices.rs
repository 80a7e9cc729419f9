//! Keeps `dist/ui/voice/` equal to what the texts ask for: makes or copies what changed, removes what no text
//! asks for any more. `dist/voice.json` remembers for each clip the hash of what it was made from.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use anyhow::{Context as _, Result};
use rayon::prelude::*;

use crate::texts::{self, Clips, Source};
use crate::{files, speech};

/// How many clips were handled in which way.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Report {
    made: usize,
    copied: usize,
    kept: usize,
    removed: usize,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            made,
            copied,
            kept,
            removed,
        } = self;
        write!(
            f,
            "voices: {made} made, {copied} recordings copied, {kept} kept, {removed} removed"
        )
    }
}

/// Brings the voices of the checkout at `root` up to date.
pub(crate) fn build(root: &Path) -> Result<Report> {
    let clips = texts::collect(root)?;
    let someone_must_speak = clips
        .values()
        .any(|source| matches!(source, Source::Speech(..)));
    let engine = if someone_must_speak {
        speech::engine_version()?
    } else {
        String::new()
    };
    update(
        &root.join("dist"),
        &clips,
        &engine,
        |source, clip| match source {
            Source::Recording(recording) => {
                files::write_if_changed(clip, &files::read_bytes(recording)?).map(|_| ())
            }
            Source::Speech(language, text) => speech::synthesise(*language, text, clip),
        },
    )
}

/// After how many clips the work done so far is written down: what an interruption may cost.
const BATCH: usize = 200;

fn update(
    dist: &Path,
    clips: &Clips,
    engine: &str,
    make: impl Fn(&Source, &Path) -> Result<()> + Sync,
) -> Result<Report> {
    let folder = dist.join("ui/voice");
    let manifest_path = dist.join("voice.json");
    // A manifest that is missing or spoilt means only that every clip is made again.
    let mut manifest: BTreeMap<String, String> = std::fs::read(&manifest_path)
        .ok()
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .unwrap_or_default();
    let mut report = Report {
        removed: remove_stale(&folder, clips)?,
        ..Report::default()
    };
    manifest.retain(|place, _| clips.contains_key(place));

    let mut work = Vec::new();
    for (place, source) in clips {
        let hash = hash(source, engine)?;
        if manifest.get(place) == Some(&hash) && folder.join(place).exists() {
            report.kept += 1;
        } else {
            work.push((place, source, hash));
        }
    }

    if !work.is_empty() {
        // The first run takes minutes; whoever waits should know for what.
        eprintln!("voices: making {} of {} clips", work.len(), clips.len());
    }
    for batch in work.chunks(BATCH) {
        batch.par_iter().try_for_each(|(place, source, _)| {
            let clip = folder.join(place);
            files::make_parent(&clip)?;
            make(source, &clip).with_context(|| format!("no voice for {place}"))
        })?;
        for (place, source, hash) in batch {
            manifest.insert((*place).clone(), hash.clone());
            match source {
                Source::Recording(_) => report.copied += 1,
                Source::Speech(..) => report.made += 1,
            }
        }
        files::write_if_changed(&manifest_path, &serde_json::to_vec_pretty(&manifest)?)?;
    }
    files::write_if_changed(&manifest_path, &serde_json::to_vec_pretty(&manifest)?)?;
    Ok(report)
}

/// Everything that decides how a clip sounds.
fn hash(source: &Source, engine: &str) -> Result<String> {
    Ok(match source {
        Source::Recording(recording) => {
            files::hash([b"recording".as_slice(), &files::read_bytes(recording)?])
        }
        Source::Speech(language, text) => files::hash([
            engine.as_bytes(),
            language.to_string().as_bytes(),
            text.as_bytes(),
        ]),
    })
}

fn remove_stale(folder: &Path, clips: &Clips) -> Result<usize> {
    let mut removed = 0;
    for path in files::files_below(folder)? {
        let place = path
            .strip_prefix(folder)?
            .to_string_lossy()
            .replace('\\', "/");
        if !clips.contains_key(&place) {
            std::fs::remove_file(&path)
                .with_context(|| format!("cannot remove {}", path.display()))?;
            removed += 1;
        }
    }
    Ok(removed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speech::Language;

    fn clips(texts: &[(&str, &str)]) -> Clips {
        let speech = |text: &str| Source::Speech(Language::French, text.to_owned());
        texts
            .iter()
            .map(|(place, text)| ((*place).to_owned(), speech(text)))
            .collect()
    }

    /// An engine that writes the text instead of a sound.
    fn write_down(source: &Source, clip: &Path) -> Result<()> {
        match source {
            Source::Speech(_, text) => Ok(std::fs::write(clip, text)?),
            Source::Recording(recording) => Ok(std::fs::copy(recording, clip).map(|_| ())?),
        }
    }

    #[test]
    fn only_what_changed_is_made_again_and_what_nobody_asks_for_goes() {
        let dist = tempfile::tempdir().unwrap();
        let before = clips(&[
            ("fr/p2/a.ogg", "same"),
            ("fr/p2/b.ogg", "old"),
            ("fr/p2/c.ogg", "gone"),
        ]);
        let report = update(dist.path(), &before, "1", write_down).unwrap();
        assert_eq!(
            report,
            Report {
                made: 3,
                ..Report::default()
            }
        );

        let after = clips(&[("fr/p2/a.ogg", "same"), ("fr/p2/b.ogg", "new")]);
        let report = update(dist.path(), &after, "1", write_down).unwrap();
        assert_eq!(
            report,
            Report {
                made: 1,
                kept: 1,
                removed: 1,
                copied: 0
            }
        );
        assert_eq!(
            std::fs::read(dist.path().join("ui/voice/fr/p2/b.ogg")).unwrap(),
            b"new"
        );
        assert!(!dist.path().join("ui/voice/fr/p2/c.ogg").exists());
    }

    #[test]
    fn a_clip_that_somebody_deleted_is_made_again() {
        let dist = tempfile::tempdir().unwrap();
        let clips = clips(&[("fr/ui/go-on.ogg", "Je continue")]);
        update(dist.path(), &clips, "1", write_down).unwrap();
        std::fs::remove_file(dist.path().join("ui/voice/fr/ui/go-on.ogg")).unwrap();
        assert_eq!(
            update(dist.path(), &clips, "1", write_down).unwrap().made,
            1
        );
    }

    #[test]
    fn another_engine_makes_every_clip_again() {
        let dist = tempfile::tempdir().unwrap();
        let clips = clips(&[("fr/ui/go-on.ogg", "Je continue")]);
        update(dist.path(), &clips, "1", write_down).unwrap();
        assert_eq!(
            update(dist.path(), &clips, "2", write_down).unwrap().made,
            1
        );
    }

    #[test]
    fn a_recording_that_arrives_later_replaces_the_engines_clip() {
        let dist = tempfile::tempdir().unwrap();
        update(
            dist.path(),
            &clips(&[("fr/p2/a.ogg", "engine")]),
            "1",
            write_down,
        )
        .unwrap();
        let recording = dist.path().join("recorded.ogg");
        std::fs::write(&recording, "person").unwrap();
        let clips = Clips::from([("fr/p2/a.ogg".to_owned(), Source::Recording(recording))]);
        let report = update(dist.path(), &clips, "1", write_down).unwrap();
        assert_eq!(
            report,
            Report {
                copied: 1,
                ..Report::default()
            }
        );
        assert_eq!(
            std::fs::read(dist.path().join("ui/voice/fr/p2/a.ogg")).unwrap(),
            b"person"
        );
    }

    #[test]
    fn a_text_that_cannot_be_spoken_names_its_clip_and_is_tried_again() {
        let dist = tempfile::tempdir().unwrap();
        let clips = clips(&[("fr/p2/a.ogg", "x")]);
        let error = update(dist.path(), &clips, "1", |_, _| anyhow::bail!("no sound")).unwrap_err();
        assert!(format!("{error:#}").contains("fr/p2/a.ogg"), "{error:#}");
        assert_eq!(
            update(dist.path(), &clips, "1", write_down).unwrap().made,
            1
        );
    }
}
