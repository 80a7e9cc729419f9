//! How a request travels: by IPC in the window, by HTTP in a browser. No other file knows.

use js_sys::{JSON, Object, Reflect};
use learning::api::{Refusal, Request};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["window", "__TAURI_INTERNALS__"], catch)]
    async fn invoke(command: &str, arguments: &JsValue) -> Result<JsValue, JsValue>;
}

/// Asks, and waits for the answer or a known "no". Whatever goes wrong on the way is
/// [`Refusal::Offline`]: the caller may ask again.
pub async fn call<R: Request>(request: R) -> Result<R::Reply, Refusal> {
    let body = serde_json::to_string(&request).map_err(|_| Refusal::BadRequest)?;
    let reply = if in_window() {
        by_ipc(R::NAME, &body).await
    } else {
        by_http(R::NAME, &body).await
    }?;
    serde_json::from_str(&reply).map_err(|_| Refusal::BadRequest)
}

/// Whether this is the app's own window, not a browser.
pub fn in_window() -> bool {
    web_sys::window()
        .is_some_and(|window| Reflect::has(&window, &"__TAURI_INTERNALS__".into()).unwrap_or(false))
}

async fn by_ipc(name: &str, body: &str) -> Result<String, Refusal> {
    let request = JSON::parse(body).map_err(|_| Refusal::BadRequest)?;
    let arguments = Object::new();
    Reflect::set(&arguments, &"request".into(), &request).map_err(|_| Refusal::BadRequest)?;
    match invoke(name, &arguments).await {
        Ok(reply) => text_of(&reply),
        // What the window's permissions refuse comes as a sentence, not as one of ours.
        Err(error) => Err(error
            .as_string()
            .and_then(|code| code.parse().ok())
            .unwrap_or(Refusal::NotForYou)),
    }
}

async fn by_http(name: &str, body: &str) -> Result<String, Refusal> {
    let window = web_sys::window().ok_or(Refusal::Offline)?;
    let options = web_sys::RequestInit::new();
    options.set_method("POST");
    options.set_body(&body.into());
    let headers = web_sys::Headers::new().map_err(|_| Refusal::Offline)?;
    let _ = headers.set("Content-Type", "application/json");
    if let Some(key) = desk_key() {
        let _ = headers.set("Authorization", &format!("Bearer {key}"));
    }
    options.set_headers(&headers);
    let sent = window.fetch_with_str_and_init(&format!("api/{name}"), &options);
    let response = JsFuture::from(sent).await.map_err(|_| Refusal::Offline)?;
    let response: web_sys::Response = response.dyn_into().map_err(|_| Refusal::Offline)?;
    let text = JsFuture::from(response.text().map_err(|_| Refusal::Offline)?).await;
    let text = text
        .ok()
        .and_then(|text| text.as_string())
        .ok_or(Refusal::Offline)?;
    if response.ok() {
        return Ok(text);
    }
    let problem: Option<serde_json::Value> = serde_json::from_str(&text).ok();
    Err(problem
        .and_then(|problem| problem.get("refusal")?.as_str()?.parse().ok())
        .unwrap_or(Refusal::Offline))
}

/// The teacher's key, in the address that the program printed.
fn desk_key() -> Option<String> {
    let hash = web_sys::window()?.location().hash().ok()?;
    let (path, query) = hash.split_once('?')?;
    (path == "#/desk").then_some(())?;
    query
        .split('&')
        .find_map(|pair| pair.strip_prefix("key="))
        .map(str::to_owned)
}

fn text_of(value: &JsValue) -> Result<String, Refusal> {
    // `()` comes back as `null` or `undefined`; JSON knows only the first.
    if value.is_undefined() {
        return Ok("null".to_owned());
    }
    JSON::stringify(value)
        .map(String::from)
        .map_err(|_| Refusal::BadRequest)
}
