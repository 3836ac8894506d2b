use super::*;
use crate::{
    access::{AccessRule, Because, Condition, Person, Verdict},
    hours::OpenState,
    hsds::{
        Capacity, Gender, Language, Location, Organization, RequiredDocument, Service, ServiceAtLocation,
        Translation,
    },
    records::Records,
};
use jiff::civil::date;
use proptest::prelude::*;
use reticolo_base::{Instant, Lang, Point, Text, id};
use uuid::Uuid;

/// Monday 23 November 2026, 10:30 in Rome.
const NOW: Instant = Instant(1_795_426_200_000_000);

/// A small network, built service by service.
#[derive(Default)]
struct Net {
    records: Records,
    verified: Vec<Verification>,
}

struct Made {
    finder: Finder,
    _folder: tempfile::TempDir,
}

impl Net {
    /// Adds a service in Italian with its main need; the rest as told.
    fn with(
        mut self,
        name: &str,
        need: &str,
        more: impl FnOnce(&mut Service, &mut Location, &mut ServiceAtLocation),
    ) -> Self {
        let key = format!("{name}{}", self.records.services.len());
        let new = |kind: &str| id::foreign("test", kind, &key).to_string();
        let mut service = Service { id: new("service"), name: Some(name.into()), ..Service::default() };
        service.profile.lang = Some(Lang::It);
        if !need.is_empty() {
            service.profile.needs = vec![need.into()];
        }
        let mut location = Location { id: new("location"), ..Location::default() };
        let mut place = ServiceAtLocation {
            id: new("place"),
            service_id: Some(service.id.clone()),
            location_id: Some(location.id.clone()),
            ..ServiceAtLocation::default()
        };
        more(&mut service, &mut location, &mut place);
        self.records.services.push(service);
        self.records.locations.push(location);
        self.records.places.push(place);
        self
    }

    fn plain(self, name: &str, need: &str) -> Self {
        self.with(name, need, |_, _, _| {})
    }

    fn made(self) -> Made {
        let folder = tempfile::tempdir().unwrap();
        let finder = Finder::build(&self.records, &self.verified, &folder.path().join("index"), NOW).unwrap();
        Made { finder, _folder: folder }
    }
}

impl Made {
    fn find(&self, query: &Query) -> Found {
        self.finder.find(query, &Person::default(), NOW)
    }

    fn names(&self, query: &Query) -> Vec<String> {
        self.find(query).hits.into_iter().map(|hit| hit.summary.name.text).collect()
    }

    fn words(&self, words: &str, lang: Lang) -> Vec<String> {
        self.names(&Query::of(words, lang))
    }
}

fn everything() -> Query {
    Query::of("", Lang::It)
}

fn at(location: &mut Location, municipality: &str, lat: f64, lon: f64) {
    location.profile.municipality = Some(municipality.into());
    location.latitude = serde_json::Number::from_f64(lat);
    location.longitude = serde_json::Number::from_f64(lon);
}

fn rule(when: Condition) -> AccessRule {
    AccessRule {
        key: "residents".into(),
        when,
        says: Text::of(Lang::It, "Per chi ha la residenza."),
        source: "Regolamento".into(),
        source_url: None,
        date: date(2026, 3, 1),
        steward: "Curatela".into(),
        review_by: date(2027, 3, 1),
    }
}

#[test]
fn everyday_words_find_services_by_need_though_their_texts_do_not_say_them() {
    let net = Net::default()
        .plain("Sportello A", "stay.renewal")
        .plain("Sportello B", "income.food_clothes")
        .made();
    assert_eq!(net.words("papers expired", Lang::En), ["Sportello A"]);
    assert_eq!(net.words("food for my children", Lang::En), ["Sportello B"]);
    let found = net.find(&Query::of("papers expired", Lang::En));
    assert_eq!(found.needs[0].code, "stay.renewal");
    assert!(found.unknown.is_empty() && found.corrected.is_empty());
}

#[test]
fn italian_as_it_is_heard_is_understood() {
    let net = Net::default()
        .plain("Rinnovo del permesso di soggiorno", "stay.renewal")
        .plain("Mensa", "income.food_clothes")
        .made();
    for words in ["permeso di sogiorno", "permesso di sogiorno", "rinovo bermesso"] {
        assert_eq!(net.words(words, Lang::It)[0], "Rinnovo del permesso di soggiorno", "{words}");
    }
}

#[test]
fn a_record_without_needs_is_found_by_its_text_in_other_words() {
    let net = Net::default()
        .with("Food bank of the parish", "", |service, _, _| service.profile.lang = None)
        .with("Attorney general", "", |service, _, _| service.profile.lang = None)
        .made();
    assert_eq!(net.words("something to eat food parcel", Lang::En), ["Food bank of the parish"]);
}

#[test]
fn no_is_hidden_and_counted_and_shown_when_asked_for_and_unknown_is_kept() {
    let governed =
        |service: &mut Service| service.profile.access_rules = vec![rule(Condition::Registered(true))];
    let net = Net::default().with("Bonus", "home.utility_bonus", |s, _, _| governed(s)).made();
    let homeless = Person { registered: Some(false), ..Person::default() };
    let found = net.finder.find(&everything(), &homeless, NOW);
    assert_eq!((found.total, found.hidden_no, found.facets.verdicts), (0, 1, [0, 0, 1]));
    let all = net.finder.find(&Query { show_no: true, ..everything() }, &homeless, NOW);
    let why = all.hits[0].why.clone().unwrap();
    assert_eq!(
        (all.hits[0].verdict, why.rule.as_str(), why.because),
        (Verdict::No, "residents", Because::Condition)
    );
    let silent = net.find(&everything());
    assert_eq!(
        (silent.hits[0].verdict, silent.hits[0].why.clone().unwrap().because),
        (Verdict::Unknown, Because::NotSaid)
    );
}

#[test]
fn what_she_may_use_comes_first() {
    let governed = |when: Condition| {
        move |s: &mut Service, _: &mut Location, _: &mut ServiceAtLocation| {
            s.profile.access_rules = vec![rule(when)];
        }
    };
    let net = Net::default()
        .with("Corso uno", "skills.italian_course", governed(Condition::Works(true)))
        .with("Corso due", "skills.italian_course", governed(Condition::Always(true)))
        .made();
    assert_eq!(net.words("corso", Lang::It), ["Corso due", "Corso uno"]);
}

#[test]
fn open_now_near_and_confirmed_come_first_and_each_can_be_demanded() {
    let hours =
        |place: &mut ServiceAtLocation, hours: &str| place.profile.hours.expression = Some(hours.into());
    let net = Net::default()
        .with("Mensa lontana", "income.food_clothes", |_, l, p| {
            at(l, "075035", 40.353, 18.174);
            hours(p, "Mo-Fr 09:00-12:00; PH off");
        })
        .with("Mensa vicina", "income.food_clothes", |_, l, p| {
            at(l, "071024", 41.462, 15.545);
            hours(p, "Tu 09:00-12:00; PH off");
        })
        .plain("Mensa ignota", "income.food_clothes")
        .made();
    let foggia = Near { point: Point::new(41.46, 15.55).unwrap(), within_km: None };
    let near = Query { near: Some(foggia), ..Query::of("mensa", Lang::It) };
    assert_eq!(net.names(&near)[0], "Mensa vicina");
    assert_eq!(
        net.names(&Query { sort: Sort::Near, ..near.clone() }),
        ["Mensa vicina", "Mensa lontana", "Mensa ignota"]
    );
    let within = Query { near: Some(Near { within_km: Some(5.0), ..foggia }), ..everything() };
    let found = net.find(&within);
    assert_eq!(found.total, 1);
    assert!(found.hits[0].km.unwrap() < 1.0);
    let open = net.find(&Query { open_at: Some(NOW), ..everything() });
    assert_eq!((open.total, open.hits[0].summary.name.text.as_str()), (1, "Mensa lontana"));
    assert!(matches!(open.hits[0].open, OpenState::Open { until: Some(_) }));
    assert_eq!(open.facets.open, 1);
}

#[test]
fn filters_take_only_what_is_said_and_facets_tell_what_each_would_leave() {
    let net = Net::default()
        .with("Uno", "health.stp", |s, l, _| {
            at(l, "071024", 41.46, 15.54);
            s.profile.free = Some(true);
            s.profile.documents_known = true;
            s.profile.staff_gender = vec![Gender::Woman];
            s.languages.push(Language { code: Some("ar".into()), ..Language::default() });
            s.capacities.push(Capacity { available: Some(3.into()), ..Capacity::default() });
        })
        .with("Due", "health.eni", |s, l, _| {
            at(l, "072006", 41.12, 16.87);
            s.profile.free = Some(false);
            s.required_documents.push(RequiredDocument::default());
            s.languages.push(Language { name: Some("Français".into()), ..Language::default() });
            s.capacities.push(Capacity { available: Some(0.into()), ..Capacity::default() });
        })
        .plain("Tre", "home.find_home")
        .made();
    let only = |query: Query| assert_eq!(net.names(&query), ["Uno"]);
    only(Query { free: true, ..everything() });
    only(Query { no_documents: true, ..everything() });
    only(Query { places_left: true, ..everything() });
    only(Query { staff_gender: Some(Gender::Woman), ..everything() });
    only(Query { languages: vec!["ar-MA".into()], ..everything() });
    only(Query { territory: Some("071".into()), ..everything() });
    only(Query { territory: Some("Foggia".into()), ..everything() });
    only(Query { needs: vec!["health.stp".into()], ..everything() });
    assert_eq!(net.names(&Query { needs: vec!["health".into()], ..everything() }).len(), 2);
    assert_eq!(net.names(&Query { territory: Some("16".into()), ..everything() }).len(), 2);
    assert_eq!(net.names(&Query { languages: vec!["fr".into()], ..everything() }), ["Due"]);
    let found = net.find(&Query { territory: Some("072".into()), ..everything() });
    let counts =
        |counts: &[Count]| counts.iter().map(|c| format!("{} {}", c.code, c.count)).collect::<Vec<_>>();
    assert_eq!(counts(&found.facets.provinces), ["071 1", "072 1"], "its own choice is not regarded");
    assert_eq!(counts(&found.facets.needs), ["health.eni 1"]);
    assert_eq!(counts(&found.facets.groups), ["health 1"]);
    assert_eq!(counts(&found.facets.languages), ["fr 1"]);
    assert_eq!((found.facets.free, found.facets.no_documents), (0, 0));
}

#[test]
fn a_protected_address_is_nowhere_but_its_territory_is() {
    let mut net = Net::default().with("Casa rifugio", "rights.domestic_violence", |service, l, _| {
        at(l, "071024", 41.46, 15.54);
        l.name = Some("Via Segreta".into());
        l.profile.protected = true;
        service.organization_id = Some(id::foreign("test", "organization", "cav").to_string());
    });
    let mut cav = Organization {
        id: id::foreign("test", "organization", "cav").to_string(),
        ..Organization::default()
    };
    cav.profile.territory = Some("071".into());
    net.records.organizations.push(cav);
    let net = net.made();
    let found = net.find(&Query { territory: Some("071024".into()), ..everything() });
    let summary = &found.hits[0].summary;
    assert_eq!(
        (summary.place.as_deref(), summary.point, summary.municipality.as_deref()),
        (None, None, Some("Foggia"))
    );
    assert!(net.words("segreta", Lang::It).is_empty());
    let near = Near { point: Point::new(41.46, 15.54).unwrap(), within_km: Some(1.0) };
    assert_eq!(net.find(&Query { near: Some(near), ..everything() }).total, 0);
}

#[test]
fn each_reader_sees_her_language_and_else_the_source_marked() {
    let net = Net::default()
        .with("Mensa", "income.food_clothes", |s, _, _| {
            s.profile.translations = vec![Translation::made("name", Lang::Ar, "Mensa", "مطعم", true)];
        })
        .made();
    let name = |lang| net.find(&Query::of("", lang)).hits[0].summary.name.clone();
    assert_eq!((name(Lang::Ar).text.as_str(), name(Lang::Ar).lang), ("مطعم", Some(Lang::Ar)));
    assert_eq!((name(Lang::Fr).text.as_str(), name(Lang::Fr).lang), ("Mensa", Some(Lang::It)));
    assert_eq!(net.words("مطعم", Lang::It), ["Mensa"]);
}

#[test]
fn pages_are_cut_and_a_page_off_the_end_is_the_last() {
    let net =
        (0..45).fold(Net::default(), |net, n| net.plain(&format!("Servizio {n}"), "home.find_home")).made();
    let page = |page, per_page| net.find(&Query { page, per_page, ..everything() });
    assert_eq!((page(1, 20).hits.len(), page(3, 20).hits.len(), page(1, 20).pages), (20, 5, 3));
    for (wrong, right) in [(0, 1), (4, 3), (1_000_000_000, 3), (u32::MAX, 3)] {
        assert_eq!(page(wrong, 20).page, right);
    }
    assert_eq!((page(1, 0).hits.len(), page(1, u32::MAX).hits.len()), (1, 45));
    let mut seen: Vec<_> = (1..=3).flat_map(|n| page(n, 20).hits).map(|hit| hit.summary.id).collect();
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 45, "every service is on exactly one page");
}

#[test]
fn services_that_ended_are_left_out() {
    let ended = |status: &str| {
        let status = status.to_owned();
        move |s: &mut Service, _: &mut Location, _: &mut ServiceAtLocation| s.status = Some(status)
    };
    let net = Net::default().with("A", "", ended("active")).with("B", "", ended("defunct")).with(
        "C",
        "",
        ended("inactive"),
    );
    assert_eq!(net.made().names(&everything()), ["A"]);
}

#[test]
fn the_guided_path_gets_its_candidates() {
    let net = Net::default()
        .with("STP", "health.stp", |s, _, _| s.profile.access_rules = vec![rule(Condition::Always(true))])
        .with("Altro", "home.find_home", |s, _, _| s.profile.needs.push("health.stp".into()))
        .made();
    net.finder.with(|catalogue| {
        let candidates = catalogue.candidates("health.stp");
        let told: Vec<_> = candidates.iter().map(|c| (c.main, c.rules.len())).collect();
        assert_eq!(told, [(true, 1), (false, 0)]);
        assert_eq!(candidates[0].summary(Lang::It).unwrap().name.text, "STP");
        assert!(catalogue.candidates("no.such").is_empty());
        assert_eq!(catalogue.count_of("health.stp"), 2);
    });
}

#[test]
fn it_is_opened_again_as_it_was_left_and_a_damaged_one_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let net = Net::default().plain("Rinnovo", "stay.renewal");
    let finder = Finder::build(&net.records, &[], folder.path(), NOW).unwrap();
    let query = Query::of("rinnovo", Lang::It);
    let before = finder.find(&query, &Person::default(), NOW);
    let again = Finder::reopen(folder.path(), NOW).unwrap();
    assert_eq!(again.find(&query, &Person::default(), NOW), before);
    let file = folder.path().join("catalogue");
    let mut bytes = std::fs::read(&file).unwrap();
    bytes.truncate(bytes.len() / 2);
    std::fs::write(&file, bytes).unwrap();
    assert!(Finder::reopen(folder.path(), NOW).is_none());
}

#[test]
fn a_confirmation_is_shown_and_a_fresher_one_ranks_higher() {
    let mut net = Net::default().plain("Vecchio", "home.find_home").plain("Fresco", "home.find_home");
    let of = |net: &Net, n: usize| -> Uuid { net.records.services[n].id.parse().unwrap() };
    net.verified = vec![(of(&net, 0), NOW.plus_days(-900)), (of(&net, 1), NOW.plus_days(-3))];
    let net = net.made();
    let found = net.find(&everything());
    assert_eq!(found.hits[0].summary.name.text, "Fresco");
    assert_eq!(found.hits[0].summary.verified_at.map(|at| NOW.days_since(at)), Some(3));
}

proptest! {
    #[test]
    fn no_query_breaks_it(
        words in "\\PC{0,300}", needs in proptest::collection::vec("[a-z.]{0,12}", 0..3), territory in proptest::option::of("\\PC{0,8}"),
        page: u32, per_page: u32, begun: bool, open in proptest::option::of(any::<i64>()), km in proptest::option::of(any::<f64>()),
        lat in -90.0..90.0f64, lon in -180.0..180.0f64,
    ) {
        thread_local!(static NET: Made = Net::default().plain("Rinnovo", "stay.renewal")
            .with("Mensa", "income.food_clothes", |_, l, p| {
                at(l, "071024", 41.46, 15.54);
                p.profile.hours.expression = Some("Mo-Fr 09:00-12:00".into());
            }).made());
        let near = Some(Near { point: Point::new(lat, lon).unwrap(), within_km: km });
        let query = Query { needs, territory, page, per_page, begun, near, open_at: open.map(Instant), ..Query::of(words, Lang::En) };
        NET.with(|net| {
            let found = net.find(&query);
            assert!(found.hits.len() as u32 <= found.total && found.page >= 1 && found.page <= found.pages);
            let other = net.finder.find(&query, &Person::default(), open.map_or(NOW, Instant));
            assert!(other.total <= 2);
        });
    }
}
