//! Work to be done later is done once.
#![allow(clippy::unwrap_used)] // What helps the tests is a test.

use reticolo_store::{Db, audit, audit::Entry, job};
use reticolo_testkit::{at, on_both};
use uuid::Uuid;

async fn plan(db: &Db, due: &str) {
    let ctx = at("2026-11-23T08:00:00Z");
    let mut tx = db.begin(&ctx).await.unwrap();
    job::plan(&mut tx, Uuid::now_v7(), "feed", "asl", due.parse().unwrap(), "{}").await.unwrap();
    tx.audit(Entry { chain: audit::NETWORK, action: "job.plan", entity: "job", id: None, detail: "" })
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_job_is_taken_when_it_is_due_and_by_one_only() {
    on_both(async |db| {
        plan(&db, "2026-11-23T09:00:00Z").await;
        assert_eq!(job::take(&db, &at("2026-11-23T08:59:59Z")).await.unwrap(), None);
        let taken = job::take(&db, &at("2026-11-23T09:00:00Z")).await.unwrap().unwrap();
        assert_eq!((taken.kind.as_str(), taken.subject.as_str(), taken.attempts), ("feed", "asl", 0));
        assert_eq!(
            job::take(&db, &at("2026-11-23T09:00:01Z")).await.unwrap(),
            None,
            "another node finds nothing"
        );
    })
    .await;
}

#[tokio::test]
async fn planning_again_moves_the_open_job() {
    on_both(async |db| {
        plan(&db, "2026-11-23T09:00:00Z").await;
        plan(&db, "2026-11-23T12:00:00Z").await;
        assert_eq!(job::take(&db, &at("2026-11-23T11:00:00Z")).await.unwrap(), None);
        assert!(job::take(&db, &at("2026-11-23T12:00:00Z")).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn a_node_that_died_does_not_keep_its_job() {
    on_both(async |db| {
        plan(&db, "2026-11-23T09:00:00Z").await;
        job::take(&db, &at("2026-11-23T09:00:00Z")).await.unwrap().unwrap();
        let again = job::take(&db, &at("2026-11-23T09:10:00Z")).await.unwrap().unwrap();
        assert_eq!(again.attempts, 1);
    })
    .await;
}

#[tokio::test]
async fn a_failed_job_waits_longer_each_time_and_a_done_one_is_over() {
    on_both(async |db| {
        plan(&db, "2026-11-23T09:00:00Z").await;
        let first = job::take(&db, &at("2026-11-23T09:00:00Z")).await.unwrap().unwrap();
        job::failed(&db, &at("2026-11-23T09:00:00Z"), &first, "timeout").await.unwrap();
        assert_eq!(job::take(&db, &at("2026-11-23T09:00:59Z")).await.unwrap(), None);
        let second = job::take(&db, &at("2026-11-23T09:01:00Z")).await.unwrap().unwrap();
        job::failed(&db, &at("2026-11-23T09:01:00Z"), &second, "timeout").await.unwrap();
        assert_eq!(job::take(&db, &at("2026-11-23T09:02:59Z")).await.unwrap(), None);
        let third = job::take(&db, &at("2026-11-23T09:03:00Z")).await.unwrap().unwrap();
        let mut tx = db.begin(&at("2026-11-23T09:04:00Z")).await.unwrap();
        job::done(&mut tx, third.id).await.unwrap();
        tx.audit(Entry {
            chain: audit::NETWORK,
            action: "job.done",
            entity: "job",
            id: Some(third.id),
            detail: "",
        })
        .await
        .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(job::take(&db, &at("2027-01-01")).await.unwrap(), None);
    })
    .await;
}
