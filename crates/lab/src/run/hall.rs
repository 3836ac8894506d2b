//! A block with its people, tables and seats, and what the planner makes of it.

use crate::{
    Refused,
    run::{
        block::{self, Block},
        people::{self, Somebody},
        state,
        state::{Phase, Running},
        tables::{self, CafeTable},
    },
};
use reticolo_seating::{Fault, Gathering, Person, Plan, Table};
use reticolo_store::{Db, sql};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Who sits where: by round (from 1) and person, the number of the table.
pub type Seats = BTreeMap<(i64, Uuid), i64>;

/// For whom seats are planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Everybody on whom one can still count.
    Expected,
    /// Who is here.
    Here,
}

impl Who {
    /// Before the first turn seats are for those who are expected, from then on for those who are here.
    pub fn of(running: &Running) -> Self {
        match running.phase {
            Phase::Preparing | Phase::Welcome => Self::Expected,
            _ => Self::Here,
        }
    }

    /// Whether she is one of them.
    pub fn counts(self, person: &Somebody) -> bool {
        match self {
            Self::Expected => person.is_expected(),
            Self::Here => person.is_here(),
        }
    }
}

/// A block with everything that its seats depend on.
#[derive(Debug, Clone)]
pub struct Hall {
    /// The session.
    pub session: Uuid,
    /// Where it stands.
    pub running: Running,
    /// The block.
    pub block: Block,
    /// Who may take a seat, by id.
    pub people: Vec<Somebody>,
    /// The tables, by number, also those that were put away.
    pub tables: Vec<CafeTable>,
    /// Who sits where.
    pub seats: Seats,
    /// Where somebody must sit; round 0 means every round.
    pub pins: Seats,
    /// Who must not sit together.
    pub apart: Vec<(Uuid, Uuid)>,
}

impl Hall {
    /// Loads a block of a session.
    ///
    /// # Errors
    /// [`Refused::NotFound`] when the session has no such block with tables.
    pub async fn load(db: &Db, session: Uuid, block: Uuid) -> Result<Self, Refused> {
        // The state comes first: whoever changes anything after this is found out by its version.
        let running = state(db, session).await?;
        let block = block::seated(db, session, block).await?;
        Ok(Self {
            session,
            running,
            people: people::on_the_list(db, session).await?,
            tables: tables::tables_of(db, block.id).await?,
            seats: seats_of(db, block.id).await?,
            pins: pins_of(db, block.id).await?,
            apart: people::kept_apart(db, session).await?,
            block,
        })
    }

    /// The block that runs, or `None` while none does.
    ///
    /// # Errors
    /// [`Refused::Store`] of the database.
    pub async fn running(db: &Db, session: Uuid) -> Result<Option<Self>, Refused> {
        let Some(block) = state(db, session).await?.block else { return Ok(None) };
        Self::load(db, session, block).await.map(Some)
    }

    /// Somebody by her id.
    pub fn person(&self, id: Uuid) -> Option<&Somebody> {
        self.people.iter().find(|person| person.id == id)
    }

    /// A table by its number.
    pub fn table(&self, number: i64) -> Option<&CafeTable> {
        self.tables.iter().find(|table| table.number == number)
    }

    /// The tables at which people sit.
    pub fn open_tables(&self) -> impl Iterator<Item = &CafeTable> {
        self.tables.iter().filter(|table| table.open)
    }

    /// The rounds that are over.
    pub fn finished(&self) -> i64 {
        self.running.finished(self.block.id)
    }

    /// The round whose seats people take now; 1 for a block that has not begun.
    pub fn seated_round(&self) -> i64 {
        if self.running.block == Some(self.block.id) { self.running.seated_round() } else { 1 }
    }

    /// Who sits at a table in a round, by id.
    pub fn at(&self, round: i64, table: i64) -> impl Iterator<Item = &Somebody> {
        self.people.iter().filter(move |person| self.seats.get(&(round, person.id)) == Some(&table))
    }

    /// The planner's seed: the same block is always planned alike.
    pub fn seed(&self) -> u64 {
        self.block.id.as_u128() as u64
    }

    /// What the planner needs.
    pub fn arranged(&self, who: Who) -> Arranged {
        Arranged::of(self, who)
    }
}

/// A block in the planner's numbers.
#[derive(Debug, Clone)]
pub struct Arranged {
    /// People, tables, rounds and rules.
    pub gathering: Gathering,
    /// The participant of each person in the gathering.
    pub ids: Vec<Uuid>,
    /// The number of each table; those that were put away follow the gathering's.
    pub numbers: Vec<i64>,
    /// The seats as they were announced.
    pub announced: Plan,
}

impl Arranged {
    fn of(hall: &Hall, who: Who) -> Self {
        let finished = hall.finished();
        let open = hall.open_tables().collect::<Vec<_>>();
        let closed = hall.tables.iter().filter(|table| !table.open);
        let numbers: Vec<i64> = open.iter().copied().chain(closed).map(|table| table.number).collect();
        let place = |number: i64| numbers.iter().position(|known| *known == number);
        let open_place = |number: i64| place(number).filter(|place| *place < open.len());
        let rounds = hall.block.rounds;
        let mut people = Vec::new();
        let mut ids = Vec::new();
        for person in &hall.people {
            let comes = who.counts(person);
            let present: BTreeSet<usize> =
                (1..=rounds)
                    .filter(|round| {
                        if *round > finished { comes } else { hall.seats.contains_key(&(*round, person.id)) }
                    })
                    .filter_map(|round| usize::try_from(round - 1).ok())
                    .collect();
            if present.is_empty() {
                continue;
            }
            let hosted = open.iter().find(|table| table.host == Some(person.id) && comes);
            let pinned = |round: i64| {
                let pin = hall.pins.get(&(round, person.id)).or_else(|| hall.pins.get(&(0, person.id)))?;
                Some((usize::try_from(round - 1).ok()?, open_place(*pin)?))
            };
            ids.push(person.id);
            people.push(Person {
                name: person.name.clone(),
                languages: person.speaks.clone(),
                mediator: person.mediator,
                kind: Some(person.kind.clone()).filter(|kind| !kind.is_empty()),
                territory: Some(person.territory.clone()).filter(|territory| !territory.is_empty()),
                step_free: person.step_free,
                host: hosted.and_then(|table| open_place(table.number)),
                pins: if comes {
                    (finished + 1..=rounds).filter_map(pinned).collect()
                } else {
                    BTreeMap::new()
                },
                rounds: (present.len() as i64 != rounds).then_some(present),
            });
        }
        let index = |id: &Uuid| ids.iter().position(|known| known == id);
        let apart = hall.apart.iter().filter_map(|(a, b)| Some((index(a)?, index(b)?))).collect();
        let announced = plan_of(&hall.seats, &ids, &numbers, rounds);
        let tables =
            open.iter().map(|table| Table { seats: None, step_free: table.step_free }).collect::<Vec<_>>();
        let rounds = usize::try_from(rounds).unwrap_or(0);
        let gathering = Gathering { people, tables, rounds, apart, ..Gathering::default() };
        Self { gathering, ids, numbers, announced }
    }

    /// The seats as they are now: without tables that were put away, but where turns that are over had them.
    pub fn current(&self) -> Plan {
        let mut plan = self.announced.clone();
        for tables in &mut plan.rounds {
            while tables.len() > self.gathering.tables.len() && tables.last().is_some_and(Vec::is_empty) {
                tables.pop();
            }
        }
        plan
    }

    /// The seats of a plan of this gathering.
    pub fn seats(&self, plan: &Plan) -> Seats {
        let mut seats = Seats::new();
        for (round, tables) in (1_i64..).zip(&plan.rounds) {
            for (number, members) in self.numbers.iter().zip(tables) {
                for id in members.iter().filter_map(|person| self.ids.get(*person)) {
                    seats.insert((round, *id), *number);
                }
            }
        }
        seats
    }
}

fn plan_of(seats: &Seats, ids: &[Uuid], numbers: &[i64], rounds: i64) -> Plan {
    let mut plan = vec![vec![Vec::new(); numbers.len()]; usize::try_from(rounds).unwrap_or(0)];
    let index: BTreeMap<Uuid, usize> = ids.iter().enumerate().map(|(place, id)| (*id, place)).collect();
    for ((round, id), number) in seats {
        let table = numbers.iter().position(|known| known == number);
        let round = usize::try_from(round - 1).ok();
        let members = round.and_then(|round| plan.get_mut(round)).zip(table).and_then(|(r, t)| r.get_mut(t));
        if let (Some(members), Some(person)) = (members, index.get(id)) {
            members.push(*person);
        }
    }
    for members in plan.iter_mut().flatten() {
        members.sort_unstable();
    }
    Plan { rounds: plan }
}

/// Why the planner made no plan, as the facilitator reads it.
impl From<Fault> for Refused {
    fn from(fault: Fault) -> Self {
        let said = |key, args: Vec<(&'static str, String)>| Self::Invalid(key, args);
        match fault {
            Fault::Nobody => said("lab-run-nobody", Vec::new()),
            Fault::NoTable | Fault::NoRound => said("lab-run-no-table", Vec::new()),
            Fault::EmptyTables { people, tables, .. } => said(
                "lab-run-empty-tables",
                vec![("people", people.to_string()), ("tables", tables.to_string())],
            ),
            Fault::TooMany { is, most, .. } => {
                said("lab-run-too-many", vec![("is", is.to_string()), ("most", most.to_string())])
            }
            Fault::TwoHosts { table, .. } => {
                said("lab-run-two-hosts", vec![("table", (table + 1).to_string())])
            }
            Fault::NoSuchTable { table, .. } => {
                said("lab-run-no-such-table", vec![("table", (table + 1).to_string())])
            }
            Fault::NoSuchPair | Fault::OtherPlan(_) => Self::Conflict("lab-run-changed-meanwhile"),
        }
    }
}

/// Who sits where in a block.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn seats_of(db: &Db, block: Uuid) -> Result<Seats, Refused> {
    let find = sql!("select round, participant_id, table_number from seat where block_id = $1");
    read(&db.rows(find.bind(block)).await?)
}

async fn pins_of(db: &Db, block: Uuid) -> Result<Seats, Refused> {
    let find = sql!("select round, participant_id, table_number from seat_pin where block_id = $1");
    read(&db.rows(find.bind(block)).await?)
}

fn read(rows: &[reticolo_store::Row]) -> Result<Seats, Refused> {
    let one = |row: &reticolo_store::Row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?));
    Ok(rows.iter().map(one).collect::<reticolo_store::Result<_>>()?)
}
