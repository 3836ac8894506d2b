//! Minutes that write themselves, are corrected and approved.
//!
//! | module | what |
//! | --- | --- |
//! | [`minutes`] | everything that minutes tell of a session, as data |
//! | [`gather`] | reads it from what there is |
//! | [`few`] | groups under five are never shown |
//! | [`draft`] | what a person wrote over a section; approval, after which nothing changes |
//! | [`paper`] | minutes put into words, ready to be written as a page or a document |
//! | [`odt`] | as an OpenDocument text |
//! | [`sheets`] | as tables, one per noun |
//! | [`picture`] | pictures of who talked with whom, and of themes |
//! | [`retention`] | personal data is erased some time after approval |

pub mod draft;
pub mod few;
pub mod gather;
pub mod minutes;
pub mod odt;
pub mod paper;
pub mod picture;
pub mod retention;
pub mod sheets;

pub use draft::{Report, approve, correct, read, restore};
pub use gather::gather;
pub use minutes::{Minutes, Section, Told};
