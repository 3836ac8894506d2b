//! Directories in and out, as whole files.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use reticolo_base::Lang;
use reticolo_directory::{
    formats::{
        self, Bundle, File, Format, Options, Reading, Reason, Repair,
        assemble::{self, Depth, Shelf},
    },
    records::Records,
};
use serde_json::{Value, json};

fn files(files: &[(&str, &str)]) -> Reading {
    let files = files.iter().map(|(n, t)| File { name: (*n).into(), bytes: t.as_bytes().to_vec() }).collect();
    let bundle = Bundle { name: "prova".into(), files, passed_over: Vec::new() };
    formats::read_bundle(bundle, &Options::default()).unwrap()
}

fn json_file(document: &Value) -> Reading {
    files(&[("prova.json", &document.to_string())])
}

fn id(n: u32) -> String {
    format!("6e1a1f4e-7a52-4f8a-9f6a-{n:012}")
}

/// A service as HSDS gives it in full: everything lies in it.
fn full_service() -> Value {
    let location = json!({
        "id": id(4), "location_type": "physical", "name": "Casa della salute", "latitude": 41.46, "longitude": 15.54,
        "addresses": [{
            "id": id(5), "address_1": "Via della Prova 12", "city": "Foggia", "state_province": "FG",
            "postal_code": "71121", "country": "IT", "address_type": "physical"
        }],
        "phones": [{ "id": id(6), "number": "+39 0000 000 101", "languages": [{ "id": id(7), "name": "Arabic", "code": "ar" }] }],
    });
    json!({
        "id": id(1), "name": "Ambulatorio", "description": "Cure per chi non ha il permesso di soggiorno", "status": "active",
        "minimum_age": 18,
        "schedules": [{ "id": id(8), "freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00", "closes_at": "12:00" }],
        "service_at_locations": [{ "id": id(3), "location": location.clone() }],
        "organization": {
            "id": id(2), "name": "ASL di prova", "description": "Azienda per la salute di tutti e per la cura", "website": "http://example.org",
            "locations": [location],
            "programs": [{ "id": id(9), "name": "Salute per tutti", "description": "" }],
        },
        "program": { "id": id(9), "name": "Salute per tutti", "description": "" },
        "required_documents": [{ "id": id(10), "document": "Passaporto", "key": "passport", "substitutes": ["identity-card"] }],
        "attributes": [{ "id": id(11), "taxonomy_term": { "id": id(12), "code": "1", "name": "Health", "description": "x" } }],
    })
}

#[test]
fn a_full_service_is_taken_apart_and_put_together_again() {
    let reading = json_file(&full_service());
    let records = &reading.records;
    assert_eq!((records.services.len(), records.organizations.len(), records.locations.len()), (1, 1, 1));
    assert_eq!((records.programs.len(), records.places.len()), (1, 1));
    assert_eq!(records.services[0].organization_id.as_deref(), Some(id(2).as_str()));
    assert_eq!(records.locations[0].organization_id.as_deref(), Some(id(2).as_str()));
    assert_eq!(records.places[0].location_id.as_deref(), Some(id(4).as_str()));
    assert!(reading.report.repaired.is_empty(), "{:?}", reading.report.repaired);
    assert_eq!(Shelf::new(records).service(&records.services[0], Depth::Full), full_service());
}

#[test]
fn an_organisation_with_its_services_comes_back_equal() {
    let mut service = full_service();
    let mut organization = service["organization"].take();
    let map = service.as_object_mut().unwrap();
    map.remove("organization");
    organization["services"] = json!([service]);
    let reading = json_file(&organization);
    let shelf = Shelf::new(&reading.records);
    assert_eq!(shelf.organization(&reading.records.organizations[0], Depth::Full), organization);
}

#[test]
fn a_service_at_a_place_comes_back_equal() {
    let mut service = full_service();
    let mut at = service["service_at_locations"][0].take();
    service.as_object_mut().unwrap().remove("service_at_locations");
    at["service"] = service;
    let reading = json_file(&json!({ "contents": [at.clone()] }));
    let shelf = Shelf::new(&reading.records);
    assert_eq!(shelf.service_at_location(&reading.records.places[0], Depth::Full), at);
}

#[test]
fn a_list_tells_only_simple_fields() {
    let records = json_file(&full_service()).records;
    let listed = Shelf::new(&records).service(&records.services[0], Depth::List);
    assert_eq!(listed["organization"]["name"], "ASL di prova");
    assert!(listed.get("schedules").is_none() && listed["organization"].get("locations").is_none());
}

#[test]
fn what_was_written_as_json_is_read_back_the_same() {
    let there = json_file(&full_service()).records;
    let folder = tempfile::tempdir().unwrap();
    for name in ["all.json", "all.ndjson"] {
        let path = folder.path().join(name);
        formats::write_json(&there, &path).unwrap();
        let back = formats::read(&path, &Options::default()).unwrap();
        assert_eq!(sorted(back.records), sorted(there.clone()), "{name}");
        assert_eq!(back.report.refused_rows, 0);
    }
}

#[test]
fn what_was_written_as_tables_is_read_back_the_same() {
    let there = json_file(&full_service()).records;
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("all.zip");
    formats::write_tables(&there, &archive).unwrap();
    formats::write_tables(&there, &folder.path().join("tables")).unwrap();
    assert_eq!(formats::recognise(&archive).unwrap(), Format::Tables);
    let back = formats::read(&archive, &Options::default()).unwrap();
    assert_eq!(back.report.refused_rows, 0, "{:?}", back.report.refused);
    let again = formats::read(&folder.path().join("tables"), &Options::default()).unwrap();
    assert_eq!(again.records, back.records);
    let shelf = Shelf::new(&back.records);
    let mut value = shelf.service(&back.records.services[0], Depth::Full);
    // Rows carry the keys of what they hang on; in nested objects they say nothing new.
    strip_keys(&mut value);
    let mut told = full_service();
    strip_keys(&mut told);
    assert_eq!(value, told);
}

fn strip_keys(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.retain(|key, _| !(key.ends_with("_id") || key == "link_entity"));
            map.values_mut().for_each(strip_keys);
        }
        Value::Array(items) => items.iter_mut().for_each(strip_keys),
        _ => {}
    }
}

fn sorted(mut records: Records) -> Records {
    records.services.sort_by(|a, b| a.id.cmp(&b.id));
    records.organizations.sort_by(|a, b| a.id.cmp(&b.id));
    records.locations.sort_by(|a, b| a.id.cmp(&b.id));
    records
}

#[test]
fn a_protected_address_is_in_no_output() {
    let mut service = full_service();
    let at = &mut service["service_at_locations"][0];
    at["location"]["profile"] = json!({ "protected": true });
    at["location"]["transportation"] = json!("Autobus segreto 4");
    at["phones"] = json!([{ "id": id(20), "number": "0881 segreto" }]);
    at["description"] = json!("Dietro la stazione segreta");
    service["organization"].as_object_mut().unwrap().remove("locations");
    let records = json_file(&service).records;
    assert!(records.locations[0].profile.protected);
    assert_eq!(records.locations[0].addresses.len(), 1, "it is kept for authorised referrals");
    let folder = tempfile::tempdir().unwrap();
    formats::write_json(&records, &folder.path().join("a.json")).unwrap();
    formats::write_json(&records, &folder.path().join("a.ndjson")).unwrap();
    formats::write_tables(&records, folder.path()).unwrap();
    let mut written = 0;
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        for secret in ["Via della Prova", "segret", "000 101", "41.46", "15.54", "71121"] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
        written += 1;
    }
    assert!(written > 5);
    let value = Shelf::new(&records).service(&records.services[0], Depth::Full);
    assert_eq!(value["service_at_locations"][0]["location"]["name"], "Casa della salute");
    assert_eq!(value["service_at_locations"][0]["location"]["profile"], json!({ "protected": true }));
}

#[test]
fn a_mediator_goes_out_as_interpretation_and_comes_back() {
    let mut service = full_service();
    service["languages"] = json!([
        { "id": id(30), "code": "ar", "name": "Arabic", "interpreted": true, "notice_days": 2 },
        { "id": id(31), "code": "en", "name": "English" },
    ]);
    let records = json_file(&service).records;
    let value = assemble::service(&records.services[0], &assemble::Around::default(), Depth::Full);
    assert_eq!(value["languages"].as_array().unwrap().len(), 1);
    assert!(value["interpretation_services"].as_str().unwrap().contains("Arabic"));
    let back = json_file(&value).records;
    assert_eq!(back.services[0].languages, records.services[0].languages);
    assert_eq!(back.services[0].interpretation_services, None);
}

#[test]
fn one_bad_object_does_not_stop_the_others() {
    let reading = json_file(&json!([
        { "id": "1", "name": "Mensa", "status": "active" },
        7,
        { "id": "2", "status": "active" },
        { "id": "3", "name": "Dormitorio", "status": "active", "phones": "nessuno", "schedules": [null, 3] },
    ]));
    assert_eq!(reading.records.services.len(), 2);
    let reasons: Vec<_> = reading.report.refused.iter().map(|r| (r.line, r.reason.clone())).collect();
    assert_eq!(reasons, [(2, Reason::Shape), (3, Reason::Lacks("name"))]);
    assert_eq!(reading.report.exit_code(), 3);
}

#[test]
fn ids_that_are_no_uuids_give_the_same_records_each_time() {
    let document = json!([{ "id": "17", "name": "Mensa", "status": "active", "organization": { "id": "3", "name": "Caritas" } }]);
    let (a, b) = (json_file(&document), json_file(&document));
    assert_eq!(a.records, b.records);
    assert_eq!(
        a.records.services[0].organization_id.as_deref(),
        Some(a.records.organizations[0].id.as_str())
    );
}

#[test]
fn a_list_of_an_italian_office_is_read_by_the_names_of_its_columns() {
    let reading = files(&[(
        "elenco.csv",
        "Ente;Nome del servizio;Descrizione;Indirizzo;Comune;CAP;Telefono;Lingue;Orari;Gratuito;Verificato il;Colore\n\
         Caritas;Mensa;Pranzo per tutti e per chi non ha casa;Via della Prova 1;Bari;70121;080 000 000;arabo (mar, mediatore), inglese;lun-ven 09:00-12:00;sì;01/03/2026;blu\n\
         Caritas;;senza nome;;;;;;;;;\n\
         Comune di Bari;Sportello;Aiuto con la residenza e per la carta;Via della Prova 2;Bari;70122;;;su appuntamento;;mai;rosso\n",
    )]);
    let records = &reading.records;
    assert_eq!((records.services.len(), records.organizations.len(), records.places.len()), (2, 2, 2));
    let mensa = records.services.iter().find(|s| s.name.as_deref() == Some("Mensa")).unwrap();
    assert_eq!(mensa.profile.free, Some(true));
    assert_eq!(mensa.profile.lang, Some(Lang::It));
    assert_eq!(mensa.assured_date.as_deref(), Some("2026-03-01"));
    assert_eq!(mensa.other["Colore"], "blu");
    assert_eq!(mensa.languages[0].code.as_deref(), Some("ar"));
    assert!(mensa.languages[0].interpreted && !mensa.languages[1].interpreted);
    let at = records.places.iter().find(|p| p.service_id.as_deref() == Some(mensa.id.as_str())).unwrap();
    assert_eq!(at.profile.hours.expression.as_deref(), Some("Mo-Fr 09:00-12:00"));
    assert_eq!(reading.report.refused[0].line, 3);
    assert_eq!(reading.report.repairs(Repair::DateUnreadable), 1);
}

#[test]
fn spaces_that_a_source_has_around_its_words_are_its_own() {
    let mut service = full_service();
    service["description"] = json!("Cure per chi non ha il permesso di soggiorno ");
    let reading = json_file(&service);
    assert_eq!(Shelf::new(&reading.records).service(&reading.records.services[0], Depth::Full), service);
    assert!(reading.report.repaired.is_empty());
}

#[test]
fn what_nobody_told_goes_out_filled_and_comes_back_untold() {
    let reading = json_file(&json!([{ "id": id(1), "name": "Mensa", "application_process": "Vai" }]));
    assert_eq!(reading.records.services[0].status, None);
    let value = assemble::service(&reading.records.services[0], &assemble::Around::default(), Depth::Full);
    assert_eq!(value["status"], "active");
    assert_eq!(json_file(&value).records, reading.records);
}
