//! Reads the minutes of a session from what there is.

mod follow;
mod harvest;
mod people;
mod talk;

use super::minutes::{Minutes, Opening};
use crate::Refused;
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
        commitments: follow::commitments(db, session).await?,
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
    let stored = |column| row.get::<String>(column).map(|stored| text(&stored));
    Ok(Opening {
        session,
        lab: row.get(0)?,
        lab_title: stored(1)?,
        title: stored(2)?,
        purpose: stored(3)?,
        territory: row.get(4)?,
        place: stored(5)?,
        starts_at: row.get(6)?,
        ends_at: row.get(7)?,
        zone: row.get(8)?,
    })
}
