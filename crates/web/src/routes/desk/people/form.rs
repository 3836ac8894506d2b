//! The fields of a person: what to call her first, everything else folded until it serves.

use crate::{
    Visit,
    fields::Fields,
    routes::desk::{
        ask::{Ask, USUAL, language, languages},
        part::{Act, Choice, Field},
    },
};
use reticolo_desk::{
    Refused,
    person::{Channel, Circumstances, Contact, Identifier, Identity, Record, identifier::Kind},
};
use reticolo_directory::reference::Reference;

/// The name of the field of a kind of number.
fn named(kind: Kind) -> &'static str {
    match kind {
        Kind::TaxCode => "number_tax_code",
        Kind::ProvisionalTaxCode => "number_provisional_tax_code",
        Kind::Stp => "number_stp",
        Kind::Eni => "number_eni",
        Kind::Permit => "number_permit",
        Kind::Receipt => "number_receipt",
        Kind::Passport => "number_passport",
        Kind::Other => "number_other",
    }
}

/// The same form with the fields of a person.
pub fn filled(act: Act, ask: &Ask<'_>, held: &Record) -> Act {
    let words = ask.visit.words();
    let group = |key: &str| words.say(key).into_owned();
    act.with(first(ask, &held.contact, &held.identity.call_name))
        .with_group(group("desk-group-reach"), String::new(), reach(ask, &held.contact))
        .with_group(group("desk-group-names"), String::new(), names(ask, &held.identity))
        .with_group(
            group("desk-group-numbers"),
            group("desk-group-numbers-help"),
            numbers(ask, &held.identity),
        )
        .with_group(group("desk-group-life"), group("desk-group-life-help"), life(ask, &held.circumstances))
}

fn first(ask: &Ask<'_>, contact: &Contact, call_name: &str) -> Vec<Field> {
    let usual = USUAL.into_iter().map(|code| Choice::new(code, language(ask.visit, code))).collect();
    let safe: Vec<String> = contact.safe.iter().map(|channel| channel.code().to_owned()).collect();
    let other = contact.languages.iter().find(|code| !USUAL.contains(&code.as_str()));
    vec![
        ask.line("call_name", call_name),
        ask.choice("languages", usual, true, &contact.languages),
        ask.select("other_lang", languages(ask.visit), other.map_or("", String::as_str)),
        ask.tick("mediator", contact.mediator),
        ask.of_kind("phone", "tel", &contact.phone),
        ask.choice("safe", ask.coded("desk-channel", Channel::ALL.map(Channel::code)), true, &safe),
        ask.line("care", &contact.care),
    ]
}

fn reach(ask: &Ask<'_>, contact: &Contact) -> Vec<Field> {
    let reminders = contact.reminders.map_or("", Channel::code);
    vec![
        ask.of_kind("email", "email", &contact.email),
        ask.line("other", &contact.other),
        ask.select("reminders", ask.coded("desk-channel", Channel::ALL.map(Channel::code)), reminders),
    ]
}

fn names(ask: &Ask<'_>, who: &Identity) -> Vec<Field> {
    vec![
        ask.line("given_name", &who.given_name),
        ask.line("family_name", &who.family_name),
        ask.line("birth", &who.birth),
        ask.line("citizenship", &who.citizenship),
    ]
}

fn numbers(ask: &Ask<'_>, who: &Identity) -> Vec<Field> {
    let held = |kind| who.identifiers.iter().find(|i| i.kind == kind).map_or("", |i| i.value.as_str());
    Kind::ALL.map(|kind| ask.line(named(kind), held(kind))).into()
}

fn life(ask: &Ask<'_>, life: &Circumstances) -> Vec<Field> {
    let (reference, lang) = (Reference::get(), ask.visit.lang());
    let positions = reference.positions().iter();
    let positions = positions.map(|p| Choice::new(p.code.clone(), p.label.words(lang))).collect();
    let papers = reference.documents().iter();
    let papers = papers.map(|d| Choice::new(d.key.clone(), d.name.words(lang))).collect();
    vec![
        ask.select("position", positions, &life.position),
        ask.line("municipality", reference.territory().name_of(&life.municipality).unwrap_or_default()),
        ask.line("household", &life.household),
        ask.line("access", &life.access),
        ask.tick("minor", life.minor),
        ask.line("opinion", &life.opinion),
        ask.line("order", &life.order),
        ask.choice("documents", papers, true, &life.documents),
    ]
}

/// What was typed, as far as it can be understood; the rest is refused by the domain.
///
/// # Errors
/// [`Refused::Invalid`] at a number that cannot be one, or at a place that is not in Italy's list.
pub fn read(fields: &Fields) -> Result<Record, Refused> {
    let text = |name: &str| fields.one(name).unwrap_or_default().to_owned();
    let identity = Identity {
        call_name: text("call_name"),
        given_name: text("given_name"),
        family_name: text("family_name"),
        birth: text("birth"),
        citizenship: text("citizenship"),
        identifiers: identifiers(fields)?,
    };
    let known = |code: &&str| Reference::get().languages().get(code).is_some();
    let mut spoken: Vec<String> = Vec::new();
    for code in fields.all("languages").chain(fields.all("other_lang")).filter(known) {
        if !spoken.iter().any(|there| there == code) {
            spoken.push(code.to_owned());
        }
    }
    let contact = Contact {
        languages: spoken,
        mediator: fields.ticked("mediator"),
        phone: text("phone"),
        email: text("email"),
        other: text("other"),
        safe: fields.all("safe").filter_map(Channel::parse).collect(),
        care: text("care"),
        reminders: fields.one("reminders").and_then(Channel::parse),
    };
    Ok(Record { identity, contact, circumstances: circumstances(fields)? })
}

fn identifiers(fields: &Fields) -> Result<Vec<Identifier>, Refused> {
    let mut found = Vec::new();
    for kind in Kind::ALL {
        if let Some(typed) = fields.one(named(kind)) {
            let wrong = Refused::Invalid(named(kind), "desk-problem-number");
            found.push(Identifier::parse(kind, typed).ok_or(wrong)?);
        }
    }
    Ok(found)
}

fn circumstances(fields: &Fields) -> Result<Circumstances, Refused> {
    let text = |name: &str| fields.one(name).unwrap_or_default().to_owned();
    let reference = Reference::get();
    let municipality = match fields.one("municipality") {
        Some(typed) => crate::routes::said::municipality(typed)
            .ok_or(Refused::Invalid("municipality", "desk-problem-place"))?,
        None => String::new(),
    };
    Ok(Circumstances {
        position: fields
            .one("position")
            .filter(|p| reference.position(p).is_some())
            .unwrap_or_default()
            .to_owned(),
        household: text("household"),
        access: text("access"),
        documents: fields
            .all("documents")
            .filter(|d| reference.document(d).is_some())
            .map(str::to_owned)
            .collect(),
        municipality,
        minor: fields.ticked("minor"),
        opinion: text("opinion"),
        order: text("order"),
    })
}

/// The names of languages, the one she prefers first.
pub fn spoken(visit: &Visit, codes: &[String]) -> String {
    codes.iter().map(|code| language(visit, code)).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        Fields::of(pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect())
    }

    #[test]
    fn what_was_typed_becomes_a_record() {
        let typed = [
            ("call_name", "Joy"),
            ("languages", "fr"),
            ("languages", "xx"),
            ("other_lang", "wo"),
            ("safe", "call"),
            ("number_stp", "STP 1601140001234"),
            ("municipality", "Foggia"),
        ];
        let record = read(&fields(&typed)).unwrap();
        assert_eq!(record.contact.languages, ["fr", "wo"]);
        assert_eq!(record.contact.safe, [Channel::Call]);
        assert_eq!(record.identity.identifiers.len(), 1);
        assert_eq!(record.circumstances.municipality, "071024");
    }

    #[test]
    fn a_slip_of_the_finger_is_found_at_its_field() {
        let wrong = |pairs: &[(&str, &str)]| match read(&fields(pairs)) {
            Err(Refused::Invalid(field, _)) => field,
            _ => "",
        };
        assert_eq!(wrong(&[("number_stp", "STP123")]), "number_stp");
        assert_eq!(wrong(&[("number_tax_code", "x")]), "number_tax_code");
        assert_eq!(wrong(&[("municipality", "Atlantis")]), "municipality");
        assert_eq!(wrong(&[("call_name", "Joy")]), "");
    }
}
