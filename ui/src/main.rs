//! The page's start: everything else is in the library, where it can be tested natively.

fn main() {
    ui::start();
}
