//! Creates the keys and the task list of one academy for one period.
//!
//! Writes a public `tasks.json` for schools and both roles, and one file of secrets each for leader,
//! helper and collector. Outside a demonstration each organisation then keeps only its own file.
//! Deliberately not here: signatures, which come with the first list that is not a preview.

use crate::{
    CollectorConfig, Error, HelperSecrets, LeaderSecrets,
    config::{COLLECTOR_FILE, HELPER_FILE, LEADER_FILE, TASKS_FILE, Token, VerifyKey},
};
use janus_messages::TaskId;
use report::{
    Aggregator, EncodedHpkeConfig, Outcome, Period, Task, TaskList, directorate, hpke::HpkeKeypair,
};
use serde::Serialize;
use std::{
    collections::BTreeMap,
    fs::{self, OpenOptions},
    io::{self, Write},
    path::Path,
};
use url::Url;

/// A measured pack.
#[derive(Clone, Debug)]
pub struct Pack {
    /// For instance `p2`.
    pub id: String,
    /// One to three competency codes, in the order of the vector.
    pub competencies: Vec<String>,
}

/// What is measured, where, and by whom.
#[derive(Clone, Debug)]
pub struct ProvisionOptions {
    /// Greater than that of the list before.
    pub serial: u64,
    /// The reporting period.
    pub period: Period,
    /// Base URL at which schools and the collector reach the leader.
    pub leader_url: Url,
    /// Base URL at which the leader reaches the helper.
    pub helper_url: Url,
    /// One organisation runs both roles: said on every screen that shows results.
    pub one_party: bool,
    /// Fewest reports that either role releases.
    pub min_batch_size: u64,
    /// HCP codes of the directorates.
    pub provinces: Vec<String>,
    /// Levels, 1..=6.
    pub levels: Vec<u8>,
    /// Packs; there is one task per province, level and pack.
    pub packs: Vec<Pack>,
}

/// Creates keys and task list in `dir`, which is created if needed. Returns the public list.
///
/// # Errors
///
/// If the options do not make a valid list (nothing is written then), one of the files exists, or a
/// file cannot be written.
pub fn provision(dir: &Path, options: &ProvisionOptions) -> Result<TaskList, Error> {
    for file in [TASKS_FILE, LEADER_FILE, HELPER_FILE, COLLECTOR_FILE] {
        if dir.join(file).exists() {
            return Err(Error::AlreadyProvisioned(dir.join(file)));
        }
    }

    let (leader, helper) = (HpkeKeypair::generate(1), HpkeKeypair::generate(2));
    let collector = HpkeKeypair::generate(3);
    let list = TaskList {
        serial: options.serial,
        preview: true,
        one_party: options.one_party,
        period: options.period.clone(),
        leader: Aggregator {
            url: options.leader_url.clone(),
            hpke_config: EncodedHpkeConfig(leader.config().clone()),
        },
        helper: Aggregator {
            url: options.helper_url.clone(),
            hpke_config: EncodedHpkeConfig(helper.config().clone()),
        },
        tasks: tasks(options),
    };
    let tasks_json = list.to_json()?;

    let verify_keys: BTreeMap<TaskId, VerifyKey> = list
        .tasks
        .iter()
        .map(|task| (task.id, VerifyKey::random()))
        .collect();
    let (aggregator_token, collector_token) = (Token::random(), Token::random());
    let collector_hpke_config = EncodedHpkeConfig(collector.config().clone());
    let leader = LeaderSecrets {
        hpke: leader,
        collector_hpke_config: collector_hpke_config.clone(),
        aggregator_token: aggregator_token.clone(),
        collector_token: collector_token.clone(),
        min_batch_size: options.min_batch_size,
        verify_keys: verify_keys.clone(),
    };
    let helper = HelperSecrets {
        hpke: helper,
        collector_hpke_config,
        aggregator_token,
        min_batch_size: options.min_batch_size,
        verify_keys,
    };
    let collector = CollectorConfig {
        hpke: collector,
        collector_token,
    };

    fs::create_dir_all(dir).map_err(|source| Error::File {
        path: dir.to_owned(),
        source,
    })?;
    write_secret(&dir.join(LEADER_FILE), &leader)?;
    write_secret(&dir.join(HELPER_FILE), &helper)?;
    write_secret(&dir.join(COLLECTOR_FILE), &collector)?;
    // The public list comes last: a folder that has it is complete.
    write(&dir.join(TASKS_FILE), &tasks_json, false)?;
    Ok(list)
}

fn tasks(options: &ProvisionOptions) -> Vec<Task> {
    let mut tasks = Vec::new();
    for province in &options.provinces {
        for &level in &options.levels {
            for pack in &options.packs {
                tasks.push(Task {
                    id: rand::random(),
                    province: province.clone(),
                    // An unknown province is refused when the list is validated.
                    aref: directorate(province).map_or_else(String::new, |d| d.aref.clone()),
                    level,
                    pack: pack.id.clone(),
                    competencies: pack.competencies.clone(),
                    vector_length: pack.competencies.len() * Outcome::ALL.len(),
                });
            }
        }
    }
    tasks
}

fn write_secret<T: Serialize>(path: &Path, value: &T) -> Result<(), Error> {
    let json = serde_json::to_vec_pretty(value).map_err(|source| Error::Config {
        path: path.to_owned(),
        source,
    })?;
    write(path, &json, true)
}

/// Writes a new file, readable by its owner only if it is secret.
fn write(path: &Path, bytes: &[u8], secret: bool) -> Result<(), Error> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(if secret { 0o600 } else { 0o644 });
    }
    #[cfg(not(unix))]
    let _ = secret;
    let written = options.open(path).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.map_err(|source| match source.kind() {
        io::ErrorKind::AlreadyExists => Error::AlreadyProvisioned(path.to_owned()),
        _ => Error::File {
            path: path.to_owned(),
            source,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{HelperConfig, LeaderConfig};

    fn options() -> ProvisionOptions {
        ProvisionOptions {
            serial: 1,
            period: Period {
                name: "2026-2027-S1".into(),
                start: 20_700 * 86_400,
                duration: 150 * 86_400,
            },
            leader_url: "http://127.0.0.1:8081/".parse().unwrap(),
            helper_url: "http://127.0.0.1:8082/".parse().unwrap(),
            one_party: true,
            min_batch_size: 1,
            provinces: vec!["09.541".into(), "09.001".into()],
            levels: vec![4, 5],
            packs: vec![Pack {
                id: "p2".into(),
                competencies: vec!["password".into(), "phishing".into()],
            }],
        }
    }

    #[test]
    fn each_role_gets_its_own_secrets_and_all_get_the_same_list() {
        let dir = tempfile::tempdir().unwrap();
        let list = provision(dir.path(), &options()).unwrap();
        assert_eq!(list.tasks.len(), 4);
        let leader = LeaderConfig::load(dir.path()).unwrap();
        let helper = HelperConfig::load(dir.path()).unwrap();
        CollectorConfig::load(dir.path()).unwrap();
        assert_eq!(leader.tasks, list);
        assert_eq!(helper.tasks, list);
        assert_eq!(leader.secrets.verify_keys, helper.secrets.verify_keys);
        assert_ne!(leader.secrets.hpke.config(), helper.secrets.hpke.config());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |file| {
                fs::metadata(dir.path().join(file))
                    .unwrap()
                    .permissions()
                    .mode()
            };
            assert_eq!(mode(LEADER_FILE) & 0o777, 0o600);
            assert_eq!(mode(TASKS_FILE) & 0o777, 0o644);
        }
    }

    #[test]
    fn keys_are_never_overwritten() {
        let dir = tempfile::tempdir().unwrap();
        provision(dir.path(), &options()).unwrap();
        let before = fs::read(dir.path().join(LEADER_FILE)).unwrap();
        fs::remove_file(dir.path().join(TASKS_FILE)).unwrap();
        let again = provision(dir.path(), &options());
        assert!(matches!(again, Err(Error::AlreadyProvisioned(_))));
        assert_eq!(fs::read(dir.path().join(LEADER_FILE)).unwrap(), before);
    }

    #[test]
    fn options_that_make_no_valid_list_write_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let wrong = ProvisionOptions {
            provinces: vec!["00.000".into()],
            ..options()
        };
        assert!(matches!(
            provision(dir.path(), &wrong),
            Err(Error::TaskList(_))
        ));
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    }
}
