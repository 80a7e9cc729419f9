//! `lesson.toml`: read field by field into a [`Lesson`]. A field that is missing or wrong
//! gets a stand-in, so that the rest of the lesson can still be checked; a lesson with
//! stand-ins never leaves the loader, because each of them is a mistake.

mod capsule;
mod forms;

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use toml::Spanned;

use super::art::Pictures;
use super::mistake::{Mistakes, Source};
use super::table::Table;
use crate::lesson::{
    Activity, Band, Basket, Card, Choice, Clue, Competency, Form, Lesson, Question, Role,
    Situation, Skill, Step,
};
use crate::{ChoiceId, ClueId, ItemId, LessonId, Picture};

const BASKET_BANDS: [&str; 3] = ["majorelle", "mint", "terra"];

/// What was read of a lesson.
pub(super) struct Structure {
    pub(super) lesson: Lesson,
    /// Where the choices and cards of steps are written, in bytes: `0.a`, `3.photo`.
    pub(super) places: BTreeMap<String, usize>,
    /// False when a part had to be left out: then nothing can be said about what is unused.
    pub(super) whole: bool,
}

/// Reads the file. `folder` is the name that the lesson must have.
pub(super) fn read<'s>(
    source: &'s Source<'s>,
    folder: &str,
    pictures: Pictures<'s>,
    mistakes: &'s Mistakes,
) -> Structure {
    let mut file = Table::file(source, mistakes);
    let mut author = Author {
        pictures,
        baskets: Vec::new(),
        clues: Vec::new(),
        places: BTreeMap::new(),
        whole: true,
    };

    if let Some(id) = file.required::<String>("id")
        && id.get_ref() != folder
    {
        let problem = format!("the id is `{}`, the folder is `{folder}`", id.get_ref());
        file.mistake(id.span().start, &problem);
    }
    let version = at_least_1(&mut file, "version");
    let band = file
        .required("band")
        .map_or(Band::Early, Spanned::into_inner);
    let minutes = at_least_1(&mut file, "minutes");
    let order = at_least_1(&mut file, "order");
    let competencies = competencies(&mut file);
    let door = author.kit_picture(&mut file, "door");
    let place = author.kit_picture(&mut file, "place");
    let host = author.kit_picture(&mut file, "host");

    let mut seen = BTreeSet::new();
    for mut table in file.tables("basket", "a basket") {
        author.basket(&mut table, &mut seen);
        table.finish();
    }
    let mut seen = BTreeSet::new();
    for mut table in file.tables("clue", "a clue") {
        author.clue(&mut table, &mut seen);
        table.finish();
    }
    let shots = author.shots(&mut file);

    // Steps and questions share their ids' space: both are items and prefixes of texts.
    let mut seen = BTreeSet::new();
    let mut steps = Vec::new();
    file.require("step");
    for table in file.tables("step", "a step") {
        let at = table.at();
        match author.step(table, &mut seen) {
            Some(step) => steps.push((at, step)),
            None => author.whole = false,
        }
    }
    author.check_order(&file, &steps, &shots);
    let questions = author.questions(&mut file, &mut seen);
    file.finish();

    let lesson = Lesson {
        id: LessonId::new(folder),
        version,
        band,
        minutes,
        order,
        competencies,
        door,
        place,
        host,
        baskets: author.baskets,
        clues: author.clues,
        shots: shots.into_iter().map(|(_, shot)| shot).collect(),
        steps: steps.into_iter().map(|(_, step)| step).collect(),
        questions,
    };
    Structure {
        lesson,
        places: author.places,
        whole: author.whole,
    }
}

/// What is known while an author's file is read.
struct Author<'s> {
    pictures: Pictures<'s>,
    baskets: Vec<Basket>,
    clues: Vec<Clue>,
    places: BTreeMap<String, usize>,
    whole: bool,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Capsule,
    Choice,
    Sort,
    Clues,
    End,
}

impl Author<'_> {
    /// The table's `id`, which names it in mistakes from now on. Without one that could be
    /// used, the part is left out.
    fn id(
        &mut self,
        table: &mut Table<'_, '_>,
        what: &str,
        seen: &mut BTreeSet<String>,
    ) -> Option<String> {
        let Some(id) = table.required::<String>("id") else {
            self.whole = false;
            return None;
        };
        let at = id.span().start;
        let id = id.into_inner();
        // The prefixes of texts and the names of pictures are made of ids.
        let upper_case = matches!(what, "step" | "question");
        let fits = |letter: char| {
            letter.is_ascii_digit()
                || letter.is_ascii_lowercase()
                || (upper_case && letter.is_ascii_uppercase())
        };
        let problem = if id.is_empty() || !id.chars().all(fits) {
            let allowed = if upper_case {
                "letters"
            } else {
                "lower-case letters"
            };
            format!("the id `{id}` may only hold {allowed} and digits")
        } else if what == "choice" && id == "x" {
            "`x` stands for all choices, so it cannot be the id of one".to_owned()
        } else if !seen.insert(id.clone()) {
            format!("the id `{id}` is taken")
        } else {
            table.call(&format!("{what} `{id}`"));
            return Some(id);
        };
        table.mistake(at, &problem);
        self.whole = false;
        None
    }

    fn picture(&self, table: &mut Table<'_, '_>, field: &'static str) -> Picture {
        match table.required::<String>(field) {
            Some(name) => self.existing(table, field, name),
            None => Picture::new(""),
        }
    }

    fn existing(&self, table: &Table<'_, '_>, field: &str, name: Spanned<String>) -> Picture {
        if self.pictures.own.is_some() && self.pictures.get(name.get_ref()).is_none() {
            table.mistake(
                name.span().start,
                &format!(
                    "`{field}`: there is no picture `{}` in the kit or in art.svg",
                    name.get_ref(),
                ),
            );
        }
        Picture::new(name.into_inner())
    }

    /// A picture that is seen outside the lesson, where its own art is not loaded.
    fn kit_picture(&self, table: &mut Table<'_, '_>, field: &'static str) -> Picture {
        let Some(name) = table.required::<String>(field) else {
            return Picture::new("");
        };
        if !self.pictures.kit.contains_key(name.get_ref()) {
            let problem = format!(
                "`{field}`: there is no picture `{}` in the kit",
                name.get_ref()
            );
            table.mistake(name.span().start, &problem);
        }
        Picture::new(name.into_inner())
    }

    fn ask(&self, table: &mut Table<'_, '_>) -> Vec<Picture> {
        let names = table.optional::<Vec<Spanned<String>>>("ask");
        let names = names.map_or_else(Vec::new, Spanned::into_inner);
        names
            .into_iter()
            .map(|name| self.existing(table, "ask", name))
            .collect()
    }

    fn basket(&mut self, table: &mut Table<'_, '_>, seen: &mut BTreeSet<String>) {
        let id = self.id(table, "basket", seen);
        let sign = self.picture(table, "sign");
        let band = table.required::<String>("band");
        if let Some(band) = &band
            && !BASKET_BANDS.contains(&band.get_ref().as_str())
        {
            let problem = format!(
                "`band`: unknown word `{}`, expected one of `{}`",
                band.get_ref(),
                BASKET_BANDS.join("`, `"),
            );
            table.mistake(band.span().start, &problem);
        }
        if let Some(id) = id {
            let band = band.map_or_else(String::new, Spanned::into_inner);
            self.baskets.push(Basket {
                id: ChoiceId::new(id),
                sign,
                band,
            });
        }
    }

    fn clue(&mut self, table: &mut Table<'_, '_>, seen: &mut BTreeSet<String>) {
        let id = self.id(table, "clue", seen);
        let picture = self.picture(table, "picture");
        if let Some(id) = id {
            self.clues.push(Clue {
                id: ClueId::new(id),
                picture,
            });
        }
    }

    fn step(&mut self, mut table: Table<'_, '_>, seen: &mut BTreeSet<String>) -> Option<Step> {
        let id = self.id(&mut table, "step", seen);
        let kind = table.required::<Kind>("kind")?.into_inner();
        let role = table
            .optional("role")
            .map_or(Role::Practice, Spanned::into_inner);
        let prefix = id.as_deref().unwrap_or_default();
        let activity = match kind {
            Kind::Capsule => Activity::Capsule {
                picture: self.picture(&mut table, "picture"),
            },
            Kind::Choice => Activity::Choice(self.situation(&mut table, prefix)),
            Kind::Sort => self.sort(&mut table, prefix),
            Kind::Clues => self.message(&mut table, prefix),
            Kind::End => {
                if id.as_deref().is_some_and(|id| id != "end") {
                    table.mistake(table.at(), "the id of an end step should be `end`");
                }
                Activity::End {
                    picture: self.picture(&mut table, "picture"),
                }
            }
        };
        table.finish();
        Some(Step {
            id: id?,
            role,
            activity,
        })
    }

    fn situation(&mut self, table: &mut Table<'_, '_>, prefix: &str) -> Situation {
        let competency = competency(table);
        let picture = table.optional::<String>("picture");
        let picture = picture.map(|name| self.existing(table, "picture", name));
        let choices = self.choices(table, prefix);
        let ask = self.ask(table);
        Situation {
            competency,
            picture,
            choices,
            ask,
        }
    }

    fn choices(&mut self, table: &mut Table<'_, '_>, prefix: &str) -> Vec<Choice> {
        let mut seen = BTreeSet::new();
        let mut choices = Vec::new();
        let mut all_points: Option<Vec<u32>> = Some(Vec::new());
        table.require("choices");
        let tables = table.tables("choices", "a choice");
        for mut table in tables {
            let id = self.id(&mut table, "choice", &mut seen);
            let picture = self.picture(&mut table, "picture");
            let points = points(&mut table);
            match (&mut all_points, points) {
                (Some(all), Some(points)) => all.push(points),
                _ => all_points = None,
            }
            if let Some(id) = id {
                self.places.insert(format!("{prefix}.{id}"), table.at());
                choices.push(Choice {
                    id: ChoiceId::new(id),
                    picture,
                    points: points.unwrap_or_default(),
                });
            }
            table.finish();
        }
        if let Some(all) = all_points.filter(|all| !all.is_empty()) {
            if !all.contains(&1) {
                table.mistake(table.at(), "no choice scores 1");
            }
            if !all.contains(&0) {
                table.mistake(
                    table.at(),
                    "every choice scores 1, so the item tests nothing",
                );
            }
        }
        choices
    }

    fn sort(&mut self, table: &mut Table<'_, '_>, prefix: &str) -> Activity {
        let competency = competency(table);
        let known: BTreeSet<_> = self
            .baskets
            .iter()
            .map(|basket| basket.id.as_str())
            .collect();
        let baskets = references(table, "baskets", "basket", &known);
        if baskets.as_ref().is_some_and(Vec::is_empty) {
            table.mistake(table.at(), "`baskets` is empty");
        }
        table.require("cards");
        let mut seen = BTreeSet::new();
        let mut cards = Vec::new();
        for mut card in table.tables("cards", "a card") {
            cards.extend(self.card(&mut card, prefix, baskets.as_deref(), &mut seen));
            card.finish();
        }
        let baskets = baskets
            .unwrap_or_default()
            .into_iter()
            .map(ChoiceId::new)
            .collect();
        Activity::Sort {
            competency,
            baskets,
            cards,
        }
    }

    fn card(
        &mut self,
        table: &mut Table<'_, '_>,
        prefix: &str,
        baskets: Option<&[String]>,
        seen: &mut BTreeSet<String>,
    ) -> Option<Card> {
        let id = self.id(table, "card", seen);
        let picture = self.picture(table, "picture");
        let tint = table.required::<u32>("tint");
        if let Some(tint) = &tint
            && !(1..=6).contains(tint.get_ref())
        {
            let problem = format!("`tint` is {}; it may be 1 to 6", tint.get_ref());
            table.mistake(tint.span().start, &problem);
        }
        let written = table.required::<BTreeMap<String, Spanned<u32>>>("points");
        if let (Some(written), Some(baskets)) = (&written, baskets) {
            for (basket, points) in written.get_ref() {
                if !baskets.contains(basket) {
                    let problem = format!(
                        "names basket `{basket}`, which is not among the step's baskets {}",
                        baskets.join(", "),
                    );
                    table.mistake(points.span().start, &problem);
                }
                if *points.get_ref() > 1 {
                    let problem = format!(
                        "basket `{basket}` scores {}; it may score 0 or 1",
                        points.get_ref()
                    );
                    table.mistake(points.span().start, &problem);
                }
            }
            if !written
                .get_ref()
                .values()
                .any(|points| *points.get_ref() > 0)
            {
                table.mistake(written.span().start, "no basket scores 1");
            }
        }
        let ask = self.ask(table);
        let id = id?;
        self.places.insert(format!("{prefix}.{id}"), table.at());
        let points = written.map_or_else(BTreeMap::new, |written| {
            let points = written.into_inner().into_iter();
            points
                .map(|(basket, points)| (ChoiceId::new(basket), points.into_inner()))
                .collect()
        });
        Some(Card {
            id,
            picture,
            tint: tint.map_or(1, Spanned::into_inner),
            points,
            ask,
        })
    }

    fn message(&mut self, table: &mut Table<'_, '_>, prefix: &str) -> Activity {
        let round = table.optional::<String>("round").map(Spanned::into_inner);
        let helper = table.optional::<String>("helper");
        let helper = helper.map(|name| self.existing(table, "helper", name));
        let marks = table.required("marks").is_some_and(Spanned::into_inner);
        let known: BTreeSet<_> = self.clues.iter().map(|clue| clue.id.as_str()).collect();
        let clues = references(table, "clues", "clue", &known).unwrap_or_default();
        let decision = self.situation(table, prefix);
        let clues = clues.into_iter().map(ClueId::new).collect();
        Activity::Clues {
            round,
            helper,
            marks,
            clues,
            decision,
        }
    }

    fn check_order(
        &self,
        file: &Table<'_, '_>,
        steps: &[(usize, Step)],
        shots: &[(usize, crate::lesson::Shot)],
    ) {
        let places = |wanted: fn(&Activity) -> bool| {
            let found = steps.iter().filter(move |(_, step)| wanted(&step.activity));
            found.map(|(at, _)| *at).collect::<Vec<_>>()
        };
        let last = steps.last().map(|(at, _)| *at);
        let ends = places(|activity| matches!(activity, Activity::End { .. }));
        match (ends.as_slice(), last) {
            ([], Some(last)) if self.whole => file.mistake(last, "the lesson has no end step"),
            ([end], last) if Some(*end) != last => {
                file.mistake(*end, "the end step should be the last step");
            }
            ([_, more @ ..], _) => {
                for end in more {
                    file.mistake(*end, "the lesson has a second end step");
                }
            }
            ([], _) => {}
        }
        let capsules = places(|activity| matches!(activity, Activity::Capsule { .. }));
        for capsule in capsules.iter().skip(1) {
            file.mistake(*capsule, "the lesson has a second capsule");
        }
        match (capsules.first(), shots.first()) {
            (Some(capsule), None) => file.mistake(*capsule, "the capsule has no shot"),
            (None, Some((shot, _))) if self.whole => {
                file.mistake(
                    *shot,
                    "there are shots, but no step of kind `capsule` plays them",
                );
            }
            _ => {}
        }
    }

    fn questions(
        &mut self,
        file: &mut Table<'_, '_>,
        seen: &mut BTreeSet<String>,
    ) -> Vec<Question> {
        let mut all = Vec::new();
        let mut outlines = Some(Vec::new());
        file.require("question");
        for mut table in file.tables("question", "a question") {
            let id = self.id(&mut table, "question", seen);
            let form = table.required::<Form>("form").map(Spanned::into_inner);
            let slot = table.required::<u32>("slot").map(Spanned::into_inner);
            let competency = table
                .required::<Competency>("competency")
                .map(Spanned::into_inner);
            let skill = table.required::<Skill>("skill").map(Spanned::into_inner);
            let picture = self.picture(&mut table, "picture");
            let choices = self.choices(&mut table, id.as_deref().unwrap_or_default());
            let outline = (|| {
                Some(forms::Outline {
                    at: table.at(),
                    id: id.clone()?,
                    form: form?,
                    slot: slot?,
                    competency: competency?,
                    skill: skill?,
                })
            })();
            table.finish();
            match (&mut outlines, outline) {
                (Some(outlines), Some(outline)) => outlines.push(outline),
                // Nothing can be said about gaps when one question is not known.
                _ => outlines = None,
            }
            if let Some(id) = id {
                all.push(Question {
                    id: ItemId::new(id),
                    form: form.unwrap_or(Form::A),
                    slot: slot.unwrap_or(1),
                    competency: competency.unwrap_or(Competency::PersonalData),
                    skill: skill.unwrap_or(Skill::Recognise),
                    picture,
                    choices,
                });
            }
        }
        if let Some(outlines) = outlines {
            forms::check(file, &outlines);
        }
        all
    }
}

fn at_least_1(table: &mut Table<'_, '_>, field: &'static str) -> u32 {
    let Some(number) = table.required::<u32>(field) else {
        return 1;
    };
    if *number.get_ref() == 0 {
        table.mistake(
            number.span().start,
            &format!("`{field}` should be at least 1"),
        );
    }
    number.into_inner()
}

fn competency(table: &mut Table<'_, '_>) -> Competency {
    table
        .required("competency")
        .map_or(Competency::PersonalData, Spanned::into_inner)
}

fn competencies(file: &mut Table<'_, '_>) -> Vec<Competency> {
    let Some(written) = file.required::<Vec<Competency>>("competencies") else {
        return Vec::new();
    };
    let at = written.span().start;
    let competencies = written.into_inner();
    if competencies.is_empty() {
        file.mistake(at, "`competencies` is empty");
    }
    for (place, competency) in competencies.iter().enumerate() {
        if competencies[..place].contains(competency) {
            file.mistake(
                at,
                &format!("`competencies` names {} twice", competency.as_str()),
            );
        }
    }
    competencies
}

fn points(table: &mut Table<'_, '_>) -> Option<u32> {
    let points = table.required::<u32>("points")?;
    if *points.get_ref() > 1 {
        let problem = format!("`points` is {}; it may be 0 or 1", points.get_ref());
        table.mistake(points.span().start, &problem);
        return None;
    }
    Some(points.into_inner())
}

/// A list of ids, each of which the lesson must have and the list hold once. Those it does
/// not have are left out.
fn references(
    table: &mut Table<'_, '_>,
    field: &'static str,
    what: &str,
    known: &BTreeSet<&str>,
) -> Option<Vec<String>> {
    let written = table.required::<Vec<Spanned<String>>>(field)?.into_inner();
    let mut ids: Vec<String> = Vec::new();
    for id in written {
        let at = id.span().start;
        let id = id.into_inner();
        if ids.contains(&id) {
            table.mistake(at, &format!("`{field}` names {what} `{id}` twice"));
        } else if known.contains(id.as_str()) {
            ids.push(id);
        } else {
            let known: Vec<_> = known.iter().copied().collect();
            let problem = if known.is_empty() {
                format!("names {what} `{id}`; the lesson has no {what}")
            } else {
                format!("names {what} `{id}`; the lesson's are {}", known.join(", "))
            };
            table.mistake(at, &problem);
        }
    }
    Some(ids)
}
