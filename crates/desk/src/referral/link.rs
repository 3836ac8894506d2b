//! Receivers without an account: a one-time link, and a second code that comes by another way. Both together open the capsule;
//! the answer is made with the same moves as everybody's.

use super::{Capsule, Referral, capsule, read::unseen};
use crate::{Desk, Refused, access::audit, person};
use reticolo_base::{Actor, Ctx};
use reticolo_store::sql;
use uuid::Uuid;

/// How long a link holds, in days.
pub const DAYS: i64 = 14;
/// How often a wrong second code may be tried.
const TRIES: i64 = 8;

/// What a link opens.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The link: whoever holds it acts as [`Actor::Link`].
    pub link: Uuid,
    /// The referral.
    pub referral: Referral,
    /// What it carries; `None` when it was withdrawn or its time is over.
    pub capsule: Option<Capsule>,
}

/// Makes a link and its second code for the receiver of a referral that went out. Older ones open nothing any more.
///
/// # Errors
/// [`Refused::NotFound`] when it is none of the actor's; [`Refused::Conflict`] when it is not under way.
pub async fn issue_link(
    desk: Desk<'_>,
    link: Uuid,
    referral: Uuid,
    (code, second): (&str, &str),
) -> Result<(), Refused> {
    desk.at_desk()?;
    let found = unseen(desk, referral).await?;
    let known = desk.known(found.person).await?;
    if !found.state.has_left() || !found.state.is_open() {
        return Err(Refused::Conflict("desk-referral-not-now"));
    }
    let mut tx = desk.db.begin(desk.ctx).await?;
    let old = sql!("select id from referral_link where referral_id = $1").bind(referral);
    for row in tx.rows(old).await? {
        desk.vault.unshare(&mut tx, referral, row.get(0)?).await?;
    }
    tx.run(sql!("delete from referral_link where referral_id = $1").bind(referral)).await?;
    let now = desk.ctx.now;
    let insert = sql!(
        "insert into referral_link (id, referral_id, code_hash, second_hash, tries, made_at, ends_at)
         values ($1, $2, $3, $4, 0, $5, $6)"
    );
    let insert =
        insert.bind(link).bind(referral).bind(person::code_hash(code)).bind(second_hash(link, second));
    tx.run(insert.bind(now).bind(now.plus_days(DAYS))).await?;
    let secret = secret(code, second);
    desk.vault.share_by_secret(&mut tx, referral, found.sender, (link, secret.as_bytes())).await?;
    audit(&mut tx, known.organization, ("desk.link.issued", "referral", referral), "").await?;
    Ok(tx.commit().await?)
}

/// Whether a code leads to a link that holds; the page then asks for the second code.
///
/// # Errors
/// [`Refused::NotFound`] when it does not.
pub async fn for_link(desk: Desk<'_>, code: &str) -> Result<(), Refused> {
    find(desk, code).await.map(drop)
}

async fn find(desk: Desk<'_>, code: &str) -> Result<(Uuid, Uuid, Vec<u8>, i64), Refused> {
    let find = sql!(
        "select id, referral_id, second_hash, tries from referral_link where code_hash = $1 and ends_at > $2"
    );
    let row =
        desk.db.row(find.bind(person::code_hash(code)).bind(desk.ctx.now)).await?.ok_or(Refused::NotFound)?;
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
}

/// Opens a referral with link and second code. The first look is a move, and every look leaves a trace.
///
/// # Errors
/// [`Refused::NotFound`] when the link holds no more; [`Refused::Invalid`] when the second code is wrong;
/// [`Refused::TooMany`] once it was wrong too often: then another link is needed.
pub async fn open_link(desk: Desk<'_>, code: &str, second: &str) -> Result<Opened, Refused> {
    let (link, referral, hash, tries) = find(desk, code).await?;
    let ctx = Ctx { actor: Actor::Link(link), ..desk.ctx.clone() };
    let desk = Desk { ctx: &ctx, ..desk };
    if tries >= TRIES {
        return Err(Refused::TooMany("desk-link-locked"));
    }
    if second_hash(link, second) != hash {
        wrong(desk, (link, referral)).await?;
        return Err(Refused::Invalid("second", "desk-problem-second"));
    }
    let (found, _) = super::read::open(desk, referral).await?;
    let sealed = capsule::sealed(desk, referral).await?;
    let secret = secret(code, second);
    let opened = match sealed {
        Some(sealed) => {
            let by = (link, secret.as_bytes());
            desk.vault.open_by_secret(desk.db, referral, by, (referral, sealed.as_slice())).await?
        }
        None => None,
    };
    let capsule: Option<Capsule> = opened.and_then(|plain| serde_json::from_slice(&plain).ok());
    let capsule = capsule.filter(|capsule| capsule.until > desk.ctx.now);
    Ok(Opened { link, referral: found, capsule })
}

async fn wrong(desk: Desk<'_>, (link, referral): (Uuid, Uuid)) -> Result<(), Refused> {
    let found = unseen(desk, referral).await?;
    let mut tx = desk.db.begin(desk.ctx).await?;
    tx.run(sql!("update referral_link set tries = tries + 1 where id = $1").bind(link)).await?;
    audit(&mut tx, found.sender, ("desk.link.wrong", "referral", referral), "").await?;
    Ok(tx.commit().await?)
}

/// Ends every link of a referral.
///
/// # Errors
/// [`Refused::NotFound`] when it is none of the actor's.
pub async fn revoke_links(desk: Desk<'_>, referral: Uuid) -> Result<(), Refused> {
    desk.at_desk()?;
    let found = unseen(desk, referral).await?;
    let known = desk.known(found.person).await?;
    let mut tx = desk.db.begin(desk.ctx).await?;
    for row in tx.rows(sql!("select id from referral_link where referral_id = $1").bind(referral)).await? {
        desk.vault.unshare(&mut tx, referral, row.get(0)?).await?;
    }
    tx.run(sql!("delete from referral_link where referral_id = $1").bind(referral)).await?;
    audit(&mut tx, known.organization, ("desk.link.revoked", "referral", referral), "").await?;
    Ok(tx.commit().await?)
}

fn digits(second: &str) -> String {
    second.chars().filter(|c| c.is_ascii_alphanumeric()).map(|c| c.to_ascii_uppercase()).collect()
}

fn second_hash(link: Uuid, second: &str) -> Vec<u8> {
    let mut hasher = blake3::Hasher::new_derive_key("reticolo referral second code");
    hasher.update(link.as_bytes()).update(digits(second).as_bytes()).finalize().as_bytes().to_vec()
}

fn secret(code: &str, second: &str) -> String {
    format!("{}|{}", digits(code), digits(second))
}
