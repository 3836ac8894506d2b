//! The people of a session, and who is missing.

use super::show;
use crate::{Markup, Shell, Visit, fields::Fields, render, render::Answer};
use askama::Template;
use axum::extract::Path;
use reticolo_accounts::policy::Action;
use reticolo_base::Lang;
use reticolo_directory::reference::Reference;
use reticolo_lab::{
    Refused,
    people::{self, Attendance, Missing, Standing},
    programme::{self, bearer_of_session},
};
use reticolo_words::Words;
use uuid::Uuid;

/// How many people a page shows.
const SHOWN: usize = 200;

#[derive(Template)]
#[template(path = "lab/people/list.html")]
struct Page {
    shell: Shell,
    session: Uuid,
    title: Markup,
    when: String,
    added: Option<String>,
    counts: String,
    people: Vec<Line>,
    earlier: Option<usize>,
    later: Option<usize>,
    gaps: Vec<String>,
    experience: Option<String>,
    alone: Vec<String>,
    door: Option<String>,
    wishes: Vec<(Uuid, Uuid, String, String)>,
}

/// A person on the list.
struct Line {
    id: Uuid,
    name: String,
    about: String,
    tongues: String,
    role: String,
    reply: &'static str,
    here: bool,
}

pub async fn page(visit: Visit, Path((_, session)): Path<(String, String)>) -> Answer {
    let (app, words) = (&visit.app, visit.words());
    let id = show::id(&session)?;
    let bearer = bearer_of_session(&app.db, id).await?;
    bearer.may(&visit.ctx, Action::PrepareLab)?;
    let plan = show::plan(&visit, &session).await?;
    let lab = programme::lab(&app.db, bearer.lab).await?;
    let people = people::everyone(&app.db, id).await.map_err(Refused::from)?;
    let missing =
        Missing::of(&people, &provinces(&lab.territory), &Lang::ALL.map(|lang| lang.code().to_owned()));
    let fields = Fields::of_query(visit.query.as_deref());
    let page: usize = fields.one("page").and_then(|page| page.parse().ok()).unwrap_or(1).clamp(1, 1_000);
    let n = |key: &str, n: usize| words.say_with(key, &[("n", n.into())]);
    let shell = visit.shell(words.say("lab-people")).kept_from_robots();
    let wishes = people::wishes(&app.db, &app.vault, &visit.ctx, bearer.lab).await?;
    let name_of =
        |id: Uuid| people.iter().find(|one| one.participant.id == id).map(|one| one.participant.name.clone());
    render::private(&Page {
        session: id,
        title: show::phrase(&shell, &plan.session.title),
        when: show::when(words, &plan.session),
        added: fields
            .one("added")
            .and_then(|added| added.parse().ok())
            .map(|added| n("lab-people-added", added)),
        counts: counts(words, &people, &missing),
        earlier: (page > 1).then(|| page - 1),
        later: (people.len() > page * SHOWN).then_some(page + 1),
        gaps: gaps(words, &missing),
        experience: experience(words, &missing),
        alone: missing.alone.iter().map(|one| alone(words, one)).collect(),
        door: people::door(&app.db, &app.vault, &visit.ctx, id).await?,
        wishes: wishes
            .into_iter()
            .map(|wish| {
                (wish.id, wish.participant, name_of(wish.participant).unwrap_or_default(), wish.words)
            })
            .collect(),
        people: people.iter().skip((page - 1) * SHOWN).take(SHOWN).map(|one| Line::of(words, one)).collect(),
        shell,
    })
}

/// The provinces of a Lab's territory; all of them for the region.
fn provinces(territory: &[String]) -> Vec<String> {
    let all = || Reference::get().territory().provinces().iter().map(|province| province.istat.clone());
    if territory.iter().any(|code| code.len() == 2) {
        return all().collect();
    }
    let mut codes: Vec<String> = territory.iter().map(|code| code.chars().take(3).collect()).collect();
    codes.dedup();
    codes
}

fn counts(words: &Words, people: &[Attendance], missing: &Missing) -> String {
    let here = people.iter().filter(|one| one.is_here()).count();
    let counts = [
        ("people", people.len()),
        ("coming", missing.all.coming),
        ("out", missing.not_coming),
        ("silent", missing.all.invited - missing.all.coming),
        ("here", here),
    ];
    words.say_with("lab-people-counts", &counts.map(|(name, n)| (name, n.into())))
}

/// One line for each kind of gap, as far as there is one.
fn gaps(words: &Words, missing: &Missing) -> Vec<String> {
    let lang = words.lang();
    let kinds: Vec<_> =
        missing.kinds.iter().map(|(kind, s)| (kind.names.words(lang).to_owned(), *s)).collect();
    let places: Vec<_> =
        missing.territories.iter().map(|(code, s)| (show::place(code).to_owned(), *s)).collect();
    let tongues: Vec<_> = missing.tongues.iter().map(|(code, s)| (show::tongue(lang, code), *s)).collect();
    let line = |key: &str, of: &[(String, Standing)], is: fn(Standing) -> bool| {
        let names: Vec<&str> = of.iter().filter(|(_, s)| is(*s)).map(|(name, _)| name.as_str()).collect();
        (!names.is_empty()).then(|| words.say_with(key, &[("names", words.and(&names).into())]))
    };
    let mut lines = vec![
        line("lab-people-no-kinds", &kinds, Standing::is_nobody),
        line("lab-people-silent-kinds", &kinds, Standing::is_silent),
        line("lab-people-no-places", &places, Standing::is_nobody),
        line("lab-people-silent-places", &places, Standing::is_silent),
        line("lab-people-no-tongues", &tongues, Standing::is_nobody),
        line("lab-people-silent-tongues", &tongues, Standing::is_silent),
    ];
    let unknown = missing.unknown_tongues;
    lines.push((unknown > 0).then(|| words.say_with("lab-people-unknown-tongues", &[("n", unknown.into())])));
    lines.into_iter().flatten().collect()
}

fn experience(words: &Words, missing: &Missing) -> Option<String> {
    let (with, known) = missing.experience;
    (known > 0)
        .then(|| words.say_with("lab-people-experience", &[("with", with.into()), ("known", known.into())]))
}

fn alone(words: &Words, one: &people::Alone) -> String {
    let help = show::tongues(words, Some(&one.would_help)).unwrap_or_default();
    let name = one.participant.name.as_str();
    words.say_with("lab-people-alone", &[("name", name.into()), ("languages", help.into())])
}

impl Line {
    fn of(words: &Words, one: &Attendance) -> Self {
        let person = &one.participant;
        let about =
            [person.body.as_str(), show::kind(words.lang(), &person.kind), show::place(&person.territory)];
        let about: Vec<&str> = about.into_iter().filter(|part| !part.is_empty()).collect();
        Self {
            id: person.id,
            name: person.name.clone(),
            about: about.join(" · "),
            tongues: show::tongues(words, person.speaks.as_ref())
                .unwrap_or_else(|| words.say("lab-people-tongues-unknown").into_owned()),
            role: words.say(&format!("lab-people-role-{}", one.role.code())).into_owned(),
            reply: one.reply.code(),
            here: one.is_here(),
        }
    }
}
