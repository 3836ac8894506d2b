//! What simulated participants do at their tables: they say something, react, sum up.

use super::{Deed, Line, Moving, PER_TURN, Scene, by, cloth, nobody, note_id};
use crate::{
    Refused,
    run::{CafeTable, Somebody},
    table::{self, Contribution, Draft, Kind, Sign, summary_id},
    translation::Maker,
};
use reticolo_base::Instant;
use uuid::Uuid;

/// In the last so many seconds of a turn its tables sum up.
const SUMMING: i64 = 6 * 60;

/// A table, and the note that lay at this place of it before.
type Place<'a> = (i64, Option<&'a Contribution>);

impl Moving {
    /// Somebody says something at the table where the fewest notes lie.
    ///
    /// # Errors
    /// As [`Moving::step`].
    pub async fn say(&mut self, now: Instant) -> Result<Deed, Refused> {
        let Some(scene) = self.scene().await? else { return Ok(Deed::Nothing) };
        let from = self.place("table", scene.hall.tables.len().max(1));
        let mut tables: Vec<&CafeTable> = scene.hall.open_tables().collect();
        let many = tables.len().max(1);
        tables.rotate_left(from % many);
        tables.sort_by_key(|table| scene.open(table.number).count());
        for table in tables {
            for place in 0..PER_TURN {
                let id = note_id(table.room_id, scene.round(), place);
                let known = scene.said.iter().find(|one| one.id == id);
                if known.is_some_and(|one| !one.hidden) {
                    continue;
                }
                if self.written(&scene, (table, place, id), known, now).await? {
                    return Ok(Deed::Said(id));
                }
            }
        }
        Ok(Deed::Nothing)
    }

    /// Writes the note of a place, or lays it back; whether somebody is there who can.
    async fn written(
        &mut self,
        scene: &Scene,
        (table, place, id): (&CafeTable, u64, Uuid),
        known: Option<&Contribution>,
        now: Instant,
    ) -> Result<bool, Refused> {
        let people = scene.simulated(table.number);
        let turn = usize::try_from(place).unwrap_or(0) + self.place("who", people.len());
        let nth = |person: usize| people.get((turn + person) % people.len().max(1));
        for who in (0..people.len()).filter_map(nth) {
            if known.is_some_and(|one| one.author != Some(who.id)) {
                continue;
            }
            let Some(line) = self.line(scene, who, (table.number, known)) else { continue };
            let done = match known {
                None => self.lay(scene, (table, id), who, &line, now).await,
                Some(old) => self.lay_back(scene, old, who, &line, now).await,
            };
            return match done {
                // Somebody was moved or the note is another's: another place, another time.
                Err(Refused::NotFound | Refused::Conflict(_)) => Ok(false),
                other => other.map(|()| true),
            };
        }
        Ok(false)
    }

    /// Words in a language that she speaks: that lie on no table yet, else at least not on hers; her own language first.
    fn line(&mut self, scene: &Scene, who: &Somebody, (table, known): Place<'_>) -> Option<Line> {
        let speaks = |line: &Line| match known {
            Some(old) => old.lang == line.lang,
            None => who.speaks.as_ref().is_none_or(|all| all.contains(&line.lang)),
        };
        let lies = |line: &Line, at: Option<i64>| {
            let here = |one: &&Contribution| !one.hidden && at.is_none_or(|table| one.table == table);
            scene.said.iter().filter(here).any(|one| one.words == line.words)
        };
        let hers = self.texts.iter().filter(|line| line.block == scene.block && speaks(line));
        let hers: Vec<&Line> = hers.filter(|line| !lies(line, Some(table))).collect();
        let new = |line: &&&Line| !lies(line, None);
        let own = |line: &&&Line| line.lang != "it";
        let mut lines: Vec<Line> = hers.iter().filter(new).filter(own).map(|line| (*line).clone()).collect();
        if lines.is_empty() {
            lines = hers.iter().filter(new).map(|line| (*line).clone()).collect();
        }
        if lines.is_empty() {
            lines = hers.into_iter().cloned().collect();
        }
        let place = self.place("line", lines.len());
        lines.into_iter().nth(place)
    }

    async fn lay(
        &self,
        scene: &Scene,
        (table, id): (&CafeTable, Uuid),
        who: &Somebody,
        line: &Line,
        now: Instant,
    ) -> Result<(), Refused> {
        let ctx = by(who.id, now);
        let at = table::gate(&self.db, &ctx, scene.hall.block.id, table.number).await?;
        let draft = Draft::parse(&line.words, Some(&line.kind), &line.lang)?;
        let written = table::write(&self.db, &ctx, &at, id, &draft).await?;
        cloth::lay(&self.hub, &at, &ctx, &written).await?;
        self.translate(id, line, now).await
    }

    async fn lay_back(
        &self,
        scene: &Scene,
        old: &Contribution,
        who: &Somebody,
        line: &Line,
        now: Instant,
    ) -> Result<(), Refused> {
        let ctx = by(who.id, now);
        let at = table::gate(&self.db, &ctx, scene.hall.block.id, old.table).await?;
        let kind = Kind::parse(&line.kind);
        table::edit(&self.db, &ctx, old.id, (&line.words, kind, &line.lang), old.changed_at).await?;
        table::unhide(&self.db, &nobody(now), old.id).await?;
        cloth::lay_back(&self.hub, &at, &ctx, (old.id, &line.words, kind)).await?;
        self.translate(old.id, line, now).await
    }

    async fn translate(&self, id: Uuid, line: &Line, now: Instant) -> Result<(), Refused> {
        for (lang, words) in &line.to {
            table::translate(&self.db, &nobody(now), id, (*lang, words), Maker::Person).await?;
        }
        Ok(())
    }

    /// Somebody gives a sign to a note of her table that she did not write.
    ///
    /// # Errors
    /// As [`Moving::step`].
    pub async fn react(&mut self, now: Instant) -> Result<Deed, Refused> {
        let Some(scene) = self.scene().await? else { return Ok(Deed::Nothing) };
        let tables: Vec<i64> = scene.hall.open_tables().map(|table| table.number).collect();
        let Some(table) = tables.get(self.place("table", tables.len())).copied() else {
            return Ok(Deed::Nothing);
        };
        let notes: Vec<&Contribution> = scene.open(table).collect();
        let people = scene.simulated(table);
        let note = notes.get(self.place("note", notes.len()));
        let who = people.get(self.place("who", people.len()));
        let (Some(note), Some(who)) = (note, who) else { return Ok(Deed::Nothing) };
        let sign = match self.draw("sign") {
            drawn if drawn < 0.55 => Sign::Thumb,
            drawn if drawn < 0.85 => Sign::Heart,
            _ => Sign::Ask,
        };
        let given = table::reactions(&self.db, note.block, table).await.map_err(Refused::from)?;
        let given = given.iter().any(|one| one.contribution == note.id && one.participant == who.id);
        if given || note.author == Some(who.id) {
            return Ok(Deed::Nothing);
        }
        let ctx = by(who.id, now);
        let at = table::gate(&self.db, &ctx, note.block, table).await?;
        table::react(&self.db, &ctx, note.id, sign).await?;
        cloth::react(&self.hub, &at, &ctx, (note.id, sign)).await?;
        Ok(Deed::Reacted(note.id))
    }

    /// Towards the end of a turn a table that has not done so sums up.
    ///
    /// # Errors
    /// As [`Moving::step`].
    pub async fn sum_up(&mut self, now: Instant) -> Result<Deed, Refused> {
        let Some(scene) = self.scene().await? else { return Ok(Deed::Nothing) };
        let late = scene.hall.running.ends_at.is_some_and(|ends| ends <= now.plus_seconds(SUMMING));
        let begun = |id| scene.said.iter().any(|one| one.id == id);
        let round = scene.round();
        let mut tables = scene.hall.open_tables();
        let table = tables.find(|table| !begun(summary_id(table.room_id, round)));
        let Some(table) = table.filter(|_| late) else { return Ok(Deed::Nothing) };
        let lines: Vec<Line> =
            self.summaries.iter().filter(|line| line.block == scene.block).cloned().collect();
        let place = self.place("summary", lines.len());
        let Some(line) = lines.get(place) else { return Ok(Deed::Nothing) };
        let ctx = table.host.map_or_else(|| nobody(now), |host| by(host, now));
        let at = table::gate(&self.db, &ctx, scene.hall.block.id, table.number).await?;
        let words = (line.words.as_str(), line.lang.as_str());
        table::write_summary(&self.db, &ctx, &at, round, words).await?;
        cloth::sum_up(&self.hub, &at, &ctx, (round, &line.words)).await?;
        Ok(Deed::SummedUp(table.number))
    }
}
