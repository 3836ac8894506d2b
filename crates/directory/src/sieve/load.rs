//! Reading what lists are filtered by: row by row, so that no body stays in memory.

use super::{
    Organization, Place, Service, Sieve, Term,
    facts::{self, spoken},
    hours,
};
use crate::{book, reference::Reference};
use reticolo_base::{Instant, folding::fold};
use reticolo_store::{Db, Failure, Result, Row, sql};
use serde::de::DeserializeOwned;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// So many characters of a text are searched.
const SEARCHED: usize = 1_000;

impl Sieve {
    /// Reads the whole directory.
    ///
    /// # Errors
    /// [`Failure`] of the database.
    pub async fn load(db: &Db) -> Result<Self> {
        let mut sieve = Self { revision: book::revision(db).await?, ..Self::default() };
        let needs = sieve.read_terms(db).await?;
        sieve.read_services(db, &needs).await?;
        sieve.read_places(db).await?;
        sieve.read_organizations(db).await?;
        sieve.hours.close();
        Ok(sieve)
    }

    /// Taxonomies and terms; the terms of each need by its code.
    async fn read_terms(&mut self, db: &Db) -> Result<HashMap<String, Vec<Uuid>>> {
        let mut by_name = HashMap::new();
        each(db, sql!("select id, body from taxonomy order by id"), |row, taxonomy: facts::Named| {
            let id = row.get(0)?;
            let texts = [
                taxonomy.name.as_deref(),
                taxonomy.alternate_name.as_deref(),
                taxonomy.description.as_deref(),
            ];
            self.taxonomies.push((id, text(texts)));
            by_name.extend(taxonomy.name.map(|name| (fold(&name), id)));
            Ok(())
        })
        .await?;
        let mut needs: HashMap<String, Vec<Uuid>> = HashMap::new();
        each(db, sql!("select id, body from taxonomy_term order by id"), |row, term: facts::Term| {
            let id: Uuid = row.get(0)?;
            let parse = |id: &Option<String>| id.as_deref().and_then(|id| id.parse::<Uuid>().ok());
            let named = || by_name.get(&fold(term.taxonomy.as_deref()?)).copied();
            let taxonomy = parse(&term.taxonomy_id).or_else(named);
            self.taxonomy_of.extend(taxonomy.map(|taxonomy| (id, taxonomy)));
            if let Some(need) = term.code.as_deref().and_then(|code| Reference::get().need(code)) {
                needs.entry(need.code.clone()).or_default().push(id);
            }
            let texts = [term.name.as_deref(), term.description.as_deref(), term.code.as_deref()];
            self.terms.push(Term { id, parent: parse(&term.parent_id), taxonomy, text: text(texts) });
            Ok(())
        })
        .await?;
        Ok(needs)
    }

    async fn read_services(&mut self, db: &Db, needs: &HashMap<String, Vec<Uuid>>) -> Result<()> {
        let statement = sql!("select id, body, organization_id, modified_at from service order by id");
        each(db, statement, |row, service: facts::Service| {
            let profile = &service.profile;
            let mut terms: Vec<Uuid> = service.attributes.iter().filter_map(facts::Attribute::term).collect();
            terms.extend(profile.needs.iter().filter_map(|need| needs.get(need)).flatten());
            let texts = [&service.name, &service.alternate_name, &profile.summary, &service.description];
            let tongues =
                service.languages.iter().chain(service.phones.iter().flat_map(|phone| &phone.languages));
            let languages: Vec<String> = spoken(tongues).collect();
            let needs = self.put(profile.needs.iter().map(String::as_str));
            let languages = self.put(languages.iter().map(String::as_str));
            let areas = self.put(service.service_areas.iter().flat_map(facts::Area::codes));
            self.services.push(Service {
                id: row.get(0)?,
                organization: row.get(2)?,
                modified: row.get(3)?,
                ages: (service.minimum_age.map(|age| age as f32), service.maximum_age.map(|age| age as f32)),
                free: profile.free,
                needs,
                languages,
                terms: terms.into(),
                hours: self.hours.put(&profile.hours, &service.schedules, None),
                areas,
                places: Vec::new(),
                text: text(texts.map(Option::as_deref)).into(),
            });
            Ok(())
        })
        .await
    }

    async fn read_places(&mut self, db: &Db) -> Result<()> {
        let mut locations = HashMap::new();
        each(
            db,
            sql!("select id, body, modified_at from location order by id"),
            |row, location: facts::Location| {
                locations.insert(row.get::<Uuid>(0)?, (location, row.get::<Instant>(2)?));
                Ok(())
            },
        )
        .await?;
        let statement = sql!(
            "select id, body, service_id, location_id, modified_at from service_at_location order by id"
        );
        let nowhere = (facts::Location::default(), Instant::EPOCH);
        each(db, statement, |row, place: facts::Place| {
            let (id, service, modified): (Uuid, Uuid, Instant) = (row.get(0)?, row.get(2)?, row.get(4)?);
            let at = row.get::<Option<Uuid>>(3)?;
            let (location, moved) = at.and_then(|id| locations.get(&id)).unwrap_or(&nowhere);
            self.add_place(id, service, &place, location, modified.max(*moved));
            Ok(())
        })
        .await
    }

    fn add_place(
        &mut self,
        id: Uuid,
        service: Uuid,
        place: &facts::Place,
        at: &facts::Location,
        modified: Instant,
    ) {
        let Ok(number) = self.services.binary_search_by_key(&service, |service| service.id) else { return };
        let Some(of) = self.services.get_mut(number) else { return };
        of.modified = of.modified.max(modified);
        if at.profile.protected {
            return;
        }
        of.places.extend(u32::try_from(self.places.len()));
        let municipality = at.profile.municipality.as_deref();
        let own = self.hours.put(&place.profile.hours, &place.schedules, municipality);
        let hours = match own {
            hours::NONE => self.hours.put(&at.profile.hours, &at.schedules, municipality),
            own => own,
        };
        let tongues = at
            .languages
            .iter()
            .chain(place.phones.iter().chain(&at.phones).flat_map(|phone| &phone.languages));
        let languages: Vec<String> = spoken(tongues).collect();
        let postal: Vec<&str> =
            at.addresses.iter().filter_map(|a| a.postal_code.as_deref()).map(str::trim).collect();
        let towns = at.addresses.iter().map(|address| address.city.as_deref());
        let texts: Vec<_> =
            [at.name.as_deref(), place.description.as_deref()].into_iter().chain(towns).collect();
        let postal_codes = self.put(postal.into_iter());
        let languages = self.put(languages.iter().map(String::as_str));
        let areas = self.put(place.service_areas.iter().flat_map(facts::Area::codes));
        self.places.push(Place {
            id,
            service: u32::try_from(number).unwrap_or(u32::MAX),
            modified,
            point: at.point(),
            postal_codes,
            languages,
            terms: place.attributes.iter().filter_map(facts::Attribute::term).collect(),
            hours,
            areas,
            text: text(texts).into(),
        });
    }

    async fn read_organizations(&mut self, db: &Db) -> Result<()> {
        let mut terms: HashMap<Uuid, HashSet<Uuid>> = HashMap::new();
        for service in &self.services {
            if let Some(organization) = service.organization {
                terms.entry(organization).or_default().extend(&service.terms);
            }
        }
        let statement = sql!("select id, body, modified_at from organization order by id");
        each(db, statement, |row, organization: facts::Named| {
            let id = row.get(0)?;
            let mut terms = terms.remove(&id).unwrap_or_default();
            terms.extend(organization.attributes.iter().filter_map(facts::Attribute::term));
            let texts = [&organization.name, &organization.alternate_name, &organization.description];
            let text = text(texts.map(Option::as_deref));
            self.organizations.push(Organization { id, modified: row.get(2)?, terms, text });
            Ok(())
        })
        .await
    }

    fn put<'a>(&mut self, words: impl Iterator<Item = &'a str>) -> Box<[u32]> {
        words.map(|word| self.words.put(word)).collect()
    }
}

/// Calls back with each row and what its second column holds; a body that cannot be read is passed over.
async fn each<T: DeserializeOwned>(
    db: &Db,
    statement: reticolo_store::Sql,
    mut call: impl FnMut(&Row, T) -> Result<()>,
) -> Result<()> {
    db.each(statement, |row| match serde_json::from_str(&row.get::<String>(1)?) {
        Ok(facts) => call(&row, facts),
        Err(_) => Ok::<_, Failure>(()),
    })
    .await
}

/// The texts folded, a space between and around them.
fn text<'a>(texts: impl IntoIterator<Item = Option<&'a str>>) -> String {
    let mut all = String::from(" ");
    for text in texts.into_iter().flatten() {
        let start: String = text.chars().take(SEARCHED).collect();
        let folded = fold(&start);
        reticolo_base::folding::words(&folded).for_each(|word| {
            all.push_str(word);
            all.push(' ');
        });
    }
    all
}
