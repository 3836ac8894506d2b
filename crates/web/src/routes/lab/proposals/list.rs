//! The proposals of a Lab, with how complete each is.

use crate::{
    Fault, Shell, Visit,
    render::{self, Answer},
    routes::lab::harvest::{Place, Said, Tab, sum},
};
use askama::Template;
use axum::extract::Path;
use reticolo_lab::harvest::{
    Proposal,
    proposal::{self, FIELDS},
};

#[derive(Template)]
#[template(path = "lab/harvest/proposals.html")]
struct Page {
    shell: Shell,
    tabs: Vec<Tab>,
    place: Place,
    new: String,
    rows: Vec<Row>,
}

/// A proposal in the list.
struct Row {
    href: String,
    title: Said,
    state: &'static str,
    state_name: String,
    done: usize,
    of: usize,
    cost: Option<String>,
}

pub async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Answer {
    let place = Place::of(&visit, &id).await?;
    let shell = visit.shell(visit.words().say("lab-harvest-proposals-title").into_owned()).kept_from_robots();
    let mut rows = Vec::new();
    for proposal in proposal::proposals_of(&visit.app.db, &visit.ctx, place.lab).await? {
        rows.push(row(&visit, &shell, &place, &proposal).await?);
    }
    let (tabs, new) = (place.tabs(&shell, "proposals"), visit.href(&place.path("proposals/new")));
    render::private(&Page { shell, tabs, place, new, rows })
}

async fn row(visit: &Visit, shell: &Shell, place: &Place, proposal: &Proposal) -> Result<Row, Fault> {
    let title = Said::find(visit, ("proposal", proposal.id), proposal.lang, &proposal.draft.title).await?;
    Ok(Row {
        href: visit.href(&place.path(&format!("proposals/{}", proposal.id))),
        title,
        state: proposal.state.code(),
        state_name: shell.say(&format!("lab-harvest-proposal-{}", proposal.state.code())),
        done: FIELDS.len() - proposal.draft.missing().len(),
        of: FIELDS.len(),
        cost: cost(shell, proposal),
    })
}

/// What it costs, as far as it was worked out.
pub fn cost(shell: &Shell, proposal: &Proposal) -> Option<String> {
    let hours = proposal.draft.hours.map(|hours| sum(shell, "lab-harvest-hours", hours as f64));
    let euros = proposal.draft.euros.map(|euros| sum(shell, "lab-harvest-euros", euros as f64));
    let parts: Vec<String> = [hours, euros].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| shell.words().and(&parts))
}
