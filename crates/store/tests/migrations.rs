//! A migration runs once, and a database of another version is refused with words.

use reticolo_store::{Db, Failure, Migration};
use reticolo_testkit::{DOMAINS, at, on_both};

const MORE: &[Migration] =
    &[Migration { name: "test/0001_chairs", text: "create table chairs (id bigint primary key);" }];

#[tokio::test]
async fn migrating_twice_is_migrating_once() {
    on_both(async |db| {
        assert_eq!(db.migrate(&at("2026-11-23"), DOMAINS).await.unwrap(), Vec::<&str>::new());
        let all: Vec<&[Migration]> = DOMAINS.iter().copied().chain([MORE]).collect();
        assert!(matches!(db.check_schema(&all).await, Err(Failure::Behind)));
        assert_eq!(db.migrate(&at("2026-11-23"), &all).await.unwrap(), ["test/0001_chairs"]);
        db.check_schema(&all).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_newer_database_and_a_changed_migration_are_refused() {
    on_both(async |db| {
        let all: Vec<&[Migration]> = DOMAINS.iter().copied().chain([MORE]).collect();
        db.migrate(&at("2026-11-23"), &all).await.unwrap();
        assert!(
            matches!(db.check_schema(DOMAINS).await, Err(Failure::Newer(name)) if name == "test/0001_chairs")
        );
        let changed: &[Migration] =
            &[Migration { name: "test/0001_chairs", text: "create table stools (id bigint);" }];
        let all: Vec<&[Migration]> = DOMAINS.iter().copied().chain([changed]).collect();
        assert!(matches!(db.migrate(&at("2026-11-23"), &all).await, Err(Failure::Changed(_))));
    })
    .await;
}

#[tokio::test]
async fn an_empty_database_is_behind_and_a_foreign_address_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&format!("sqlite://{}/new.db", folder.path().display())).await.unwrap();
    assert!(matches!(db.check_schema(DOMAINS).await, Err(Failure::Behind)));
    assert!(matches!(Db::open("mysql://localhost/x").await, Err(Failure::Address)));
    assert!(matches!(Db::open("sqlite:///no/such/folder/x.db").await, Err(Failure::Unreachable(_))));
}
