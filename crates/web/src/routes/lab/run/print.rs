//! Without devices: seat cards, sheets for the tables, a chart on the wall.

use crate::{
    Fault, Markup, Shell, Visit,
    fields::Fields,
    render::{self, Answer},
    routes::{
        card::qr,
        lab::run::{id, lists, said},
    },
    secret,
};
use askama::Template;
use axum::extract::Path;
use reticolo_base::{Lang, folding::fold};
use reticolo_lab::run::{self, Hall, Somebody};
use reticolo_words::Words;

/// The kinds of contribution, as on the cloth.
const KINDS: [&str; 6] = ["experience", "analysis", "challenge", "idea", "reflection", "question"];
/// Lines to write on, for each kind.
const LINES: usize = 3;

#[derive(Template)]
#[template(path = "lab/run/cards.html")]
struct Cards {
    shell: Shell,
    title: Markup,
    back: String,
    cards: Vec<Card>,
}

/// A card for one person, in her language.
struct Card {
    lang: Lang,
    name: String,
    heading: String,
    /// Turn and table, as words and as a number.
    turns: Vec<(String, Option<i64>)>,
    hosts: Option<String>,
}

#[derive(Template)]
#[template(path = "lab/run/sheets.html")]
struct Sheets {
    shell: Shell,
    title: Markup,
    back: String,
    address: String,
    sheets: Vec<Sheet>,
}

/// A sheet for one table in one turn, in the languages of its people.
struct Sheet {
    code: String,
    qr: Markup,
    headings: Vec<(Lang, String)>,
    questions: Vec<(Lang, String)>,
    people: Vec<String>,
    who: String,
    kinds: Vec<Vec<(Lang, String)>>,
    lines: [(); LINES],
    later: Vec<(Lang, String)>,
}

#[derive(Template)]
#[template(path = "lab/run/chart.html")]
struct Chart {
    shell: Shell,
    title: Markup,
    back: String,
    turns: Vec<String>,
    rows: Vec<(String, Vec<Option<i64>>)>,
}

pub async fn page(visit: Visit, Path((_, session, what)): Path<(String, String, String)>) -> Answer {
    let session = id(&session)?;
    let fields = Fields::of_query(visit.query.as_deref());
    let hall = lists::hall(&visit, session, fields.one("block").and_then(|id| id.parse().ok())).await?;
    let heading = run::heading(&visit.app.db, session).await?;
    let title = said::shown(&heading.title, visit.lang());
    let back = visit.href(&format!("sessions/{session}/seating?block={}", hall.block.id));
    let shell = |key: &str| visit.shell(visit.words().say(key).into_owned()).kept_from_robots();
    match what.as_str() {
        "cards" => {
            render::private(&Cards { shell: shell("lab-run-cards"), title, back, cards: cards(&hall) })
        }
        "chart" => {
            let turns = (1..=hall.block.rounds).map(|round| turn(round, visit.words())).collect();
            render::private(&Chart { shell: shell("lab-run-chart"), title, back, turns, rows: rows(&hall) })
        }
        "sheets" => {
            let address = format!("{}{}", visit.app.settings.base_url, visit.href("sheet"));
            let sheets = sheets(&visit, &hall).await?;
            render::private(&Sheets { shell: shell("lab-run-sheets"), title, back, address, sheets })
        }
        _ => Err(Fault::not_found()),
    }
}

fn turn(round: i64, words: &Words) -> String {
    words.say_with("lab-run-turn", &[("round", round.into())])
}

fn seated(hall: &Hall) -> Vec<&Somebody> {
    let has_seat =
        |person: &&Somebody| (1..=hall.block.rounds).any(|r| hall.seats.contains_key(&(r, person.id)));
    let mut people: Vec<_> = hall.people.iter().filter(has_seat).collect();
    people.sort_by_key(|person| fold(&person.name));
    people
}

fn cards(hall: &Hall) -> Vec<Card> {
    let card = |person: &Somebody| {
        let words = Words::of(person.lang);
        let seat = |round| hall.seats.get(&(round, person.id)).copied();
        let hosted = hall.open_tables().find(|table| table.host == Some(person.id));
        Card {
            lang: person.lang,
            name: person.name.clone(),
            heading: words.say("lab-run-card-heading").into_owned(),
            turns: (1..=hall.block.rounds).map(|round| (turn(round, words), seat(round))).collect(),
            hosts: hosted.map(|table| words.say_with("lab-run-card-host", &[("table", table.number.into())])),
        }
    };
    seated(hall).into_iter().map(card).collect()
}

fn rows(hall: &Hall) -> Vec<(String, Vec<Option<i64>>)> {
    let seats = |person: &Somebody| {
        (1..=hall.block.rounds).map(|round| hall.seats.get(&(round, person.id)).copied()).collect()
    };
    seated(hall).into_iter().map(|person| (person.name.clone(), seats(person))).collect()
}

async fn sheets(visit: &Visit, hall: &Hall) -> Result<Vec<Sheet>, Fault> {
    let draw = visit.app.secrets;
    // Half a code of ours is enough: it opens one sheet of paper, and guessing has a limit.
    let short = move || secret::written(draw()).replace('-', "").chars().take(8).collect();
    let all = run::sheet::sheets(&visit.app.db, &visit.ctx, hall, short).await?;
    Ok(all.iter().map(|sheet| of(visit, hall, sheet)).collect())
}

fn of(visit: &Visit, hall: &Hall, sheet: &run::sheet::Sheet) -> Sheet {
    let people: Vec<&Somebody> = hall.at(sheet.round, sheet.table).collect();
    let mut langs = run::glance::languages_of(people.iter().copied());
    if langs.is_empty() {
        langs.push(visit.lang());
    }
    let in_each = |key: &str, values: &[(&str, reticolo_words::Value)]| -> Vec<(Lang, String)> {
        langs.iter().map(|lang| (*lang, Words::of(*lang).say_with(key, values))).collect()
    };
    let question = hall
        .table(sheet.table)
        .and_then(|table| hall.block.questions.iter().find(|question| Some(question.id) == table.question));
    let mut questions: Vec<(Lang, String)> = Vec::new();
    for seen in langs.iter().filter_map(|lang| question?.words.seen(*lang)) {
        if !questions.iter().any(|(lang, _)| *lang == seen.lang) {
            questions.push((seen.lang, seen.text.to_owned()));
        }
    }
    let code = sheet.code.get(..4).zip(sheet.code.get(4..)).map(|(a, b)| format!("{a}-{b}"));
    let code = code.unwrap_or_else(|| sheet.code.clone());
    let address = format!("{}{}?code={code}", visit.app.settings.base_url, visit.href("sheet"));
    let values = [("table", sheet.table.into()), ("round", sheet.round.into())];
    Sheet {
        qr: qr::svg(&address).map(Markup).unwrap_or_default(),
        code,
        headings: in_each("lab-run-sheet-heading", &values),
        questions,
        who: visit.words().say("lab-run-sheet-who").into_owned(),
        people: {
            let mut names: Vec<String> = people.iter().map(|person| person.name.clone()).collect();
            names.sort();
            names
        },
        kinds: KINDS.iter().map(|kind| in_each(&format!("lab-run-word-{kind}"), &[])).collect(),
        lines: [(); LINES],
        later: in_each("lab-run-sheet-later", &[]),
    }
}
