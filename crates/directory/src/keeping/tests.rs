//! Fields as texts: what is written is read back, and nothing that somebody types breaks a card.

use super::{Field, Sheet, put, text, tidied};
use crate::hsds::{CostOption, Language, Phone, RequiredDocument, Service};
use jiff::civil::{Date, date};
use proptest::prelude::*;

const TODAY: Date = date(2026, 11, 23);

fn written(field: Field, sheet: &mut Sheet, typed: &str) -> String {
    let typed = tidied(field, typed).unwrap();
    put(field, sheet, &typed, TODAY).unwrap();
    text(field, sheet)
}

fn sheet() -> Sheet {
    let document = |id: &str, name: &str| RequiredDocument {
        id: id.to_owned(),
        document: Some(name.to_owned()),
        key: Some(name.to_lowercase()),
        ..RequiredDocument::default()
    };
    let service = Service {
        id: "00000000-0000-0000-0000-000000000001".to_owned(),
        name: Some("Mensa".to_owned()),
        required_documents: vec![document("a", "Passaporto"), document("b", "Ricevuta")],
        phones: vec![Phone { id: "p".to_owned(), number: Some("0881 1".to_owned()), ..Phone::default() }],
        languages: vec![Language {
            id: "l".to_owned(),
            code: Some("ar".to_owned()),
            notice_days: Some(3),
            interpreted: true,
            ..Language::default()
        }],
        ..Service::default()
    };
    Sheet { service, places: Vec::new() }
}

#[test]
fn a_document_that_stays_keeps_its_code_and_one_of_another_name_has_none() {
    let mut sheet = sheet();
    assert_eq!(text(Field::Documents, &sheet), "Passaporto\nRicevuta");
    let said = written(Field::Documents, &mut sheet, "? Passaporto\n  Contratto  \n\nRicevuta");
    assert_eq!(said, "? Passaporto\nContratto\nRicevuta");
    let told: Vec<_> =
        sheet.service.required_documents.iter().map(|d| (d.id.as_str(), d.key.as_deref())).collect();
    assert_eq!((told[0], told[2]), (("a", Some("passaporto")), ("b", Some("ricevuta"))));
    assert!(told[1].1.is_none() && told[1].0 != "a" && told[1].0 != "b");
    assert!(sheet.service.required_documents[0].optional);
}

#[test]
fn no_document_is_not_the_same_as_not_known() {
    let mut sheet = sheet();
    assert_eq!(written(Field::Documents, &mut sheet, " - "), "-");
    assert!(sheet.service.profile.documents_known && sheet.service.required_documents.is_empty());
    assert_eq!(written(Field::Documents, &mut sheet, ""), "");
    assert!(!sheet.service.profile.documents_known);
}

#[test]
fn costs_are_sums_with_words_and_free_is_a_cost_of_nothing() {
    let mut sheet = sheet();
    assert_eq!(
        written(Field::Costs, &mut sheet, "30,46 contributo\n16 € marca\n10 USD visto"),
        "30,46 contributo\n16 marca\n10 USD visto"
    );
    let sums: Vec<_> = sheet
        .service
        .cost_options
        .iter()
        .map(|cost: &CostOption| cost.amount.as_ref().unwrap().as_f64())
        .collect();
    assert_eq!(sums, [Some(30.46), Some(16.0), Some(10.0)]);
    assert_eq!(sheet.service.profile.free, Some(false));
    assert_eq!(written(Field::Costs, &mut sheet, "0"), "0");
    assert_eq!(
        (sheet.service.profile.free, sheet.service.fees_description.as_deref()),
        (Some(true), Some("Gratuito"))
    );
    assert_eq!(written(Field::Costs, &mut sheet, "offerta libera"), "offerta libera");
    assert_eq!((sheet.service.profile.free, written(Field::Costs, &mut sheet, "")), (None, String::new()));
}

#[test]
fn a_changed_telephone_keeps_its_id_and_a_language_its_notice() {
    let mut sheet = sheet();
    written(Field::Phones, &mut sheet, "0881 22 – segreteria\n+39 0881 33");
    let phones = &sheet.service.phones;
    assert_eq!((phones[0].id.as_str(), phones[0].description.as_deref()), ("p", Some("segreteria")));
    assert_ne!(phones[1].id, "p");
    assert_eq!(written(Field::Languages, &mut sheet, "en\nar+"), "en\nar+");
    assert_eq!(sheet.service.languages[1].notice_days, Some(3));
    assert!(sheet.service.interpretation_services.as_deref().unwrap().starts_with("Con mediazione"));
}

#[test]
fn waiting_is_a_number_or_words_and_how_is_written_where_it_was_read() {
    let mut sheet = sheet();
    assert_eq!(written(Field::Waiting, &mut sheet, "12"), "12");
    assert_eq!(
        (sheet.service.profile.waiting_days, sheet.service.wait_time.as_deref()),
        (Some(12), Some("12 giorni"))
    );
    assert_eq!(written(Field::Waiting, &mut sheet, "dipende"), "dipende");
    assert_eq!(sheet.service.profile.waiting_days, None);
    sheet.service.application_process = Some("Vieni.".to_owned());
    written(Field::How, &mut sheet, "Chiama.\nVieni.");
    assert_eq!(sheet.service.profile.how, None, "an imported card says it in one place");
    assert_eq!(text(Field::How, &sheet), "Chiama.\nVieni.");
}

proptest! {
    #[test]
    fn nothing_typed_breaks_a_card_and_what_is_written_is_read_back(
        place in 0..Field::ALL.len(),
        typed in "[\\PC\n]{0,60}",
    ) {
        let (field, mut sheet) = (Field::ALL[place], sheet());
        if let Ok(tidy) = tidied(field, &typed) && put(field, &mut sheet, &tidy, TODAY).is_ok() {
            let said = text(field, &sheet);
            // What is read back may be put again, and says the same.
            let again = tidied(field, &said).unwrap();
            prop_assert!(put(field, &mut sheet, &again, TODAY).is_ok(), "{field:?}: {said:?}");
            prop_assert_eq!(text(field, &sheet), said);
        }
    }
}
