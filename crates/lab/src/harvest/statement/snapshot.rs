//! All votes of a Lab at one moment, with the map made from them; kept in memory until they change.

use super::{NEEDED, State, statements};
use crate::Refused;
use reticolo_opinion::map::{Cast, Count, Given, OpinionMap, Tally, Vote, Votes, priority};
use reticolo_store::{Db, Failure, sql};
use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, Mutex},
};
use uuid::Uuid;

/// The votes of a Lab.
#[derive(Debug)]
pub(super) struct Snapshot {
    /// Of which count of changes.
    pub changes: i64,
    /// The statements, oldest first, those taken out included.
    pub statements: Vec<Uuid>,
    /// Which of them are out.
    pub out: Vec<bool>,
    /// Who voted, with her language and, for a participant, her kind of body.
    pub voters: Vec<(Uuid, String, Option<String>)>,
    /// The votes.
    pub votes: Votes,
    /// The map, from [`NEEDED`] voters.
    pub map: Option<OpinionMap>,
    /// The weight of each statement when the next one is drawn.
    pub priorities: Vec<f64>,
}

impl Snapshot {
    /// The numbers of the statements that are voted on.
    pub fn open(&self) -> impl Iterator<Item = usize> + '_ {
        self.out.iter().enumerate().filter(|(_, out)| !**out).map(|(at, _)| at)
    }

    /// The counts of a statement over everybody.
    pub fn count(&self, tally: &Tally, statement: usize) -> Count {
        tally.everyone(statement)
    }
}

/// How fresh a snapshot must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Freshness {
    /// Of now.
    Now,
    /// A few votes may be missing: who draws the next statement need not wait for a new map after each vote of others.
    Recent,
}

/// A few Labs vote at a time; beyond this the memory is given back.
const MOST_KEPT: usize = 32;

/// Made anew from the database whenever it is missing or of another count: a restart or another node loses nothing.
static KEPT: LazyLock<Mutex<HashMap<Uuid, Arc<Snapshot>>>> = LazyLock::new(Mutex::default);

/// The votes of a Lab whose changes were counted as `changes`.
pub(super) async fn snapshot(
    db: &Db,
    lab: Uuid,
    changes: i64,
    freshness: Freshness,
) -> Result<Arc<Snapshot>, Refused> {
    let kept = KEPT.lock().ok().and_then(|kept| kept.get(&lab).map(Arc::clone));
    if let Some(kept) = kept.filter(|kept| is_fresh(kept, changes, freshness)) {
        return Ok(kept);
    }
    let new = Arc::new(read(db, lab, changes).await?);
    if let Ok(mut kept) = KEPT.lock() {
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        kept.insert(lab, Arc::clone(&new));
    }
    Ok(new)
}

fn is_fresh(kept: &Snapshot, changes: i64, freshness: Freshness) -> bool {
    let behind = changes - kept.changes;
    match freshness {
        Freshness::Now => behind == 0,
        // Two votes in a hundred change no priority that one would notice.
        Freshness::Recent => (0..=kept.votes.len() as i64 / 50).contains(&behind),
    }
}

async fn read(db: &Db, lab: Uuid, changes: i64) -> Result<Snapshot, Refused> {
    let all = statements(db, lab, 0, super::MOST).await?;
    let out: Vec<bool> = all.iter().map(|statement| statement.state == State::Out).collect();
    let statements: Vec<Uuid> = all.into_iter().map(|statement| statement.id).collect();
    let voters = voters(db, lab).await?;
    let casts = casts(db, lab, &statements, &voters).await?;
    let (people, many) = (voters.len(), statements.len());
    // The map of a large consultation takes its time: other requests go on meanwhile.
    let drawn = tokio::task::spawn_blocking(move || {
        let votes = Votes::of(people, many, &casts);
        let map =
            (people >= NEEDED).then(|| OpinionMap::of(&votes, &Given { hidden: &out, ..Given::default() }));
        let priorities = match &map {
            Some(map) => map.priorities(),
            None => without_map(&votes, &out),
        };
        (votes, out, map, priorities)
    });
    let (votes, out, map, priorities) = drawn.await.map_err(|cause| {
        tracing::error!(%cause, "the opinion map could not be drawn");
        Refused::Conflict("lab-harvest-conflict-map")
    })?;
    Ok(Snapshot { changes, statements, out, voters, votes, map, priorities })
}

/// Before there is a map nobody knows how far a statement tells people apart: newness and engagement count.
fn without_map(votes: &Votes, out: &[bool]) -> Vec<f64> {
    let tally = Tally::of(votes, 0, &vec![None; votes.people()]);
    let weigh = |(at, out): (usize, &bool)| if *out { 0.0 } else { priority(tally.everyone(at), 0.0) };
    out.iter().enumerate().map(weigh).collect()
}

async fn voters(db: &Db, lab: Uuid) -> Result<Vec<(Uuid, String, Option<String>)>, Refused> {
    let find = sql!(
        "select v.id, coalesce(p.lang, v.lang), p.kind from voter v left join participant p on p.id = v.id and v.participant
         where v.lab_id = $1 order by v.since, v.id"
    );
    let rows = db.rows(find.bind(lab)).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).collect()
}

async fn casts(
    db: &Db,
    lab: Uuid,
    statements: &[Uuid],
    voters: &[(Uuid, String, Option<String>)],
) -> Result<Vec<Cast>, Refused> {
    let statement_at: HashMap<Uuid, u32> = statements.iter().copied().zip(0_u32..).collect();
    let voter_at: HashMap<Uuid, u32> = voters.iter().map(|(id, ..)| *id).zip(0_u32..).collect();
    let find = sql!(
        "select v.statement_id, v.voter, v.vote from vote v join statement s on s.id = v.statement_id
         where s.lab_id = $1 order by v.at, v.statement_id, v.voter"
    );
    let mut casts = Vec::new();
    db.each(find.bind(lab), |row| {
        let (statement, voter): (Uuid, Uuid) = (row.get(0)?, row.get(1)?);
        let vote = Vote::from_number(row.get(2)?);
        if let (Some(s), Some(v), Some(vote)) = (statement_at.get(&statement), voter_at.get(&voter), vote) {
            casts.push(Cast::new(*v, *s, vote));
        }
        Ok::<(), Failure>(())
    })
    .await?;
    Ok(casts)
}
