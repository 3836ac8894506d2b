//! A place on earth.

use serde::{Deserialize, Serialize};

/// A place on earth in WGS 84 degrees; never off the earth.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Point {
    lat: f64,
    lon: f64,
}

/// Coordinates that are not on the earth.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("latitude is from −90 to 90 and longitude from −180 to 180")]
pub struct OffTheEarth;

impl Point {
    /// A place from its latitude (−90 to 90) and longitude (−180 to 180), in degrees.
    ///
    /// # Errors
    /// [`OffTheEarth`] for anything else, NaN included.
    pub fn new(lat: f64, lon: f64) -> Result<Self, OffTheEarth> {
        if (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon) {
            Ok(Self { lat, lon })
        } else {
            Err(OffTheEarth)
        }
    }

    /// Latitude, degrees.
    pub fn lat(self) -> f64 {
        self.lat
    }

    /// Longitude, degrees.
    pub fn lon(self) -> f64 {
        self.lon
    }

    /// Great-circle distance in kilometres on a sphere of 6,371 km (haversine; error below 0.6 %).
    pub fn km_to(self, other: Self) -> f64 {
        let (a, b) = (self.lat.to_radians(), other.lat.to_radians());
        let half_lat = ((b - a) / 2.0).sin();
        let half_lon = ((other.lon - self.lon).to_radians() / 2.0).sin();
        let h = half_lat * half_lat + a.cos() * b.cos() * half_lon * half_lon;
        2.0 * 6371.0 * h.sqrt().min(1.0).asin()
    }
}

impl<'de> Deserialize<'de> for Point {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Raw {
            lat: f64,
            lon: f64,
        }
        let raw = Raw::deserialize(deserializer)?;
        Self::new(raw.lat, raw.lon).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn from_bari_to_lecce_are_about_137_kilometres() {
        let (bari, lecce) = (Point::new(41.1257, 16.8620).unwrap(), Point::new(40.3529, 18.1740).unwrap());
        assert!((bari.km_to(lecce) - 139.0).abs() < 3.0, "{}", bari.km_to(lecce));
    }

    #[test]
    fn there_is_nothing_off_the_earth() {
        for (lat, lon) in [(91.0, 0.0), (0.0, 181.0), (f64::NAN, 0.0), (0.0, f64::INFINITY)] {
            assert_eq!(Point::new(lat, lon), Err(OffTheEarth));
        }
        assert!(serde_json::from_str::<Point>(r#"{"lat":100,"lon":0}"#).is_err());
    }

    proptest! {
        #[test]
        fn distance_is_symmetric_and_bounded(a in -90.0..90.0f64, b in -180.0..180.0f64, c in -90.0..90.0f64, d in -180.0..180.0f64) {
            let (p, q) = (Point::new(a, b).unwrap(), Point::new(c, d).unwrap());
            prop_assert!((p.km_to(q) - q.km_to(p)).abs() < 1e-6);
            prop_assert!(p.km_to(q) <= 20_016.0);
        }
    }
}
