//! Pabulib files: good ones are read as they are, bad ones refused with the line.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::type_complexity,
    reason = "tests may fail loudly"
)]

use proptest::prelude::*;
use reticolo_opinion::shares::{
    Ballots, Completion, Utility, choose,
    pb::{self, Reading},
};

const GOOD: &str = "META\nkey;value\ndescription;\"a; quoted\"\nbudget;100,50\nvote_type;approval\nnum_votes;2\nPROJECTS\nproject_id;cost;name;colour\n1;60.25;\"Desk \"\"A\"\"\";red\n2;40;Bus;\nVOTES\nage;voter_id;vote\n33;a;1,2\n;b;2\n";

fn problems(text: &str) -> Vec<String> {
    pb::read(text.as_bytes(), Reading::Strict).unwrap_err().iter().map(ToString::to_string).collect()
}

/// The good file with one thing replaced.
fn with(from: &str, to: &str) -> String {
    assert!(GOOD.contains(from), "{from}");
    GOOD.replacen(from, to, 1)
}

#[test]
fn a_file_is_read_with_quotes_decimals_and_columns_nobody_knows() {
    let file = pb::read(GOOD.as_bytes(), Reading::Strict).unwrap();
    let election = &file.election;
    assert_eq!((election.budget, election.decimals, election.ballots), (10_050, 2, Ballots::Approval));
    assert_eq!((election.projects[0].cost, election.projects[0].name.as_str()), (6_025, "Desk \"A\""));
    assert_eq!((election.voters[0].id.as_str(), election.voters[0].ballot.len()), ("a", 2));
    assert_eq!(file.meta["description"], "a; quoted");
}

#[test]
fn a_byte_order_mark_and_windows_lines_are_no_trouble() {
    let windows = format!("\u{feff}{}", GOOD.replace('\n', "\r\n"));
    assert_eq!(pb::read(windows.as_bytes(), Reading::Strict), pb::read(GOOD.as_bytes(), Reading::Strict));
}

#[test]
fn what_is_wrong_is_said_with_its_line() {
    assert_eq!(
        problems(&with("budget;100,50", "budget;much")),
        ["line 4: the budget is not a number from 0: “much”"]
    );
    assert_eq!(
        problems(&with("60.25", "-1")),
        [
            "line 9: the cost is not a number from 0: “-1”",
            "line 13: a vote for “1”, which is not among the proposals"
        ]
    );
    assert_eq!(problems(&with("2;40", "1;40"))[0], "line 10: the proposal “1” is there twice");
    assert_eq!(
        problems(&with("a;1,2", "a;1,7")),
        ["line 13: a vote for “7”, which is not among the proposals"]
    );
    assert_eq!(problems(&with("a;1,2", "a;2,2")), ["line 13: “2” is on the ballot twice"]);
    assert_eq!(problems(&with(";b;2", ";a;2")), ["line 14: the voter “a” has voted twice"]);
    assert_eq!(problems(&with("num_votes;2", "num_votes;3")), ["line 6: num_votes is “3”, but there are 2"]);
    assert_eq!(
        problems(&with("num_votes;2", "max_length;1")),
        ["line 13: a ballot with 2 proposals, where 1 are allowed (max_length)"]
    );
    assert_eq!(
        problems(&with("num_votes;2", "max_sum_cost;100")),
        ["line 13: a ballot over budget: its proposals cost more than max_sum_cost"]
    );
    assert_eq!(problems(&with("vote_type;approval", "vote_type;guess")).len(), 1);
    assert_eq!(
        problems(&with("60.25", "99999999999999999"))[0],
        "line 1: amounts or points are too large: at most 9007199254740992 of the smallest unit"
    );
    assert_eq!(
        problems(""),
        [
            "line 0: the section META is missing or empty",
            "line 0: the section PROJECTS is missing or empty",
            "line 0: the section VOTES is missing or empty"
        ]
    );
    assert_eq!(problems("1;2\n"), ["line 1: the file does not begin with META"]);
}

#[test]
fn points_are_counted_and_ballots_over_their_points_are_refused() {
    let cumulative = "META\nkey;value\nbudget;10\nvote_type;cumulative\nmax_sum_points;5\nPROJECTS\nproject_id;cost\nx;4\ny;4\nVOTES\nvoter_id;vote;points\n1;x,y;3,2.5\n2;x;\n";
    assert!(problems(cumulative).contains(&"line 13: 1 proposals with 0 points".to_owned()));
    let second = cumulative.replace("2;x;\n", "2;x;1\n");
    assert_eq!(problems(&second), ["line 12: a ballot over budget: more points than max_sum_points"]);
    let lenient = pb::read(second.as_bytes(), Reading::Lenient).unwrap().election;
    assert_eq!((lenient.point_decimals, lenient.voters[0].ballot.clone()), (1, vec![(0, 30), (1, 25)]));
}

#[test]
fn a_ranking_counts_by_borda() {
    let ordinal = GOOD.replace("approval", "ordinal");
    let election = pb::read(ordinal.as_bytes(), Reading::Strict).unwrap().election;
    assert_eq!(election.voters[0].ballot, [(0, 1), (1, 0)]);
    assert_eq!(Utility::usual(election.ballots), Utility::Points);
}

#[test]
fn what_is_written_is_read_again_the_same() {
    let points = "META\nkey;value\nbudget;10\nvote_type;scoring\nPROJECTS\nproject_id;cost\nx;4.5\ny;4\nVOTES\nvoter_id;vote;points\n\"1;a\";x,y;3,-2.5\n2;;\n";
    for text in [GOOD, points] {
        let file = pb::read(text.as_bytes(), Reading::Strict).unwrap();
        let again = pb::read(pb::write(&file).as_bytes(), Reading::Strict).unwrap();
        assert_eq!(again.election, file.election);
    }
}

proptest! {
    #[test]
    fn no_bytes_are_a_reason_to_fall_over(bytes: Vec<u8>) {
        for reading in [Reading::Strict, Reading::Lenient] {
            let _ = pb::read(&bytes, reading);
        }
    }

    #[test]
    fn nor_is_a_good_file_with_a_bad_place(at in 0_usize..250, text in "[;,\"\n0-9a-zA-Z.\\-é]{0,12}") {
        let mut bytes = GOOD.as_bytes().to_vec();
        let at = at.min(bytes.len());
        bytes.splice(at..(at + 3).min(bytes.len()), text.bytes());
        match pb::read(&bytes, Reading::Strict) {
            Ok(file) => {
                let choice = choose(&file.election, Utility::Cost, Completion::None);
                prop_assert!(choice.spent <= choice.budget);
            }
            Err(problems) => prop_assert!(!problems.is_empty()),
        }
    }
}
