//! Choosing: secret ballots, budgets that hold, an outcome that explains itself.

use super::cafe::{Cafe, key};
use reticolo_base::{Ctx, Lang};
use reticolo_lab::harvest::{
    choice::{self, Answer, Ballot, Ballots, Method, Opening, Rules, Why},
    chosen,
    proposal::{self, Draft},
};
use reticolo_opinion::shares::{Completion, Utility, choose, pb};
use reticolo_store::Db;
use reticolo_testkit::on_both;
use uuid::Uuid;

const EUROS: Rules = Rules {
    method: Method::Shares,
    ballots: Ballots::Approval,
    hours: None,
    euros: Some(9_000),
    seats: None,
    points: 10,
};

struct Room {
    cafe: Cafe,
    proposals: Vec<Uuid>,
    people: Vec<Ctx>,
}

/// Proposals with their costs in hours and euros, and so many participants.
async fn room(db: &Db, costs: &[(i64, i64)], people: usize) -> Room {
    let cafe = Cafe::open(db).await;
    let mut room = Room { cafe, proposals: Vec::new(), people: Vec::new() };
    for (n, (hours, euros)) in costs.iter().enumerate() {
        let (id, title) = (Uuid::now_v7(), format!("Proposta {}", n + 1));
        let draft = Draft { title, hours: Some(*hours), euros: Some(*euros), ..Draft::default() };
        proposal::create(db, &room.cafe.facilitator(), room.cafe.session, &[], (id, &draft)).await.unwrap();
        room.proposals.push(id);
    }
    for n in 0..people {
        let id = room.cafe.invite(&format!("Persona {n}"), "person", Lang::It).await;
        room.people.push(room.cafe.participant(id));
    }
    room
}

impl Room {
    async fn open(&self, rules: Rules) -> Result<Uuid, reticolo_lab::Refused> {
        let id = Uuid::now_v7();
        let proposals = self.proposals.iter().copied().collect();
        let opening = Opening { title: "Che cosa facciamo?".into(), rules, proposals };
        choice::open(&self.cafe.db, &self.cafe.facilitator(), self.cafe.session, id, &opening).await?;
        Ok(id)
    }

    async fn cast(
        &self,
        id: Uuid,
        person: usize,
        answers: &[(i64, Answer)],
    ) -> Result<(), reticolo_lab::Refused> {
        let ballot = Ballot(answers.iter().cloned().collect());
        choice::cast(&self.cafe.db, &self.people[person], id, ballot).await
    }

    async fn close(&self, id: Uuid) -> choice::Outcome {
        choice::close(&self.cafe.db, &self.cafe.facilitator(), id).await.unwrap()
    }
}

fn yes(numbers: &[i64]) -> Vec<(i64, Answer)> {
    numbers.iter().map(|number| (*number, Answer::Yes)).collect()
}

#[tokio::test]
async fn equal_shares_leave_fewer_people_with_nothing_and_say_who_paid_what() {
    on_both(async |db| {
        // Six want the dear ones, three the cheap one: simply taking the most wanted leaves the three with nothing.
        let room = room(&db, &[(0, 4_500), (0, 4_500), (0, 3_000)], 9).await;
        let id = room.open(EUROS).await.unwrap();
        for person in 0..6 {
            room.cast(id, person, &yes(&[1, 2])).await.unwrap();
        }
        for person in 6..9 {
            room.cast(id, person, &yes(&[3])).await.unwrap();
        }
        let outcome = room.close(id).await;
        assert_eq!(outcome.chosen.len(), 2);
        assert!(outcome.chosen.contains(&3), "{:?}", outcome.chosen);
        let shares = outcome.shares.clone().unwrap();
        assert_eq!((shares.nothing, shares.nothing_greedy, shares.greedy.clone()), (0, 3, vec![1, 2]));
        assert_eq!((shares.share, shares.spent, shares.raised), (1_000.0, 7_500.0, 0.0));
        assert_eq!(outcome.results[1].why, Why::SupportersLack);
        assert!(outcome.results[1].lacking.unwrap() > 0.0);
        for (person, ctx) in room.people.iter().enumerate() {
            let mine = choice::my_number(&db, ctx, id).await.unwrap().unwrap();
            let paid = &shares.each[mine].paid;
            assert_eq!(paid.len(), 1);
            assert_eq!(paid[0].0 == 3, person >= 6, "each finds where her own share went");
        }
        assert_eq!(choice::my_number(&db, &room.cafe.facilitator(), id).await.unwrap(), None);
        assert_eq!(chosen(&db, room.cafe.lab).await.unwrap().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn the_exported_file_chooses_the_same() {
    on_both(async |db| {
        let costs = [(10, 900), (25, 2_000), (5, 4_000), (40, 100), (12, 1_500), (3, 10_000)];
        for (rules, both) in [
            (Rules { euros: Some(5_000), ..EUROS }, false),
            (Rules { hours: Some(50), euros: None, ..EUROS }, false),
            (Rules { hours: Some(50), euros: Some(5_000), ..EUROS }, true),
            (Rules { ballots: Ballots::Points, ..EUROS }, false),
        ] {
            let room = room(&db, &costs, 7).await;
            let id = room.open(rules).await.unwrap();
            for person in 0..7 {
                let wants = |number: i64| (person as i64 * 5 + number * 3) % 4 < 2;
                let answers: Vec<_> = (1..=6)
                    .filter(|number| wants(*number))
                    .map(|n| {
                        (
                            n,
                            if rules.ballots == Ballots::Points {
                                Answer::Points(n % 3 + 1)
                            } else {
                                Answer::Yes
                            },
                        )
                    })
                    .collect();
                room.cast(id, person, &answers).await.unwrap();
            }
            let outcome = room.close(id).await;
            let written = choice::pb(&db, &room.cafe.facilitator(), id).await.unwrap();
            let file = pb::read(written.as_bytes(), pb::Reading::Strict).unwrap();
            let again = choose(&file.election, Utility::usual(file.election.ballots), Completion::Full);
            let same: Vec<i64> = again.chosen.iter().map(|chosen| chosen.id.parse().unwrap()).collect();
            assert_eq!(same, outcome.chosen);
            assert!(!outcome.chosen.is_empty());
            let sum = |of: fn(&(i64, i64)) -> i64| -> i64 {
                outcome.chosen.iter().map(|number| of(&costs[*number as usize - 1])).sum()
            };
            if both {
                assert!(sum(|cost| cost.0) <= 50 && sum(|cost| cost.1) <= 5_000, "both budgets hold");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_ballot_may_be_changed_until_it_is_counted_and_is_shown_to_nobody_else() {
    on_both(async |db| {
        let room = room(&db, &[(0, 100), (0, 200)], 2).await;
        let id = room.open(EUROS).await.unwrap();
        room.cast(id, 0, &yes(&[1])).await.unwrap();
        room.cast(id, 0, &yes(&[2])).await.unwrap();
        assert_eq!(
            choice::mine(&db, &room.people[0], id).await.unwrap().unwrap().0,
            yes(&[2]).into_iter().collect()
        );
        assert_eq!(choice::mine(&db, &room.people[1], id).await.unwrap(), None);
        let facilitator = room.cafe.facilitator();
        assert_eq!(choice::mine(&db, &facilitator, id).await.unwrap(), None);
        assert_eq!(key(choice::csv(&db, &facilitator, id).await), "lab-harvest-conflict-still-open");
        assert_eq!(key(choice::cast(&db, &facilitator, id, Ballot::default()).await), "refusal-denied");
        let opened = choice::choice(&db, &facilitator, id).await.unwrap();
        assert_eq!(choice::turnout(&db, &opened).await.unwrap(), (1, 2));
        let outcome = room.close(id).await;
        assert_eq!((outcome.voters, outcome.chosen), (1, vec![2]));
        assert_eq!(key(room.cast(id, 1, &yes(&[1])).await), "lab-harvest-conflict-closed");
        let again = choice::close(&db, &facilitator, id).await;
        assert_eq!(key(again), "lab-harvest-conflict-closed");
        let csv = choice::csv(&db, &facilitator, id).await.unwrap();
        assert_eq!(
            csv.lines().collect::<Vec<_>>(),
            ["voter,1. Proposta 1,2. Proposta 2", "1,,yes", "outcome,,chosen"]
        );
        assert_eq!(key(choice::csv(&db, &room.people[0], id).await), "refusal-denied");
    })
    .await;
}

#[tokio::test]
async fn a_ballot_over_its_points_is_refused_and_the_one_before_stays() {
    on_both(async |db| {
        let room = room(&db, &[(0, 100), (0, 200)], 1).await;
        let id = room.open(Rules { ballots: Ballots::Points, ..EUROS }).await.unwrap();
        room.cast(id, 0, &[(1, Answer::Points(4)), (2, Answer::Points(6))]).await.unwrap();
        let over = room.cast(id, 0, &[(1, Answer::Points(4)), (2, Answer::Points(7))]).await;
        assert_eq!(key(over), "lab-harvest-problem-over-points");
        let huge = room.cast(id, 0, &[(1, Answer::Points(i64::MAX)), (2, Answer::Points(i64::MAX))]).await;
        assert_eq!(key(huge), "lab-harvest-problem-over-points");
        assert_eq!(key(room.cast(id, 0, &[(1, Answer::Points(-1))]).await), "lab-harvest-problem-negative");
        assert_eq!(
            key(room.cast(id, 0, &[(9, Answer::Points(1))]).await),
            "lab-harvest-problem-proposal-gone"
        );
        assert_eq!(key(room.cast(id, 0, &yes(&[1])).await), "lab-harvest-problem-ballot");
        assert_eq!(choice::mine(&db, &room.people[0], id).await.unwrap().unwrap().support(2), 6);
    })
    .await;
}

#[tokio::test]
async fn consent_stops_at_a_serious_objection_and_keeps_its_words() {
    on_both(async |db| {
        let room = room(&db, &[(0, 0), (0, 0), (0, 0)], 3).await;
        let id = room.open(Rules { method: Method::Consent, euros: None, ..EUROS }).await.unwrap();
        room.cast(id, 0, &[(1, Answer::Yes), (2, Answer::Yes)]).await.unwrap();
        room.cast(id, 1, &[(1, Answer::Abstain), (2, Answer::Object("Non c'è un mediatore".into()))])
            .await
            .unwrap();
        let silent = room.cast(id, 2, &[(1, Answer::Object("  ".into()))]).await;
        assert_eq!(key(silent), "lab-harvest-problem-objection");
        let outcome = room.close(id).await;
        assert_eq!(outcome.chosen, [1]);
        let why: Vec<_> = outcome.results.iter().map(|result| result.why).collect();
        assert_eq!(why, [Why::NoObjection, Why::Objection, Why::NoSupport]);
        assert_eq!((outcome.dissent.len(), outcome.dissent[0].words.as_str()), (1, "Non c'è un mediatore"));
    })
    .await;
}

#[tokio::test]
async fn approval_takes_the_most_wanted_that_fit_and_tells_where_a_tie_decided() {
    on_both(async |db| {
        let room = room(&db, &[(0, 100), (0, 900), (0, 100), (0, 9_000_000)], 4).await;
        let rules = Rules { method: Method::Approval, euros: Some(1_000), seats: Some(2), ..EUROS };
        let id = room.open(rules).await.unwrap();
        for (person, wants) in [(0, &[1, 2, 4][..]), (1, &[2, 3, 4]), (2, &[1, 4]), (3, &[3])] {
            room.cast(id, person, &yes(wants)).await.unwrap();
        }
        let outcome = room.close(id).await;
        assert_eq!(outcome.chosen, [1, 2], "of three with two votes each, the ones made first");
        assert_eq!(outcome.ties, [1, 2, 3]);
        let why: Vec<_> = outcome.results.iter().map(|result| result.why).collect();
        assert_eq!(why, [Why::Support, Why::Support, Why::NoRoom, Why::OverBudget]);
    })
    .await;
}

#[tokio::test]
async fn a_choice_is_opened_only_with_rules_that_go_together() {
    on_both(async |db| {
        let mut room = room(&db, &[(0, 100)], 1).await;
        let refused = async |rules| key(room.open(rules).await);
        assert_eq!(refused(Rules { euros: None, ..EUROS }).await, "lab-harvest-problem-no-budget");
        assert_eq!(refused(Rules { euros: Some(0), ..EUROS }).await, "lab-harvest-problem-budget");
        assert_eq!(refused(Rules { euros: Some(i64::MAX), ..EUROS }).await, "lab-harvest-problem-budget");
        let unlimited = Rules { method: Method::Approval, euros: None, ..EUROS };
        assert_eq!(refused(unlimited).await, "lab-harvest-problem-no-limit");
        let id = Uuid::now_v7();
        let draft = Draft { title: "Senza costo".into(), ..Draft::default() };
        proposal::create(&db, &room.people[0], room.cafe.session, &[], (id, &draft)).await.unwrap();
        room.proposals.push(id);
        assert_eq!(key(room.open(EUROS).await), "lab-harvest-problem-no-cost");
        room.proposals = vec![Uuid::now_v7()];
        assert_eq!(key(room.open(EUROS).await), "lab-harvest-problem-proposal-gone");
        room.proposals.clear();
        assert_eq!(key(room.open(EUROS).await), "lab-harvest-problem-options");
    })
    .await;
}

#[tokio::test]
async fn nobody_voted_and_nothing_is_chosen() {
    on_both(async |db| {
        let room = room(&db, &[(0, 100)], 1).await;
        let id = room.open(EUROS).await.unwrap();
        let facilitator = room.cafe.facilitator();
        let refused = choice::close(&db, &facilitator, id).await;
        assert_eq!(key(refused), "lab-harvest-conflict-no-ballots");
        assert_eq!(
            choice::choice(&db, &facilitator, id).await.unwrap().state,
            choice::State::Open,
            "it stays open"
        );
        let withdrawn = proposal::withdraw(&db, &facilitator, room.proposals[0]).await;
        assert_eq!(key(withdrawn), "lab-harvest-conflict-settled", "it is on a ballot");
    })
    .await;
}
