//! What was gathered, voted, proposed and chosen.

use crate::{
    Refused,
    harvest::choice::{Outcome, Standing},
    provenance::{self, Thing},
    report::{
        few,
        minutes::{CameOut, Chosen, Proposed, Theme, Told, Voted},
    },
};
use reticolo_store::{Db, sql};
use std::collections::BTreeMap;
use uuid::Uuid;

pub(super) async fn themes(db: &Db, session: Uuid) -> Result<Vec<Theme>, Refused> {
    // What was taken back, or became a part of another theme, is no theme any more.
    let find = sql!(
        "select id, title, lang from theme where session_id = $1 and state <> 'gone' and state <> 'merged'
         order by position, id"
    );
    let shown = sql!("select 1 from contribution where id = $1 and not hidden");
    let mut all = Vec::new();
    for row in db.rows(find.bind(session)).await? {
        let id: Uuid = row.get(0)?;
        let mut ancestors = Vec::new();
        for origin in provenance::ancestors(db, &Thing::new("theme", id)).await? {
            if origin.kind == "contribution" && db.row(shown.bind(origin.id)).await?.is_some() {
                ancestors.push(origin.id);
            }
        }
        let title = Told::of(db, ("theme", id), row.get(1)?, &row.get::<String>(2)?).await?;
        all.push(Theme { id, title, ancestors, objections: objections(db, id).await? });
    }
    Ok(all)
}

async fn objections(db: &Db, theme: Uuid) -> Result<Vec<Told>, Refused> {
    let find = sql!("select id, words, lang from objection where theme_id = $1 order by at, id");
    let mut all = Vec::new();
    for row in db.rows(find.bind(theme)).await? {
        all.push(Told::of(db, ("objection", row.get(0)?), row.get(1)?, &row.get::<String>(2)?).await?);
    }
    Ok(all)
}

pub(super) async fn votes(db: &Db, session: Uuid) -> Result<Vec<Voted>, Refused> {
    let find = sql!(
        "select s.id, s.words, s.lang,
            (select count(*) from vote v where v.statement_id = s.id and v.vote > 0),
            (select count(*) from vote v where v.statement_id = s.id and v.vote < 0),
            (select count(*) from vote v where v.statement_id = s.id and v.vote = 0)
         from statement s where s.session_id = $1 and s.state <> 'rejected' order by s.created_at, s.id"
    );
    let mut all = Vec::new();
    for row in db.rows(find.bind(session)).await? {
        let count = |column| row.get::<i64>(column).map(|n| u32::try_from(n).unwrap_or(u32::MAX));
        let votes = (count(3)?, count(4)?, count(5)?);
        let enough = votes.0.saturating_add(votes.1).saturating_add(votes.2) >= few::LEAST;
        let statement = Told::of(db, ("statement", row.get(0)?), row.get(1)?, &row.get::<String>(2)?).await?;
        all.push(Voted { statement, votes: enough.then_some(votes) });
    }
    Ok(all)
}

pub(super) async fn proposals(db: &Db, session: Uuid) -> Result<Vec<Proposed>, Refused> {
    let find = sql!(
        "select id, title, lang, problem, parties, change, beneficiaries, hours, euros, first_step, state
         from proposal where session_id = $1 order by created_at, id"
    );
    let mut all = Vec::new();
    for row in db.rows(find.bind(session)).await? {
        let id: Uuid = row.get(0)?;
        all.push(Proposed {
            id,
            title: Told::of(db, ("proposal.title", id), row.get(1)?, &row.get::<String>(2)?).await?,
            problem: row.get(3)?,
            parties: row.get(4)?,
            change: row.get(5)?,
            beneficiaries: row.get(6)?,
            hours: row.get(7)?,
            euros: row.get(8)?,
            first_step: row.get(9)?,
            state: row.get(10)?,
        });
    }
    Ok(all)
}

pub(super) async fn decisions(db: &Db, session: Uuid) -> Result<Vec<Chosen>, Refused> {
    let find = sql!(
        "select id, title, lang, method, budget_hours, budget_euros, outcome, closed_at from choice
         where session_id = $1 and closed_at is not null order by created_at, id"
    );
    let mut all = Vec::new();
    for row in db.rows(find.bind(session)).await? {
        let id: Uuid = row.get(0)?;
        let title = Told::of(db, ("choice", id), row.get(1)?, &row.get::<String>(2)?).await?;
        // An outcome that cannot be read tells nothing, and the rest of the minutes goes on.
        let outcome: Option<Outcome> = serde_json::from_str(&row.get::<String>(6)?).ok();
        let names = names(db, id).await?;
        let name = |number: i64| names.get(&number).cloned().unwrap_or_default();
        let voters = outcome.as_ref().map_or(0, |outcome| u32::try_from(outcome.voters).unwrap_or(u32::MAX));
        let enough = voters >= few::LEAST;
        let shares = outcome.as_ref().and_then(|outcome| outcome.shares.as_ref()).filter(|_| enough);
        all.push(Chosen {
            id,
            title,
            method: row.get(3)?,
            budget: (row.get(4)?, row.get(5)?),
            ballots: enough.then_some(voters),
            nothing: shares.map(|shares| (shares.nothing, shares.nothing_greedy)),
            results: outcome.iter().flat_map(|outcome| came_out(outcome, name)).collect(),
            dissent: outcome
                .iter()
                .flat_map(|outcome| &outcome.dissent)
                .map(|dissent| (name(dissent.number), dissent.words.clone()))
                .collect(),
            closed_at: row.get(7)?,
        });
    }
    Ok(all)
}

/// The titles of the proposals of a choice by their numbers on its ballots.
async fn names(db: &Db, choice: Uuid) -> Result<BTreeMap<i64, String>, Refused> {
    let find = sql!(
        "select o.number, p.title from choice_option o join proposal p on p.id = o.proposal_id where o.choice_id = $1"
    );
    let rows = db.rows(find.bind(choice)).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

fn came_out(outcome: &Outcome, name: impl Fn(i64) -> String) -> Vec<CameOut> {
    let result = |standing: &Standing| CameOut {
        title: name(standing.number),
        chosen: outcome.chosen.contains(&standing.number),
        why: standing.why.code().to_owned(),
    };
    outcome.results.iter().map(result).collect()
}
