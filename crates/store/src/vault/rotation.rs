//! New keys in the place of old ones. Killed at any moment, everything stays readable: first the ring with the new key is on
//! the disk, then what is wrapped by old keys is wrapped anew, and only what nothing needs any more is taken away.

use super::{Kept, Vault, cipher, keys, ring::Key, ring::random};
use crate::{Db, Failure, Result, Tx, audit, audit::Entry, sql};
use reticolo_base::Ctx;
use std::collections::BTreeMap;
use uuid::Uuid;

/// So many keys are wrapped anew in one transaction.
const BATCH: i64 = 200;

/// A key of the ring and what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RingKey {
    /// Its fingerprint.
    pub id: String,
    /// Whether new keys of organisations are wrapped by it.
    pub newest: bool,
    /// How many keys of organisations it wraps.
    pub wraps: i64,
}

/// How a rotation began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Begun {
    /// With a new key: its fingerprint.
    New(String),
    /// An earlier one was not finished, and goes on with the key it had made.
    GoesOn(String),
}

impl Vault {
    /// The keys of the ring, oldest first.
    ///
    /// # Errors
    /// [`Failure`] of the database.
    pub async fn ring_keys(&self, db: &Db) -> Result<Vec<RingKey>> {
        self.ring.reload();
        let rows = db.rows(sql!("select ring, count(*) from vault_organization group by ring")).await?;
        let wraps: BTreeMap<String, i64> =
            rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect::<Result<_>>()?;
        let ids = self.ring().ids();
        let newest = ids.last().cloned();
        let told = |id: String| {
            let (wraps, newest) = (wraps.get(&id).copied().unwrap_or_default(), newest.as_ref() == Some(&id));
            RingKey { id, newest, wraps }
        };
        Ok(ids.into_iter().map(told).collect())
    }

    /// Begins a rotation: a new key stands in the file, on the disk, when this returns. Where an earlier rotation was broken
    /// off, no other key is made: that one goes on.
    ///
    /// # Errors
    /// [`Failure::Ring`] when the file cannot be written, [`Failure::Sealed`] for a vault without files, or another
    /// [`Failure`] of the database.
    pub async fn begin_rotation(&self, db: &Db) -> Result<Begun> {
        let kept = self.kept()?;
        let held = kept.ledger.hold()?;
        self.ring.reload();
        let (newest, _) = self.ring.newest().ok_or(Failure::Sealed)?;
        let old = sql!("select 1 from vault_organization where ring <> $1 limit 1").bind(&newest);
        if db.row(old).await?.is_some() {
            return Ok(Begun::GoesOn(newest));
        }
        self.ring().with_a_new_key().write_over(&kept.places.ring).map_err(Failure::Ring)?;
        drop(held);
        let (newest, _) = self.ring.newest().ok_or(Failure::Sealed)?;
        Ok(Begun::New(newest))
    }

    /// Wraps the next keys of organisations by the newest key of the ring; how many, none when nothing is left.
    ///
    /// # Errors
    /// [`Failure::Sealed`] when a key does not open; another [`Failure`] of the database.
    pub async fn rewrap(&self, db: &Db, ctx: &Ctx) -> Result<u64> {
        let (id, above) = self.ring.newest().ok_or(Failure::Sealed)?;
        let mut tx = db.begin(ctx).await?;
        let find = sql!(
            "select organization_id, number, ring, wrapped from vault_organization where ring <> $1
             order by organization_id, number limit $2"
        );
        let rows = tx.rows(find.bind(&id).bind(BATCH)).await?;
        for row in &rows {
            let (organization, number): (Uuid, i64) = (row.get(0)?, row.get(1)?);
            let (old, wrapped): (String, Vec<u8>) = (row.get(2)?, row.get(3)?);
            let key = keys::open_organization(&self.ring, organization, number, &old, &wrapped)?;
            let wrapped = wrap(&above, &cipher::identity_of_organization(organization, number), &key)?;
            let update = sql!(
                "update vault_organization set ring = $3, wrapped = $4
                 where organization_id = $1 and number = $2 and ring = $5"
            );
            let update = update.bind(organization).bind(number).bind(&id).bind(wrapped).bind(old);
            tx.run(update).await?;
        }
        if rows.is_empty() {
            return Ok(0);
        }
        let detail = format!("{} keys of organisations, ring key {id}", rows.len());
        tx.audit(entry(audit::NETWORK, "vault.rewrapped", None, &detail)).await?;
        tx.commit().await?;
        Ok(rows.len() as u64)
    }

    /// The organisations that have keys.
    ///
    /// # Errors
    /// [`Failure`] of the database.
    pub async fn organizations(&self, db: &Db) -> Result<Vec<Uuid>> {
        let find = sql!("select distinct organization_id from vault_organization order by organization_id");
        db.rows(find).await?.iter().map(|row| row.get(0)).collect()
    }

    /// Makes a new key for an organisation and wraps the keys of its people, and those it shares with others, by it, a part at
    /// a time; how many. Where an earlier
    /// renewal was broken off, that one goes on. The old key stays, for whoever reads just now.
    ///
    /// # Errors
    /// [`Failure::Sealed`] when a key does not open; another [`Failure`] of the database.
    pub async fn renew(&self, db: &Db, ctx: &Ctx, organization: Uuid) -> Result<u64> {
        self.begin_renewal(db, ctx, organization).await?;
        let mut all = 0;
        loop {
            match self.rewrap_people(db, ctx, organization).await? {
                0 => return Ok(all),
                some => all += some,
            }
        }
    }

    /// Makes the new key, unless a renewal is under way.
    ///
    /// # Errors
    /// As [`Self::renew`].
    pub async fn begin_renewal(&self, db: &Db, ctx: &Ctx, organization: Uuid) -> Result<()> {
        let (id, above) = self.ring.newest().ok_or(Failure::Sealed)?;
        let mut tx = db.begin(ctx).await?;
        let newest = newest_number(&mut tx, organization).await?;
        let unfinished = !people_below(&mut tx, organization, newest, 1).await?.is_empty()
            || !shares_below(&mut tx, organization, newest, 1).await?.is_empty();
        if unfinished {
            return Ok(());
        }
        let number = newest + 1;
        let wrapped = wrap(&above, &cipher::identity_of_organization(organization, number), &random())?;
        let now = tx.ctx().now;
        let insert = sql!(
            "insert into vault_organization (organization_id, number, ring, wrapped, made_at)
             values ($1, $2, $3, $4, $5)"
        );
        tx.run(insert.bind(organization).bind(number).bind(id).bind(wrapped).bind(now)).await?;
        let detail = format!("key {number}");
        let chain = audit::chain(organization);
        tx.audit(entry(&chain, "vault.key_made", Some(organization), &detail)).await?;
        tx.commit().await
    }

    /// Wraps the next keys of an organisation's people, and the next it shares, by its newest key; how many, none when nothing is left.
    ///
    /// # Errors
    /// As [`Self::renew`].
    pub async fn rewrap_people(&self, db: &Db, ctx: &Ctx, organization: Uuid) -> Result<u64> {
        let mut tx = db.begin(ctx).await?;
        let newest = newest_number(&mut tx, organization).await?;
        let people = people_below(&mut tx, organization, newest, BATCH).await?;
        let shares = shares_below(&mut tx, organization, newest, BATCH).await?;
        if people.is_empty() && shares.is_empty() {
            return Ok(0);
        }
        let keys = self.keys_of(&mut tx, organization).await?;
        let above = keys.get(&newest).ok_or(Failure::Sealed)?;
        for (subject, class, number, wrapped) in &people {
            let identity = cipher::identity_of_subject(organization, *subject, class);
            let key = cipher::unwrap(keys.get(number).ok_or(Failure::Sealed)?, &identity, wrapped)?;
            let update = sql!(
                "update vault_subject set number = $3, wrapped = $4 where subject = $1 and class = $2 and number = $5"
            );
            let update = update.bind(*subject).bind(class).bind(newest).bind(wrap(above, &identity, &key)?);
            tx.run(update.bind(*number)).await?;
        }
        for (thing, number, wrapped) in &shares {
            let identity = cipher::identity_of_share(*thing, organization);
            let key = cipher::unwrap(keys.get(number).ok_or(Failure::Sealed)?, &identity, wrapped)?;
            let update = sql!(
                "update vault_shared set number = $3, wrapped = $4 where thing = $1 and holder = $2 and number = $5"
            );
            let update =
                update.bind(*thing).bind(organization).bind(newest).bind(wrap(above, &identity, &key)?);
            tx.run(update.bind(*number)).await?;
        }
        let detail = format!("{} keys of people, {} of referrals, key {newest}", people.len(), shares.len());
        let chain = audit::chain(organization);
        tx.audit(entry(&chain, "vault.people_rewrapped", Some(organization), &detail)).await?;
        tx.commit().await?;
        Ok((people.len() + shares.len()) as u64)
    }

    /// Takes the keys off the ring that wrap nothing in this database any more; their fingerprints. Backups from before the
    /// rotation need them: keep a copy of the older ring as long as those.
    ///
    /// # Errors
    /// As [`Self::begin_rotation`].
    pub async fn retire(&self, db: &Db) -> Result<Vec<String>> {
        let kept = self.kept()?;
        let held = kept.ledger.hold()?;
        self.ring.reload();
        let before = self.ring();
        let after = before.with_only(&keys::rings(db).await?);
        let gone: Vec<String> = before.ids().into_iter().filter(|id| after.key(id).is_none()).collect();
        if !gone.is_empty() {
            after.write_over(&kept.places.ring).map_err(Failure::Ring)?;
            self.ring.reload();
        }
        drop(held);
        Ok(gone)
    }

    async fn keys_of(&self, tx: &mut Tx, organization: Uuid) -> Result<BTreeMap<i64, Key>> {
        let find = sql!("select number, ring, wrapped from vault_organization where organization_id = $1");
        let rows = tx.rows(find.bind(organization)).await?;
        let open = |number, id: String, wrapped: Vec<u8>| {
            Ok((number, keys::open_organization(&self.ring, organization, number, &id, &wrapped)?))
        };
        rows.iter().map(|row| open(row.get(0)?, row.get(1)?, row.get(2)?)).collect()
    }

    fn kept(&self) -> Result<&Kept> {
        self.kept.as_deref().ok_or(Failure::Sealed)
    }
}

async fn newest_number(tx: &mut Tx, organization: Uuid) -> Result<i64> {
    let find =
        sql!("select number from vault_organization where organization_id = $1 order by number desc limit 1");
    tx.row(find.bind(organization)).await?.map_or(Ok(0), |row| row.get(0))
}

type Wrapped = (Uuid, String, i64, Vec<u8>);

async fn people_below(tx: &mut Tx, organization: Uuid, number: i64, most: i64) -> Result<Vec<Wrapped>> {
    let find = sql!(
        "select subject, class, number, wrapped from vault_subject where organization_id = $1 and number < $2
         order by subject, class limit $3"
    );
    let rows = tx.rows(find.bind(organization).bind(number).bind(most)).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))).collect()
}

type Share = (Uuid, i64, Vec<u8>);

async fn shares_below(tx: &mut Tx, organization: Uuid, number: i64, most: i64) -> Result<Vec<Share>> {
    let find = sql!(
        "select thing, number, wrapped from vault_shared where holder = $1 and number < $2 order by thing limit $3"
    );
    let rows = tx.rows(find.bind(organization).bind(number).bind(most)).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).collect()
}

/// Wraps a key, and sees that it opens again before anything is kept.
fn wrap(above: &Key, identity: &[u8], key: &Key) -> Result<Vec<u8>> {
    let wrapped = cipher::seal(above, identity, key.as_slice())?;
    let opened = cipher::unwrap(above, identity, &wrapped)?;
    if opened == *key { Ok(wrapped) } else { Err(Failure::Sealed) }
}

fn entry<'a>(chain: &'a str, action: &'a str, id: Option<Uuid>, detail: &'a str) -> Entry<'a> {
    Entry { chain, action, entity: "vault", id, detail }
}
