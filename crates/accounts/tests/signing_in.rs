//! Anna is invited, joins, signs in, forgets, changes, leaves.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // What helps the tests is a test.

mod common;

use common::*;
use reticolo_accounts::{
    Refused, enter,
    enter::Shown,
    link::{self, Choice, Purpose},
    login,
    member::{self, Change},
    recovery,
};
use reticolo_base::{Actor, Ctx, Role, Roles};
use reticolo_testkit::{at, on_both};
use uuid::Uuid;

fn problem<T: std::fmt::Debug>(refused: Result<T, Refused>) -> &'static str {
    match refused {
        Err(Refused::Invalid(key) | Refused::Conflict(key)) => key,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_invitation_opens_once_and_for_seven_days() {
    on_both(async |db| {
        let house = House::of(db).await;
        let ctx = at("2026-11-23T08:00:00Z");
        house.invite(&ctx, INVITED, EMAIL, Roles::NONE.with(Role::Facilitator)).await.unwrap();
        let late = at("2026-11-30T08:00:00Z");
        assert!(matches!(
            link::open(&house.db, &house.vault, INVITED, late.now).await,
            Err(Refused::NotFound)
        ));
        let typed = "aaaa aaaa aaaa aaaa";
        let opened = link::open(&house.db, &house.vault, typed, ctx.now).await.unwrap();
        assert_eq!(
            (opened.name.as_str(), opened.organization_name.as_str()),
            ("Anna Rossi", "Comune di Foggia")
        );

        let digits = opened.secret.digits(ctx.now).unwrap();
        let join = async |password, digits: &str| {
            let choice = Choice { password, digits, recovery: &codes() };
            link::accept(&house.db, &house.vault, &ctx, INVITED, choice).await
        };
        assert_eq!(problem(join("corta", &digits).await), "account-problem-password-short");
        assert_eq!(problem(join("anna@comune.example", &digits).await), "account-problem-password-common");
        assert_eq!(problem(join(PASSWORD, "000000").await), "account-problem-digits");
        join(PASSWORD, &digits).await.unwrap();
        assert!(matches!(join(PASSWORD, &digits).await, Err(Refused::NotFound)), "the link is used up");
    })
    .await;
}

#[tokio::test]
async fn anna_signs_in_with_password_and_telephone_and_neither_alone() {
    on_both(async |db| {
        let house = House::of(db).await;
        let anna = house.anna().await;
        let ctx = at("2026-11-23T09:00:00Z");
        for (email, typed) in
            [(EMAIL, "sbagliata"), ("nobody@comune.example", PASSWORD), ("no address", PASSWORD)]
        {
            assert_eq!(problem(house.password(&ctx, email, typed, b"half").await), enter::WRONG, "{email}");
        }
        house.password(&ctx, "ANNA@Comune.Example", PASSWORD, b"half").await.unwrap();
        assert_eq!(
            house.actor(b"half", "2026-11-23T09:00:01Z").await,
            Actor::Anonymous,
            "half opens nothing"
        );

        let digits = anna.secret.digits(ctx.now).unwrap();
        let second = async |typed: &str, ctx: &Ctx| {
            enter::second_factor(&house.db, &house.vault, ctx, typed, (b"half", b"whole")).await
        };
        assert_eq!(problem(second("000000", &ctx).await), "account-problem-digits");
        assert_eq!(second(&digits, &ctx).await.unwrap(), Shown::Digits);
        let roles = Roles::NONE.with(Role::Facilitator);
        let actor = Actor::Member { id: anna.id, organization: house.organization, roles };
        assert_eq!(house.actor(b"whole", "2026-11-23T18:59:59Z").await, actor);
        assert_eq!(house.actor(b"whole", "2026-11-23T19:00:00Z").await, Actor::Anonymous, "after ten hours");
        assert!(matches!(second(&digits, &ctx).await, Err(Refused::NotFound)), "the half token is gone");

        house.password(&ctx, EMAIL, PASSWORD, b"half").await.unwrap();
        assert_eq!(
            problem(second(&digits, &ctx).await),
            "account-problem-digits",
            "the same digits open once"
        );
    })
    .await;
}

#[tokio::test]
async fn five_wrong_digits_ask_for_the_password_again_and_ten_minutes_do_too() {
    on_both(async |db| {
        let house = House::of(db).await;
        house.anna().await;
        let ctx = at("2026-11-23T09:00:00Z");
        house.password(&ctx, EMAIL, PASSWORD, b"half").await.unwrap();
        let mut seen = Vec::new();
        for _ in 0..6 {
            let tried = enter::second_factor(&house.db, &house.vault, &ctx, "000000", (b"half", b"x")).await;
            seen.push(matches!(tried, Err(Refused::NotFound)));
        }
        assert_eq!(seen, [false, false, false, false, true, true]);
        house.password(&ctx, EMAIL, PASSWORD, b"slow").await.unwrap();
        let late = at("2026-11-23T09:10:00Z");
        assert!(matches!(enter::waiting(&house.db, b"slow", &late).await, Err(Refused::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn a_spare_code_opens_once() {
    on_both(async |db| {
        let house = House::of(db).await;
        let anna = house.anna().await;
        assert_eq!(recovery::left(&house.db, anna.id).await.unwrap(), 2);
        let ctx = at("2026-11-23T09:00:00Z");
        let typed = "rrrr 0000 0000 0001";
        for expected in [true, false] {
            house.password(&ctx, EMAIL, PASSWORD, b"half").await.unwrap();
            let entered = enter::second_factor(&house.db, &house.vault, &ctx, typed, (b"half", b"new")).await;
            assert_eq!(entered.is_ok(), expected);
            login::sign_out(&house.db, &ctx, b"half").await.unwrap();
        }
        assert_eq!(recovery::left(&house.db, anna.id).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn sign_ins_are_seen_and_ended_by_their_owner_only() {
    on_both(async |db| {
        let house = House::of(db).await;
        let anna = house.anna().await;
        let phone = house.enter(&anna, "2026-11-23T09:00:00Z", b"phone").await;
        let desk = house.enter(&anna, "2026-11-23T10:00:00Z", b"desk").await;
        let seen = login::sessions(&house.db, &desk).await.unwrap();
        assert_eq!((seen.len(), seen[0].device.as_str()), (2, "Firefox · Linux"));

        let stranger =
            Actor::Member { id: Uuid::now_v7(), organization: house.organization, roles: Roles::NONE };
        let stranger = Ctx { actor: stranger, ..desk.clone() };
        assert!(matches!(login::end_session(&house.db, &stranger, seen[1].id).await, Err(Refused::NotFound)));
        assert!(login::sessions(&house.db, &stranger).await.unwrap().is_empty());
        login::end_session(&house.db, &desk, seen[1].id).await.unwrap();
        assert_eq!(house.actor(b"phone", "2026-11-23T10:00:01Z").await, Actor::Anonymous);
        assert_eq!(house.actor(b"desk", "2026-11-23T10:00:01Z").await, phone.actor);
    })
    .await;
}

#[tokio::test]
async fn another_password_ends_the_other_sign_ins() {
    on_both(async |db| {
        let house = House::of(db).await;
        let anna = house.anna().await;
        house.enter(&anna, "2026-11-23T09:00:00Z", b"phone").await;
        let desk = house.enter(&anna, "2026-11-23T10:00:00Z", b"desk").await;
        let login = login::holder(&house.db, b"desk", desk.now).await.unwrap().unwrap().login;
        let chosen = "quattro lupi sotto il tavolo";
        let wrong = Change { password: "sbagliata", login };
        let changed = member::change_password(&house.db, &house.vault, &desk, wrong, chosen).await;
        assert_eq!(problem(changed), "account-problem-password-wrong");
        let right = Change { password: PASSWORD, login };
        member::change_password(&house.db, &house.vault, &desk, right, chosen).await.unwrap();
        assert_eq!(house.actor(b"phone", "2026-11-23T10:00:01Z").await, Actor::Anonymous);
        assert_eq!(house.actor(b"desk", "2026-11-23T10:00:01Z").await, desk.actor);
        assert_eq!(problem(house.password(&desk, EMAIL, PASSWORD, b"h").await), enter::WRONG);
        house.password(&desk, EMAIL, chosen, b"h").await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn another_telephone_is_connected_with_the_password_and_its_own_digits() {
    on_both(async |db| {
        let house = House::of(db).await;
        let anna = house.anna().await;
        let desk = house.enter(&anna, "2026-11-23T10:00:00Z", b"desk").await;
        let login = login::holder(&house.db, b"desk", desk.now).await.unwrap().unwrap().login;
        let later = Ctx { now: desk.now.plus_seconds(60), ..desk };
        let shown = member::second_factor(&house.db, &house.vault, &later, login).await.unwrap();
        assert_eq!(shown, member::second_factor(&house.db, &house.vault, &later, login).await.unwrap());
        assert_ne!(shown, anna.secret);
        let change = Change { password: PASSWORD, login };
        let old = anna.secret.digits(later.now).unwrap();
        let tried = member::renew_second_factor(&house.db, &house.vault, &later, change, &old).await;
        assert_eq!(problem(tried), "account-problem-digits");
        let digits = shown.digits(later.now).unwrap();
        member::renew_second_factor(&house.db, &house.vault, &later, change, &digits).await.unwrap();
        let renewed = Anna { id: anna.id, secret: shown };
        house.enter(&renewed, "2026-11-23T11:00:00Z", b"again").await;
        let next = member::second_factor(&house.db, &house.vault, &later, login).await.unwrap();
        assert_ne!(next, renewed.secret, "a third telephone learns a third secret");
    })
    .await;
}

#[tokio::test]
async fn a_forgotten_password_is_chosen_again_by_a_link_and_ends_every_sign_in() {
    on_both(async |db| {
        let house = House::of(db).await;
        let anna = house.anna().await;
        house.enter(&anna, "2026-11-23T09:00:00Z", b"desk").await;
        let ctx = Ctx { actor: Actor::Anonymous, ..at("2026-11-23T10:00:00Z") };
        let code = "FFFF-0000-0000-0000";
        for nobody in ["nobody@comune.example", "", "\u{202e}"] {
            link::forgotten(&house.db, &house.vault, &ctx, nobody, code).await.unwrap();
        }
        assert!(link::open(&house.db, &house.vault, code, ctx.now).await.is_err());
        link::forgotten(&house.db, &house.vault, &ctx, EMAIL, code).await.unwrap();
        link::forgotten(&house.db, &house.vault, &ctx, EMAIL, "GGGG-0000-0000-0000").await.unwrap();
        let opened = link::open(&house.db, &house.vault, code, ctx.now).await.unwrap();
        assert_eq!(opened.purpose, Purpose::Password, "a second mail within five minutes is not sent");
        let digits = anna.secret.digits(ctx.now).unwrap();
        let choice = Choice { password: PASSWORD, digits: &digits, recovery: &[] };
        assert!(
            link::accept(&house.db, &house.vault, &ctx, code, choice).await.is_err(),
            "no new telephone by it"
        );

        let chosen = "quattro lupi sotto il tavolo";
        link::choose_password(&house.db, &house.vault, &ctx, code, chosen).await.unwrap();
        assert!(link::choose_password(&house.db, &house.vault, &ctx, code, chosen).await.is_err());
        assert_eq!(house.actor(b"desk", "2026-11-23T10:00:01Z").await, Actor::Anonymous);
        house.password(&ctx, EMAIL, chosen, b"h").await.unwrap();
    })
    .await;
}
