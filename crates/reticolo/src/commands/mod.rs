//! One file per command.

pub mod corrections;
pub mod demo;
pub mod doctor;
pub mod export;
pub mod feeds;
pub mod fetch;
pub mod import;
pub mod lab;
pub mod migrate;
pub mod opinion;
pub mod search;
pub mod seat;
pub mod serve;
pub mod shares;
