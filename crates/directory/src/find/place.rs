//! The places of services, as points on a sphere.

use reticolo_base::Point;
use serde::{Deserialize, Serialize};

/// No opening hours are known, or no area.
pub(super) const NONE: u32 = u32::MAX;

const RADIUS_KM: f32 = 6_371.0;

/// One place of a service.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct Place {
    /// Unit vector from the centre of the earth; NaN where no point is known or the address is protected.
    at: [f32; 3],
    /// Its area, or [`NONE`].
    pub area: u32,
    /// Its opening, or [`NONE`].
    pub opening: u32,
    /// Its name, or [`NONE`].
    pub name: u32,
}

/// A point as a unit vector.
pub(super) fn vector(point: Point) -> [f32; 3] {
    let (lat, lon) = (point.lat().to_radians(), point.lon().to_radians());
    [(lat.cos() * lon.cos()) as f32, (lat.cos() * lon.sin()) as f32, lat.sin() as f32]
}

/// The square of the chord between points so many kilometres apart.
pub(super) fn chord_of(km: f64) -> f32 {
    let half = (km.clamp(0.0, 20_000.0) as f32 / RADIUS_KM / 2.0).min(std::f32::consts::FRAC_PI_2).sin();
    4.0 * half * half
}

/// Kilometres of a squared chord.
pub(super) fn km_of(chord: f32) -> f32 {
    2.0 * RADIUS_KM * (chord.sqrt() / 2.0).min(1.0).asin()
}

impl Place {
    pub(super) fn new(point: Option<Point>, area: u32, opening: u32, name: u32) -> Self {
        Self { at: point.map_or([f32::NAN; 3], vector), area, opening, name }
    }

    /// The square of the chord to a point; NaN without a place.
    #[inline]
    pub(super) fn chord(&self, to: [f32; 3]) -> f32 {
        let [x, y, z] = self.at;
        let [a, b, c] = to;
        (x - a) * (x - a) + (y - b) * (y - b) + (z - c) * (z - c)
    }

    /// The point, to about a metre.
    pub(super) fn point(&self) -> Option<Point> {
        let [x, y, z] = self.at.map(f64::from);
        let (lat, lon) = (z.atan2(x.hypot(y)).to_degrees(), y.atan2(x).to_degrees());
        let round = |degrees: f64| (degrees * 1e5).round() / 1e5;
        Point::new(round(lat), round(lon)).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn without_a_point_there_is_no_distance() {
        let nowhere = Place::new(None, NONE, NONE, NONE);
        assert!(nowhere.chord([1.0, 0.0, 0.0]).is_nan() && nowhere.point().is_none());
    }

    proptest! {
        #[test]
        fn distances_are_those_of_the_sphere(a in -80.0..80.0f64, b in -179.0..179.0f64, c in -80.0..80.0f64, d in -179.0..179.0f64) {
            let (from, to) = (Point::new(a, b).unwrap(), Point::new(c, d).unwrap());
            let place = Place::new(Some(from), NONE, NONE, NONE);
            let km = f64::from(km_of(place.chord(vector(to))));
            let right = from.km_to(to);
            prop_assert!((km - right).abs() < 0.02 + right * 0.002 || right > 19_000.0, "{km} {right}");
            prop_assert!(place.point().unwrap().km_to(from) < 0.02);
            prop_assert!(right > 19_000.0 || (chord_of(right) - place.chord(vector(to))).abs() < 0.01);
        }
    }
}
