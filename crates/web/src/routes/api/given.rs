//! What a request asks: from its address, and from its body where it has one. Every name is known, none stands twice.

use super::{
    endpoint::Endpoint,
    parameter::named,
    problem::Problem,
    value::{Raw, Said, read},
};
use axum::{
    body::to_bytes,
    extract::{Query, Request},
    http::{HeaderMap, Method, StatusCode, header},
};
use reticolo_base::Instant;
use reticolo_directory::hsds::Weekday;
use serde_json::Value;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The longest body, in bytes. Asking takes little.
const LONGEST: usize = 64 * 1024;

/// The values that were given, by the names of their parameters.
#[derive(Clone, Default, PartialEq)]
pub struct Given(BTreeMap<&'static str, Said>);

impl std::fmt::Debug for Given {
    /// Tells nothing: it may hold where somebody is.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Given({})", self.0.len())
    }
}

impl Given {
    /// What a request asks of an address.
    ///
    /// # Errors
    /// [`Problem`] naming the parameter that is unknown, twice there, or cannot be read.
    pub async fn of(endpoint: &Endpoint, request: Request, now: Instant) -> Result<Self, Problem> {
        let mut given = Self::default();
        for (name, value) in pairs_of_query(&request)? {
            let hidden = named(&name).is_some_and(|parameter| parameter.body_only);
            if hidden {
                let why = "Positions must not stand in addresses, which are logged and kept: send lat and lon in the body of a POST.";
                return Err(Problem::value(name, why));
            }
            given.put(endpoint, &name, &Raw::Written(value), now)?;
        }
        if request.method() == Method::POST {
            for (name, raw) in pairs_of_body(request).await? {
                given.put(endpoint, &name, &raw, now)?;
            }
        }
        Ok(given)
    }

    fn put(&mut self, endpoint: &Endpoint, name: &str, raw: &Raw, now: Instant) -> Result<(), Problem> {
        let Some(parameter) = endpoint.parameters().find(|parameter| parameter.name == name) else {
            let known = endpoint.parameters.join(", ");
            let known = if known.is_empty() { "none".to_owned() } else { known };
            let shown: String = name.chars().filter(|c| !c.is_control()).take(40).collect();
            return Err(Problem::value(
                shown,
                format!("This address does not take this parameter. It takes: {known}."),
            ));
        };
        let said = read(parameter, raw, now)?;
        match self.0.insert(parameter.name, said) {
            None => Ok(()),
            Some(_) => Err(Problem::value(name, format!("{name} is there twice: give it once."))),
        }
    }

    /// Whether anything was said under one of these names.
    pub fn any(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.0.contains_key(name))
    }

    /// Words, a code, a choice.
    pub fn text(&self, name: &str) -> Option<&str> {
        if let Some(Said::Text(text)) = self.0.get(name) { Some(text) } else { None }
    }

    /// A whole number.
    pub fn whole(&self, name: &str) -> Option<u64> {
        if let Some(Said::Whole(number)) = self.0.get(name) { Some(*number) } else { None }
    }

    /// A number.
    pub fn number(&self, name: &str) -> Option<f64> {
        if let Some(Said::Number(number)) = self.0.get(name) { Some(*number) } else { None }
    }

    /// Yes or no.
    pub fn flag(&self, name: &str) -> Option<bool> {
        if let Some(Said::Flag(flag)) = self.0.get(name) { Some(*flag) } else { None }
    }

    /// An id.
    pub fn id(&self, name: &str) -> Option<Uuid> {
        if let Some(Said::Id(id)) = self.0.get(name) { Some(*id) } else { None }
    }

    /// A moment.
    pub fn moment(&self, name: &str) -> Option<Instant> {
        if let Some(Said::Moment(moment)) = self.0.get(name) { Some(*moment) } else { None }
    }

    /// A time on the clock.
    pub fn time(&self, name: &str) -> Option<jiff::civil::Time> {
        if let Some(Said::Time(time)) = self.0.get(name) { Some(*time) } else { None }
    }

    /// Days of the week.
    pub fn days(&self, name: &str) -> Option<&[Weekday]> {
        if let Some(Said::Days(days)) = self.0.get(name) { Some(days) } else { None }
    }
}

fn pairs_of_query(request: &Request) -> Result<Vec<(String, String)>, Problem> {
    let pairs = Query::<Vec<(String, String)>>::try_from_uri(request.uri());
    pairs
        .map(|pairs| pairs.0)
        .map_err(|_| Problem::of(StatusCode::BAD_REQUEST, "The query of the address cannot be read."))
}

async fn pairs_of_body(request: Request) -> Result<Vec<(String, Raw)>, Problem> {
    let kind = kind_of(request.headers());
    let body = to_bytes(request.into_body(), LONGEST).await;
    let body = body.map_err(|_| Problem::bare(StatusCode::PAYLOAD_TOO_LARGE))?;
    if body.is_empty() {
        return Ok(Vec::new());
    }
    match kind.as_str() {
        "application/json" => json(&body),
        "application/x-www-form-urlencoded" => form(&body),
        _ => Err(Problem::of(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "Send parameters as application/json or application/x-www-form-urlencoded.",
        )),
    }
}

fn kind_of(headers: &HeaderMap) -> String {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

fn json(body: &[u8]) -> Result<Vec<(String, Raw)>, Problem> {
    match serde_json::from_slice(body) {
        Ok(Value::Object(map)) => {
            Ok(map.into_iter().map(|(name, value)| (name, Raw::Typed(value))).collect())
        }
        _ => Err(Problem::of(StatusCode::BAD_REQUEST, "The body is no JSON object of parameters.")),
    }
}

fn form(body: &[u8]) -> Result<Vec<(String, Raw)>, Problem> {
    let bad = || Problem::of(StatusCode::BAD_REQUEST, "The body is no form of parameters.");
    let text = std::str::from_utf8(body).map_err(|_| bad())?;
    let address = format!("/?{text}").parse().map_err(|_| bad())?;
    let pairs = Query::<Vec<(String, String)>>::try_from_uri(&address).map_err(|_| bad())?;
    Ok(pairs.0.into_iter().map(|(name, value)| (name, Raw::Written(value))).collect())
}
