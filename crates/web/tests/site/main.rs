//! The pages and the open API, as people and machines use them: one program, since each would hold the whole site.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // What helps the tests is a test.

mod account;
mod api;
#[path = "../../../lab/tests/common/cafe.rs"]
mod cafe;
mod card;
#[path = "../common/mod.rs"]
mod common;
mod demo;
mod desk;
mod errors;
mod find;
mod harvest;
mod headers;
mod hers;
mod keeping;
mod lab;
mod lab_after;
mod lab_people;
mod lab_run;
mod languages;
mod live;
#[path = "../common/meeting.rs"]
mod meeting;
#[path = "../common/network.rs"]
mod network;
mod pages;
#[path = "../common/plenary.rs"]
mod plenary;
mod routes;
#[path = "../common/staff.rs"]
mod staff;
mod table;
mod walk;
#[path = "../../../lab/tests/stories/after/world.rs"]
#[allow(dead_code)]
mod world;
mod wrong;
