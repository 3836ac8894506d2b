//! One-time links: whoever holds one may begin, once, until it runs out. Only the hash of its code is kept.

use crate::{Email, Password, Refused, entry, login, mail, member, recovery, totp::Secret};
use reticolo_base::{Ctx, Instant, Lang, Roles};
use reticolo_store::{Db, Tx, Vault, sql, vault::Class};
use uuid::Uuid;

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Joining: she chooses a password and shows that her telephone knows her second factor.
    Invitation,
    /// The same for somebody who is in already and lost her second factor.
    Beginning,
    /// Choosing another password; the second factor stays.
    Password,
}

impl Purpose {
    fn code(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Beginning => "beginning",
            Self::Password => "password",
        }
    }

    fn parse(code: &str) -> Option<Self> {
        [Self::Invitation, Self::Beginning, Self::Password].into_iter().find(|purpose| purpose.code() == code)
    }

    /// How long such a link holds, in seconds.
    pub fn seconds(self) -> i64 {
        match self {
            Self::Invitation => 7 * 86_400,
            Self::Beginning => 86_400,
            Self::Password => 3_600,
        }
    }

    /// The page of such a link, behind the language: `invitation/XXXX`.
    pub fn path(self, code: &str) -> String {
        match self {
            Self::Invitation | Self::Beginning => format!("invitation/{code}"),
            Self::Password => format!("sign-in/password/{code}"),
        }
    }

    /// The template of the mail that brings it.
    pub(crate) fn template(self) -> &'static str {
        match self {
            Self::Invitation => "mail-invitation",
            Self::Beginning => "mail-beginning",
            Self::Password => "mail-password",
        }
    }
}

/// To whom a link leads.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The member.
    pub member: Uuid,
    /// What the link is for.
    pub purpose: Purpose,
    /// Her organisation.
    pub organization: Uuid,
    /// Its name.
    pub organization_name: String,
    /// Her name.
    pub name: String,
    /// What she may be there.
    pub roles: Roles,
    /// The secret that her telephone is to learn; of no use for [`Purpose::Password`].
    pub secret: Secret,
}

/// What somebody chooses who joins, or begins anew.
#[derive(Debug)]
pub struct Choice<'a> {
    /// The password, as it was typed.
    pub password: &'a str,
    /// The digits that her telephone shows.
    pub digits: &'a str,
    /// Codes for the day the telephone is lost, drawn by the caller.
    pub recovery: &'a [String],
}

/// Makes a link; an older one of the same purpose opens nothing any more. The caller audits.
pub(crate) async fn make(tx: &mut Tx, member: Uuid, purpose: Purpose, code: &str) -> Result<(), Refused> {
    let now = tx.ctx().now;
    let forget = sql!("delete from member_link where member_id = $1 and purpose = $2");
    tx.run(forget.bind(member).bind(purpose.code())).await?;
    let insert = sql!(
        "insert into member_link (code_hash, member_id, purpose, made_at, ends_at) values ($1, $2, $3, $4, $5)"
    );
    let insert = insert.bind(hash(code)).bind(member).bind(purpose.code()).bind(now);
    tx.run(insert.bind(now.plus_seconds(purpose.seconds()))).await?;
    Ok(())
}

/// Makes a link and puts the mail that brings it into the outbox. The caller audits.
pub(crate) async fn send(
    tx: &mut Tx,
    vault: &Vault,
    purpose: Purpose,
    code: &str,
    to: mail::Receiver<'_>,
) -> Result<(), Refused> {
    make(tx, to.subject, purpose, code).await?;
    let ends_at = tx.ctx().now.plus_seconds(purpose.seconds());
    let letter = mail::Letter::new(to, purpose.template(), ends_at).with_link(purpose.path(code));
    mail::queue(tx, vault, letter).await.map(drop)
}

/// To whom a code leads.
///
/// # Errors
/// [`Refused::NotFound`] when it was used, has run out, or is none.
pub async fn open(db: &Db, vault: &Vault, code: &str, now: Instant) -> Result<Opened, Refused> {
    let find = sql!(
        "select m.id, l.purpose, o.id, o.name, m.name, m.roles from member_link l
         join member m on m.id = l.member_id join account_organization o on o.id = m.organization_id
         where l.code_hash = $1 and l.ends_at > $2 and m.ended_at is null and o.left_at is null"
    );
    let row = db.row(find.bind(hash(code)).bind(now)).await?.ok_or(Refused::NotFound)?;
    Ok(Opened {
        member: row.get(0)?,
        purpose: Purpose::parse(&row.get::<String>(1)?).ok_or(Refused::NotFound)?,
        organization: row.get(2)?,
        organization_name: row.get(3)?,
        name: row.get(4)?,
        roles: Roles::read(&row.get::<String>(5)?),
        secret: Secret::of_beginning(vault, &plain(code)),
    })
}

/// Joins, or begins anew: password and second factor are hers from now on, every earlier sign-in ends. Who she is.
///
/// # Errors
/// [`Refused::NotFound`] when the link opens nothing (any more), [`Refused::Invalid`] when the password may not be
/// chosen or the digits are not those of her telephone.
pub async fn accept(
    db: &Db,
    vault: &Vault,
    ctx: &Ctx,
    code: &str,
    choice: Choice<'_>,
) -> Result<Uuid, Refused> {
    let opened = open(db, vault, code, ctx.now).await?;
    if opened.purpose == Purpose::Password {
        return Err(Refused::NotFound);
    }
    let password = choose(db, vault, &opened, choice.password).await?;
    let step = opened.secret.step_of(choice.digits, ctx.now);
    let step = step.ok_or(Refused::Invalid("account-problem-digits"))?;
    let hashed = password.hashed().await?;
    let mut tx = db.begin(ctx).await?;
    used(&mut tx, code).await?;
    let sealed = vault
        .seal(&mut tx, opened.organization, opened.member, Class::Credential, opened.secret.as_bytes())
        .await?;
    let update = sql!(
        "update member set password = $2, totp = $3, totp_step = $4, joined_at = coalesce(joined_at, $5) where id = $1"
    );
    tx.run(update.bind(opened.member).bind(hashed).bind(sealed).bind(step).bind(ctx.now)).await?;
    recovery::renew(&mut tx, opened.member, choice.recovery).await?;
    login::end_all(&mut tx, opened.member, None).await?;
    let chain = crate::chain(opened.organization);
    tx.audit(entry(&chain, "member.joined", opened.member, opened.purpose.code())).await?;
    tx.commit().await?;
    Ok(opened.member)
}

/// Chooses another password by a link from a mail; every sign-in ends, the second factor stays.
///
/// # Errors
/// [`Refused::NotFound`] when the link opens nothing (any more), [`Refused::Invalid`] when the password may not be chosen.
pub async fn choose_password(
    db: &Db,
    vault: &Vault,
    ctx: &Ctx,
    code: &str,
    typed: &str,
) -> Result<(), Refused> {
    let opened = open(db, vault, code, ctx.now).await?;
    if opened.purpose != Purpose::Password {
        return Err(Refused::NotFound);
    }
    let hashed = choose(db, vault, &opened, typed).await?.hashed().await?;
    let to = member::reach(db, vault, opened.member).await?;
    let mut tx = db.begin(ctx).await?;
    used(&mut tx, code).await?;
    tx.run(sql!("update member set password = $2 where id = $1").bind(opened.member).bind(hashed)).await?;
    login::end_all(&mut tx, opened.member, None).await?;
    member::tell_changed(&mut tx, vault, to).await?;
    let chain = crate::chain(opened.organization);
    tx.audit(entry(&chain, "member.password", opened.member, "link")).await?;
    Ok(tx.commit().await?)
}

/// Sends a link to whoever forgot her password. Nobody learns from the answer whether the address is known; the caller
/// does not wait for the end.
///
/// # Errors
/// [`Refused::Store`] only.
pub async fn forgotten(db: &Db, vault: &Vault, ctx: &Ctx, typed: &str, code: &str) -> Result<(), Refused> {
    let Ok(email) = Email::parse(typed) else { return Ok(()) };
    let Some(found) = member::by_email(db, vault, &email).await? else { return Ok(()) };
    if !found.joined || sent_lately(db, found.id, ctx.now).await? {
        return Ok(());
    }
    let Some(to) = member::reach(db, vault, found.id).await? else { return Ok(()) };
    let mut tx = db.begin(ctx).await?;
    send(&mut tx, vault, Purpose::Password, code, to.receiver()).await?;
    let chain = crate::chain(found.organization);
    tx.audit(entry(&chain, "member.forgotten", found.id, "")).await?;
    Ok(tx.commit().await?)
}

/// Whether a mail went out in the last five minutes: nobody's letter-box is filled by a stranger.
async fn sent_lately(db: &Db, member: Uuid, now: Instant) -> Result<bool, Refused> {
    let find =
        sql!("select 1 from member_link where member_id = $1 and purpose = 'password' and made_at > $2");
    Ok(db.row(find.bind(member).bind(now.plus_seconds(-300))).await?.is_some())
}

async fn choose(db: &Db, vault: &Vault, opened: &Opened, typed: &str) -> Result<Password, Refused> {
    let email = member::reach(db, vault, opened.member).await?.map(|reach| reach.address);
    let email = email.as_ref().map_or("", Email::as_str);
    Password::choose(typed, &[&opened.name, &opened.organization_name, email])
}

/// A link opens once: of two who come at the same time, one finds nothing.
async fn used(tx: &mut Tx, code: &str) -> Result<(), Refused> {
    let gone = tx.run(sql!("delete from member_link where code_hash = $1").bind(hash(code))).await?;
    if gone == 1 { Ok(()) } else { Err(Refused::NotFound) }
}

fn plain(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase()
}

fn hash(code: &str) -> Vec<u8> {
    blake3::derive_key("reticolo member link", plain(code).as_bytes()).to_vec()
}

/// The language in which a member reads, from what is stored.
pub(crate) fn lang(code: &str) -> Lang {
    code.parse().unwrap_or(Lang::It)
}
