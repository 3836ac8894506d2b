//! Changing what was prepared: whoever changes says which version she saw, and nothing of another is lost.

use super::{Session, SessionPlan, access, phrase, session};
use crate::Refused;
use reticolo_accounts::policy::Action;
use reticolo_base::Ctx;
use reticolo_store::{Db, Tx, audit::Entry, sql};
use uuid::Uuid;

/// A change of a session that may be made: the plan as it is, and the transaction in which it is changed.
pub(super) struct Change {
    pub(super) plan: SessionPlan,
    pub(super) tx: Tx,
    organization: Uuid,
}

impl Change {
    /// Begins a change by whoever saw `version`.
    ///
    /// # Errors
    /// [`Refused::NotFound`] when the actor may not, [`Refused::Conflict`] when it runs or changed meanwhile.
    pub(super) async fn begin(db: &Db, ctx: &Ctx, id: Uuid, version: i64) -> Result<Self, Refused> {
        let bearer = access::bearer_of_session(db, id).await?;
        bearer.may(ctx, Action::PrepareLab)?;
        let plan = session(db, id).await?;
        if !plan.session.is_prepared() {
            return Err(Refused::Conflict("lab-refusal-running"));
        }
        let mut tx = db.begin(ctx).await?;
        let rise = sql!("update lab_session set version = version + 1 where id = $1 and version = $2");
        if tx.run(rise.bind(id).bind(version)).await? == 0 {
            return Err(Refused::Conflict("lab-refusal-stale"));
        }
        Ok(Self { plan, tx, organization: bearer.organization })
    }

    /// Ends it: audited, told, durable. Gives the new version.
    ///
    /// # Errors
    /// [`Refused::Store`] of the database.
    pub(super) async fn end(mut self, action: &str, what: Option<Uuid>) -> Result<i64, Refused> {
        let (session, chain) = (&self.plan.session, crate::chain(self.organization));
        let id = what.or(Some(session.id));
        self.tx.audit(Entry { chain: &chain, action, entity: "lab_session", id, detail: "" }).await?;
        let event = serde_json::json!({ "session": session.id }).to_string();
        self.tx.emit("lab.session.changed", &event).await?;
        self.tx.commit().await?;
        Ok(session.version + 1)
    }
}

/// Changes title, purpose, welcome, day, place and video. Every text stays in the language of its original.
///
/// # Errors
/// [`Refused::NotFound`] when the actor may not, [`Refused::Conflict`] when it runs or changed meanwhile.
pub async fn change_session(
    db: &Db,
    ctx: &Ctx,
    id: Uuid,
    version: i64,
    draft: &super::SessionDraft,
) -> Result<i64, Refused> {
    let mut change = Change::begin(db, ctx, id, version).await?;
    let Session { title, purpose, welcome, .. } = &change.plan.session;
    let kept = |before: &super::Phrase, typed: Option<&str>| {
        phrase::stored(before.lang, typed.unwrap_or(before.words.as_str()))
    };
    let update = sql!(
        "update lab_session set title = $2, purpose = $3, welcome = $4, starts_at = $5, ends_at = $6, zone = $7,
            place = $8, video = $9 where id = $1"
    );
    let update = update.bind(id).bind(kept(title, Some(&draft.title)));
    let update = update.bind(kept(purpose, draft.purpose.as_deref()));
    let update = update.bind(kept(welcome, draft.welcome.as_deref()));
    let update = update.bind(draft.starts_at).bind(draft.ends_at).bind(draft.zone.as_str());
    change.tx.run(update.bind(draft.place.as_str()).bind(draft.video.stored())).await?;
    change.end("lab.session.changed", None).await
}
