//! What all pages share: language, who plays, the voice, the colours; and the shell that
//! shows the page of the address.

use std::rc::Rc;

use i18n::{Language, Texts};
use learning::api::{Learner, Refusal};
use sycamore::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::pages::{Desk, Hello, LessonPlayer, Map};
use crate::parts::Notice;
use crate::route::{self, Route};
use crate::speech::Speech;
use crate::{settings, words};

/// What all pages share. Found with `use_context::<App>()`.
#[derive(Clone, Copy)]
pub struct App {
    /// The reader's language.
    pub language: Signal<Language>,
    /// The app's words in that language.
    pub texts: ReadSignal<Rc<Texts>>,
    /// Who plays, once chosen.
    pub learner: Signal<Option<Learner>>,
    /// The page shown.
    pub route: Signal<Route>,
    /// The voice.
    pub speech: Speech,
    /// Strong colours.
    pub contrast: Signal<bool>,
    /// A "no" that is being said.
    pub notice: Signal<Option<Refusal>>,
}

impl App {
    /// The start: what this device remembers.
    pub fn new(route: Signal<Route>) -> Self {
        let remembered = settings::read("language").and_then(|code| Language::from_code(&code));
        let language = create_signal(remembered.unwrap_or(Language::Arabic));
        let texts = create_memo(move || Rc::new(Texts::new(language.get())));
        Self {
            language,
            texts,
            learner: create_signal(
                settings::read("learner").and_then(|learner| serde_json::from_str(&learner).ok()),
            ),
            route,
            speech: Speech::new(),
            contrast: create_signal(settings::read("contrast").as_deref() == Some("strong")),
            notice: create_signal(None),
        }
    }

    /// One of the app's texts, in the reader's language, set as it is printed.
    pub fn say(self, text: impl Fn(&Texts) -> String) -> String {
        words::typeset(self.language.get(), &self.texts.with(|texts| text(texts)))
    }

    /// The text of a closed list's member; its id is made from its name.
    pub fn named(self, prefix: &str, name: &str) -> String {
        let id = format!("{prefix}-{name}");
        self.say(|texts| texts.get(&id).unwrap_or_default())
    }

    /// A known "no" as a sentence.
    pub fn refusal(self, refusal: Refusal) -> String {
        self.named("refusal", refusal.as_str())
    }

    /// The clip that speaks a message of the app, in the reader's language.
    pub fn clip(self, message: &str) -> String {
        words::message_clip(self.language.get(), message)
    }

    /// Speaks another language from now on.
    pub fn speak(self, language: Language) {
        self.speech.stop();
        self.language.set(language);
        settings::write("language", Some(language.code()));
    }

    /// Strong colours or not; the device remembers.
    pub fn strong_colours(self, wanted: bool) {
        self.contrast.set(wanted);
        settings::write("contrast", wanted.then_some("strong"));
    }

    /// Another child plays, or nobody.
    pub fn plays(self, learner: Option<Learner>) {
        // In the window the store knows the children; a browser must remember its own.
        if !crate::backend::in_window() {
            let text = learner
                .as_ref()
                .and_then(|learner| serde_json::to_string(learner).ok());
            settings::write("learner", text.as_deref());
        }
        self.learner.set(learner);
    }

    /// Does something that takes a moment; a "no" is said to the reader. Nothing is done when
    /// the reader has left the page in the meantime.
    pub fn then<T: 'static>(
        self,
        work: impl Future<Output = Result<T, Refusal>> + 'static,
        done: impl FnOnce(T) + 'static,
    ) {
        self.after(work, move |result| match result {
            Ok(value) => done(value),
            Err(refusal) => self.notice.set(Some(refusal)),
        });
    }

    /// The same, for whoever has something to do after a "no", too.
    pub fn after<T: 'static>(
        self,
        work: impl Future<Output = T> + 'static,
        done: impl FnOnce(T) + 'static,
    ) {
        let scope = use_current_scope();
        // What belongs to a page that was left is gone, and touching it would stop the app.
        let page = create_signal(());
        spawn_local(async move {
            let result = work.await;
            if page.is_alive() {
                scope.run_in(move || done(result));
            }
        });
    }
}

/// The document's own settings: language, direction, colours, skin.
fn dress_document(app: App) {
    create_effect(move || {
        let language = app.language.get();
        let contrast = app.contrast.get();
        let skin = match app.route.get_clone() {
            Route::Desk => "skin-adult",
            Route::Hello => "",
            Route::Map | Route::Lesson(_) => match app.learner.get_clone() {
                Some(learner) if learner.band == learning::lesson::Band::Later => "skin-912",
                _ => "",
            },
        };
        let Some(root) = web_sys::window()
            .and_then(|window| window.document())
            .and_then(|document| document.document_element())
        else {
            return;
        };
        let _ = root.set_attribute("lang", language.code());
        let _ = root.set_attribute("dir", language.direction());
        let _ = root.set_attribute("data-theme", if contrast { "hc" } else { "light" });
        root.set_class_name(skin);
    });
}

/// The whole app.
#[component]
pub fn Shell() -> View {
    let app = App::new(route::follow());
    provide_context(app);
    dress_document(app);
    create_effect(move || {
        app.route.track();
        app.speech.stop();
        app.notice.set(None);
    });
    view! {
        Kit {}
        (match app.route.get_clone() {
            Route::Hello => view! { Hello {} },
            Route::Map => view! { Map {} },
            Route::Lesson(id) => view! { LessonPlayer(id=id) },
            Route::Desk => view! { Desk {} },
        })
        Notice {}
    }
}

/// The kit's symbols, fetched once and put into the document, where pictures point at them.
#[component]
fn Kit() -> View {
    let place = create_node_ref();
    spawn_local(async move {
        if let Some(sprite) = fetch_text("kit.svg").await
            && let Some(node) = place.try_get()
        {
            use wasm_bindgen::JsCast as _;
            let element: web_sys::Element = node.unchecked_into();
            element.set_inner_html(&sprite);
        }
        if let Some(wait) = web_sys::window()
            .and_then(|window| window.document())
            .and_then(|document| document.get_element_by_id("wait"))
        {
            wait.remove();
        }
    });
    view! { div(class="sprite", r#ref=place) }
}

async fn fetch_text(address: &str) -> Option<String> {
    use wasm_bindgen::JsCast as _;
    use wasm_bindgen_futures::JsFuture;
    let response = JsFuture::from(web_sys::window()?.fetch_with_str(address))
        .await
        .ok()?;
    let response: web_sys::Response = response.dyn_into().ok()?;
    JsFuture::from(response.text().ok()?)
        .await
        .ok()?
        .as_string()
}
