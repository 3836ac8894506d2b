//! Statements, and sixty who vote on them: people who migrated, public offices and the third sector lean each their own way.

use super::{
    file::{Person, Statement, Votes},
    play::{Play, draw, id, lab, person, session as session_id},
};
use crate::{
    Refused,
    harvest::statement::{self, OpenTo, Vote, Voter},
};
use reticolo_base::{Actor, Ctx, Lang};
use uuid::Uuid;

/// How much of what there is one leaves without a vote.
const SILENT: f64 = 0.15;

/// Which way somebody leans: 0 who migrated, 1 public offices, 2 the third sector.
pub(super) fn leaning(kind: &str) -> usize {
    match kind {
        "person" | "migrants" | "mediation" => 0,
        "region" | "prefecture" | "police" | "municipality" | "social" | "health" | "school"
        | "job_centre" => 1,
        _ => 2,
    }
}

/// The people of the second meeting who came.
pub(super) fn present<'a>(play: &'a Play<'_>) -> impl Iterator<Item = &'a Person> {
    play.people.iter().filter(|one| !one.absent && !one.guest)
}

/// Writes the statements and casts the votes.
pub(super) async fn cast(play: &Play<'_>, votes: &Votes) -> Result<(), Refused> {
    let ctx = play.staff_on(-20);
    for one in &votes.statement {
        let key = id("statement", &one.key);
        let words = (one.words.as_str(), one.picture.as_str());
        statement::write(play.db, &ctx, session_id(2), key, words).await?;
        play.translated(&ctx, ("statement", key), &one.words, &one.to).await?;
    }
    statement::open_to(play.db, &ctx, lab(), OpenTo::Everyone).await?;
    let at = play.on(-19, (18, 0));
    for one in present(play) {
        let voter = Voter::Participant(person(&one.key));
        all(play, &play.by(&one.key, at), (voter, &one.key, leaning(&one.kind)), votes).await?;
    }
    for number in 0..votes.devices {
        let key = format!("device {number}");
        let lang = Lang::ALL.get(number % Lang::ALL.len()).copied().unwrap_or(Lang::It);
        let ctx = Ctx::new(at.plus_seconds(60 * number as i64), Actor::Anonymous, lang, Uuid::nil());
        all(play, &ctx, (Voter::Device(id("voter", &key)), &key, number % 3), votes).await?;
    }
    Ok(())
}

async fn all(
    play: &Play<'_>,
    ctx: &Ctx,
    (voter, key, leaning): (Voter, &str, usize),
    votes: &Votes,
) -> Result<(), Refused> {
    for one in &votes.statement {
        if draw(&format!("silent {key} {}", one.key)) < SILENT {
            continue;
        }
        let cast = (id("statement", &one.key), vote(one, key, leaning));
        statement::cast(play.db, ctx, lab(), voter, cast).await?;
    }
    Ok(())
}

/// One in twelve passes; of the others as many agree as the group leans.
fn vote(one: &Statement, key: &str, leaning: usize) -> Vote {
    let lean = one.lean.get(leaning).copied().unwrap_or(0.0);
    let agree = 0.5 + lean / 2.0;
    match draw(&format!("{key} {}", one.key)) {
        drawn if drawn < 1.0 / 12.0 => Vote::Pass,
        drawn if (drawn - 1.0 / 12.0) * 12.0 / 11.0 < agree => Vote::Agree,
        _ => Vote::Disagree,
    }
}
