//! What waits for somebody who keeps cards.

use super::{
    Named, ago,
    capacity::View as Places,
    card::{counted, why},
    private, say,
};
use crate::{Markup, Shell, Visit, render::Answer, routes::card::reading::attrs};
use askama::Template;
use axum::http::StatusCode;
use reticolo_base::Lang;
use reticolo_directory::keeping::{
    Scope, correction,
    draft::Draft,
    overview::{self, Aging, Name},
    scope, translation,
};

/// So many of each are shown.
const MOST: u32 = 30;

#[derive(Template)]
#[template(path = "keeping/today.html")]
struct Page {
    shell: Shell,
    untied: bool,
    network: bool,
    drafts: Vec<Waiting>,
    messages: Vec<Message>,
    aging: Vec<Aged>,
    places: Vec<Places>,
    offered: Vec<(String, Named)>,
    languages: Vec<(Lang, String)>,
    cards: Vec<(String, Named)>,
}

impl Page {
    fn nothing_waits(&self) -> bool {
        self.drafts.is_empty() && self.messages.is_empty() && self.aging.is_empty() && self.offered.is_empty()
    }
}

/// A draft that waits.
struct Waiting {
    href: String,
    name: Named,
    state: String,
    when: String,
}

/// A message that waits for an answer.
struct Message {
    href: String,
    name: Named,
    field: String,
    text: String,
    attrs: Markup,
    when: String,
    taken: bool,
}

/// A card with what has aged.
struct Aged {
    href: String,
    name: Named,
    topics: Vec<(String, String)>,
}

pub async fn page(visit: Visit) -> Answer {
    let (db, ctx, words) = (&visit.app.db, &visit.ctx, visit.words());
    let whose = scope(db, ctx).await?;
    let messages = correction::inbox(db, ctx, MOST).await?;
    let drafts = overview::drafts(db, ctx, MOST).await?;
    let aging = overview::aging(db, ctx).await?;
    let figures = overview::figures(db, ctx).await?;
    let named = |(id, name): &(uuid::Uuid, Name), rest: &str| {
        (visit.href(&format!("keeping/services/{id}{rest}")), Named::of(name, &visit))
    };
    let page = Page {
        untied: whose == Scope::Untied,
        network: whose == Scope::Network,
        drafts: drafts.iter().map(|(draft, name)| waiting(draft, name, &visit)).collect(),
        messages: messages.iter().map(|told| message(told, &visit)).collect(),
        aging: aging.iter().take(12).map(|aged| of_card(aged, &visit)).collect(),
        places: figures
            .iter()
            .map(|figure| {
                let action = visit.href(&format!("keeping/services/{}/capacity", figure.service));
                Places { today: true, ..Places::of(figure, action, &visit) }
            })
            .collect(),
        offered: overview::offered(db, ctx).await?.iter().map(|card| named(card, "/offers")).collect(),
        languages: languages(&visit).await?,
        cards: overview::cards(db, ctx).await?.iter().map(|card| named(card, "")).collect(),
        shell: visit.shell(words.say("keeping-title")).kept_from_robots(),
    };
    private(StatusCode::OK, &page)
}

fn waiting(draft: &Draft, name: &Name, visit: &Visit) -> Waiting {
    Waiting {
        href: visit.href(&format!("keeping/drafts/{}", draft.id)),
        name: Named::of(name, visit),
        state: visit.words().say(&format!("keeping-state-{}", draft.state.code())).into_owned(),
        when: ago(visit, draft.changed_at),
    }
}

fn message(told: &correction::Told, visit: &Visit) -> Message {
    let found = &told.correction;
    Message {
        href: visit.href(&format!("keeping/corrections/{}", found.id)),
        name: Named::of(&told.name, visit),
        field: visit.words().say(&format!("wrong-field-{}", found.field)).into_owned(),
        text: found.message.chars().take(200).collect(),
        attrs: attrs(found.lang, visit.lang()),
        when: ago(visit, found.at),
        taken: told.draft.is_some(),
    }
}

fn of_card(aged: &Aging, visit: &Visit) -> Aged {
    let topics = aged.topics.iter().take(4);
    Aged {
        href: visit.href(&format!("keeping/services/{}", aged.service)),
        name: Named::of(&aged.name, visit),
        topics: topics
            .map(|standing| {
                (say::topic(standing.topic, visit.words()), why(standing, visit).unwrap_or_default())
            })
            .collect(),
    }
}

/// What there is to translate, language by language.
async fn languages(visit: &Visit) -> Result<Vec<(Lang, String)>, crate::Fault> {
    let summary = translation::summary(&visit.app.db, &visit.ctx).await?;
    Ok(summary.into_iter().map(|(lang, counts)| (lang, counted(&counts, visit))).collect())
}
