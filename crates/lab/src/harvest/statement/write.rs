//! Making statements, and taking them out.

use super::{MOST, PICTURES, State, open::changed, open::finish};
use crate::{
    Refused,
    harvest::typed,
    programme::{bearer_of_lab, bearer_of_session},
    provenance::{self, Thing},
};
use reticolo_accounts::policy::Action;
use reticolo_base::{Ctx, Lang};
use reticolo_store::{Db, Tx, sql};
use uuid::Uuid;

/// Writes a statement. The same words are not written twice.
///
/// # Errors
/// [`Refused::Invalid`] when the words are none or too many, [`Refused::Conflict`] when they are there already,
/// [`Refused::TooMany`] beyond [`MOST`].
pub async fn write(
    db: &Db,
    ctx: &Ctx,
    session: Uuid,
    id: Uuid,
    (words, picture): (&str, &str),
) -> Result<(), Refused> {
    let bearer = bearer_of_session(db, session).await?;
    bearer.may(ctx, Action::RunSession)?;
    let words = typed::line(words, typed::SHORT)?;
    let mut tx = db.begin(ctx).await?;
    changed(&mut tx, bearer.lab).await?;
    room_for(&mut tx, bearer.lab, 1).await?;
    let twice = sql!("select 1 from statement where lab_id = $1 and words = $2");
    if tx.row(twice.bind(bearer.lab).bind(&words)).await?.is_some() {
        return Err(Refused::Conflict("lab-harvest-conflict-same-statement"));
    }
    insert(&mut tx, (bearer.lab, session), id, (&words, ctx.lang, known(picture))).await?;
    finish(tx, bearer, ("statement.made", "")).await
}

/// Makes a statement of each contribution that has none yet, in its own words; how many.
///
/// # Errors
/// [`Refused::Invalid`] when none is named, [`Refused::TooMany`] beyond [`MOST`].
pub async fn from_contributions(
    db: &Db,
    ctx: &Ctx,
    session: Uuid,
    contributions: &[(Uuid, Uuid)],
) -> Result<usize, Refused> {
    let bearer = bearer_of_session(db, session).await?;
    bearer.may(ctx, Action::RunSession)?;
    if contributions.is_empty() {
        return Err(Refused::invalid("lab-harvest-problem-nothing-selected"));
    }
    let mut tx = db.begin(ctx).await?;
    changed(&mut tx, bearer.lab).await?;
    room_for(&mut tx, bearer.lab, contributions.len() as i64).await?;
    let find = sql!(
        "select c.words, c.lang from contribution c where c.id = $1 and c.session_id = $2 and not c.hidden
         and not exists (select 1 from statement s where s.lab_id = $3 and s.words = c.words)"
    );
    let mut made = 0;
    for (contribution, id) in contributions {
        let row = tx.row(find.bind(*contribution).bind(session).bind(bearer.lab)).await?;
        let Some(row) = row else { continue };
        let (words, lang): (String, String) = (row.get(0)?, row.get(1)?);
        let words = typed::line(&words, typed::SHORT)?;
        let lang = Lang::from_tag(&lang).unwrap_or(Lang::It);
        insert(&mut tx, (bearer.lab, session), *id, (&words, lang, known(""))).await?;
        let (statement, origin) = (Thing::new("statement", *id), Thing::new("contribution", *contribution));
        provenance::record(&mut tx, &statement, &origin, "stated").await?;
        made += 1;
    }
    finish(tx, bearer, ("statement.made", "contributions")).await?;
    Ok(made)
}

/// Takes a statement out, or in again. Its votes are kept, and count nothing while it is out.
///
/// # Errors
/// [`Refused::NotFound`] when the Lab has none such, or for whoever does not run its sessions.
pub async fn moderate(db: &Db, ctx: &Ctx, lab: Uuid, id: Uuid, state: State) -> Result<(), Refused> {
    let bearer = bearer_of_lab(db, lab).await?;
    bearer.may(ctx, Action::RunSession)?;
    let mut tx = db.begin(ctx).await?;
    changed(&mut tx, lab).await?;
    let put = sql!("update statement set state = $3 where id = $1 and lab_id = $2");
    if tx.run(put.bind(id).bind(lab).bind(state.code())).await? == 0 {
        return Err(Refused::NotFound);
    }
    finish(tx, bearer, ("statement.moderated", state.code())).await
}

async fn room_for(tx: &mut Tx, lab: Uuid, more: i64) -> Result<(), Refused> {
    let count = sql!("select cast(count(*) as bigint) from statement where lab_id = $1");
    let made: i64 = tx.row(count.bind(lab)).await?.map_or(Ok(0), |row| row.get(0))?;
    if made + more > MOST { Err(Refused::TooMany("lab-harvest-problem-many-statements")) } else { Ok(()) }
}

async fn insert(
    tx: &mut Tx,
    (lab, session): (Uuid, Uuid),
    id: Uuid,
    (words, lang, picture): (&str, Lang, &str),
) -> Result<(), Refused> {
    let insert = sql!(
        "insert into statement (id, lab_id, session_id, words, lang, picture, state, author, created_at)
         values ($1, $2, $3, $4, $5, $6, 'open', $7, $8)"
    );
    let (now, author) = (tx.ctx().now, tx.ctx().actor.participant());
    let insert = insert.bind(id).bind(lab).bind(session).bind(words).bind(lang.code()).bind(picture);
    tx.run(insert.bind(author).bind(now)).await?;
    Ok(())
}

/// A picture that there is; the first one instead of any other.
fn known(picture: &str) -> &'static str {
    let [first, ..] = PICTURES;
    PICTURES.into_iter().find(|known| *known == picture).unwrap_or(first)
}
