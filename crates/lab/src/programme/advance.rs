//! From a draft to approved minutes: a session moves forward, one state at a time.

use super::{SessionState, access};
use crate::Refused;
use reticolo_accounts::policy::Action;
use reticolo_base::Ctx;
use reticolo_store::{Db, Tx, audit::Entry, sql};
use uuid::Uuid;

impl SessionState {
    /// What one must be allowed to do in order to bring a session into this state.
    fn action(self) -> Action {
        match self {
            Self::Draft | Self::Inviting => Action::PrepareLab,
            Self::Running | Self::Closed => Action::RunSession,
            Self::Approved => Action::ApproveMinutes,
        }
    }
}

/// Brings a session into the state that follows its own.
///
/// # Errors
/// [`Refused::NotFound`] when the actor may not; [`Refused::Conflict`] when the session is not in the state before, or has
/// nothing to invite to.
pub async fn advance(db: &Db, ctx: &Ctx, session: Uuid, to: SessionState) -> Result<(), Refused> {
    let bearer = access::bearer_of_session(db, session).await?;
    bearer.may(ctx, to.action())?;
    let mut tx = db.begin(ctx).await?;
    advance_in(&mut tx, (session, bearer.organization), to).await?;
    Ok(tx.commit().await?)
}

/// The same within a transaction, for whoever does more at once and has asked whether the actor may.
///
/// # Errors
/// [`Refused::Conflict`] when the session is not in the state before, or has nothing to invite to.
pub async fn advance_in(
    tx: &mut Tx,
    (session, organization): (Uuid, Uuid),
    to: SessionState,
) -> Result<(), Refused> {
    let row = tx.row(sql!("select state from lab_session where id = $1").bind(session)).await?;
    let state: String = row.ok_or(Refused::NotFound)?.get(0)?;
    let from = SessionState::parse(&state).unwrap_or(SessionState::Draft);
    if from.next() != Some(to) {
        return Err(Refused::Conflict(if from >= to {
            "lab-refusal-already"
        } else {
            "lab-refusal-too-early"
        }));
    }
    if to == SessionState::Inviting {
        let block = tx.row(sql!("select 1 from block where session_id = $1 limit 1").bind(session)).await?;
        block.ok_or(Refused::Conflict("lab-refusal-no-blocks"))?;
    }
    let update =
        sql!("update lab_session set state = $3, version = version + 1 where id = $1 and state = $2");
    if tx.run(update.bind(session).bind(state).bind(to.code())).await? == 0 {
        return Err(Refused::Conflict("lab-refusal-stale"));
    }
    let chain = crate::chain(organization);
    let action = "lab.session.advanced";
    tx.audit(Entry { chain: &chain, action, entity: "lab_session", id: Some(session), detail: to.code() })
        .await?;
    let event = serde_json::json!({ "session": session, "state": to.code() });
    tx.emit("lab.session.advanced", &event.to_string()).await?;
    Ok(())
}
