//! Working groups: members, a task, the next date.

use super::{Act, Near, Said, field, near, said, seal};
use crate::{
    Refused,
    programme::Bearer,
    provenance::{self, Thing},
};
use reticolo_accounts::policy::Action;
use reticolo_base::{Ctx, Instant};
use reticolo_store::{Db, Row, sql};
use uuid::Uuid;

/// The kind of a group in translations and provenance.
pub const KIND: &str = "group";

/// What is typed to form a group.
#[derive(Debug, Clone, Copy, Default)]
pub struct Draft<'a> {
    /// The name.
    pub title: &'a str,
    /// What the group has set itself to do.
    pub task: &'a str,
    /// The next date as a local date and time, `2026-12-01T17:30`; may be blank.
    pub next: &'a str,
}

/// A working group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The group.
    pub id: Uuid,
    /// The Lab.
    pub lab: Uuid,
    /// The name.
    pub title: Said,
    /// What it has set itself to do.
    pub task: Said,
    /// When it meets next.
    pub next_at: Option<Instant>,
    /// Whether it has finished.
    pub closed: bool,
    /// How many belong to it.
    pub members: i64,
    /// Whether the reader does.
    pub mine: bool,
    /// For the next change.
    pub version: i64,
}

/// Somebody of a group; the name is empty once it was erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The participant.
    pub id: Uuid,
    /// Her name.
    pub name: String,
    /// Her organisation.
    pub body: String,
}

/// The next date as it was typed; `None` when it was left blank.
fn next(typed: &str, now: Instant) -> Result<Option<Instant>, Refused> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let wrong = |key| Refused::Invalid(key, vec![(field::FIELD, "next".to_owned())]);
    let local: jiff::civil::DateTime = typed.trim().parse().map_err(|_| wrong("lab-after-day"))?;
    let at: Instant = local.to_zoned(field::zone()).map_err(|_| wrong("lab-after-day"))?.timestamp().into();
    match at {
        at if at < now => Err(wrong("lab-after-past")),
        at if at.days_since(now) > field::MOST_DAYS => Err(wrong("lab-after-far")),
        at => Ok(Some(at)),
    }
}

/// Forms a group; `from` is what it came from, such as a proposal.
///
/// # Errors
/// [`Refused`] when a field is not as it must be, or the actor does not follow the Lab up.
pub async fn form(
    db: &Db,
    ctx: &Ctx,
    lab: Uuid,
    id: Uuid,
    draft: Draft<'_>,
    from: Option<&Thing>,
) -> Result<(), Refused> {
    let bearer = crate::programme::bearer_of_lab(db, lab).await?;
    bearer.may(ctx, Action::FollowUp)?;
    let (title, task) = (field::title("title", draft.title)?, field::text("task", draft.task)?);
    let next = next(draft.next, ctx.now)?;
    super::story::must_be_of(db, lab, from).await?;
    let mut tx = db.begin(ctx).await?;
    let insert = sql!(
        "insert into working_group (id, lab_id, title, task, lang, next_at, state, version, created_at)
         values ($1, $2, $3, $4, $5, $6, 'open', 1, $7)"
    );
    let insert = insert.bind(id).bind(lab).bind(title).bind(task).bind(ctx.lang.code());
    tx.run(insert.bind(next).bind(ctx.now)).await?;
    if let Some(origin) = from {
        provenance::record(&mut tx, &Thing::new(KIND, id), origin, "carried_on").await?;
    }
    seal(tx, bearer, Act { name: "lab.group.formed", entity: KIND, id, detail: "" }).await
}

/// The groups of a Lab, open ones first; anybody may know that they are there.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such Lab.
pub async fn of_lab(db: &Db, ctx: &Ctx, lab: Uuid) -> Result<Vec<Group>, Refused> {
    near(db, ctx, lab).await?;
    let find = sql!(
        "select id, lab_id, title, task, lang, next_at, state, version,
            (select count(*) from group_member m where m.group_id = g.id),
            (select count(*) from group_member m where m.group_id = g.id and m.participant_id = $2)
         from working_group g where lab_id = $1 order by state desc, created_at, id"
    );
    let me = ctx.actor.participant().unwrap_or_default();
    let mut groups = Vec::new();
    for row in db.rows(find.bind(lab).bind(me)).await? {
        groups.push(read(db, ctx, &row).await?);
    }
    Ok(groups)
}

/// A group with the Lab's bearer and how close the reader stands.
///
/// # Errors
/// [`Refused::NotFound`] when there is none.
pub async fn one(db: &Db, ctx: &Ctx, id: Uuid) -> Result<(Group, Bearer, Near), Refused> {
    let find = sql!(
        "select id, lab_id, title, task, lang, next_at, state, version,
            (select count(*) from group_member m where m.group_id = g.id),
            (select count(*) from group_member m where m.group_id = g.id and m.participant_id = $2)
         from working_group g where id = $1"
    );
    let me = ctx.actor.participant().unwrap_or_default();
    let row = db.row(find.bind(id).bind(me)).await?.ok_or(Refused::NotFound)?;
    let group = read(db, ctx, &row).await?;
    let (bearer, near) = near(db, ctx, group.lab).await?;
    Ok((group, bearer, near))
}

async fn read(db: &Db, ctx: &Ctx, row: &Row) -> Result<Group, Refused> {
    let (id, lang): (Uuid, _) = (row.get(0)?, said::lang(&row.get::<String>(4)?));
    Ok(Group {
        id,
        lab: row.get(1)?,
        title: Said::to(db, ("group.title", id), row.get(2)?, lang, ctx.lang).await?,
        task: Said::to(db, ("group.task", id), row.get(3)?, lang, ctx.lang).await?,
        next_at: row.get(5)?,
        closed: row.get::<String>(6)? == "closed",
        version: row.get(7)?,
        members: row.get(8)?,
        mine: row.get::<i64>(9)? > 0,
    })
}

/// A group whose inside the actor may see: its members, and who follows the Lab up.
pub(super) async fn inside(db: &Db, ctx: &Ctx, id: Uuid) -> Result<(Group, Bearer), Refused> {
    let (group, bearer, near) = one(db, ctx, id).await?;
    if near == Near::FollowsUp || (near == Near::TakesPart && group.mine) {
        Ok((group, bearer))
    } else {
        Err(Refused::NotFound)
    }
}

/// Who belongs to a group; its members and those who follow up may know.
///
/// # Errors
/// [`Refused::NotFound`] for anybody else.
pub async fn members(db: &Db, ctx: &Ctx, id: Uuid) -> Result<Vec<Member>, Refused> {
    inside(db, ctx, id).await?;
    let find = sql!(
        "select p.id, p.name, p.body from group_member m join participant p on p.id = m.participant_id
         where m.group_id = $1 order by m.since, p.id"
    );
    let rows = db.rows(find.bind(id)).await?;
    let read = |row: &Row| Ok(Member { id: row.get(0)?, name: row.get(1)?, body: row.get(2)? });
    rows.iter().map(read).collect()
}

/// Those of the Lab who are not in the group yet, for whoever follows it up.
///
/// # Errors
/// [`Refused::NotFound`] for anybody else.
pub async fn others(db: &Db, ctx: &Ctx, id: Uuid) -> Result<Vec<Member>, Refused> {
    let (group, bearer, _) = one(db, ctx, id).await?;
    bearer.may(ctx, Action::FollowUp)?;
    let find = sql!(
        "select id, name, body from participant p where lab_id = $1 and erased_at is null
            and not exists (select 1 from group_member m where m.group_id = $2 and m.participant_id = p.id)
         order by name, id"
    );
    let rows = db.rows(find.bind(group.lab).bind(id)).await?;
    let read = |row: &Row| Ok(Member { id: row.get(0)?, name: row.get(1)?, body: row.get(2)? });
    rows.iter().map(read).collect()
}

/// Somebody joins: a participant herself, or anyone of the Lab by whoever follows it up. Joining twice is joining once.
///
/// # Errors
/// [`Refused::NotFound`] for anybody else; [`Refused::Conflict`] when the group has finished.
pub async fn join(db: &Db, ctx: &Ctx, id: Uuid, participant: Uuid) -> Result<(), Refused> {
    let (group, bearer) = herself(db, ctx, id, participant).await?;
    if group.closed {
        return Err(Refused::Conflict("lab-after-group-closed"));
    }
    let known = sql!("select 1 from participant where id = $1 and lab_id = $2 and erased_at is null");
    if db.row(known.bind(participant).bind(group.lab)).await?.is_none() {
        return Err(Refused::NotFound);
    }
    let mut tx = db.begin(ctx).await?;
    let insert = sql!(
        "insert into group_member (group_id, participant_id, since) values ($1, $2, $3)
         on conflict (group_id, participant_id) do nothing"
    );
    tx.run(insert.bind(id).bind(participant).bind(ctx.now)).await?;
    seal(tx, bearer, Act { name: "lab.group.joined", entity: KIND, id, detail: "" }).await
}

/// Somebody leaves: herself, or by whoever follows the Lab up.
///
/// # Errors
/// [`Refused::NotFound`] for anybody else.
pub async fn leave(db: &Db, ctx: &Ctx, id: Uuid, participant: Uuid) -> Result<(), Refused> {
    let (_, bearer) = herself(db, ctx, id, participant).await?;
    let mut tx = db.begin(ctx).await?;
    let delete = sql!("delete from group_member where group_id = $1 and participant_id = $2");
    tx.run(delete.bind(id).bind(participant)).await?;
    seal(tx, bearer, Act { name: "lab.group.left", entity: KIND, id, detail: "" }).await
}

async fn herself(db: &Db, ctx: &Ctx, id: Uuid, participant: Uuid) -> Result<(Group, Bearer), Refused> {
    let (group, bearer, near) = one(db, ctx, id).await?;
    let herself = near == Near::TakesPart && ctx.actor.participant() == Some(participant);
    if herself || near == Near::FollowsUp { Ok((group, bearer)) } else { Err(Refused::NotFound) }
}

/// Sets or clears the next date. Any member may.
///
/// # Errors
/// [`Refused::Invalid`] for a day that is past; [`Refused::Conflict`] when somebody else was quicker.
pub async fn meet(db: &Db, ctx: &Ctx, id: Uuid, typed: &str, version: i64) -> Result<(), Refused> {
    let (_, bearer) = inside(db, ctx, id).await?;
    let next = next(typed, ctx.now)?;
    let mut tx = db.begin(ctx).await?;
    let set = sql!(
        "update working_group set next_at = $3, version = version + 1 where id = $1 and version = $2 and state = 'open'"
    );
    if tx.run(set.bind(id).bind(version).bind(next)).await? == 0 {
        return Err(Refused::Conflict("lab-after-stale"));
    }
    seal(tx, bearer, Act { name: "lab.group.meets", entity: KIND, id, detail: "" }).await
}

/// Ends a group; what it wrote stays.
///
/// # Errors
/// [`Refused::Conflict`] when it has ended, or somebody else was quicker.
pub async fn close(db: &Db, ctx: &Ctx, id: Uuid, version: i64) -> Result<(), Refused> {
    let (_, bearer, _) = one(db, ctx, id).await?;
    bearer.may(ctx, Action::FollowUp)?;
    let mut tx = db.begin(ctx).await?;
    let set = sql!(
        "update working_group set state = 'closed', next_at = null, version = version + 1
         where id = $1 and version = $2 and state = 'open'"
    );
    if tx.run(set.bind(id).bind(version)).await? == 0 {
        return Err(Refused::Conflict("lab-after-stale"));
    }
    seal(tx, bearer, Act { name: "lab.group.closed", entity: KIND, id, detail: "" }).await
}
