//! The sheet: what of a card is edited, a service with its places.

use super::Refused;
use crate::{
    book::{self, Joined, Place},
    hsds::Service,
};
use reticolo_store::{Db, Tx};
use uuid::Uuid;

/// A service with its places.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// The service.
    pub service: Service,
    /// Where it is offered.
    pub places: Vec<Place>,
}

impl Sheet {
    /// The sheet of a card.
    pub fn of(joined: &Joined) -> Self {
        Self { service: joined.service.clone(), places: joined.places.clone() }
    }

    /// The place with this id.
    pub(super) fn place(&self, id: Uuid) -> Option<&Place> {
        let id = id.to_string();
        self.places.iter().find(|place| place.at.id == id)
    }
}

/// The card of a service.
///
/// # Errors
/// [`Refused::NotFound`] when there is none.
pub(super) async fn card(db: &Db, service: Uuid) -> Result<Joined, Refused> {
    book::card(db, service).await?.ok_or(Refused::NotFound)
}

/// The sheet of a service, which nobody else changes until the transaction ends.
///
/// # Errors
/// [`Refused::NotFound`] when there is none.
pub(super) async fn locked(tx: &mut Tx, service: Uuid) -> Result<Sheet, Refused> {
    let (service, places) = book::locked(tx, service).await?.ok_or(Refused::NotFound)?;
    Ok(Sheet { service, places })
}
