//! What the page and the exports say of a store whose sums are known.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use aggregator::AggregateRelease;
use dashboard::{Attempt, Release, Row, Store, export, page};
use i18n::{Language, Texts};
use report::{Aggregator, EncodedHpkeConfig, Period, Task, TaskId, TaskList, hpke::HpkeKeypair};
use std::collections::BTreeMap;

fn task(number: u8, province: &str, competencies: &[&str]) -> Task {
    Task {
        id: TaskId::from([number; 32]),
        province: province.into(),
        aref: province[..2].into(),
        level: 4,
        pack: "p2".into(),
        competencies: competencies.iter().map(|&code| code.to_owned()).collect(),
        vector_length: competencies.len() * 5,
    }
}

fn list(one_party: bool) -> TaskList {
    let aggregator = |port: u16, id: u8| Aggregator {
        url: format!("http://127.0.0.1:{port}/").parse().unwrap(),
        hpke_config: EncodedHpkeConfig(HpkeKeypair::generate(id).config().clone()),
    };
    TaskList {
        serial: 1,
        preview: true,
        one_party,
        period: Period {
            name: "2026-2027-S1".into(),
            start: 20_700 * 86_400,
            duration: 150 * 86_400,
        },
        leader: aggregator(8021, 1),
        helper: aggregator(8022, 2),
        tasks: vec![
            task(1, "09.541", &["C1", "C6"]),
            task(2, "04.421", &["C1", "C6"]),
            task(3, "09.001", &["C1", "C6"]),
        ],
    }
}

fn release(task: &Task, report_count: u64, cells: &[[u64; 5]]) -> AggregateRelease {
    AggregateRelease {
        preview_without_noise: true,
        one_party: true,
        task_id: task.id,
        report_count,
        cells: cells.to_vec(),
    }
}

fn keep(store: &Store, list: &TaskList, task: &Task, sum: &AggregateRelease) {
    store
        .keep(Release {
            task,
            period: &list.period,
            sum,
        })
        .unwrap();
}

/// Two released tasks: 1 234 reports in Agadir, 11 in Rabat.
fn store(list: &TaskList) -> (tempfile::TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("dashboard.sqlite3")).unwrap();
    let first = release(
        &list.tasks[0],
        1234,
        &[[7, 1000, 2000, 30, 400], [1, 2, 3, 4, 5]],
    );
    let second = release(&list.tasks[1], 11, &[[1, 10, 20, 3, 40], [0; 5]]);
    keep(&store, list, &list.tasks[0], &first);
    keep(&store, list, &list.tasks[1], &second);
    (dir, store)
}

fn render(
    language: Language,
    list: &TaskList,
    rows: &[Row],
    attempts: &[(&Task, Attempt)],
) -> String {
    let texts = Texts::new(language);
    let attempts: BTreeMap<String, Attempt> = attempts
        .iter()
        .map(|(task, attempt)| (task.id.to_string(), attempt.clone()))
        .collect();
    page::overview(&page::Overview {
        texts: &texts,
        list,
        rows,
        attempts: &attempts,
        received: &None,
        fonts: false,
    })
    .into_string()
    // Fluent's marks around variables are not seen.
    .replace(['\u{2068}', '\u{2069}'], "")
}

#[test]
fn both_languages_show_the_exact_sums() {
    let list = list(false);
    let (_dir, store) = store(&list);
    let rows = store.rows().unwrap();
    // C1: 2000 + 20 learned, 30 + 3 hesitated, 400 + 40 knew, 1000 + 10 did not.
    for (language, sentence) in [
        (
            Language::French,
            "« Mes données » : sur 3\u{202f}503 élèves, 2\u{202f}460 répondent juste",
        ),
        (
            Language::Arabic,
            "«معطياتي»: من أصل 3\u{202f}503 تلميذ، عدد من يصيبون الجواب بعد الدرس 2\u{202f}460، وكان قبله 473.",
        ),
    ] {
        let html = render(language, &list, &rows, &[]);
        assert!(html.contains(sentence), "{html}");
        assert!(html.contains("+1\u{202f}987"), "the gain of C1");
        assert!(html.contains(">1\u{202f}234<"), "class reports of a region");
        assert!(html.contains(&format!("lang=\"{}\"", language.code())));
        assert!(html.contains(&format!("dir=\"{}\"", language.direction())));
    }
}

#[test]
fn a_region_without_a_release_has_a_dash_and_never_a_zero() {
    let list = list(false);
    let (_dir, store) = store(&list);
    let html = render(Language::French, &list, &store.rows().unwrap(), &[]);
    assert_eq!(html.matches("<g class=\"region\">").count(), 2);
    assert_eq!(html.matches("<g class=\"none\">").count(), 10);
    assert_eq!(html.matches(">—</text>").count(), 10);
    assert!(!html.contains(">0</text>"));
}

#[test]
fn a_task_that_was_not_released_says_why() {
    let list = list(false);
    let html = render(
        Language::French,
        &list,
        &[],
        &[
            (&list.tasks[0], Attempt::TooFew),
            (&list.tasks[1], Attempt::Refused("batch_mismatch".into())),
        ],
    );
    assert!(html.contains("Trop peu de rapports : rien n’est publié"));
    assert!(html.contains("Refusé (batch_mismatch)"));
    assert!(html.contains(">inconnu<"), "the leader did not answer");
    assert!(html.contains("Rien n’est encore publié"));
}

#[test]
fn the_banners_follow_the_list_and_the_releases() {
    let html = render(Language::French, &list(false), &[], &[]);
    assert!(html.contains("Aperçu sans bruit."));
    assert!(!html.contains("Un seul organisme."));
    let html = render(Language::French, &list(true), &[], &[]);
    assert!(html.contains("Un seul organisme."));
    // A release made by one party stays so under a list of two.
    let two = list(false);
    let (_dir, store) = store(&two);
    let html = render(Language::French, &two, &store.rows().unwrap(), &[]);
    assert!(html.contains("Un seul organisme."));
}

#[test]
fn hostile_text_is_escaped() {
    let hostile = "<script>alert(1)</script>\"'&";
    let mut list = list(false);
    hostile.clone_into(&mut list.period.name);
    let (_dir, store) = store(&list);
    let mut rows = store.rows().unwrap();
    for row in &mut rows {
        hostile.clone_into(&mut row.province);
        hostile.clone_into(&mut row.pack);
        hostile.clone_into(&mut row.competency);
        hostile.clone_into(&mut row.aref);
    }
    let attempt = Attempt::Refused(hostile.to_owned());
    let html = render(Language::French, &list, &rows, &[(&list.tasks[2], attempt)]);
    assert!(
        !html.contains("<script") && !html.contains("<SCRIPT"),
        "{html}"
    );
    assert!(html.contains("&lt;script&gt;"));
}

#[test]
fn a_batch_is_kept_once() {
    let list = list(false);
    let (_dir, store) = store(&list);
    let before = store.rows().unwrap();
    let other = release(&list.tasks[0], 9, &[[9; 5], [9; 5]]);
    keep(&store, &list, &list.tasks[0], &other);
    assert_eq!(store.rows().unwrap(), before);
}

#[test]
fn a_release_that_does_not_fit_its_task_is_refused() {
    let list = list(false);
    let (_dir, store) = store(&list);
    let short = release(&list.tasks[2], 9, &[[9; 5]]);
    let kept = store.keep(Release {
        task: &list.tasks[2],
        period: &list.period,
        sum: &short,
    });
    assert!(kept.is_err());
    assert_eq!(store.released().unwrap().len(), 2);
}

#[test]
fn the_csv_has_the_same_numbers_and_no_formula() {
    let list = list(false);
    let (_dir, store) = store(&list);
    let mut rows = store.rows().unwrap();
    rows[0].pack = "=1+1".into();
    let csv = String::from_utf8(export::csv(&rows).unwrap()).unwrap();
    assert_eq!(csv.lines().count(), 5);
    assert!(
        csv.contains(",09.541,4,p2,C6,1234,1,2,3,4,5,true,true"),
        "{csv}"
    );
    assert!(csv.contains(",'=1+1,"), "{csv}");
}
