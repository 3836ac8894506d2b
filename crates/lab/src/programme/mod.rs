//! Labs, problems, sessions made from templates, blocks, questions, practices.

mod access;

pub use access::{Bearer, bearer_of_lab, bearer_of_session};
