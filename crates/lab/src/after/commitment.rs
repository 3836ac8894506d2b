//! Commitments: who promised what by when, and whether it was kept.

use super::{Act, Near, Said, field, near, reminder, said, seal};
use crate::{
    Refused,
    programme::Bearer,
    provenance::{self, Thing},
};
use reticolo_base::{Ctx, Instant, Lang};
use reticolo_store::{Db, Row, sql};
use uuid::Uuid;

/// The kind of a commitment in translations and provenance.
pub const KIND: &str = "commitment";

/// What is typed to make a promise.
#[derive(Debug, Clone, Copy)]
pub struct Draft<'a> {
    /// The name of an organisation, where it is one that promises.
    pub who: &'a str,
    /// The participant, where it is one.
    pub participant: Option<Uuid>,
    /// What is promised.
    pub what: &'a str,
    /// In which language that is written.
    pub lang: Lang,
    /// By which day, `2026-12-24`.
    pub due: &'a str,
    /// The session at which it was promised.
    pub session: Option<Uuid>,
}

/// Where a promise stands at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Its day is past and it is not kept.
    Late,
    /// There is time.
    Open,
    /// It was kept, after its day.
    KeptLate,
    /// It was kept.
    Kept,
    /// It was given up, and why is said.
    Dropped,
}

impl Standing {
    /// Every standing, the most urgent first.
    pub const ALL: [Self; 5] = [Self::Late, Self::Open, Self::KeptLate, Self::Kept, Self::Dropped];

    /// The last part of its text's key.
    pub fn code(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Open => "open",
            Self::KeptLate => "kept-late",
            Self::Kept => "kept",
            Self::Dropped => "dropped",
        }
    }
}

/// Who promised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// An organisation.
    Organization(String),
    /// A participant: her name for those who take part, `None` for everybody else and once it was erased.
    Participant(Option<String>),
}

/// A promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    /// The promise.
    pub id: Uuid,
    /// The Lab.
    pub lab: Uuid,
    /// Who promised.
    pub who: Who,
    /// Whether it is the reader's own.
    pub mine: bool,
    /// What.
    pub what: Said,
    /// By when.
    pub due: Instant,
    /// What is said about its end.
    pub note: String,
    /// When it ended.
    pub closed_at: Option<Instant>,
    /// Where it stands now.
    pub standing: Standing,
    /// How often its day was moved.
    pub moves: Vec<Move>,
    /// For the next change.
    pub version: i64,
}

/// A day that was moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// The day before.
    pub from: Instant,
    /// The day after.
    pub to: Instant,
    /// Why.
    pub reason: String,
    /// When it was moved.
    pub at: Instant,
}

/// How the promises of a Lab stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    /// How many there are.
    pub all: usize,
    /// In the order of [`Standing::ALL`].
    pub by_standing: [usize; 5],
    /// How many had their day moved.
    pub moved: usize,
}

impl Figures {
    /// Of these promises.
    pub fn of(commitments: &[Commitment]) -> Self {
        let count = |standing| commitments.iter().filter(|c| c.standing == standing).count();
        Self {
            all: commitments.len(),
            by_standing: Standing::ALL.map(count),
            moved: commitments.iter().filter(|c| !c.moves.is_empty()).count(),
        }
    }
}

/// Where a promise with this state stands at `now`.
pub fn standing(state: &str, due: Instant, closed_at: Option<Instant>, now: Instant) -> Standing {
    match state {
        "dropped" => Standing::Dropped,
        "kept" if closed_at.is_none_or(|at| at <= due) => Standing::Kept,
        "kept" => Standing::KeptLate,
        _ if due < now => Standing::Late,
        _ => Standing::Open,
    }
}

/// Makes a promise and plans its reminders. Whoever follows the Lab up writes anybody's; a participant her own.
///
/// # Errors
/// [`Refused::Invalid`] when a field is not as it must be or the day is past; [`Refused::NotFound`] for anybody else.
pub async fn promise(
    db: &Db,
    ctx: &Ctx,
    lab: Uuid,
    id: Uuid,
    draft: Draft<'_>,
    from: Option<&Thing>,
) -> Result<(), Refused> {
    let (bearer, near) = near(db, ctx, lab).await?;
    let (who, participant) = promiser(ctx, near, &draft)?;
    let what = field::text("what", draft.what)?;
    let due = field::due("due", draft.due, ctx.now)?;
    must_be_here(db, lab, participant, draft.session).await?;
    super::story::must_be_of(db, lab, from).await?;
    let mut tx = db.begin(ctx).await?;
    let insert = sql!(
        "insert into commitment (id, lab_id, session_id, who, participant_id, what, lang, due, state, note, version, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 'open', '', 1, $9)"
    );
    let insert = insert.bind(id).bind(lab).bind(draft.session).bind(who).bind(participant).bind(what);
    tx.run(insert.bind(draft.lang.code()).bind(due).bind(ctx.now)).await?;
    if let Some(origin) = from {
        provenance::record(&mut tx, &Thing::new(KIND, id), origin, "promised").await?;
    }
    reminder::plan(&mut tx, KIND, id, due).await?;
    seal(tx, bearer, Act { name: "lab.commitment.made", entity: KIND, id, detail: "" }).await
}

fn promiser(ctx: &Ctx, near: Near, draft: &Draft<'_>) -> Result<(String, Option<Uuid>), Refused> {
    match (near, draft.participant) {
        (Near::FollowsUp, None) => Ok((field::title("who", draft.who)?, None)),
        (Near::FollowsUp, Some(participant)) => Ok((String::new(), Some(participant))),
        (Near::TakesPart, _) => Ok((String::new(), ctx.actor.participant())),
        (Near::Public, _) => Err(Refused::NotFound),
    }
}

async fn must_be_here(
    db: &Db,
    lab: Uuid,
    participant: Option<Uuid>,
    session: Option<Uuid>,
) -> Result<(), Refused> {
    if let Some(id) = participant {
        let known = sql!("select 1 from participant where id = $1 and lab_id = $2 and erased_at is null");
        db.row(known.bind(id).bind(lab)).await?.ok_or(Refused::NotFound)?;
    }
    if let Some(id) = session {
        let known = sql!("select 1 from lab_session where id = $1 and lab_id = $2");
        db.row(known.bind(id).bind(lab)).await?.ok_or(Refused::NotFound)?;
    }
    Ok(())
}

/// The promises of a Lab, late ones first, then by their day; anybody may read them.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such Lab.
pub async fn of_lab(db: &Db, ctx: &Ctx, lab: Uuid) -> Result<Vec<Commitment>, Refused> {
    let (_, near) = near(db, ctx, lab).await?;
    let find = sql!(
        "select c.id, c.lab_id, c.who, c.participant_id, c.what, c.lang, c.due, c.state, c.note, c.closed_at, c.version, p.name
         from commitment c left join participant p on p.id = c.participant_id and p.erased_at is null
         where c.lab_id = $1 order by c.due, c.id"
    );
    let mut all = Vec::new();
    for row in db.rows(find.bind(lab)).await? {
        all.push(read(db, ctx, near, &row).await?);
    }
    all.sort_by_key(|commitment| commitment.standing);
    Ok(all)
}

/// A promise with its Lab's bearer and how close the reader stands.
///
/// # Errors
/// [`Refused::NotFound`] when there is none.
pub async fn one(db: &Db, ctx: &Ctx, id: Uuid) -> Result<(Commitment, Bearer, Near), Refused> {
    let find = sql!(
        "select c.id, c.lab_id, c.who, c.participant_id, c.what, c.lang, c.due, c.state, c.note, c.closed_at, c.version, p.name
         from commitment c left join participant p on p.id = c.participant_id and p.erased_at is null
         where c.id = $1"
    );
    let row = db.row(find.bind(id)).await?.ok_or(Refused::NotFound)?;
    let (bearer, near) = near(db, ctx, row.get(1)?).await?;
    Ok((read(db, ctx, near, &row).await?, bearer, near))
}

async fn read(db: &Db, ctx: &Ctx, near: Near, row: &Row) -> Result<Commitment, Refused> {
    let (id, lang): (Uuid, _) = (row.get(0)?, said::lang(&row.get::<String>(5)?));
    let participant: Option<Uuid> = row.get(3)?;
    let name = || row.get::<Option<String>>(11).map(|name| name.filter(|_| near > Near::Public));
    let (due, closed_at) = (row.get(6)?, row.get(9)?);
    Ok(Commitment {
        id,
        lab: row.get(1)?,
        who: match participant {
            None => Who::Organization(row.get(2)?),
            Some(_) => Who::Participant(name()?),
        },
        mine: participant.is_some() && participant == ctx.actor.participant(),
        what: Said::to(db, (KIND, id), row.get(4)?, lang, ctx.lang).await?,
        due,
        note: row.get(8)?,
        closed_at,
        standing: standing(&row.get::<String>(7)?, due, closed_at, ctx.now),
        moves: moves(db, id).await?,
        version: row.get(10)?,
    })
}

async fn moves(db: &Db, id: Uuid) -> Result<Vec<Move>, Refused> {
    let find = sql!(
        "select from_due, to_due, reason, at from commitment_move where commitment_id = $1 order by number"
    );
    let rows = db.rows(find.bind(id)).await?;
    let read =
        |row: &Row| Ok(Move { from: row.get(0)?, to: row.get(1)?, reason: row.get(2)?, at: row.get(3)? });
    rows.iter().map(read).collect()
}

/// A promise that the actor may change and that is still open.
async fn changeable(db: &Db, ctx: &Ctx, id: Uuid) -> Result<(Commitment, Bearer), Refused> {
    let (commitment, bearer, near) = one(db, ctx, id).await?;
    if near != Near::FollowsUp && !(near == Near::TakesPart && commitment.mine) {
        return Err(Refused::NotFound);
    }
    if !matches!(commitment.standing, Standing::Open | Standing::Late) {
        return Err(Refused::Conflict("lab-after-closed"));
    }
    Ok((commitment, bearer))
}

/// How a promise ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It was kept.
    Kept,
    /// It was given up.
    Dropped,
}

/// Ends a promise. Why it was dropped must be said; a note about a kept one may be.
///
/// # Errors
/// [`Refused::Conflict`] when it has ended, or changed meanwhile; [`Refused::Invalid`] without a reason.
pub async fn end(db: &Db, ctx: &Ctx, id: Uuid, version: i64, end: End, note: &str) -> Result<(), Refused> {
    let (_, bearer) = changeable(db, ctx, id).await?;
    let (state, note) = match end {
        End::Kept => ("kept", field::text_or_none("note", note)?),
        End::Dropped => ("dropped", field::text("note", note)?),
    };
    let mut tx = db.begin(ctx).await?;
    let set = sql!(
        "update commitment set state = $3, note = $4, closed_at = $5, version = version + 1
         where id = $1 and version = $2 and state = 'open'"
    );
    if tx.run(set.bind(id).bind(version).bind(state).bind(note).bind(ctx.now)).await? == 0 {
        return Err(Refused::Conflict("lab-after-stale"));
    }
    reminder::cancel(&mut tx, KIND, id).await?;
    seal(tx, bearer, Act { name: "lab.commitment.ended", entity: KIND, id, detail: state }).await
}

/// Moves the day of a promise, and why; the day before stays to be seen.
///
/// # Errors
/// [`Refused::Invalid`] for a day that is past, or without a reason; [`Refused::Conflict`] when it changed meanwhile.
pub async fn postpone(
    db: &Db,
    ctx: &Ctx,
    id: Uuid,
    version: i64,
    (due, reason): (&str, &str),
) -> Result<(), Refused> {
    let (commitment, bearer) = changeable(db, ctx, id).await?;
    let (due, reason) = (field::due("due", due, ctx.now)?, field::text("reason", reason)?);
    let mut tx = db.begin(ctx).await?;
    let set = sql!(
        "update commitment set due = $3, version = version + 1 where id = $1 and version = $2 and state = 'open'"
    );
    if tx.run(set.bind(id).bind(version).bind(due)).await? == 0 {
        return Err(Refused::Conflict("lab-after-stale"));
    }
    let number = i64::try_from(commitment.moves.len()).unwrap_or(i64::MAX);
    let insert = sql!(
        "insert into commitment_move (commitment_id, number, from_due, to_due, reason, at) values ($1, $2, $3, $4, $5, $6)"
    );
    let insert = insert.bind(id).bind(number).bind(commitment.due).bind(due).bind(reason);
    tx.run(insert.bind(ctx.now)).await?;
    reminder::plan(&mut tx, KIND, id, due).await?;
    seal(tx, bearer, Act { name: "lab.commitment.moved", entity: KIND, id, detail: "" }).await
}
