//! What HSDS has no word for. Documented for integrators on `/api` as the Reticolo profile.

use super::{RequiredDocument, Translation, is_default};
use crate::access::AccessRule;
use reticolo_base::Lang;
use serde::{Deserialize, Serialize};

/// A service, beyond HSDS. Paragraphs are in the record's own language; steps are lines.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ServiceProfile {
    /// The language in which the record is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Lang>,
    /// One sentence for lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// Codes of the needs it answers, the main one first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<String>,
    /// Its page has a quick exit and is not kept in histories where that can be avoided.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub sensitive: bool,
    /// *A chi è rivolto.*
    #[serde(skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// *Come fare*: one step a line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub how: Option<String>,
    /// *Cosa si ottiene.*
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result: Option<String>,
    /// *Tempi e scadenze.*
    #[serde(skip_serializing_if = "Option::is_none")]
    pub times: Option<String>,
    /// *Condizioni di servizio.*
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conditions: Option<String>,
    /// Whether it costs nothing; absent when unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub free: Option<bool>,
    /// How one gets in; absent when unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub way_in: Option<WayIn>,
    /// By whom one can ask to be received; empty when unknown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub staff_gender: Vec<Gender>,
    /// Days that people usually wait; absent when unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waiting_days: Option<u32>,
    /// Documents that may not be asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_asked: Vec<RequiredDocument>,
    /// Whether the list of documents is complete: only then "no documents asked" may be concluded from an empty one.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub documents_known: bool,
    /// Who may use it; all must hold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub access_rules: Vec<AccessRule>,
    /// When it is open, wherever its places do not say otherwise.
    #[serde(skip_serializing_if = "is_default")]
    pub hours: HoursProfile,
    /// Translations of the record's texts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub translations: Vec<Translation>,
    /// Part of a demonstration: plainly marked on every page.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub demonstration: bool,
}

/// An organisation, beyond HSDS.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct OrganizationProfile {
    /// The language in which the record is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Lang>,
    /// The kind of body, e.g. `municipality`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// ISTAT code of the territory it serves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub territory: Option<String>,
    /// Translations of the record's texts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub translations: Vec<Translation>,
    /// Part of a demonstration.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub demonstration: bool,
}

/// A place, beyond HSDS.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LocationProfile {
    /// The address must never be shown, indexed or exported: shown only inside an authorised referral.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub protected: bool,
    /// ISTAT code of the municipality.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub municipality: Option<String>,
    /// Whether one gets in without steps; absent when unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step_free: Option<bool>,
    /// When it is open.
    #[serde(skip_serializing_if = "is_default")]
    pub hours: HoursProfile,
    /// Translations of the record's texts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub translations: Vec<Translation>,
}

/// A service at a place, beyond HSDS.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlaceProfile {
    /// When the service is open at this place.
    #[serde(skip_serializing_if = "is_default")]
    pub hours: HoursProfile,
}

/// Opening hours as people write them. HSDS schedules are made from this where it is present; where only
/// schedules are present, it is made from them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HoursProfile {
    /// OpenStreetMap `opening_hours`, e.g. `Mo-Fr 09:00-12:00; PH off`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expression: Option<String>,
    /// IANA time zone; `Europe/Rome` where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
}

/// How one gets into a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WayIn {
    /// Just go there.
    WalkIn,
    /// Call first.
    ByPhone,
    /// Book on the web.
    Online,
    /// Another service sends you.
    Referral,
}

/// By whom one is received, where a person asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Gender {
    /// A woman.
    #[serde(rename = "f")]
    Woman,
    /// A man.
    #[serde(rename = "m")]
    Man,
}
