//! Reading and writing the formats in which directories travel.
//!
//! [`read`] recognises what a path holds and gives records with a truthful [`Report`]; [`assemble`] builds the full
//! HSDS objects that the API answers and exports write; [`write_json`], [`write_tables`] and [`template`] write files.
//!
//! A file never stops at its first mistake: what can be mended is mended, what cannot is refused row by row,
//! and both are in the report. Nothing here writes to the database.

pub mod assemble;
mod bundle;
mod clock;
mod days;
mod dialect;
mod draft;
mod encoding;
pub mod feed;
mod filled;
mod hours;
mod interpreted;
mod limits;
mod nested;
mod protect;
mod read;
mod recognise;
mod refusal;
mod report;
pub mod schema;
mod sheet;
mod table;
mod tabular;
pub mod telling;
pub mod template;
mod tidy;
mod tongue;
mod weekdays;
mod write;

pub use bundle::{Bundle, File};
pub use draft::NEEDS as NEEDS_TAXONOMY;
pub use hours::{tell_all_hours, tell_hours};
pub use limits::Limits;
pub use protect::{keep_protected, names_protected};
pub use read::{Options, Reading, read, read_bundle};
pub use recognise::{Format, recognise};
pub use refusal::FormatRefusal;
pub use report::{Broken, Found, Reason, Refused, Repair, Report, Tally};
pub use write::{write_json, write_tables};
