//! Journey J3 in Foggia, as the services live it: a refusal, another way, an escalation, a withdrawal, and in the end her answer.

use crate::fixture::{Foggia, foggia, yes};
use reticolo_base::{Actor, Ctx};
use reticolo_desk::{
    Refused,
    field::Field,
    hers,
    referral::{self, Acceptance, Command, Outcome, Reason, State, Target},
};
use reticolo_store::job;
use reticolo_testkit::on_both;
use uuid::Uuid;

impl Foggia {
    /// Lets every clock that ran out do its work, as the scheduler would.
    pub async fn clocks(&self) -> usize {
        let ctx = self.ctx(Actor::System("deadlines"));
        let mut fired = 0;
        while let Some(job) = job::take_of(&self.db, &ctx, referral::JOB).await.unwrap() {
            fired += usize::from(referral::fire(self.desk(&ctx), &job).await.unwrap());
        }
        fired
    }

    pub async fn state(&self, referral: Uuid) -> State {
        self.at(self.operator, referral).await.unwrap().state
    }
}

#[tokio::test]
async fn from_the_welcome_to_did_it_help() {
    on_both(async |db| {
        let mut foggia = foggia(&db).await;
        let her = foggia.aissatou().await;
        let first = refused_by_the_district(&foggia, her).await;
        let second = escalated_at_the_parish(&mut foggia, her, first).await;
        done_and_heard(&foggia, her, second).await;
        let (entries, broken) = reticolo_store::audit::verify(&db).await.unwrap();
        assert!(entries > 20 && broken.is_empty(), "{entries} {broken:?}");
    })
    .await;
}

async fn refused_by_the_district(foggia: &Foggia, her: Uuid) -> Uuid {
    let referral = foggia.sent(her).await;
    let seen = foggia.seen_by(foggia.doctor, referral).await.unwrap();
    assert_eq!(seen.iter().map(|(field, _)| *field).collect::<Vec<_>>(), Field::SMALLEST);
    assert_eq!(foggia.state(referral).await, State::Seen);
    let ctx = foggia.ctx(foggia.doctor);
    let command = foggia.command(foggia.doctor, referral).await;
    let wordless = (Reason::MissingDocument, "operator", " ");
    let refused = referral::decline(foggia.desk(&ctx), Uuid::now_v7(), command, wordless).await;
    assert!(matches!(refused, Err(Refused::Invalid("words", _))));
    let why = (Reason::MissingDocument, "operator", "Chiedono il permesso di soggiorno.");
    referral::decline(foggia.desk(&ctx), Uuid::now_v7(), command, why).await.unwrap();
    assert_eq!(foggia.state(referral).await, State::Declined);
    assert_eq!(foggia.seen_by(foggia.doctor, referral).await, None, "who refused keeps nothing");
    referral
}

async fn escalated_at_the_parish(foggia: &mut Foggia, her: Uuid, first: Uuid) -> Uuid {
    let target = Target { service: None, receiver: Some(foggia.caritas), name: "Caritas".into() };
    let second = foggia.draft_to(her, &[Field::CallName, Field::Contact], target).await;
    foggia.send(second, &[Field::Contact]).await.unwrap();
    let settle = foggia.command(foggia.operator, first).await;
    referral::settle(foggia.desk(&foggia.ctx(foggia.operator)), settle, None).await.unwrap();
    foggia.later(15);
    assert_eq!(foggia.clocks().await, 1, "nobody answered within fourteen days: the substitute is asked");
    foggia.later(8);
    assert_eq!(foggia.clocks().await, 1, "then the supervisor");
    assert_eq!(foggia.clocks().await, 0, "each step fires once");
    let late = foggia.at(foggia.volunteer, second).await.unwrap();
    assert_eq!((late.step, late.state), (2, State::Seen));
    second
}

async fn done_and_heard(foggia: &Foggia, her: Uuid, referral: Uuid) {
    let ctx = foggia.ctx(foggia.volunteer);
    let desk = foggia.desk(&ctx);
    let appointment = Some(foggia.now.plus_days(2));
    let how = Acceptance {
        appointment_at: appointment,
        contact_by: None,
        words: "Via di prova 1, chiedi di Rosa.",
    };
    let command = foggia.command(foggia.volunteer, referral).await;
    referral::accept(desk, Uuid::now_v7(), command, how).await.unwrap();
    referral::begin(desk, foggia.command(foggia.volunteer, referral).await).await.unwrap();
    let command = foggia.command(foggia.volunteer, referral).await;
    referral::complete(desk, command, Outcome::Met).await.unwrap();
    let ctx = Ctx { actor: Actor::Person { id: her }, ..foggia.ctx(foggia.operator) };
    let hers = foggia.desk(&ctx);
    let page = hers::page(hers).await.unwrap();
    assert_eq!((page.call_name.as_str(), page.requests.len()), ("Aïssatou", 2));
    let request = page.requests.iter().find(|request| request.referral.id == referral).unwrap();
    assert_eq!(request.messages[0].words, "Via di prova 1, chiedi di Rosa.");
    assert!(page.looks.iter().any(|look| look.organization == "ASL Foggia" && look.what == "capsule-read"));
    let command = Command { referral, version: request.referral.version, key: Uuid::now_v7() };
    assert!(matches!(referral::hear(hers, command, "maybe").await, Err(Refused::Invalid(..))));
    referral::hear(hers, command, "yes").await.unwrap();
    assert_eq!(foggia.state(referral).await, State::LoopClosed);
}

#[tokio::test]
async fn a_move_made_twice_counts_once_and_one_on_an_older_version_is_refused() {
    on_both(async |db| {
        let foggia = foggia(&db).await;
        let referral = foggia.sent(foggia.aissatou().await).await;
        let command = foggia.command(foggia.doctor, referral).await;
        let ctx = foggia.ctx(foggia.doctor);
        let how = || Acceptance { contact_by: Some(foggia.now.plus_days(3)), ..Acceptance::default() };
        let first = referral::accept(foggia.desk(&ctx), Uuid::now_v7(), command, how()).await.unwrap();
        let again = referral::accept(foggia.desk(&ctx), Uuid::now_v7(), command, how()).await.unwrap();
        assert_eq!(first, again);
        let late = Command { key: Uuid::now_v7(), ..command };
        let refused = referral::accept(foggia.desk(&ctx), Uuid::now_v7(), late, how()).await;
        assert!(matches!(refused, Err(Refused::Conflict("desk-referral-changed"))));
        let borrowed = Command { version: first, ..command };
        let other = referral::begin(foggia.desk(&ctx), borrowed).await;
        assert!(matches!(other, Err(Refused::Conflict("desk-referral-key"))), "a key is for one move");
        let events = referral::events(foggia.desk(&ctx), &foggia.at(foggia.doctor, referral).await.unwrap())
            .await
            .unwrap();
        assert_eq!(events.iter().filter(|event| event.made == "accept").count(), 1);
    })
    .await;
}

#[tokio::test]
async fn two_who_answer_at_once_one_is_told() {
    on_both(async |db| {
        let foggia = foggia(&db).await;
        let referral = foggia.sent(foggia.aissatou().await).await;
        let (one, other) =
            (foggia.command(foggia.doctor, referral).await, foggia.command(foggia.doctor, referral).await);
        let ctx = foggia.ctx(foggia.doctor);
        let how = Acceptance { contact_by: Some(foggia.now.plus_days(3)), ..Acceptance::default() };
        let why = (Reason::NoCapacity, "operator", "");
        let (took, refused) = tokio::join!(
            referral::accept(foggia.desk(&ctx), Uuid::now_v7(), one, how),
            referral::decline(foggia.desk(&ctx), Uuid::now_v7(), other, why),
        );
        assert!(took.is_ok() != refused.is_ok(), "{took:?} {refused:?}");
        let state = foggia.state(referral).await;
        assert_eq!(state, if took.is_ok() { State::Accepted } else { State::Declined });
    })
    .await;
}

#[tokio::test]
async fn nothing_goes_out_without_her_yes() {
    on_both(async |db| {
        let foggia = foggia(&db).await;
        let referral = foggia.draft(foggia.aissatou().await, &Field::SMALLEST).await;
        let ctx = foggia.ctx(foggia.operator);
        let desk = foggia.desk(&ctx);
        let unseen = foggia.command(foggia.operator, referral).await;
        let early = referral::send(desk, unseen, Some((Uuid::now_v7(), yes(&[])))).await;
        assert!(matches!(early, Err(Refused::Conflict(_))), "the sheet was not shown: {early:?}");
        referral::show(desk, unseen).await.unwrap();
        let command = foggia.command(foggia.operator, referral).await;
        assert!(matches!(referral::send(desk, command, None).await, Err(Refused::Unauthorised(_))));
        let more = referral::send(desk, command, Some((Uuid::now_v7(), yes(&[Field::Identifiers])))).await;
        assert!(matches!(more, Err(Refused::Invalid("fields", _))), "more than on the sheet: {more:?}");
        assert!(matches!(foggia.at(foggia.doctor, referral).await, Err(Refused::NotFound)));
        referral::refuse_share(desk, Uuid::now_v7(), command).await.unwrap();
        assert_eq!(foggia.state(referral).await, State::Draft);
    })
    .await;
}

#[tokio::test]
async fn nobody_else_sees_anything() {
    on_both(async |db| {
        let foggia = foggia(&db).await;
        let her = foggia.aissatou().await;
        let referral = foggia.sent(her).await;
        let stranger = Actor::Person { id: Uuid::now_v7() };
        for actor in
            [foggia.volunteer, foggia.coordinator, Actor::Anonymous, stranger, Actor::Link(Uuid::now_v7())]
        {
            assert!(matches!(foggia.at(actor, referral).await, Err(Refused::NotFound)), "{actor:?}");
            let ctx = foggia.ctx(actor);
            let opened = reticolo_desk::person::open(foggia.desk(&ctx), her).await;
            assert!(matches!(opened, Err(Refused::NotFound)), "{actor:?}");
        }
        // The receiver sees the capsule, and never the record.
        let ctx = foggia.ctx(foggia.doctor);
        assert!(reticolo_desk::person::open(foggia.desk(&ctx), her).await.is_err());
        assert!(reticolo_desk::person::find(foggia.desk(&ctx), "Aissatou").await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_draft_reaches_into_nobody_elses_case_nor_referral() {
    on_both(async |db| {
        let foggia = foggia(&db).await;
        let (her, other) = (foggia.aissatou().await, foggia.aissatou().await);
        let ctx = foggia.ctx(foggia.operator);
        let foreign_case = reticolo_desk::case::of_person(foggia.desk(&ctx), other).await.unwrap()[0].id;
        let foreign_referral = foggia.sent(other).await;
        for (case, parent) in [(Some(foreign_case), None), (None, Some(foreign_referral))] {
            let draft = referral::Draft {
                person: her,
                case,
                parent,
                target: foggia.target(),
                need: crate::fixture::NEED,
                priority: referral::Priority::Normal,
                fields: &Field::SMALLEST,
                note: "",
            };
            let refused = referral::draft(foggia.desk(&ctx), Uuid::now_v7(), draft).await;
            assert!(matches!(refused, Err(Refused::NotFound)), "{refused:?}");
        }
    })
    .await;
}
