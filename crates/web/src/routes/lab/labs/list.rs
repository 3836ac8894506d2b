//! Every Lab that one may see, by territory.

use crate::{
    Markup, Shell, Visit,
    fields::Fields,
    render::{self, Answer},
    routes::lab::said,
};
use askama::Template;
use reticolo_accounts::policy::{self, Action, Resource};
use reticolo_directory::reference::Reference;
use reticolo_lab::programme::{self, Lab};

#[derive(Template)]
#[template(path = "lab/labs.html")]
struct Page {
    shell: Shell,
    labs: Vec<Card>,
    provinces: Vec<(String, String, bool)>,
    may_make: bool,
}

/// A Lab in the list.
struct Card {
    id: String,
    title: Markup,
    purpose: Markup,
    places: String,
    days: String,
    bearer: String,
    draft: bool,
}

pub async fn list(visit: Visit) -> Answer {
    let asked = Fields::of_query(visit.query.as_deref());
    let province = asked.one("territory").unwrap_or_default();
    let labs = programme::labs(&visit.app.db, &visit.ctx).await?;
    let shell = visit.shell(visit.words().say("lab-list-title").into_owned());
    let there =
        |lab: &&Lab| province.is_empty() || lab.territory.iter().any(|code| code.starts_with(province));
    let provinces = Reference::get().territory().provinces();
    let page = Page {
        labs: labs.iter().filter(there).map(|lab| Card::of(&shell, lab)).collect(),
        provinces: provinces
            .iter()
            .map(|one| (one.istat.clone(), one.name.clone(), one.istat == province))
            .collect(),
        may_make: visit.ctx.actor.member().is_some()
            && policy::may(&visit.ctx.actor, Action::PrepareLab, Resource::Network).is_ok(),
        shell,
    };
    render::private(&page)
}

impl Card {
    fn of(shell: &Shell, lab: &Lab) -> Self {
        let words = shell.words();
        Self {
            id: lab.id.to_string(),
            title: said::show(shell, &lab.title),
            purpose: said::show(shell, &lab.purpose),
            places: said::places(words, &lab.territory),
            days: days(shell, lab),
            bearer: lab.organization_name.clone(),
            draft: lab.announced == 0,
        }
    }
}

/// The first and last day, or one, or none.
pub fn days(shell: &Shell, lab: &Lab) -> String {
    let words = shell.words();
    match lab.span {
        None => String::new(),
        Some((first, last)) if last.days_since(first) == 0 => said::day(words, first),
        Some((first, last)) => format!("{} – {}", said::day(words, first), said::day(words, last)),
    }
}
