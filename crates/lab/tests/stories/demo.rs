//! The demonstration's Lab as people find it, and those who move in it.

use reticolo_accounts::demo as accounts;
use reticolo_base::{Actor, Ctx, Instant, Lang};
use reticolo_lab::{
    after::{answer, commitment, experiment, mine},
    demo::{
        self, doors,
        moving::{self, Deed, Moving},
    },
    harvest::{choice, proposals, statement, themes},
    people,
    provenance::Thing,
    report, run,
    table::{self, Kind, Rooms},
};
use reticolo_live::Hub;
use reticolo_store::{Db, Vault, sql};
use reticolo_testkit::on_both;
use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering::SeqCst},
    },
};
use uuid::Uuid;

/// A Monday, the 23rd of November 2026, at ten in the morning in Italy.
const NOW: Instant = Instant(1_795_424_400_000_000);

static CODE: AtomicU32 = AtomicU32::new(0);

fn code() -> String {
    format!("DEMO-{:08}", CODE.fetch_add(1, SeqCst))
}

fn console() -> Ctx {
    Ctx::new(NOW, Actor::Console, Lang::It, Uuid::nil())
}

fn hub(db: &Db) -> Arc<Hub> {
    Hub::new(db.clone(), || NOW, Arc::new(Rooms::new(db.clone(), || NOW)), Uuid::now_v7())
}

/// The demonstration, filled as of now.
async fn filled(db: &Db) -> Arc<Hub> {
    let (vault, hub) = (Vault::passing(), hub(db));
    accounts::fill(db, &vault, &console()).await.unwrap();
    assert!(demo::fill(db, &vault, &hub, NOW, code).await.unwrap());
    hub
}

async fn acts(db: &Db) -> i64 {
    db.row(sql!("select count(*) from audit")).await.unwrap().unwrap().get(0).unwrap()
}

#[tokio::test]
async fn demo_fills_two_meetings_and_a_third_that_goes_on_and_does_so_once() {
    on_both(async |db| {
        let hub = filled(&db).await;
        for (number, notes, held) in [(1, 22, 4), (2, 16, 4)] {
            let said = table::of_session(&db, demo::session(number)).await.unwrap();
            let said: Vec<_> = said.iter().filter(|one| !one.summary).collect();
            assert_eq!(said.len(), notes, "everybody sat somewhere");
            let kinds: BTreeSet<_> = said.iter().filter_map(|one| one.kind).map(Kind::code).collect();
            let langs: BTreeSet<_> = said.iter().map(|one| one.lang.as_str()).collect();
            assert!(kinds.len() >= 5 && langs.len() >= 6, "{kinds:?} {langs:?}");
            assert_eq!(themes(&db, demo::session(number)).await.unwrap().len(), held);
        }
        let running = run::state(&db, demo::session(3)).await.unwrap();
        assert_eq!((running.phase, running.round), (run::Phase::Round, 1));
        assert!(running.left(NOW).unwrap() > 600);
        let seats = run::Hall::running(&db, demo::session(3)).await.unwrap().unwrap();
        assert_eq!(
            (seats.open_tables().count(), seats.people.iter().filter(|p| p.is_here()).count()),
            (8, 40)
        );
        assert_eq!(people::of_lab(&db, demo::lab()).await.unwrap().len(), 44);
        let before = acts(&db).await;
        let again = demo::fill(&db, &Vault::passing(), &hub, NOW.plus_days(3), code).await.unwrap();
        assert_eq!((again, acts(&db).await), (false, before));
    })
    .await;
}

#[tokio::test]
async fn demo_seats_break_no_rule_and_a_bengali_speaker_sits_with_somebody_she_understands() {
    on_both(async |db| {
        filled(&db).await;
        let hall = run::Hall::running(&db, demo::session(3)).await.unwrap().unwrap();
        let arranged = hall.arranged(run::Who::Here);
        assert_eq!(reticolo_seating::broken(&arranged.gathering, &arranged.current(), 0), []);
    })
    .await;
}

#[tokio::test]
async fn demo_opinions_show_groups_and_none_of_fewer_than_five() {
    on_both(async |db| {
        filled(&db).await;
        let anybody = Ctx { actor: Actor::Anonymous, ..console() };
        let picture = statement::picture(&db, &anybody, demo::lab()).await.unwrap();
        assert_eq!(picture.voters, 60);
        assert!(picture.is_map && picture.groups.len() >= 2, "{}", picture.groups.len());
        assert!(picture.groups.iter().all(|group| group.people >= 5));
        let shown: usize = picture.groups.iter().map(|group| group.people).sum();
        assert_eq!(picture.dots.iter().filter(|dot| dot.group.is_some()).count(), shown);
        assert!(!picture.together.is_empty(), "there is common ground");
    })
    .await;
}

#[tokio::test]
async fn demo_choice_spends_within_its_budget_and_leaves_something_out() {
    on_both(async |db| {
        filled(&db).await;
        let choice = choice::choice(&db, &console(), doors::choice()).await.unwrap();
        let outcome = choice.outcome.as_ref().unwrap();
        let chosen: Vec<_> =
            choice.candidates.iter().filter(|one| outcome.chosen.contains(&one.number)).collect();
        let (euros, hours): (i64, i64) =
            (chosen.iter().map(|one| one.euros).sum(), chosen.iter().map(|one| one.hours).sum());
        assert!(euros <= choice.rules.euros.unwrap() && hours <= choice.rules.hours.unwrap());
        assert!((2..choice.candidates.len()).contains(&chosen.len()), "{}", chosen.len());
        assert!(chosen.iter().any(|one| one.title.starts_with("Sportello di tutti")));
        assert_eq!(proposals(&db, demo::lab()).await.unwrap().len(), 6);
    })
    .await;
}

#[tokio::test]
async fn demo_promises_and_trial_reach_those_whose_words_they_came_from() {
    on_both(async |db| {
        filled(&db).await;
        let promises = commitment::of_lab(&db, &console(), demo::lab()).await.unwrap();
        let standings: BTreeSet<_> = promises.iter().map(|one| one.standing.code()).collect();
        assert_eq!(promises.len(), 5);
        assert!(["kept", "late", "open"].iter().all(|code| standings.contains(code)), "{standings:?}");
        let trials = experiment::of_lab(&db, &console(), demo::lab()).await.unwrap();
        let things = promises.iter().map(|one| Thing::new(commitment::KIND, one.id));
        for thing in things.chain(trials.iter().map(|one| Thing::new("experiment", one.id))) {
            assert!(!answer::reached(&db, &thing).await.unwrap().is_empty(), "{thing:?}");
        }
        let matters = answer::of_lab(&db, &console(), demo::lab()).await.unwrap();
        let given: BTreeSet<_> =
            matters.iter().flat_map(|matter| &matter.answers).map(|one| one.outcome.code()).collect();
        assert_eq!(given.len(), 4, "{given:?}");
        assert!(answer::Figures::of(&matters, NOW).overdue >= 1);
    })
    .await;
}

#[tokio::test]
async fn demo_reader_of_arabic_finds_what_became_of_her_words_in_arabic() {
    on_both(async |db| {
        filled(&db).await;
        let actor = Actor::Participant { id: doors::reader(), lab: demo::lab() };
        let her = Ctx::new(NOW, actor, Lang::Ar, Uuid::nil());
        let all = mine::all(&db, &her).await.unwrap();
        let answers: Vec<_> = all.iter().flat_map(|one| &one.became).flat_map(|one| &one.answers).collect();
        assert!(!answers.is_empty());
        assert!(answers.iter().all(|(answer, read)| answer.words.seen().1 == Lang::Ar && !read));
        let anybody = Ctx { actor: Actor::Anonymous, ..console() };
        assert!(report::read(&db, &anybody, demo::session(1)).await.unwrap().approved.is_some());
        assert!(report::read(&db, &anybody, demo::session(2)).await.is_err(), "a draft is nobody's yet");
        let draft = report::read(&db, &console(), demo::session(2)).await.unwrap();
        assert!(draft.approved.is_none() && !draft.own.is_empty());
    })
    .await;
}

/// Steps until something happens; how often each was done. The bound of every table is looked at all the while.
async fn until(db: &Db, moving: &mut Moving, now: &mut Instant, done: impl Fn(Deed) -> bool) -> [usize; 3] {
    let mut count = [0; 3];
    for step in 0..1_000 {
        *now = now.plus_seconds(40);
        let deed = moving.step(*now).await.unwrap();
        match deed {
            Deed::Said(_) => count[0] += 1,
            Deed::Reacted(_) => count[1] += 1,
            Deed::SummedUp(_) => count[2] += 1,
            _ => {}
        }
        if step % 10 == 0 {
            let open = moving::notes_now(db).await.unwrap();
            assert!(open.iter().all(|(_, notes)| *notes <= moving::PER_TURN), "{open:?}");
        }
        if done(deed) {
            return count;
        }
    }
    panic!("it never happened");
}

#[tokio::test]
async fn demo_people_write_turn_after_turn_and_begin_again_with_empty_tables() {
    on_both(async |db| {
        let hub = filled(&db).await;
        let mut moving = Moving::begin(db.clone(), hub.clone(), 7).unwrap();
        let mut now = NOW;
        let first = run::state(&db, demo::session(3)).await.unwrap().block.unwrap();
        let began = |deed: Deed| matches!(deed, Deed::Began(_));
        let [said, reacted, summed] = until(&db, &mut moving, &mut now, began).await;
        assert!(said > 5 && reacted > 5 && summed > 0, "{said} {reacted} {summed}");
        let second = run::state(&db, demo::session(3)).await.unwrap().block.unwrap();
        assert_ne!(first, second, "the other block follows");
        until(&db, &mut moving, &mut now, |deed| deed == Deed::Began(first)).await;
        let all = table::of_session(&db, demo::session(3)).await.unwrap();
        let open = |one: &&table::Contribution| one.block == first && !one.hidden && !one.summary;
        assert_eq!(all.iter().filter(open).count(), 0, "the tables are empty");
        let before = all.len();
        let Deed::Said(again) = moving.say(now.plus_seconds(10)).await.unwrap() else { panic!("silence") };
        let said = table::one(&db, again).await.unwrap().unwrap();
        assert!(!said.hidden && table::of_session(&db, demo::session(3)).await.unwrap().len() <= before + 1);
        let room = table::table(&db, first, said.table).await.unwrap().unwrap().room;
        let cloth = hub.room(room).await.unwrap().cloth();
        let note = cloth.notes.iter().find(|note| note.id == again).unwrap();
        assert!(note.text == said.words && !note.hidden, "open pages see it");
        hub.close().await;
    })
    .await;
}

#[tokio::test]
async fn demo_goes_on_after_a_visitor_closed_it_but_not_at_once() {
    on_both(async |db| {
        let hub = filled(&db).await;
        let mut moving = Moving::begin(db.clone(), hub.clone(), 7).unwrap();
        let version = run::state(&db, demo::session(3)).await.unwrap().version;
        run::close(&db, &console(), demo::session(3), version).await.unwrap();
        assert_eq!(moving.step(NOW.plus_seconds(60)).await.unwrap(), Deed::Nothing);
        assert_eq!(moving.step(NOW.plus_seconds(600)).await.unwrap(), Deed::Turned);
        let running = run::state(&db, demo::session(3)).await.unwrap();
        assert_eq!(running.phase, run::Phase::Round);
        assert!(matches!(moving.say(NOW.plus_seconds(610)).await.unwrap(), Deed::Said(_)));
        hub.close().await;
    })
    .await;
}

#[tokio::test]
async fn demo_visitors_seats_are_never_written_for() {
    on_both(async |db| {
        filled(&db).await;
        let guests: BTreeSet<_> = (0..doors::GUESTS).map(doors::guest).collect();
        assert_eq!(guests.len(), 4);
        let said = table::of_session(&db, demo::session(3)).await.unwrap();
        assert!(said.len() > 15, "{}", said.len());
        assert!(said.iter().all(|one| one.author.is_none_or(|author| !guests.contains(&author))));
        let hall = run::Hall::running(&db, demo::session(3)).await.unwrap().unwrap();
        assert!(guests.iter().all(|guest| hall.seats.contains_key(&(1, *guest))), "a chair waits");
    })
    .await;
}
