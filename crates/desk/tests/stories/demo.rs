//! The demonstration's desks: a hundred requests whose history leads where the file says, told twice without a change.

use reticolo_accounts::demo as accounts;
use reticolo_base::{Actor, Ctx, Instant, Lang};
use reticolo_desk::{
    Desk, demo, hers, person, queue,
    referral::{self, Clock, State},
    together::resource,
    visit,
};
use reticolo_directory::{book, demo as network};
use reticolo_store::{Db, Vault, sql};
use reticolo_testkit::on_both;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A Monday, the 23rd of November 2026, at ten in the morning in Italy.
const NOW: Instant = Instant(1_795_424_400_000_000);

async fn filled(db: &Db, vault: &Vault) {
    let ctx = Ctx::new(NOW, Actor::Console, Lang::It, Uuid::nil());
    let records = network::records(NOW.day_in(&jiff::tz::TimeZone::UTC)).unwrap();
    book::save(db, &ctx, network::SOURCE, &records.records, book::Vanished::Remove).await.unwrap();
    assert!(demo::fill(db, vault, NOW).await.unwrap());
}

async fn counts(db: &Db) -> BTreeMap<String, i64> {
    let rows = db.rows(sql!("select state, count(*) from referral group by state")).await.unwrap();
    rows.iter().map(|row| (row.get(0).unwrap(), row.get(1).unwrap())).collect()
}

#[tokio::test]
async fn a_hundred_requests_stand_in_every_state_and_the_chains_hold() {
    on_both(async |db| {
        let vault = Vault::passing();
        filled(&db, &vault).await;
        let counts = counts(&db).await;
        assert_eq!(counts.values().sum::<i64>(), 100, "{counts:?}");
        for state in State::ALL {
            assert!(counts.get(state.code()).is_some_and(|count| *count > 0), "{state:?}: {counts:?}");
        }
        assert_eq!(counts["loop_closed"], 19, "{counts:?}");
        assert_eq!((counts["expired"], counts["loop_unverified"]), (3, 4), "clocks did it: {counts:?}");
        let (entries, broken) = reticolo_store::audit::verify(&db).await.unwrap();
        assert!(entries > 500 && broken.is_empty(), "{broken:?}");
        assert!(!demo::fill(&db, &vault, NOW.plus_days(1)).await.unwrap(), "there already");
        assert_eq!(self::counts(&db).await, counts);
    })
    .await;
}

#[tokio::test]
async fn every_desk_has_something_to_do_and_she_has_a_sheet_before_her() {
    on_both(async |db| {
        let vault = Vault::passing();
        filled(&db, &vault).await;
        let worker = |body: &str, role: &str| Actor::Member {
            id: accounts::worker(body, role),
            organization: accounts::body(body),
            roles: accounts::roles_of(role),
        };
        let ctx = Ctx::new(NOW, worker(demo::DESK, "operator"), Lang::It, Uuid::nil());
        let desk = Desk { db: &db, vault: &vault, ctx: &ctx };
        assert!(referral::outgoing(desk, true).await.unwrap().len() > 10);
        assert_eq!(queue::today(desk).await.unwrap().len(), 7);
        assert_eq!(queue::screen(&db, accounts::body(demo::DESK), NOW).await.unwrap().0.len(), 2);
        assert!(visit::list(desk, (NOW.plus_days(-31), NOW), 500).await.unwrap().len() >= 60);
        assert_eq!(resource::list(desk).await.unwrap().len(), 2);
        let doctor = Ctx { actor: worker(demo::RECEIVER, "operator"), ..ctx.clone() };
        let incoming = referral::incoming(Desk { ctx: &doctor, ..desk }, true).await.unwrap();
        assert!(incoming.iter().any(|found| found.clock == Clock::Answer), "somebody waits for an answer");
        let her = person::enter(&db, &ctx, "DEM0DEM0DEM0DEM0", b"token").await.unwrap();
        assert_eq!(her, demo::she());
        let ctx = Ctx { actor: Actor::Person { id: her }, ..ctx.clone() };
        let page = hers::page(Desk { ctx: &ctx, ..desk }).await.unwrap();
        let states: Vec<State> = page.requests.iter().map(|request| request.referral.state).collect();
        assert_eq!(states.len(), 4, "{states:?}");
        for state in [State::AwaitingPerson, State::Accepted, State::Completed, State::LoopClosed] {
            assert!(states.contains(&state), "{state:?}: {states:?}");
        }
        assert_eq!((page.steps.len(), page.looks.is_empty()), (3, false));
    })
    .await;
}
