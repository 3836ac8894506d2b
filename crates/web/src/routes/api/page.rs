//! A page of a list, and the stream of all of it.

use super::{
    endpoint::What,
    objects::{Telling, told},
    parameter::PER_PAGE,
    problem::Problem,
    selection::Selection,
    shelf::Shelf,
};
use crate::App;
use axum::{
    Json,
    body::Body,
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use bytes::Bytes;
use futures_util::stream;
use serde::Serialize;
use serde_json::Value;
use std::{collections::VecDeque, sync::Arc};
use uuid::Uuid;

/// So many objects of a stream are made at once.
const STEP: usize = 100;

/// A page, as HSDS shapes it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Page {
    total_items: u64,
    total_pages: u64,
    page_number: u64,
    size: u64,
    first_page: bool,
    last_page: bool,
    empty: bool,
    contents: Vec<Value>,
}

impl Page {
    /// A page from what it holds; `number` counts from 1.
    pub fn new(total_items: u64, number: u64, per_page: u64, contents: Vec<Value>) -> Self {
        let total_pages = total_items.div_ceil(per_page.max(1));
        Self {
            total_items,
            total_pages,
            page_number: number,
            size: contents.len() as u64,
            first_page: number == 1,
            last_page: number >= total_pages,
            empty: contents.is_empty(),
            contents,
        }
    }

    /// As an answer.
    pub fn answer(self) -> Response {
        Json(self).into_response()
    }
}

/// Which page was asked for: its number and how many it holds.
pub fn wanted(given: &super::given::Given) -> (u64, u64) {
    (given.whole("page").unwrap_or(1), given.whole("per_page").unwrap_or(PER_PAGE))
}

/// All of a selection, one object a line, made while it is read.
///
/// # Errors
/// [`Problem`] when the database does not answer.
pub async fn stream(
    app: App,
    shelf: Arc<Shelf>,
    what: What,
    selection: Selection,
    how: Telling,
) -> Result<Response, Problem> {
    let ids: VecDeque<Uuid> = selection.ids(&app, 0, u64::MAX).await?.into();
    let lines = stream::try_unfold((app, shelf, ids), move |(app, shelf, mut ids)| async move {
        if ids.is_empty() {
            return Ok(None);
        }
        let some: Vec<Uuid> = ids.drain(..STEP.min(ids.len())).collect();
        let objects =
            told(&app, &shelf, what, &some, how).await.map_err(|_| std::io::Error::other("broken off"))?;
        let text: String = objects.iter().map(|object| format!("{object}\n")).collect();
        Ok::<_, std::io::Error>(Some((Bytes::from(text), (app, shelf, ids))))
    });
    let kind = HeaderValue::from_static("application/x-ndjson");
    Ok(([(header::CONTENT_TYPE, kind)], Body::from_stream(lines)).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_counted_as_people_count() {
        let contents = |n: usize| vec![Value::Null; n];
        let last = Page::new(101, 3, 50, contents(1));
        assert_eq!(
            (last.total_pages, last.size, last.first_page, last.last_page, last.empty),
            (3, 1, false, true, false)
        );
        let behind = Page::new(101, 4, 50, contents(0));
        assert!(behind.empty && behind.last_page && !behind.first_page);
        let nothing = Page::new(0, 1, 50, contents(0));
        assert_eq!(
            (nothing.total_pages, nothing.first_page, nothing.last_page, nothing.empty),
            (0, true, true, true)
        );
    }
}
