//! Walking the chains from their beginning.

use super::{Broken, link};
use crate::{Db, Failure, Result, Row, sql};
use std::collections::BTreeMap;

/// Where a chain stands.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Head {
    /// The chain.
    pub chain: String,
    /// The number of its last entry.
    pub number: i64,
    /// The hash of that entry, in digits.
    pub hash: String,
}

/// Where every chain stands.
///
/// # Errors
/// [`Failure`] of the database.
pub async fn heads(db: &Db) -> Result<Vec<Head>> {
    let rows = db.rows(sql!("select chain, number, hash from audit_head order by chain")).await?;
    let read = |row: &Row| {
        Ok(Head {
            chain: row.get(0)?,
            number: row.get(1)?,
            hash: crate::hex::written(&row.get::<Vec<u8>>(2)?),
        })
    };
    rows.iter().map(read).collect()
}

/// Walks every chain from its beginning: how many entries there are, and where a chain is broken first.
///
/// # Errors
/// [`Failure`] of the database.
pub async fn verify(db: &Db) -> Result<(u64, Vec<Broken>)> {
    let walk = all(db, &[]).await?;
    let broken = walk
        .chains
        .iter()
        .filter_map(|(chain, walked)| Some(Broken { chain: chain.clone(), number: walked.broken? }));
    Ok((walk.chains.values().map(|walked| walked.entries).sum(), broken.collect()))
}

/// Walks every chain, and past places where its hash is known from elsewhere: where a chain is broken, rewritten or cut.
///
/// # Errors
/// [`Failure`] of the database.
pub async fn verify_against(db: &Db, known: &[Head]) -> Result<Vec<Broken>> {
    let walk = all(db, known).await?;
    let broken =
        walk.chains.into_iter().filter_map(|(chain, walked)| Some(Broken { chain, number: walked.broken? }));
    let missed = walk.missed.into_iter().map(|head| Broken { chain: head.chain, number: head.number });
    Ok(broken.chain(missed).collect())
}

/// What was seen of one chain.
#[derive(Debug, Default)]
pub(super) struct Walked {
    pub entries: u64,
    /// The number of the first entry that is missing, changed or out of order.
    pub broken: Option<i64>,
    last: i64,
    hash: String,
}

/// What was seen on the way.
#[derive(Debug, Default)]
pub(super) struct Walk {
    pub chains: BTreeMap<String, Walked>,
    /// The expected places at which the chain held another hash, or ended before.
    pub missed: Vec<Head>,
    expected: BTreeMap<(String, i64), Vec<String>>,
}

/// Walks every chain, and past the places where its hash is known from elsewhere.
///
/// People may write meanwhile: what was there when the walk began must be there.
pub(super) async fn all(db: &Db, expected: &[Head]) -> Result<Walk> {
    let mut walk = Walk::default();
    for head in expected {
        walk.expected.entry((head.chain.clone(), head.number)).or_default().push(head.hash.clone());
    }
    let before = heads(db).await?;
    let entries = sql!(
        "select chain, number, at, actor, action, entity, detail, entity_id, request, previous, hash
         from audit order by chain, number"
    );
    let known: BTreeMap<&str, &Head> = before.iter().map(|head| (head.chain.as_str(), head)).collect();
    db.each(entries, |row| walk.passes(&row, &known)).await?;
    let after = heads(db).await?;
    walk.ends(&before, &after);
    Ok(walk)
}

/// Walks one chain from behind an entry to its end: the head it should have, and whether every link holds.
pub(super) async fn rest(db: &Db, from: &Head) -> Result<(Head, bool)> {
    let entries = sql!(
        "select chain, number, at, actor, action, entity, detail, entity_id, request, previous, hash
         from audit where chain = $1 and number > $2 order by number"
    );
    let (mut head, mut holds) = (from.clone(), true);
    db.each(entries.bind(&from.chain).bind(from.number), |row| {
        let (number, previous, hash) = linked(&row)?;
        holds &= number == head.number + 1 && previous == head.hash && hash.is_some();
        head.number = number;
        head.hash = hash.unwrap_or_default();
        Ok::<_, Failure>(())
    })
    .await?;
    Ok((head, holds))
}

/// Number, previous hash, and its own hash if it is the right one.
fn linked(row: &Row) -> Result<(i64, String, Option<String>)> {
    let (chain, number): (String, i64) = (row.get(0)?, row.get(1)?);
    let words: [String; 4] = [row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?];
    let (previous, hash): (Vec<u8>, Vec<u8>) = (row.get(9)?, row.get(10)?);
    let words = words.each_ref().map(String::as_str);
    let made = link(&previous, &chain, number, row.get(2)?, words, row.get(7)?, row.get(8)?);
    Ok((number, crate::hex::written(&previous), (made == hash).then(|| crate::hex::written(&hash))))
}

impl Walk {
    fn passes(&mut self, row: &Row, heads: &BTreeMap<&str, &Head>) -> Result<()> {
        let chain: String = row.get(0)?;
        let (number, previous, hash) = linked(row)?;
        let known = heads.get(chain.as_str()).filter(|head| head.number == number);
        if let Some(expected) = self.expected.remove(&(chain.clone(), number)) {
            let other = expected.into_iter().filter(|known| Some(known) != hash.as_ref());
            self.missed.extend(other.map(|hash| Head { chain: chain.clone(), number, hash }));
        }
        let walked = self.chains.entry(chain).or_default();
        walked.entries += 1;
        let follows = number == walked.last + 1 && previous == walked.hash;
        let is_head = known.is_none_or(|head| Some(&head.hash) == hash.as_ref());
        if !follows || !is_head || hash.is_none() {
            walked.breaks(number.min(walked.last + 1));
        }
        walked.last = number;
        walked.hash = hash.unwrap_or_default();
        Ok(())
    }

    /// The heads tell what was last, so that cutting the end off, or adding to it by hand, is seen too.
    fn ends(&mut self, before: &[Head], after: &[Head]) {
        for head in before {
            let walked = self.chains.entry(head.chain.clone()).or_default();
            if walked.last < head.number {
                walked.breaks(walked.last + 1);
            }
        }
        for (chain, walked) in &mut self.chains {
            let end = after.iter().find(|head| head.chain == *chain).map_or(0, |head| head.number);
            if walked.last > end {
                walked.breaks(end + 1);
            }
        }
        for ((chain, number), hashes) in std::mem::take(&mut self.expected) {
            self.missed.extend(hashes.into_iter().map(|hash| Head { chain: chain.clone(), number, hash }));
        }
    }
}

impl Walked {
    fn breaks(&mut self, number: i64) {
        self.broken.get_or_insert(number);
    }
}
