//! A field of a sheet as the text that its keeper sees.

use super::{Field, Sheet};
use crate::{
    book::Place,
    hours::Hours,
    hsds::{Contact, CostOption, HoursProfile, Language, Phone, RequiredDocument, Schedule, Service},
};

/// The text of a field; empty when nothing is known.
pub fn text(field: Field, sheet: &Sheet) -> String {
    let (service, profile) = (&sheet.service, &sheet.service.profile);
    let of = |text: &Option<String>| text.clone().unwrap_or_default();
    match field {
        Field::Name => of(&service.name),
        Field::Status => of(&service.status),
        Field::Alert => of(&service.alert),
        Field::Summary => of(&profile.summary),
        Field::Description => of(&service.description),
        Field::Who => of(&profile.who),
        Field::How => of(profile.how.as_ref().map_or(&service.application_process, |_| &profile.how)),
        Field::Documents => documents(service),
        Field::Result => of(&profile.result),
        Field::Times => of(&profile.times),
        Field::Waiting => {
            profile.waiting_days.map_or_else(|| of(&service.wait_time), |days| days.to_string())
        }
        Field::Conditions => of(&profile.conditions),
        Field::Costs => costs(service),
        Field::Hours => common_hours(sheet),
        Field::PlaceHours(id) => sheet.place(id).map(place_hours).unwrap_or_default(),
        Field::Phones => joined(service.phones.iter().map(phone)),
        Field::Email => of(&service.email),
        Field::Url => of(&service.url),
        Field::Contacts => joined(service.contacts.iter().map(contact)),
        Field::Languages => joined(service.languages.iter().map(language)),
    }
}

/// The fields that this card has: those of every card, and the hours of places that have their own.
pub fn fields(sheet: &Sheet) -> Vec<Field> {
    let mut fields = Vec::new();
    for field in Field::ALL {
        fields.push(field);
        if field == Field::Hours {
            let own = sheet.places.iter().filter(|place| has_own_hours(sheet, place));
            fields.extend(own.filter_map(|place| place.at.id.parse().ok().map(Field::PlaceHours)));
        }
    }
    fields
}

fn joined(lines: impl Iterator<Item = String>) -> String {
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Hours as OpenStreetMap writes them; what only schedules say is made into that.
fn hours(profile: &HoursProfile, schedules: &[Schedule]) -> String {
    let written = profile.expression.as_deref().map(str::trim).filter(|text| !text.is_empty());
    written.map(str::to_owned).unwrap_or_else(|| {
        Hours::parse(profile, schedules).map(|hours| hours.expression()).unwrap_or_default()
    })
}

pub(super) fn place_hours(place: &Place) -> String {
    hours(&place.at.profile.hours, &place.at.schedules)
}

/// The hours that hold wherever a place does not say otherwise: the service's, or those that all its places share.
pub(super) fn common_hours(sheet: &Sheet) -> String {
    let own = hours(&sheet.service.profile.hours, &sheet.service.schedules);
    if !own.is_empty() {
        return own;
    }
    let mut all = sheet.places.iter().map(place_hours);
    let first = all.next().unwrap_or_default();
    if all.all(|other| other == first) { first } else { String::new() }
}

/// Whether a place is open at other times than the rest.
pub(super) fn has_own_hours(sheet: &Sheet, place: &Place) -> bool {
    let own = place_hours(place);
    !own.is_empty() && own != common_hours(sheet)
}

pub(super) fn phone(phone: &Phone) -> String {
    let number = phone.number.clone().unwrap_or_default();
    with_note(number, phone.description.as_deref())
}

pub(super) fn contact(contact: &Contact) -> String {
    let name = contact.name.clone().unwrap_or_default();
    with_note(name, contact.title.as_deref())
}

pub(super) fn language(language: &Language) -> String {
    let code = language.code.clone().or_else(|| language.name.clone()).unwrap_or_default();
    if language.interpreted { format!("{code}+") } else { code }
}

fn with_note(head: String, note: Option<&str>) -> String {
    match note.map(str::trim).filter(|note| !note.is_empty()) {
        Some(note) => format!("{head} – {note}"),
        None => head,
    }
}

fn documents(service: &Service) -> String {
    if service.required_documents.is_empty() {
        return if service.profile.documents_known { "-".to_owned() } else { String::new() };
    }
    joined(service.required_documents.iter().map(document))
}

pub(super) fn document(document: &RequiredDocument) -> String {
    let name = document.document.clone().unwrap_or_default();
    if document.optional && !name.is_empty() { format!("? {name}") } else { name }
}

fn costs(service: &Service) -> String {
    if service.cost_options.is_empty() {
        return match service.profile.free {
            Some(true) => "0".to_owned(),
            _ => service.fees_description.clone().or_else(|| service.fees.clone()).unwrap_or_default(),
        };
    }
    joined(service.cost_options.iter().map(cost))
}

pub(super) fn cost(cost: &CostOption) -> String {
    let note = cost.amount_description.as_deref().or(cost.option.as_deref()).unwrap_or_default();
    let Some(amount) = cost.amount.as_ref().and_then(serde_json::Number::as_f64) else {
        return note.to_owned();
    };
    let sum =
        if amount.fract() == 0.0 { format!("{amount:.0}") } else { format!("{amount:.2}").replace('.', ",") };
    let currency = cost.currency.as_deref().filter(|currency| *currency != "EUR");
    [Some(sum.as_str()), currency, Some(note)]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
