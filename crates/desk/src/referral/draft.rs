//! Writing a referral, before anything is shown to anybody.

use super::{Clock, Command, Move, Priority, Referral, State, read::unseen, state::Side, step};
use crate::{Desk, Refused, access::audit, field::Field};
use reticolo_base::{Lang, folding::lines};
use reticolo_directory::{book, reference::Reference};
use reticolo_store::{sql, vault::Class};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The longest note to a receiver, in characters.
pub const NOTE_CHARS: usize = 600;

/// To whom it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The service in the directory; `None` for colleagues of the same organisation.
    pub service: Option<Uuid>,
    /// The organisation, where it has accounts here.
    pub receiver: Option<Uuid>,
    /// Its name.
    pub name: String,
}

/// A referral to be written.
#[derive(Debug, Clone)]
pub struct Draft<'a> {
    /// The person.
    pub person: Uuid,
    /// The case.
    pub case: Option<Uuid>,
    /// The referral that was refused or is handed on.
    pub parent: Option<Uuid>,
    /// To whom.
    pub target: Target,
    /// The code of the need.
    pub need: &'a str,
    /// How soon.
    pub priority: Priority,
    /// What is to be shown; the need always is.
    pub fields: &'a [Field],
    /// A few words for the receiver.
    pub note: &'a str,
}

/// What is sealed of a draft.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Content {
    pub(super) fields: Vec<Field>,
    pub(super) note: String,
}

/// To whom a referral to a service of the directory goes.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such service.
pub async fn target_of(desk: Desk<'_>, service: Uuid) -> Result<Target, Refused> {
    let card = book::card(desk.db, service).await?.ok_or(Refused::NotFound)?;
    let organization = card.organization.as_ref();
    let found = match organization.and_then(|organization| organization.id.parse::<Uuid>().ok()) {
        Some(organization) => {
            let find =
                sql!("select id, name from account_organization where directory_id = $1 and left_at is null");
            desk.db.row(find.bind(organization)).await?
        }
        None => None,
    };
    let name = match (&found, organization) {
        (Some(row), _) => row.get::<Option<String>>(1)?,
        (None, Some(organization)) => organization.name.clone(),
        (None, None) => card.service.name.clone(),
    }
    .unwrap_or_default();
    let receiver = found.map(|row| row.get(0)).transpose()?;
    Ok(Target { service: Some(service), receiver, name })
}

/// Writes a draft: nothing leaves, nobody else sees it.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such person for the actor, [`Refused::Invalid`] when the need is none,
/// [`Refused::Conflict`] while the use of her data is restricted.
pub async fn draft(desk: Desk<'_>, id: Uuid, draft: Draft<'_>) -> Result<(), Refused> {
    desk.at_desk()?;
    let known = desk.known(draft.person).await?;
    if known.restricted {
        return Err(Refused::Conflict("desk-person-restricted"));
    }
    if Reference::get().need(draft.need).is_none() {
        return Err(Refused::Invalid("need", "desk-problem-need"));
    }
    belongs(desk, &draft).await?;
    let content = content(draft.fields, draft.note);
    let mut tx = desk.db.begin(desk.ctx).await?;
    let plain = serde_json::to_vec(&content).unwrap_or_default();
    let record = (draft.person, Class::Case, id);
    let sealed = desk.vault.seal_record(&mut tx, known.organization, record, &plain).await?;
    let now = desk.ctx.now;
    let due = super::Calendar::default().due(Clock::Finish, now, draft.priority, None);
    let insert = sql!(
        "insert into referral (id, person_id, case_id, parent_id, sender_id, sender_member, receiver_id, receiver_name,
            service_id, need, priority, state, reason, denied_by, outcome, helped, clock, due_at, step, flagged, details,
            made_at, changed_at, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'draft', '', '', '', '', 'finish', $12, 0, false, $13,
            $14, $14, 1)"
    );
    let insert =
        insert.bind(id).bind(draft.person).bind(draft.case).bind(draft.parent).bind(known.organization);
    let insert = insert.bind(desk.ctx.actor.member()).bind(draft.target.receiver).bind(&draft.target.name);
    let insert = insert.bind(draft.target.service).bind(draft.need).bind(draft.priority.code()).bind(due);
    tx.run(insert.bind(sealed).bind(now)).await?;
    let happened = (Side::Sender, Some(known.organization), "write", State::Draft);
    step::write_event(&mut tx, id, happened, ("", Uuid::now_v7())).await?;
    step::plan(&mut tx, id, due).await?;
    audit(&mut tx, known.organization, ("desk.referral.written", "referral", id), "").await?;
    Ok(tx.commit().await?)
}

/// The case and the referral before it are of the same person; those of others are *not found*.
async fn belongs(desk: Desk<'_>, draft: &Draft<'_>) -> Result<(), Refused> {
    let hers = [
        (draft.case, sql!("select 1 from desk_case where id = $1 and person_id = $2")),
        (draft.parent, sql!("select 1 from referral where id = $1 and person_id = $2")),
    ];
    for (id, find) in hers {
        if let Some(id) = id {
            desk.db.row(find.bind(id).bind(draft.person)).await?.ok_or(Refused::NotFound)?;
        }
    }
    Ok(())
}

/// Writes a draft anew: other fields, other words.
///
/// # Errors
/// [`Refused::NotFound`], or [`Refused::Conflict`] when it is no draft any more.
pub async fn rewrite(
    desk: Desk<'_>,
    command: Command,
    (fields, note, priority): (&[Field], &str, Priority),
) -> Result<i64, Refused> {
    desk.at_desk()?;
    let found = unseen(desk, command.referral).await?;
    let known = desk.known(found.person).await?;
    if found.state != State::Draft {
        return Err(Refused::Conflict("desk-referral-not-now"));
    }
    let plain = serde_json::to_vec(&content(fields, note)).unwrap_or_default();
    let mut tx = desk.db.begin(desk.ctx).await?;
    let record = (found.person, Class::Case, found.id);
    let sealed = desk.vault.seal_record(&mut tx, known.organization, record, &plain).await?;
    let set = sql!(
        "update referral set details = $3, priority = $4, changed_at = $5, version = version + 1
         where id = $1 and version = $2 and state = 'draft'"
    );
    let set = set.bind(found.id).bind(command.version).bind(sealed).bind(priority.code());
    if tx.run(set.bind(desk.ctx.now)).await? == 0 {
        return Err(Refused::Conflict("desk-referral-changed"));
    }
    audit(&mut tx, known.organization, ("desk.referral.rewritten", "referral", found.id), "").await?;
    tx.commit().await?;
    Ok(command.version + 1)
}

/// Throws a draft away, or takes the sheet that was shown back into writing.
///
/// # Errors
/// [`Refused::NotFound`], or [`Refused::Conflict`] when it went out already.
pub async fn discard(desk: Desk<'_>, command: Command) -> Result<(), Refused> {
    desk.at_desk()?;
    let found = unseen(desk, command.referral).await?;
    let known = desk.known(found.person).await?;
    if found.state.has_left() {
        return Err(Refused::Conflict("desk-referral-not-now"));
    }
    let mut tx = desk.db.begin(desk.ctx).await?;
    delete(&mut tx, desk.vault, &found).await?;
    audit(&mut tx, known.organization, ("desk.referral.discarded", "referral", found.id), "").await?;
    Ok(tx.commit().await?)
}

/// Deletes what never went out. The caller audits.
pub(super) async fn delete(
    tx: &mut reticolo_store::Tx,
    vault: &reticolo_store::Vault,
    referral: &Referral,
) -> Result<(), Refused> {
    vault.destroy_shared(tx, referral.id).await?;
    for forget in [
        sql!("delete from referral_next where referral_id = $1 or next_id = $1"),
        sql!("delete from referral_authorisation where referral_id = $1"),
        sql!("delete from referral_event where referral_id = $1"),
        sql!("update desk_step set referral_id = null where referral_id = $1"),
        sql!("delete from referral where id = $1"),
    ] {
        tx.run(forget.bind(referral.id)).await?;
    }
    Ok(())
}

/// The smallest fields first, each once, the need always.
fn content(fields: &[Field], note: &str) -> Content {
    let note = lines(note, NOTE_CHARS);
    let wanted = |field: &Field| field.is_required() || fields.contains(field);
    let fields =
        Field::ALL.into_iter().filter(wanted).filter(|field| *field != Field::Note || !note.is_empty());
    Content { fields: fields.collect(), note }
}

/// What is sealed of a referral's draft.
pub(super) async fn read_content(desk: Desk<'_>, referral: &Referral) -> Result<Content, Refused> {
    let find = sql!("select details from referral where id = $1").bind(referral.id);
    let sealed: Option<Vec<u8>> = desk.db.row(find).await?.map_or(Ok(None), |row| row.get(0))?;
    let Some(sealed) = sealed else { return Ok(Content::default()) };
    let opened =
        desk.vault.open_record(desk.db, (referral.person, Class::Case, referral.id), &sealed).await?;
    Ok(opened.and_then(|plain| serde_json::from_slice(&plain).ok()).unwrap_or_default())
}

/// Takes the sheet that was shown back into writing; what she had said yes to holds no more.
///
/// # Errors
/// [`Refused::NotFound`], or [`Refused::Conflict`] when the sheet is not before her now.
pub async fn take_back(desk: Desk<'_>, command: Command) -> Result<i64, Refused> {
    desk.at_desk()?;
    let begun = step::begin(desk, command, Move::Rewrite).await?;
    let step::Begun::Now(mut step) = begun else { return Ok(command.version) };
    super::authorisation::end(&mut step.tx, desk.vault, command.referral, "ended").await?;
    step.finish().await
}

/// The languages of her pages, the one she prefers first where it is one of them.
pub(super) fn page_language(languages: &[String]) -> Lang {
    languages.iter().find_map(|code| Lang::negotiate(code)).unwrap_or(Lang::It)
}
