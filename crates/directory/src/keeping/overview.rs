//! What waits for somebody who keeps cards.

use super::{
    Refused,
    capacity::Figure,
    draft::{self, Draft},
    scope::{self, Scope},
    topic::{Standing, standings},
};
use crate::{book, hsds::Service};
use reticolo_base::{Ctx, Lang};
use reticolo_store::{Db, sql};
use uuid::Uuid;

/// So many cards are looked through for what has aged: those that nobody confirmed for longest.
const LOOKED_THROUGH: u32 = 60;

/// The name of a card in the language of its record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    /// The name; empty when it has none.
    pub text: String,
    /// Its language.
    pub lang: Lang,
}

impl Name {
    /// Of a service.
    pub fn of(service: &Service) -> Self {
        Self {
            text: service.name.clone().unwrap_or_default(),
            lang: service.profile.lang.unwrap_or(Lang::It),
        }
    }

    /// Of a service as it is stored.
    pub(super) fn stored(body: &str) -> Self {
        Self::of(&serde_json::from_str(body).unwrap_or_default())
    }
}

/// A card with what of it must be looked at again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aging {
    /// The service.
    pub service: Uuid,
    /// Its name.
    pub name: Name,
    /// What has aged, the most urgent first.
    pub topics: Vec<Standing>,
}

/// The actor's cards with something that has aged, those first that nobody confirmed for longest.
///
/// # Errors
/// [`Refused::NotFound`] when one keeps no cards.
pub async fn aging(db: &Db, ctx: &Ctx) -> Result<Vec<Aging>, Refused> {
    of_scope(db, ctx, scope::scope(db, ctx).await?).await
}

pub(super) async fn of_scope(db: &Db, ctx: &Ctx, scope: Scope) -> Result<Vec<Aging>, Refused> {
    let (all, organization) = scope.bound();
    let find = sql!(
        "select s.id from service s left join verification v on v.entity = 'service' and v.entity_id = s.id
         where ($1 or s.organization_id = $2) group by s.id order by coalesce(max(v.at), 0), s.id limit $3"
    );
    let rows = db.rows(find.bind(all).bind(organization).bind(LOOKED_THROUGH)).await?;
    let ids = rows.iter().map(|row| row.get(0)).collect::<Result<Vec<Uuid>, _>>()?;
    let mut found = Vec::new();
    for card in book::cards(db, &ids).await? {
        if card.service.status.as_deref() == Some("defunct") {
            continue;
        }
        let topics: Vec<_> =
            standings(&card).into_iter().filter(|standing| standing.is_aged(ctx.now)).collect();
        let (Ok(service), false) = (card.service.id.parse(), topics.is_empty()) else { continue };
        found.push(Aging { service, name: Name::of(&card.service), topics });
    }
    Ok(found)
}

/// The open drafts of the actor's cards, those that wait to be read first, with the names of the cards.
///
/// # Errors
/// [`Refused::NotFound`] when one keeps no cards.
pub async fn drafts(db: &Db, ctx: &Ctx, most: u32) -> Result<Vec<(Draft, Name)>, Refused> {
    let (all, organization) = scope::scope(db, ctx).await?.bound();
    let find = sql!(
        "select d.id, d.service_id, d.state, d.changes, d.note, d.role, o.name, d.version, d.changed_at, s.body
         from card_draft d join service s on s.id = d.service_id
         left join account_organization o on o.id = d.organization_id
         where d.ended_at is null and ($1 or s.organization_id = $2)
         order by case d.state when 'in-review' then 0 when 'returned' then 1 else 2 end, d.changed_at, d.id limit $3"
    );
    let mut found = Vec::new();
    for row in db.rows(find.bind(all).bind(organization).bind(most)).await? {
        found.push((draft::read_row(&row)?, Name::stored(&row.get::<String>(9)?)));
    }
    Ok(found)
}

/// The actor's cards by name; none for who keeps the whole network, who finds them as everybody does.
///
/// # Errors
/// [`Refused::NotFound`] when one keeps no cards.
pub async fn cards(db: &Db, ctx: &Ctx) -> Result<Vec<(Uuid, Name)>, Refused> {
    let Scope::Organization(organization) = scope::scope(db, ctx).await? else { return Ok(Vec::new()) };
    let find = sql!("select id, body from service where organization_id = $1 order by id");
    let mut found = Vec::new();
    for row in db.rows(find.bind(organization)).await? {
        found.push((row.get(0)?, Name::stored(&row.get::<String>(1)?)));
    }
    found.sort_by(|a, b| a.1.cmp(&b.1));
    Ok(found)
}

/// The free places that the actor's organisation tells.
///
/// # Errors
/// [`Refused::NotFound`] when one keeps no cards.
pub async fn figures(db: &Db, ctx: &Ctx) -> Result<Vec<Figure>, Refused> {
    let Scope::Organization(organization) = scope::scope(db, ctx).await? else { return Ok(Vec::new()) };
    let ids = book::services_of(db, organization).await?;
    let cards = book::cards(db, &ids).await?;
    let mut figures: Vec<Figure> = cards.iter().filter_map(|card| Figure::of(&card.service)).collect();
    figures.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(figures)
}

/// A card about which a source says something new.
///
/// # Errors
/// [`Refused::NotFound`] when one keeps no cards.
pub async fn offered(db: &Db, ctx: &Ctx) -> Result<Vec<(Uuid, Name)>, Refused> {
    let (all, organization) = scope::scope(db, ctx).await?.bound();
    let find = sql!(
        "select s.id, s.body from service s where ($1 or s.organization_id = $2)
         and exists (select 1 from kept_piece k where k.service_id = s.id and k.offered is not null) order by s.id limit 50"
    );
    let rows = db.rows(find.bind(all).bind(organization)).await?;
    rows.iter().map(|row| Ok((row.get(0)?, Name::stored(&row.get::<String>(1)?)))).collect()
}
