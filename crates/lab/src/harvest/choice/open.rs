//! Opening a choice.

use super::{Ballots, Method, Rules};
use crate::{
    Refused,
    harvest::{proposal::State, proposals, typed},
    programme::bearer_of_session,
};
use reticolo_accounts::policy::Action;
use reticolo_base::Ctx;
use reticolo_store::{Db, audit::Entry, sql};
use std::collections::BTreeSet;
use uuid::Uuid;

/// More proposals than this nobody reads before she votes.
pub const MOST_OPTIONS: usize = 40;

/// A choice as it is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// What is decided, in a few words.
    pub title: String,
    /// The rules.
    pub rules: Rules,
    /// The proposals.
    pub proposals: BTreeSet<Uuid>,
}

impl Rules {
    /// The rules, if they go together.
    ///
    /// # Errors
    /// [`Refused::Invalid`] when equal shares have no budget, a budget is 0, or nothing limits an approval.
    pub fn checked(self) -> Result<Self, Refused> {
        let budgets = [self.hours, self.euros];
        if budgets.into_iter().flatten().any(|budget| !(1..=typed::MOST).contains(&budget)) {
            return Err(Refused::invalid("lab-harvest-problem-budget"));
        }
        if self.method == Method::Shares && budgets == [None, None] {
            return Err(Refused::invalid("lab-harvest-problem-no-budget"));
        }
        if self.method == Method::Approval && self.seats.is_none() && budgets == [None, None] {
            return Err(Refused::invalid("lab-harvest-problem-no-limit"));
        }
        if self.seats.is_some_and(|seats| seats < 1) || !(1..=1_000).contains(&self.points) {
            return Err(Refused::invalid("lab-harvest-problem-number"));
        }
        let ballots = match (self.method, self.ballots) {
            (Method::Consent, _) => Ballots::Consent,
            (_, Ballots::Points) => Ballots::Points,
            _ => Ballots::Approval,
        };
        Ok(Self { ballots, ..self })
    }
}

/// Opens a choice among proposals of the session's Lab. What each costs is frozen now.
///
/// # Errors
/// [`Refused::NotFound`] for whoever does not run the session, [`Refused::Invalid`] when rules do not go together, a
/// proposal is not there or was settled, or one has no cost in a currency that is limited.
pub async fn open(db: &Db, ctx: &Ctx, session: Uuid, id: Uuid, opening: &Opening) -> Result<(), Refused> {
    let bearer = bearer_of_session(db, session).await?;
    bearer.may(ctx, Action::RunSession)?;
    let title = typed::line(&opening.title, typed::TITLE)?;
    let rules = opening.rules.checked()?;
    let mut among = proposals(db, bearer.lab).await?;
    among.retain(|p| opening.proposals.contains(&p.id) && matches!(p.state, State::Draft | State::NotChosen));
    if among.len() != opening.proposals.len() {
        return Err(Refused::invalid("lab-harvest-problem-proposal-gone"));
    }
    if among.is_empty() || among.len() > MOST_OPTIONS {
        return Err(Refused::Invalid(
            "lab-harvest-problem-options",
            vec![("most", MOST_OPTIONS.to_string())],
        ));
    }
    let lacks = |limit: Option<i64>, cost: Option<i64>| limit.is_some() && cost.is_none();
    if let Some(p) =
        among.iter().find(|p| lacks(rules.hours, p.draft.hours) || lacks(rules.euros, p.draft.euros))
    {
        return Err(Refused::Invalid("lab-harvest-problem-no-cost", vec![("title", p.draft.title.clone())]));
    }
    let mut tx = db.begin(ctx).await?;
    let insert = sql!(
        "insert into choice (id, session_id, title, lang, method, ballots, budget_hours, budget_euros, seats, points, state,
            outcome, created_at, closed_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open', '', $11, null)"
    );
    let insert = insert.bind(id).bind(session).bind(title).bind(ctx.lang.code()).bind(rules.method.code());
    let insert = insert.bind(rules.ballots.code()).bind(rules.hours).bind(rules.euros).bind(rules.seats);
    tx.run(insert.bind(rules.points).bind(ctx.now)).await?;
    let option = sql!(
        "insert into choice_option (choice_id, proposal_id, number, hours, euros) values ($1, $2, $3, $4, $5)"
    );
    for (number, proposal) in (1_i64..).zip(&among) {
        let (hours, euros) = (proposal.draft.hours.unwrap_or(0), proposal.draft.euros.unwrap_or(0));
        tx.run(option.bind(id).bind(proposal.id).bind(number).bind(hours).bind(euros)).await?;
    }
    let chain = crate::chain(bearer.organization);
    let entry = Entry {
        chain: &chain,
        action: "choice.opened",
        entity: "choice",
        id: Some(id),
        detail: rules.method.code(),
    };
    tx.audit(entry).await?;
    tx.emit("lab.choice", &serde_json::json!({ "choice": id, "session": session }).to_string()).await?;
    Ok(tx.commit().await?)
}
