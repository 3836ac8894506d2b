//! The audit: append-only, one hash chain per organisation, no personal data.
//!
//! A changed entry breaks its chain ([`verify`]). Somebody who holds the database could compute the whole chain anew; so now
//! and then where each chain stands is signed by a key that lies outside the database, and kept in a file beside the key
//! ring as well ([`checkpoint`]). [`inspect`] looks at all of it.

pub mod checkpoint;
mod inspection;
mod list;
mod signed;
mod walk;

pub use inspection::{Chain, Inspection, Trouble, inspect};
pub use list::{Listed, Period, list};
pub use walk::{Head, heads, verify, verify_against};

use crate::{Result, Tx, sql};
use uuid::Uuid;

/// What the audit records of one act.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// The chain: that of an organisation ([`chain`]), or [`NETWORK`].
    pub chain: &'a str,
    /// The act, e.g. `directory.import`.
    pub action: &'a str,
    /// The kind of the thing acted upon, e.g. `service`.
    pub entity: &'a str,
    /// The thing, where it is one.
    pub id: Option<Uuid>,
    /// Particulars without personal data: codes, counts.
    pub detail: &'a str,
}

/// The chain of what belongs to no single organisation.
pub const NETWORK: &str = "network";

/// The chain in which an organisation's entries stand.
pub fn chain(organization: Uuid) -> String {
    format!("organization:{organization}")
}

/// A link of the chain that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// The chain.
    pub chain: String,
    /// The number of the first entry that is missing, changed or out of order.
    pub number: i64,
}

pub(crate) async fn append(tx: &mut Tx, entry: Entry<'_>) -> Result<()> {
    let ctx = tx.ctx().clone();
    let start = sql!(
        "insert into audit_head (chain, number, hash) values ($1, 0, $2) on conflict (chain) do nothing"
    );
    tx.execute(&start.bind(entry.chain).bind(Vec::new())).await?;
    // The update takes the row's lock, so that two nodes never give one number twice.
    let next = sql!("update audit_head set number = number + 1 where chain = $1 returning number, hash");
    let (number, previous) = match tx.row(next.bind(entry.chain)).await? {
        Some(row) => (row.get::<i64>(0)?, row.get::<Vec<u8>>(1)?),
        None => (1, Vec::new()),
    };
    let actor = ctx.actor.code();
    let hash = link(
        &previous,
        entry.chain,
        number,
        ctx.now.0,
        [actor.as_ref(), entry.action, entry.entity, entry.detail],
        entry.id,
        ctx.request,
    );
    let insert = sql!(
        "insert into audit (chain, number, at, actor, action, entity, entity_id, detail, request, previous, hash)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
    );
    let insert =
        insert.bind(entry.chain).bind(number).bind(ctx.now).bind(actor.into_owned()).bind(entry.action);
    let insert = insert.bind(entry.entity).bind(entry.id).bind(entry.detail).bind(ctx.request);
    tx.execute(&insert.bind(previous).bind(hash.clone())).await?;
    let head = sql!("update audit_head set hash = $2 where chain = $1");
    tx.execute(&head.bind(entry.chain).bind(hash)).await.map(drop)
}

/// BLAKE3 over the previous hash and every field, each with its length before it.
fn link(
    previous: &[u8],
    chain: &str,
    number: i64,
    at: i64,
    words: [&str; 4],
    id: Option<Uuid>,
    request: Uuid,
) -> Vec<u8> {
    let mut hasher = blake3::Hasher::new();
    let mut add = |bytes: &[u8]| {
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    };
    add(previous);
    add(chain.as_bytes());
    add(&number.to_le_bytes());
    add(&at.to_le_bytes());
    for word in words {
        add(word.as_bytes());
    }
    add(id.as_ref().map_or(&[][..], |id| id.as_bytes()));
    add(request.as_bytes());
    hasher.finalize().as_bytes().to_vec()
}
