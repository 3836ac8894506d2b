//! How close a reader stands to a Lab.

use crate::{
    Refused,
    programme::{Bearer, bearer_of_lab},
};
use reticolo_accounts::policy::Action;
use reticolo_base::{Ctx, Text};
use reticolo_store::{Db, sql};
use uuid::Uuid;

/// How close a reader stands to a Lab; the closer, the more she sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Near {
    /// Anybody: figures, promises of organisations, answers; no names of people.
    Public,
    /// She takes part.
    TakesPart,
    /// She follows the Lab up for the organisation that bears it.
    FollowsUp,
}

/// The bearer of a Lab, and how close the actor stands to it.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such Lab.
pub async fn near(db: &Db, ctx: &Ctx, lab: Uuid) -> Result<(Bearer, Near), Refused> {
    let bearer = bearer_of_lab(db, lab).await?;
    let near = if bearer.may(ctx, Action::FollowUp).is_ok() {
        Near::FollowsUp
    } else if bearer.may(ctx, Action::TakePart).is_ok() {
        Near::TakesPart
    } else {
        Near::Public
    };
    Ok((bearer, near))
}

/// The name of a Lab.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such Lab.
pub async fn lab_title(db: &Db, lab: Uuid) -> Result<Text, Refused> {
    let row =
        db.row(sql!("select title from lab where id = $1").bind(lab)).await?.ok_or(Refused::NotFound)?;
    Ok(crate::report::gather::text(&row.get::<String>(0)?))
}
