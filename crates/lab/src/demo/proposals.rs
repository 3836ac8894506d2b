//! Proposals worked out by several hands, and the choice among them by equal shares.

use super::{
    Unfilled,
    file::{self, After, Choice, Proposal},
    play::{Play, id, session as session_id},
    votes, wall,
};
use crate::{
    Refused,
    harvest::{
        choice::{self, Answer, Ballot, Ballots, Method, Opening, Rules},
        proposal::{self, Draft, Saved},
    },
};
use reticolo_base::Lang;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The id of a proposal.
pub(super) fn proposal_id(key: &str) -> Uuid {
    id("proposal", key)
}

/// The id of the choice.
pub(super) fn choice_id() -> Uuid {
    id("choice", "first")
}

/// Writes the proposals and lets people choose.
pub(super) async fn work_out(play: &Play<'_>) -> Result<(), Unfilled> {
    let after: After = file::read("after.toml")?;
    for (place, one) in (0_i64..).zip(&after.proposal) {
        write(play, one, place).await?;
    }
    choose(play, &after.choice).await?;
    Ok(())
}

/// One begins it, another works on it, others say what they think. What was put to a choice costs what it cost then.
async fn write(play: &Play<'_>, one: &Proposal, place: i64) -> Result<(), Refused> {
    let (key, at) = (proposal_id(&one.key), play.on(-20, (17, 0)).plus_seconds(place * 600));
    let whole = Draft {
        title: one.title.clone(),
        problem: one.problem.clone(),
        parties: one.parties.clone(),
        change: one.change.clone(),
        beneficiaries: one.beneficiaries.clone(),
        hours: Some(one.hours),
        euros: Some(one.euros),
        first_step: one.first_step.clone(),
    };
    let begun = Draft { first_step: String::new(), euros: None, hours: None, ..whole.clone() };
    let themes: Vec<Uuid> = one.themes.iter().map(|theme| wall::theme_id(theme)).collect();
    let first = play.by_in(&one.by, at, Lang::It);
    proposal::create(play.db, &first, session_id(2), &themes, (key, &begun)).await?;
    play.translated(&play.staff(at), ("proposal.title", key), &one.title, &one.to).await?;
    let then = play.by_in(&one.then, at.plus_seconds(7200), Lang::It);
    let saved = proposal::save(play.db, &then, key, 1, &whole).await?;
    if matches!(saved, Saved::Clash { .. }) {
        return Err(Refused::Conflict("lab-harvest-conflict-settled"));
    }
    for (number, word) in one.comments.iter().enumerate() {
        let her = play.by_in(&word.by, at.plus_seconds(9000), word.lang);
        let comment = (id("comment", &format!("{} {number}", one.key)), word.words.as_str());
        proposal::comment(play.db, &her, key, comment).await?;
    }
    Ok(())
}

async fn choose(play: &Play<'_>, file: &Choice) -> Result<(), Refused> {
    let keys = file.ballots.iter().flat_map(BTreeMap::keys);
    let opening = Opening {
        title: file.title.clone(),
        rules: Rules {
            method: Method::Shares,
            ballots: Ballots::Points,
            hours: Some(file.hours),
            euros: Some(file.euros),
            seats: None,
            points: file.points,
        },
        proposals: keys.map(|key| proposal_id(key)).collect(),
    };
    let ctx = play.staff_on(-19);
    choice::open(play.db, &ctx, session_id(2), choice_id(), &opening).await?;
    let choice = choice::choice(play.db, &ctx, choice_id()).await?;
    let number = |key: &str| {
        let found = choice.candidates.iter().find(|candidate| candidate.proposal == proposal_id(key));
        found.map(|candidate| candidate.number)
    };
    for (place, one) in votes::present(play).enumerate() {
        let Some(row) = file.ballots.get(place % file.ballots.len().max(1)) else { continue };
        let points = |(key, points): (&String, &[i64; 3])| {
            Some((number(key)?, Answer::Points(*points.get(votes::leaning(&one.kind))?)))
        };
        let ballot = Ballot(row.iter().filter_map(points).collect());
        choice::cast(play.db, &play.by(&one.key, play.on(-19, (19, 0))), choice_id(), ballot).await?;
    }
    choice::close(play.db, &play.staff_on(-18), choice_id()).await.map(drop)
}
