//! The files of each role: one public list, and one file of secrets per organisation.
//!
//! Deliberately not here: how the files come to be (`provision.rs`).

use crate::Error;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use janus_messages::TaskId;
use report::{EncodedHpkeConfig, TaskList, hpke::HpkeKeypair, vdaf::VERIFY_KEY_LENGTH};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::{collections::BTreeMap, fmt, fs, path::Path};

/// The public list, for schools and both roles.
pub(crate) const TASKS_FILE: &str = "tasks.json";
pub(crate) const LEADER_FILE: &str = "leader.json";
pub(crate) const HELPER_FILE: &str = "helper.json";
pub(crate) const COLLECTOR_FILE: &str = "collector.json";

/// Everything that the leader needs.
#[derive(Clone, Debug)]
pub struct LeaderConfig {
    /// The public list.
    pub tasks: TaskList,
    /// The leader's own file.
    pub secrets: LeaderSecrets,
}

/// `leader.json`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeaderSecrets {
    /// Opens the leader's shares.
    pub hpke: HpkeKeypair,
    /// The collector's public key.
    pub collector_hpke_config: EncodedHpkeConfig,
    /// With which the leader is known to the helper.
    pub aggregator_token: Token,
    /// With which the collector is known to the leader.
    pub collector_token: Token,
    /// Fewest reports that the leader releases.
    pub min_batch_size: u64,
    /// One VDAF key per task, shared with the helper and nobody else.
    pub verify_keys: BTreeMap<TaskId, VerifyKey>,
}

/// Everything that the helper needs.
#[derive(Clone, Debug)]
pub struct HelperConfig {
    /// The public list.
    pub tasks: TaskList,
    /// The helper's own file.
    pub secrets: HelperSecrets,
}

/// `helper.json`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelperSecrets {
    /// Opens the helper's shares.
    pub hpke: HpkeKeypair,
    /// The collector's public key.
    pub collector_hpke_config: EncodedHpkeConfig,
    /// With which the leader is known to the helper.
    pub aggregator_token: Token,
    /// Fewest reports that the helper releases, whatever the leader asks.
    pub min_batch_size: u64,
    /// One VDAF key per task, shared with the leader and nobody else.
    pub verify_keys: BTreeMap<TaskId, VerifyKey>,
}

/// `collector.json`: what the dashboard needs to ask for releases.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CollectorConfig {
    /// Opens the two shares of a release.
    pub hpke: HpkeKeypair,
    /// With which the collector is known to the leader.
    pub collector_token: Token,
}

impl LeaderConfig {
    /// Reads `tasks.json` and `leader.json`.
    ///
    /// # Errors
    ///
    /// If a file is missing or wrong, or the two do not fit.
    pub fn load(dir: &Path) -> Result<Self, Error> {
        Ok(Self {
            tasks: load_tasks(dir)?,
            secrets: load(&dir.join(LEADER_FILE))?,
        })
    }
}

impl HelperConfig {
    /// Reads `tasks.json` and `helper.json`.
    ///
    /// # Errors
    ///
    /// If a file is missing or wrong, or the two do not fit.
    pub fn load(dir: &Path) -> Result<Self, Error> {
        Ok(Self {
            tasks: load_tasks(dir)?,
            secrets: load(&dir.join(HELPER_FILE))?,
        })
    }
}

impl CollectorConfig {
    /// Reads `collector.json`.
    ///
    /// # Errors
    ///
    /// If the file is missing or wrong.
    pub fn load(dir: &Path) -> Result<Self, Error> {
        load(&dir.join(COLLECTOR_FILE))
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(|source| Error::File {
        path: path.to_owned(),
        source,
    })
}

fn load<T: de::DeserializeOwned>(path: &Path) -> Result<T, Error> {
    serde_json::from_slice(&read(path)?).map_err(|source| Error::Config {
        path: path.to_owned(),
        source,
    })
}

fn load_tasks(dir: &Path) -> Result<TaskList, Error> {
    Ok(TaskList::from_json(&read(&dir.join(TASKS_FILE))?)?)
}

/// A bearer token.
#[derive(Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Token(String);

impl Token {
    /// 256 random bits.
    pub(crate) fn random() -> Self {
        Self(URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>()))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// The key with which both aggregators verify the reports of one task.
#[derive(Clone, PartialEq, Eq)]
pub struct VerifyKey(pub(crate) [u8; VERIFY_KEY_LENGTH]);

impl VerifyKey {
    pub(crate) fn random() -> Self {
        Self(rand::random())
    }
}

impl fmt::Debug for VerifyKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VerifyKey(…)")
    }
}

impl Serialize for VerifyKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&URL_SAFE_NO_PAD.encode(self.0))
    }
}

impl<'de> Deserialize<'de> for VerifyKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let bytes = URL_SAFE_NO_PAD.decode(text).ok();
        bytes
            .and_then(|bytes| bytes.try_into().ok())
            .map(Self)
            .ok_or_else(|| de::Error::custom("a verify key is 16 bytes in base64url"))
    }
}
