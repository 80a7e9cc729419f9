//! What can be learned here.

use learning::api::{Door, LessonPage, ListLessons, OpenLesson, Refusal};

use crate::classroom::{Answer, Caller, Classroom};

impl Answer<ListLessons> for Classroom {
    fn answer(&self, _: Caller, request: ListLessons) -> Result<Vec<Door>, Refusal> {
        self.content
            .lessons()
            .into_iter()
            .map(|loaded| {
                let texts = loaded
                    .texts
                    .get(&request.language)
                    .ok_or(Refusal::BadRequest)?;
                let lesson = &loaded.lesson;
                Ok(Door {
                    lesson: lesson.id.clone(),
                    title: texts.get("title").cloned().unwrap_or_default(),
                    learned: texts.get("end").cloned().unwrap_or_default(),
                    band: lesson.band,
                    order: lesson.order,
                    minutes: lesson.minutes,
                    picture: lesson.door.clone(),
                    place: lesson.place.clone(),
                    host: lesson.host.clone(),
                    competencies: lesson.competencies.clone(),
                })
            })
            .collect()
    }
}

impl Answer<OpenLesson> for Classroom {
    fn answer(&self, _: Caller, request: OpenLesson) -> Result<LessonPage, Refusal> {
        let loaded = self.lesson(&request.lesson)?;
        let texts = loaded
            .texts
            .get(&request.language)
            .ok_or(Refusal::BadRequest)?;
        Ok(LessonPage {
            lesson: loaded.lesson.clone(),
            texts: texts.clone(),
            art: loaded.art.clone(),
        })
    }
}
