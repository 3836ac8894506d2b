//! Clocks that run out: once, on whatever node, whatever the hour does.

use crate::fixture::foggia;
use reticolo_base::Actor;
use reticolo_desk::{
    Refused,
    field::Field,
    referral::{self, Clock, State},
};
use reticolo_store::job;
use reticolo_testkit::on_both;
use uuid::Uuid;

#[tokio::test]
async fn nobody_answers_three_steps_up_and_then_it_expires_and_comes_back() {
    on_both(async |db| {
        let mut foggia = foggia(&db).await;
        let referral = foggia.sent(foggia.aissatou().await).await;
        for (days, step) in [(15, 1), (8, 2), (8, 3)] {
            foggia.later(days);
            assert_eq!(foggia.clocks().await, 1);
            let found = foggia.at(foggia.operator, referral).await.unwrap();
            assert_eq!((found.state, found.step), (State::Sent, step));
        }
        foggia.later(8);
        assert_eq!(foggia.clocks().await, 1);
        let expired = foggia.at(foggia.operator, referral).await.unwrap();
        assert_eq!((expired.state, expired.clock), (State::Expired, Clock::Decide));
        assert_eq!(foggia.seen_by(foggia.doctor, referral).await, None, "what expired is read no more");
        foggia.later(5);
        assert_eq!(foggia.clocks().await, 1, "nobody decided either: the sender's supervisor is told, once");
        foggia.later(60);
        assert_eq!(foggia.clocks().await, 0);
        assert!(foggia.at(foggia.operator, referral).await.unwrap().flagged);
    })
    .await;
}

#[tokio::test]
async fn a_question_stops_the_clock_once_and_gives_back_what_was_left() {
    on_both(async |db| {
        let mut foggia = foggia(&db).await;
        let referral = foggia.sent(foggia.aissatou().await).await;
        let due = foggia.at(foggia.doctor, referral).await.unwrap().due_at.unwrap();
        foggia.later(4);
        let ctx = foggia.ctx(foggia.doctor);
        let command = foggia.command(foggia.doctor, referral).await;
        referral::ask(foggia.desk(&ctx), Uuid::now_v7(), command, "Ha già un medico?").await.unwrap();
        assert_eq!(foggia.at(foggia.operator, referral).await.unwrap().clock, Clock::Information);
        foggia.later(2);
        let ctx = foggia.ctx(foggia.operator);
        let command = foggia.command(foggia.operator, referral).await;
        referral::reply(foggia.desk(&ctx), Uuid::now_v7(), command, "No.").await.unwrap();
        let resumed = foggia.at(foggia.operator, referral).await.unwrap();
        assert_eq!(
            (resumed.state, resumed.due_at),
            (State::Sent, Some(due.plus_days(2))),
            "two days were given back"
        );
        // A second question costs the receiver her own time.
        let ctx = foggia.ctx(foggia.doctor);
        let command = foggia.command(foggia.doctor, referral).await;
        referral::ask(foggia.desk(&ctx), Uuid::now_v7(), command, "E il telefono?").await.unwrap();
        foggia.later(1);
        let ctx = foggia.ctx(foggia.operator);
        let command = foggia.command(foggia.operator, referral).await;
        referral::reply(foggia.desk(&ctx), Uuid::now_v7(), command, "Sì.").await.unwrap();
        assert_eq!(foggia.at(foggia.operator, referral).await.unwrap().due_at, Some(due.plus_days(2)));
    })
    .await;
}

#[tokio::test]
async fn an_unanswered_question_goes_back_by_itself() {
    on_both(async |db| {
        let mut foggia = foggia(&db).await;
        let referral = foggia.sent(foggia.aissatou().await).await;
        let ctx = foggia.ctx(foggia.doctor);
        let command = foggia.command(foggia.doctor, referral).await;
        referral::ask(foggia.desk(&ctx), Uuid::now_v7(), command, "Quando può venire?").await.unwrap();
        foggia.later(8);
        assert_eq!(foggia.clocks().await, 1);
        assert_eq!(foggia.state(referral).await, State::Sent);
    })
    .await;
}

#[tokio::test]
async fn a_sheet_without_an_answer_goes_back_and_a_forgotten_draft_is_deleted_after_a_warning() {
    on_both(async |db| {
        let mut foggia = foggia(&db).await;
        let referral = foggia.draft(foggia.aissatou().await, &Field::SMALLEST).await;
        let shown = foggia.command(foggia.operator, referral).await;
        referral::show(foggia.desk(&foggia.ctx(foggia.operator)), shown).await.unwrap();
        foggia.later(8);
        assert_eq!(foggia.clocks().await, 1);
        assert_eq!(foggia.state(referral).await, State::Draft);
        foggia.later(8);
        assert_eq!(foggia.clocks().await, 1);
        assert!(foggia.at(foggia.operator, referral).await.unwrap().flagged, "warned first");
        foggia.later(8);
        assert_eq!(foggia.clocks().await, 1);
        assert!(matches!(foggia.at(foggia.operator, referral).await, Err(Refused::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn two_nodes_fire_a_deadline_once() {
    on_both(async |db| {
        let mut foggia = foggia(&db).await;
        let referral = foggia.sent(foggia.aissatou().await).await;
        foggia.later(15);
        let ctx = foggia.ctx(Actor::System("deadlines"));
        let first = job::take_of(&db, &ctx, referral::JOB).await.unwrap().unwrap();
        // The first node dies; ten minutes later another takes over, and then the first wakes up again.
        foggia.now = foggia.now.plus_seconds(601);
        let later = foggia.ctx(Actor::System("deadlines"));
        let second = job::take_of(&db, &later, referral::JOB).await.unwrap().unwrap();
        assert!(referral::fire(foggia.desk(&later), &second).await.unwrap());
        let late = referral::fire(foggia.desk(&later), &first).await;
        assert!(!matches!(late, Ok(true)), "{late:?}");
        assert_eq!(foggia.at(foggia.operator, referral).await.unwrap().step, 1);
    })
    .await;
}

#[tokio::test]
async fn she_is_not_heard_for_a_month_and_the_loop_stays_unverified() {
    on_both(async |db| {
        let mut foggia = foggia(&db).await;
        let referral = foggia.sent(foggia.aissatou().await).await;
        let ctx = foggia.ctx(foggia.doctor);
        let how = referral::Acceptance { contact_by: Some(foggia.now.plus_days(3)), ..Default::default() };
        let command = foggia.command(foggia.doctor, referral).await;
        referral::accept(foggia.desk(&ctx), Uuid::now_v7(), command, how).await.unwrap();
        let command = foggia.command(foggia.doctor, referral).await;
        referral::complete(foggia.desk(&ctx), command, referral::Outcome::Partly).await.unwrap();
        foggia.later(31);
        assert_eq!(foggia.clocks().await, 1);
        assert_eq!(foggia.state(referral).await, State::LoopUnverified);
    })
    .await;
}
