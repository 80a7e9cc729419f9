//! Tells Tauri the commands that exist, from the one list of requests: what is not named
//! here cannot be allowed, and what a window's capability does not allow is refused.

fn main() {
    let commands: Vec<&'static str> = learning::api::REQUESTS
        .iter()
        .map(|(name, _)| *name)
        .collect();
    let manifest = tauri_build::AppManifest::new().commands(commands.leak());
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))
        .expect("the window's configuration is sound");
}
