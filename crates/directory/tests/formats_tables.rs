//! Tables in: HSDS 3, HSDS 1.1, Ohana, and all that is broken in them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use reticolo_base::Lang;
use reticolo_directory::formats::{self, Bundle, File, FormatRefusal, Options, Reading, Reason, Repair};

fn read(files: &[(&str, &[u8])]) -> Result<Reading, FormatRefusal> {
    let files = files.iter().map(|(n, t)| File { name: (*n).into(), bytes: t.to_vec() }).collect();
    formats::read_bundle(Bundle { name: "prova".into(), files, passed_over: Vec::new() }, &Options::default())
}

/// A small directory as a city may give it out in HSDS 1.1, with the faults that such files have.
fn old_city() -> Reading {
    read(&[
        ("organizations.csv", b"id,name,description,url\n1,Helping Hand,\"Help for the people and for you\",www.hand.example\n"),
        ("services.csv", b"id,organization_id,name,fees,application_process\n10,1,Food bank,,Call first\n11,1,Shelter,,\n12,9,Clinic,,\n"),
        ("locations.csv", b"id,organization_id,name,latitude,longitude\n20,1,Main house,25.7,-80.2\n"),
        ("services_at_location.csv", b"id,service_id,location_id,description\n30,10,20,\n31,99,20,\n"),
        ("physical_addresses.csv", b"id,location_id,address_1,city,state_province,postal_code,country,address_2\n1,20,1 Test Street,Miami,FL ,33157,,   \n"),
        ("phones.csv", b"id,location_id,service_id,number,language\n10,20,10,305-000-0000,Spanish\n"),
        ("languages.csv", b"id,service_id,location_id,language\n10,10,20,English\n10,10,20,Spanish (limited)\n10,10,20,English\n"),
        (
            "regular_schedules.csv",
            b"id,service_id,location_id,weekday,opens_at,closes_at,original_text\n\
              ,10,,Monday,9:00am,5:00pm,Mon-Tue 9-5\n,10,,Tuesday,9:00am,5:00pm,Mon-Tue 9-5\n\
              ,10,,Saturday,9:0am,6:300pm,Sat\n,,,Sunday,9am,1pm,\n,77,,Sunday,9am,1pm,\n",
        ),
        ("eligibility.csv", b"id,service_id,eligibility\n,,All girls\n,11,Anyone\n"),
        ("accessibility_for_disabilities.csv", b"id,location_id,accessibility,details\n1,20,Ramp,\n"),
        ("contacts_old.csv", b"a,b\n1,2\n"),
        ("datapackage.json", b"{}"),
    ])
    .unwrap()
}

#[test]
fn old_tables_become_records() {
    let reading = old_city();
    let food = &reading.records.services[0];
    assert_eq!(food.name.as_deref(), Some("Food bank"));
    assert_eq!(reading.records.organizations[0].website.as_deref(), Some("http://www.hand.example"));
    let days: Vec<_> = food
        .schedules
        .iter()
        .map(|s| (s.byday.as_deref(), s.opens_at.as_deref(), s.closes_at.as_deref()))
        .collect();
    assert_eq!(days, [(Some("MO,TU"), Some("09:00"), Some("17:00")), (Some("SA"), Some("09:00"), None)]);
    assert_eq!(food.schedules[1].other["closes_at_as_told"], "6:300pm");
    assert_eq!(
        food.languages.iter().map(|l| l.code.as_deref()).collect::<Vec<_>>(),
        [Some("en"), Some("es")]
    );
    assert_eq!(food.phones[0].languages[0].code.as_deref(), Some("es"));
    assert_eq!(reading.records.services[1].eligibility_description.as_deref(), Some("Anyone"));
    let place = &reading.records.locations[0];
    assert_eq!(place.addresses[0].state_province.as_deref(), Some("FL"));
    assert_eq!(place.addresses[0].address_type.as_deref(), Some("physical"));
    assert_eq!(place.accessibility[0].description.as_deref(), Some("Ramp"));
    assert_eq!(reading.records.organizations[0].profile.lang, Some(Lang::En));
    assert!(food.profile.needs.is_empty());
}

#[test]
fn the_report_tells_every_broken_key_and_empty_column() {
    let report = old_city().report;
    assert_eq!(report.broken["regular_schedules.location_id"].empty, 5);
    assert_eq!(report.broken["regular_schedules.service_id"].dangling, 1);
    assert_eq!(report.broken["eligibility.service_id"].lost, 1);
    assert_eq!(report.broken["services.organization_id"].dangling, 1);
    assert_eq!(report.broken["services_at_location.service_id"].dangling, 1);
    assert_eq!(report.empty["services"]["fees"], 3);
    assert_eq!(report.empty["physical_addresses"]["address_2"], 1);
    assert_eq!(report.repairs(Repair::Renamed), 1, "two languages under one id");
    assert_eq!(report.repairs(Repair::Doubled), 1, "English twice");
    assert!(report.unknown.contains_key("contacts_old.csv"));
    let reasons: Vec<_> = report.refused.iter().map(|r| (r.file.as_str(), r.line, &r.reason)).collect();
    assert!(reasons.contains(&("eligibility.csv", 2, &Reason::NoParent)));
    assert!(reasons.contains(&("regular_schedules.csv", 5, &Reason::NoParent)));
    assert!(reasons.contains(&("regular_schedules.csv", 6, &Reason::ParentMissing)));
}

#[test]
fn reading_twice_gives_the_same() {
    assert_eq!(old_city(), old_city());
}

#[test]
fn ohana_has_its_lists_in_cells_and_its_services_at_a_place() {
    let reading = read(&[
        ("organizations.csv", b"id,name\n1,Peninsula\n"),
        ("locations.csv", b"id,organization_id,name,accessibility,languages,virtual,admin_emails\n5,1,House,\"disabled_parking, ramp\",\"Spanish, Tagalog\",false,a@example.org\n6,1,Nowhere,,,true,\n"),
        ("services.csv", b"id,location_id,name,eligibility,fees,languages,service_areas,taxonomy_ids,keywords\n1,5,Passport photos,None,Free,Spanish,\"Alameda, San Mateo\",\"105, 999\",\"photo, id\"\n"),
        ("taxonomy.csv", b"taxonomy_id,name,parent_id,parent_name\n105,Goods,,\n"),
        ("mail_addresses.csv", b"id,location_id,attention,address_1,city\n1,5,House,PO Box 1,Town\n"),
        ("holiday_schedules.csv", b"id,location_id,service_id,start_date,end_date,closed,opens_at,closes_at\n1,5,,\"January 01, 0001\",\"January 01, 0001\",true,,\n"),
    ])
    .unwrap();
    let (service, place) = (&reading.records.services[0], &reading.records.locations[0]);
    assert_eq!(service.organization_id.as_deref(), Some(reading.records.organizations[0].id.as_str()));
    assert_eq!(reading.records.places[0].location_id.as_deref(), Some(place.id.as_str()));
    assert_eq!(service.fees_description.as_deref(), Some("Free"));
    assert_eq!(service.service_areas.len(), 2);
    assert_eq!(service.attributes[0].taxonomy_term.as_ref().unwrap().name.as_deref(), Some("Goods"));
    assert_eq!(service.other["keywords"], "photo, id");
    assert_eq!(place.accessibility[0].description.as_deref(), Some("disabled parking"));
    assert_eq!(place.languages[1].code.as_deref(), Some("tl"));
    assert_eq!(place.addresses[0].address_type.as_deref(), Some("postal"));
    assert!(place.other.contains_key("holiday_schedules") && !place.other.contains_key("admin_emails"));
    assert_eq!(reading.records.locations[1].location_type.as_deref(), Some("virtual"));
    assert_eq!(reading.report.repairs(Repair::Personal), 1);
    assert_eq!(reading.report.repairs(Repair::Implied), 1);
}

#[test]
fn two_services_under_one_id_are_two_services() {
    let reading =
        read(&[("services.csv", b"id,name,status\n1,Mensa,active\n1,Dormitorio,active\n1,Mensa,active\n")])
            .unwrap();
    assert_eq!(reading.records.services.len(), 2);
    assert_eq!((reading.report.repairs(Repair::Renamed), reading.report.repairs(Repair::Doubled)), (1, 1));
}

#[test]
fn a_file_in_an_old_encoding_is_read_and_told() {
    let reading = read(&[("services.csv", b"id,name,status\n1,Citt\xe0 aperta,active\n")]).unwrap();
    assert_eq!(reading.records.services[0].name.as_deref(), Some("Città aperta"));
    assert_eq!(reading.report.repairs(Repair::Encoding), 1);
}

#[test]
fn a_wrong_date_and_control_characters_and_a_huge_field_are_mended_row_by_row() {
    let huge = "x".repeat(200_000);
    let table = format!(
        "id,name,status,assured_date,description\n1,Me\u{0}nsa,active,31/31/2025,{huge}\n2,Casa,active,1/2/2025,ok\n"
    );
    let reading = read(&[("services.csv", table.as_bytes())]).unwrap();
    let [first, second] = reading.records.services.as_slice() else { panic!("two services") };
    assert_eq!(first.name.as_deref(), Some("Mensa"));
    assert_eq!(first.description.as_ref().unwrap().len(), 100_000);
    assert_eq!((first.assured_date.as_deref(), second.assured_date.as_deref()), (None, Some("2025-02-01")));
    assert_eq!(reading.report.repairs(Repair::Cut), 1);
}

#[test]
fn tables_with_nothing_in_them_are_refused() {
    assert!(matches!(read(&[("services.csv", b"id,name,status\n")]), Err(FormatRefusal::Empty { .. })));
    assert!(matches!(read(&[("services.csv", b"")]), Err(FormatRefusal::Unknown { .. })));
}

#[test]
fn the_template_is_filled_and_read() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["modello.csv", "modello.xlsx"] {
        let path = folder.path().join(name);
        formats::template::write(&path).unwrap();
        assert!(path.exists());
    }
    let path = folder.path().join("modello.csv");
    let head = std::fs::read_to_string(&path).unwrap();
    let columns: Vec<&str> = head.trim().split(';').collect();
    let row: Vec<&str> =
        columns.iter().map(|c| if c.starts_with("Servizio") { "Mensa" } else { "" }).collect();
    std::fs::write(&path, format!("{head}{}\n", row.join(";"))).unwrap();
    let reading = formats::read(&path, &Options::default()).unwrap();
    assert_eq!(reading.records.services[0].name.as_deref(), Some("Mensa"));
    let empty = formats::read(&folder.path().join("modello.xlsx"), &Options::default());
    assert!(matches!(empty, Err(FormatRefusal::Columns { .. } | FormatRefusal::Empty { .. })), "{empty:?}");
}
