//! What the text index learns of a service. Never a contact's name, never a protected address.

use super::{hearing::Hearing, rank, say};
use crate::hsds::{Location, Organization, Service};
use reticolo_base::Lang;
use reticolo_search::{Document, Tongue, Weight};

/// Tags from here on are needs that were read out of a text.
pub(super) const READ: u32 = 1_000;

/// A service with what is said around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'a> {
    pub service: &'a Service,
    pub organization: Option<&'a Organization>,
    pub program: Option<&'a str>,
}

impl Around<'_> {
    /// The document of the service.
    pub(super) fn document(&self, places: &[&Location], areas: &[&str], hearing: &Hearing) -> Document {
        let service = self.service;
        let lang = service.profile.lang;
        let mut document = Document::default();
        for (lang, name) in say::names(service) {
            document.text(tongue(lang), Weight::Title, name);
        }
        for (lang, text) in say::own(lang, service.alternate_name.as_ref()) {
            document.text(tongue(lang), Weight::Title, text);
        }
        for (lang, name) in self.organization.into_iter().flat_map(say::organization_names) {
            document.text(tongue(lang), Weight::Keywords, name);
        }
        document.text(tongue(lang), Weight::Keywords, self.program.unwrap_or_default());
        for place in places.iter().filter(|place| !place.profile.protected) {
            document.text(tongue(lang), Weight::Keywords, place.name.as_deref().unwrap_or_default());
        }
        for area in areas {
            document.text(Tongue::It, Weight::Keywords, *area);
        }
        for (lang, text) in say::bodies(service) {
            document.text(tongue(lang), Weight::Body, text);
        }
        self.tag(&mut document, hearing);
        document
    }

    fn tag(&self, document: &mut Document, hearing: &Hearing) {
        let needs = &self.service.profile.needs;
        for (place, code) in needs.iter().enumerate() {
            let sure = if place == 0 { rank::SURE_MAIN } else { rank::SURE_FURTHER };
            document.tags.extend(hearing.number(code).map(|need| (need, sure)));
        }
        if needs.is_empty() {
            let title: Vec<_> = say::names(self.service).into_iter().map(|(_, name)| name).collect();
            let summaries = say::summaries(self.service);
            let text = summaries.first().map(|(_, text)| text.as_str()).unwrap_or_default();
            let read = hearing.read(self.service.profile.lang, &title.join(" "), text);
            document.tags.extend(read.into_iter().map(|need| (READ + need, rank::SURE_READ)));
        }
    }
}

/// Texts of an unknown language are mostly English: directories that tell no language come from there.
fn tongue(lang: Option<Lang>) -> Tongue {
    lang.map_or(Tongue::En, Tongue::from)
}
