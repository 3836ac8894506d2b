//! Who may see whom, and the trace that a look leaves.

use crate::{Desk, Refused, chain};
use reticolo_accounts::policy::{self, Action, Resource};
use reticolo_base::{Actor, Instant};
use reticolo_store::{Tx, audit::Entry, sql, vault::Class};
use uuid::Uuid;

/// What everybody's code asks of a person before anything is opened.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known {
    pub(crate) organization: Uuid,
    pub(crate) version: i64,
    /// The name by which the audit knows her.
    pub(crate) pseudonym: Uuid,
    pub(crate) restricted: bool,
}

impl Desk<'_> {
    /// The organisation for which somebody works at the desk.
    pub(crate) fn at_desk(self) -> Result<Uuid, Refused> {
        let organization = self.ctx.actor.organization().ok_or(Refused::NotFound)?;
        policy::may(&self.ctx.actor, Action::Welcome, Resource::Organization(organization))?;
        Ok(organization)
    }

    /// Whether she answers for the operators of an organisation.
    pub(crate) fn supervises(self, organization: Uuid) -> bool {
        policy::may(&self.ctx.actor, Action::Supervise, Resource::Organization(organization)).is_ok()
    }

    /// A person whom the actor may see: of her own organisation, and, where she is reserved, named on her or in a declared
    /// emergency; the person herself; the software.
    pub(crate) async fn known(self, person: Uuid) -> Result<Known, Refused> {
        let find = sql!(
            "select organization_id, version, pseudonym, reserved, restricted_at from desk_person
             where id = $1 and erased_at is null"
        );
        let row = self.db.row(find.bind(person)).await?.ok_or(Refused::NotFound)?;
        let organization: Uuid = row.get(0)?;
        match self.ctx.actor {
            Actor::Person { id } if id == person => {}
            Actor::System(_) => {}
            Actor::Member { id, .. } => {
                policy::may(&self.ctx.actor, Action::Welcome, Resource::Organization(organization))?;
                if row.get::<bool>(3)? && !self.is_let_in(person, id).await? {
                    return Err(Refused::NotFound);
                }
            }
            _ => return Err(Refused::NotFound),
        }
        let sealed: Option<Vec<u8>> = row.get(2)?;
        // Who may open the class of contacts only (a job) needs no pseudonym and gets none.
        let opened = match sealed {
            Some(sealed) if !matches!(self.ctx.actor, Actor::System(_)) => {
                self.vault.open(self.db, person, Class::Case, &sealed).await?
            }
            _ => None,
        };
        let pseudonym = opened.and_then(|bytes| Uuid::from_slice(&bytes).ok()).unwrap_or(Uuid::nil());
        let restricted = row.get::<Option<Instant>>(4)?.is_some();
        Ok(Known { organization, version: row.get(1)?, pseudonym, restricted })
    }

    async fn is_let_in(self, person: Uuid, member: Uuid) -> Result<bool, Refused> {
        let find = sql!(
            "select 1 from desk_named where person_id = $1 and member_id = $2
             union all
             select 1 from desk_emergency where person_id = $1 and member_id = $2 and ends_at > $3"
        );
        Ok(self.db.row(find.bind(person).bind(member).bind(self.ctx.now)).await?.is_some())
    }

    /// Leaves the trace of a look: every read of what a case holds is an entry.
    pub(crate) async fn looked(
        self,
        organization: Uuid,
        act: &str,
        entity: &str,
        id: Uuid,
    ) -> Result<(), Refused> {
        let mut tx = self.db.begin(self.ctx).await?;
        audit(&mut tx, organization, (act, entity, id), "").await?;
        Ok(tx.commit().await?)
    }
}

/// An entry in the chain of an organisation.
pub(crate) async fn audit(
    tx: &mut Tx,
    organization: Uuid,
    (action, entity, id): (&str, &str, Uuid),
    detail: &str,
) -> Result<(), Refused> {
    let chain = chain(organization);
    Ok(tx.audit(Entry { chain: &chain, action, entity, id: Some(id), detail }).await?)
}
