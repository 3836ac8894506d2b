//! The outcome in words: what was chosen and why, who got what, and what would have been otherwise.

use crate::{
    Shell, Visit,
    routes::{
        card::reading::{Line, attrs},
        lab::harvest::sum,
    },
};
use reticolo_lab::harvest::choice::{Choice, Method, Outcome, Shares, Standing, Unit};
use reticolo_words::Value;

/// An outcome told.
pub struct Told {
    /// How many were counted.
    pub summary: String,
    /// Each proposal: chosen ones first, in the order of choice.
    pub rows: Vec<Row>,
    /// Where a tie decided, if one did.
    pub ties: Option<String>,
    /// Objections, with the title of the proposal.
    pub dissent: Vec<(Line, String)>,
    /// With equal shares: sentences on who got what.
    pub shares: Vec<String>,
    /// With equal shares: where the reader's own share went.
    pub mine: Option<Vec<String>>,
}

/// A proposal's outcome.
pub struct Row {
    pub line: Line,
    pub chosen: bool,
    pub why: String,
    pub support: String,
}

/// The key of a sum in the unit of the shares.
fn unit(shares: &Shares) -> &'static str {
    match shares.unit {
        Unit::Hours => "lab-harvest-hours",
        Unit::Euros => "lab-harvest-euros",
        Unit::Both => "lab-harvest-parts",
    }
}

impl Told {
    pub fn of(visit: &Visit, shell: &Shell, choice: &Choice, outcome: &Outcome, mine: Option<usize>) -> Self {
        let line = |number: i64| {
            let found = choice.candidates.iter().find(|candidate| candidate.number == number);
            found.map_or_else(
                || Line { text: number.to_string(), attrs: crate::Markup::default(), doubtful: false },
                |c| Line { text: c.title.clone(), attrs: attrs(c.lang, visit.lang()), doubtful: false },
            )
        };
        let row = |result: &Standing| Row {
            line: line(result.number),
            chosen: outcome.chosen.contains(&result.number),
            why: why(shell, outcome, result),
            support: support(shell, choice, result),
        };
        let chosen = outcome.chosen.iter().filter_map(|n| outcome.results.iter().find(|r| r.number == *n));
        let others = outcome.results.iter().filter(|r| !outcome.chosen.contains(&r.number));
        let title = |number: &i64| line(*number).text;
        let list = |numbers: &[i64]| shell.words().and(&numbers.iter().map(title).collect::<Vec<_>>());
        let counts = [
            ("chosen", Value::from(outcome.chosen.len() as f64)),
            ("of", Value::from(outcome.results.len() as f64)),
            ("voters", Value::from(outcome.voters as f64)),
        ];
        Self {
            summary: shell.say_with("lab-harvest-outcome", &counts),
            rows: chosen.chain(others).map(row).collect(),
            ties: (!outcome.ties.is_empty())
                .then(|| shell.say_with("lab-harvest-ties", &[("list", list(&outcome.ties).into())])),
            dissent: outcome.dissent.iter().map(|d| (line(d.number), d.words.clone())).collect(),
            shares: outcome
                .shares
                .as_ref()
                .map(|s| sentences(shell, s, &list(&s.greedy)))
                .unwrap_or_default(),
            mine: outcome.shares.as_ref().and_then(|s| own(shell, s, mine?, &title)),
        }
    }
}

fn why(shell: &Shell, outcome: &Outcome, result: &Standing) -> String {
    let key = outcome.shares.as_ref().map_or("lab-harvest-euros", unit);
    let amount = result.price.or(result.lacking).unwrap_or(0.0);
    let sum = Value::from(sum(shell, key, amount));
    shell.say_with(&format!("lab-harvest-why-{}", result.why.code()), &[("sum", sum)])
}

fn support(shell: &Shell, choice: &Choice, result: &Standing) -> String {
    let n = |n: f64| Value::from(n);
    if choice.rules.method == Method::Consent {
        let values = [("yes", n(result.support as f64)), ("no", n(result.objections as f64))];
        return shell.say_with("lab-harvest-support-consent", &values);
    }
    let values = [("people", n(result.supporters as f64)), ("points", n(result.support as f64))];
    let key = match choice.rules.ballots.code() {
        "points" => "lab-harvest-support-points",
        _ => "lab-harvest-support-approval",
    };
    shell.say_with(key, &values)
}

fn sentences(shell: &Shell, shares: &Shares, greedy: &str) -> Vec<String> {
    let key = unit(shares);
    let amount = |amount: f64| Value::from(sum(shell, key, amount));
    let mut told = vec![shell.say_with(
        "lab-harvest-shares-share",
        &[
            ("share", amount(shares.share)),
            ("spent", amount(shares.spent)),
            ("budget", amount(shares.budget)),
        ],
    )];
    if key == "lab-harvest-parts" {
        told.push(shell.say("lab-harvest-shares-both"));
    }
    if shares.raised > 0.0 {
        told.push(shell.say_with("lab-harvest-shares-raised", &[("sum", amount(shares.raised))]));
    }
    if shares.cut_short {
        told.push(shell.say("lab-harvest-shares-cut"));
    }
    let nothing = [
        ("n", Value::from(shares.nothing as f64)),
        ("greedy", Value::from(shares.nothing_greedy as f64)),
        ("list", Value::from(greedy)),
    ];
    told.push(shell.say_with("lab-harvest-shares-nothing", &nothing));
    told.push(shell.say("lab-harvest-shares-ties"));
    told
}

fn own(shell: &Shell, shares: &Shares, mine: usize, title: &impl Fn(&i64) -> String) -> Option<Vec<String>> {
    let (own, key) = (shares.each.get(mine)?, unit(shares));
    let mut told: Vec<String> = own
        .paid
        .iter()
        .map(|(number, amount)| {
            let values =
                [("title", Value::from(title(number))), ("sum", Value::from(sum(shell, key, *amount)))];
            shell.say_with("lab-harvest-mine-paid", &values)
        })
        .collect();
    if told.is_empty() {
        told.push(shell.say("lab-harvest-mine-nothing"));
    }
    told.push(shell.say_with("lab-harvest-mine-left", &[("sum", Value::from(sum(shell, key, own.left)))]));
    Some(told)
}
