//! A child who plays, by taps on the real page. It looks at what the screen offers and takes
//! one of the ways; which one, the test says.

use anyhow::Context as _;
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::{Client, Locator};

use crate::browser::PATIENCE;

/// Whether something could not be tapped only because the page was changing.
fn passes(error: &CmdError) -> bool {
    let CmdError::Standard(error) = error else {
        return false;
    };
    matches!(
        error.error().as_str(),
        "stale element reference" | "element click intercepted" | "element not interactable"
    )
}

/// A child at a page.
#[derive(Debug)]
pub struct Child<'a> {
    page: &'a Client,
}

/// What a child sees: the kind of screen and where it is in the lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The class of the page's main part, `map` on the map.
    pub kind: String,
    /// The screen's number in the lesson.
    pub screen: Option<usize>,
}

impl<'a> Child<'a> {
    /// Sits down at a page.
    pub fn at(page: &'a Client) -> Self {
        Self { page }
    }

    /// The first element that fits, once it is there.
    pub async fn find(&self, css: &str) -> anyhow::Result<Element> {
        self.page
            .wait()
            .at_most(PATIENCE)
            .for_element(Locator::Css(css))
            .await
            .with_context(|| format!("there is no {css}"))
    }

    /// Taps it.
    pub async fn tap(&self, css: &str) -> anyhow::Result<()> {
        self.tap_one_of(css, 0).await
    }

    /// Taps one of those that fit, the last one where there are fewer. What is drawn anew in
    /// that moment is looked for again, as an eye would.
    async fn tap_one_of(&self, css: &str, choice: usize) -> anyhow::Result<()> {
        let tap = async {
            loop {
                self.find(css).await?;
                let all = self.page.find_all(Locator::Css(css)).await?;
                let Some(one) = all.get(choice.min(all.len().saturating_sub(1))) else {
                    continue;
                };
                match one.click().await {
                    Ok(()) => return anyhow::Ok(()),
                    Err(error) if passes(&error) => {}
                    Err(error) => return Err(error.into()),
                }
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(PATIENCE, tap)
            .await
            .with_context(|| format!("{css} cannot be tapped"))?
    }

    async fn there_is(&self, css: &str) -> anyhow::Result<bool> {
        Ok(!self.page.find_all(Locator::Css(css)).await?.is_empty())
    }

    /// Chooses language, animal, colour and ages, and goes to the map.
    pub async fn says_who_plays(
        &self,
        language: &str,
        animal: &str,
        colour: &str,
        band: &str,
    ) -> anyhow::Result<()> {
        self.tap(&format!(".langs [lang={language}]")).await?;
        self.tap(&format!("[data-animal={animal}]")).await?;
        self.tap(&format!("[data-colour={colour}]")).await?;
        self.tap(&format!("[data-band='{band}']")).await?;
        self.tap(".hello .go:not([disabled])").await?;
        self.find(".map .stop").await?;
        Ok(())
    }

    /// Opens a lesson from the map: the lit door with one tap, another one with two.
    pub async fn opens(&self, lesson: &str) -> anyhow::Result<()> {
        let door = format!("[data-lesson={lesson}]");
        self.tap(&door).await?;
        if self.there_is(&format!("{door}.asked")).await? {
            self.tap(&door).await?;
        }
        self.find("main.play").await?;
        Ok(())
    }

    /// What is seen now.
    pub async fn sees(&self) -> anyhow::Result<Seen> {
        self.find("main.play, main.map, main.hello, main.known")
            .await?;
        // Both at once, so that they belong to the same moment.
        let look = "const main = document.querySelector('main');
            return [main.className, main.dataset.screen ?? ''];";
        let seen = self.page.execute(look, Vec::new()).await?;
        let class = seen[0].as_str().unwrap_or_default();
        let kind = class
            .trim_start_matches("play ")
            .split(' ')
            .next()
            .unwrap_or_default();
        let screen = seen[1].as_str().and_then(|screen| screen.parse().ok());
        Ok(Seen {
            kind: kind.to_owned(),
            screen,
        })
    }

    /// Takes one step on the screen that is there. `choice` says which of the ways, from 0;
    /// where there are fewer it is the last one.
    pub async fn goes_on(&self, choice: usize) -> anyhow::Result<()> {
        let kind = self.sees().await?.kind;
        // Feedback lies over the screen it belongs to.
        if self.there_is("section[data-part]").await? {
            return self.tap("section[data-part] .acts .maj").await;
        }
        match kind.as_str() {
            "pause" => self.tap(".page .go").await,
            "question" | "choice" => {
                self.tap_one_of(".answers .answer", choice).await?;
                self.tap(".confirm:not([disabled])").await
            }
            "capsule" if self.there_is(".theatre").await? => self.tap(".skip").await,
            "capsule" => self.tap(".closing .acts .maj").await,
            "sort" => {
                self.tap(".hand .card").await?;
                self.tap_one_of(".bk .face", choice).await?;
                self.find("section[data-part]").await.map(|_| ())
            }
            "clues" if self.there_is(".also").await? => self.tap(".also .go").await,
            "clues" if self.there_is("[data-choice]").await? => {
                self.tap_one_of("[data-choice]", choice).await
            }
            "clues" => {
                let clues = self.page.find_all(Locator::Css("[data-clue]")).await?.len();
                for clue in 0..clues {
                    self.tap_one_of("[data-clue]", clue).await?;
                }
                self.tap(".ways .tile.maj").await
            }
            "end" => {
                self.tap(".last .acts .maj").await?;
                self.find(".map").await.map(|_| ())
            }
            other => anyhow::bail!("a child does not know what to do on `{other}`"),
        }
    }

    /// Plays until that comes true, always taking the same way; at most so many steps that
    /// any lesson would have ended.
    pub async fn plays_until(
        &self,
        choice: usize,
        enough: impl Fn(&Seen) -> bool,
    ) -> anyhow::Result<Seen> {
        for _ in 0..200 {
            let seen = self.sees().await?;
            if enough(&seen) {
                return Ok(seen);
            }
            self.goes_on(choice)
                .await
                .with_context(|| format!("on {seen:?}"))?;
        }
        anyhow::bail!("the lesson does not end: {:?}", self.sees().await?)
    }

    /// Waits until the store has everything that was answered.
    pub async fn waits_until_saved(&self) -> anyhow::Result<()> {
        self.find("main.play[data-saved=true]").await.map(|_| ())
    }
}
