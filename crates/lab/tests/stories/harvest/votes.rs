//! Statements: votes count once, what comes next varies, small groups are never shown.

use super::cafe::{Cafe, key};
use reticolo_base::{Actor, Ctx, Lang};
use reticolo_lab::{
    harvest::statement::{self, OpenTo, State, Vote, Voter},
    provenance::{self, Thing},
};
use reticolo_store::Db;
use reticolo_testkit::on_both;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Numbers that look drawn and are the same every time (SplitMix64).
fn bits(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

async fn with_statements(db: &Db, words: &[&str]) -> (Cafe, Vec<Uuid>) {
    let cafe = Cafe::open(db).await;
    let mut ids = Vec::new();
    for words in words {
        let id = Uuid::now_v7();
        statement::write(db, &cafe.facilitator(), cafe.session, id, (words, "home")).await.unwrap();
        ids.push(id);
    }
    statement::open_to(db, &cafe.facilitator(), cafe.lab, OpenTo::Everyone).await.unwrap();
    (cafe, ids)
}

async fn vote(cafe: &Cafe, ctx: &Ctx, voter: Voter, statement: Uuid, vote: Vote) {
    statement::cast(&cafe.db, ctx, cafe.lab, voter, (statement, vote)).await.unwrap();
}

/// So many people, each on her own device; the first half says yes where the second says no, all agree on the last one.
async fn divided(cafe: &Cafe, ids: &[Uuid], people: usize) {
    let (last, rest) = ids.split_last().unwrap();
    for person in 0..people {
        let (voter, ctx) = (Voter::Device(Uuid::now_v7()), cafe.anonymous());
        for id in rest {
            let yes = person * 2 < people;
            vote(cafe, &ctx, voter, *id, if yes { Vote::Agree } else { Vote::Disagree }).await;
        }
        vote(cafe, &ctx, voter, *last, Vote::Agree).await;
    }
}

#[tokio::test]
async fn the_last_vote_counts_and_only_once() {
    on_both(async |db| {
        let (cafe, ids) = with_statements(&db, &["Apriamo la sera"]).await;
        let amina = cafe.invite("Amina", "association", Lang::Ar).await;
        let ctx = cafe.participant(amina);
        for said in [Vote::Agree, Vote::Agree, Vote::Pass, Vote::Disagree] {
            vote(&cafe, &ctx, Voter::Participant(amina), ids[0], said).await;
        }
        for _ in 0..4 {
            vote(&cafe, &cafe.anonymous(), Voter::Device(Uuid::now_v7()), ids[0], Vote::Agree).await;
        }
        let mine = statement::mine(&db, cafe.lab, Voter::Participant(amina)).await.unwrap();
        assert_eq!(mine.get(&ids[0]), Some(&Vote::Disagree));
        let picture = statement::picture(&db, &ctx, cafe.lab).await.unwrap();
        assert_eq!((picture.voters, picture.votes), (5, 5));
        assert_eq!((picture.lines[0].all.agree, picture.lines[0].all.disagree), (4, 1));
    })
    .await;
}

#[tokio::test]
async fn nobody_votes_for_another_nor_where_it_is_not_open() {
    on_both(async |db| {
        let (cafe, ids) = with_statements(&db, &["Apriamo la sera"]).await;
        let (amina, besa) = (
            cafe.invite("Amina", "association", Lang::Ar).await,
            cafe.invite("Besa", "person", Lang::Sq).await,
        );
        let cast =
            async |ctx: &Ctx, voter| statement::cast(&db, ctx, cafe.lab, voter, (ids[0], Vote::Agree)).await;
        assert_eq!(key(cast(&cafe.participant(besa), Voter::Participant(amina)).await), "refusal-denied");
        statement::open_to(&db, &cafe.facilitator(), cafe.lab, OpenTo::Participants).await.unwrap();
        let device = Voter::Device(Uuid::now_v7());
        assert_eq!(key(cast(&cafe.anonymous(), device).await), "refusal-denied");
        assert!(cast(&cafe.participant(amina), device).await.is_ok(), "her phone is handed on");
        statement::open_to(&db, &cafe.facilitator(), cafe.lab, OpenTo::Nobody).await.unwrap();
        let refused = cast(&cafe.participant(amina), Voter::Participant(amina)).await;
        assert_eq!(key(refused), "lab-harvest-conflict-not-open");
        assert_eq!(key(cast(&cafe.anonymous(), device).await), "refusal-denied");
        let refused = statement::open_to(&db, &cafe.participant(amina), cafe.lab, OpenTo::Everyone).await;
        assert_eq!(key(refused), "refusal-denied");
    })
    .await;
}

#[tokio::test]
async fn a_statement_that_is_not_there_or_was_taken_out_gets_no_vote() {
    on_both(async |db| {
        let (cafe, ids) = with_statements(&db, &["Apriamo la sera", "Chiudiamo tutto"]).await;
        let (other, foreign) = with_statements(&db, &["Altrove"]).await;
        statement::moderate(&db, &cafe.facilitator(), cafe.lab, ids[1], State::Out).await.unwrap();
        for unknown in [Uuid::now_v7(), foreign[0], ids[1]] {
            let voter = Voter::Device(Uuid::now_v7());
            let refused =
                statement::cast(&db, &cafe.anonymous(), cafe.lab, voter, (unknown, Vote::Agree)).await;
            assert_eq!(key(refused), "lab-harvest-conflict-statement");
        }
        let refused = statement::moderate(&db, &other.facilitator(), other.lab, ids[0], State::Out).await;
        assert_eq!(key(refused), "refusal-denied");
    })
    .await;
}

#[tokio::test]
async fn what_comes_next_is_drawn_varies_and_is_never_what_one_answered() {
    on_both(async |db| {
        let (cafe, ids) = with_statements(&db, &["uno", "due", "tre", "quattro"]).await;
        // Everybody passes on the first; nobody has seen the last.
        for _ in 0..40 {
            let voter = Voter::Device(Uuid::now_v7());
            vote(&cafe, &cafe.anonymous(), voter, ids[0], Vote::Pass).await;
            vote(&cafe, &cafe.anonymous(), voter, ids[1], Vote::Agree).await;
            vote(&cafe, &cafe.anonymous(), voter, ids[2], Vote::Disagree).await;
        }
        let (mut state, mut drawn) = (7, BTreeMap::<Uuid, u32>::new());
        let somebody = Voter::Device(Uuid::now_v7());
        for _ in 0..600 {
            let turn = statement::next(&db, &cafe.anonymous(), cafe.lab, somebody, || bits(&mut state))
                .await
                .unwrap();
            *drawn.entry(turn.statement.unwrap().id).or_default() += 1;
        }
        let times = |n: usize| drawn.get(&ids[n]).copied().unwrap_or(0);
        assert!(times(3) > times(1) && times(1) > times(2), "new first, then what engages: {drawn:?}");
        assert!(times(3) < 600 && times(1) > 0, "drawn, not in order: {drawn:?}");
        vote(&cafe, &cafe.anonymous(), somebody, ids[3], Vote::Agree).await;
        for _ in 0..50 {
            let turn = statement::next(&db, &cafe.anonymous(), cafe.lab, somebody, || bits(&mut state))
                .await
                .unwrap();
            assert_ne!(turn.statement.unwrap().id, ids[3]);
            assert_eq!((turn.answered, turn.of), (1, 4));
        }
        for id in &ids {
            vote(&cafe, &cafe.anonymous(), somebody, *id, Vote::Agree).await;
        }
        let turn = statement::next(&db, &cafe.anonymous(), cafe.lab, somebody, || 1).await.unwrap();
        assert_eq!((turn.statement, turn.answered), (None, 4));
    })
    .await;
}

#[tokio::test]
async fn from_fifty_voters_there_is_a_map_and_below_there_are_declared_groups() {
    on_both(async |db| {
        let words = ["a", "b", "c", "d", "e", "f", "g", "h"];
        let (cafe, ids) = with_statements(&db, &words).await;
        divided(&cafe, &ids, 49).await;
        let before = statement::picture(&db, &cafe.anonymous(), cafe.lab).await.unwrap();
        assert!(!before.is_map && before.dots.is_empty() && before.groups.is_empty());
        assert_eq!(before.lines.len(), 8);
        divided(&cafe, &ids, 1).await;
        let picture = statement::picture(&db, &cafe.anonymous(), cafe.lab).await.unwrap();
        assert!(picture.is_map);
        assert_eq!((picture.voters, picture.groups.len(), picture.dots.len()), (50, 2, 50));
        assert!(picture.groups.iter().all(|group| group.people >= 24 && !group.says.is_empty()));
        assert_eq!(picture.lines[0].statement, ids[7], "the common ground is what all agree on");
        assert!(picture.together.iter().any(|said| said.statement == ids[7]));
    })
    .await;
}

#[tokio::test]
async fn fewer_than_five_are_never_shown() {
    on_both(async |db| {
        let (cafe, ids) = with_statements(&db, &["uno", "due"]).await;
        divided(&cafe, &ids, 4).await;
        let picture = statement::picture(&db, &cafe.anonymous(), cafe.lab).await.unwrap();
        assert_eq!(picture.voters, 4);
        assert!(picture.lines.is_empty() && picture.kinds.groups.is_empty());
        for (kind, people) in [("public", 6), ("association", 3)] {
            for n in 0..people {
                let id = cafe.invite(&format!("{kind} {n}"), kind, Lang::It).await;
                vote(&cafe, &cafe.participant(id), Voter::Participant(id), ids[0], Vote::Agree).await;
            }
        }
        let picture = statement::picture(&db, &cafe.anonymous(), cafe.lab).await.unwrap();
        let shown: Vec<_> = picture.kinds.groups.clone();
        assert_eq!(shown, [(Some("public".to_owned()), 6), (None, 7)], "the small ones stand together");
        assert!(picture.lines.iter().all(|line| line.all.seen() == 0 || line.all.seen() >= 5));
    })
    .await;
}

#[tokio::test]
async fn what_moderation_takes_out_counts_for_nobody_and_comes_back_with_its_votes() {
    on_both(async |db| {
        let (cafe, ids) = with_statements(&db, &["uno", "due", "tre"]).await;
        divided(&cafe, &ids, 8).await;
        statement::moderate(&db, &cafe.facilitator(), cafe.lab, ids[0], State::Out).await.unwrap();
        let seen = async || {
            let picture = statement::picture(&db, &cafe.anonymous(), cafe.lab).await.unwrap();
            picture.lines.iter().any(|line| line.statement == ids[0])
        };
        assert!(!seen().await);
        for n in 0..40_u64 {
            let voter = Voter::Device(Uuid::now_v7());
            let turn = statement::next(&db, &cafe.anonymous(), cafe.lab, voter, || n << 58).await.unwrap();
            assert_ne!(turn.statement.unwrap().id, ids[0]);
            assert_eq!(turn.of, 2);
        }
        statement::moderate(&db, &cafe.facilitator(), cafe.lab, ids[0], State::Open).await.unwrap();
        assert!(seen().await);
    })
    .await;
}

#[tokio::test]
async fn statements_are_made_of_contributions_and_never_twice() {
    on_both(async |db| {
        let cafe = Cafe::open(&db).await;
        let note = cafe.say_in(Lang::Fr, (1, 1), "Un seul guichet", None, true).await;
        let (facilitator, id) = (cafe.facilitator(), Uuid::now_v7());
        let made =
            statement::from_contributions(&db, &facilitator, cafe.session, &[(note, id)]).await.unwrap();
        assert_eq!(made, 1);
        let again =
            statement::from_contributions(&db, &facilitator, cafe.session, &[(note, Uuid::now_v7())]).await;
        assert_eq!(again.unwrap(), 0);
        let made = statement::find(&db, id).await.unwrap();
        assert_eq!((made.words.as_str(), made.lang), ("Un seul guichet", Lang::Fr));
        let origin = provenance::ancestors(&db, &Thing::new("statement", id)).await.unwrap();
        assert_eq!(origin, [Thing::new("contribution", note)]);
        let twice =
            statement::write(&db, &facilitator, cafe.session, Uuid::now_v7(), ("Un seul guichet", "x")).await;
        assert_eq!(key(twice), "lab-harvest-conflict-same-statement");
        let long = "a".repeat(401);
        let long = statement::write(&db, &facilitator, cafe.session, Uuid::now_v7(), (&long, "")).await;
        assert_eq!(key(long), "lab-harvest-problem-long");
        assert_eq!(statement::statements(&db, cafe.lab, 0, 10).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_lab_is_listed_to_everyone_only_while_it_is_open_to_everyone() {
    on_both(async |db| {
        let (cafe, _) = with_statements(&db, &["uno"]).await;
        let listed = async || {
            let all = statement::public(&db).await.unwrap();
            all.contains(&cafe.lab)
        };
        assert!(listed().await);
        statement::open_to(&db, &cafe.facilitator(), cafe.lab, OpenTo::Participants).await.unwrap();
        assert!(!listed().await);
        let outside = cafe.as_actor(Actor::Anonymous);
        assert_eq!(key(statement::picture(&db, &outside, cafe.lab).await), "refusal-denied");
    })
    .await;
}
