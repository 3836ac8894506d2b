//! Keys that several hold: a referral's capsule and thread, readable for the organisations on both sides, and for nobody else
//! once a side's wrap is destroyed.

use super::{
    Vault, cipher, keys,
    ring::{Key, random},
};
use crate::{Db, Failure, Result, Row, Tx, sql};
use uuid::Uuid;

/// What a key from a link's secret and second code is derived for.
const SECRET: &str = "reticolo vault shared by link";

impl Vault {
    /// Makes the key of a thing that several organisations hold. A thing that has a key already keeps it, and the
    /// organisations named become holders too. The caller audits.
    ///
    /// # Errors
    /// [`Failure::Sealed`] when the thing has a key that none of the organisations holds; another [`Failure`] of the database.
    pub async fn share(&self, tx: &mut Tx, thing: Uuid, organizations: &[Uuid]) -> Result<()> {
        let key = match self.any_key(tx, thing, organizations).await? {
            Some(key) => key,
            None => random(),
        };
        for organization in organizations {
            self.wrap(tx, thing, *organization, &key).await?;
        }
        Ok(())
    }

    /// Gives the key to whoever holds a link: `secret` is what she brings, the link's secret and her second code.
    ///
    /// # Errors
    /// [`Failure::Sealed`] when `through` is no holder.
    pub async fn share_by_secret(
        &self,
        tx: &mut Tx,
        thing: Uuid,
        through: Uuid,
        (link, secret): (Uuid, &[u8]),
    ) -> Result<()> {
        let key = self.key_in(tx, thing, through).await?.ok_or(Failure::Sealed)?;
        let wrapped =
            cipher::seal(&from_secret(secret), &cipher::identity_of_share(thing, link), key.as_slice())?;
        keep(tx, thing, link, None, wrapped).await
    }

    /// Seals something of the thing, bound to a record, by way of a holder.
    ///
    /// # Errors
    /// [`Failure::Shredded`] when the holder has no key (any more).
    pub async fn seal_shared(
        &self,
        tx: &mut Tx,
        (thing, holder): (Uuid, Uuid),
        record: Uuid,
        plain: &[u8],
    ) -> Result<Vec<u8>> {
        let key = self.key_in(tx, thing, holder).await?.ok_or(Failure::Shredded)?;
        let identity = identity(thing, record);
        let sealed = cipher::seal(&key, &identity, plain)?;
        let opened = cipher::open(&key, &identity, &sealed)?;
        if opened.as_slice() == plain { Ok(sealed) } else { Err(Failure::Sealed) }
    }

    /// Opens something of the thing by way of a holder; `None` when her wrap was destroyed.
    ///
    /// # Errors
    /// [`Failure::Sealed`] when it was changed or belongs to something else; another [`Failure`] of the database.
    pub async fn open_shared(
        &self,
        db: &Db,
        (thing, holder): (Uuid, Uuid),
        record: Uuid,
        sealed: &[u8],
    ) -> Result<Option<Vec<u8>>> {
        let row = db.row(find_wrap().bind(thing).bind(holder)).await?;
        let Some(key) = row.map(|row| self.unwrap_row(thing, holder, &row)).transpose()? else {
            return Ok(None);
        };
        cipher::open(&key, &identity(thing, record), sealed).map(Some)
    }

    /// The same for whoever holds a link; `None` when the link holds no key (any more).
    ///
    /// # Errors
    /// [`Failure::Sealed`] when the secret is wrong.
    pub async fn open_by_secret(
        &self,
        db: &Db,
        thing: Uuid,
        (link, secret): (Uuid, &[u8]),
        (record, sealed): (Uuid, &[u8]),
    ) -> Result<Option<Vec<u8>>> {
        let find =
            sql!("select wrapped from vault_shared where thing = $1 and holder = $2 and number is null");
        let Some(row) = db.row(find.bind(thing).bind(link)).await? else { return Ok(None) };
        let wrapped: Vec<u8> = row.get(0)?;
        let key = cipher::unwrap(&from_secret(secret), &cipher::identity_of_share(thing, link), &wrapped)?;
        cipher::open(&key, &identity(thing, record), sealed).map(Some)
    }

    /// Takes the thing away from a holder. It stands in the erasure ledger before the transaction is committed. The caller
    /// audits.
    ///
    /// # Errors
    /// [`Failure`] of the database.
    pub async fn unshare(&self, tx: &mut Tx, thing: Uuid, holder: Uuid) -> Result<()> {
        let forget = sql!("delete from vault_shared where thing = $1 and holder = $2");
        if tx.run(forget.bind(thing).bind(holder)).await? > 0 {
            self.records(tx, thing, Some(holder));
        }
        Ok(())
    }

    /// Takes the thing away from everybody but one: those who held it without being its owner; how many. It stands in the
    /// erasure ledger as [`Self::unshare`] does. The caller audits.
    ///
    /// # Errors
    /// [`Failure`] of the database.
    pub async fn unshare_others(&self, tx: &mut Tx, thing: Uuid, owner: Uuid) -> Result<u64> {
        let others =
            sql!("select holder from vault_shared where thing = $1 and holder <> $2 order by holder");
        let others = tx.rows(others.bind(thing).bind(owner)).await?;
        for row in &others {
            self.unshare(tx, thing, row.get(0)?).await?;
        }
        Ok(others.len() as u64)
    }

    /// Destroys the key of a thing: nobody reads it any more. It stands in the erasure ledger as [`Self::unshare`] does. The
    /// caller audits.
    ///
    /// # Errors
    /// [`Failure`] of the database.
    pub async fn destroy_shared(&self, tx: &mut Tx, thing: Uuid) -> Result<()> {
        let forget = sql!("delete from vault_shared where thing = $1").bind(thing);
        if tx.run(forget).await? > 0 {
            self.records(tx, thing, None);
        }
        Ok(())
    }

    async fn any_key(&self, tx: &mut Tx, thing: Uuid, organizations: &[Uuid]) -> Result<Option<Key>> {
        for organization in organizations {
            if let Some(key) = self.key_in(tx, thing, *organization).await? {
                return Ok(Some(key));
            }
        }
        let taken = tx.row(sql!("select 1 from vault_shared where thing = $1").bind(thing)).await?;
        if taken.is_some() { Err(Failure::Sealed) } else { Ok(None) }
    }

    async fn wrap(&self, tx: &mut Tx, thing: Uuid, organization: Uuid, key: &Key) -> Result<()> {
        let (number, above) = keys::of_organization(tx, &self.ring, organization).await?;
        let wrapped = cipher::seal(&above, &cipher::identity_of_share(thing, organization), key.as_slice())?;
        keep(tx, thing, organization, Some(number), wrapped).await
    }

    async fn key_in(&self, tx: &mut Tx, thing: Uuid, holder: Uuid) -> Result<Option<Key>> {
        let row = tx.row(find_wrap().bind(thing).bind(holder)).await?;
        row.map(|row| self.unwrap_row(thing, holder, &row)).transpose()
    }

    fn unwrap_row(&self, thing: Uuid, holder: Uuid, row: &Row) -> Result<Key> {
        let (number, ring): (i64, String) = (row.get(0)?, row.get(2)?);
        let above = keys::open_organization(&self.ring, holder, number, &ring, &row.get::<Vec<u8>>(3)?)?;
        cipher::unwrap(&above, &cipher::identity_of_share(thing, holder), &row.get::<Vec<u8>>(1)?)
    }
}

fn find_wrap() -> crate::Sql {
    sql!(
        "select s.number, s.wrapped, o.ring, o.wrapped from vault_shared s
         join vault_organization o on o.organization_id = s.holder and o.number = s.number
         where s.thing = $1 and s.holder = $2"
    )
}

async fn keep(tx: &mut Tx, thing: Uuid, holder: Uuid, number: Option<i64>, wrapped: Vec<u8>) -> Result<()> {
    let at = tx.ctx().now;
    let insert = sql!(
        "insert into vault_shared (thing, holder, number, wrapped, made_at) values ($1, $2, $3, $4, $5)
         on conflict (thing, holder) do update set number = excluded.number, wrapped = excluded.wrapped"
    );
    let insert = insert.bind(thing).bind(holder).bind(number).bind(wrapped);
    tx.run(insert.bind(at)).await.map(drop)
}

/// The identity of something of a thing, which its seal carries.
fn identity(thing: Uuid, record: Uuid) -> Vec<u8> {
    [b"reticolo shared value", thing.as_bytes().as_slice(), record.as_bytes()].concat()
}

fn from_secret(secret: &[u8]) -> Key {
    Key::new(blake3::derive_key(SECRET, secret))
}
