//! Whatever order people come and go in, no rule is broken that need not be, and a turn that is over never changes.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // What helps the tests is a test.

use proptest::prelude::*;
use reticolo_lab::run::{self, Hall, Start, Wanted, Who};
use reticolo_store::Db;
use reticolo_testkit::{
    cafe::{Cafe, Guest},
    on_both,
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What may happen in a meeting.
#[derive(Debug, Clone, Copy)]
enum Happens {
    Comes(usize),
    Goes(usize),
    NextTurn,
    EndOfTurn,
    Undo,
}

fn happens() -> impl Strategy<Value = Vec<Happens>> {
    let one = prop_oneof![
        3 => (0..26_usize).prop_map(Happens::Comes),
        3 => (0..26_usize).prop_map(Happens::Goes),
        1 => Just(Happens::NextTurn),
        1 => Just(Happens::EndOfTurn),
        1 => Just(Happens::Undo),
    ];
    prop::collection::vec(one, 1..14)
}

/// Twenty-six people who all share Italian, and two who must not sit together; one cannot climb steps.
async fn cafe(db: &Db, number: u128) -> Cafe {
    let mut cafe = Cafe::another(db, 5, 4, number).await;
    let guest = |number: usize| Guest {
        step_free: number == 9,
        role: if number.is_multiple_of(6) { "host" } else { "participant" }.to_owned(),
        ..Guest::speaking(format!("Ospite {number}"), if number.is_multiple_of(3) { "it fr" } else { "it" })
    };
    cafe.invite((0..26).map(guest)).await;
    cafe.keep_apart(cafe.people[1], cafe.people[2]).await;
    let wanted = Wanted { tables: 5, hosts: true, seed: 0 };
    let ctx = cafe.facilitator("2026-11-23T16:00:00Z");
    run::plan(db, &ctx, (cafe.session, cafe.block), wanted, 0).await.unwrap();
    let ctx = cafe.facilitator("2026-11-23T17:00:00Z");
    cafe.welcome(&cafe.people[..20], ctx.now).await;
    run::start(db, &ctx, (cafe.session, cafe.block), Start { tables: Some(5), everybody: false }, 1)
        .await
        .unwrap();
    cafe
}

async fn hall(cafe: &Cafe) -> Hall {
    Hall::load(&cafe.db, cafe.session, cafe.block).await.unwrap()
}

fn over(hall: &Hall) -> BTreeMap<(i64, Uuid), i64> {
    hall.seats.iter().filter(|((round, _), _)| *round <= hall.finished()).map(|(k, v)| (*k, *v)).collect()
}

async fn happened(cafe: &Cafe, what: Happens) -> bool {
    let (db, session) = (&cafe.db, cafe.session);
    let ctx = cafe.facilitator("2026-11-23T17:30:00Z");
    let version = run::state(db, session).await.unwrap().version;
    let done = match what {
        Happens::Comes(who) => run::arrive(db, &ctx, session, cafe.people[who], version).await,
        Happens::Goes(who) => run::leave(db, &ctx, session, cafe.people[who], version).await,
        Happens::NextTurn => run::next_turn(db, &ctx, session, version).await,
        Happens::EndOfTurn => run::finish_turn(db, &ctx, session, version).await,
        Happens::Undo => run::undo(db, &ctx, session, version).await,
    };
    done.is_ok()
}

async fn holds(cafe: &Cafe) {
    let hall = hall(cafe).await;
    if hall.finished() >= hall.block.rounds {
        return;
    }
    let arranged = hall.arranged(Who::of(&hall.running));
    let finished = usize::try_from(hall.finished()).unwrap();
    let broken = reticolo_seating::broken(&arranged.gathering, &arranged.current(), finished);
    assert_eq!(broken, [], "after {:?}", hall.running);
    for table in hall.open_tables() {
        assert!(hall.person(table.host.unwrap()).unwrap().is_here(), "table {} has a host", table.number);
    }
}

async fn told(db: &Db, number: u128, story: &[Happens]) {
    let cafe = cafe(db, number).await;
    for what in story {
        let before = over(&hall(&cafe).await);
        let round = hall(&cafe).await.finished();
        let done = happened(&cafe, *what).await;
        let now = hall(&cafe).await;
        // Undo may lead back before the end of a turn; what is over on both sides is the same.
        let both = round.min(now.finished());
        let of = |seats: &BTreeMap<(i64, Uuid), i64>| {
            seats.iter().filter(|((round, _), _)| *round <= both).map(|(k, v)| (*k, *v)).collect::<Vec<_>>()
        };
        assert_eq!(of(&before), of(&over(&now)), "{what:?} changed a turn that was over");
        // Before the start the whole list was planned; whoever undoes that far is where she began.
        if done && now.running.round > 0 {
            holds(&cafe).await;
        }
    }
}

#[test]
fn whoever_comes_and_goes_every_rule_holds_and_what_is_over_stays() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let cases = ProptestConfig { cases: 12, max_shrink_iters: 20, ..ProptestConfig::default() };
    proptest!(cases, |(story in happens(), number in any::<u128>())| {
        let folder = tempfile::tempdir().unwrap();
        runtime.block_on(async {
            let address = format!("sqlite://{}", folder.path().join("moves.db").display());
            let db = Db::open(&address).await.unwrap();
            db.migrate(&reticolo_testkit::at("2026-11-23"), reticolo_testkit::DOMAINS).await.unwrap();
            told(&db, number, &story).await;
            db.close().await;
        });
    });
}

#[tokio::test]
async fn one_long_evening_is_told_on_both_engines() {
    on_both(async |db| {
        use Happens::{Comes, EndOfTurn, Goes, NextTurn, Undo};
        let story =
            [Comes(20), Comes(21), Goes(0), NextTurn, Goes(6), Undo, Goes(9), EndOfTurn, Comes(25), NextTurn];
        told(&db, 0, &story).await;
    })
    .await;
}
