//! What was gathered, voted, proposed and chosen.

use crate::{
    Refused,
    provenance::{self, Thing},
    report::{
        few,
        minutes::{Chosen, Proposed, Theme, Told, Voted},
    },
};
use reticolo_store::{Db, sql};
use uuid::Uuid;

pub(super) async fn themes(db: &Db, session: Uuid) -> Result<Vec<Theme>, Refused> {
    let find = sql!("select id, title, lang from theme where session_id = $1 order by position, id");
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
        all.push(Theme { id, title, ancestors });
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
            dissent: Vec::new(),
        });
    }
    Ok(all)
}

pub(super) async fn decisions(db: &Db, session: Uuid) -> Result<Vec<Chosen>, Refused> {
    let find = sql!(
        "select id, method, budget_hours, budget_euros, outcome, closed_at,
            (select count(*) from ballot b where b.choice_id = c.id)
         from choice c where session_id = $1 order by created_at, id"
    );
    let options = sql!(
        "select p.title from choice_option o join proposal p on p.id = o.proposal_id
         where o.choice_id = $1 and p.state = 'chosen' order by p.title, p.id"
    );
    let mut all = Vec::new();
    for row in db.rows(find.bind(session)).await? {
        let id: Uuid = row.get(0)?;
        let titles = db.rows(options.bind(id)).await?;
        let ballots = u32::try_from(row.get::<i64>(6)?).unwrap_or(u32::MAX);
        all.push(Chosen {
            id,
            method: row.get(1)?,
            budget: (row.get(2)?, row.get(3)?),
            ballots: (ballots >= few::LEAST).then_some(ballots),
            chosen: titles.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?,
            outcome: serde_json::from_str(&row.get::<String>(4)?).unwrap_or_default(),
            closed_at: row.get(5)?,
        });
    }
    Ok(all)
}
