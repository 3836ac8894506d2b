//! Finding one's own people again, without any index of names.

use super::{Contact, Identity, Record, token};
use crate::{Desk, Refused, access::audit};
use reticolo_base::{Actor, Instant};
use reticolo_store::{Row as StoreRow, sql, vault::Class};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The most people that a list shows.
const MOST: u32 = 50;

/// A person in a list.
#[derive(Debug, Clone)]
pub struct Row {
    /// Her id.
    pub id: Uuid,
    /// Who she is.
    pub identity: Identity,
    /// The language she prefers.
    pub lang: String,
    /// When something changed last.
    pub changed_at: Instant,
    /// Whether she is reserved to named colleagues.
    pub reserved: bool,
}

/// Somebody who may be the person that is being written down.
#[derive(Debug, Clone)]
pub struct Found {
    /// The person.
    pub row: Row,
    /// How many tokens are the same.
    pub same: usize,
    /// Whether the number of a document or a telephone is the same.
    pub sure: bool,
}

/// The people of the actor's organisation who were dealt with last. Those reserved to others are not in it.
///
/// # Errors
/// [`Refused::NotFound`] when the actor works at no desk.
pub async fn recent(desk: Desk<'_>) -> Result<Vec<Row>, Refused> {
    let (organization, member) = visitor(desk)?;
    let list = sql!(
        "select p.id, p.identity, p.contact, p.changed_at, p.reserved from desk_person p
         where p.organization_id = $1 and p.erased_at is null
           and (not p.reserved or exists (select 1 from desk_named n where n.person_id = p.id and n.member_id = $2))
         order by p.changed_at desc, p.id desc limit $3"
    );
    let rows = desk.db.rows(list.bind(organization).bind(member).bind(MOST)).await?;
    listed(desk, organization, &rows).await
}

/// The people of the actor's organisation whom the words may mean: a name as it sounds, a telephone, a number.
///
/// # Errors
/// [`Refused::NotFound`] when the actor works at no desk.
pub async fn find(desk: Desk<'_>, typed: &str) -> Result<Vec<Found>, Refused> {
    let (organization, _) = visitor(desk)?;
    let tokens = token::of_words(desk.vault, organization, typed);
    by_tokens(desk, organization, tokens).await
}

/// The people of the actor's organisation who may be the one that is being written down.
///
/// # Errors
/// [`Refused::NotFound`] when the actor works at no desk.
pub async fn alike(desk: Desk<'_>, record: &Record) -> Result<Vec<Found>, Refused> {
    let (organization, _) = visitor(desk)?;
    let tokens = token::of(desk.vault, organization, record).into_iter().map(|(token, _)| token).collect();
    by_tokens(desk, organization, tokens).await
}

fn visitor(desk: Desk<'_>) -> Result<(Uuid, Uuid), Refused> {
    let organization = desk.at_desk()?;
    match desk.ctx.actor {
        Actor::Member { id, .. } => Ok((organization, id)),
        _ => Err(Refused::NotFound),
    }
}

async fn by_tokens(desk: Desk<'_>, organization: Uuid, tokens: Vec<Vec<u8>>) -> Result<Vec<Found>, Refused> {
    let (_, member) = visitor(desk)?;
    let mut hits: BTreeMap<Uuid, (usize, bool)> = BTreeMap::new();
    for token in tokens {
        let find = sql!("select person_id, kind from desk_token where organization_id = $1 and token = $2");
        for row in desk.db.rows(find.bind(organization).bind(token)).await? {
            let hit = hits.entry(row.get(0)?).or_default();
            hit.0 += 1;
            hit.1 |= row.get::<String>(1)? != "sound";
        }
    }
    let mut ranked: Vec<(Uuid, (usize, bool))> = hits.into_iter().collect();
    ranked.sort_by_key(|(id, (same, sure))| (std::cmp::Reverse((*sure, *same)), *id));
    let mut found = Vec::new();
    for (id, (same, sure)) in ranked.into_iter().take(20) {
        let one = sql!(
            "select p.id, p.identity, p.contact, p.changed_at, p.reserved from desk_person p
             where p.id = $1 and p.erased_at is null
               and (not p.reserved or exists (select 1 from desk_named n where n.person_id = p.id and n.member_id = $2))"
        );
        let rows = desk.db.rows(one.bind(id).bind(member)).await?;
        let rows = listed(desk, organization, &rows).await?;
        found.extend(rows.into_iter().map(|row| Found { row, same, sure }));
    }
    Ok(found)
}

/// Opens the names of a list; one entry tells that the list was looked at, and how long it was.
async fn listed(desk: Desk<'_>, organization: Uuid, rows: &[StoreRow]) -> Result<Vec<Row>, Refused> {
    let identities = desk.vault.reader(desk.db, organization, Class::Identity).await?;
    let contacts = desk.vault.reader(desk.db, organization, Class::Contact).await?;
    let mut people = Vec::new();
    for row in rows {
        let id: Uuid = row.get(0)?;
        let open = |sealed: Option<Vec<u8>>, reader: &reticolo_store::vault::Reader| {
            sealed.map_or(Ok(None), |sealed| reader.open(id, &sealed))
        };
        let identity =
            open(row.get(1)?, &identities)?.and_then(|p| serde_json::from_slice::<Identity>(&p).ok());
        let contact = open(row.get(2)?, &contacts)?.and_then(|p| serde_json::from_slice::<Contact>(&p).ok());
        let lang = contact.and_then(|c| c.languages.into_iter().next()).unwrap_or_default();
        let Some(identity) = identity else { continue };
        people.push(Row { id, identity, lang, changed_at: row.get(3)?, reserved: row.get(4)? });
    }
    if !people.is_empty() {
        let mut tx = desk.db.begin(desk.ctx).await?;
        let many = people.len().to_string();
        audit(&mut tx, organization, ("desk.people.listed", "organization", organization), &many).await?;
        tx.commit().await?;
    }
    Ok(people)
}
