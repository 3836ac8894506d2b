//! What is stored of a reader, and what is not.
use crate::{App, Shell, Tiles, Visit, render, render::Answer};
use askama::Template;
use axum::{Router, routing::get};

/// `/{lang}/privacy`.
pub fn routes() -> Router<App> {
    Router::new().route("/{lang}/privacy", get(page))
}

#[derive(Template)]
#[template(path = "privacy.html")]
struct Page {
    shell: Shell,
    tile_host: Option<String>,
}

async fn page(visit: Visit) -> Answer {
    let shell = visit.shell(visit.words().say("privacy-title"));
    let tile_host = shell.settings.tiles.as_ref().and_then(Tiles::origin).map(str::to_owned);
    render::page(&Page { shell, tile_host })
}
