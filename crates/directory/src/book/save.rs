//! Writing a set of records: all of it or nothing, changing only what differs.

use super::{Entity, kind::Kept};
use crate::{keeping, records::Records};
use reticolo_base::Ctx;
use reticolo_store::{Db, Failure, Result, Tx, audit, sql};
use serde::Serialize;
use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap, HashSet},
};
use uuid::Uuid;

/// What to do with records of the same source that are no longer in the set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vanished {
    /// Leave them; only count them. For partial files.
    Keep,
    /// Remove them. For a source that always tells everything.
    Remove,
}

/// How many records of a kind were what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Count {
    /// Not there before.
    pub new: u64,
    /// There, with other content.
    pub changed: u64,
    /// There, the same.
    pub unchanged: u64,
    /// Of this source, but no longer in the set.
    pub gone: u64,
    /// Not written: no valid id, or a parent that exists nowhere where one is required.
    pub refused: u64,
    /// Written with what its keepers decided in place of what the source says: see [`crate::keeping`].
    pub kept_here: u64,
}

/// How many records of each kind were what.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Changes(pub BTreeMap<&'static str, Count>);

impl Changes {
    /// The counts of a kind.
    pub fn of(&self, entity: Entity) -> Count {
        self.0.get(entity.code()).copied().unwrap_or_default()
    }

    /// Whether anything was written.
    pub fn any(&self) -> bool {
        self.0.values().any(|c| c.new + c.changed > 0)
    }
}

/// What is already kept of one kind: id → (hash, source).
type Kept1 = HashMap<Uuid, (String, String)>;

/// Writes a set of records of one source in one transaction: parents first, only what differs.
/// A parent that exists neither in the set nor in the book is left out of the row (the body keeps it);
/// a place without its service is refused and counted. What keepers of a card decided stays ([`crate::keeping`]).
///
/// # Errors
/// [`Failure`] of the database; then nothing was written.
pub async fn save(
    db: &Db,
    ctx: &Ctx,
    source: &str,
    records: &Records,
    vanished: Vanished,
) -> Result<Changes> {
    let mut tx = db.begin(ctx).await?;
    let mut work = Work { source, changes: Changes::default(), known: HashSet::new(), gone: Vec::new() };
    work.write(&mut tx, &records.taxonomies).await?;
    work.write(&mut tx, &records.terms).await?;
    work.write(&mut tx, &records.organizations).await?;
    work.write(&mut tx, &records.programs).await?;
    work.write(&mut tx, &records.locations).await?;
    let kept = keeping::over(&mut tx, &records.services, &records.places).await?;
    work.write(&mut tx, &instead(&records.services, &kept.services, |service| &service.id)).await?;
    work.write(&mut tx, &instead(&records.places, &kept.places, |place| &place.id)).await?;
    if !kept.services.is_empty() {
        let number = u64::try_from(kept.services.len()).unwrap_or(u64::MAX);
        work.changes.0.entry(Entity::Service.code()).or_default().kept_here = number;
        let (action, entity) = ("directory.kept", "directory");
        tx.audit(audit::Entry { chain: audit::NETWORK, action, entity, id: None, detail: "" }).await?;
    }
    let mut touched = work.changes.any();
    if vanished == Vanished::Remove {
        // Children were written last, so they go first.
        for (delete, id) in std::mem::take(&mut work.gone).into_iter().rev() {
            tx.run(delete.bind(id)).await?;
            touched = true;
        }
    }
    if touched {
        let detail = serde_json::to_string(&work.changes).unwrap_or_default();
        tx.run(sql!("update counter set value = value + 1 where name = 'directory'")).await?;
        let entry = audit::Entry {
            chain: audit::NETWORK,
            action: "directory.save",
            entity: "directory",
            id: None,
            detail: &detail,
        };
        tx.audit(entry).await?;
        tx.emit("directory.changed", &detail).await?;
    }
    tx.commit().await?;
    Ok(work.changes)
}

/// The records, where some are written otherwise than the source tells them.
fn instead<'a, T: Clone>(
    records: &'a [T],
    kept: &HashMap<String, T>,
    id: impl Fn(&T) -> &String,
) -> Cow<'a, [T]> {
    if kept.is_empty() {
        return Cow::Borrowed(records);
    }
    records.iter().map(|record| kept.get(id(record)).unwrap_or(record).clone()).collect()
}

struct Work<'a> {
    source: &'a str,
    changes: Changes,
    /// Ids that a child may hang on: in the book already, or written in this transaction.
    known: HashSet<Uuid>,
    gone: Vec<(reticolo_store::Sql, Uuid)>,
}

impl Work<'_> {
    async fn write<T: Kept>(&mut self, tx: &mut Tx, records: &[T]) -> Result<()> {
        let kept = kept_of::<T>(tx).await?;
        self.known.extend(kept.keys());
        let mut count = Count::default();
        let mut seen: HashSet<Uuid> = HashSet::new();
        for record in records {
            let Some(id) = record.id().filter(|id| seen.insert(*id)) else {
                count.refused += 1;
                continue;
            };
            match self.write_one(tx, record, id, kept.get(&id)).await? {
                Outcome::New => count.new += 1,
                Outcome::Changed => count.changed += 1,
                Outcome::Unchanged => count.unchanged += 1,
                Outcome::Refused => count.refused += 1,
            }
        }
        for id in kept
            .iter()
            .filter(|(id, (_, source))| source == self.source && !seen.contains(*id))
            .map(|(id, _)| *id)
        {
            count.gone += 1;
            self.gone.push((T::STATEMENTS.delete, id));
        }
        self.changes.0.insert(T::ENTITY.code(), count);
        Ok(())
    }

    async fn write_one<T: Kept>(
        &mut self,
        tx: &mut Tx,
        record: &T,
        id: Uuid,
        kept: Option<&(String, String)>,
    ) -> Result<Outcome> {
        let parents: Vec<Option<Uuid>> =
            record.parents().into_iter().map(|p| p.filter(|p| self.known.contains(p))).collect();
        if T::ENTITY == Entity::Place && parents.first().is_none_or(Option::is_none) {
            return Ok(Outcome::Refused);
        }
        let Ok(body) = serde_json::to_string(record) else { return Ok(Outcome::Refused) };
        let hash = blake3::hash(body.as_bytes()).to_hex().to_string();
        if kept.is_some_and(|(old, source)| *old == hash && source == self.source) {
            return Ok(Outcome::Unchanged);
        }
        let now = tx.ctx().now;
        let mut statement = T::STATEMENTS.upsert.bind(id).bind(self.source).bind(body).bind(hash).bind(now);
        for parent in parents {
            statement = statement.bind(parent);
        }
        tx.run(statement).await?;
        self.known.insert(id);
        Ok(if kept.is_some() { Outcome::Changed } else { Outcome::New })
    }
}

enum Outcome {
    New,
    Changed,
    Unchanged,
    Refused,
}

async fn kept_of<T: Kept>(tx: &mut Tx) -> Result<Kept1> {
    tx.rows(T::STATEMENTS.hashes)
        .await?
        .iter()
        .map(|row| Ok::<_, Failure>((row.get(0)?, (row.get(1)?, row.get(2)?))))
        .collect()
}
