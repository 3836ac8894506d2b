//! `reticolo shares FILE.pb`: chooses proposals by the Method of Equal Shares.

use crate::{
    exit::Exit,
    out::{self, Style, styled},
};
use anyhow::{Context as _, Result};
use clap::{Args, ValueEnum};
use reticolo_opinion::shares::{
    Choice, Completion, Election, Stage, Utility, Why, choose,
    pb::{self, Reading},
};
use serde_json::{Map, Value, json};
use std::path::PathBuf;

/// Choose proposals by equal shares, from a Pabulib file
#[derive(Debug, Args)]
pub struct Shares {
    /// The file, as Pabulib writes it (`.pb`)
    file: PathBuf,
    /// What a chosen proposal is worth to a supporter; without this: cost for approvals, else points
    #[arg(long, value_enum)]
    utility: Option<Worth>,
    /// What to do with money left over
    #[arg(long, value_enum, default_value_t = Rest::Full)]
    completion: Rest,
    /// Take ballots that break the file's own rules as they are
    #[arg(long)]
    lenient: bool,
    /// As JSON, with what each voter paid
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Worth {
    /// Its cost
    Cost,
    /// One, whatever it costs
    Cardinality,
    /// The points or the rank it got
    Points,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Rest {
    /// Leave it
    None,
    /// Raise each voter's share, unit by unit
    AddOne,
    /// Raise shares, then take the cheapest proposals that still fit
    Full,
}

impl Shares {
    /// Runs the command.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn run(self) -> Result<Exit> {
        let bytes = std::fs::read(&self.file).with_context(|| format!("reading {}", self.file.display()))?;
        let reading = if self.lenient { Reading::Lenient } else { Reading::Strict };
        let election = match pb::read(&bytes, reading) {
            Ok(file) => file.election,
            Err(problems) => {
                for problem in &problems {
                    out::note(format_args!("{}: {problem}", self.file.display()));
                }
                out::note(
                    "Nothing was chosen. --lenient takes ballots that break the file's rules as they are.",
                );
                return Ok(Exit::Failed);
            }
        };
        let choice = choose(&election, self.utility(&election), self.completion());
        if self.json {
            out::json(&as_json(&choice));
        } else {
            tell(&election, &choice);
        }
        Ok(Exit::Fine)
    }

    fn utility(&self, election: &Election) -> Utility {
        match self.utility {
            None => Utility::usual(election.ballots),
            Some(Worth::Cost) => Utility::Cost,
            Some(Worth::Cardinality) => Utility::Cardinality,
            Some(Worth::Points) => Utility::Points,
        }
    }

    fn completion(&self) -> Completion {
        match self.completion {
            Rest::None => Completion::None,
            Rest::AddOne => Completion::AddOne,
            Rest::Full => Completion::Full,
        }
    }
}

fn as_json(choice: &Choice) -> Value {
    let voters: Vec<Value> = choice
        .voters
        .iter()
        .map(|voter| {
            let paid: Map<String, Value> =
                voter.paid.iter().map(|(id, amount)| (id.clone(), json!(amount))).collect();
            let total: f64 = voter.paid.iter().map(|(_, amount)| amount).sum();
            json!({ "voter": voter.voter, "paid": paid, "total": total, "left": voter.left })
        })
        .collect();
    let ids: Vec<&str> = choice.chosen.iter().map(|chosen| chosen.id.as_str()).collect();
    json!({
        "chosen": ids,
        "budget": choice.budget,
        "spent": choice.spent,
        "ballots": choice.ballots,
        "utility": choice.utility,
        "share": choice.share,
        "completion": {
            "equal_shares": choice.equal_shares,
            "raised_by": choice.raised_by,
            "cut_short": choice.cut_short,
            "raised_shares": choice.raised_shares,
            "by_cost": choice.chosen.iter().filter(|c| c.stage == Stage::CostOrder).map(|c| &c.id).collect::<Vec<_>>(),
        },
        "ties": "the id that comes first in the order of characters",
        "projects": choice.chosen,
        "refused": choice.refused,
        "voters": voters,
    })
}

fn tell(election: &Election, choice: &Choice) {
    let name = |id: &str| {
        let project = election.projects.iter().find(|project| project.id == id);
        project.map(|project| project.name.clone()).filter(|name| !name.is_empty()).unwrap_or_default()
    };
    let (chosen, all, voters) = (choice.chosen.len(), election.projects.len(), choice.voters.len());
    out::line(styled(Style::Bold, format_args!("{chosen} of {all} proposals chosen by {voters} voters")));
    out::line(format_args!(
        "{} of {} spent; each voter's share is {}",
        money(choice.spent),
        money(choice.budget),
        money(choice.share)
    ));
    if choice.raised_by > 0 {
        out::line(format_args!("Shares were raised by {} to spend what was left.", choice.raised_by));
    }
    out::line("");
    for own in &choice.chosen {
        let how = match own.stage {
            Stage::Free => "costs nothing".to_owned(),
            Stage::EqualShares | Stage::RaisedShares => {
                format!("{} supporters, nobody pays more than {}", own.supporters, money(own.price))
            }
            Stage::CostOrder => format!("{} supporters; it fitted into what was left", own.supporters),
        };
        out::line(format_args!(
            "  {} {} {}  {how}",
            styled(Style::Green, &own.id),
            money(own.cost),
            name(&own.id)
        ));
    }
    if !choice.refused.is_empty() {
        out::line("");
        out::line(styled(Style::Bold, "Not chosen"));
    }
    for own in &choice.refused {
        let why = match own.why {
            Why::NoSupport => "nobody supports it".to_owned(),
            Why::OverBudget => "it alone costs more than the budget".to_owned(),
            Why::SupportersLack => {
                format!(
                    "{} supporters hold {}: {} is lacking",
                    own.supporters,
                    money(own.held),
                    money(own.lacking)
                )
            }
        };
        out::line(format_args!(
            "  {} {} {}  {why}",
            styled(Style::Yellow, &own.id),
            money(own.cost),
            name(&own.id)
        ));
    }
    let nothing = choice.voters.iter().filter(|voter| voter.paid.is_empty()).count();
    if nothing > 0 {
        out::line("");
        out::line(format_args!("{nothing} voters paid for nothing: none of theirs was bought."));
    }
}

/// At most two decimals, none where they are zero.
fn money(amount: f64) -> String {
    let text = format!("{amount:.2}");
    text.strip_suffix(".00").map(str::to_owned).unwrap_or(text)
}
