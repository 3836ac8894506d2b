//! Ballots and outcome for others to check, without names: Pabulib's `.pb`, and CSV.

use super::{Answer, Ballot, Choice, Method, State, read, shares};
use crate::{Refused, programme::bearer_of_session};
use reticolo_accounts::policy::Action;
use reticolo_base::Ctx;
use reticolo_opinion::shares::pb;
use reticolo_store::Db;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The ballots of a closed choice under a budget as Pabulib's `.pb`; `reticolo shares` chooses the same from it.
///
/// # Errors
/// [`Refused::NotFound`] for whoever does not run the session, [`Refused::Conflict`] before it was closed or without a
/// budget.
pub async fn pb(db: &Db, ctx: &Ctx, id: Uuid) -> Result<String, Refused> {
    let (choice, ballots) = closed(db, ctx, id).await?;
    if choice.rules.method == Method::Consent || shares::unit(&choice.rules).is_none() {
        return Err(Refused::Conflict("lab-harvest-conflict-no-budget"));
    }
    let unit = match shares::unit(&choice.rules) {
        Some(shares::Unit::Euros) => "EUR",
        Some(shares::Unit::Hours) => "hours",
        _ => "hundredths of a per cent of the scarcer of hours and euros",
    };
    let election = shares::election(&choice, &ballots);
    let scale = shares::scale(&choice.rules, &election);
    let rule = if choice.rules.method == Method::Shares { "equalshares" } else { "greedy" };
    let mut meta: BTreeMap<String, String> = [
        ("description", choice.title.replace(['\n', '\r'], " ")),
        ("country", "Italy".to_owned()),
        ("unit", "Reticolo".to_owned()),
        ("currency", if scale > 1.0 { format!("{scale} {unit}") } else { unit.to_owned() }),
        ("rule", rule.to_owned()),
    ]
    .map(|(key, value)| (key.to_owned(), value))
    .into();
    if choice.rules.ballots == super::Ballots::Points {
        meta.insert("max_sum_points".to_owned(), choice.rules.points.to_string());
    }
    Ok(pb::write(&pb::File { election, meta }))
}

/// The ballots of a closed choice as CSV: one line a voter, one column a proposal.
///
/// # Errors
/// As [`pb`].
pub async fn csv(db: &Db, ctx: &Ctx, id: Uuid) -> Result<String, Refused> {
    let (choice, ballots) = closed(db, ctx, id).await?;
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    let titles = choice.candidates.iter().map(|c| safe(&format!("{}. {}", c.number, c.title)));
    let mut lines = vec![std::iter::once("voter".to_owned()).chain(titles).collect::<Vec<_>>()];
    for (number, ballot) in (1..).zip(&ballots) {
        let answers = choice.candidates.iter().map(|candidate| answer(ballot, candidate.number));
        lines.push(std::iter::once(format!("{number}")).chain(answers).collect());
    }
    if let Some(outcome) = &choice.outcome {
        let chosen = |number: i64| if outcome.chosen.contains(&number) { "chosen" } else { "" };
        let marks = choice.candidates.iter().map(|c| chosen(c.number).to_owned());
        lines.push(std::iter::once("outcome".to_owned()).chain(marks).collect());
    }
    for line in lines {
        // Writing to memory cannot fail.
        let _ = writer.write_record(line);
    }
    Ok(String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default())
}

fn answer(ballot: &Ballot, number: i64) -> String {
    match ballot.0.get(&number) {
        Some(Answer::Yes) => "yes".to_owned(),
        Some(Answer::Abstain) => "abstain".to_owned(),
        Some(Answer::Object(words)) => safe(&format!("objection: {words}")),
        Some(Answer::Points(points)) => points.to_string(),
        None => String::new(),
    }
}

/// What a spreadsheet would take for a formula is text.
fn safe(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

async fn closed(db: &Db, ctx: &Ctx, id: Uuid) -> Result<(Choice, Vec<Ballot>), Refused> {
    let choice = read::choice(db, ctx, id).await?;
    bearer_of_session(db, choice.session).await?.may(ctx, Action::RunSession)?;
    if choice.state == State::Open {
        return Err(Refused::Conflict("lab-harvest-conflict-still-open"));
    }
    let ballots = read::ballots(db, id).await?.into_iter().map(|(_, ballot)| ballot).collect();
    Ok((choice, ballots))
}
