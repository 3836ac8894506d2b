//! From the fields of a form to a query. What is said about oneself, and where the device stands, counts only in a body.

use crate::{
    Visit,
    fields::Fields,
    routes::said::{Said, municipality},
};
use jiff::civil::DateTime;
use reticolo_base::{Instant, Point, folding};
use reticolo_directory::{
    find::{Near, Query, Sort},
    hsds::Gender,
    reference::Reference,
};

/// Hits of a page.
const PER_PAGE: u32 = 20;

/// The last page that may be asked for.
const LAST_PAGE: u32 = 10_000;

/// Distances to choose from, in kilometres.
pub const DISTANCES: [u32; 5] = [2, 5, 10, 25, 50];

/// The fields that may stand in an address, in the order in which they do.
pub const PUBLIC: [&str; 13] = [
    "q",
    "need",
    "territory",
    "place",
    "km",
    "open",
    "at",
    "language",
    "staff",
    "nodocs",
    "free",
    "left",
    "sort",
];

/// A question with everything around it.
#[derive(Clone)]
pub struct Ask {
    /// The query.
    pub query: Query,
    /// What she said about herself.
    pub said: Said,
    /// Where the device stands, as it was sent.
    pub position: Vec<(String, String)>,
    /// Fields that may stand in an address, as they were understood.
    pub public: Vec<(String, String)>,
    /// Keys of messages about what could not be understood.
    pub problems: Vec<&'static str>,
    /// The query was too long and was cut.
    pub cut: bool,
}

/// Where the fields came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The query of an address.
    Address,
    /// The body of a request.
    Body,
}

impl Ask {
    /// Reads the fields.
    pub fn of(fields: &Fields, way: Way, visit: &Visit) -> Self {
        let typed = fields.one("q").unwrap_or_default();
        let words = folding::one_line(typed, folding::QUERY_CHARS);
        let mut ask = Self {
            cut: typed.chars().nth(folding::QUERY_CHARS).is_some(),
            query: Query { per_page: PER_PAGE, ..Query::of(words, visit.lang()) },
            said: Said::default(),
            position: Vec::new(),
            public: Vec::new(),
            problems: Vec::new(),
        };
        if !ask.query.words.is_empty() {
            ask.keep("q", &ask.query.words.clone());
        }
        ask.needs(fields);
        ask.territory(fields);
        ask.place(fields);
        ask.time(fields, visit.ctx.now);
        ask.others(fields);
        ask.page(fields);
        if way == Way::Body {
            ask.device(fields);
            ask.said = Said::of(fields);
            let own: Vec<_> = ask.said.problems.iter().map(|problem| problem.key).collect();
            ask.problems.extend(own);
        }
        ask
    }

    /// Whether anything was said that must not stand in an address.
    pub fn is_private(&self) -> bool {
        !self.said.is_silent() || !self.position.is_empty()
    }

    /// What must travel in a body.
    pub fn private(&self) -> Vec<(String, String)> {
        self.said.fields.iter().chain(&self.position).cloned().collect()
    }

    /// The fields that may stand in an address, without some, with others in their place.
    pub fn public_with(&self, without: &[&str], with: &[(&str, &str)]) -> Vec<(String, String)> {
        let kept = self.public.iter().filter(|(name, _)| !without.contains(&name.as_str())).cloned();
        kept.chain(with.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned()))).collect()
    }

    /// Whether a field has this value.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.public.iter().any(|(n, v)| n == name && v == value)
    }

    /// The value of a field.
    pub fn value(&self, name: &str) -> &str {
        self.public.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value)
    }

    fn keep(&mut self, name: &str, value: &str) {
        self.public.push((name.to_owned(), value.to_owned()));
    }

    fn needs(&mut self, fields: &Fields) {
        let reference = Reference::get().needs();
        for code in fields.all("need").take(10) {
            if reference.get(code).is_some() || reference.group(code).is_some() {
                self.query.needs.push(code.to_owned());
                self.keep("need", code);
            } else {
                self.problem("find-problem-need");
            }
        }
    }

    fn territory(&mut self, fields: &Fields) {
        let Some(area) = fields.one("territory") else { return };
        let area = folding::one_line(area, 80);
        self.keep("territory", &area);
        self.query.territory = Some(area);
    }

    fn place(&mut self, fields: &Fields) {
        let within = fields.one("km").map(str::parse::<u32>);
        match within {
            Some(Ok(km)) if (1..=500).contains(&km) => self.keep("km", &km.to_string()),
            Some(_) => self.problem("find-problem-distance"),
            None => {}
        }
        let within_km = within.and_then(Result::ok).filter(|km| (1..=500).contains(km)).map(f64::from);
        let Some(typed) = fields.one("place") else { return };
        let typed = folding::one_line(typed, 80);
        self.keep("place", &typed);
        match municipality(&typed).and_then(|istat| Reference::get().territory().municipality(&istat)) {
            Some(town) => self.query.near = Some(Near { point: town.point, within_km }),
            None => self.problem("find-problem-place"),
        }
    }

    /// The place of a device: from a body only. It takes the place of a town.
    fn device(&mut self, fields: &Fields) {
        let (Some(lat), Some(lon)) = (fields.one("lat"), fields.one("lon")) else { return };
        let degrees = |text: &str| text.parse::<f64>().unwrap_or(f64::NAN);
        match Point::new(degrees(lat), degrees(lon)) {
            Ok(point) => {
                let within_km = self.value("km").parse().ok();
                self.query.near = Some(Near { point, within_km });
                self.position = vec![("lat".to_owned(), lat.to_owned()), ("lon".to_owned(), lon.to_owned())];
            }
            Err(_) => self.problem("find-problem-earth"),
        }
    }

    fn time(&mut self, fields: &Fields, now: Instant) {
        if let Some(at) = fields.one("at") {
            let zone = crate::routes::card::opening::rome();
            match at.parse::<DateTime>().ok().and_then(|time| time.to_zoned(zone).ok()) {
                Some(time) => {
                    self.query.open_at = Some(time.timestamp().into());
                    self.keep("at", at);
                }
                None => self.problem("find-problem-time"),
            }
        } else if fields.ticked("open") {
            self.query.open_at = Some(now);
            self.keep("open", "1");
        }
    }

    fn others(&mut self, fields: &Fields) {
        for code in fields.all("language").take(10) {
            match Reference::get().languages().get(code) {
                Some(language) => {
                    self.query.languages.push(language.code.clone());
                    self.keep("language", &language.code);
                }
                None => self.problem("find-problem-language"),
            }
        }
        match fields.one("staff") {
            Some("f") => self.query.staff_gender = Some(Gender::Woman),
            Some("m") => self.query.staff_gender = Some(Gender::Man),
            Some(_) => self.problem("said-problem-choice"),
            None => {}
        }
        if let Some(gender) = self.query.staff_gender {
            self.keep("staff", if gender == Gender::Woman { "f" } else { "m" });
        }
        self.query.no_documents = self.tick(fields, "nodocs");
        self.query.free = self.tick(fields, "free");
        self.query.places_left = self.tick(fields, "left");
        self.query.show_no = fields.ticked("no");
        if fields.one("sort") == Some("near") {
            self.query.sort = Sort::Near;
            self.keep("sort", "near");
        }
    }

    fn tick(&mut self, fields: &Fields, name: &str) -> bool {
        let ticked = fields.ticked(name);
        if ticked {
            self.keep(name, "1");
        }
        ticked
    }

    fn page(&mut self, fields: &Fields) {
        let Some(page) = fields.one("page") else { return };
        match page.parse::<u32>() {
            Ok(page) if (1..=LAST_PAGE).contains(&page) => self.query.page = page,
            _ => self.problem("find-problem-page"),
        }
    }

    fn problem(&mut self, key: &'static str) {
        if !self.problems.contains(&key) {
            self.problems.push(key);
        }
    }
}
