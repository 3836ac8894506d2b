//! Minutes write themselves, are corrected, approved, and then stay as they are.

use super::world::{DAY, World, id};
use reticolo_base::{Actor, Ctx, Lang, Refusal as _};
use reticolo_lab::after::{commitment, experiment, field, group};
use reticolo_lab::report::{self, Section, retention, sheets};
use reticolo_store::{Vault, job, sql};
use reticolo_testkit::{at, on_both};
use uuid::Uuid;

/// So many people of a kind and a territory sat at table 1 in round 1 and 2.
async fn seated(world: &World, kind: &'static str, territory: &'static str, people: usize) {
    for _ in 0..people {
        let person = id();
        let insert = sql!(
            "insert into participant (id, lab_id, name, body, kind, territory, lang, mediator, step_free, code_hash, created_at)
             values ($1, $2, 'Nome Segreto', 'Ente di prova', $3, $4, 'it', false, false, $5, 0)"
        );
        let hash = person.as_bytes().to_vec();
        world.run(insert.bind(person).bind(world.lab).bind(kind).bind(territory).bind(hash)).await;
        for round in 1_i64..=2 {
            let seat = sql!(
                "insert into seat (block_id, round, participant_id, table_number) values ($1, $2, $3, 1)"
            );
            world.run(seat.bind(world.block).bind(round).bind(person)).await;
        }
    }
}

async fn full(world: &World) {
    seated(world, "municipality", "071", 7).await;
    seated(world, "health", "075", 6).await;
    seated(world, "university", "072", 1).await;
    let ctx = world.facilitator(DAY);
    let (db, lab, from) = (&world.db, world.lab, Some(&world.proposal));
    let promise = commitment::Draft {
        who: "ASL di prova",
        participant: None,
        what: "Due mattine",
        lang: Lang::It,
        due: "2026-12-10",
        session: Some(world.session),
    };
    commitment::promise(db, &ctx, lab, id(), promise, from).await.unwrap();
    let hers = commitment::Draft {
        who: "",
        participant: Some(world.amina),
        what: "Accompagno tre persone",
        ..promise
    };
    commitment::promise(db, &ctx, lab, id(), hers, from).await.unwrap();
    group::form(db, &ctx, lab, id(), group::Draft { title: "Telefono", task: "Scegliere", next: "" }, from)
        .await
        .unwrap();
    let tried = experiment::Draft {
        title: "Mediatore",
        hypothesis: "Si capiscono",
        place: "Foggia",
        measure: "Chiamate",
        starts: "2026-12-01",
        weeks: "4",
    };
    experiment::begin(db, &ctx, lab, id(), tried, from).await.unwrap();
}

#[tokio::test]
async fn minutes_tell_everything_and_name_nobody() {
    on_both(async |db| {
        let world = World::of(db).await;
        full(&world).await;
        world.run(sql!("update contribution set hidden = true where id = $1").bind(world.said[2])).await;
        let told = report::read(&world.db, &world.facilitator(DAY), world.session).await.unwrap();
        let minutes = &told.minutes;
        assert_eq!(minutes.people.kinds.all, Some(14));
        assert_eq!(
            minutes.people.kinds.groups,
            [("municipality".to_owned(), 7)],
            "one alone takes the smallest with it"
        );
        assert_eq!(minutes.people.kinds.others, 7);
        let words: usize = minutes.words.iter().map(|at| at.said.len()).sum();
        assert_eq!((words, minutes.themes[0].ancestors.len()), (2, 2), "hidden words are left out");
        assert_eq!((minutes.commitments.len(), minutes.groups.len(), minutes.experiments.len()), (2, 1, 1));
        let (own, others) = (minutes.pictures.kinds.cells[0][0], minutes.pictures.kinds.cells[0][1]);
        assert_eq!((own, others), (Some(42), Some(98)), "21 and 49 pairs, in two rounds");
        assert_eq!(minutes.pictures.meetings, (Some(0), Some(91)));
        let json = told.json().to_string();
        for personal in ["Nome Segreto", "Amina", "Besa", &world.amina.to_string()] {
            assert!(!json.contains(personal), "{personal}");
        }
        assert!(!sheets::zip(minutes).unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_correction_stays_when_the_data_change_and_that_is_told() {
    on_both(async |db| {
        let world = World::of(db).await;
        let ctx = world.facilitator(DAY);
        let correct = async |version, section, words: &str| {
            report::correct(&world.db, &ctx, world.session, version, section, words).await
        };
        correct(0, Section::Words, "Si è parlato del telefono.").await.unwrap();
        assert_eq!(correct(0, Section::Words, "Altro").await.unwrap_err().key(), "lab-after-stale");
        let long = "a".repeat(1_000_000);
        assert_eq!(correct(1, Section::Words, &long).await.unwrap_err().key(), "lab-after-too-long");
        let told = report::read(&world.db, &ctx, world.session).await.unwrap();
        assert!(!told.outdated(Section::Words));
        let change = sql!("update contribution set words = 'Altre parole' where id = $1");
        world.run(change.bind(world.said[0])).await;
        let told = report::read(&world.db, &ctx, world.session).await.unwrap();
        assert!(told.outdated(Section::Words));
        assert_eq!(told.own[&Section::Words].words, "Si è parlato del telefono.");
        let early = report::approve(&world.db, &ctx, world.session, 1, "Prova", false).await.unwrap_err();
        assert_eq!(early.key(), "lab-after-minutes-outdated");
        correct(1, Section::Words, "Si è parlato del telefono e d'altro.").await.unwrap();
        report::restore(&world.db, &ctx, world.session, 2, Section::Words).await.unwrap();
        assert!(report::read(&world.db, &ctx, world.session).await.unwrap().own.is_empty());
    })
    .await;
}

#[tokio::test]
async fn approved_minutes_never_change_and_may_be_opened_to_all() {
    on_both(async |db| {
        let world = World::of(db).await;
        let ctx = world.facilitator(DAY);
        let approve = async |version, by: &str, open| {
            report::approve(&world.db, &ctx, world.session, version, by, open).await
        };
        let nameless = approve(0, " ", true).await.unwrap_err();
        assert_eq!((nameless.key(), field::of(&nameless)), ("lab-after-empty", Some("by")));
        let read = async |ctx: &Ctx| report::read(&world.db, ctx, world.session).await;
        let amina = world.participant(world.amina, Lang::Ar, DAY);
        assert_eq!(
            read(&amina).await.unwrap_err().key(),
            "refusal-denied",
            "a draft is for those who write it"
        );
        approve(0, "Dott.ssa Prova, facilitatrice", false).await.unwrap();
        assert_eq!(approve(1, "Ancora", false).await.unwrap_err().key(), "lab-after-minutes-approved");
        let late = report::correct(&world.db, &ctx, world.session, 1, Section::Words, "x").await.unwrap_err();
        assert_eq!(late.key(), "lab-after-minutes-approved");
        let before = read(&amina).await.unwrap();
        world.run(sql!("update contribution set words = 'Altre parole'")).await;
        assert_eq!(read(&amina).await.unwrap().minutes, before.minutes);
        assert_eq!(before.approved.unwrap().by, "Dott.ssa Prova, facilitatrice");
        for other in [world.anybody(DAY), world.stranger(DAY)] {
            assert_eq!(read(&other).await.unwrap_err().key(), "refusal-denied");
        }
        let approved = report::approve(&world.db, &amina, world.session, 1, "Io", true).await.unwrap_err();
        assert_eq!(approved.key(), "refusal-denied");
    })
    .await;
}

#[tokio::test]
async fn names_are_erased_when_their_time_has_passed_and_what_was_is_told_in_counts() {
    on_both(async |db| {
        let world = World::of(db).await;
        let came = sql!(
            "insert into attendance (session_id, participant_id, role, answer, arrived_at)
             select $1, id, 'participant', 'yes', 1 from participant where lab_id = $2"
        );
        world.run(came.bind(world.session).bind(world.lab)).await;
        let ctx = world.facilitator(DAY);
        report::approve(&world.db, &ctx, world.session, 0, "Prova", true).await.unwrap();
        assert!(report::read(&world.db, &world.anybody(DAY), world.session).await.is_ok(), "opened to all");
        let run = async |moment: &str| {
            let ctx = Ctx { actor: Actor::System("scheduler"), ..at(moment) };
            match job::take(&world.db, &ctx).await.unwrap() {
                Some(job) => retention::run(&world.db, &Vault::passing(), &ctx, &job).await.unwrap(),
                None => None,
            }
        };
        assert_eq!(run("2027-05-01").await, None, "not before");
        let erased = run("2027-06-01").await.unwrap();
        assert_eq!(erased.participants, 3);
        assert_eq!(run("2027-06-02").await, None);
        assert_eq!(retention::told(&world.db, world.session).await.unwrap().unwrap().1, erased);
        let minutes = report::read(&world.db, &ctx, world.session).await.unwrap().minutes;
        assert_eq!(minutes.words[0].said.len(), 2, "the words stay");
    })
    .await;
}

#[tokio::test]
async fn a_session_that_is_not_there_has_no_minutes() {
    on_both(async |db| {
        let missing = report::read(&db, &at(DAY), Uuid::now_v7()).await.unwrap_err();
        assert_eq!(missing.key(), "refusal-denied");
    })
    .await;
}
