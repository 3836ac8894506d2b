//! Maps drawn by the server: the municipalities around some places, as one SVG without anything from elsewhere.
//!
//! The map is a picture beside a list that says the same in words.

mod clip;
mod window;

pub use window::Window;

use crate::{App, Markup};
use axum::{
    Router,
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
    routing::get,
};
use reticolo_base::Point;
use reticolo_directory::reference::Reference;
use std::{fmt::Write as _, sync::LazyLock};

/// A marker.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Marker {
    /// Where.
    pub point: Point,
    /// Its number in the list beside; `None` for a plain one.
    pub number: Option<usize>,
}

/// Width of the drawing in its own units; the height follows from the window.
const WIDTH: f64 = 640.0;

/// The surroundings of some places: boundaries and names of municipalities, and a marker at each place.
/// `None` when there is no place.
pub fn surroundings(markers: &[Marker], title: &str, least_km: f64) -> Option<Markup> {
    let points: Vec<Point> = markers.iter().map(|marker| marker.point).collect();
    let window = Window::around(&points, least_km)?;
    let height = window.height(WIDTH);
    let mut svg = format!(
        "<svg class=\"map-drawing\" viewBox=\"0 0 {WIDTH:.0} {height:.0}\" role=\"img\" aria-label=\""
    );
    escape(title, &mut svg);
    svg.push_str("\"><path class=\"map-land\" d=\"");
    let territory = Reference::get().territory();
    let mut names = Vec::new();
    for municipality in territory.municipalities() {
        let Some(shape) = territory.shape(&municipality.istat).filter(|s| window.meets(s.bounds)) else {
            continue;
        };
        for ring in shape.polygons.iter().flatten() {
            clip::ring(ring, &window, WIDTH, &mut svg);
        }
        if window.holds(municipality.point) {
            names.push((municipality.population, municipality));
        }
    }
    svg.push_str("\"/>");
    names.sort_by_key(|(population, municipality)| (std::cmp::Reverse(*population), &municipality.istat));
    let mut taken: Vec<(f64, f64)> = markers.iter().map(|m| window.project(m.point, WIDTH)).collect();
    for (_, municipality) in names {
        let (x, y) = window.project(municipality.point, WIDTH);
        let free = taken.iter().all(|(a, b)| (a - x).abs() > 130.0 || (b - y).abs() > 34.0);
        if free && (70.0..WIDTH - 70.0).contains(&x) && (24.0..height - 12.0).contains(&y) {
            let _ = write!(svg, "<text class=\"map-name\" x=\"{x:.0}\" y=\"{y:.0}\">");
            escape(&municipality.name, &mut svg);
            svg.push_str("</text>");
            taken.push((x, y));
        }
    }
    for marker in markers {
        draw(marker, window.project(marker.point, WIDTH), &mut svg);
    }
    svg.push_str("</svg>");
    Some(Markup(svg))
}

fn draw(marker: &Marker, (x, y): (f64, f64), svg: &mut String) {
    let _ = write!(svg, "<circle class=\"map-mark\" cx=\"{x:.0}\" cy=\"{y:.0}\" r=\"13\"/>");
    if let Some(number) = marker.number {
        let _ = write!(svg, "<text class=\"map-number\" x=\"{x:.0}\" y=\"{:.0}\">{number}</text>", y + 5.0);
    }
}

/// The whole territory as a picture of its own, under the map that can be moved. The first is the picture, the second
/// its south, west, north and east in degrees.
pub fn territory() -> (String, [f64; 4]) {
    let territory = Reference::get().territory();
    let window = Window::of(
        territory.municipalities().iter().filter_map(|m| territory.shape(&m.istat)).map(|s| s.bounds),
    );
    // Four times as fine as a drawing in a page: it may be enlarged.
    let width = WIDTH * 4.0;
    let height = window.height(width);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\"><path fill=\"#f7f3ea\" \
         stroke=\"#9aa8b5\" stroke-width=\"1.5\" stroke-linejoin=\"round\" d=\""
    );
    for shape in territory.municipalities().iter().filter_map(|m| territory.shape(&m.istat)) {
        for ring in shape.polygons.iter().flatten() {
            clip::ring(ring, &window, width, &mut svg);
        }
    }
    svg.push_str("\"/></svg>");
    (svg, window.edges())
}

/// The edges of [`territory`]'s picture as `south,west,north,east`.
pub fn bounds() -> &'static str {
    &DRAWN.1
}

static DRAWN: LazyLock<(String, String)> = LazyLock::new(|| {
    let (svg, edges) = territory();
    (svg, edges.map(|degrees| format!("{degrees:.5}")).join(","))
});

/// `/map/puglia.svg`: the ground of the map that can be moved, where no tile server is configured.
pub fn routes() -> Router<App> {
    Router::new().route("/map/puglia.svg", get(ground))
}

async fn ground() -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("image/svg+xml")),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=604800")),
    ];
    (headers, DRAWN.0.as_str()).into_response()
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lat: f64, lon: f64, number: Option<usize>) -> Marker {
        Marker { point: Point::new(lat, lon).unwrap(), number }
    }

    #[test]
    fn a_desk_in_foggia_stands_in_the_middle_of_its_surroundings() {
        let map = surroundings(&[at(41.4622, 15.5446, None)], "Sportello <b>\"A\"</b>", 10.0).unwrap();
        let svg = map.as_str();
        assert!(svg.contains("aria-label=\"Sportello &lt;b&gt;&quot;A&quot;&lt;/b&gt;\""), "{svg}");
        assert!(svg.contains("cx=\"320\""), "{svg}");
        assert!(svg.len() < 20_000, "{} bytes", svg.len());
    }

    #[test]
    fn the_map_of_two_towns_names_them_both_or_marks_them() {
        let map =
            surroundings(&[at(41.46, 15.54, Some(1)), at(40.35, 18.17, Some(2))], "Puglia", 10.0).unwrap();
        assert_eq!(map.as_str().matches("map-mark").count(), 2);
        assert!(map.as_str().contains(">Bari</text>"));
        assert!(map.as_str().len() < 60_000, "{} bytes", map.as_str().len());
    }

    #[test]
    fn nothing_to_show_is_no_map_and_the_sea_is_empty() {
        assert!(surroundings(&[], "x", 10.0).is_none());
        let sea = surroundings(&[at(0.0, 0.0, None)], "x", 10.0).unwrap();
        assert!(sea.as_str().contains("d=\"\""));
        for pole in [at(90.0, 180.0, None), at(-90.0, -180.0, None)] {
            assert!(!surroundings(&[pole], "x", 10.0).unwrap().as_str().contains("NaN"));
        }
    }

    #[test]
    fn the_territory_is_drawn_once_for_all() {
        let (svg, [south, west, north, east]) = territory();
        assert!(svg.starts_with("<svg") && svg.len() < 700_000, "{}", svg.len());
        assert!(south < 40.0 && north > 41.8 && west < 15.2 && east > 18.4);
    }
}
