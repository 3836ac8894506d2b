//! The next statement: drawn in proportion to priority, never in order (Polis; see [`reticolo_opinion::map::priority`]).

use super::{
    Statement, Voter, consultation, find, mine,
    snapshot::{Freshness, snapshot},
    vote::may_vote,
};
use crate::{Refused, programme::bearer_of_lab};
use reticolo_base::Ctx;
use reticolo_opinion::map::next_statement;
use reticolo_store::Db;
use uuid::Uuid;

/// What a voter sees next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// The statement; `None` when she has answered all.
    pub statement: Option<Statement>,
    /// How many she has answered.
    pub answered: usize,
    /// Of how many.
    pub of: usize,
}

/// Draws the next statement for a voter. `bits` gives 64 random bits.
///
/// # Errors
/// [`Refused::NotFound`] or [`Refused::Conflict`] when the Lab is not open to her.
pub async fn next(
    db: &Db,
    ctx: &Ctx,
    lab: Uuid,
    voter: Voter,
    bits: impl FnMut() -> u64,
) -> Result<Turn, Refused> {
    let bearer = bearer_of_lab(db, lab).await?;
    let consultation = consultation(db, lab).await?;
    may_vote(bearer, ctx, consultation.open_to, voter)?;
    let snapshot = snapshot(db, lab, consultation.changes, Freshness::Recent).await?;
    let votes = mine(db, lab, voter).await?;
    let answered = |at: usize| snapshot.statements.get(at).is_none_or(|id| votes.contains_key(id));
    let open = || snapshot.open();
    let (done, of) = (open().filter(|at| answered(*at)).count(), open().count());
    let drawn = next_statement(&snapshot.priorities, answered, bits);
    let statement = match drawn.and_then(|at| snapshot.statements.get(at)) {
        Some(id) => Some(find(db, *id).await?),
        None => None,
    };
    Ok(Turn { statement, answered: done, of })
}
