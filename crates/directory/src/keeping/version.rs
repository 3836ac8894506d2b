//! What was published of a card: in which role of which organisation, when, what changed; and putting it back.

use super::{Piece, Refused, Sheet, scope, scope::Hand, sheet, topic::Topic, upstream};
use crate::{
    book::{self, Entity, Place, Verified},
    hsds::{Service, ServiceAtLocation},
};
use reticolo_base::{Ctx, Instant};
use reticolo_store::{Db, Row, Tx, audit, sql};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// One piece that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The piece, by its word.
    pub piece: String,
    /// What it said before.
    pub old: String,
    /// What it says since.
    pub new: String,
}

/// How a version came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// A draft was published.
    Edit,
    /// A translation was written or checked.
    Translation,
    /// The rules of access were confirmed, or doubted.
    Access,
    /// An earlier version was put back.
    Undo,
}

impl Cause {
    /// The stored word, also the last part of its text's key.
    pub fn code(self) -> &'static str {
        match self {
            Self::Edit => "edit",
            Self::Translation => "translation",
            Self::Access => "access",
            Self::Undo => "undo",
        }
    }

    fn parse(code: &str) -> Self {
        [Self::Translation, Self::Access, Self::Undo]
            .into_iter()
            .find(|c| c.code() == code)
            .unwrap_or(Self::Edit)
    }
}

/// A version in the history of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its id.
    pub id: Uuid,
    /// The service.
    pub service: Uuid,
    /// Its number, from 1.
    pub number: i64,
    /// How it came about.
    pub cause: Cause,
    /// When.
    pub at: Instant,
    /// In which role.
    pub role: String,
    /// Of which organisation, by name.
    pub organization: Option<String>,
    /// What changed.
    pub changes: Vec<Change>,
    /// Whether it was put back since.
    pub undone: bool,
}

/// What stood there before, with ids and all.
#[derive(Serialize, Deserialize)]
struct Before {
    service: Service,
    places: Vec<ServiceAtLocation>,
}

/// What a version is made of.
pub(super) struct New<'a> {
    pub id: Uuid,
    pub service: Uuid,
    pub cause: Cause,
    pub hand: Hand,
    pub signature: &'a str,
    pub before: &'a Sheet,
    pub after: &'a Sheet,
    pub pieces: &'a [Piece],
    /// Whether what changed counts as confirmed.
    pub confirms: bool,
}

/// Writes the sheet as it is now, with its version, its confirmations and what is kept of it. The caller audits and commits.
pub(super) async fn write(tx: &mut Tx, new: New<'_>) -> Result<(), Refused> {
    let now = tx.ctx().now;
    let mut changes = Vec::new();
    for piece in new.pieces {
        let (old, said) = (piece.text(new.before), piece.text(new.after));
        upstream::keep(tx, new.service, piece, &old, &said).await?;
        changes.push(Change { piece: piece.code(), old, new: said });
        if let Some(topic) = Topic::of(piece).filter(|_| new.confirms) {
            let (entity, id, field) = (Entity::Service, new.service, topic.code().to_owned());
            book::confirm(tx, &Verified { entity, id, field, by: new.signature.to_owned(), at: now }).await?;
        }
    }
    let places = new.before.places.iter().map(|place| place.at.clone()).collect();
    let before = Before { service: new.before.service.clone(), places };
    let next = sql!("select coalesce(max(number), 0) + 1 from card_version where service_id = $1");
    let number: i64 = tx.row(next.bind(new.service)).await?.map_or(Ok(1), |row| row.get(0))?;
    let insert = sql!(
        "insert into card_version (id, service_id, number, kind, at, role, organization_id, changes, before)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    );
    let insert = insert.bind(new.id).bind(new.service).bind(number).bind(new.cause.code()).bind(now);
    let insert = insert.bind(new.hand.role).bind(new.hand.organization).bind(json(&changes));
    tx.run(insert.bind(json(&before))).await?;
    let changed = new.after.places.iter().filter(|place| !new.before.places.contains(place));
    book::rewrite(tx, &new.after.service, changed.map(|place| &place.at)).await?;
    Ok(book::touched(tx).await?)
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// The entry of the audit of an act on a card.
pub(super) fn entry(action: &'static str, service: Uuid) -> audit::Entry<'static> {
    audit::Entry { chain: audit::NETWORK, action, entity: "service", id: Some(service), detail: "" }
}

/// The history of a card, the newest first, at most `most`.
///
/// # Errors
/// [`Refused::NotFound`] when one does not keep it.
pub async fn history(db: &Db, ctx: &Ctx, service: Uuid, most: u32) -> Result<Vec<Version>, Refused> {
    scope::keeper(db, ctx, service).await?;
    let find = sql!(
        "select v.id, v.service_id, v.number, v.kind, v.at, v.role, o.name, v.changes, v.undone_by from card_version v
         left join account_organization o on o.id = v.organization_id
         where v.service_id = $1 order by v.number desc limit $2"
    );
    db.rows(find.bind(service).bind(most)).await?.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Version, Refused> {
    Ok(Version {
        id: row.get(0)?,
        service: row.get(1)?,
        number: row.get(2)?,
        cause: Cause::parse(&row.get::<String>(3)?),
        at: row.get(4)?,
        role: row.get(5)?,
        organization: row.get(6)?,
        changes: serde_json::from_str(&row.get::<String>(7)?).unwrap_or_default(),
        undone: row.get::<Option<Uuid>>(8)?.is_some(),
    })
}

/// Puts back what stood there before a version, as a new version with the id `new`; the service it is of.
///
/// # Errors
/// [`Refused::NotFound`] when there is none or one does not keep the card; [`Refused::Conflict`] when one may not publish,
/// when it was put back already, or when what it changed was changed again since.
pub async fn undo(db: &Db, ctx: &Ctx, version: Uuid, new: Uuid) -> Result<Uuid, Refused> {
    let find = sql!("select service_id, changes, before, undone_by from card_version where id = $1");
    let row = db.row(find.bind(version)).await?.ok_or(Refused::NotFound)?;
    let service: Uuid = row.get(0)?;
    let keeper = scope::reviewer(db, ctx, service).await?;
    let signature = scope::signature(db, keeper.hand).await?;
    if row.get::<Option<Uuid>>(3)?.is_some() {
        return Err(Refused::Conflict("keeping-problem-undone"));
    }
    let changes: Vec<Change> = serde_json::from_str(&row.get::<String>(1)?).map_err(|_| Refused::NotFound)?;
    let before: Before = serde_json::from_str(&row.get::<String>(2)?).map_err(|_| Refused::NotFound)?;
    let places = before.places.into_iter().map(|at| Place { at, location: None }).collect();
    let before = Sheet { service: before.service, places };
    let mut tx = db.begin(ctx).await?;
    let now = sheet::locked(&mut tx, service).await?;
    let (mut put_back, mut pieces) = (now.clone(), Vec::new());
    for change in &changes {
        let Some(piece) = Piece::parse(&change.piece) else { continue };
        if piece.text(&now) != change.new {
            return Err(Refused::Conflict("keeping-problem-changed-since"));
        }
        piece.copy(&before, &mut put_back);
        pieces.push(piece);
    }
    let (cause, hand) = (Cause::Undo, keeper.hand);
    let made = New {
        id: new,
        service,
        cause,
        hand,
        signature: &signature,
        before: &now,
        after: &put_back,
        pieces: &pieces,
        confirms: false,
    };
    write(&mut tx, made).await?;
    let mark = sql!("update card_version set undone_by = $2 where id = $1 and undone_by is null");
    if tx.run(mark.bind(version).bind(new)).await? == 0 {
        return Err(Refused::Conflict("keeping-problem-undone"));
    }
    tx.audit(entry("card.undone", service)).await?;
    tx.commit().await?;
    Ok(service)
}

/// The service that a version is of.
///
/// # Errors
/// [`Refused::NotFound`] when there is none, or one does not keep its card.
pub async fn service_of(db: &Db, ctx: &Ctx, version: Uuid) -> Result<Uuid, Refused> {
    let find = sql!("select service_id from card_version where id = $1");
    let service = db.row(find.bind(version)).await?.ok_or(Refused::NotFound)?.get(0)?;
    scope::keeper(db, ctx, service).await?;
    Ok(service)
}
