//! The live map follows the votes, and ends where a map drawn anew would be.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::type_complexity,
    reason = "tests may fail loudly"
)]

use reticolo_opinion::map::{Cast, Given, Live, OpinionMap, Vote, Votes};

/// Two camps and a few statements that unite them; each person misses some.
fn casts(people: u32) -> Vec<Cast> {
    let mut casts = Vec::new();
    for person in 0..people {
        for statement in 0..20_u32 {
            let dice = (person * 31 + statement * 17 + person * statement) % 10;
            let camp = person % 3 == 0;
            let vote = match statement % 4 {
                _ if dice == 0 => Vote::Pass,
                0 if camp => Vote::Agree,
                0 => Vote::Disagree,
                1 if camp => Vote::Disagree,
                1 => Vote::Agree,
                _ => Vote::Agree,
            };
            if dice != 1 {
                casts.push(Cast::new(person, statement, vote));
            }
        }
    }
    casts
}

#[test]
fn counts_consensus_and_ones_own_point_follow_each_vote() {
    let all = casts(120);
    let mut live = Live::of(&Votes::of(120, 20, &all), &[], &[]);
    let before = live.map().tally.everyone(2);
    let (point, consensus) = (live.map().points[5], live.map().consensus[2]);
    assert!(live.cast(Cast::new(5, 2, Vote::Disagree)));
    let after = live.map().tally.everyone(2);
    assert!(after.seen() - before.seen() <= 1);
    assert_eq!(after.disagree, before.disagree + 1);
    assert_ne!(point, live.map().points[5]);
    assert!(live.map().consensus[2] < consensus);
}

#[test]
fn somebody_new_appears_and_joins_a_group_after_seven_votes() {
    let mut live = Live::of(&Votes::of(120, 20, &casts(120)), &[], &[]);
    assert!(!live.cast(Cast::new(999, 0, Vote::Agree)), "nobody has this number");
    assert!(!live.cast(Cast::new(0, 20, Vote::Agree)), "there is no such statement");
    for (n, statement) in (0..7).enumerate() {
        assert!(live.cast(Cast::new(120, statement, Vote::Agree)));
        assert_eq!(live.map().group[120].is_some(), n == 6);
    }
}

#[test]
fn settling_ends_where_a_map_drawn_anew_would_be() {
    let all = casts(150);
    let (first, later) = all.split_at(all.len() / 2);
    let mut live = Live::of(&Votes::of(150, 20, first), &[], &[]);
    later.iter().for_each(|cast| assert!(live.cast(*cast)));
    let votes = Votes::of(150, 20, &all);
    let anew = OpinionMap::of(&votes, &Given::default());
    let drifted: f64 =
        live.map().components.first.iter().zip(&anew.components.first).map(|(a, b)| a * b).sum();
    assert!(drifted.abs() > 0.99, "small steps keep near: {drifted}");
    assert_eq!(live.map().tally.everyone(3), anew.tally.everyone(3));
    let settled = live.settle();
    let along: f64 = settled.components.first.iter().zip(&anew.components.first).map(|(a, b)| a * b).sum();
    assert!((along.abs() - 1.0).abs() < 1e-9, "{along}");
    assert_eq!(settled.group, anew.group);
    assert_eq!(settled.consensus, anew.consensus);
}

#[test]
fn the_same_votes_give_the_same_map_bit_for_bit_in_any_order() {
    let mut all = casts(90);
    let map = |casts: &[Cast]| OpinionMap::of(&Votes::of(90, 20, casts), &Given::default());
    let one = map(&all);
    all.reverse();
    let other = map(&all);
    let bits =
        |map: &OpinionMap| map.points.iter().flat_map(|p| [p.x.to_bits(), p.y.to_bits()]).collect::<Vec<_>>();
    assert_eq!(bits(&one), bits(&other));
    assert_eq!((one.group, one.says), (other.group, other.says));
}

#[test]
fn hidden_statements_move_nobody() {
    let all = casts(90);
    let mut hidden = vec![false; 20];
    hidden[4] = true;
    let given = Given { hidden: &hidden, ..Given::default() };
    let turned: Vec<Cast> = all
        .iter()
        .map(|c| if c.statement() == 4 { Cast::new(c.person() as u32, 4, Vote::Pass) } else { *c })
        .collect();
    let one = OpinionMap::of(&Votes::of(90, 20, &all), &given);
    let other = OpinionMap::of(&Votes::of(90, 20, &turned), &given);
    assert_eq!(one.points, other.points);
    assert_eq!(one.priorities()[4], 0.0);
    assert!(one.says.iter().flatten().all(|says| says.statement != 4));
}

#[test]
fn two_camps_are_two_groups_and_priorities_vary() {
    let map = OpinionMap::of(&Votes::of(120, 20, &casts(120)), &Given::default());
    assert_eq!(map.sizes(), [80, 40]);
    assert!((0..120).all(|person| map.group[person] == Some(u32::from(person % 3 == 0))));
    let priorities = map.priorities();
    let (least, most) = priorities.iter().fold((f64::MAX, 0.0_f64), |(a, b), p| (a.min(*p), b.max(*p)));
    assert!(most > least * 1.5, "{least} {most}");
}

#[test]
fn a_place_without_taking_part_is_that_of_somebody_who_voted_so() {
    let live = Live::of(&Votes::of(120, 20, &casts(120)), &[], &[]);
    let votes: Vec<(usize, Vote)> = Votes::of(120, 20, &casts(120)).by(7).collect();
    let place = live.place(&votes);
    assert!(place.apart(live.map().points[7]) < 1e-12);
}
