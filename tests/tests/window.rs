//! The real window, driven as a child uses it.

use anyhow::Context as _;
use end_to_end::browser::Driver;
use end_to_end::child::Child;
use rusqlite::Connection;
use std::process::Command;

/// The programs that have that text among their arguments.
fn processes_with(text: &str) -> Vec<String> {
    let found = Command::new("pgrep")
        .args(["-f", "--", text])
        .output()
        .expect("pgrep is there");
    String::from_utf8_lossy(&found.stdout)
        .split_whitespace()
        .map(str::to_owned)
        .collect()
}

#[tokio::test]
async fn what_a_child_answered_is_there_after_a_pulled_plug() -> anyhow::Result<()> {
    let data = tempfile::tempdir()?;
    let driver = Driver::of_windows().await?;
    let page = driver.window(data.path()).await?;
    let child = Child::at(&page);
    child
        .says_who_plays("ar", "fennec", "majorelle", "6-8")
        .await?;
    child.opens("p2").await?;
    // Through the questions before, the first step, the capsule and the ball, into the cards.
    let stopped = child.plays_until(0, |seen| seen.kind == "sort").await?;
    child.goes_on(0).await?;
    child.waits_until_saved().await?;

    let folder = data.path().to_string_lossy().into_owned();
    for process in processes_with(&format!("balak --data {folder}")) {
        Command::new("kill").args(["-9", &process]).status()?;
    }
    drop(page);
    drop(driver);

    let store = Connection::open(data.path().join("balak.sqlite"))?;
    let answers: u32 = store.query_row("SELECT count(*) FROM response", [], |row| row.get(0))?;
    assert!(
        answers >= 4,
        "two questions, one choice, one card: {answers}"
    );
    drop(store);

    let driver = Driver::of_windows().await?;
    let page = driver.window(data.path()).await?;
    let child = Child::at(&page);
    // The same child is known, and the lesson goes on where it was.
    child.tap(".who").await?;
    child.find(".map .stop").await?;
    child.opens("p2").await?;
    let again = child.sees().await?;
    assert!(
        again.screen >= stopped.screen,
        "{again:?} is before {stopped:?}"
    );
    child.plays_until(0, |seen| seen.kind == "map").await?;
    child
        .find(".stop.done[data-lesson=p2]")
        .await
        .context("the door is open")?;
    page.close().await?;
    Ok(())
}

#[tokio::test]
async fn the_pupils_window_cannot_call_what_is_the_teachers() -> anyhow::Result<()> {
    let data = tempfile::tempdir()?;
    let driver = Driver::of_windows().await?;
    let page = driver.window(data.path()).await?;
    Child::at(&page).find(".hello").await?;
    let ask = "const [name, request, done] = arguments;
        window.__TAURI_INTERNALS__.invoke(name, { request })
            .then(reply => done({ reply }), error => done({ error: String(error) }));";
    for (name, roles) in learning::api::REQUESTS {
        if roles.contains(&learning::api::Role::Pupil) {
            continue;
        }
        let arguments = vec![(*name).into(), serde_json::json!({})];
        let answer = page.execute_async(ask, arguments).await?;
        let error = answer["error"].as_str().unwrap_or_default();
        assert!(error.contains("not allowed"), "{name} is refused: {answer}");
    }
    // The same way works for what a pupil may ask.
    let arguments = vec!["get_room".into(), serde_json::json!({})];
    let answer = page.execute_async(ask, arguments).await?;
    assert!(answer["reply"].is_object(), "{answer}");
    page.close().await?;
    Ok(())
}
