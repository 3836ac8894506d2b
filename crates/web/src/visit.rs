//! One request of a page: who asks for what, when and in which language.

use crate::{App, Fault, Shell, observe::RequestId};
use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, header, request::Parts},
};
use reticolo_base::{Actor, Ctx, Lang};
use reticolo_words::Words;
use std::net::{IpAddr, SocketAddr};
use uuid::Uuid;

/// The request of a page under `/{lang}/…`.
#[derive(Debug, Clone)]
pub struct Visit {
    /// What every request needs.
    pub app: App,
    /// The context for the domains.
    pub ctx: Ctx,
    /// The path behind the language, without a slash before it: `needs/stay`.
    pub path: String,
    /// The query string as it came, without the question mark.
    pub query: Option<String>,
    /// From which address; for limits, never stored.
    pub address: Option<IpAddr>,
    /// Whether htmx asks for a fragment only.
    pub fragment: bool,
}

impl Visit {
    /// The language of the page.
    pub fn lang(&self) -> Lang {
        self.ctx.lang
    }

    /// The texts of that language.
    pub fn words(&self) -> &'static Words {
        Words::of(self.ctx.lang)
    }

    /// The address of a page in the same language: `visit.href("find")` is `/fr/find`.
    pub fn href(&self, path: &str) -> String {
        format!("/{}/{path}", self.ctx.lang)
    }

    /// The visit of an address that is no page: its language switch leads to the first page.
    pub(crate) fn astray(parts: &Parts, app: &App, lang: Lang) -> Self {
        let request = parts.extensions.get::<RequestId>().map_or_else(Uuid::now_v7, |id| id.0);
        Self {
            ctx: Ctx::new((app.clock)(), Actor::Anonymous, lang, request),
            path: String::new(),
            query: None,
            address: address(parts, app),
            fragment: parts.headers.contains_key("hx-request"),
            app: app.clone(),
        }
    }

    /// The shell of a page with this title.
    pub fn shell(&self, title: impl Into<String>) -> Shell {
        Shell::new(self, title.into())
    }
}

impl FromRequestParts<App> for Visit {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Fault> {
        let (lang, rest) = split(parts.uri.path()).ok_or_else(Fault::not_found)?;
        Ok(Self {
            path: rest.to_owned(),
            query: parts.uri.query().map(str::to_owned),
            ..Self::astray(parts, app, lang)
        })
    }
}

/// The language of a path and what follows it. Only the exact code counts: one page, one address.
pub(crate) fn split(path: &str) -> Option<(Lang, &str)> {
    let (code, rest) = path.strip_prefix('/')?.split_once('/')?;
    let lang = Lang::ALL.into_iter().find(|lang| lang.code() == code)?;
    Some((lang, rest))
}

/// The language of a request outside `/{lang}/`: the one of the path if there is one, else what the device prefers, else Italian.
pub fn preferred(path: &str, headers: &HeaderMap) -> Lang {
    let of_device = || headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok().and_then(Lang::negotiate);
    split(path).map(|(lang, _)| lang).or_else(of_device).unwrap_or(Lang::It)
}

pub(crate) fn address(parts: &Parts, app: &App) -> Option<IpAddr> {
    let direct = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    if !app.settings.trust_proxy {
        return direct;
    }
    // Our own proxy appends; what stands before it was written by the reader.
    let last = parts.headers.get_all("x-forwarded-for").iter().next_back();
    last.and_then(|v| v.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()).or(direct)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_begins_with_the_exact_code_of_a_language() {
        assert_eq!(split("/ar/needs/stay"), Some((Lang::Ar, "needs/stay")));
        assert_eq!(split("/it/"), Some((Lang::It, "")));
        for other in ["/", "/it", "/IT/", "/it-IT/", "/zh/", "//it/", ""] {
            assert_eq!(split(other), None, "{other}");
        }
    }

    #[test]
    fn the_path_counts_more_than_the_device() {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, "sq, en;q=0.5".parse().unwrap());
        assert_eq!(preferred("/", &headers), Lang::Sq);
        assert_eq!(preferred("/fr/missing", &headers), Lang::Fr);
        assert_eq!(preferred("/", &HeaderMap::new()), Lang::It);
    }
}
