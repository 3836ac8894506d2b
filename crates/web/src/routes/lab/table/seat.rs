//! From an address to a table that the visitor may come to.

use crate::{Fault, Visit, fields::encoded};
use axum::response::{IntoResponse as _, Redirect, Response};
use reticolo_lab::table::{self, AtTable};
use uuid::Uuid;

/// The table of an address, if the visitor may come to it. `block` tells which, where several blocks have the number.
pub async fn reach(
    visit: &Visit,
    (session, number): (&str, &str),
    block: Option<&str>,
) -> Result<AtTable, Fault> {
    let session: Uuid = session.parse().map_err(|_| Fault::not_found())?;
    let number: i64 = number.parse().map_err(|_| Fault::not_found())?;
    let block = match block.map(str::parse) {
        Some(block) => block.map_err(|_| Fault::not_found())?,
        None => table::block_of(&visit.app.db, session, number).await?,
    };
    let at = table::gate(&visit.app.db, &visit.ctx, block, number).await?;
    (at.table.session == session).then_some(at).ok_or_else(Fault::not_found)
}

/// The address of a table in the visitor's language, without its block.
pub fn base(visit: &Visit, at: &AtTable) -> String {
    visit.href(&format!("sessions/{}/tables/{}", at.table.session, at.table.number))
}

/// Back to the table after something was done, at this place of the page.
pub fn back(visit: &Visit, at: &AtTable, place: &str) -> Response {
    let block = encoded(&at.table.block.to_string());
    Redirect::to(&format!("{}?block={block}#{place}", base(visit, at))).into_response()
}
