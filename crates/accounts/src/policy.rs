//! Who may do what: role × action × resource, in one place.
//!
//! A domain asks [`may`] before it reads or writes somebody's data. The answer to "no" is *not found*, so that nobody learns
//! what there is. The whole table is committed as text and compared by a test.

use reticolo_base::{Actor, Kind, Refusal, Role};
use uuid::Uuid;

/// What somebody wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Make a Lab, prepare its sessions, invite people.
    PrepareLab,
    /// See how a Lab is prepared, with the people who are invited.
    SeeLab,
    /// Run a session: clock, seats, broadcasts, plenary.
    RunSession,
    /// Be at a session: sit at tables, write, vote, read what is said.
    TakePart,
    /// Follow up: working groups, experiments, commitments, answers.
    FollowUp,
    /// Approve minutes.
    ApproveMinutes,
    /// Keep organisations and members.
    KeepMembers,
}

impl Action {
    /// Every action, in the order of the table.
    pub const ALL: [Self; 7] = [
        Self::PrepareLab,
        Self::SeeLab,
        Self::RunSession,
        Self::TakePart,
        Self::FollowUp,
        Self::ApproveMinutes,
        Self::KeepMembers,
    ];
}

/// On what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resource {
    /// The network as a whole, or something new in it.
    Network,
    /// Something of an organisation.
    Organization(Uuid),
    /// Something of a Lab that an organisation bears.
    Lab {
        /// The Lab.
        id: Uuid,
        /// The organisation that bears it.
        organization: Uuid,
    },
}

/// How far a permission reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Not at all.
    Nothing,
    /// What is of one's own organisation or Lab.
    Own,
    /// Everything in the network.
    Network,
}

/// One may not, or there is no such thing: the two are never told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such thing, or not for this actor")]
pub struct Denied;

impl Refusal for Denied {
    fn kind(&self) -> Kind {
        Kind::NotFound
    }

    fn key(&self) -> &'static str {
        "refusal-denied"
    }
}

/// How far a role reaches for an action. This is the table.
pub fn reach(role: Role, action: Action) -> Reach {
    use Action::{ApproveMinutes, FollowUp, KeepMembers, PrepareLab, RunSession, SeeLab, TakePart};
    match (role, action) {
        (Role::Coordinator, PrepareLab | SeeLab | RunSession | TakePart | FollowUp | ApproveMinutes)
        | (Role::Administrator, KeepMembers) => Reach::Network,
        (Role::Facilitator, PrepareLab | SeeLab | RunSession | TakePart | FollowUp | ApproveMinutes) => {
            Reach::Own
        }
        _ => Reach::Nothing,
    }
}

/// Whether the actor may do this.
///
/// # Errors
/// [`Denied`] when not; the caller answers *not found*.
pub fn may(actor: &Actor, action: Action, resource: Resource) -> Result<(), Denied> {
    let allowed = match *actor {
        Actor::Console | Actor::System(_) => true,
        Actor::Anonymous | Actor::Link(_) => false,
        Actor::Participant { lab, .. } => {
            action == Action::TakePart && matches!(resource, Resource::Lab { id, .. } if id == lab)
        }
        Actor::Member { organization, roles, .. } => roles.iter().any(|role| match reach(role, action) {
            Reach::Nothing => false,
            Reach::Network => true,
            Reach::Own => match resource {
                Resource::Network => true,
                Resource::Organization(owner) | Resource::Lab { organization: owner, .. } => {
                    owner == organization
                }
            },
        }),
    };
    allowed.then_some(()).ok_or(Denied)
}

#[cfg(test)]
mod tests {
    use super::*;
    use reticolo_base::Roles;

    fn facilitator(organization: Uuid) -> Actor {
        Actor::Member { id: Uuid::now_v7(), organization, roles: Roles::NONE.with(Role::Facilitator) }
    }

    #[test]
    fn a_facilitator_runs_the_labs_of_her_organisation_and_no_others() {
        let (ours, theirs, lab) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
        let actor = facilitator(ours);
        assert_eq!(may(&actor, Action::RunSession, Resource::Lab { id: lab, organization: ours }), Ok(()));
        assert_eq!(
            may(&actor, Action::RunSession, Resource::Lab { id: lab, organization: theirs }),
            Err(Denied)
        );
    }

    #[test]
    fn a_participant_takes_part_in_her_lab_and_does_nothing_else() {
        let (lab, organization) = (Uuid::now_v7(), Uuid::now_v7());
        let actor = Actor::Participant { id: Uuid::now_v7(), lab };
        let here = Resource::Lab { id: lab, organization };
        assert_eq!(may(&actor, Action::TakePart, here), Ok(()));
        for action in Action::ALL.into_iter().filter(|action| *action != Action::TakePart) {
            assert_eq!(may(&actor, action, here), Err(Denied), "{action:?}");
        }
        let elsewhere = Resource::Lab { id: Uuid::now_v7(), organization };
        assert_eq!(may(&actor, Action::TakePart, elsewhere), Err(Denied));
    }
}
