//! One note with all that can be done with it: mend, translate, link, move, hide, choose.

use super::{
    page::came_back,
    said::{self, KindShown, Note, Rights, excerpt, tongue},
    seat::{base, reach},
};
use crate::{Fault, Shell, Visit, render, render::Answer};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use reticolo_base::Lang;
use reticolo_lab::{
    Refused,
    table::{self, AtTable, Contribution, NOTE_CHARS},
};
use std::borrow::Borrow;
use uuid::Uuid;

/// The page of a note.
#[derive(Template)]
#[template(path = "lab/table/note.html")]
pub struct Page {
    shell: Shell,
    base: String,
    block: Uuid,
    note: Note,
    rights: Rights,
    kinds: Vec<KindShown>,
    /// The words as she typed them, when they came back.
    words: String,
    kind: String,
    version: i64,
    lang: String,
    taken_back: bool,
    /// Whether she may change the words.
    mends: bool,
    others: Vec<Other>,
    into: Vec<(String, String, bool)>,
    translation: String,
    machine: bool,
    problem: Option<String>,
    most: usize,
}

/// Another note, to link with.
struct Other {
    id: Uuid,
    words: String,
    linked: bool,
}

/// What comes back when something could not be done.
#[derive(Default)]
pub struct Typed {
    pub words: Option<String>,
    pub kind: Option<String>,
    pub translation: Option<(String, String)>,
    pub problem: Option<String>,
}

/// The note of an address with its table, if the visitor may see it.
pub async fn found(
    visit: &Visit,
    (session, number, note): (&str, &str, &str),
) -> Result<(AtTable, Contribution), Fault> {
    let id: Uuid = note.parse().map_err(|_| Fault::not_found())?;
    let one = table::one(&visit.app.db, id).await.map_err(Refused::from)?.ok_or_else(Fault::not_found)?;
    let at = reach(visit, (session, number), Some(&one.block.to_string())).await?;
    let hidden = one.hidden && !at.hides() && !(one.author.is_some() && one.author == at.who);
    if one.table != at.table.number || hidden {
        return Err(Fault::not_found());
    }
    Ok((at, one))
}

pub async fn show(
    visit: Visit,
    Path((_, session, number, note)): Path<(String, String, String, String)>,
) -> Answer {
    let (at, one) = found(&visit, (&session, &number, &note)).await?;
    render::private(&Page::of(&visit, &at, &one, Typed::default()).await?)
}

/// The page again, with what was typed and why it could not be taken.
pub async fn again(
    visit: &Visit,
    at: &AtTable,
    one: &Contribution,
    status: StatusCode,
    typed: Typed,
) -> Answer {
    came_back(status, &Page::of(visit, at, one, typed).await?)
}

impl Page {
    async fn of(visit: &Visit, at: &AtTable, one: &Contribution, typed: Typed) -> Result<Self, Refused> {
        let lang = visit.lang();
        let shell = visit.shell(visit.words().say("lab-table-note-title").into_owned()).kept_from_robots();
        let mut notes = said::notes(visit, &shell, at).await?;
        let place = notes.iter().position(|note| note.id == one.id).ok_or(Refused::NotFound)?;
        let note = notes.remove(place);
        let linked = |id: Uuid| note.linked.iter().any(|(other, _)| *other == id);
        let others = notes.iter().filter(|other| !other.hidden);
        let others = others
            .map(|other| Other {
                id: other.id,
                words: excerpt(&other.speech.words),
                linked: linked(other.id),
            })
            .collect();
        let (chosen, translation) =
            typed.translation.unwrap_or_else(|| (lang.code().to_owned(), String::new()));
        let into = Lang::ALL.into_iter().filter(|other| one.page_lang() != Some(*other));
        Ok(Self {
            base: base(visit, at),
            block: at.table.block,
            rights: Rights::of(at),
            kinds: said::kinds(&shell),
            words: typed.words.unwrap_or_else(|| one.words.clone()),
            kind: typed.kind.or_else(|| one.kind.map(|kind| kind.code().to_owned())).unwrap_or_default(),
            version: one.changed_at.0,
            lang: one.lang.clone(),
            taken_back: one.taken_back,
            mends: at.mends(one),
            others,
            into: into
                .map(|other| (other.code().to_owned(), tongue(other.code(), lang), other.code() == chosen))
                .collect(),
            translation,
            machine: visit.app.settings.translate.is_some(),
            problem: typed.problem,
            most: NOTE_CHARS,
            note,
            shell,
        })
    }

    fn numbered(&self, key: &str, name: &str, number: impl Borrow<i64>) -> String {
        self.shell.say_with(key, &[(name, (*number.borrow()).into())])
    }
}
