use super::*;
use crate::{
    access::{Person, Verdict, verdict},
    hours::{Hours, HoursError},
    hsds::Service,
    reference::Reference,
};
use jiff::civil::date;
use std::collections::BTreeSet;

const TODAY: Date = date(2026, 11, 23);

/// National numbers that exist and may be shown.
const REAL_NUMBERS: [&str; 3] = ["112", "1522", "800 290 290"];

const KINDS: [&str; 37] = [
    "region",
    "prefecture",
    "police_headquarters",
    "municipality",
    "social_district",
    "health_authority",
    "school",
    "adult_education",
    "job_centre",
    "revenue_agency",
    "social_security",
    "labour_inspectorate",
    "juvenile_court",
    "asylum_commission",
    "post",
    "university",
    "consulate",
    "patronato",
    "caf",
    "union",
    "reception_cooperative",
    "caritas",
    "association",
    "migrants_association",
    "anti_trafficking",
    "anti_violence",
    "outreach",
    "housing_agency",
    "volunteer_guardians",
    "legal_clinic",
    "mediators",
    "chamber_of_commerce",
    "motor_vehicles",
    "work_insurance",
    "bank",
    "helpline",
    "school_office",
];

fn demo() -> Demo {
    records(TODAY).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn the_network_is_large_enough() {
    let records = demo().records;
    assert!(records.organizations.len() >= 40, "{} organisations", records.organizations.len());
    assert!(records.services.len() >= 150, "{} services", records.services.len());
    assert!(records.places.len() >= records.services.len() / 2);
}

#[test]
fn every_need_is_answered() {
    let records = demo().records;
    let offered: BTreeSet<&String> = records.services.iter().flat_map(|s| &s.profile.needs).collect();
    let missing: Vec<_> =
        Reference::get().needs().iter().filter(|need| !offered.contains(&need.code)).collect();
    assert!(missing.is_empty(), "{:?}", missing.iter().map(|need| &need.code).collect::<Vec<_>>());
    assert_eq!(Reference::get().needs().iter().count(), 76);
}

#[test]
fn every_kind_of_organisation_takes_part() {
    let records = demo().records;
    let kinds: BTreeSet<&str> =
        records.organizations.iter().filter_map(|o| o.profile.kind.as_deref()).collect();
    let missing: Vec<_> = KINDS.into_iter().filter(|kind| !kinds.contains(kind)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn nobody_can_be_reached_but_the_help_lines() {
    let records = demo().records;
    for phone in records.services.iter().flat_map(|service| &service.phones) {
        let number = phone.number.as_deref().unwrap();
        assert!(number.starts_with("+39 0000 ") || REAL_NUMBERS.contains(&number), "{number}");
    }
    let mails = records.services.iter().filter_map(|s| s.email.as_deref());
    for mail in mails.chain(records.organizations.iter().filter_map(|o| o.email.as_deref())) {
        assert!(mail.ends_with("@demo.example"), "{mail}");
    }
    for site in records.organizations.iter().filter_map(|o| o.website.as_deref()) {
        assert!(site.starts_with("https://") && site.trim_end_matches('/').ends_with(".example"), "{site}");
    }
}

#[test]
fn it_says_that_it_is_a_demonstration() {
    let records = demo().records;
    assert!(records.services.iter().all(|service| service.profile.demonstration));
    assert!(records.organizations.iter().all(|o| o.profile.demonstration));
}

#[test]
fn ids_are_unique_and_the_same_every_day() {
    let (first, second) = (demo().records, records(date(2027, 1, 8)).unwrap().records);
    let ids = |records: &Records| {
        let services = records.services.iter().map(|r| r.id.clone());
        let places = records.places.iter().map(|r| r.id.clone());
        let locations = records.locations.iter().map(|r| r.id.clone());
        let organizations = records.organizations.iter().map(|r| r.id.clone());
        let terms = records.terms.iter().map(|r| r.id.clone());
        services.chain(places).chain(locations).chain(organizations).chain(terms).collect::<Vec<_>>()
    };
    assert_eq!(ids(&first), ids(&second));
    let unique: BTreeSet<_> = ids(&first).into_iter().collect();
    assert_eq!(unique.len(), ids(&first).len());
    assert!(unique.iter().all(|id| uuid::Uuid::parse_str(id).is_ok()));
}

#[test]
fn children_have_their_parents() {
    let records = demo().records;
    let locations: BTreeSet<_> = records.locations.iter().map(|l| Some(l.id.as_str())).collect();
    let services: BTreeSet<_> = records.services.iter().map(|s| Some(s.id.as_str())).collect();
    let organizations: BTreeSet<_> = records.organizations.iter().map(|o| Some(o.id.as_str())).collect();
    let terms: BTreeSet<_> = records.terms.iter().map(|t| Some(t.id.as_str())).collect();
    for place in &records.places {
        assert!(
            locations.contains(&place.location_id.as_deref())
                && services.contains(&place.service_id.as_deref())
        );
    }
    for service in &records.services {
        assert!(organizations.contains(&service.organization_id.as_deref()));
        assert!(!service.attributes.is_empty(), "{:?}", service.name);
        assert!(service.attributes.iter().all(|link| terms.contains(&link.taxonomy_term_id.as_deref())));
    }
}

#[test]
fn all_hours_can_be_read_and_go_out_as_schedules() {
    let records = demo().records;
    for service in &records.services {
        match Hours::parse(&service.profile.hours, &[]) {
            Ok(_) => assert!(!service.schedules.is_empty(), "{:?}", service.profile.hours),
            Err(error) => assert_eq!(error, HoursError::Unsaid, "{:?}", service.profile.hours),
        }
    }
    assert!(
        records.services.iter().any(|s| s
            .profile
            .hours
            .expression
            .as_deref()
            .is_some_and(|e| e.contains("2026 Aug")))
    );
}

#[test]
fn places_lie_in_their_municipality_or_beside_it() {
    let territory = Reference::get().territory();
    for location in demo().records.locations {
        let number =
            |n: &Option<serde_json::Number>| n.as_ref().and_then(serde_json::Number::as_f64).unwrap();
        let point =
            reticolo_base::Point::new(number(&location.latitude), number(&location.longitude)).unwrap();
        let istat = location.profile.municipality.unwrap();
        let inside = territory.shape(&istat).is_some_and(|shape| shape.contains(point));
        let near = territory.municipality(&istat).unwrap().point.km_to(point) < 25.0;
        assert!(inside || near, "{:?} is not near {istat}", location.name);
    }
}

#[test]
fn services_are_written_in_italian_with_translations_that_nobody_read_yet() {
    let records = demo().records;
    let named = |service: &Service| service.name.is_some() && service.profile.summary.is_some();
    assert!(records.services.iter().all(named));
    for service in &records.services {
        let english = service.profile.translations.iter().filter(|t| t.lang == reticolo_base::Lang::En);
        let fields: BTreeSet<&str> = english.map(|t| t.field.as_str()).collect();
        for field in
            ["name", "profile.summary", "description", "profile.who", "profile.how", "profile.result"]
        {
            assert!(fields.contains(field), "{:?} has no {field} in English", service.name);
        }
    }
    let translated = records.services.iter().flat_map(|s| &s.profile.translations);
    assert!(translated.flat_map(|t| &t.paragraphs).all(|p| !p.source.is_empty()));
}

#[test]
fn steps_in_english_stand_beside_steps_in_italian() {
    for service in demo().records.services {
        let steps = service.profile.how.as_deref().unwrap_or_default().lines().count();
        for translation in service.profile.translations.iter().filter(|t| t.field == "profile.how") {
            assert_eq!(translation.paragraphs.len(), steps);
            assert!(translation.paragraphs.iter().all(|p| !p.text.is_empty()), "{:?}", service.name);
        }
    }
}

#[test]
fn confirmations_and_figures_have_an_age() {
    let demo = demo();
    assert!(demo.verified.iter().all(|v| v.at <= "2026-11-23T12:00:00Z".parse().unwrap()));
    assert!(demo.verified.len() < demo.records.services.len(), "some cards were never confirmed");
    let updated =
        demo.records.services.iter().flat_map(|s| &s.capacities).map(|c| c.updated.as_deref().unwrap());
    assert!(updated.map(|at| at.parse::<Instant>().unwrap()).all(|at| at.0 > 0));
}

#[test]
fn a_person_without_papers_may_have_the_stp_code_and_may_not_be_asked_for_a_permit() {
    let records = demo().records;
    let stp =
        records.services.iter().find(|s| s.profile.needs.first().is_some_and(|n| n == "health.stp")).unwrap();
    let person = |position: &str| Person { position: Some(position.into()), ..Person::default() };
    let answer = |position: &str| {
        verdict(&stp.profile.access_rules, &person(position), TODAY, Reference::get().positions()).0
    };
    assert_eq!(answer("irregular"), Verdict::Yes);
    assert_eq!(answer("eu_citizen_resident"), Verdict::No);
    assert!(stp.profile.not_asked.iter().any(|d| d.key.as_deref() == Some("residence-permit")));
}

#[test]
fn shelters_for_women_have_protected_addresses() {
    assert!(demo().records.locations.iter().any(|location| location.profile.protected));
}
