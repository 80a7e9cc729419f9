//! The window's commands, one for each request of the one list: decode, one call, encode.

use std::sync::Arc;

use classroom::{Caller, Classroom};
use learning::api::Refusal;
use serde_json::Value;
use tauri::{State, WebviewWindow};

use crate::windows;

macro_rules! commands {
    ($(($request:ident, $name:ident, [$($role:ident),*], $reply:ty))*) => {
        $(
            #[tauri::command]
            async fn $name(
                window: WebviewWindow,
                classroom: State<'_, Arc<Classroom>>,
                request: Value,
            ) -> Result<Value, Refusal> {
                let caller = Caller::Window(windows::role(window.label()));
                classroom.inner().clone().call_async(caller, stringify!($name).to_owned(), request).await
            }
        )*

        /// Answers all of them.
        pub(crate) fn handler() -> impl Fn(tauri::ipc::Invoke<tauri::Wry>) -> bool + Send + Sync {
            tauri::generate_handler![$($name),*]
        }
    };
}
learning::for_each_request!(commands);

#[cfg(test)]
mod tests {
    use learning::api::{REQUESTS, Role};

    /// The requests that a capability file allows.
    fn allowed(file: &str) -> Vec<String> {
        let capability: serde_json::Value =
            serde_json::from_str(file).expect("the capability is JSON");
        let permissions = capability["permissions"]
            .as_array()
            .expect("it lists permissions");
        permissions
            .iter()
            .filter_map(|permission| permission.as_str()?.strip_prefix("allow-"))
            .map(|name| name.replace('-', "_"))
            .collect()
    }

    fn of_role(role: Role) -> Vec<String> {
        REQUESTS
            .iter()
            .filter(|(_, roles)| roles.contains(&role))
            .map(|(name, _)| (*name).to_owned())
            .collect()
    }

    #[test]
    fn the_pupils_window_may_ask_what_pupils_may_ask() {
        let file = include_str!("../capabilities/pupil.json");
        assert_eq!(allowed(file), of_role(Role::Pupil));
    }

    #[test]
    fn the_desk_may_ask_what_teachers_may_ask() {
        let file = include_str!("../capabilities/desk.json");
        assert_eq!(allowed(file), of_role(Role::Teacher));
    }
}
