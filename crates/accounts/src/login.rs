//! A sign-in that holds: a secret in a cookie here, its hash there.

use reticolo_base::{Actor, Ctx, Instant, Roles};
use reticolo_store::{Db, Result, Tx, sql};
use uuid::Uuid;

/// How long a member's sign-in holds, in seconds: a working day.
pub const MEMBER_SECONDS: i64 = 10 * 3600;

/// How long a participant's holds, in seconds: a meeting and its aftermath on the same day.
pub const PARTICIPANT_SECONDS: i64 = 24 * 3600;

/// Who signs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A member of an organisation.
    Member(Uuid),
    /// A participant of a Lab: herself and the Lab.
    Participant {
        /// The participant.
        id: Uuid,
        /// The Lab.
        lab: Uuid,
    },
}

/// Starts a sign-in. `token` is the secret that the cookie will carry; only its hash is kept. The caller audits.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn start(tx: &mut Tx, subject: Subject, token: &[u8]) -> Result<()> {
    let now = tx.ctx().now;
    let (kind, id, seconds) = match subject {
        Subject::Member(id) => ("member".to_owned(), id, MEMBER_SECONDS),
        Subject::Participant { id, lab } => (format!("participant:{lab}"), id, PARTICIPANT_SECONDS),
    };
    let insert = sql!(
        "insert into login (token_hash, id, kind, subject, started_at, seen_at, ends_at) values ($1, $2, $3, $4, $5, $5, $6)"
    );
    let insert = insert.bind(hash(token)).bind(Uuid::now_v7()).bind(kind).bind(id);
    tx.run(insert.bind(now).bind(now.plus_seconds(seconds))).await.map(drop)
}

/// Whose cookie this is; anonymous when it is nobody's or has run out.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn actor(db: &Db, token: &[u8], now: Instant) -> Result<Actor> {
    let find = sql!(
        "select l.kind, l.subject, m.organization_id, m.roles from login l
         left join member m on m.id = l.subject and m.ended_at is null
         where l.token_hash = $1 and l.ends_at > $2"
    );
    let Some(row) = db.row(find.bind(hash(token)).bind(now)).await? else { return Ok(Actor::Anonymous) };
    let (kind, id): (String, Uuid) = (row.get(0)?, row.get(1)?);
    if let Some(lab) = kind.strip_prefix("participant:").and_then(|lab| lab.parse().ok()) {
        return Ok(Actor::Participant { id, lab });
    }
    let organization: Option<Uuid> = row.get(2)?;
    let roles: Option<String> = row.get(3)?;
    Ok(organization.map_or(Actor::Anonymous, |organization| Actor::Member {
        id,
        organization,
        roles: Roles::read(&roles.unwrap_or_default()),
    }))
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
pub fn entry(action: &'static str) -> reticolo_store::audit::Entry<'static> {
    reticolo_store::audit::Entry {
        chain: reticolo_store::audit::NETWORK,
        action,
        entity: "login",
        id: None,
        detail: "",
    }
}

/// Signs somebody in, in a transaction of its own.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn sign_in(db: &Db, ctx: &Ctx, subject: Subject, token: &[u8]) -> Result<()> {
    let mut tx = db.begin(ctx).await?;
    start(&mut tx, subject, token).await?;
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
