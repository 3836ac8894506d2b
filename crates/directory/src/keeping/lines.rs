//! Fields of one thing a line. A line that is there already keeps its thing; a changed line in its place keeps the thing's id.

use super::read;
use crate::{
    hsds::{Contact, CostOption, Language, Phone, RequiredDocument, Service},
    reference::Reference,
};
use reticolo_base::{Lang, id::foreign};

/// The most lines of one field.
const MOST: usize = 60;

/// The things of before beside the lines of now: for each line the thing that it goes on from, if any.
fn matched<T: Clone>(before: &[T], lines: &[&str], written: impl Fn(&T) -> String) -> Vec<Option<T>> {
    let mut free: Vec<Option<&T>> = before.iter().map(Some).collect();
    let mut found: Vec<Option<T>> = Vec::with_capacity(lines.len());
    for line in lines {
        let same = free.iter_mut().find(|thing| thing.is_some_and(|thing| written(thing) == *line));
        found.push(same.and_then(Option::take).cloned());
    }
    for (place, thing) in found.iter_mut().enumerate() {
        if thing.is_none() {
            *thing = free.get_mut(place).and_then(Option::take).cloned();
        }
    }
    found
}

/// Gives every line a thing of its own; `id` is that of the thing and must differ from the others.
fn things<T: Clone + Default>(
    before: &[T],
    lines: &[&str],
    (service, kind): (&str, &str),
    written: impl Fn(&T) -> String,
    id: impl Fn(&mut T) -> &mut String,
) -> Vec<T> {
    let mut things: Vec<T> = Vec::new();
    let mut used: Vec<String> = Vec::new();
    let lines: Vec<&str> = lines.iter().copied().take(MOST).collect();
    for (line, before) in lines.iter().zip(matched(before, &lines, written)) {
        let mut thing = before.unwrap_or_default();
        let own = id(&mut thing);
        let mut number = 0;
        while own.is_empty() || used.contains(own) {
            *own = foreign(service, kind, &format!("{line}\u{1f}{number}")).to_string();
            number += 1;
        }
        used.push(own.clone());
        things.push(thing);
    }
    things
}

/// Words behind a dash: `Anna – mediatrice`, `Anna - mediatrice`.
fn head_and_note(line: &str) -> (String, Option<String>) {
    let parts = [" – ", " — ", " - "].iter().find_map(|dash| line.split_once(dash));
    let note = |note: &str| Some(note.trim().to_owned()).filter(|note| !note.is_empty());
    parts.map_or_else(|| (line.trim().to_owned(), None), |(head, rest)| (head.trim().to_owned(), note(rest)))
}

/// Documents to bring; `-` alone when none is needed, nothing when it is not known.
pub(super) fn documents(service: &mut Service, lines: &[&str]) {
    let none = matches!(lines, ["-" | "–" | "—"]);
    let named = |line: &&str| !none && !line.trim_start_matches('?').trim().is_empty();
    let lines: Vec<&str> = lines.iter().copied().filter(named).collect();
    service.profile.documents_known = none || !lines.is_empty();
    let owner = service.id.clone();
    let before = std::mem::take(&mut service.required_documents);
    let made =
        things(&before, &lines, (&owner, "required_document"), read::document, |d: &mut RequiredDocument| {
            &mut d.id
        });
    service.required_documents = made
        .into_iter()
        .zip(lines)
        .map(|(document, line)| {
            let (optional, name) = line.strip_prefix('?').map_or((false, line), |name| (true, name));
            let name = name.trim();
            // A document of another name is another document: its code and what stands for it are not true of it.
            let same = document.document.as_deref() == Some(name);
            let known = if same {
                document
            } else {
                RequiredDocument { id: document.id, ..RequiredDocument::default() }
            };
            RequiredDocument {
                document: Some(name.to_owned()),
                optional,
                service_id: Some(owner.clone()),
                ..known
            }
        })
        .collect();
}

/// What it costs. Each line is a sum with words behind it, or words alone.
pub(super) fn costs(service: &mut Service, lines: &[&str]) -> Result<(), &'static str> {
    let owner = service.id.clone();
    let parsed: Vec<_> = lines.iter().map(|line| sum(line)).collect::<Result<_, _>>()?;
    let before = std::mem::take(&mut service.cost_options);
    let sums: Vec<f64> = parsed.iter().filter_map(|(amount, ..)| *amount).collect();
    service.profile.free = match (lines.is_empty(), sums.len() == lines.len()) {
        (true, _) => None,
        (_, true) => Some(sums.iter().all(|sum| *sum == 0.0)),
        _ => None,
    };
    service.fees_description = match (lines, service.profile.free) {
        ([], _) => None,
        (_, Some(true)) => Some("Gratuito".to_owned()),
        _ => Some(lines.join("\n")),
    };
    if lines == ["0"] {
        return Ok(());
    }
    let made = things(&before, lines, (&owner, "cost_option"), read::cost, |c: &mut CostOption| &mut c.id);
    service.cost_options = made
        .into_iter()
        .zip(parsed)
        .map(|(cost, (amount, currency, note))| CostOption {
            amount: amount.and_then(serde_json::Number::from_f64),
            currency: amount.map(|_| currency),
            amount_description: (!note.is_empty()).then_some(note),
            option: None,
            service_id: Some(owner.clone()),
            ..cost
        })
        .collect();
    Ok(())
}

/// Other money that is asked for at consulates.
const CURRENCIES: [&str; 5] = ["USD", "GBP", "CHF", "RON", "ALL"];

/// `30,46 contributo`, `16 € marca da bollo`, `10 USD`, `offerta libera`.
fn sum(line: &str) -> Result<(Option<f64>, String, String), &'static str> {
    let euro = || "EUR".to_owned();
    let (head, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let digits = head.trim_end_matches('€').replace(',', ".");
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return Ok((None, euro(), line.trim().to_owned()));
    }
    let amount: f64 = digits.parse().map_err(|_| "keeping-problem-costs")?;
    let amount = (amount * 100.0).round() / 100.0;
    if !(0.0..=1_000_000.0).contains(&amount) {
        return Err("keeping-problem-costs");
    }
    let rest = rest.trim();
    let (unit, note) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    Ok(match unit {
        "€" | "euro" | "Euro" => (Some(amount), euro(), note.trim().to_owned()),
        code if CURRENCIES.contains(&code) => (Some(amount), code.to_owned(), note.trim().to_owned()),
        _ => (Some(amount), euro(), rest.to_owned()),
    })
}

/// Telephones.
pub(super) fn phones(service: &mut Service, lines: &[&str]) -> Result<(), &'static str> {
    let parsed: Vec<_> =
        lines.iter().map(|line| number(line)).collect::<Option<_>>().ok_or("keeping-problem-phones")?;
    let owner = service.id.clone();
    let before = std::mem::take(&mut service.phones);
    let made = things(&before, lines, (&owner, "phone"), read::phone, |p: &mut Phone| &mut p.id);
    service.phones = made
        .into_iter()
        .zip(parsed)
        .map(|(phone, (number, description))| Phone {
            number: Some(number),
            description,
            service_id: Some(owner.clone()),
            kind: phone.kind.clone().or_else(|| Some("voice".to_owned())),
            ..phone
        })
        .collect();
    Ok(())
}

fn number(line: &str) -> Option<(String, Option<String>)> {
    let (number, note) = head_and_note(line);
    let signs = |c: char| c.is_ascii_digit() || " +()./-".contains(c);
    let digits = number.chars().filter(char::is_ascii_digit).count();
    (number.chars().all(signs) && (2..=20).contains(&digits)).then_some((number, note))
}

/// Somebody to turn to.
pub(super) fn contacts(service: &mut Service, lines: &[&str]) {
    let owner = service.id.clone();
    let before = std::mem::take(&mut service.contacts);
    let made = things(&before, lines, (&owner, "contact"), read::contact, |c: &mut Contact| &mut c.id);
    service.contacts = made
        .into_iter()
        .zip(lines)
        .map(|(contact, line)| {
            let (name, title) = head_and_note(line);
            Contact { name: Some(name), title, service_id: Some(owner.clone()), ..contact }
        })
        .collect();
}

/// Languages spoken at the desk; a language that is there already keeps its days and its notice.
pub(super) fn languages(service: &mut Service, lines: &[&str]) -> Result<(), &'static str> {
    let owner = service.id.clone();
    let before = std::mem::take(&mut service.languages);
    let mut spoken: Vec<Language> = Vec::new();
    for line in lines {
        if let Some(kept) = before.iter().find(|language| read::language(language) == *line) {
            spoken.push(kept.clone());
            continue;
        }
        let (code, interpreted) = line.strip_suffix('+').map_or((*line, false), |code| (code, true));
        let known = Reference::get().languages().get(code).ok_or("keeping-problem-languages")?;
        let id = foreign(&owner, "language", &format!("{code} {interpreted}")).to_string();
        spoken.push(Language {
            id,
            service_id: Some(owner.clone()),
            name: Some(known.names.words(Lang::It).to_owned()),
            code: Some(code.to_owned()),
            interpreted,
            ..Language::default()
        });
    }
    spoken.dedup_by(|a, b| a.id == b.id);
    let known = |code: &str| Some(Reference::get().languages().get(code)?.names.words(Lang::It));
    let name = |language: &'_ Language| match &language.name {
        Some(name) => Some(name.clone()),
        None => language.code.as_deref().and_then(known).map(str::to_owned),
    };
    let names: Vec<_> = spoken.iter().filter(|language| language.interpreted).filter_map(name).collect();
    service.interpretation_services =
        (!names.is_empty()).then(|| format!("Con mediazione: {}", names.join(", ")));
    service.languages = spoken;
    Ok(())
}
