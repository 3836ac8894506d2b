//! Work to be done later is done once.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // What helps the tests is a test.

use reticolo_store::{Db, Failure, audit, audit::Entry, job};
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
        assert_eq!(job::take_of(&db, &at("2026-11-23T08:59:59Z"), "feed").await.unwrap(), None);
        let taken = job::take_of(&db, &at("2026-11-23T09:00:00Z"), "feed").await.unwrap().unwrap();
        assert_eq!((taken.kind.as_str(), taken.subject.as_str(), taken.attempts), ("feed", "asl", 0));
        assert_eq!(
            job::take_of(&db, &at("2026-11-23T09:00:01Z"), "feed").await.unwrap(),
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
        assert_eq!(job::take_of(&db, &at("2026-11-23T11:00:00Z"), "feed").await.unwrap(), None);
        assert!(job::take_of(&db, &at("2026-11-23T12:00:00Z"), "feed").await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn a_node_that_died_does_not_keep_its_job() {
    on_both(async |db| {
        plan(&db, "2026-11-23T09:00:00Z").await;
        job::take_of(&db, &at("2026-11-23T09:00:00Z"), "feed").await.unwrap().unwrap();
        let again = job::take_of(&db, &at("2026-11-23T09:10:00Z"), "feed").await.unwrap().unwrap();
        assert_eq!(again.attempts, 1);
    })
    .await;
}

#[tokio::test]
async fn a_failed_job_waits_longer_each_time_and_a_done_one_is_over() {
    on_both(async |db| {
        plan(&db, "2026-11-23T09:00:00Z").await;
        let first = job::take_of(&db, &at("2026-11-23T09:00:00Z"), "feed").await.unwrap().unwrap();
        job::failed(&db, &at("2026-11-23T09:00:00Z"), &first, "timeout").await.unwrap();
        assert_eq!(job::take_of(&db, &at("2026-11-23T09:00:59Z"), "feed").await.unwrap(), None);
        let second = job::take_of(&db, &at("2026-11-23T09:01:00Z"), "feed").await.unwrap().unwrap();
        job::failed(&db, &at("2026-11-23T09:01:00Z"), &second, "timeout").await.unwrap();
        assert_eq!(job::take_of(&db, &at("2026-11-23T09:02:59Z"), "feed").await.unwrap(), None);
        let third = job::take_of(&db, &at("2026-11-23T09:03:00Z"), "feed").await.unwrap().unwrap();
        let mut tx = db.begin(&at("2026-11-23T09:04:00Z")).await.unwrap();
        job::done(&mut tx, &third).await.unwrap();
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
        assert_eq!(job::take_of(&db, &at("2027-01-01"), "feed").await.unwrap(), None);
    })
    .await;
}

async fn finish(db: &Db, job: &job::Job) -> Result<(), Failure> {
    let mut tx = db.begin(&at("2026-11-23T10:00:00Z")).await.unwrap();
    job::done(&mut tx, job).await?;
    tx.audit(Entry {
        chain: audit::NETWORK,
        action: "job.done",
        entity: "job",
        id: Some(job.id),
        detail: "",
    })
    .await?;
    tx.commit().await
}

#[tokio::test]
async fn a_node_that_comes_back_late_keeps_nothing_of_what_it_did() {
    on_both(async |db| {
        plan(&db, "2026-11-23T09:00:00Z").await;
        let slow = job::take_of(&db, &at("2026-11-23T09:00:00Z"), "feed").await.unwrap().unwrap();
        let quick = job::take_of(&db, &at("2026-11-23T09:20:00Z"), "feed").await.unwrap().unwrap();
        assert!(matches!(finish(&db, &slow).await, Err(Failure::Late)));
        // Giving it back late must not take it from the node that has it now.
        job::failed(&db, &at("2026-11-23T09:21:00Z"), &slow, "late").await.unwrap();
        assert_eq!(job::take_of(&db, &at("2026-11-23T09:25:00Z"), "feed").await.unwrap(), None);
        finish(&db, &quick).await.unwrap();
        assert!(matches!(finish(&db, &quick).await, Err(Failure::Late)), "done once");
    })
    .await;
}

#[tokio::test]
async fn ten_nodes_that_reach_for_one_job_get_it_once() {
    on_both(async |db| {
        plan(&db, "2026-11-23T09:00:00Z").await;
        let mut nodes = tokio::task::JoinSet::new();
        for _ in 0..10 {
            let db = db.clone();
            nodes.spawn(async move { job::take_of(&db, &at("2026-11-23T09:00:00Z"), "feed").await.unwrap() });
        }
        let taken = nodes.join_all().await.into_iter().flatten().count();
        assert_eq!(taken, 1);
    })
    .await;
}

#[tokio::test]
async fn kinds_are_told_apart_and_trouble_is_seen() {
    on_both(async |db| {
        plan(&db, "2026-11-23T09:00:00Z").await;
        assert_eq!(job::due_kinds(&db, "2026-11-23T08:00:00Z".parse().unwrap()).await.unwrap(), [""; 0]);
        assert_eq!(job::due_kinds(&db, "2026-11-23T09:00:00Z".parse().unwrap()).await.unwrap(), ["feed"]);
        assert_eq!(job::take_of(&db, &at("2026-11-23T09:00:00Z"), "mail").await.unwrap(), None);
        for hour in 10..13 {
            let moment = at(&format!("2026-11-23T{hour}:00:00Z"));
            let job = job::take_of(&db, &moment, "feed").await.unwrap().unwrap();
            job::failed(&db, &moment, &job, "timeout").await.unwrap();
        }
        let troubled = job::troubled(&db, 10).await.unwrap();
        assert_eq!((troubled.len(), troubled[0].attempts, troubled[0].error.as_str()), (1, 3, "timeout"));
    })
    .await;
}

#[tokio::test]
async fn what_is_planned_anew_while_somebody_works_on_it_is_done_again() {
    on_both(async |db| {
        plan(&db, "2026-11-23T09:00:00Z").await;
        let first = job::take(&db, &at("2026-11-23T09:00:00Z")).await.unwrap().unwrap();
        plan(&db, "2026-11-23T09:20:00Z").await;
        job::close(&db, &at("2026-11-23T09:01:00Z"), &first).await.unwrap();
        assert_eq!(job::take(&db, &at("2026-11-23T09:19:00Z")).await.unwrap(), None);
        let due = job::next_due(&db, "2026-11-23T09:01:00Z".parse().unwrap()).await.unwrap();
        assert_eq!(due, Some("2026-11-23T09:20:00Z".parse().unwrap()));
        let again = job::take(&db, &at("2026-11-23T09:20:00Z")).await.unwrap().unwrap();
        assert_eq!((again.id, again.attempts), (first.id, 0));
        assert!(matches!(finish(&db, &first).await, Err(Failure::Late)));
        finish(&db, &again).await.unwrap();
        assert_eq!(job::next_due(&db, "2026-11-23T09:01:00Z".parse().unwrap()).await.unwrap(), None);
    })
    .await;
}
