//! Seats before the session: planned, looked at, announced.

use crate::{
    Refused,
    programme::bearer_of_session,
    run::{
        Hall, Who,
        hall::Arranged,
        hosts,
        step::{self, Change, Step},
        tables::{CafeTable, MOST_TABLES},
        told::{Help, Trouble},
    },
};
use reticolo_accounts::policy::Action;
use reticolo_base::Ctx;
use reticolo_seating::{self as seating, Bound, Effort, Outcome, Score};
use reticolo_store::Db;
use uuid::Uuid;

/// How many other choices of hosts are tried when a rule cannot be kept with the first.
const OTHER_HOSTS: u64 = 3;

/// What the facilitator asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// How many tables.
    pub tables: i64,
    /// Whether each table has a host who stays.
    pub hosts: bool,
    /// Another number gives another plan.
    pub seed: u64,
}

/// A plan that was made, and what it is worth.
#[derive(Debug, Clone)]
pub struct Planned {
    /// The step that made it.
    pub step: Step,
    /// What it is worth.
    pub worth: Worth,
}

/// What the seats of a block are worth.
#[derive(Debug, Clone)]
pub struct Worth {
    /// The block with its people, tables and seats.
    pub hall: Hall,
    /// The same in the planner's numbers.
    pub arranged: Arranged,
    /// How well the wishes are met.
    pub score: Score,
    /// What no plan can do better.
    pub bound: Bound,
    /// Rules that are broken.
    pub troubles: Vec<Trouble>,
    /// The smallest change with which none would be; empty when none is, or none was found.
    pub help: Vec<Help>,
}

/// Seats everybody who is expected for a block that has not begun. Hosts who were chosen stay where they can.
///
/// # Errors
/// [`Refused::Invalid`] when no plan can be made, [`Refused::Conflict`] when the block has begun or the version is stale.
pub async fn plan(
    db: &Db,
    ctx: &Ctx,
    (session, block): (Uuid, Uuid),
    wanted: Wanted,
    version: i64,
) -> Result<Planned, Refused> {
    let bearer = bearer_of_session(db, session).await?;
    bearer.may(ctx, Action::RunSession)?;
    let before = Hall::load(db, session, block).await?;
    has_not_begun(&before)?;
    let mut after = before.clone();
    set_tables(&mut after, wanted.tables)?;
    if after.people.iter().all(|person| !Who::Expected.counts(person)) {
        return Err(Refused::invalid("lab-run-nobody"));
    }
    let after = aside(move || fresh(after, Who::Expected, wanted, Effort::Patient)).await??;
    let was = crate::run::Running { version, ..before.running };
    let step = step::make(db, ctx, bearer, session, Change::new("plan", was, was).between(&before, &after));
    Ok(Planned { step: step.await?, worth: valued(after, Who::Expected).await? })
}

/// What the seats of a block are worth, with the rules that are broken from now on.
///
/// # Errors
/// [`Refused::NotFound`] when one may not see it or there is no such block.
pub async fn worth(db: &Db, ctx: &Ctx, session: Uuid, block: Uuid) -> Result<Worth, Refused> {
    bearer_of_session(db, session).await?.may(ctx, Action::RunSession)?;
    let hall = Hall::load(db, session, block).await?;
    let who = Who::of(&hall.running);
    valued(hall, who).await
}

async fn valued(hall: Hall, who: Who) -> Result<Worth, Refused> {
    aside(move || {
        let arranged = hall.arranged(who);
        let finished = usize::try_from(hall.finished()).unwrap_or(0);
        let outcome = Outcome::of(&arranged.gathering, arranged.current(), finished);
        let planned = !hall.seats.is_empty();
        let broken = if planned { outcome.broken.as_slice() } else { &[] };
        let changes = match broken {
            [] => Vec::new(),
            _ => seating::smallest_change(&arranged.gathering, &outcome, hall.seed()),
        };
        Worth {
            troubles: broken.iter().map(|one| Trouble::of(one, &arranged)).collect(),
            help: changes.iter().map(|one| Help::of(one, &arranged)).collect(),
            score: outcome.score,
            bound: outcome.bound,
            hall,
            arranged,
        }
    })
    .await
}

/// Long thinking is done aside, so that the pages of others do not wait.
pub(crate) async fn aside<T: Send + 'static>(
    think: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Refused> {
    match tokio::task::spawn_blocking(think).await {
        Ok(thought) => Ok(thought),
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            // The process ends meanwhile: nothing was changed.
            Err(_) => Err(Refused::Conflict("lab-run-changed-meanwhile")),
        },
    }
}

fn has_not_begun(hall: &Hall) -> Result<(), Refused> {
    let begun = hall.running.block == Some(hall.block.id) && hall.running.round > 0;
    if begun { Err(Refused::Conflict("lab-run-has-begun")) } else { Ok(()) }
}

/// Opens so many tables: the lower numbers, new ones where there are too few.
pub(crate) fn set_tables(hall: &mut Hall, count: i64) -> Result<(), Refused> {
    if !(1..=MOST_TABLES).contains(&count) {
        return Err(Refused::Invalid("lab-run-how-many-tables", vec![("most", MOST_TABLES.to_string())]));
    }
    for number in 1..=count {
        if hall.table(number).is_none() {
            hall.tables.push(CafeTable::new(&hall.block, number));
        }
    }
    hall.tables.sort_by_key(|table| table.number);
    for table in &mut hall.tables {
        table.open = table.number <= count;
    }
    Ok(())
}

/// Seats everybody anew.
pub(crate) fn fresh(mut hall: Hall, who: Who, wanted: Wanted, effort: Effort) -> Result<Hall, Refused> {
    let seed = hall.seed().wrapping_add(wanted.seed);
    let mut chosen = Vec::new();
    if wanted.hosts {
        chosen = hosts::fill(&mut hall, who);
    } else {
        hall.tables.iter_mut().for_each(|table| table.host = None);
    }
    let (mut arranged, mut best) = seated(&hall, who, seed, effort)?;
    for other in 1..=OTHER_HOSTS {
        if best.broken.is_empty() || chosen.iter().all(|replaced| replaced.is.is_none()) {
            break;
        }
        let tried = with_other_hosts(&hall, &chosen, who, seed.wrapping_add(other));
        let (there, outcome) = seated(&tried, who, seed, Effort::Brief)?;
        if outcome.broken.len() < best.broken.len() {
            (hall, arranged, best) = (tried, there, outcome);
        }
    }
    hall.seats = arranged.seats(&best.plan);
    Ok(hall)
}

fn seated(hall: &Hall, who: Who, seed: u64, effort: Effort) -> Result<(Arranged, Outcome), Refused> {
    let arranged = hall.arranged(who);
    let outcome = seating::seat(&arranged.gathering, seed, effort)?;
    Ok((arranged, outcome))
}

/// Hosts whom nobody chose by name are drawn anew.
fn with_other_hosts(hall: &Hall, chosen: &[hosts::Replaced], who: Who, seed: u64) -> Hall {
    let mut tried = hall.clone();
    for replaced in chosen {
        if let Some(table) = tried.tables.iter_mut().find(|table| table.number == replaced.table) {
            table.host = None;
        }
    }
    let mut arranged = tried.arranged(who);
    let tables = arranged.gathering.tables.len();
    seating::choose_hosts(&mut arranged.gathering, tables, seed);
    for (person, id) in arranged.gathering.people.iter().zip(&arranged.ids) {
        let number = person.host.and_then(|table| arranged.numbers.get(table));
        if let Some(table) = tried.tables.iter_mut().find(|table| Some(&table.number) == number) {
            table.host = Some(*id);
        }
    }
    tried
}
