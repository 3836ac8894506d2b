//! The frozen capsule: what the other sees, as it was on the day she said yes. Its key is held by both organisations; taking
//! it away from one is final for that one.

use super::{Authorisation, Referral, read::seat, state::Side};
use crate::{Desk, Refused, access::audit, field::Field, person::Record};
use reticolo_base::Instant;
use reticolo_store::{Failure, Tx, Vault, sql};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// One field as it is shown.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// The field.
    pub field: Field,
    /// What it shows; need, languages, position and documents as codes.
    pub values: Vec<String>,
}

impl std::fmt::Debug for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Shown({})", self.field.code())
    }
}

/// What a referral carries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capsule {
    /// The fields, the smallest first.
    pub fields: Vec<Shown>,
    /// Whether she needs somebody who interprets; said only together with her languages.
    pub mediator: bool,
    /// The day on which it was frozen.
    pub at: Instant,
    /// Until when it may be read.
    pub until: Instant,
}

/// The capsule of a record, by what she said yes to.
pub(super) fn frozen(record: &Record, referral: &Referral, decision: &Authorisation, note: &str) -> Capsule {
    let shown = |field: &Field| Shown { field: *field, values: field.value(record, &referral.need, note) };
    Capsule {
        fields: decision.fields.iter().map(shown).filter(|shown| !shown.values.is_empty()).collect(),
        mediator: decision.fields.contains(&Field::Languages) && record.contact.mediator,
        at: decision.at,
        until: decision.until,
    }
}

/// Seals it for the sender alone; the receiver becomes a holder when it goes out.
pub(super) async fn freeze(
    tx: &mut Tx,
    vault: &Vault,
    referral: &Referral,
    capsule: &Capsule,
) -> Result<(), Refused> {
    let plain = serde_json::to_vec(capsule).unwrap_or_default();
    vault.share(tx, referral.id, &[referral.sender]).await?;
    let sealed = vault.seal_shared(tx, (referral.id, referral.sender), referral.id, &plain).await?;
    tx.run(sql!("update referral set capsule = $2 where id = $1").bind(referral.id).bind(sealed)).await?;
    Ok(())
}

/// What the actor's side sees; `None` when it was withdrawn or its time is over. The look leaves a trace.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such referral for the actor.
pub async fn capsule(desk: Desk<'_>, referral: &Referral) -> Result<Option<Capsule>, Refused> {
    let seat = seat(desk, referral).await?;
    let holder = match (seat.side, seat.organization) {
        (Side::Sender, Some(organization)) | (Side::Receiver, Some(organization)) => organization,
        (Side::Person, _) => referral.sender,
        _ => return Err(Refused::NotFound),
    };
    let found = opened(desk, referral, holder).await?;
    let found = found.filter(|capsule| seat.side != Side::Receiver || capsule.until > desk.ctx.now);
    if found.is_some() && seat.side != Side::Person {
        let mut tx = desk.db.begin(desk.ctx).await?;
        audit(&mut tx, holder, ("desk.capsule.read", "referral", referral.id), "").await?;
        tx.commit().await?;
    }
    Ok(found)
}

/// What the sender's own people know that a referral carries, for an export; the caller left a trace.
///
/// # Errors
/// [`Refused::Store`] of the database or the vault.
pub async fn capsule_for_owner(desk: Desk<'_>, referral: &Referral) -> Result<Option<Capsule>, Refused> {
    desk.known(referral.person).await?;
    opened(desk, referral, referral.sender).await
}

/// What a referral carries, for the person herself.
///
/// # Errors
/// [`Refused::NotFound`] when it is not hers.
pub async fn capsule_for_person(desk: Desk<'_>, referral: &Referral) -> Result<Option<Capsule>, Refused> {
    capsule_for_owner(desk, referral).await
}

async fn opened(desk: Desk<'_>, referral: &Referral, holder: Uuid) -> Result<Option<Capsule>, Refused> {
    let Some(sealed) = sealed(desk, referral.id).await? else { return Ok(None) };
    let plain = desk.vault.open_shared(desk.db, (referral.id, holder), referral.id, &sealed).await?;
    plain.map(|plain| serde_json::from_slice(&plain).map_err(|_| Refused::Store(Failure::Sealed))).transpose()
}

/// The sealed capsule of a referral, for whoever holds a key by a link.
pub(super) async fn sealed(desk: Desk<'_>, referral: Uuid) -> Result<Option<Vec<u8>>, Refused> {
    let find = sql!("select capsule from referral where id = $1").bind(referral);
    Ok(desk.db.row(find).await?.map_or(Ok(None), |row| row.get(0))?)
}
