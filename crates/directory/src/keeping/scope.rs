//! Who keeps which cards: an editor those of her own organisation, a steward those of the whole network.
//!
//! The organisation of an account and the one of the directory are tied by `account_organization.directory_id`.

use super::Refused;
use reticolo_accounts::policy::{self, Action, Reach, Resource};
use reticolo_base::{Actor, Ctx, Roles};
use reticolo_store::{Db, sql};
use uuid::Uuid;

/// In which role of which organisation somebody acts: what a history tells of her.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hand {
    /// The code of the role; `console` for whoever runs the server.
    pub role: &'static str,
    /// Her organisation, as far as accounts go.
    pub organization: Option<Uuid>,
}

/// Somebody who keeps a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keeper {
    /// In which role.
    pub hand: Hand,
    /// Whether she may publish it, too.
    pub reviews: bool,
}

/// Whose cards somebody keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Everybody's.
    Network,
    /// Those of an organisation of the directory.
    Organization(Uuid),
    /// Her organisation is not tied to any of the directory yet.
    Untied,
}

impl Scope {
    /// What statements select by: whether all, and otherwise which.
    pub(super) fn bound(self) -> (bool, Uuid) {
        match self {
            Self::Network => (true, Uuid::nil()),
            Self::Organization(id) => (false, id),
            Self::Untied => (false, Uuid::nil()),
        }
    }
}

/// What belongs to no organisation of the actor's: only who reaches the whole network may.
const FOREIGN: Resource = Resource::Organization(Uuid::nil());

/// Whether the actor keeps this card.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such card, or she does not.
pub async fn keeper(db: &Db, ctx: &Ctx, service: Uuid) -> Result<Keeper, Refused> {
    let row = db.row(sql!("select organization_id from service where id = $1").bind(service)).await?;
    let owner: Option<Uuid> = row.ok_or(Refused::NotFound)?.get(0)?;
    let resource = resource(db, ctx, owner).await?;
    policy::may(&ctx.actor, Action::KeepCards, resource)?;
    let reviews = policy::may(&ctx.actor, Action::ReviewCards, resource).is_ok();
    Ok(Keeper { hand: hand(&ctx.actor), reviews })
}

/// The same for whoever publishes.
///
/// # Errors
/// [`Refused::NotFound`] when she does not keep it, [`Refused::Conflict`] when she may not publish it.
pub async fn reviewer(db: &Db, ctx: &Ctx, service: Uuid) -> Result<Keeper, Refused> {
    let keeper = keeper(db, ctx, service).await?;
    if keeper.reviews { Ok(keeper) } else { Err(Refused::Conflict("keeping-problem-no-review")) }
}

async fn resource(db: &Db, ctx: &Ctx, owner: Option<Uuid>) -> Result<Resource, Refused> {
    let (Actor::Member { organization, .. }, Some(owner)) = (ctx.actor, owner) else { return Ok(FOREIGN) };
    let tied =
        sql!("select 1 from account_organization where id = $1 and directory_id = $2 and left_at is null");
    let tied = db.row(tied.bind(organization).bind(owner)).await?;
    Ok(if tied.is_some() { Resource::Organization(organization) } else { FOREIGN })
}

/// Whose cards the actor keeps.
///
/// # Errors
/// [`Refused::NotFound`] when nobody's.
pub async fn scope(db: &Db, ctx: &Ctx) -> Result<Scope, Refused> {
    if policy::may(&ctx.actor, Action::KeepCards, FOREIGN).is_ok() {
        return Ok(Scope::Network);
    }
    let Actor::Member { organization, .. } = ctx.actor else { return Err(Refused::NotFound) };
    policy::may(&ctx.actor, Action::KeepCards, Resource::Organization(organization))?;
    let find = sql!("select directory_id from account_organization where id = $1 and left_at is null");
    let row = db.row(find.bind(organization)).await?.ok_or(Refused::NotFound)?;
    Ok(row.get::<Option<Uuid>>(0)?.map_or(Scope::Untied, Scope::Organization))
}

/// Whether the actor publishes what is in her scope.
pub fn reviews(ctx: &Ctx) -> bool {
    let own = match ctx.actor {
        Actor::Member { organization, .. } => Resource::Organization(organization),
        _ => FOREIGN,
    };
    policy::may(&ctx.actor, Action::ReviewCards, own).is_ok()
}

/// The role by which the actor keeps cards; the one that reaches farthest counts.
pub(super) fn hand(actor: &Actor) -> Hand {
    match *actor {
        Actor::Member { organization, roles, .. } => {
            Hand { role: role(roles), organization: Some(organization) }
        }
        Actor::Link(_) => Hand { role: "link", organization: None },
        _ => Hand { role: "console", organization: None },
    }
}

fn role(roles: Roles) -> &'static str {
    let by = |reach| roles.iter().find(|role| policy::reach(*role, Action::KeepCards) == reach);
    by(Reach::Network).or_else(|| by(Reach::Own)).map_or("member", reticolo_base::Role::code)
}

/// The name under which a confirmation stands on the card: the organisation's.
pub(super) async fn signature(db: &Db, hand: Hand) -> Result<String, Refused> {
    let Some(organization) = hand.organization else { return Ok("Reticolo".to_owned()) };
    let row = db.row(sql!("select name from account_organization where id = $1").bind(organization)).await?;
    Ok(row.map_or(Ok(String::new()), |row| row.get(0))?)
}
