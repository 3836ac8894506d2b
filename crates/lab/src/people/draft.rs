//! A list that waits to be looked through. It lies sealed, for it holds contacts, and is forgotten after a week.

use super::{
    Newcomer, contacts,
    entry::{attend, audit, insert_all, tell},
    list::{Known, Sheet, Weighed},
    of_lab,
};
use crate::{
    Refused,
    programme::{Bearer, bearer_of_session},
};
use reticolo_accounts::policy::Action;
use reticolo_base::{Ctx, Instant, folding};
use reticolo_store::{Db, Tx, Vault, sql, vault::Class};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// How long a list waits, in days.
const DAYS: i64 = 7;

/// A list that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The list as it is now.
    pub sheet: Sheet,
    /// Which version this is.
    pub version: i64,
}

/// What became of a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Taken {
    /// How many are new.
    pub added: usize,
    /// How many were in the Lab and are now expected at this session too.
    pub expected: usize,
    /// How many rows wait for a correction.
    pub held: usize,
}

/// Everybody of a session's Lab with her mail address, to find those who are there already.
///
/// # Errors
/// [`Refused::NotFound`] for whoever may not prepare the Lab.
pub async fn known(db: &Db, vault: &Vault, ctx: &Ctx, session: Uuid) -> Result<Vec<Known>, Refused> {
    let lab = bearer_of_session(db, session).await?.lab;
    let mut contacts = contacts(db, vault, ctx, lab).await?;
    let with_mail = |participant: super::Participant| {
        let mail = contacts.remove(&participant.id).unwrap_or_default().mail;
        Known { participant, mail }
    };
    Ok(of_lab(db, lab).await?.into_iter().map(with_mail).collect())
}

/// Keeps a list to be looked through. Lists older than a week are forgotten then.
///
/// # Errors
/// [`Refused::NotFound`] for whoever may not prepare the Lab.
pub async fn start(
    db: &Db,
    vault: &Vault,
    ctx: &Ctx,
    session: Uuid,
    (id, sheet): (Uuid, &Sheet),
) -> Result<(), Refused> {
    let bearer = prepares(db, ctx, session).await?;
    let mut tx = db.begin(ctx).await?;
    let old = sql!("delete from people_draft where made_at < $1");
    tx.run(old.bind(ctx.now.plus_days(-DAYS))).await?;
    let sealed = seal(&mut tx, vault, bearer, id, sheet).await?;
    let insert = sql!(
        "insert into people_draft (id, session_id, sealed, version, made_at) values ($1, $2, $3, 1, $4)"
    );
    tx.run(insert.bind(id).bind(session).bind(sealed).bind(ctx.now)).await?;
    audit(&mut tx, bearer, "people.list_read", session, &sheet.rows.len().to_string()).await?;
    Ok(tx.commit().await?)
}

/// The list as it is now.
///
/// # Errors
/// [`Refused::NotFound`] when there is none, or for whoever may not prepare the Lab.
pub async fn load(db: &Db, vault: &Vault, ctx: &Ctx, session: Uuid, id: Uuid) -> Result<Draft, Refused> {
    prepares(db, ctx, session).await?;
    let find = sql!("select sealed, version, made_at from people_draft where id = $1 and session_id = $2");
    let row = db.row(find.bind(id).bind(session)).await?.ok_or(Refused::NotFound)?;
    if row.get::<Instant>(2)? < ctx.now.plus_days(-DAYS) {
        return Err(Refused::NotFound);
    }
    let plain =
        vault.open(db, id, Class::Contact, &row.get::<Vec<u8>>(0)?).await?.ok_or(Refused::NotFound)?;
    let sheet = serde_json::from_slice(&plain).map_err(|_| Refused::NotFound)?;
    Ok(Draft { sheet, version: row.get(1)? })
}

/// Keeps a corrected list.
///
/// # Errors
/// [`Refused::Conflict`] when somebody else corrected it meanwhile.
pub async fn keep(
    db: &Db,
    vault: &Vault,
    ctx: &Ctx,
    session: Uuid,
    (id, draft): (Uuid, &Draft),
) -> Result<(), Refused> {
    let bearer = prepares(db, ctx, session).await?;
    let mut tx = db.begin(ctx).await?;
    replace(&mut tx, vault, bearer, (id, draft)).await?;
    audit(&mut tx, bearer, "people.list_corrected", session, "").await?;
    Ok(tx.commit().await?)
}

/// Throws a list away.
///
/// # Errors
/// [`Refused::NotFound`] for whoever may not prepare the Lab.
pub async fn discard(db: &Db, ctx: &Ctx, session: Uuid, id: Uuid) -> Result<(), Refused> {
    let bearer = prepares(db, ctx, session).await?;
    let mut tx = db.begin(ctx).await?;
    forget(&mut tx, session, id).await?;
    audit(&mut tx, bearer, "people.list_discarded", session, "").await?;
    Ok(tx.commit().await?)
}

/// Adds everybody on the list about whom nothing stands in the way, each with a code from `draw`; whoever is in the Lab
/// already is expected at this session too. What is held stays on the list; an empty list is forgotten. Doing it twice adds
/// nobody twice.
///
/// # Errors
/// [`Refused::Conflict`] when the list changed meanwhile; nobody is added then.
pub async fn take(
    db: &Db,
    vault: &Vault,
    ctx: &Ctx,
    session: Uuid,
    (id, draft, weighed): (Uuid, &Draft, &[Weighed]),
    mut draw: impl FnMut() -> (Uuid, String),
) -> Result<Taken, Refused> {
    let bearer = prepares(db, ctx, session).await?;
    let before: HashSet<Uuid> =
        super::everyone(db, session).await?.into_iter().map(|one| one.participant.id).collect();
    let mut new: Vec<(Newcomer, &Weighed)> = Vec::new();
    let mut old: Vec<(Uuid, &Weighed)> = Vec::new();
    let mut held = HashSet::new();
    for one in weighed {
        match one.already {
            Some(known) => old.push((known, one)),
            None if one.is_held() => drop(held.insert(one.place)),
            None => new.push((newcomer(one, draw()), one)),
        }
    }
    let mut tx = db.begin(ctx).await?;
    let newcomers: Vec<Newcomer> = new.iter().map(|(newcomer, _)| newcomer.clone()).collect();
    insert_all(&mut tx, Some(vault), bearer, session, &newcomers).await?;
    for (known, one) in &old {
        attend(&mut tx, session, *known, one.role).await?;
    }
    let people = new.iter().map(|(newcomer, one)| (newcomer.id, *one)).chain(old.iter().copied());
    keep_apart(&mut tx, bearer, &people.collect::<Vec<_>>()).await?;
    let rows = draft.sheet.rows.iter().enumerate().filter(|(place, _)| held.contains(place));
    let rows = rows.map(|(_, row)| row.clone()).collect();
    let rest = Draft { sheet: Sheet { rows, ..draft.sheet.clone() }, version: draft.version };
    replace(&mut tx, vault, bearer, (id, &rest)).await?;
    if held.is_empty() {
        forget(&mut tx, session, id).await?;
    }
    let taken = Taken {
        added: new.len(),
        expected: old.iter().filter(|(known, _)| !before.contains(known)).count(),
        held: held.len(),
    };
    audit(&mut tx, bearer, "people.added", session, &(taken.added + taken.expected).to_string()).await?;
    tell(&mut tx, "lab.people", session, None).await?;
    tx.commit().await?;
    Ok(taken)
}

fn newcomer(one: &Weighed, (id, code): (Uuid, String)) -> Newcomer {
    Newcomer {
        body: one.body.clone(),
        kind: one.kind.clone(),
        territory: one.territory.clone(),
        speaks: one.speaks.clone(),
        reads: one.reads.clone(),
        lang: one.lang,
        mediator: one.mediator,
        step_free: one.step_free,
        role: one.role,
        mail: one.mail.clone(),
        phone: one.phone.clone(),
        access: one.access.clone(),
        ..Newcomer::named(id, code, one.name.clone())
    }
}

/// The pairs that the list names, as far as both are in the Lab.
async fn keep_apart(tx: &mut Tx, bearer: Bearer, people: &[(Uuid, &Weighed)]) -> Result<(), Refused> {
    if people.iter().all(|(_, one)| one.apart.is_empty()) {
        return Ok(());
    }
    let find = sql!("select name, id from participant where lab_id = $1 and erased_at is null");
    let rows = tx.rows(find.bind(bearer.lab)).await?;
    let named = |row: &reticolo_store::Row| Ok((folding::fold(&row.get::<String>(0)?), row.get::<Uuid>(1)?));
    let names: HashMap<String, Uuid> =
        rows.iter().map(named).collect::<Result<_, reticolo_store::Failure>>()?;
    let keep = sql!("insert into apart (lab_id, a, b) values ($1, $2, $3) on conflict (a, b) do nothing");
    for (one, person) in people {
        let others = person.apart.iter().filter_map(|name| names.get(&folding::fold(name)));
        for other in others.filter(|other| *other != one) {
            tx.run(keep.bind(bearer.lab).bind((*one).min(*other)).bind((*one).max(*other))).await?;
        }
    }
    Ok(())
}

async fn prepares(db: &Db, ctx: &Ctx, session: Uuid) -> Result<Bearer, Refused> {
    let bearer = bearer_of_session(db, session).await?;
    bearer.may(ctx, Action::PrepareLab)?;
    Ok(bearer)
}

async fn seal(
    tx: &mut Tx,
    vault: &Vault,
    bearer: Bearer,
    id: Uuid,
    sheet: &Sheet,
) -> Result<Vec<u8>, Refused> {
    let plain = serde_json::to_vec(sheet).unwrap_or_default();
    Ok(vault.seal(tx, bearer.organization, id, Class::Contact, &plain).await?)
}

async fn replace(
    tx: &mut Tx,
    vault: &Vault,
    bearer: Bearer,
    (id, draft): (Uuid, &Draft),
) -> Result<(), Refused> {
    let sealed = seal(tx, vault, bearer, id, &draft.sheet).await?;
    let update =
        sql!("update people_draft set sealed = $3, version = version + 1 where id = $1 and version = $2");
    match tx.run(update.bind(id).bind(draft.version).bind(sealed)).await? {
        0 => Err(Refused::Conflict("lab-people-list-changed")),
        _ => Ok(()),
    }
}

async fn forget(tx: &mut Tx, session: Uuid, id: Uuid) -> Result<(), Refused> {
    let delete = sql!("delete from people_draft where id = $1 and session_id = $2");
    tx.run(delete.bind(id).bind(session)).await?;
    Ok(())
}
