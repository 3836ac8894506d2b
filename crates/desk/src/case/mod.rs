//! A taking in charge: intake → assessed → planned → active → closing → closed. One organisation answers for it. Nothing is
//! shared by letting others into a case, only by referrals.

mod note;
mod plan;

pub use note::{Note, note, notes};
pub use plan::{NewStep, Step, StepKind, add_step, done_step, drop_step, move_step, steps};

use crate::{Desk, Refused, access::audit};
use reticolo_base::Instant;
use reticolo_store::{Row, Tx, sql, vault::Class};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Where a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// She was welcomed.
    Intake,
    /// Her needs are understood.
    Assessed,
    /// A plan is agreed with her.
    Planned,
    /// It is being done.
    Active,
    /// What is left is being closed.
    Closing,
    /// Over; it may be opened again with a note.
    Closed,
}

impl State {
    /// Every state, in order.
    pub const ALL: [Self; 6] =
        [Self::Intake, Self::Assessed, Self::Planned, Self::Active, Self::Closing, Self::Closed];

    /// The stored word, also the last part of its text's key.
    pub fn code(self) -> &'static str {
        match self {
            Self::Intake => "intake",
            Self::Assessed => "assessed",
            Self::Planned => "planned",
            Self::Active => "active",
            Self::Closing => "closing",
            Self::Closed => "closed",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// What is sealed of a case.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Content {
    needs: Vec<String>,
    words: String,
}

/// A case.
#[derive(Clone)]
pub struct Case {
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub person: Uuid,
    /// The organisation that answers for it.
    pub organization: Uuid,
    /// Where it stands.
    pub state: State,
    /// The needs: codes.
    pub needs: Vec<String>,
    /// What she said, in words.
    pub words: String,
    /// When it was opened.
    pub opened_at: Instant,
    /// When it was closed.
    pub closed_at: Option<Instant>,
    /// For the next change.
    pub version: i64,
}

impl std::fmt::Debug for Case {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Case({}, {})", self.id, self.state.code())
    }
}

/// Opens a first case together with a person. The caller audits.
pub(crate) async fn begin(
    tx: &mut Tx,
    (id, person, organization): (Uuid, Uuid, Uuid),
) -> Result<(), Refused> {
    let now = tx.ctx().now;
    let insert = sql!(
        "insert into desk_case (id, person_id, organization_id, state, opened_at, version)
         values ($1, $2, $3, 'intake', $4, 1)"
    );
    tx.run(insert.bind(id).bind(person).bind(organization).bind(now)).await?;
    Ok(())
}

/// Opens a further case of a person.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such person for the actor.
pub async fn add(desk: Desk<'_>, id: Uuid, person: Uuid) -> Result<(), Refused> {
    desk.at_desk()?;
    let known = desk.known(person).await?;
    let mut tx = desk.db.begin(desk.ctx).await?;
    begin(&mut tx, (id, person, known.organization)).await?;
    audit(&mut tx, known.organization, ("desk.case.opened", "person", known.pseudonym), "").await?;
    Ok(tx.commit().await?)
}

/// The cases of a person, the newest first.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such person for the actor.
pub async fn of_person(desk: Desk<'_>, person: Uuid) -> Result<Vec<Case>, Refused> {
    desk.known(person).await?;
    let find = sql!(
        "select id, person_id, organization_id, state, sealed, opened_at, closed_at, version from desk_case
         where person_id = $1 order by opened_at desc, id desc"
    );
    let mut cases = Vec::new();
    for row in desk.db.rows(find.bind(person)).await? {
        cases.push(read(desk, &row).await?);
    }
    Ok(cases)
}

/// A case, which leaves a trace.
///
/// # Errors
/// [`Refused::NotFound`] when there is none for the actor.
pub async fn open(desk: Desk<'_>, case: Uuid) -> Result<Case, Refused> {
    let found = unread(desk, case).await?;
    let known = desk.known(found.person).await?;
    desk.looked(known.organization, "desk.case.read", "person", known.pseudonym).await?;
    Ok(found)
}

/// The same without a trace; the person was asked for.
pub(crate) async fn unread(desk: Desk<'_>, case: Uuid) -> Result<Case, Refused> {
    let find = sql!(
        "select id, person_id, organization_id, state, sealed, opened_at, closed_at, version from desk_case where id = $1"
    );
    let row = desk.db.row(find.bind(case)).await?.ok_or(Refused::NotFound)?;
    desk.known(row.get(1)?).await?;
    read(desk, &row).await
}

async fn read(desk: Desk<'_>, row: &Row) -> Result<Case, Refused> {
    let (id, person): (Uuid, Uuid) = (row.get(0)?, row.get(1)?);
    let opened = match row.get::<Option<Vec<u8>>>(4)? {
        Some(sealed) => desk.vault.open_record(desk.db, (person, Class::Case, id), &sealed).await?,
        None => None,
    };
    let content: Content = opened.and_then(|plain| serde_json::from_slice(&plain).ok()).unwrap_or_default();
    Ok(Case {
        id,
        person,
        organization: row.get(2)?,
        state: State::parse(&row.get::<String>(3)?).unwrap_or(State::Intake),
        needs: content.needs,
        words: content.words,
        opened_at: row.get(5)?,
        closed_at: row.get(6)?,
        version: row.get(7)?,
    })
}

/// Writes down what she needs: codes of needs, and her words. Needs that are none are left out.
///
/// # Errors
/// [`Refused::NotFound`], or [`Refused::Conflict`] when the case is closed or a colleague changed it meanwhile.
pub async fn assess(
    desk: Desk<'_>,
    case: Uuid,
    version: i64,
    (needs, words): (&[String], &str),
) -> Result<(), Refused> {
    desk.at_desk()?;
    let found = unread(desk, case).await?;
    let known = desk.known(found.person).await?;
    let reference = reticolo_directory::reference::Reference::get();
    let mut content = Content { needs: Vec::new(), words: reticolo_base::folding::one_line(words, 2_000) };
    for need in needs.iter().filter(|need| reference.need(need).is_some()) {
        if !content.needs.contains(need) {
            content.needs.push(need.clone());
        }
    }
    let state =
        if found.state == State::Intake && !content.needs.is_empty() { State::Assessed } else { found.state };
    let mut tx = desk.db.begin(desk.ctx).await?;
    let plain = serde_json::to_vec(&content).unwrap_or_default();
    let record = (found.person, Class::Case, case);
    let sealed = desk.vault.seal_record(&mut tx, known.organization, record, &plain).await?;
    let set = sql!(
        "update desk_case set sealed = $3, state = $4, version = version + 1
         where id = $1 and version = $2 and state <> 'closed'"
    );
    if tx.run(set.bind(case).bind(version).bind(sealed).bind(state.code())).await? == 0 {
        return Err(Refused::Conflict("desk-case-changed"));
    }
    audit(&mut tx, known.organization, ("desk.case.assessed", "person", known.pseudonym), "").await?;
    Ok(tx.commit().await?)
}

/// Moves a case on, or back. A closed one is opened again with a note only; closing stops what is overdue in it.
///
/// # Errors
/// [`Refused::NotFound`], [`Refused::Invalid`] when a note is missing, [`Refused::Conflict`] when it changed meanwhile.
pub async fn advance(
    desk: Desk<'_>,
    case: Uuid,
    version: i64,
    (to, note_id, words): (State, Uuid, &str),
) -> Result<(), Refused> {
    desk.at_desk()?;
    let found = unread(desk, case).await?;
    let known = desk.known(found.person).await?;
    let reopening = found.state == State::Closed && to != State::Closed;
    if reopening && words.trim().is_empty() {
        return Err(Refused::Invalid("words", "desk-problem-reopen"));
    }
    let closed_at = (to == State::Closed).then_some(desk.ctx.now);
    let mut tx = desk.db.begin(desk.ctx).await?;
    let set = sql!(
        "update desk_case set state = $3, closed_at = $4, version = version + 1 where id = $1 and version = $2"
    );
    if tx.run(set.bind(case).bind(version).bind(to.code()).bind(closed_at)).await? == 0 {
        return Err(Refused::Conflict("desk-case-changed"));
    }
    if !words.trim().is_empty() {
        note::write(desk, &mut tx, (note_id, case), (found.person, known.organization), words).await?;
    }
    audit(&mut tx, known.organization, ("desk.case.moved", "person", known.pseudonym), to.code()).await?;
    Ok(tx.commit().await?)
}
