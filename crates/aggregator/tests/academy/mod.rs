//! An academy for tests: leader and helper on two real ports with two SQLite files.

#![allow(dead_code, reason = "each test file uses a part of it")]

use aggregator::{
    AggregateRelease, CollectorConfig, Error, Pack, ProvisionOptions, collector, provision,
    serve_helper, serve_leader,
};
use report::{ClassResult, Period, SealedReport, Task, TaskList, seal};
use std::{net::SocketAddr, path::Path};
use tempfile::TempDir;
use tokio::{
    net::TcpListener,
    runtime::{Builder, Runtime},
};

pub struct Academy {
    pub dir: TempDir,
    pub list: TaskList,
    pub http: reqwest::Client,
    leader_address: SocketAddr,
    helper_address: SocketAddr,
    leader: Option<Runtime>,
    helper: Option<Runtime>,
}

/// A school's client.
pub fn client() -> reqwest::Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::new()
}

pub async fn free_listener() -> TcpListener {
    TcpListener::bind("127.0.0.1:0").await.unwrap()
}

pub fn options(leader: SocketAddr, helper: SocketAddr) -> ProvisionOptions {
    ProvisionOptions {
        serial: 1,
        period: Period {
            name: "2026-2027-S1".into(),
            start: 20_700 * 86_400,
            duration: 150 * 86_400,
        },
        leader_url: format!("http://{leader}/").parse().unwrap(),
        helper_url: format!("http://{helper}/").parse().unwrap(),
        one_party: false,
        min_batch_size: 1,
        provinces: vec!["09.541".into()],
        levels: vec![4, 5],
        packs: vec![Pack {
            id: "p2".into(),
            competencies: vec!["password".into(), "phishing".into()],
        }],
    }
}

impl Academy {
    pub async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    /// Starts with changes to the two roles' secret files.
    pub async fn start_with(change: impl FnOnce(&Path)) -> Self {
        let (leader, helper) = (free_listener().await, free_listener().await);
        let (leader_address, helper_address) =
            (leader.local_addr().unwrap(), helper.local_addr().unwrap());
        let dir = tempfile::tempdir().unwrap();
        let list = provision(dir.path(), &options(leader_address, helper_address)).unwrap();
        change(dir.path());
        let mut academy = Self {
            dir,
            list,
            http: client(),
            leader_address,
            helper_address,
            leader: None,
            helper: None,
        };
        academy.leader = Some(academy.serve_leader(leader));
        academy.helper = Some(academy.serve_helper(helper));
        academy
    }

    fn serve_leader(&self, listener: TcpListener) -> Runtime {
        let data = self.dir.path().to_owned();
        role(listener, async move |listener| {
            serve_leader(listener, &data, std::future::pending()).await
        })
    }

    fn serve_helper(&self, listener: TcpListener) -> Runtime {
        let data = self.dir.path().to_owned();
        role(listener, async move |listener| {
            serve_helper(listener, &data, std::future::pending()).await
        })
    }

    /// Stops the leader without any farewell.
    pub async fn stop_leader(&mut self) {
        stop(self.leader.take()).await;
    }

    /// Stops the helper without any farewell.
    pub async fn stop_helper(&mut self) {
        stop(self.helper.take()).await;
    }

    pub async fn start_leader(&mut self) {
        let listener = TcpListener::bind(self.leader_address).await.unwrap();
        self.leader = Some(self.serve_leader(listener));
    }

    pub async fn start_helper(&mut self) {
        let listener = TcpListener::bind(self.helper_address).await.unwrap();
        self.helper = Some(self.serve_helper(listener));
    }

    pub fn task(&self) -> &Task {
        &self.list.tasks[0]
    }

    pub fn seal(&self, cells: &[[u32; 5]]) -> SealedReport {
        seal(self.task(), &self.list, &ClassResult::new(cells).unwrap()).unwrap()
    }

    pub async fn put(&self, path: &str, media_type: &str, body: Vec<u8>) -> Answer {
        let request = self
            .http
            .put(self.list.leader.url.join(path).unwrap())
            .header("content-type", media_type)
            .header("user-agent", "canary-otter")
            .body(body);
        Answer::read(request.send().await.unwrap()).await
    }

    pub async fn upload(&self, bytes: &[u8]) -> Answer {
        let path = format!("tasks/{}/reports", self.task().id);
        self.put(&path, "application/dap-report", bytes.to_vec())
            .await
    }

    pub fn collector(&self) -> CollectorConfig {
        CollectorConfig::load(self.dir.path()).unwrap()
    }

    pub async fn collect(&self) -> Result<AggregateRelease, Error> {
        collector::collect(&self.list, self.task(), &self.collector()).await
    }

    pub async fn participation(&self) -> aggregator::Participation {
        collector::participation(&self.list, &self.collector())
            .await
            .unwrap()
            .remove(0)
    }
}

/// Each role has a runtime of its own, so that stopping it also ends its open connections.
fn role<F>(listener: TcpListener, serve: impl FnOnce(TcpListener) -> F + Send + 'static) -> Runtime
where
    F: Future<Output = Result<(), Error>> + Send + 'static,
{
    let runtime = Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    let listener = listener.into_std().unwrap();
    runtime.spawn(async move {
        let listener = TcpListener::from_std(listener).unwrap();
        serve(listener).await.unwrap();
    });
    runtime
}

async fn stop(role: Option<Runtime>) {
    let role = role.unwrap();
    tokio::task::spawn_blocking(move || drop(role))
        .await
        .unwrap();
}

impl Drop for Academy {
    fn drop(&mut self) {
        for role in [self.leader.take(), self.helper.take()]
            .into_iter()
            .flatten()
        {
            role.shutdown_background();
        }
    }
}

#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub media_type: String,
    pub code: String,
}

impl Answer {
    pub async fn read(response: reqwest::Response) -> Self {
        let status = response.status().as_u16();
        let media_type = response
            .headers()
            .get("content-type")
            .map_or(String::new(), |v| v.to_str().unwrap().to_owned());
        let body = response.bytes().await.unwrap();
        let json: serde_json::Value = serde_json::from_slice(&body).unwrap_or_default();
        Self {
            status,
            media_type,
            code: json["code"].as_str().unwrap_or_default().to_owned(),
        }
    }

    #[track_caller]
    pub fn is_problem(&self, status: u16, code: &str) {
        assert_eq!((self.status, self.code.as_str()), (status, code));
        assert_eq!(self.media_type, "application/problem+json");
    }
}

/// Changes one field of a JSON file.
pub fn set(path: &Path, field: &str, value: serde_json::Value) {
    let mut json: serde_json::Value =
        serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    json[field] = value;
    std::fs::write(path, json.to_string()).unwrap();
}
