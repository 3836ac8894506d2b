//! The form of the files in `data/demo/`. A field that is not known here is a mistake and refused.

use crate::{
    access::AccessRule,
    hsds::{Gender, WayIn},
};
use reticolo_base::Text;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rules {
    pub rule: Vec<AccessRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Templates {
    pub service: Vec<Template>,
}

/// What a service is, wherever it is offered.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Template {
    pub key: String,
    pub needs: Vec<String>,
    #[serde(default)]
    pub sensitive: bool,
    #[serde(default)]
    pub reviewed: bool,
    pub name: Text,
    pub summary: Text,
    #[serde(default)]
    pub description: Text,
    #[serde(default)]
    pub who: Text,
    #[serde(default)]
    pub how: Text,
    #[serde(default)]
    pub result: Text,
    #[serde(default)]
    pub times: Text,
    #[serde(default)]
    pub conditions: Text,
    #[serde(default)]
    pub alert: Text,
    pub free: Option<bool>,
    pub cost: Option<Cost>,
    pub documents: Option<Vec<Asked>>,
    #[serde(default)]
    pub not_asked: Vec<String>,
    #[serde(default)]
    pub rules: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Cost {
    pub amount: f64,
    pub currency: String,
    #[serde(default)]
    pub note: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    pub key: String,
    #[serde(default)]
    pub required: bool,
    #[serde(default)]
    pub or: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Network {
    #[serde(default)]
    pub organization: Vec<Body>,
    #[serde(default)]
    pub offer: Vec<Offer>,
}

/// An organisation.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Body {
    pub key: String,
    pub kind: String,
    pub name: String,
    #[serde(default)]
    pub description: Text,
    pub territory: String,
    pub email: Option<String>,
    pub url: Option<String>,
    #[serde(default)]
    pub reviewed: bool,
    #[serde(default)]
    pub location: Vec<Seat>,
    #[serde(default)]
    pub contact: Vec<Role>,
}

/// A place.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Seat {
    pub key: String,
    pub name: String,
    pub address: String,
    pub municipality: String,
    pub postal_code: String,
    pub lat: f64,
    pub lon: f64,
    #[serde(default)]
    pub protected: bool,
    pub step_free: Option<bool>,
    #[serde(default)]
    pub directions: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Role {
    pub name: String,
    #[serde(default)]
    pub title: Text,
}

/// A service as an organisation offers it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Offer {
    pub service: String,
    pub organization: String,
    #[serde(default)]
    pub locations: Vec<String>,
    pub hours: Option<String>,
    pub august_closure: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    #[serde(default)]
    pub languages: Vec<Tongue>,
    #[serde(default)]
    pub staff_gender: Vec<Gender>,
    pub access: Option<WayIn>,
    pub capacity: Option<Places>,
    pub waiting_days: Option<u32>,
    pub verified_days_ago: Option<u32>,
}

/// A language spoken.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tongue {
    pub code: String,
    #[serde(default)]
    pub days: Vec<String>,
    pub notice_days: Option<u32>,
    #[serde(default)]
    pub interpreted: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Places {
    pub unit: String,
    pub available: u32,
    pub updated_days_ago: u32,
}
