//! Live rooms: a document that many edit at once (Yjs), and buses that tell what happened.
//!
//! This crate knows no domain: a room has an id, and whoever opens it decides who may write what.

use reticolo_store::Migration;

/// The schema of this crate.
pub const MIGRATIONS: &[Migration] =
    &[Migration { name: "live/0001_live", text: include_str!("../migrations/0001_live.sql") }];
