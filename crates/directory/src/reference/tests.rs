use super::*;
use jiff::civil::date;
use reticolo_base::Point;
use std::collections::BTreeSet;

#[test]
fn every_data_file_is_whole() {
    if let Err(error) = Reference::load() {
        panic!("{error}");
    }
}

#[test]
fn the_76_needs_are_numbered_in_ten_groups() {
    let needs = Needs::load().unwrap();
    assert_eq!(needs.groups().len(), 10);
    let numbers: BTreeSet<_> = needs.iter().map(|need| need.number).collect();
    assert_eq!(numbers, (1..=76).collect());
    assert_eq!(needs.iter().count(), 76);
    assert_eq!(needs.get("stay.renewal").map(|need| need.number), Some(2));
    assert_eq!(needs.groups().first().map(|group| group.code.as_str()), Some("stay"));
    assert!(needs.get("stay.nothing").is_none());
}

#[test]
fn the_permit_is_never_asked_where_the_law_forbids_it() {
    let needs = Needs::load().unwrap();
    for code in ["health.stp", "health.urgent_or_not", "children.school_enrolment", "rights.trafficking"] {
        assert!(needs.get(code).unwrap().position_not_asked, "{code}");
    }
    assert!(!needs.get("stay.renewal").unwrap().position_not_asked);
}

#[test]
fn positions_tell_what_follows_from_them() {
    let positions = Positions::load().unwrap();
    assert_eq!(positions.iter().count(), 34);
    assert_eq!(positions.get("eu_citizen_unregistered").and_then(|p| p.eu), Some(true));
    assert_eq!(positions.get("irregular").and_then(Position::permit), Some(false));
    assert_eq!(positions.get("unaccompanied_minor").map(Position::ages), Some((0, 17)));
    assert_eq!(positions.get("newly_adult").map(|p| p.ages().0), Some(18));
    assert_eq!(positions.get("awaiting_renewal").and_then(Position::permit), Some(true));
    assert_eq!(positions.get("employed").and_then(Position::permit), None, "a permit may have expired");
}

#[test]
fn languages_have_names_in_all_six() {
    let languages = Languages::load().unwrap();
    assert_eq!(languages.iter().next().map(|l| l.code.as_str()), Some("it"));
    assert_eq!(languages.name_of("ar", Lang::Fr), Some("arabe"));
    assert_eq!(languages.name_of("fr-SN", Lang::It), Some("francese"));
    assert_eq!(languages.name_of("tlh", Lang::It), None);
    assert!(languages.get("ur").is_some_and(|l| l.rtl));
}

#[test]
fn puglia_has_257_municipalities_in_six_provinces_all_with_boundaries() {
    let territory = Territory::load().unwrap();
    assert_eq!((territory.municipalities().len(), territory.provinces().len()), (257, 6));
    for municipality in territory.municipalities() {
        assert!(territory.shape(&municipality.istat).is_some(), "{}", municipality.name);
        assert!(territory.province(&municipality.province).is_some(), "{}", municipality.name);
        assert!(territory.contains("16", &municipality.istat), "{}", municipality.name);
    }
}

#[test]
fn the_point_of_every_municipality_lies_in_it() {
    let territory = Territory::load().unwrap();
    for municipality in territory.municipalities() {
        let found = territory.municipality_at(municipality.point).map(|m| m.name.as_str());
        assert_eq!(found, Some(municipality.name.as_str()));
    }
}

#[test]
fn a_place_in_the_sea_is_in_no_municipality_but_near_one() {
    let territory = Territory::load().unwrap();
    let off_bari = Point::new(41.25, 16.95).unwrap();
    assert!(territory.municipality_at(off_bari).is_none());
    let (nearest, km) = territory.nearest(off_bari).unwrap();
    assert!(nearest.province == "072" && km < 25.0, "{} {km}", nearest.name);
}

#[test]
fn the_station_of_foggia_is_in_foggia() {
    let territory = Territory::load().unwrap();
    let station = Point::new(41.4661, 15.5561).unwrap();
    assert_eq!(territory.municipality_at(station).map(|m| m.istat.as_str()), Some("071024"));
}

#[test]
fn a_municipality_is_found_however_its_name_is_written() {
    let territory = Territory::load().unwrap();
    for (name, istat) in [("LECCE", "075035"), (" bari ", "072006"), ("Nardo", "075052"), ("Nardò", "075052")]
    {
        assert_eq!(territory.named(name).map(|m| m.istat.as_str()), Some(istat), "{name}");
    }
    assert!(territory.named("Milano").is_none());
    assert_eq!(territory.name_of("071"), Some("Foggia"));
    assert_eq!(territory.name_of("16"), Some("Puglia"));
}

#[test]
fn patron_saints_have_their_day() {
    let reference = Reference { territory: Territory::load().unwrap(), ..Reference::default() };
    assert_eq!(reference.territory().patrons(), 47);
    assert_eq!(reference.patron_day("075035", 2026), Some(date(2026, 8, 26)), "Sant'Oronzo in Lecce");
    assert_eq!(reference.patron_day("072006", 2026), Some(date(2026, 12, 6)), "San Nicola in Bari");
    assert_eq!(reference.patron_day("074001", 2023), Some(date(2023, 9, 4)), "Brindisi, by order of 2023");
    assert_eq!(reference.patron_day("071001", 2026), None, "not known is not none");
}

#[test]
fn documents_know_who_gives_them() {
    let documents = Documents::load().unwrap();
    let needs = Needs::load().unwrap();
    assert_eq!(documents.get("tax-code").and_then(|d| d.given_by.as_deref()), Some("identity.tax_code"));
    assert_eq!(documents.get("passport").and_then(|d| d.given_by.as_deref()), None);
    for document in documents.iter() {
        assert!(Lang::ALL.into_iter().all(|lang| document.name.get(lang).is_some()), "{}", document.key);
        assert!(document.given_by.as_ref().is_none_or(|need| needs.get(need).is_some()), "{}", document.key);
    }
}
