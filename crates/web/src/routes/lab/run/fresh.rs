//! An open page asks every few seconds whether it is still true. Where it is, nothing is sent and nothing on it is touched: whoever
//! reads it with a screen reader or types on it is not disturbed.

use crate::{Visit, fields::Fields};
use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use reticolo_base::Instant;
use std::{
    fmt::Debug,
    hash::{DefaultHasher, Hash as _, Hasher as _},
};

/// A mark of what a page shows. What is told in minutes changes it each minute.
pub fn mark(shown: &impl Debug, now: Instant) -> String {
    let mut hasher = DefaultHasher::new();
    format!("{shown:?}").hash(&mut hasher);
    (now.0 / 60_000_000).hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// The answer to an open page that shows this already: nothing.
pub fn unchanged(visit: &Visit, mark: &str) -> Option<Response> {
    let seen = Fields::of_query(visit.query.as_deref());
    (visit.fragment && seen.one("seen") == Some(mark)).then(|| StatusCode::NO_CONTENT.into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_changes_with_what_is_shown_and_with_the_minute() {
        let at = Instant(600_000_000);
        assert_eq!(mark(&"table 7", at), mark(&"table 7", at.plus_seconds(59)));
        assert_ne!(mark(&"table 7", at), mark(&"table 8", at));
        assert_ne!(mark(&"table 7", at), mark(&"table 7", at.plus_seconds(60)));
    }
}
