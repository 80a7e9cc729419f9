//! The pages that pupils and teachers see, in the window and in a browser alike.
//!
//! A stranger's map: `pages` are the rooms one can be in, `parts` what they are made of,
//! `backend` the only file that knows how a request travels, `app` what all pages share.
//! Deliberately not here: rules about learning (`learning`), words (`locales/`, `content/`).

#![allow(
    missing_docs,
    reason = "the component macro makes a struct of props without docs"
)]

pub mod app;
pub mod backend;
pub mod frame;
pub mod pages;
pub mod parts;
pub mod route;
pub mod settings;
pub mod speech;
pub mod words;

/// Shows the app in the document's body.
pub fn start() {
    sycamore::render(app::Shell);
}
