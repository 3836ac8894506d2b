//! The keys in the database, each wrapped by the one above it.

use super::{
    Class, cipher,
    loaded::Loaded,
    ring::{Key, random},
};
use crate::{Db, Failure, Result, Row, Tx, sql};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The fingerprints of the ring's keys that this database needs.
pub(super) async fn rings(db: &Db) -> Result<Vec<String>> {
    let rows = db.rows(sql!("select distinct ring from vault_organization order by ring")).await?;
    rows.iter().map(|row| row.get(0)).collect()
}

/// The key of a person and class; made when there is none. What is used is always read back from the database first.
pub(super) async fn of_subject(
    tx: &mut Tx,
    ring: &Loaded,
    organization: Uuid,
    subject: Uuid,
    class: Class,
) -> Result<Key> {
    if let Some(key) = in_tx(tx, ring, subject, class).await? {
        return Ok(key);
    }
    if tx.row(sql!("select 1 from vault_shredded where subject = $1").bind(subject)).await?.is_some() {
        return Err(Failure::Shredded);
    }
    let (number, above) = of_organization(tx, ring, organization).await?;
    let identity = cipher::identity_of_subject(organization, subject, class.code());
    let wrapped = cipher::seal(&above, &identity, random().as_slice())?;
    let now = tx.ctx().now;
    let insert = sql!(
        "insert into vault_subject (subject, class, organization_id, number, wrapped, made_at)
         values ($1, $2, $3, $4, $5, $6) on conflict (subject, class) do nothing"
    );
    let insert = insert.bind(subject).bind(class.code()).bind(organization).bind(number).bind(wrapped);
    tx.execute(&insert.bind(now)).await?;
    in_tx(tx, ring, subject, class).await?.ok_or(Failure::Sealed)
}

/// The newest key of an organisation; made when there is none.
pub(super) async fn of_organization(tx: &mut Tx, ring: &Loaded, organization: Uuid) -> Result<(i64, Key)> {
    if let Some(found) = newest_of(tx, ring, organization).await? {
        return Ok(found);
    }
    let (id, above) = ring.newest().ok_or(Failure::Sealed)?;
    let wrapped =
        cipher::seal(&above, &cipher::identity_of_organization(organization, 1), random().as_slice())?;
    let now = tx.ctx().now;
    let insert = sql!(
        "insert into vault_organization (organization_id, number, ring, wrapped, made_at)
         values ($1, 1, $2, $3, $4) on conflict (organization_id, number) do nothing"
    );
    tx.execute(&insert.bind(organization).bind(id).bind(wrapped).bind(now)).await?;
    newest_of(tx, ring, organization).await?.ok_or(Failure::Sealed)
}

async fn newest_of(tx: &mut Tx, ring: &Loaded, organization: Uuid) -> Result<Option<(i64, Key)>> {
    let find = sql!(
        "select number, ring, wrapped from vault_organization where organization_id = $1 order by number desc limit 1"
    );
    let Some(row) = tx.row(find.bind(organization)).await? else { return Ok(None) };
    let number: i64 = row.get(0)?;
    Ok(Some((
        number,
        open_organization(ring, organization, number, &row.get::<String>(1)?, &row.get::<Vec<u8>>(2)?)?,
    )))
}

pub(super) fn open_organization(
    ring: &Loaded,
    organization: Uuid,
    number: i64,
    id: &str,
    wrapped: &[u8],
) -> Result<Key> {
    let above = ring.key(id).ok_or(Failure::Sealed)?;
    cipher::unwrap(&above, &cipher::identity_of_organization(organization, number), wrapped)
}

async fn in_tx(tx: &mut Tx, ring: &Loaded, subject: Uuid, class: Class) -> Result<Option<Key>> {
    let row = tx.row(find_one().bind(subject).bind(class.code())).await?;
    row.map(|row| open_row(ring, &row, class).map(|(_, key)| key)).transpose()
}

/// The key of a person and class, if there is one.
pub(super) async fn find(db: &Db, ring: &Loaded, subject: Uuid, class: Class) -> Result<Option<Key>> {
    let row = db.row(find_one().bind(subject).bind(class.code())).await?;
    row.map(|row| open_row(ring, &row, class).map(|(_, key)| key)).transpose()
}

/// The keys of everybody an organisation answers for.
pub(super) async fn all(
    db: &Db,
    ring: &Loaded,
    organization: Uuid,
    class: Class,
) -> Result<BTreeMap<Uuid, Key>> {
    let find = sql!(
        "select s.subject, s.organization_id, s.number, s.wrapped, o.ring, o.wrapped from vault_subject s
         join vault_organization o on o.organization_id = s.organization_id and o.number = s.number
         where s.organization_id = $1 and s.class = $2"
    );
    let rows = db.rows(find.bind(organization).bind(class.code())).await?;
    rows.iter().map(|row| open_row(ring, row, class)).collect()
}

fn find_one() -> crate::Sql {
    sql!(
        "select s.subject, s.organization_id, s.number, s.wrapped, o.ring, o.wrapped from vault_subject s
         join vault_organization o on o.organization_id = s.organization_id and o.number = s.number
         where s.subject = $1 and s.class = $2"
    )
}

fn open_row(ring: &Loaded, row: &Row, class: Class) -> Result<(Uuid, Key)> {
    let (subject, organization, number): (Uuid, Uuid, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
    let above =
        open_organization(ring, organization, number, &row.get::<String>(4)?, &row.get::<Vec<u8>>(5)?)?;
    let identity = cipher::identity_of_subject(organization, subject, class.code());
    Ok((subject, cipher::unwrap(&above, &identity, &row.get::<Vec<u8>>(3)?)?))
}
