//! What the tests share: a content with one lesson of the repository, a task list, and short
//! ways to play.

use std::fs;
use std::path::{Path, PathBuf};

use classroom::{Caller, Classroom, Content};
use learning::api::{
    Attempt, Board, CreateLearner, Learner, OpenSession, Role, StartAttempt, SubmitResponse,
};
use learning::avatar::{Animal, Avatar, Colour};
use learning::lesson::{Band, Form, Item, Lesson, Rule};
use learning::scoring::{Outcome, Response};
use learning::{AttemptId, LessonId};
use report::hpke::HpkeKeypair;
use report::{Aggregator, EncodedHpkeConfig, Period, Task, TaskId, TaskList};
use tempfile::TempDir;

pub(crate) const CHILD: Caller = Caller::Window(Role::Pupil);
pub(crate) const PUPIL: Caller = Caller::Device(Role::Pupil);
pub(crate) const TEACHER: Caller = Caller::Window(Role::Teacher);

pub(crate) const DIRECTORATE: &str = "09.541";
pub(crate) const LEVEL: u32 = 5;

/// The lesson that is played.
pub(crate) fn g7() -> LessonId {
    "g7".into()
}

/// A content folder with one lesson of the repository.
pub(crate) fn content_folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    for part in ["kit", "lessons/g7"] {
        fs::create_dir_all(folder.path().join(part)).unwrap();
        for entry in fs::read_dir(repository.join(part)).unwrap() {
            let entry = entry.unwrap();
            if entry.path().is_file() {
                fs::copy(
                    entry.path(),
                    folder.path().join(part).join(entry.file_name()),
                )
                .unwrap();
            }
        }
    }
    folder
}

pub(crate) fn content() -> Content {
    Content::from_folder(content_folder().path()).unwrap()
}

pub(crate) fn lesson() -> Lesson {
    content().lesson(&g7()).unwrap().lesson.clone()
}

/// A machine in a folder of its own.
pub(crate) struct Machine {
    pub(crate) folder: TempDir,
    pub(crate) classroom: Classroom,
    pub(crate) lesson: Lesson,
}

pub(crate) fn machine() -> Machine {
    let folder = tempfile::tempdir().unwrap();
    let classroom = Classroom::open(folder.path(), content()).unwrap();
    Machine {
        folder,
        classroom,
        lesson: lesson(),
    }
}

/// A machine whose academy's leader is at that address.
pub(crate) fn machine_of(leader: &str) -> Machine {
    let machine = machine();
    let list = write_tasks(machine.folder.path(), &task_list(leader));
    machine
        .classroom
        .import_tasks(list.to_str().unwrap())
        .unwrap();
    machine
}

/// A list with one task for each of two directorates and two levels.
pub(crate) fn task_list(leader: &str) -> TaskList {
    let competencies: Vec<_> = lesson()
        .measured()
        .iter()
        .map(|one| one.as_str().to_owned())
        .collect();
    let places = [
        (DIRECTORATE, 4),
        (DIRECTORATE, 5),
        ("09.001", 4),
        ("09.001", 5),
    ];
    let aggregator = |url: &str, id| Aggregator {
        url: url.parse().unwrap(),
        hpke_config: EncodedHpkeConfig(HpkeKeypair::generate(id).config().clone()),
    };
    TaskList {
        serial: 7,
        preview: true,
        one_party: false,
        period: Period {
            name: "2026-2027-S1".to_owned(),
            start: 20_700 * 86_400,
            duration: 150 * 86_400,
        },
        leader: aggregator(leader, 1),
        helper: aggregator("https://helper.example/", 2),
        tasks: (1_u8..)
            .zip(places)
            .map(|(id, (province, level))| Task {
                id: TaskId::from([id; 32]),
                province: province.to_owned(),
                aref: "09".to_owned(),
                level,
                pack: "g7".to_owned(),
                vector_length: competencies.len() * 5,
                competencies: competencies.clone(),
            })
            .collect(),
    }
}

/// Writes a list outside of where the machine keeps its own.
pub(crate) fn write_tasks(folder: &Path, list: &TaskList) -> PathBuf {
    let path = folder.join("offered.json");
    fs::write(&path, list.to_json().unwrap()).unwrap();
    path
}

/// The avatar of that number, 0 to 47.
pub(crate) fn avatar(number: usize) -> Avatar {
    Avatar {
        animal: Animal::ALL[number / 6],
        colour: Colour::ALL[number % 6],
    }
}

/// Which answer a pupil gives to the questions of a form.
#[derive(Clone, Copy)]
pub(crate) enum Answers {
    Right,
    Wrong,
    None,
}

impl Machine {
    pub(crate) fn create(&self, caller: Caller, number: usize) -> Learner {
        let request = CreateLearner {
            avatar: avatar(number),
            language: "ar".to_owned(),
            band: Band::Later,
        };
        self.classroom.ask(caller, &request).unwrap()
    }

    pub(crate) fn start(&self, caller: Caller, learner: &Learner) -> Attempt {
        let request = StartAttempt {
            learner: learner.id.clone(),
            lesson: g7(),
        };
        self.classroom.ask(caller, &request).unwrap()
    }

    pub(crate) fn submit(&self, attempt: &AttemptId, item: &Item, response: Response) -> Outcome {
        let request = SubmitResponse {
            attempt: attempt.clone(),
            item: item.id.clone(),
            ordinal: 1,
            response,
        };
        self.classroom.ask(PUPIL, &request).unwrap()
    }

    pub(crate) fn open_session(&self, directorate: Option<&str>) -> Board {
        let request = OpenSession {
            lesson: g7(),
            level: LEVEL,
            directorate: directorate.map(str::to_owned),
        };
        self.classroom.ask(TEACHER, &request).unwrap()
    }

    /// A pupil on a device joins and answers the questions before and after.
    pub(crate) fn pupil(&self, number: usize, before: Answers, after: Answers) -> Learner {
        let learner = self.create(PUPIL, number);
        self.walk(&learner, before, after);
        learner
    }

    pub(crate) fn walk(&self, learner: &Learner, before: Answers, after: Answers) {
        let attempt = self.start(PUPIL, learner);
        let forms = [
            (attempt.first_form, before),
            (attempt.first_form.other(), after),
        ];
        for (form, answers) in forms {
            self.answer_form(&attempt.id, form, answers);
        }
    }

    fn answer_form(&self, attempt: &AttemptId, form: Form, answers: Answers) {
        for question in self.lesson.form(form) {
            let item = question.item();
            let response = match answers {
                Answers::Right => right(&item),
                Answers::Wrong => Response::DontKnow,
                Answers::None => continue,
            };
            self.submit(attempt, &item, response);
        }
    }
}

/// An answer that gets all the points.
pub(crate) fn right(item: &Item) -> Response {
    match &item.rule {
        Rule::Choice(points) => {
            let (choice, _) = points.iter().max_by_key(|(_, points)| **points).unwrap();
            Response::Choice {
                choice: choice.clone(),
            }
        }
        Rule::Clues(clues) => Response::Clues {
            found: clues.iter().cloned().collect(),
        },
    }
}
