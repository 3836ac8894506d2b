//! What the facilitator tells to all.

use crate::{
    Refused,
    programme::bearer_of_session,
    run::{
        state::state,
        step::{self, Change, Step},
    },
    translation::{self, Maker},
};
use reticolo_accounts::policy::Action;
use reticolo_base::{Ctx, Instant, Lang, folding};
use reticolo_store::{Db, sql};
use uuid::Uuid;

/// The longest announcement, in characters.
pub const CHARS: usize = 500;
/// So many of the newest are shown.
const SHOWN: i64 = 5;

/// What was told, as a reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcement {
    /// Its id.
    pub id: Uuid,
    /// When.
    pub at: Instant,
    /// The words, in the reader's language where somebody translated them.
    pub words: String,
    /// The language of these words.
    pub lang: Lang,
    /// Whether a machine translated them.
    pub by_machine: bool,
}

/// Tells something to all, in the language in which it is typed.
///
/// # Errors
/// [`Refused::Invalid`] without words, [`Refused::NotFound`] when one may not.
pub async fn announce(
    db: &Db,
    ctx: &Ctx,
    session: Uuid,
    (id, words, lang): (Uuid, &str, Lang),
) -> Result<Step, Refused> {
    let bearer = bearer_of_session(db, session).await?;
    bearer.may(ctx, Action::RunSession)?;
    let words = folding::lines(words, CHARS);
    if words.is_empty() {
        return Err(Refused::invalid("lab-run-tell-empty"));
    }
    let was = state(db, session).await?;
    let change = Change { announcement: Some(id), ..Change::new("tell", was, was) };
    let told = step::Told { id, words, lang };
    step::make_telling(db, ctx, bearer, session, change, Some(told)).await
}

/// The newest announcements of a session, newest first, as a reader of `lang` sees them.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn announcements(db: &Db, session: Uuid, lang: Lang) -> Result<Vec<Announcement>, Refused> {
    let find = sql!(
        "select id, at, words, lang from announcement where session_id = $1 and withdrawn_at is null
         order by at desc, id desc limit $2"
    );
    let mut all = Vec::new();
    for row in db.rows(find.bind(session).bind(SHOWN)).await? {
        let written = Lang::from_tag(&row.get::<String>(3)?).unwrap_or(Lang::It);
        let (id, words): (Uuid, String) = (row.get(0)?, row.get(2)?);
        let other = if written == lang { None } else { translated(db, id, lang, &words).await? };
        let by_machine = other.as_ref().is_some_and(|made| made.maker == Maker::Machine);
        let (words, lang) = other.map_or((words, written), |made| (made.words, lang));
        all.push(Announcement { id, at: row.get(1)?, words, lang, by_machine });
    }
    Ok(all)
}

async fn translated(
    db: &Db,
    id: Uuid,
    lang: Lang,
    source: &str,
) -> Result<Option<translation::Translation>, Refused> {
    Ok(translation::one(db, ("announcement", id), lang, source).await?)
}
