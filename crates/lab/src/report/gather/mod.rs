//! Reads the minutes of a session from what there is.

mod follow;
mod harvest;
mod people;
mod talk;

use super::minutes::{Minutes, Opening};
use crate::{Refused, translation};
use reticolo_base::{Lang, Text};
use reticolo_store::{Db, sql};
use uuid::Uuid;

/// A stored text: a JSON object by language, or plain words, which are Italian then.
pub(crate) fn text(stored: &str) -> Text {
    serde_json::from_str(stored).unwrap_or_else(|_| match stored.trim() {
        "" | "{}" => Text::default(),
        plain => Text::of(Lang::It, plain),
    })
}

/// A stored list of codes; a single word is a list of one.
pub(crate) fn codes(stored: &str) -> Vec<String> {
    serde_json::from_str(stored).unwrap_or_else(|_| vec![stored.to_owned()])
}

/// A stored text with the translations that were made of it since.
pub(crate) async fn translated(db: &Db, of: (&str, Uuid), stored: &str) -> Result<Text, Refused> {
    let mut text = text(stored);
    let Some(source) = text.source().and_then(|lang| text.get(lang)).map(str::to_owned) else {
        return Ok(text);
    };
    for (lang, found) in translation::all(db, of.0, of.1, &source).await? {
        if text.get(lang).is_none() {
            text.set(lang, found.words);
        }
    }
    Ok(text)
}

/// The minutes as they write themselves now. The caller asks whether the actor may.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such session.
pub async fn gather(db: &Db, session: Uuid) -> Result<Minutes, Refused> {
    let opening = opening(db, session).await?;
    let (people, pictures) = people::people(db, session).await?;
    let lab = opening.lab;
    Ok(Minutes {
        people,
        pictures,
        questions: talk::questions(db, session).await?,
        words: talk::words(db, session).await?,
        themes: harvest::themes(db, session).await?,
        votes: harvest::votes(db, session).await?,
        proposals: harvest::proposals(db, session).await?,
        decisions: harvest::decisions(db, session).await?,
        commitments: follow::commitments(db, (lab, session)).await?,
        groups: follow::groups(db, (lab, session)).await?,
        experiments: follow::experiments(db, (lab, session)).await?,
        opening,
    })
}

async fn opening(db: &Db, session: Uuid) -> Result<Opening, Refused> {
    let find = sql!(
        "select s.lab_id, l.title, s.title, s.purpose, l.territory, s.place, s.starts_at, s.ends_at, s.zone
         from lab_session s join lab l on l.id = s.lab_id where s.id = $1"
    );
    let row = db.row(find.bind(session)).await?.ok_or(Refused::NotFound)?;
    let lab: Uuid = row.get(0)?;
    Ok(Opening {
        session,
        lab,
        lab_title: translated(db, ("lab.title", lab), &row.get::<String>(1)?).await?,
        title: translated(db, ("session.title", session), &row.get::<String>(2)?).await?,
        purpose: translated(db, ("session.purpose", session), &row.get::<String>(3)?).await?,
        territory: codes(&row.get::<String>(4)?),
        place: text(&row.get::<String>(5)?),
        starts_at: row.get(6)?,
        ends_at: row.get(7)?,
        zone: row.get(8)?,
    })
}
