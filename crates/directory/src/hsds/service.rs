//! What an organisation does for people.

use super::{is_default, parts::*, profile::ServiceProfile};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What an organisation does for people. HSDS `service`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Service {
    /// HSDS `id`.
    pub id: String,
    /// HSDS `organization_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<String>,
    /// HSDS `program_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub program_id: Option<String>,
    /// HSDS `name`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// HSDS `alternate_name`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alternate_name: Option<String>,
    /// HSDS `description`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// HSDS `url`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// HSDS `additional_urls`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub additional_urls: Vec<Url>,
    /// HSDS `email`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// HSDS `status`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// HSDS `interpretation_services`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interpretation_services: Option<String>,
    /// HSDS `application_process`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_process: Option<String>,
    /// HSDS `fees_description`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fees_description: Option<String>,
    /// HSDS `wait_time`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wait_time: Option<String>,
    /// HSDS `fees`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fees: Option<String>,
    /// HSDS `accreditations`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accreditations: Option<String>,
    /// HSDS `eligibility_description`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub eligibility_description: Option<String>,
    /// HSDS `minimum_age`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum_age: Option<serde_json::Number>,
    /// HSDS `maximum_age`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum_age: Option<serde_json::Number>,
    /// HSDS `assured_date`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assured_date: Option<String>,
    /// HSDS `assurer_email`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assurer_email: Option<String>,
    /// HSDS `licenses`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licenses: Option<String>,
    /// HSDS `alert`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alert: Option<String>,
    /// HSDS `last_modified`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
    /// HSDS `phones`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<Phone>,
    /// HSDS `schedules`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub schedules: Vec<Schedule>,
    /// HSDS `service_areas`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub service_areas: Vec<ServiceArea>,
    /// HSDS `languages`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Language>,
    /// HSDS `funding`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub funding: Vec<Funding>,
    /// HSDS `cost_options`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cost_options: Vec<CostOption>,
    /// HSDS `required_documents`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub required_documents: Vec<RequiredDocument>,
    /// HSDS `contacts`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<Contact>,
    /// HSDS `capacities`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub capacities: Vec<Capacity>,
    /// HSDS `attributes`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<Attribute>,
    /// HSDS `metadata`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub metadata: Vec<Metadata>,
    /// What HSDS has no word for.
    #[serde(skip_serializing_if = "is_default")]
    pub profile: ServiceProfile,
    /// Fields of the source that are not in HSDS 3.1, kept as they came.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}
