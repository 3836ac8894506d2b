//! What may be booked by every desk of the network: a mediator's hours by language, a room.

use crate::{Desk, Refused, access::audit};
use reticolo_base::{Instant, folding::one_line};
use reticolo_store::sql;
use uuid::Uuid;

/// The kinds of what may be booked.
pub const KINDS: [&str; 3] = ["mediator", "room", "hours"];

/// Something that may be booked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub organization: String,
    /// One of [`KINDS`].
    pub kind: String,
    /// Its name.
    pub name: String,
    /// The languages of a mediator: codes.
    pub langs: Vec<String>,
    /// What is booked from now on: from, to, by whom.
    pub bookings: Vec<Booking>,
}

/// A booking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booking {
    /// Its id.
    pub id: Uuid,
    /// From when.
    pub begins_at: Instant,
    /// Until when.
    pub ends_at: Instant,
    /// Which organisation booked.
    pub organization: String,
    /// Whether the actor's own organisation did.
    pub own: bool,
}

/// Offers something of the actor's organisation.
///
/// # Errors
/// [`Refused::NotFound`] when the actor works at no desk, [`Refused::Invalid`] at the field that is not as it must be.
pub async fn offer(
    desk: Desk<'_>,
    id: Uuid,
    (kind, name): (&str, &str),
    langs: &[String],
) -> Result<(), Refused> {
    let organization = desk.at_desk()?;
    let name = one_line(name, 80);
    if name.is_empty() {
        return Err(Refused::Invalid("name", "desk-problem-words"));
    }
    if !KINDS.contains(&kind) {
        return Err(Refused::Invalid("kind", "desk-problem-kind"));
    }
    let reference = reticolo_directory::reference::Reference::get();
    let known: Vec<&str> = langs
        .iter()
        .map(String::as_str)
        .filter(|code| reference.name_of(code, desk.ctx.lang).is_some())
        .collect();
    if kind == "mediator" && known.is_empty() {
        return Err(Refused::Invalid("langs", "desk-problem-language"));
    }
    let mut tx = desk.db.begin(desk.ctx).await?;
    let insert = sql!(
        "insert into desk_resource (id, organization_id, kind, name, langs) values ($1, $2, $3, $4, $5)"
    );
    tx.run(insert.bind(id).bind(organization).bind(kind).bind(name).bind(known.join(" "))).await?;
    audit(&mut tx, organization, ("desk.resource.offered", "resource", id), kind).await?;
    Ok(tx.commit().await?)
}

/// What may be booked in the network, with what is booked from now on.
///
/// # Errors
/// [`Refused::NotFound`] when the actor works at no desk.
pub async fn list(desk: Desk<'_>) -> Result<Vec<Resource>, Refused> {
    let own = desk.at_desk()?;
    let find = sql!(
        "select r.id, o.name, r.kind, r.name, r.langs from desk_resource r
         join account_organization o on o.id = r.organization_id where r.ended_at is null order by r.kind, r.name, r.id"
    );
    let booked = sql!(
        "select b.id, b.begins_at, b.ends_at, o.name, b.organization_id, b.resource_id from desk_booking b
         join account_organization o on o.id = b.organization_id
         where b.ended_at is null and b.ends_at > $1 order by b.begins_at, b.id"
    );
    let bookings = desk.db.rows(booked.bind(desk.ctx.now)).await?;
    let mut resources = Vec::new();
    for row in desk.db.rows(find).await? {
        let id: Uuid = row.get(0)?;
        let mut of_it = Vec::new();
        for booking in &bookings {
            if booking.get::<Uuid>(5)? == id {
                of_it.push(Booking {
                    id: booking.get(0)?,
                    begins_at: booking.get(1)?,
                    ends_at: booking.get(2)?,
                    organization: booking.get(3)?,
                    own: booking.get::<Uuid>(4)? == own,
                });
            }
        }
        let langs: String = row.get(4)?;
        resources.push(Resource {
            id,
            organization: row.get(1)?,
            kind: row.get(2)?,
            name: row.get(3)?,
            langs: langs.split_whitespace().map(str::to_owned).collect(),
            bookings: of_it,
        });
    }
    Ok(resources)
}

/// Books something for the actor's organisation.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such thing; [`Refused::Invalid`] when the time is none; [`Refused::Conflict`] when
/// it is taken then.
pub async fn book(
    desk: Desk<'_>,
    id: Uuid,
    resource: Uuid,
    (from, to): (Instant, Instant),
) -> Result<(), Refused> {
    let organization = desk.at_desk()?;
    let member = desk.ctx.actor.member().ok_or(Refused::NotFound)?;
    if from <= desk.ctx.now || to <= from || to > from.plus_days(1) || from > desk.ctx.now.plus_days(366) {
        return Err(Refused::Invalid("from", "desk-problem-time"));
    }
    let mut tx = desk.db.begin(desk.ctx).await?;
    // The row's lock makes two who book at once take turns.
    let lock = sql!("update desk_resource set name = name where id = $1 and ended_at is null");
    if tx.run(lock.bind(resource)).await? == 0 {
        return Err(Refused::NotFound);
    }
    let taken = sql!(
        "select 1 from desk_booking where resource_id = $1 and ended_at is null and begins_at < $3 and ends_at > $2"
    );
    if tx.row(taken.bind(resource).bind(from).bind(to)).await?.is_some() {
        return Err(Refused::Conflict("desk-resource-taken"));
    }
    let insert = sql!(
        "insert into desk_booking (id, resource_id, organization_id, member_id, begins_at, ends_at)
         values ($1, $2, $3, $4, $5, $6)"
    );
    tx.run(insert.bind(id).bind(resource).bind(organization).bind(member).bind(from).bind(to)).await?;
    audit(&mut tx, organization, ("desk.resource.booked", "resource", resource), "").await?;
    Ok(tx.commit().await?)
}

/// Gives a booking of the actor's organisation back.
///
/// # Errors
/// [`Refused::NotFound`] when it is none of hers.
pub async fn give_back(desk: Desk<'_>, booking: Uuid) -> Result<(), Refused> {
    let organization = desk.at_desk()?;
    let mut tx = desk.db.begin(desk.ctx).await?;
    let end = sql!(
        "update desk_booking set ended_at = $3 where id = $1 and organization_id = $2 and ended_at is null"
    );
    if tx.run(end.bind(booking).bind(organization).bind(desk.ctx.now)).await? == 0 {
        return Err(Refused::NotFound);
    }
    audit(&mut tx, organization, ("desk.resource.given-back", "booking", booking), "").await?;
    Ok(tx.commit().await?)
}
