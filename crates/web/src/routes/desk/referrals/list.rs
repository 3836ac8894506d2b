//! Referrals in and out, what is due first.

use super::due;
use crate::{
    Visit,
    fields::Fields,
    render::Answer,
    routes::desk::{
        ask::{need, said},
        desk,
        part::{Line, Page, Part, Way},
    },
};
use reticolo_desk::referral::{self, Referral};

/// Shows what came in, or what went out with `?out`; everything with `?all`.
pub async fn show(visit: Visit) -> Answer {
    let fields = Fields::of_query(visit.query.as_deref());
    let (out, all) = (fields.ticked("out"), fields.ticked("all"));
    let found = if out {
        referral::outgoing(desk(&visit), !all).await?
    } else {
        referral::incoming(desk(&visit), !all).await?
    };
    let words = visit.words();
    let mut page = Page::new(&visit, words.say("desk-referrals"));
    let tab = |icon, query: &str, key: &str| Way::to(&visit, icon, &format!("desk/referrals{query}"), key);
    let (mut came, mut went) =
        (tab("arrow-down", "", "desk-incoming"), tab("send", "?out=1", "desk-outgoing"));
    came.first = !out;
    went.first = out;
    let more = if out { "?out=1&all=1" } else { "?all=1" };
    let history = tab("history", more, "desk-referrals-all");
    page.parts.push(Part { ways: vec![came, went, history], ..Part::default() });
    let mut part = Part::of(&visit, if out { "desk-outgoing" } else { "desk-incoming" });
    part.lines = found.iter().map(|one| line(&visit, one, out)).collect();
    if part.lines.is_empty() {
        part = part.saying(words.say("desk-referrals-none"));
    }
    page.parts.push(part);
    page.answer()
}

fn line(visit: &Visit, one: &Referral, out: bool) -> Line {
    let title = if out {
        visit.words().say_with("desk-to", &[("name", one.receiver_name.as_str().into())])
    } else {
        visit.words().say_with("desk-from", &[("name", one.sender_name.as_str().into())])
    };
    Line {
        href: visit.href(&format!("desk/referrals/{}", one.id)),
        title,
        tag: said(visit, "desk-state", one.state.code()),
        text: need(visit, &one.need),
        small: due(visit, one),
        acts: Vec::new(),
    }
}
