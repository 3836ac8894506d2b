//! `reticolo search`: from words to services, on the terminal.

mod json;
mod terminal;

use crate::{
    clock,
    database::{self, Schema},
    exit::Exit,
    out,
    settings::Settings,
};
use anyhow::{Context as _, Result};
use clap::Args;
use reticolo_base::{Instant, Lang, Point, folding};
use reticolo_directory::{
    access::Person,
    find::{Finder, Found, MOST_PER_PAGE, Near, Query, Sort},
    hsds::Gender,
    reference::Reference,
};

/// Find services by what somebody needs, said in any language
///
/// Words may be misspelt, of another language, or Italian as it is heard: "permeso di sogiorno". Ends with code 0 when
/// something was found and 4 when nothing was.
#[derive(Debug, Args)]
pub struct Search {
    /// What is needed, e.g. `food for my children`; without words all services answer
    words: Vec<String>,
    /// The language of who asks: it, en, fr, ar, ro, sq
    #[arg(long, default_value = "it")]
    lang: Lang,
    /// A need or a group of needs, e.g. `stay.renewal` or `health`; may be repeated
    #[arg(long, value_name = "CODE", value_parser = need)]
    need: Vec<String>,
    /// Where: an ISTAT code of region, province or municipality, or a town's name
    #[arg(long, value_name = "CODE")]
    territory: Option<String>,
    /// Near a place, e.g. `41.46,15.54`
    #[arg(long, value_name = "LAT,LON", value_parser = point, allow_hyphen_values = true)]
    near: Option<Point>,
    /// Not further than so many kilometres
    #[arg(long, value_name = "KM", requires = "near", value_parser = kilometres)]
    within: Option<f64>,
    /// The nearest first
    #[arg(long, requires = "near")]
    nearest: bool,
    /// Open now
    #[arg(long, conflicts_with = "open_at")]
    open_now: bool,
    /// Open at a moment, e.g. `2026-11-28T10:00:00+01:00`
    #[arg(long, value_name = "TIME")]
    open_at: Option<Instant>,
    /// A language spoken there, e.g. `ar`; may be repeated
    #[arg(long, value_name = "CODE")]
    speaks: Vec<String>,
    /// Received by a woman (f) or a man (m)
    #[arg(long, value_name = "f|m", value_parser = gender)]
    staff: Option<Gender>,
    /// Costs nothing
    #[arg(long)]
    free: bool,
    /// No documents are required
    #[arg(long)]
    no_documents: bool,
    /// With free places
    #[arg(long)]
    places_left: bool,
    /// The legal position of who asks, e.g. `asylum_seeker`; not stored
    #[arg(long, value_name = "CODE", value_parser = position)]
    position: Option<String>,
    /// The age of who asks, in years
    #[arg(long, value_name = "YEARS")]
    age: Option<u8>,
    /// Show those that she may not use, too
    #[arg(long)]
    show_no: bool,
    /// How many to a page
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=i64::from(MOST_PER_PAGE)))]
    limit: u32,
    /// Which page, from 1
    #[arg(long, default_value_t = 1)]
    page: u32,
    /// As JSON
    #[arg(long)]
    json: bool,
}

impl Search {
    /// Runs the command.
    ///
    /// # Errors
    /// When the database cannot be opened or the index cannot be written.
    pub async fn run(self, settings: &Settings) -> Result<Exit> {
        let db = database::open(settings, Schema::Migrate).await?;
        let now = clock::now();
        let finder = Finder::open(&db, &settings.folder, now)
            .await
            .with_context(|| format!("the search index in {}", settings.folder.display()))?;
        let begun = std::time::Instant::now();
        let found = finder.find(&self.query(now), &self.person(), now);
        let taken = begun.elapsed();
        if self.json {
            out::json(&json::found(&found));
        } else {
            terminal::show(&found, &self, taken);
        }
        Ok(if found.total == 0 { Exit::Nothing } else { Exit::Fine })
    }

    fn query(&self, now: Instant) -> Query {
        Query {
            needs: self.need.clone(),
            territory: self.territory.clone(),
            near: self.near.map(|point| Near { point, within_km: self.within }),
            open_at: self.open_at.or(self.open_now.then_some(now)),
            languages: self.speaks.clone(),
            staff_gender: self.staff,
            no_documents: self.no_documents,
            free: self.free,
            places_left: self.places_left,
            show_no: self.show_no,
            page: self.page,
            per_page: self.limit,
            sort: if self.nearest { Sort::Near } else { Sort::Best },
            ..Query::of(folding::one_line(&self.words.join(" "), folding::QUERY_CHARS), self.lang)
        }
    }

    fn person(&self) -> Person {
        Person { position: self.position.clone(), age: self.age, ..Person::default() }
    }
}

/// The words for a number of services.
fn counted(found: &Found) -> String {
    match found.total {
        1 => "1 service".to_owned(),
        total => format!("{total} services"),
    }
}

fn need(code: &str) -> Result<String, String> {
    let needs = Reference::get().needs();
    if needs.get(code).is_some() || needs.group(code).is_some() {
        return Ok(code.to_owned());
    }
    let groups: Vec<_> = needs.groups().iter().map(|group| group.code.as_str()).collect();
    Err(format!("no such need; groups are {}", groups.join(", ")))
}

fn position(code: &str) -> Result<String, String> {
    let positions = Reference::get().positions();
    if positions.get(code).is_some() {
        return Ok(code.to_owned());
    }
    let all: Vec<_> = positions.iter().map(|position| position.code.as_str()).collect();
    Err(format!("no such position; there are {}", all.join(", ")))
}

fn gender(code: &str) -> Result<Gender, String> {
    match code {
        "f" => Ok(Gender::Woman),
        "m" => Ok(Gender::Man),
        _ => Err("write f or m".to_owned()),
    }
}

fn point(text: &str) -> Result<Point, String> {
    let pair = text
        .split_once(',')
        .and_then(|(lat, lon)| Some((lat.trim().parse().ok()?, lon.trim().parse().ok()?)));
    let (lat, lon) = pair.ok_or("write LAT,LON in degrees, e.g. 41.46,15.54")?;
    Point::new(lat, lon).map_err(|error| error.to_string())
}

fn kilometres(text: &str) -> Result<f64, String> {
    let km: f64 = text.parse().map_err(|_| "write a number of kilometres")?;
    if km > 0.0 && km.is_finite() { Ok(km) } else { Err("write a number above 0".to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser as _;

    #[derive(Debug, clap::Parser)]
    struct Line {
        #[command(flatten)]
        search: Search,
    }

    fn line(words: &[&str]) -> Result<Search, clap::Error> {
        Line::try_parse_from(std::iter::once("search").chain(words.iter().copied())).map(|line| line.search)
    }

    #[test]
    fn flags_become_a_query() {
        let search = line(&[
            "food",
            "for",
            "my",
            "children",
            "--lang",
            "en",
            "--near",
            "41.4,15.5",
            "--within",
            "5",
            "--free",
        ]);
        let query = search.unwrap().query(Instant(0));
        assert_eq!((query.words.as_str(), query.lang, query.free), ("food for my children", Lang::En, true));
        assert_eq!(query.near.unwrap().within_km, Some(5.0));
        assert_eq!(query.open_at, None);
        assert_eq!(line(&["--open-now"]).unwrap().query(Instant(7)).open_at, Some(Instant(7)));
    }

    #[test]
    fn what_is_not_understood_is_told() {
        for wrong in [
            &["--lang", "xx"][..],
            &["--near", "here"],
            &["--near", "99,0"],
            &["--within", "5"],
            &["--near", "1,1", "--within", "-5"],
            &["--near", "1,1", "--within", "NaN"],
            &["--need", "no.such"],
            &["--position", "king"],
            &["--staff", "x"],
            &["--limit", "0"],
            &["--limit", "101"],
            &["--page", "-1"],
        ] {
            assert!(line(wrong).is_err(), "{wrong:?}");
        }
    }
}
