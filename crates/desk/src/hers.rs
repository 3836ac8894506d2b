//! Her own page: what is happening, who knows what about her, who looked. She comes with her code and sees her own, and
//! nothing that workers write among themselves.

use crate::{
    Desk, Refused,
    case::{self, Step},
    person::{self, Channel},
    referral::{self, Capsule, Event, Referral, State},
    together::message::{self, Message},
};
use reticolo_base::{Actor, Instant};
use reticolo_store::{sql, vault::Class};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A request to an organisation, as she sees it.
#[derive(Debug, Clone)]
pub struct Request {
    /// The referral.
    pub referral: Referral,
    /// What happened, oldest first; looks and inner steps left out.
    pub events: Vec<Event>,
    /// What the other sees, or saw; `None` when nothing was shown.
    pub shown: Option<Capsule>,
    /// Whether the other can still read it.
    pub readable: bool,
    /// What was written with her.
    pub messages: Vec<Message>,
    /// Whether the receiver took note of a withdrawal.
    pub withdrawal_noted: Option<bool>,
}

/// Somebody looked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// When.
    pub at: Instant,
    /// Which organisation.
    pub organization: String,
    /// What was done: the last part of a text's key, such as `person-read`.
    pub what: String,
}

/// Her own page.
#[derive(Debug, Clone)]
pub struct Page {
    /// What to call her.
    pub call_name: String,
    /// The organisation that answers for her data.
    pub organization: String,
    /// Her requests, the newest first.
    pub requests: Vec<Request>,
    /// The plan of what is open, in order.
    pub steps: Vec<Step>,
    /// Who looked, the newest first.
    pub looks: Vec<Look>,
    /// On which way she is reminded.
    pub reminders: Option<Channel>,
    /// Which ways are safe.
    pub safe: Vec<Channel>,
}

/// Her own page, for herself.
///
/// # Errors
/// [`Refused::NotFound`] when the actor is no person.
pub async fn page(desk: Desk<'_>) -> Result<Page, Refused> {
    let Actor::Person { id } = desk.ctx.actor else { return Err(Refused::NotFound) };
    let known = desk.known(id).await?;
    let record = person::read_record(desk, id).await?;
    let find = sql!("select name from account_organization where id = $1").bind(known.organization);
    let organization = desk.db.row(find).await?.map_or(Ok(String::new()), |row| row.get(0))?;
    let mut requests = Vec::new();
    for referral in referral::of_person(desk, id).await? {
        if referral.state != State::Draft && referral.state != State::EnteredInError {
            requests.push(request(desk, referral).await?);
        }
    }
    let mut steps = Vec::new();
    for case in case::of_person(desk, id).await? {
        if case.state != case::State::Closed {
            steps.extend(case::steps(desk, case.id).await?);
        }
    }
    let looks = looks(desk, id, known.pseudonym).await?;
    Ok(Page {
        call_name: record.identity.call_name,
        organization,
        requests,
        steps,
        looks,
        reminders: record.contact.reminders,
        safe: record.contact.safe,
    })
}

async fn request(desk: Desk<'_>, referral: Referral) -> Result<Request, Refused> {
    let events = referral::events(desk, &referral).await?;
    let inner = ["write", "escalated", "reminded", "warned", "asked", "flagged"];
    let events = events.into_iter().filter(|event| !inner.contains(&event.made.as_str())).collect();
    let shown = referral::capsule_for_person(desk, &referral).await?;
    let held = sql!("select 1 from vault_shared where thing = $1 and holder <> $2");
    let others = desk.db.row(held.bind(referral.id).bind(referral.sender)).await?.is_some();
    let inside = referral.receiver == Some(referral.sender);
    let in_time = shown.as_ref().is_some_and(|capsule| capsule.until > desk.ctx.now);
    let noted =
        sql!("select taken_at from referral_receipt where referral_id = $1 and kind = 'withdrawal' limit 1");
    let noted = desk.db.row(noted.bind(referral.id)).await?;
    let withdrawal_noted = noted.map(|row| row.get::<Option<Instant>>(0)).transpose()?.map(|at| at.is_some());
    let messages = message::thread(desk, &referral).await?;
    let readable = (others || inside) && in_time && referral.sent_at.is_some();
    Ok(Request { referral, events, shown, readable, messages, withdrawal_noted })
}

/// Who looked at her, or at one of her requests: organisations, never names.
async fn looks(desk: Desk<'_>, person: Uuid, pseudonym: Uuid) -> Result<Vec<Look>, Refused> {
    let find = sql!(
        "select a.at, a.chain, a.action from audit a
         where (a.entity_id = $1 or a.entity_id in (select id from referral where person_id = $2))
           and a.actor like 'member:%'
           and a.action in ('desk.person.read', 'desk.case.read', 'desk.capsule.read', 'desk.person.exported', 'desk.share.read')
         order by a.at desc limit 100"
    );
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for row in desk.db.rows(sql!("select id, name from account_organization")).await? {
        names.insert(crate::chain(row.get(0)?), row.get(1)?);
    }
    let mut looks: Vec<Look> = Vec::new();
    for row in desk.db.rows(find.bind(pseudonym).bind(person)).await? {
        let action: String = row.get(2)?;
        let what = action.trim_start_matches("desk.").replace('.', "-");
        let organization = names.get(&row.get::<String>(1)?).cloned().unwrap_or_default();
        looks.push(Look { at: row.get(0)?, organization, what });
    }
    // Ten looks of one hour are one line for her.
    looks.dedup_by(|later, kept| {
        later.organization == kept.organization
            && later.what == kept.what
            && kept.at.0 - later.at.0 < 3_600_000_000
    });
    Ok(looks)
}

/// She chooses whether and how she is reminded; only a way that she called safe.
///
/// # Errors
/// [`Refused::NotFound`] when the actor is no person, [`Refused::Invalid`] when the way is not safe.
pub async fn remind(desk: Desk<'_>, channel: Option<Channel>) -> Result<(), Refused> {
    let Actor::Person { id } = desk.ctx.actor else { return Err(Refused::NotFound) };
    let known = desk.known(id).await?;
    let mut contact = person::contact(desk, id).await?;
    if channel.is_some_and(|channel| !contact.safe.contains(&channel)) {
        return Err(Refused::Invalid("reminders", "desk-problem-reminders"));
    }
    contact.reminders = channel;
    let mut tx = desk.db.begin(desk.ctx).await?;
    let plain = serde_json::to_vec(&contact).unwrap_or_default();
    let sealed = desk.vault.seal(&mut tx, known.organization, id, Class::Contact, &plain).await?;
    let set =
        sql!("update desk_person set contact = $2, version = version + 1 where id = $1 and version = $3");
    if tx.run(set.bind(id).bind(sealed).bind(known.version)).await? == 0 {
        return Err(Refused::Conflict("desk-person-changed"));
    }
    let entry = ("desk.person.reminders", "person", known.pseudonym);
    crate::access::audit(&mut tx, known.organization, entry, "").await?;
    Ok(tx.commit().await?)
}
