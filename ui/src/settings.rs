//! What a device remembers of how someone likes it: language, sound, colours. In a browser
//! also which child plays, because there the device is the child's seat; in the window the
//! children are in the store.

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// What was remembered under that name.
pub fn read(name: &str) -> Option<String> {
    storage()?.get_item(name).ok()?
}

/// Remembers, or forgets. A full or forbidden storage is no reason to disturb a child.
pub fn write(name: &str, value: Option<&str>) {
    let Some(storage) = storage() else { return };
    let _ = match value {
        Some(value) => storage.set_item(name, value),
        None => storage.remove_item(name),
    };
}
