//! The part of the earth that a drawing shows.

use reticolo_base::Point;

/// A window in degrees, drawn so that lengths look right in its middle (equirectangular projection; over the length of
/// Puglia the error stays below one percent).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    south: f64,
    west: f64,
    north: f64,
    east: f64,
}

/// A degree of latitude, in kilometres.
const KM_PER_DEGREE: f64 = 111.2;

/// How much wider than high a window is at least.
const LANDSCAPE: f64 = 1.6;

impl Window {
    /// A window around some places, at least so many kilometres high; `None` without places.
    pub fn around(points: &[Point], least_km: f64) -> Option<Self> {
        let first = points.first()?;
        let start = [first.lat(), first.lon(), first.lat(), first.lon()];
        let [south, west, north, east] = points
            .iter()
            .fold(start, |[s, w, n, e], p| [s.min(p.lat()), w.min(p.lon()), n.max(p.lat()), e.max(p.lon())]);
        let (lat, lon) = ((south + north) / 2.0, (west + east) / 2.0);
        let narrow = narrowing(lat);
        let high = ((north - south) * 1.25).max(least_km / KM_PER_DEGREE);
        let wide = ((east - west) * 1.25).max(high * LANDSCAPE / narrow);
        let high = high.max(wide * narrow / LANDSCAPE);
        Some(Self {
            south: lat - high / 2.0,
            north: lat + high / 2.0,
            west: lon - wide / 2.0,
            east: lon + wide / 2.0,
        })
    }

    /// A window around boxes of west, south, east and north.
    pub fn of(boxes: impl Iterator<Item = [f64; 4]>) -> Self {
        let none = Self {
            south: f64::INFINITY,
            west: f64::INFINITY,
            north: f64::NEG_INFINITY,
            east: f64::NEG_INFINITY,
        };
        let all = boxes.fold(none, |all, [w, s, e, n]| Self {
            south: all.south.min(s),
            west: all.west.min(w),
            north: all.north.max(n),
            east: all.east.max(e),
        });
        if all.south.is_finite() { all } else { Self { south: 39.7, west: 14.9, north: 42.2, east: 18.6 } }
    }

    /// South, west, north and east, in degrees.
    pub fn edges(&self) -> [f64; 4] {
        [self.south, self.west, self.north, self.east]
    }

    /// The height of a drawing of this width.
    pub fn height(&self, width: f64) -> f64 {
        let narrow = narrowing((self.south + self.north) / 2.0);
        width * (self.north - self.south) / ((self.east - self.west) * narrow)
    }

    /// Where a place lies on a drawing of this width: to the right, and down.
    pub fn project(&self, point: Point, width: f64) -> (f64, f64) {
        self.project_degrees(point.lon(), point.lat(), width)
    }

    pub(super) fn project_degrees(&self, lon: f64, lat: f64, width: f64) -> (f64, f64) {
        let x = (lon - self.west) / (self.east - self.west) * width;
        let y = (self.north - lat) / (self.north - self.south) * self.height(width);
        (x, y)
    }

    /// Whether a place lies in it.
    pub fn holds(&self, point: Point) -> bool {
        (self.south..=self.north).contains(&point.lat()) && (self.west..=self.east).contains(&point.lon())
    }

    /// Whether a box of west, south, east and north has anything in common with it.
    pub fn meets(&self, [west, south, east, north]: [f64; 4]) -> bool {
        west <= self.east && east >= self.west && south <= self.north && north >= self.south
    }
}

/// How much shorter a degree of longitude is than one of latitude; never nothing, so that the poles can be drawn too.
fn narrowing(lat: f64) -> f64 {
    lat.to_radians().cos().abs().max(0.05)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_place_lies_on_its_own_map(lat in -89.0..89.0f64, lon in -179.0..179.0f64, dlat in 0.0..1.0f64, dlon in 0.0..1.0f64) {
            let points = [Point::new(lat, lon).unwrap(), Point::new(lat + dlat, lon + dlon).unwrap()];
            let window = Window::around(&points, 8.0).unwrap();
            for point in points {
                prop_assert!(window.holds(point));
                let (x, y) = window.project(point, 640.0);
                prop_assert!((0.0..=640.0).contains(&x) && (0.0..=window.height(640.0)).contains(&y), "{x} {y}");
            }
        }
    }
}
