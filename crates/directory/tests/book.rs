//! The book keeps what it is given, on both engines, and changes only what differs.
#![allow(clippy::unwrap_used)] // What helps the tests is a test.

use reticolo_base::{Actor, Ctx, Lang};
use reticolo_directory::{
    book::{self, CorrectionRefusal, CorrectionState, Entity, Vanished, Verified},
    hsds::{Location, Organization, Service, ServiceAtLocation},
    records::Records,
};
use reticolo_store::{Db, audit};
use reticolo_testkit::{at, on_both};
use uuid::Uuid;

const ASL: &str = "019a0000-0000-7000-8000-000000000001";
const STP: &str = "019a0000-0000-7000-8000-000000000002";
const DISTRICT: &str = "019a0000-0000-7000-8000-000000000003";
const THERE: &str = "019a0000-0000-7000-8000-000000000004";

fn foggia() -> Records {
    let organization =
        Organization { id: ASL.into(), name: Some("ASL Foggia".into()), ..Organization::default() };
    let service = Service {
        id: STP.into(),
        organization_id: Some(ASL.into()),
        name: Some("Codice STP".into()),
        status: Some("active".into()),
        ..Service::default()
    };
    let location = Location { id: DISTRICT.into(), name: Some("Distretto".into()), ..Location::default() };
    let place = ServiceAtLocation {
        id: THERE.into(),
        service_id: Some(STP.into()),
        location_id: Some(DISTRICT.into()),
        ..ServiceAtLocation::default()
    };
    Records {
        organizations: vec![organization],
        services: vec![service],
        locations: vec![location],
        places: vec![place],
        ..Records::default()
    }
}

async fn save(db: &Db, day: &str, records: &Records) -> book::Changes {
    book::save(db, &at(day), "asl", records, Vanished::Keep).await.unwrap()
}

fn stp() -> Uuid {
    STP.parse().unwrap()
}

#[tokio::test]
async fn what_was_saved_is_read_back_joined() {
    on_both(async |db| {
        let changes = save(&db, "2026-11-01", &foggia()).await;
        assert_eq!(changes.of(Entity::Service).new, 1);
        let card = book::card(&db, stp()).await.unwrap().unwrap();
        assert_eq!(card.service, foggia().services[0]);
        assert_eq!(card.organization.unwrap().name.as_deref(), Some("ASL Foggia"));
        assert_eq!(card.places[0].location.as_ref().unwrap().name.as_deref(), Some("Distretto"));
        assert_eq!(book::load_all(&db).await.unwrap(), foggia());
        assert!(book::card(&db, Uuid::nil()).await.unwrap().is_none());
        assert_eq!(book::services_of(&db, ASL.parse().unwrap()).await.unwrap(), [stp()]);
    })
    .await;
}

#[tokio::test]
async fn saving_twice_is_saving_once() {
    on_both(async |db| {
        save(&db, "2026-11-01", &foggia()).await;
        let revision = book::revision(&db).await.unwrap();
        let again = save(&db, "2026-11-02", &foggia()).await;
        assert!(!again.any());
        assert_eq!(again.of(Entity::Service).unchanged, 1);
        assert_eq!(book::revision(&db).await.unwrap(), revision, "nothing becomes stale");
        assert_eq!(book::card(&db, stp()).await.unwrap().unwrap().modified_at, "2026-11-01".parse().unwrap());
    })
    .await;
}

#[tokio::test]
async fn only_what_differs_is_written() {
    on_both(async |db| {
        save(&db, "2026-11-01", &foggia()).await;
        let mut other = foggia();
        other.services[0].name = Some("Codice STP e ENI".into());
        let changes = save(&db, "2026-11-05", &other).await;
        assert_eq!((changes.of(Entity::Service).changed, changes.of(Entity::Organization).unchanged), (1, 1));
        assert_eq!(book::card(&db, stp()).await.unwrap().unwrap().modified_at, "2026-11-05".parse().unwrap());
        let (entries, broken) = audit::verify(&db).await.unwrap();
        assert_eq!((entries, broken.len()), (2, 0));
    })
    .await;
}

#[tokio::test]
async fn a_place_without_its_service_and_a_repeated_id_are_refused_and_the_rest_goes_in() {
    on_both(async |db| {
        let mut records = foggia();
        records.places[0].service_id = Some(Uuid::nil().to_string());
        records.organizations.push(records.organizations[0].clone());
        records.services[0].organization_id = Some("no id at all".into());
        let changes = save(&db, "2026-11-01", &records).await;
        assert_eq!(changes.of(Entity::Place).refused, 1);
        assert_eq!(changes.of(Entity::Organization).refused, 1);
        assert_eq!(changes.of(Entity::Service).new, 1);
        assert!(book::card(&db, stp()).await.unwrap().unwrap().organization.is_none());
    })
    .await;
}

#[tokio::test]
async fn what_a_source_no_longer_tells_is_counted_and_removed_only_when_asked() {
    on_both(async |db| {
        save(&db, "2026-11-01", &foggia()).await;
        let mut less = foggia();
        less.places.clear();
        less.locations.clear();
        assert_eq!(save(&db, "2026-11-02", &less).await.of(Entity::Location).gone, 1);
        assert_eq!(book::card(&db, stp()).await.unwrap().unwrap().places.len(), 1);
        book::save(&db, &at("2026-11-03"), "another", &Records::default(), Vanished::Remove).await.unwrap();
        assert_eq!(book::counts(&db).await.unwrap().locations, 1, "another source removes nothing of ours");
        book::save(&db, &at("2026-11-03"), "asl", &less, Vanished::Remove).await.unwrap();
        assert!(book::card(&db, stp()).await.unwrap().unwrap().places.is_empty());
        assert_eq!(book::counts(&db).await.unwrap().locations, 0);
    })
    .await;
}

#[tokio::test]
async fn a_save_that_does_not_commit_leaves_the_old_data_whole() {
    on_both(async |db| {
        save(&db, "2026-11-01", &foggia()).await;
        let mut other = foggia();
        other.services[0].name = Some("half".into());
        let ctx = at("2026-11-02");
        let saving = book::save(&db, &ctx, "asl", &other, Vanished::Keep);
        // Dropped in the middle, as when the process is killed.
        let _ = tokio::time::timeout(std::time::Duration::from_micros(1), saving).await;
        let name = book::card(&db, stp()).await.unwrap().unwrap().service.name;
        assert!(matches!(name.as_deref(), Some("Codice STP" | "half")));
        assert_eq!(audit::verify(&db).await.unwrap().1, vec![]);
    })
    .await;
}

#[tokio::test]
async fn a_field_is_verified_by_a_body_at_a_time_and_never_backwards() {
    on_both(async |db| {
        save(&db, "2026-11-01", &foggia()).await;
        let hours = |day: &str| Verified {
            entity: Entity::Service,
            id: stp(),
            field: "hours".into(),
            by: "ASL Foggia".into(),
            at: day.parse().unwrap(),
        };
        book::verify(&db, &at("2026-11-10"), &hours("2026-11-10")).await.unwrap();
        book::verify(&db, &at("2026-11-11"), &hours("2026-11-03")).await.unwrap();
        let verified = book::card(&db, stp()).await.unwrap().unwrap().verified;
        assert_eq!(verified, [hours("2026-11-10")]);
        assert_eq!(book::newest_of_services(&db).await.unwrap(), [(stp(), "2026-11-10".parse().unwrap())]);
    })
    .await;
}

#[tokio::test]
async fn who_says_that_something_is_wrong_finds_the_answer_by_her_code() {
    on_both(async |db| {
        save(&db, "2026-11-01", &foggia()).await;
        let reader = Ctx::new("2026-11-20".parse().unwrap(), Actor::Anonymous, Lang::Ar, Uuid::now_v7());
        let id = Uuid::now_v7();
        let told = book::report_wrong(
            &db,
            &reader,
            stp(),
            "hours",
            "Il giovedì è chiuso",
            (id, "AB12-CD34-EF56-GH78"),
        );
        told.await.unwrap();
        let open = book::open_corrections(&db, 10).await.unwrap();
        assert_eq!((open.len(), open[0].id, open[0].lang), (1, id, Lang::Ar));
        let found = book::correction_by_code(&db, "ab12 cd34ef56gh78").await.unwrap();
        assert_eq!((found.state, found.answer), (CorrectionState::Received, None));
        let desk = at("2026-11-21");
        book::answer_correction(&db, &desk, id, CorrectionState::Mended, "Grazie: corretto.").await.unwrap();
        let found = book::correction_by_code(&db, "AB12-CD34-EF56-GH78").await.unwrap();
        assert_eq!(found.answer.as_deref(), Some("Grazie: corretto."));
        let again = book::answer_correction(&db, &desk, id, CorrectionState::Declined, "No").await;
        assert!(matches!(again, Err(CorrectionRefusal::Answered)));
        assert!(book::open_corrections(&db, 10).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_empty_message_an_unknown_service_and_a_wrong_code_are_refused() {
    on_both(async |db| {
        save(&db, "2026-11-01", &foggia()).await;
        let ctx = at("2026-11-20");
        let code = (Uuid::now_v7(), "AAAA");
        let empty = book::report_wrong(&db, &ctx, stp(), "other", " \u{202e} ", code).await;
        assert!(matches!(empty, Err(CorrectionRefusal::Empty)));
        let unknown = book::report_wrong(&db, &ctx, Uuid::nil(), "hours", "x", code).await;
        assert!(matches!(unknown, Err(CorrectionRefusal::NotFound)));
        assert!(matches!(book::correction_by_code(&db, "ZZZZ").await, Err(CorrectionRefusal::NotFound)));
        assert!(matches!(book::correction_by_code(&db, "").await, Err(CorrectionRefusal::NotFound)));
    })
    .await;
}
