//! The code of her own page: drawn by the caller, kept as a hash only, reissued at the desk when it is lost.

use crate::{Desk, Refused, access::audit};
use reticolo_accounts::login::{self, Subject};
use reticolo_base::Ctx;
use reticolo_store::{Db, sql};
use uuid::Uuid;

/// How long a code holds, in days.
pub const DAYS: i64 = 365;

/// Gives a person a code for her own page; the one before opens nothing any more, nor do sign-ins made with it.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such person for the actor.
pub async fn issue(desk: Desk<'_>, person: Uuid, code: &str) -> Result<(), Refused> {
    desk.at_desk()?;
    let known = desk.known(person).await?;
    let mut tx = desk.db.begin(desk.ctx).await?;
    tx.run(sql!("delete from desk_code where person_id = $1").bind(person)).await?;
    login::end_all(&mut tx, person, None).await?;
    let insert =
        sql!("insert into desk_code (code_hash, person_id, made_at, ends_at) values ($1, $2, $3, $4)");
    let now = desk.ctx.now;
    tx.run(insert.bind(hash(code)).bind(person).bind(now).bind(now.plus_days(DAYS))).await?;
    audit(&mut tx, known.organization, ("desk.code.issued", "person", known.pseudonym), "").await?;
    Ok(tx.commit().await?)
}

/// Whether a code of hers holds now.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such person for the actor.
pub async fn has_code(desk: Desk<'_>, person: Uuid) -> Result<bool, Refused> {
    desk.known(person).await?;
    let find = sql!("select 1 from desk_code where person_id = $1 and ends_at > $2");
    Ok(desk.db.row(find.bind(person).bind(desk.ctx.now)).await?.is_some())
}

/// Opens her own page by her code: a short sign-in with `token`, the secret that the cookie will carry.
///
/// # Errors
/// [`Refused::NotFound`] when it is nobody's code, or holds no more.
pub async fn enter(db: &Db, ctx: &Ctx, code: &str, token: &[u8]) -> Result<Uuid, Refused> {
    let find = sql!(
        "select c.person_id from desk_code c join desk_person p on p.id = c.person_id
         where c.code_hash = $1 and c.ends_at > $2 and p.erased_at is null"
    );
    let row = db.row(find.bind(hash(code)).bind(ctx.now)).await?.ok_or(Refused::NotFound)?;
    let person: Uuid = row.get(0)?;
    let mut tx = db.begin(ctx).await?;
    login::start(&mut tx, Subject::Person(person), token, "").await?;
    tx.audit(login::entry("login.started")).await?;
    tx.commit().await?;
    Ok(person)
}

/// What is kept of a code.
pub(crate) fn hash(code: &str) -> Vec<u8> {
    let plain: String =
        code.chars().filter(|c| c.is_ascii_alphanumeric()).map(|c| c.to_ascii_uppercase()).collect();
    blake3::Hasher::new_derive_key("reticolo desk code")
        .update(plain.as_bytes())
        .finalize()
        .as_bytes()
        .to_vec()
}
