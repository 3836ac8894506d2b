//! "This is wrong": the keepers' inbox. A message is taken up into a draft, or answered.

use super::{Field, Refused, draft, overview::Name, scope, version::entry};
use crate::book::{self, Correction, CorrectionState};
use reticolo_base::{Ctx, Lang};
use reticolo_store::{Db, Row, sql};
use uuid::Uuid;

/// A message with the name of the card it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The message.
    pub correction: Correction,
    /// The name of the card.
    pub name: Name,
    /// Into which draft it was taken.
    pub draft: Option<Uuid>,
}

/// The messages about the actor's cards that nobody has answered, oldest first, at most `most`.
///
/// # Errors
/// [`Refused::NotFound`] when one keeps no cards.
pub async fn inbox(db: &Db, ctx: &Ctx, most: u32) -> Result<Vec<Told>, Refused> {
    let (all, organization) = scope(db, ctx).await?.bound();
    let find = sql!(
        "select c.id, c.service_id, c.lang, c.field, c.message, c.at, c.state, c.answer, c.answered_at, c.answer_lang, c.draft_id, s.body
         from correction c join service s on s.id = c.service_id
         where c.answered_at is null and ($1 or s.organization_id = $2) order by c.at, c.id limit $3"
    );
    let rows = db.rows(find.bind(all).bind(organization).bind(most)).await?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Told, Refused> {
    let name = Name::stored(&row.get::<String>(11)?);
    Ok(Told { correction: book::read_correction(row)?, name, draft: row.get(10)? })
}

/// A message about a card that the actor keeps.
///
/// # Errors
/// [`Refused::NotFound`] when there is none, or one does not keep the card.
pub async fn find(db: &Db, ctx: &Ctx, id: Uuid) -> Result<Told, Refused> {
    let find = sql!(
        "select c.id, c.service_id, c.lang, c.field, c.message, c.at, c.state, c.answer, c.answered_at, c.answer_lang, c.draft_id, s.body
         from correction c join service s on s.id = c.service_id where c.id = $1"
    );
    let told = read(&db.row(find.bind(id)).await?.ok_or(Refused::NotFound)?)?;
    scope::keeper(db, ctx, told.correction.service).await?;
    Ok(told)
}

/// The messages that were taken up into a draft.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such draft, or one does not keep its card.
pub async fn of_draft(db: &Db, ctx: &Ctx, draft: Uuid) -> Result<Vec<Correction>, Refused> {
    draft::find(db, ctx, draft).await?;
    let find = sql!(
        "select id, service_id, lang, field, message, at, state, answer, answered_at, answer_lang
         from correction where draft_id = $1 order by at, id"
    );
    Ok(db.rows(find.bind(draft)).await?.iter().map(book::read_correction).collect::<Result<_, _>>()?)
}

/// Takes a message up into the card's open draft, or a new one with the id `new`; the draft's id. Its author is answered when
/// the draft is published. Who says that a service is no more finds it not active in the draft.
///
/// # Errors
/// [`Refused::Conflict`] when it was answered already.
pub async fn take_up(db: &Db, ctx: &Ctx, id: Uuid, new: Uuid) -> Result<Uuid, Refused> {
    let told = find(db, ctx, id).await?;
    let typed: &[(Field, String)] =
        if told.correction.field == "closed" { &[(Field::Status, "inactive".to_owned())] } else { &[] };
    let draft = draft::open_empty(db, ctx, told.correction.service, new, typed).await?;
    let mut tx = db.begin(ctx).await?;
    let take = sql!("update correction set draft_id = $2 where id = $1 and answered_at is null");
    if tx.run(take.bind(id).bind(draft)).await? == 0 {
        return Err(Refused::Conflict("keeping-problem-answered"));
    }
    tx.audit(entry("correction.taken", told.correction.service)).await?;
    tx.commit().await?;
    Ok(draft)
}

/// Answers a message in the language that is given. `mended` when the card is right by now; otherwise the answer is the reason.
///
/// # Errors
/// [`Refused::Invalid`] without words, [`Refused::Conflict`] when it was answered already.
pub async fn answer(
    db: &Db,
    ctx: &Ctx,
    id: Uuid,
    mended: bool,
    (lang, words): (Lang, &str),
) -> Result<(), Refused> {
    find(db, ctx, id).await?;
    let state = if mended { CorrectionState::Mended } else { CorrectionState::Declined };
    let mut tx = db.begin(ctx).await?;
    book::answer_in(&mut tx, id, state, words, Some(lang)).await?;
    Ok(tx.commit().await?)
}
