//! What equal shares promise, on small elections of all kinds.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::type_complexity,
    reason = "tests may fail loudly"
)]

use num_bigint::BigInt;
use proptest::prelude::*;
use reticolo_opinion::shares::{
    Ballots, Choice, Completion, Election, Project, Stage, Utility, Voter, choose,
};

fn election(costs: &[i64], ballots: &[Vec<(u32, i64)>], budget: i64, kind: Ballots) -> Election {
    let projects = costs
        .iter()
        .enumerate()
        .map(|(n, cost)| Project { id: format!("p{n}"), name: String::new(), cost: *cost })
        .collect();
    let voters = ballots
        .iter()
        .enumerate()
        .map(|(n, ballot)| Voter { id: format!("v{n}"), ballot: ballot.clone() })
        .collect();
    Election { budget, decimals: 0, point_decimals: 0, ballots: kind, projects, voters }
}

/// A fraction of whole numbers of any size, never reduced; the bottom is above 0.
#[derive(Debug, Clone)]
struct Fraction(BigInt, BigInt);

impl Fraction {
    fn less(&self, other: &Self) -> bool {
        &self.0 * &other.1 < &other.0 * &self.1
    }
    fn minus(&self, other: &Self) -> Self {
        Self(&self.0 * &other.1 - &other.0 * &self.1, &self.1 * &other.1)
    }
    fn times(&self, n: i64) -> Self {
        Self(&self.0 * n, self.1.clone())
    }
}

/// The rule as it is written down, with fractions and nothing clever.
fn plainly(election: &Election, utility: Utility) -> Vec<String> {
    let worth = |project: usize, points: i64| match utility {
        Utility::Cost => election.projects[project].cost,
        Utility::Cardinality => 1,
        Utility::Points => points,
    };
    let n = election.voters.len() as i64;
    let mut money = vec![Fraction(election.budget.into(), n.max(1).into()); election.voters.len()];
    let mut chosen: Vec<usize> = Vec::new();
    loop {
        let mut best: Option<(Fraction, usize, Vec<(usize, i64)>)> = None;
        for (number, project) in election.projects.iter().enumerate() {
            if chosen.contains(&number) || project.cost == 0 {
                continue;
            }
            let supporters: Vec<(usize, i64)> = (0..election.voters.len())
                .filter_map(|v| {
                    let entry = election.voters[v].ballot.iter().find(|(p, _)| *p as usize == number)?;
                    Some((v, worth(number, entry.1))).filter(|(_, worth)| *worth > 0)
                })
                .collect();
            let (mut rich, mut left) = (supporters.clone(), Fraction(project.cost.into(), 1.into()));
            let rho = loop {
                let total: i64 = rich.iter().map(|(_, worth)| worth).sum();
                if total == 0 {
                    break None;
                }
                let rho = Fraction(left.0.clone(), &left.1 * total);
                let (poor, rest): (Vec<_>, Vec<_>) =
                    rich.into_iter().partition(|(v, worth)| money[*v].less(&rho.times(*worth)));
                if poor.is_empty() {
                    break Some(rho);
                }
                poor.iter().for_each(|(v, _)| left = left.minus(&money[*v]));
                rich = rest;
            };
            let Some(rho) = rho else { continue };
            let better = best.as_ref().is_none_or(|(least, other, _)| {
                rho.less(least) || (!least.less(&rho) && project.id < election.projects[*other].id)
            });
            if better {
                best = Some((rho, number, supporters));
            }
        }
        let Some((rho, number, supporters)) = best else { break };
        for (v, worth) in supporters {
            let part = rho.times(worth);
            money[v] =
                if money[v].less(&part) { Fraction(0.into(), 1.into()) } else { money[v].minus(&part) };
        }
        chosen.push(number);
    }
    chosen.into_iter().map(|number| election.projects[number].id.clone()).collect()
}

fn approvals() -> impl Strategy<Value = Election> {
    (1_usize..7, 1_usize..9).prop_flat_map(|(projects, voters)| {
        let costs = prop::collection::vec(1_i64..9, projects);
        let ballots =
            prop::collection::vec(prop::collection::btree_set(0..projects as u32, 0..=projects), voters);
        (costs, ballots, 1_i64..25).prop_map(|(costs, ballots, budget)| {
            let ballots: Vec<Vec<(u32, i64)>> =
                ballots.into_iter().map(|ballot| ballot.into_iter().map(|p| (p, 1)).collect()).collect();
            election(&costs, &ballots, budget, Ballots::Approval)
        })
    })
}

fn points() -> impl Strategy<Value = Election> {
    (approvals(), prop::collection::vec(0_i64..5, 64)).prop_map(|(mut election, points)| {
        let mut points = points.into_iter().cycle();
        for (_, own) in election.voters.iter_mut().flat_map(|voter| voter.ballot.iter_mut()) {
            *own = points.next().unwrap_or(1);
        }
        Election { ballots: Ballots::Cumulative, ..election }
    })
}

fn ids(choice: &Choice) -> Vec<String> {
    choice.chosen.iter().map(|chosen| chosen.id.clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn the_quick_way_chooses_what_the_plain_way_chooses(election in approvals()) {
        for utility in [Utility::Cost, Utility::Cardinality] {
            prop_assert_eq!(ids(&choose(&election, utility, Completion::None)), plainly(&election, utility));
        }
    }

    #[test]
    fn so_it_does_with_points(election in points()) {
        prop_assert_eq!(ids(&choose(&election, Utility::Points, Completion::None)), plainly(&election, Utility::Points));
    }

    #[test]
    fn the_budget_is_never_exceeded_and_each_proposal_is_paid_by_its_supporters(election in points()) {
        for completion in [Completion::None, Completion::AddOne, Completion::Full] {
            let choice = choose(&election, Utility::Points, completion);
            prop_assert!(choice.spent <= choice.budget);
            let share = choice.share + choice.raised_by as f64;
            for voter in &choice.voters {
                let paid: f64 = voter.paid.iter().map(|(_, amount)| amount).sum();
                prop_assert!(paid <= share + 1e-9 && (paid + voter.left - share).abs() < 1e-9);
            }
            for chosen in choice.chosen.iter().filter(|c| matches!(c.stage, Stage::EqualShares | Stage::RaisedShares)) {
                let paid: f64 = choice.voters.iter().flat_map(|v| &v.paid).filter(|(id, _)| *id == chosen.id).map(|(_, a)| a).sum();
                prop_assert!((paid - chosen.cost).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn supporters_of_what_is_refused_hold_less_than_its_cost(election in approvals()) {
        let choice = choose(&election, Utility::Cost, Completion::None);
        for refused in &choice.refused {
            prop_assert!(refused.held < refused.cost + 1e-9 && refused.lacking > -1e-9);
        }
    }

    /// Extended justified representation (Aziz et al. 2017), by looking at every set of proposals.
    #[test]
    fn groups_that_agree_get_what_their_size_entitles_them_to(mut election in approvals()) {
        election.projects.iter_mut().for_each(|project| project.cost = 1);
        let places = election.budget.min(election.projects.len() as i64);
        election.budget = places;
        let chosen = ids(&choose(&election, Utility::Cardinality, Completion::None));
        let got = |voter: &Voter| voter.ballot.iter().filter(|(p, _)| chosen.contains(&election.projects[*p as usize].id)).count();
        for set in 1_u32..1 << election.projects.len() {
            let size = set.count_ones() as usize;
            let approves = |voter: &&Voter| (0..32).filter(|p| set >> p & 1 == 1).all(|p| voter.ballot.iter().any(|(own, _)| *own == p));
            let without = election.voters.iter().filter(approves).filter(|voter| got(voter) < size).count();
            prop_assert!((without as i64 * places) < size as i64 * election.voters.len() as i64, "{set:b}");
        }
    }

    #[test]
    fn the_order_of_voters_and_of_proposals_does_not_matter(election in approvals()) {
        let before = choose(&election, Utility::Cost, Completion::Full);
        let mut turned = election.clone();
        turned.voters.reverse();
        turned.projects.reverse();
        let last = election.projects.len() as u32 - 1;
        turned.voters.iter_mut().flat_map(|voter| voter.ballot.iter_mut()).for_each(|(project, _)| *project = last - *project);
        prop_assert_eq!(ids(&before), ids(&choose(&turned, Utility::Cost, Completion::Full)));
        prop_assert_eq!(before, choose(&election, Utility::Cost, Completion::Full));
    }

    #[test]
    fn nothing_supported_that_fits_is_left_when_all_is_completed(election in approvals()) {
        let choice = choose(&election, Utility::Cost, Completion::Full);
        let left = choice.budget - choice.spent;
        prop_assert!(choice.refused.iter().all(|refused| refused.supporters == 0 || refused.cost > left));
    }
}

#[test]
fn a_minority_gets_its_share_where_the_majority_would_take_all() {
    let ballots: Vec<Vec<(u32, i64)>> =
        (0..10).map(|v| if v < 6 { vec![(0, 1), (1, 1), (2, 1)] } else { vec![(3, 1)] }).collect();
    let choice =
        choose(&election(&[3, 3, 3, 4], &ballots, 10, Ballots::Approval), Utility::Cost, Completion::None);
    assert_eq!(ids(&choice), ["p0", "p1", "p3"]);
    assert_eq!(choice.refused[0].supporters, 6);
    assert!((choice.refused[0].lacking - 3.0).abs() < 1e-9);
}

#[test]
fn without_voters_or_money_nothing_is_chosen() {
    let nobody = choose(&election(&[1], &[], 5, Ballots::Approval), Utility::Cost, Completion::Full);
    assert!(nobody.chosen.is_empty());
    let poor =
        choose(&election(&[1], &[vec![(0, 1)]], 0, Ballots::Approval), Utility::Cost, Completion::Full);
    assert!(poor.chosen.is_empty());
}

#[test]
fn ties_go_to_the_id_that_comes_first_and_exact_affordability_is_enough() {
    let ballots = vec![vec![(0, 1), (1, 1), (2, 1)]; 3];
    let choice = choose(
        &election(&[5, 5, 5], &ballots, 10, Ballots::Approval),
        Utility::Cardinality,
        Completion::None,
    );
    assert_eq!(ids(&choice), ["p0", "p1"]);
}

#[test]
fn what_costs_nothing_and_is_wanted_is_chosen_for_free() {
    let choice = choose(
        &election(&[0, 9], &[vec![(0, 1)]], 3, Ballots::Approval),
        Utility::Cardinality,
        Completion::Full,
    );
    assert_eq!((choice.chosen[0].stage, ids(&choice)), (Stage::Free, vec!["p0".to_owned()]));
}

#[test]
fn raising_that_would_take_days_is_given_up_and_said() {
    let ballots = vec![vec![(0, 1)], vec![], vec![]];
    let far = election(&[1 << 50], &ballots, 1 << 51, Ballots::Approval);
    let choice = choose(&far, Utility::Cost, Completion::AddOne);
    assert!(choice.cut_short && choice.chosen.is_empty());
}
