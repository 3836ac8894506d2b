//! Writing down a person: new, changed, reserved.

use super::{Channel, LINE_CHARS, Record, token};
use crate::{Desk, Refused, access::audit};
use reticolo_base::folding::one_line;
use reticolo_store::{Tx, sql, vault::Class};
use uuid::Uuid;

/// Writes down a new person of the actor's organisation and opens her first case.
///
/// # Errors
/// [`Refused::NotFound`] when the actor works at no desk, [`Refused::Invalid`] at the field that is not as it must be.
pub async fn add(desk: Desk<'_>, (person, case): (Uuid, Uuid), record: Record) -> Result<(), Refused> {
    let organization = desk.at_desk()?;
    let record = checked(record)?;
    let mut tx = desk.db.begin(desk.ctx).await?;
    let now = desk.ctx.now;
    let insert = sql!(
        "insert into desk_person (id, organization_id, reserved, hold, made_by, made_at, changed_at, version)
         values ($1, $2, false, '', $3, $4, $4, 1)"
    );
    tx.run(insert.bind(person).bind(organization).bind(desk.ctx.actor.member()).bind(now)).await?;
    let pseudonym = Uuid::new_v4();
    let sealed = desk.vault.seal(&mut tx, organization, person, Class::Case, pseudonym.as_bytes()).await?;
    tx.run(sql!("update desk_person set pseudonym = $2 where id = $1").bind(person).bind(sealed)).await?;
    write(desk, &mut tx, (person, organization), &record).await?;
    crate::case::begin(&mut tx, (case, person, organization)).await?;
    audit(&mut tx, organization, ("desk.person.added", "person", pseudonym), "").await?;
    Ok(tx.commit().await?)
}

/// Changes what is known of a person. `version` is the one that was shown.
///
/// # Errors
/// [`Refused::NotFound`], [`Refused::Invalid`] at a field, [`Refused::Conflict`] when a colleague changed her meanwhile or
/// the use of her data is restricted.
pub async fn change(desk: Desk<'_>, person: Uuid, version: i64, record: Record) -> Result<(), Refused> {
    desk.at_desk()?;
    let known = desk.known(person).await?;
    if known.restricted {
        return Err(Refused::Conflict("desk-person-restricted"));
    }
    let record = checked(record)?;
    let mut tx = desk.db.begin(desk.ctx).await?;
    let touch =
        sql!("update desk_person set version = version + 1, changed_at = $3 where id = $1 and version = $2");
    if tx.run(touch.bind(person).bind(version).bind(desk.ctx.now)).await? == 0 {
        return Err(Refused::Conflict("desk-person-changed"));
    }
    write(desk, &mut tx, (person, known.organization), &record).await?;
    corrected(&mut tx, person, desk.ctx.now).await?;
    audit(&mut tx, known.organization, ("desk.person.changed", "person", known.pseudonym), "").await?;
    Ok(tx.commit().await?)
}

/// Reserves a person to the colleagues who are named, or opens her to the whole desk again. Whoever reserves is named.
///
/// # Errors
/// [`Refused::NotFound`] when the person or a colleague is none, or not of this organisation.
pub async fn reserve(desk: Desk<'_>, person: Uuid, reserved: bool, named: &[Uuid]) -> Result<(), Refused> {
    desk.at_desk()?;
    let known = desk.known(person).await?;
    let own = desk.ctx.actor.member();
    let mut tx = desk.db.begin(desk.ctx).await?;
    let set = sql!("update desk_person set reserved = $2 where id = $1");
    tx.run(set.bind(person).bind(reserved)).await?;
    tx.run(sql!("delete from desk_named where person_id = $1").bind(person)).await?;
    for member in named.iter().copied().chain(own).filter(|_| reserved) {
        let insert = sql!(
            "insert into desk_named (person_id, member_id)
             select $1, id from member where id = $2 and organization_id = $3 and ended_at is null
             on conflict (person_id, member_id) do nothing"
        );
        tx.run(insert.bind(person).bind(member).bind(known.organization)).await?;
    }
    let act = if reserved { "desk.person.reserved" } else { "desk.person.opened" };
    audit(&mut tx, known.organization, (act, "person", known.pseudonym), "").await?;
    Ok(tx.commit().await?)
}

/// Seals the three classes and renews the tokens.
async fn write(
    desk: Desk<'_>,
    tx: &mut Tx,
    (person, organization): (Uuid, Uuid),
    record: &Record,
) -> Result<(), Refused> {
    let json = |value: serde_json::Result<Vec<u8>>| value.map_err(|_| Refused::Invalid("", "refusal-store"));
    let identity = json(serde_json::to_vec(&record.identity))?;
    let contact = json(serde_json::to_vec(&record.contact))?;
    let life = json(serde_json::to_vec(&record.circumstances))?;
    let vault = desk.vault;
    let identity = vault.seal(tx, organization, person, Class::Identity, &identity).await?;
    let contact = vault.seal(tx, organization, person, Class::Contact, &contact).await?;
    let life = vault.seal(tx, organization, person, Class::Case, &life).await?;
    let set = sql!("update desk_person set identity = $2, contact = $3, circumstances = $4 where id = $1");
    tx.run(set.bind(person).bind(identity).bind(contact).bind(life)).await?;
    tx.run(sql!("delete from desk_token where person_id = $1").bind(person)).await?;
    for (token, kind) in token::of(vault, organization, record) {
        let insert = sql!(
            "insert into desk_token (organization_id, token, person_id, kind) values ($1, $2, $3, $4)
             on conflict (organization_id, token, person_id) do nothing"
        );
        tx.run(insert.bind(organization).bind(token).bind(person).bind(kind.code())).await?;
    }
    Ok(())
}

/// A rectification travels: every receiver who was shown something gets a task to take note of it.
async fn corrected(tx: &mut Tx, person: Uuid, now: reticolo_base::Instant) -> Result<(), Refused> {
    let find = sql!(
        "select id, receiver_id from referral
         where person_id = $1 and sent_at is not null and state in ('sent', 'seen', 'info_requested', 'accepted',
            'waitlisted', 'in_progress')"
    );
    for row in tx.rows(find.bind(person)).await? {
        crate::referral::receipt(tx, (row.get(0)?, row.get(1)?), "rectification", now).await?;
    }
    Ok(())
}

/// What was typed, in one line each; what cannot be is refused at its field.
fn checked(mut record: Record) -> Result<Record, Refused> {
    let line = |text: &mut String| *text = one_line(text, LINE_CHARS);
    let who = &mut record.identity;
    for text in
        [&mut who.call_name, &mut who.given_name, &mut who.family_name, &mut who.birth, &mut who.citizenship]
    {
        line(text);
    }
    let contact = &mut record.contact;
    for text in [&mut contact.phone, &mut contact.email, &mut contact.other, &mut contact.care] {
        line(text);
    }
    let life = &mut record.circumstances;
    for text in [&mut life.household, &mut life.access, &mut life.opinion, &mut life.order] {
        line(text);
    }
    if record.identity.call_name.is_empty() {
        return Err(Refused::Invalid("call_name", "desk-problem-call-name"));
    }
    if !is_birth(&record.identity.birth) {
        return Err(Refused::Invalid("birth", "desk-problem-birth"));
    }
    reachable(&record)?;
    Ok(record)
}

/// A way that is called safe must be there.
fn reachable(record: &Record) -> Result<(), Refused> {
    let contact = &record.contact;
    let digits = contact.phone.chars().filter(char::is_ascii_digit).count();
    if !contact.phone.is_empty() && digits < 6 {
        return Err(Refused::Invalid("phone", "desk-problem-phone"));
    }
    if !contact.email.is_empty() && reticolo_accounts::Email::parse(&contact.email).is_err() {
        return Err(Refused::Invalid("email", "desk-problem-email"));
    }
    for channel in contact.safe.iter().chain(&contact.reminders) {
        let (there, field) = match channel {
            Channel::Call | Channel::Message => (!contact.phone.is_empty(), "phone"),
            Channel::Mail => (!contact.email.is_empty(), "email"),
            Channel::Other => (!contact.other.is_empty(), "other"),
        };
        if !there {
            return Err(Refused::Invalid(field, "desk-problem-safe"));
        }
    }
    if contact.reminders.is_some_and(|channel| !contact.safe.contains(&channel)) {
        return Err(Refused::Invalid("reminders", "desk-problem-reminders"));
    }
    Ok(())
}

/// A year, a month or a day, or nothing.
fn is_birth(text: &str) -> bool {
    let year = |text: &str| text.len() == 4 && text.parse::<u16>().is_ok_and(|y| (1900..=2100).contains(&y));
    let month = |text: &str| format!("{text}-01").parse::<jiff::civil::Date>().is_ok() && text.len() == 7;
    text.is_empty() || year(text) || month(text) || text.parse::<jiff::civil::Date>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(change: impl FnOnce(&mut Record)) -> Record {
        let mut record = Record::default();
        record.identity.call_name = "Amina".into();
        change(&mut record);
        record
    }

    fn field(record: Record) -> &'static str {
        match checked(record) {
            Err(Refused::Invalid(field, _)) => field,
            _ => "",
        }
    }

    #[test]
    fn nothing_is_required_but_what_to_call_her() {
        assert_eq!(field(record(|_| {})), "");
        assert_eq!(field(Record::default()), "call_name");
        assert_eq!(field(record(|r| r.identity.call_name = " \u{202e} ".into())), "call_name");
    }

    #[test]
    fn a_birth_is_a_day_or_less() {
        for good in ["", "1990", "1990-05", "1990-05-01"] {
            assert_eq!(field(record(|r| r.identity.birth = good.into())), "", "{good}");
        }
        for bad in ["90", "1990-13", "1990-02-30", "yesterday", "3000"] {
            assert_eq!(field(record(|r| r.identity.birth = bad.into())), "birth", "{bad}");
        }
    }

    #[test]
    fn a_safe_way_is_one_that_there_is() {
        assert_eq!(field(record(|r| r.contact.safe = vec![Channel::Call])), "phone");
        assert_eq!(field(record(|r| r.contact.email = "no address".into())), "email");
        let unsafe_reminder = record(|r| {
            r.contact.phone = "333 000 0101".into();
            r.contact.reminders = Some(Channel::Message);
        });
        assert_eq!(field(unsafe_reminder), "reminders");
    }
}
