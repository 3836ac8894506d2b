//! Writing a referral: to whom, what for, how soon, and what may be shown of her. Nothing leaves.

use crate::{
    Fault, Visit,
    fields::Fields,
    render::Answer,
    routes::desk::{
        ask::{Ask, Wrong, need, needs, said},
        carried, desk, house, id,
        part::{Act, Choice, Page, Part, Weight},
        to, version,
    },
};
use axum::extract::Path;
use reticolo_desk::{
    Refused,
    field::Field,
    person,
    referral::{self, Command, Draft, Priority},
};
use uuid::Uuid;

/// Asks what is to be sent to a service.
pub async fn ask(visit: Visit, fields: Fields) -> Answer {
    form(&visit, &Ask::new(&visit), &fields, Uuid::now_v7()).await
}

async fn form(visit: &Visit, ask: &Ask<'_>, fields: &Fields, referral: Uuid) -> Answer {
    house(visit)?;
    let opened = person::open(desk(visit), carried(fields, "person")?).await?;
    let service = carried(fields, "service")?;
    let target = referral::target_of(desk(visit), service).await?;
    let asked = fields.one("need").unwrap_or_default();
    let known = Field::ALL
        .into_iter()
        .filter(|field| *field == Field::Note || !field.value(&opened.record, asked, "").is_empty())
        .map(|field| (field, field.value(&opened.record, asked, "")));
    let shown = choices(visit, known);
    let path = format!("desk/people/{}", opened.id);
    let title = visit.words().say_with("desk-draft-title", &[("name", target.name.as_str().into())]);
    let mut page = Page::new(visit, title)
        .from(visit.href(&path), opened.record.identity.call_name.clone())
        .after(ask.wrong);
    page.lead = visit.words().say("desk-draft-lead").into_owned();
    if target.receiver.is_none() {
        page.warnings.push(visit.words().say("desk-draft-no-account").into_owned());
    }
    let mut act = Act::button(visit, "draft", "desk/referrals", ("eye", "desk-draft-show"))
        .hiding("id", referral)
        .hiding("person", opened.id)
        .hiding("service", service)
        .hiding("case", fields.one("case").unwrap_or_default())
        .hiding("parent", fields.one("parent").unwrap_or_default())
        .weighing(Weight::First);
    let mut asks = Vec::new();
    if reticolo_directory::reference::Reference::get().need(asked).is_some() && ask.wrong.is_none() {
        act = act.hiding("need", asked);
        page.parts.push(Part::default().saying(need(visit, asked)));
    } else {
        asks.push(ask.select("need", needs(visit), asked));
    }
    asks.extend(common(ask, shown, (Priority::Normal, &Field::SMALLEST, "")));
    page.parts.push(Part { acts: vec![act.with(asks)], ..Part::default() });
    page.answer()
}

/// The fields of the sheet as they may be ticked, each with what it would show.
fn choices(visit: &Visit, known: impl IntoIterator<Item = (Field, Vec<String>)>) -> Vec<Choice> {
    let choice = |(field, values): (Field, Vec<String>)| Choice {
        value: field.code().to_owned(),
        label: said(visit, "desk-field", field.code()),
        hint: super::share::read(visit.words(), field, &values),
    };
    known.into_iter().map(choice).collect()
}

fn common(
    ask: &Ask<'_>,
    shown: Vec<Choice>,
    (priority, chosen, note): (Priority, &[Field], &str),
) -> Vec<crate::routes::desk::part::Field> {
    let chosen: Vec<String> = chosen.iter().map(|field| field.code().to_owned()).collect();
    let priorities = ask.coded(
        "desk-priority",
        [Priority::Normal, Priority::Urgent, Priority::Emergency].map(Priority::code),
    );
    vec![
        ask.choice("priority", priorities, false, &[priority.code().to_owned()]),
        ask.choice("fields", shown, true, &chosen),
        ask.area("note", note),
    ]
}

/// The fields that were ticked; a note that was written goes with them.
fn ticked(fields: &Fields) -> Vec<Field> {
    let mut found: Vec<Field> = fields.all("fields").filter_map(Field::parse).collect();
    if fields.one("note").is_some() && !found.contains(&Field::Note) {
        found.push(Field::Note);
    }
    found
}

/// Writes the draft and opens the sheet for her.
pub async fn write(visit: Visit, fields: Fields) -> Answer {
    house(&visit)?;
    let referral = carried(&fields, "id")?;
    let target = referral::target_of(desk(&visit), carried(&fields, "service")?).await?;
    let chosen = ticked(&fields);
    let draft = Draft {
        person: carried(&fields, "person")?,
        case: optional(&fields, "case")?,
        parent: optional(&fields, "parent")?,
        target,
        need: fields.one("need").unwrap_or_default(),
        priority: fields.one("priority").and_then(Priority::parse).unwrap_or(Priority::Normal),
        fields: &chosen,
        note: fields.one("note").unwrap_or_default(),
    };
    let done = referral::draft(desk(&visit), referral, draft).await;
    match done {
        Ok(()) => show(&visit, Command { referral, version: 1, key: Uuid::now_v7() }).await,
        Err(refused) => {
            let wrong = Wrong::of(&visit, refused)?;
            form(&visit, &Ask::again(&visit, &fields, &wrong), &fields, referral).await
        }
    }
}

/// An id that may be absent.
fn optional(fields: &Fields, name: &str) -> Result<Option<Uuid>, Fault> {
    fields.one(name).map(id).transpose()
}

/// The sheet is before her from now on.
async fn show(visit: &Visit, command: Command) -> Answer {
    referral::show(desk(visit), command).await?;
    Ok(to(visit, &format!("desk/referrals/{}/share", command.referral)))
}

/// Asks again what is to be shown, of a draft that is there.
pub async fn ask_again(visit: Visit, Path((_, referral)): Path<(String, String)>) -> Answer {
    form_again(&visit, &Ask::new(&visit), id(&referral)?).await
}

async fn form_again(visit: &Visit, ask: &Ask<'_>, referral: Uuid) -> Answer {
    house(visit)?;
    let preview = referral::preview(desk(visit), referral).await?;
    let found = &preview.referral;
    let mut known: Vec<_> = preview.lines.iter().map(|line| (line.field, line.values.clone())).collect();
    if !known.iter().any(|(field, _)| *field == Field::Note) {
        known.push((Field::Note, Vec::new()));
    }
    let chosen: Vec<Field> = preview.lines.iter().filter(|line| line.chosen).map(|line| line.field).collect();
    let path = format!("desk/referrals/{referral}");
    let title = visit.words().say_with("desk-draft-title", &[("name", found.receiver_name.as_str().into())]);
    let mut page = Page::new(visit, title).after(ask.wrong);
    page.lead = visit.words().say("desk-draft-lead").into_owned();
    let act = Act::button(visit, "draft", &format!("{path}/draft"), ("eye", "desk-draft-show"))
        .hiding("version", found.version)
        .hiding("key", Uuid::now_v7())
        .with(common(ask, choices(visit, known), (found.priority, &chosen, &preview.note)))
        .weighing(Weight::First);
    page.parts.push(Part { acts: vec![act], ..Part::default() });
    page.answer()
}

/// Writes the draft anew and opens the sheet for her.
pub async fn rewrite(visit: Visit, Path((_, referral)): Path<(String, String)>, fields: Fields) -> Answer {
    house(&visit)?;
    let command =
        Command { referral: id(&referral)?, version: version(&fields), key: carried(&fields, "key")? };
    let priority = fields.one("priority").and_then(Priority::parse).unwrap_or(Priority::Normal);
    let note = fields.one("note").unwrap_or_default();
    match referral::rewrite(desk(&visit), command, (&ticked(&fields), note, priority)).await {
        Ok(version) => show(&visit, Command { version, ..command }).await,
        Err(refused @ Refused::NotFound) => Err(refused.into()),
        Err(refused) => {
            let wrong = Wrong::of(&visit, refused)?;
            form_again(&visit, &Ask::again(&visit, &fields, &wrong), command.referral).await
        }
    }
}
