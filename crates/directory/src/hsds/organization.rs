//! A body that offers services.

use super::{is_default, parts::*, profile::OrganizationProfile};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A body that offers services. HSDS `organization`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Organization {
    /// HSDS `id`.
    pub id: String,
    /// HSDS `name`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// HSDS `alternate_name`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alternate_name: Option<String>,
    /// HSDS `description`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// HSDS `email`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// HSDS `website`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    /// HSDS `additional_websites`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub additional_websites: Vec<Url>,
    /// HSDS `tax_status`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_status: Option<String>,
    /// HSDS `tax_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_id: Option<String>,
    /// HSDS `year_incorporated`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year_incorporated: Option<serde_json::Number>,
    /// HSDS `legal_status`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_status: Option<String>,
    /// HSDS `logo`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
    /// HSDS `uri`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uri: Option<String>,
    /// HSDS `parent_organization_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_organization_id: Option<String>,
    /// HSDS `funding`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub funding: Vec<Funding>,
    /// HSDS `contacts`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<Contact>,
    /// HSDS `phones`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<Phone>,
    /// HSDS `organization_identifiers`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub organization_identifiers: Vec<OrganizationIdentifier>,
    /// HSDS `attributes`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<Attribute>,
    /// HSDS `metadata`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub metadata: Vec<Metadata>,
    /// What HSDS has no word for.
    #[serde(skip_serializing_if = "is_default")]
    pub profile: OrganizationProfile,
    /// Fields of the source that are not in HSDS 3.1, kept as they came.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}
