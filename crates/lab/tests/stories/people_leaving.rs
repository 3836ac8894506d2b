//! One door for all, private wishes, leaving the Lab and what is forgotten, told on both engines.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // What helps the tests is a test.

use crate::ground::{facilitator, participant, session};
use reticolo_base::{Actor, Ctx, Kind, Refusal as _};
use reticolo_lab::people::{self, Newcomer, testing::code_of};
use reticolo_store::{Db, Vault, audit, sql};
use reticolo_testkit::{at, on_both};
use uuid::Uuid;

/// Anna, with everything that is private about her.
async fn anna(db: &Db, vault: &Vault, session: Uuid) -> Uuid {
    let id = Uuid::now_v7();
    let anna = Newcomer {
        mail: "anna@esempio.example".into(),
        access: "una rampa".into(),
        kind: "person".into(),
        speaks: Some(people::tongues("it wo")),
        ..Newcomer::named(id, code_of(id), "Anna Rossi")
    };
    people::add(db, vault, &at("2026-11-23"), session, &[anna]).await.unwrap();
    id
}

async fn approve(db: &Db, session: Uuid) {
    let mut tx = db.begin(&at("2026-12-01")).await.unwrap();
    let insert = sql!(
        "insert into minutes (session_id, state, body, open, version, changed_at, approved_at)
         values ($1, 'approved', '', $2, 1, 0, 1)"
    );
    tx.run(insert.bind(session).bind(false)).await.unwrap();
    let entry =
        audit::Entry { chain: audit::NETWORK, action: "test", entity: "minutes", id: None, detail: "" };
    tx.audit(entry).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn one_code_opens_the_door_until_it_is_closed() {
    on_both(async |db| {
        let vault = Vault::passing();
        let (_, first) = session(&db).await;
        let ctx = at("2026-11-23");
        assert_eq!(people::door(&db, &vault, &ctx, first).await.unwrap(), None);
        people::open_door(&db, &vault, &ctx, first, "AAAA-BBBB-CCCC-DDDD").await.unwrap();
        people::open_door(&db, &vault, &ctx, first, "1111-2222-3333-4444").await.unwrap();
        assert_eq!(
            people::door(&db, &vault, &ctx, first).await.unwrap().as_deref(),
            Some("1111-2222-3333-4444")
        );
        let stranger = Ctx { actor: Actor::Anonymous, ..at("2026-11-30T15:00:00Z") };
        let id = Uuid::now_v7();
        let new = Newcomer::named(id, code_of(id), "Demba");
        let old = people::come_by_door(&db, &vault, &stranger, "aaaabbbbccccdddd", &new).await.unwrap_err();
        assert_eq!(old.kind(), Kind::NotFound, "the code was replaced");
        let (where_, demba) =
            people::come_by_door(&db, &vault, &stranger, "1111222233334444", &new).await.unwrap();
        assert_eq!((where_, demba.name.as_str()), (first, "Demba"));
        assert!(people::one(&db, first, id).await.unwrap().is_here());
        people::close_door(&db, &ctx, first).await.unwrap();
        assert!(people::session_of_door(&db, "1111222233334444").await.is_err());
        assert!(people::open_door(&db, &vault, &facilitator(Uuid::now_v7()), first, "x").await.is_err());
    })
    .await;
}

#[tokio::test]
async fn a_wish_is_read_by_the_facilitator_alone() {
    on_both(async |db| {
        let vault = Vault::passing();
        let (lab, first) = session(&db).await;
        let id = anna(&db, &vault, first).await;
        let herself = participant(id, lab);
        let wish = Uuid::now_v7();
        people::wish(&db, &vault, &herself, (wish, id), " non con mio cognato ").await.unwrap();
        assert_eq!(
            people::wish(&db, &vault, &herself, (Uuid::now_v7(), id), " ").await.unwrap_err().kind(),
            Kind::Invalid
        );
        assert!(people::wishes(&db, &vault, &herself, lab).await.is_err());
        let wishes = people::wishes(&db, &vault, &at("2026-11-30"), lab).await.unwrap();
        assert_eq!((wishes[0].participant, wishes[0].words.as_str()), (id, "non con mio cognato"));
        people::settle(&db, &at("2026-11-30"), lab, wish).await.unwrap();
        assert!(people::wishes(&db, &vault, &at("2026-11-30"), lab).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn she_takes_her_data_and_leaves_nothing_behind() {
    on_both(async |db| {
        let vault = Vault::passing();
        let (lab, first) = session(&db).await;
        let id = anna(&db, &vault, first).await;
        let herself = participant(id, lab);
        let mine = people::mine(&db, &vault, &herself).await.unwrap();
        assert_eq!((mine["name"].as_str(), mine["access"].as_str()), (Some("Anna Rossi"), Some("una rampa")));
        assert_eq!(mine["sessions"][0]["role"], "participant");
        let other = anna(&db, &vault, first).await;
        assert!(people::leave_lab(&db, &vault, &herself, other).await.is_err(), "nobody erases another");
        people::leave_lab(&db, &vault, &herself, id).await.unwrap();
        assert_eq!(people::by_code(&db, &code_of(id)).await.unwrap_err().kind(), Kind::NotFound);
        assert!(people::require_seat(&db, &herself, first).await.is_err());
        let gone = people::participant(&db, id).await.unwrap();
        assert_eq!((gone.name.as_str(), gone.kind.as_str(), gone.speaks), ("", "", None));
        assert!(gone.erased_at.is_some());
        let private = people::private(&db, &vault, &at("2026-12-01"), id).await.unwrap();
        assert_eq!(private, people::Private::default());
        assert_eq!(people::everyone(&db, first).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn after_the_last_approved_minutes_names_go_and_codes_stay() {
    on_both(async |db| {
        let vault = Vault::passing();
        let (lab, first) = session(&db).await;
        let second = crate::ground::another_session(&db, lab).await;
        let (once, twice) = (anna(&db, &vault, first).await, anna(&db, &vault, first).await);
        crate::ground::expect(&db, second, twice).await;
        let ctx = at("2026-12-01");
        let early = people::erase_after_approval(&db, &vault, &ctx, first).await.unwrap_err();
        assert_eq!(early.kind(), Kind::Conflict);
        approve(&db, first).await;
        assert_eq!(people::erase_after_approval(&db, &vault, &ctx, first).await.unwrap(), 1);
        assert_eq!(people::erase_after_approval(&db, &vault, &ctx, first).await.unwrap(), 0, "twice is once");
        assert_eq!(
            people::participant(&db, twice).await.unwrap().name,
            "Anna Rossi",
            "she is expected again"
        );
        let known = people::by_code(&db, &code_of(once)).await.unwrap();
        assert_eq!((known.name.as_str(), known.kind.as_str()), ("", "person"));
        approve(&db, second).await;
        assert_eq!(people::erase_after_approval(&db, &vault, &ctx, second).await.unwrap(), 1);
        assert!(audit::verify(&db).await.unwrap().1.is_empty());
    })
    .await;
}

#[tokio::test]
async fn who_was_erased_after_a_backup_has_no_name_in_it_when_it_comes_back() {
    on_both(async |db| {
        let vault = Vault::passing();
        let (_, first) = session(&db).await;
        let (gone, stays) = (anna(&db, &vault, first).await, anna(&db, &vault, first).await);
        let mut tx = db.begin(&at("2026-12-01")).await.unwrap();
        people::forget(&mut tx, gone).await.unwrap();
        people::forget(&mut tx, Uuid::now_v7()).await.unwrap();
        let entry = audit::Entry { chain: audit::NETWORK, action: "test", entity: "x", id: None, detail: "" };
        tx.audit(entry).await.unwrap();
        tx.commit().await.unwrap();
        let erased = people::participant(&db, gone).await.unwrap();
        assert_eq!((erased.name.as_str(), erased.kind.as_str(), erased.speaks), ("", "", None));
        assert!(erased.erased_at.is_some() && people::by_code(&db, &code_of(gone)).await.is_err());
        assert_eq!(people::participant(&db, stays).await.unwrap().name, "Anna Rossi");
    })
    .await;
}
