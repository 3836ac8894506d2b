//! The needs of a group, as pictures with a name and a hint.

use crate::{App, Fault, Shell, Visit, render, render::Answer};
use askama::Template;
use axum::{Router, extract::Path, routing::get};
use reticolo_directory::reference::{Group, Reference};

/// `/{lang}/needs/{group}`.
pub fn routes() -> Router<App> {
    Router::new().route("/{lang}/needs/{group}", get(page))
}

#[derive(Template)]
#[template(path = "needs.html")]
struct Page {
    shell: Shell,
    group: &'static Group,
}

async fn page(visit: Visit, Path((_, code)): Path<(String, String)>) -> Answer {
    let group = Reference::get().needs().group(&code).ok_or_else(Fault::not_found)?;
    let shell = visit.shell(group.label.words(visit.lang()));
    let shell = if is_sensitive(group) { shell.with_exit() } else { shell };
    render::page(&Page { shell, group })
}

/// Whether most of its needs are: then the list itself tells too much over a shoulder.
fn is_sensitive(group: &Group) -> bool {
    let sensitive = group.needs.iter().filter(|need| need.sensitive).count();
    sensitive * 2 >= group.needs.len()
}
