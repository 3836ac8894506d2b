//! Who acts when. Ids follow from keys, so that they are the same in every demonstration.

use super::file::{self, People, Person, To, Unreadable};
use crate::{
    Refused,
    after::field::zone,
    programme::bearer_of_lab,
    translation::{self, Maker},
};
use jiff::{ToSpan as _, civil::Date};
use reticolo_accounts::demo;
use reticolo_base::{Actor, Ctx, Instant, Lang, Role, Roles, id::foreign};
use reticolo_store::{Db, Vault, audit::Entry};
use std::collections::BTreeMap;
use uuid::Uuid;

const SOURCE: &str = "reticolo demo lab";

/// The id of a thing of the demonstration's Lab.
pub(super) fn id(kind: &str, key: &str) -> Uuid {
    foreign(SOURCE, kind, key)
}

/// The Lab of the demonstration.
pub fn lab() -> Uuid {
    id("lab", "puglia")
}

/// One of its three meetings, from 1.
pub fn session(number: u8) -> Uuid {
    id("session", &number.to_string())
}

/// One of its people, by her key in `data/demo/lab/people.toml`.
pub fn person(key: &str) -> Uuid {
    id("participant", key)
}

/// A number from 0 to 1 that follows from words: the same words give the same number.
pub(super) fn draw(words: &str) -> f64 {
    let bits = u32::try_from(id("draw", words).as_u128() >> 96).unwrap_or(0);
    f64::from(bits) / (f64::from(u32::MAX) + 1.0)
}

/// The stage: the database, the people, and the moment from which days are counted back.
pub(super) struct Play<'a> {
    pub db: &'a Db,
    pub vault: &'a Vault,
    pub now: Instant,
    pub people: Vec<Person>,
    codes: BTreeMap<String, String>,
}

impl<'a> Play<'a> {
    pub fn open(
        db: &'a Db,
        vault: &'a Vault,
        now: Instant,
        mut draw: impl FnMut() -> String,
    ) -> Result<Self, Unreadable> {
        let people = file::read::<People>("people.toml")?.person;
        let codes = people.iter().map(|person| (person.key.clone(), draw())).collect();
        Ok(Self { db, vault, now, people, codes })
    }

    /// The code of somebody.
    pub fn code(&self, key: &str) -> &str {
        self.codes.get(key).map_or("", String::as_str)
    }

    /// The people of a meeting, by its number.
    pub fn at_meeting(&self, number: u8) -> impl Iterator<Item = &Person> {
        let digit = char::from(b'0' + number.min(9));
        self.people.iter().filter(move |person| person.meetings.contains(digit))
    }

    /// A day, counted from today.
    pub fn date(&self, days: i64) -> Date {
        let today = self.now.day_in(&zone());
        today.checked_add(days.days()).unwrap_or(today)
    }

    /// The same, as forms have it.
    pub fn day(&self, days: i64) -> String {
        self.date(days).to_string()
    }

    /// A time of a day, counted from today.
    pub fn on(&self, days: i64, (hour, minute): (i8, i8)) -> Instant {
        let at = self.date(days).at(hour, minute, 0, 0).to_zoned(zone());
        at.map_or(self.now, |at| at.timestamp().into())
    }

    /// The facilitator acts at a moment.
    pub fn staff(&self, now: Instant) -> Ctx {
        let (id, organization) =
            (demo::member("facilitator").unwrap_or_else(Uuid::nil), demo::organization());
        let actor = Actor::Member { id, organization, roles: Roles::NONE.with(Role::Facilitator) };
        Ctx::new(now, actor, Lang::It, Uuid::nil())
    }

    /// The facilitator acts in the morning of a day.
    pub fn staff_on(&self, days: i64) -> Ctx {
        self.staff(self.on(days, (10, 0)))
    }

    /// Somebody of the people acts at a moment.
    pub fn by(&self, key: &str, now: Instant) -> Ctx {
        let lang = self.people.iter().find(|one| one.key == key).map_or(Lang::It, |one| one.lang);
        Ctx::new(now, Actor::Participant { id: person(key), lab: lab() }, lang, Uuid::nil())
    }

    /// The same, writing in this language.
    pub fn by_in(&self, key: &str, now: Instant, lang: Lang) -> Ctx {
        Ctx { lang, ..self.by(key, now) }
    }

    /// A person put something into other languages.
    pub async fn translated(
        &self,
        ctx: &Ctx,
        (entity, id): (&str, Uuid),
        source: &str,
        to: &To,
    ) -> Result<(), Refused> {
        if to.is_empty() {
            return Ok(());
        }
        let chain = crate::chain(bearer_of_lab(self.db, lab()).await?.organization);
        let mut tx = self.db.begin(ctx).await?;
        for (lang, words) in to {
            translation::put(&mut tx, (entity, id), *lang, (source, words), (Maker::Person, true)).await?;
        }
        tx.audit(Entry { chain: &chain, action: "lab.demo.translated", entity, id: Some(id), detail: "" })
            .await?;
        Ok(tx.commit().await?)
    }
}
