//! Statements: voting on them, preparing them, and the picture of what people think.

mod device;
mod drawing;
mod opinions;
mod statements;
mod turn;

use crate::App;
use axum::{Router, routing::get};

/// `/{lang}/sessions/{id}/votes`, `…/statements`, `…/opinions`, and "have your say" for everyone: `/{lang}/say`.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/{lang}/sessions/{id}/votes", get(turn::show).post(turn::cast))
        .route("/{lang}/sessions/{id}/statements", get(statements::show).post(statements::act))
        .route("/{lang}/sessions/{id}/opinions", get(opinions::show))
        .route("/{lang}/say", get(turn::list))
        .route("/{lang}/say/{lab}", get(turn::show_public).post(turn::cast_public))
        .route("/{lang}/say/{lab}/opinions", get(opinions::show_public))
}
