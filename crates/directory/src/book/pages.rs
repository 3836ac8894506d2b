//! Reading page by page: ids in order, then the records of so many ids at once.

use super::{Joined, Place, Verified, kind::Kept, load::read, verification::entity};
use crate::hsds::{Location, Organization, Program, Service, ServiceAtLocation, Taxonomy, TaxonomyTerm};
use reticolo_base::Instant;
use reticolo_store::{Db, Result, Row, Sql, Statement, sql};
use std::collections::HashMap;
use uuid::Uuid;

/// So many ids one statement takes. The text of a statement is fixed: fewer ids are filled up with the last one.
const AT_ONCE: usize = 50;

/// The places of [`AT_ONCE`] ids.
macro_rules! ids {
    () => {
        "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, \
         $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50)"
    };
}

/// A list of records, ordered by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// All organisations.
    Organizations,
    /// All services.
    Services,
    /// The services of an organisation.
    ServicesOf(Uuid),
    /// All taxonomies.
    Taxonomies,
    /// All terms.
    Terms,
}

impl Listed {
    /// How many there are.
    ///
    /// # Errors
    /// [`reticolo_store::Failure`] of the database.
    pub async fn count(self, db: &Db) -> Result<u64> {
        let statement: Statement = match self {
            Self::Organizations => sql!("select count(*) from organization").into(),
            Self::Services => sql!("select count(*) from service").into(),
            Self::ServicesOf(id) => sql!("select count(*) from service where organization_id = $1").bind(id),
            Self::Taxonomies => sql!("select count(*) from taxonomy").into(),
            Self::Terms => sql!("select count(*) from taxonomy_term").into(),
        };
        let count = db.row(statement).await?.map_or(Ok(0), |row| row.get::<i64>(0))?;
        Ok(u64::try_from(count).unwrap_or(0))
    }

    /// The ids of a page: `most` of them, after the first `skip`.
    ///
    /// # Errors
    /// [`reticolo_store::Failure`] of the database.
    pub async fn ids(self, db: &Db, skip: u64, most: u64) -> Result<Vec<Uuid>> {
        let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        let (most, skip) = (number(most), number(skip));
        let rows = match self {
            Self::ServicesOf(id) => {
                let text =
                    sql!("select id from service where organization_id = $1 order by id limit $2 offset $3");
                db.rows(text.bind(id).bind(most).bind(skip)).await?
            }
            Self::Organizations => {
                db.rows(
                    sql!("select id from organization order by id limit $1 offset $2").bind(most).bind(skip),
                )
                .await?
            }
            Self::Services => {
                db.rows(sql!("select id from service order by id limit $1 offset $2").bind(most).bind(skip))
                    .await?
            }
            Self::Taxonomies => {
                db.rows(sql!("select id from taxonomy order by id limit $1 offset $2").bind(most).bind(skip))
                    .await?
            }
            Self::Terms => {
                db.rows(
                    sql!("select id from taxonomy_term order by id limit $1 offset $2").bind(most).bind(skip),
                )
                .await?
            }
        };
        rows.iter().map(|row| row.get(0)).collect()
    }
}

/// An organisation with what belongs to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// The organisation.
    pub organization: Organization,
    /// Its places.
    pub locations: Vec<Location>,
    /// Its programs.
    pub programs: Vec<Program>,
    /// When its own fields last changed here.
    pub modified_at: Instant,
}

/// The services with these ids, each with everything that belongs to it, in the order asked. An id of no service is passed over.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn cards(db: &Db, ids: &[Uuid]) -> Result<Vec<Joined>> {
    let mut all = Vec::with_capacity(ids.len());
    for some in ids.chunks(AT_ONCE) {
        let mut found = services(db, some).await?;
        let mut places = places_of(db, some).await?;
        let mut verified = verified(db, some).await?;
        for id in some {
            let Some(mut card) = found.remove(id) else { continue };
            card.places = places.remove(id).unwrap_or_default();
            card.verified = verified.remove(id).unwrap_or_default();
            all.push(card);
        }
    }
    Ok(all)
}

async fn services(db: &Db, ids: &[Uuid]) -> Result<HashMap<Uuid, Joined>> {
    let text = sql!(concat!(
        "select s.id, s.body, s.modified_at, o.body, p.body from service s ",
        "left join organization o on o.id = s.organization_id left join program p on p.id = s.program_id where s.id in ",
        ids!()
    ));
    let mut found = HashMap::new();
    for row in db.rows(with(text, ids)).await? {
        let Some(service) = body::<Service>(&row, 1)? else { continue };
        let joined = Joined {
            service,
            organization: body(&row, 3)?,
            program: body(&row, 4)?,
            places: Vec::new(),
            verified: Vec::new(),
            modified_at: row.get(2)?,
        };
        found.insert(row.get(0)?, joined);
    }
    Ok(found)
}

async fn places_of(db: &Db, services: &[Uuid]) -> Result<HashMap<Uuid, Vec<Place>>> {
    let text = sql!(concat!(
        "select a.service_id, a.body, l.body from service_at_location a ",
        "left join location l on l.id = a.location_id where a.service_id in ",
        ids!(),
        " order by a.id"
    ));
    let mut found: HashMap<Uuid, Vec<Place>> = HashMap::new();
    for row in db.rows(with(text, services)).await? {
        let Some(at) = body::<ServiceAtLocation>(&row, 1)? else { continue };
        found.entry(row.get(0)?).or_default().push(Place { at, location: body(&row, 2)? });
    }
    Ok(found)
}

async fn verified(db: &Db, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<Verified>>> {
    let text = sql!(concat!(
        "select entity_id, entity, field, verified_by, at from verification where entity_id in ",
        ids!(),
        " order by at desc, field"
    ));
    let mut found: HashMap<Uuid, Vec<Verified>> = HashMap::new();
    for row in db.rows(with(text, ids)).await? {
        let id = row.get(0)?;
        let Some(entity) = entity(&row.get::<String>(1)?) else { continue };
        let one = Verified { entity, id, field: row.get(2)?, by: row.get(3)?, at: row.get(4)? };
        found.entry(id).or_default().push(one);
    }
    Ok(found)
}

/// The services at places with these ids, each with its service, in the order asked. The service comes without its other places.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn services_at(db: &Db, ids: &[Uuid]) -> Result<Vec<(Place, Joined)>> {
    let text = sql!(concat!(
        "select a.id, a.body, l.body, a.service_id from service_at_location a ",
        "left join location l on l.id = a.location_id where a.id in ",
        ids!()
    ));
    let mut all = Vec::with_capacity(ids.len());
    for some in ids.chunks(AT_ONCE) {
        let mut found = HashMap::new();
        for row in db.rows(with(text, some)).await? {
            let Some(at) = body::<ServiceAtLocation>(&row, 1)? else { continue };
            found.insert(row.get::<Uuid>(0)?, (Place { at, location: body(&row, 2)? }, row.get::<Uuid>(3)?));
        }
        let wanted: Vec<Uuid> = found.values().map(|(_, service)| *service).collect();
        let cards = services(db, &wanted).await?;
        for id in some {
            let Some((place, service)) = found.remove(id) else { continue };
            all.extend(cards.get(&service).map(|card| (place, card.clone())));
        }
    }
    Ok(all)
}

/// The organisations with these ids, each with its places and programs, in the order asked.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn organizations(db: &Db, ids: &[Uuid]) -> Result<Vec<Body>> {
    let text = sql!(concat!("select id, body, modified_at from organization where id in ", ids!()));
    let places = sql!(concat!(
        "select organization_id, body from location where organization_id in ",
        ids!(),
        " order by id"
    ));
    let programs = sql!(concat!(
        "select organization_id, body from program where organization_id in ",
        ids!(),
        " order by id"
    ));
    let mut all = Vec::with_capacity(ids.len());
    for some in ids.chunks(AT_ONCE) {
        let mut found = HashMap::new();
        for row in db.rows(with(text, some)).await? {
            let Some(organization) = body::<Organization>(&row, 1)? else { continue };
            let body =
                Body { organization, locations: Vec::new(), programs: Vec::new(), modified_at: row.get(2)? };
            found.insert(row.get::<Uuid>(0)?, body);
        }
        for row in db.rows(with(places, some)).await? {
            if let Some(of) = found.get_mut(&row.get::<Uuid>(0)?) {
                of.locations.extend(body::<Location>(&row, 1)?);
            }
        }
        for row in db.rows(with(programs, some)).await? {
            if let Some(of) = found.get_mut(&row.get::<Uuid>(0)?) {
                of.programs.extend(body::<Program>(&row, 1)?);
            }
        }
        all.extend(some.iter().filter_map(|id| found.remove(id)));
    }
    Ok(all)
}

/// The taxonomies with these ids, in the order asked.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn taxonomies(db: &Db, ids: &[Uuid]) -> Result<Vec<Taxonomy>> {
    records(db, sql!(concat!("select id, body from taxonomy where id in ", ids!())), ids).await
}

/// The terms with these ids, in the order asked.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn terms(db: &Db, ids: &[Uuid]) -> Result<Vec<TaxonomyTerm>> {
    records(db, sql!(concat!("select id, body from taxonomy_term where id in ", ids!())), ids).await
}

async fn records<T: Kept>(db: &Db, text: Sql, ids: &[Uuid]) -> Result<Vec<T>> {
    let mut all = Vec::with_capacity(ids.len());
    for some in ids.chunks(AT_ONCE) {
        let mut found = HashMap::new();
        for row in db.rows(with(text, some)).await? {
            found.extend(
                body::<T>(&row, 1)?
                    .map(|record| Ok::<_, reticolo_store::Failure>((row.get::<Uuid>(0)?, record)))
                    .transpose()?,
            );
        }
        all.extend(some.iter().filter_map(|id| found.remove(id)));
    }
    Ok(all)
}

/// Binds the ids, at most [`AT_ONCE`].
fn with(text: Sql, ids: &[Uuid]) -> Statement {
    let last = ids.last().copied().unwrap_or(Uuid::nil());
    let filled = ids.iter().copied().chain(std::iter::repeat(last)).take(AT_ONCE);
    filled.fold(text.into(), Statement::bind)
}

fn body<T: Kept>(row: &Row, column: usize) -> Result<Option<T>> {
    Ok(row.get::<Option<String>>(column)?.and_then(|text| read(&text)))
}

/// Services with the moment of their last change, by id: `most` of them, after the first `skip`.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn moments(db: &Db, skip: i64, most: i64) -> Result<Vec<(Uuid, Instant)>> {
    let text = sql!("select id, modified_at from service order by id limit $1 offset $2");
    let rows = db.rows(text.bind(most).bind(skip)).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// The services that changed last, the newest first.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn newest(db: &Db, most: u32) -> Result<Vec<Uuid>> {
    let rows =
        db.rows(sql!("select id from service order by modified_at desc, id limit $1").bind(most)).await?;
    rows.iter().map(|row| row.get(0)).collect()
}
