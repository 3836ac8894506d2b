//! Reading records.

use super::{Joined, Place, kind::Kept, verification};
use crate::{
    hsds::{Location, Organization, Program, Service, ServiceAtLocation},
    records::Records,
};
use reticolo_store::{Db, Failure, Result, Row, Sql, sql};
use uuid::Uuid;

/// How often the directory has changed; indexes made at another revision are stale.
///
/// # Errors
/// [`Failure`] of the database.
pub async fn revision(db: &Db) -> Result<i64> {
    let row = db.row(sql!("select value from counter where name = 'directory'")).await?;
    row.map_or(Ok(0), |row| row.get(0))
}

/// All records, each kind ordered by id.
///
/// # Errors
/// [`Failure`] of the database. A body that cannot be read is left out and logged by id, so that one never hides all.
pub async fn load_all(db: &Db) -> Result<Records> {
    Ok(Records {
        organizations: all(db).await?,
        programs: all(db).await?,
        services: all(db).await?,
        locations: all(db).await?,
        places: all(db).await?,
        taxonomies: all(db).await?,
        terms: all(db).await?,
    })
}

async fn all<T: Kept>(db: &Db) -> Result<Vec<T>> {
    let mut records = Vec::new();
    db.each(T::STATEMENTS.bodies, |row| {
        records.extend(read::<T>(&row.get::<String>(0)?));
        Ok::<_, Failure>(())
    })
    .await?;
    Ok(records)
}

pub(super) fn read<T: Kept>(body: &str) -> Option<T> {
    match serde_json::from_str(body) {
        Ok(record) => Some(record),
        Err(error) => {
            tracing::error!(kind = T::ENTITY.code(), line = error.line(), "a stored record cannot be read");
            None
        }
    }
}

/// One service with everything that belongs to it; `None` when there is no such service.
///
/// # Errors
/// [`Failure`] of the database.
pub async fn card(db: &Db, id: Uuid) -> Result<Option<Joined>> {
    let found = sql!("select body, organization_id, program_id, modified_at from service where id = $1");
    let Some(row) = db.row(found.bind(id)).await? else { return Ok(None) };
    let Some(service) = read::<Service>(&row.get::<String>(0)?) else { return Ok(None) };
    let organization = match row.get::<Option<Uuid>>(1)? {
        Some(id) => organization(db, id).await?,
        None => None,
    };
    let program = match row.get::<Option<Uuid>>(2)? {
        Some(id) => one::<Program>(db, sql!("select body from program where id = $1"), id).await?,
        None => None,
    };
    let places = places_of(db, id).await?;
    let verified = verification::verifications_of(db, id).await?;
    Ok(Some(Joined { service, organization, program, places, verified, modified_at: row.get(3)? }))
}

/// One organisation.
///
/// # Errors
/// [`Failure`] of the database.
pub async fn organization(db: &Db, id: Uuid) -> Result<Option<Organization>> {
    one(db, sql!("select body from organization where id = $1"), id).await
}

/// The ids of an organisation's services.
///
/// # Errors
/// [`Failure`] of the database.
pub async fn services_of(db: &Db, organization: Uuid) -> Result<Vec<Uuid>> {
    let rows = db
        .rows(sql!("select id from service where organization_id = $1 order by id").bind(organization))
        .await?;
    rows.iter().map(|row| row.get(0)).collect()
}

/// The places of an organisation.
///
/// # Errors
/// [`Failure`] of the database.
pub async fn locations_of(db: &Db, organization: Uuid) -> Result<Vec<Location>> {
    let statement = sql!("select body from location where organization_id = $1 order by id");
    let rows = db.rows(statement.bind(organization)).await?;
    bodies(&rows, 0)
}

async fn places_of(db: &Db, service: Uuid) -> Result<Vec<Place>> {
    let statement = sql!(
        "select p.body, l.body from service_at_location p left join location l on l.id = p.location_id
         where p.service_id = $1 order by p.id"
    );
    let mut places = Vec::new();
    for row in db.rows(statement.bind(service)).await? {
        let Some(at) = read::<ServiceAtLocation>(&row.get::<String>(0)?) else { continue };
        let location = row.get::<Option<String>>(1)?.and_then(|body| read::<Location>(&body));
        places.push(Place { at, location });
    }
    Ok(places)
}

async fn one<T: Kept>(db: &Db, statement: Sql, id: Uuid) -> Result<Option<T>> {
    let row = db.row(statement.bind(id)).await?;
    Ok(row.map(|row| row.get::<String>(0)).transpose()?.and_then(|body| read(&body)))
}

fn bodies<T: Kept>(rows: &[Row], column: usize) -> Result<Vec<T>> {
    let mut records = Vec::new();
    for row in rows {
        records.extend(read::<T>(&row.get::<String>(column)?));
    }
    Ok(records)
}

/// How much there is in the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Organisations.
    pub organizations: i64,
    /// Services.
    pub services: i64,
    /// Places.
    pub locations: i64,
}

/// How much there is in the book.
///
/// # Errors
/// [`Failure`] of the database.
pub async fn counts(db: &Db) -> Result<Counts> {
    let statement = sql!(
        "select (select count(*) from organization), (select count(*) from service), (select count(*) from location)"
    );
    let Some(row) = db.row(statement).await? else {
        return Ok(Counts { organizations: 0, services: 0, locations: 0 });
    };
    Ok(Counts { organizations: row.get(0)?, services: row.get(1)?, locations: row.get(2)? })
}

/// The names of the sources that services come from.
///
/// # Errors
/// [`Failure`] of the database.
pub async fn sources(db: &Db) -> Result<Vec<String>> {
    let rows = db.rows(sql!("select distinct source from service order by source")).await?;
    rows.iter().map(|row| row.get(0)).collect()
}
