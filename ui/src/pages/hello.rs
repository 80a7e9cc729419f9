//! Who plays: language, animal, colour, ages. No name, no age in years, no picture is asked,
//! and the page says so.

use i18n::Language;
use learning::api::{CreateLearner, GetRoom, Learner, ListLearners, OpenDesk};
use learning::avatar::{Animal, Avatar, Colour};
use learning::lesson::Band;
use sycamore::prelude::*;

use crate::app::App;
use crate::backend::{call, in_window};
use crate::parts::{AvatarBadge, Bal, MessageEar, Picture, SoundTile, animal_picture};
use crate::route::Route;

/// First the children this machine knows, if there are any; then the choice of a new one.
#[component]
pub fn Hello() -> View {
    let app = use_context::<App>();
    let known = create_signal(None::<Vec<Learner>>);
    let new = create_signal(false);
    app.then(call(ListLearners {}), move |learners| {
        known.set(Some(learners))
    });
    view! {
        (match known.get_clone() {
            Some(learners) if !learners.is_empty() && !new.get() => {
                view! { Known(learners=learners, new=new) }
            }
            Some(learners) => view! {
                Choose(taken=learners.into_iter().map(|learner| learner.avatar).collect(), back=new)
            },
            None => view! { main(class="loading", aria-busy="true") },
        })
    }
}

/// The children of this machine: one tap and one is back on one's own map.
#[component(inline_props)]
fn Known(learners: Vec<Learner>, new: Signal<bool>) -> View {
    let app = use_context::<App>();
    let tiles = learners
        .into_iter()
        .map(|learner| {
            let avatar = learner.avatar;
            let label = move || avatar_name(app, avatar);
            view! {
                button(r#type="button", class="tile who", aria-label=label, on:click=move |_| {
                    if let Some(language) = Language::from_code(&learner.language) {
                        app.speak(language);
                    }
                    app.plays(Some(learner.clone()));
                    Route::Map.go();
                }) { AvatarBadge(avatar=avatar) }
            }
        })
        .collect::<Vec<_>>();
    view! {
        main(class="known") {
            header(class="top bare") { div(class="grow") Languages {} SoundTile {} }
            div(class="q") {
                Bal(mood="happy")
                div(class="say") { h1 { (app.say(|t| t.hello_who())) } MessageEar(messages=vec![i18n::id::HELLO_WHO]) }
            }
            div(class="crowd") {
                (tiles)
                button(r#type="button", class="tile who plus", on:click=move |_| new.set(true)) {
                    span(class="sign", aria-hidden="true") { "+" }
                    span { (app.say(|t| t.hello_new())) }
                }
            }
            Adults {}
        }
    }
}

/// "Fennec, blue": what an avatar is called.
fn avatar_name(app: App, avatar: Avatar) -> String {
    let animal = app.named("animal", avatar.animal.as_str());
    let colour = app.named("colour", avatar.colour.as_str());
    app.say(move |t| t.avatar(animal.clone(), colour.clone()))
}

/// Three numbered steps and one blue button.
#[component(inline_props)]
fn Choose(taken: Vec<Avatar>, back: Signal<bool>) -> View {
    let app = use_context::<App>();
    let animal = create_signal(None::<Animal>);
    let colour = create_signal(None::<Colour>);
    let band = create_signal(Band::Early);
    let room = create_signal(None::<Band>);
    // In a class session the lesson says for which ages it is.
    app.then(call(GetRoom {}), move |found| {
        if let Some(wanted) = found.band {
            band.set(wanted);
        }
        room.set(found.band);
    });
    app.speech.say(vec![app.clip(i18n::id::HELLO_ANIMAL)]);
    let some_taken = !taken.is_empty();
    let taken = create_signal(taken);
    let is_taken = move || match (animal.get(), colour.get()) {
        (Some(animal), Some(colour)) => {
            taken.with(|taken| taken.contains(&Avatar { animal, colour }))
        }
        _ => false,
    };
    let ready = move || animal.get().is_some() && colour.get().is_some() && !is_taken();
    let enter = move |_| {
        let (Some(animal), Some(colour)) = (animal.get(), colour.get()) else {
            return;
        };
        let request = CreateLearner {
            avatar: Avatar { animal, colour },
            language: app.language.get().code().to_owned(),
            band: band.get(),
        };
        app.after(call(request), move |reply| match reply {
            Ok(learner) => {
                app.plays(Some(learner));
                Route::Map.go();
            }
            Err(refusal) => {
                app.speech.say(vec![app.clip(i18n::id::HELLO_TAKEN)]);
                app.notice.set(Some(refusal));
            }
        });
    };
    let animals = Animal::ALL
        .iter()
        .enumerate()
        .map(|(place, one)| {
            let one = *one;
            view! {
                button(
                    r#type="button",
                    class=move || if animal.get() == Some(one) { "tile on" } else { "tile" },
                    aria-pressed=move || (animal.get() == Some(one)).to_string(),
                    aria-label=move || app.named("animal", one.as_str()),
                    "data-animal"=one.as_str(),
                    on:click=move |_| {
                        animal.set(Some(one));
                        app.speech.say(vec![app.clip(&format!("animal-{}", one.as_str()))]);
                    }
                ) { Picture(id=animal_picture(one), class=format!("t{}", [1, 2, 3, 4, 5, 6, 3, 1][place % 8])) }
            }
        })
        .collect::<Vec<_>>();
    let colours = Colour::ALL
        .iter()
        .map(|one| {
            let one = *one;
            view! {
                button(
                    r#type="button",
                    class=move || format!("tile c-{}{}", one.as_str(), if colour.get() == Some(one) { " on" } else { "" }),
                    aria-pressed=move || (colour.get() == Some(one)).to_string(),
                    aria-label=move || app.named("colour", one.as_str()),
                    "data-colour"=one.as_str(),
                    on:click=move |_| {
                        colour.set(Some(one));
                        app.speech.say(vec![app.clip(&format!("colour-{}", one.as_str()))]);
                    }
                ) { Picture(id="khatam") }
            }
        })
        .collect::<Vec<_>>();
    view! {
        main(class="hello") {
            section(class="pick") {
                div(class="grp") {
                    Step(number=1, message=i18n::id::HELLO_LANGUAGE)
                    Languages {}
                }
                div(class="grp") {
                    Step(number=2, message=i18n::id::HELLO_ANIMAL)
                    div(class="animals", role="group", aria-label=move || app.say(|t| t.hello_animal())) { (animals) }
                }
                div(class="grp") {
                    Step(number=3, message=i18n::id::HELLO_COLOUR)
                    div(class="colours", role="group", aria-label=move || app.say(|t| t.hello_colour())) { (colours) }
                }
            }
            aside(class="niche") {
                Window {}
                (match (animal.get(), colour.get()) {
                    (Some(animal), colour) => view! {
                        span(class=format!("big {}", if colour.is_some() { "" } else { "bare" })) {
                            AvatarBadge(avatar=Avatar { animal, colour: colour.unwrap_or(Colour::Saffron) })
                        }
                    },
                    (None, Some(colour)) => view! { span(class="big") { span(class=format!("av c-{}", colour.as_str())) { Picture(id="khatam") } } },
                    (None, None) => view! {},
                })
                Bal(mood=move || if ready() { "happy" } else { "calm" })
                (if room.get().is_none() {
                    view! {
                        div(class="ages", role="group", aria-label=move || app.say(|t| t.hello_age())) {
                            (Band::ALL.iter().map(|one| {
                                let one = *one;
                                let id = if one == Band::Early { i18n::id::AGE_EARLY } else { i18n::id::AGE_LATER };
                                view! {
                                    button(
                                        r#type="button",
                                        class=move || if band.get() == one { "tile on" } else { "tile" },
                                        aria-pressed=move || (band.get() == one).to_string(),
                                        aria-label=move || app.named("age", if one == Band::Early { "early" } else { "later" }),
                                        "data-band"=one.as_str(),
                                        on:click=move |_| {
                                            band.set(one);
                                            app.speech.say(vec![app.clip(id)]);
                                        }
                                    ) { bdi(dir="ltr") { (one.as_str().replace('-', " – ")) } }
                                }
                            }).collect::<Vec<_>>())
                        }
                    }
                } else { view! {} })
                p(class="promise") {
                    span { (app.say(|t| if is_taken() { t.hello_taken() } else { t.hello_no_name() })) }
                    MessageEar(messages=vec![i18n::id::HELLO_NO_NAME, i18n::id::HELLO_NOTICE])
                }
                div(class="acts") {
                    (if some_taken {
                        view! {
                            button(r#type="button", class="tile sq", aria-label=move || app.say(|t| t.back()), on:click=move |_| back.set(false)) {
                                Picture(id="i-back", class="ic i-dir")
                            }
                        }
                    } else { view! {} })
                    button(
                        r#type="button", class="tile maj go",
                        disabled=move || !ready(),
                        on:click=enter
                    ) { (app.say(|t| t.hello_go())) Picture(id="i-back", class="ic i-next") }
                }
            }
            Adults {}
        }
    }
}

/// A numbered step with its voice.
#[component(inline_props)]
fn Step(number: u32, message: &'static str) -> View {
    let app = use_context::<App>();
    let (prefix, name) = message.split_once('-').unwrap_or((message, ""));
    view! {
        div(class="step") {
            b { Picture(id="khatam") (number.to_string()) }
            h2 { (app.named(prefix, name)) }
            MessageEar(messages=vec![message])
        }
    }
}

/// The languages, each in its own writing.
#[component]
fn Languages() -> View {
    let app = use_context::<App>();
    let tiles = Language::ALL
        .iter()
        .map(|one| {
            let one = *one;
            view! {
                button(
                    r#type="button",
                    class=move || if app.language.get() == one { "tile on" } else { "tile" },
                    aria-pressed=move || (app.language.get() == one).to_string(),
                    lang=one.code(),
                    on:click=move |_| app.speak(one)
                ) { (app.named("language", one.code())) }
            }
        })
        .collect::<Vec<_>>();
    view! { div(class="langs") { (tiles) } }
}

/// The way to the teacher's desk: small, at the edge, for grown-ups. Only in the window.
#[component]
fn Adults() -> View {
    let app = use_context::<App>();
    view! {
        (if in_window() {
            view! {
                button(r#type="button", class="adults", on:click=move |_| app.then(call(OpenDesk {}), |()| {})) {
                    (app.say(|t| t.adults()))
                }
            }
        } else { view! {} })
    }
}

/// The arch through which one sees the Atlas.
#[component]
fn Window() -> View {
    view! {
        svg(class="arch", "viewBox"="0 0 336 424", "preserveAspectRatio"="none", "aria-hidden"="true") {
            path(fill="#E6CCA6", d="M0 424V160C0 62 70 0 168 0s168 62 168 160v264Z")
            path(fill="#BFE1EE", d="M22 424V164C22 76 84 22 168 22s146 54 146 142v260Z")
            path(fill="#8FA6C9", d="M22 330 96 236l52 50 56-72 110 120v90H22Z")
            path(fill="#fff", d="M96 236l26 26-14 4-12-8-16 6ZM204 214l34 38-16 2-14-12-16 10-10-8Z")
            path(fill="#7E9A55", d="M22 350q140-60 292 0v74H22Z")
            path(fill="url(#zellige)", d="M22 376h292v48H22Z")
            path(fill="#B4482A", d="M22 370h292v8H22Z")
        }
    }
}
