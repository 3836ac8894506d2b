//! What must hold of every transaction, on both engines.

use reticolo_store::{Failure, audit, audit::Entry, sql};
use reticolo_testkit::{at, on_both, on_postgres};
use std::time::Duration;

const ENTRY: Entry<'static> =
    Entry { chain: audit::NETWORK, action: "test.wrote", entity: "counter", id: None, detail: "" };

#[tokio::test]
async fn a_write_without_an_audit_entry_is_not_kept() {
    on_both(async |db| {
        let mut tx = db.begin(&at("2026-11-23")).await.unwrap();
        tx.run(sql!("insert into counter (name, value) values ('secret', 7)")).await.unwrap();
        assert!(matches!(tx.commit().await, Err(Failure::Unaudited)));
        assert!(db.row(sql!("select value from counter where name = 'secret'")).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn a_write_its_audit_entry_and_its_event_come_together() {
    on_both(async |db| {
        let mut tx = db.begin(&at("2026-11-23T10:00:00Z")).await.unwrap();
        tx.run(sql!("insert into counter (name, value) values ('tables', 8)")).await.unwrap();
        tx.audit(ENTRY).await.unwrap();
        assert_eq!(tx.emit("test.happened", "{}").await.unwrap(), 1);
        tx.commit().await.unwrap();
        let events = db.events_after(0, 10).await.unwrap();
        assert_eq!(events.len(), 1);
        assert_eq!((events[0].number, events[0].kind.as_str()), (1, "test.happened"));
        assert_eq!(*db.newest().borrow(), 1);
        assert_eq!(audit::verify(&db).await.unwrap(), (1, vec![]));
    })
    .await;
}

#[tokio::test]
async fn what_is_dropped_leaves_no_trace_and_no_gap() {
    on_both(async |db| {
        let mut tx = db.begin(&at("2026-11-23")).await.unwrap();
        tx.emit("test.never", "{}").await.unwrap();
        drop(tx);
        let mut tx = db.begin(&at("2026-11-23")).await.unwrap();
        assert_eq!(tx.emit("test.happened", "{}").await.unwrap(), 1);
        tx.commit().await.unwrap();
        assert_eq!(db.events_after(0, 10).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_changed_or_missing_audit_entry_is_found() {
    on_both(async |db| {
        for _ in 0..5 {
            let mut tx = db.begin(&at("2026-11-23")).await.unwrap();
            tx.audit(ENTRY).await.unwrap();
            tx.commit().await.unwrap();
        }
        assert_eq!(audit::verify(&db).await.unwrap(), (5, vec![]));
        let mut forger = db.begin(&at("2026-11-23")).await.unwrap();
        forger.run(sql!("update audit set detail = 'nothing' where number = 3")).await.unwrap();
        forger.audit(Entry { chain: "other", ..ENTRY }).await.unwrap();
        forger.commit().await.unwrap();
        let (_, broken) = audit::verify(&db).await.unwrap();
        assert_eq!((broken.len(), broken[0].number), (1, 3));
        let mut forger = db.begin(&at("2026-11-23")).await.unwrap();
        forger.run(sql!("delete from audit where chain = 'other'")).await.unwrap();
        forger.audit(Entry { chain: "third", ..ENTRY }).await.unwrap();
        forger.commit().await.unwrap();
        let (_, broken) = audit::verify(&db).await.unwrap();
        assert!(broken.iter().any(|b| b.chain == "other"), "cutting a whole chain off is seen");
    })
    .await;
}

#[tokio::test]
async fn two_writers_never_share_a_number() {
    on_both(async |db| {
        let writers = (0..8).map(|_| {
            let db = db.clone();
            tokio::spawn(async move {
                let mut tx = db.begin(&at("2026-11-23")).await.unwrap();
                tx.audit(ENTRY).await.unwrap();
                let number = tx.emit("test.happened", "{}").await.unwrap();
                tx.commit().await.unwrap();
                number
            })
        });
        let mut numbers = Vec::new();
        for writer in writers.collect::<Vec<_>>() {
            numbers.push(writer.await.unwrap());
        }
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=8).collect::<Vec<i64>>());
        assert_eq!(audit::verify(&db).await.unwrap(), (8, vec![]));
    })
    .await;
}

#[tokio::test]
async fn nodes_that_write_different_chains_do_not_wait_for_each_other() {
    on_postgres(async |db| {
        let mut slow = db.begin(&at("2026-11-23")).await.unwrap();
        slow.audit(Entry { chain: "slow", ..ENTRY }).await.unwrap();
        let quick = async |chain| {
            let mut tx = db.begin(&at("2026-11-23")).await.unwrap();
            tx.audit(Entry { chain, ..ENTRY }).await.unwrap();
            tx.commit().await.unwrap();
        };
        let other = tokio::time::timeout(Duration::from_secs(5), quick("quick")).await;
        assert!(other.is_ok(), "another chain waits for nobody");
        let same = tokio::time::timeout(Duration::from_millis(300), quick("slow")).await;
        assert!(same.is_err(), "the same chain waits, or its numbers would meet");
        slow.commit().await.unwrap();
        quick("slow").await;
        assert_eq!(audit::verify(&db).await.unwrap().1, []);
    })
    .await;
}

#[tokio::test]
async fn a_chain_that_grows_while_it_is_walked_is_not_called_broken() {
    on_both(async |db| {
        let writer = tokio::spawn({
            let db = db.clone();
            async move {
                for _ in 0..60 {
                    let mut tx = db.begin(&at("2026-11-23")).await.unwrap();
                    tx.audit(ENTRY).await.unwrap();
                    tx.commit().await.unwrap();
                }
            }
        });
        while !writer.is_finished() {
            assert_eq!(audit::verify(&db).await.unwrap().1, []);
        }
        writer.await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn every_kind_of_value_comes_back_as_it_went() {
    on_both(async |db| {
        let id = uuid::Uuid::now_v7();
        let mut tx = db.begin(&at("2026-11-23")).await.unwrap();
        tx.run(sql!("create table thing (i bigint, r double precision, t text, b boolean, y bytea, u uuid)"))
            .await
            .unwrap();
        let insert = sql!("insert into thing (i, r, t, b, y, u) values ($1, $2, $3, $4, $5, $6)");
        tx.run(insert.bind(-7_i64).bind(2.5).bind("é").bind(true).bind(vec![1_u8, 0]).bind(id))
            .await
            .unwrap();
        let nothing = insert.bind(None::<i64>).bind(None::<f64>).bind(None::<String>);
        tx.run(nothing.bind(None::<bool>).bind(None::<Vec<u8>>).bind(None::<uuid::Uuid>)).await.unwrap();
        let row =
            tx.row(sql!("select i, r, t, b, y, u from thing where i is not null")).await.unwrap().unwrap();
        assert_eq!(row.get::<i64>(0).unwrap(), -7);
        assert_eq!(row.get::<f64>(1).unwrap(), 2.5);
        assert_eq!(row.get::<String>(2).unwrap(), "é");
        assert!(row.get::<bool>(3).unwrap());
        assert_eq!(row.get::<Vec<u8>>(4).unwrap(), [1, 0]);
        assert_eq!(row.get::<uuid::Uuid>(5).unwrap(), id);
        assert!(matches!(row.get::<i64>(2), Err(Failure::Column { column: 2, .. })));
        let row = tx.row(sql!("select i, r, t, b, y, u from thing where i is null")).await.unwrap().unwrap();
        assert_eq!(row.get::<Option<uuid::Uuid>>(5).unwrap(), None);
    })
    .await;
}
