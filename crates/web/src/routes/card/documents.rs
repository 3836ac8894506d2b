//! What to bring, in the reader's language beside Italian, to be shown to the clerk.

use super::reading::{Line, Reading};
use reticolo_base::Lang;
use reticolo_directory::{
    hsds::{RequiredDocument, Service},
    reference::Reference,
};

/// A document on two sides.
#[derive(Debug, Clone)]
pub struct Paper {
    /// Its code, the same in every service; else its id.
    pub key: String,
    /// In the reader's language.
    pub name: Line,
    /// In Italian, where that is another language than the reader's.
    pub italian: Option<Line>,
    /// It helps, but one may come without it.
    pub optional: bool,
    /// What is accepted in its place.
    pub instead: Vec<Instead>,
}

/// A substitute on two sides.
#[derive(Debug, Clone)]
pub struct Instead {
    /// In the reader's language.
    pub name: Line,
    /// In Italian.
    pub italian: Option<Line>,
}

/// The documents to bring.
pub fn required(service: &Service, reader: Lang) -> Vec<Paper> {
    let papers = service.required_documents.iter();
    papers.filter_map(|document| paper(document, "required_documents", service, reader)).collect()
}

/// The documents that may not be asked for.
pub fn not_asked(service: &Service, reader: Lang) -> Vec<Paper> {
    let papers = service.profile.not_asked.iter();
    papers.filter_map(|document| paper(document, "profile.not_asked", service, reader)).collect()
}

fn paper(document: &RequiredDocument, field: &str, service: &Service, reader: Lang) -> Option<Paper> {
    let field = format!("{field}/{}/document", document.id);
    let reading = Reading::service(service, reader);
    let name = reading.line(&field, document.document.as_deref())?;
    let italian = italian(reader, || {
        let mut line = reading.by(Lang::It).line(&field, document.document.as_deref())?;
        line.attrs = super::reading::attrs(Lang::It, reader);
        Some(line)
    });
    Some(Paper {
        key: document.key.clone().unwrap_or_else(|| document.id.clone()),
        name,
        italian,
        optional: document.optional,
        instead: document.substitutes.iter().map(|key| instead(key, reader)).collect(),
    })
}

/// A substitute is the code of a known document, or words of the source.
fn instead(key: &str, reader: Lang) -> Instead {
    match Reference::get().document(key) {
        Some(known) => Instead {
            name: Line::seen(known.name.seen(reader), reader),
            italian: italian(reader, || Some(Line::seen(known.name.seen(Lang::It), reader))),
        },
        None => Instead {
            name: Line { text: key.to_owned(), attrs: Default::default(), doubtful: false },
            italian: None,
        },
    }
}

fn italian(reader: Lang, line: impl FnOnce() -> Option<Line>) -> Option<Line> {
    if reader == Lang::It { None } else { line() }
}
