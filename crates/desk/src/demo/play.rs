//! The acts of the demonstration, in the order in which they happened. Between them the clocks do what clocks do.

use super::{
    Unfilled,
    file::Person,
    id,
    plan::{Deed, OLDEST, Story},
};
use crate::{
    Desk, Refused,
    case::{self, NewStep, StepKind},
    field::Field,
    person::{self, Channel, Record},
    referral::{self, Acceptance, Command, Draft, Expressed, Given, Priority},
    together::message::{self, Audience},
};
use jiff::tz::TimeZone;
use reticolo_accounts::demo as accounts;
use reticolo_base::{Actor, Ctx, Instant, Lang, id::foreign};
use reticolo_store::{Db, Vault, job, sql};
use uuid::Uuid;

/// To whom a receiver that cannot help points.
const ELSEWHERE: &str = "multipurpose-desk@ambito-sociale-san-severo";

/// The stage.
pub(super) struct Play<'a> {
    pub db: &'a Db,
    pub vault: &'a Vault,
    pub now: Instant,
}

/// Somebody acts at a moment.
enum Act<'s> {
    Welcome(&'s Person),
    Do(&'s Story, Deed),
    Night,
}

impl Play<'_> {
    /// Somebody at a moment.
    pub fn ctx(&self, actor: Actor, at: Instant) -> Ctx {
        Ctx::new(at, actor, Lang::It, Uuid::nil())
    }

    pub fn desk<'a>(&'a self, ctx: &'a Ctx) -> Desk<'a> {
        Desk { db: self.db, vault: self.vault, ctx }
    }

    /// A moment so many days ago; what happens on one day happens minutes apart, and all of it before now.
    pub fn ago(&self, days: i64, minutes: i64) -> Instant {
        self.now.plus_days(-days).plus_seconds((minutes - 240) * 60)
    }

    /// Everything that happened, in its order.
    pub async fn tell(&self, people: &[Person], stories: &[Story]) -> Result<(), Unfilled> {
        let mut acts: Vec<(Instant, Act<'_>)> = Vec::new();
        for (place, person) in people.iter().enumerate() {
            let own = stories.iter().filter(|story| story.person == place);
            let first = own.filter_map(|story| story.deeds.first()).map(|(day, _)| *day).max().unwrap_or(1);
            acts.push((self.ago(first + 1, i64::try_from(place).unwrap_or(0)), Act::Welcome(person)));
        }
        for story in stories {
            let spread = i64::try_from(story.number % 60).unwrap_or(0);
            for (place, (day, deed)) in (0_i64..).zip(&story.deeds) {
                acts.push((self.ago(*day, spread + place * 15), Act::Do(story, *deed)));
            }
        }
        acts.extend((0..OLDEST).map(|day| (self.ago(day, 0), Act::Night)));
        acts.sort_by_key(|(at, _)| *at);
        for (at, act) in acts {
            match act {
                Act::Welcome(person) => self.welcome(person, at).await?,
                Act::Do(story, deed) => {
                    let who = people.get(story.person).ok_or(Refused::NotFound)?;
                    self.act(who, story, deed, at).await.map_err(|refused| told(story, deed, refused))?;
                }
                Act::Night => self.clocks(at).await?,
            }
        }
        self.clocks(self.now).await?;
        self.check(stories).await
    }

    /// Every request stands where its course says.
    async fn check(&self, stories: &[Story]) -> Result<(), Unfilled> {
        for story in stories {
            let find = sql!("select state from referral where id = $1").bind(request(story.number));
            let state: Option<String> = self.db.row(find).await?.map(|row| row.get(0)).transpose()?;
            if state.as_deref() != Some(story.ends.code()) {
                return Err(Unfilled::Line(format!(
                    "request {}: {state:?}, not {:?}",
                    story.number, story.ends
                )));
            }
        }
        Ok(())
    }

    /// Lets every clock that ran out do its work.
    async fn clocks(&self, at: Instant) -> Result<(), Unfilled> {
        let ctx = self.ctx(Actor::System("demo"), at);
        while let Some(job) = job::take_of(self.db, &ctx, referral::JOB).await? {
            referral::fire(self.desk(&ctx), &job).await?;
        }
        Ok(())
    }

    async fn welcome(&self, who: &Person, at: Instant) -> Result<(), Unfilled> {
        let ctx = self.ctx(worker(&who.at, "operator"), at);
        let desk = self.desk(&ctx);
        let (her, case) = (super::person(&who.key), id("case", &who.key));
        person::add(desk, (her, case), record(who)).await?;
        if her != super::she() {
            return Ok(());
        }
        person::issue(desk, her, super::CODE).await?;
        for (place, line) in super::file::today()?.step.iter().enumerate() {
            let (what, whereabouts) = line.split_once(" | ").unwrap_or((line, ""));
            let step = NewStep {
                kind: if place == 0 { StepKind::Document } else { StepKind::Task },
                what,
                whereabouts,
                due_at: None,
                service: None,
                referral: None,
            };
            case::add_step(desk, id("step", &place.to_string()), case, step).await?;
        }
        Ok(())
    }

    async fn act(&self, who: &Person, story: &Story, deed: Deed, at: Instant) -> Result<(), Refused> {
        let referral = request(story.number);
        let actor = match deed {
            Deed::Withdraw | Deed::Hear(_) | Deed::Answer => Actor::Person { id: super::person(&who.key) },
            Deed::Mistake => worker(&who.at, "supervisor"),
            Deed::Draft | Deed::Show | Deed::Send | Deed::Reply | Deed::Cancel | Deed::Settle => {
                worker(&who.at, "operator")
            }
            _ => worker(&story.receiver, "operator"),
        };
        let ctx = self.ctx(actor, at);
        let desk = self.desk(&ctx);
        if deed == Deed::Draft {
            return self.draft(desk, who, story).await;
        }
        let (found, _) = referral::open(desk, referral).await?;
        let command = Command { referral, version: found.version, key: key(story, at, "key") };
        let note = key(story, at, "message");
        match deed {
            Deed::Draft | Deed::Open => referral::capsule(desk, &found).await.map(drop),
            Deed::Show => referral::show(desk, command).await.map(drop),
            Deed::Send => {
                let given = Some((key(story, at, "yes"), yes(who)));
                referral::send(desk, command, given).await.map(drop)
            }
            Deed::Ask => {
                referral::ask(desk, note, command, "Ha già la tessera di un altro distretto?").await.map(drop)
            }
            Deed::Reply => referral::reply(desk, note, command, "No, è la prima volta.").await.map(drop),
            Deed::Accept { days } => {
                let how = Acceptance {
                    appointment_at: Some(morning(at.plus_days(days))),
                    contact_by: None,
                    words: "Porta un documento, se lo hai. Ti aspettiamo allo sportello 2.",
                };
                referral::accept(desk, note, command, how).await.map(drop)
            }
            Deed::Wait { days } => {
                let words = "Ti chiamiamo appena c'è un posto.";
                referral::wait(desk, note, command, (morning(at.plus_days(days)), words)).await.map(drop)
            }
            Deed::Begin => referral::begin(desk, command).await.map(drop),
            Deed::Decline(reason) => {
                let words = if reason.wants_words() { "Manca il documento richiesto." } else { "" };
                referral::decline(desk, note, command, (reason, "operator", words)).await.map(drop)
            }
            Deed::Reroute => {
                let to = referral::target_of(desk, service(ELSEWHERE)).await?;
                referral::reroute(desk, note, command, (to, "È di competenza dell'ambito.")).await.map(drop)
            }
            Deed::Attempt(channel) => referral::attempt(desk, note, referral, channel).await,
            Deed::Miss => referral::miss(desk, command).await.map(drop),
            Deed::Complete(outcome) => referral::complete(desk, command, outcome).await.map(drop),
            Deed::Withdraw => referral::withdraw(desk, command).await,
            Deed::Cancel => {
                referral::cancel(desk, note, command, "Ha trovato da sé un'altra strada.").await.map(drop)
            }
            Deed::Mistake => referral::mistake(desk, command).await.map(drop),
            Deed::Hear(helped) => referral::hear(desk, command, helped).await.map(drop),
            Deed::Settle => referral::settle(desk, command, Some(key(story, at, "gap"))).await,
            Deed::Write => {
                let words = (Audience::Workers, "Serve la mediatrice? Venerdì è qui.");
                message::send(desk, note, referral, words).await
            }
            Deed::Answer => {
                message::send(
                    desk,
                    note,
                    referral,
                    (Audience::Person, "Va bene, grazie. Vengo con mia sorella."),
                )
                .await
            }
        }
    }

    async fn draft(&self, desk: Desk<'_>, who: &Person, story: &Story) -> Result<(), Refused> {
        let target = referral::target_of(desk, service(&story.service)).await?;
        let draft = Draft {
            person: super::person(&who.key),
            case: Some(id("case", &who.key)),
            parent: None,
            target,
            need: &story.need,
            priority: Priority::Normal,
            fields: &[Field::Need, Field::Languages, Field::CallName, Field::Contact, Field::Note],
            note: &story.note,
        };
        referral::draft(desk, request(story.number), draft).await
    }
}

/// A request, by its number.
fn request(number: usize) -> Uuid {
    id("referral", &number.to_string())
}

fn key(story: &Story, at: Instant, kind: &str) -> Uuid {
    id(kind, &format!("{} {}", story.number, at.0))
}

/// A service of the demonstration's directory.
fn service(key: &str) -> Uuid {
    foreign(reticolo_directory::demo::SOURCE, "service", key)
}

/// Somebody who works at one of the desks.
pub(super) fn worker(body: &str, role: &str) -> Actor {
    Actor::Member {
        id: accounts::worker(body, role),
        organization: accounts::body(body),
        roles: accounts::roles_of(role),
    }
}

/// Ten in the morning of the same day in Italy.
fn morning(at: Instant) -> Instant {
    let zone = TimeZone::get("Europe/Rome").unwrap_or(TimeZone::UTC);
    at.day_in(&zone).at(10, 0, 0, 0).to_zoned(zone).map_or(at, |zoned| zoned.timestamp().into())
}

fn yes(who: &Person) -> Given {
    Given {
        fields: vec![Field::Need, Field::Languages, Field::CallName, Field::Contact],
        days: 180,
        expressed: Expressed::Spoken,
        lang: who.languages.first().cloned().unwrap_or_default(),
        mediator: who.mediator,
    }
}

fn record(who: &Person) -> Record {
    let mut record = Record::default();
    let [given, family] = &who.names;
    record.identity.call_name.clone_from(&who.call_name);
    record.identity.given_name.clone_from(given);
    record.identity.family_name.clone_from(family);
    record.contact.languages.clone_from(&who.languages);
    record.contact.mediator = who.mediator;
    record.contact.phone.clone_from(&who.phone);
    record.contact.safe = who.safe.iter().filter_map(|way| Channel::parse(way)).collect();
    record.circumstances.position.clone_from(&who.position);
    record.circumstances.household.clone_from(&who.household);
    record
}

/// Which step it was, for whoever mends the files.
fn told(story: &Story, deed: Deed, refused: Refused) -> Unfilled {
    match refused {
        Refused::Store(failure) => failure.into(),
        other => Unfilled::Line(format!("request {} ({}), {deed:?}: {other}", story.number, story.service)),
    }
}
