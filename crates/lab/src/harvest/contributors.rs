//! Who is behind something, found by walking back where it came from.

use crate::{Refused, provenance, provenance::Thing};
use reticolo_store::{Db, Row, sql};
use std::collections::BTreeMap;
use uuid::Uuid;

/// How somebody contributed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// She wrote it and said so.
    Wrote,
    /// She worked a proposal out with others.
    WorkedOut,
    /// She sat at the table that said it, in that round.
    SatThere,
}

/// A participant who is behind something, and how: the nearest way counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Contributor {
    /// The participant.
    pub participant: Uuid,
    /// How she contributed.
    pub how: How,
}

/// Everybody who is behind a contribution, theme, statement, proposal or whatever came from one: authors of
/// contributions; for what a table said together, those who sat there in that round; those who worked on a proposal.
/// Each once, whoever was erased left out. The caller asks whether one may know.
///
/// # Errors
/// [`Refused::Store`] when the database does not answer.
pub async fn contributors(db: &Db, thing: &Thing) -> Result<Vec<Contributor>, Refused> {
    let mut found: BTreeMap<Uuid, How> = BTreeMap::new();
    let mut things = provenance::ancestors(db, thing).await?;
    things.push(thing.clone());
    for thing in things {
        for (participant, how) in of_one(db, &thing).await? {
            let known = found.entry(participant).or_insert(how);
            *known = how.min(*known);
        }
    }
    Ok(found.into_iter().map(|(participant, how)| Contributor { participant, how }).collect())
}

async fn of_one(db: &Db, thing: &Thing) -> Result<Vec<(Uuid, How)>, Refused> {
    let (rows, how) = match thing.kind.as_str() {
        "contribution" => return of_contribution(db, thing.id).await,
        "statement" => {
            let find = sql!(
                "select p.id from statement s join participant p on p.id = s.author
                 where s.id = $1 and p.erased_at is null"
            );
            (db.rows(find.bind(thing.id)).await?, How::Wrote)
        }
        "proposal" => {
            let find = sql!(
                "select distinct p.id from proposal_version v join participant p on p.id = v.editor
                 where v.proposal_id = $1 and p.erased_at is null"
            );
            (db.rows(find.bind(thing.id)).await?, How::WorkedOut)
        }
        _ => return Ok(Vec::new()),
    };
    rows.iter().map(|row| Ok((row.get(0)?, how))).collect()
}

async fn of_contribution(db: &Db, id: Uuid) -> Result<Vec<(Uuid, How)>, Refused> {
    let author = sql!(
        "select c.author, p.id from contribution c left join participant p on p.id = c.author and p.erased_at is null
         where c.id = $1"
    );
    let Some(row) = db.row(author.bind(id)).await? else { return Ok(Vec::new()) };
    if row.get::<Option<Uuid>>(0)?.is_some() {
        return Ok(row.get::<Option<Uuid>>(1)?.map(|id| (id, How::Wrote)).into_iter().collect());
    }
    let seated = sql!(
        "select p.id from contribution c
         join seat s on s.block_id = c.block_id and s.round = c.round and s.table_number = c.table_number
         join participant p on p.id = s.participant_id
         where c.id = $1 and p.erased_at is null order by p.id"
    );
    let read = |row: &Row| Ok((row.get(0)?, How::SatThere));
    db.rows(seated.bind(id)).await?.iter().map(read).collect()
}
