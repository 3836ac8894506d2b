//! Closing a choice: the ballots are counted once, and the outcome is kept.

use super::{Choice, Outcome, State, count, read};
use crate::{Refused, programme::bearer_of_session};
use reticolo_accounts::policy::Action;
use reticolo_base::Ctx;
use reticolo_store::{Db, Tx, audit::Entry, sql};
use uuid::Uuid;

/// Closes a choice and counts. Proposals are chosen or not from then on.
///
/// # Errors
/// [`Refused::NotFound`] for whoever does not run the session, [`Refused::Conflict`] when it was closed before or nobody
/// has voted.
pub async fn close(db: &Db, ctx: &Ctx, id: Uuid) -> Result<Outcome, Refused> {
    let choice = read::choice(db, ctx, id).await?;
    let bearer = bearer_of_session(db, choice.session).await?;
    bearer.may(ctx, Action::RunSession)?;
    let mut tx = db.begin(ctx).await?;
    // From here on no ballot is taken: those that wait for the row find it closed.
    let shut = sql!("update choice set state = 'closed', closed_at = $2 where id = $1 and state = 'open'");
    if tx.run(shut.bind(id).bind(ctx.now)).await? == 0 || choice.state == State::Closed {
        return Err(Refused::Conflict("lab-harvest-conflict-closed"));
    }
    let ballots: Vec<_> =
        read::ballots_in(&mut tx, id).await?.into_iter().map(|(_, ballot)| ballot).collect();
    if ballots.is_empty() {
        return Err(Refused::Conflict("lab-harvest-conflict-no-ballots"));
    }
    // Equal shares may take a moment: other requests go on meanwhile.
    let counted = choice.clone();
    let outcome = tokio::task::spawn_blocking(move || count(&counted, &ballots)).await.map_err(|cause| {
        tracing::error!(%cause, "the ballots could not be counted");
        Refused::Conflict("lab-harvest-conflict-map")
    })?;
    keep(&mut tx, &choice, &outcome).await?;
    let chain = crate::chain(bearer.organization);
    tx.audit(Entry { chain: &chain, action: "choice.closed", entity: "choice", id: Some(id), detail: "" })
        .await?;
    tx.emit("lab.choice", &serde_json::json!({ "choice": id, "session": choice.session }).to_string())
        .await?;
    tx.commit().await?;
    Ok(outcome)
}

async fn keep(tx: &mut Tx, choice: &Choice, outcome: &Outcome) -> Result<(), Refused> {
    let put = sql!("update choice set outcome = $2 where id = $1");
    tx.run(put.bind(choice.id).bind(serde_json::json!(outcome).to_string())).await?;
    let state = sql!("update proposal set state = $2 where id = $1 and state not in ('chosen', 'withdrawn')");
    for candidate in &choice.candidates {
        let chosen = outcome.chosen.contains(&candidate.number);
        tx.run(state.bind(candidate.proposal).bind(if chosen { "chosen" } else { "not-chosen" })).await?;
    }
    Ok(())
}
