//! Who may do what: role × action × resource, in one place.
//!
//! A domain asks [`may`] before it reads or writes somebody's data. The answer to "no" is *not found*, so that nobody learns
//! what there is. The whole table is committed as text and compared by a test.

use reticolo_base::{Actor, Kind, Refusal, Role, Roles};
use std::fmt::Write as _;
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
    /// Keep the members of an organisation.
    KeepMembers,
    /// Keep the organisations of the network.
    KeepOrganizations,
    /// Welcome people: visits, the queue, persons and their cases, referrals of the organisation in both directions.
    Welcome,
    /// Answer for the operators: escalations, mistakes undone, emergencies reviewed.
    Supervise,
    /// See where referrals stand, with parties and deadlines and no word of a person.
    SeeFlow,
    /// Keep the cards of an organisation's services true: drafts, confirmations, answers, free places.
    KeepCards,
    /// Publish what somebody wrote on a card, put it back, confirm who may use a service.
    ReviewCards,
}

impl Action {
    /// Every action, in the order of the table.
    pub const ALL: [Self; 13] = [
        Self::PrepareLab,
        Self::SeeLab,
        Self::RunSession,
        Self::TakePart,
        Self::FollowUp,
        Self::ApproveMinutes,
        Self::KeepMembers,
        Self::KeepOrganizations,
        Self::Welcome,
        Self::Supervise,
        Self::SeeFlow,
        Self::KeepCards,
        Self::ReviewCards,
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
    use Action::{
        ApproveMinutes, FollowUp, KeepCards, KeepMembers, KeepOrganizations, PrepareLab, ReviewCards,
        RunSession, SeeFlow, SeeLab, Supervise, TakePart, Welcome,
    };
    match (role, action) {
        (Role::Coordinator, PrepareLab | SeeLab | RunSession | TakePart | FollowUp | ApproveMinutes)
        | (Role::NetworkAdministrator, KeepMembers | KeepOrganizations)
        | (Role::Coordinator, SeeFlow)
        | (Role::Steward, KeepCards | ReviewCards) => Reach::Network,
        (Role::Facilitator, PrepareLab | SeeLab | RunSession | TakePart | FollowUp | ApproveMinutes)
        // A small house has nobody else to publish what its editor wrote.
        | (Role::Administrator, KeepMembers | KeepCards | ReviewCards)
        | (Role::ServiceEditor, KeepCards)
        | (Role::Operator, Welcome)
        | (Role::Supervisor, Welcome | Supervise | SeeFlow)
        | (Role::DataProtection, SeeFlow) => Reach::Own,
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
        Actor::Anonymous | Actor::Link(_) | Actor::Person { .. } => false,
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

/// Whether a role reaches beyond its organisation.
fn reaches_far(role: Role) -> bool {
    role == Role::Steward || Action::ALL.into_iter().any(|action| reach(role, action) == Reach::Network)
}

/// Whether the actor may give these roles, or take them away: what reaches beyond an organisation is given by whoever
/// keeps the network only, so that no administrator lifts herself above her own house.
///
/// # Errors
/// [`Denied`] when not.
pub fn may_grant(actor: &Actor, roles: Roles) -> Result<(), Denied> {
    if roles.iter().any(reaches_far) {
        may(actor, Action::KeepOrganizations, Resource::Network)
    } else {
        Ok(())
    }
}

/// The roles that the actor may give, in the order of the pages.
pub fn grantable(actor: &Actor) -> Vec<Role> {
    Role::ALL.into_iter().filter(|role| may_grant(actor, Roles::NONE.with(*role)).is_ok()).collect()
}

/// The table as text, as it is committed in `policy.txt`: a line for each role, a column for each action.
pub fn table() -> String {
    let mut text = String::from(
        "# Who may do what: role × action. own: in her own organisation; network: everywhere; -: not at all.\n",
    );
    text.push_str("# Made by the test in src/policy.rs (RETICOLO_UPDATE=1 writes it anew); read its changes as changes of the law.\n\n");
    let _ = write!(text, "{:<22}", "");
    for action in Action::ALL {
        let _ = write!(text, "{:<19}", format!("{action:?}"));
    }
    for role in Role::ALL {
        let _ = write!(text, "\n{:<22}", role.code());
        for action in Action::ALL {
            let word = match reach(role, action) {
                Reach::Nothing => "-",
                Reach::Own => "own",
                Reach::Network => "network",
            };
            let _ = write!(text, "{word:<19}");
        }
    }
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn the_table_is_the_committed_one() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/policy.txt");
        if std::env::var_os("RETICOLO_UPDATE").is_some() {
            std::fs::write(path, table()).unwrap();
        }
        let committed = std::fs::read_to_string(path).unwrap_or_default();
        assert_eq!(
            committed,
            table(),
            "who may do what has changed: read it, then run again with RETICOLO_UPDATE=1"
        );
    }

    #[test]
    fn no_administrator_lifts_anybody_above_her_own_house() {
        let of = |role| Actor::Member {
            id: Uuid::nil(),
            organization: Uuid::nil(),
            roles: Roles::NONE.with(role),
        };
        let far = [Role::Coordinator, Role::Steward, Role::NetworkAdministrator];
        for role in Role::ALL {
            let roles = Roles::NONE.with(role).with(Role::Operator);
            assert_eq!(may_grant(&of(Role::Administrator), roles).is_ok(), !far.contains(&role), "{role:?}");
            assert_eq!(may_grant(&of(Role::NetworkAdministrator), roles), Ok(()));
        }
        assert_eq!(grantable(&of(Role::Administrator)).len(), Role::ALL.len() - far.len());
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
