//! The audit: append-only, one hash chain per organisation, no personal data.

use crate::{Db, Result, Tx, sql};
use uuid::Uuid;

/// What the audit records of one act.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// The chain: an organisation's id, or [`NETWORK`].
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

/// Walks every chain from its beginning: how many entries there are, and where a chain is broken first.
///
/// # Errors
/// [`crate::Failure`] of the database.
pub async fn verify(db: &Db) -> Result<(u64, Vec<Broken>)> {
    let mut walk = Walk::default();
    let all = sql!(
        "select chain, number, at, actor, action, entity, detail, entity_id, request, previous, hash
         from audit order by chain, number"
    );
    db.each(all, |row| {
        let chain: String = row.get(0)?;
        let number: i64 = row.get(1)?;
        let words: [String; 4] = [row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?];
        let previous: Vec<u8> = row.get(9)?;
        let hash: Vec<u8> = row.get(10)?;
        let words = words.each_ref().map(String::as_str);
        let made = link(&previous, &chain, number, row.get(2)?, words, row.get(7)?, row.get(8)?);
        walk.step(chain, number, &previous, hash, &made);
        Ok::<_, crate::Failure>(())
    })
    .await?;
    for row in db.rows(sql!("select chain, number, hash from audit_head order by chain")).await? {
        walk.ends_at(&row.get::<String>(0)?, row.get(1)?, &row.get::<Vec<u8>>(2)?);
    }
    Ok((walk.entries, walk.broken))
}

#[derive(Default)]
struct Walk {
    entries: u64,
    ends: Vec<(String, i64, Vec<u8>)>,
    broken: Vec<Broken>,
}

impl Walk {
    fn step(&mut self, chain: String, number: i64, previous: &[u8], hash: Vec<u8>, made: &[u8]) {
        self.entries += 1;
        let (expected, last) = match self.ends.last() {
            Some((name, last, hash)) if *name == chain => (last + 1, hash.as_slice()),
            _ => (1, &[][..]),
        };
        if number != expected || previous != last || made != hash {
            self.breaks(&chain, number.min(expected));
        }
        match self.ends.last_mut() {
            Some(end) if end.0 == chain => *end = (chain, number, hash),
            _ => self.ends.push((chain, number, hash)),
        }
    }

    /// The head tells what was last, so that cutting the end off is seen too.
    fn ends_at(&mut self, chain: &str, number: i64, hash: &[u8]) {
        let end = self.ends.iter().find(|(name, ..)| name == chain);
        if end.is_none_or(|(_, last, last_hash)| *last != number || last_hash != hash) {
            self.breaks(chain, end.map_or(1, |(_, last, _)| last + 1));
        }
    }

    fn breaks(&mut self, chain: &str, number: i64) {
        if !self.broken.iter().any(|b| b.chain == chain) {
            self.broken.push(Broken { chain: chain.to_owned(), number });
        }
    }
}
