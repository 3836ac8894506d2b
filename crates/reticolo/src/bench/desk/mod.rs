//! Two organisations and their referrals, for measuring and for breaking.

pub mod faults;
pub mod writes;

use crate::clock;
use anyhow::{Context as _, Result};
use reticolo_accounts::organization;
use reticolo_base::{Actor, Ctx, Lang, Role, Roles};
use reticolo_desk::{
    Desk, Refused,
    field::Field,
    person::{self, Record},
    referral::{self, Acceptance, Command, Draft, Expressed, Given, Priority, State, Target},
};
use reticolo_store::{Db, Vault};
use uuid::Uuid;

/// Two desks that send to one another, over one database.
#[derive(Clone)]
pub struct Rig {
    /// The database.
    pub db: Db,
    /// Its vault.
    pub vault: Vault,
    sender: Actor,
    receiver: Actor,
}

/// Somebody of an organisation; referrals ask for the role and never for the row.
fn operator(organization: Uuid) -> Actor {
    Actor::Member { id: Uuid::now_v7(), organization, roles: Roles::NONE.with(Role::Operator) }
}

impl Rig {
    /// Two new organisations in a migrated database.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn make(db: Db, vault: Vault) -> Result<Self> {
        let (sender, receiver) = (Uuid::now_v7(), Uuid::now_v7());
        for id in [sender, receiver] {
            organization::add(&db, &clock::console(), id, (&format!("Banco {id}"), "public", "")).await?;
        }
        Ok(Self { db, vault, sender: operator(sender), receiver: operator(receiver) })
    }

    /// The same for a referral that is there already.
    pub fn of(db: Db, vault: Vault, (sender, receiver): (Uuid, Uuid)) -> Self {
        Self { db, vault, sender: operator(sender), receiver: operator(receiver) }
    }

    fn ctx(actor: Actor) -> Ctx {
        Ctx::new(clock::now(), actor, Lang::It, Uuid::now_v7())
    }

    /// A new person with a referral that was accepted.
    ///
    /// # Errors
    /// When the desk refuses.
    pub async fn referral(&self) -> Result<Uuid> {
        let ctx = Self::ctx(self.sender);
        let desk = Desk { db: &self.db, vault: &self.vault, ctx: &ctx };
        let (person, id) = (Uuid::now_v7(), Uuid::now_v7());
        let mut record = Record::default();
        record.identity.call_name = "Prova".into();
        person::add(desk, (person, Uuid::now_v7()), record).await?;
        let target = Target { service: None, receiver: self.receiver.organization(), name: "Banco".into() };
        let draft = Draft {
            person,
            case: None,
            parent: None,
            target,
            need: "health.stp",
            priority: Priority::Normal,
            fields: &Field::SMALLEST,
            note: "",
        };
        referral::draft(desk, id, draft).await?;
        let version = referral::show(desk, command(id, 1)).await?;
        let fields = Field::SMALLEST.to_vec();
        let given =
            Given { fields, days: 30, expressed: Expressed::Spoken, lang: "it".into(), mediator: false };
        referral::send(desk, command(id, version), Some((Uuid::now_v7(), given))).await?;
        Ok(id)
    }

    /// The receiver moves a referral once, to the waiting list and back; the version that was acknowledged.
    ///
    /// # Errors
    /// When the desk refuses or the database fails.
    pub async fn moves(&self, id: Uuid, version: i64, state: State) -> Result<(i64, State), Refused> {
        let ctx = Self::ctx(self.receiver);
        let desk = Desk { db: &self.db, vault: &self.vault, ctx: &ctx };
        let soon = ctx.now.plus_days(3);
        if state == State::Accepted {
            let version = referral::wait(desk, Uuid::now_v7(), command(id, version), (soon, "")).await?;
            return Ok((version, State::Waitlisted));
        }
        let how = Acceptance { contact_by: Some(soon), ..Acceptance::default() };
        let version = referral::accept(desk, Uuid::now_v7(), command(id, version), how).await?;
        Ok((version, State::Accepted))
    }

    /// Where a referral stands, for the receiver.
    ///
    /// # Errors
    /// When it is not there.
    pub async fn stands(&self, id: Uuid) -> Result<(i64, State)> {
        let ctx = Self::ctx(self.receiver);
        let desk = Desk { db: &self.db, vault: &self.vault, ctx: &ctx };
        let (found, _) = referral::open(desk, id).await.context("a referral that was there")?;
        Ok((found.version, found.state))
    }

    /// The organisations on both sides.
    pub fn sides(&self) -> (Uuid, Uuid) {
        let of = |actor: Actor| actor.organization().unwrap_or_default();
        (of(self.sender), of(self.receiver))
    }
}

fn command(referral: Uuid, version: i64) -> Command {
    Command { referral, version, key: Uuid::now_v7() }
}
