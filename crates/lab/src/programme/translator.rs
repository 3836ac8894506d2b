//! Translators: somebody without an account gets a link for one language of one session, and sees what is missing.

use super::{Phrase, SessionPlan, access, advice, session, typed};
use crate::{
    Refused,
    translation::{self, Maker, State},
};
use reticolo_accounts::policy::Action;
use reticolo_base::{Actor, Ctx, Instant, Lang};
use reticolo_store::{Db, Result as Stored, Row, audit::Entry, sql};
use uuid::Uuid;

/// How long a link holds, in days.
pub const LINK_DAYS: i64 = 14;

/// The most links of a session that hold at once.
pub const MOST_LINKS: i64 = 30;

/// A translator's link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TranslatorLink {
    /// The link.
    pub id: Uuid,
    /// Its session.
    pub session: Uuid,
    /// The language into which its holder translates.
    pub lang: Lang,
    /// When it was made.
    pub made_at: Instant,
    /// When it ends.
    pub ends_at: Instant,
    /// When it was taken back.
    pub revoked_at: Option<Instant>,
    /// When it was last used.
    pub used_at: Option<Instant>,
}

impl TranslatorLink {
    /// Whether it still opens.
    pub fn holds(&self, now: Instant) -> bool {
        self.revoked_at.is_none() && now < self.ends_at
    }

    fn read(row: &Row) -> Stored<Self> {
        Ok(Self {
            id: row.get(0)?,
            session: row.get(1)?,
            lang: Lang::from_tag(&row.get::<String>(2)?).unwrap_or(Lang::It),
            made_at: row.get(3)?,
            ends_at: row.get(4)?,
            revoked_at: row.get(5)?,
            used_at: row.get(6)?,
        })
    }
}

/// Makes a link for one language. `code` is the secret it carries; only its hash is kept.
///
/// # Errors
/// [`Refused::NotFound`] when the actor may not, [`Refused::TooMany`] beyond [`MOST_LINKS`].
pub async fn invite_translator(
    db: &Db,
    ctx: &Ctx,
    of: Uuid,
    lang: Lang,
    (id, code): (Uuid, &str),
) -> Result<(), Refused> {
    let bearer = access::bearer_of_session(db, of).await?;
    bearer.may(ctx, Action::PrepareLab)?;
    let mut tx = db.begin(ctx).await?;
    let holding = sql!(
        "select count(*) from translator_link where session_id = $1 and revoked_at is null and ends_at > $2"
    );
    let holding = tx.row(holding.bind(of).bind(ctx.now)).await?;
    if holding.map(|row| row.get::<i64>(0)).transpose()?.unwrap_or(0) >= MOST_LINKS {
        return Err(Refused::TooMany("lab-refusal-links"));
    }
    let insert = sql!(
        "insert into translator_link (id, session_id, lang, code_hash, made_at, ends_at) values ($1, $2, $3, $4, $5, $6)"
    );
    let insert = insert.bind(id).bind(of).bind(lang.code()).bind(hash(code)).bind(ctx.now);
    tx.run(insert.bind(ctx.now.plus_days(LINK_DAYS))).await?;
    let chain = crate::chain(bearer.organization);
    tx.audit(entry(&chain, "lab.translator.invited", id, lang.code())).await?;
    Ok(tx.commit().await?)
}

/// Takes a link back.
///
/// # Errors
/// [`Refused::NotFound`] when the actor may not or there is no such link.
pub async fn revoke_translator(db: &Db, ctx: &Ctx, of: Uuid, id: Uuid) -> Result<(), Refused> {
    let bearer = access::bearer_of_session(db, of).await?;
    bearer.may(ctx, Action::PrepareLab)?;
    let mut tx = db.begin(ctx).await?;
    let update = sql!(
        "update translator_link set revoked_at = $3 where id = $1 and session_id = $2 and revoked_at is null"
    );
    if tx.run(update.bind(id).bind(of).bind(ctx.now)).await? == 0 {
        return Err(Refused::NotFound);
    }
    let chain = crate::chain(bearer.organization);
    tx.audit(entry(&chain, "lab.translator.revoked", id, "")).await?;
    Ok(tx.commit().await?)
}

/// The links of a session, the newest first.
///
/// # Errors
/// [`Refused::NotFound`] when the actor may not.
pub async fn translators(db: &Db, ctx: &Ctx, of: Uuid) -> Result<Vec<TranslatorLink>, Refused> {
    access::bearer_of_session(db, of).await?.may(ctx, Action::PrepareLab)?;
    let find = sql!(
        "select id, session_id, lang, made_at, ends_at, revoked_at, used_at from translator_link
         where session_id = $1 order by made_at desc, id"
    );
    let rows = db.rows(find.bind(of)).await?;
    Ok(rows.iter().map(TranslatorLink::read).collect::<Stored<_>>()?)
}

/// The link that carries this code, if it still holds at `now`.
///
/// # Errors
/// [`Refused::NotFound`] for any other code.
pub async fn link_by_code(db: &Db, code: &str, now: Instant) -> Result<TranslatorLink, Refused> {
    let find = sql!(
        "select id, session_id, lang, made_at, ends_at, revoked_at, used_at from translator_link where code_hash = $1"
    );
    let row = db.row(find.bind(hash(code))).await?.ok_or(Refused::NotFound)?;
    let link = TranslatorLink::read(&row)?;
    if link.holds(now) { Ok(link) } else { Err(Refused::NotFound) }
}

/// What a translator sees: the session as it is now, and her language.
///
/// # Errors
/// [`Refused::NotFound`] when the link does not hold.
pub async fn to_translate(
    db: &Db,
    code: &str,
    now: Instant,
) -> Result<(TranslatorLink, SessionPlan), Refused> {
    let link = link_by_code(db, code, now).await?;
    let plan = session(db, link.session).await?;
    Ok((link, plan))
}

/// One text as a translator or facilitator leaves it.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// What it is: `question`, `block.title` …
    pub entity: &'a str,
    /// Its id.
    pub id: Uuid,
    /// The words in the other language.
    pub words: &'a str,
    /// Whether a person who knows both languages found it right.
    pub reviewed: bool,
    /// A fingerprint of the original that she saw, from [`seen`].
    pub seen: &'a str,
}

/// What the original that somebody translates is remembered by in a form.
pub fn seen(original: &str) -> String {
    translation::fingerprint(original)
}

/// Keeps what a translator wrote. The link is the permission.
///
/// # Errors
/// [`Refused::NotFound`] when the link does not hold or the text is not of its session; [`Refused::Conflict`] when an
/// original changed while she wrote: nothing is kept then.
pub async fn translate_by_link(
    db: &Db,
    ctx: &Ctx,
    code: &str,
    given: &[Given<'_>],
) -> Result<usize, Refused> {
    let (link, plan) = to_translate(db, code, ctx.now).await?;
    let ctx = Ctx { actor: Actor::Link(link.id), ..ctx.clone() };
    let kept = keep(db, &ctx, &plan, link.lang, given, Some(link.id)).await?;
    Ok(kept)
}

/// Keeps what a facilitator wrote in another language.
///
/// # Errors
/// As [`translate_by_link`]; [`Refused::NotFound`] when the actor may not.
pub async fn translate(
    db: &Db,
    ctx: &Ctx,
    of: Uuid,
    lang: Lang,
    given: &[Given<'_>],
) -> Result<usize, Refused> {
    access::bearer_of_session(db, of).await?.may(ctx, Action::PrepareLab)?;
    let plan = session(db, of).await?;
    keep(db, ctx, &plan, lang, given, None).await
}

async fn keep(
    db: &Db,
    ctx: &Ctx,
    plan: &SessionPlan,
    lang: Lang,
    given: &[Given<'_>],
    link: Option<Uuid>,
) -> Result<usize, Refused> {
    let bearer = access::bearer_of_session(db, plan.session.id).await?;
    let texts = advice::texts(plan);
    let mut tx = db.begin(ctx).await?;
    let mut kept = 0;
    for one in given {
        let found = texts.iter().find(|(entity, id, _)| *entity == one.entity && *id == one.id);
        let (entity, id, phrase) = found.ok_or(Refused::NotFound)?;
        let words = typed::text(one.words, typed::TEXT_CHARS).map_err(Refused::invalid)?;
        if words.is_empty() || phrase.lang == lang || is_same(phrase, lang, &words, one.reviewed) {
            continue;
        }
        if one.seen != seen(&phrase.words) {
            return Err(Refused::Conflict("lab-refusal-original-changed"));
        }
        let source = (phrase.words.as_str(), words.as_str());
        translation::put(&mut tx, (entity, *id), lang, source, (Maker::Person, one.reviewed)).await?;
        kept += 1;
    }
    if let Some(link) = link {
        let used = sql!("update translator_link set used_at = $2 where id = $1");
        tx.run(used.bind(link).bind(ctx.now)).await?;
    }
    let chain = crate::chain(bearer.organization);
    tx.audit(Entry { detail: lang.code(), ..entry(&chain, "lab.session.translated", plan.session.id, "") })
        .await?;
    tx.emit("lab.session.changed", &serde_json::json!({ "session": plan.session.id }).to_string()).await?;
    tx.commit().await?;
    Ok(kept)
}

/// Whether this is already kept just so.
fn is_same(phrase: &Phrase, lang: Lang, words: &str, reviewed: bool) -> bool {
    let state = if reviewed { State::Reviewed } else { State::Unreviewed };
    phrase.others.get(&lang).is_some_and(|other| other.words == words && other.state == state)
}

fn entry<'a>(chain: &'a str, action: &'a str, id: Uuid, detail: &'a str) -> Entry<'a> {
    Entry { chain, action, entity: "lab_session", id: Some(id), detail }
}

fn hash(code: &str) -> Vec<u8> {
    let plain: String =
        code.chars().filter(char::is_ascii_alphanumeric).flat_map(char::to_uppercase).take(64).collect();
    blake3::derive_key("reticolo translator code", plain.as_bytes()).to_vec()
}
