//! Opening what is known of a person. Every look leaves a trace.

use super::{Circumstances, Contact, Identity, Record};
use crate::{Desk, Refused};
use reticolo_base::Instant;
use reticolo_store::{Row, sql, vault::Class};
use serde::de::DeserializeOwned;
use uuid::Uuid;

/// A person as her organisation sees her.
#[derive(Debug, Clone)]
pub struct Person {
    /// Her id.
    pub id: Uuid,
    /// The organisation that answers for her data.
    pub organization: Uuid,
    /// What is known.
    pub record: Record,
    /// Whether only named colleagues see her.
    pub reserved: bool,
    /// Since when the use of her data is restricted.
    pub restricted_at: Option<Instant>,
    /// Since when she is known.
    pub made_at: Instant,
    /// For the next change.
    pub version: i64,
}

/// Opens a person, which leaves a trace.
///
/// # Errors
/// [`Refused::NotFound`] when there is none, or one may not see her.
pub async fn open(desk: Desk<'_>, person: Uuid) -> Result<Person, Refused> {
    let known = desk.known(person).await?;
    desk.looked(known.organization, "desk.person.read", "person", known.pseudonym).await?;
    unread(desk, person).await
}

/// The same without a trace, for code that leaves one of its own.
pub(crate) async fn unread(desk: Desk<'_>, person: Uuid) -> Result<Person, Refused> {
    let find = sql!(
        "select organization_id, identity, contact, circumstances, reserved, restricted_at, made_at, version
         from desk_person where id = $1 and erased_at is null"
    );
    let row = desk.db.row(find.bind(person)).await?.ok_or(Refused::NotFound)?;
    let record = Record {
        identity: class::<Identity>(desk, person, Class::Identity, &row, 1).await?,
        contact: class::<Contact>(desk, person, Class::Contact, &row, 2).await?,
        circumstances: class::<Circumstances>(desk, person, Class::Case, &row, 3).await?,
    };
    Ok(Person {
        id: person,
        organization: row.get(0)?,
        record,
        reserved: row.get(4)?,
        restricted_at: row.get(5)?,
        made_at: row.get(6)?,
        version: row.get(7)?,
    })
}

/// What is known of a person, without a trace of its own.
pub(crate) async fn record(desk: Desk<'_>, person: Uuid) -> Result<Record, Refused> {
    unread(desk, person).await.map(|opened| opened.record)
}

/// How she is reached: the only class that a job may open.
pub(crate) async fn contact(desk: Desk<'_>, person: Uuid) -> Result<Contact, Refused> {
    let find = sql!("select contact from desk_person where id = $1 and erased_at is null");
    let row = desk.db.row(find.bind(person)).await?.ok_or(Refused::NotFound)?;
    class(desk, person, Class::Contact, &row, 0).await
}

async fn class<T: DeserializeOwned + Default>(
    desk: Desk<'_>,
    person: Uuid,
    class: Class,
    row: &Row,
    column: usize,
) -> Result<T, Refused> {
    let Some(sealed) = row.get::<Option<Vec<u8>>>(column)? else { return Ok(T::default()) };
    let Some(plain) = desk.vault.open(desk.db, person, class, &sealed).await? else {
        return Ok(T::default());
    };
    serde_json::from_slice(&plain).map_err(|_| Refused::Store(reticolo_store::Failure::Sealed))
}

/// Everything that is known of a person, as she may take it with her: JSON, with the referrals and what they carried.
///
/// # Errors
/// [`Refused::NotFound`] when there is none, or one may not see her.
pub async fn export(desk: Desk<'_>, person: Uuid) -> Result<serde_json::Value, Refused> {
    let known = desk.known(person).await?;
    let opened = unread(desk, person).await?;
    let mut referrals = Vec::new();
    for referral in crate::referral::of_person(desk, person).await? {
        let shown = crate::referral::capsule_for_owner(desk, &referral).await?;
        referrals.push(serde_json::json!({
            "to": referral.receiver_name,
            "need": referral.need,
            "state": referral.state.code(),
            "made": referral.made_at.to_string(),
            "shown": shown,
        }));
    }
    desk.looked(known.organization, "desk.person.exported", "person", known.pseudonym).await?;
    Ok(serde_json::json!({
        "since": opened.made_at.to_string(),
        "identity": opened.record.identity,
        "contact": opened.record.contact,
        "circumstances": opened.record.circumstances,
        "requests": referrals,
    }))
}
