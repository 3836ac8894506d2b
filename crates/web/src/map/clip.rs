//! Rings cut to a window and thinned to what an eye can see.

use super::Window;
use std::fmt::Write as _;

/// Steps shorter than this many units are left out.
const FINEST: f64 = 1.5;

/// How far outside the window a ring still runs, in units, so that its cut edges stay out of sight.
const MARGIN: f64 = 8.0;

type Corner = (f64, f64);

/// Writes a ring of longitudes and latitudes as a path in whole units; nothing when it is out of sight.
pub fn ring(ring: &[[f64; 2]], window: &Window, width: f64, path: &mut String) {
    let corners: Vec<Corner> =
        ring.iter().map(|[lon, lat]| window.project_degrees(*lon, *lat, width)).collect();
    let corners = cut(&corners, width, window.height(width));
    let mut last: Option<(i64, i64)> = None;
    let mut kept: Option<Corner> = None;
    let mut written = String::new();
    let mut count = 0;
    for corner in corners {
        if kept.is_some_and(|(x, y)| (corner.0 - x).hypot(corner.1 - y) < FINEST) {
            continue;
        }
        kept = Some(corner);
        // Within the window and its margin every number is far below 2^53.
        #[allow(clippy::cast_possible_truncation)]
        let (x, y) = (corner.0.round() as i64, corner.1.round() as i64);
        let _ = match last {
            None => write!(written, "M{x} {y}"),
            Some((a, b)) => write!(written, "l{} {}", x - a, y - b),
        };
        last = Some((x, y));
        count += 1;
    }
    if count > 2 {
        path.push_str(&written);
        path.push('z');
    }
}

/// Sutherland and Hodgman's way of cutting a polygon to a box (1974), one edge after the other.
fn cut(corners: &[Corner], width: f64, height: f64) -> Vec<Corner> {
    let (left, top, right, bottom) = (-MARGIN, -MARGIN, width + MARGIN, height + MARGIN);
    let upright =
        |at: f64| move |(ax, ay): Corner, (bx, by): Corner| (at, ay + (by - ay) * (at - ax) / (bx - ax));
    let level =
        |at: f64| move |(ax, ay): Corner, (bx, by): Corner| (ax + (bx - ax) * (at - ay) / (by - ay), at);
    let corners = along(corners, |c| c.0 >= left, upright(left));
    let corners = along(&corners, |c| c.0 <= right, upright(right));
    let corners = along(&corners, |c| c.1 >= top, level(top));
    along(&corners, |c| c.1 <= bottom, level(bottom))
}

fn along(
    corners: &[Corner],
    inside: impl Fn(Corner) -> bool,
    meet: impl Fn(Corner, Corner) -> Corner,
) -> Vec<Corner> {
    let mut out = Vec::with_capacity(corners.len());
    let Some(mut before) = corners.last().copied() else { return out };
    for corner in corners.iter().copied() {
        if inside(corner) != inside(before) {
            out.push(meet(before, corner));
        }
        if inside(corner) {
            out.push(corner);
        }
        before = corner;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use reticolo_base::Point;

    fn window() -> Window {
        Window::around(&[Point::new(41.0, 16.0).unwrap()], 10.0).unwrap()
    }

    #[test]
    fn a_ring_around_the_window_is_cut_to_it() {
        let mut path = String::new();
        ring(&[[0.0, 30.0], [40.0, 30.0], [40.0, 60.0], [0.0, 60.0]], &window(), 640.0, &mut path);
        assert!(path.starts_with('M') && path.ends_with('z') && path.len() < 80, "{path}");
    }

    #[test]
    fn a_ring_far_away_is_not_drawn() {
        let mut path = String::new();
        ring(&[[0.0, 0.0], [1.0, 0.0], [1.0, 1.0]], &window(), 640.0, &mut path);
        assert_eq!(path, "");
    }

    #[test]
    fn what_no_eye_can_see_is_left_out() {
        let fine: Vec<[f64; 2]> = (0..10_000)
            .map(|n| f64::from(n) / 10_000.0 * std::f64::consts::TAU)
            .map(|a| [16.0 + a.cos() * 0.01, 41.0 + a.sin() * 0.01])
            .collect();
        let mut path = String::new();
        ring(&fine, &window(), 640.0, &mut path);
        assert!(path.matches('l').count() < 400, "{}", path.matches('l').count());
    }
}
