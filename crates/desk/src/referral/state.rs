//! Where a referral stands, and which move leads where. A table without exceptions: what is not in it is refused.

/// Where a referral stands; our own words, finer than FHIR's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Being written.
    Draft,
    /// The share sheet was shown; her answer is awaited.
    AwaitingPerson,
    /// She said yes, it went out.
    Sent,
    /// The receiver opened it.
    Seen,
    /// The receiver asks something first.
    InfoRequested,
    /// The receiver takes it, names a contact and a date.
    Accepted,
    /// The receiver takes it later.
    Waitlisted,
    /// The first real contact was made: taken in charge.
    InProgress,
    /// The receiver does not take it.
    Declined,
    /// The receiver says who should have it.
    Rerouted,
    /// The receiver tried and did not reach her.
    NotReached,
    /// Done; whether it helped is for her to say.
    Completed,
    /// She took it back.
    Withdrawn,
    /// Sender or receiver called it off.
    Cancelled,
    /// Nobody answered in time.
    Expired,
    /// It should never have been.
    EnteredInError,
    /// She said whether it helped.
    LoopClosed,
    /// She was not heard.
    LoopUnverified,
}

/// What somebody does with a referral.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Move {
    /// The share sheet is shown to her.
    Show,
    /// Back to writing.
    Rewrite,
    /// It goes out.
    Send,
    /// The receiver opens it.
    Open,
    /// The receiver asks for something.
    Ask,
    /// The sender answers what was asked.
    Reply,
    /// The receiver takes it.
    Accept,
    /// The receiver puts it on the waiting list.
    Wait,
    /// First real contact.
    Begin,
    /// The receiver does not take it.
    Decline,
    /// The receiver proposes somebody else.
    Reroute,
    /// She was not reached.
    Miss,
    /// The receiver is done.
    Complete,
    /// She takes it back.
    Withdraw,
    /// It is called off.
    Cancel,
    /// Nobody answered in time.
    Expire,
    /// It should never have been.
    Mistake,
    /// She says whether it helped.
    Hear,
    /// She was not heard.
    Unheard,
}

/// Who makes a move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The organisation that sends.
    Sender,
    /// The organisation that receives.
    Receiver,
    /// The person.
    Person,
    /// The software, when a clock runs out.
    System,
}

impl Side {
    /// The stored word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Sender => "sender",
            Self::Receiver => "receiver",
            Self::Person => "person",
            Self::System => "system",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Sender, Self::Receiver, Self::Person, Self::System]
            .into_iter()
            .find(|side| side.code() == code)
    }
}

impl State {
    /// Every state, in the order in which a referral may go through them.
    pub const ALL: [Self; 18] = [
        Self::Draft,
        Self::AwaitingPerson,
        Self::Sent,
        Self::Seen,
        Self::InfoRequested,
        Self::Accepted,
        Self::Waitlisted,
        Self::InProgress,
        Self::Declined,
        Self::Rerouted,
        Self::NotReached,
        Self::Completed,
        Self::Withdrawn,
        Self::Cancelled,
        Self::Expired,
        Self::EnteredInError,
        Self::LoopClosed,
        Self::LoopUnverified,
    ];

    /// The stored word, also the last part of its text's key.
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::AwaitingPerson => "awaiting_person",
            Self::Sent => "sent",
            Self::Seen => "seen",
            Self::InfoRequested => "info_requested",
            Self::Accepted => "accepted",
            Self::Waitlisted => "waitlisted",
            Self::InProgress => "in_progress",
            Self::Declined => "declined",
            Self::Rerouted => "rerouted",
            Self::NotReached => "not_reached",
            Self::Completed => "completed",
            Self::Withdrawn => "withdrawn",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
            Self::EnteredInError => "entered_in_error",
            Self::LoopClosed => "loop_closed",
            Self::LoopUnverified => "loop_unverified",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// The status of a `Task` in the FHIR Gravity SDOH implementation guide.
    pub fn fhir(self) -> &'static str {
        match self {
            Self::Draft | Self::AwaitingPerson => "draft",
            Self::Sent | Self::Seen | Self::InfoRequested => "requested",
            Self::Accepted => "accepted",
            Self::Waitlisted => "on-hold",
            Self::InProgress => "in-progress",
            Self::Declined | Self::Rerouted => "rejected",
            Self::NotReached => "failed",
            Self::Completed | Self::LoopClosed | Self::LoopUnverified => "completed",
            Self::Withdrawn | Self::Cancelled | Self::Expired => "cancelled",
            Self::EnteredInError => "entered-in-error",
        }
    }

    /// Whether the receiver has something to do.
    pub fn at_receiver(self) -> bool {
        matches!(self, Self::Sent | Self::Seen | Self::Accepted | Self::Waitlisted | Self::InProgress)
    }

    /// Whether the sender has something to do.
    pub fn at_sender(self) -> bool {
        matches!(
            self,
            Self::Draft
                | Self::AwaitingPerson
                | Self::InfoRequested
                | Self::Declined
                | Self::Rerouted
                | Self::NotReached
                | Self::Expired
        )
    }

    /// Whether it has left the sender, so that the receiver may know of it.
    pub fn has_left(self) -> bool {
        !matches!(self, Self::Draft | Self::AwaitingPerson)
    }

    /// Whether she may still take it back with effect on what is under way.
    pub fn is_open(self) -> bool {
        matches!(
            self,
            Self::Draft
                | Self::AwaitingPerson
                | Self::Sent
                | Self::Seen
                | Self::InfoRequested
                | Self::Accepted
                | Self::Waitlisted
                | Self::InProgress
        )
    }

    /// Where a move of a side leads; `None` when it is not possible here.
    pub fn after(self, made: Move, side: Side) -> Option<Self> {
        use Move as M;
        use Side::{Person, Receiver, Sender, System};
        use State as S;
        Some(match (self, made, side) {
            (S::Draft, M::Show, Sender) => S::AwaitingPerson,
            (S::AwaitingPerson, M::Rewrite, Sender | System | Person) => S::Draft,
            (S::AwaitingPerson, M::Send, Sender) | (S::InfoRequested, M::Reply, Sender | System) => S::Sent,
            (S::Sent, M::Open, Receiver) => S::Seen,
            (S::Sent | S::Seen, M::Ask, Receiver) => S::InfoRequested,
            (S::Sent | S::Seen | S::InfoRequested | S::Waitlisted, M::Accept, Receiver) => S::Accepted,
            (S::Sent | S::Seen | S::Accepted, M::Wait, Receiver) => S::Waitlisted,
            (S::Accepted | S::Waitlisted, M::Begin, Receiver) => S::InProgress,
            (S::Sent | S::Seen | S::InfoRequested | S::Accepted | S::Waitlisted, M::Decline, Receiver) => {
                S::Declined
            }
            (S::Sent | S::Seen | S::InfoRequested, M::Reroute, Receiver) => S::Rerouted,
            (S::Accepted | S::InProgress, M::Miss, Receiver) => S::NotReached,
            (S::Accepted | S::InProgress, M::Complete, Receiver) => S::Completed,
            (state, M::Withdraw, Person | Sender) if state.is_open() => S::Withdrawn,
            (state, M::Cancel, Sender) if state.is_open() => S::Cancelled,
            (state, M::Cancel, Receiver) if state.is_open() && state.has_left() => S::Cancelled,
            (S::Sent | S::Seen, M::Expire, System) => S::Expired,
            (state, M::Mistake, Sender) if state != S::EnteredInError => S::EnteredInError,
            (S::Completed, M::Hear, Person | Sender) => S::LoopClosed,
            (S::Completed | S::NotReached, M::Unheard, System) => S::LoopUnverified,
            _ => return None,
        })
    }

    /// What a side may do now, in the order of the pages.
    pub fn moves(self, side: Side) -> impl Iterator<Item = Move> {
        Move::ALL.into_iter().filter(move |made| self.after(*made, side).is_some())
    }
}

impl Move {
    /// Every move.
    pub const ALL: [Self; 19] = [
        Self::Show,
        Self::Send,
        Self::Rewrite,
        Self::Open,
        Self::Accept,
        Self::Wait,
        Self::Begin,
        Self::Complete,
        Self::Ask,
        Self::Reply,
        Self::Reroute,
        Self::Decline,
        Self::Miss,
        Self::Hear,
        Self::Withdraw,
        Self::Cancel,
        Self::Mistake,
        Self::Expire,
        Self::Unheard,
    ];

    /// The stored word, also the last part of its text's key.
    pub fn code(self) -> &'static str {
        match self {
            Self::Show => "show",
            Self::Rewrite => "rewrite",
            Self::Send => "send",
            Self::Open => "open",
            Self::Ask => "ask",
            Self::Reply => "reply",
            Self::Accept => "accept",
            Self::Wait => "wait",
            Self::Begin => "begin",
            Self::Decline => "decline",
            Self::Reroute => "reroute",
            Self::Miss => "miss",
            Self::Complete => "complete",
            Self::Withdraw => "withdraw",
            Self::Cancel => "cancel",
            Self::Expire => "expire",
            Self::Mistake => "mistake",
            Self::Hear => "hear",
            Self::Unheard => "unheard",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|made| made.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIDES: [Side; 4] = [Side::Sender, Side::Receiver, Side::Person, Side::System];

    #[test]
    fn words_are_read_back() {
        assert!(State::ALL.iter().all(|state| State::parse(state.code()) == Some(*state)));
        assert!(Move::ALL.iter().all(|made| Move::parse(made.code()) == Some(*made)));
        assert!(SIDES.iter().all(|side| Side::parse(side.code()) == Some(*side)));
        assert_eq!(State::parse("gone"), None);
    }

    #[test]
    fn every_state_is_reached_from_a_draft() {
        let mut reached = vec![State::Draft];
        let mut at = 0;
        while let Some(state) = reached.get(at).copied() {
            let next = Move::ALL.iter().flat_map(|made| SIDES.iter().filter_map(|s| state.after(*made, *s)));
            for next in next.collect::<Vec<_>>() {
                if !reached.contains(&next) {
                    reached.push(next);
                }
            }
            at += 1;
        }
        reached.sort();
        assert_eq!(reached, State::ALL);
    }

    #[test]
    fn the_software_accepts_nothing_and_sends_nothing_out_of_a_draft() {
        for state in State::ALL {
            for made in Move::ALL {
                let after = state.after(made, Side::System);
                assert_ne!(after, Some(State::Accepted), "{state:?} {made:?}");
                assert!(state.has_left() || after.is_none_or(|s| !s.has_left()), "{state:?} {made:?}");
            }
        }
    }

    #[test]
    fn nothing_goes_out_before_the_share_sheet_was_shown() {
        assert_eq!(State::Draft.after(Move::Send, Side::Sender), None);
        let into_sent = State::ALL.iter().filter(|s| s.after(Move::Send, Side::Sender).is_some());
        assert_eq!(into_sent.collect::<Vec<_>>(), [&State::AwaitingPerson]);
    }

    #[test]
    fn she_may_take_back_whatever_is_under_way() {
        for state in State::ALL.into_iter().filter(|state| state.is_open()) {
            assert_eq!(state.after(Move::Withdraw, Side::Person), Some(State::Withdrawn), "{state:?}");
        }
        assert_eq!(State::Completed.after(Move::Withdraw, Side::Person), None);
    }

    #[test]
    fn the_receiver_does_nothing_before_it_arrived_nor_after_it_ended() {
        let over =
            [State::Withdrawn, State::Cancelled, State::Expired, State::EnteredInError, State::LoopClosed];
        for state in over.into_iter().chain([State::Draft, State::AwaitingPerson]) {
            assert_eq!(state.moves(Side::Receiver).count(), 0, "{state:?}");
        }
    }

    #[test]
    fn only_she_or_somebody_for_her_says_whether_it_helped() {
        for side in [Side::Receiver, Side::System] {
            assert!(State::ALL.iter().all(|state| state.after(Move::Hear, side).is_none()));
        }
    }
}
