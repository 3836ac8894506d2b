//! Pages that are open hear what happens to their session, and nothing else.
#![allow(clippy::unwrap_used, clippy::panic)]

use reticolo_live::Bus;
use reticolo_store::Db;
use reticolo_testkit::{at, on_both};
use std::time::Duration;

async fn emit(db: &Db, kind: &str, session: &str) -> i64 {
    let mut tx = db.begin(&at("2026-11-23")).await.unwrap();
    let number = tx.emit(kind, &format!(r#"{{"session":"{session}"}}"#)).await.unwrap();
    tx.commit().await.unwrap();
    number
}

#[tokio::test]
async fn a_topic_hears_its_own_events_in_order() {
    on_both(async |db| {
        let bus = Bus::new(db.clone(), "session");
        emit(&db, "lab.before", "a").await;
        let mut ear = bus.listen("a");
        // The bus begins with its first listener; what follows is heard.
        tokio::time::sleep(Duration::from_millis(300)).await;
        let first = emit(&db, "lab.turn", "a").await;
        emit(&db, "lab.turn", "b").await;
        emit(&db, "directory.changed", "a").await;
        let heard = tokio::time::timeout(Duration::from_secs(5), ear.recv()).await.unwrap().unwrap();
        assert_eq!((heard.number, &*heard.kind), (first, "lab.turn"));
        let heard = tokio::time::timeout(Duration::from_secs(5), ear.recv()).await.unwrap().unwrap();
        assert_eq!(&*heard.kind, "directory.changed");
        assert!(ear.try_recv().is_err());
        let missed = bus.missed("a", first).await.unwrap();
        assert_eq!(missed.len(), 1);
    })
    .await;
}
