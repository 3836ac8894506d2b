//! The plenary of a meeting: notes become themes, the room decides.

use super::{
    file::{Meeting, Objection, Theme},
    meeting::note_id,
    play::{Play, id, session as session_id},
};
use crate::{
    Refused,
    harvest::theme::{self, Move, ObjectionState, State},
    run,
};
use reticolo_base::{Instant, Lang};
use uuid::Uuid;

/// The id of a theme, by the number of its meeting and its key: `1.desk`.
pub(super) fn theme_id(key: &str) -> Uuid {
    id("theme", key)
}

/// Everybody together: themes, what was put to the room, what was said against it.
pub(super) async fn harvest(play: &Play<'_>, number: u8, file: &Meeting, at: Instant) -> Result<(), Refused> {
    let session = session_id(number);
    let version = run::state(play.db, session).await?.version;
    run::plenary(play.db, &play.staff(at), session, version).await?;
    let mut wall = Wall { play, session, number, seen: 0, at };
    for theme in &file.theme {
        wall.join(theme).await?;
    }
    for theme in &file.theme {
        wall.decide(theme).await?;
    }
    Ok(())
}

struct Wall<'a> {
    play: &'a Play<'a>,
    session: Uuid,
    number: u8,
    seen: i64,
    at: Instant,
}

impl Wall<'_> {
    fn id(&self, key: &str) -> Uuid {
        theme_id(&format!("{}.{key}", self.number))
    }

    fn notes(&self, keys: &[String]) -> Vec<Uuid> {
        keys.iter().map(|key| note_id(self.number, key)).collect()
    }

    async fn step(&mut self, step: Move) -> Result<(), Refused> {
        self.at = self.at.plus_seconds(40);
        let ctx = self.play.staff(self.at);
        self.seen = theme::step(self.play.db, &ctx, self.session, self.seen, &step).await?;
        Ok(())
    }

    async fn join(&mut self, one: &Theme) -> Result<(), Refused> {
        let (id, notes) = (self.id(&one.key), self.notes(&one.notes));
        self.step(Move::Group { id, title: one.title.clone(), lang: Lang::It, notes }).await?;
        if let Some(part) = &one.merged_from {
            let (from, notes) = (self.id(&part.key), self.notes(&part.notes));
            self.step(Move::Group { id: from, title: part.title.clone(), lang: Lang::It, notes }).await?;
            self.step(Move::Merge { into: id, from }).await?;
        }
        self.play.translated(&self.play.staff(self.at), ("theme", id), &one.title, &one.to).await
    }

    async fn decide(&mut self, one: &Theme) -> Result<(), Refused> {
        let theme = self.id(&one.key);
        self.step(Move::Ask { theme, words: one.asked.clone() }).await?;
        if let Some(objection) = &one.objection {
            self.object(theme, objection).await?;
        }
        let at = self.at;
        self.step(Move::Settle { theme, state: State::Decided, at }).await
    }

    async fn object(&self, theme: Uuid, said: &Objection) -> Result<(), Refused> {
        let (db, objection) = (self.play.db, id("objection", &said.words));
        let her = self.play.by(&said.who, self.at);
        theme::object(db, &her, self.session, theme, (objection, &said.words)).await?;
        let ctx = self.play.staff(self.at);
        theme::settle(db, &ctx, self.session, objection, ObjectionState::Dissent).await
    }
}
