//! What is at hand today: named contacts, the visits of a month, the queue, a mediator and a room.

use super::{
    DESK, Unfilled, file, id,
    play::{Play, worker},
};
use crate::{
    queue,
    together::{contact, resource},
    visit::{self, Channel, Outcome, Visit},
};
use reticolo_accounts::demo as accounts;
use uuid::Uuid;

/// Every body names its contact and a substitute.
pub(super) async fn contacts(play: &Play<'_>) -> Result<(), Unfilled> {
    for body in accounts::bodies() {
        let ctx = play.ctx(worker(body, "supervisor"), play.ago(30, 0));
        for (role, kind) in [("operator", "contact"), ("supervisor", "substitute")] {
            contact::name(play.desk(&ctx), accounts::worker(body, role), kind).await?;
        }
    }
    Ok(())
}

/// The visits of the last days at the municipal desk.
pub(super) async fn visits(play: &Play<'_>) -> Result<(), Unfilled> {
    let made = file::today()?.visits;
    for number in 0..made.count {
        // Each list has a length of its own, so that what meets is always another pair.
        let of = |list: &[String]| list.get(number % list.len().max(1)).cloned().unwrap_or_default();
        let days = made.days
            - made.days * i64::try_from(number).unwrap_or(0) / i64::try_from(made.count).unwrap_or(1);
        let ctx = play.ctx(worker(DESK, "operator"), play.ago(days, i64::try_from(number % 50).unwrap_or(0)));
        let visit = Visit {
            id: id("visit", &number.to_string()),
            at: ctx.now,
            channel: Channel::parse(&of(&made.channels)).unwrap_or(Channel::Desk),
            lang: of(&made.langs),
            need: of(&made.needs),
            outcome: Outcome::parse(&of(&made.outcomes)).unwrap_or(Outcome::Informed),
        };
        visit::write(play.desk(&ctx), &visit).await?;
    }
    Ok(())
}

/// The queue of today, unless there is one.
pub(super) async fn queue(play: &Play<'_>) -> Result<(), Unfilled> {
    let ctx = play.ctx(worker(DESK, "operator"), play.now);
    let desk = play.desk(&ctx);
    if !queue::today(desk).await?.is_empty() {
        return Ok(());
    }
    for ticket in file::today()?.ticket {
        let number = Uuid::now_v7();
        queue::draw(desk, number, &ticket.lang).await?;
        if !ticket.place.is_empty() {
            queue::set(desk, number, queue::State::Called, &ticket.place).await?;
        }
        if ticket.done {
            queue::set(desk, number, queue::State::Done, "").await?;
        }
    }
    Ok(())
}

/// A mediator and a room, each booked once by another body. The room comes last: it says that all is there.
pub(super) async fn resources(play: &Play<'_>) -> Result<(), Unfilled> {
    let langs = ["ar", "fr", "wo"].map(str::to_owned);
    let (mediator, room) = (id("resource", "mediator"), id("resource", "room"));
    let (own, other) = (
        play.ctx(worker(DESK, "operator"), play.now),
        play.ctx(worker("caritas-saggio-foggia", "operator"), play.now),
    );
    resource::offer(
        play.desk(&own),
        mediator,
        ("mediator", "Mediatrice inventata: arabo, francese, wolof"),
        &langs,
    )
    .await?;
    let hours = (play.now.plus_days(1), play.now.plus_days(1).plus_seconds(7200));
    resource::book(play.desk(&other), id("booking", "mediator"), mediator, hours).await?;
    resource::offer(play.desk(&own), room, ("room", "Stanza riservata, secondo piano"), &[]).await?;
    Ok(())
}
