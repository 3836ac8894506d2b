//! Who takes part in a Lab, told on both engines.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // What helps the tests is a test.

use crate::ground::{facilitator, participant, session};
use reticolo_base::Kind;
use reticolo_base::Refusal as _;
use reticolo_lab::people::{
    self, Newcomer, Reply, Role,
    testing::{Sketch, code_of, crowd, people as invite},
};
use reticolo_store::{Vault, audit};
use reticolo_testkit::{at, on_both};
use std::collections::BTreeSet;
use uuid::Uuid;

fn tongues(written: &str) -> BTreeSet<String> {
    people::tongues(written)
}

#[tokio::test]
async fn whoever_is_added_is_found_by_her_code_and_by_no_other() {
    on_both(async |db| {
        let (lab, first) = session(&db).await;
        let sketch = Sketch { name: "Awa Ndiaye", speaks: "wo fr", kind: "migrants", ..Sketch::default() };
        let awa = invite(&db, &at("2026-11-23"), first, &[sketch]).await.unwrap()[0];
        let found = people::by_code(&db, &code_of(awa).to_lowercase()).await.unwrap();
        assert_eq!((found.id, found.lab, found.name.as_str()), (awa, lab, "Awa Ndiaye"));
        assert_eq!(found.speaks, Some(tongues("fr wo")));
        assert_eq!(people::by_code(&db, "0000000000000000").await.unwrap_err().kind(), Kind::NotFound);
        let [expected] = &people::everyone(&db, first).await.unwrap()[..] else { panic!("one person") };
        assert_eq!(
            (expected.role, expected.reply, expected.is_here()),
            (Role::Participant, Reply::Invited, false)
        );
    })
    .await;
}

#[tokio::test]
async fn one_comes_goes_and_comes_back_and_says_so_oneself() {
    on_both(async |db| {
        let (lab, first) = session(&db).await;
        let ids = crowd(&db, &at("2026-11-23"), first, 2, 1).await.unwrap();
        people::leave(&db, &at("2026-11-24"), first, ids[0]).await.unwrap();
        assert!(!people::one(&db, first, ids[0]).await.unwrap().is_here());
        let herself = participant(ids[0], lab);
        people::arrive(&db, &herself, first, ids[0]).await.unwrap();
        people::arrive(&db, &herself, first, ids[0]).await.unwrap();
        let back = people::one(&db, first, ids[0]).await.unwrap();
        assert!(back.is_here() && back.reply == Reply::Coming && back.role == Role::Host);
        let other = people::leave(&db, &herself, first, ids[1]).await.unwrap_err();
        assert_eq!(other.kind(), Kind::NotFound, "nobody sends another away");
        assert_eq!(people::require_seat(&db, &herself, first).await.unwrap().participant.id, ids[0]);
        assert!(audit::verify(&db).await.unwrap().1.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_seat_is_for_those_who_are_expected_at_that_session() {
    on_both(async |db| {
        let (lab, first) = session(&db).await;
        let (_, elsewhere) = session(&db).await;
        let id = crowd(&db, &at("2026-11-23"), first, 1, 0).await.unwrap()[0];
        let herself = participant(id, lab);
        for (ctx, where_) in
            [(&herself, elsewhere), (&participant(Uuid::now_v7(), lab), first), (&at("2026-11-23"), first)]
        {
            assert_eq!(people::require_seat(&db, ctx, where_).await.unwrap_err().kind(), Kind::NotFound);
        }
    })
    .await;
}

#[tokio::test]
async fn only_who_prepares_the_lab_adds_people_and_gives_roles() {
    on_both(async |db| {
        let (lab, first) = session(&db).await;
        let id = crowd(&db, &at("2026-11-23"), first, 1, 0).await.unwrap()[0];
        let stranger = facilitator(Uuid::now_v7());
        let new = Newcomer::named(Uuid::now_v7(), "1111222233334444", "Bruno");
        for ctx in [&stranger, &participant(id, lab)] {
            let refused = people::add(&db, &Vault::passing(), ctx, first, std::slice::from_ref(&new))
                .await
                .unwrap_err();
            assert_eq!(refused.kind(), Kind::NotFound);
            assert!(people::set_role(&db, ctx, first, id, Role::Host).await.is_err());
            assert!(people::keep_apart(&db, ctx, id, id).await.is_err());
        }
        people::set_role(&db, &at("2026-11-23"), first, id, Role::Host).await.unwrap();
        assert_eq!(people::one(&db, first, id).await.unwrap().role, Role::Host);
    })
    .await;
}

#[tokio::test]
async fn nobody_without_a_name_is_added_and_then_nobody_at_all() {
    on_both(async |db| {
        let (_, first) = session(&db).await;
        let new = [
            Newcomer::named(Uuid::now_v7(), "1111222233334444", "Bruno"),
            Newcomer::named(Uuid::now_v7(), "1111222233334445", " \u{202e} "),
        ];
        let refused = people::add(&db, &Vault::passing(), &at("2026-11-23"), first, &new).await.unwrap_err();
        assert_eq!(refused.key(), "lab-people-problem-name");
        assert!(people::everyone(&db, first).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn languages_are_said_by_oneself_or_left_unsaid() {
    on_both(async |db| {
        let (lab, first) = session(&db).await;
        let id = invite(&db, &at("2026-11-23"), first, &[Sketch { speaks: "", ..Sketch::default() }])
            .await
            .unwrap()[0];
        assert_eq!(people::participant(&db, id).await.unwrap().speaks, None);
        let herself = participant(id, lab);
        people::set_tongues(&db, &herself, id, Some(&tongues("ti am")), Some(&tongues("am"))).await.unwrap();
        let known = people::participant(&db, id).await.unwrap();
        assert_eq!((known.speaks, known.reads), (Some(tongues("am ti")), Some(tongues("am"))));
    })
    .await;
}

#[tokio::test]
async fn two_people_share_one_telephone() {
    on_both(async |db| {
        let (lab, first) = session(&db).await;
        let (_, elsewhere) = session(&db).await;
        let ids = crowd(&db, &at("2026-11-23"), first, 6, 0).await.unwrap();
        let far = crowd(&db, &at("2026-11-23"), elsewhere, 1, 0).await.unwrap()[0];
        let herself = participant(ids[0], lab);
        for (code, why) in
            [(code_of(far), "of another Lab"), (code_of(ids[0]), "her own"), ("0".repeat(16), "nobody's")]
        {
            assert_eq!(
                people::sit_together(&db, &herself, &code).await.unwrap_err().kind(),
                Kind::Invalid,
                "{why}"
            );
        }
        for id in &ids[1..4] {
            people::sit_together(&db, &herself, &code_of(*id)).await.unwrap();
        }
        assert_eq!(
            people::sit_together(&db, &herself, &code_of(ids[4])).await.unwrap_err().kind(),
            Kind::TooMany
        );
        people::leave(&db, &herself, first, ids[1]).await.unwrap();
        assert!(
            !people::one(&db, first, ids[1]).await.unwrap().is_here(),
            "she speaks for whom she sits with"
        );
        people::sits_alone(&db, &herself, ids[1]).await.unwrap();
        let with: Vec<_> = people::companions(&db, ids[0]).await.unwrap().into_iter().map(|p| p.id).collect();
        assert_eq!(with, ids[2..4]);
        assert!(people::arrive(&db, &herself, first, ids[1]).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn a_pair_is_kept_apart_once_whichever_way_it_is_said() {
    on_both(async |db| {
        let (lab, first) = session(&db).await;
        let ids = crowd(&db, &at("2026-11-23"), first, 2, 0).await.unwrap();
        let ctx = at("2026-11-23");
        people::keep_apart(&db, &ctx, ids[1], ids[0]).await.unwrap();
        people::keep_apart(&db, &ctx, ids[0], ids[1]).await.unwrap();
        assert_eq!(people::apart(&db, lab).await.unwrap(), [(ids[0], ids[1])]);
        assert_eq!(people::keep_apart(&db, &ctx, ids[0], ids[0]).await.unwrap_err().kind(), Kind::Invalid);
        people::let_together(&db, &ctx, ids[1], ids[0]).await.unwrap();
        assert!(people::apart(&db, lab).await.unwrap().is_empty());
    })
    .await;
}
