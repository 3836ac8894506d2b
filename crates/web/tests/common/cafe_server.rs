//! A World Café of invented people for the browser tests: `cafe PORT FOLDER` serves it and prints one line of JSON with
//! its addresses and everybody's cookie.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout)] // What helps the tests is a test.

#[path = "../../../lab/tests/common/cafe.rs"]
mod cafe;

use cafe::{Cafe, PEOPLE};
use reticolo_accounts::login::{self, Subject};
use reticolo_base::{Actor, Ctx, Instant, Lang};
use reticolo_store::Db;
use reticolo_web::{App, Settings, app};
use std::{collections::BTreeMap, net::SocketAddr, path::PathBuf};
use uuid::Uuid;

fn now() -> Instant {
    jiff::Timestamp::now().into()
}

#[tokio::main]
async fn main() {
    let mut args = std::env::args().skip(1);
    let port = args.next().unwrap();
    let folder = PathBuf::from(args.next().unwrap());
    let db = Db::open(&format!("sqlite://{}", folder.join("cafe.db").display())).await.unwrap();
    let ctx = Ctx::new(now(), Actor::Console, Lang::It, Uuid::nil());
    let domains = [
        reticolo_accounts::MIGRATIONS,
        reticolo_directory::book::MIGRATIONS,
        reticolo_live::MIGRATIONS,
        reticolo_lab::MIGRATIONS,
    ];
    db.migrate(&ctx, &domains).await.unwrap();
    let cafe = Cafe::open_at(&db, now()).await;
    let mut cookies = BTreeMap::new();
    for (name, ..) in PEOPLE {
        let token: [u8; 32] = rand::random();
        let subject = Subject::Participant { id: cafe.person(name), lab: cafe.lab };
        login::sign_in(&db, &ctx, subject, &token).await.unwrap();
        cookies.insert(name, token.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
    }
    let address: SocketAddr = format!("127.0.0.1:{port}").parse().unwrap();
    let listener = tokio::net::TcpListener::bind(address).await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let settings = Settings { base_url: address.clone(), ..Settings::default() };
    println!(
        "{}",
        serde_json::json!({ "address": address, "session": cafe.session, "block": cafe.block, "cookies": cookies })
    );
    let service = app(App::new(db, settings, now)).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).await.unwrap();
}
