//! A real window and a real browser, driven by WebDriver.

use std::io::{BufRead as _, BufReader};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::Context as _;
use fantoccini::{Client, ClientBuilder};
use serde_json::json;

use crate::programs::{built, free_port};

/// How long a test waits for something to appear before it says that it did not.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// A driver and what it needs, ended together.
#[derive(Debug)]
pub struct Driver {
    parts: Vec<Child>,
    port: u16,
    display: Option<String>,
}

impl Drop for Driver {
    fn drop(&mut self) {
        for part in &mut self.parts {
            // With all that it started: a test that failed left its browser open.
            let group = format!("-{}", part.id());
            let _ = Command::new("kill").args(["-9", "--", &group]).status();
            let _ = part.wait();
        }
    }
}

impl Driver {
    /// A driver of WebKit's windows, on a screen of its own.
    pub async fn of_windows() -> anyhow::Result<Self> {
        let mut screen = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1366x768x24",
                "-nolisten",
                "tcp",
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .context("Xvfb does not start")?;
        let mut number = String::new();
        BufReader::new(screen.stdout.take().context("it says its number")?)
            .read_line(&mut number)?;
        let display = format!(":{}", number.trim());
        let port = free_port()?;
        let driver = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("DISPLAY", &display)
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .context("WebKitWebDriver does not start")?;
        let driver = Self {
            parts: vec![driver, screen],
            port,
            display: Some(display),
        };
        driver.answers().await?;
        Ok(driver)
    }

    /// A driver of Chromium.
    pub async fn of_chromium() -> anyhow::Result<Self> {
        let port = free_port()?;
        let driver = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .context("chromedriver does not start")?;
        let driver = Self {
            parts: vec![driver],
            port,
            display: None,
        };
        driver.answers().await?;
        Ok(driver)
    }

    async fn answers(&self) -> anyhow::Result<()> {
        let wait = async {
            while tokio::net::TcpStream::connect(("127.0.0.1", self.port))
                .await
                .is_err()
            {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(PATIENCE, wait)
            .await
            .context("the driver does not answer")
    }

    /// Opens the app's window on that data.
    pub async fn window(&self, data: &Path) -> anyhow::Result<Client> {
        anyhow::ensure!(self.display.is_some(), "a window needs a driver of windows");
        let port = free_port()?;
        let capabilities = json!({
            "webkitgtk:browserOptions": {
                "binary": built("balak"),
                "args": ["--data", data, "--listen", format!("127.0.0.1:{port}")],
            }
        });
        self.session(capabilities).await
    }

    /// Opens a browser of its own, of that size, that plays no sound.
    pub async fn browser(&self, width: u32, height: u32) -> anyhow::Result<Client> {
        let capabilities = json!({
            "goog:chromeOptions": {
                "binary": "/usr/bin/chromium",
                "args": [
                    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
                    "--disable-background-networking", "--disable-component-update",
                    "--disable-sync", "--mute-audio", "--hide-scrollbars",
                    format!("--window-size={width},{height}"),
                ],
            },
            "goog:loggingPrefs": { "browser": "ALL" },
        });
        self.session(capabilities).await
    }

    async fn session(&self, capabilities: serde_json::Value) -> anyhow::Result<Client> {
        let serde_json::Value::Object(capabilities) = capabilities else {
            anyhow::bail!("capabilities are an object");
        };
        ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{}", self.port))
            .await
            .context("no session")
    }
}
