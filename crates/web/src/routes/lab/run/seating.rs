//! Seats before the session: planned, looked at, changed by hand.

use crate::{
    Fault, Markup, Shell, Visit,
    errors::status_of,
    fields::Fields,
    render::{self, Answer},
    routes::lab::run::{console::Choice, deeds::number, id, lists, picture::Picture, said},
};
use askama::Template;
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse as _, Redirect},
};
use reticolo_base::{Refusal as _, folding::fold};
use reticolo_lab::{
    Refused,
    run::{self, Fitted, Hall, Wanted, Worth},
};
use reticolo_words::Words;
use uuid::Uuid;

/// More broken rules are not told one by one.
const MOST_TOLD: usize = 20;
/// The longest address of a video room.
const MOST_ADDRESS: usize = 300;

#[derive(Template)]
#[template(path = "lab/run/seating.html")]
struct Page {
    shell: Shell,
    base: String,
    title: Markup,
    blocks: Vec<(Uuid, Markup, bool)>,
    block: Uuid,
    version: i64,
    problem: Option<String>,
    tables: String,
    hosted: bool,
    begun: bool,
    planned: bool,
    coming: String,
    worth: Vec<String>,
    troubles: Vec<String>,
    more: usize,
    help: Vec<String>,
    pictures: Vec<(String, Picture)>,
    rounds: Vec<Round>,
    people: Vec<Choice>,
    numbers: Vec<i64>,
    fits: Vec<Fit>,
    pins: Vec<Pin>,
}

struct Round {
    title: String,
    tables: Vec<(i64, Vec<(String, bool, bool)>)>,
}

/// What is known of a table.
struct Fit {
    number: i64,
    host: Option<String>,
    question: Option<Markup>,
    step_free: bool,
    video: String,
    questions: Vec<(Uuid, String, bool)>,
}

struct Pin {
    who: Uuid,
    round: i64,
    words: String,
}

pub async fn page(visit: Visit, Path((_, session)): Path<(String, String)>) -> Answer {
    let session = id(&session)?;
    let fields = Fields::of_query(visit.query.as_deref());
    let block = fields.one("block").and_then(|id| id.parse().ok());
    render::private(&Page::of(&visit, session, block, (None, None)).await?)
}

pub async fn act(
    visit: Visit,
    Path((_, session, deed)): Path<(String, String, String)>,
    fields: Fields,
) -> Answer {
    let session = id(&session)?;
    let block: Uuid = fields.one("block").and_then(|id| id.parse().ok()).ok_or_else(Fault::not_found)?;
    match done(&visit, (session, block), &deed, &fields).await {
        Ok(()) => {
            let to = visit.href(&format!("sessions/{session}/seating?block={block}"));
            Ok(Redirect::to(&to).into_response())
        }
        Err(refused @ (Refused::Invalid(..) | Refused::Conflict(_) | Refused::TooMany(_))) => {
            let said = said::refused(&refused, visit.words());
            let typed = fields.one("tables").map(|typed| typed.chars().take(20).collect());
            let status: StatusCode = status_of(refused.kind());
            render::with_status(status, &Page::of(&visit, session, Some(block), (Some(said), typed)).await?)
        }
        Err(refused) => Err(refused.into()),
    }
}

async fn done(visit: &Visit, at: (Uuid, Uuid), deed: &str, fields: &Fields) -> Result<(), Refused> {
    let (db, ctx) = (&visit.app.db, &visit.ctx);
    let version = number(fields, "version").unwrap_or(-1);
    let person = || fields.one("person").and_then(|id| id.parse::<Uuid>().ok());
    let table = || number(fields, "table").ok_or(Refused::invalid("lab-run-choose-table"));
    match deed {
        "plan" => {
            let tables = number(fields, "tables").unwrap_or(0);
            let seed = number(fields, "seed").and_then(|seed| u64::try_from(seed).ok()).unwrap_or(0);
            let wanted = Wanted { tables, hosts: fields.ticked("hosts"), seed };
            run::plan(db, ctx, at, wanted, version).await?;
        }
        "host" => {
            run::set_host(db, ctx, at, (table()?, person()), version).await?;
        }
        "table" => {
            let question = fields.one("question").and_then(|id| id.parse().ok());
            let fitted = Fitted { question, step_free: !fields.ticked("steps"), video: video(fields)? };
            run::fit_table(db, ctx, at, (table()?, fitted), version).await?;
        }
        "pin" | "unpin" => {
            let person = person().ok_or(Refused::invalid("lab-run-choose-person"))?;
            let round = number(fields, "round").unwrap_or(0);
            let to = if deed == "pin" { Some(table()?) } else { None };
            run::pin(db, ctx, at, (person, round, to), version).await?;
        }
        _ => return Err(Refused::NotFound),
    }
    Ok(())
}

/// Only addresses of the web: what is typed here becomes a link that others follow.
fn video(fields: &Fields) -> Result<String, Refused> {
    let typed = fields.one("video").unwrap_or_default();
    let web = typed.starts_with("https://") || typed.starts_with("http://");
    let fine =
        typed.is_empty() || (web && typed.len() <= MOST_ADDRESS && !typed.contains(char::is_whitespace));
    if fine { Ok(typed.to_owned()) } else { Err(Refused::invalid("lab-run-no-address")) }
}

impl Page {
    async fn of(
        visit: &Visit,
        session: Uuid,
        block: Option<Uuid>,
        (problem, typed): (Option<String>, Option<String>),
    ) -> Result<Self, Fault> {
        let (db, words, lang) = (&visit.app.db, visit.words(), visit.lang());
        let hall = lists::hall(visit, session, block).await?;
        let worth = run::worth(db, &visit.ctx, session, hall.block.id).await?;
        let heading = run::heading(db, session).await?;
        let blocks = run::blocks(db, session).await?;
        let open = hall.open_tables().count() as i64;
        let coming = hall.people.iter().filter(|p| run::Who::of(&hall.running).counts(p)).count();
        let shown = |text| said::shown(text, lang);
        Ok(Self {
            shell: visit.shell(words.say("lab-run-seating").into_owned()).kept_from_robots(),
            base: visit.href(&format!("sessions/{session}")),
            title: shown(&heading.title),
            blocks: blocks
                .iter()
                .filter(|block| block.is_seated())
                .map(|block| (block.id, shown(&block.title), block.id == hall.block.id))
                .collect(),
            block: hall.block.id,
            version: hall.running.version,
            problem,
            tables: typed.unwrap_or_else(|| if open > 0 { open } else { hall.block.tables }.to_string()),
            hosted: open == 0 || hall.open_tables().any(|table| table.host.is_some()),
            begun: hall.running.block == Some(hall.block.id) && hall.running.round > 0,
            planned: !hall.seats.is_empty(),
            coming: words.say_with("lab-run-coming", &[("n", coming.into())]),
            worth: valued(&worth, words),
            troubles: worth.troubles.iter().take(MOST_TOLD).map(|one| said::trouble(one, words)).collect(),
            more: worth.troubles.len().saturating_sub(MOST_TOLD),
            help: worth.help.iter().map(|one| said::help(one, words)).collect(),
            pictures: vec![
                (words.say("lab-run-meet-kinds").into_owned(), Picture::of_kinds(&worth, words)),
                (words.say("lab-run-meet-territories").into_owned(), Picture::of_territories(&worth)),
            ],
            rounds: rounds(&hall, words),
            people: people(&hall),
            numbers: hall.open_tables().map(|table| table.number).collect(),
            fits: fits(&hall, visit),
            pins: pins(&hall, words),
        })
    }
}

/// How well the wishes are met, with what no plan can do better.
fn valued(worth: &Worth, words: &Words) -> Vec<String> {
    if worth.hall.seats.is_empty() {
        return Vec::new();
    }
    let (score, bound) = (worth.score, worth.bound);
    let mut said = Vec::new();
    let key = match score.repeats {
        0 => "lab-run-worth-no-repeats",
        repeats if repeats <= bound.repeats => "lab-run-worth-fewest",
        _ => "lab-run-worth-repeats",
    };
    let repeats =
        [("n", score.repeats.into()), ("least", bound.repeats.into()), ("pairs", score.pairs_met.into())];
    said.push(words.say_with(key, &repeats));
    if bound.rounds < worth.arranged.gathering.rounds {
        said.push(words.say_with("lab-run-worth-bound", &[("n", bound.rounds.into())]));
    }
    for (key, (is, least)) in
        [("lab-run-worth-kinds", score.same_kind), ("lab-run-worth-territories", score.same_territory)]
    {
        said.push(words.say_with(key, &[("n", is.into()), ("least", least.into())]));
    }
    let unknown = worth.arranged.gathering.people.iter().filter(|person| person.languages.is_none()).count();
    if unknown > 0 {
        said.push(words.say_with("lab-run-worth-unknown", &[("n", unknown.into())]));
    }
    said
}

fn rounds(hall: &Hall, words: &Words) -> Vec<Round> {
    let table = |round: i64, number: i64, host: Option<Uuid>| {
        let mut people: Vec<_> = hall
            .at(round, number)
            .map(|person| (person.name.clone(), host == Some(person.id), person.mediator))
            .collect();
        people.sort_by_key(|(name, host, _)| (!host, fold(name)));
        (number, people)
    };
    let round = |round: i64| Round {
        title: words.say_with("lab-run-turn", &[("round", round.into())]),
        tables: hall.open_tables().map(|one| table(round, one.number, one.host)).collect(),
    };
    if hall.seats.is_empty() { Vec::new() } else { (1..=hall.block.rounds).map(round).collect() }
}

fn people(hall: &Hall) -> Vec<Choice> {
    let who = run::Who::of(&hall.running);
    let choice = |person: &run::Somebody| Choice { id: person.id, label: person.name.clone(), chosen: false };
    let mut all: Vec<Choice> = hall.people.iter().filter(|person| who.counts(person)).map(choice).collect();
    all.sort_by_key(|choice| fold(&choice.label));
    all
}

fn fits(hall: &Hall, visit: &Visit) -> Vec<Fit> {
    let lang = visit.lang();
    let fit = |table: &run::CafeTable| Fit {
        number: table.number,
        host: table.host.and_then(|host| hall.person(host)).map(|person| person.name.clone()),
        question: hall
            .block
            .questions
            .iter()
            .find(|question| Some(question.id) == table.question)
            .map(|question| said::shown(&question.words, lang)),
        step_free: table.step_free,
        video: table.video.clone(),
        questions: hall
            .block
            .questions
            .iter()
            .map(|one| (one.id, one.words.words(lang).to_owned(), Some(one.id) == table.question))
            .collect(),
    };
    hall.open_tables().map(fit).collect()
}

fn pins(hall: &Hall, words: &Words) -> Vec<Pin> {
    let pin = |(&(round, who), &table): (&(i64, Uuid), &i64)| {
        let name = hall.person(who)?.name.clone();
        let key = if round == 0 { "lab-run-pinned-always" } else { "lab-run-pinned" };
        let values = [("who", name.into()), ("table", table.into()), ("round", round.into())];
        Some(Pin { who, round, words: words.say_with(key, &values) })
    };
    hall.pins.iter().filter_map(pin).collect()
}
