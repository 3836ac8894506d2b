//! Breaking the glass: a colleague of the same organisation opens a reserved person in a listed emergency, says why, for an
//! hour; those who are named hear of it, and a supervisor looks at it within three days.

use super::LINE_CHARS;
use crate::{Desk, Refused, access::audit};
use reticolo_accounts::policy::{self, Action, Resource};
use reticolo_base::{Actor, Instant, folding::one_line};
use reticolo_store::{sql, vault::Class};
use uuid::Uuid;

/// How long the glass stays open, in seconds.
pub const SECONDS: i64 = 3600;
/// Within how many hours a supervisor looks at it.
pub const REVIEW_HOURS: i64 = 72;

/// What counts as an emergency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Emergency {
    /// Somebody's life or health is in danger.
    Danger,
    /// A child must be protected.
    Child,
    /// The colleague who knows her is away and something falls due today.
    Absent,
    /// An authority asks, by law.
    Authority,
}

impl Emergency {
    /// Every emergency.
    pub const ALL: [Self; 4] = [Self::Danger, Self::Child, Self::Absent, Self::Authority];

    /// The stored word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Danger => "danger",
            Self::Child => "child",
            Self::Absent => "absent",
            Self::Authority => "authority",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|emergency| emergency.code() == code)
    }
}

/// A glass that was broken and waits for a supervisor.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// Its id.
    pub id: Uuid,
    /// Which emergency.
    pub kind: String,
    /// Who opened, by name.
    pub member: String,
    /// Why, in her words; empty when it cannot be read any more.
    pub reason: String,
    /// When.
    pub at: Instant,
    /// Until when it must be looked at.
    pub review_at: Instant,
}

/// Opens a reserved person of the actor's own organisation for an hour.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such person here, [`Refused::Invalid`] without a reason.
pub async fn declare(
    desk: Desk<'_>,
    id: Uuid,
    person: Uuid,
    (kind, reason): (Emergency, &str),
) -> Result<(), Refused> {
    let organization = desk.at_desk()?;
    let Actor::Member { id: member, .. } = desk.ctx.actor else { return Err(Refused::NotFound) };
    let reason = one_line(reason, LINE_CHARS * 4);
    if reason.chars().count() < 10 {
        return Err(Refused::Invalid("reason", "desk-problem-emergency-reason"));
    }
    let find = sql!(
        "select 1 from desk_person where id = $1 and organization_id = $2 and reserved and erased_at is null"
    );
    desk.db.row(find.bind(person).bind(organization)).await?.ok_or(Refused::NotFound)?;
    let mut tx = desk.db.begin(desk.ctx).await?;
    let sealed =
        desk.vault.seal_record(&mut tx, organization, (person, Class::Case, id), reason.as_bytes()).await?;
    let now = desk.ctx.now;
    let insert = sql!(
        "insert into desk_emergency (id, person_id, organization_id, member_id, kind, sealed, at, ends_at, review_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    );
    let insert = insert.bind(id).bind(person).bind(organization).bind(member).bind(kind.code()).bind(sealed);
    let review = now.plus_seconds(REVIEW_HOURS * 3600);
    tx.run(insert.bind(now).bind(now.plus_seconds(SECONDS)).bind(review)).await?;
    audit(&mut tx, organization, ("desk.emergency.declared", "emergency", id), kind.code()).await?;
    tx.emit("desk.emergency", &serde_json::json!({ "organization": organization }).to_string()).await?;
    Ok(tx.commit().await?)
}

/// What a supervisor still has to look at.
///
/// # Errors
/// [`Refused::NotFound`] when the actor supervises nobody.
pub async fn emergencies(desk: Desk<'_>) -> Result<Vec<Waiting>, Refused> {
    let organization = desk.ctx.actor.organization().ok_or(Refused::NotFound)?;
    policy::may(&desk.ctx.actor, Action::Supervise, Resource::Organization(organization))?;
    let find = sql!(
        "select e.id, e.kind, m.name, e.sealed, e.at, e.review_at, e.person_id from desk_emergency e
         join member m on m.id = e.member_id
         where e.organization_id = $1 and e.reviewed_at is null order by e.review_at"
    );
    let mut waiting = Vec::new();
    for row in desk.db.rows(find.bind(organization)).await? {
        let (id, person): (Uuid, Uuid) = (row.get(0)?, row.get(6)?);
        let opened = match row.get::<Option<Vec<u8>>>(3)? {
            Some(sealed) => desk.vault.open_record(desk.db, (person, Class::Case, id), &sealed).await?,
            None => None,
        };
        waiting.push(Waiting {
            id,
            kind: row.get(1)?,
            member: row.get(2)?,
            reason: opened.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default(),
            at: row.get(4)?,
            review_at: row.get(5)?,
        });
    }
    Ok(waiting)
}

/// A supervisor has looked at it; nobody reviews herself.
///
/// # Errors
/// [`Refused::NotFound`] when there is none for her, [`Refused::Conflict`] when she opened it herself.
pub async fn review(desk: Desk<'_>, id: Uuid) -> Result<(), Refused> {
    let Actor::Member { id: member, organization, .. } = desk.ctx.actor else {
        return Err(Refused::NotFound);
    };
    policy::may(&desk.ctx.actor, Action::Supervise, Resource::Organization(organization))?;
    let find = sql!(
        "select member_id from desk_emergency where id = $1 and organization_id = $2 and reviewed_at is null"
    );
    let row = desk.db.row(find.bind(id).bind(organization)).await?.ok_or(Refused::NotFound)?;
    if row.get::<Uuid>(0)? == member {
        return Err(Refused::Conflict("desk-problem-own-emergency"));
    }
    let mut tx = desk.db.begin(desk.ctx).await?;
    let set = sql!(
        "update desk_emergency set reviewed_at = $2, reviewed_by = $3 where id = $1 and reviewed_at is null"
    );
    tx.run(set.bind(id).bind(desk.ctx.now).bind(member)).await?;
    audit(&mut tx, organization, ("desk.emergency.reviewed", "emergency", id), "").await?;
    Ok(tx.commit().await?)
}
