//! The opening capsule: shots, what is said in them, what moves in them.

use toml::Spanned;

use super::Author;
use crate::lesson::{Layer, Line, Motion, Shot};
use crate::load::table::Table;

const SCENE: &str = "0 0 960 540";
const LONGEST: f32 = 60.0;

impl Author<'_> {
    /// All shots, each with its place in the file.
    pub(super) fn shots(&self, file: &mut Table<'_, '_>) -> Vec<(usize, Shot)> {
        let mut shots = Vec::new();
        for (before, mut table) in file.tables("shot", "a shot").into_iter().enumerate() {
            table.call(&format!("shot {}", before + 1));
            shots.push((table.at(), self.shot(&mut table)));
            table.finish();
        }
        let seconds: f32 = shots.iter().map(|(_, shot)| shot.seconds).sum();
        if let Some((first, _)) = shots.first()
            && seconds > LONGEST
        {
            let problem = format!("the shots last {seconds} seconds; together {LONGEST} at most");
            file.mistake(*first, &problem);
        }
        shots
    }

    fn shot(&self, table: &mut Table<'_, '_>) -> Shot {
        let seconds = positive(table, "seconds");
        let scene = self.picture(table, "scene");
        if let Some(symbol) = self.pictures.get(scene.as_str())
            && symbol.view_box != SCENE
        {
            let problem = format!("scene `{scene}` should have the viewBox `{SCENE}`");
            table.mistake(table.at(), &problem);
        }
        let mut lines = Vec::new();
        for mut line in table.tables("lines", "a line") {
            lines.push(Line {
                who: words(&mut line, "who"),
                text: words(&mut line, "text"),
            });
            line.finish();
        }
        let mut layers = Vec::new();
        for (before, mut layer) in table.tables("layer", "a layer").into_iter().enumerate() {
            layer.call(&format!("layer {}", before + 1));
            layers.push(self.layer(&mut layer));
            layer.finish();
        }
        Shot {
            seconds,
            scene,
            lines,
            layers,
        }
    }

    fn layer(&self, table: &mut Table<'_, '_>) -> Layer {
        Layer {
            picture: self.picture(table, "picture"),
            x: table.required("x").map_or(0.0, Spanned::into_inner),
            y: table.required("y").map_or(0.0, Spanned::into_inner),
            width: positive(table, "width"),
            height: positive(table, "height"),
            motion: table
                .optional("motion")
                .map_or(Motion::None, Spanned::into_inner),
            at: begin(table),
            flip: table.optional("flip").is_some_and(Spanned::into_inner),
        }
    }
}

fn positive(table: &mut Table<'_, '_>, field: &'static str) -> f32 {
    let Some(number) = table.required::<f32>(field) else {
        return 1.0;
    };
    // Written so that what is no number at all is refused too.
    if !(number.get_ref().is_finite() && *number.get_ref() > 0.0) {
        table.mistake(
            number.span().start,
            &format!("`{field}` should be more than 0"),
        );
    }
    number.into_inner()
}

/// The page has one style rule for each half second, so other times would never come.
fn begin(table: &mut Table<'_, '_>) -> f32 {
    let Some(at) = table.optional::<f32>("at") else {
        return 0.0;
    };
    let seconds = *at.get_ref();
    if !(0.0..=12.0).contains(&seconds) || (seconds * 2.0).fract() != 0.0 {
        let problem = format!("`at` is {seconds}; it may be 0 to 12, in steps of 0.5");
        table.mistake(at.span().start, &problem);
    }
    seconds
}

fn words(table: &mut Table<'_, '_>, field: &'static str) -> String {
    let Some(words) = table.required::<String>(field) else {
        return String::new();
    };
    if words.get_ref().trim().is_empty() {
        table.mistake(words.span().start, &format!("`{field}` is empty"));
    }
    words.into_inner()
}
