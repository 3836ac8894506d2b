//! Everything that the template of a card shows.

use super::{
    confirmed::{self, Confirmed},
    documents::{self, Paper},
    figures::{self, Cost, Places},
    jsonld,
    may::May,
    opening::Open,
    place::{self, Place, Telephone},
    reading::{Block, Line, Reading},
    tongues::{self, Tongue},
};
use crate::{
    Markup, Shell, Visit, map,
    routes::said::{Form, Said},
};
use askama::Template;
use reticolo_base::Lang;
use reticolo_directory::{
    book::Joined,
    hsds::{Gender, WayIn},
    reference::Reference,
};

#[derive(Template)]
#[template(path = "card/page.html")]
pub struct Page {
    pub shell: Shell,
    id: String,
    address: String,
    name: Line,
    italian_name: Option<String>,
    organization: Option<Line>,
    about_organization: Option<Block>,
    website: Option<String>,
    summary: Option<Block>,
    alert: Option<Block>,
    status: Option<String>,
    demonstration: bool,
    may: May,
    form: Form,
    said: bool,
    open: Open,
    phones: Vec<Telephone>,
    emails: Vec<String>,
    who: Option<Block>,
    ages: Option<String>,
    how: Option<Block>,
    papers: Vec<Paper>,
    papers_known: bool,
    not_asked: Vec<Paper>,
    result: Option<Block>,
    description: Option<Block>,
    times: Option<Block>,
    waiting: Option<Line>,
    free_places: Vec<Places>,
    way_in: Option<String>,
    received_by: Option<String>,
    places: Vec<Place>,
    map: Option<Markup>,
    tongues: Vec<Tongue>,
    costs: Vec<Cost>,
    conditions: Option<Block>,
    contacts: Vec<(String, Option<Line>)>,
    confirmed: Vec<Confirmed>,
    newest: Option<(String, bool)>,
    changed: String,
    needs: Vec<(String, String)>,
    jsonld: Markup,
    calendar: bool,
    /// Whether the reader keeps this card true.
    pub keeps: bool,
}

impl Page {
    pub fn of(visit: &Visit, joined: &Joined, said: &Said) -> Self {
        let (words, now, lang) = (visit.words(), visit.ctx.now, visit.lang());
        let service = &joined.service;
        let profile = &service.profile;
        let reading = Reading::service(service, lang);
        let name = reading.line("name", service.name.as_deref()).unwrap_or_else(|| Line::seen(None, lang));
        let may = May::of(service, &said.person, figures::day(now), words);
        let form = Form::new(words, "may", may.facts.clone(), said);
        let places = places(joined, visit);
        let block = |field: &str, text: &Option<String>| reading.block(field, text.as_deref(), words);
        let address = super::address(visit, joined);
        let mut shell = visit.shell(name.text.clone());
        if is_sensitive(joined) {
            shell = shell.with_exit();
        }
        if profile.demonstration {
            shell = shell.kept_from_robots();
        }
        Self {
            id: service.id.clone(),
            italian_name: italian_name(&reading, service.name.as_deref(), lang, &name),
            organization: joined
                .organization
                .as_ref()
                .and_then(|o| Reading::organization(o, lang).line("name", o.name.as_deref())),
            about_organization: joined.organization.as_ref().and_then(|o| {
                Reading::organization(o, lang).block("description", o.description.as_deref(), words)
            }),
            website: website(joined),
            summary: block("profile.summary", &profile.summary),
            alert: block("alert", &service.alert),
            status: status(service.status.as_deref(), words),
            demonstration: profile.demonstration,
            said: !said.is_silent(),
            open: best(&places, words, now),
            phones: phones(joined),
            emails: emails(joined),
            who: block("profile.who", &profile.who).or_else(|| {
                if profile.access_rules.is_empty() {
                    block("eligibility_description", &service.eligibility_description)
                } else {
                    None
                }
            }),
            ages: figures::ages(service, words),
            how: reading.steps("profile.how", profile.how.as_deref(), words).or_else(|| {
                reading.steps("application_process", service.application_process.as_deref(), words)
            }),
            papers: documents::required(service, lang),
            papers_known: profile.documents_known,
            not_asked: documents::not_asked(service, lang),
            result: block("profile.result", &profile.result),
            description: block("description", &service.description)
                .filter(|_| service.description != profile.summary),
            times: block("profile.times", &profile.times),
            waiting: figures::waiting(service, words),
            free_places: figures::places(service, now, words),
            way_in: profile.way_in.map(|way| words.say(way_key(way)).into_owned()),
            received_by: received_by(&profile.staff_gender, words),
            map: card_map(&places, &name.text, words),
            tongues: tongues::of(service, words),
            costs: figures::costs(service, words),
            conditions: block("profile.conditions", &profile.conditions),
            contacts: contacts(joined, lang),
            confirmed: confirmed::of(joined, now, words),
            newest: confirmed::newest(joined, now, words),
            changed: words.date(figures::day(joined.modified_at)),
            needs: needs(&profile.needs, lang),
            jsonld: jsonld::of(joined, lang, &address, figures::day(now)),
            calendar: places.iter().any(|place| !place.week.is_empty()),
            keeps: false,
            shell,
            address,
            name,
            may,
            form,
            places,
        }
    }

    fn where_phones(&self) -> impl Iterator<Item = &Telephone> {
        self.places.iter().flat_map(|place| &place.phones)
    }

    /// South, west, north and east of the whole drawn territory, for the map that can be moved.
    fn map_bounds(&self) -> &'static str {
        map::bounds()
    }

    fn has_access(&self) -> bool {
        self.way_in.is_some()
            || self.received_by.is_some()
            || !self.places.is_empty()
            || !self.tongues.is_empty()
    }

    fn dangerous(&self) -> bool {
        self.papers.iter().chain(&self.not_asked).any(|paper| paper.name.doubtful)
    }
}

fn is_sensitive(joined: &Joined) -> bool {
    let profile = &joined.service.profile;
    let need = |code: &String| Reference::get().need(code).is_some_and(|need| need.sensitive);
    profile.sensitive || profile.needs.iter().any(need) || joined.places.iter().any(|place| place.protected())
}

fn italian_name(reading: &Reading<'_>, name: Option<&str>, lang: Lang, shown: &Line) -> Option<String> {
    let italian = reading.by(Lang::It).line("name", name)?.text;
    (lang != Lang::It && italian != shown.text).then_some(italian)
}

fn places(joined: &Joined, visit: &Visit) -> Vec<Place> {
    let (now, words) = (visit.ctx.now, visit.words());
    if joined.places.is_empty() {
        let alone = Place::of(joined, None, now, words);
        return if alone.week.is_empty() { Vec::new() } else { vec![alone] };
    }
    let mut places: Vec<_> =
        joined.places.iter().map(|place| Place::of(joined, Some(place), now, words)).collect();
    let week = places.first().map(|place| place.week.clone()).unwrap_or_default();
    for place in places.iter_mut().skip(1) {
        place.same_hours = !week.is_empty() && place.week == week;
    }
    places
}

/// Open anywhere is open; unknown anywhere is more than closed.
fn best(places: &[Place], words: &reticolo_words::Words, now: reticolo_base::Instant) -> Open {
    let rank = |place: &&Place| match place.open.class {
        "open" => 0,
        "unknown" => 1,
        _ => 2,
    };
    let unknown =
        || Open::of(reticolo_directory::hours::OpenState::Unknown, now, &super::opening::rome(), words);
    places.iter().min_by_key(rank).map_or_else(unknown, |place| place.open.clone())
}

fn website(joined: &Joined) -> Option<String> {
    let organization = joined.organization.as_ref().and_then(|o| o.website.as_ref());
    let url = joined.service.url.as_ref().or(organization)?;
    (url.starts_with("https://") || url.starts_with("http://")).then(|| url.clone())
}

fn status(status: Option<&str>, words: &reticolo_words::Words) -> Option<String> {
    let key = match status? {
        "inactive" => "status-inactive",
        "temporarily closed" => "status-closed",
        _ => return None,
    };
    Some(words.say(key).into_owned())
}

fn phones(joined: &Joined) -> Vec<Telephone> {
    let own = place::telephones(&joined.service.phones);
    if !own.is_empty() {
        return own;
    }
    joined.organization.as_ref().map(|o| place::telephones(&o.phones)).unwrap_or_default()
}

fn emails(joined: &Joined) -> Vec<String> {
    let organization = joined.organization.as_ref().and_then(|o| o.email.as_ref());
    let mut emails: Vec<String> = joined.service.email.iter().chain(organization).cloned().collect();
    emails.retain(|email| email.contains('@') && !email.contains(char::is_whitespace));
    emails.dedup();
    emails
}

fn way_key(way: WayIn) -> &'static str {
    match way {
        WayIn::WalkIn => "way-walk-in",
        WayIn::ByPhone => "way-by-phone",
        WayIn::Online => "way-online",
        WayIn::Referral => "way-referral",
    }
}

fn received_by(genders: &[Gender], words: &reticolo_words::Words) -> Option<String> {
    let (woman, man) = (genders.contains(&Gender::Woman), genders.contains(&Gender::Man));
    let key = match (woman, man) {
        (true, true) => "received-by-either",
        (true, false) => "received-by-woman",
        (false, true) => "received-by-man",
        (false, false) => return None,
    };
    Some(words.say(key).into_owned())
}

fn card_map(places: &[Place], name: &str, words: &reticolo_words::Words) -> Option<Markup> {
    let markers: Vec<_> = places
        .iter()
        .filter_map(|place| place.point)
        .map(|point| map::Marker { point, number: None })
        .collect();
    map::surroundings(&markers, &words.say_with("map-of", &[("name", name.into())]), 14.0)
}

fn contacts(joined: &Joined, lang: Lang) -> Vec<(String, Option<Line>)> {
    let service = &joined.service;
    let own = Reading::service(service, lang);
    let title = |reading: &Reading<'_>, c: &reticolo_directory::hsds::Contact| {
        reading.line(&format!("contacts/{}/title", c.id), c.title.as_deref())
    };
    let mut contacts: Vec<_> =
        service.contacts.iter().filter_map(|c| Some((c.name.clone()?, title(&own, c)))).collect();
    if let Some(organization) = joined.organization.as_ref().filter(|_| contacts.is_empty()) {
        let reading = Reading::organization(organization, lang);
        contacts
            .extend(organization.contacts.iter().filter_map(|c| Some((c.name.clone()?, title(&reading, c)))));
    }
    // A role that only repeats the name says nothing.
    let repeats = |name: &str, title: &Line| name.to_lowercase().starts_with(&title.text.to_lowercase());
    contacts
        .into_iter()
        .map(|(name, title)| {
            let title = title.filter(|title| !repeats(&name, title));
            (name, title)
        })
        .collect()
}

fn needs(codes: &[String], lang: Lang) -> Vec<(String, String)> {
    let label =
        |code: &String| Some((code.clone(), Reference::get().need(code)?.label.words(lang).to_owned()));
    codes.iter().filter_map(label).collect()
}

impl May {
    /// Whether the form has anything to ask.
    pub fn may_be_asked(&self) -> bool {
        !self.facts.is_empty()
    }
}
