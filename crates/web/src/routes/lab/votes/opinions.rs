//! The picture of what people think: drawn, and told in words and tables beside.

use super::drawing;
use crate::{
    Fault, Markup, Shell, Visit,
    render::{self, Answer},
    routes::{
        card::reading::{Line, attrs},
        lab::harvest::{Place, Tab, percent, uuid},
    },
};
use askama::Template;
use axum::extract::Path;
use reticolo_lab::{
    harvest::statement::{self, Declared, NEEDED, Picture, Said},
    people, translation,
};
use reticolo_opinion::map::{Count, Side};
use reticolo_words::Value;
use std::collections::BTreeMap;
use uuid::Uuid;

/// More statements than this nobody reads in a table.
const MOST_ROWS: usize = 100;

#[derive(Template)]
#[template(path = "lab/harvest/opinions.html")]
struct Page {
    shell: Shell,
    tabs: Vec<Tab>,
    voters: usize,
    votes: usize,
    needed: usize,
    is_map: bool,
    enough: bool,
    drawing: Markup,
    groups: Vec<Group>,
    hidden: usize,
    together: Vec<Told>,
    rows: Vec<Row>,
    declared: Vec<Ground>,
}

/// A group of the map.
struct Group {
    name: String,
    people: usize,
    says: Vec<Told>,
}

/// A statement that people say.
struct Told {
    line: Line,
    agrees: bool,
    share: u32,
    sure: bool,
}

/// A statement's figures.
struct Row {
    line: Line,
    common: u32,
    all: Option<[u32; 3]>,
    groups: Vec<Option<u32>>,
}

/// Common ground over declared groups.
struct Ground {
    title: String,
    groups: Vec<(String, usize)>,
    left_out: usize,
    rows: Vec<(Line, u32, Vec<u32>)>,
}

pub async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Answer {
    let place = Place::of(&visit, &id).await?;
    let shell = shell(&visit);
    let tabs = place.tabs(&shell, "opinions");
    render::private(&Page::of(&visit, shell, tabs, place.lab).await?)
}

pub async fn show_public(visit: Visit, Path((_, id)): Path<(String, String)>) -> Answer {
    let shell = shell(&visit);
    render::private(&Page::of(&visit, shell, Vec::new(), uuid(&id)?).await?)
}

fn shell(visit: &Visit) -> Shell {
    visit.shell(visit.words().say("lab-harvest-opinions-title").into_owned()).kept_from_robots()
}

/// A, B, C …
fn letter(group: usize) -> String {
    char::from(b'A' + u8::try_from(group).unwrap_or(25).min(25)).to_string()
}

fn shares(count: Count) -> Option<[u32; 3]> {
    let seen = f64::from(count.seen());
    (seen > 0.0).then(|| [count.agree, count.disagree, count.pass].map(|n| percent(f64::from(n) / seen)))
}

impl Page {
    async fn of(visit: &Visit, shell: Shell, tabs: Vec<Tab>, lab: Uuid) -> Result<Self, Fault> {
        let picture = statement::picture(&visit.app.db, &visit.ctx, lab).await?;
        let words = Sayings::of(visit, &picture).await?;
        let told = |said: &[Said]| said.iter().filter_map(|s| words.told(s)).collect::<Vec<_>>();
        let name =
            |group: usize| shell.say_with("lab-harvest-map-group", &[("name", Value::from(letter(group)))]);
        let groups = picture.groups.iter().enumerate().map(|(n, group)| Group {
            name: name(n),
            people: group.people,
            says: told(&group.says),
        });
        let rows = picture.lines.iter().take(MOST_ROWS).filter_map(|line| {
            let agreed = |count: &Count| shares(*count).map(|[agree, ..]| agree);
            Some(Row {
                line: words.line(line.statement)?,
                common: percent(line.common),
                all: shares(line.all),
                groups: line.by_group.iter().map(agreed).collect(),
            })
        });
        let declared = [("kinds", &picture.kinds), ("langs", &picture.langs)];
        Ok(Self {
            voters: picture.voters,
            votes: picture.votes,
            needed: NEEDED,
            is_map: picture.is_map,
            enough: !picture.lines.is_empty(),
            drawing: drawing::map(&shell, &picture),
            groups: groups.collect(),
            hidden: picture.hidden,
            together: told(&picture.together),
            rows: rows.collect(),
            declared: declared.map(|(name, own)| ground(&shell, name, own, &words)).into(),
            shell,
            tabs,
        })
    }
}

fn ground(shell: &Shell, name: &str, declared: &Declared, words: &Sayings) -> Ground {
    let called =
        |code: &Option<String>| match (name, code) {
            (_, None) => shell.say("lab-harvest-small-groups"),
            ("langs", Some(code)) => reticolo_base::Lang::from_tag(code)
                .map_or_else(|| code.clone(), |lang| lang.endonym().to_owned()),
            (_, Some(code)) => people::kind(code)
                .map_or_else(|| code.clone(), |kind| kind.names.words(shell.lang).to_owned()),
        };
    let rows = declared.lines.iter().take(MOST_ROWS).filter_map(|(id, common, groups)| {
        Some((words.line(*id)?, percent(*common), groups.iter().map(|share| percent(*share)).collect()))
    });
    Ground {
        title: shell.say(&format!("lab-harvest-declared-{name}")),
        groups: declared.groups.iter().map(|(code, people)| (called(code), *people)).collect(),
        left_out: declared.left_out,
        rows: rows.collect(),
    }
}

/// The words of the statements of a picture, as one reads them.
struct Sayings(BTreeMap<Uuid, Line>);

impl Sayings {
    async fn of(visit: &Visit, picture: &Picture) -> Result<Self, Fault> {
        let mut wanted: Vec<Uuid> = picture.lines.iter().take(MOST_ROWS).map(|line| line.statement).collect();
        wanted.extend(picture.together.iter().map(|said| said.statement));
        wanted.extend(picture.groups.iter().flat_map(|group| &group.says).map(|said| said.statement));
        for declared in [&picture.kinds, &picture.langs] {
            wanted.extend(declared.lines.iter().take(MOST_ROWS).map(|(id, ..)| *id));
        }
        wanted.sort_unstable();
        wanted.dedup();
        let mut found = Vec::with_capacity(wanted.len());
        for id in wanted {
            found.push(statement::find(&visit.app.db, id).await?);
        }
        let foreign = found.iter().filter(|s| s.lang != visit.lang());
        let originals: BTreeMap<Uuid, &str> = foreign.map(|s| (s.id, s.words.as_str())).collect();
        let told = translation::of_many(&visit.app.db, "statement", visit.lang(), &originals).await;
        let told = told.map_err(|failure| Fault::store(&failure))?;
        let line = |s: &statement::Statement| match told.get(&s.id) {
            Some(other) => Line { text: other.words.clone(), attrs: Markup::default(), doubtful: false },
            None => Line { text: s.words.clone(), attrs: attrs(s.lang, visit.lang()), doubtful: false },
        };
        Ok(Self(found.iter().map(|s| (s.id, line(s))).collect()))
    }

    fn line(&self, id: Uuid) -> Option<Line> {
        self.0.get(&id).cloned()
    }

    fn told(&self, said: &Said) -> Option<Told> {
        let line = self.line(said.statement)?;
        Some(Told { line, agrees: said.side == Side::Agree, share: percent(said.share), sure: said.sure })
    }
}
