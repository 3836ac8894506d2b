//! Fluent texts in every language, for pages, mails and the command line; numbers, dates and lists as each language writes them.
//!
//! `Words::of(Lang::Fr).say("home-question")`. The texts lie in `ftl/<language>/<theme>.ftl`: Italian is the source, all
//! languages hold the same keys with the same variables (tested). A page never shows an empty text: what a language lacks
//! is said in Italian, and what Italian lacks is said as its key, with a warning in the log.

mod dates;
mod digits;
mod direction;
mod files;
mod numbers;
mod value;
mod words;

pub use value::Value;
pub use words::Words;
