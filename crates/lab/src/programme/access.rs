//! Which organisation bears a Lab, and who may do what in it.

use crate::Refused;
use reticolo_accounts::policy::{self, Action, Resource};
use reticolo_base::Ctx;
use reticolo_store::{Db, Row, sql};
use uuid::Uuid;

/// A Lab and the organisation that bears it: all that the policy asks of either.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bearer {
    /// The Lab.
    pub lab: Uuid,
    /// The organisation.
    pub organization: Uuid,
}

impl Bearer {
    /// Whether the actor may do this here.
    ///
    /// # Errors
    /// [`Refused::NotFound`] when not: what one may not see is not found.
    pub fn may(self, ctx: &Ctx, action: Action) -> Result<(), Refused> {
        let resource = Resource::Lab { id: self.lab, organization: self.organization };
        policy::may(&ctx.actor, action, resource).map_err(|_| Refused::NotFound)
    }

    fn read(row: Option<Row>) -> Result<Self, Refused> {
        let row = row.ok_or(Refused::NotFound)?;
        Ok(Self { lab: row.get(0)?, organization: row.get(1)? })
    }
}

/// The bearer of a Lab.
///
/// # Errors
/// [`Refused::NotFound`] when there is none.
pub async fn bearer_of_lab(db: &Db, lab: Uuid) -> Result<Bearer, Refused> {
    Bearer::read(db.row(sql!("select id, organization_id from lab where id = $1").bind(lab)).await?)
}

/// The bearer of a session's Lab.
///
/// # Errors
/// [`Refused::NotFound`] when there is none.
pub async fn bearer_of_session(db: &Db, session: Uuid) -> Result<Bearer, Refused> {
    let find = sql!(
        "select l.id, l.organization_id from lab_session s join lab l on l.id = s.lab_id where s.id = $1"
    );
    Bearer::read(db.row(find.bind(session)).await?)
}
