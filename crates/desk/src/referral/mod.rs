//! Referrals: a request from one organisation to another for a person, with her yes.
//!
//! Every move is a command with the version that was seen and a key of its own: made twice, it counts once; made on an older
//! version, it is refused. [`state`] says which moves there are, [`clock`] when what is due; [`step`] is the one place where
//! a referral moves.

mod answer;
mod attempt;
mod authorisation;
mod capsule;
pub mod clock;
mod deadline;
mod draft;
mod end;
mod link;
mod next;
mod read;
mod receipt;
mod send;
pub mod state;
mod step;
mod withdraw;

pub use answer::{Acceptance, Reason, accept, ask, begin, decline, reply, reroute, wait};
pub use attempt::{Attempt, attempt, attempts, may_miss, miss};
pub use authorisation::{Authorisation, Expressed, Given, MOST_DAYS, authorisation_of, authorise};
pub use capsule::{Capsule, Shown, capsule, capsule_for_owner, capsule_for_person};
pub use clock::{Calendar, Clock, Escalation, Priority};
pub use deadline::{JOB, fire};
pub use draft::{Draft, NOTE_CHARS, Target, discard, draft, rewrite, take_back, target_of};
pub use end::{HELPED, Outcome, cancel, complete, hear, mistake, settle};
pub use link::{Opened, for_link, issue_link, open_link, revoke_links};
pub use next::{add_next, next_of, release_next};
pub use read::{Event, Referral, Seat, events, incoming, of_person, open, outgoing};
pub use receipt::{Receipt, receipts, take};
pub use send::{Line, Preview, preview, refuse_share, send, show};
pub use state::{Move, Side, State};
pub use withdraw::{withdraw, withdraw_all};

pub(crate) use read::authorised_seat;
pub(crate) use receipt::receipt;
pub(crate) use step::tell as tell_both;
pub(crate) use withdraw::forget;

use uuid::Uuid;

/// Which referral is moved, the version that was seen, and the key of this one move.
#[derive(Debug, Clone, Copy)]
pub struct Command {
    /// The referral.
    pub referral: Uuid,
    /// The version that was shown to whoever moves it.
    pub version: i64,
    /// Drawn with the page; the same key twice is one move.
    pub key: Uuid,
}
