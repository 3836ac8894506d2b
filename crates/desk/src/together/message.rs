//! Threads beside a referral: one between the workers, which she does not read, and one with her. Sealed by the key that both
//! organisations hold; who lost the key reads no more.

use crate::{
    Desk, Refused,
    access::audit,
    referral::{Referral, Seat, Side, authorised_seat, tell_both},
};
use reticolo_base::{Actor, Instant, folding::lines};
use reticolo_store::{Tx, sql};
use uuid::Uuid;

/// The longest message, in characters.
pub const MESSAGE_CHARS: usize = 2_000;

/// Who reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// The workers of both organisations.
    Workers,
    /// They and the person.
    Person,
}

impl Audience {
    /// The stored word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Workers => "workers",
            Self::Person => "person",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Workers, Self::Person].into_iter().find(|audience| audience.code() == code)
    }
}

/// A message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Its id.
    pub id: Uuid,
    /// Who reads it.
    pub audience: Audience,
    /// From which side.
    pub side: Side,
    /// The worker who wrote it, by name; empty for the person and for whoever came by a link.
    pub author: String,
    /// When.
    pub at: Instant,
    /// What.
    pub words: String,
}

/// Writes a message. The person writes in her own thread only.
///
/// # Errors
/// [`Refused::NotFound`]; [`Refused::Invalid`] without words; [`Refused::Conflict`] when nobody on the other side can read it.
pub async fn send(
    desk: Desk<'_>,
    id: Uuid,
    referral: Uuid,
    (audience, words): (Audience, &str),
) -> Result<(), Refused> {
    let (found, seat) = authorised_seat(desk, referral).await?;
    if words.trim().is_empty() {
        return Err(Refused::Invalid("words", "desk-problem-words"));
    }
    if !found.state.has_left() {
        return Err(Refused::Conflict("desk-referral-not-now"));
    }
    let audience = if seat.side == Side::Person { Audience::Person } else { audience };
    let mut tx = desk.db.begin(desk.ctx).await?;
    write(desk, &mut tx, (id, &found), (audience, seat.side), words).await?;
    let chain = seat.organization.unwrap_or(found.sender);
    audit(&mut tx, chain, ("desk.message.written", "referral", referral), audience.code()).await?;
    tell_both(&mut tx, &found).await?;
    Ok(tx.commit().await?)
}

/// Writes a message in an open transaction. The caller audits and tells.
pub(crate) async fn write(
    desk: Desk<'_>,
    tx: &mut Tx,
    (id, referral): (Uuid, &Referral),
    (audience, side): (Audience, Side),
    words: &str,
) -> Result<(), Refused> {
    let words = lines(words, MESSAGE_CHARS);
    let own = desk.ctx.actor.organization().filter(|own| Some(*own) == referral.receiver);
    let holder = own.filter(|_| side == Side::Receiver).unwrap_or(referral.sender);
    let sealed = desk.vault.seal_shared(tx, (referral.id, holder), id, words.as_bytes()).await;
    let sealed = sealed.map_err(|failure| match failure {
        reticolo_store::Failure::Shredded => Refused::Conflict("desk-referral-not-now"),
        other => Refused::Store(other),
    })?;
    let insert = sql!(
        "insert into referral_message (id, referral_id, audience, side, member_id, at, sealed)
         values ($1, $2, $3, $4, $5, $6, $7)"
    );
    let insert = insert.bind(id).bind(referral.id).bind(audience.code()).bind(side.code());
    tx.run(insert.bind(desk.ctx.actor.member()).bind(desk.ctx.now).bind(sealed)).await?;
    Ok(())
}

/// The messages that the actor's side may read, oldest first: the person hers, the workers both threads.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such referral for the actor.
pub async fn thread(desk: Desk<'_>, referral: &Referral) -> Result<Vec<Message>, Refused> {
    let (_, seat) = authorised_seat(desk, referral.id).await?;
    let Seat { side, organization } = seat;
    // A link holds no organisation's key; whoever came by it has proved her own, and reads by way of the sender.
    let by_link = matches!(desk.ctx.actor, Actor::Link(_));
    let holder = organization.filter(|_| !by_link).unwrap_or(referral.sender);
    let find = sql!(
        "select t.id, t.audience, t.side, m.name, t.at, t.sealed from referral_message t
         left join member m on m.id = t.member_id
         where t.referral_id = $1 and (not $2 or t.audience = 'person') order by t.at, t.id"
    );
    let mut messages = Vec::new();
    for row in desk.db.rows(find.bind(referral.id).bind(side == Side::Person)).await? {
        let id: Uuid = row.get(0)?;
        let Some(sealed) = row.get::<Option<Vec<u8>>>(5)? else { continue };
        let opened = desk.vault.open_shared(desk.db, (referral.id, holder), id, &sealed).await?;
        let Some(words) = opened.and_then(|plain| String::from_utf8(plain).ok()) else { continue };
        messages.push(Message {
            id,
            audience: Audience::parse(&row.get::<String>(1)?).unwrap_or(Audience::Workers),
            side: Side::parse(&row.get::<String>(2)?).unwrap_or(Side::System),
            author: row.get::<Option<String>>(3)?.unwrap_or_default(),
            at: row.get(4)?,
            words,
        });
    }
    Ok(messages)
}
