//! What she said yes to, what she took back, what was corrected and erased.

use crate::fixture::{foggia, record, yes};
use reticolo_base::Actor;
use reticolo_desk::{
    Refused,
    field::Field,
    hers, person,
    referral::{self, Acceptance, Command, Expressed, Given, State, Target},
    together::message::{self, Audience},
};
use reticolo_store::{audit, audit::Entry, sql};
use reticolo_testkit::on_both;
use uuid::Uuid;

#[tokio::test]
async fn the_other_sees_what_she_said_yes_to_as_it_was_on_that_day() {
    on_both(async |db| {
        let foggia = foggia(&db).await;
        let her = foggia.aissatou().await;
        let referral = foggia.draft(her, &[Field::CallName, Field::Identifiers, Field::Note]).await;
        foggia.send(referral, &[Field::CallName]).await.unwrap();
        let seen = foggia.seen_by(foggia.doctor, referral).await.unwrap();
        assert_eq!(
            seen,
            [(Field::Need, vec!["health.stp".into()]), (Field::CallName, vec!["Aïssatou".into()])]
        );
        // Her record changes; the capsule does not, and the receiver has a task to correct what she wrote down.
        let mut other = record();
        other.identity.call_name = "Aicha".into();
        let ctx = foggia.ctx(foggia.operator);
        person::change(foggia.desk(&ctx), her, 1, other).await.unwrap();
        assert_eq!(foggia.seen_by(foggia.doctor, referral).await.unwrap(), seen);
        let doctor = foggia.ctx(foggia.doctor);
        let tasks = referral::receipts(foggia.desk(&doctor)).await.unwrap();
        let kinds: Vec<&str> = tasks.iter().map(|task| task.kind.as_str()).collect();
        assert_eq!(kinds, ["rectification", "notice"]);
        let ctx = foggia.ctx(foggia.operator);
        let found = foggia.at(foggia.operator, referral).await.unwrap();
        let (decision, holds) = referral::authorisation_of(foggia.desk(&ctx), &found).await.unwrap().unwrap();
        assert!(holds && decision.mediator && decision.lang == "fr");
        assert_eq!(decision.refused, [Field::Note, Field::Identifiers], "what she refused is written down");
    })
    .await;
}

#[tokio::test]
async fn she_takes_it_back_and_the_key_is_gone() {
    on_both(async |db| {
        let foggia = foggia(&db).await;
        let her = foggia.aissatou().await;
        let referral = foggia.sent(her).await;
        assert!(foggia.seen_by(foggia.doctor, referral).await.is_some());
        let ctx = foggia.ctx(Actor::Person { id: her });
        let command = foggia.command(Actor::Person { id: her }, referral).await;
        referral::withdraw(foggia.desk(&ctx), command).await.unwrap();
        assert_eq!(foggia.state(referral).await, State::Withdrawn);
        assert_eq!(foggia.seen_by(foggia.doctor, referral).await, None);
        let doctor = foggia.ctx(foggia.doctor);
        let found = foggia.at(foggia.doctor, referral).await.unwrap();
        assert!(message::thread(foggia.desk(&doctor), &found).await.unwrap().is_empty());
        let how = Acceptance { contact_by: Some(foggia.now.plus_days(1)), ..Acceptance::default() };
        let command = foggia.command(foggia.doctor, referral).await;
        let late = referral::accept(foggia.desk(&doctor), Uuid::now_v7(), command, how).await;
        assert!(matches!(late, Err(Refused::Conflict("desk-referral-not-now"))));
        let page = hers::page(foggia.desk(&ctx)).await.unwrap();
        assert_eq!((page.requests[0].readable, page.requests[0].withdrawal_noted), (false, Some(false)));
        let tasks = referral::receipts(foggia.desk(&doctor)).await.unwrap();
        let withdrawal = tasks.iter().find(|task| task.kind == "withdrawal").unwrap();
        referral::take(foggia.desk(&doctor), withdrawal.id).await.unwrap();
        let page = hers::page(foggia.desk(&ctx)).await.unwrap();
        assert_eq!(page.requests[0].withdrawal_noted, Some(true));
    })
    .await;
}

#[tokio::test]
async fn with_her_code_she_says_yes_and_an_operator_sends_it() {
    on_both(async |db| {
        let foggia = foggia(&db).await;
        let her = foggia.aissatou().await;
        let referral = foggia.draft(her, &Field::SMALLEST).await;
        let operator = foggia.ctx(foggia.operator);
        let shown = foggia.command(foggia.operator, referral).await;
        let ctx = foggia.ctx(Actor::Person { id: her });
        let early = referral::preview(foggia.desk(&ctx), referral).await;
        assert!(matches!(early, Err(Refused::NotFound)), "what is being written is not before her");
        referral::show(foggia.desk(&operator), shown).await.unwrap();
        assert_eq!(referral::preview(foggia.desk(&ctx), referral).await.unwrap().referral.id, referral);
        let by_code = Given { expressed: Expressed::Code, ..yes(&[Field::CallName]) };
        // What an operator writes down is never "with her code", and what she does is nothing else.
        let forged =
            referral::authorise(foggia.desk(&operator), Uuid::now_v7(), referral, by_code.clone()).await;
        assert!(matches!(forged, Err(Refused::Invalid("expressed", _))));
        referral::authorise(foggia.desk(&ctx), Uuid::now_v7(), referral, by_code).await.unwrap();
        let command = foggia.command(foggia.operator, referral).await;
        let hers = referral::send(foggia.desk(&ctx), command, None).await;
        assert!(matches!(hers, Err(Refused::NotFound)), "sending is the operator's");
        referral::send(foggia.desk(&operator), command, None).await.unwrap();
        assert_eq!(foggia.seen_by(foggia.doctor, referral).await.unwrap().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_yes_runs_out() {
    on_both(async |db| {
        let mut foggia = foggia(&db).await;
        let referral = foggia.sent(foggia.aissatou().await).await;
        assert!(foggia.seen_by(foggia.doctor, referral).await.is_some());
        foggia.later(91);
        assert_eq!(foggia.seen_by(foggia.doctor, referral).await, None);
    })
    .await;
}

#[tokio::test]
async fn next_if_refused_goes_out_by_a_tap_and_only_after_the_refusal() {
    on_both(async |db| {
        let foggia = foggia(&db).await;
        let her = foggia.aissatou().await;
        let first = foggia.sent(her).await;
        let ctx = foggia.ctx(foggia.operator);
        let desk = foggia.desk(&ctx);
        let target = Target { service: None, receiver: Some(foggia.caritas), name: "Caritas".into() };
        let next = foggia.draft_to(her, &Field::SMALLEST, target).await;
        referral::show(desk, foggia.command(foggia.operator, next).await).await.unwrap();
        referral::authorise(desk, Uuid::now_v7(), next, yes(&Field::SMALLEST)).await.unwrap();
        referral::add_next(desk, first, next).await.unwrap();
        let command = foggia.command(foggia.operator, next).await;
        let early = referral::release_next(desk, first, command).await;
        assert!(matches!(early, Err(Refused::Conflict(_))));
        assert!(matches!(foggia.at(foggia.volunteer, next).await, Err(Refused::NotFound)));
        let why = (referral::Reason::NoCapacity, "operator", "");
        let refusal = foggia.command(foggia.doctor, first).await;
        referral::decline(foggia.desk(&foggia.ctx(foggia.doctor)), Uuid::now_v7(), refusal, why)
            .await
            .unwrap();
        referral::release_next(desk, first, command).await.unwrap();
        assert!(foggia.seen_by(foggia.volunteer, next).await.is_some());
        assert_eq!(
            foggia.at(foggia.operator, first).await.unwrap().due_at,
            None,
            "nothing is left to decide"
        );
    })
    .await;
}

#[tokio::test]
async fn erased_means_keys_and_rows() {
    on_both(async |db| {
        let foggia = foggia(&db).await;
        let her = foggia.aissatou().await;
        let referral = foggia.sent(her).await;
        let ctx = foggia.ctx(foggia.operator);
        person::issue(foggia.desk(&ctx), her, "ABCD-EFGH-JKMN-PQRS").await.unwrap();
        person::erase(foggia.desk(&ctx), her).await.unwrap();
        assert!(matches!(person::open(foggia.desk(&ctx), her).await, Err(Refused::NotFound)));
        assert!(person::find(foggia.desk(&ctx), "Aissatou").await.unwrap().is_empty());
        assert_eq!(foggia.seen_by(foggia.doctor, referral).await, None);
        assert!(person::enter(&db, &ctx, "ABCDEFGHJKMNPQRS", b"token").await.is_err());
        let left = sql!("select identity, contact, circumstances, pseudonym from desk_person where id = $1");
        let row = db.row(left.bind(her)).await.unwrap().unwrap();
        assert!((0..4).all(|column| row.get::<Option<Vec<u8>>>(column).unwrap().is_none()));
        let tasks = referral::receipts(foggia.desk(&foggia.ctx(foggia.doctor))).await.unwrap();
        assert!(tasks.iter().any(|task| task.kind == "erasure"), "the receiver destroys what she wrote down");
    })
    .await;
}

#[tokio::test]
async fn who_was_erased_after_a_backup_does_not_come_back_with_it() {
    on_both(async |db| {
        let foggia = foggia(&db).await;
        let (her, stays) = (foggia.aissatou().await, foggia.aissatou().await);
        foggia.sent(her).await;
        let ctx = foggia.ctx(foggia.operator);
        let mut tx = db.begin(&ctx).await.unwrap();
        for subject in [her, Uuid::now_v7()] {
            person::forget(&mut tx, subject).await.unwrap();
        }
        let entry = Entry { chain: audit::NETWORK, action: "test", entity: "x", id: None, detail: "" };
        tx.audit(entry).await.unwrap();
        tx.commit().await.unwrap();
        assert!(matches!(person::open(foggia.desk(&ctx), her).await, Err(Refused::NotFound)));
        let found = person::find(foggia.desk(&ctx), "Aissatou").await.unwrap();
        assert_eq!(found.iter().map(|known| known.row.id).collect::<Vec<_>>(), [stays]);
        let tasks = referral::receipts(foggia.desk(&foggia.ctx(foggia.doctor))).await.unwrap();
        assert!(tasks.iter().any(|task| task.kind == "erasure"), "the receiver is told again");
    })
    .await;
}

#[tokio::test]
async fn the_two_threads_are_apart() {
    on_both(async |db| {
        let foggia = foggia(&db).await;
        let her = foggia.aissatou().await;
        let referral = foggia.sent(her).await;
        let (doctor, hers) = (foggia.ctx(foggia.doctor), foggia.ctx(Actor::Person { id: her }));
        let workers = (Audience::Workers, "Serve la mediatrice?");
        message::send(foggia.desk(&doctor), Uuid::now_v7(), referral, workers).await.unwrap();
        let question = (Audience::Workers, "Je peux venir avec ma sœur ?");
        message::send(foggia.desk(&hers), Uuid::now_v7(), referral, question).await.unwrap();
        let found = foggia.at(foggia.doctor, referral).await.unwrap();
        let of = async |ctx| {
            let thread = message::thread(foggia.desk(ctx), &found).await.unwrap();
            thread.into_iter().map(|message| message.words).collect::<Vec<_>>()
        };
        assert_eq!(
            of(&hers).await,
            ["Je peux venir avec ma sœur ?"],
            "hers is the thread with her, whatever she asks for"
        );
        assert_eq!(of(&doctor).await.len(), 2);
        assert_eq!(of(&foggia.ctx(foggia.operator)).await.len(), 2);
        let stranger = foggia.ctx(foggia.volunteer);
        assert!(message::thread(foggia.desk(&stranger), &found).await.is_err());
        let empty =
            message::send(foggia.desk(&doctor), Uuid::now_v7(), referral, (Audience::Workers, " ")).await;
        assert!(matches!(empty, Err(Refused::Invalid("words", _))));
    })
    .await;
}

#[tokio::test]
async fn what_is_restricted_is_neither_changed_nor_sent() {
    on_both(async |db| {
        let foggia = foggia(&db).await;
        let her = foggia.aissatou().await;
        let referral = foggia.draft(her, &Field::SMALLEST).await;
        let ctx = foggia.ctx(foggia.operator);
        let desk = foggia.desk(&ctx);
        person::restrict(desk, her, true).await.unwrap();
        assert!(matches!(person::change(desk, her, 1, record()).await, Err(Refused::Conflict(_))));
        let command = Command { referral, version: 1, key: Uuid::now_v7() };
        assert!(matches!(
            referral::send(desk, command, None).await,
            Err(Refused::Conflict("desk-person-restricted"))
        ));
        person::restrict(desk, her, false).await.unwrap();
        person::change(desk, her, 1, record()).await.unwrap();
    })
    .await;
}
