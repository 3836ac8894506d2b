//! Who keeps members and organisations, and what nobody may do.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // What helps the tests is a test.

mod common;

use common::*;
use reticolo_accounts::{Refused, demo, login, login::Subject, mail, member, organization, tidy};
use reticolo_base::{Actor, Ctx, Role, Roles};
use reticolo_store::{Db, Vault, audit, job};
use reticolo_testkit::{at, on_both};
use uuid::Uuid;

fn as_member(id: Uuid, organization: Uuid, role: Role) -> Ctx {
    Ctx {
        actor: Actor::Member { id, organization, roles: Roles::NONE.with(role) },
        ..at("2026-11-23T09:00:00Z")
    }
}

#[tokio::test]
async fn an_administrator_keeps_her_own_house_and_sees_no_other() {
    on_both(async |db| {
        let house = House::of(db).await;
        let ours = as_member(Uuid::now_v7(), house.organization, Role::Administrator);
        let theirs = as_member(Uuid::now_v7(), Uuid::now_v7(), Role::Administrator);
        let operator = as_member(Uuid::now_v7(), house.organization, Role::Operator);
        let id = house.invite(&ours, INVITED, EMAIL, Roles::NONE.with(Role::Operator)).await.unwrap();
        for stranger in [&theirs, &operator] {
            let invited =
                house.invite(stranger, INVITED, "b@comune.example", Roles::NONE.with(Role::Operator)).await;
            assert!(matches!(invited, Err(Refused::NotFound)));
            assert!(member::list(&house.db, &house.vault, stranger, house.organization).await.is_err());
            assert!(
                member::set_roles(&house.db, stranger, id, Roles::NONE.with(Role::Facilitator))
                    .await
                    .is_err()
            );
            assert!(member::again(&house.db, &house.vault, stranger, id, "X").await.is_err());
            assert!(member::end(&house.db, &house.vault, stranger, id).await.is_err());
            assert!(organization::list(&house.db, stranger).await.is_err());
        }
        let seen = member::list(&house.db, &house.vault, &ours, house.organization).await.unwrap();
        assert_eq!((seen.len(), seen[0].email.as_ref().unwrap().as_str()), (1, EMAIL));
        let far = house.invite(&ours, INVITED, "c@comune.example", Roles::NONE.with(Role::Coordinator)).await;
        assert!(
            matches!(far, Err(Refused::NotFound)),
            "what reaches beyond the house is given by the network"
        );
        let lifted =
            member::set_roles(&house.db, &ours, id, Roles::NONE.with(Role::NetworkAdministrator)).await;
        assert!(matches!(lifted, Err(Refused::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn an_address_is_a_member_once_and_fields_are_told() {
    on_both(async |db| {
        let house = House::of(db).await;
        let ctx = at("2026-11-23T08:00:00Z");
        let operator = Roles::NONE.with(Role::Operator);
        let id = house.invite(&ctx, INVITED, EMAIL, operator).await.unwrap();
        let key = |refused: Result<Uuid, Refused>| match refused {
            Err(Refused::Invalid(key) | Refused::Conflict(key)) => key,
            other => panic!("{other:?}"),
        };
        assert_eq!(
            key(house.invite(&ctx, "X", "Anna@COMUNE.example", operator).await),
            "account-problem-email-taken"
        );
        assert_eq!(key(house.invite(&ctx, "X", "anna", operator).await), "account-problem-email");
        assert_eq!(
            key(house.invite(&ctx, "X", "x@comune.example", Roles::NONE).await),
            "account-problem-roles"
        );
        member::end(&house.db, &house.vault, &ctx, id).await.unwrap();
        house.invite(&ctx, "Y", EMAIL, operator).await.unwrap();
        let same =
            organization::add(&house.db, &ctx, Uuid::now_v7(), ("Comune  di Foggia", "public", "")).await;
        assert!(matches!(same, Err(Refused::Conflict(_))));
        for nonsense in ["", " ", "a\u{202e}b", &"x".repeat(121)] {
            let added = organization::add(&house.db, &ctx, Uuid::now_v7(), (nonsense, "public", "")).await;
            assert!(matches!(added, Err(Refused::Invalid(_))), "{nonsense:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn other_roles_and_the_end_sign_her_out_and_nobody_locks_herself_out() {
    on_both(async |db| {
        let house = House::of(db).await;
        let anna = house.anna().await;
        house.enter(&anna, "2026-11-23T09:00:00Z", b"desk").await;
        let ctx = at("2026-11-23T09:01:00Z");
        member::set_roles(&house.db, &ctx, anna.id, Roles::NONE.with(Role::Administrator)).await.unwrap();
        assert_eq!(house.actor(b"desk", "2026-11-23T09:01:01Z").await, Actor::Anonymous);

        let herself = as_member(anna.id, house.organization, Role::Administrator);
        let stripped =
            member::set_roles(&house.db, &herself, anna.id, Roles::NONE.with(Role::Operator)).await;
        assert!(matches!(stripped, Err(Refused::Conflict("account-problem-own-roles"))));
        let ended = member::end(&house.db, &house.vault, &herself, anna.id).await;
        assert!(matches!(ended, Err(Refused::Conflict("account-problem-own-end"))));

        house.enter(&anna, "2026-11-23T10:00:00Z", b"desk").await;
        member::end(&house.db, &house.vault, &ctx, anna.id).await.unwrap();
        assert_eq!(house.actor(b"desk", "2026-11-23T10:00:01Z").await, Actor::Anonymous);
        assert!(house.password(&ctx, EMAIL, PASSWORD, b"h").await.is_err());
        assert!(member::find(&house.db, &ctx, anna.id).await.is_err());
    })
    .await;
}

async fn waiting(db: &Db, moment: &str) -> job::Job {
    job::take_of(db, &at(moment), mail::JOB).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_mail_waits_sealed_and_is_gone_once_it_ended_or_its_receiver_is() {
    on_both(async |db| {
        let house = House::of(db).await;
        let ctx = at("2026-11-23T08:00:00Z");
        let id = house.invite(&ctx, INVITED, EMAIL, Roles::NONE.with(Role::Operator)).await.unwrap();
        let job = waiting(&house.db, "2026-11-23T08:00:00Z").await;
        let letter: Uuid = job.subject.parse().unwrap();
        let jobs = house.vault.for_jobs();
        let post = mail::open(&house.db, &jobs, &ctx, letter).await.unwrap().unwrap();
        assert_eq!((post.address.as_str(), post.template.as_str()), (EMAIL, "mail-invitation"));
        assert_eq!(post.link.as_deref(), Some("invitation/AAAA-AAAA-AAAA-AAAA"));
        assert!(mail::open(&house.db, &Vault::passing(), &ctx, letter).await.is_err());
        let late = at("2026-11-30T08:00:00Z");
        assert!(mail::open(&house.db, &jobs, &late, letter).await.unwrap().is_none(), "its link has run out");
        assert_eq!(mail::counts(&house.db, ctx.now).await.unwrap().waiting, 1);

        let mut tx = house.db.begin(&ctx).await.unwrap();
        mail::close(&mut tx, letter, mail::End::Refused).await.unwrap();
        job::done(&mut tx, &job).await.unwrap();
        tx.commit().await.unwrap();
        assert!(mail::open(&house.db, &jobs, &ctx, letter).await.unwrap().is_none());
        assert_eq!(mail::counts(&house.db, ctx.now).await.unwrap(), mail::Counts { waiting: 0, refused: 1 });

        member::again(&house.db, &house.vault, &ctx, id, "BBBB-0000-0000-0000").await.unwrap();
        let second: Uuid = waiting(&house.db, "2026-11-23T08:00:01Z").await.subject.parse().unwrap();
        member::end(&house.db, &house.vault, &ctx, id).await.unwrap();
        assert!(
            mail::open(&house.db, &jobs, &ctx, second).await.unwrap().is_none(),
            "her keys are destroyed"
        );
    })
    .await;
}

#[tokio::test]
async fn what_has_run_out_is_forgotten() {
    on_both(async |db| {
        let house = House::of(db).await;
        let anna = house.anna().await;
        house.enter(&anna, "2026-11-23T09:00:00Z", b"desk").await;
        let ctx = at("2026-11-23T08:00:00Z");
        let never =
            house.invite(&ctx, "NNNN", "n@comune.example", Roles::NONE.with(Role::Operator)).await.unwrap();
        tidy::plan(&house.db, &ctx).await.unwrap();
        let later = at("2027-01-10T08:00:00Z");
        let job = job::take_of(&house.db, &later, tidy::JOB).await.unwrap().unwrap();
        tidy::work(&house.db, &house.vault.for_jobs(), &later, &job).await.unwrap();
        assert!(member::find(&house.db, &later, never).await.is_err());
        assert!(member::find(&house.db, &later, anna.id).await.is_ok());
        assert!(job::take_of(&house.db, &later, tidy::JOB).await.unwrap().is_none());
        assert!(job::take_of(&house.db, &at("2027-01-11T08:00:00Z"), tidy::JOB).await.unwrap().is_some());
        house.invite(&later, "MMMM", "n@comune.example", Roles::NONE.with(Role::Operator)).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn who_was_erased_after_a_backup_does_not_come_back_with_it() {
    on_both(async |db| {
        let house = House::of(db).await;
        let anna = house.anna().await;
        let ctx = at("2026-12-01T08:00:00Z");
        let operator = Roles::NONE.with(Role::Operator);
        let invited = house.invite(&ctx, "NNNN", "n@comune.example", operator).await.unwrap();
        let stays = house.invite(&ctx, "MMMM", "m@comune.example", operator).await.unwrap();
        let mut tx = house.db.begin(&ctx).await.unwrap();
        for subject in [anna.id, invited, Uuid::now_v7()] {
            member::forget(&mut tx, subject).await.unwrap();
        }
        let entry = audit::Entry { chain: audit::NETWORK, action: "test", entity: "x", id: None, detail: "" };
        tx.audit(entry).await.unwrap();
        tx.commit().await.unwrap();
        let left = member::list(&house.db, &house.vault, &ctx, house.organization).await.unwrap();
        assert_eq!(left.iter().map(|m| m.id).collect::<Vec<_>>(), [stays]);
        assert!(member::find(&house.db, &ctx, invited).await.is_err(), "an invitation goes as a whole");
        house.invite(&ctx, "OOOO", "n@comune.example", operator).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn the_demonstration_is_filled_twice_and_is_there_once_and_nobody_changes_its_people() {
    on_both(async |db| {
        let (vault, ctx) = (Vault::passing(), at("2026-11-23T08:00:00Z"));
        demo::fill(&db, &vault, &ctx).await.unwrap();
        demo::fill(&db, &vault, &ctx).await.unwrap();
        let members = member::list(&db, &vault, &ctx, demo::organization()).await.unwrap();
        assert_eq!(members.len(), 4);
        assert_eq!(member::list(&db, &vault, &ctx, demo::keeping()).await.unwrap().len(), 1);
        assert!(members.iter().all(|m| m.email.as_ref().unwrap().as_str().ends_with("@officina.example")));
        for role in demo::roles() {
            let id = demo::member(role).unwrap();
            login::sign_in(&db, &ctx, Subject::Member(id), role.as_bytes()).await.unwrap();
            let actor = login::actor(&db, role.as_bytes(), ctx.now).await.unwrap();
            assert!(
                matches!(actor, Actor::Member { organization, .. } if organization == demo::organization_of(role))
            );
            let administrator = Ctx { actor, ..ctx.clone() };
            assert!(member::end(&db, &vault, &administrator, id).await.is_err());
            assert!(member::set_roles(&db, &ctx, id, Roles::NONE.with(Role::Operator)).await.is_err());
        }
        assert_eq!(demo::member("king"), None);
        assert_eq!(audit::verify(&db).await.unwrap().1, []);
    })
    .await;
}

#[tokio::test]
async fn a_card_of_the_directory_is_kept_by_one_organisation_only() {
    on_both(async |db| {
        let ctx = at("2026-11-23T08:00:00Z");
        let (ours, theirs, card) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
        organization::add(&db, &ctx, ours, ("Ours", "public", "")).await.unwrap();
        organization::add(&db, &ctx, theirs, ("Theirs", "public", "")).await.unwrap();
        organization::tie(&db, &ctx, ours, Some(card)).await.unwrap();
        organization::tie(&db, &ctx, ours, Some(card)).await.unwrap();
        let second = organization::tie(&db, &ctx, theirs, Some(card)).await;
        assert!(matches!(second, Err(Refused::Conflict("account-problem-tied"))));
        organization::tie(&db, &ctx, ours, None).await.unwrap();
        organization::tie(&db, &ctx, theirs, Some(card)).await.unwrap();
        let nobody = organization::tie(&db, &ctx, Uuid::now_v7(), None).await;
        assert!(matches!(nobody, Err(Refused::NotFound)));
        let roles = Roles::NONE.with(Role::Administrator);
        let actor = Actor::Member { id: Uuid::now_v7(), organization: ours, roles };
        let administrator = Ctx { actor, ..ctx };
        assert!(matches!(
            organization::tie(&db, &administrator, ours, Some(card)).await,
            Err(Refused::NotFound)
        ));
    })
    .await;
}
