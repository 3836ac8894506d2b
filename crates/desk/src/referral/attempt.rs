//! Attempts to reach her: written down, so that "not reached" means three in ten days by two ways.

use super::{
    Command, Move, Referral,
    read::{seat, unseen},
    state::Side,
    step::{self, Begun},
};
use crate::{Desk, Refused, access::audit, person::Channel};
use reticolo_base::Instant;
use reticolo_store::sql;
use uuid::Uuid;

/// How many attempts make "not reached".
pub const ATTEMPTS: usize = 3;
/// Within how many days.
pub const DAYS: i64 = 10;
/// By how many ways.
pub const CHANNELS: usize = 2;

/// An attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// By which way.
    pub channel: Channel,
    /// When.
    pub at: Instant,
}

/// Writes an attempt down.
///
/// # Errors
/// [`Refused::NotFound`] when the actor does not sit on the receiver's side, [`Refused::Conflict`] when it is not taken.
pub async fn attempt(desk: Desk<'_>, id: Uuid, referral: Uuid, channel: Channel) -> Result<(), Refused> {
    let found = unseen(desk, referral).await?;
    let seat = seat(desk, &found).await?;
    let inside = seat.organization.is_some() && seat.organization == found.receiver;
    if seat.side != Side::Receiver && !inside {
        return Err(Refused::NotFound);
    }
    if found.state.after(Move::Miss, Side::Receiver).is_none() {
        return Err(Refused::Conflict("desk-referral-not-now"));
    }
    let mut tx = desk.db.begin(desk.ctx).await?;
    let insert = sql!(
        "insert into referral_attempt (id, referral_id, member_id, channel, at) values ($1, $2, $3, $4, $5)"
    );
    let insert = insert.bind(id).bind(referral).bind(desk.ctx.actor.member()).bind(channel.code());
    tx.run(insert.bind(desk.ctx.now)).await?;
    let chain = seat.organization.unwrap_or(found.sender);
    audit(&mut tx, chain, ("desk.referral.attempted", "referral", referral), channel.code()).await?;
    step::tell(&mut tx, &found).await?;
    Ok(tx.commit().await?)
}

/// The attempts of a referral, oldest first.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such referral for the actor.
pub async fn attempts(desk: Desk<'_>, referral: &Referral) -> Result<Vec<Attempt>, Refused> {
    seat(desk, referral).await?;
    let find = sql!("select channel, at from referral_attempt where referral_id = $1 order by at, id");
    let mut attempts = Vec::new();
    for row in desk.db.rows(find.bind(referral.id)).await? {
        let Some(channel) = Channel::parse(&row.get::<String>(0)?) else { continue };
        attempts.push(Attempt { channel, at: row.get(1)? });
    }
    Ok(attempts)
}

/// Whether enough was tried: [`ATTEMPTS`] within [`DAYS`] days by [`CHANNELS`] ways.
pub fn may_miss(attempts: &[Attempt], now: Instant) -> bool {
    let recent: Vec<&Attempt> = attempts.iter().filter(|a| a.at >= now.plus_days(-DAYS)).collect();
    let mut ways: Vec<Channel> = recent.iter().map(|a| a.channel).collect();
    ways.sort();
    ways.dedup();
    recent.len() >= ATTEMPTS && ways.len() >= CHANNELS
}

/// She was not reached.
///
/// # Errors
/// [`Refused::NotFound`]; [`Refused::Conflict`] when too little was tried, or it moved meanwhile.
pub async fn miss(desk: Desk<'_>, command: Command) -> Result<i64, Refused> {
    let found = unseen(desk, command.referral).await?;
    let tried = attempts(desk, &found).await?;
    if !may_miss(&tried, desk.ctx.now) {
        return Err(Refused::Conflict("desk-referral-try-more"));
    }
    match step::begin(desk, command, Move::Miss).await? {
        Begun::Before => Ok(command.version + 1),
        Begun::Now(step) => step.finish().await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn not_reached_is_three_times_in_ten_days_by_two_ways() {
        let now: Instant = "2026-11-23T10:00:00Z".parse().unwrap();
        let of = |days: &[(i64, Channel)]| -> Vec<Attempt> {
            days.iter().map(|(day, channel)| Attempt { channel: *channel, at: now.plus_days(-day) }).collect()
        };
        assert!(may_miss(&of(&[(9, Channel::Call), (5, Channel::Message), (0, Channel::Call)]), now));
        assert!(
            !may_miss(&of(&[(9, Channel::Call), (5, Channel::Call), (0, Channel::Call)]), now),
            "one way only"
        );
        assert!(!may_miss(&of(&[(9, Channel::Call), (0, Channel::Message)]), now), "twice only");
        assert!(
            !may_miss(&of(&[(11, Channel::Call), (5, Channel::Message), (0, Channel::Call)]), now),
            "too long ago"
        );
    }
}
