//! Boundaries: polygons decoded from TopoJSON.

use super::ReferenceError;
use reticolo_base::Point;
use serde::Deserialize;

/// Rings of longitude and latitude in degrees: the first is the outside, the others are holes.
pub type Polygon = Vec<Vec<[f64; 2]>>;

/// The boundary of a municipality.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shape {
    /// Its parts: islands and exclaves are parts of their own.
    pub polygons: Vec<Polygon>,
    /// West, south, east, north.
    pub bounds: [f64; 4],
}

impl Shape {
    fn of(polygons: Vec<Polygon>) -> Self {
        let mut bounds = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
        for [x, y] in polygons.iter().flatten().flatten() {
            let [west, south, east, north] = bounds;
            bounds = [west.min(*x), south.min(*y), east.max(*x), north.max(*y)];
        }
        Self { polygons, bounds }
    }

    /// Whether a place lies inside.
    pub fn contains(&self, point: Point) -> bool {
        let [west, south, east, north] = self.bounds;
        let (x, y) = (point.lon(), point.lat());
        (west..=east).contains(&x)
            && (south..=north).contains(&y)
            && self
                .polygons
                .iter()
                .any(|rings| rings.iter().filter(|ring| inside(ring, x, y)).count() % 2 == 1)
    }
}

/// Whether a ray to the east crosses the ring an odd number of times.
fn inside(ring: &[[f64; 2]], x: f64, y: f64) -> bool {
    let mut odd = false;
    for (&[ax, ay], &[bx, by]) in ring.iter().zip(ring.iter().cycle().skip(1)) {
        if (ay > y) != (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax {
            odd = !odd;
        }
    }
    odd
}

#[derive(Deserialize)]
struct Topology {
    transform: Transform,
    objects: Objects,
    arcs: Vec<Vec<[i64; 2]>>,
}

#[derive(Deserialize)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

#[derive(Deserialize)]
struct Objects {
    municipalities: Collection,
}

#[derive(Deserialize)]
struct Collection {
    geometries: Vec<Geometry>,
}

#[derive(Deserialize)]
struct Geometry {
    id: String,
    #[serde(flatten)]
    arcs: Arcs,
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "arcs")]
enum Arcs {
    Polygon(Vec<Vec<i64>>),
    MultiPolygon(Vec<Vec<Vec<i64>>>),
}

/// The boundaries in a TopoJSON file, with the code of each municipality.
pub(super) fn decode(file: &str, json: &str) -> Result<Vec<(String, Shape)>, ReferenceError> {
    let topology: Topology = serde_json::from_str(json).map_err(|error| ReferenceError::new(file, error))?;
    let lines = topology.lines();
    let mut shapes = Vec::new();
    for geometry in topology.objects.municipalities.geometries {
        let parts = match geometry.arcs {
            Arcs::Polygon(part) => vec![part],
            Arcs::MultiPolygon(parts) => parts,
        };
        let polygons: Option<Vec<Polygon>> =
            parts.iter().map(|rings| rings.iter().map(|ring| stitch(ring, &lines)).collect()).collect();
        let polygons = polygons.ok_or_else(|| {
            ReferenceError::new(file, format!("{}: an arc that does not exist", geometry.id))
        })?;
        shapes.push((geometry.id, Shape::of(polygons)));
    }
    Ok(shapes)
}

impl Topology {
    /// The arcs in degrees: positions are stored as steps from the one before, on a grid.
    fn lines(&self) -> Vec<Vec<[f64; 2]>> {
        let Transform { scale: [sx, sy], translate: [tx, ty] } = self.transform;
        let line = |arc: &Vec<[i64; 2]>| {
            let (mut x, mut y) = (0i64, 0i64);
            let step = |[dx, dy]: &[i64; 2]| {
                (x, y) = (x.saturating_add(*dx), y.saturating_add(*dy));
                [x as f64 * sx + tx, y as f64 * sy + ty]
            };
            arc.iter().map(step).collect()
        };
        self.arcs.iter().map(line).collect()
    }
}

/// A ring from its arcs; a negative number is the arc of the complement, backwards.
fn stitch(ring: &[i64], lines: &[Vec<[f64; 2]>]) -> Option<Vec<[f64; 2]>> {
    let mut points: Vec<[f64; 2]> = Vec::new();
    for &arc in ring {
        let line = lines.get(usize::try_from(if arc < 0 { !arc } else { arc }).ok()?)?;
        // Each arc begins where the last one ended.
        points.pop();
        if arc < 0 { points.extend(line.iter().rev()) } else { points.extend(line) }
    }
    Some(points)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE_WITH_HOLE: &str = r#"{"type":"Topology",
        "transform":{"scale":[0.1,0.1],"translate":[16.0,41.0]},
        "objects":{"municipalities":{"type":"GeometryCollection","geometries":[
            {"type":"Polygon","id":"1","properties":{},"arcs":[[0,1],[-3]]},
            {"type":"MultiPolygon","id":"2","arcs":[[[2]]]}]}},
        "arcs":[[[0,0],[0,10],[10,0]],[[10,10],[0,-10],[-10,0]],[[4,4],[0,2],[2,0],[0,-2],[-2,0]]]}"#;

    fn at(lon: f64, lat: f64) -> Point {
        Point::new(lat, lon).unwrap()
    }

    #[test]
    fn a_hole_belongs_to_the_neighbour() {
        let shapes = decode("x", SQUARE_WITH_HOLE).unwrap();
        let [(_, around), (_, within)] = shapes.as_slice() else { panic!("two shapes") };
        assert!(around.contains(at(16.2, 41.2)) && !within.contains(at(16.2, 41.2)));
        assert!(!around.contains(at(16.5, 41.5)) && within.contains(at(16.5, 41.5)));
        assert!(!around.contains(at(17.5, 41.5)));
        assert_eq!(around.bounds, [16.0, 41.0, 17.0, 42.0]);
    }

    #[test]
    fn an_arc_that_is_not_there_is_an_error() {
        let broken = SQUARE_WITH_HOLE.replace("[[[2]]]", "[[[7]]]");
        assert!(decode("x", &broken).unwrap_err().what.contains("arc"));
        assert!(decode("x", "{}").is_err());
    }
}
