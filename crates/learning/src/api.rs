//! The ONE list of requests: what may be asked of a machine that runs Balak, by whom, and
//! what comes back. The window's commands and the LAN's routes are both made from
//! [`for_each_request!`], so a request that is not here does not exist, and one that is
//! here exists on both.
//!
//! Deliberately not here: how a request travels (`ui::backend`, `src-tauri`,
//! `classroom::lan`) and how it is answered (`classroom`).

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::avatar::Avatar;
use crate::closed_list::closed_list;
use crate::lesson::{Band, Competency, Form, Lesson, Texts};
use crate::scoring::{Outcome, Response};
use crate::summary::Transitions;
use crate::{AttemptId, ItemId, LearnerId, LessonId, Picture};

closed_list! {
    /// Who asks.
    Role {
        Pupil = "pupil", Teacher = "teacher",
    }
}

/// Something that can be asked.
pub trait Request: Serialize + DeserializeOwned {
    /// Its name on every transport: the command's, and the route's last part.
    const NAME: &'static str;
    /// Who may ask.
    const ROLES: &'static [Role];
    /// What comes back.
    type Reply: Serialize + DeserializeOwned;
}

/// The list: `(Request, name, [who may ask], Reply)`. Calls the macro it is given with all
/// of it.
#[macro_export]
macro_rules! for_each_request {
    ($then:ident) => {
        $then! {
            (ListLessons, list_lessons, [Pupil, Teacher], Vec<Door>)
            (OpenLesson, open_lesson, [Pupil, Teacher], LessonPage)
            (ListLearners, list_learners, [Pupil], Vec<Learner>)
            (CreateLearner, create_learner, [Pupil], Learner)
            (GetProgress, get_progress, [Pupil], Progress)
            (StartAttempt, start_attempt, [Pupil], Attempt)
            (SubmitResponse, submit_response, [Pupil], Outcome)
            (FinishAttempt, finish_attempt, [Pupil], Progress)
            (GetRoom, get_room, [Pupil, Teacher], Room)
            (OpenDesk, open_desk, [Pupil], ())
            (ListDirectorates, list_directorates, [Teacher], Vec<Directorate>)
            (OpenSession, open_session, [Teacher], Board)
            (GetBoard, get_board, [Teacher], Option<Board>)
            (CloseSession, close_session, [Teacher], ClosedSession)
            (ListReports, list_reports, [Teacher], Vec<QueuedReport>)
            (SendReports, send_reports, [Teacher], Vec<QueuedReport>)
        }
    };
}

macro_rules! list {
    ($(($request:ident, $name:ident, [$($role:ident),*], $reply:ty))*) => {
        $(impl Request for $request {
            const NAME: &'static str = stringify!($name);
            const ROLES: &'static [Role] = &[$(Role::$role),*];
            type Reply = $reply;
        })*

        /// Names and roles of all requests, in order.
        pub const REQUESTS: &[(&str, &[Role])] = &[
            $((stringify!($name), &[$(Role::$role),*])),*
        ];
    };
}
for_each_request!(list);

/// What lessons are there, with their names in a language.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListLessons {
    /// The language of the names: `ar`, `fr`.
    pub language: String,
}

/// A lesson seen from outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Door {
    /// The lesson behind it.
    pub lesson: LessonId,
    /// Its short name.
    pub title: String,
    /// What is learned there, in one sentence: shown once the lesson was walked through.
    pub learned: String,
    /// The ages it is for.
    pub band: Band,
    /// Its place on the map.
    pub order: u32,
    /// Its length in minutes.
    pub minutes: u32,
    /// The picture on the door, from the kit.
    pub picture: Picture,
    /// The place it happens in, from the kit.
    pub place: Picture,
    /// The child at home there, from the kit.
    pub host: Picture,
    /// What it teaches.
    pub competencies: Vec<Competency>,
}

/// A whole lesson, to be played.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenLesson {
    /// Which.
    pub lesson: LessonId,
    /// In which language: `ar`, `fr`.
    pub language: String,
}

/// All that the page needs to play a lesson.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LessonPage {
    /// The structure.
    pub lesson: Lesson,
    /// The words.
    pub texts: Texts,
    /// The lesson's own symbols, as one SVG sprite, checked by the loader.
    pub art: String,
}

/// The children who play on this machine. A device on the LAN is told of none.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListLearners {}

/// A new child: animal, colour, ages. Nothing else is ever asked.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreateLearner {
    /// Animal and colour; taken ones are refused.
    pub avatar: Avatar,
    /// The language chosen.
    pub language: String,
    /// The ages chosen.
    pub band: Band,
}

/// A child, as this machine knows one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Learner {
    /// Random; whoever holds it speaks for this child.
    pub id: LearnerId,
    /// Animal and colour.
    pub avatar: Avatar,
    /// The language chosen.
    pub language: String,
    /// The ages chosen.
    pub band: Band,
}

/// What a child has done and learned.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GetProgress {
    /// Whose.
    pub learner: LearnerId,
}

/// What a child has done and learned, lesson by lesson.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Lessons begun, in the order of the map.
    pub lessons: Vec<LessonProgress>,
}

/// One lesson begun by a child.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LessonProgress {
    /// Which.
    pub lesson: LessonId,
    /// Walked to the end at least once.
    pub finished: bool,
    /// Items answered in the last walk.
    pub answered: u32,
    /// Items there are on one walk.
    pub items: u32,
}

/// Begins a lesson, or goes on where the child was.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StartAttempt {
    /// Who.
    pub learner: LearnerId,
    /// Which lesson.
    pub lesson: LessonId,
}

/// A walk through a lesson, as stored so far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// Its id.
    pub id: AttemptId,
    /// The form asked before; the other is asked after.
    pub first_form: Form,
    /// What was answered, in order.
    pub answered: Vec<Answered>,
}

/// One stored response.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The item.
    pub item: ItemId,
    /// 1 for the first try, 2 for the second.
    pub ordinal: u32,
    /// What was answered.
    pub response: Response,
    /// What it was worth under the rule in force.
    pub outcome: Outcome,
}

/// Stores a response. `(attempt, item, ordinal)` is unique: a retry is harmless, and a
/// different response under the same three is refused.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubmitResponse {
    /// The walk.
    pub attempt: AttemptId,
    /// The item.
    pub item: ItemId,
    /// 1 for the first try, 2 for the second; at most 20.
    pub ordinal: u32,
    /// The answer.
    pub response: Response,
}

/// The lesson was walked to its end.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FinishAttempt {
    /// The walk.
    pub attempt: AttemptId,
}

/// Whether a class session is open here.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GetRoom {}

/// The room a device is in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    /// The lesson of the open class session, if there is one.
    pub lesson: Option<LessonId>,
    /// The ages of that lesson.
    pub band: Option<Band>,
}

/// Opens the teacher's window. Only the window on the machine itself can.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenDesk {}

/// The provincial directorates that the academy's task list names.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListDirectorates {}

/// A provincial directorate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Directorate {
    /// HCP's code: `09.541`.
    pub code: String,
    /// Its name in French.
    pub french: String,
    /// Its name in Arabic.
    pub arabic: String,
    /// The academy's name in French.
    pub academy_french: String,
    /// The academy's name in Arabic.
    pub academy_arabic: String,
}

/// Opens a class session: from now on, pupils who join play this lesson together.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenSession {
    /// The lesson of the session.
    pub lesson: LessonId,
    /// The class's level, 1 to 6.
    pub level: u32,
    /// The directorate's code; where the machine has no task list, anything but empty is
    /// refused.
    pub directorate: Option<String>,
}

/// The open session as the teacher sees it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GetBoard {}

/// The open session as the teacher sees it: who is there and how far, never what was
/// answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    /// The lesson of the session.
    pub lesson: LessonId,
    /// The class's level, 1 to 6.
    pub level: u32,
    /// The directorate's code, if one was given.
    pub directorate: Option<String>,
    /// Where pupils' devices find this machine; empty when it is not reachable.
    pub addresses: Vec<String>,
    /// Who has joined.
    pub seats: Vec<Seat>,
}

/// One pupil of the session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// Animal and colour.
    pub avatar: Avatar,
    /// Items answered.
    pub answered: u32,
    /// Items there are on one walk.
    pub items: u32,
    /// Walked to the end.
    pub finished: bool,
}

/// Closes the open session. The class's result is computed and, where the machine has a
/// task list, sealed and queued in the same transaction.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CloseSession {}

/// What came of a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosedSession {
    /// The lesson.
    pub lesson: LessonId,
    /// The class's level.
    pub level: u32,
    /// The exact result of the class: stays on this machine.
    pub result: Vec<CompetencyResult>,
    /// The sealed report, if one was queued.
    pub report: Option<QueuedReport>,
    /// Why none was queued, if none was.
    pub no_report: Option<NoReport>,
}

/// The class's result in one competency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompetencyResult {
    /// Which.
    pub competency: Competency,
    /// Pupils by before and after.
    pub transitions: Transitions,
}

closed_list! {
    /// Why a closed session has nothing to send.
    NoReport {
        NoTaskList = "no-task-list", NoDirectorate = "no-directorate", NoTask = "no-task",
        NoPupils = "no-pupils", TooManyPupils = "too-many-pupils",
    }
}

/// What waits to be sent, or was.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListReports {}

/// Sends what waits, oldest first, and says how each stands.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SendReports {}

/// One sealed report in the outbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueuedReport {
    /// Random, base64url; tells two reports apart, nothing more.
    pub id: String,
    /// The lesson it is about.
    pub lesson: LessonId,
    /// The class's level.
    pub level: u32,
    /// The directorate's code.
    pub directorate: String,
    /// The reporting period's name.
    pub period: String,
    /// Its size in bytes.
    pub bytes: u32,
    /// How it stands.
    pub state: ReportState,
}

closed_list! {
    /// How a report stands.
    ReportState {
        Pending = "pending", Unreachable = "unreachable", Counted = "counted",
        Refused = "refused",
    }
}

closed_list! {
    /// A known "no". Its text is chosen last, in the reader's language.
    Refusal {
        NotForYou = "not-for-you", OnlyOnThisMachine = "only-on-this-machine",
        BadRequest = "bad-request", UnknownLesson = "unknown-lesson",
        UnknownLearner = "unknown-learner", UnknownAttempt = "unknown-attempt",
        UnknownItem = "unknown-item", ResponseDoesNotFit = "response-does-not-fit",
        AnsweredOtherwise = "answered-otherwise", AvatarTaken = "avatar-taken",
        RoomFull = "room-full", SessionOpen = "session-open", NoSession = "no-session",
        UnknownDirectorate = "unknown-directorate", BadLevel = "bad-level",
        DiskFull = "disk-full", StoreBroken = "store-broken", Offline = "offline",
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.as_str())
    }
}

impl std::error::Error for Refusal {}
