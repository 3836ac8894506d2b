//! Working together: today's page says why, what is booked is booked once, who stands in is named.

use crate::fixture::foggia;
use reticolo_desk::{
    Refused,
    person::Channel,
    referral::{self, Acceptance, Reason, State},
    together::{contact, resource, today, today::Why},
};
use reticolo_testkit::on_both;
use uuid::Uuid;

#[tokio::test]
async fn today_says_what_came_in_and_what_came_back() {
    on_both(async |db| {
        let foggia = foggia(&db).await;
        let referral = foggia.sent(foggia.aissatou().await).await;
        let (operator, doctor) = (foggia.ctx(foggia.operator), foggia.ctx(foggia.doctor));
        let in_today = today(foggia.desk(&doctor)).await.unwrap();
        assert_eq!(
            in_today.lines.iter().map(|(why, came, _)| (*why, *came)).collect::<Vec<_>>(),
            [(Why::New, true)]
        );
        assert_eq!(in_today.receipts.len(), 1, "the notice of article 14 is due within a month");
        let command = foggia.command(foggia.doctor, referral).await;
        let why = (Reason::NoCapacity, "office", "");
        referral::decline(foggia.desk(&doctor), Uuid::now_v7(), command, why).await.unwrap();
        let out = today(foggia.desk(&operator)).await.unwrap();
        assert_eq!(out.lines[0].0, Why::Back);
        let settle = foggia.command(foggia.operator, referral).await;
        referral::settle(foggia.desk(&operator), settle, Some(Uuid::now_v7())).await.unwrap();
        assert!(today(foggia.desk(&operator)).await.unwrap().lines.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_coordinator_sees_what_is_stuck_and_no_person() {
    on_both(async |db| {
        let mut foggia = foggia(&db).await;
        let referral = foggia.sent(foggia.aissatou().await).await;
        for days in [15, 8, 8] {
            foggia.later(days);
            foggia.clocks().await;
        }
        let ctx = foggia.ctx(foggia.coordinator);
        let stuck = today::escalated(foggia.desk(&ctx)).await.unwrap();
        assert_eq!((stuck.len(), stuck[0].id, stuck[0].need.as_str()), (1, referral, "health"));
        assert!(today::escalated(foggia.desk(&foggia.ctx(foggia.volunteer))).await.is_err());
        assert_eq!(today::escalated(foggia.desk(&foggia.ctx(foggia.supervisor))).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn not_reached_needs_three_tries_by_two_ways() {
    on_both(async |db| {
        let foggia = foggia(&db).await;
        let referral = foggia.sent(foggia.aissatou().await).await;
        let ctx = foggia.ctx(foggia.doctor);
        let desk = foggia.desk(&ctx);
        let how = Acceptance { contact_by: Some(foggia.now.plus_days(3)), ..Acceptance::default() };
        let command = foggia.command(foggia.doctor, referral).await;
        referral::accept(desk, Uuid::now_v7(), command, how).await.unwrap();
        for channel in [Channel::Call, Channel::Call] {
            referral::attempt(desk, Uuid::now_v7(), referral, channel).await.unwrap();
        }
        let command = foggia.command(foggia.doctor, referral).await;
        assert!(matches!(
            referral::miss(desk, command).await,
            Err(Refused::Conflict("desk-referral-try-more"))
        ));
        referral::attempt(desk, Uuid::now_v7(), referral, Channel::Message).await.unwrap();
        referral::miss(desk, command).await.unwrap();
        assert_eq!(foggia.state(referral).await, State::NotReached);
        let outside = foggia.ctx(foggia.volunteer);
        let tried = referral::attempt(foggia.desk(&outside), Uuid::now_v7(), referral, Channel::Call).await;
        assert!(matches!(tried, Err(Refused::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn two_desks_do_not_book_one_mediator_at_once() {
    on_both(async |db| {
        let foggia = foggia(&db).await;
        let (operator, doctor) = (foggia.ctx(foggia.operator), foggia.ctx(foggia.doctor));
        let id = Uuid::now_v7();
        let langs = ["wo".to_owned(), "fr".to_owned()];
        resource::offer(foggia.desk(&operator), id, ("mediator", "Mediatrice wolof (prova)"), &langs)
            .await
            .unwrap();
        let (from, to) = (foggia.now.plus_days(1), foggia.now.plus_days(1).plus_seconds(3600));
        let (one, other) = tokio::join!(
            resource::book(foggia.desk(&operator), Uuid::now_v7(), id, (from, to)),
            resource::book(foggia.desk(&doctor), Uuid::now_v7(), id, (from, to)),
        );
        assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
        let list = resource::list(foggia.desk(&operator)).await.unwrap();
        assert_eq!((list[0].bookings.len(), list[0].langs.as_slice()), (1, &langs[..]));
        let past = resource::book(foggia.desk(&doctor), Uuid::now_v7(), id, (foggia.now, to)).await;
        assert!(matches!(past, Err(Refused::Invalid("from", _))));
    })
    .await;
}

#[tokio::test]
async fn a_supervisor_names_who_stands_in() {
    on_both(async |db| {
        let foggia = foggia(&db).await;
        let (operator, supervisor) = (foggia.ctx(foggia.operator), foggia.ctx(foggia.supervisor));
        let who = foggia.operator.member().unwrap();
        assert!(matches!(
            contact::name(foggia.desk(&operator), who, "substitute").await,
            Err(Refused::NotFound)
        ));
        contact::name(foggia.desk(&supervisor), who, "substitute").await.unwrap();
        let foreign = foggia.doctor.member().unwrap();
        assert!(matches!(
            contact::name(foggia.desk(&supervisor), foreign, "contact").await,
            Err(Refused::NotFound)
        ));
        let doctor = foggia.ctx(foggia.doctor);
        let named = contact::named(foggia.desk(&doctor), foggia.comune).await.unwrap();
        assert_eq!((named.len(), named[0].member), (1, who));
    })
    .await;
}
