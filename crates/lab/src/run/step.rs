//! Every change of a running session is one step, written together with what was before, and can be undone. Steps are undone in
//! turn, the newest first; what was undone stays written.

use crate::{
    Refused,
    programme::{Bearer, bearer_of_session},
    run::{
        Hall,
        hall::Seats,
        state::{self, Phase, Running},
        tables::{self, CafeTable},
    },
};
use reticolo_accounts::policy::Action;
use reticolo_base::{Ctx, Instant, Lang};
use reticolo_store::{Db, Row, Tx, audit::Entry, job, sql};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// The kind of the job that lets turns go on alone.
pub const JOB: &str = "lab.turn";

/// A seat, or a place where somebody must sit, that changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// The round, from 1.
    pub round: i64,
    /// Who.
    pub who: Uuid,
    /// The table where she sat.
    pub from: Option<i64>,
    /// The table where she sits now.
    pub to: Option<i64>,
}

impl Moved {
    fn back(self) -> Self {
        Self { from: self.to, to: self.from, ..self }
    }
}

/// When somebody came and went.
pub type Presence = (Option<Instant>, Option<Instant>);

/// Somebody who came or went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Came {
    /// Who.
    pub who: Uuid,
    /// When she had come and gone before.
    pub was: Presence,
    /// When now.
    pub is: Presence,
}

/// All that one step changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What was done, in one word that is also the last part of its text's key.
    pub what: String,
    /// The clock before.
    pub was: Running,
    /// The clock after.
    pub is: Running,
    /// The block whose seats change.
    pub block: Option<Uuid>,
    /// Seats that change.
    pub seats: Vec<Moved>,
    /// Places where somebody must sit that change.
    pub pins: Vec<Moved>,
    /// Tables that change: as they were, and as they are.
    pub tables: Vec<(Option<CafeTable>, CafeTable)>,
    /// Who came or went.
    pub presence: Vec<Came>,
    /// What was told to all.
    pub announcement: Option<Uuid>,
    /// The call for help that was answered.
    pub help: Option<Uuid>,
}

/// A step that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its number in the session, from 1.
    pub number: i64,
    /// When.
    pub at: Instant,
    /// What it changed.
    pub change: Change,
}

impl Change {
    /// A change of the clock alone; more may be added.
    pub fn new(what: &str, was: Running, is: Running) -> Self {
        Self {
            what: what.to_owned(),
            was,
            is,
            block: None,
            seats: Vec::new(),
            pins: Vec::new(),
            tables: Vec::new(),
            presence: Vec::new(),
            announcement: None,
            help: None,
        }
    }

    /// Everything in which two arrangements of a block differ.
    #[must_use]
    pub fn between(mut self, before: &Hall, after: &Hall) -> Self {
        self.block = Some(after.block.id);
        self.seats = differences(&before.seats, &after.seats);
        self.pins = differences(&before.pins, &after.pins);
        let earlier = |table: &CafeTable| before.table(table.number).cloned();
        let changed = after.tables.iter().map(|table| (earlier(table), table.clone()));
        self.tables = changed.filter(|(was, is)| was.as_ref() != Some(is)).collect();
        let presence = after.people.iter().filter_map(|person| {
            let was = before.person(person.id)?;
            let (was, is) = ((was.arrived_at, was.left_at), (person.arrived_at, person.left_at));
            (was != is).then_some(Came { who: person.id, was, is })
        });
        self.presence = presence.collect();
        self
    }

    /// Those whose announced seat is another now, and who must be told.
    pub fn to_tell(&self) -> impl Iterator<Item = &Moved> {
        self.seats.iter().filter(|moved| moved.from.is_some() && moved.to.is_some())
    }
}

fn differences(before: &Seats, after: &Seats) -> Vec<Moved> {
    let keys: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let moved = |key: &(i64, Uuid)| Moved {
        round: key.0,
        who: key.1,
        from: before.get(key).copied(),
        to: after.get(key).copied(),
    };
    keys.into_iter().map(moved).filter(|moved| moved.from != moved.to).collect()
}

/// Makes a step, if the session still stands where it was made from.
pub(crate) async fn make(
    db: &Db,
    ctx: &Ctx,
    bearer: Bearer,
    session: Uuid,
    change: Change,
) -> Result<Step, Refused> {
    make_telling(db, ctx, bearer, session, change, None).await
}

/// Words to all that go with a step.
pub(crate) struct Told {
    pub id: Uuid,
    pub words: String,
    pub lang: Lang,
}

/// Makes a step that also tells something to all.
pub(crate) async fn make_telling(
    db: &Db,
    ctx: &Ctx,
    bearer: Bearer,
    session: Uuid,
    change: Change,
    told: Option<Told>,
) -> Result<Step, Refused> {
    let mut tx = db.begin(ctx).await?;
    state::put(&mut tx, session, change.was.version, &change.is).await?;
    write(&mut tx, session, &change).await?;
    if let Some(told) = told {
        let tell =
            sql!("insert into announcement (id, session_id, at, words, lang) values ($1, $2, $3, $4, $5)");
        let tell = tell.bind(told.id).bind(session).bind(ctx.now).bind(told.words);
        tx.run(tell.bind(told.lang.code())).await?;
    }
    if let Some(call) = change.help {
        let answer = sql!("update help_call set answered_at = $2 where id = $1");
        tx.run(answer.bind(call).bind(ctx.now)).await?;
    }
    let step = record(&mut tx, session, change).await?;
    go_on_alone(&mut tx, session, &step.change.is).await?;
    close(tx, bearer, session, &format!("run.{}", step.change.what)).await?;
    Ok(step)
}

async fn record(tx: &mut Tx, session: Uuid, mut change: Change) -> Result<Step, Refused> {
    change.is.version = change.was.version + 1;
    let last = sql!("select max(number) from run_step where session_id = $1").bind(session);
    let last = tx.row(last).await?.map(|row| row.get::<Option<i64>>(0)).transpose()?.flatten();
    let step = Step { number: last.unwrap_or(0) + 1, at: tx.ctx().now, change };
    let insert = sql!(
        "insert into run_step (session_id, number, at, what, before, undone) values ($1, $2, $3, $4, $5, false)"
    );
    let body = serde_json::to_string(&step.change).unwrap_or_default();
    let insert = insert.bind(session).bind(step.number).bind(step.at).bind(step.change.what.as_str());
    tx.run(insert.bind(body)).await?;
    Ok(step)
}

async fn close(mut tx: Tx, bearer: Bearer, session: Uuid, action: &str) -> Result<(), Refused> {
    let chain = crate::chain(bearer.organization);
    let entry = Entry { chain: &chain, action, entity: "session", id: Some(session), detail: "" };
    tx.audit(entry).await?;
    tx.emit("lab.run", &serde_json::json!({ "session": session }).to_string()).await?;
    Ok(tx.commit().await?)
}

/// Where turns go on alone, a job waits for the end of this one.
async fn go_on_alone(tx: &mut Tx, session: Uuid, run: &Running) -> Result<(), Refused> {
    let (true, Phase::Round, Some(ends)) = (run.alone, run.phase, run.ends_at) else { return Ok(()) };
    let id = Uuid::new_v5(&session, format!("turn {} {}", run.version, ends.0).as_bytes());
    Ok(job::plan(tx, id, JOB, &session.to_string(), ends, "{}").await?)
}

async fn write(tx: &mut Tx, session: Uuid, change: &Change) -> Result<(), Refused> {
    if let Some(block) = change.block {
        for (_, table) in &change.tables {
            tables::put(tx, block, table).await?;
        }
        for moved in &change.seats {
            seat(tx, block, *moved).await?;
        }
        for moved in &change.pins {
            pin(tx, block, *moved).await?;
        }
    }
    for came in &change.presence {
        presence(tx, session, came.who, came.is).await?;
    }
    Ok(())
}

async fn seat(tx: &mut Tx, block: Uuid, moved: Moved) -> reticolo_store::Result<()> {
    let Some(table) = moved.to else {
        let free = sql!("delete from seat where block_id = $1 and round = $2 and participant_id = $3");
        return tx.run(free.bind(block).bind(moved.round).bind(moved.who)).await.map(drop);
    };
    let take = sql!(
        "insert into seat (block_id, round, participant_id, table_number) values ($1, $2, $3, $4)
         on conflict (block_id, round, participant_id) do update set table_number = excluded.table_number"
    );
    tx.run(take.bind(block).bind(moved.round).bind(moved.who).bind(table)).await.map(drop)
}

async fn pin(tx: &mut Tx, block: Uuid, moved: Moved) -> reticolo_store::Result<()> {
    let Some(table) = moved.to else {
        let free = sql!("delete from seat_pin where block_id = $1 and round = $2 and participant_id = $3");
        return tx.run(free.bind(block).bind(moved.round).bind(moved.who)).await.map(drop);
    };
    let take = sql!(
        "insert into seat_pin (block_id, round, participant_id, table_number) values ($1, $2, $3, $4)
         on conflict (block_id, round, participant_id) do update set table_number = excluded.table_number"
    );
    tx.run(take.bind(block).bind(moved.round).bind(moved.who).bind(table)).await.map(drop)
}

/// That somebody came or went is part of the step, so that both are undone together.
async fn presence(tx: &mut Tx, session: Uuid, who: Uuid, is: Presence) -> reticolo_store::Result<()> {
    let set = sql!(
        "update attendance set arrived_at = $3, left_at = $4 where session_id = $1 and participant_id = $2"
    );
    tx.run(set.bind(session).bind(who).bind(is.0).bind(is.1)).await.map(drop)
}

fn read(row: &Row) -> Result<Option<Step>, Refused> {
    let change = serde_json::from_str(&row.get::<String>(2)?).ok();
    let (number, at) = (row.get(0)?, row.get(1)?);
    Ok(change.map(|change| Step { number, at, change }))
}

/// The newest step that was not undone, if there is one.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn last_step(db: &Db, session: Uuid) -> Result<Option<Step>, Refused> {
    let find = sql!(
        "select number, at, before from run_step where session_id = $1 and undone = false order by number desc limit 1"
    );
    let row = db.row(find.bind(session)).await?;
    row.as_ref().map(read).transpose().map(Option::flatten)
}

/// Undoes the newest step that was not undone: seats, hosts, clock, arrivals, announcements and calls are as before it. What people
/// wrote meanwhile stays.
///
/// # Errors
/// [`Refused::Conflict`] when there is nothing to undo, or somebody changed something meanwhile.
pub async fn undo(db: &Db, ctx: &Ctx, session: Uuid, version: i64) -> Result<Step, Refused> {
    let bearer = bearer_of_session(db, session).await?;
    bearer.may(ctx, Action::RunSession)?;
    let step = last_step(db, session).await?.ok_or(Refused::Conflict("lab-run-nothing-to-undo"))?;
    let mut tx = db.begin(ctx).await?;
    state::put(&mut tx, session, version, &step.change.was).await?;
    write(&mut tx, session, &reversed(&step.change)).await?;
    if let Some(announcement) = step.change.announcement {
        let now = tx.ctx().now;
        let withdraw = sql!("update announcement set withdrawn_at = $2 where id = $1");
        tx.run(withdraw.bind(announcement).bind(now)).await?;
    }
    if let Some(call) = step.change.help {
        tx.run(sql!("update help_call set answered_at = null where id = $1").bind(call)).await?;
    }
    let mark = sql!("update run_step set undone = true where session_id = $1 and number = $2");
    tx.run(mark.bind(session).bind(step.number)).await?;
    let next = Running { version: version + 1, ..step.change.was };
    go_on_alone(&mut tx, session, &next).await?;
    close(tx, bearer, session, "run.undone").await?;
    Ok(step)
}

/// The change that leads back. A table that was new is put away: what was said there stays reachable.
fn reversed(change: &Change) -> Change {
    let back = |moved: &[Moved]| moved.iter().copied().map(Moved::back).collect();
    let tables = change.tables.iter().map(|(was, is)| {
        let before = was.clone().unwrap_or_else(|| CafeTable { open: false, host: None, ..is.clone() });
        (Some(is.clone()), before)
    });
    let presence = change.presence.iter().map(|came| Came { who: came.who, was: came.is, is: came.was });
    Change {
        seats: back(&change.seats),
        pins: back(&change.pins),
        tables: tables.collect(),
        presence: presence.collect(),
        block: change.block,
        ..Change::new(&change.what, change.is, change.was)
    }
}

/// The tables whose host a change replaces: number, who was, who is.
pub fn new_hosts(change: &Change) -> BTreeMap<i64, (Option<Uuid>, Option<Uuid>)> {
    let host = |table: &CafeTable| table.host.filter(|_| table.open);
    let pairs = change.tables.iter().map(|(was, is)| (is.number, (was.as_ref().and_then(host), host(is))));
    pairs.filter(|(_, (was, is))| was != is).collect()
}
