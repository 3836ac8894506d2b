//! Writing one card that is in the book already, for whoever keeps it.

use super::{
    Place, Verified,
    load::read,
    verification::{self},
};
use crate::hsds::{Location, Service, ServiceAtLocation};
use reticolo_store::{Result, Tx, sql};
use serde::Serialize;
use uuid::Uuid;

/// A service with its places, which nobody else changes until the transaction ends; `None` when there is none.
pub(crate) async fn locked(tx: &mut Tx, id: Uuid) -> Result<Option<(Service, Vec<Place>)>> {
    // Writing takes the row's lock on both engines.
    let lock = sql!("update service set modified_at = modified_at where id = $1 returning body");
    let Some(row) = tx.row(lock.bind(id)).await? else { return Ok(None) };
    let Some(service) = read::<Service>(&row.get::<String>(0)?) else { return Ok(None) };
    let places = sql!(
        "select p.body, l.body from service_at_location p left join location l on l.id = p.location_id
         where p.service_id = $1 order by p.id"
    );
    let mut found = Vec::new();
    for row in tx.rows(places.bind(id)).await? {
        let Some(at) = read::<ServiceAtLocation>(&row.get::<String>(0)?) else { continue };
        let location = row.get::<Option<String>>(1)?.and_then(|body| read::<Location>(&body));
        found.push(Place { at, location });
    }
    Ok(Some((service, found)))
}

/// Writes a service and places of it that changed, under the sources they have. The caller audits and tells.
pub(crate) async fn rewrite<'a>(
    tx: &mut Tx,
    service: &Service,
    places: impl Iterator<Item = &'a ServiceAtLocation>,
) -> Result<()> {
    let set = sql!("update service set body = $2, hash = $3, modified_at = $4 where id = $1");
    put(tx, set, &service.id, service).await?;
    for place in places {
        let set = sql!("update service_at_location set body = $2, hash = $3, modified_at = $4 where id = $1");
        put(tx, set, &place.id, place).await?;
    }
    Ok(())
}

async fn put(tx: &mut Tx, set: reticolo_store::Sql, id: &str, record: &impl Serialize) -> Result<()> {
    let (Ok(id), Ok(body)) = (Uuid::parse_str(id), serde_json::to_string(record)) else { return Ok(()) };
    let hash = blake3::hash(body.as_bytes()).to_hex().to_string();
    let now = tx.ctx().now;
    tx.run(set.bind(id).bind(body).bind(hash).bind(now)).await.map(drop)
}

/// Tells indexes and other nodes that the book has changed.
pub(crate) async fn touched(tx: &mut Tx) -> Result<()> {
    tx.run(sql!("update counter set value = value + 1 where name = 'directory'")).await?;
    tx.emit("directory.changed", "{}").await.map(drop)
}

/// Notes a confirmation, unless there is a newer one. The caller audits.
pub(crate) async fn confirm(tx: &mut Tx, verified: &Verified) -> Result<()> {
    verification::put(tx, verified).await.map(drop)
}
