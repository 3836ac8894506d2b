//! The promises of a Lab: late ones first, with figures.

use crate::{
    Shell, Visit,
    fields::Fields,
    limits::Deed,
    render::{self, Answer},
    routes::lab::follow::{
        self, Ask, Field, Shown, Top,
        ask::Look,
        day, id,
        way::{Origin, origin},
    },
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use reticolo_lab::{
    Refused,
    after::{
        Near,
        commitment::{self, Commitment, Draft, Figures, Standing, Who},
    },
};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "lab/after/commitments.html")]
struct Page {
    shell: Shell,
    top: Top,
    figures: Vec<(String, String)>,
    lines: Vec<Line>,
    may_promise: bool,
    problem: Option<String>,
    fields: Vec<Field>,
    origin: Option<Origin>,
    open: bool,
}

/// A promise as it is read.
pub struct Line {
    pub href: String,
    pub who: String,
    pub mine: bool,
    pub what: Shown,
    pub due: String,
    /// How far the day is, while it matters.
    pub far: Option<String>,
    pub look: &'static str,
    pub standing: String,
    pub note: String,
    /// From which day, why.
    pub moves: Vec<(String, String)>,
}

impl Line {
    pub fn of(visit: &Visit, found: &Commitment) -> Self {
        let words = visit.words();
        let open = matches!(found.standing, Standing::Late | Standing::Open);
        let look = match found.standing {
            Standing::Late | Standing::Dropped => "no",
            Standing::Open => "unknown",
            Standing::Kept | Standing::KeptLate => "yes",
        };
        let moved = |from| words.say_with("lab-after-commitment-moved", &[("day", day(visit, from).into())]);
        Self {
            href: visit.href(&format!("labs/{}/commitments/{}", found.lab, found.id)),
            who: match &found.who {
                Who::Organization(name) | Who::Participant(Some(name)) => name.clone(),
                Who::Participant(None) => words.say("lab-after-somebody").into_owned(),
            },
            mine: found.mine,
            what: Shown::of(&found.what, visit),
            due: words.say_with("lab-after-commitment-by", &[("day", day(visit, found.due).into())]),
            far: open.then(|| words.relative_days(found.due.days_since(visit.ctx.now))),
            look,
            standing: words.say(&format!("lab-after-standing-{}", found.standing.code())).into_owned(),
            note: found.note.clone(),
            moves: found.moves.iter().map(|m| (moved(m.from), m.reason.clone())).collect(),
        }
    }
}

pub async fn show(visit: Visit, Path((_, lab)): Path<(String, String)>) -> Answer {
    let typed = Fields::of_query(visit.query.as_deref());
    page(&visit, id(&lab)?, &typed, None).await
}

async fn page(visit: &Visit, lab: Uuid, typed: &Fields, refused: Option<(StatusCode, Refused)>) -> Answer {
    let (top, words) = (Top::of(visit, lab, "commitments").await?, visit.words());
    let found = commitment::of_lab(&visit.app.db, &visit.ctx, lab).await?;
    let figures = Figures::of(&found);
    let ask = Ask::new(visit, typed, refused.as_ref().map(|(_, refused)| refused));
    let mut fields = Vec::new();
    if top.follows() {
        fields.push(ask.field("who", Look::Line, "lab-after-commitment-who"));
    }
    fields.push(ask.field("what", Look::Text, "lab-after-commitment-what"));
    fields.push(ask.field("due", Look::Day, "lab-after-commitment-due"));
    let origin = origin(visit, typed).await?;
    let page = Page {
        shell: visit.shell(words.say("lab-after-page-commitments").into_owned()),
        figures: Standing::ALL
            .into_iter()
            .zip(figures.by_standing)
            .filter(|(_, n)| *n > 0)
            .map(|(standing, n)| {
                (words.number(n), words.say(&format!("lab-after-standing-{}", standing.code())).into_owned())
            })
            .collect(),
        lines: found.iter().map(|commitment| Line::of(visit, commitment)).collect(),
        may_promise: top.near > Near::Public,
        problem: ask.problem(),
        fields,
        open: refused.is_some() || origin.is_some(),
        origin,
        top,
    };
    render::with_status(refused.map_or(StatusCode::OK, |(status, _)| status), &page)
}

pub async fn promise(visit: Visit, Path((_, lab)): Path<(String, String)>, fields: Fields) -> Answer {
    visit.app.limits.count(Deed::Ask, &visit)?;
    let (lab, new) = (id(&lab)?, Uuid::now_v7());
    let one = |name| fields.one(name).unwrap_or_default();
    let draft = Draft {
        who: one("who"),
        participant: None,
        what: one("what"),
        lang: visit.lang(),
        due: one("due"),
        session: fields.one("session").and_then(|session| session.parse().ok()),
    };
    let from = follow::way::thing(&fields);
    match commitment::promise(&visit.app.db, &visit.ctx, lab, new, draft, from.as_ref()).await {
        Ok(()) => follow::on(&visit, &format!("labs/{lab}/commitments/{new}")),
        Err(refused) => page(&visit, lab, &fields, Some(follow::back(refused)?)).await,
    }
}
