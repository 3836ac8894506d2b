//! Serves the pages over the demonstration network, to look at them:
//! `cargo run -p reticolo-web --example preview -- 8090`.

use reticolo_base::{Actor, Ctx, Instant, Lang, Text};
use reticolo_directory::{book, demo, find::Finder};
use reticolo_store::Db;
use reticolo_web::{App, Contact, Settings, app};
use std::sync::Arc;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let port: u16 = std::env::args().nth(1).and_then(|p| p.parse().ok()).unwrap_or(8090);
    let settings = Settings {
        base_url: format!("http://localhost:{port}"),
        name: Text::of(Lang::It, "Reticolo di Puglia"),
        demonstration: true,
        contact: Contact { phone: Some("+39 0000 000 100".into()), email: Some("aiuto@demo.example".into()) },
        ..Settings::default()
    };
    let clock: fn() -> Instant = || Instant(1_795_500_000_000_000);
    let db = Db::open("sqlite::memory:").await?;
    let ctx = Ctx::new(clock(), Actor::Console, Lang::It, uuid::Uuid::nil());
    db.migrate(&ctx, &[book::MIGRATIONS]).await?;
    let network = demo::records(clock().day_in(&jiff::tz::TimeZone::UTC))?;
    book::save(&db, &ctx, demo::SOURCE, &network.records, book::Vanished::Remove).await?;
    book::verify_all(&db, &ctx, &network.verified).await?;
    let folder = std::env::temp_dir().join(format!("reticolo-preview-{port}"));
    let finder = Arc::new(Finder::open(&db, &folder, clock()).await?);
    let state = App::new(db, settings, clock).with_finder(finder);
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    axum::serve(listener, app(state)).await?;
    Ok(())
}
