//! Texts of a session in other languages: by who prepares it, and by translators who come with a link.

mod ours;
mod theirs;

use crate::{App, Shell, Visit, fields::Fields};
use axum::{
    Router,
    routing::{get, post},
};
use reticolo_base::Lang;
use reticolo_lab::{
    programme::{
        SessionPlan, advice,
        translator::{self, Given},
    },
    translation::State,
};

/// `/{lang}/sessions/{session}/texts…`, `/{lang}/translate…`.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/{lang}/sessions/{session}/texts", get(ours::overview))
        .route("/{lang}/sessions/{session}/texts/{into}", get(ours::form).post(ours::save))
        .route("/{lang}/sessions/{session}/translators", post(ours::invite))
        .route("/{lang}/sessions/{session}/translators/{link}/removal", post(ours::revoke))
        .route("/{lang}/translate", get(theirs::door).post(theirs::enter))
        .route("/{lang}/translate/texts", get(theirs::form).post(theirs::save))
}

/// A text to be translated.
pub struct Line {
    /// Its place in the form.
    n: usize,
    entity: &'static str,
    id: String,
    /// What kind of text it is.
    what: String,
    original: String,
    from: Lang,
    seen: String,
    words: String,
    reviewed: bool,
    state: String,
    long: bool,
}

/// Every text of a session that is not in this language already; what was typed wins over what is kept.
fn lines(visit: &Visit, plan: &SessionPlan, into: Lang, typed: &Fields) -> Vec<Line> {
    let words = visit.words();
    let texts = advice::texts(plan).into_iter().filter(|(_, _, phrase)| phrase.lang != into);
    let line =
        |(n, (entity, id, phrase)): (usize, (&'static str, uuid::Uuid, &reticolo_lab::programme::Phrase))| {
            let other = phrase.others.get(&into);
            let state = other.map_or("lab-text-missing", |other| match other.state {
                State::Reviewed => "lab-text-reviewed",
                State::Unreviewed => "lab-text-unreviewed",
                State::Outdated => "lab-text-outdated",
            });
            let kept = other.map(|other| other.words.clone()).unwrap_or_default();
            Line {
                n,
                entity,
                id: id.to_string(),
                what: words.say(&format!("lab-entity-{}", entity.replace('.', "-"))).into_owned(),
                original: phrase.words.clone(),
                from: phrase.lang,
                seen: translator::seen(&phrase.words),
                words: typed.one(&format!("words_{n}")).map_or(kept, str::to_owned),
                reviewed: other.is_some_and(|other| other.state == State::Reviewed),
                state: words.say(state).into_owned(),
                long: phrase.words.chars().count() > 80,
            }
        };
    texts.enumerate().map(line).collect()
}

/// The texts that came with a form: entity, id, words, whether reviewed, and what the original was.
struct Sent(Vec<(String, uuid::Uuid, String, bool, String)>);

impl Sent {
    /// From numbered fields; a number without an id ends the list.
    fn of(fields: &Fields) -> Self {
        let one = |name: &str, n: usize| fields.one(&format!("{name}_{n}")).map(str::to_owned);
        let read = |n: usize| {
            let id = one("id", n)?.parse().ok()?;
            let words = one("words", n).unwrap_or_default();
            Some((one("entity", n)?, id, words, fields.ticked(&format!("reviewed_{n}")), one("seen", n)?))
        };
        Self((0..200).map_while(read).collect())
    }

    fn given(&self) -> Vec<Given<'_>> {
        self.0
            .iter()
            .map(|(entity, id, words, reviewed, seen)| Given {
                entity,
                id: *id,
                words,
                reviewed: *reviewed,
                seen,
            })
            .collect()
    }
}

/// The form of all texts, as both pages show it.
#[derive(askama::Template)]
#[template(path = "lab/texts.html")]
struct Texts {
    shell: Shell,
    back: Option<String>,
    heading: String,
    notice: String,
    saved: bool,
    action: String,
    into: Lang,
    lines: Vec<Line>,
}
