//! The territory: provinces and municipalities by ISTAT code, by name and by place.

use super::{Data, Feast, Patron, ReferenceError, Shape, area_contains, shape};
use reticolo_base::{Point, folding};
use serde::Deserialize;
use std::collections::HashMap;

/// A province.
#[derive(Debug, Clone, PartialEq)]
pub struct Province {
    /// ISTAT code, 3 digits.
    pub istat: String,
    /// Its name.
    pub name: String,
    /// The letters on number plates.
    pub sigla: String,
    /// A place inside it.
    pub point: Point,
}

/// A municipality.
#[derive(Debug, Clone, PartialEq)]
pub struct Municipality {
    /// ISTAT code, 6 digits.
    pub istat: String,
    /// Its name.
    pub name: String,
    /// ISTAT code of its province.
    pub province: String,
    /// The letters of its province.
    pub sigla: String,
    /// Its code in the cadastre and in tax codes, e.g. `A662`.
    pub cadastral: String,
    /// Its postal codes.
    pub postal_codes: Vec<String>,
    /// A place inside it; not the town hall.
    pub point: Point,
    /// Inhabitants at the census of 2011: good for ranking only.
    pub population: u32,
}

/// The territory.
#[derive(Debug, Clone, Default)]
pub struct Territory {
    provinces: Vec<Province>,
    municipalities: Vec<Municipality>,
    by_code: HashMap<String, usize>,
    by_name: HashMap<String, usize>,
    shapes: HashMap<String, Shape>,
    patrons: HashMap<String, Patron>,
}

impl Territory {
    pub(super) fn load() -> Result<Self, ReferenceError> {
        let municipalities = municipalities()?;
        let index = |key: fn(&Municipality) -> String| {
            municipalities.iter().enumerate().map(|(i, municipality)| (key(municipality), i)).collect()
        };
        let boundaries = "territory/boundaries.topo.json";
        Ok(Self {
            by_code: index(|m| m.istat.clone()),
            by_name: index(|m| name_key(&m.name)),
            provinces: provinces()?,
            shapes: shape::decode(boundaries, &Data::text(boundaries)?)?.into_iter().collect(),
            patrons: patrons()?,
            municipalities,
        })
    }

    /// The region: ISTAT code and name.
    pub fn region(&self) -> (&'static str, &'static str) {
        ("16", "Puglia")
    }

    /// The provinces.
    pub fn provinces(&self) -> &[Province] {
        &self.provinces
    }

    /// A province by ISTAT code (3 digits).
    pub fn province(&self, istat: &str) -> Option<&Province> {
        self.provinces.iter().find(|province| province.istat == istat)
    }

    /// The municipalities, by ISTAT code.
    pub fn municipalities(&self) -> &[Municipality] {
        &self.municipalities
    }

    /// A municipality by ISTAT code (6 digits).
    pub fn municipality(&self, istat: &str) -> Option<&Municipality> {
        self.municipalities.get(*self.by_code.get(istat)?)
    }

    /// A municipality by its name; case, accents, apostrophes and hyphens do not matter.
    pub fn named(&self, name: &str) -> Option<&Municipality> {
        self.municipalities.get(*self.by_name.get(&name_key(name))?)
    }

    /// The name of a region (2 digits), province (3) or municipality (6).
    pub fn name_of(&self, istat: &str) -> Option<&str> {
        let (region, name) = self.region();
        if istat == region {
            return Some(name);
        }
        self.province(istat)
            .map(|province| province.name.as_str())
            .or_else(|| self.municipality(istat).map(|municipality| municipality.name.as_str()))
    }

    /// Whether a region, province or municipality contains a municipality; false when a code is not understood.
    pub fn contains(&self, area: &str, municipality: &str) -> bool {
        area_contains(area, municipality).unwrap_or(false)
    }

    /// The municipality whose point is nearest, and how many kilometres away it is.
    pub fn nearest(&self, point: Point) -> Option<(&Municipality, f64)> {
        self.municipalities
            .iter()
            .map(|municipality| (municipality, municipality.point.km_to(point)))
            .min_by(|(_, a), (_, b)| a.total_cmp(b))
    }

    /// The municipality within whose boundary a place lies.
    pub fn municipality_at(&self, point: Point) -> Option<&Municipality> {
        self.municipalities
            .iter()
            .find(|m| self.shapes.get(&m.istat).is_some_and(|shape| shape.contains(point)))
    }

    /// The boundary of a municipality.
    pub fn shape(&self, istat: &str) -> Option<&Shape> {
        self.shapes.get(istat)
    }

    /// The patron saint of a municipality, where the day is known.
    pub fn patron(&self, istat: &str) -> Option<&Patron> {
        self.patrons.get(istat)
    }

    /// How many municipalities have a known patron.
    pub fn patrons(&self) -> usize {
        self.patrons.len()
    }
}

/// The letters and digits of a name, folded: `Sannicandro di Bari`, `SANNICANDRO DI BARI`.
fn name_key(name: &str) -> String {
    folding::words(&folding::fold(name)).collect::<Vec<_>>().join(" ")
}

#[derive(Deserialize)]
struct ProvinceRow {
    istat: String,
    name: String,
    sigla: String,
    lat: f64,
    lon: f64,
}

fn provinces() -> Result<Vec<Province>, ReferenceError> {
    let file = "territory/provinces.csv";
    let of = |row: ProvinceRow| {
        let point = Point::new(row.lat, row.lon).map_err(|error| ReferenceError::new(file, error))?;
        Ok(Province { istat: row.istat, name: row.name, sigla: row.sigla, point })
    };
    Data::csv::<ProvinceRow>(file)?.into_iter().map(of).collect()
}

#[derive(Deserialize)]
struct MunicipalityRow {
    istat: String,
    name: String,
    province: String,
    province_sigla: String,
    cadastral_code: String,
    postal_codes: String,
    lat: f64,
    lon: f64,
    population: u32,
}

fn municipalities() -> Result<Vec<Municipality>, ReferenceError> {
    let file = "territory/municipalities.csv";
    let of = |row: MunicipalityRow| {
        let point = Point::new(row.lat, row.lon).map_err(|error| ReferenceError::new(file, error))?;
        Ok(Municipality {
            istat: row.istat,
            name: row.name,
            province: row.province,
            sigla: row.province_sigla,
            cadastral: row.cadastral_code,
            postal_codes: row.postal_codes.split_whitespace().map(str::to_owned).collect(),
            point,
            population: row.population,
        })
    };
    Data::csv::<MunicipalityRow>(file)?.into_iter().map(of).collect()
}

#[derive(Deserialize)]
struct PatronRow {
    istat: String,
    saint: String,
    date: String,
    rule: String,
    source: String,
}

fn patrons() -> Result<HashMap<String, Patron>, ReferenceError> {
    let file = "territory/patron_saints.csv";
    let of = |row: PatronRow| {
        let day = if row.date.is_empty() { Feast::rule(&row.rule) } else { Feast::fixed(&row.date) };
        let day = day.ok_or_else(|| ReferenceError::new(file, format!("{}: no such day", row.istat)))?;
        Ok((row.istat, Patron { saint: row.saint, day, source: row.source }))
    };
    Data::csv::<PatronRow>(file)?.into_iter().map(of).collect()
}
