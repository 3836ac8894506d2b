//! One tap: still true. For the rules of access also: to be looked at again.

use super::{
    Piece, Refused, Sheet, scope, sheet,
    topic::{Topic, standings},
    version::{self, Cause, entry},
};
use crate::book::{self, Entity, Verified};
use jiff::ToSpan as _;
use reticolo_base::Ctx;
use reticolo_store::Db;
use uuid::Uuid;

/// Confirms topics of a card; each must say something. Free places are told, not confirmed (see
/// [`super::capacity`]), and rules of access are confirmed by [`review_access`].
///
/// # Errors
/// [`Refused::Invalid`] when there is nothing to confirm, [`Refused::NotFound`] when one does not keep the card.
pub async fn still_true(db: &Db, ctx: &Ctx, service: Uuid, topics: &[Topic]) -> Result<(), Refused> {
    let keeper = scope::keeper(db, ctx, service).await?;
    let card = sheet::card(db, service).await?;
    let by = scope::signature(db, keeper.hand).await?;
    let plain = |topic: &Topic| !matches!(topic, Topic::Access | Topic::Capacity);
    let said: Vec<Topic> = standings(&card)
        .iter()
        .map(|standing| standing.topic)
        .filter(plain)
        .filter(|t| topics.contains(t))
        .collect();
    if said.is_empty() {
        return Err(Refused::invalid("keeping-problem-nothing-said"));
    }
    let mut tx = db.begin(ctx).await?;
    for topic in said {
        let (entity, field) = (Entity::Service, topic.code().to_owned());
        book::confirm(&mut tx, &Verified { entity, id: service, field, by: by.clone(), at: ctx.now }).await?;
    }
    book::touched(&mut tx).await?;
    tx.audit(entry("card.verified", service)).await?;
    Ok(tx.commit().await?)
}

/// What is said of the rules of access after a look at them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// They are still so: they may be relied upon as long again as before.
    StillTrue,
    /// They must be looked at: from now on the card answers that it does not know.
    Doubtful,
}

/// Confirms or doubts the rules of access of a card, as a version with the id `new`. Anybody who keeps the card may doubt;
/// only who publishes may confirm, since people rely on it for their rights.
///
/// # Errors
/// [`Refused::Conflict`] when one may not confirm, [`Refused::Invalid`] when there are no rules.
pub async fn review_access(db: &Db, ctx: &Ctx, service: Uuid, look: Look, new: Uuid) -> Result<(), Refused> {
    let keeper = match look {
        Look::StillTrue => scope::reviewer(db, ctx, service).await?,
        Look::Doubtful => scope::keeper(db, ctx, service).await?,
    };
    let signature = scope::signature(db, keeper.hand).await?;
    let today = super::draft::today(ctx);
    let mut tx = db.begin(ctx).await?;
    let before = sheet::locked(&mut tx, service).await?;
    let mut after: Sheet = before.clone();
    if after.service.profile.access_rules.is_empty() {
        return Err(Refused::invalid("keeping-problem-nothing-said"));
    }
    for rule in &mut after.service.profile.access_rules {
        match look {
            Look::StillTrue => {
                let held = rule.date.until(rule.review_by).map_or(180, |span| i64::from(span.get_days()));
                let held = if held > 0 { held } else { 180 };
                rule.date = today;
                rule.review_by = today.checked_add(held.days()).unwrap_or(today);
            }
            Look::Doubtful => rule.review_by = rule.review_by.min(today.yesterday().unwrap_or(today)),
        }
    }
    let made = version::New {
        id: new,
        service,
        cause: Cause::Access,
        hand: keeper.hand,
        signature: &signature,
        before: &before,
        after: &after,
        pieces: &[Piece::Access],
        confirms: look == Look::StillTrue,
    };
    version::write(&mut tx, made).await?;
    let action = match look {
        Look::StillTrue => "card.access.confirmed",
        Look::Doubtful => "card.access.doubted",
    };
    tx.audit(entry(action, service)).await?;
    Ok(tx.commit().await?)
}
