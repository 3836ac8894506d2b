//! Which objects a list is about: from what was asked to ids in order.

use super::{
    endpoint::What,
    given::Given,
    parameter::AROUND,
    problem::Problem,
    shelf::{Shelf, today},
};
use crate::App;
use reticolo_base::{Instant, Lang, Point};
use reticolo_directory::{
    access::Person,
    book::Listed,
    find::{MOST_PER_PAGE, Query},
    reference::Reference,
    sieve::{Filter, Near, Sieve, Terms, Week},
};
use std::{collections::HashSet, sync::Arc};
use uuid::Uuid;

/// So many pages of the site's own search are taken into account.
const MOST_PAGES: u32 = 20;

/// The objects of a list.
#[derive(Debug, Clone)]
pub enum Selection {
    /// Everything of a kind: pages are cut by the database.
    Everything(Listed),
    /// What the sieve let through.
    Chosen(Vec<Uuid>),
}

impl Selection {
    /// What was asked of a kind.
    ///
    /// # Errors
    /// [`Problem`] when nothing can fulfil it, or the database does not answer.
    pub async fn of(
        app: &App,
        shelf: &Shelf,
        what: What,
        given: &Given,
        revision: i64,
        now: Instant,
    ) -> Result<Self, Problem> {
        if let Some(listed) = plain(what, given) {
            return Ok(Self::Everything(listed));
        }
        let sieve = shelf.sieve(&app.db, revision).await?;
        Ok(Self::Chosen(match what {
            What::Services => sieve.services(&filter(app, &sieve, given, now)?),
            What::Places => sieve.places(&filter(app, &sieve, given, now)?),
            What::Organizations => sieve.organizations(&filter(app, &sieve, given, now)?),
            What::Taxonomies => sieve.taxonomies(given.text("search").unwrap_or_default()),
            What::Terms => sieve.terms(&terms(given)),
        }))
    }

    /// How many there are.
    ///
    /// # Errors
    /// [`Problem`] when the database does not answer.
    pub async fn count(&self, app: &App) -> Result<u64, Problem> {
        Ok(match self {
            Self::Everything(listed) => listed.count(&app.db).await?,
            Self::Chosen(ids) => ids.len() as u64,
        })
    }

    /// The ids of a page: `most` of them, after the first `skip`.
    ///
    /// # Errors
    /// [`Problem`] when the database does not answer.
    pub async fn ids(&self, app: &App, skip: u64, most: u64) -> Result<Vec<Uuid>, Problem> {
        Ok(match self {
            Self::Everything(listed) => listed.ids(&app.db, skip, most).await?,
            Self::Chosen(ids) => {
                let number = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
                ids.iter().skip(number(skip)).take(number(most)).copied().collect()
            }
        })
    }
}

/// Services with the moment of their last change.
///
/// # Errors
/// [`Problem`] when nothing can fulfil what was asked, or the database does not answer.
pub async fn moments(
    app: &App,
    shelf: &Shelf,
    given: &Given,
    revision: i64,
    now: Instant,
) -> Result<Vec<(Uuid, Instant)>, Problem> {
    let sieve: Arc<Sieve> = shelf.sieve(&app.db, revision).await?;
    Ok(sieve.moments(&filter(app, &sieve, given, now)?))
}

/// What only shapes the answer.
const SHAPING: [&str; 8] =
    ["page", "per_page", "format", "minimal", "full", "full_service", "lang", "organization_id"];

/// The list of a question that the database answers alone.
fn plain(what: What, given: &Given) -> Option<Listed> {
    let all = super::parameter::PARAMETERS.iter().map(|parameter| parameter.name);
    let sifting: Vec<&str> = all.filter(|name| !SHAPING.contains(name)).collect();
    if given.any(&sifting) {
        return None;
    }
    match (what, given.id("organization_id")) {
        (What::Services, Some(organization)) => Some(Listed::ServicesOf(organization)),
        (What::Services, None) => Some(Listed::Services),
        (What::Organizations, _) => Some(Listed::Organizations),
        (What::Taxonomies, _) => Some(Listed::Taxonomies),
        (What::Terms, _) => Some(Listed::Terms),
        // Only the sieve knows which places may be told.
        (What::Places, _) => None,
    }
}

fn terms(given: &Given) -> Terms {
    Terms {
        words: given.text("search").map(str::to_owned),
        taxonomy: given.id("taxonomy_id"),
        parent: given.id("parent_id"),
        top_only: given.flag("top_only") == Some(true),
    }
}

fn filter(app: &App, sieve: &Sieve, given: &Given, now: Instant) -> Result<Filter, Problem> {
    let (near, postcode) = whereabouts(sieve, given)?;
    let week = given.any(&["start_time", "end_time", "day"]).then(|| Week {
        days: given.days("day").map(<[_]>::to_vec).unwrap_or_default(),
        from: given.time("start_time"),
        until: given.time("end_time"),
    });
    Ok(Filter {
        words: given.text("search").map(str::to_owned),
        understood: given.text("search").map(|words| understood(app, words, now)).unwrap_or_default(),
        organization: given.id("organization_id"),
        term: given.id("taxonomy_term_id"),
        taxonomy: given.id("taxonomy_id"),
        modified_after: given.moment("modified_after"),
        minimum_age: given.number("minimum_age"),
        maximum_age: given.number("maximum_age"),
        week,
        language: language(sieve, given)?,
        need: need(given)?,
        open_at: given.moment("open_at"),
        free: given.flag("free"),
        near,
        postcode,
        today: today(now),
    })
}

/// What the site's own search finds for the words: other languages, misspelt words, needs in everyday words.
fn understood(app: &App, words: &str, now: Instant) -> HashSet<Uuid> {
    let mut ids = HashSet::new();
    let Some(finder) = app.finder.as_deref().filter(|_| !words.is_empty()) else { return ids };
    let mut query = Query { show_no: true, per_page: MOST_PER_PAGE, ..Query::of(words, Lang::It) };
    loop {
        let found = finder.find(&query, &Person::default(), now);
        // With only most of the words it is another question.
        if found.relaxed {
            return HashSet::new();
        }
        ids.extend(found.hits.iter().map(|hit| hit.summary.id));
        if query.page >= found.pages.min(MOST_PAGES) {
            return ids;
        }
        query.page += 1;
    }
}

fn need(given: &Given) -> Result<Option<String>, Problem> {
    let Some(code) = given.text("need") else { return Ok(None) };
    let needs = Reference::get().needs();
    if needs.get(code).is_some() || needs.group(code).is_some() {
        return Ok(Some(code.to_owned()));
    }
    Err(Problem::meaning(
        "need",
        "There is no such need. The codes are the terms of the taxonomy of needs at /api/hsds/v3/taxonomy_terms.",
    ))
}

fn language(sieve: &Sieve, given: &Given) -> Result<Option<String>, Problem> {
    let Some(tag) = given.text("language").map(str::to_ascii_lowercase) else { return Ok(None) };
    let primary = tag.split('-').next().unwrap_or_default();
    let known = |code: &str| Reference::get().languages().get(code).is_some();
    if known(&tag) || known(primary) || sieve.speaks(&tag) {
        return Ok(Some(tag));
    }
    Err(Problem::meaning("language", "This language is not known here, and no service speaks it."))
}

/// Around a point, or in a postal code.
fn whereabouts(sieve: &Sieve, given: &Given) -> Result<(Option<Near>, Option<String>), Problem> {
    let metres = given.number("proximity");
    let postcode = given.text("postcode").map(str::to_owned);
    let point = match (given.number("lat"), given.number("lon")) {
        (Some(lat), Some(lon)) => {
            Some(Point::new(lat, lon).map_err(|off| Problem::value("lat", off.to_string()))?)
        }
        (None, None) => None,
        (Some(_), None) => return Err(Problem::meaning("lon", "lat comes together with lon.")),
        (None, Some(_)) => return Err(Problem::meaning("lat", "lon comes together with lat.")),
    };
    match (point, metres, postcode) {
        (Some(point), metres, postcode) => {
            Ok((Some(Near { point, metres: metres.unwrap_or(AROUND) }), postcode))
        }
        (None, Some(metres), Some(postcode)) => match sieve.middle_of(&postcode) {
            Some(point) => Ok((Some(Near { point, metres }), None)),
            None => Err(Problem::meaning("postcode", "Where this postal code lies is not known here.")),
        },
        (None, Some(_), None) => Err(Problem::meaning(
            "proximity",
            "proximity needs a postcode, or lat and lon in the body of a POST.",
        )),
        (None, None, postcode) => Ok((None, postcode)),
    }
}
