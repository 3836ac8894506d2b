//! What HSDS 3.1 says about its objects: the columns of each table, what they hold, and what hangs on what.
//! Reading, repairing and writing all follow this one description.

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Words.
    Text,
    /// A web address.
    Web,
    /// A number.
    Number,
    /// A day, or a day with its time.
    Date,
    /// A time of day.
    Time,
    /// The id of the object itself.
    Id,
    /// The id of an object of this kind.
    Link(&'static str),
    /// The id of an object of any kind.
    AnyLink,
    /// Objects of this kind.
    Many(&'static str),
    /// One object of this kind.
    One(&'static str),
    /// Yes or no (profile).
    Flag,
    /// A whole number that is not negative (profile).
    Count,
    /// Days of the week (profile).
    Days,
    /// Several texts (profile).
    Texts,
}

/// One kind of HSDS object.
#[derive(Debug)]
pub struct Object {
    /// The HSDS name, e.g. `service`.
    pub kind: &'static str,
    /// The name of its table without `.csv`.
    pub table: &'static str,
    /// The columns of its table, in HSDS order, with what they hold.
    pub columns: &'static [(&'static str, Holds)],
    /// Fields that are objects of other kinds, or our profile.
    pub nested: &'static [(&'static str, Holds)],
    /// Columns by which it hangs on another object: the closest first.
    pub parents: &'static [(&'static str, &'static str, &'static str)],
}

impl Object {
    /// What a field holds; `None` for a field that HSDS does not have.
    pub fn holds(&self, field: &str) -> Option<Holds> {
        self.columns.iter().chain(self.nested).find(|(name, _)| *name == field).map(|(_, holds)| *holds)
    }
}

/// The description of a kind.
pub fn object(kind: &str) -> Option<&'static Object> {
    OBJECTS.iter().find(|object| object.kind == kind)
}

/// The kinds that have a life of their own, in the order in which they are written.
pub const OWN: [&str; 7] =
    ["taxonomy", "taxonomy_term", "organization", "program", "location", "service", "service_at_location"];

use Holds::{AnyLink, Count, Date, Days, Flag, Id, Link, Many, Number, One, Text, Texts, Time, Web};

const ATTRIBUTES: (&str, Holds) = ("attributes", Many("attribute"));
const METADATA: (&str, Holds) = ("metadata", Many("metadata"));
const BOTH: &[(&str, Holds)] = &[ATTRIBUTES, METADATA];
const SERVICE: (&str, Holds) = ("service_id", Link("service"));
const PLACE: (&str, Holds) = ("service_at_location_id", Link("service_at_location"));
const LOCATION: (&str, Holds) = ("location_id", Link("location"));
const ORGANIZATION: (&str, Holds) = ("organization_id", Link("organization"));
const ID: (&str, Holds) = ("id", Id);

/// Every kind of HSDS 3.1.
pub const OBJECTS: &[Object] = &[
    Object {
        kind: "organization",
        table: "organizations",
        columns: &[
            ID,
            ("name", Text),
            ("alternate_name", Text),
            ("description", Text),
            ("email", Text),
            ("website", Web),
            ("tax_status", Text),
            ("tax_id", Text),
            ("year_incorporated", Number),
            ("legal_status", Text),
            ("logo", Web),
            ("uri", Text),
            ("parent_organization_id", Link("organization")),
        ],
        nested: &[
            ("additional_websites", Many("url")),
            ("funding", Many("funding")),
            ("contacts", Many("contact")),
            ("phones", Many("phone")),
            ("organization_identifiers", Many("organization_identifier")),
            ATTRIBUTES,
            METADATA,
        ],
        parents: &[],
    },
    Object {
        kind: "program",
        table: "programs",
        columns: &[ID, ORGANIZATION, ("name", Text), ("alternate_name", Text), ("description", Text)],
        nested: BOTH,
        parents: &[],
    },
    Object {
        kind: "service",
        table: "services",
        columns: &[
            ID,
            ORGANIZATION,
            ("program_id", Link("program")),
            ("name", Text),
            ("alternate_name", Text),
            ("description", Text),
            ("url", Web),
            ("email", Text),
            ("status", Text),
            ("interpretation_services", Text),
            ("application_process", Text),
            ("fees_description", Text),
            ("wait_time", Text),
            ("fees", Text),
            ("accreditations", Text),
            ("eligibility_description", Text),
            ("minimum_age", Number),
            ("maximum_age", Number),
            ("assured_date", Date),
            ("assurer_email", Text),
            ("licenses", Text),
            ("alert", Text),
            ("last_modified", Date),
        ],
        nested: &[
            ("additional_urls", Many("url")),
            ("phones", Many("phone")),
            ("schedules", Many("schedule")),
            ("service_areas", Many("service_area")),
            ("languages", Many("language")),
            ("funding", Many("funding")),
            ("cost_options", Many("cost_option")),
            ("required_documents", Many("required_document")),
            ("contacts", Many("contact")),
            ("capacities", Many("service_capacity")),
            ATTRIBUTES,
            METADATA,
        ],
        parents: &[],
    },
    Object {
        kind: "service_at_location",
        table: "service_at_location",
        columns: &[ID, SERVICE, LOCATION, ("description", Text)],
        nested: &[
            ("service_areas", Many("service_area")),
            ("contacts", Many("contact")),
            ("phones", Many("phone")),
            ("schedules", Many("schedule")),
            ATTRIBUTES,
            METADATA,
        ],
        parents: &[],
    },
    Object {
        kind: "location",
        table: "locations",
        columns: &[
            ID,
            ("location_type", Text),
            ("url", Web),
            ORGANIZATION,
            ("name", Text),
            ("alternate_name", Text),
            ("description", Text),
            ("transportation", Text),
            ("latitude", Number),
            ("longitude", Number),
            ("external_identifier", Text),
            ("external_identifier_type", Text),
        ],
        nested: &[
            ("languages", Many("language")),
            ("addresses", Many("address")),
            ("contacts", Many("contact")),
            ("accessibility", Many("accessibility")),
            ("phones", Many("phone")),
            ("schedules", Many("schedule")),
            ATTRIBUTES,
            METADATA,
        ],
        parents: &[],
    },
    Object {
        kind: "taxonomy",
        table: "taxonomies",
        columns: &[ID, ("name", Text), ("description", Text), ("uri", Text), ("version", Text)],
        nested: &[METADATA],
        parents: &[],
    },
    Object {
        kind: "taxonomy_term",
        table: "taxonomy_terms",
        columns: &[
            ID,
            ("code", Text),
            ("name", Text),
            ("description", Text),
            ("parent_id", Link("taxonomy_term")),
            ("taxonomy", Text),
            ("language", Text),
            ("taxonomy_id", Link("taxonomy")),
            ("term_uri", Text),
        ],
        nested: &[("taxonomy_detail", One("taxonomy")), METADATA],
        parents: &[],
    },
    Object {
        kind: "phone",
        table: "phones",
        columns: &[
            ID,
            LOCATION,
            SERVICE,
            ORGANIZATION,
            ("contact_id", Link("contact")),
            PLACE,
            ("number", Text),
            ("extension", Number),
            ("type", Text),
            ("description", Text),
        ],
        nested: &[("languages", Many("language")), ATTRIBUTES, METADATA],
        parents: &[
            ("service_at_location_id", "service_at_location", "phones"),
            ("service_id", "service", "phones"),
            ("location_id", "location", "phones"),
            ("contact_id", "contact", "phones"),
            ("organization_id", "organization", "phones"),
        ],
    },
    Object {
        kind: "contact",
        table: "contacts",
        columns: &[
            ID,
            ORGANIZATION,
            SERVICE,
            PLACE,
            LOCATION,
            ("name", Text),
            ("title", Text),
            ("department", Text),
            ("email", Text),
        ],
        nested: &[("phones", Many("phone")), ATTRIBUTES, METADATA],
        parents: &[
            ("service_at_location_id", "service_at_location", "contacts"),
            ("service_id", "service", "contacts"),
            ("location_id", "location", "contacts"),
            ("organization_id", "organization", "contacts"),
        ],
    },
    Object {
        kind: "address",
        table: "addresses",
        columns: &[
            ID,
            LOCATION,
            ("attention", Text),
            ("address_1", Text),
            ("address_2", Text),
            ("city", Text),
            ("region", Text),
            ("state_province", Text),
            ("postal_code", Text),
            ("country", Text),
            ("address_type", Text),
        ],
        nested: BOTH,
        parents: &[("location_id", "location", "addresses")],
    },
    Object {
        kind: "schedule",
        table: "schedules",
        columns: &[
            ID,
            SERVICE,
            LOCATION,
            PLACE,
            ("valid_from", Date),
            ("valid_to", Date),
            ("dtstart", Date),
            ("timezone", Number),
            ("until", Date),
            ("count", Number),
            ("wkst", Text),
            ("freq", Text),
            ("interval", Number),
            ("byday", Text),
            ("byweekno", Text),
            ("bymonthday", Text),
            ("byyearday", Text),
            ("description", Text),
            ("opens_at", Time),
            ("closes_at", Time),
            ("schedule_link", Web),
            ("attending_type", Text),
            ("notes", Text),
        ],
        nested: BOTH,
        parents: &[
            ("service_at_location_id", "service_at_location", "schedules"),
            ("service_id", "service", "schedules"),
            ("location_id", "location", "schedules"),
        ],
    },
    Object {
        kind: "funding",
        table: "funding",
        columns: &[ID, ORGANIZATION, SERVICE, ("source", Text)],
        nested: BOTH,
        parents: &[("service_id", "service", "funding"), ("organization_id", "organization", "funding")],
    },
    Object {
        kind: "service_area",
        table: "service_areas",
        columns: &[
            ID,
            SERVICE,
            PLACE,
            ("name", Text),
            ("description", Text),
            ("extent", Text),
            ("extent_type", Text),
            ("uri", Text),
        ],
        nested: BOTH,
        parents: &[
            ("service_at_location_id", "service_at_location", "service_areas"),
            ("service_id", "service", "service_areas"),
        ],
    },
    Object {
        kind: "required_document",
        table: "required_documents",
        columns: &[ID, SERVICE, ("document", Text), ("uri", Text)],
        nested: &[ATTRIBUTES, METADATA, ("key", Text), ("optional", Flag), ("substitutes", Texts)],
        parents: &[("service_id", "service", "required_documents")],
    },
    Object {
        kind: "language",
        table: "languages",
        columns: &[
            ID,
            SERVICE,
            LOCATION,
            ("phone_id", Link("phone")),
            ("name", Text),
            ("code", Text),
            ("note", Text),
        ],
        nested: &[ATTRIBUTES, METADATA, ("days", Days), ("notice_days", Count), ("interpreted", Flag)],
        parents: &[
            ("service_id", "service", "languages"),
            ("location_id", "location", "languages"),
            ("phone_id", "phone", "languages"),
        ],
    },
    Object {
        kind: "accessibility",
        table: "accessibility",
        columns: &[ID, LOCATION, ("description", Text), ("details", Text), ("url", Web)],
        nested: BOTH,
        parents: &[("location_id", "location", "accessibility")],
    },
    Object {
        kind: "attribute",
        table: "attributes",
        columns: &[
            ID,
            ("link_id", AnyLink),
            ("taxonomy_term_id", Link("taxonomy_term")),
            ("link_type", Text),
            ("link_entity", Text),
            ("value", Text),
            ("label", Text),
        ],
        nested: &[("taxonomy_term", One("taxonomy_term")), METADATA],
        parents: &[("link_id", "", "attributes")],
    },
    Object {
        kind: "metadata",
        table: "metadata",
        columns: &[
            ID,
            ("resource_id", AnyLink),
            ("resource_type", Text),
            ("last_action_date", Date),
            ("last_action_type", Text),
            ("field_name", Text),
            ("previous_value", Text),
            ("replacement_value", Text),
            ("updated_by", Text),
        ],
        nested: &[],
        parents: &[("resource_id", "", "metadata")],
    },
    Object {
        kind: "cost_option",
        table: "cost_options",
        columns: &[
            ID,
            SERVICE,
            ("valid_from", Date),
            ("valid_to", Date),
            ("option", Text),
            ("currency", Text),
            ("amount", Number),
            ("amount_description", Text),
        ],
        nested: BOTH,
        parents: &[("service_id", "service", "cost_options")],
    },
    Object {
        kind: "organization_identifier",
        table: "organization_identifiers",
        columns: &[
            ID,
            ORGANIZATION,
            ("identifier_scheme", Text),
            ("identifier_type", Text),
            ("identifier", Text),
        ],
        nested: BOTH,
        parents: &[("organization_id", "organization", "organization_identifiers")],
    },
    Object {
        kind: "service_capacity",
        table: "service_capacity",
        columns: &[
            ID,
            SERVICE,
            ("unit_id", Link("unit")),
            ("available", Number),
            ("maximum", Number),
            ("description", Text),
            ("updated", Date),
        ],
        nested: &[("unit", One("unit")), ATTRIBUTES, METADATA],
        parents: &[("service_id", "service", "capacities")],
    },
    Object {
        kind: "unit",
        table: "units",
        columns: &[ID, ("name", Text), ("scheme", Text), ("identifier", Text), ("uri", Text)],
        nested: BOTH,
        parents: &[],
    },
    Object {
        kind: "url",
        table: "url",
        columns: &[ID, ("label", Text), ("url", Web), ORGANIZATION, SERVICE],
        nested: BOTH,
        parents: &[
            ("service_id", "service", "additional_urls"),
            ("organization_id", "organization", "additional_websites"),
        ],
    },
];

#[cfg(test)]
mod tests;
