//! Who sits where in a World Café: nobody meets twice, everybody understands.
//!
//! This crate does no I/O, reads no clock, and draws no chance but from the seed: the same [`Gathering`] and seed give the
//! same [`Plan`] on every machine.
//!
//! | module | what |
//! | --- | --- |
//! | [`gathering`] | people, tables, rounds, rules and wishes |
//! | [`outcome`] | [`seat`] makes a plan, [`replan`] changes an announced one, [`choose_hosts`] finds hosts |
//! | [`plan`] | who sits where, and the matrix of who meets whom |
//! | [`bound`] | what no plan can do better |
//! | [`score`] | how well wishes are met, and which hard rules are broken; counted anew from the plan |
//! | [`change`] | the smallest change after which no rule would be broken |
//! | [`list`] | people from a table as it comes out of a spreadsheet |
//! | [`tongues`] | languages as people write them |
//!
//! Inside: `design` builds plans that are known to be free of repeats, `search` gives their places to people and mends what the
//! rules ask for, on numbers that `model` compiles.
//!
//! ## Hard rules
//!
//! - Tables have their seats, give or take one; each person who is there sits once in each round.
//! - *Everybody understands*: each table speaks one language. Whoever's languages are known speaks it, or a mediator sits at the
//!   table who speaks it and one of hers. A mediator is a person with a seat, so she serves one table at a time. Nothing is
//!   asked of people whose languages are unknown.
//! - Pairs are kept apart; hosts and pinned people sit where they must; who needs a table without steps has one.

pub mod bound;
mod broken;
pub mod change;
mod design;
mod dice;
pub mod gathering;
mod grid;
pub mod list;
mod model;
pub mod outcome;
pub mod plan;
pub mod score;
mod search;
pub mod tongues;

pub use bound::Bound;
pub use change::{Change, smallest_change};
pub use gathering::{Fault, Gathering, Person, Table, Weights};
pub use outcome::{Outcome, Replanned, choose_hosts, replan, seat};
pub use plan::{Meetings, Plan};
pub use score::{Broken, Score, broken};
pub use search::Effort;
