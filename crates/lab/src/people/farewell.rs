//! What she may take with her, what is forgotten when she leaves, and what is forgotten after the minutes are approved.

use super::{Participant, acts_for, companions, entry, entry::whole, private, seat::audit, sessions_of};
use crate::{
    Refused,
    programme::{bearer_of_lab, bearer_of_session},
};
use reticolo_accounts::policy::Action;
use reticolo_base::{Actor, Ctx, Instant};
use reticolo_store::{Db, Row, Tx, Vault, sql};
use serde_json::{Value, json};
use uuid::Uuid;

/// Everything that the Lab keeps about the actor, for her to take with her.
///
/// # Errors
/// [`Refused::NotFound`] for whoever is no participant.
pub async fn mine(db: &Db, vault: &Vault, ctx: &Ctx) -> Result<Value, Refused> {
    let id = ctx.actor.participant().ok_or(Refused::NotFound)?;
    let person = acts_for(db, ctx, id).await?;
    let private = private(db, vault, ctx, id).await?;
    let with: Vec<String> = companions(db, id).await?.into_iter().map(|other| other.name).collect();
    Ok(json!({
        "name": person.name, "body": person.body, "kind": person.kind, "territory": person.territory,
        "speaks": person.speaks, "reads": person.reads, "language": person.lang.code(),
        "mediator": person.mediator, "step_free": person.step_free,
        "mail": private.mail, "phone": private.phone, "access": private.access,
        "added_at": person.created_at.to_string(),
        "sessions": attended(db, id).await?,
        "contributions": written(db, id).await?,
        "votes": voted(db, id).await?,
        "shares_device_with": with,
    }))
}

async fn attended(db: &Db, id: Uuid) -> Result<Vec<Value>, Refused> {
    let find = sql!(
        "select session_id, role, answer, invited_at, arrived_at, left_at from attendance
         where participant_id = $1 order by session_id"
    );
    let read = |row: &Row| -> reticolo_store::Result<Value> {
        let at = |column| {
            Ok::<_, reticolo_store::Failure>(row.get::<Option<Instant>>(column)?.map(|at| at.to_string()))
        };
        Ok(json!({
            "session": row.get::<Uuid>(0)?, "role": row.get::<String>(1)?, "answer": row.get::<String>(2)?,
            "invited_at": at(3)?, "arrived_at": at(4)?, "left_at": at(5)?,
        }))
    };
    Ok(db.rows(find.bind(id)).await?.iter().map(read).collect::<reticolo_store::Result<_>>()?)
}

async fn written(db: &Db, id: Uuid) -> Result<Vec<Value>, Refused> {
    let find = sql!(
        "select words, lang, kind, written_at from contribution where author = $1 order by written_at, id"
    );
    let read = |row: &Row| -> reticolo_store::Result<Value> {
        Ok(json!({
            "words": row.get::<String>(0)?, "language": row.get::<String>(1)?, "kind": row.get::<Option<String>>(2)?,
            "at": row.get::<Instant>(3)?.to_string(),
        }))
    };
    Ok(db.rows(find.bind(id)).await?.iter().map(read).collect::<reticolo_store::Result<_>>()?)
}

async fn voted(db: &Db, id: Uuid) -> Result<Vec<Value>, Refused> {
    let find = sql!(
        "select s.words, v.vote, v.at from vote v join statement s on s.id = v.statement_id
         where v.voter = $1 order by v.at, s.id"
    );
    let read = |row: &Row| -> reticolo_store::Result<Value> {
        Ok(json!({
            "statement": row.get::<String>(0)?, "vote": row.get::<i64>(1)?, "at": row.get::<Instant>(2)?.to_string(),
        }))
    };
    Ok(db.rows(find.bind(id)).await?.iter().map(read).collect::<reticolo_store::Result<_>>()?)
}

/// She leaves the Lab, or those who prepare it take her off: name, contacts, needs, languages and code are erased and their
/// keys destroyed. What she contributed stays, and is nobody's.
///
/// # Errors
/// [`Refused::NotFound`] for anybody else.
pub async fn leave_lab(db: &Db, vault: &Vault, ctx: &Ctx, id: Uuid) -> Result<(), Refused> {
    let person = whole(db, id).await?;
    let bearer = bearer_of_lab(db, person.lab).await?;
    match ctx.actor {
        Actor::Participant { id: actor, .. } if actor == id => {}
        Actor::Participant { .. } => return Err(Refused::NotFound),
        _ => bearer.may(ctx, Action::PrepareLab)?,
    }
    let sessions = sessions_of(db, id).await?;
    let mut tx = db.begin(ctx).await?;
    erase(&mut tx, vault, &person).await?;
    audit(&mut tx, bearer, "people.erased").await?;
    for session in sessions {
        entry::tell(&mut tx, "lab.people", session, Some(id)).await?;
    }
    Ok(tx.commit().await?)
}

async fn erase(tx: &mut Tx, vault: &Vault, person: &Participant) -> Result<(), Refused> {
    forget(tx, person.id).await?;
    vault.shred(tx, person.id).await?;
    Ok(())
}

/// Erases the rows of a person: of one who leaves, or whose keys were destroyed after this database was copied. Who is in no
/// Lab changes nothing.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn forget(tx: &mut Tx, id: Uuid) -> reticolo_store::Result<()> {
    let now = tx.ctx().now;
    forget_ties(tx, id).await?;
    let erase = sql!(
        "update participant set name = '', body = '', kind = '', territory = '', speaks = null, reads = null,
            mediator = $2, step_free = $2, sealed = null, access = null, code_hash = $3, erased_at = $4
         where id = $1"
    );
    // No code has this hash: codes have sixteen signs.
    let nobodys = super::code_hash(&format!("erased{}", id.simple()));
    tx.run(erase.bind(id).bind(false).bind(nobodys).bind(now)).await.map(drop)
}

/// With whom she must not sit, with whom she shares a device, what she asked.
async fn forget_ties(tx: &mut Tx, id: Uuid) -> reticolo_store::Result<()> {
    tx.run(sql!("delete from apart where a = $1 or b = $1").bind(id)).await?;
    tx.run(sql!("delete from companion where participant_id = $1 or companion_id = $1").bind(id)).await?;
    tx.run(sql!("delete from apart_wish where participant_id = $1").bind(id)).await?;
    Ok(())
}

/// After a session's minutes are approved, names, contacts and needs of those who were at it are erased, and how many that
/// were. Who is expected at a session whose minutes are not approved yet, or is a member of a working group that goes on,
/// stays. Codes stay, so that everybody can read what became of what she said; kind, territory and languages stay for
/// figures.
///
/// # Errors
/// [`Refused::NotFound`] for whoever may not approve minutes; [`Refused::Conflict`] while they are not approved.
pub async fn erase_after_approval(
    db: &Db,
    vault: &Vault,
    ctx: &Ctx,
    session: Uuid,
) -> Result<usize, Refused> {
    let bearer = bearer_of_session(db, session).await?;
    bearer.may(ctx, Action::ApproveMinutes)?;
    let approved = sql!("select 1 from minutes where session_id = $1 and approved_at is not null");
    if db.row(approved.bind(session)).await?.is_none() {
        return Err(Refused::Conflict("lab-people-problem-minutes"));
    }
    let find = sql!(
        "select a.participant_id from attendance a join participant p on p.id = a.participant_id
         where a.session_id = $1 and p.erased_at is null and p.retired_at is null
           and not exists (select 1 from attendance b left join minutes m on m.session_id = b.session_id
                           where b.participant_id = a.participant_id and m.approved_at is null)
           and not exists (select 1 from group_member g join working_group w on w.id = g.group_id
                           where g.participant_id = a.participant_id and w.state <> 'closed')"
    );
    let mut tx = db.begin(ctx).await?;
    let rows = tx.rows(find.bind(session)).await?;
    let retire = sql!(
        "update participant set name = '', body = '', step_free = $2, sealed = null, access = null, retired_at = $3
         where id = $1"
    );
    for row in &rows {
        let id: Uuid = row.get(0)?;
        forget_ties(&mut tx, id).await?;
        tx.run(retire.bind(id).bind(false).bind(ctx.now)).await?;
        vault.shred(&mut tx, id).await?;
    }
    tx.run(sql!("delete from open_door where session_id = $1").bind(session)).await?;
    tx.run(sql!("delete from people_draft where session_id = $1").bind(session)).await?;
    entry::audit(&mut tx, bearer, "people.retired", session, &rows.len().to_string()).await?;
    tx.commit().await?;
    Ok(rows.len())
}
