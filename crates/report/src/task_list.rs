//! The list of measurements that an academy publishes to its schools: `tasks.json`.
//!
//! A list that passes [`TaskList::from_json`] is safe to act on. Preview lists are unsigned;
//! signatures of both organisations come with the first list that is not a preview, and until then
//! such a list is refused. Deliberately not here: where the list comes from.

use crate::{MAX_COMPETENCIES, Outcome, directorate, hpke};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use janus_messages::{
    Duration, HpkeConfig, Interval, TaskId, Time,
    codec::{Decode, Encode},
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::collections::HashSet;
use url::Url;

/// Largest task list that is parsed, in bytes.
pub const MAX_TASK_LIST_BYTES: usize = 4 * 1024 * 1024;
/// Most tasks in one list: 82 directorates x 6 levels x 16 packs fit.
pub const MAX_TASKS: usize = 8_000;
/// Highest level of primary school.
pub const MAX_LEVEL: u8 = 6;
/// Periods begin and end on multiples of this, in seconds: DAP's time precision.
pub const TIME_PRECISION_SECONDS: u64 = 86_400;

const MAX_CODE_LENGTH: usize = 64;
const MAX_URL_LENGTH: usize = 512;
const MAX_PERIOD_SECONDS: u64 = 366 * 86_400;

/// A period, two aggregators, and the tasks measured in that period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskList {
    /// Grows with every published list; a school refuses a list older than the one it has.
    pub serial: u64,
    /// True while lists are unsigned and releases carry no noise.
    pub preview: bool,
    /// True if one organisation runs both roles, as in a demonstration. Every screen that shows
    /// results says so.
    #[serde(default)]
    pub one_party: bool,
    /// The reporting period.
    pub period: Period,
    /// Receives reports from schools.
    pub leader: Aggregator,
    /// The second, independent organisation.
    pub helper: Aggregator,
    /// What is measured.
    pub tasks: Vec<Task>,
}

/// A reporting period: the only time that a report carries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// For instance `2026-2027-S1`.
    pub name: String,
    /// Seconds since 1970, a multiple of [`TIME_PRECISION_SECONDS`].
    pub start: u64,
    /// Seconds, a multiple of [`TIME_PRECISION_SECONDS`].
    pub duration: u64,
}

impl Period {
    /// The time in every report of this period: its start, never a clock.
    #[must_use]
    pub fn report_time(&self) -> Time {
        Time::from_seconds_since_epoch(self.start)
    }

    /// The period as DAP's batch interval.
    ///
    /// # Errors
    ///
    /// If the end does not fit in 64 bits; a validated list has no such period.
    pub fn interval(&self) -> Result<Interval, janus_messages::Error> {
        Interval::new(self.report_time(), Duration::from_seconds(self.duration))
    }
}

/// The public side of one aggregator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Aggregator {
    /// Base URL, `http` or `https`; DAP's paths are appended to it.
    pub url: Url,
    /// The key to which shares are sealed.
    pub hpke_config: EncodedHpkeConfig,
}

/// DAP's `HpkeConfig`, written in JSON as base64url of its wire form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodedHpkeConfig(pub HpkeConfig);

impl Serialize for EncodedHpkeConfig {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let bytes = self.0.get_encoded().map_err(serde::ser::Error::custom)?;
        serializer.serialize_str(&URL_SAFE_NO_PAD.encode(bytes))
    }
}

impl<'de> Deserialize<'de> for EncodedHpkeConfig {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(de::Error::custom)?;
        let config = HpkeConfig::get_decoded(&bytes).map_err(de::Error::custom)?;
        Ok(Self(config))
    }
}

/// One measurement: a pack, at a level, in a province.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// DAP's task id, base64url.
    pub id: TaskId,
    /// The directorate's HCP code, for instance `09.541`.
    pub province: String,
    /// The academy's code, `01` to `12`.
    pub aref: String,
    /// Level of primary school, 1..=6.
    pub level: u8,
    /// The pack, for instance `p2`.
    pub pack: String,
    /// The competencies measured, in the order of the vector.
    pub competencies: Vec<String>,
    /// Five cells per competency.
    pub vector_length: usize,
}

impl TaskList {
    /// Reads and validates a list.
    ///
    /// # Errors
    ///
    /// [`TaskListError`] names the first thing that is wrong.
    pub fn from_json(json: &[u8]) -> Result<Self, TaskListError> {
        if json.len() > MAX_TASK_LIST_BYTES {
            return Err(TaskListError::TooLarge);
        }
        let list: Self = serde_json::from_slice(json)?;
        list.validate()?;
        Ok(list)
    }

    /// Writes a list that [`TaskList::from_json`] reads.
    ///
    /// # Errors
    ///
    /// If the list is not valid.
    pub fn to_json(&self) -> Result<Vec<u8>, TaskListError> {
        self.validate()?;
        let json = serde_json::to_vec_pretty(self)?;
        if json.len() > MAX_TASK_LIST_BYTES {
            return Err(TaskListError::TooLarge);
        }
        Ok(json)
    }

    /// The task of a class: where it is, its level, and the pack it took.
    #[must_use]
    pub fn find(&self, province: &str, level: u8, pack: &str) -> Option<&Task> {
        self.tasks
            .iter()
            .find(|t| t.province == province && t.level == level && t.pack == pack)
    }

    /// The task with this id.
    #[must_use]
    pub fn task(&self, id: &TaskId) -> Option<&Task> {
        self.tasks.iter().find(|t| t.id == *id)
    }

    /// Checks everything that parsing does not.
    ///
    /// # Errors
    ///
    /// [`TaskListError`] names the first thing that is wrong.
    pub fn validate(&self) -> Result<(), TaskListError> {
        if !self.preview {
            return Err(TaskListError::Unsigned);
        }
        self.validate_period()?;
        validate_aggregator("leader", &self.leader)?;
        validate_aggregator("helper", &self.helper)?;
        self.validate_separation()?;
        if self.tasks.is_empty() {
            return Err(TaskListError::NoTasks);
        }
        if self.tasks.len() > MAX_TASKS {
            return Err(TaskListError::TooManyTasks(self.tasks.len()));
        }
        let mut ids = HashSet::new();
        let mut keys = HashSet::new();
        for task in &self.tasks {
            task.validate()?;
            if !ids.insert(task.id) || !keys.insert((&task.province, task.level, &task.pack)) {
                return Err(task.error("is in the list twice"));
            }
        }
        Ok(())
    }

    fn validate_period(&self) -> Result<(), TaskListError> {
        let period = &self.period;
        if !is_code(&period.name) {
            return Err(TaskListError::Period("its name is not a short code"));
        }
        if !period.start.is_multiple_of(TIME_PRECISION_SECONDS)
            || !period.duration.is_multiple_of(TIME_PRECISION_SECONDS)
        {
            return Err(TaskListError::Period(
                "it does not begin and end at midnight UTC",
            ));
        }
        if period.duration == 0 || period.duration > MAX_PERIOD_SECONDS {
            return Err(TaskListError::Period("it does not last 1 to 366 days"));
        }
        if period.interval().is_err() {
            return Err(TaskListError::Period("it ends after the end of time"));
        }
        Ok(())
    }

    /// Two roles in one hand could read a class. The list then has to say so.
    fn validate_separation(&self) -> Result<(), TaskListError> {
        if self.one_party {
            return Ok(());
        }
        let (leader, helper) = (&self.leader, &self.helper);
        if leader.url.host_str() == helper.url.host_str()
            && leader.url.port_or_known_default() == helper.url.port_or_known_default()
        {
            return Err(TaskListError::SharedHost);
        }
        if leader.hpke_config.0.public_key() == helper.hpke_config.0.public_key() {
            return Err(TaskListError::SharedKey);
        }
        Ok(())
    }
}

impl Task {
    fn validate(&self) -> Result<(), TaskListError> {
        match directorate(&self.province) {
            None => return Err(self.error("its province is not a known directorate")),
            Some(d) if d.aref != self.aref => {
                return Err(self.error("its province is not in its academy"));
            }
            Some(_) => {}
        }
        if !(1..=MAX_LEVEL).contains(&self.level) {
            return Err(self.error("its level is not 1 to 6"));
        }
        if !is_code(&self.pack) {
            return Err(self.error("its pack is not a short code"));
        }
        if self.competencies.is_empty() || self.competencies.len() > MAX_COMPETENCIES {
            return Err(self.error("it does not measure 1 to 3 competencies"));
        }
        let distinct: HashSet<_> = self.competencies.iter().collect();
        if distinct.len() != self.competencies.len()
            || !self.competencies.iter().all(|code| is_code(code))
        {
            return Err(self.error("its competencies are not distinct short codes"));
        }
        if self.vector_length != self.competencies.len() * Outcome::ALL.len() {
            return Err(self.error("its vector does not have five cells per competency"));
        }
        Ok(())
    }

    fn error(&self, problem: &'static str) -> TaskListError {
        TaskListError::Task {
            id: self.id,
            problem,
        }
    }
}

fn validate_aggregator(role: &'static str, aggregator: &Aggregator) -> Result<(), TaskListError> {
    let url = &aggregator.url;
    if !matches!(url.scheme(), "http" | "https")
        || url.host_str().is_none()
        || url.query().is_some()
        || url.fragment().is_some()
        || !url.username().is_empty()
        || url.password().is_some()
        || url.as_str().len() > MAX_URL_LENGTH
    {
        return Err(TaskListError::Url(role));
    }
    hpke::check_config(&aggregator.hpke_config.0)
        .map_err(|source| TaskListError::Key { role, source })
}

/// Codes are short and plain, so that no free text can travel in them.
fn is_code(text: &str) -> bool {
    (1..=MAX_CODE_LENGTH).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'))
}

/// Why a task list is refused.
#[derive(Debug, thiserror::Error)]
pub enum TaskListError {
    /// More than [`MAX_TASK_LIST_BYTES`].
    #[error("the task list is larger than 4 MiB")]
    TooLarge,
    /// Not JSON, a missing field, or a field that does not belong there.
    #[error("the task list cannot be read: {0}")]
    Json(#[from] serde_json::Error),
    /// A list that is not a preview needs signatures, which this version cannot check.
    #[error("the task list is not a preview, and this version cannot check signatures")]
    Unsigned,
    /// The reporting period is wrong.
    #[error("the reporting period is not valid: {0}")]
    Period(&'static str),
    /// An aggregator's URL is wrong.
    #[error("the {0}'s URL is not a plain http or https address")]
    Url(&'static str),
    /// An aggregator's key is wrong.
    #[error("the {role}'s key is not valid: {source}")]
    Key {
        /// `leader` or `helper`.
        role: &'static str,
        /// What is wrong with it.
        source: hpke::Error,
    },
    /// Both roles at one host and port.
    #[error("leader and helper are the same host and port, and the list does not say one_party")]
    SharedHost,
    /// Both roles with one key.
    #[error("leader and helper share a key, and the list does not say one_party")]
    SharedKey,
    /// An empty list never means everything.
    #[error("the task list has no tasks")]
    NoTasks,
    /// More than [`MAX_TASKS`].
    #[error("the task list has {0} tasks, more than 8000")]
    TooManyTasks(usize),
    /// One task is wrong.
    #[error("task {id} is refused: {problem}")]
    Task {
        /// Which one.
        id: TaskId,
        /// What is wrong with it.
        problem: &'static str,
    },
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::hpke::HpkeKeypair;

    pub(crate) fn list(leader: &HpkeKeypair, helper: &HpkeKeypair) -> TaskList {
        let aggregator = |url: &str, key: &HpkeKeypair| Aggregator {
            url: url.parse().unwrap(),
            hpke_config: EncodedHpkeConfig(key.config().clone()),
        };
        TaskList {
            serial: 1,
            preview: true,
            one_party: false,
            period: Period {
                name: "2026-2027-S1".into(),
                start: 20_700 * 86_400,
                duration: 150 * 86_400,
            },
            leader: aggregator("https://leader.example/", leader),
            helper: aggregator("https://helper.example/", helper),
            tasks: vec![Task {
                id: TaskId::from([7; 32]),
                province: "09.541".into(),
                aref: "09".into(),
                level: 4,
                pack: "p2".into(),
                competencies: vec!["password".into(), "phishing".into()],
                vector_length: 10,
            }],
        }
    }

    fn sample() -> TaskList {
        list(&HpkeKeypair::generate(1), &HpkeKeypair::generate(2))
    }

    #[test]
    fn a_list_comes_back_as_it_was_written() {
        let list = sample();
        assert_eq!(TaskList::from_json(&list.to_json().unwrap()).unwrap(), list);
        assert!(list.find("09.541", 4, "p2").is_some());
        assert!(list.find("09.541", 5, "p2").is_none());
    }

    /// Each case changes one thing in a good list and expects one refusal.
    #[test]
    fn a_list_with_one_thing_wrong_is_refused_by_name() {
        type Change = fn(&mut TaskList);
        let cases: &[(Change, &str)] = &[
            (|l| l.preview = false, "signatures"),
            (|l| l.period.name = "Class of Mr X".into(), "period"),
            (|l| l.period.start += 1, "midnight"),
            (|l| l.period.duration = 0, "1 to 366 days"),
            (
                |l| l.period.start = u64::MAX - u64::MAX % 86_400,
                "end of time",
            ),
            (
                |l| l.leader.url = "ftp://leader.example/".parse().unwrap(),
                "leader's URL",
            ),
            (
                |l| l.helper.url = "https://u:p@helper.example/".parse().unwrap(),
                "helper's URL",
            ),
            (
                |l| l.helper.url = "https://leader.example:443/helper".parse().unwrap(),
                "same host",
            ),
            (
                |l| l.helper.hpke_config = l.leader.hpke_config.clone(),
                "share a key",
            ),
            (|l| l.tasks.clear(), "no tasks"),
            (|l| l.tasks = vec![l.tasks[0].clone(); 8_001], "8001"),
            (|l| l.tasks.push(l.tasks[0].clone()), "twice"),
            (|l| l.tasks[0].province = "09.999".into(), "directorate"),
            (|l| l.tasks[0].aref = "08".into(), "academy"),
            (|l| l.tasks[0].level = 7, "level"),
            (|l| l.tasks[0].pack = String::new(), "pack"),
            (
                |l| l.tasks[0].competencies = vec!["a".into(); 2],
                "distinct",
            ),
            (|l| l.tasks[0].competencies.clear(), "1 to 3"),
            (|l| l.tasks[0].vector_length = 50, "five cells"),
        ];
        for (change, expected) in cases {
            let mut list = sample();
            change(&mut list);
            let json = serde_json::to_vec(&list).unwrap();
            let error = TaskList::from_json(&json).unwrap_err().to_string();
            assert!(error.contains(expected), "{error} does not say {expected}");
        }
    }

    #[test]
    fn one_party_has_to_be_said_and_is_then_allowed() {
        let mut list = sample();
        list.helper = list.leader.clone();
        assert!(matches!(list.validate(), Err(TaskListError::SharedHost)));
        list.one_party = true;
        list.validate().unwrap();
    }

    #[test]
    fn bytes_that_are_not_a_list_are_refused() {
        let mut value = serde_json::to_value(sample()).unwrap();
        value["school"] = "x".into();
        let unknown_field = serde_json::to_vec(&value).unwrap();
        for bytes in [b"".as_slice(), b"[]", b"{\"serial\":1}", &unknown_field] {
            assert!(matches!(
                TaskList::from_json(bytes),
                Err(TaskListError::Json(_))
            ));
        }
        let large = vec![b' '; MAX_TASK_LIST_BYTES + 1];
        assert!(matches!(
            TaskList::from_json(&large),
            Err(TaskListError::TooLarge)
        ));
    }
}
