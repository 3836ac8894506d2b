//! How drafts are kept: every version stays, with the hash of its content.

use super::{Document, KIND, prefill};
use crate::{
    Refused,
    after::{Act, seal},
    programme::{Bearer, bearer_of_lab},
    provenance::{self, Thing},
};
use reticolo_accounts::policy::Action;
use reticolo_base::{Ctx, Instant};
use reticolo_store::{Db, Row, sql};
use uuid::Uuid;

/// A draft as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The draft, the same through all versions.
    pub id: Uuid,
    /// The Lab.
    pub lab: Uuid,
    /// The proposal.
    pub proposal: Uuid,
    /// The number of the version, from 1.
    pub number: i64,
    /// The hash of its content: the name of the version.
    pub version: String,
    /// The document.
    pub document: Document,
    /// When this version was written.
    pub at: Instant,
}

/// A version in the list of all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its number.
    pub number: i64,
    /// Its hash.
    pub hash: String,
    /// When it was written.
    pub at: Instant,
}

/// Makes the draft of a proposal, prefilled. A proposal has one draft; asked again, it is that one.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such proposal, or the actor does not follow its Lab up.
pub async fn begin(db: &Db, ctx: &Ctx, proposal: Uuid, id: Uuid) -> Result<Uuid, Refused> {
    let (lab, document) = prefill::of_proposal(db, proposal).await?;
    let bearer = bearer_of_lab(db, lab).await?;
    bearer.may(ctx, Action::FollowUp)?;
    let known = sql!("select id from procedure_draft where proposal_id = $1 order by number limit 1");
    if let Some(row) = db.row(known.bind(proposal)).await? {
        return Ok(row.get(0)?);
    }
    let mut tx = db.begin(ctx).await?;
    write(&mut tx, (id, 1), (lab, proposal), &document).await?;
    let origin = Thing::new("proposal", proposal);
    provenance::record(&mut tx, &Thing::new(KIND, id), &origin, "drafted").await?;
    seal(tx, bearer, Act { name: "lab.procedure.drafted", entity: KIND, id, detail: "" }).await?;
    Ok(id)
}

async fn write(
    tx: &mut reticolo_store::Tx,
    (id, number): (Uuid, i64),
    (lab, proposal): (Uuid, Uuid),
    document: &Document,
) -> Result<(), Refused> {
    let now = tx.ctx().now;
    let body = serde_json::to_string(document).unwrap_or_default();
    let insert = sql!(
        "insert into procedure_draft (id, number, lab_id, proposal_id, hash, body, at) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (id, number) do nothing"
    );
    let insert = insert.bind(id).bind(number).bind(lab).bind(proposal).bind(document.hash()).bind(body);
    match tx.run(insert.bind(now)).await? {
        0 => Err(Refused::Conflict("lab-after-stale")),
        _ => Ok(()),
    }
}

/// A draft in its newest version, or in the one that is named; for those who take part or follow up.
///
/// # Errors
/// [`Refused::NotFound`] when there is none, or one may not see it.
pub async fn one(db: &Db, ctx: &Ctx, id: Uuid, number: Option<i64>) -> Result<Draft, Refused> {
    Ok(found(db, ctx, id, number).await?.0)
}

async fn found(db: &Db, ctx: &Ctx, id: Uuid, number: Option<i64>) -> Result<(Draft, Bearer), Refused> {
    let find = sql!(
        "select id, lab_id, proposal_id, number, hash, body, at from procedure_draft
         where id = $1 and ($2 = 0 or number = $2) order by number desc limit 1"
    );
    let row = db.row(find.bind(id).bind(number.unwrap_or(0))).await?.ok_or(Refused::NotFound)?;
    let (bearer, near) = crate::after::near(db, ctx, row.get(1)?).await?;
    if near == crate::after::Near::Public {
        return Err(Refused::NotFound);
    }
    Ok((read(&row)?, bearer))
}

fn read(row: &Row) -> Result<Draft, Refused> {
    Ok(Draft {
        id: row.get(0)?,
        lab: row.get(1)?,
        proposal: row.get(2)?,
        number: row.get(3)?,
        version: row.get(4)?,
        document: serde_json::from_str(&row.get::<String>(5)?).unwrap_or_default(),
        at: row.get(6)?,
    })
}

/// The versions of a draft, newest first.
///
/// # Errors
/// [`Refused::NotFound`] when one may not see it.
pub async fn versions(db: &Db, ctx: &Ctx, id: Uuid) -> Result<Vec<Version>, Refused> {
    one(db, ctx, id, None).await?;
    let find = sql!("select number, hash, at from procedure_draft where id = $1 order by number desc");
    let rows = db.rows(find.bind(id)).await?;
    let read = |row: &Row| Ok(Version { number: row.get(0)?, hash: row.get(1)?, at: row.get(2)? });
    rows.iter().map(read).collect()
}

/// The drafts of a Lab in their newest versions, for those who take part or follow up.
///
/// # Errors
/// [`Refused::NotFound`] for anybody else.
pub async fn of_lab(db: &Db, ctx: &Ctx, lab: Uuid) -> Result<Vec<Draft>, Refused> {
    let (_, near) = crate::after::near(db, ctx, lab).await?;
    if near == crate::after::Near::Public {
        return Err(Refused::NotFound);
    }
    let find = sql!(
        "select id, lab_id, proposal_id, number, hash, body, at from procedure_draft d where lab_id = $1
            and number = (select max(number) from procedure_draft e where e.id = d.id) order by at desc, id"
    );
    db.rows(find.bind(lab)).await?.iter().map(read).collect()
}

/// Writes a new version over the one that was read. Its provenance cannot be changed; the same content is no new version.
///
/// # Errors
/// [`Refused::Conflict`] when somebody else was quicker; [`Refused::NotFound`] for who does not follow the Lab up.
pub async fn revise(db: &Db, ctx: &Ctx, id: Uuid, read: &str, document: Document) -> Result<Draft, Refused> {
    let (newest, bearer) = found(db, ctx, id, None).await?;
    bearer.may(ctx, Action::FollowUp)?;
    if newest.version != read {
        return Err(Refused::Conflict("lab-after-stale"));
    }
    let document = Document { provenance: newest.document.provenance.clone(), ..document };
    if document.hash() == newest.version {
        return Ok(newest);
    }
    let number = newest.number + 1;
    let mut tx = db.begin(ctx).await?;
    write(&mut tx, (id, number), (newest.lab, newest.proposal), &document).await?;
    let detail = document.hash();
    seal(tx, bearer, Act { name: "lab.procedure.revised", entity: KIND, id, detail: &detail }).await?;
    Ok(Draft { number, version: detail, document, at: ctx.now, ..newest })
}
