//! People: a minute is enough, nobody is written down twice, reserved means reserved, and an emergency is looked at.

use crate::fixture::{foggia, member, record};
use reticolo_base::{Actor, Role};
use reticolo_desk::{
    Refused, case,
    person::{self, Emergency, Record},
};
use reticolo_store::audit;
use reticolo_testkit::on_both;
use uuid::Uuid;

#[tokio::test]
async fn what_to_call_her_is_enough() {
    on_both(async |db| {
        let foggia = foggia(&db).await;
        let ctx = foggia.ctx(foggia.operator);
        let ids = (Uuid::now_v7(), Uuid::now_v7());
        let mut record = Record::default();
        assert!(matches!(
            person::add(foggia.desk(&ctx), ids, record.clone()).await,
            Err(Refused::Invalid("call_name", _))
        ));
        record.identity.call_name = "la signora col foulard verde".into();
        person::add(foggia.desk(&ctx), ids, record).await.unwrap();
        let cases = case::of_person(foggia.desk(&ctx), ids.0).await.unwrap();
        assert_eq!((cases.len(), cases[0].state), (1, case::State::Intake));
    })
    .await;
}

#[tokio::test]
async fn who_was_here_before_is_found_however_she_is_written() {
    on_both(async |db| {
        let foggia = foggia(&db).await;
        let her = foggia.aissatou().await;
        let ctx = foggia.ctx(foggia.operator);
        for typed in ["aissatou", "AISATU", "Aïssatou Canarini", "+39 3330000101", "stp 160 1140 001234"] {
            let found = person::find(foggia.desk(&ctx), typed).await.unwrap();
            assert_eq!(found.first().map(|found| found.row.id), Some(her), "{typed}");
        }
        assert!(person::find(foggia.desk(&ctx), "Joy").await.unwrap().is_empty());
        let mut twice = Record::default();
        twice.identity.call_name = "Aissatou".into();
        twice.contact.phone = "3330000101".into();
        let alike = person::alike(foggia.desk(&ctx), &twice).await.unwrap();
        assert!(alike[0].sure && alike[0].row.id == her);
    })
    .await;
}

#[tokio::test]
async fn two_colleagues_who_change_her_at_once_lose_nothing() {
    on_both(async |db| {
        let foggia = foggia(&db).await;
        let her = foggia.aissatou().await;
        let ctx = foggia.ctx(foggia.operator);
        person::change(foggia.desk(&ctx), her, 1, record()).await.unwrap();
        let late = person::change(foggia.desk(&ctx), her, 1, record()).await;
        assert!(matches!(late, Err(Refused::Conflict("desk-person-changed"))));
    })
    .await;
}

#[tokio::test]
async fn who_is_reserved_is_seen_by_those_named_or_in_an_emergency_that_is_looked_at() {
    on_both(async |db| {
        let foggia = foggia(&db).await;
        let her = foggia.aissatou().await;
        let referral = foggia.sent(her).await;
        let ctx = foggia.ctx(foggia.operator);
        person::reserve(foggia.desk(&ctx), her, true, &[]).await.unwrap();
        person::open(foggia.desk(&ctx), her).await.unwrap();
        let colleague = foggia.ctx(member(&db, foggia.comune, &[Role::Operator]).await);
        let desk = foggia.desk(&colleague);
        assert!(matches!(person::open(desk, her).await, Err(Refused::NotFound)));
        assert!(person::recent(desk).await.unwrap().is_empty());
        assert!(foggia.at(colleague.actor, referral).await.is_err(), "nor her referrals");
        let short = person::declare(desk, Uuid::now_v7(), her, (Emergency::Danger, "mah")).await;
        assert!(matches!(short, Err(Refused::Invalid("reason", _))));
        let id = Uuid::now_v7();
        let why = (Emergency::Danger, "Il pronto soccorso chiede chi avvisare.");
        person::declare(desk, id, her, why).await.unwrap();
        person::open(desk, her).await.unwrap();
        let supervisor = foggia.ctx(foggia.supervisor);
        let waiting = person::emergencies(foggia.desk(&supervisor)).await.unwrap();
        assert_eq!(
            (waiting.len(), waiting[0].reason.as_str()),
            (1, "Il pronto soccorso chiede chi avvisare.")
        );
        assert!(person::review(desk, id).await.is_err(), "an operator reviews nothing");
        person::review(foggia.desk(&supervisor), id).await.unwrap();
        assert!(person::emergencies(foggia.desk(&supervisor)).await.unwrap().is_empty());
        // An hour later the glass is whole again.
        let mut later = colleague.clone();
        later.now = later.now.plus_seconds(3601);
        assert!(matches!(person::open(foggia.desk(&later), her).await, Err(Refused::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn no_stranger_breaks_the_glass() {
    on_both(async |db| {
        let foggia = foggia(&db).await;
        let her = foggia.aissatou().await;
        person::reserve(foggia.desk(&foggia.ctx(foggia.operator)), her, true, &[]).await.unwrap();
        for actor in [foggia.doctor, foggia.coordinator, Actor::Anonymous] {
            let ctx = foggia.ctx(actor);
            let why = (Emergency::Danger, "una ragione qualunque");
            let declared = person::declare(foggia.desk(&ctx), Uuid::now_v7(), her, why).await;
            assert!(matches!(declared, Err(Refused::NotFound)), "{actor:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_code_opens_her_page_until_another_is_issued() {
    on_both(async |db| {
        let foggia = foggia(&db).await;
        let her = foggia.aissatou().await;
        let ctx = foggia.ctx(foggia.operator);
        person::issue(foggia.desk(&ctx), her, "AAAA-BBBB-CCCC-DDDD").await.unwrap();
        let anonymous = foggia.ctx(Actor::Anonymous);
        assert_eq!(person::enter(&db, &anonymous, "aaaabbbbccccdddd", b"one").await.unwrap(), her);
        let holder = reticolo_accounts::login::holder(&db, b"one", foggia.now).await.unwrap().unwrap();
        assert_eq!(holder.actor, Actor::Person { id: her });
        let later = foggia.now.plus_seconds(21 * 60);
        assert!(reticolo_accounts::login::holder(&db, b"one", later).await.unwrap().is_none(), "it is short");
        person::issue(foggia.desk(&ctx), her, "EEEE-FFFF-GGGG-HHHH").await.unwrap();
        assert!(person::enter(&db, &anonymous, "AAAABBBBCCCCDDDD", b"two").await.is_err());
        assert!(
            reticolo_accounts::login::holder(&db, b"one", foggia.now).await.unwrap().is_none(),
            "and it ends"
        );
    })
    .await;
}

#[tokio::test]
async fn every_look_is_an_entry_and_names_nobody() {
    on_both(async |db| {
        let foggia = foggia(&db).await;
        let her = foggia.aissatou().await;
        let ctx = foggia.ctx(foggia.operator);
        let before = audit::verify(&db).await.unwrap().0;
        person::open(foggia.desk(&ctx), her).await.unwrap();
        assert_eq!(audit::verify(&db).await.unwrap().0, before + 1);
        let all = reticolo_store::sql!("select entity_id, detail from audit");
        for row in db.rows(all).await.unwrap() {
            assert_ne!(row.get::<Option<Uuid>>(0).unwrap(), Some(her), "the audit knows a pseudonym only");
            assert!(!row.get::<String>(1).unwrap().contains("Canarini"));
        }
    })
    .await;
}

#[tokio::test]
async fn needs_notes_and_a_plan_in_order() {
    on_both(async |db| {
        let foggia = foggia(&db).await;
        let her = foggia.aissatou().await;
        let ctx = foggia.ctx(foggia.operator);
        let desk = foggia.desk(&ctx);
        let case = case::of_person(desk, her).await.unwrap()[0].id;
        let needs = ["health.stp".to_owned(), "no.such.need".to_owned()];
        case::assess(desk, case, 1, (&needs, "Tosse.")).await.unwrap();
        let assessed = case::open(desk, case).await.unwrap();
        assert_eq!((assessed.state, assessed.needs.as_slice()), (case::State::Assessed, &needs[..1]));
        let (first, second) = (Uuid::now_v7(), Uuid::now_v7());
        for (id, what) in [(first, "Portare la tessera STP"), (second, "Visita")] {
            let step = case::NewStep {
                kind: case::StepKind::Task,
                what,
                whereabouts: "",
                due_at: None,
                service: None,
                referral: None,
            };
            case::add_step(desk, id, case, step).await.unwrap();
        }
        case::move_step(desk, case, second, true).await.unwrap();
        case::done_step(desk, case, first, true).await.unwrap();
        let steps = case::steps(desk, case).await.unwrap();
        assert_eq!(steps.iter().map(|step| step.id).collect::<Vec<_>>(), [second, first]);
        assert!(steps[1].done_at.is_some());
        case::note(desk, Uuid::now_v7(), case, "Parla con la sorella.").await.unwrap();
        assert_eq!(case::notes(desk, case).await.unwrap()[0].words, "Parla con la sorella.");
        let version = case::open(desk, case).await.unwrap().version;
        case::advance(desk, case, version, (case::State::Closed, Uuid::now_v7(), "")).await.unwrap();
        let silent = case::advance(desk, case, version + 1, (case::State::Active, Uuid::now_v7(), " ")).await;
        assert!(matches!(silent, Err(Refused::Invalid("words", _))), "it is opened again with a note");
        case::advance(desk, case, version + 1, (case::State::Active, Uuid::now_v7(), "È tornata."))
            .await
            .unwrap();
        let stranger = foggia.ctx(foggia.doctor);
        assert!(matches!(case::open(foggia.desk(&stranger), case).await, Err(Refused::NotFound)));
    })
    .await;
}
