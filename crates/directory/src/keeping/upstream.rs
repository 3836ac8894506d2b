//! A card that is kept here and told by a source too: what was kept wins, and what the source says newly is offered.
//!
//! When a keeper publishes a piece, what the source said of it is remembered (`kept_piece.upstream`). At the next import
//!
//! - a source that says the same as then changes nothing: the keeper's words stay;
//! - a source that says something new about a *field* changes nothing either; its words are offered to the keeper, who takes
//!   them into a draft or stays with hers. The import's report counts the card as kept;
//! - a figure of *free places* gives way to a newer one, and the review of *access rules* to a newer review;
//! - a *translation* made here stays.

use super::{Piece, Refused, Sheet, scope, sheet};
use crate::{
    book::{self, Place},
    hsds::{Service, ServiceAtLocation},
};
use reticolo_base::Ctx;
use reticolo_store::{Db, Result, Tx, audit, sql};
use std::collections::HashMap;
use uuid::Uuid;

/// Remembers what the source said of a piece that is now kept; forgets it when both say the same again.
pub(super) async fn keep(
    tx: &mut Tx,
    service: Uuid,
    piece: &Piece,
    said: &str,
    now_says: &str,
) -> Result<()> {
    let at = tx.ctx().now;
    let insert = sql!(
        "insert into kept_piece (service_id, piece, upstream, kept_at) values ($1, $2, $3, $4)
         on conflict (service_id, piece) do nothing"
    );
    tx.run(insert.bind(service).bind(piece.code()).bind(said).bind(at)).await?;
    let agree = sql!(
        "delete from kept_piece where service_id = $1 and piece = $2 and upstream = $3 and offered is null"
    );
    tx.run(agree.bind(service).bind(piece.code()).bind(now_says)).await.map(drop)
}

/// What an import writes in place of what its source says.
#[derive(Default)]
pub(crate) struct Kept {
    /// Services, by id.
    pub services: HashMap<String, Service>,
    /// Services at places, by id.
    pub places: HashMap<String, ServiceAtLocation>,
}

/// A kept piece: what the source said then.
type Row = (Piece, String);

/// Puts what is kept over what an import brings, and notes what its source says newly.
pub(crate) async fn over(tx: &mut Tx, services: &[Service], places: &[ServiceAtLocation]) -> Result<Kept> {
    let mut rows: HashMap<Uuid, Vec<Row>> = HashMap::new();
    for row in
        tx.rows(sql!("select service_id, piece, upstream from kept_piece order by service_id, piece")).await?
    {
        let piece = Piece::parse(&row.get::<String>(1)?);
        rows.entry(row.get(0)?)
            .or_default()
            .extend(piece.map(|piece| row.get(2).map(|said| (piece, said))).transpose()?);
    }
    let mut kept = Kept::default();
    if rows.is_empty() {
        return Ok(kept);
    }
    for service in services {
        let Some((id, rows)) = service.id.parse().ok().and_then(|id: Uuid| Some((id, rows.get(&id)?))) else {
            continue;
        };
        let Some((stored, stored_places)) = book::locked(tx, id).await? else { continue };
        let ours = Sheet { service: stored, places: stored_places };
        let theirs = arriving(service, places, &ours);
        let mut merged = theirs.clone();
        for row in rows {
            settle(tx, id, row, (&ours, &theirs), &mut merged).await?;
        }
        kept.places.extend(merged.places.into_iter().map(|place| (place.at.id.clone(), place.at)));
        kept.services.insert(service.id.clone(), merged.service);
    }
    Ok(kept)
}

/// The sheet as the source tells it.
fn arriving(service: &Service, places: &[ServiceAtLocation], ours: &Sheet) -> Sheet {
    let location = |id: &str| {
        ours.places.iter().find(|place| place.at.id == id).and_then(|place| place.location.clone())
    };
    let of_it = places.iter().filter(|at| at.service_id.as_deref() == Some(service.id.as_str()));
    let places = of_it.map(|at| Place { at: at.clone(), location: location(&at.id) }).collect();
    Sheet { service: service.clone(), places }
}

async fn settle(
    tx: &mut Tx,
    service: Uuid,
    (piece, upstream): &Row,
    (ours, theirs): (&Sheet, &Sheet),
    merged: &mut Sheet,
) -> Result<()> {
    let (our_text, their_text) = (piece.text(ours), piece.text(theirs));
    if our_text == their_text {
        let agree = sql!("delete from kept_piece where service_id = $1 and piece = $2");
        return tx.run(agree.bind(service).bind(piece.code())).await.map(drop);
    }
    if their_text != *upstream {
        match piece {
            Piece::Access => return forget(tx, service, piece).await,
            Piece::Capacity if newest(theirs) >= newest(ours) => return forget(tx, service, piece).await,
            Piece::Field(_) => offer(tx, service, piece, &their_text).await?,
            Piece::Capacity | Piece::Translation { .. } => {}
        }
    }
    piece.copy(ours, merged);
    Ok(())
}

async fn forget(tx: &mut Tx, service: Uuid, piece: &Piece) -> Result<()> {
    let forget = sql!("delete from kept_piece where service_id = $1 and piece = $2");
    tx.run(forget.bind(service).bind(piece.code())).await.map(drop)
}

async fn offer(tx: &mut Tx, service: Uuid, piece: &Piece, text: &str) -> Result<()> {
    let at = tx.ctx().now;
    let offer = sql!(
        "update kept_piece set offered = $3, offered_at = $4
         where service_id = $1 and piece = $2 and (offered is null or offered <> $3)"
    );
    tx.run(offer.bind(service).bind(piece.code()).bind(text).bind(at)).await.map(drop)
}

/// When the youngest figure of free places was told; compared as text, since all are RFC 3339 in UTC or days.
fn newest(sheet: &Sheet) -> Option<reticolo_base::Instant> {
    sheet.service.capacities.iter().filter_map(|places| places.updated.as_deref()?.parse().ok()).max()
}

/// What a source says that the keeper has not decided about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The piece.
    pub piece: Piece,
    /// What the source says now.
    pub text: String,
    /// What stands on the card.
    pub ours: String,
}

/// What sources say newly about a card.
///
/// # Errors
/// [`Refused::NotFound`] when one does not keep it.
pub async fn offers(db: &Db, ctx: &Ctx, service: Uuid) -> std::result::Result<Vec<Offer>, Refused> {
    scope::keeper(db, ctx, service).await?;
    let sheet = Sheet::of(&sheet::card(db, service).await?);
    let find = sql!(
        "select piece, offered from kept_piece where service_id = $1 and offered is not null order by piece"
    );
    let mut offers = Vec::new();
    for row in db.rows(find.bind(service)).await? {
        let Some(piece) = Piece::parse(&row.get::<String>(0)?) else { continue };
        let ours = piece.text(&sheet);
        offers.push(Offer { piece, text: row.get(1)?, ours });
    }
    Ok(offers)
}

/// Decides about what a source says newly. Whichever is decided, the same words are not offered again; the words of the
/// source come back, to be put into a draft by whoever takes them.
///
/// # Errors
/// [`Refused::NotFound`] when nothing is offered, or one does not keep the card.
pub async fn decide(
    db: &Db,
    ctx: &Ctx,
    service: Uuid,
    piece: &Piece,
) -> std::result::Result<String, Refused> {
    scope::keeper(db, ctx, service).await?;
    let mut tx = db.begin(ctx).await?;
    let find =
        sql!("select offered from kept_piece where service_id = $1 and piece = $2 and offered is not null");
    let row = tx.row(find.bind(service).bind(piece.code())).await?.ok_or(Refused::NotFound)?;
    let offered: String = row.get(0)?;
    let settle = sql!(
        "update kept_piece set upstream = offered, offered = null, offered_at = null where service_id = $1 and piece = $2"
    );
    tx.run(settle.bind(service).bind(piece.code())).await?;
    let entry = audit::Entry {
        chain: audit::NETWORK,
        action: "card.offer",
        entity: "service",
        id: Some(service),
        detail: "",
    };
    tx.audit(entry).await?;
    tx.commit().await?;
    Ok(offered)
}
