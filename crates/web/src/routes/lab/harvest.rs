//! What the pages of a session's harvest share: where one is, who one is, and the words as one reads them.

use crate::{
    Fault, Markup, Shell, Visit,
    errors::message,
    routes::card::reading::{Line, attrs},
};
use reticolo_accounts::policy::Action;
use reticolo_base::{Lang, Refusal};
use reticolo_lab::{
    Refused, programme,
    translation::{self, State, Translation},
};
use reticolo_words::Value;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The session whose pages these are, and who looks at them.
#[derive(Debug, Clone)]
pub struct Place {
    /// The session.
    pub session: Uuid,
    /// Its Lab.
    pub lab: Uuid,
    /// The session's title.
    pub title: Line,
    /// Whether the reader runs the session.
    pub runs: bool,
    /// The participant, if she is one.
    pub me: Option<Uuid>,
}

impl Place {
    /// The place of an address, for whoever takes part.
    ///
    /// # Errors
    /// 404 when there is none, or not for this reader.
    pub async fn of(visit: &Visit, id: &str) -> Result<Self, Fault> {
        let session = uuid(id)?;
        let bearer = programme::bearer_of_session(&visit.app.db, session).await?;
        bearer.may(&visit.ctx, Action::TakePart)?;
        let plan = programme::session(&visit.app.db, session).await?;
        let title = plan.session.title.seen(visit.lang());
        Ok(Self {
            session,
            lab: bearer.lab,
            title: Line {
                text: title.text.to_owned(),
                attrs: attrs(title.lang, visit.lang()),
                doubtful: false,
            },
            runs: bearer.may(&visit.ctx, Action::RunSession).is_ok(),
            me: visit.ctx.actor.participant(),
        })
    }

    /// Only for who runs the session.
    ///
    /// # Errors
    /// 404 for anybody else.
    pub fn running(self) -> Result<Self, Fault> {
        if self.runs { Ok(self) } else { Err(Fault::not_found()) }
    }

    /// The address of one of the session's pages, behind the language.
    pub fn path(&self, page: &str) -> String {
        format!("sessions/{}/{page}", self.session)
    }

    /// The pages of the harvest: address, icon, name, and whether it is this one.
    pub fn tabs(&self, shell: &Shell, here: &str) -> Vec<Tab> {
        let tab = |page: &'static str, icon| Tab {
            href: shell.href(&self.path(page)),
            icon,
            name: shell.say(&format!("lab-harvest-tab-{page}")),
            here: page == here,
        };
        vec![
            tab("plenary", shell.icon("layout-board")),
            tab("votes", shell.icon("thumb-up")),
            tab("opinions", shell.icon("chart-dots")),
            tab("proposals", shell.icon("bulb")),
            tab("choices", shell.icon("checkbox")),
        ]
    }
}

/// A page of the harvest.
#[derive(Debug, Clone)]
pub struct Tab {
    /// Its address.
    pub href: String,
    /// Its icon.
    pub icon: Markup,
    /// Its name.
    pub name: String,
    /// Whether it is the page one reads.
    pub here: bool,
}

/// An id of an address; anything else is not found.
///
/// # Errors
/// 404.
pub fn uuid(text: &str) -> Result<Uuid, Fault> {
    text.parse().map_err(|_| Fault::not_found())
}

/// Words somebody wrote, as a reader sees them.
#[derive(Debug, Clone)]
pub struct Said {
    /// In her language if there is a translation, else as they were written.
    pub line: Line,
    /// The original, where a translation is shown.
    pub original: Option<Line>,
    /// What the reader must know of the translation.
    pub mark: Option<String>,
}

impl Said {
    /// Words of `lang`, with their translation if there is one.
    pub fn new(visit: &Visit, lang: Lang, words: &str, translation: Option<&Translation>) -> Self {
        let line = |text: &str, lang| Line {
            text: text.to_owned(),
            attrs: attrs(lang, visit.lang()),
            doubtful: false,
        };
        // Words in a language that has no pages are kept as Italian: what was translated for its readers is shown to them too.
        let holds = |told: &&Translation| lang != visit.lang() || told.state != State::Outdated;
        let Some(translation) = translation.filter(holds) else {
            return Self { line: line(words, lang), original: None, mark: None };
        };
        let maker = translation.maker.code();
        let state = if translation.state == State::Outdated { "outdated" } else { maker };
        Self {
            line: line(&translation.words, visit.lang()),
            original: Some(line(words, lang)),
            mark: Some(visit.words().say(&format!("lab-harvest-translated-{state}")).into_owned()),
        }
    }

    /// The words of one thing, with the translation looked up.
    ///
    /// # Errors
    /// 503 when the database does not answer.
    pub async fn find(
        visit: &Visit,
        (entity, id): (&str, Uuid),
        lang: Lang,
        words: &str,
    ) -> Result<Self, Fault> {
        let originals: BTreeMap<Uuid, &str> =
            if lang == visit.lang() { BTreeMap::new() } else { [(id, words)].into() };
        let found = translation::of_many(&visit.app.db, entity, visit.lang(), &originals).await;
        let found = found.map_err(|failure| Fault::store(&failure))?;
        Ok(Self::new(visit, lang, words, found.get(&id)))
    }
}

/// What a form is answered when it was refused: the message, or a fault where no form can mend it.
///
/// # Errors
/// Whatever is neither wrong input nor a conflict.
pub fn mistake(visit: &Visit, refused: Refused) -> Result<(axum::http::StatusCode, String), Fault> {
    match refused {
        Refused::NotFound | Refused::Store(_) => Err(refused.into()),
        told => Ok((crate::errors::status_of(told.kind()), message(&told, visit.words()))),
    }
}

/// A sum of hours or euros as a language writes it.
pub fn sum(shell: &Shell, key: &str, amount: f64) -> String {
    let rounded = (amount * 100.0).round() / 100.0;
    let written = shell.words().number(Value::from(rounded));
    shell.say_with(key, &[("sum", Value::from(written))])
}

/// A share from 0 to 1 in whole per cent.
pub fn percent(share: f64) -> u32 {
    (share.clamp(0.0, 1.0) * 100.0).round() as u32
}
