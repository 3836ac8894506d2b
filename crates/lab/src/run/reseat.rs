//! Who comes late, who goes, who is moved. Finished turns are frozen, and as few announced seats change as the rules allow.

use crate::{
    Refused,
    programme::bearer_of_session,
    run::{
        Hall, Who, hosts,
        plan::aside,
        state::Running,
        step::{self, Change, Step},
        turn::keep_tables,
    },
};
use reticolo_accounts::policy::Action;
use reticolo_base::Ctx;
use reticolo_seating as seating;
use reticolo_store::Db;
use uuid::Uuid;

/// Changes the announced seats for the hall as it is now. Hosts who are not there are replaced where `hosted`.
pub(crate) fn rearranged(mut hall: Hall, who: Who, hosted: bool) -> Result<Hall, Refused> {
    if hosted {
        hosts::fill(&mut hall, who);
    }
    let arranged = hall.arranged(who);
    let finished = usize::try_from(hall.finished()).unwrap_or(0);
    let replanned = seating::replan(&arranged.gathering, &arranged.announced, finished, hall.seed())?;
    let mut seats = arranged.seats(&replanned.outcome.plan);
    // Who is no longer on the list keeps the seats of turns that are over.
    let over = hall.seats.iter().filter(|((round, _), _)| *round <= hall.finished());
    for (key, table) in over {
        seats.insert(*key, *table);
    }
    hall.seats = seats;
    Ok(hall)
}

/// Seats who is here from the next seats on; tables that would stay empty are put away.
pub(crate) fn seat_who_is_here(mut hall: Hall) -> Result<Hall, Refused> {
    let who = Who::of(&hall.running);
    let here = hall.people.iter().filter(|person| who.counts(person)).count();
    if hall.seats.is_empty() || hall.finished() >= hall.block.rounds {
        return Ok(hall);
    }
    if here == 0 {
        let finished = hall.finished();
        hall.seats.retain(|(round, _), _| *round <= finished);
        return Ok(hall);
    }
    let open = hall.open_tables().count();
    if here < open {
        keep_tables(&mut hall, here as i64)?;
    }
    let hosted = hall.tables.iter().any(|table| table.host.is_some());
    rearranged(hall, who, hosted)
}

/// One change of the block that runs, or of one that is planned.
async fn changed(
    db: &Db,
    ctx: &Ctx,
    (session, block): (Uuid, Option<Uuid>),
    version: i64,
    what: &str,
    change: impl FnOnce(Hall) -> Result<Hall, Refused> + Send + 'static,
) -> Result<Step, Refused> {
    let bearer = bearer_of_session(db, session).await?;
    bearer.may(ctx, Action::RunSession)?;
    let before = match block {
        Some(block) => Hall::load(db, session, block).await?,
        None => current(db, session).await?,
    };
    let was = Running { version, ..before.running };
    let next = before.clone();
    let after = aside(move || change(next)).await??;
    step::make(db, ctx, bearer, session, Change::new(what, was, was).between(&before, &after)).await
}

/// The block that runs; before the first, the first one with tables.
async fn current(db: &Db, session: Uuid) -> Result<Hall, Refused> {
    if let Some(hall) = Hall::running(db, session).await? {
        return Ok(hall);
    }
    let first = crate::run::blocks(db, session).await?.into_iter().find(crate::run::Block::is_seated);
    Hall::load(db, session, first.ok_or(Refused::NotFound)?.id).await
}

/// Seats who is here now: newcomers get a seat, who has gone loses hers. With a number of tables, so many are used from now on.
///
/// # Errors
/// [`Refused::Invalid`] when no plan can be made, [`Refused::Conflict`] when the version is stale.
pub async fn reseat(
    db: &Db,
    ctx: &Ctx,
    session: Uuid,
    tables: Option<i64>,
    version: i64,
) -> Result<Step, Refused> {
    changed(db, ctx, (session, None), version, "reseat", move |mut hall| {
        if let Some(count) = tables {
            keep_tables(&mut hall, count)?;
            let hosted = hall.tables.iter().any(|table| table.host.is_some());
            let who = Who::of(&hall.running);
            return rearranged(hall, who, hosted);
        }
        seat_who_is_here(hall)
    })
    .await
}

/// Somebody comes: in a running block she gets a seat at once.
///
/// # Errors
/// [`Refused::NotFound`] when she is not on the list, [`Refused::Conflict`] when the version is stale.
pub async fn arrive(
    db: &Db,
    ctx: &Ctx,
    session: Uuid,
    participant: Uuid,
    version: i64,
) -> Result<Step, Refused> {
    let now = ctx.now;
    changed(db, ctx, (session, None), version, "arrive", move |mut hall| {
        let person = hall.people.iter_mut().find(|person| person.id == participant);
        let person = person.ok_or(Refused::NotFound)?;
        (person.arrived_at, person.left_at) = (person.arrived_at.or(Some(now)), None);
        if begun(&hall) { seat_who_is_here(hall) } else { Ok(hall) }
    })
    .await
}

/// Somebody goes for good: her seats from now on are free, and a table that she hosted gets another host.
///
/// # Errors
/// [`Refused::NotFound`] when she is not on the list, [`Refused::Conflict`] when the version is stale.
pub async fn leave(
    db: &Db,
    ctx: &Ctx,
    session: Uuid,
    participant: Uuid,
    version: i64,
) -> Result<Step, Refused> {
    let now = ctx.now;
    changed(db, ctx, (session, None), version, "leave", move |mut hall| {
        let person = hall.people.iter_mut().find(|person| person.id == participant);
        person.ok_or(Refused::NotFound)?.left_at = Some(now);
        if begun(&hall) { seat_who_is_here(hall) } else { Ok(hall) }
    })
    .await
}

fn begun(hall: &Hall) -> bool {
    hall.running.block == Some(hall.block.id) && hall.running.round > 0
}

/// Moves somebody to another table in the turn that runs, or the next one. Nobody else moves, and she stays there when seats are planned
/// again; a rule that breaks by it is told on the console.
///
/// # Errors
/// [`Refused::Invalid`] when there is no such open table, or she hosts another; [`Refused::Conflict`] when the version is stale.
pub async fn move_person(
    db: &Db,
    ctx: &Ctx,
    session: Uuid,
    (participant, table): (Uuid, i64),
    version: i64,
) -> Result<Step, Refused> {
    changed(db, ctx, (session, None), version, "move", move |mut hall| {
        let round = hall.seated_round();
        if hall.person(participant).is_none() {
            return Err(Refused::invalid("lab-run-choose-person"));
        }
        may_sit(&hall, participant, table)?;
        if round > hall.block.rounds {
            return Err(Refused::Conflict("lab-run-last-turn"));
        }
        hall.seats.insert((round, participant), table);
        hall.pins.insert((round, participant), table);
        Ok(hall)
    })
    .await
}

fn may_sit(hall: &Hall, participant: Uuid, table: i64) -> Result<(), Refused> {
    if hall.table(table).is_none_or(|table| !table.open) {
        return Err(Refused::Invalid("lab-run-no-such-table", vec![("table", table.to_string())]));
    }
    let hosts = hall.open_tables().find(|other| other.host == Some(participant) && other.number != table);
    hosts.map_or(Ok(()), |other| {
        Err(Refused::Invalid("lab-run-host-stays", vec![("table", other.number.to_string())]))
    })
}

/// Lets somebody sit at a table in a round, or in all (round 0); without a table, where the plan puts her.
///
/// # Errors
/// [`Refused::Invalid`] when there is no such open table or round; [`Refused::Conflict`] when the version is stale.
pub async fn pin(
    db: &Db,
    ctx: &Ctx,
    (session, block): (Uuid, Uuid),
    (participant, round, table): (Uuid, i64, Option<i64>),
    version: i64,
) -> Result<Step, Refused> {
    let what = if table.is_some() { "pin" } else { "unpin" };
    changed(db, ctx, (session, Some(block)), version, what, move |mut hall| {
        if hall.person(participant).is_none() || !(0..=hall.block.rounds).contains(&round) {
            return Err(Refused::invalid("lab-run-choose-person"));
        }
        match table {
            Some(table) => {
                may_sit(&hall, participant, table)?;
                hall.pins.insert((round, participant), table);
            }
            None => hall.pins.retain(|(of, who), _| *who != participant || (round != 0 && *of != round)),
        }
        seat_who_is_here(hall)
    })
    .await
}

/// Chooses the host of a table; seats follow. Without a person, the table has none.
///
/// # Errors
/// [`Refused::Invalid`] when there is no such open table, [`Refused::Conflict`] when the version is stale.
pub async fn set_host(
    db: &Db,
    ctx: &Ctx,
    (session, block): (Uuid, Uuid),
    (table, host): (i64, Option<Uuid>),
    version: i64,
) -> Result<Step, Refused> {
    changed(db, ctx, (session, Some(block)), version, "host", move |mut hall| {
        if hall.table(table).is_none_or(|table| !table.open) {
            return Err(Refused::Invalid("lab-run-no-such-table", vec![("table", table.to_string())]));
        }
        if host.is_some_and(|host| hall.person(host).is_none()) {
            return Err(Refused::invalid("lab-run-choose-person"));
        }
        for other in &mut hall.tables {
            if other.number == table {
                other.host = host;
            } else if other.host == host {
                other.host = None;
            }
        }
        let who = Who::of(&hall.running);
        if hall.seats.is_empty() { Ok(hall) } else { rearranged(hall, who, false) }
    })
    .await
}

/// What is known of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fitted {
    /// The question that is talked about there.
    pub question: Option<Uuid>,
    /// It is reached without steps.
    pub step_free: bool,
    /// The address of its video room; empty for none.
    pub video: String,
}

/// Says what is known of a table; seats follow where somebody needs one without steps.
///
/// # Errors
/// [`Refused::Invalid`] when there is no such open table, [`Refused::Conflict`] when the version is stale.
pub async fn fit_table(
    db: &Db,
    ctx: &Ctx,
    (session, block): (Uuid, Uuid),
    (number, fitted): (i64, Fitted),
    version: i64,
) -> Result<Step, Refused> {
    changed(db, ctx, (session, Some(block)), version, "table", move |mut hall| {
        let asked = |id: &Uuid| hall.block.questions.iter().any(|question| question.id == *id);
        let question = fitted.question.filter(asked);
        let table = hall.tables.iter_mut().find(|table| table.number == number && table.open);
        let Some(table) = table else {
            return Err(Refused::Invalid("lab-run-no-such-table", vec![("table", number.to_string())]));
        };
        let steps_changed = table.step_free != fitted.step_free;
        (table.question, table.step_free) = (question, fitted.step_free);
        table.video = fitted.video;
        if steps_changed { seat_who_is_here(hall) } else { Ok(hall) }
    })
    .await
}
