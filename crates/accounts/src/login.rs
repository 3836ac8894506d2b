//! A sign-in that holds: a secret in a cookie here, its hash there.

use crate::Refused;
use reticolo_base::{Actor, Ctx, Instant, Roles};
use reticolo_store::{Db, Result, Row, Tx, audit::Entry, sql};
use uuid::Uuid;

/// How long a member's sign-in holds, in seconds: a working day.
pub const MEMBER_SECONDS: i64 = 10 * 3600;

/// How long a participant's holds, in seconds: a meeting and its aftermath on the same day.
pub const PARTICIPANT_SECONDS: i64 = 24 * 3600;

/// How long a person's holds who came with the code of her own page, in seconds: the phone may be another's.
pub const PERSON_SECONDS: i64 = 20 * 60;

/// How long one may take between password and second factor, in seconds.
pub const HALF_SECONDS: i64 = 600;

/// Who signs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A member of an organisation.
    Member(Uuid),
    /// A member who has shown her password, but not yet her second factor. It opens nothing.
    Half(Uuid),
    /// A person whom a desk helps, at her own page.
    Person(Uuid),
    /// A participant of a Lab: herself and the Lab.
    Participant {
        /// The participant.
        id: Uuid,
        /// The Lab.
        lab: Uuid,
    },
}

/// Who holds a sign-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Who acts.
    pub actor: Actor,
    /// The sign-in itself, as the list of sign-ins names it.
    pub login: Uuid,
    /// The name of a member.
    pub name: Option<String>,
}

/// One sign-in in the list of a member's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id, by which it is ended.
    pub id: Uuid,
    /// What she recognises it by, such as `Firefox · Linux`.
    pub device: String,
    /// Since when.
    pub started_at: Instant,
    /// Until when.
    pub ends_at: Instant,
}

/// Starts a sign-in. `token` is the secret that the cookie will carry; only its hash is kept. The caller audits.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn start(tx: &mut Tx, subject: Subject, token: &[u8], device: &str) -> Result<()> {
    let now = tx.ctx().now;
    let (kind, id, seconds) = match subject {
        Subject::Member(id) => ("member".to_owned(), id, MEMBER_SECONDS),
        Subject::Half(id) => ("half".to_owned(), id, HALF_SECONDS),
        Subject::Person(id) => ("person".to_owned(), id, PERSON_SECONDS),
        Subject::Participant { id, lab } => (format!("participant:{lab}"), id, PARTICIPANT_SECONDS),
    };
    let insert = sql!(
        "insert into login (token_hash, id, kind, subject, device, tries, started_at, ends_at)
         values ($1, $2, $3, $4, $5, 0, $6, $7)"
    );
    let insert = insert.bind(hash(token)).bind(Uuid::now_v7()).bind(kind).bind(id).bind(device);
    tx.run(insert.bind(now).bind(now.plus_seconds(seconds))).await.map(drop)
}

/// Who holds this token; nobody when it is nobody's or has run out.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn holder(db: &Db, token: &[u8], now: Instant) -> Result<Option<Holder>> {
    let find = sql!(
        "select l.kind, l.subject, l.id, m.organization_id, m.roles, m.name from login l
         left join member m on l.kind = 'member' and m.id = l.subject and m.ended_at is null
         where l.token_hash = $1 and l.ends_at > $2 and l.kind <> 'half'"
    );
    db.row(find.bind(hash(token)).bind(now)).await?.map_or(Ok(None), |row| held(&row))
}

fn held(row: &Row) -> Result<Option<Holder>> {
    let (kind, id, login): (String, Uuid, Uuid) = (row.get(0)?, row.get(1)?, row.get(2)?);
    if let Some(lab) = kind.strip_prefix("participant:").and_then(|lab| lab.parse().ok()) {
        return Ok(Some(Holder { actor: Actor::Participant { id, lab }, login, name: None }));
    }
    if kind == "person" {
        return Ok(Some(Holder { actor: Actor::Person { id }, login, name: None }));
    }
    let Some(organization) = row.get::<Option<Uuid>>(3)? else { return Ok(None) };
    let roles = Roles::read(&row.get::<Option<String>>(4)?.unwrap_or_default());
    Ok(Some(Holder { actor: Actor::Member { id, organization, roles }, login, name: row.get(5)? }))
}

/// Whose cookie this is; anonymous when it is nobody's or has run out.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn actor(db: &Db, token: &[u8], now: Instant) -> Result<Actor> {
    Ok(holder(db, token, now).await?.map_or(Actor::Anonymous, |holder| holder.actor))
}

/// The sign-ins of the member who asks, newest first.
///
/// # Errors
/// [`Refused::NotFound`] when no member asks.
pub async fn sessions(db: &Db, ctx: &Ctx) -> std::result::Result<Vec<Session>, Refused> {
    let member = ctx.actor.member().ok_or(Refused::NotFound)?;
    let find = sql!(
        "select id, device, started_at, ends_at from login
         where subject = $1 and kind = 'member' and ends_at > $2 order by started_at desc, id desc"
    );
    let rows = db.rows(find.bind(member).bind(ctx.now)).await?;
    let session = |row: &Row| {
        Ok(Session { id: row.get(0)?, device: row.get(1)?, started_at: row.get(2)?, ends_at: row.get(3)? })
    };
    rows.iter().map(session).collect()
}

/// Ends one of the sign-ins of the member who asks.
///
/// # Errors
/// [`Refused::NotFound`] when it is none of hers.
pub async fn end_session(db: &Db, ctx: &Ctx, session: Uuid) -> std::result::Result<(), Refused> {
    let member = ctx.actor.member().ok_or(Refused::NotFound)?;
    let mut tx = db.begin(ctx).await?;
    let end = sql!("delete from login where id = $1 and subject = $2 and kind = 'member'");
    if tx.run(end.bind(session).bind(member)).await? == 0 {
        return Err(Refused::NotFound);
    }
    tx.audit(entry("login.ended")).await?;
    Ok(tx.commit().await?)
}

/// Ends every sign-in of the member who asks but the one she asks with.
///
/// # Errors
/// [`Refused::NotFound`] when no member asks.
pub async fn end_others(db: &Db, ctx: &Ctx, keep: Uuid) -> std::result::Result<(), Refused> {
    let member = ctx.actor.member().ok_or(Refused::NotFound)?;
    let mut tx = db.begin(ctx).await?;
    end_all(&mut tx, member, Some(keep)).await?;
    tx.audit(entry("login.ended")).await?;
    Ok(tx.commit().await?)
}

/// Ends the sign-ins of somebody, but one of them where it is named. The caller audits.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn end_all(tx: &mut Tx, subject: Uuid, keep: Option<Uuid>) -> Result<()> {
    let end = sql!("delete from login where subject = $1 and id <> $2");
    tx.run(end.bind(subject).bind(keep.unwrap_or(Uuid::nil()))).await.map(drop)
}

/// Ends a sign-in. The caller audits.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn end(tx: &mut Tx, token: &[u8]) -> Result<()> {
    tx.run(sql!("delete from login where token_hash = $1").bind(hash(token))).await.map(drop)
}

/// What is kept of a token.
pub fn hash(token: &[u8]) -> Vec<u8> {
    blake3::Hasher::new_derive_key("reticolo login token").update(token).finalize().as_bytes().to_vec()
}

/// The audit entry of a sign-in or its end; it names nobody.
pub fn entry(action: &'static str) -> Entry<'static> {
    Entry { chain: reticolo_store::audit::NETWORK, action, entity: "login", id: None, detail: "" }
}

/// Signs somebody in, in a transaction of its own.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn sign_in(db: &Db, ctx: &Ctx, subject: Subject, token: &[u8]) -> Result<()> {
    sign_in_on(db, ctx, subject, token, "").await
}

/// The same, with what a member will recognise the sign-in by.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn sign_in_on(db: &Db, ctx: &Ctx, subject: Subject, token: &[u8], device: &str) -> Result<()> {
    let mut tx = db.begin(ctx).await?;
    start(&mut tx, subject, token, device).await?;
    tx.audit(entry("login.started")).await?;
    tx.commit().await
}

/// Signs somebody out, in a transaction of its own.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn sign_out(db: &Db, ctx: &Ctx, token: &[u8]) -> Result<()> {
    let mut tx = db.begin(ctx).await?;
    end(&mut tx, token).await?;
    tx.audit(entry("login.ended")).await?;
    tx.commit().await
}
