//! All that the facilitator sees at a glance.

use crate::{
    Refused,
    programme::bearer_of_session,
    run::{
        Block, Hall, Running, Somebody, Step, Who, announcement, announcement::Announcement, blocks, help,
        help::Call, last_step, state, tables::CafeTable, told::Trouble,
    },
};
use reticolo_accounts::policy::Action;
use reticolo_base::{Ctx, Instant, Lang};
use reticolo_store::{Db, sql};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A table that says nothing for so long is shown as silent, in seconds.
pub const SILENT_SECONDS: i64 = 5 * 60;

/// A table now.
#[derive(Debug, Clone)]
pub struct TableNow {
    /// The table.
    pub table: CafeTable,
    /// Who sits there.
    pub people: Vec<Somebody>,
    /// How many contributions it wrote in this round.
    pub contributions: i64,
    /// When it last wrote, in this round.
    pub last_word: Option<Instant>,
    /// Calls for help that nobody answered.
    pub calls: Vec<Call>,
}

impl TableNow {
    /// Whether it has been silent for some minutes of a turn that began at `since`.
    pub fn is_silent(&self, since: Instant, now: Instant) -> bool {
        let last = self.last_word.unwrap_or(since).max(since);
        last.plus_seconds(SILENT_SECONDS) <= now
    }
}

/// The console.
#[derive(Debug, Clone)]
pub struct Console {
    /// Where the session stands.
    pub running: Running,
    /// The blocks of the session.
    pub blocks: Vec<Block>,
    /// The block that runs, or will run next.
    pub hall: Option<Hall>,
    /// Its open tables.
    pub tables: Vec<TableNow>,
    /// Who is here and has no seat in the round that runs or comes.
    pub unseated: Vec<Somebody>,
    /// Who has a seat there and is not here.
    pub vanished: Vec<Somebody>,
    /// Rules that are broken in the rounds to come.
    pub troubles: Vec<Trouble>,
    /// What can be undone.
    pub last: Option<Step>,
    /// What was told to all, newest first.
    pub told: Vec<Announcement>,
}

impl Console {
    /// Who is here.
    pub fn here(&self) -> impl Iterator<Item = &Somebody> {
        self.hall.iter().flat_map(|hall| hall.people.iter().filter(|person| person.is_here()))
    }

    /// Who is expected and has not come.
    pub fn awaited(&self) -> impl Iterator<Item = &Somebody> {
        self.hall
            .iter()
            .flat_map(|hall| hall.people.iter().filter(|person| person.is_expected() && !person.is_here()))
    }

    /// The block that may be started now: the first with tables that has not begun.
    pub fn to_start(&self) -> Option<&Block> {
        let begun = self.running.block.filter(|_| self.running.round > 0);
        let after = begun.and_then(|id| self.blocks.iter().find(|block| block.id == id)).map(|b| b.position);
        self.blocks.iter().find(|block| block.is_seated() && after.is_none_or(|after| block.position > after))
    }

    /// Whether the block that runs has a further turn.
    pub fn has_next_turn(&self) -> bool {
        let runs = self.hall.as_ref().filter(|hall| self.running.block == Some(hall.block.id));
        runs.is_some_and(|hall| self.running.round > 0 && self.running.round < hall.block.rounds)
    }
}

/// The console of a session.
///
/// # Errors
/// [`Refused::NotFound`] when one may not run it.
pub async fn console(db: &Db, ctx: &Ctx, session: Uuid) -> Result<Console, Refused> {
    bearer_of_session(db, session).await?.may(ctx, Action::RunSession)?;
    let running = state(db, session).await?;
    let blocks = blocks(db, session).await?;
    let begun = running.block.filter(|_| running.round > 0);
    let block = begun.or_else(|| blocks.iter().find(|block| block.is_seated()).map(|block| block.id));
    let hall = match block {
        Some(block) => Some(Hall::load(db, session, block).await?),
        None => None,
    };
    let mut console = Console {
        running,
        blocks,
        tables: Vec::new(),
        unseated: Vec::new(),
        vanished: Vec::new(),
        troubles: Vec::new(),
        last: last_step(db, session).await?,
        told: announcement::announcements(db, session, ctx.lang).await?,
        hall,
    };
    let calls = help::open_calls(db, session).await?;
    console.look_around(&calls);
    if let Some(block) = block {
        console.count_words(db, block).await?;
    }
    Ok(console)
}

impl Console {
    fn look_around(&mut self, calls: &[Call]) {
        let Some(hall) = &self.hall else { return };
        let round = hall.seated_round();
        let now = |table: &CafeTable| TableNow {
            people: hall.at(round, table.number).cloned().collect(),
            calls: calls.iter().filter(|call| call.table == table.number).cloned().collect(),
            table: table.clone(),
            contributions: 0,
            last_word: None,
        };
        self.tables = hall.open_tables().map(now).collect();
        let who = Who::of(&hall.running);
        let seated = |person: &&Somebody| hall.seats.contains_key(&(round, person.id));
        if hall.seats.is_empty() || round > hall.block.rounds {
            return;
        }
        let people = &hall.people;
        self.unseated = people.iter().filter(|p| who.counts(p) && !seated(p)).cloned().collect();
        self.vanished = people.iter().filter(|p| !who.counts(p) && seated(p)).cloned().collect();
        let arranged = hall.arranged(who);
        let from = usize::try_from(round - 1).unwrap_or(0);
        let broken = reticolo_seating::broken(&arranged.gathering, &arranged.current(), from);
        self.troubles =
            broken.iter().filter(|one| one.rule() != "seat").map(|one| Trouble::of(one, &arranged)).collect();
    }

    async fn count_words(&mut self, db: &Db, block: Uuid) -> Result<(), Refused> {
        let count = sql!(
            "select table_number, count(*), max(changed_at) from contribution
             where block_id = $1 and round = $2 and hidden = false group by table_number"
        );
        let rows = db.rows(count.bind(block).bind(self.running.round)).await?;
        let mut counted: BTreeMap<i64, (i64, Option<Instant>)> = BTreeMap::new();
        for row in rows {
            counted.insert(row.get(0)?, (row.get(1)?, row.get(2)?));
        }
        for table in &mut self.tables {
            if let Some((count, last)) = counted.get(&table.table.number) {
                (table.contributions, table.last_word) = (*count, *last);
            }
        }
        Ok(())
    }
}

/// In which languages the people on a list read: those of the pages, each once, in the order of the language switch.
pub fn languages_of<'a>(people: impl Iterator<Item = &'a Somebody>) -> Vec<Lang> {
    let read: Vec<Lang> = people.map(|person| person.lang).collect();
    Lang::ALL.into_iter().filter(|lang| read.contains(lang)).collect()
}
