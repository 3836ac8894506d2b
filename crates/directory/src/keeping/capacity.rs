//! How many places are free, told in two taps: by whoever keeps the card, or by a link without an account.

use super::{Piece, Refused, overview::Name, scope, sheet, upstream, version::entry};
use crate::{
    book,
    hsds::{Capacity, Service, Unit},
};
use reticolo_base::{Actor, Ctx, Instant, id::foreign};
use reticolo_store::{Db, Row, Tx, sql};
use uuid::Uuid;

/// More places than this are no figure of a service.
pub const MOST: i64 = 9_999;

/// For how many days a link holds.
pub const LINK_DAYS: i64 = 30;

/// What is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// One more than was told last.
    More,
    /// One less.
    Less,
    /// None is free.
    Full,
    /// As many as were told last.
    Same,
    /// It is not known any more.
    Unknown,
    /// So many.
    Exactly(i64),
}

impl Told {
    /// From the word of a form: `more`, `less`, `full`, `same`, `unknown` or a number.
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "more" => Self::More,
            "less" => Self::Less,
            "full" => Self::Full,
            "same" => Self::Same,
            "unknown" => Self::Unknown,
            number => Self::Exactly(number.parse().ok().filter(|n| (0..=MOST).contains(n))?),
        })
    }

    /// What is free after this, from what was told last.
    fn after(self, before: Option<i64>) -> Option<i64> {
        let known = before.unwrap_or(0);
        match self {
            Self::More => Some(known.saturating_add(1).min(MOST)),
            Self::Less => Some(known.saturating_sub(1).max(0)),
            Self::Full => Some(0),
            Self::Same => before,
            Self::Unknown => None,
            Self::Exactly(number) => Some(number),
        }
    }
}

/// Free places as they were told last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The service.
    pub service: Uuid,
    /// Its name.
    pub name: Name,
    /// What is counted: beds, chairs; empty for places.
    pub unit: String,
    /// How many are free; `None` when it is not known.
    pub available: Option<i64>,
    /// When that was told.
    pub told_at: Option<Instant>,
}

impl Figure {
    /// Of a service's first figure; `None` when it tells none and none is `counted`.
    pub fn of(service: &Service) -> Option<Self> {
        let places = service.capacities.first()?;
        Some(Self {
            service: service.id.parse().ok()?,
            name: Name::of(service),
            unit: places.unit.as_ref().and_then(|unit| unit.name.clone()).unwrap_or_default(),
            available: free(places),
            told_at: places.updated.as_deref().and_then(|at| at.parse().ok()),
        })
    }
}

fn free(places: &Capacity) -> Option<i64> {
    let number = places.available.as_ref()?;
    number.as_i64().or_else(|| number.as_f64().map(|n| n.floor().clamp(0.0, 9_999.0) as i64))
}

/// Tells how many places of a service are free.
///
/// # Errors
/// [`Refused::NotFound`] when one does not keep the card.
pub async fn tell(db: &Db, ctx: &Ctx, service: Uuid, told: Told) -> Result<(), Refused> {
    scope::keeper(db, ctx, service).await?;
    let mut tx = db.begin(ctx).await?;
    write(&mut tx, service, told).await?;
    tx.audit(entry("card.capacity", service)).await?;
    Ok(tx.commit().await?)
}

async fn write(tx: &mut Tx, service: Uuid, told: Told) -> Result<(), Refused> {
    let now = tx.ctx().now;
    let before = sheet::locked(tx, service).await?;
    let mut after = before.clone();
    let owner = after.service.id.clone();
    let places = &mut after.service.capacities;
    if places.is_empty() {
        let unit = foreign(&owner, "unit", "posti").to_string();
        places.push(Capacity {
            id: foreign(&owner, "service_capacity", "").to_string(),
            service_id: Some(owner),
            unit_id: Some(unit.clone()),
            unit: Some(Box::new(Unit { id: unit, name: Some("posti".to_owned()), ..Unit::default() })),
            ..Capacity::default()
        });
    }
    if let Some(first) = places.first_mut() {
        first.available = told.after(free(first)).map(Into::into);
        first.updated = Some(now.to_string());
    }
    let (old, new) = (Piece::Capacity.text(&before), Piece::Capacity.text(&after));
    upstream::keep(tx, service, &Piece::Capacity, &old, &new).await?;
    book::rewrite(tx, &after.service, std::iter::empty()).await?;
    Ok(book::touched(tx).await?)
}

/// A link by which somebody tells how many places are free.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its id, by which it is taken back.
    pub id: Uuid,
    /// When it was made.
    pub made_at: Instant,
    /// Until when it holds.
    pub ends_at: Instant,
    /// When it was used last.
    pub used_at: Option<Instant>,
}

/// What is kept of a code.
fn hash(code: &str) -> Vec<u8> {
    let plain: String =
        code.chars().filter(char::is_ascii_alphanumeric).flat_map(char::to_uppercase).take(64).collect();
    blake3::derive_key("reticolo capacity link", plain.as_bytes()).to_vec()
}

/// Makes a link for one service. `code` is the secret, drawn by the caller; only its hash is kept.
///
/// # Errors
/// [`Refused::NotFound`] when one does not keep the card.
pub async fn make_link(db: &Db, ctx: &Ctx, service: Uuid, (id, code): (Uuid, &str)) -> Result<(), Refused> {
    scope::keeper(db, ctx, service).await?;
    let mut tx = db.begin(ctx).await?;
    let insert = sql!(
        "insert into capacity_link (id, code_hash, service_id, made_at, ends_at) values ($1, $2, $3, $4, $5)"
    );
    let insert = insert.bind(id).bind(hash(code)).bind(service).bind(ctx.now);
    tx.run(insert.bind(ctx.now.plus_days(LINK_DAYS))).await?;
    tx.audit(entry("card.link.made", service)).await?;
    Ok(tx.commit().await?)
}

/// The links of a service that hold, the newest first.
///
/// # Errors
/// [`Refused::NotFound`] when one does not keep the card.
pub async fn links(db: &Db, ctx: &Ctx, service: Uuid) -> Result<Vec<Link>, Refused> {
    scope::keeper(db, ctx, service).await?;
    let find = sql!(
        "select id, made_at, ends_at, used_at from capacity_link
         where service_id = $1 and ended_at is null and ends_at > $2 order by made_at desc, id"
    );
    let read = |row: &Row| {
        Ok(Link { id: row.get(0)?, made_at: row.get(1)?, ends_at: row.get(2)?, used_at: row.get(3)? })
    };
    db.rows(find.bind(service).bind(ctx.now)).await?.iter().map(read).collect()
}

/// Takes a link back: from now on it opens nothing. The service it was for.
///
/// # Errors
/// [`Refused::NotFound`] when there is none, or one does not keep the card.
pub async fn end_link(db: &Db, ctx: &Ctx, link: Uuid) -> Result<Uuid, Refused> {
    let find = sql!("select service_id from capacity_link where id = $1 and ended_at is null");
    let service: Uuid = db.row(find.bind(link)).await?.ok_or(Refused::NotFound)?.get(0)?;
    scope::keeper(db, ctx, service).await?;
    let mut tx = db.begin(ctx).await?;
    let end = sql!("update capacity_link set ended_at = $2 where id = $1 and ended_at is null");
    tx.run(end.bind(link).bind(ctx.now)).await?;
    tx.audit(entry("card.link.ended", service)).await?;
    tx.commit().await?;
    Ok(service)
}

/// Where a link leads: its id and its service. Whoever made it may have left since; her organisation's card is still hers.
async fn opened(db: &Db, now: Instant, code: &str) -> Result<(Uuid, Uuid), Refused> {
    let find = sql!(
        "select l.id, l.service_id from capacity_link l join service s on s.id = l.service_id
         where l.code_hash = $1 and l.ended_at is null and l.ends_at > $2"
    );
    let row = db.row(find.bind(hash(code)).bind(now)).await?.ok_or(Refused::NotFound)?;
    Ok((row.get(0)?, row.get(1)?))
}

/// The figure that a link is for.
///
/// # Errors
/// [`Refused::NotFound`] when the link has run out, was taken back, or is none.
pub async fn by_link(db: &Db, ctx: &Ctx, code: &str) -> Result<Figure, Refused> {
    let (_, service) = opened(db, ctx.now, code).await?;
    let card = sheet::card(db, service).await?;
    Ok(Figure::of(&card.service).unwrap_or(Figure {
        service,
        name: Name::of(&card.service),
        unit: String::new(),
        available: None,
        told_at: None,
    }))
}

/// Tells by a link how many places are free.
///
/// # Errors
/// [`Refused::NotFound`] when the link has run out, was taken back, or is none.
pub async fn tell_by_link(db: &Db, ctx: &Ctx, code: &str, told: Told) -> Result<(), Refused> {
    let (link, service) = opened(db, ctx.now, code).await?;
    let ctx = Ctx { actor: Actor::Link(link), ..ctx.clone() };
    let mut tx = db.begin(&ctx).await?;
    let used = sql!("update capacity_link set used_at = $2 where id = $1 and ended_at is null");
    if tx.run(used.bind(link).bind(ctx.now)).await? == 0 {
        return Err(Refused::NotFound);
    }
    write(&mut tx, service, told).await?;
    tx.audit(entry("card.capacity", service)).await?;
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_tap_counts_from_what_was_told_last() {
        assert_eq!(Told::More.after(Some(3)), Some(4));
        assert_eq!(Told::Less.after(Some(0)), Some(0));
        assert_eq!(
            Told::More.after(None),
            Some(1),
            "unknown is not none, but one more than unknown is at least one"
        );
        assert_eq!((Told::Full.after(Some(7)), Told::Unknown.after(Some(7))), (Some(0), None));
        assert_eq!((Told::Same.after(Some(7)), Told::Same.after(None)), (Some(7), None));
        assert_eq!(
            (Told::parse("12"), Told::parse("-1"), Told::parse("10000")),
            (Some(Told::Exactly(12)), None, None)
        );
    }

    #[test]
    fn a_figure_of_a_source_with_a_comma_is_whole_places() {
        let places = |n: f64| Capacity { available: serde_json::Number::from_f64(n), ..Capacity::default() };
        assert_eq!(
            (free(&places(2.9)), free(&places(-3.0)), free(&places(1e300))),
            (Some(2), Some(0), Some(9_999))
        );
    }

    proptest! {
        #[test]
        fn no_word_breaks_a_figure(word in "\\PC{0,12}", before in proptest::option::of(0i64..=MOST)) {
            if let Some(told) = Told::parse(&word) {
                prop_assert!(told.after(before).is_none_or(|n| (0..=MOST).contains(&n)));
            }
        }
    }
}
