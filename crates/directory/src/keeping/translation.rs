//! Translations, field by field and paragraph by paragraph, each with how far it may be trusted.

use super::{
    Piece, Refused, Sheet,
    overview::Name,
    scope, sheet,
    version::{self, Cause, entry},
};
use crate::hsds::{Paragraph, Service, Translation};
use reticolo_base::{Ctx, Lang, folding};
use reticolo_store::{Db, sql};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The longest paragraph, in characters.
pub const PARAGRAPH_CHARS: usize = 2_000;

/// How a translated paragraph stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// The source has changed since.
    Outdated,
    /// There is none.
    Missing,
    /// Nobody who knows the language has read it.
    Unreviewed,
    /// Somebody who knows the language has read it.
    Reviewed,
}

impl State {
    /// The last part of its text's key.
    pub fn code(self) -> &'static str {
        match self {
            Self::Outdated => "outdated",
            Self::Missing => "missing",
            Self::Unreviewed => "unreviewed",
            Self::Reviewed => "reviewed",
        }
    }
}

/// A paragraph beside its translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The paragraph of the source.
    pub source: String,
    /// Its translation, the stale one where the source has changed; empty where there is none.
    pub text: String,
    /// How it stands.
    pub state: State,
}

/// A field with its translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The field, as translations name it.
    pub field: String,
    /// Its paragraphs; blank lines are left out.
    pub pairs: Vec<Pair>,
    /// What tells whether the source changed while somebody translated it.
    pub fingerprint: String,
}

impl Passage {
    /// The worst of its paragraphs.
    pub fn state(&self) -> State {
        self.pairs.iter().map(|pair| pair.state).min().unwrap_or(State::Reviewed)
    }
}

/// The texts of a record that are translated: the field's name and its words in the record's language.
fn texts(service: &Service) -> Vec<(String, &str)> {
    let profile = &service.profile;
    let how = profile.how.as_ref().map(|how| ("profile.how", how));
    let how = how.or_else(|| service.application_process.as_ref().map(|how| ("application_process", how)));
    let own_description = service.description.as_ref().filter(|_| service.description != profile.summary);
    let plain = [
        service.name.as_ref().map(|text| ("name", text)),
        service.alert.as_ref().map(|text| ("alert", text)),
        profile.summary.as_ref().map(|text| ("profile.summary", text)),
        own_description.map(|text| ("description", text)),
        profile.who.as_ref().map(|text| ("profile.who", text)),
        how,
        profile.result.as_ref().map(|text| ("profile.result", text)),
        profile.times.as_ref().map(|text| ("profile.times", text)),
        profile.conditions.as_ref().map(|text| ("profile.conditions", text)),
    ];
    let mut all: Vec<(String, &str)> =
        plain.into_iter().flatten().map(|(field, text)| (field.to_owned(), text.as_str())).collect();
    for document in &service.required_documents {
        let field = format!("required_documents/{}/document", document.id);
        all.extend(document.document.as_deref().map(|text| (field, text)));
    }
    for document in &profile.not_asked {
        let field = format!("profile.not_asked/{}/document", document.id);
        all.extend(document.document.as_deref().map(|text| (field, text)));
    }
    for cost in &service.cost_options {
        let field = format!("cost_options/{}/amount_description", cost.id);
        all.extend(cost.amount_description.as_deref().map(|text| (field, text)));
    }
    for contact in &service.contacts {
        let field = format!("contacts/{}/title", contact.id);
        all.extend(contact.title.as_deref().map(|text| (field, text)));
    }
    all.retain(|(_, text)| !text.trim().is_empty());
    all
}

/// The language in which a record is written.
pub fn source_lang(service: &Service) -> Lang {
    service.profile.lang.unwrap_or(Lang::It)
}

/// Every text of a record beside its translation into a language, what needs somebody most first.
pub fn passages(service: &Service, lang: Lang) -> Vec<Passage> {
    let mut all: Vec<Passage> =
        texts(service).into_iter().map(|(field, text)| passage(service, lang, field, text)).collect();
    all.sort_by_key(Passage::state);
    all
}

fn passage(service: &Service, lang: Lang, field: String, text: &str) -> Passage {
    let translation = service.profile.translations.iter().find(|t| t.lang == lang && t.field == field);
    let pairs = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(|(place, line)| {
        let found = translation.and_then(|t| found(t, place, line, text));
        let (text, state) = found.unwrap_or((String::new(), State::Missing));
        Pair { source: line.to_owned(), text, state }
    });
    Passage { pairs: pairs.collect(), fingerprint: Paragraph::fingerprint(text), field }
}

/// The translation of a line: found by its fingerprint, wherever it moved; otherwise the one in its place, which is stale.
fn found(translation: &Translation, place: usize, line: &str, whole: &str) -> Option<(String, State)> {
    let wanted = Paragraph::fingerprint(line);
    let written = |p: &&Paragraph| !p.text.trim().is_empty();
    let exact = translation.paragraphs.iter().filter(written).find(|p| p.source == wanted);
    if let Some(p) = exact {
        return Some((p.text.clone(), if p.reviewed { State::Reviewed } else { State::Unreviewed }));
    }
    let stands = |p: &&Paragraph| !whole.lines().any(|line| Paragraph::fingerprint(line) == p.source);
    let stale = translation.paragraphs.get(place).filter(written).filter(stands)?;
    Some((stale.text.clone(), State::Outdated))
}

/// What is typed for one field: the paragraphs in the order of [`Passage::pairs`].
#[derive(Debug, Clone, Copy)]
pub struct Typed<'a> {
    /// The field, as translations name it.
    pub field: &'a str,
    /// The language.
    pub lang: Lang,
    /// The fingerprint of the source that was seen.
    pub fingerprint: &'a str,
    /// The paragraphs.
    pub paragraphs: &'a [String],
    /// Whether whoever typed knows the language and has read all of it.
    pub reviewed: bool,
}

/// Writes the translation of one field, as a version with the id `new`. A paragraph that did not change stays checked.
///
/// # Errors
/// [`Refused::Conflict`] when the source changed meanwhile, [`Refused::Invalid`] when a paragraph is too long or nothing is
/// said, [`Refused::NotFound`] when there is no such text or one does not keep the card.
pub async fn translate(
    db: &Db,
    ctx: &Ctx,
    service: Uuid,
    typed: Typed<'_>,
    new: Uuid,
) -> Result<(), Refused> {
    let keeper = scope::keeper(db, ctx, service).await?;
    let signature = scope::signature(db, keeper.hand).await?;
    let mut tx = db.begin(ctx).await?;
    let before = sheet::locked(&mut tx, service).await?;
    let after = translated(&before, typed)?;
    let piece = Piece::Translation { lang: typed.lang, field: typed.field.to_owned() };
    let made = version::New {
        id: new,
        service,
        cause: Cause::Translation,
        hand: keeper.hand,
        signature: &signature,
        before: &before,
        after: &after,
        pieces: &[piece],
        confirms: false,
    };
    version::write(&mut tx, made).await?;
    tx.audit(entry("card.translated", service)).await?;
    Ok(tx.commit().await?)
}

fn translated(before: &Sheet, typed: Typed<'_>) -> Result<Sheet, Refused> {
    let service = &before.service;
    if typed.lang == source_lang(service) {
        return Err(Refused::NotFound);
    }
    let known = passages(service, typed.lang).into_iter().find(|passage| passage.field == typed.field);
    let known = known.ok_or(Refused::NotFound)?;
    if known.fingerprint != typed.fingerprint || known.pairs.len() != typed.paragraphs.len() {
        return Err(Refused::Conflict("keeping-problem-source-changed"));
    }
    if typed.paragraphs.iter().any(|text| text.trim().chars().nth(PARAGRAPH_CHARS).is_some()) {
        return Err(Refused::Invalid(typed.field.to_owned(), "keeping-problem-long"));
    }
    let texts: Vec<String> =
        typed.paragraphs.iter().map(|text| folding::one_line(text, PARAGRAPH_CHARS)).collect();
    if texts.iter().all(String::is_empty) {
        return Err(Refused::Invalid(typed.field.to_owned(), "keeping-problem-empty"));
    }
    let paragraphs = known.pairs.iter().zip(texts).map(|(pair, text)| Paragraph {
        reviewed: typed.reviewed || (pair.state == State::Reviewed && pair.text == text),
        source: Paragraph::fingerprint(&pair.source),
        text,
    });
    let made =
        Translation { field: typed.field.to_owned(), lang: typed.lang, paragraphs: paragraphs.collect() };
    let mut after = before.clone();
    let all = &mut after.service.profile.translations;
    all.retain(|t| t.lang != made.lang || t.field != made.field);
    all.push(made);
    Ok(after)
}

/// How many paragraphs of a card stand how, in each language but its own.
pub fn tally(service: &Service) -> BTreeMap<Lang, BTreeMap<State, usize>> {
    let mut tally = BTreeMap::new();
    for lang in Lang::ALL.into_iter().filter(|lang| *lang != source_lang(service)) {
        let counts: &mut BTreeMap<State, usize> = tally.entry(lang).or_default();
        for pair in passages(service, lang).iter().flat_map(|passage| &passage.pairs) {
            *counts.entry(pair.state).or_default() += 1;
        }
    }
    tally
}

/// A card with paragraphs that need somebody who knows the language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The service.
    pub service: Uuid,
    /// Its name.
    pub name: Name,
    /// How many paragraphs stand how.
    pub counts: BTreeMap<State, usize>,
}

/// So many cards are looked through: a steward of a large network works on the oldest first.
const LOOKED_THROUGH: u32 = 400;

/// How many paragraphs of the actor's cards stand how, in each language.
///
/// # Errors
/// [`Refused::NotFound`] when one keeps no cards.
pub async fn summary(db: &Db, ctx: &Ctx) -> Result<BTreeMap<Lang, BTreeMap<State, usize>>, Refused> {
    let (all, organization) = scope(db, ctx).await?.bound();
    let find = sql!(
        "select body from service where ($1 or organization_id = $2) order by modified_at desc, id limit $3"
    );
    let mut summary: BTreeMap<Lang, BTreeMap<State, usize>> = BTreeMap::new();
    for row in db.rows(find.bind(all).bind(organization).bind(LOOKED_THROUGH)).await? {
        let Ok(service) = serde_json::from_str::<Service>(&row.get::<String>(0)?) else { continue };
        for (lang, counts) in tally(&service) {
            for (state, n) in counts {
                *summary.entry(lang).or_default().entry(state).or_default() += n;
            }
        }
    }
    Ok(summary)
}

/// The actor's cards whose translation into a language is stale, missing or not checked; stale ones first.
///
/// # Errors
/// [`Refused::NotFound`] when one keeps no cards.
pub async fn waiting(db: &Db, ctx: &Ctx, lang: Lang) -> Result<Vec<Line>, Refused> {
    let (all, organization) = scope(db, ctx).await?.bound();
    let find = sql!(
        "select id, body from service where ($1 or organization_id = $2) order by modified_at desc, id limit $3"
    );
    let mut lines = Vec::new();
    for row in db.rows(find.bind(all).bind(organization).bind(LOOKED_THROUGH)).await? {
        let Ok(service) = serde_json::from_str::<Service>(&row.get::<String>(1)?) else { continue };
        let Some(counts) = tally(&service).remove(&lang) else { continue };
        if counts.keys().all(|state| *state == State::Reviewed) {
            continue;
        }
        lines.push(Line { service: row.get(0)?, name: Name::of(&service), counts });
    }
    let of = |line: &Line, state| std::cmp::Reverse(line.counts.get(&state).copied().unwrap_or(0));
    lines.sort_by_key(|line| (of(line, State::Outdated), of(line, State::Missing), line.name.clone()));
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HOW: &str = "Prendi il numero.\nPorta la ricevuta.";

    fn service(reviewed: bool) -> Service {
        let mut service = Service::default();
        service.profile.how = Some(HOW.to_owned());
        service.profile.translations =
            vec![Translation::made("profile.how", Lang::Sq, HOW, "Merr numrin.\nSill faturën.", reviewed)];
        service
    }

    fn states(service: &Service) -> Vec<State> {
        passages(service, Lang::Sq)[0].pairs.iter().map(|pair| pair.state).collect()
    }

    #[test]
    fn a_changed_paragraph_is_stale_and_only_that_one() {
        let mut changed = service(true);
        changed.profile.how = Some("Prendi il numero.\nPorta il permesso.".to_owned());
        assert_eq!(states(&service(true)), [State::Reviewed, State::Reviewed]);
        assert_eq!(states(&changed), [State::Reviewed, State::Outdated]);
        changed.profile.how = Some("Vieni presto.\nPrendi il numero.\nPorta la ricevuta.".to_owned());
        assert_eq!(states(&changed), [State::Missing, State::Reviewed, State::Reviewed]);
    }

    #[test]
    fn checking_one_paragraph_anew_leaves_the_others_checked() {
        let mut changed = service(true);
        changed.profile.how = Some("Prendi il numero.\nPorta il permesso.".to_owned());
        let fingerprint = passages(&changed, Lang::Sq)[0].fingerprint.clone();
        let before = Sheet { service: changed, places: Vec::new() };
        let typed = Typed {
            field: "profile.how",
            lang: Lang::Sq,
            fingerprint: &fingerprint,
            paragraphs: &["Merr numrin.".to_owned(), "Sill lejen.".to_owned()],
            reviewed: false,
        };
        let after = translated(&before, typed).unwrap();
        assert_eq!(states(&after.service), [State::Reviewed, State::Unreviewed]);
        let read = translated(&before, Typed { reviewed: true, ..typed }).unwrap();
        assert_eq!(states(&read.service), [State::Reviewed, State::Reviewed]);
        let stale = Typed { fingerprint: "x", ..typed };
        assert!(matches!(
            translated(&before, stale),
            Err(Refused::Conflict("keeping-problem-source-changed"))
        ));
        let own = Typed { lang: Lang::It, ..typed };
        assert!(matches!(translated(&before, own), Err(Refused::NotFound)));
    }

    #[test]
    fn what_is_counted_is_every_paragraph_in_every_other_language() {
        let tally = tally(&service(false));
        assert_eq!(tally.len(), 5);
        assert_eq!(tally[&Lang::Sq][&State::Unreviewed], 2);
        assert_eq!(tally[&Lang::Ar][&State::Missing], 2);
    }

    proptest! {
        #[test]
        fn no_text_breaks_its_passages(source in "\\PC{0,60}(\n\\PC{0,20}){0,3}", text in "\\PC{0,60}(\n\\PC{0,20}){0,3}") {
            let mut service = service(true);
            service.profile.how = Some(source.clone());
            service.profile.translations = vec![Translation::made("profile.how", Lang::Sq, &source, &text, true)];
            for passage in passages(&service, Lang::Sq) {
                prop_assert!(passage.pairs.iter().all(|pair| pair.state != State::Outdated));
            }
        }
    }
}
