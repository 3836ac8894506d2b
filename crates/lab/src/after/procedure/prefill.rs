//! What of a draft the proposal already says.

use super::document::{Decision, Document, Party, Provenance, Scope, Step};
use crate::{
    Refused,
    provenance::{self, Thing},
};
use reticolo_base::{Lang, Text};
use reticolo_store::{Db, sql};
use uuid::Uuid;

/// The draft that a proposal makes by itself, and its Lab.
pub(super) async fn of_proposal(db: &Db, proposal: Uuid) -> Result<(Uuid, Document), Refused> {
    let find = sql!(
        "select p.lab_id, p.title, p.lang, p.problem, p.parties, p.change, p.beneficiaries, p.first_step, p.session_id, l.territory
         from proposal p join lab l on l.id = p.lab_id where p.id = $1"
    );
    let row = db.row(find.bind(proposal)).await?.ok_or(Refused::NotFound)?;
    let lab: Uuid = row.get(0)?;
    let lang = Lang::from_tag(&row.get::<String>(2)?).unwrap_or(Lang::It);
    let parties: String = row.get(4)?;
    let document = Document {
        title: Text::of(lang, row.get::<String>(1)?),
        provenance: whence(db, lab, proposal, row.get(8)?).await?,
        parties: names(&parties).map(|name| Party { organization: name, ..Party::default() }).collect(),
        scope: Scope { territory: row.get(9)?, target: row.get(6)?, exclusions: String::new() },
        trigger: super::document::Trigger { needs: Vec::new(), rule: row.get(3)? },
        steps: steps(&row.get::<String>(7)?, &row.get::<String>(5)?),
        ..Document::default()
    };
    Ok((lab, document))
}

/// Parties are told apart as people do it: lines, semicolons, commas; also a JSON list.
fn names(parties: &str) -> impl Iterator<Item = String> {
    let listed: Vec<String> = serde_json::from_str(parties)
        .unwrap_or_else(|_| parties.split(['\n', ';', ',']).map(str::to_owned).collect());
    listed.into_iter().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty())
}

/// The first step is the first; what changes follows, so that nothing of the proposal is lost.
fn steps(first: &str, change: &str) -> Vec<Step> {
    let lines = [first, change].into_iter().map(|what| what.split_whitespace().collect::<Vec<_>>().join(" "));
    (1..)
        .zip(lines.filter(|what| !what.is_empty()))
        .map(|(id, what)| Step { id, what: what.replace('|', "/"), ..Step::default() })
        .collect()
}

async fn whence(db: &Db, lab: Uuid, proposal: Uuid, session: Uuid) -> Result<Provenance, Refused> {
    let (mut sessions, mut tables) = (vec![session], Vec::new());
    let find = sql!("select session_id, table_number, round from contribution where id = $1 and not hidden");
    for origin in provenance::ancestors(db, &Thing::new("proposal", proposal)).await? {
        if origin.kind != "contribution" {
            continue;
        }
        if let Some(row) = db.row(find.bind(origin.id)).await? {
            let at = (row.get(0)?, row.get(1)?, row.get(2)?);
            if !tables.contains(&at) {
                tables.push(at);
            }
            if !sessions.contains(&at.0) {
                sessions.push(at.0);
            }
        }
    }
    tables.sort_unstable();
    let chosen = sql!(
        "select c.id, c.method, c.outcome, o.number from choice c join choice_option o on o.choice_id = c.id
         where o.proposal_id = $1 and c.closed_at is not null order by c.closed_at desc limit 1"
    );
    let row = db.row(chosen.bind(proposal)).await?;
    let decision = row
        .as_ref()
        .map(|row| Ok::<_, Refused>(Decision { choice: row.get(0)?, method: row.get(1)? }))
        .transpose()?;
    let dissent = match &row {
        Some(row) => dissent(&row.get::<String>(2)?, row.get(3)?),
        None => Vec::new(),
    };
    Ok(Provenance { lab, sessions, tables, proposal, decision, dissent })
}

/// The objections to the proposal of this number in an outcome.
fn dissent(outcome: &str, number: i64) -> Vec<String> {
    let outcome: Option<crate::harvest::choice::Outcome> = serde_json::from_str(outcome).ok();
    let dissent = outcome.into_iter().flat_map(|outcome| outcome.dissent);
    dissent.filter(|dissent| dissent.number == number).map(|dissent| dissent.words).collect()
}
