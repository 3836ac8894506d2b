//! Working together: what is written beside a referral, today's work, who stands in for whom, what may be booked.

pub mod contact;
pub mod message;
pub mod resource;
pub mod today;

pub use today::{Today, today};
