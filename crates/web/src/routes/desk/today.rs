//! Today: what is due, what came back, who waits. Each line says why it is there and until when.

use super::{
    ask::{need, said},
    desk, id, moment,
    part::{Act, Line, Page, Part, Way},
    referrals::due,
    to,
};
use crate::{App, Visit, render::Answer};
use axum::{
    Router,
    extract::Path,
    routing::{get, post},
};
use reticolo_desk::{
    person,
    referral::{self, Receipt, Referral},
    together::{
        self,
        today::{self, Why},
    },
};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/{lang}/desk", get(show))
        .route("/{lang}/desk/flow", get(flow))
        .route("/{lang}/desk/receipts/{id}", post(take))
        .route("/{lang}/desk/emergencies/{id}/review", post(review))
}

async fn show(visit: Visit) -> Answer {
    let found = together::today(desk(&visit)).await?;
    let words = visit.words();
    let mut page = Page::new(&visit, words.say("desk-title"));
    page.back = None;
    let ways = vec![
        Way::to(&visit, "door-enter", "desk/visits/new", "desk-way-visit").first(),
        Way::to(&visit, "user-plus", "desk/people/new", "desk-way-person").first(),
        Way::to(&visit, "search", "desk/people", "desk-way-people"),
        Way::to(&visit, "send", "desk/referrals", "desk-way-referrals"),
        Way::to(&visit, "hash", "desk/queue", "desk-queue-title"),
        Way::to(&visit, "list", "desk/visits", "desk-way-visits"),
    ];
    let text = words.say_with("desk-queue-waiting", &[("n", found.waiting.into())]);
    page.parts.push(Part { ways, text, ..Part::default() });
    let mut work = Part::of(&visit, "desk-today-work");
    work.lines =
        found.lines.iter().map(|(why, came, referral)| line(&visit, *why, *came, referral)).collect();
    if work.lines.is_empty() {
        work = work.saying(words.say("desk-today-nothing"));
    }
    page.parts.push(work);
    if !found.receipts.is_empty() {
        let mut receipts = Part::of(&visit, "desk-receipts").saying(words.say("desk-receipts-text"));
        receipts.lines = found.receipts.iter().map(|receipt| noted(&visit, receipt)).collect();
        page.parts.push(receipts);
    }
    supervised(&visit, &mut page).await?;
    page.answer()
}

fn line(visit: &Visit, why: Why, came: bool, referral: &Referral) -> Line {
    let (other, side) =
        if came { (&referral.sender_name, "desk-from") } else { (&referral.receiver_name, "desk-to") };
    Line {
        href: visit.href(&format!("desk/referrals/{}", referral.id)),
        title: visit.words().say_with(side, &[("name", other.as_str().into())]),
        tag: said(visit, "desk-why", why.code()),
        text: need(visit, &referral.need),
        small: due(visit, referral),
        acts: Vec::new(),
    }
}

fn noted(visit: &Visit, receipt: &Receipt) -> Line {
    let path = format!("desk/receipts/{}", receipt.id);
    Line {
        href: visit.href(&format!("desk/referrals/{}", receipt.referral)),
        title: said(visit, "desk-receipt", &receipt.kind),
        small: visit.words().say_with("desk-until", &[("when", moment(visit, receipt.due_at).into())]),
        acts: vec![Act::button(visit, "receipt", &path, ("check", "desk-receipt-take"))],
        ..Line::default()
    }
}

/// What only a supervisor sees: glasses that were broken, what was escalated.
async fn supervised(visit: &Visit, page: &mut Page) -> Result<(), crate::Fault> {
    if let Ok(waiting) = person::emergencies(desk(visit)).await
        && !waiting.is_empty()
    {
        let mut part = Part::of(visit, "desk-emergencies");
        part.lines = waiting
            .iter()
            .map(|glass| Line {
                title: said(visit, "desk-emergency", &glass.kind),
                text: glass.reason.clone(),
                tag: glass.member.clone(),
                small: visit
                    .words()
                    .say_with("desk-until", &[("when", moment(visit, glass.review_at).into())]),
                acts: vec![Act::button(
                    visit,
                    "review",
                    &format!("desk/emergencies/{}/review", glass.id),
                    ("check", "desk-emergency-review"),
                )],
                href: String::new(),
            })
            .collect();
        page.parts.push(part);
    }
    if let Ok(flows) = today::escalated(desk(visit)).await
        && !flows.is_empty()
    {
        page.parts.push(escalated(visit, &flows));
    }
    Ok(())
}

fn escalated(visit: &Visit, flows: &[today::Flow]) -> Part {
    let words = visit.words();
    let mut part = Part::of(visit, "desk-escalated");
    let parties = |flow: &today::Flow| {
        let names = [("from", flow.sender.as_str().into()), ("to", flow.receiver.as_str().into())];
        words.say_with("desk-parties", &names)
    };
    let until = |flow: &today::Flow| {
        flow.due_at
            .map(|at| words.say_with("desk-until", &[("when", moment(visit, at).into())]))
            .unwrap_or_default()
    };
    part.lines = flows
        .iter()
        .map(|flow| Line {
            title: parties(flow),
            tag: said(visit, "desk-state", flow.state.code()),
            text: need(visit, &flow.need),
            small: until(flow),
            ..Line::default()
        })
        .collect();
    part
}

/// What is late, from above: parties and deadlines, no person.
async fn flow(visit: Visit) -> Answer {
    let flows = today::escalated(desk(&visit)).await?;
    let mut page = Page::new(&visit, visit.words().say("desk-flow-title"));
    page.back = None;
    page.lead = visit.words().say("desk-flow-lead").into_owned();
    let part = escalated(&visit, &flows);
    let none = if flows.is_empty() { visit.words().say("desk-flow-none") } else { "".into() };
    page.parts.push(part.saying(none));
    page.answer()
}

async fn take(visit: Visit, Path((_, receipt)): Path<(String, String)>) -> Answer {
    referral::take(desk(&visit), id(&receipt)?).await?;
    Ok(to(&visit, "desk"))
}

async fn review(visit: Visit, Path((_, glass)): Path<(String, String)>) -> Answer {
    person::review(desk(&visit), id(&glass)?).await?;
    Ok(to(&visit, "desk"))
}
