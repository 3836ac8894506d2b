//! One file per command.

pub mod audit;
pub mod backup;
pub mod corrections;
pub mod demo;
pub mod doctor;
pub mod export;
pub mod feeds;
pub mod fetch;
pub mod import;
pub mod keeping;
pub mod keys;
pub mod lab;
pub mod lab_people;
pub mod lab_report;
pub mod lab_seat;
pub mod member;
pub mod migrate;
pub mod opinion;
pub mod organization;
pub mod restore;
pub mod search;
pub mod seat;
pub mod serve;
pub mod shares;
