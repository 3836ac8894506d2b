//! What follows: promises made at the session; groups and experiments that came from its proposals.

use crate::{
    Refused,
    provenance::{self, Thing},
    report::minutes::{Grouped, Promised, Told, Tried},
};
use reticolo_store::{Db, sql};
use uuid::Uuid;

/// Promises made at the session, and those that came from something of it.
pub(super) async fn commitments(db: &Db, (lab, session): (Uuid, Uuid)) -> Result<Vec<Promised>, Refused> {
    let find = sql!(
        "select id, who, participant_id, what, lang, due, session_id from commitment
         where lab_id = $1 and (session_id is null or session_id = $2) order by due, id"
    );
    let mut all = Vec::new();
    for row in db.rows(find.bind(lab).bind(session)).await? {
        let id: Uuid = row.get(0)?;
        let here: Option<Uuid> = row.get(6)?;
        if here.is_none() && !of_session(db, &Thing::new("commitment", id), session).await? {
            continue;
        }
        let person: Option<Uuid> = row.get(2)?;
        let who = person.is_none().then(|| row.get(1)).transpose()?;
        let what = Told::of(db, ("commitment", id), row.get(3)?, &row.get::<String>(4)?).await?;
        all.push(Promised { id, who, what, due: row.get(5)? });
    }
    Ok(all)
}

/// Whether a thing came, near or far, from something of this session.
async fn of_session(db: &Db, thing: &Thing, session: Uuid) -> Result<bool, Refused> {
    let find = sql!(
        "select 1 from proposal where id = $1 and session_id = $2
         union all select 1 from theme where id = $1 and session_id = $2
         union all select 1 from contribution where id = $1 and session_id = $2"
    );
    for origin in provenance::ancestors(db, thing).await? {
        if db.row(find.bind(origin.id).bind(session)).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

pub(super) async fn groups(db: &Db, (lab, session): (Uuid, Uuid)) -> Result<Vec<Grouped>, Refused> {
    let find = sql!(
        "select id, title, task, lang, next_at from working_group where lab_id = $1 order by created_at, id"
    );
    let mut all = Vec::new();
    for row in db.rows(find.bind(lab)).await? {
        let (id, lang): (Uuid, String) = (row.get(0)?, row.get(3)?);
        if of_session(db, &Thing::new("group", id), session).await? {
            let title = Told::of(db, ("group.title", id), row.get(1)?, &lang).await?;
            let task = Told::of(db, ("group.task", id), row.get(2)?, &lang).await?;
            all.push(Grouped { id, title, task, next_at: row.get(4)? });
        }
    }
    Ok(all)
}

pub(super) async fn experiments(db: &Db, (lab, session): (Uuid, Uuid)) -> Result<Vec<Tried>, Refused> {
    let find = sql!(
        "select id, title, hypothesis, measure, place, starts_at, weeks, decision, lang from experiment
         where lab_id = $1 order by starts_at, id"
    );
    let mut all = Vec::new();
    for row in db.rows(find.bind(lab)).await? {
        let (id, lang): (Uuid, String) = (row.get(0)?, row.get(8)?);
        if !of_session(db, &Thing::new("experiment", id), session).await? {
            continue;
        }
        all.push(Tried {
            id,
            title: Told::of(db, ("experiment.title", id), row.get(1)?, &lang).await?,
            hypothesis: Told::of(db, ("experiment.hypothesis", id), row.get(2)?, &lang).await?,
            measure: Told::of(db, ("experiment.measure", id), row.get(3)?, &lang).await?,
            place: row.get(4)?,
            starts_at: row.get(5)?,
            weeks: row.get(6)?,
            decision: row.get(7)?,
        });
    }
    Ok(all)
}
