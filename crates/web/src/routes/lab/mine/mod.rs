//! What became of what I said: by the code of one person, in her language.

use crate::{
    App, Shell, Visit,
    render::{self, Answer},
    routes::lab::{
        answers::Given,
        follow::{self, Shown, Top, day, way::Place},
    },
};
use askama::Template;
use axum::{
    Router,
    response::{IntoResponse as _, Redirect},
    routing::{get, post},
};
use reticolo_base::Actor;
use reticolo_lab::{
    after::mine::{self, Became, Mine},
    harvest::How,
};
use uuid::Uuid;

/// `/{lang}/mine`.
pub fn routes() -> Router<App> {
    Router::new().route("/{lang}/mine", get(show)).route("/{lang}/mine/read", post(read))
}

#[derive(Template)]
#[template(path = "lab/after/mine.html")]
struct Page {
    shell: Shell,
    top: Top,
    unread: Option<String>,
    lines: Vec<Line>,
}

/// Something I said.
struct Line {
    words: Shown,
    kind: Option<String>,
    at: String,
    table: Option<String>,
    how: String,
    hidden: bool,
    became: Vec<Followed>,
    answered: bool,
}

/// What came of it.
struct Followed {
    place: Place,
    given: Vec<Given>,
}

impl Line {
    fn of(visit: &Visit, lab: Uuid, mine: &Mine) -> Self {
        let words = visit.words();
        let how = match mine.how {
            How::Wrote => "lab-after-mine-wrote",
            How::SatThere => "lab-after-mine-sat-there",
            How::WorkedOut => "lab-after-mine-worked-out",
        };
        let kind = mine.kind.as_deref().map(|kind| format!("lab-after-said-{kind}"));
        Self {
            words: Shown::of(&mine.words, visit),
            kind: kind.filter(|key| words.has(key)).map(|key| words.say(&key).into_owned()),
            at: day(visit, mine.at),
            table: mine.said_at.map(|(table, round)| {
                words.say_with("lab-after-at-table", &[("table", table.into()), ("round", round.into())])
            }),
            how: words.say(how).into_owned(),
            hidden: mine.hidden,
            became: mine.became.iter().map(|became| Followed::of(visit, lab, became)).collect(),
            answered: mine.became.iter().any(|became| !became.answers.is_empty()),
        }
    }
}

impl Followed {
    fn of(visit: &Visit, lab: Uuid, became: &Became) -> Self {
        let given = became.answers.iter().map(|(answer, read)| Given::of(visit, answer, !read));
        Self { place: Place::of(visit, lab, &became.step), given: given.collect() }
    }
}

async fn show(visit: Visit) -> Answer {
    let Actor::Participant { lab, .. } = visit.ctx.actor else {
        return Ok(Redirect::to(&visit.href("join")).into_response());
    };
    let all = mine::all(&visit.app.db, &visit.ctx).await?;
    let unread = mine::unread(&all);
    let page = Page {
        shell: follow::shell(&visit, "lab-after-page-mine"),
        top: Top::of(&visit, lab, "mine").await?,
        unread: (unread > 0).then(|| visit.words().say_with("lab-after-unread", &[("n", unread.into())])),
        lines: all.iter().map(|mine| Line::of(&visit, lab, mine)).collect(),
    };
    render::private(&page)
}

async fn read(visit: Visit) -> Answer {
    mine::read_all(&visit.app.db, &visit.ctx).await?;
    follow::on(&visit, "mine")
}
