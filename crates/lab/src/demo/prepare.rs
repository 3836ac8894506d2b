//! The Lab, its problems, and a meeting with its people, as a facilitator prepares them.

use super::{
    Unfilled,
    file::{self, After, Person},
    play::{Play, id, lab as lab_id, person, session as session_id},
};
use crate::{
    Refused,
    people::{self, Newcomer, Reply, Role, tongues},
    programme::{
        self, EvidenceTyped, LabDraft, NewIds, ProblemDraft, SessionDraft, SessionState, SessionTyped,
        templates,
    },
};
use reticolo_accounts::demo;
use reticolo_base::{Instant, Lang};
use uuid::Uuid;

/// Provinces of the Lab: Bari, Lecce, Foggia.
const TERRITORY: [&str; 3] = ["072", "075", "071"];

/// A form of the files was refused: at least one of its fields is not as it must be.
fn refused<T>(parsed: Result<T, Vec<programme::Mistake>>) -> Result<T, Refused> {
    parsed.map_err(|_| Refused::invalid("lab-problem-empty"))
}

/// Makes the Lab and its register of problems.
pub(super) async fn lab(play: &Play<'_>) -> Result<(), Unfilled> {
    let after: After = file::read("after.toml")?;
    let (title, purpose) = (after.lab_title.words(Lang::It), after.lab_purpose.words(Lang::It));
    let ctx = play.staff_on(-63);
    let draft = refused(LabDraft::parse(title, purpose, &TERRITORY, |_| true))?;
    programme::create_lab(play.db, &ctx, lab_id(), demo::organization(), &draft).await?;
    for lang in Lang::ALL.into_iter().filter(|lang| *lang != Lang::It) {
        let words = (after.lab_title.words(lang), after.lab_purpose.words(lang));
        programme::translate_lab(play.db, &ctx, lab_id(), lang, words).await?;
    }
    let day = play.day(-41);
    for problem in &after.problem {
        let shown = EvidenceTyped { words: &problem.evidence, source: &problem.source, date: &day, url: "" };
        let needs: Vec<&str> = problem.needs.iter().map(String::as_str).collect();
        let words = (problem.title.as_str(), problem.description.as_str());
        let draft = refused(ProblemDraft::parse(words, &[shown], &needs, |_| true))?;
        let ids = (lab_id(), id("problem", &problem.key));
        programme::open_problem(play.db, &play.staff_on(-40), ids, &draft, None).await?;
    }
    Ok(())
}

/// When and where a meeting is.
pub(super) struct Meeting<'a> {
    pub number: u8,
    pub template: &'a str,
    pub place: &'a str,
    /// The day, counted from today.
    pub day: i64,
    /// From when until when, of that day.
    pub hours: ((i8, i8), (i8, i8)),
}

/// Prepares a meeting three weeks before and invites its people; its café blocks in order.
pub(super) async fn meeting(play: &Play<'_>, one: &Meeting<'_>) -> Result<Vec<Uuid>, Refused> {
    let session = session_id(one.number);
    let ctx = play.staff_on(one.day - 20);
    let template = templates().iter().find(|known| known.code == one.template);
    let template = template.ok_or_else(|| Refused::invalid("lab-problem-template"))?;
    let time = |(hour, minute): (i8, i8)| format!("{hour}:{minute:02}");
    let (day, from, until) = (play.day(one.day), time(one.hours.0), time(one.hours.1));
    let typed = SessionTyped {
        title: template.title.words(Lang::It),
        date: &day,
        from: &from,
        until: &until,
        zone: "Europe/Rome",
        place: one.place,
        ..SessionTyped::default()
    };
    let draft = refused(SessionDraft::parse(typed, ctx.now))?;
    let ids = NewIds { session, room: id("room", &one.number.to_string()) };
    programme::create_session(play.db, &ctx, ids, lab_id(), one.template, &draft).await?;
    invite(play, one.number, ctx.now).await?;
    let plan = programme::session(play.db, session).await?;
    let cafes = plan.blocks.iter().filter(|block| block.kind == programme::BlockKind::Cafe);
    Ok(cafes.map(|block| block.id).collect())
}

async fn invite(play: &Play<'_>, number: u8, at: Instant) -> Result<(), Refused> {
    let (session, ctx) = (session_id(number), play.staff(at));
    let here: Vec<&Person> = play.at_meeting(number).collect();
    let first = |one: &&&Person| one.meetings.starts_with(char::from(b'0' + number));
    let new: Vec<Newcomer> = here.iter().filter(first).map(|one| newcomer(play, one)).collect();
    people::add(play.db, play.vault, &ctx, session, &new).await?;
    let known = here.iter().filter(|one| !first(one)).map(|one| (person(&one.key), role(one)));
    people::expect(play.db, &ctx, session, &known.collect::<Vec<_>>()).await?;
    programme::advance(play.db, &ctx, session, SessionState::Inviting).await?;
    let ids: Vec<Uuid> = here.iter().map(|one| person(&one.key)).collect();
    people::mark_invited(play.db, &ctx, session, &ids).await?;
    for one in here.iter().filter(|one| !one.absent && !one.guest) {
        let her = play.by(&one.key, at.plus_days(3));
        people::reply(play.db, &her, session, person(&one.key), Reply::Coming).await?;
    }
    Ok(())
}

fn role(one: &Person) -> Role {
    Role::parse(&one.role).unwrap_or(Role::Participant)
}

fn newcomer(play: &Play<'_>, one: &Person) -> Newcomer {
    Newcomer {
        body: one.body.clone(),
        kind: one.kind.clone(),
        territory: one.territory.clone(),
        speaks: Some(tongues(&one.speaks)),
        reads: Some(tongues(&one.speaks)),
        lang: one.lang,
        mediator: one.mediator,
        step_free: one.step_free,
        role: role(one),
        // RFC 2606: reaches nobody.
        mail: format!("{}@persona.example", one.key),
        ..Newcomer::named(person(&one.key), play.code(&one.key), one.name.as_str())
    }
}
