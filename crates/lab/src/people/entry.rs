//! Adding people, and what changes about them: the answer, coming and going, role, languages.

use super::{Participant, Private, Reply, Role, acts_for, code_hash, participant, private, written_tongues};
use crate::{
    Refused, chain,
    programme::{Bearer, bearer_of_lab, bearer_of_session},
};
use reticolo_accounts::policy::Action;
use reticolo_base::{Ctx, Lang, folding};
use reticolo_store::{Db, Tx, Vault, audit::Entry, sql};
use std::collections::BTreeSet;
use uuid::Uuid;

/// The longest name, in characters.
pub const NAME_CHARS: usize = 120;

/// The most people of a session.
pub const MOST: usize = 20_000;

/// The most languages of one person.
const MOST_TONGUES: usize = 20;

/// Somebody new in a Lab.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Newcomer {
    /// Her id, made by the caller.
    pub id: Uuid,
    /// Her code, drawn by the caller; only its hash is kept in clear.
    pub code: String,
    /// The name for her badge.
    pub name: String,
    /// The body for which she comes; may be empty.
    pub body: String,
    /// The code of its kind; empty when unknown.
    pub kind: String,
    /// ISTAT code of a province or municipality; empty when unknown.
    pub territory: String,
    /// What she speaks; `None` when unknown.
    pub speaks: Option<BTreeSet<String>>,
    /// What she reads; `None` when unknown.
    pub reads: Option<BTreeSet<String>>,
    /// In which language she is written to.
    pub lang: Lang,
    /// Whether she interprets.
    pub mediator: bool,
    /// Whether she needs a table without steps.
    pub step_free: bool,
    /// Her role at the session.
    pub role: Role,
    /// Her mail address; may be empty. It is sealed.
    pub mail: String,
    /// Her telephone; may be empty. It is sealed.
    pub phone: String,
    /// What else she needs to take part; may be empty. It is sealed.
    pub access: String,
}

impl Newcomer {
    /// Somebody of whom only the name is known.
    pub fn named(id: Uuid, code: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            id,
            code: code.into(),
            name: name.into(),
            body: String::new(),
            kind: String::new(),
            territory: String::new(),
            speaks: None,
            reads: None,
            lang: Lang::It,
            mediator: false,
            step_free: false,
            role: Role::Participant,
            mail: String::new(),
            phone: String::new(),
            access: String::new(),
        }
    }
}

/// Adds people to a session and its Lab. Whoever is there already is to be left out by the caller.
///
/// # Errors
/// [`Refused::Invalid`] for a name that is empty; [`Refused::TooMany`] for more than [`MOST`]; nobody is added then.
pub async fn add(
    db: &Db,
    vault: &Vault,
    ctx: &Ctx,
    session: Uuid,
    newcomers: &[Newcomer],
) -> Result<(), Refused> {
    let bearer = bearer_of_session(db, session).await?;
    bearer.may(ctx, Action::PrepareLab)?;
    let mut tx = db.begin(ctx).await?;
    insert_all(&mut tx, Some(vault), bearer, session, newcomers).await?;
    audit(&mut tx, bearer, "people.added", session, &newcomers.len().to_string()).await?;
    tell(&mut tx, "lab.people", session, None).await?;
    Ok(tx.commit().await?)
}

/// Expects people who are in the Lab already at a further session of it. Who is expected already stays as she is.
///
/// # Errors
/// [`Refused::NotFound`] for whoever may not prepare the Lab, or when one of them is not of it; nobody is expected then.
pub async fn expect(db: &Db, ctx: &Ctx, session: Uuid, known: &[(Uuid, Role)]) -> Result<(), Refused> {
    let bearer = bearer_of_session(db, session).await?;
    bearer.may(ctx, Action::PrepareLab)?;
    for (id, _) in known {
        if whole(db, *id).await?.lab != bearer.lab {
            return Err(Refused::NotFound);
        }
    }
    let mut tx = db.begin(ctx).await?;
    for (id, role) in known {
        attend(&mut tx, session, *id, *role).await?;
    }
    audit(&mut tx, bearer, "people.added", session, &known.len().to_string()).await?;
    tell(&mut tx, "lab.people", session, None).await?;
    Ok(tx.commit().await?)
}

/// Adds somebody who stands at the door: she is there at once.
///
/// # Errors
/// As [`add`].
pub async fn add_at_door(
    db: &Db,
    vault: &Vault,
    ctx: &Ctx,
    session: Uuid,
    newcomer: &Newcomer,
) -> Result<(), Refused> {
    let bearer = bearer_of_session(db, session).await?;
    bearer.may(ctx, Action::RunSession)?;
    let mut tx = db.begin(ctx).await?;
    come_in(&mut tx, vault, bearer, session, newcomer).await?;
    Ok(tx.commit().await?)
}

/// Adds somebody who is there.
pub(super) async fn come_in(
    tx: &mut Tx,
    vault: &Vault,
    bearer: Bearer,
    session: Uuid,
    newcomer: &Newcomer,
) -> Result<(), Refused> {
    insert_all(tx, Some(vault), bearer, session, std::slice::from_ref(newcomer)).await?;
    let now = tx.ctx().now;
    let come = sql!(
        "update attendance set answer = 'coming', arrived_at = $3 where session_id = $1 and participant_id = $2"
    );
    tx.run(come.bind(session).bind(newcomer.id).bind(now)).await?;
    audit(tx, bearer, "people.walked_in", session, "1").await?;
    tell(tx, "lab.arrived", session, Some(newcomer.id)).await
}

/// Without a vault – fixtures only – neither code nor contacts are kept, and no invitation can be printed.
pub(super) async fn insert_all(
    tx: &mut Tx,
    vault: Option<&Vault>,
    bearer: Bearer,
    session: Uuid,
    newcomers: &[Newcomer],
) -> Result<(), Refused> {
    let count = tx.row(sql!("select count(*) from attendance where session_id = $1").bind(session)).await?;
    let count = count.map_or(Ok(0), |row| row.get::<i64>(0))?;
    if usize::try_from(count).unwrap_or(MOST) + newcomers.len() > MOST {
        return Err(Refused::TooMany("lab-people-too-many"));
    }
    for newcomer in newcomers {
        insert(tx, bearer.lab, newcomer).await?;
        if let Some(vault) = vault {
            private::keep(tx, vault, bearer, newcomer.id, &Private::of(newcomer)).await?;
        }
        attend(tx, session, newcomer.id, newcomer.role).await?;
    }
    Ok(())
}

async fn insert(tx: &mut Tx, lab: Uuid, new: &Newcomer) -> Result<(), Refused> {
    let name = folding::one_line(&new.name, NAME_CHARS);
    if name.is_empty() {
        return Err(Refused::invalid("lab-people-problem-name"));
    }
    let now = tx.ctx().now;
    let insert = sql!(
        "insert into participant (id, lab_id, name, body, kind, territory, speaks, reads, lang, mediator, step_free,
            code_hash, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
    );
    let insert = insert.bind(new.id).bind(lab).bind(name).bind(folding::one_line(&new.body, NAME_CHARS));
    let insert = insert.bind(new.kind.as_str()).bind(new.territory.as_str());
    let insert = insert.bind(new.speaks.as_ref().map(written_tongues));
    let insert = insert.bind(new.reads.as_ref().map(written_tongues)).bind(new.lang.code());
    let insert = insert.bind(new.mediator).bind(new.step_free).bind(code_hash(&new.code));
    tx.run(insert.bind(now)).await?;
    Ok(())
}

/// Expects a participant of the Lab at a session; nothing changes when she is expected already. The caller audits.
pub(super) async fn attend(tx: &mut Tx, session: Uuid, participant: Uuid, role: Role) -> Result<(), Refused> {
    let expect = sql!(
        "insert into attendance (session_id, participant_id, role, answer) values ($1, $2, $3, 'invited')
         on conflict (session_id, participant_id) do nothing"
    );
    tx.run(expect.bind(session).bind(participant).bind(role.code())).await?;
    Ok(())
}

/// She is there, or there again. She says so herself, or the facilitator does. Twice is once.
///
/// # Errors
/// [`Refused::NotFound`] when she is not expected, or the actor may not say so.
pub async fn arrive(db: &Db, ctx: &Ctx, session: Uuid, id: Uuid) -> Result<(), Refused> {
    let bearer = may_speak_for(db, ctx, session, id).await?;
    let mut tx = db.begin(ctx).await?;
    let come = sql!(
        "update attendance set arrived_at = coalesce(arrived_at, $3), left_at = null, answer = 'coming'
         where session_id = $1 and participant_id = $2 and (arrived_at is null or left_at is not null)"
    );
    if tx.run(come.bind(session).bind(id).bind(ctx.now)).await? == 0 {
        return Ok(());
    }
    audit(&mut tx, bearer, "people.arrived", session, "").await?;
    tell(&mut tx, "lab.arrived", session, Some(id)).await?;
    Ok(tx.commit().await?)
}

/// She went away. Twice is once.
///
/// # Errors
/// [`Refused::NotFound`] when she is not expected, or the actor may not say so.
pub async fn leave(db: &Db, ctx: &Ctx, session: Uuid, id: Uuid) -> Result<(), Refused> {
    let bearer = may_speak_for(db, ctx, session, id).await?;
    let mut tx = db.begin(ctx).await?;
    let go = sql!(
        "update attendance set left_at = $3
         where session_id = $1 and participant_id = $2 and arrived_at is not null and left_at is null"
    );
    if tx.run(go.bind(session).bind(id).bind(ctx.now)).await? == 0 {
        return Ok(());
    }
    audit(&mut tx, bearer, "people.left", session, "").await?;
    tell(&mut tx, "lab.left", session, Some(id)).await?;
    Ok(tx.commit().await?)
}

/// She answers that she comes or does not come; the facilitator may say it for her. She may change her mind.
///
/// # Errors
/// [`Refused::NotFound`] when she is not expected, or the actor may not say so.
pub async fn reply(db: &Db, ctx: &Ctx, session: Uuid, id: Uuid, reply: Reply) -> Result<(), Refused> {
    let bearer = may_speak_for(db, ctx, session, id).await?;
    let mut tx = db.begin(ctx).await?;
    let answer = sql!(
        "update attendance set answer = $3, answered_at = $4 where session_id = $1 and participant_id = $2"
    );
    tx.run(answer.bind(session).bind(id).bind(reply.code()).bind(ctx.now)).await?;
    audit(&mut tx, bearer, "people.replied", session, reply.code()).await?;
    tell(&mut tx, "lab.people", session, Some(id)).await?;
    Ok(tx.commit().await?)
}

/// Gives somebody another role at a session.
///
/// # Errors
/// [`Refused::NotFound`] when she is not expected, or the actor may not prepare the Lab.
pub async fn set_role(db: &Db, ctx: &Ctx, session: Uuid, id: Uuid, role: Role) -> Result<(), Refused> {
    let bearer = bearer_of_session(db, session).await?;
    bearer.may(ctx, Action::PrepareLab)?;
    super::one(db, session, id).await?;
    let mut tx = db.begin(ctx).await?;
    let set = sql!("update attendance set role = $3 where session_id = $1 and participant_id = $2");
    tx.run(set.bind(session).bind(id).bind(role.code())).await?;
    audit(&mut tx, bearer, "people.role", session, role.code()).await?;
    tell(&mut tx, "lab.people", session, Some(id)).await?;
    Ok(tx.commit().await?)
}

/// Keeps which languages somebody speaks and reads; `None` when she did not say. She says so herself, or the facilitator.
///
/// # Errors
/// [`Refused::NotFound`] when the actor may not say so; [`Refused::Invalid`] for more languages than anybody speaks.
pub async fn set_tongues(
    db: &Db,
    ctx: &Ctx,
    id: Uuid,
    speaks: Option<&BTreeSet<String>>,
    reads: Option<&BTreeSet<String>>,
) -> Result<(), Refused> {
    let person = acts_for(db, ctx, id).await?;
    let bearer = bearer_of_lab(db, person.lab).await?;
    if [speaks, reads].into_iter().flatten().any(|tongues| tongues.len() > MOST_TONGUES) {
        return Err(Refused::invalid("lab-people-problem-languages"));
    }
    let sessions = super::sessions_of(db, id).await?;
    let mut tx = db.begin(ctx).await?;
    let set = sql!("update participant set speaks = $2, reads = $3 where id = $1");
    tx.run(set.bind(id).bind(speaks.map(written_tongues)).bind(reads.map(written_tongues))).await?;
    super::seat::audit(&mut tx, bearer, "people.tongues").await?;
    for session in sessions {
        tell(&mut tx, "lab.people", session, Some(id)).await?;
    }
    Ok(tx.commit().await?)
}

/// Changes what stands on somebody's badge: name, body, kind, territory, the language in which she is written to, whether
/// she interprets and whether she needs a table without steps.
///
/// # Errors
/// [`Refused::Invalid`] without a name; [`Refused::NotFound`] when the actor may not prepare the Lab.
pub async fn set_about(db: &Db, ctx: &Ctx, after: &Participant) -> Result<(), Refused> {
    let before = whole(db, after.id).await?;
    let bearer = bearer_of_lab(db, before.lab).await?;
    bearer.may(ctx, Action::PrepareLab)?;
    let name = folding::one_line(&after.name, NAME_CHARS);
    if name.is_empty() {
        return Err(Refused::invalid("lab-people-problem-name"));
    }
    let sessions = super::sessions_of(db, after.id).await?;
    let mut tx = db.begin(ctx).await?;
    let set = sql!(
        "update participant set name = $2, body = $3, kind = $4, territory = $5, lang = $6, mediator = $7, step_free = $8
         where id = $1"
    );
    let set = set.bind(after.id).bind(name).bind(folding::one_line(&after.body, NAME_CHARS));
    let set = set.bind(after.kind.as_str()).bind(after.territory.as_str()).bind(after.lang.code());
    tx.run(set.bind(after.mediator).bind(after.step_free)).await?;
    super::seat::audit(&mut tx, bearer, "people.changed").await?;
    for session in sessions {
        tell(&mut tx, "lab.people", session, Some(after.id)).await?;
    }
    Ok(tx.commit().await?)
}

/// Remembers that invitations were sent or printed.
///
/// # Errors
/// [`Refused::NotFound`] when the actor may not prepare the Lab.
pub async fn mark_invited(db: &Db, ctx: &Ctx, session: Uuid, ids: &[Uuid]) -> Result<(), Refused> {
    let bearer = bearer_of_session(db, session).await?;
    bearer.may(ctx, Action::PrepareLab)?;
    let mut tx = db.begin(ctx).await?;
    let mark = sql!("update attendance set invited_at = $3 where session_id = $1 and participant_id = $2");
    for id in ids {
        tx.run(mark.bind(session).bind(*id).bind(ctx.now)).await?;
    }
    audit(&mut tx, bearer, "people.invited", session, &ids.len().to_string()).await?;
    Ok(tx.commit().await?)
}

/// Whether the actor may say that this person comes, is there or went; the bearer of the session then.
async fn may_speak_for(db: &Db, ctx: &Ctx, session: Uuid, id: Uuid) -> Result<Bearer, Refused> {
    let bearer = bearer_of_session(db, session).await?;
    acts_for(db, ctx, id).await?;
    super::one(db, session, id).await?;
    Ok(bearer)
}

pub(super) async fn audit(
    tx: &mut Tx,
    bearer: Bearer,
    action: &str,
    session: Uuid,
    detail: &str,
) -> Result<(), Refused> {
    let chain = chain(bearer.organization);
    Ok(tx.audit(Entry { chain: &chain, action, entity: "lab_session", id: Some(session), detail }).await?)
}

/// Tells live pages that the people of a session changed; ids only.
pub(super) async fn tell(tx: &mut Tx, kind: &str, session: Uuid, id: Option<Uuid>) -> Result<(), Refused> {
    let body = serde_json::json!({ "session": session, "participant": id });
    tx.emit(kind, &body.to_string()).await?;
    Ok(())
}

/// The participant herself, for those who may act for her.
pub(super) async fn whole(db: &Db, id: Uuid) -> Result<Participant, Refused> {
    participant(db, id)
        .await
        .and_then(|person| person.erased_at.map_or(Ok(person), |_| Err(Refused::NotFound)))
}
