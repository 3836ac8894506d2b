//! A meeting that was held: seats, turns, what was said at the tables, the wall.

use super::{
    file::{Meeting, Note},
    play::{Play, draw, id, person, session as session_id},
    prepare, wall,
};
use crate::{
    Refused, people,
    programme::templates,
    run::{self, Hall, Start, plan::Wanted},
    table::{self, Draft, Sign},
    translation::Maker,
};
use reticolo_base::{Ctx, Instant};
use uuid::Uuid;

/// The id of something said, by the number of its meeting and its key.
pub(super) fn note_id(number: u8, key: &str) -> Uuid {
    id("contribution", &format!("{number}.{key}"))
}

/// Prepares, holds and closes a meeting.
pub(super) async fn hold(play: &Play<'_>, number: u8, file: &Meeting) -> Result<(), Refused> {
    let session = session_id(number);
    let minutes = templates().iter().find(|known| known.code == file.template).map_or(150, |t| t.minutes);
    let end = i64::from(file.from.0) * 60 + i64::from(file.from.1) + i64::from(minutes);
    let end = i8::try_from(end / 60).and_then(|hour| Ok((hour, i8::try_from(end % 60)?)));
    let one = prepare::Meeting {
        number,
        template: &file.template,
        place: &file.place,
        day: -file.days_ago,
        hours: (file.from, end.unwrap_or((20, 0))),
    };
    let cafes = prepare::meeting(play, &one).await?;
    let cafe = cafes.first().copied().ok_or(Refused::NotFound)?;
    let from = play.on(-file.days_ago, file.from);
    seat(play, (session, cafe), file.tables, from).await?;
    let talked = turns(play, (number, cafe), file, from.plus_seconds(30 * 60)).await?;
    wall::harvest(play, number, file, talked).await?;
    let version = run::state(play.db, session).await?.version;
    let ctx = play.staff(from.plus_seconds(i64::from(minutes) * 60));
    run::close(play.db, &ctx, session, version).await.map(drop)
}

/// Plans seats the day before, opens the doors, and begins with who came.
pub(super) async fn seat(
    play: &Play<'_>,
    (session, block): (Uuid, Uuid),
    tables: i64,
    from: Instant,
) -> Result<(), Refused> {
    let version = || async { Ok::<_, Refused>(run::state(play.db, session).await?.version) };
    let wanted = Wanted { tables, hosts: true, seed: 0 };
    let before = play.staff(from.plus_days(-1));
    run::plan(play.db, &before, (session, block), wanted, version().await?).await?;
    run::open(play.db, &play.staff(from.plus_seconds(-900)), session, version().await?).await?;
    for one in people::everyone(play.db, session).await? {
        let known = play.people.iter().find(|known| person(&known.key) == one.participant.id);
        if let Some(known) = known.filter(|known| !known.absent) {
            let late = (draw(&known.key) * 1200.0) as i64;
            let her = play.by(&known.key, from.plus_seconds(late - 900));
            people::arrive(play.db, &her, session, one.participant.id).await?;
        }
    }
    let ctx = play.staff(from.plus_seconds(30 * 60));
    run::start(play.db, &ctx, (session, block), Start::default(), version().await?).await.map(drop)
}

/// Every turn of the block; when the last one ended.
async fn turns(
    play: &Play<'_>,
    (number, block): (u8, Uuid),
    file: &Meeting,
    from: Instant,
) -> Result<Instant, Refused> {
    let session = session_id(number);
    let mut begun = from;
    loop {
        let hall = Hall::load(play.db, session, block).await?;
        let round = hall.running.round;
        let notes = file.note.iter().filter(|note| note.round == round);
        for (place, note) in (1_i64..).zip(notes) {
            say(play, (number, &hall), note, file.reviewed, begun.plus_seconds(place * 90)).await?;
        }
        let ended = begun.plus_seconds(hall.block.round_minutes * 60);
        sum_up(play, &hall, file, ended.plus_seconds(-60)).await?;
        let (ctx, version) = (play.staff(ended), run::state(play.db, session).await?.version);
        if round >= hall.block.rounds {
            run::finish_turn(play.db, &ctx, session, version).await?;
            return Ok(ended);
        }
        run::next_turn(play.db, &ctx, session, version).await?;
        begun = ended;
    }
}

/// Somebody says something at the table where she sits; a person translates it, and others react.
async fn say(
    play: &Play<'_>,
    (number, hall): (u8, &Hall),
    note: &Note,
    reviewed: bool,
    at: Instant,
) -> Result<(), Refused> {
    let Some(table) = hall.seats.get(&(note.round, person(&note.who))).copied() else { return Ok(()) };
    let staff = play.staff(at.plus_seconds(30));
    let her = if note.table { play.staff(at) } else { play.by(&note.who, at) };
    let place = table::gate(play.db, &her, hall.block.id, table).await?;
    let draft = Draft { for_table: note.table, ..Draft::parse(&note.words, Some(&note.kind), &note.lang)? };
    let id = note_id(number, &note.key);
    table::write(play.db, &her, &place, id, &draft).await?;
    for (lang, words) in &note.to {
        // Who finds a translation right says it once more.
        for _ in 0..=usize::from(reviewed) {
            table::translate(play.db, &staff, id, (*lang, words), Maker::Person).await?;
        }
    }
    if note.strong {
        brought(table::mark_strong(play.db, &staff, id).await)?;
    }
    react(play, hall, (note, id, table), at).await
}

/// A table that brings three already brings no fourth.
fn brought(marked: Result<(), Refused>) -> Result<(), Refused> {
    match marked {
        Err(Refused::Conflict(_)) => Ok(()),
        other => other,
    }
}

async fn react(
    play: &Play<'_>,
    hall: &Hall,
    (note, id, table): (&Note, Uuid, i64),
    at: Instant,
) -> Result<(), Refused> {
    for other in play.people.iter().filter(|other| other.key != note.who) {
        if hall.seats.get(&(note.round, person(&other.key))) != Some(&table) {
            continue;
        }
        let drawn = draw(&format!("{} {}", other.key, note.key));
        let sign = if drawn < 0.3 { Sign::Thumb } else { Sign::Heart };
        if drawn < 0.45 {
            table::react(play.db, &play.by(&other.key, at.plus_seconds(40)), id, sign).await?;
        }
    }
    Ok(())
}

/// The hosts of the first tables sum the turn up.
async fn sum_up(play: &Play<'_>, hall: &Hall, file: &Meeting, at: Instant) -> Result<(), Refused> {
    let round = hall.running.round;
    let summaries = file.summary.iter().filter(|summary| summary.round == round);
    for (table, summary) in hall.open_tables().zip(summaries) {
        let ctx: Ctx = play.staff(at);
        let place = table::gate(play.db, &ctx, hall.block.id, table.number).await?;
        let words = (summary.words.as_str(), summary.lang.as_str());
        table::write_summary(play.db, &ctx, &place, round, words).await?;
    }
    Ok(())
}
