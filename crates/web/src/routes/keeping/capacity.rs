//! Free places in two taps: open the page, tap. Also by a link without an account.

use super::{Named, ago, card, id, on, private};
use crate::{
    Fault, Shell, Visit, fields::Fields, limits::Deed, render::Answer, routes::card::figures::day, secret,
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use reticolo_directory::keeping::capacity::{self, Figure, LINK_DAYS, Told};
use uuid::Uuid;

/// Free places as they are shown, with the taps that change them.
pub struct View {
    /// Where the taps are sent.
    pub action: String,
    /// The name of the card.
    pub(super) name: Named,
    /// "3 free places", "not known".
    pub says: String,
    /// "told 3 days ago".
    pub age: Option<String>,
    /// Whether one less can be told.
    pub less: bool,
    /// Whether a number is known.
    pub known: bool,
    /// Whether it stands on the page of today, and one comes back there.
    pub today: bool,
}

impl View {
    /// Of a figure.
    pub fn of(figure: &Figure, action: String, visit: &Visit) -> Self {
        let words = visit.words();
        let says = match figure.available {
            None => words.say("keeping-capacity-unknown").into_owned(),
            Some(0) => words.say("places-none").into_owned(),
            Some(n) if figure.unit.is_empty() || figure.unit == "posti" => {
                words.say_with("places-free", &[("n", n.into())])
            }
            Some(n) => words.say_with(
                "keeping-capacity-units",
                &[("n", n.into()), ("unit", figure.unit.as_str().into())],
            ),
        };
        let told = |at| words.say_with("keeping-capacity-told", &[("when", ago(visit, at).into())]);
        Self {
            action,
            name: Named::of(&figure.name, visit),
            says,
            age: figure.told_at.map(told),
            less: figure.available.is_some_and(|n| n > 0),
            known: figure.available.is_some(),
            today: false,
        }
    }
}

fn told(fields: &Fields) -> Result<Told, Fault> {
    let word = fields.one("change").unwrap_or_default();
    Told::parse(word).ok_or_else(|| Fault::of(StatusCode::UNPROCESSABLE_ENTITY))
}

/// Tells how many are free, as whoever keeps the card.
pub async fn tell(visit: Visit, Path((_, service)): Path<(String, String)>, fields: Fields) -> Answer {
    visit.app.limits.count(Deed::Ask, &visit)?;
    let service = id(&service)?;
    reticolo_directory::keeping::scope::keeper(&visit.app.db, &visit.ctx, service).await?;
    capacity::tell(&visit.app.db, &visit.ctx, service, told(&fields)?).await?;
    if fields.ticked("today") {
        return on(&visit, "keeping#places");
    }
    on(&visit, &format!("keeping/services/{service}#places"))
}

/// Makes a link; it is shown once.
pub async fn link(visit: Visit, Path((_, service)): Path<(String, String)>) -> Answer {
    visit.app.limits.count(Deed::Ask, &visit)?;
    let service = id(&service)?;
    let code = secret::written((visit.app.secrets)());
    capacity::make_link(&visit.app.db, &visit.ctx, service, (Uuid::now_v7(), &code)).await?;
    let address = format!("{}{}", visit.app.settings.base_url, visit.href(&format!("capacity/{code}")));
    card::show(&visit, service, &super::Told::nothing(), Some(address)).await
}

/// Takes a link back.
pub async fn end(visit: Visit, Path((_, link)): Path<(String, String)>) -> Answer {
    visit.app.limits.count(Deed::Ask, &visit)?;
    let service = capacity::end_link(&visit.app.db, &visit.ctx, id(&link)?).await?;
    on(&visit, &format!("keeping/services/{service}#places"))
}

#[derive(Template)]
#[template(path = "keeping/by-link.html")]
struct Page {
    shell: Shell,
    places: View,
    thanks: bool,
    holds: String,
}

/// The code of a link in its one form. Whoever tries codes is slowed down as with any other code.
async fn opened(visit: &Visit, code: &str) -> Result<(String, Figure), Fault> {
    visit.app.limits.count(Deed::Ask, visit)?;
    let found = match secret::read(code) {
        Some(code) => capacity::by_link(&visit.app.db, &visit.ctx, &code).await.map(|figure| (code, figure)),
        None => Err(reticolo_directory::keeping::Refused::NotFound),
    };
    if matches!(found, Err(reticolo_directory::keeping::Refused::NotFound)) {
        visit.app.limits.count(Deed::Code, visit)?;
    }
    Ok(found?)
}

/// Shows the figure of a link.
pub async fn by_link(visit: Visit, Path((_, code)): Path<(String, String)>) -> Answer {
    let (code, figure) = opened(&visit, &code).await?;
    let words = visit.words();
    let action = visit.href(&format!("capacity/{code}"));
    let page = Page {
        shell: visit.shell(words.say("keeping-capacity-title")).kept_from_robots(),
        thanks: figure.told_at.is_some_and(|at| visit.ctx.now.days_since(at) == 0),
        places: View::of(&figure, action, &visit),
        holds: words.say_with("keeping-link-days", &[("n", LINK_DAYS.into())]),
    };
    private(StatusCode::OK, &page)
}

/// Tells by a link.
pub async fn tell_by_link(visit: Visit, Path((_, code)): Path<(String, String)>, fields: Fields) -> Answer {
    let (code, _) = opened(&visit, &code).await?;
    capacity::tell_by_link(&visit.app.db, &visit.ctx, &code, told(&fields)?).await?;
    on(&visit, &format!("capacity/{code}"))
}

/// A link in the list of a card.
pub struct Line {
    /// Its id.
    pub id: Uuid,
    /// "until 12 December, used 3 days ago".
    pub says: String,
}

impl Line {
    /// Of a link.
    pub fn of(link: &capacity::Link, visit: &Visit) -> Self {
        let words = visit.words();
        let until = words.say_with("keeping-link-until", &[("date", words.date(day(link.ends_at)).into())]);
        let used =
            link.used_at.map(|at| words.say_with("keeping-link-used", &[("when", ago(visit, at).into())]));
        let used = used.unwrap_or_else(|| words.say("keeping-link-unused").into_owned());
        Self { id: link.id, says: format!("{until} {used}") }
    }
}
