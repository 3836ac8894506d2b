//! What every request needs: the database, the settings, the clock.

use crate::{Fault, limits::Limits, routes::path::Shelf, secret};
use axum::http::StatusCode;
use reticolo_base::{Instant, Text};
use reticolo_directory::find::Finder;
use reticolo_store::{Db, Vault};
use std::sync::Arc;

/// Shared by all requests. Cheap to clone.
#[derive(Debug, Clone)]
pub struct App {
    /// The database.
    pub db: Db,
    /// How this network presents itself.
    pub settings: Arc<Settings>,
    /// Tells the moment at which a request counts as made; tests stop it.
    pub clock: fn() -> Instant,
    /// Draws the codes that only their owner knows.
    pub secrets: fn() -> secret::Bytes,
    /// How often an address may post.
    pub limits: Arc<Limits>,
    /// Answers searches from memory; pages that search answer 503 without it.
    pub finder: Option<Arc<Finder>>,
    /// What the guided path knows of each service.
    pub shelf: Arc<Shelf>,
    /// Seals and opens what is personal.
    pub vault: Vault,
}

impl App {
    /// From the parts, with a vault that dies with the process: what serves for longer brings its own ([`Self::with_vault`]).
    pub fn new(db: Db, settings: Settings, clock: fn() -> Instant) -> Self {
        Self {
            db,
            settings: Arc::new(settings),
            clock,
            secrets: secret::from_system,
            limits: Arc::default(),
            finder: None,
            shelf: Arc::default(),
            vault: Vault::passing(),
        }
    }

    /// The same with the vault of the database.
    #[must_use]
    pub fn with_vault(self, vault: Vault) -> Self {
        Self { vault, ..self }
    }

    /// The same with a finder.
    #[must_use]
    pub fn with_finder(self, finder: Arc<Finder>) -> Self {
        Self { finder: Some(finder), ..self }
    }

    /// The finder.
    ///
    /// # Errors
    /// 503 while there is none.
    pub fn finder(&self) -> Result<&Finder, Fault> {
        self.finder.as_deref().ok_or_else(|| Fault::of(StatusCode::SERVICE_UNAVAILABLE))
    }
}

/// How a network presents itself and where it stands.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The public address without a slash at the end: `https://reticolo.example`.
    pub base_url: String,
    /// The name of the network.
    pub name: Text,
    /// Whether this is a demonstration: a banner says so, and search engines are told to stay away.
    pub demonstration: bool,
    /// Whether the address of the reader is taken from `X-Forwarded-For` (its last entry): only behind an own proxy.
    pub trust_proxy: bool,
    /// A server that translates contributions when somebody asks for it; without one people translate.
    pub translate: Option<Translate>,
    /// Map pictures from a configured server; without them the map is drawn by this one.
    pub tiles: Option<Tiles>,
    /// A human who answers.
    pub contact: Contact,
    /// Where the source code is published.
    pub source_url: Option<String>,
    /// Where the quick exit leads: an unsuspicious page.
    pub exit_url: String,
}

/// A server that speaks LibreTranslate's `POST /translate`.
#[derive(Clone, PartialEq, Eq)]
pub struct Translate {
    /// The address without `/translate`: `https://translate.example`.
    pub url: String,
    /// Its key, if it wants one.
    pub key: Option<String>,
}

impl std::fmt::Debug for Translate {
    /// Tells the address and never the key.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Translate({})", self.url)
    }
}

/// A server of map pictures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tiles {
    /// The address of a picture: `https://tiles.example/{z}/{x}/{y}.png`.
    pub template: String,
    /// Whom to credit, as text.
    pub credit: String,
}

impl Tiles {
    /// Scheme and host, as the content security policy names them; `None` when the address is not usable.
    pub fn origin(&self) -> Option<&str> {
        let (scheme, rest) = self.template.split_once("://")?;
        let host = rest.split('/').next()?;
        let safe = !host.is_empty() && host.chars().all(|c| c.is_ascii_alphanumeric() || ".-:".contains(c));
        (matches!(scheme, "https" | "http") && safe)
            .then(|| self.template.get(..scheme.len() + 3 + host.len()))?
    }
}

/// How a human is reached.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    /// A telephone number, as one dials it.
    pub phone: Option<String>,
    /// An e-mail address.
    pub email: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            base_url: "http://localhost:8080".to_owned(),
            name: Text::of(reticolo_base::Lang::It, "Reticolo"),
            demonstration: false,
            trust_proxy: false,
            translate: None,
            tiles: None,
            contact: Contact::default(),
            source_url: None,
            exit_url: "https://it.wikipedia.org/".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_scheme_and_host_of_a_map_server_enter_the_policy() {
        let tiles = |template: &str| Tiles { template: template.to_owned(), credit: String::new() };
        assert_eq!(tiles("https://tiles.example/{z}/{x}/{y}.png").origin(), Some("https://tiles.example"));
        assert_eq!(tiles("http://localhost:8081/{z}").origin(), Some("http://localhost:8081"));
        for bad in [
            "tiles.example/{z}",
            "javascript://x/",
            "https:///x",
            "https://a.example; script-src *",
            "https://*",
        ] {
            assert_eq!(tiles(bad).origin(), None, "{bad}");
        }
    }
}
