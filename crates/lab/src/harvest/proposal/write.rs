//! Working a proposal out together: nobody overwrites another's words unseen.

use super::{Draft, Field, Proposal, State, draft::merge, read::proposal};
use crate::{
    Refused,
    programme::{bearer_of_lab, bearer_of_session},
    provenance::{self, Thing},
};
use reticolo_accounts::policy::Action;
use reticolo_base::{Actor, Ctx};
use reticolo_store::{Db, Tx, audit::Entry, sql};
use uuid::Uuid;

/// The most proposals of one session.
pub const MOST: i64 = 200;

/// What came of saving.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// It is kept as this version. The fields that somebody else changed meanwhile stay as she left them.
    Kept {
        /// The version.
        version: i64,
        /// What the other one changed.
        theirs: Vec<Field>,
    },
    /// Somebody else changed the same fields meanwhile: nothing was saved. What is typed now stands beside hers.
    Clash {
        /// The proposal as it is now.
        now: Box<Proposal>,
        /// What was typed, with what only the other one changed.
        typed: Box<Draft>,
        /// The fields that both changed.
        fields: Vec<Field>,
    },
}

/// Makes a proposal, from themes if any are named.
///
/// # Errors
/// [`Refused::NotFound`] when the session or a theme of it is not there, [`Refused::TooMany`] beyond [`MOST`].
pub async fn create(
    db: &Db,
    ctx: &Ctx,
    session: Uuid,
    themes: &[Uuid],
    (id, draft): (Uuid, &Draft),
) -> Result<(), Refused> {
    let bearer = bearer_of_session(db, session).await?;
    bearer.may(ctx, Action::TakePart)?;
    let mut tx = db.begin(ctx).await?;
    let count = sql!("select cast(count(*) as bigint) from proposal where session_id = $1");
    let made: i64 = tx.row(count.bind(session)).await?.map_or(Ok(0), |row| row.get(0))?;
    if made >= MOST {
        return Err(Refused::TooMany("lab-harvest-problem-many-proposals"));
    }
    let insert = sql!(
        "insert into proposal (id, lab_id, session_id, lang, title, problem, parties, change, beneficiaries, hours, euros,
            first_step, state, version, created_at, changed_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'draft', 1, $13, $13)"
    );
    let insert = insert.bind(id).bind(bearer.lab).bind(session).bind(ctx.lang.code()).bind(&draft.title);
    let insert =
        insert.bind(&draft.problem).bind(&draft.parties).bind(&draft.change).bind(&draft.beneficiaries);
    let insert = insert.bind(draft.hours).bind(draft.euros).bind(&draft.first_step).bind(ctx.now);
    tx.run(insert).await?;
    keep_version(&mut tx, id, 1, draft).await?;
    let find = sql!("select 1 from theme where id = $1 and session_id = $2");
    for theme in themes {
        tx.row(find.bind(*theme).bind(session)).await?.ok_or(Refused::NotFound)?;
        provenance::record(&mut tx, &Thing::new("proposal", id), &Thing::new("theme", *theme), "worked_out")
            .await?;
    }
    finish(tx, &crate::chain(bearer.organization), (id, session), "proposal.made").await
}

/// Saves what was made of version `base`.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such proposal or version, [`Refused::Conflict`] once it was chosen or withdrawn.
pub async fn save(db: &Db, ctx: &Ctx, id: Uuid, base: i64, mine: &Draft) -> Result<Saved, Refused> {
    let now = proposal(db, ctx, id).await?;
    let bearer = bearer_of_lab(db, now.lab).await?;
    let mut tx = db.begin(ctx).await?;
    // The update takes the row's lock, so that the version read next is the one that is followed.
    let lock = sql!("update proposal set changed_at = changed_at where id = $1 returning version, state");
    let row = tx.row(lock.bind(id)).await?.ok_or(Refused::NotFound)?;
    let (version, state): (i64, String) = (row.get(0)?, row.get(1)?);
    if matches!(State::parse(&state), Some(State::Chosen | State::Withdrawn)) {
        return Err(Refused::Conflict("lab-harvest-conflict-settled"));
    }
    let (old, theirs) = (kept(&mut tx, id, base).await?, kept(&mut tx, id, version).await?);
    let merged = merge(&old, &theirs, mine);
    if !merged.clashes.is_empty() {
        let now = Proposal { draft: theirs, version, ..now };
        return Ok(Saved::Clash {
            now: Box::new(now),
            typed: Box::new(merged.draft),
            fields: merged.clashes,
        });
    }
    if merged.draft == theirs {
        return Ok(Saved::Kept { version, theirs: merged.theirs });
    }
    put(&mut tx, id, version + 1, &merged.draft).await?;
    keep_version(&mut tx, id, version + 1, &merged.draft).await?;
    finish(tx, &crate::chain(bearer.organization), (id, now.session), "proposal.changed").await?;
    Ok(Saved::Kept { version: version + 1, theirs: merged.theirs })
}

/// Takes a proposal back; its history stays.
///
/// # Errors
/// [`Refused::NotFound`] for whoever does not run the Lab's sessions, [`Refused::Conflict`] once it was chosen.
pub async fn withdraw(db: &Db, ctx: &Ctx, id: Uuid) -> Result<(), Refused> {
    let now = proposal(db, ctx, id).await?;
    let bearer = bearer_of_lab(db, now.lab).await?;
    bearer.may(ctx, Action::RunSession)?;
    let mut tx = db.begin(ctx).await?;
    let put = sql!(
        "update proposal set state = 'withdrawn', changed_at = $2 where id = $1 and state <> 'chosen'
         and not exists (select 1 from choice_option o join choice c on c.id = o.choice_id
            where o.proposal_id = proposal.id and c.state = 'open')"
    );
    if tx.run(put.bind(id).bind(ctx.now)).await? == 0 {
        return Err(Refused::Conflict("lab-harvest-conflict-settled"));
    }
    finish(tx, &crate::chain(bearer.organization), (id, now.session), "proposal.withdrawn").await
}

async fn put(tx: &mut Tx, id: Uuid, version: i64, draft: &Draft) -> Result<(), Refused> {
    let put = sql!(
        "update proposal set title = $2, problem = $3, parties = $4, change = $5, beneficiaries = $6, hours = $7,
            euros = $8, first_step = $9, version = $10, changed_at = $11 where id = $1"
    );
    let now = tx.ctx().now;
    let put = put.bind(id).bind(&draft.title).bind(&draft.problem).bind(&draft.parties).bind(&draft.change);
    let put = put.bind(&draft.beneficiaries).bind(draft.hours).bind(draft.euros).bind(&draft.first_step);
    tx.run(put.bind(version).bind(now)).await?;
    Ok(())
}

async fn keep_version(tx: &mut Tx, id: Uuid, number: i64, draft: &Draft) -> Result<(), Refused> {
    let insert = sql!(
        "insert into proposal_version (proposal_id, number, at, editor, body) values ($1, $2, $3, $4, $5)"
    );
    let (now, editor) = (tx.ctx().now, editor(tx.ctx().actor));
    let body = serde_json::json!(draft).to_string();
    tx.run(insert.bind(id).bind(number).bind(now).bind(editor).bind(body)).await?;
    Ok(())
}

async fn kept(tx: &mut Tx, id: Uuid, number: i64) -> Result<Draft, Refused> {
    let find = sql!("select body from proposal_version where proposal_id = $1 and number = $2");
    let row = tx.row(find.bind(id).bind(number)).await?.ok_or(Refused::NotFound)?;
    Ok(serde_json::from_str(&row.get::<String>(0)?).unwrap_or_default())
}

/// A participant or a member; nobody for the command line.
pub(super) fn editor(actor: Actor) -> Option<Uuid> {
    actor.participant().or(actor.member())
}

async fn finish(
    mut tx: Tx,
    chain: &str,
    (id, session): (Uuid, Uuid),
    action: &'static str,
) -> Result<(), Refused> {
    tx.audit(Entry { chain, action, entity: "proposal", id: Some(id), detail: "" }).await?;
    tx.emit("lab.proposal", &serde_json::json!({ "proposal": id, "session": session }).to_string()).await?;
    Ok(tx.commit().await?)
}
