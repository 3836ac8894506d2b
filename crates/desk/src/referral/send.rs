//! The share sheet, and sending.

use super::{
    Command, Move, Referral, State,
    authorisation::{self, Given},
    draft,
    read::unseen,
    step::{self, Begun},
};
use crate::{Desk, Refused, field::Field, person};
use reticolo_base::{Actor, Instant, Lang};
use reticolo_store::sql;
use uuid::Uuid;

/// One line of the share sheet.
#[derive(Debug, Clone)]
pub struct Line {
    /// The field.
    pub field: Field,
    /// Exactly what the other would see.
    pub values: Vec<String>,
    /// Whether it is on the sheet.
    pub chosen: bool,
}

/// The share sheet: exactly what the other would see.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The referral.
    pub referral: Referral,
    /// Every field of which something is known, the smallest first.
    pub lines: Vec<Line>,
    /// The words for the receiver.
    pub note: String,
    /// The language in which she reads.
    pub lang: Lang,
    /// Whether she said yes already, and until when that holds.
    pub given_until: Option<Instant>,
}

/// The share sheet of a referral that has not gone out, for her and for the operator beside her.
///
/// # Errors
/// [`Refused::NotFound`] when there is none for the actor.
pub async fn preview(desk: Desk<'_>, referral: Uuid) -> Result<Preview, Refused> {
    let found = unseen(desk, referral).await?;
    let known = desk.known(found.person).await?;
    // She sees a sheet once it was shown to her, not while it is being written.
    let unfinished = found.state == State::Draft && matches!(desk.ctx.actor, Actor::Person { .. });
    if found.state.has_left() || unfinished {
        return Err(Refused::NotFound);
    }
    let record = person::read_record(desk, found.person).await?;
    let content = draft::read_content(desk, &found).await?;
    let lines = Field::ALL
        .into_iter()
        .map(|field| Line {
            field,
            values: field.value(&record, &found.need, &content.note),
            chosen: content.fields.contains(&field),
        })
        .filter(|line| !line.values.is_empty())
        .collect();
    let given_until = authorisation::holds(desk, referral).await?;
    desk.looked(known.organization, "desk.share.read", "referral", referral).await?;
    let lang = draft::page_language(&record.contact.languages);
    Ok(Preview { referral: found, lines, note: content.note, lang, given_until })
}

/// Shows the sheet to her: from now on her answer is awaited.
///
/// # Errors
/// [`Refused::NotFound`], or [`Refused::Conflict`] when it is no draft or changed meanwhile.
pub async fn show(desk: Desk<'_>, command: Command) -> Result<i64, Refused> {
    match step::begin(desk, command, Move::Show).await? {
        Begun::Before => Ok(command.version + 1),
        Begun::Now(step) => step.finish().await,
    }
}

/// She says no to the sheet.
///
/// # Errors
/// [`Refused::NotFound`], or [`Refused::Conflict`] when the sheet is not before her now.
pub async fn refuse_share(desk: Desk<'_>, id: Uuid, command: Command) -> Result<i64, Refused> {
    authorisation::refuse(desk, id, command).await
}

/// Sends it: her yes covers it, now. With `given`, her yes is written down first.
///
/// # Errors
/// [`Refused::NotFound`]; [`Refused::Unauthorised`] without a yes that holds; [`Refused::Invalid`] when the yes is not as it
/// must be; [`Refused::Conflict`] when the sheet was not shown, or it moved meanwhile.
pub async fn send(desk: Desk<'_>, command: Command, given: Option<(Uuid, Given)>) -> Result<i64, Refused> {
    let found = unseen(desk, command.referral).await?;
    desk.at_desk()?;
    let known = desk.known(found.person).await?;
    if known.restricted {
        return Err(Refused::Conflict("desk-person-restricted"));
    }
    if let Some((id, given)) = given.filter(|_| found.version == command.version) {
        authorisation::authorise(desk, id, command.referral, given).await?;
    }
    let covered = authorisation::holds(desk, command.referral).await?;
    match step::begin(desk, command, Move::Send).await? {
        Begun::Before => Ok(command.version + 1),
        Begun::Now(_) if covered.is_none() => Err(Refused::Unauthorised("desk-referral-no-yes")),
        Begun::Now(mut step) => {
            let now = desk.ctx.now;
            let both: Vec<Uuid> = [Some(found.sender), found.receiver].into_iter().flatten().collect();
            desk.vault.share(&mut step.tx, found.id, &both).await?;
            step.tx
                .run(sql!("update referral set sent_at = $2 where id = $1").bind(found.id).bind(now))
                .await?;
            // Article 14: who gets her data from others tells her within a month.
            super::receipt::wanted(&mut step.tx, (found.id, found.receiver), "notice", now.plus_days(30))
                .await?;
            if let Some(case) = found.case {
                let active = sql!(
                    "update desk_case set state = 'active', version = version + 1
                     where id = $1 and state in ('intake', 'assessed', 'planned')"
                );
                step.tx.run(active.bind(case)).await?;
            }
            step.finish().await
        }
    }
}
