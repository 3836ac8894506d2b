//! A place, physical or virtual.

use super::{is_default, parts::*, profile::LocationProfile};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A place, physical or virtual. HSDS `location`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Location {
    /// HSDS `id`.
    pub id: String,
    /// HSDS `location_type`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location_type: Option<String>,
    /// HSDS `url`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// HSDS `organization_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<String>,
    /// HSDS `name`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// HSDS `alternate_name`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alternate_name: Option<String>,
    /// HSDS `description`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// HSDS `transportation`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transportation: Option<String>,
    /// HSDS `latitude`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latitude: Option<serde_json::Number>,
    /// HSDS `longitude`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub longitude: Option<serde_json::Number>,
    /// HSDS `external_identifier`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_identifier: Option<String>,
    /// HSDS `external_identifier_type`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_identifier_type: Option<String>,
    /// HSDS `languages`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Language>,
    /// HSDS `addresses`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<Address>,
    /// HSDS `contacts`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<Contact>,
    /// HSDS `accessibility`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub accessibility: Vec<Accessibility>,
    /// HSDS `phones`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<Phone>,
    /// HSDS `schedules`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub schedules: Vec<Schedule>,
    /// HSDS `attributes`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<Attribute>,
    /// HSDS `metadata`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub metadata: Vec<Metadata>,
    /// What HSDS has no word for.
    #[serde(skip_serializing_if = "is_default")]
    pub profile: LocationProfile,
    /// Fields of the source that are not in HSDS 3.1, kept as they came.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}
