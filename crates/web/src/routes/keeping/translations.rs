//! Translations: which cards need somebody who knows a language, and one card side by side.

use super::{Named, Told, card::counted, id, on, private, say};
use crate::{
    Fault, Markup, Shell, Visit, fields::Fields, limits::Deed, render::Answer, routes::card::reading::attrs,
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use reticolo_base::Lang;
use reticolo_directory::{
    book,
    keeping::{
        overview::Name,
        scope,
        translation::{self, PARAGRAPH_CHARS, Passage, State, Typed},
    },
};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "keeping/translations.html")]
struct List {
    shell: Shell,
    to: Lang,
    langs: Vec<(Lang, bool)>,
    lines: Vec<(String, Named, String)>,
}

/// The language in an address.
fn lang(code: &str) -> Result<Lang, Fault> {
    Lang::ALL.into_iter().find(|lang| lang.code() == code).ok_or_else(Fault::not_found)
}

pub async fn list(visit: Visit, Path((_, to)): Path<(String, String)>) -> Answer {
    let to = lang(&to)?;
    let lines = translation::waiting(&visit.app.db, &visit.ctx, to).await?;
    let line = |line: &translation::Line| {
        let href = visit.href(&format!("keeping/services/{}/translations/{to}", line.service));
        (href, Named::of(&line.name, &visit), counted(&line.counts, &visit))
    };
    let page = List {
        shell: visit.shell(visit.words().say("keeping-translations-title")).kept_from_robots(),
        to,
        langs: Lang::ALL.map(|each| (each, each == to)).into(),
        lines: lines.iter().map(line).collect(),
    };
    private(StatusCode::OK, &page)
}

#[derive(Template)]
#[template(path = "keeping/translation.html")]
struct Page {
    shell: Shell,
    name: Named,
    service: Uuid,
    to: Lang,
    source: Markup,
    target: Markup,
    problem: Option<String>,
    passages: Vec<View>,
    most: usize,
}

/// One field beside its translation.
struct View {
    number: usize,
    field: String,
    name: String,
    fingerprint: String,
    state: &'static str,
    state_words: String,
    pairs: Vec<Pair>,
    problem: Option<String>,
    open: bool,
}

/// One paragraph.
struct Pair {
    name: String,
    source: String,
    text: String,
    mark: Option<String>,
}

pub async fn card(visit: Visit, Path((_, service, to)): Path<(String, String, String)>) -> Answer {
    show(&visit, (id(&service)?, &to), None, &Told::nothing()).await
}

async fn show(visit: &Visit, (service, to): (Uuid, &str), typed: Option<&Fields>, told: &Told) -> Answer {
    scope::keeper(&visit.app.db, &visit.ctx, service).await?;
    let (words, to) = (visit.words(), lang(to)?);
    let found = book::card(&visit.app.db, service).await.map_err(|failure| Fault::store(&failure))?;
    let record = found.ok_or_else(Fault::not_found)?.service;
    let source = translation::source_lang(&record);
    if source == to {
        return Err(Fault::not_found());
    }
    let passages = translation::passages(&record, to);
    let page = Page {
        shell: visit.shell(words.say("keeping-translations-title")).kept_from_robots(),
        name: Named::of(&Name::of(&record), visit),
        service,
        to,
        source: attrs(source, visit.lang()),
        target: Markup(format!(" lang=\"{to}\" dir=\"{}\"", to.direction().code())),
        problem: told.at(visit, ""),
        passages: passages.into_iter().enumerate().map(|found| view(found, visit, typed, told)).collect(),
        most: PARAGRAPH_CHARS,
    };
    private(told.status, &page)
}

fn view((number, passage): (usize, Passage), visit: &Visit, typed: Option<&Fields>, told: &Told) -> View {
    let (words, state) = (visit.words(), passage.state());
    let typed = typed.filter(|typed| typed.one("field") == Some(&passage.field));
    let mark = |state: State| words.say(&format!("keeping-paragraph-{}", state.code())).into_owned();
    let pairs = passage.pairs.into_iter().enumerate().map(|(place, pair)| {
        let name = format!("p{place}");
        Pair {
            text: typed.map_or(pair.text, |typed| typed.one(&name).unwrap_or_default().to_owned()),
            source: pair.source,
            mark: (pair.state != state).then(|| mark(pair.state)),
            name,
        }
    });
    View {
        number,
        name: say::passage(&passage.field, words),
        state: state.code(),
        state_words: mark(state),
        pairs: pairs.collect(),
        problem: told.at(visit, &passage.field),
        open: typed.is_some() || state != State::Reviewed,
        fingerprint: passage.fingerprint,
        field: passage.field,
    }
}

pub async fn save(
    visit: Visit,
    Path((_, service, to)): Path<(String, String, String)>,
    fields: Fields,
) -> Answer {
    visit.app.limits.count(Deed::Ask, &visit)?;
    let service = id(&service)?;
    scope::keeper(&visit.app.db, &visit.ctx, service).await?;
    let field = fields.one("field").ok_or_else(|| Fault::of(StatusCode::UNPROCESSABLE_ENTITY))?;
    let number =
        fields.pairs().filter(|(name, _)| name.strip_prefix('p').is_some_and(|n| n.parse::<u8>().is_ok()));
    let count = number.count();
    let paragraphs: Vec<String> =
        (0..count).map(|n| fields.one(&format!("p{n}")).unwrap_or_default().to_owned()).collect();
    let typed = Typed {
        field,
        lang: lang(&to)?,
        fingerprint: fields.one("seen").unwrap_or_default(),
        paragraphs: &paragraphs,
        reviewed: fields.one("reviewed") == Some("1"),
    };
    match translation::translate(&visit.app.db, &visit.ctx, service, typed, Uuid::now_v7()).await {
        Ok(()) => on(&visit, &format!("keeping/services/{service}/translations/{to}")),
        Err(refused) => show(&visit, (service, &to), Some(&fields), &Told::of(refused)?).await,
    }
}
