//! A café from the first plan to the last turn, as it really goes: people stay away, hosts are missing, somebody comes late.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // What helps the tests is a test.

use reticolo_lab::{
    Refused,
    run::{self, Hall, Phase, Start, Wanted},
};
use reticolo_store::{Db, audit, sql};
use reticolo_testkit::{
    cafe::{Cafe, Guest},
    on_both,
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Forty people from three provinces: most speak Italian, eight French only, six Arabic too, and one interprets.
fn forty() -> Vec<Guest> {
    let speaks = |number: usize| match number {
        0 => "it fr ar",
        1..=8 => "fr",
        9..=14 => "it ar",
        15..=20 => "it fr",
        _ => "it",
    };
    let guest = |number: usize| Guest {
        mediator: number == 0,
        role: if (30..38).contains(&number) { "host" } else { "participant" }.to_owned(),
        kind: ["municipality", "cooperative", "migrants", "person"][number % 4].to_owned(),
        territory: ["072", "071", "075"][number % 3].to_owned(),
        ..Guest::speaking(format!("Ospite {number}"), speaks(number))
    };
    (0..40).map(guest).collect()
}

async fn forty_invited(db: &Db) -> Cafe {
    let mut cafe = Cafe::open(db, 8, 3).await;
    cafe.invite(forty()).await;
    cafe
}

async fn version(cafe: &Cafe) -> i64 {
    run::state(&cafe.db, cafe.session).await.unwrap().version
}

async fn hall(cafe: &Cafe) -> Hall {
    Hall::load(&cafe.db, cafe.session, cafe.block).await.unwrap()
}

async fn planned(cafe: &Cafe) -> run::Planned {
    let ctx = cafe.facilitator("2026-11-23T16:00:00Z");
    let wanted = Wanted { tables: 8, hosts: true, seed: 1 };
    run::plan(&cafe.db, &ctx, (cafe.session, cafe.block), wanted, version(cafe).await).await.unwrap()
}

/// Sixteen of the forty stay away, among them six of those who would host.
async fn started(cafe: &Cafe) -> run::Step {
    let here: Vec<Uuid> = (0..40).filter(|n| *n < 22 || *n >= 38).map(|n| cafe.people[n]).collect();
    assert_eq!(here.len(), 24);
    let ctx = cafe.facilitator("2026-11-23T17:00:00Z");
    cafe.welcome(&here, ctx.now).await;
    let at = (cafe.session, cafe.block);
    run::start(&cafe.db, &ctx, at, Start::default(), version(cafe).await).await.unwrap()
}

fn broken(hall: &Hall) -> Vec<reticolo_seating::Broken> {
    let arranged = hall.arranged(run::Who::of(&hall.running));
    let finished = usize::try_from(hall.finished()).unwrap();
    reticolo_seating::broken(&arranged.gathering, &arranged.current(), finished)
}

#[tokio::test]
async fn everybody_is_seated_before_the_session_and_everybody_understands() {
    on_both(async |db| {
        let cafe = forty_invited(&db).await;
        let planned = planned(&cafe).await;
        assert_eq!(planned.worth.troubles, []);
        let hall = hall(&cafe).await;
        assert_eq!((hall.seats.len(), hall.open_tables().count()), (40 * 3, 8));
        assert!(hall.open_tables().all(|table| table.host.is_some() && table.question.is_some()));
        let rooms: BTreeSet<Uuid> = hall.open_tables().map(|table| table.room_id).collect();
        assert_eq!(rooms.len(), 8);
        assert_eq!(run::tables(&db, cafe.session).await.unwrap().len(), 8);
        assert_eq!(audit::verify(&db).await.unwrap().1, []);
    })
    .await;
}

#[tokio::test]
async fn one_starts_with_who_is_here_and_missing_hosts_are_replaced() {
    on_both(async |db| {
        let cafe = forty_invited(&db).await;
        planned(&cafe).await;
        let hosts: Vec<Uuid> = hall(&cafe).await.open_tables().filter_map(|table| table.host).collect();
        let step = started(&cafe).await;
        let hall = hall(&cafe).await;
        assert_eq!(hall.running.phase, Phase::Round);
        assert_eq!(hall.running.left("2026-11-23T17:01:00Z".parse().unwrap()), Some(19 * 60));
        assert_eq!(hall.open_tables().count(), 6, "twenty-four people fill six tables of four");
        assert!(hall.people.iter().all(|p| p.is_here() == hall.seats.contains_key(&(1, p.id))));
        assert_eq!(broken(&hall), []);
        for table in hall.open_tables() {
            assert!(hall.person(table.host.unwrap()).unwrap().is_here(), "table {}", table.number);
        }
        let new = run::step::new_hosts(&step.change);
        assert!(new.values().any(|(was, is)| was.is_some_and(|was| hosts.contains(&was)) && is.is_some()));
    })
    .await;
}

#[tokio::test]
async fn a_person_is_told_where_to_go_and_who_is_there() {
    on_both(async |db| {
        let cafe = forty_invited(&db).await;
        let awa = cafe.people[1];
        assert_eq!(run::place(&db, cafe.session, awa).await.unwrap(), None, "nothing is planned yet");
        planned(&cafe).await;
        let before = run::place(&db, cafe.session, awa).await.unwrap().unwrap();
        assert_eq!((before.round, before.now, before.video.as_str()), (1, false, ""));
        let links = r#"{"kind":"links","urls":["https://video.example/1","https://video.example/2"]}"#;
        let set = sql!("update lab_session set video = $2 where id = $1");
        cafe.write(vec![set.bind(cafe.session).bind(links)]).await;
        let one = hall(&cafe).await.at(1, 1).next().unwrap().id;
        let link = run::place(&db, cafe.session, one).await.unwrap().unwrap().video;
        assert_eq!(link, "https://video.example/1");
        started(&cafe).await;
        let now = run::place(&db, cafe.session, awa).await.unwrap().unwrap();
        assert_eq!((now.block, now.round, now.now, now.companions.len()), (cafe.block, 1, true, 3));
        assert!(
            now.question.is_some() && (now.companions.iter().any(|one| one.host) || now.host == Some(awa))
        );
        assert_eq!(run::place(&db, cafe.session, cafe.people[30]).await.unwrap(), None, "she is absent");

        let ctx = cafe.facilitator("2026-11-23T17:20:00Z");
        run::finish_turn(&db, &ctx, cafe.session, version(&cafe).await).await.unwrap();
        let next = run::place(&db, cafe.session, awa).await.unwrap().unwrap();
        assert_eq!((next.round, next.now), (2, false));
    })
    .await;
}

#[tokio::test]
async fn only_who_runs_the_session_touches_its_clock() {
    on_both(async |db| {
        let cafe = forty_invited(&db).await;
        let ctx = cafe.participant(cafe.people[3], "2026-11-23T17:00:00Z");
        assert!(matches!(run::open(&db, &ctx, cafe.session, 0).await, Err(Refused::NotFound)));
        let stranger =
            Cafe { organization: Uuid::now_v7(), ..cafe.clone() }.facilitator("2026-11-23T17:00:00Z");
        assert!(matches!(run::open(&db, &stranger, cafe.session, 0).await, Err(Refused::NotFound)));
        assert!(matches!(run::worth(&db, &stranger, cafe.session, cafe.block).await, Err(Refused::NotFound)));
        assert_eq!(run::state(&db, cafe.session).await.unwrap().phase, Phase::Preparing);
    })
    .await;
}

#[tokio::test]
async fn the_whole_evening_with_two_late_one_who_leaves_undo_and_two_facilitators() {
    on_both(async |db| {
        let cafe = forty_invited(&db).await;
        planned(&cafe).await;
        started(&cafe).await;
        let session = cafe.session;
        let first_turn: Vec<_> =
            hall(&cafe).await.seats.into_iter().filter(|((round, _), _)| *round == 1).collect();

        // The clock: stopped, gone on, given two minutes.
        let ctx = cafe.facilitator("2026-11-23T17:05:00Z");
        run::pause(&db, &ctx, session, version(&cafe).await).await.unwrap();
        let ctx = cafe.facilitator("2026-11-23T17:30:00Z");
        run::resume(&db, &ctx, session, version(&cafe).await).await.unwrap();
        run::extend(&db, &ctx, session, 2, version(&cafe).await).await.unwrap();
        assert_eq!(run::state(&db, session).await.unwrap().left(ctx.now), Some(17 * 60));

        // Two facilitators press at once: one is told, and nothing is lost.
        let seen = version(&cafe).await;
        run::next_turn(&db, &ctx, session, seen).await.unwrap();
        let late = run::finish_turn(&db, &ctx, session, seen).await;
        assert!(matches!(late, Err(Refused::Conflict("lab-run-changed-meanwhile"))), "{late:?}");
        assert_eq!(run::state(&db, session).await.unwrap().round, 2);

        // Two come late and are seated at once; the first turn stays as it was, and few are moved.
        let late = [cafe.people[22], cafe.people[23]];
        for id in late {
            let step = run::arrive(&db, &ctx, session, id, version(&cafe).await).await.unwrap();
            assert!(step.change.to_tell().count() <= 4, "{:?}", step.change.seats);
        }
        let now = hall(&cafe).await;
        assert!(
            late.iter().all(|id| now.seats.contains_key(&(2, *id)) && !now.seats.contains_key(&(1, *id)))
        );
        assert_eq!(broken(&now), []);

        // A host leaves: another takes over, and undo brings her back.
        let table = now.open_tables().next().unwrap().clone();
        let host = table.host.unwrap();
        run::leave(&db, &ctx, session, host, version(&cafe).await).await.unwrap();
        let without = hall(&cafe).await;
        let substitute = without.table(table.number).unwrap().host.unwrap();
        assert!(substitute != host && without.seats[&(2, substitute)] == table.number);
        assert!(!without.seats.contains_key(&(2, host)) && broken(&without).is_empty());
        let undone = run::undo(&db, &ctx, session, version(&cafe).await).await.unwrap();
        assert_eq!(undone.change.what, "leave");
        let back = hall(&cafe).await;
        assert_eq!((&back.seats, &back.tables, back.people), (&now.seats, &now.tables, now.people));

        // The last turn, then everybody together.
        run::next_turn(&db, &ctx, session, version(&cafe).await).await.unwrap();
        let last = run::next_turn(&db, &ctx, session, version(&cafe).await).await;
        assert!(matches!(last, Err(Refused::Conflict("lab-run-last-turn"))));
        run::plenary(&db, &ctx, session, version(&cafe).await).await.unwrap();
        run::close(&db, &ctx, session, version(&cafe).await).await.unwrap();
        let end = hall(&cafe).await;
        let first: Vec<_> = end.seats.into_iter().filter(|((round, _), _)| *round == 1).collect();
        assert_eq!(first, first_turn, "a turn that is over never changes");
        assert_eq!(audit::verify(&db).await.unwrap().1, []);
    })
    .await;
}

#[tokio::test]
async fn everything_is_undone_step_by_step_to_the_beginning() {
    on_both(async |db| {
        let cafe = forty_invited(&db).await;
        let before = hall(&cafe).await;
        planned(&cafe).await;
        started(&cafe).await;
        let ctx = cafe.facilitator("2026-11-23T17:10:00Z");
        let awa = cafe.people[1];
        let from = run::place(&db, cafe.session, awa).await.unwrap().unwrap().table;
        let open: Vec<i64> = hall(&cafe).await.open_tables().map(|table| table.number).collect();
        let to = *open.iter().find(|number| **number != from).unwrap();
        let moving = run::move_person(&db, &ctx, cafe.session, (awa, to), version(&cafe).await).await;
        if moving.is_ok() {
            assert_eq!(run::place(&db, cafe.session, awa).await.unwrap().unwrap().table, to);
            run::undo(&db, &ctx, cafe.session, version(&cafe).await).await.unwrap();
            assert_eq!(run::place(&db, cafe.session, awa).await.unwrap().unwrap().table, from);
        }
        run::undo(&db, &ctx, cafe.session, version(&cafe).await).await.unwrap();
        assert_eq!(run::state(&db, cafe.session).await.unwrap().phase, Phase::Preparing);
        assert_eq!(hall(&cafe).await.seats.len(), 120, "the plan is as it was announced");
        run::undo(&db, &ctx, cafe.session, version(&cafe).await).await.unwrap();
        let after = hall(&cafe).await;
        assert_eq!((after.seats, after.pins), (before.seats, before.pins));
        let nothing = run::undo(&db, &ctx, cafe.session, version(&cafe).await).await;
        assert!(matches!(nothing, Err(Refused::Conflict("lab-run-nothing-to-undo"))));
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_is_told_plainly() {
    on_both(async |db| {
        let mut cafe = Cafe::open(&db, 2, 2).await;
        let ctx = cafe.facilitator("2026-11-23T17:00:00Z");
        let at = (cafe.session, cafe.block);
        let wanted = |tables| Wanted { tables, hosts: false, seed: 0 };
        let plan = async |tables| match run::plan(&db, &ctx, at, wanted(tables), version(&cafe).await).await {
            Err(Refused::Invalid(key, _)) => key,
            other => panic!("{other:?}"),
        };
        assert_eq!(plan(2).await, "lab-run-nobody");
        assert_eq!(plan(1_000_000_000).await, "lab-run-how-many-tables");
        assert_eq!(plan(0).await, "lab-run-how-many-tables");
        let start = run::start(&db, &ctx, at, Start::default(), 0).await;
        assert!(matches!(start, Err(Refused::Invalid("lab-run-nobody-here", _))));

        cafe.invite([Guest::speaking("Anna", "it")]).await;
        let two = run::plan(&db, &ctx, at, wanted(2), 0).await;
        assert!(matches!(two, Err(Refused::Invalid("lab-run-empty-tables", _))), "more tables than people");
        let alone = run::plan(&db, &ctx, at, wanted(1), 0).await.unwrap();
        assert_eq!(
            (alone.worth.hall.seats.len(), alone.worth.troubles.len()),
            (2, 0),
            "one person at one table"
        );
    })
    .await;
}

#[tokio::test]
async fn a_language_that_nobody_shares_is_said_with_what_would_help() {
    on_both(async |db| {
        let mut cafe = Cafe::open(&db, 2, 1).await;
        let names = ["Anna", "Bruno", "Carla", "Dario", "Elena"];
        cafe.invite(names.map(|name| Guest::speaking(name, "it"))).await;
        cafe.invite([Guest::speaking("Awa", "wo")]).await;
        let ctx = cafe.facilitator("2026-11-23T16:00:00Z");
        let wanted = Wanted { tables: 2, hosts: false, seed: 0 };
        let made = run::plan(&db, &ctx, (cafe.session, cafe.block), wanted, 0).await.unwrap();
        let [trouble] = &made.worth.troubles[..] else { panic!("{:?}", made.worth.troubles) };
        assert_eq!((trouble.rule, trouble.language.as_deref()), ("language", Some("it")));
        assert_eq!(trouble.people, [("Awa".to_owned(), vec!["wo".to_owned()])]);
        let [help] = &made.worth.help[..] else { panic!("{:?}", made.worth.help) };
        assert_eq!((help.what, &help.languages[..]), ("mediator", &["it".to_owned(), "wo".to_owned()][..]));
    })
    .await;
}

#[tokio::test]
async fn where_turns_go_on_alone_the_next_begins_when_the_clock_has_run_out_and_only_then() {
    on_both(async |db| {
        let cafe = forty_invited(&db).await;
        planned(&cafe).await;
        started(&cafe).await;
        let system = |moment: &str| reticolo_base::Ctx {
            actor: reticolo_base::Actor::System("scheduler"),
            ..reticolo_testkit::at(moment)
        };
        let over = system("2026-11-23T17:20:01Z");
        assert_eq!(run::due(&db, &over, cafe.session).await.unwrap(), None, "nothing moves by itself");
        let ctx = cafe.facilitator("2026-11-23T17:01:00Z");
        run::go_alone(&db, &ctx, cafe.session, true, version(&cafe).await).await.unwrap();
        let subject = cafe.session.to_string();
        assert!(reticolo_store::job::is_planned(&db, run::step::JOB, &subject).await.unwrap());
        assert_eq!(run::due(&db, &system("2026-11-23T17:19:00Z"), cafe.session).await.unwrap(), None);
        run::due(&db, &over, cafe.session).await.unwrap().unwrap();
        assert_eq!(run::state(&db, cafe.session).await.unwrap().round, 2);
        run::due(&db, &system("2026-11-23T17:41:00Z"), cafe.session).await.unwrap().unwrap();
        run::due(&db, &system("2026-11-23T18:30:00Z"), cafe.session).await.unwrap().unwrap();
        assert_eq!(run::state(&db, cafe.session).await.unwrap().phase, Phase::Between);
    })
    .await;
}

#[tokio::test]
async fn five_hundred_people_hold_and_fifty_who_stay_away_are_replanned() {
    on_both(async |db| {
        let mut cafe = Cafe::open(&db, 100, 3).await;
        cafe.invite((0..500).map(|n| Guest::speaking(format!("Ospite {n}"), "it"))).await;
        let ctx = cafe.facilitator("2026-11-23T16:00:00Z");
        let wanted = Wanted { tables: 100, hosts: true, seed: 0 };
        run::plan(&db, &ctx, (cafe.session, cafe.block), wanted, 0).await.unwrap();
        let ctx = cafe.facilitator("2026-11-23T17:00:00Z");
        cafe.welcome(&cafe.people[..450], ctx.now).await;
        run::start(&db, &ctx, (cafe.session, cafe.block), Start::default(), 1).await.unwrap();
        let now = hall(&cafe).await;
        assert_eq!((now.seats.len(), broken(&now)), (450 * 3, vec![]));
        assert!(
            run::console(&db, &ctx, cafe.session).await.unwrap().tables.iter().all(|t| t.people.len() >= 4)
        );
    })
    .await;
}
