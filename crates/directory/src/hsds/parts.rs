//! The parts of HSDS records: what has no life of its own.

use super::{TaxonomyTerm, Weekday};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A link from a record to a term of a taxonomy. HSDS `attribute`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Attribute {
    /// HSDS `id`.
    pub id: String,
    /// HSDS `link_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link_id: Option<String>,
    /// HSDS `taxonomy_term_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taxonomy_term_id: Option<String>,
    /// HSDS `link_type`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link_type: Option<String>,
    /// HSDS `link_entity`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link_entity: Option<String>,
    /// HSDS `value`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// HSDS `taxonomy_term`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taxonomy_term: Option<Box<TaxonomyTerm>>,
    /// HSDS `metadata`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub metadata: Vec<Metadata>,
    /// HSDS `label`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Fields of the source that are not in HSDS 3.1, kept as they came.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// One change of a record, as the source tells it. HSDS `metadata`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Metadata {
    /// HSDS `id`.
    pub id: String,
    /// HSDS `resource_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_id: Option<String>,
    /// HSDS `resource_type`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_type: Option<String>,
    /// HSDS `last_action_date`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_action_date: Option<String>,
    /// HSDS `last_action_type`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_action_type: Option<String>,
    /// HSDS `field_name`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field_name: Option<String>,
    /// HSDS `previous_value`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous_value: Option<String>,
    /// HSDS `replacement_value`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replacement_value: Option<String>,
    /// HSDS `updated_by`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated_by: Option<String>,
    /// Fields of the source that are not in HSDS 3.1, kept as they came.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// A language spoken at a service, place or phone. HSDS `language`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Language {
    /// HSDS `id`.
    pub id: String,
    /// HSDS `service_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_id: Option<String>,
    /// HSDS `location_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location_id: Option<String>,
    /// HSDS `phone_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_id: Option<String>,
    /// HSDS `name`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// HSDS `code`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// HSDS `note`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// HSDS `attributes`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<Attribute>,
    /// HSDS `metadata`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub metadata: Vec<Metadata>,
    /// Profile: the days on which it is spoken; empty means always.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<Weekday>,
    /// Profile: days of notice that an interpreter needs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice_days: Option<u32>,
    /// Profile: spoken through a mediator or interpreter, not by the staff.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub interpreted: bool,
    /// Fields of the source that are not in HSDS 3.1, kept as they came.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// A telephone. HSDS `phone`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Phone {
    /// HSDS `id`.
    pub id: String,
    /// HSDS `location_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location_id: Option<String>,
    /// HSDS `service_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_id: Option<String>,
    /// HSDS `organization_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<String>,
    /// HSDS `contact_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_id: Option<String>,
    /// HSDS `service_at_location_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_at_location_id: Option<String>,
    /// HSDS `number`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// HSDS `extension`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extension: Option<serde_json::Number>,
    /// HSDS `type`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// HSDS `description`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// HSDS `languages`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Language>,
    /// HSDS `attributes`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<Attribute>,
    /// HSDS `metadata`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub metadata: Vec<Metadata>,
    /// Fields of the source that are not in HSDS 3.1, kept as they came.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// Somebody to turn to. HSDS `contact`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contact {
    /// HSDS `id`.
    pub id: String,
    /// HSDS `organization_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<String>,
    /// HSDS `service_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_id: Option<String>,
    /// HSDS `service_at_location_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_at_location_id: Option<String>,
    /// HSDS `location_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location_id: Option<String>,
    /// HSDS `name`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// HSDS `title`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// HSDS `department`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// HSDS `email`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// HSDS `phones`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<Phone>,
    /// HSDS `attributes`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<Attribute>,
    /// HSDS `metadata`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub metadata: Vec<Metadata>,
    /// Fields of the source that are not in HSDS 3.1, kept as they came.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// When something is open; fields after RFC 5545. HSDS `schedule`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Schedule {
    /// HSDS `id`.
    pub id: String,
    /// HSDS `service_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_id: Option<String>,
    /// HSDS `location_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location_id: Option<String>,
    /// HSDS `service_at_location_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_at_location_id: Option<String>,
    /// HSDS `valid_from`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<String>,
    /// HSDS `valid_to`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<String>,
    /// HSDS `dtstart`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dtstart: Option<String>,
    /// HSDS `timezone`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timezone: Option<serde_json::Number>,
    /// HSDS `until`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// HSDS `count`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<serde_json::Number>,
    /// HSDS `wkst`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wkst: Option<String>,
    /// HSDS `freq`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub freq: Option<String>,
    /// HSDS `interval`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interval: Option<serde_json::Number>,
    /// HSDS `byday`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byday: Option<String>,
    /// HSDS `byweekno`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byweekno: Option<String>,
    /// HSDS `bymonthday`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bymonthday: Option<String>,
    /// HSDS `byyearday`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byyearday: Option<String>,
    /// HSDS `description`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// HSDS `opens_at`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opens_at: Option<String>,
    /// HSDS `closes_at`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closes_at: Option<String>,
    /// HSDS `schedule_link`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schedule_link: Option<String>,
    /// HSDS `attending_type`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attending_type: Option<String>,
    /// HSDS `notes`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// HSDS `attributes`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<Attribute>,
    /// HSDS `metadata`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub metadata: Vec<Metadata>,
    /// Fields of the source that are not in HSDS 3.1, kept as they came.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// A postal or physical address. HSDS `address`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Address {
    /// HSDS `id`.
    pub id: String,
    /// HSDS `location_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location_id: Option<String>,
    /// HSDS `attention`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attention: Option<String>,
    /// HSDS `address_1`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_1: Option<String>,
    /// HSDS `address_2`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_2: Option<String>,
    /// HSDS `city`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// HSDS `region`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// HSDS `state_province`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state_province: Option<String>,
    /// HSDS `postal_code`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// HSDS `country`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// HSDS `address_type`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_type: Option<String>,
    /// HSDS `attributes`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<Attribute>,
    /// HSDS `metadata`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub metadata: Vec<Metadata>,
    /// Fields of the source that are not in HSDS 3.1, kept as they came.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// An arrangement for people with disabilities. HSDS `accessibility`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Accessibility {
    /// HSDS `id`.
    pub id: String,
    /// HSDS `location_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location_id: Option<String>,
    /// HSDS `description`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// HSDS `details`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub details: Option<String>,
    /// HSDS `url`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// HSDS `attributes`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<Attribute>,
    /// HSDS `metadata`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub metadata: Vec<Metadata>,
    /// Fields of the source that are not in HSDS 3.1, kept as they came.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// What it costs, for whom. HSDS `cost_option`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CostOption {
    /// HSDS `id`.
    pub id: String,
    /// HSDS `service_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_id: Option<String>,
    /// HSDS `valid_from`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<String>,
    /// HSDS `valid_to`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<String>,
    /// HSDS `option`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub option: Option<String>,
    /// HSDS `currency`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// HSDS `amount`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<serde_json::Number>,
    /// HSDS `amount_description`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount_description: Option<String>,
    /// HSDS `attributes`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<Attribute>,
    /// HSDS `metadata`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub metadata: Vec<Metadata>,
    /// Fields of the source that are not in HSDS 3.1, kept as they came.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// Who pays. HSDS `funding`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Funding {
    /// HSDS `id`.
    pub id: String,
    /// HSDS `organization_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<String>,
    /// HSDS `service_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_id: Option<String>,
    /// HSDS `source`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// HSDS `attributes`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<Attribute>,
    /// HSDS `metadata`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub metadata: Vec<Metadata>,
    /// Fields of the source that are not in HSDS 3.1, kept as they came.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// A document to bring. HSDS `required_document`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RequiredDocument {
    /// HSDS `id`.
    pub id: String,
    /// HSDS `service_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_id: Option<String>,
    /// HSDS `document`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// HSDS `uri`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uri: Option<String>,
    /// HSDS `attributes`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<Attribute>,
    /// HSDS `metadata`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub metadata: Vec<Metadata>,
    /// Profile: the code of the document in this network.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Profile: helps if available, but one is served without.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub optional: bool,
    /// Profile: codes of documents accepted in its place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub substitutes: Vec<String>,
    /// Fields of the source that are not in HSDS 3.1, kept as they came.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// Where people must live or be to use a service. HSDS `service_area`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ServiceArea {
    /// HSDS `id`.
    pub id: String,
    /// HSDS `service_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_id: Option<String>,
    /// HSDS `service_at_location_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_at_location_id: Option<String>,
    /// HSDS `name`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// HSDS `description`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// HSDS `extent`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extent: Option<String>,
    /// HSDS `extent_type`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extent_type: Option<String>,
    /// HSDS `uri`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uri: Option<String>,
    /// HSDS `attributes`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<Attribute>,
    /// HSDS `metadata`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub metadata: Vec<Metadata>,
    /// Fields of the source that are not in HSDS 3.1, kept as they came.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// Free places, with the age of the figure. HSDS `service_capacity`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Capacity {
    /// HSDS `id`.
    pub id: String,
    /// HSDS `service_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_id: Option<String>,
    /// HSDS `unit`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Box<Unit>>,
    /// HSDS `unit_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit_id: Option<String>,
    /// HSDS `available`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub available: Option<serde_json::Number>,
    /// HSDS `maximum`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum: Option<serde_json::Number>,
    /// HSDS `description`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// HSDS `updated`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated: Option<String>,
    /// HSDS `attributes`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<Attribute>,
    /// HSDS `metadata`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub metadata: Vec<Metadata>,
    /// Fields of the source that are not in HSDS 3.1, kept as they came.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// What a capacity counts. HSDS `unit`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Unit {
    /// HSDS `id`.
    pub id: String,
    /// HSDS `name`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// HSDS `scheme`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheme: Option<String>,
    /// HSDS `identifier`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifier: Option<String>,
    /// HSDS `uri`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uri: Option<String>,
    /// HSDS `attributes`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<Attribute>,
    /// HSDS `metadata`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub metadata: Vec<Metadata>,
    /// Fields of the source that are not in HSDS 3.1, kept as they came.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// A further address on the web. HSDS `url`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Url {
    /// HSDS `id`.
    pub id: String,
    /// HSDS `label`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// HSDS `url`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// HSDS `organization_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<String>,
    /// HSDS `service_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_id: Option<String>,
    /// HSDS `attributes`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<Attribute>,
    /// HSDS `metadata`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub metadata: Vec<Metadata>,
    /// Fields of the source that are not in HSDS 3.1, kept as they came.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// A number by which others know an organisation. HSDS `organization_identifier`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct OrganizationIdentifier {
    /// HSDS `id`.
    pub id: String,
    /// HSDS `organization_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<String>,
    /// HSDS `identifier_scheme`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifier_scheme: Option<String>,
    /// HSDS `identifier_type`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifier_type: Option<String>,
    /// HSDS `identifier`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifier: Option<String>,
    /// HSDS `attributes`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<Attribute>,
    /// HSDS `metadata`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub metadata: Vec<Metadata>,
    /// Fields of the source that are not in HSDS 3.1, kept as they came.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}
