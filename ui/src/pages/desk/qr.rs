//! An address as a QR code, for tablets with a camera.

use qrcodegen::{QrCode, QrCodeEcc};

/// The quiet margin around a code, in modules, as its standard asks.
const MARGIN: i32 = 4;

/// A code as one SVG path, and the side of its square view box. `None` for a text too long.
pub(super) fn path(text: &str) -> Option<(String, i32)> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let size = code.size();
    let mut path = String::new();
    for y in 0..size {
        for x in 0..size {
            if code.get_module(x, y) {
                path.push_str(&format!("M{} {}h1v1h-1z", x + MARGIN, y + MARGIN));
            }
        }
    }
    Some((path, size + 2 * MARGIN))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_a_classroom_makes_a_small_code() {
        let (drawn, side) = path("http://192.168.137.1:8017/").expect("it fits");
        assert_eq!(side, 25 + 2 * MARGIN);
        // The corner of the first finder pattern stands inside the margin.
        assert!(drawn.starts_with("M4 4h1v1h-1z"), "{drawn}");
    }

    #[test]
    fn a_text_that_no_code_can_hold_is_not_drawn() {
        assert!(path(&"x".repeat(5_000)).is_none());
    }
}
