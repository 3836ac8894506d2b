//! A service as it is offered at one place.

use super::{is_default, parts::*, profile::PlaceProfile};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A service as it is offered at one place. HSDS `service_at_location`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ServiceAtLocation {
    /// HSDS `id`.
    pub id: String,
    /// HSDS `service_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_id: Option<String>,
    /// HSDS `location_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location_id: Option<String>,
    /// HSDS `description`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// HSDS `service_areas`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub service_areas: Vec<ServiceArea>,
    /// HSDS `contacts`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<Contact>,
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
    pub profile: PlaceProfile,
    /// Fields of the source that are not in HSDS 3.1, kept as they came.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}
