//! The third meeting is going on: forty people at eight tables, a few minutes into the first turn.

use super::{
    Unfilled, meeting,
    moving::Moving,
    play::{Play, session as session_id},
    prepare,
};
use crate::{Refused, after::field::zone};
use reticolo_base::Instant;
use reticolo_live::Hub;
use std::sync::Arc;

/// How many tables.
const TABLES: i64 = 8;

/// For how long the turn has been running, in seconds.
const INTO: i64 = 7 * 60;

/// How many notes lie on the tables when one comes in.
const NOTES: i64 = 26;

/// What they say first follows from this.
const SEED: u64 = 3;

/// The longest that the template's meeting takes, in minutes.
const MINUTES: i64 = 210;

/// Prepares the third meeting, seats its people and begins.
pub(super) async fn begin(play: &Play<'_>, hub: &Arc<Hub>) -> Result<(), Unfilled> {
    let hours = hours(play.now);
    let one = prepare::Meeting {
        number: 3,
        template: "seed-3",
        place: "Officina Immaginaria, Lecce, e dal telefono",
        day: 0,
        hours,
    };
    let cafes = prepare::meeting(play, &one).await?;
    let cafe = cafes.first().copied().ok_or(Refused::NotFound)?;
    let begun = play.now.plus_seconds(-INTO);
    meeting::seat(play, (session_id(3), cafe), TABLES, begun.plus_seconds(-30 * 60)).await?;
    let mut moving = Moving::begin(play.db.clone(), hub.clone(), SEED)?;
    for step in 0..NOTES {
        let at = begun.plus_seconds(20 + step * (INTO - 40) / NOTES);
        moving.say(at).await?;
    }
    for step in 0..NOTES {
        moving.react(begun.plus_seconds(60 + step * (INTO - 80) / NOTES)).await?;
    }
    Ok(())
}

/// From when until when a meeting is that is going on now: within one day, since its form knows one day.
fn hours(now: Instant) -> ((i8, i8), (i8, i8)) {
    let local = now.timestamp().to_zoned(zone());
    let minute = i64::from(local.hour()) * 60 + i64::from(local.minute());
    let from = (minute - 40).clamp(0, 24 * 60 - 1 - MINUTES);
    // Whole five minutes, as people write them.
    let from = from - from % 5;
    let time = |minute: i64| (i8::try_from(minute / 60).unwrap_or(0), i8::try_from(minute % 60).unwrap_or(0));
    (time(from), time(from + MINUTES))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meeting_that_is_going_on_lies_within_one_day_at_any_hour() {
        let midnight: Instant = "2026-11-22T23:00:00Z".parse().unwrap();
        for minute in 0..24 * 60 {
            let ((h, m), (end, last)) = hours(midnight.plus_seconds(minute * 60));
            let from = i64::from(h) * 60 + i64::from(m);
            assert!(from <= minute && from + MINUTES == i64::from(end) * 60 + i64::from(last));
            assert!(from % 5 == 0 && end < 24, "{minute}");
        }
    }
}
