//! The page of a table, and what is said on it without a script.

use super::{
    cloth,
    said::{self, KindShown, Note, Rights, SignShown, Speech, excerpt, tongue},
    seat::{back, base, reach},
};
use crate::{
    Fault, Shell, Visit, errors,
    fields::Fields,
    limits::Deed,
    render::{self, Answer},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use reticolo_base::{Instant, Lang, Refusal as _};
use reticolo_lab::{
    Refused, people,
    table::{self, AtTable, Contribution, Draft, NOTE_CHARS, SUMMARY_CHARS},
};
use reticolo_words::Words;
use std::borrow::Borrow;
use uuid::Uuid;

/// The page.
#[derive(Template)]
#[template(path = "lab/table/page.html")]
struct Page {
    shell: Shell,
    base: String,
    session: String,
    block: Uuid,
    number: i64,
    room: Uuid,
    /// Under which id her own signs and notes stand in the live document.
    hand: String,
    me: String,
    turn: String,
    clock: Clock,
    rights: Rights,
    asked: Option<Asked>,
    before: Vec<Summed>,
    typed: Typed,
    kinds: Vec<KindShown>,
    tongues: Vec<(String, String)>,
    signs: Vec<SignShown>,
    notes: Vec<Note>,
    hidden: Vec<Note>,
    here: Vec<Badge>,
    video: Option<String>,
    /// Who may write on this device, when it is shared.
    hands: Vec<(Uuid, String)>,
    /// Whether she may call for help here.
    calls: bool,
    /// The number of the table where her seat is now, when it is another.
    elsewhere: Option<i64>,
    summary: Option<SummaryForm>,
    round: i64,
}

/// What stands on the clock.
struct Clock {
    /// When the turn ends, in milliseconds since the epoch, for a script that counts.
    ends: Option<i64>,
    words: Option<String>,
}

/// The question.
struct Asked {
    speech: Speech,
    original: Option<(Speech, String)>,
    mark: Option<String>,
}

/// What an earlier round said.
struct Summed {
    round: i64,
    speech: Speech,
    original: Option<(Speech, String)>,
    mark: Option<String>,
}

/// Who is at the table.
struct Badge {
    id: Uuid,
    name: String,
    body: String,
    speaks: String,
    host: bool,
    mediator: bool,
}

/// What was typed, to come back when it could not be taken.
#[derive(Default)]
struct Typed {
    id: String,
    words: String,
    kind: String,
    lang: String,
    signed: bool,
    for_table: bool,
    problem: Option<String>,
    most: usize,
}

/// The form for the summary of a round.
struct SummaryForm {
    words: String,
    problem: Option<String>,
    most: usize,
}

/// Her own table now; a page that says what to do while she has none.
pub async fn own(visit: Visit, Path((_, session)): Path<(String, String)>) -> Answer {
    let id: Uuid = session.parse().map_err(|_| Fault::not_found())?;
    let mine = table::mine(&visit.app.db, &visit.ctx, id).await?;
    let Some((block, number)) = mine else { return no_seat(&visit, &session) };
    let at = table::gate(&visit.app.db, &visit.ctx, block, number).await?;
    render::private(&Page::of(&visit, &at, Typed::default(), None).await?)
}

/// The page of somebody who has no seat.
#[derive(Template)]
#[template(path = "lab/table/no_seat.html")]
struct NoSeat {
    shell: Shell,
    session: String,
}

fn no_seat(visit: &Visit, session: &str) -> Answer {
    let shell = visit.shell(visit.words().say("lab-table-no-seat").into_owned()).kept_from_robots();
    render::private(&NoSeat { shell, session: session.to_owned() })
}

/// A table by its number.
pub async fn show(visit: Visit, Path((_, session, number)): Path<(String, String, String)>) -> Answer {
    let query = Fields::of_query(visit.query.as_deref());
    let at = reach(&visit, (&session, &number), query.one("block")).await?;
    render::private(&Page::of(&visit, &at, Typed::default(), None).await?)
}

/// Lays a contribution on the table.
pub async fn write(
    visit: Visit,
    Path((_, session, number)): Path<(String, String, String)>,
    fields: Fields,
) -> Answer {
    visit.app.limits.count(Deed::Ask, &visit)?;
    let at = reach(&visit, (&session, &number), fields.one("block")).await?;
    let typed = Typed::of(&fields);
    let id = typed.id.parse().unwrap_or_else(|_| Uuid::now_v7());
    let written = match Draft::parse(&typed.words, Some(&typed.kind), &typed.lang) {
        Ok(draft) => {
            let draft = Draft { signed: typed.signed, for_table: typed.for_table, ..draft };
            match fields.one("hand").and_then(|hand| hand.parse().ok()) {
                Some(hand) => {
                    let at = table::in_the_hand_of(&visit.app.db, &visit.ctx, at.clone(), hand).await?;
                    laid(&visit, &at, id, &draft).await
                }
                None => laid(&visit, &at, id, &draft).await,
            }
        }
        Err(refused) => Err(refused),
    };
    match written {
        Ok(said) => Ok(back(&visit, &at, &format!("note-{}", said.id))),
        Err(refused) => {
            let (status, problem) = told(&visit, refused)?;
            let typed = Typed { problem: Some(problem), ..typed };
            came_back(status, &Page::of(&visit, &at, typed, None).await?)
        }
    }
}

/// Keeps it, and lays it on the live cloth.
async fn laid(visit: &Visit, at: &AtTable, id: Uuid, draft: &Draft) -> Result<Contribution, Refused> {
    let said = table::write(&visit.app.db, &visit.ctx, at, id, draft).await?;
    cloth::tell(visit, at, cloth::Deed::Said(&said)).await?;
    Ok(said)
}

/// Writes what the round said.
pub async fn sum_up(
    visit: Visit,
    Path((_, session, number)): Path<(String, String, String)>,
    fields: Fields,
) -> Answer {
    let at = reach(&visit, (&session, &number), fields.one("block")).await?;
    let words = fields.one("words").unwrap_or_default();
    let round = fields.one("round").and_then(|round| round.parse().ok()).unwrap_or(at.table.round);
    let lang = visit.lang().code();
    let mut kept = table::write_summary(&visit.app.db, &visit.ctx, &at, round, (words, lang)).await;
    if kept.is_ok() {
        kept = cloth::tell(&visit, &at, cloth::Deed::Summed(round, words)).await;
    }
    match kept {
        Ok(()) => Ok(back(&visit, &at, "summary")),
        Err(refused) => {
            let (status, problem) = told(&visit, refused)?;
            let form = (words.to_owned(), problem);
            came_back(status, &Page::of(&visit, &at, Typed::default(), Some(form)).await?)
        }
    }
}

/// Calls the facilitator.
pub async fn help(
    visit: Visit,
    Path((_, session, number)): Path<(String, String, String)>,
    fields: Fields,
) -> Answer {
    visit.app.limits.count(Deed::Ask, &visit)?;
    let at = reach(&visit, (&session, &number), fields.one("block")).await?;
    table::call_help(&visit.app.db, &visit.ctx, &at, Uuid::now_v7()).await?;
    Ok(back(&visit, &at, "called"))
}

/// The status and the sentence of a refusal that comes back with what was typed; others are pages of their own.
pub fn told(visit: &Visit, refused: Refused) -> Result<(StatusCode, String), Fault> {
    match refused {
        Refused::NotFound | Refused::Store(_) => Err(refused.into()),
        refused => Ok((errors::status_of(refused.kind()), errors::message(&refused, visit.words()))),
    }
}

/// A page that came back; nobody keeps it.
pub fn came_back(status: StatusCode, page: &impl Template) -> Result<Response, Fault> {
    let mut response = render::with_status(status, page)?;
    let no_store = axum::http::HeaderValue::from_static("no-store");
    response.headers_mut().insert(axum::http::header::CACHE_CONTROL, no_store);
    Ok(response)
}

impl Typed {
    fn of(fields: &Fields) -> Self {
        let one = |name: &str| fields.one(name).unwrap_or_default().to_owned();
        Self {
            id: one("id"),
            words: one("words"),
            kind: one("kind"),
            lang: one("in"),
            signed: fields.ticked("signed"),
            for_table: fields.ticked("for_table"),
            problem: None,
            most: NOTE_CHARS,
        }
    }
}

impl Page {
    async fn of(
        visit: &Visit,
        at: &AtTable,
        mut typed: Typed,
        summary: Option<(String, String)>,
    ) -> Result<Self, Refused> {
        let (db, table, lang) = (&visit.app.db, &at.table, visit.lang());
        let words = visit.words();
        let turn = table::turn(db, table.session).await?;
        let shell =
            visit.shell(words.say_with("lab-table-title", &[("n", table.number.into())])).kept_from_robots();
        let (notes, hidden) =
            said::notes(visit, &shell, at).await?.into_iter().partition(|note| !note.hidden);
        let asked = table::asked(db, table, lang).await?.map(|asked| Asked::of(&shell, &asked, lang));
        let here = table::here(db, table).await?;
        let mine = if at.who.is_some() { table::mine(db, &visit.ctx, table.session).await? } else { None };
        let hands = hands(visit, at).await?;
        let (before, current) = summed(visit, &shell, at).await?;
        typed.lang =
            Some(typed.lang).filter(|code| !code.is_empty()).unwrap_or_else(|| lang.code().to_owned());
        if typed.id.is_empty() || typed.problem.is_none() {
            typed.id = Uuid::now_v7().to_string();
        }
        typed.most = NOTE_CHARS;
        let (written, problem) = summary.map_or((current, None), |(words, problem)| (words, Some(problem)));
        let rights = Rights::of(at);
        let hand = at.who.or_else(|| visit.ctx.actor.member());
        Ok(Self {
            base: base(visit, at),
            session: table.session.to_string(),
            block: table.block,
            number: table.number,
            room: table.room,
            hand: hand.map(|id| id.to_string()).unwrap_or_default(),
            me: here
                .iter()
                .find(|badge| Some(badge.id) == at.who)
                .map(|b| b.name.clone())
                .unwrap_or_default(),
            turn: words.say_with(
                "lab-table-turn",
                &[("round", table.round.into()), ("rounds", table.rounds.into())],
            ),
            clock: Clock::of(&turn, table.block, visit.ctx.now, words),
            asked,
            before,
            tongues: tongues(&here, lang, &typed.lang),
            typed,
            kinds: said::kinds(&shell),
            signs: said::signs(&shell, |_| (0, false)),
            notes,
            hidden,
            here: here.into_iter().map(|badge| Badge::of(badge, &shell, lang)).collect(),
            video: Some(table.video.clone())
                .filter(|url| url.starts_with("https://") || url.starts_with("http://")),
            hands,
            calls: !table.over && (at.who.is_none() || mine == Some((table.block, table.number))),
            elsewhere: mine.filter(|mine| *mine != (table.block, table.number)).map(|(_, number)| number),
            summary: rights.keeps.then_some(SummaryForm { words: written, problem, most: SUMMARY_CHARS }),
            round: table.round,
            rights,
            shell,
        })
    }
}

/// Herself and those who sit at her device, when there are any.
async fn hands(visit: &Visit, at: &AtTable) -> Result<Vec<(Uuid, String)>, Refused> {
    let Some(me) = at.who else { return Ok(Vec::new()) };
    let others = people::companions(&visit.app.db, me).await?;
    if others.is_empty() {
        return Ok(Vec::new());
    }
    let own = people::participant(&visit.app.db, me).await?;
    Ok(std::iter::once(own).chain(others).map(|person| (person.id, person.name)).collect())
}

/// What earlier rounds said, and what stands for this one so far.
async fn summed(visit: &Visit, shell: &Shell, at: &AtTable) -> Result<(Vec<Summed>, String), Refused> {
    let place = (at.table.block, at.table.number);
    let all = table::summaries(&visit.app.db, place.0, place.1).await?;
    let translations = table::translations(&visit.app.db, place, visit.lang()).await?;
    let current = all.iter().find(|one| one.round == at.table.round).map(|one| one.words.clone());
    let before = all.iter().filter(|one| one.round < at.table.round).map(|one| {
        let (speech, original, mark) = said::spoken(visit, shell, one, translations.get(&one.id));
        Summed { round: one.round, speech, original, mark }
    });
    Ok((before.collect(), current.unwrap_or_default()))
}

/// The languages in which one may write: those of the pages, and those spoken at this table.
fn tongues(here: &[table::Badge], lang: Lang, typed: &str) -> Vec<(String, String)> {
    let mut codes: Vec<String> = vec![lang.code().to_owned()];
    let pages = Lang::ALL.into_iter().map(|lang| lang.code().to_owned());
    let spoken = here.iter().flat_map(|badge| badge.speaks.clone());
    for code in spoken.chain(pages).chain(table::tongue(typed)) {
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes.into_iter().map(|code| (code.clone(), tongue(&code, lang))).collect()
}

impl Clock {
    fn of(turn: &table::Turn, block: Uuid, now: Instant, words: &Words) -> Self {
        if turn.block != Some(block) {
            return Self { ends: None, words: None };
        }
        let minutes = |micros: i64| micros.max(0).saturating_add(59_999_999).div_euclid(60_000_000);
        let said = match (turn.paused_left, turn.ends_at) {
            (Some(left), _) => {
                Some(words.say_with("lab-table-time-paused", &[("minutes", minutes(left).into())]))
            }
            (None, Some(ends)) if ends > now => {
                let left = minutes(ends.0.saturating_sub(now.0));
                Some(words.say_with("lab-table-time-left", &[("minutes", left.into())]))
            }
            (None, Some(_)) => Some(words.say("lab-table-time-over").into_owned()),
            (None, None) => None,
        };
        Self { ends: turn.ends_at.filter(|_| turn.paused_left.is_none()).map(|at| at.0 / 1_000), words: said }
    }
}

impl Asked {
    fn of(shell: &Shell, asked: &table::Asked, lang: Lang) -> Self {
        let source = asked.words.source().unwrap_or(lang);
        let of =
            |lang: Lang| Speech { words: asked.words.words(lang).to_owned(), lang: lang.code().to_owned() };
        let original = |shown: Lang| (shown != source).then(|| (of(source), tongue(source.code(), lang)));
        match &asked.translation {
            Some(translation) => Self {
                speech: Speech { words: translation.words.clone(), lang: lang.code().to_owned() },
                original: original(lang),
                mark: Some(shell.say(said::trust(translation))),
            },
            None => {
                let shown = asked.words.seen(lang).map_or(lang, |seen| seen.lang);
                let mark = (shown != lang).then(|| shell.say("lab-table-mark-none"));
                Self { speech: of(shown), original: if shown == lang { original(shown) } else { None }, mark }
            }
        }
    }
}

impl Badge {
    fn of(badge: table::Badge, shell: &Shell, lang: Lang) -> Self {
        let names: Vec<String> = badge.speaks.iter().map(|code| tongue(code, lang)).collect();
        let speaks = if names.is_empty() {
            shell.say("lab-table-speaks-unknown")
        } else {
            shell.say_with("lab-table-speaks", &[("languages", shell.words().and(&names).into())])
        };
        Self {
            id: badge.id,
            name: badge.name,
            body: badge.body,
            speaks,
            host: badge.host,
            mediator: badge.mediator,
        }
    }
}

impl Page {
    fn numbered(&self, key: &str, name: &str, number: impl Borrow<i64>) -> String {
        self.shell.say_with(key, &[(name, (*number.borrow()).into())])
    }

    /// The sentence for a script that counts before it sends.
    fn too_long(&self) -> String {
        self.shell.say_with("lab-table-problem-long", &[("most", NOTE_CHARS.into()), ("written", "#".into())])
    }

    /// The first words of a note, to name its buttons.
    fn excerpt(&self, note: &Note) -> String {
        excerpt(&note.speech.words)
    }
}
