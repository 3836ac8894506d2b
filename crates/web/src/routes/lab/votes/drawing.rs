//! The opinion map as a picture: a sign for each person, another shape and colour for each group.

use crate::{Markup, Shell, markup::escaped};
use reticolo_lab::harvest::statement::{Dot, Picture};
use reticolo_words::Value;
use std::fmt::Write as _;

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 420.0;
const EDGE: f64 = 30.0;

/// The map; nothing where there is none.
pub fn map(shell: &Shell, picture: &Picture) -> Markup {
    if !picture.is_map || picture.dots.is_empty() {
        return Markup::default();
    }
    let frame = Frame::of(&picture.dots);
    let title = shell.say_with(
        "lab-harvest-map-title",
        &[
            ("people", Value::from(picture.voters as f64)),
            ("groups", Value::from(picture.groups.len() as f64)),
        ],
    );
    let mut svg = format!(
        "<svg class=\"opinions\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{}\">",
        escaped(&title)
    );
    for dot in &picture.dots {
        let (x, y) = frame.place(dot);
        // Writing to a string cannot fail.
        let _ = write!(svg, "{}", sign(dot.group, x, y));
    }
    for (number, group) in picture.groups.iter().enumerate() {
        let (x, y) = frame.place(&Dot { at: group.centre, group: None });
        let letter = char::from(b'A' + u8::try_from(number).unwrap_or(25).min(25));
        let _ = write!(
            svg,
            "<g class=\"opinion-centre\"><circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"17\"/>\
             <text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{letter}</text></g>",
            y + 7.0
        );
    }
    svg.push_str("</svg>");
    Markup(svg)
}

/// A circle, square, triangle, diamond or cross; those in no group that is shown are small and grey.
fn sign(group: Option<usize>, x: f64, y: f64) -> String {
    let class = group.map_or_else(|| "none".to_owned(), |group| group.min(4).to_string());
    let shape = match group {
        None => format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\""),
        Some(0) => format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"7\""),
        Some(1) => format!("<rect x=\"{:.1}\" y=\"{:.1}\" width=\"13\" height=\"13\"", x - 6.5, y - 6.5),
        Some(2) => format!("<path d=\"M{x:.1} {:.1}l8 14h-16z\"", y - 8.0),
        Some(3) => format!("<path d=\"M{x:.1} {:.1}l8 9l-8 9l-8-9z\"", y - 9.0),
        Some(_) => format!("<path d=\"M{:.1} {:.1}h4v5h5v4h-5v5h-4v-5h-5v-4h5z\"", x - 2.0, y - 7.0),
    };
    format!("{shape} class=\"opinion opinion-{class}\"/>")
}

/// Where the points lie on the picture.
struct Frame {
    left: f64,
    top: f64,
    scale: f64,
}

impl Frame {
    fn of(dots: &[Dot]) -> Self {
        let (mut low, mut high) = ((f64::MAX, f64::MAX), (f64::MIN, f64::MIN));
        for dot in dots {
            low = (low.0.min(dot.at.x), low.1.min(dot.at.y));
            high = (high.0.max(dot.at.x), high.1.max(dot.at.y));
        }
        let (wide, tall) = ((high.0 - low.0).max(1e-9), (high.1 - low.1).max(1e-9));
        let scale = ((WIDTH - 2.0 * EDGE) / wide).min((HEIGHT - 2.0 * EDGE) / tall);
        Self {
            left: (low.0 + high.0) / 2.0 - WIDTH / 2.0 / scale,
            top: (low.1 + high.1) / 2.0 - HEIGHT / 2.0 / scale,
            scale,
        }
    }

    fn place(&self, dot: &Dot) -> (f64, f64) {
        ((dot.at.x - self.left) * self.scale, (dot.at.y - self.top) * self.scale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use reticolo_opinion::map::Point;

    fn dot(x: f64, y: f64) -> Dot {
        Dot { at: Point { x, y }, group: Some(0) }
    }

    #[test]
    fn everybody_is_inside_the_picture() {
        for dots in [vec![dot(0.0, 0.0)], vec![dot(-3.0, 9.0), dot(40.0, -2.0), dot(1.0, 1.0)]] {
            let frame = Frame::of(&dots);
            for dot in &dots {
                let (x, y) = frame.place(dot);
                assert!((0.0..=WIDTH).contains(&x) && (0.0..=HEIGHT).contains(&y), "{x} {y}");
            }
        }
    }

    #[test]
    fn groups_differ_in_shape_and_not_by_colour_alone() {
        let shapes: std::collections::BTreeSet<String> =
            (0..5).map(|g| sign(Some(g), 10.0, 10.0).split(" class").next().unwrap().to_owned()).collect();
        assert_eq!(shapes.len(), 5);
        assert!(!sign(None, 1.0, 1.0).contains("style"));
    }
}
