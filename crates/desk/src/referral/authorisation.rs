//! Her decision, per referral: to whom, which fields, until when, how she said it, who was there, what she refused. Needed
//! whatever the lawful basis is.

use super::{Command, Referral, State, capsule, draft, read::unseen, step};
use crate::{Desk, Refused, access::audit, field::Field, person};
use reticolo_base::{Actor, Instant};
use reticolo_store::{Tx, Vault, sql, vault::Class};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The version of the words that the share sheet says.
pub const NOTICE: &str = "share-sheet-1";

/// The longest time for which a yes holds, in days.
pub const MOST_DAYS: i64 = 365;

/// How she said it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Expressed {
    /// Spoken, before an operator.
    Spoken,
    /// Signed on paper.
    Signed,
    /// With her code, on her own page.
    Code,
}

impl Expressed {
    /// The ways in which an operator may write it down.
    pub const AT_DESK: [Self; 2] = [Self::Spoken, Self::Signed];

    /// The stored word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Spoken => "spoken",
            Self::Signed => "signed",
            Self::Code => "code",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Spoken, Self::Signed, Self::Code].into_iter().find(|way| way.code() == code)
    }
}

/// What she says yes to.
#[derive(Debug, Clone)]
pub struct Given {
    /// The fields that may be seen; of those on the sheet.
    pub fields: Vec<Field>,
    /// For how many days.
    pub days: i64,
    /// How she said it.
    pub expressed: Expressed,
    /// In which language the sheet was read.
    pub lang: String,
    /// Whether a mediator was there.
    pub mediator: bool,
}

/// A decision, as it was written down. A debug print tells nothing.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authorisation {
    /// To whom.
    pub receiver: String,
    /// For which need.
    pub need: String,
    /// What may be seen.
    pub fields: Vec<Field>,
    /// What was on the sheet and she refused.
    pub refused: Vec<Field>,
    /// How she said it.
    pub expressed: Expressed,
    /// In which language the sheet was read.
    pub lang: String,
    /// Whether a mediator was there.
    pub mediator: bool,
    /// The member who witnessed it.
    pub witness: Option<Uuid>,
    /// The version of the sheet's words.
    pub notice: String,
    /// When.
    pub at: Instant,
    /// Until when.
    pub until: Instant,
}

impl std::fmt::Debug for Authorisation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Authorisation")
    }
}

/// Writes down her yes and freezes the capsule: from now on it is what the other will see, and nothing else. Nothing goes out.
///
/// # Errors
/// [`Refused::NotFound`]; [`Refused::Invalid`] when a field was not on the sheet or the days are none;
/// [`Refused::Conflict`] when the sheet is not before her now, or the use of her data is restricted.
pub async fn authorise(desk: Desk<'_>, id: Uuid, referral: Uuid, given: Given) -> Result<(), Refused> {
    let found = unseen(desk, referral).await?;
    let known = desk.known(found.person).await?;
    if found.state != State::AwaitingPerson || known.restricted {
        return Err(Refused::Conflict("desk-referral-not-now"));
    }
    // Only her own code says "with her code", and it says nothing else.
    let by_herself = matches!(desk.ctx.actor, Actor::Person { .. });
    if by_herself != (given.expressed == Expressed::Code) || !(1..=MOST_DAYS).contains(&given.days) {
        return Err(Refused::Invalid("expressed", "desk-problem-expressed"));
    }
    let sheet = draft::read_content(desk, &found).await?;
    let fields = chosen(&sheet.fields, &given.fields)?;
    let record = person::read_record(desk, found.person).await?;
    let decision = decision(desk, &found, (&sheet.fields, fields), given);
    let frozen = capsule::frozen(&record, &found, &decision, &sheet.note);
    let mut tx = desk.db.begin(desk.ctx).await?;
    // The row's lock: nobody takes the sheet back into writing between her yes and its being written down.
    let lock = sql!("update referral set clock = clock where id = $1 and version = $2");
    if tx.run(lock.bind(referral).bind(found.version)).await? == 0 {
        return Err(Refused::Conflict("desk-referral-changed"));
    }
    end(&mut tx, desk.vault, referral, "ended").await?;
    write(desk, &mut tx, (id, &found, known.organization), &decision).await?;
    capsule::freeze(&mut tx, desk.vault, &found, &frozen).await?;
    audit(&mut tx, known.organization, ("desk.share.given", "referral", referral), decision.expressed.code())
        .await?;
    step::tell(&mut tx, &found).await?;
    Ok(tx.commit().await?)
}

fn decision(
    desk: Desk<'_>,
    referral: &Referral,
    (sheet, fields): (&[Field], Vec<Field>),
    given: Given,
) -> Authorisation {
    Authorisation {
        receiver: referral.receiver_name.clone(),
        need: referral.need.clone(),
        refused: sheet.iter().copied().filter(|field| !fields.contains(field)).collect(),
        fields,
        expressed: given.expressed,
        lang: given.lang,
        mediator: given.mediator,
        witness: desk.ctx.actor.member(),
        notice: NOTICE.to_owned(),
        at: desk.ctx.now,
        until: desk.ctx.now.plus_days(given.days),
    }
}

/// The fields she says yes to: of those on the sheet, the need always.
fn chosen(sheet: &[Field], said: &[Field]) -> Result<Vec<Field>, Refused> {
    if said.iter().any(|field| !sheet.contains(field)) {
        return Err(Refused::Invalid("fields", "desk-problem-fields"));
    }
    Ok(sheet.iter().copied().filter(|field| field.is_required() || said.contains(field)).collect())
}

async fn write(
    desk: Desk<'_>,
    tx: &mut Tx,
    (id, referral, organization): (Uuid, &Referral, Uuid),
    decision: &Authorisation,
) -> Result<(), Refused> {
    let plain = serde_json::to_vec(decision).unwrap_or_default();
    let record = (referral.person, Class::Case, id);
    let sealed = desk.vault.seal_record(tx, organization, record, &plain).await?;
    let insert = sql!(
        "insert into referral_authorisation (id, referral_id, person_id, state, notice, sealed, at, ends_at)
         values ($1, $2, $3, 'given', $4, $5, $6, $7)"
    );
    let insert = insert.bind(id).bind(referral.id).bind(referral.person).bind(NOTICE).bind(sealed);
    tx.run(insert.bind(decision.at).bind(decision.until)).await?;
    Ok(())
}

/// Ends what she had said yes to, and with it the capsule's key. The caller audits.
pub(super) async fn end(tx: &mut Tx, vault: &Vault, referral: Uuid, state: &str) -> Result<(), Refused> {
    let now = tx.ctx().now;
    let set = sql!(
        "update referral_authorisation set state = $2, ended_at = $3 where referral_id = $1 and state = 'given'"
    );
    tx.run(set.bind(referral).bind(state).bind(now)).await?;
    tx.run(sql!("update referral set capsule = null where id = $1").bind(referral)).await?;
    vault.destroy_shared(tx, referral).await?;
    Ok(())
}

/// Whether a yes holds now, and until when.
pub(super) async fn holds(desk: Desk<'_>, referral: Uuid) -> Result<Option<Instant>, Refused> {
    let find = sql!(
        "select ends_at from referral_authorisation where referral_id = $1 and state = 'given' and ends_at > $2"
    );
    let row = desk.db.row(find.bind(referral).bind(desk.ctx.now)).await?;
    row.map(|row| row.get(0)).transpose().map_err(Refused::from)
}

/// Her decision about a referral, for her own organisation and for herself: the newest, and whether it still holds.
///
/// # Errors
/// [`Refused::NotFound`] when the actor is neither.
pub async fn authorisation_of(
    desk: Desk<'_>,
    referral: &Referral,
) -> Result<Option<(Authorisation, bool)>, Refused> {
    desk.known(referral.person).await?;
    let find = sql!(
        "select id, state, ends_at, sealed from referral_authorisation where referral_id = $1
         order by case state when 'given' then 0 else 1 end, at desc limit 1"
    );
    let Some(row) = desk.db.row(find.bind(referral.id)).await? else { return Ok(None) };
    let Some(sealed) = row.get::<Option<Vec<u8>>>(3)? else { return Ok(None) };
    let record = (referral.person, Class::Case, row.get(0)?);
    let opened = desk.vault.open_record(desk.db, record, &sealed).await?;
    let decision = opened.and_then(|plain| serde_json::from_slice(&plain).ok());
    let holds = row.get::<String>(1)? == "given" && row.get::<Instant>(2)? > desk.ctx.now;
    Ok(decision.map(|decision| (decision, holds)))
}

/// She says no to the sheet: it goes back to writing, and the no is written down.
///
/// # Errors
/// [`Refused::NotFound`], or [`Refused::Conflict`] when the sheet is not before her now.
pub(super) async fn refuse(desk: Desk<'_>, id: Uuid, command: Command) -> Result<i64, Refused> {
    let found = unseen(desk, command.referral).await?;
    let known = desk.known(found.person).await?;
    let begun = step::begin(desk, command, super::Move::Rewrite).await?;
    let step::Begun::Now(mut step) = begun else { return Ok(command.version) };
    end(&mut step.tx, desk.vault, command.referral, "ended").await?;
    let insert = sql!(
        "insert into referral_authorisation (id, referral_id, person_id, state, notice, at, ends_at, ended_at)
         values ($1, $2, $3, 'refused', $4, $5, $5, $5)"
    );
    let insert = insert.bind(id).bind(found.id).bind(found.person).bind(NOTICE);
    step.tx.run(insert.bind(desk.ctx.now)).await?;
    audit(&mut step.tx, known.organization, ("desk.share.refused", "referral", found.id), "").await?;
    step.detail(if matches!(desk.ctx.actor, Actor::Person { .. }) { "refused-by-code" } else { "refused" });
    step.finish().await
}
