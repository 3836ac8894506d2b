//! The wall: notes become themes, nothing is lost, two facilitators do not undo each other's work unseen.

use super::cafe::{Cafe, key};
use proptest::{prelude::*, strategy::ValueTree as _, test_runner::TestRunner};
use reticolo_base::{Instant, Lang};
use reticolo_lab::{
    harvest::{
        How, contributors,
        theme::{self, Move, ObjectionState, State, Tick},
    },
    provenance::{self, Thing},
};
use reticolo_testkit::on_both;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

fn group(id: Uuid, title: &str, notes: &[Uuid]) -> Move {
    Move::Group { id, title: title.into(), lang: Lang::It, notes: notes.to_vec() }
}

async fn step(cafe: &Cafe, seen: i64, of: &Move) -> i64 {
    theme::step(&cafe.db, &cafe.facilitator(), cafe.session, seen, of).await.unwrap()
}

async fn titles(cafe: &Cafe) -> Vec<String> {
    theme::themes(&cafe.db, cafe.session).await.unwrap().into_iter().map(|theme| theme.title).collect()
}

#[tokio::test]
async fn each_table_brings_its_strongest_and_the_rest_is_not_lost() {
    on_both(async |db| {
        let cafe = Cafe::open(&db).await;
        let strong = cafe.say_in(Lang::It, (1, 1), "Un solo sportello", None, true).await;
        let weak = cafe.say(1, 1, "Bello il caffè", None).await;
        let alone = cafe.say(2, 2, "Orari la sera", None).await;
        let wall = theme::wall(&db, &cafe.facilitator(), cafe.session).await.unwrap();
        let ids = |all| wall.loose(all).into_iter().map(|note| note.id).collect::<Vec<_>>();
        assert_eq!(ids(false), [strong, alone]);
        assert_eq!(ids(true), [strong, weak, alone]);
        let theme = Uuid::now_v7();
        step(&cafe, 0, &group(theme, "Sportello", &[strong])).await;
        let wall = theme::wall(&db, &cafe.facilitator(), cafe.session).await.unwrap();
        assert_eq!(wall.loose(false).len(), 1);
        assert_eq!((wall.steps, wall.board.holder(strong).unwrap().id), (1, theme));
    })
    .await;
}

#[tokio::test]
async fn a_merged_theme_knows_every_table_it_came_from() {
    on_both(async |db| {
        let cafe = Cafe::open(&db).await;
        let (a, b, c) = (
            cafe.say(3, 2, "Un solo sportello", None).await,
            cafe.say(1, 1, "Una porta per tutti", None).await,
            cafe.say(5, 1, "Orari", None).await,
        );
        let (one, two) = (Uuid::now_v7(), Uuid::now_v7());
        step(&cafe, 0, &group(one, "Sportello", &[a])).await;
        step(&cafe, 1, &group(two, "Porta", &[b, c])).await;
        step(&cafe, 2, &Move::Merge { into: one, from: two }).await;
        step(&cafe, 3, &Move::Remove { notes: vec![c] }).await;
        let ancestors = theme::ancestors(&db, one).await.unwrap();
        let seen: Vec<_> = ancestors.iter().map(|a| (a.table, a.round, a.now)).collect();
        assert_eq!(seen, [(1, 1, true), (3, 2, true), (5, 1, false)], "taken out, and still an ancestor");
        let all = provenance::ancestors(&db, &Thing::new("theme", one)).await.unwrap();
        assert!(all.contains(&Thing::new("theme", two)));
        assert_eq!(titles(&cafe).await, ["Sportello"]);
    })
    .await;
}

#[tokio::test]
async fn each_step_is_taken_back_one_after_the_other() {
    on_both(async |db| {
        let cafe = Cafe::open(&db).await;
        let (a, b) = (cafe.say(1, 1, "uno", None).await, cafe.say(2, 1, "due", None).await);
        let (one, two) = (Uuid::now_v7(), Uuid::now_v7());
        step(&cafe, 0, &group(one, "Uno", &[a])).await;
        step(&cafe, 1, &group(two, "Due", &[b])).await;
        step(&cafe, 2, &Move::Merge { into: one, from: two }).await;
        let facilitator = cafe.facilitator();
        assert_eq!(key(theme::undo(&db, &facilitator, cafe.session, 2).await), "lab-harvest-conflict-undo");
        theme::undo(&db, &facilitator, cafe.session, 3).await.unwrap();
        assert_eq!(titles(&cafe).await, ["Uno", "Due"]);
        theme::undo(&db, &facilitator, cafe.session, 2).await.unwrap();
        theme::undo(&db, &facilitator, cafe.session, 1).await.unwrap();
        assert!(titles(&cafe).await.is_empty());
        assert_eq!(key(theme::undo(&db, &facilitator, cafe.session, 1).await), "lab-harvest-conflict-undo");
        let steps = theme::steps(&db, &facilitator, cafe.session, 10).await.unwrap();
        assert_eq!(steps.iter().filter(|step| step.undone).count(), 3);
    })
    .await;
}

#[tokio::test]
async fn two_facilitators_who_merge_the_same_themes_at_once_are_told() {
    on_both(async |db| {
        let cafe = Cafe::open(&db).await;
        let (a, b) = (cafe.say(1, 1, "uno", None).await, cafe.say(2, 1, "due", None).await);
        let (one, two) = (Uuid::now_v7(), Uuid::now_v7());
        step(&cafe, 0, &group(one, "Uno", &[a])).await;
        step(&cafe, 1, &group(two, "Due", &[b])).await;
        let (ada, bea) = (cafe.facilitator(), cafe.facilitator());
        let (there, back) = (Move::Merge { into: one, from: two }, Move::Merge { into: two, from: one });
        let both = tokio::join!(
            theme::step(&db, &ada, cafe.session, 2, &there),
            theme::step(&db, &bea, cafe.session, 2, &back),
        );
        let made = [both.0.is_ok(), both.1.is_ok()];
        assert_eq!(made.iter().filter(|ok| **ok).count(), 1, "{both:?}");
        let lost = if both.0.is_err() { key(both.0) } else { key(both.1) };
        assert_eq!(lost, "lab-harvest-conflict-wall");
        let themes = theme::themes(&db, cafe.session).await.unwrap();
        assert_eq!(themes.len(), 1);
        assert_eq!(themes[0].notes.iter().collect::<BTreeSet<_>>(), [&a, &b].into());
        // Something else, elsewhere on the wall, does not disturb her.
        let rename = Move::Rename { theme: themes[0].id, title: "Insieme".into(), lang: Lang::It };
        assert!(theme::step(&db, &ada, cafe.session, 3, &rename).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn only_who_runs_the_session_touches_the_wall_and_only_with_its_own_notes() {
    on_both(async |db| {
        let (cafe, other) = (Cafe::open(&db).await, Cafe::open(&db).await);
        let (own, foreign) = (cafe.say(1, 1, "uno", None).await, other.say(1, 1, "altrove", None).await);
        let guest = cafe.participant(cafe.invite("Amina", "association", Lang::Ar).await);
        let of = group(Uuid::now_v7(), "Uno", &[own]);
        assert_eq!(key(theme::step(&db, &guest, cafe.session, 0, &of).await), "refusal-denied");
        assert_eq!(key(theme::step(&db, &cafe.stranger(), cafe.session, 0, &of).await), "refusal-denied");
        assert!(theme::wall(&db, &guest, cafe.session).await.is_ok());
        assert_eq!(key(theme::wall(&db, &cafe.anonymous(), cafe.session).await), "refusal-denied");
        let of = group(Uuid::now_v7(), "Uno", &[own, foreign]);
        let refused = theme::step(&db, &cafe.facilitator(), cafe.session, 0, &of).await;
        assert_eq!(key(refused), "lab-harvest-conflict-note");
        assert!(titles(&cafe).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn consent_is_sought_objections_are_kept_and_the_room_decides() {
    on_both(async |db| {
        let cafe = Cafe::open(&db).await;
        let note = cafe.say(1, 1, "uno", None).await;
        let theme = Uuid::now_v7();
        let facilitator = cafe.facilitator();
        let guest = cafe.participant(cafe.invite("Amina", "association", Lang::Ar).await);
        step(&cafe, 0, &group(theme, "Uno", &[note])).await;
        let early = theme::object(&db, &guest, cafe.session, theme, (Uuid::now_v7(), "No")).await;
        assert_eq!(key(early), "lab-harvest-conflict-not-asked");
        step(&cafe, 1, &Move::Ask { theme, words: "Apriamo anche la sera".into() }).await;
        let objection = Uuid::now_v7();
        theme::object(&db, &guest, cafe.session, theme, (objection, "La sera non ci sono autobus"))
            .await
            .unwrap();
        let empty = theme::object(&db, &guest, cafe.session, theme, (Uuid::now_v7(), " \u{202e} ")).await;
        assert_eq!(key(empty), "lab-harvest-problem-empty");
        theme::settle(&db, &facilitator, cafe.session, objection, ObjectionState::Dissent).await.unwrap();
        step(&cafe, 2, &Move::Settle { theme, state: State::Decided, at: facilitator.now }).await;
        let kept = theme::objections(&db, cafe.session).await.unwrap();
        assert_eq!((kept.len(), kept[0].state), (1, ObjectionState::Dissent));
        let (_, decided) = theme::theme(&db, theme).await.unwrap();
        assert_eq!((decided.state, decided.decided_at), (State::Decided, Some(facilitator.now)));
    })
    .await;
}

#[tokio::test]
async fn the_clock_runs_for_fifteen_minutes_for_all_who_look() {
    on_both(async |db| {
        let cafe = Cafe::open(&db).await;
        let facilitator = cafe.facilitator();
        assert_eq!(
            theme::clock(&db, &facilitator, cafe.session).await.unwrap().seconds_left(Instant(0)),
            None
        );
        theme::tick(&db, &facilitator, cafe.session, Tick::Start).await.unwrap();
        let guest = cafe.participant(cafe.invite("Amina", "association", Lang::Ar).await);
        let clock = theme::clock(&db, &guest, cafe.session).await.unwrap();
        assert_eq!(clock.seconds_left(facilitator.now), Some(900));
        assert_eq!(key(theme::tick(&db, &guest, cafe.session, Tick::Pause).await), "refusal-denied");
    })
    .await;
}

#[tokio::test]
async fn who_is_behind_a_theme_is_found_author_or_table() {
    on_both(async |db| {
        let cafe = Cafe::open(&db).await;
        let amina = cafe.invite("Amina", "association", Lang::Ar).await;
        let (besa, carlo) =
            (cafe.invite("Besa", "person", Lang::Sq).await, cafe.invite("Carlo", "public", Lang::It).await);
        cafe.seat(besa, 2, 3).await;
        cafe.seat(amina, 2, 3).await;
        cafe.seat(carlo, 1, 3).await;
        let hers = cafe.say(1, 1, "uno", Some(amina)).await;
        let tables = cafe.say(3, 2, "due", None).await;
        let (one, two) = (Uuid::now_v7(), Uuid::now_v7());
        step(&cafe, 0, &group(one, "Uno", &[hers])).await;
        step(&cafe, 1, &group(two, "Due", &[tables])).await;
        step(&cafe, 2, &Move::Merge { into: one, from: two }).await;
        let found = contributors(&db, &Thing::new("theme", one)).await.unwrap();
        let found: BTreeMap<Uuid, How> = found.into_iter().map(|c| (c.participant, c.how)).collect();
        assert_eq!(found, [(amina, How::Wrote), (besa, How::SatThere)].into());
    })
    .await;
}

/// A thing one may do on the wall, before one knows which notes and themes there are.
#[derive(Debug, Clone)]
enum Deed {
    Group(Vec<usize>),
    Add(usize, Vec<usize>),
    Remove(Vec<usize>),
    Merge(usize, usize),
    Split(usize, Vec<usize>),
    Place(usize, usize),
    Undo,
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let notes = || prop::collection::vec(0..6_usize, 1..4);
    let deed = prop_oneof![
        3 => notes().prop_map(Deed::Group),
        2 => (0..5_usize, notes()).prop_map(|(t, n)| Deed::Add(t, n)),
        1 => notes().prop_map(Deed::Remove),
        3 => (0..5_usize, 0..5_usize).prop_map(|(a, b)| Deed::Merge(a, b)),
        2 => (0..5_usize, notes()).prop_map(|(t, n)| Deed::Split(t, n)),
        1 => (0..5_usize, 0..5_usize).prop_map(|(t, n)| Deed::Place(t, n)),
        4 => Just(Deed::Undo),
    ];
    prop::collection::vec(deed, 12..20)
}

/// Does a deed where it is possible; the number of the step that can be undone.
async fn dare(cafe: &Cafe, notes: &[Uuid], deed: &Deed) {
    let facilitator = cafe.facilitator();
    let wall = theme::wall(&cafe.db, &facilitator, cafe.session).await.unwrap();
    let themes: Vec<Uuid> = wall.board.hang().map(|theme| theme.id).collect();
    let theme = |n: usize| themes.get(n).copied().unwrap_or_else(Uuid::now_v7);
    let pick = |places: &[usize]| places.iter().map(|place| notes[*place]).collect::<Vec<_>>();
    let new = Uuid::now_v7();
    let of = match deed {
        Deed::Group(places) => group(new, "t", &pick(places)),
        Deed::Add(n, places) => Move::Add { theme: theme(*n), notes: pick(places) },
        Deed::Remove(places) => Move::Remove { notes: pick(places) },
        Deed::Merge(a, b) => Move::Merge { into: theme(*a), from: theme(*b) },
        Deed::Split(n, places) => {
            Move::Split { from: theme(*n), id: new, title: "s".into(), lang: Lang::It, notes: pick(places) }
        }
        Deed::Place(n, at) => Move::Place { theme: theme(*n), at: *at },
        Deed::Undo => {
            let steps = theme::steps(&cafe.db, &facilitator, cafe.session, 100).await.unwrap();
            if let Some(last) = steps.iter().find(|step| !step.undone && step.what != "undo") {
                theme::undo(&cafe.db, &facilitator, cafe.session, last.number).await.unwrap();
            }
            return;
        }
    };
    // Many of them are impossible, and are refused.
    let _ = theme::step(&cafe.db, &facilitator, cafe.session, wall.steps, &of).await;
}

#[tokio::test]
async fn whatever_is_merged_split_or_undone_every_contribution_stays_an_ancestor() {
    on_both(async |db| {
        let (mut runner, mut checked) = (TestRunner::deterministic(), 0);
        for _ in 0..12 {
            let cafe = Cafe::open(&db).await;
            let mut notes = Vec::new();
            for n in 0..6 {
                notes.push(cafe.say(n % 3 + 1, 1, &format!("nota {n}"), None).await);
            }
            let mut ever: BTreeSet<(Uuid, Uuid)> = BTreeSet::new();
            for deed in deeds().new_tree(&mut runner).unwrap().current() {
                dare(&cafe, &notes, &deed).await;
                for theme in theme::themes(&db, cafe.session).await.unwrap() {
                    ever.extend(theme.notes.iter().map(|note| (theme.id, *note)));
                }
            }
            checked += ever.len();
            for (theme, note) in ever {
                let all = provenance::ancestors(&db, &Thing::new("theme", theme)).await.unwrap();
                assert!(all.contains(&Thing::new("contribution", note)), "{note} is lost from {theme}");
            }
        }
        assert!(checked > 30, "only {checked} notes were ever in a theme");
    })
    .await;
}

#[tokio::test]
async fn undoing_everything_leaves_the_wall_as_it_was_at_each_moment() {
    on_both(async |db| {
        let mut runner = TestRunner::deterministic();
        for _ in 0..6 {
            let cafe = Cafe::open(&db).await;
            let mut notes = Vec::new();
            for n in 0..6 {
                notes.push(cafe.say(n % 3 + 1, 1, &format!("nota {n}"), None).await);
            }
            let facilitator = cafe.facilitator();
            let mut moments = vec![(0, theme::themes(&db, cafe.session).await.unwrap())];
            for deed in deeds().new_tree(&mut runner).unwrap().current() {
                if !matches!(deed, Deed::Undo) {
                    dare(&cafe, &notes, &deed).await;
                    let steps = theme::steps(&db, &facilitator, cafe.session, 1).await.unwrap();
                    let number = steps.first().map_or(0, |step| step.number);
                    if number > moments.last().unwrap().0 {
                        moments.push((number, theme::themes(&db, cafe.session).await.unwrap()));
                    }
                }
            }
            while let Some((number, then)) = moments.pop() {
                assert_eq!(theme::themes(&db, cafe.session).await.unwrap(), then);
                if number > 0 {
                    theme::undo(&db, &facilitator, cafe.session, number).await.unwrap();
                }
            }
        }
    })
    .await;
}
