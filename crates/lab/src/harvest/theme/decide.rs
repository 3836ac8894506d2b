//! Serious objections: said, then worked in, or kept as dissent.

use crate::{Refused, harvest::typed, programme::bearer_of_session};
use reticolo_accounts::policy::Action;
use reticolo_base::{Ctx, Instant, Lang};
use reticolo_store::{Db, Row, audit::Entry, sql};
use uuid::Uuid;

/// What became of an objection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ObjectionState {
    /// It stands.
    Stands,
    /// The words put to the room were changed so that it no longer stands.
    WorkedIn,
    /// The room went on; it is written down.
    Dissent,
}

impl ObjectionState {
    const ALL: [Self; 3] = [Self::Stands, Self::WorkedIn, Self::Dissent];

    /// The stored word, also the last part of its text's key.
    pub fn code(self) -> &'static str {
        match self {
            Self::Stands => "stands",
            Self::WorkedIn => "worked-in",
            Self::Dissent => "dissent",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// A serious objection, without the name of who has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objection {
    /// Its id.
    pub id: Uuid,
    /// The theme.
    pub theme: Uuid,
    /// Its words.
    pub words: String,
    /// Their language.
    pub lang: Lang,
    /// What became of it.
    pub state: ObjectionState,
    /// When it was said.
    pub at: Instant,
}

/// Most objections to one theme; then the room needs another way to talk.
const MOST: i64 = 50;

/// Writes down a serious objection to what was put to the room. Whoever takes part may, also in the facilitator's hand.
///
/// # Errors
/// [`Refused::Conflict`] when nothing is put to the room about this theme, [`Refused::Invalid`] without words.
pub async fn object(
    db: &Db,
    ctx: &Ctx,
    session: Uuid,
    theme: Uuid,
    (id, words): (Uuid, &str),
) -> Result<(), Refused> {
    let bearer = bearer_of_session(db, session).await?;
    bearer.may(ctx, Action::TakePart)?;
    let words = typed::lines(words, typed::SHORT)?;
    let mut tx = db.begin(ctx).await?;
    super::steps::lock(&mut tx, session).await?;
    let asked = sql!("select state from theme where id = $1 and session_id = $2");
    let state: Option<String> =
        tx.row(asked.bind(theme).bind(session)).await?.map(|row| row.get(0)).transpose()?;
    if state.as_deref() != Some("asked") {
        return Err(Refused::Conflict("lab-harvest-conflict-not-asked"));
    }
    let count = sql!("select cast(count(*) as bigint) from objection where theme_id = $1");
    let said: i64 = tx.row(count.bind(theme)).await?.map_or(Ok(0), |row| row.get(0))?;
    if said >= MOST {
        return Err(Refused::TooMany("lab-harvest-problem-many-objections"));
    }
    let insert = sql!(
        "insert into objection (id, theme_id, words, lang, state, at) values ($1, $2, $3, $4, 'stands', $5)
         on conflict (id) do nothing"
    );
    tx.run(insert.bind(id).bind(theme).bind(words).bind(ctx.lang.code()).bind(ctx.now)).await?;
    let chain = crate::chain(bearer.organization);
    tx.audit(Entry { chain: &chain, action: "objection.said", entity: "theme", id: Some(theme), detail: "" })
        .await?;
    tx.emit("lab.plenary", &serde_json::json!({ "session": session }).to_string()).await?;
    Ok(tx.commit().await?)
}

/// Says what became of an objection.
///
/// # Errors
/// [`Refused::NotFound`] when there is none in this session, or for whoever does not run it.
pub async fn settle(
    db: &Db,
    ctx: &Ctx,
    session: Uuid,
    objection: Uuid,
    state: ObjectionState,
) -> Result<(), Refused> {
    let bearer = bearer_of_session(db, session).await?;
    bearer.may(ctx, Action::RunSession)?;
    let mut tx = db.begin(ctx).await?;
    let put = sql!(
        "update objection set state = $3 where id = $1
         and exists (select 1 from theme t where t.id = objection.theme_id and t.session_id = $2)"
    );
    if tx.run(put.bind(objection).bind(session).bind(state.code())).await? == 0 {
        return Err(Refused::NotFound);
    }
    let chain = crate::chain(bearer.organization);
    let entry = Entry {
        chain: &chain,
        action: "objection.settled",
        entity: "objection",
        id: Some(objection),
        detail: state.code(),
    };
    tx.audit(entry).await?;
    tx.emit("lab.plenary", &serde_json::json!({ "session": session }).to_string()).await?;
    Ok(tx.commit().await?)
}

/// Every objection of a session, theme by theme, oldest first. For other parts of the Lab: asks nobody.
///
/// # Errors
/// [`Refused::Store`] when the database does not answer.
pub async fn objections(db: &Db, session: Uuid) -> Result<Vec<Objection>, Refused> {
    let find = sql!(
        "select o.id, o.theme_id, o.words, o.lang, o.state, o.at from objection o join theme t on t.id = o.theme_id
         where t.session_id = $1 order by t.position, o.at, o.id"
    );
    let read = |row: &Row| {
        Ok(Objection {
            id: row.get(0)?,
            theme: row.get(1)?,
            words: row.get(2)?,
            lang: Lang::from_tag(&row.get::<String>(3)?).unwrap_or(Lang::It),
            state: ObjectionState::parse(&row.get::<String>(4)?).unwrap_or(ObjectionState::Stands),
            at: row.get(5)?,
        })
    };
    db.rows(find.bind(session)).await?.iter().map(read).collect()
}
