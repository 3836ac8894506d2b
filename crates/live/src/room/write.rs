//! Writing without a socket: a plain form reaches the same document, through the same guard.

use super::{Room, Submitted};
use crate::{Change, Draft, Ending, Page, Seat};
use std::{sync::Arc, time::Duration};
use uuid::Uuid;

/// How long a form waits for the storage.
const PATIENCE: Duration = Duration::from_secs(10);

impl Room {
    /// Writes a note; it is durable when this returns.
    ///
    /// # Errors
    /// [`Ending::Refused`] when it may not be (too long, too many notes, no kind of that length);
    /// [`Ending::Later`] when the storage does not answer in time: it may yet be written, under the same id.
    pub async fn write_note(self: &Arc<Self>, seat: &Seat, draft: &Draft) -> Result<(), Ending> {
        self.write(seat, |page| page.note(draft, &seat.who)).await
    }

    /// Gives a note other words. A note that is not there is left alone.
    ///
    /// # Errors
    /// [`Ending::Refused`] when it is not hers, or too long; [`Ending::Later`] as above.
    pub async fn rewrite(self: &Arc<Self>, seat: &Seat, note: Uuid, words: &str) -> Result<(), Ending> {
        self.write(seat, |page| page.rewrite(note, words)).await
    }

    /// Changes a note beside its words: place, strength, kind, author; the host hides it or shows it again.
    ///
    /// # Errors
    /// As above.
    pub async fn change(self: &Arc<Self>, seat: &Seat, note: Uuid, change: &Change) -> Result<(), Ending> {
        self.write(seat, |page| page.change(note, change)).await
    }

    /// Takes a note away.
    ///
    /// # Errors
    /// As above.
    pub async fn withdraw(self: &Arc<Self>, seat: &Seat, note: Uuid) -> Result<(), Ending> {
        self.write(seat, |page| page.withdraw(note)).await
    }

    /// Reacts to a note, or takes it back.
    ///
    /// # Errors
    /// As above.
    pub async fn react(
        self: &Arc<Self>,
        seat: &Seat,
        note: Uuid,
        sign: &str,
        given: bool,
    ) -> Result<(), Ending> {
        self.write(seat, |page| page.react(note, &seat.who, sign, given)).await
    }

    /// Links two notes, or takes the link away.
    ///
    /// # Errors
    /// As above.
    pub async fn link(self: &Arc<Self>, seat: &Seat, a: Uuid, b: Uuid, linked: bool) -> Result<(), Ending> {
        self.write(seat, |page| page.link(a, b, linked)).await
    }

    /// Writes the host's summary of a round.
    ///
    /// # Errors
    /// As above.
    pub async fn summarise(self: &Arc<Self>, seat: &Seat, round: i64, words: &str) -> Result<(), Ending> {
        self.write(seat, |page| page.summarise(round, words)).await
    }

    /// Writes on a copy of the document, lets the guard judge what came of it, and waits until it is durable.
    async fn write(self: &Arc<Self>, seat: &Seat, edit: impl FnOnce(&Page) -> Vec<u8>) -> Result<(), Ending> {
        let _turn = self.writing.lock().await;
        let update = {
            let mut state = self.lock();
            let client = *state.forms.entry(seat.who.clone()).or_insert_with(|| Page::new(None).client());
            let page = Page::new(Some(client));
            page.apply(&state.doc.state());
            drop(state);
            edit(&page)
        };
        let mut durable = self.durable.subscribe();
        let Submitted::Waits(ticket) = self.submit(seat, None, update.into()).await? else { return Ok(()) };
        let kept = tokio::time::timeout(PATIENCE, durable.wait_for(|durable| *durable >= ticket)).await;
        kept.map_err(|_| Ending::Later)?.map(drop).map_err(|_| Ending::Later)
    }
}
