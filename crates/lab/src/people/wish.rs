//! A participant may ask, for the facilitator's eyes only, not to sit with somebody.

use super::{acts_for, seat::audit};
use crate::{Refused, programme::bearer_of_lab};
use reticolo_accounts::policy::Action;
use reticolo_base::{Ctx, Instant, folding};
use reticolo_store::{Db, Vault, sql, vault::Class};
use uuid::Uuid;

/// The longest wish, in characters.
pub const WISH_CHARS: usize = 400;

/// What somebody asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// Its id.
    pub id: Uuid,
    /// Who asked.
    pub participant: Uuid,
    /// In her words.
    pub words: String,
    /// When.
    pub asked_at: Instant,
}

/// Asks the facilitator not to be seated with somebody, in one's own words.
///
/// # Errors
/// [`Refused::Invalid`] without words; [`Refused::NotFound`] when the actor may not speak for her; [`Refused::TooMany`] for
/// more than ten open wishes.
pub async fn wish(
    db: &Db,
    vault: &Vault,
    ctx: &Ctx,
    (id, participant): (Uuid, Uuid),
    words: &str,
) -> Result<(), Refused> {
    let person = acts_for(db, ctx, participant).await?;
    let words = folding::lines(words, WISH_CHARS);
    if words.is_empty() {
        return Err(Refused::invalid("lab-people-problem-wish"));
    }
    let bearer = bearer_of_lab(db, person.lab).await?;
    let mut tx = db.begin(ctx).await?;
    let open = sql!("select count(*) from apart_wish where participant_id = $1 and settled_at is null");
    let open = tx.row(open.bind(participant)).await?.map_or(Ok(0), |row| row.get::<i64>(0))?;
    if open >= 10 {
        return Err(Refused::TooMany("lab-people-problem-wishes"));
    }
    let sealed = vault
        .seal_record(&mut tx, bearer.organization, (participant, Class::Access, id), words.as_bytes())
        .await?;
    let insert = sql!(
        "insert into apart_wish (id, lab_id, participant_id, sealed, asked_at) values ($1, $2, $3, $4, $5)"
    );
    tx.run(insert.bind(id).bind(person.lab).bind(participant).bind(sealed).bind(ctx.now)).await?;
    audit(&mut tx, bearer, "people.wish").await?;
    Ok(tx.commit().await?)
}

/// What participants of a Lab asked and nobody has settled, oldest first.
///
/// # Errors
/// [`Refused::NotFound`] for whoever may not prepare the Lab.
pub async fn wishes(db: &Db, vault: &Vault, ctx: &Ctx, lab: Uuid) -> Result<Vec<Wish>, Refused> {
    bearer_of_lab(db, lab).await?.may(ctx, Action::PrepareLab)?;
    let find = sql!(
        "select id, participant_id, sealed, asked_at from apart_wish
         where lab_id = $1 and settled_at is null order by asked_at, id"
    );
    let mut wishes = Vec::new();
    for row in db.rows(find.bind(lab)).await? {
        let (id, participant): (Uuid, Uuid) = (row.get(0)?, row.get(1)?);
        let sealed: Vec<u8> = row.get(2)?;
        let plain = vault.open_record(db, (participant, Class::Access, id), &sealed).await?;
        let Some(words) = plain.and_then(|plain| String::from_utf8(plain).ok()) else { continue };
        wishes.push(Wish { id, participant, words, asked_at: row.get(3)? });
    }
    Ok(wishes)
}

/// A wish was seen to.
///
/// # Errors
/// [`Refused::NotFound`] for whoever may not prepare the Lab.
pub async fn settle(db: &Db, ctx: &Ctx, lab: Uuid, id: Uuid) -> Result<(), Refused> {
    let bearer = bearer_of_lab(db, lab).await?;
    bearer.may(ctx, Action::PrepareLab)?;
    let mut tx = db.begin(ctx).await?;
    let settle = sql!("delete from apart_wish where id = $1 and lab_id = $2");
    tx.run(settle.bind(id).bind(lab)).await?;
    audit(&mut tx, bearer, "people.wish_settled").await?;
    Ok(tx.commit().await?)
}
