//! One card, as its keeper sees it: what stands there, how old that is, and one tap that confirms it.

use super::{
    Named, Told,
    capacity::{Line as LinkLine, View as Places},
    id, on, private, say,
};
use crate::{
    Fault, Markup, Shell, Visit, fields::Fields, limits::Deed, render::Answer, routes::card::reading::attrs,
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use reticolo_base::Lang;
use reticolo_directory::{
    book::{self, Joined},
    keeping::{
        Sheet, Topic,
        capacity::{self, Figure},
        draft,
        overview::Name,
        scope,
        topic::{Standing, standings},
        translation::{self, State},
        upstream, verify,
    },
};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "keeping/card.html")]
struct Page {
    shell: Shell,
    name: Named,
    service: Uuid,
    reviews: bool,
    problem: Option<String>,
    /// The open draft: its id and where it stands.
    draft: Option<(Uuid, String)>,
    offers: usize,
    topics: Vec<Line>,
    rules: Vec<Rule>,
    access_aged: bool,
    places: Places,
    link: Option<String>,
    links: Vec<LinkLine>,
    languages: Vec<(Lang, String)>,
}

/// A topic with what the card says about it.
struct Line {
    code: &'static str,
    name: String,
    says: Vec<String>,
    attrs: Markup,
    age: String,
    why: Option<String>,
}

/// A rule of access: read here, not written.
struct Rule {
    says: String,
    attrs: Markup,
    source: String,
    checked: String,
}

pub async fn page(visit: Visit, Path((_, service)): Path<(String, String)>) -> Answer {
    show(&visit, id(&service)?, &Told::nothing(), None).await
}

pub async fn show(visit: &Visit, service: Uuid, told: &Told, link: Option<String>) -> Answer {
    let (db, ctx, words) = (&visit.app.db, &visit.ctx, visit.words());
    let keeper = scope::keeper(db, ctx, service).await?;
    let card = book::card(db, service).await.map_err(|failure| Fault::store(&failure))?;
    let card = card.ok_or_else(Fault::not_found)?;
    let open = draft::open_of(db, ctx, service).await?;
    let state = |draft: draft::Draft| {
        (draft.id, words.say(&format!("keeping-state-{}", draft.state.code())).into_owned())
    };
    let all = standings(&card);
    let plain = |standing: &&Standing| !matches!(standing.topic, Topic::Access | Topic::Capacity);
    let links = capacity::links(db, ctx, service).await?;
    let page = Page {
        shell: visit.shell(words.say("keeping-card-title")).kept_from_robots(),
        name: Named::of(&Name::of(&card.service), visit),
        service,
        reviews: keeper.reviews,
        problem: told.at(visit, ""),
        draft: open.map(state),
        offers: upstream::offers(db, ctx, service).await?.len(),
        topics: all.iter().filter(plain).map(|standing| line(standing, &card, visit)).collect(),
        rules: rules(&card, visit),
        access_aged: all.iter().any(|s| s.topic == Topic::Access && s.is_aged(ctx.now)),
        places: places(&card, service, visit),
        link,
        links: links.iter().map(|link| LinkLine::of(link, visit)).collect(),
        languages: languages(&card, visit),
    };
    private(told.status, &page)
}

fn line(standing: &Standing, card: &Joined, visit: &Visit) -> Line {
    let (words, topic) = (visit.words(), standing.topic);
    let source = translation::source_lang(&card.service);
    // Hours and languages are said in the reader's own words.
    let lang = if matches!(topic, Topic::Hours | Topic::Languages) { visit.lang() } else { source };
    Line {
        code: topic.code(),
        name: say::topic(topic, words),
        says: say::of_topic(topic, &standing.says, words),
        attrs: attrs(lang, visit.lang()),
        age: age(standing, visit),
        why: why(standing, visit),
    }
}

/// When it was confirmed.
pub fn age(standing: &Standing, visit: &Visit) -> String {
    let words = visit.words();
    match standing.confirmed {
        Some(at) => words.say_with("keeping-confirmed", &[("when", super::ago(visit, at).into())]),
        None => words.say("keeping-confirmed-never").into_owned(),
    }
}

/// Why it must be looked at again; nothing while it holds.
pub fn why(standing: &Standing, visit: &Visit) -> Option<String> {
    if !standing.is_aged(visit.ctx.now) {
        return None;
    }
    let (words, topic) = (visit.words(), standing.topic);
    Some(match (standing.confirmed, topic) {
        (None, _) => words.say("keeping-why-never").into_owned(),
        (_, Topic::Access) => words.say("keeping-why-access").into_owned(),
        _ => words.say_with("keeping-why-days", &[("n", topic.days().into())]),
    })
}

fn rules(card: &Joined, visit: &Visit) -> Vec<Rule> {
    let words = visit.words();
    let rules = card.service.profile.access_rules.iter();
    let read = rules.map(|rule| {
        let seen = rule.says.seen(visit.lang());
        Rule {
            says: seen.map(|seen| seen.text.to_owned()).unwrap_or_default(),
            attrs: seen.map(|seen| attrs(seen.lang, visit.lang())).unwrap_or_default(),
            source: rule.source.clone(),
            checked: words.say_with(
                "may-checked",
                &[
                    ("date", words.date(rule.date).into()),
                    ("steward", rule.steward.as_str().into()),
                    ("review", words.date(rule.review_by).into()),
                ],
            ),
        }
    });
    read.collect()
}

fn places(card: &Joined, service: Uuid, visit: &Visit) -> Places {
    let none = Figure {
        service,
        name: Name::of(&card.service),
        unit: String::new(),
        available: None,
        told_at: None,
    };
    let figure = Figure::of(&Sheet::of(card).service).unwrap_or(none);
    Places::of(&figure, visit.href(&format!("keeping/services/{service}/capacity")), visit)
}

/// How the translation into each language stands, in words.
fn languages(card: &Joined, visit: &Visit) -> Vec<(Lang, String)> {
    let tally = translation::tally(&card.service);
    tally.into_iter().map(|(lang, counts)| (lang, counted(&counts, visit))).collect()
}

/// "3 to translate, 2 to check": what there is to do in a language.
pub fn counted(counts: &std::collections::BTreeMap<State, usize>, visit: &Visit) -> String {
    let words = visit.words();
    let of = |(state, n): (&State, &usize)| {
        let key = format!("keeping-translation-{}", state.code());
        (*state != State::Reviewed).then(|| words.say_with(&key, &[("n", (*n).into())]))
    };
    let parts: Vec<String> = counts.iter().filter_map(of).collect();
    if parts.is_empty() { words.say("keeping-translation-done").into_owned() } else { parts.join(" · ") }
}

/// One tap: still true, for one topic or for all.
pub async fn verify(visit: Visit, Path((_, service)): Path<(String, String)>, fields: Fields) -> Answer {
    visit.app.limits.count(Deed::Ask, &visit)?;
    let service = id(&service)?;
    scope::keeper(&visit.app.db, &visit.ctx, service).await?;
    let topics = match fields.one("topic") {
        Some("*") => Topic::ALL.to_vec(),
        Some(word) => Topic::parse(word).into_iter().collect(),
        None => Vec::new(),
    };
    match verify::still_true(&visit.app.db, &visit.ctx, service, &topics).await {
        Ok(()) => on(&visit, &format!("keeping/services/{service}")),
        Err(refused) => show(&visit, service, &Told::of(refused)?, None).await,
    }
}

/// The rules of access: still so, or to be looked at again.
pub async fn access(visit: Visit, Path((_, service)): Path<(String, String)>, fields: Fields) -> Answer {
    visit.app.limits.count(Deed::Ask, &visit)?;
    let service = id(&service)?;
    scope::keeper(&visit.app.db, &visit.ctx, service).await?;
    let look = match fields.one("look") {
        Some("true") => verify::Look::StillTrue,
        Some("doubtful") => verify::Look::Doubtful,
        _ => return Err(Fault::of(StatusCode::UNPROCESSABLE_ENTITY)),
    };
    match verify::review_access(&visit.app.db, &visit.ctx, service, look, Uuid::now_v7()).await {
        Ok(()) => on(&visit, &format!("keeping/services/{service}#access")),
        Err(refused) => show(&visit, service, &Told::of(refused)?, None).await,
    }
}
