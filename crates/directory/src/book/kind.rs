//! The kinds of records and the statements of each. The texts differ only in table and parents,
//! but each is written out, so that every statement is known to the test that prepares all.

use crate::hsds::{Location, Organization, Program, Service, ServiceAtLocation, Taxonomy, TaxonomyTerm};
use reticolo_store::{Sql, sql};
use uuid::Uuid;

/// A kind of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entity {
    /// A body.
    Organization,
    /// A set of services.
    Program,
    /// A service.
    Service,
    /// A place.
    Location,
    /// A service at a place.
    Place,
    /// A scheme of terms.
    Taxonomy,
    /// A term.
    Term,
}

impl Entity {
    /// The HSDS name.
    pub fn code(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::Program => "program",
            Self::Service => "service",
            Self::Location => "location",
            Self::Place => "service_at_location",
            Self::Taxonomy => "taxonomy",
            Self::Term => "taxonomy_term",
        }
    }
}

/// The statements of one kind.
pub(crate) struct Statements {
    /// id, hash, source of all.
    pub hashes: Sql,
    /// body of all, by id.
    pub bodies: Sql,
    /// Writes one: id, source, body, hash, at, parents.
    pub upsert: Sql,
    /// Removes one.
    pub delete: Sql,
}

/// A record that is kept as a row with a JSON body.
pub(crate) trait Kept: serde::Serialize + serde::de::DeserializeOwned {
    const ENTITY: Entity;
    const STATEMENTS: Statements;
    fn id(&self) -> Option<Uuid>;
    /// The columns by which it hangs on others, in the order of the upsert.
    fn parents(&self) -> Vec<Option<Uuid>>;
}

fn uuid(id: &str) -> Option<Uuid> {
    Uuid::parse_str(id).ok()
}

fn parent(id: Option<&String>) -> Option<Uuid> {
    id.and_then(|id| uuid(id))
}

macro_rules! kept {
    ($type:ty, $entity:ident, $table:literal, [$($column:literal => $field:ident),*], $columns:literal, $values:literal, $set:literal) => {
        impl Kept for $type {
            const ENTITY: Entity = Entity::$entity;
            const STATEMENTS: Statements = Statements {
                hashes: sql!(concat!("select id, hash, source from ", $table)),
                bodies: sql!(concat!("select body from ", $table, " order by id")),
                upsert: sql!(concat!(
                    "insert into ", $table, " (id, source, body, hash, created_at, modified_at", $columns, ") ",
                    "values ($1, $2, $3, $4, $5, $5", $values, ") ",
                    "on conflict (id) do update set source = excluded.source, body = excluded.body, ",
                    "hash = excluded.hash, modified_at = excluded.modified_at", $set
                )),
                delete: sql!(concat!("delete from ", $table, " where id = $1")),
            };
            fn id(&self) -> Option<Uuid> {
                uuid(&self.id)
            }
            fn parents(&self) -> Vec<Option<Uuid>> {
                vec![$(parent(self.$field.as_ref())),*]
            }
        }
    };
}

kept!(Organization, Organization, "organization", [], "", "", "");
kept!(
    Program, Program, "program", ["organization_id" => organization_id],
    ", organization_id", ", $6", ", organization_id = excluded.organization_id"
);
kept!(
    Service, Service, "service", ["organization_id" => organization_id, "program_id" => program_id],
    ", organization_id, program_id", ", $6, $7",
    ", organization_id = excluded.organization_id, program_id = excluded.program_id"
);
kept!(
    Location, Location, "location", ["organization_id" => organization_id],
    ", organization_id", ", $6", ", organization_id = excluded.organization_id"
);
kept!(
    ServiceAtLocation, Place, "service_at_location", ["service_id" => service_id, "location_id" => location_id],
    ", service_id, location_id", ", $6, $7",
    ", service_id = excluded.service_id, location_id = excluded.location_id"
);
kept!(Taxonomy, Taxonomy, "taxonomy", [], "", "", "");
kept!(
    TaxonomyTerm, Term, "taxonomy_term", ["taxonomy_id" => taxonomy_id],
    ", taxonomy_id", ", $6", ", taxonomy_id = excluded.taxonomy_id"
);
