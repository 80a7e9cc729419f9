//! Every kind of mistake that an author can make, as the author reads it. Each test breaks
//! one thing of the small lesson in `fixture/`.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeMap;

use expect_test::{Expect, expect};
use learning::load::{self, Kit, Mistake};

const KIT: &str = include_str!("fixture/kit.svg");

fn kit() -> Kit {
    Kit::read(&BTreeMap::from([("kit.svg".to_owned(), KIT.to_owned())])).unwrap()
}

fn files() -> BTreeMap<String, String> {
    [
        ("lesson.toml", include_str!("fixture/lesson.toml")),
        ("art.svg", include_str!("fixture/art.svg")),
        ("ar.toml", include_str!("fixture/ar.toml")),
        ("fr.toml", include_str!("fixture/fr.toml")),
    ]
    .map(|(name, text)| (name.to_owned(), text.to_owned()))
    .into()
}

fn list(mistakes: &[Mistake]) -> String {
    mistakes
        .iter()
        .map(|mistake| format!("{mistake}\n"))
        .collect()
}

/// Replaces the first place of each `(file, from, to)`.
fn check(changes: &[(&str, &str, &str)], expected: Expect) {
    let mut files = files();
    for (file, from, to) in changes {
        let text = files.get_mut(*file).unwrap();
        assert!(text.contains(from), "{file} holds no {from:?}");
        *text = text.replacen(from, to, 1);
    }
    let mistakes = load::lesson("t1", &files, &kit()).err().unwrap_or_default();
    expected.assert_eq(&list(&mistakes));
}

fn check_lesson(from: &str, to: &str, expected: Expect) {
    check(&[("lesson.toml", from, to)], expected);
}

fn check_art(from: &str, to: &str, expected: Expect) {
    check(&[("art.svg", from, to)], expected);
}

fn check_kit(from: &str, to: &str, expected: Expect) {
    assert!(KIT.contains(from));
    let text = KIT.replacen(from, to, 1);
    let mistakes = Kit::read(&BTreeMap::from([("kit.svg".to_owned(), text)]));
    expected.assert_eq(&list(&mistakes.err().unwrap_or_default()));
}

/// The same key in both languages, so that only what is tested differs.
fn check_both(from: &str, french: &str, arabic: &str, expected: Expect) {
    let line = |name: &str| {
        let text = &files()[name];
        text.lines()
            .find(|line| line.starts_with(from))
            .unwrap()
            .to_owned()
    };
    check(
        &[
            ("fr.toml", &line("fr.toml"), french),
            ("ar.toml", &line("ar.toml"), arabic),
        ],
        expected,
    );
}

#[test]
fn the_fixture_has_no_mistake_and_its_art_is_written_anew() {
    let loaded = load::lesson("t1", &files(), &kit()).unwrap();
    assert_eq!(loaded.lesson.steps.len(), 5);
    assert_eq!(loaded.lesson.items().len(), 6);
    assert_eq!(loaded.texts["fr"]["end"], "Je demande d'abord.");
    assert_eq!(loaded.texts["ar"].len(), loaded.texts["fr"].len());
    expect![[r##"
        <svg xmlns="http://www.w3.org/2000/svg" width="0" height="0" aria-hidden="true">
        <symbol id="t1-s-roof" viewBox="0 0 960 540"><rect width="960" height="540" fill="#BFE1EE"></rect><use href="#p-roof" x="10" y="10" width="240" height="180"></use></symbol>"##]]
    .assert_eq(&loaded.art.lines().take(2).collect::<Vec<_>>().join("\n"));
}

#[test]
fn the_sprite_holds_all_files_of_the_kit_without_their_comments() {
    let more =
        r#"<svg xmlns="http://www.w3.org/2000/svg"><symbol id="z-dot" viewBox="0 0 1 1"/></svg>"#;
    let files = [
        ("kit.svg", KIT),
        ("more.svg", more),
        ("notes.md", "left alone"),
    ];
    let files = files
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .into();
    let sprite = Kit::read(&files).unwrap().sprite().to_owned();
    assert_eq!(sprite.matches("<svg").count(), 1);
    for id in ["tiles", "o-box", "p-roof", "h-nour", "z-dot"] {
        assert!(
            sprite.contains(&format!("id=\"{id}\"")),
            "{id} is not in {sprite}"
        );
    }
    assert!(!sprite.contains("<!--"));
}

#[test]
fn all_mistakes_come_at_once() {
    check(
        &[
            ("lesson.toml", "minutes = 5\n", ""),
            (
                "lesson.toml",
                "kind = \"sort\"\ncompetency = \"C1\"",
                "kind = \"sort\"\ncompetency = \"C11\"\nround = \"9\"",
            ),
            ("lesson.toml", "tint = 3", "tint = 7"),
            ("art.svg", "href=\"#p-roof\"", "href=\"#p-floor\""),
            ("fr.toml", "\"title\" = \"La boîte\"\n", ""),
            ("ar.toml", "\"end\"", "\"ende\""),
        ],
        expect![[r#"
            content/lessons/t1/ar.toml:41: nothing uses the text `ende`
            content/lessons/t1/ar.toml:41: the text `end` is missing
            content/lessons/t1/art.svg:2: uses `#p-floor`, which does not exist
            content/lessons/t1/fr.toml:46: the text `title` is missing
            content/lessons/t1/lesson.toml:1: `minutes` is missing
            content/lessons/t1/lesson.toml:59: step `2`: `competency`: unknown word `C11`, expected one of `C1`, `C2`, `C3`, `C4`, `C5`, `C6`, `C7`, `C8`, `C9`
            content/lessons/t1/lesson.toml:60: step `2`: unknown field `round`; the fields here are id, kind, role, competency, baskets, cards
            content/lessons/t1/lesson.toml:63: step `2`: card `ball`: `tint` is 7; it may be 1 to 6
        "#]],
    );
}

// ── fields ──

#[test]
fn a_field_that_is_missing_unknown_or_written_twice() {
    check_lesson(
        "sign = \"o-box\"\n",
        "",
        expect![[r#"
        content/lessons/t1/lesson.toml:11: basket `b1`: `sign` is missing
    "#]],
    );
    check_lesson(
        "version = 1",
        "version = 1\nminuets = 5\ncolour = \"blue\"",
        expect![[r#"
        content/lessons/t1/lesson.toml:3: unknown field `minuets`; did you mean `minutes`?
        content/lessons/t1/lesson.toml:4: unknown field `colour`; the fields here are id, version, band, minutes, order, competencies, door, place, host, basket, clue, shot, step, question
    "#]],
    );
    check_lesson(
        "minutes = 5",
        "minutes = 5\nminutes = 6",
        expect![[r#"
        content/lessons/t1/lesson.toml:5: duplicate key
    "#]],
    );
    check_lesson(
        "picture = \"h-nour\"\nx = 120",
        "picture = \"h-nour\"\nx = 120\nheigth = 3",
        expect![[r#"
        content/lessons/t1/lesson.toml:33: shot 1: layer 1: unknown field `heigth`; did you mean `height`?
    "#]],
    );
}

#[test]
fn a_field_of_another_type_or_with_a_word_that_is_not_allowed() {
    check_lesson(
        "minutes = 5",
        "minutes = \"five\"",
        expect![[r#"
            content/lessons/t1/lesson.toml:4: `minutes`: invalid type: string "five", expected a whole number, 0 or more
        "#]],
    );
    check_lesson(
        "version = 1",
        "version = 0",
        expect![[r#"
        content/lessons/t1/lesson.toml:2: `version` should be at least 1
    "#]],
    );
    check_lesson(
        "band = \"6-8\"",
        "band = \"6-9\"",
        expect![[r#"
        content/lessons/t1/lesson.toml:3: `band`: unknown word `6-9`, expected `6-8` or `9-12`
    "#]],
    );
    check_lesson(
        "competencies = [\"C1\", \"C8\"]",
        "competencies = [\"C1\", \"C1\"]",
        expect![[r#"
        content/lessons/t1/lesson.toml:6: `competencies` names C1 twice
    "#]],
    );
    check_lesson(
        "band = \"mint\"",
        "band = \"blue\"",
        expect![[r#"
        content/lessons/t1/lesson.toml:14: basket `b1`: `band`: unknown word `blue`, expected one of `majorelle`, `mint`, `terra`
    "#]],
    );
    check_lesson(
        "role = \"retrieval\"",
        "role = \"exam\"",
        expect![[r#"
        content/lessons/t1/lesson.toml:48: step `1`: `role`: unknown word `exam`, expected one of `practice`, `retrieval`, `exit`
    "#]],
    );
    check_lesson(
        "skill = \"recognise\"",
        "skill = \"guess\"",
        expect![[r#"
        content/lessons/t1/lesson.toml:88: question `TA1`: `skill`: unknown word `guess`, expected one of `recognise`, `decide`, `transfer`
    "#]],
    );
    check_lesson(
        "kind = \"choice\"",
        "kind = \"quiz\"",
        expect![[r#"
        content/lessons/t1/lesson.toml:47: step `1`: `kind`: unknown word `quiz`, expected one of `capsule`, `choice`, `sort`, `clues`, `end`
    "#]],
    );
    check_lesson(
        "lines = [ { who",
        "lines = [ \"hello\", { who",
        expect![[r#"
        content/lessons/t1/lesson.toml:28: shot 1: `lines` should hold tables, here is a string
    "#]],
    );
}

#[test]
fn a_file_that_cannot_be_parsed() {
    check_lesson(
        "minutes = 5",
        "minutes = ",
        expect![[r#"
            content/lessons/t1/lesson.toml:4: `minutes`: invalid type: string "", expected a whole number, 0 or more
            content/lessons/t1/lesson.toml:4: string values must be quoted, expected literal string
        "#]],
    );
    check_art(
        "</svg>",
        "",
        expect![[r#"
            content/lessons/t1/art.svg:1: not well-formed: the root node was opened but never closed
        "#]],
    );
}

#[test]
fn a_file_that_is_not_there() {
    let mut files = files();
    files.remove("ar.toml");
    let mistakes = load::lesson("t1", &files, &kit()).unwrap_err();
    expect![[r#"
        content/lessons/t1/ar.toml:1: the lesson has no such file
    "#]]
    .assert_eq(&list(&mistakes));
    let mistakes = load::lesson("t1", &BTreeMap::new(), &kit()).unwrap_err();
    expect![[r#"
        content/lessons/t1/ar.toml:1: the lesson has no such file
        content/lessons/t1/art.svg:1: the lesson has no such file
        content/lessons/t1/fr.toml:1: the lesson has no such file
        content/lessons/t1/lesson.toml:1: the lesson has no such file
    "#]]
    .assert_eq(&list(&mistakes));
}

// ── ids ──

#[test]
fn an_id_that_is_taken_badly_written_or_not_the_folders() {
    check_lesson(
        "id = \"t1\"",
        "id = \"t2\"",
        expect![[r#"
        content/lessons/t1/lesson.toml:1: the id is `t2`, the folder is `t1`
    "#]],
    );
    check_lesson(
        "id = \"b2\"",
        "id = \"b1\"",
        expect![[r#"
            content/lessons/t1/lesson.toml:17: a basket: the id `b1` is taken
            content/lessons/t1/lesson.toml:61: step `2`: names basket `b2`; the lesson's are b1
            content/lessons/t1/lesson.toml:63: step `2`: card `ball`: names basket `b2`, which is not among the step's baskets b1
        "#]],
    );
    check_lesson(
        "id = \"TB1\"",
        "id = \"TA1\"",
        expect![[r#"
            content/lessons/t1/lesson.toml:96: a question: the id `TA1` is taken
        "#]],
    );
    check_lesson(
        "{ id = \"b\", picture = \"o-box\", points = 0 }",
        "{ id = \"a\", picture = \"o-box\", points = 0 }",
        expect![[r#"
            content/lessons/t1/lesson.toml:54: step `1`: a choice: the id `a` is taken
        "#]],
    );
    check_lesson(
        "id = \"ball\"",
        "id = \"the.ball\"",
        expect![[r#"
            content/lessons/t1/lesson.toml:63: step `2`: a card: the id `the.ball` may only hold lower-case letters and digits
        "#]],
    );
    check_lesson(
        "{ id = \"b\", picture = \"o-box\", points = 0 }",
        "{ id = \"x\", picture = \"o-box\", points = 0 }",
        expect![[r#"
            content/lessons/t1/lesson.toml:54: step `1`: a choice: `x` stands for all choices, so it cannot be the id of one
        "#]],
    );
}

// ── pictures ──

#[test]
fn a_picture_that_does_not_exist() {
    check_lesson(
        "picture = \"t1-1-a\"",
        "picture = \"t1-1-z\"",
        expect![[r#"
        content/lessons/t1/lesson.toml:53: step `1`: choice `a`: `picture`: there is no picture `t1-1-z` in the kit or in art.svg
    "#]],
    );
    check_lesson(
        "ask = [\"h-nour\"]",
        "ask = [\"h-nour\", \"h-nobody\"]",
        expect![[r#"
        content/lessons/t1/lesson.toml:51: step `1`: `ask`: there is no picture `h-nobody` in the kit or in art.svg
    "#]],
    );
    check_lesson(
        "door = \"o-box\"",
        "door = \"t1-1-a\"",
        expect![[r#"
        content/lessons/t1/lesson.toml:7: `door`: there is no picture `t1-1-a` in the kit
    "#]],
    );
    check_lesson(
        "scene = \"t1-s-roof\"",
        "scene = \"p-roof\"",
        expect![[r#"
        content/lessons/t1/lesson.toml:25: shot 1: scene `p-roof` should have the viewBox `0 0 960 540`
    "#]],
    );
}

#[test]
fn a_feedback_picture_that_is_missing_or_of_another_shape() {
    check_art(
        "t1-2-ball-b1-f2",
        "t1-2-ball-b3-f2",
        expect![[r#"
        content/lessons/t1/lesson.toml:63: feedback picture `t1-2-ball-b1-f2` is missing in art.svg, and so is a shared `t1-2-ball-x-f2`
    "#]],
    );
    check_art(
        "id=\"t1-1-ab-f4\" viewBox=\"0 0 240 180\"",
        "id=\"t1-1-ab-f4\" viewBox=\"0 0 100 100\"",
        expect![[r#"
        content/lessons/t1/art.svg:5: symbol `t1-1-ab-f4`: should have the viewBox `0 0 240 180`
    "#]],
    );
}

#[test]
fn art_that_does_not_keep_to_itself() {
    check_art(
        "id=\"t1-1-x-f2\"",
        "id=\"other-1-x-f2\"",
        expect![[r#"
        content/lessons/t1/art.svg:4: symbol `other-1-x-f2`: the id should begin with `t1-`
        content/lessons/t1/lesson.toml:53: feedback picture `t1-1-a-f2` is missing in art.svg, and so is a shared `t1-1-x-f2`
        content/lessons/t1/lesson.toml:54: feedback picture `t1-1-b-f2` is missing in art.svg, and so is a shared `t1-1-x-f2`
    "#]],
    );
    check_art(
        "id=\"t1-1-ab-f4\"",
        "id=\"t1-1-a\"",
        expect![[r#"
        content/lessons/t1/art.svg:5: symbol `t1-1-a`: the id `t1-1-a` is taken
        content/lessons/t1/lesson.toml:53: feedback picture `t1-1-a-f4` is missing in art.svg, and so is a shared `t1-1-x-f4`
        content/lessons/t1/lesson.toml:54: feedback picture `t1-1-b-f4` is missing in art.svg, and so is a shared `t1-1-x-f4`
    "#]],
    );
    check_art(
        "<symbol id=\"t1-1-a\" viewBox=\"0 0 120 120\">",
        "<symbol id=\"t1-1-a\">",
        expect![[r#"
        content/lessons/t1/art.svg:3: symbol `t1-1-a`: has no viewBox
    "#]],
    );
    check_art(
        "viewBox=\"0 0 120 120\"",
        "viewBox=\"0 0 120\"",
        expect![[r#"
        content/lessons/t1/art.svg:3: symbol `t1-1-a`: viewBox `0 0 120` is not four numbers
    "#]],
    );
    check_art(
        "<circle",
        "<circle id=\"t1-dot\"",
        expect![[r#"
        content/lessons/t1/art.svg:3: symbol `t1-1-a`: only symbols have an id, not `t1-dot` inside one
    "#]],
    );
    check_art(
        "<circle",
        "<circle style=\"fill:red\" onclick=\"go()\" class=\"x\"",
        expect![[r#"
        content/lessons/t1/art.svg:3: symbol `t1-1-a`: the attribute `class` is not allowed
        content/lessons/t1/art.svg:3: symbol `t1-1-a`: the attribute `onclick` is not allowed
        content/lessons/t1/art.svg:3: symbol `t1-1-a`: the attribute `style` is not allowed
    "#]],
    );
    check_art(
        "<circle",
        "<script>go()</script><circle",
        expect![[r#"
        content/lessons/t1/art.svg:3: symbol `t1-1-a`: `<script>` is not allowed in a picture
    "#]],
    );
    check_art(
        "<circle",
        "<style>*{fill:red}</style><foreignObject/><circle",
        expect![[r#"
        content/lessons/t1/art.svg:3: symbol `t1-1-a`: `<foreignObject>` is not allowed in a picture
        content/lessons/t1/art.svg:3: symbol `t1-1-a`: `<style>` is not allowed in a picture
    "#]],
    );
    check_art(
        "<circle",
        "<text>salut</text><circle",
        expect![[r#"
        content/lessons/t1/art.svg:3: symbol `t1-1-a`: `<text>` is not allowed in a picture
    "#]],
    );
    check_art(
        "<use href=\"#t1-1-a\"/>",
        "<use href=\"http://example.org/a.svg#a\"/><use/>",
        expect![[r#"
        content/lessons/t1/art.svg:4: symbol `t1-1-x-f2`: `href` to `http://example.org/a.svg#a` leaves the picture
        content/lessons/t1/art.svg:4: symbol `t1-1-x-f2`: a `<use>` has no `href`
    "#]],
    );
    check_art(
        "<use href=\"#t1-1-a\"/>",
        "<use href=\"#t1-1-zz\"/>",
        expect![[r#"
        content/lessons/t1/art.svg:4: uses `#t1-1-zz`, which does not exist
    "#]],
    );
    check_art(
        "fill=\"#F5B02E\"",
        "fill=\"url(//example.org/a)\"",
        expect![[r#"
        content/lessons/t1/art.svg:3: symbol `t1-1-a`: `fill` as `url(//example.org/a)` leaves the picture
    "#]],
    );
    check_art(
        "fill=\"#F5B02E\"",
        "fill=\"url(#stars)\"",
        expect![[r#"
        content/lessons/t1/art.svg:3: uses `#stars`, which does not exist
    "#]],
    );
    check_art(
        "<symbol id=\"t1-1-a\"",
        "<rect width=\"1\" height=\"1\"/><symbol id=\"t1-1-a\"",
        expect![[r#"
        content/lessons/t1/art.svg:3: `<rect>` should be a `<symbol>`
    "#]],
    );
    check_art(
        "<svg xmlns=\"http://www.w3.org/2000/svg\">",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"><symbol id=\"t1-old\" viewBox=\"0 0 1 1\"><use xlink:href=\"#o-box\"/></symbol>",
        expect![[r#"
        content/lessons/t1/art.svg:1: symbol `t1-old`: `href` has a prefix; write it without
    "#]],
    );
}

#[test]
fn a_kit_with_mistakes() {
    check_kit(
        "id=\"h-nour\"",
        "id=\"o-box\"",
        expect![[r#"
        content/kit/kit.svg:7: symbol `o-box`: the id `o-box` is taken
    "#]],
    );
    check_kit(
        " viewBox=\"0 0 96 104\"",
        "",
        expect![[r#"
        content/kit/kit.svg:7: symbol `h-nour`: has no viewBox
    "#]],
    );
    check_kit(
        "url(#tiles)",
        "url(#tile)",
        expect![[r#"
        content/kit/kit.svg:5: uses `#tile`, which does not exist
    "#]],
    );
    check_kit(
        "<circle",
        "<image href=\"a.png\"/><circle",
        expect![[r#"
        content/kit/kit.svg:7: symbol `h-nour`: `<image>` is not allowed in a picture
    "#]],
    );
}

// ── structure ──

#[test]
fn a_basket_or_clue_that_does_not_exist() {
    check_lesson(
        "points = { b2 = 1 }",
        "points = { b2 = 1, b9 = 1 }",
        expect![[r#"
        content/lessons/t1/lesson.toml:63: step `2`: card `ball`: names basket `b9`, which is not among the step's baskets b1, b2
    "#]],
    );
    check_lesson(
        "baskets = [\"b1\", \"b2\"]",
        "baskets = [\"b1\", \"b2\", \"b7\", \"b1\"]",
        expect![[r#"
        content/lessons/t1/lesson.toml:61: step `2`: `baskets` names basket `b1` twice
        content/lessons/t1/lesson.toml:61: step `2`: names basket `b7`; the lesson's are b1, b2
    "#]],
    );
    check_lesson(
        "clues = [\"k1\"]",
        "clues = [\"k1\", \"k3\"]",
        expect![[r#"
        content/lessons/t1/lesson.toml:72: step `m1`: names clue `k3`; the lesson's are k1
    "#]],
    );
}

#[test]
fn points_that_test_nothing() {
    check_lesson(
        "picture = \"t1-1-a\", points = 1",
        "picture = \"t1-1-a\", points = 0",
        expect![[r#"
        content/lessons/t1/lesson.toml:45: step `1`: no choice scores 1
    "#]],
    );
    check_lesson(
        "picture = \"o-box\", points = 0",
        "picture = \"o-box\", points = 1",
        expect![[r#"
        content/lessons/t1/lesson.toml:45: step `1`: every choice scores 1, so the item tests nothing
    "#]],
    );
    check_lesson(
        "picture = \"o-box\", points = 0",
        "picture = \"o-box\", points = 2",
        expect![[r#"
        content/lessons/t1/lesson.toml:54: step `1`: choice `b`: `points` is 2; it may be 0 or 1
    "#]],
    );
    check_lesson(
        "points = { b2 = 1 }",
        "points = { b2 = 0 }",
        expect![[r#"
        content/lessons/t1/lesson.toml:63: step `2`: card `ball`: no basket scores 1
    "#]],
    );
    check_lesson(
        "points = { b2 = 1 }",
        "points = { b2 = 3 }",
        expect![[r#"
        content/lessons/t1/lesson.toml:63: step `2`: card `ball`: basket `b2` scores 3; it may score 0 or 1
    "#]],
    );
}

#[test]
fn forms_that_are_not_parallel() {
    let form_b = "form = \"B\"\nslot = 1\ncompetency = \"C1\"\nskill = \"recognise\"";
    check_lesson(
        form_b,
        "form = \"B\"\nslot = 1\ncompetency = \"C8\"\nskill = \"decide\"",
        expect![[r#"
        content/lessons/t1/lesson.toml:95: question `TB1`: its competency is C8, that of question `TA1`, which has the same slot in form A, is C1
        content/lessons/t1/lesson.toml:95: question `TB1`: its skill is decide, that of question `TA1`, which has the same slot in form A, is recognise
    "#]],
    );
    check_lesson(
        form_b,
        "form = \"B\"\nslot = 2\ncompetency = \"C1\"\nskill = \"recognise\"",
        expect![[r#"
        content/lessons/t1/lesson.toml:83: question `TA1`: form B has no question of slot 1
        content/lessons/t1/lesson.toml:95: question `TB1`: form A has no question of slot 2
        content/lessons/t1/lesson.toml:95: question `TB1`: form B has slot 2, but no slot 1
    "#]],
    );
    check_lesson(
        form_b,
        "form = \"A\"\nslot = 1\ncompetency = \"C1\"\nskill = \"recognise\"",
        expect![[r#"
        content/lessons/t1/lesson.toml:83: question `TA1`: form B has no question of slot 1
        content/lessons/t1/lesson.toml:95: question `TB1`: slot 1 of form A is taken by question `TA1`
    "#]],
    );
    check_lesson(
        form_b,
        "form = \"X\"\nslot = 0\ncompetency = \"C1\"\nskill = \"transfer\"",
        expect![[r#"
        content/lessons/t1/lesson.toml:83: question `TA1`: form B has no question of slot 1
        content/lessons/t1/lesson.toml:95: question `TB1`: form X has slot 0, but no slot 1
    "#]],
    );
}

#[test]
fn an_end_that_is_missing_doubled_or_early() {
    let end = "[[step]]\nid = \"end\"\nkind = \"end\"\npicture = \"h-nour\"\n";
    check(
        &[
            ("lesson.toml", end, ""),
            ("fr.toml", "\"end\"", "#"),
            ("ar.toml", "\"end\"", "#"),
        ],
        expect![[r#"
        content/lessons/t1/lesson.toml:66: the lesson has no end step
    "#]],
    );
    check_lesson(
        end,
        &format!("{end}{}", end.replace("\"end\"\nkind", "\"fin\"\nkind")),
        expect![[r#"
            content/lessons/t1/lesson.toml:82: step `fin`: the id of an end step should be `end`
            content/lessons/t1/lesson.toml:82: the lesson has a second end step
        "#]],
    );
    check_lesson(
        "[[step]]\nid = \"0\"",
        &format!("{end}\n[[step]]\nid = \"0\""),
        expect![[r#"
            content/lessons/t1/lesson.toml:40: the end step should be the last step
            content/lessons/t1/lesson.toml:84: a step: the id `end` is taken
        "#]],
    );
    check(
        &[
            ("lesson.toml", end, ""),
            (
                "lesson.toml",
                "[[step]]\nid = \"m1\"",
                &format!("{end}\n[[step]]\nid = \"m1\""),
            ),
        ],
        expect![[r#"
        content/lessons/t1/lesson.toml:66: the end step should be the last step
    "#]],
    );
    check_lesson(
        "id = \"end\"",
        "id = \"bye\"",
        expect![[r#"
        content/lessons/t1/lesson.toml:78: step `bye`: the id of an end step should be `end`
    "#]],
    );
}

#[test]
fn a_capsule_that_is_doubled_empty_or_too_long() {
    let capsule = "[[step]]\nid = \"0\"\nkind = \"capsule\"\npicture = \"h-nour\"\n";
    check(
        &[
            (
                "lesson.toml",
                capsule,
                &format!("{capsule}{}", capsule.replace("\"0\"", "\"z\"")),
            ),
            ("fr.toml", "\"0.E\"", "\"z.E\" = \"Oui !\"\n\"0.E\""),
            ("ar.toml", "\"0.E\"", "\"z.E\" = \"نَعَمْ!\"\n\"0.E\""),
        ],
        expect![[r#"
        content/lessons/t1/lesson.toml:44: the lesson has a second capsule
    "#]],
    );
    check_lesson(
        "seconds = 8",
        "seconds = 61",
        expect![[r#"
        content/lessons/t1/lesson.toml:25: the shots last 61 seconds; together 60 at most
    "#]],
    );
    check_lesson(
        "seconds = 8",
        "seconds = 0",
        expect![[r#"
        content/lessons/t1/lesson.toml:26: shot 1: `seconds` should be more than 0
    "#]],
    );
    let shots: String = {
        let lesson = &files()["lesson.toml"];
        let (from, to) = (
            lesson.find("[[shot]]").unwrap(),
            lesson.find("[[step]]").unwrap(),
        );
        lesson[from..to].to_owned()
    };
    check(
        &[
            ("lesson.toml", &shots, ""),
            ("fr.toml", "\"cap.1.1\"", "#"),
            ("ar.toml", "\"cap.1.1\"", "#"),
        ],
        expect![[r#"
        content/lessons/t1/lesson.toml:25: the capsule has no shot
    "#]],
    );
    check(
        &[
            ("lesson.toml", capsule, ""),
            ("fr.toml", "\"0.E\"", "#"),
            ("ar.toml", "\"0.E\"", "#"),
            ("fr.toml", "\"0.V\"", "#"),
            ("ar.toml", "\"0.V\"", "#"),
        ],
        expect![[r#"
        content/lessons/t1/lesson.toml:25: there are shots, but no step of kind `capsule` plays them
    "#]],
    );
}

#[test]
fn a_motion_at_a_time_that_never_comes() {
    check_lesson(
        "at = 0.5",
        "at = 0.3",
        expect![[r#"
        content/lessons/t1/lesson.toml:37: shot 1: layer 1: `at` is 0.3; it may be 0 to 12, in steps of 0.5
    "#]],
    );
    check_lesson(
        "at = 0.5",
        "at = 12.5",
        expect![[r#"
        content/lessons/t1/lesson.toml:37: shot 1: layer 1: `at` is 12.5; it may be 0 to 12, in steps of 0.5
    "#]],
    );
    check_lesson(
        "motion = \"walk\"",
        "motion = \"run\"",
        expect![[r#"
        content/lessons/t1/lesson.toml:36: shot 1: layer 1: `motion`: unknown word `run`, expected one of `none`, `walk`, `slide`, `leave`, `drop`, `rise`, `pop`, `fade`, `vanish`, `shake`, `sway`, `bounce`, `turn`, `breathe`, `wave`, `fly`
    "#]],
    );
    check_lesson(
        "width = 260",
        "width = -260",
        expect![[r#"
        content/lessons/t1/lesson.toml:34: shot 1: layer 1: `width` should be more than 0
    "#]],
    );
}

// ── texts ──

#[test]
fn a_text_that_is_missing_in_one_language() {
    for key in [
        "goal", "cap.1.1", "b1.C", "k1", "decoy", "none", "note", "0.E", "1.a.C", "2.ball.C",
        "m1.from", "m1.k1", "end", "TA1.E", "TB1.b.C",
    ] {
        let mut files = files();
        let text = files["fr.toml"].replacen(&format!("\"{key}\" ="), "#", 1);
        files.insert("fr.toml".to_owned(), text);
        let mistakes = load::lesson("t1", &files, &kit()).unwrap_err();
        let problems: Vec<_> = mistakes
            .iter()
            .map(|mistake| mistake.problem.as_str())
            .collect();
        assert_eq!(problems, [format!("the text `{key}` is missing")]);
        assert_eq!(mistakes[0].file, "content/lessons/t1/fr.toml");
    }
}

#[test]
fn feedback_that_is_missing_for_some_choices_or_all() {
    check_both(
        "\"1.a.F1\"",
        "",
        "",
        expect![[r#"
        content/lessons/t1/ar.toml:14: the text `1.a.F1` is missing, and so is a shared `1.X.F1`
        content/lessons/t1/fr.toml:14: the text `1.a.F1` is missing, and so is a shared `1.X.F1`
    "#]],
    );
    check_both(
        "\"1.X.F3\"",
        "",
        "",
        expect![[r#"
        content/lessons/t1/ar.toml:16: the text `1.a.F3` is missing, and so is a shared `1.X.F3`
        content/lessons/t1/ar.toml:17: the text `1.b.F3` is missing, and so is a shared `1.X.F3`
        content/lessons/t1/fr.toml:16: the text `1.a.F3` is missing, and so is a shared `1.X.F3`
        content/lessons/t1/fr.toml:17: the text `1.b.F3` is missing, and so is a shared `1.X.F3`
    "#]],
    );
    check_both(
        "\"1.ab.F2\"",
        "\"1.ac.F2\" = \"Nour sourit.\"",
        "\"1.ac.F2\" = \"تَبْتَسِمُ نُورٌ.\"",
        expect![[r#"
        content/lessons/t1/ar.toml:17: the text `1.b.F2` is missing, and so is a shared `1.X.F2`
        content/lessons/t1/fr.toml:17: the text `1.b.F2` is missing, and so is a shared `1.X.F2`
    "#]],
    );
    check_both(
        "\"2.ball.b1.F1\"",
        "",
        "",
        expect![[r#"
        content/lessons/t1/ar.toml:25: the text `2.ball.b1.F1` is missing, and so is a shared `2.ball.X.F1`
        content/lessons/t1/fr.toml:25: the text `2.ball.b1.F1` is missing, and so is a shared `2.ball.X.F1`
    "#]],
    );
}

#[test]
fn a_text_that_nothing_uses() {
    check_both(
        "\"3.H1\"",
        "\"3.H1\" = \"Je lis.\"\n\"3.H3\" = \"Je relis.\"",
        "\"3.H1\" = \"أَقْرَأُ.\"\n\"3.H3\" = \"أَقْرَأُ.\"",
        expect![[r#"
        content/lessons/t1/ar.toml:31: nothing uses the text `3.H3`
        content/lessons/t1/fr.toml:31: nothing uses the text `3.H3`
    "#]],
    );
}

#[test]
fn a_text_that_may_be_there_is_in_every_language_or_in_none() {
    check(
        &[("fr.toml", "\"1.H1\"", "# ")],
        expect![[r#"
        content/lessons/t1/fr.toml:21: `1.H1` is in ar.toml, but not here
    "#]],
    );
    check(
        &[("ar.toml", "\"1.X.F4\"", "\"1.ab.F4\"")],
        expect![[r#"
        content/lessons/t1/ar.toml:21: `1.X.F4` is in fr.toml, but not here
        content/lessons/t1/fr.toml:18: `1.ab.F4` is in ar.toml, but not here
    "#]],
    );
}

#[test]
fn a_text_that_is_empty_or_no_text() {
    check_both(
        "\"end\"",
        "\"end\" = \" \"",
        "\"end\" = \"\"",
        expect![[r#"
        content/lessons/t1/ar.toml:41: `end`: the text is empty
        content/lessons/t1/fr.toml:41: `end`: the text is empty
    "#]],
    );
    check_both(
        "\"end\"",
        "\"end\" = 5",
        "end.a = \"أَسْأَلُ.\"",
        expect![[r#"
            content/lessons/t1/ar.toml:41: `end`: write the whole key in quotes, "end.…"
            content/lessons/t1/fr.toml:41: `end` should be a text, not integer
        "#]],
    );
}

#[test]
fn a_text_that_is_too_long_for_its_age() {
    check(
        &[(
            "fr.toml",
            "Je regarde la boîte.",
            "Je regarde la boîte, et puis je la referme.",
        )],
        expect![[r#"
        content/lessons/t1/fr.toml:13: `1.H1`: a sentence has 9 words; for 6-8 it may have 8
    "#]],
    );
    check(
        &[("fr.toml", "Je regarde la boîte.", "Oui. Non. Je regarde !")],
        expect![[r#"
        content/lessons/t1/fr.toml:13: `1.H1`: the text has 3 sentences; for 6-8 it may have 2
    "#]],
    );
    check(
        &[("fr.toml", "La boîte\"", "La belle boîte fermée\"")],
        expect![[r#"
        content/lessons/t1/fr.toml:1: `title`: a title has 3 words at most, this one 4
    "#]],
    );
    check(
        &[
            ("lesson.toml", "band = \"6-8\"", "band = \"9-12\""),
            (
                "fr.toml",
                "Je regarde la boîte.",
                "Je regarde la boîte, et puis je la referme.",
            ),
        ],
        expect![[r#""#]],
    );
    // Twelve words, then thirteen; figures and signs are none.
    check(
        &[
            ("lesson.toml", "band = \"6-8\"", "band = \"9-12\""),
            (
                "fr.toml",
                "Je regarde la boîte.",
                "Un a b c d : e f g h i j 5 k !",
            ),
        ],
        expect![[r#""#]],
    );
    check(
        &[
            ("lesson.toml", "band = \"6-8\"", "band = \"9-12\""),
            (
                "fr.toml",
                "Je regarde la boîte.",
                "Un a b c d e f g h i j k l. Un. Un. « Un ! » Un.",
            ),
        ],
        expect![[r#"
        content/lessons/t1/fr.toml:13: `1.H1`: a sentence has 13 words; for 9-12 it may have 12
        content/lessons/t1/fr.toml:13: `1.H1`: the text has 5 sentences; for 9-12 it may have 4
    "#]],
    );
}

#[test]
fn messages_and_lines_of_the_capsule_may_be_long() {
    let long = "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze";
    check(
        &[
            ("fr.toml", "Bonjour.", long),
            ("fr.toml", "Nour monte", long),
            ("fr.toml", "Je sais", long),
        ],
        expect![[r#""#]],
    );
}

#[test]
fn a_message_that_does_not_mark_exactly_its_clues() {
    check(
        &[("fr.toml", "[k1 Payez avant midi]", "Payez avant midi")],
        expect![[r#"
        content/lessons/t1/fr.toml:32: `m1.E`: clue `k1` of the step is not marked
    "#]],
    );
    check(
        &[("fr.toml", "Bonjour.", "[k2 Bonjour.]")],
        expect![[r#"
        content/lessons/t1/fr.toml:32: `m1.E`: marks clue `k2`, which the step does not list
    "#]],
    );
    check(
        &[("ar.toml", "سَلَامٌ.", "[k1] سَلَامٌ.")],
        expect![[r#"
        content/lessons/t1/ar.toml:32: `m1.E`: a mark is not well formed; it is written `[k1 the words]`
    "#]],
    );
    check(
        &[("fr.toml", "midi], 5", "midi, 5")],
        expect![[r#"
        content/lessons/t1/fr.toml:32: `m1.E`: a mark is not well formed; it is written `[k1 the words]`
        content/lessons/t1/fr.toml:32: `m1.E`: clue `k1` of the step is not marked
    "#]],
    );
    check(&[("fr.toml", "Bonjour.", "[k1 Vite !]")], expect![[r#""#]]);
}

#[test]
fn arabic_without_its_vowel_marks() {
    // Bare yeh and waw are long vowels only after their own vowel.
    check(
        &[("ar.toml", "غَيْمَةٌ", "غَيمَةٌ وَيَومٌ")],
        expect![[r#"
        content/lessons/t1/ar.toml:43: `TA1.a.C`: a vowel mark is missing in غَيمَةٌ, وَيَومٌ
    "#]],
    );
    check(
        &[("ar.toml", "أَفْتَحُهُ", "أَفتَحُهُ")],
        expect![[r#"
        content/lessons/t1/ar.toml:15: `1.b.C`: a vowel mark is missing in أَفتَحُهُ
    "#]],
    );
    check(
        &[("ar.toml", "كُرَتِي", "كُرَتي")],
        expect![[r#"
        content/lessons/t1/ar.toml:23: `2.ball.C`: a vowel mark is missing in كُرَتي
    "#]],
    );
    check(
        &[("ar.toml", "طَرْدٌ", "طَرْد")],
        expect![[r#"
        content/lessons/t1/ar.toml:31: `m1.from`: a vowel mark is missing in طَرْد
    "#]],
    );
    check(
        &[("ar.toml", "[k1 أَدُّوا", "[k1 أَدّوا")],
        expect![[r#"
        content/lessons/t1/ar.toml:32: `m1.E`: a vowel mark is missing in أَدّوا
    "#]],
    );
    check(
        &[("ar.toml", "اَلْبَحْرُ", "الرِّيحُ وَالْمَاءُ فِي السُّوقِ عَلَى هُدًى وَلِلّٰهِ")],
        expect![[r#""#]],
    );
}
