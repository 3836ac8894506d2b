//! A term of a scheme.

use super::{Taxonomy, parts::Metadata};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A term of a scheme. HSDS `taxonomy_term`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TaxonomyTerm {
    /// HSDS `id`.
    pub id: String,
    /// HSDS `code`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// HSDS `name`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// HSDS `description`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// HSDS `parent_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_id: Option<String>,
    /// HSDS `taxonomy`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taxonomy: Option<String>,
    /// HSDS `taxonomy_detail`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taxonomy_detail: Option<Box<Taxonomy>>,
    /// HSDS `language`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// HSDS `taxonomy_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taxonomy_id: Option<String>,
    /// HSDS `term_uri`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term_uri: Option<String>,
    /// HSDS `metadata`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub metadata: Vec<Metadata>,
    /// Fields of the source that are not in HSDS 3.1, kept as they came.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}
