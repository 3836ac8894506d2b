//! One person: what to call her on top, how she is reached safely in plain sight, then what is happening.

use super::form::spoken;
use crate::{
    Fault, Markup, Shell, Visit,
    fields::Fields,
    render::Answer,
    routes::{
        card::qr,
        desk::{
            ask::{need, said},
            carried, day, desk, house, id,
            part::{Act, Line, Page, Part, Way, Weight, unkept},
            referrals::due,
            to,
        },
    },
    secret,
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use reticolo_base::Lang;
use reticolo_desk::{
    case,
    person::{self, Person},
    referral,
};
use uuid::Uuid;

/// Shows a person.
pub async fn show(visit: Visit, Path((_, person)): Path<(String, String)>) -> Answer {
    house(&visit)?;
    let opened = person::open(desk(&visit), id(&person)?).await?;
    let path = format!("desk/people/{}", opened.id);
    let words = visit.words();
    let mut page = Page::new(&visit, opened.record.identity.call_name.clone())
        .from(visit.href("desk/people"), words.say("desk-people-title").into_owned());
    if opened.restricted_at.is_some() {
        page.warnings.push(words.say("desk-person-restricted").into_owned());
    }
    page.parts.push(reach(&visit, &opened));
    page.parts.push(Part {
        ways: vec![
            Way::to(&visit, "search", &format!("{path}/services"), "desk-way-services").first(),
            Way::to(&visit, "pencil", &format!("{path}/edit"), "desk-person-edit"),
        ],
        ..Part::default()
    });
    page.parts.push(cases(&visit, &opened).await?);
    page.parts.push(referrals(&visit, &opened).await?);
    page.parts.push(known(&visit, &opened));
    page.parts.push(her_page(&visit, &opened).await?);
    page.parts.push(rights(&visit, &opened));
    page.answer()
}

fn reach(visit: &Visit, opened: &Person) -> Part {
    let contact = &opened.record.contact;
    let words = visit.words();
    let mut part = Part::of(visit, "desk-person-reach");
    let lines = contact.lines();
    if lines.is_empty() {
        part = part.saying(words.say("desk-person-unreachable"));
    }
    let safe: Vec<String> = contact.safe.iter().map(|c| said(visit, "desk-channel", c.code())).collect();
    let mut facts = vec![
        ("desk-field-languages", spoken(visit, &contact.languages)),
        ("desk-field-safe", safe.join(", ")),
        ("desk-field-contact", lines.join(" · ")),
        ("desk-field-care", contact.care.clone()),
    ];
    if contact.mediator {
        facts.push(("desk-field-mediator", words.say("desk-field-mediator-yes").into_owned()));
    }
    part.facts = shown(visit, facts);
    part
}

fn shown(visit: &Visit, facts: Vec<(&str, String)>) -> Vec<(String, String)> {
    let facts = facts.into_iter().filter(|(_, value)| !value.trim().is_empty());
    facts.map(|(key, value)| (visit.words().say(key).into_owned(), value)).collect()
}

fn known(visit: &Visit, opened: &Person) -> Part {
    let (who, life) = (&opened.record.identity, &opened.record.circumstances);
    let reference = reticolo_directory::reference::Reference::get();
    let lang = visit.lang();
    let numbers: Vec<String> = who
        .identifiers
        .iter()
        .map(|i| format!("{} {}", said(visit, "desk-field-number", i.kind.code()), i.value))
        .collect();
    let papers: Vec<String> = life
        .documents
        .iter()
        .filter_map(|key| Some(reference.document(key)?.name.words(lang).to_owned()))
        .collect();
    let position = reference.position(&life.position).map(|p| p.label.words(lang).to_owned());
    let town = reference.territory().name_of(&life.municipality).unwrap_or_default();
    let mut part = Part::of(visit, "desk-person-known");
    part.facts = shown(
        visit,
        vec![
            ("desk-field-given-name", who.given_name.clone()),
            ("desk-field-family-name", who.family_name.clone()),
            ("desk-field-birth", who.birth.clone()),
            ("desk-field-citizenship", who.citizenship.clone()),
            ("desk-field-identifiers", numbers.join(" · ")),
            ("desk-field-position", position.unwrap_or_default()),
            ("desk-field-municipality", town.to_owned()),
            ("desk-field-household", life.household.clone()),
            ("desk-field-access", life.access.clone()),
            ("desk-field-opinion", life.opinion.clone()),
            ("desk-field-order", life.order.clone()),
            ("desk-field-documents", papers.join(", ")),
        ],
    );
    part
}

async fn cases(visit: &Visit, opened: &Person) -> Result<Part, Fault> {
    let mut part = Part::of(visit, "desk-cases");
    for found in case::of_person(desk(visit), opened.id).await? {
        let needs: Vec<String> = found.needs.iter().map(|code| need(visit, code)).collect();
        part.lines.push(Line {
            href: visit.href(&format!("desk/cases/{}", found.id)),
            title: visit.words().say_with("desk-case-of", &[("day", day(visit, found.opened_at).into())]),
            tag: said(visit, "desk-case-state", found.state.code()),
            text: needs.join(", "),
            ..Line::default()
        });
    }
    let path = format!("desk/people/{}/cases", opened.id);
    let add = Act::button(visit, "case", &path, ("plus", "desk-case-new")).hiding("case", Uuid::now_v7());
    part.acts.push(add.weighing(Weight::Quiet));
    Ok(part)
}

async fn referrals(visit: &Visit, opened: &Person) -> Result<Part, Fault> {
    let mut part = Part::of(visit, "desk-referrals");
    for found in referral::of_person(desk(visit), opened.id).await? {
        part.lines.push(Line {
            href: visit.href(&format!("desk/referrals/{}", found.id)),
            title: visit.words().say_with("desk-to", &[("name", found.receiver_name.as_str().into())]),
            tag: said(visit, "desk-state", found.state.code()),
            text: need(visit, &found.need),
            small: due(visit, &found),
            acts: Vec::new(),
        });
    }
    if part.lines.is_empty() {
        part = part.saying(visit.words().say("desk-referrals-none"));
    }
    Ok(part)
}

async fn her_page(visit: &Visit, opened: &Person) -> Result<Part, Fault> {
    let has = person::has_code(desk(visit), opened.id).await?;
    let key = if has { "desk-code-has" } else { "desk-code-none" };
    let submit = if has { "desk-code-again" } else { "desk-code-issue" };
    let path = format!("desk/people/{}/code", opened.id);
    let mut part = Part::of(visit, "desk-code-title").saying(visit.words().say(key));
    part.acts.push(Act::button(visit, "code", &path, ("key", submit)));
    Ok(part)
}

fn rights(visit: &Visit, opened: &Person) -> Part {
    let path = format!("desk/people/{}", opened.id);
    let at = |act: &str| format!("{path}/{act}");
    let reserve = if opened.reserved { "desk-open-up" } else { "desk-reserve" };
    let restrict = if opened.restricted_at.is_some() { "desk-release" } else { "desk-restrict" };
    let mut part = Part::of(visit, "desk-rights");
    part.ways = vec![
        Way::to(visit, "download", &at("export"), "desk-export"),
        Way::to(visit, "eraser", &at("erase"), "desk-erase"),
    ];
    part.acts = vec![
        Act::button(visit, "reserve", &at("reserve"), ("lock", reserve))
            .hiding("on", i32::from(!opened.reserved)),
        Act::button(visit, "restrict", &at("restrict"), ("hand-stop", restrict))
            .hiding("on", i32::from(opened.restricted_at.is_none())),
        Act::button(visit, "withdraw", &at("withdraw"), ("arrow-back-up", "desk-withdraw-all")),
    ];
    part.acts = part.acts.into_iter().map(|act| act.weighing(Weight::Quiet)).collect();
    part
}

/// Opens a further case.
pub async fn add_case(visit: Visit, Path((_, person)): Path<(String, String)>, fields: Fields) -> Answer {
    house(&visit)?;
    let case = carried(&fields, "case")?;
    case::add(desk(&visit), case, id(&person)?).await?;
    Ok(to(&visit, &format!("desk/cases/{case}")))
}

/// The ticket of her own page, shown once, in her language.
#[derive(Template)]
#[template(path = "desk/ticket.html")]
struct Ticket {
    shell: Shell,
    back: String,
    hers: Lang,
    title: String,
    how: String,
    keep: String,
    address: String,
    code: String,
    square: Markup,
}

/// Gives her a code; the one before opens nothing any more.
pub async fn code(visit: Visit, Path((_, person)): Path<(String, String)>) -> Answer {
    house(&visit)?;
    let opened = person::open(desk(&visit), id(&person)?).await?;
    let code = secret::written((visit.app.secrets)());
    person::issue(desk(&visit), opened.id, &code).await?;
    let hers = opened.record.contact.languages.iter().find_map(|code| Lang::negotiate(code));
    let hers = hers.unwrap_or(visit.lang());
    let words = reticolo_words::Words::of(hers);
    let address = format!("{}/{hers}/my-requests", visit.app.settings.base_url);
    // Behind the mark of a fragment the code never travels to a server or into its log.
    let drawing = qr::svg(&format!("{address}#{code}")).unwrap_or_default();
    let drawing = drawing.find("<svg").and_then(|at| drawing.get(at..)).unwrap_or_default();
    let back = format!("desk/people/{}", opened.id);
    let ticket = Ticket {
        shell: visit.shell(visit.words().say("desk-code-title")).kept_from_robots().switching_at(&back),
        back: visit.href(&back),
        hers,
        title: words.say("desk-ticket-title").into_owned(),
        how: words.say("desk-ticket-how").into_owned(),
        keep: words.say("desk-ticket-keep").into_owned(),
        address,
        code,
        square: Markup(drawing.to_owned()),
    };
    unkept(StatusCode::OK, &ticket)
}
