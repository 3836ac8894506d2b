//! From the live document of a table to rows.
//!
//! A row's author, table and id never change after it was first written. What disappears from the document stays in the rows;
//! words that become blank do not replace words. So whatever a client does, nothing that was said is lost.

use crate::{
    Refused,
    table::{
        AtTable, Cloth, Contribution, Kind, Note, STRONGEST,
        contribution::of_table,
        gate_room,
        link::links,
        react::reactions,
        summary,
        write::{MOST_NOTES, told},
    },
};
use reticolo_base::{Ctx, Instant};
use reticolo_store::{Db, Tx, audit::Entry, sql};
use std::collections::BTreeSet;
use uuid::Uuid;

/// A writer's clock may be wrong by this much, in microseconds, before the server's counts: a day.
const DRIFT: i64 = 86_400_000_000;

/// What a projection did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Projected {
    /// Contributions that are new.
    pub new: usize,
    /// Contributions that changed.
    pub changed: usize,
    /// Lines, signs and summaries that came or went.
    pub around: usize,
}

impl Projected {
    /// Whether nothing was different.
    pub fn is_nothing(self) -> bool {
        self == Self::default()
    }
}

/// Writes what the document of a room says into rows; only what differs. The room itself calls this, as
/// [`reticolo_base::Actor::System`], after the document is durable.
///
/// # Errors
/// [`Refused::NotFound`] when no table has this room or the actor may not run the session.
pub async fn project(db: &Db, ctx: &Ctx, room: Uuid, cloth: &Cloth) -> Result<Projected, Refused> {
    let at = gate_room(db, ctx, room).await?;
    if !at.table.over {
        at.must(at.hides())?;
    }
    let rows = of_table(db, at.table.block, at.table.number, None).await?;
    let mut lines_before = links(db, at.table.block, at.table.number).await?;
    let signs_before = reactions(db, at.table.block, at.table.number).await?;
    let mut tx = db.begin(ctx).await?;
    let mut known: BTreeSet<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut done = notes(&mut tx, &at, &rows, &cloth.notes, &mut known).await?;
    done.changed += gone(&mut tx, &rows, &cloth.gone).await?;
    // Of notes that the document does not hold it says nothing: they were typed from paper.
    let held: BTreeSet<Uuid> = cloth.notes.iter().map(|note| note.id).collect();
    let known = |id: &Uuid| known.contains(id);
    lines_before.retain(|(a, b)| held.contains(a) && held.contains(b));
    done.around += lines(&mut tx, &lines_before, &cloth.links, known).await?;
    let before = signs_before.iter().filter(|r| held.contains(&r.contribution));
    let before: Vec<_> = before.map(|r| (r.contribution, r.participant, r.sign)).collect();
    done.around += signs(&mut tx, &before, &cloth.reactions, known).await?;
    done.around += summed(&mut tx, &at, &rows, &cloth.summaries).await?;
    if done.is_nothing() {
        return Ok(done);
    }
    let detail = format!("{} new, {} changed, {} around", done.new, done.changed, done.around);
    let chain = at.chain();
    let entry =
        Entry { chain: &chain, action: "table.projected", entity: "room", id: Some(room), detail: &detail };
    tx.audit(entry).await?;
    told(&mut tx, &at).await?;
    tx.commit().await?;
    Ok(done)
}

async fn notes(
    tx: &mut Tx,
    at: &AtTable,
    rows: &[Contribution],
    notes: &[Note],
    known: &mut BTreeSet<Uuid>,
) -> Result<Projected, Refused> {
    let mut done = Projected::default();
    let mut strong = 0;
    let mut room_left = usize::try_from(MOST_NOTES).unwrap_or(0).saturating_sub(rows.len());
    for note in notes {
        strong += i64::from(note.strong && !note.hidden);
        let strong = note.strong && strong <= STRONGEST;
        match rows.iter().find(|row| row.id == note.id) {
            Some(row) if !same(row, note, strong) => {
                update(tx, row, note, strong).await?;
                done.changed += 1;
            }
            Some(_) => {}
            None => {
                let fits = !note.words.is_empty() && room_left > 0;
                if fits && insert(tx, at, note, strong).await? {
                    known.insert(note.id);
                    done.new += 1;
                    room_left -= 1;
                }
            }
        }
    }
    Ok(done)
}

fn same(row: &Contribution, note: &Note, strong: bool) -> bool {
    let words = note.words.is_empty() || row.words == note.words;
    let lang = note.lang.as_deref().is_none_or(|lang| lang == row.lang);
    words
        && lang
        && row.kind == note.kind
        && (row.hidden, row.strong) == (note.hidden, strong)
        && (row.x - note.at.0).abs() < 0.01
        && (row.y - note.at.1).abs() < 0.01
}

async fn insert(tx: &mut Tx, at: &AtTable, note: &Note, strong: bool) -> Result<bool, Refused> {
    let now = tx.ctx().now;
    let plausible = (now.0 - DRIFT..=now.0).contains(&note.written.0);
    let written = if plausible { note.written } else { now };
    let table = &at.table;
    let last = table.rounds.max(table.round);
    let round = if (1..=last).contains(&note.round) { note.round } else { table.round };
    let author = author(tx, at, note).await?;
    let insert = sql!(
        "insert into contribution (id, session_id, block_id, table_number, round, kind, words, lang, author, signed, way,
            summary, hidden, hidden_by, strong, x, y, problem_id, written_at, changed_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'cloth', $11, $12, $13, $14, $15, $16, null, $17, $18)
         on conflict (id) do nothing"
    );
    let insert = insert.bind(note.id).bind(table.session).bind(table.block).bind(table.number).bind(round);
    let insert = insert.bind(note.kind.map(Kind::code)).bind(note.words.as_str());
    let insert = insert.bind(note.lang.as_deref().unwrap_or("it")).bind(author);
    let insert = insert.bind(note.signed && author.is_some()).bind(false).bind(note.hidden);
    let insert = insert.bind(if note.hidden { "host" } else { "" }).bind(strong);
    Ok(tx.run(insert.bind(note.at.0).bind(note.at.1).bind(written).bind(now)).await? > 0)
}

/// The maker, when she is a participant of this Lab: members who run the session speak for the table.
async fn author(tx: &mut Tx, at: &AtTable, note: &Note) -> Result<Option<Uuid>, Refused> {
    let known = sql!("select id from participant where id = $1 and lab_id = $2");
    let row = tx.row(known.bind(note.maker).bind(at.lab())).await?;
    Ok(row.map(|row| row.get(0)).transpose()?)
}

/// What was taken away in the document is hidden in the rows: nothing that was said is thrown away.
async fn gone(tx: &mut Tx, rows: &[Contribution], gone: &[Uuid]) -> Result<usize, Refused> {
    let hide = sql!("update contribution set hidden = $2, hidden_by = 'author' where id = $1");
    let there = rows.iter().filter(|row| gone.contains(&row.id) && !row.taken_back);
    let mut different = 0;
    for row in there {
        tx.run(hide.bind(row.id).bind(true)).await?;
        different += 1;
    }
    Ok(different)
}

async fn update(tx: &mut Tx, row: &Contribution, note: &Note, strong: bool) -> Result<(), Refused> {
    let words = if note.words.is_empty() { &row.words } else { &note.words };
    let lang = note.lang.as_ref().unwrap_or(&row.lang);
    let reworded = *words != row.words || note.kind != row.kind || *lang != row.lang;
    let now = Instant(tx.ctx().now.0.max(row.changed_at.0.saturating_add(1)));
    let update = sql!(
        "update contribution set words = $2, lang = $3, kind = $4, hidden = $5,
            hidden_by = case when not $5 then '' when hidden_by = '' then 'host' else hidden_by end,
            strong = $6, x = $7, y = $8, changed_at = $9 where id = $1"
    );
    let update = update.bind(row.id).bind(words.as_str()).bind(lang.as_str()).bind(note.kind.map(Kind::code));
    let update = update.bind(note.hidden).bind(strong).bind(note.at.0).bind(note.at.1);
    tx.run(update.bind(if reworded { now } else { row.changed_at })).await?;
    Ok(())
}

async fn lines(
    tx: &mut Tx,
    before: &[(Uuid, Uuid)],
    now: &[(Uuid, Uuid)],
    known: impl Fn(&Uuid) -> bool,
) -> Result<usize, Refused> {
    let mut different = 0;
    let insert = sql!("insert into contribution_link (a, b) values ($1, $2) on conflict (a, b) do nothing");
    for (a, b) in now.iter().filter(|line| !before.contains(line)).filter(|(a, b)| known(a) && known(b)) {
        tx.run(insert.bind(*a).bind(*b)).await?;
        different += 1;
    }
    let delete = sql!("delete from contribution_link where a = $1 and b = $2");
    for (a, b) in before.iter().filter(|line| !now.contains(line)) {
        tx.run(delete.bind(*a).bind(*b)).await?;
        different += 1;
    }
    Ok(different)
}

type Given = (Uuid, Uuid, super::Sign);

async fn signs(
    tx: &mut Tx,
    before: &[Given],
    now: &[Given],
    known: impl Fn(&Uuid) -> bool,
) -> Result<usize, Refused> {
    let mut different = 0;
    let insert = sql!(
        "insert into reaction (contribution_id, participant_id, sign) values ($1, $2, $3)
         on conflict (contribution_id, participant_id, sign) do nothing"
    );
    for (note, who, sign) in now.iter().filter(|given| !before.contains(given)).filter(|(id, ..)| known(id)) {
        tx.run(insert.bind(*note).bind(*who).bind(sign.code())).await?;
        different += 1;
    }
    let delete =
        sql!("delete from reaction where contribution_id = $1 and participant_id = $2 and sign = $3");
    for (note, who, sign) in before.iter().filter(|given| !now.contains(given)) {
        tx.run(delete.bind(*note).bind(*who).bind(sign.code())).await?;
        different += 1;
    }
    Ok(different)
}

async fn summed(
    tx: &mut Tx,
    at: &AtTable,
    rows: &[Contribution],
    summaries: &[(i64, String)],
) -> Result<usize, Refused> {
    let mut different = 0;
    let last = at.table.rounds.max(at.table.round);
    for (round, words) in summaries.iter().filter(|(round, _)| (1..=last).contains(round)) {
        let row = rows.iter().find(|row| row.id == summary::summary_id(at.table.room, *round));
        if row.is_some_and(|row| row.words == *words) {
            continue;
        }
        let lang = match row {
            Some(row) => row.lang.clone(),
            None => host_lang(tx, at).await?,
        };
        summary::put(tx, at, *round, (words, &lang)).await?;
        different += 1;
    }
    Ok(different)
}

/// The document does not say in which language a summary is: its host's.
async fn host_lang(tx: &mut Tx, at: &AtTable) -> Result<String, Refused> {
    let row = tx.row(sql!("select lang from participant where id = $1").bind(at.table.host)).await?;
    Ok(row.map(|row| row.get(0)).transpose()?.unwrap_or_else(|| "it".to_owned()))
}
