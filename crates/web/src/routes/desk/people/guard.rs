//! What protects her: export, reservation, restriction, erasure, withdrawal; and the glass that is broken in an emergency.

use crate::{
    Visit,
    fields::Fields,
    render::Answer,
    routes::desk::{
        ask::{Ask, Wrong},
        carried, desk, house, id,
        part::{Act, Page, Part, Weight},
        to,
    },
};
use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::IntoResponse as _,
};
use reticolo_desk::{
    Refused,
    person::{self, Emergency},
    referral,
};
use uuid::Uuid;

/// Everything that is known of her, to take along.
pub async fn export(visit: Visit, Path((_, person)): Path<(String, String)>) -> Answer {
    house(&visit)?;
    let data = person::export(desk(&visit), id(&person)?).await?;
    let headers = [
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"export.json\"")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, axum::Json(data)).into_response())
}

/// Reserves her to whoever does it, or opens her to the whole desk.
pub async fn reserve(visit: Visit, Path((_, person)): Path<(String, String)>, fields: Fields) -> Answer {
    let person = id(&person)?;
    let named: Vec<Uuid> = fields.all("member").filter_map(|member| member.parse().ok()).collect();
    person::reserve(desk(&visit), person, fields.ticked("on"), &named).await?;
    Ok(to(&visit, &format!("desk/people/{person}")))
}

/// Restricts the use of her data, or lifts it.
pub async fn restrict(visit: Visit, Path((_, person)): Path<(String, String)>, fields: Fields) -> Answer {
    let person = id(&person)?;
    person::restrict(desk(&visit), person, fields.ticked("on")).await?;
    Ok(to(&visit, &format!("desk/people/{person}")))
}

/// Asks before she is erased: it cannot be undone.
pub async fn ask_erase(visit: Visit, Path((_, person)): Path<(String, String)>) -> Answer {
    erasing(&visit, id(&person)?, None).await
}

async fn erasing(visit: &Visit, person: Uuid, wrong: Option<&Wrong>) -> Answer {
    house(visit)?;
    let opened = person::open(desk(visit), person).await?;
    let path = format!("desk/people/{person}");
    let mut page = Page::new(visit, visit.words().say("desk-erase"))
        .from(visit.href(&path), opened.record.identity.call_name.clone())
        .after(wrong);
    page.lead = visit.words().say("desk-erase-text").into_owned();
    let act = Act::button(visit, "erase", &format!("{path}/erase"), ("eraser", "desk-erase-yes"));
    page.parts.push(Part { acts: vec![act], ..Part::default() });
    page.answer()
}

/// Erases her.
pub async fn erase(visit: Visit, Path((_, person)): Path<(String, String)>) -> Answer {
    let person = id(&person)?;
    match person::erase(desk(&visit), person).await {
        Ok(()) => Ok(to(&visit, "desk/people")),
        Err(refused) => erasing(&visit, person, Some(&Wrong::of(&visit, refused)?)).await,
    }
}

/// She takes back everything, and an operator writes it down for her.
pub async fn withdraw_all(visit: Visit, Path((_, person)): Path<(String, String)>) -> Answer {
    house(&visit)?;
    let person = id(&person)?;
    referral::withdraw_all(desk(&visit), person).await?;
    Ok(to(&visit, &format!("desk/people/{person}")))
}

/// Asks why a reserved person must be opened now.
///
/// A reserved person is in no list. Who must open her has the end of the address of her page from the colleague who is
/// named, or from the paper of the case: no search tells that she is here.
pub async fn ask_emergency(visit: Visit) -> Answer {
    emergency_form(&visit, &Ask::new(&visit))
}

fn emergency_form(visit: &Visit, ask: &Ask<'_>) -> Answer {
    house(visit)?;
    let mut page = Page::new(visit, visit.words().say("desk-emergency-title")).after(ask.wrong);
    page.lead = visit.words().say("desk-emergency-text").into_owned();
    let kinds = ask.coded("desk-emergency", Emergency::ALL.map(Emergency::code));
    let fields =
        vec![ask.line("reserved", ""), ask.choice("kind", kinds, false, &[]), ask.area("reason", "")];
    let act = Act::button(visit, "emergency", "desk/emergency", ("lock-open", "desk-emergency-open"))
        .hiding("id", Uuid::now_v7())
        .with(fields)
        .weighing(Weight::First);
    page.parts.push(Part { acts: vec![act], ..Part::default() });
    page.answer()
}

/// Opens a reserved person for an hour; those who are named and a supervisor hear of it.
pub async fn emergency(visit: Visit, fields: Fields) -> Answer {
    house(&visit)?;
    let typed = fields.one("reserved").unwrap_or_default();
    let person = typed.rsplit('/').next().and_then(|id| id.parse::<Uuid>().ok());
    let kind = fields.one("kind").and_then(Emergency::parse);
    let done = match (person, kind) {
        (None, _) => Err(Refused::Invalid("reserved", "desk-problem-reserved")),
        (_, None) => Err(Refused::Invalid("kind", "desk-problem-kind")),
        (Some(person), Some(kind)) => {
            let reason = fields.one("reason").unwrap_or_default();
            let declared =
                person::declare(desk(&visit), carried(&fields, "id")?, person, (kind, reason)).await;
            // Whether somebody else's person has this id is nobody's business.
            declared.map(|()| person).map_err(|refused| match refused {
                Refused::NotFound => Refused::Invalid("reserved", "desk-problem-reserved"),
                other => other,
            })
        }
    };
    match done {
        Ok(person) => Ok(to(&visit, &format!("desk/people/{person}"))),
        Err(refused) => emergency_form(&visit, &Ask::again(&visit, &fields, &Wrong::of(&visit, refused)?)),
    }
}
