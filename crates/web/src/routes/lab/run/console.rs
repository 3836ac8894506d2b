//! The facilitator's console: one page, on a laptop and on a telephone.

use crate::{
    Fault, Markup, Shell, Visit,
    assets::icon,
    render::{self, Answer},
    routes::lab::run::{
        deeds::Typed,
        id,
        said::{self, Told},
    },
};
use askama::Template;
use axum::{
    extract::Path,
    http::{HeaderValue, StatusCode, header},
};
use reticolo_base::Lang;
use reticolo_lab::{
    Refused,
    run::{self, Console, Phase, Somebody, TableNow},
};
use reticolo_words::Value;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "lab/run/console.html")]
struct Page {
    shell: Shell,
    base: String,
    title: Markup,
    clock: Clock,
    start: Option<Start>,
    last: Option<Told>,
    deeds: Vec<Deed>,
    calls: Vec<(Uuid, String, String)>,
    unseated: Vec<String>,
    vanished: Vec<String>,
    troubles: Vec<String>,
    tables: Vec<Card>,
    /// Who is here, and who is awaited: id, name, where she sits.
    here: Vec<Choice>,
    awaited: Vec<Choice>,
    told: Vec<(Markup, String, bool)>,
    langs: Vec<(&'static str, &'static str, bool)>,
    problem: Option<String>,
    typed: Typed,
    seats_planned: bool,
    turn: String,
}

/// Something that may be done now.
struct Deed {
    what: &'static str,
    id: String,
    words: String,
    icon: Markup,
    minutes: Option<i64>,
    first: bool,
}

struct Clock {
    words: String,
    block: Markup,
    left: Option<i64>,
    shown: String,
    over: bool,
    runs: bool,
    in_turn: bool,
    alone: bool,
    version: i64,
    present: String,
}

struct Start {
    block: Uuid,
    title: Markup,
    tables: i64,
    here: usize,
    awaited: usize,
}

struct Card {
    number: i64,
    title: String,
    chosen: bool,
    host: Option<String>,
    people: Vec<Seat>,
    languages: String,
    contributions: String,
    silent: bool,
    called: bool,
}

struct Seat {
    name: String,
    speaks: String,
    host: bool,
    mediator: bool,
    gone: bool,
}

/// Somebody to choose.
pub struct Choice {
    pub id: Uuid,
    pub label: String,
    pub chosen: bool,
}

pub async fn page(visit: Visit, Path((_, session)): Path<(String, String)>) -> Answer {
    let session = id(&session)?;
    render::private(&Page::of(&visit, session, Typed::default(), None).await?)
}

/// The console as it is now, with why the deed was not done and what was typed.
pub async fn again(
    visit: &Visit,
    session: Uuid,
    (status, refused): (StatusCode, &Refused),
    typed: Typed,
) -> Answer {
    let problem = said::refused(refused, visit.words());
    let mut response = render::with_status(status, &Page::of(visit, session, typed, Some(problem)).await?)?;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

impl Page {
    async fn of(visit: &Visit, session: Uuid, typed: Typed, problem: Option<String>) -> Result<Self, Fault> {
        let (words, lang) = (visit.words(), visit.lang());
        let console = run::console(&visit.app.db, &visit.ctx, session).await?;
        let heading = run::heading(&visit.app.db, session).await?;
        let names = |people: &[Somebody]| people.iter().map(|person| person.name.clone()).collect::<Vec<_>>();
        let hall = console.hall.as_ref();
        Ok(Self {
            shell: visit.shell(words.say("lab-run-console").into_owned()).kept_from_robots(),
            base: visit.href(&format!("sessions/{session}")),
            title: said::shown(&heading.title, lang),
            clock: clock(visit, &console),
            start: start(visit, &console),
            deeds: deeds(visit, &console),
            last: console.last.as_ref().map(|step| said::step(step, hall, words)),
            calls: calls(visit, &console),
            unseated: names(&console.unseated),
            vanished: names(&console.vanished),
            troubles: console.troubles.iter().map(|trouble| said::trouble(trouble, words)).collect(),
            tables: console.tables.iter().map(|table| card(visit, &console, table, &typed)).collect(),
            here: choices(&console, console.here(), &typed),
            awaited: choices(&console, console.awaited(), &typed),
            told: told(visit, &console),
            langs: Lang::ALL.map(|one| (one.code(), one.endonym(), one == lang)).into(),
            seats_planned: hall.is_some_and(|hall| !hall.seats.is_empty()),
            turn: words
                .say_with("lab-run-turn", &[("round", hall.map_or(1, run::Hall::seated_round).into())]),
            problem,
            typed,
        })
    }
}

fn clock(visit: &Visit, console: &Console) -> Clock {
    let (words, running) = (visit.words(), &console.running);
    let left = running.left(visit.ctx.now);
    let rounds = console.hall.as_ref().map_or(0, |hall| hall.block.rounds);
    let values: [(&str, Value); 2] = [("round", running.round.into()), ("rounds", rounds.into())];
    let runs = console.hall.as_ref().filter(|hall| running.block == Some(hall.block.id));
    let (here, awaited) = (console.here().count(), console.awaited().count());
    Clock {
        words: words.say_with(&format!("lab-run-phase-{}", running.phase.code()), &values),
        block: runs.map(|hall| said::shown(&hall.block.title, visit.lang())).unwrap_or_default(),
        shown: left.map(said::clock).unwrap_or_default(),
        over: left == Some(0) && running.phase == Phase::Round,
        left,
        runs: running.phase == Phase::Round,
        in_turn: running.in_turn(),
        alone: running.alone,
        version: running.version,
        present: words
            .say_with("lab-run-present", &[("here", here.into()), ("all", (here + awaited).into())]),
    }
}

/// What may be done with the clock now.
fn deeds(visit: &Visit, console: &Console) -> Vec<Deed> {
    let (phase, next) = (console.running.phase, console.has_next_turn());
    let deed = |what, key: &str, icon, minutes: Option<i64>, first| Deed {
        what,
        id: minutes.map_or_else(|| format!("do-{what}"), |n| format!("do-{what}-{n}")),
        words: visit.words().say_with(key, &[("n", minutes.unwrap_or_default().into())]),
        icon,
        minutes,
        first,
    };
    let open = || deed("open", "lab-run-open", icon("door"), None, false);
    let pause = || deed("pause", "lab-run-pause", icon("player-pause"), None, false);
    let resume = || deed("resume", "lab-run-resume", icon("player-play"), None, true);
    let extend = |n| deed("extend", "lab-run-extend", icon("clock-plus"), Some(n), false);
    let finish = || deed("finish", "lab-run-finish", icon("player-stop"), None, !next);
    let forward = || deed("next", "lab-run-next", icon("player-track-next"), None, true);
    let plenary = || deed("plenary", "lab-run-plenary", icon("users-group"), None, false);
    let close = || deed("close", "lab-run-close", icon("flag"), None, false);
    let mut all = match phase {
        Phase::Preparing => vec![open()],
        Phase::Welcome => vec![plenary()],
        Phase::Round => vec![pause(), extend(2), extend(5), finish()],
        Phase::Paused => vec![resume(), extend(2), extend(5), finish()],
        Phase::Between => vec![plenary(), close()],
        Phase::Plenary => vec![close()],
        Phase::Closed => Vec::new(),
    };
    if next && (console.running.in_turn() || phase == Phase::Between) {
        all.insert(0, forward());
    }
    all
}

fn start(visit: &Visit, console: &Console) -> Option<Start> {
    let running = &console.running;
    if running.in_turn() || running.phase == Phase::Closed || console.has_next_turn() {
        return None;
    }
    let block = console.to_start()?;
    let (here, awaited) = (console.here().count(), console.awaited().count());
    let open =
        console.hall.as_ref().filter(|hall| hall.block.id == block.id).map(|h| h.open_tables().count());
    let thought_of = open.filter(|open| *open > 0).map_or(block.tables, |open| open as i64);
    let counted = if here > 0 { here } else { awaited };
    Some(Start {
        block: block.id,
        title: said::shown(&block.title, visit.lang()),
        tables: run::tables_for(counted, thought_of),
        here,
        awaited,
    })
}

fn calls(visit: &Visit, console: &Console) -> Vec<(Uuid, String, String)> {
    let ago =
        |at| visit.words().say_with("lab-run-ago", &[("n", said::minutes_ago(at, visit.ctx.now).into())]);
    let all = console.tables.iter().flat_map(|table| &table.calls);
    let table = |number: i64| visit.words().say_with("lab-run-table", &[("table", number.into())]);
    all.map(|call| (call.id, table(call.table), ago(call.at))).collect()
}

fn card(visit: &Visit, console: &Console, now: &TableNow, typed: &Typed) -> Card {
    let words = visit.words();
    let host = now.table.host;
    let minutes = console.hall.as_ref().map_or(0, |hall| hall.block.round_minutes);
    // When the turn began, as far as the clock tells; extensions make it later, never earlier.
    let since = console.running.ends_at.map(|ends| ends.plus_seconds(-minutes * 60));
    let silent = console.running.phase == Phase::Round
        && since.is_some_and(|since| now.is_silent(since, visit.ctx.now));
    let mut people: Vec<Seat> = now
        .people
        .iter()
        .map(|person| Seat {
            name: person.name.clone(),
            speaks: said::speaks(person, words),
            host: host == Some(person.id),
            mediator: person.mediator,
            gone: console.vanished.iter().any(|gone| gone.id == person.id),
        })
        .collect();
    people.sort_by(|a, b| (!a.host, &a.name).cmp(&(!b.host, &b.name)));
    Card {
        number: now.table.number,
        title: words.say_with("lab-run-table", &[("table", now.table.number.into())]),
        chosen: typed.deed == "move" && typed.table == now.table.number.to_string(),
        host: people.iter().find(|seat| seat.host).map(|seat| seat.name.clone()),
        languages: shared(now, words),
        people,
        contributions: words.say_with("lab-run-contributions", &[("n", now.contributions.into())]),
        silent,
        called: !now.calls.is_empty(),
    }
}

/// The languages in which a table can talk: those that at least two there speak, the most spoken first.
fn shared(now: &TableNow, words: &reticolo_words::Words) -> String {
    let mut counts = std::collections::BTreeMap::<&str, usize>::new();
    for code in now.people.iter().flat_map(|person| person.speaks.iter().flatten()) {
        *counts.entry(code).or_default() += 1;
    }
    let mut shared: Vec<_> = counts.into_iter().filter(|(_, count)| *count > 1).collect();
    shared.sort_by_key(|(code, count)| (std::cmp::Reverse(*count), *code));
    said::tongues(shared.iter().take(3).map(|(code, _)| code), words)
}

fn choices<'a>(console: &Console, people: impl Iterator<Item = &'a Somebody>, typed: &Typed) -> Vec<Choice> {
    let round = console.hall.as_ref().map_or(1, run::Hall::seated_round);
    let table = |id: Uuid| console.hall.as_ref().and_then(|hall| hall.seats.get(&(round, id)).copied());
    let choice = |person: &Somebody| Choice {
        id: person.id,
        label: match table(person.id) {
            Some(table) => format!("{} · {table}", person.name),
            None => person.name.clone(),
        },
        chosen: typed.person == person.id.to_string(),
    };
    let mut all: Vec<Choice> = people.map(choice).collect();
    all.sort_by(|a, b| a.label.cmp(&b.label));
    all
}

fn told(visit: &Visit, console: &Console) -> Vec<(Markup, String, bool)> {
    let ago =
        |at| visit.words().say_with("lab-run-ago", &[("n", said::minutes_ago(at, visit.ctx.now).into())]);
    let one = |told: &run::Announcement| {
        (said::marked(&told.words, told.lang, visit.lang()), ago(told.at), told.by_machine)
    };
    console.told.iter().map(one).collect()
}
