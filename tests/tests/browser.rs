//! A real Chromium, served by the real `balak-classroom`.

use end_to_end::browser::Driver;
use end_to_end::child::Child;
use end_to_end::programs::{Program, free_port};
use rusqlite::Connection;

#[tokio::test]
async fn a_child_plays_g7_in_french_on_a_tablet() -> anyhow::Result<()> {
    let data = tempfile::tempdir()?;
    let folder = data.path().to_string_lossy().into_owned();
    let listen = format!("127.0.0.1:{}", free_port()?);
    let server = Program::start(
        "balak-classroom",
        &["serve", "--data", &folder, "--listen", &listen],
    )?;
    let driver = Driver::of_chromium().await?;
    let page = driver.browser(1366, 768).await?;
    page.goto(&server.address()).await?;
    let child = Child::at(&page);
    child.says_who_plays("fr", "owl", "rose", "9-12").await?;
    child.opens("g7").await?;
    child.plays_until(1, |seen| seen.kind == "end").await?;
    child.waits_until_saved().await?;
    child.plays_until(1, |seen| seen.kind == "map").await?;
    child.find(".stop.done[data-lesson=g7]").await?;

    let store = Connection::open(data.path().join("balak.sqlite"))?;
    let count = |sql: &str| store.query_row(sql, [], |row| row.get::<_, u32>(0));
    // Two questions before, two after and the transfer; two choices; eight messages, each with
    // its clues and its decision.
    assert_eq!(count("SELECT count(*) FROM response")?, 5 + 2 + 16);
    let clues = "SELECT count(*) FROM response WHERE item LIKE '%.clues' AND score = max_score";
    assert_eq!(count(clues)?, 8, "every clue was tapped");
    page.close().await?;
    Ok(())
}
