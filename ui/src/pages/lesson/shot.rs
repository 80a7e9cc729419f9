//! One shot of a capsule, drawn: a background and the layers that move over it.
//!
//! The movements themselves are in `style/capsule.css`; here each layer gets its classes.
//! Scenes are not mirrored with the page, so a layer comes and goes by the nearer side of
//! its own scene. Time, voice and buttons are in `capsule`.

use learning::lesson::{Layer, Motion, Shot};
use sycamore::prelude::*;

/// The scene's width in its own units; the height is 540.
const WIDTH: f32 = 960.0;
/// One step of the classes `away-1` to `away-12`.
const AWAY: f32 = 80.0;

/// Draws a shot; it starts to move when it is put into the document.
pub fn draw(shot: &Shot) -> View {
    let layers: Vec<View> = shot.layers.iter().map(draw_layer).collect();
    let scene = format!("#{}", shot.scene);
    view! {
        svg(class="shot", "viewBox"="0 0 960 540", "aria-hidden"="true", "focusable"="false") {
            r#use(href=scene, width="960", height="540")
            (layers)
        }
    }
}

fn draw_layer(layer: &Layer) -> View {
    let mirror = if layer.flip {
        format!("matrix(-1 0 0 1 {} 0)", 2.0 * layer.x + layer.width)
    } else {
        String::new()
    };
    let href = format!("#{}", layer.picture);
    let [x, y, width, height] =
        [layer.x, layer.y, layer.width, layer.height].map(|units| units.to_string());
    let class = classes(layer);
    view! {
        g(class=class) {
            r#use(href=href, x=x, y=y, width=width, height=height, transform=mirror)
        }
    }
}

/// Motion, beginning, side, and how far the scene's edge is.
fn classes(layer: &Layer) -> String {
    let halves = (layer.at * 2.0).round() as i32;
    let by_right = match layer.motion {
        // Whoever flies is drawn looking left, and looks where one flies.
        Motion::Fly => !layer.flip,
        _ => layer.x + layer.width / 2.0 >= WIDTH / 2.0,
    };
    let (side, distance) =
        if by_right { ("by-right", WIDTH - layer.x) } else { ("by-left", layer.x + layer.width) };
    let away = ((distance / AWAY).ceil() as i32).clamp(1, 12);
    // What begins at the upper edge hangs there, and sways as things that hang do.
    let hangs = if layer.y <= 0.0 { " hangs" } else { "" };
    format!("m-{} at-{} {side} away-{away}{hangs}", layer.motion.as_str(), halves.clamp(0, 24))
}

/// Seconds until the last layer has arrived.
pub fn arrival(shot: &Shot) -> f32 {
    let last = |layer: &Layer| if layer.motion == Motion::None { 0.0 } else { layer.at + 1.5 };
    shot.layers.iter().map(last).fold(0.0, f32::max)
}

#[cfg(test)]
mod tests {
    use learning::Picture;

    use super::*;

    fn layer(x: f32, motion: Motion, at: f32) -> Layer {
        let (y, width, height) = (100.0, 200.0, 300.0);
        Layer { picture: Picture::new("o-ball"), x, y, width, height, motion, at, flip: false }
    }

    #[test]
    fn a_layer_comes_by_the_nearer_side_and_from_outside_the_scene() {
        assert_eq!(classes(&layer(100.0, Motion::Walk, 3.5)), "m-walk at-7 by-left away-4");
        assert_eq!(classes(&layer(700.0, Motion::Slide, 0.0)), "m-slide at-0 by-right away-4");
    }

    #[test]
    fn who_flies_looks_where_one_flies() {
        assert!(classes(&layer(100.0, Motion::Fly, 0.0)).contains("by-right away-11"));
        let turned = Layer { flip: true, ..layer(100.0, Motion::Fly, 0.0) };
        assert!(classes(&turned).contains("by-left"));
    }

    #[test]
    fn what_begins_at_the_upper_edge_hangs() {
        let hook = Layer { y: 0.0, ..layer(90.0, Motion::Sway, 0.0) };
        assert!(classes(&hook).ends_with(" hangs"));
        assert!(!classes(&layer(90.0, Motion::Sway, 0.0)).contains("hangs"));
    }

    #[test]
    fn a_shot_lasts_until_its_last_layer_has_arrived() {
        let layers = vec![layer(0.0, Motion::Walk, 7.0), layer(0.0, Motion::None, 9.0)];
        let shot = Shot { seconds: 5.0, scene: Picture::new("s"), lines: vec![], layers };
        assert_eq!(arrival(&shot), 8.5);
    }
}
