//! A set of services offered together.

use super::parts::*;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A set of services offered together. HSDS `program`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Program {
    /// HSDS `id`.
    pub id: String,
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
