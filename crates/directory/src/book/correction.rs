//! "This is wrong": what a reader tells us about a card, and the answer she finds by her code.
//!
//! No name, no address: the code is the only way back, and only its hash is kept.

use reticolo_base::{Ctx, Instant, Kind, Lang, Refusal, folding};
use reticolo_store::{Db, Failure, Row, Tx, audit, sql};
use uuid::Uuid;

/// The longest message, in characters.
pub const MESSAGE_CHARS: usize = 2_000;

/// What a reader told us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Its id, for those who answer.
    pub id: Uuid,
    /// The service it is about.
    pub service: Uuid,
    /// The language of the page on which it was written.
    pub lang: Lang,
    /// What is wrong: `hours`, `address`, `phone`, `documents`, `access`, `closed`, `other`.
    pub field: String,
    /// In her words.
    pub message: String,
    /// When she told us.
    pub at: Instant,
    /// What became of it.
    pub state: CorrectionState,
    /// The answer, in our words.
    pub answer: Option<String>,
    /// When it was answered.
    pub answered_at: Option<Instant>,
    /// The language of the answer.
    pub answer_lang: Lang,
}

/// What became of a correction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CorrectionState {
    /// Nobody has answered yet.
    Received,
    /// The card was mended.
    Mended,
    /// The card was right, or cannot be mended; the answer says why.
    Declined,
}

impl CorrectionState {
    /// The stored word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Mended => "mended",
            Self::Declined => "declined",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Received, Self::Mended, Self::Declined].into_iter().find(|state| state.code() == code)
    }
}

/// The fields that may be reported as wrong.
pub const FIELDS: [&str; 7] = ["hours", "address", "phone", "documents", "access", "closed", "other"];

/// Why a correction was not taken.
#[derive(Debug, thiserror::Error)]
pub enum CorrectionRefusal {
    /// There is no such service, or no such code.
    #[error("no such service or code")]
    NotFound,
    /// Nothing was said, and what is wrong was not chosen.
    #[error("nothing was said")]
    Empty,
    /// It was answered already.
    #[error("answered already")]
    Answered,
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] Failure),
}

impl Refusal for CorrectionRefusal {
    fn kind(&self) -> Kind {
        match self {
            Self::NotFound => Kind::NotFound,
            Self::Empty => Kind::Invalid,
            Self::Answered => Kind::Conflict,
            Self::Store(_) => Kind::Unavailable,
        }
    }

    fn key(&self) -> &'static str {
        match self {
            Self::NotFound => "refusal-correction-not-found",
            Self::Empty => "refusal-correction-empty",
            Self::Answered => "refusal-correction-answered",
            Self::Store(_) => "refusal-store",
        }
    }
}

/// Takes what a reader tells us about a service. `code` is the secret she is given to find the answer.
///
/// # Errors
/// [`CorrectionRefusal::Empty`] without words and field, [`CorrectionRefusal::NotFound`] for an unknown service.
pub async fn report_wrong(
    db: &Db,
    ctx: &Ctx,
    service: Uuid,
    field: &str,
    message: &str,
    (id, code): (Uuid, &str),
) -> Result<(), CorrectionRefusal> {
    let message = folding::lines(message, MESSAGE_CHARS);
    let field = FIELDS.into_iter().find(|known| *known == field);
    if message.is_empty() && field.is_none_or(|field| field == "other") {
        return Err(CorrectionRefusal::Empty);
    }
    let mut tx = db.begin(ctx).await?;
    if tx.row(sql!("select 1 from service where id = $1").bind(service)).await?.is_none() {
        return Err(CorrectionRefusal::NotFound);
    }
    let statement = sql!(
        "insert into correction (id, code_hash, service_id, lang, field, message, at, state)
         values ($1, $2, $3, $4, $5, $6, $7, 'received')"
    );
    let statement = statement.bind(id).bind(hash(code)).bind(service).bind(ctx.lang.code());
    tx.run(statement.bind(field.unwrap_or("other")).bind(message).bind(ctx.now)).await?;
    let entry = audit::Entry {
        chain: audit::NETWORK,
        action: "correction.received",
        entity: "service",
        id: Some(service),
        detail: "",
    };
    tx.audit(entry).await?;
    tx.emit("correction.received", &serde_json::json!({ "id": id }).to_string()).await?;
    Ok(tx.commit().await?)
}

/// Finds a correction by the code its author was given; white space, dashes and case do not matter.
///
/// # Errors
/// [`CorrectionRefusal::NotFound`] for any other code.
pub async fn correction_by_code(db: &Db, code: &str) -> Result<Correction, CorrectionRefusal> {
    let statement = sql!(
        "select id, service_id, lang, field, message, at, state, answer, answered_at, answer_lang from correction
         where code_hash = $1"
    );
    let row = db.row(statement.bind(hash(code))).await?.ok_or(CorrectionRefusal::NotFound)?;
    Ok(read(&row)?)
}

/// The corrections nobody has answered yet, oldest first.
///
/// # Errors
/// [`Failure`] of the database.
pub async fn open_corrections(db: &Db, most: u32) -> Result<Vec<Correction>, Failure> {
    let statement = sql!(
        "select id, service_id, lang, field, message, at, state, answer, answered_at, answer_lang from correction
         where answered_at is null order by at, id limit $1"
    );
    db.rows(statement.bind(most)).await?.iter().map(read).collect()
}

/// Answers a correction, once, in the language in which it was asked.
///
/// # Errors
/// [`CorrectionRefusal::Empty`] without words, [`CorrectionRefusal::Answered`] the second time.
pub async fn answer_correction(
    db: &Db,
    ctx: &Ctx,
    id: Uuid,
    state: CorrectionState,
    answer: &str,
) -> Result<(), CorrectionRefusal> {
    let mut tx = db.begin(ctx).await?;
    answer_in(&mut tx, id, state, answer, None).await?;
    Ok(tx.commit().await?)
}

/// The same within a transaction, in a language that may be another than the one in which it was asked.
pub(crate) async fn answer_in(
    tx: &mut Tx,
    id: Uuid,
    state: CorrectionState,
    answer: &str,
    lang: Option<Lang>,
) -> Result<(), CorrectionRefusal> {
    let answer = folding::lines(answer, MESSAGE_CHARS);
    if answer.is_empty() || state == CorrectionState::Received {
        return Err(CorrectionRefusal::Empty);
    }
    let known = tx.row(sql!("select answered_at from correction where id = $1").bind(id)).await?;
    let known = known.ok_or(CorrectionRefusal::NotFound)?;
    if known.get::<Option<Instant>>(0)?.is_some() {
        return Err(CorrectionRefusal::Answered);
    }
    let now = tx.ctx().now;
    let statement = sql!(
        "update correction set state = $2, answer = $3, answered_at = $4, answer_lang = $5
         where id = $1 and answered_at is null"
    );
    let statement = statement.bind(id).bind(state.code()).bind(answer).bind(now);
    if tx.run(statement.bind(lang.map(Lang::code))).await? == 0 {
        return Err(CorrectionRefusal::Answered);
    }
    let entry = audit::Entry {
        chain: audit::NETWORK,
        action: "correction.answered",
        entity: "correction",
        id: Some(id),
        detail: state.code(),
    };
    tx.audit(entry).await?;
    tx.emit("correction.answered", &serde_json::json!({ "id": id }).to_string()).await?;
    Ok(())
}

pub(crate) fn read(row: &Row) -> Result<Correction, Failure> {
    let lang = Lang::from_tag(&row.get::<String>(2)?).unwrap_or(Lang::It);
    Ok(Correction {
        id: row.get(0)?,
        service: row.get(1)?,
        lang,
        field: row.get(3)?,
        message: row.get(4)?,
        at: row.get(5)?,
        state: CorrectionState::parse(&row.get::<String>(6)?).unwrap_or(CorrectionState::Received),
        answer: row.get(7)?,
        answered_at: row.get(8)?,
        answer_lang: row.get::<Option<String>>(9)?.and_then(|code| Lang::from_tag(&code)).unwrap_or(lang),
    })
}

fn hash(code: &str) -> Vec<u8> {
    let plain: String =
        code.chars().filter(char::is_ascii_alphanumeric).flat_map(char::to_uppercase).take(64).collect();
    blake3::derive_key("reticolo correction code", plain.as_bytes()).to_vec()
}
