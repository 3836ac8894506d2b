//! The link for a receiver without an account: shown once, with its second code, which goes by another way.

use crate::{
    Markup, Shell, Visit,
    render::Answer,
    routes::{
        card::qr,
        desk::{desk, house, id, part::unkept},
    },
    secret,
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use reticolo_desk::referral;
use uuid::Uuid;

/// How many signs the second code has: it is read over the telephone, and tried eight times at most.
const SECOND: usize = 9;

#[derive(Template)]
#[template(path = "desk/link.html")]
struct Page {
    shell: Shell,
    back: String,
    address: String,
    second: String,
    square: Markup,
}

/// Makes a link; the one before opens nothing any more.
pub async fn issue(visit: Visit, Path((_, referral)): Path<(String, String)>) -> Answer {
    house(&visit)?;
    let referral = id(&referral)?;
    let code = secret::written((visit.app.secrets)());
    let second: String = secret::written((visit.app.secrets)()).chars().take(SECOND).collect();
    referral::issue_link(desk(&visit), Uuid::now_v7(), referral, (&code, &second)).await?;
    let address = format!("{}{}", visit.app.settings.base_url, visit.href(&format!("referral/{code}")));
    let drawing = qr::svg(&address).unwrap_or_default();
    let drawing = drawing.find("<svg").and_then(|at| drawing.get(at..)).unwrap_or_default();
    let back = format!("desk/referrals/{referral}");
    let page = Page {
        shell: visit.shell(visit.words().say("desk-link-title")).kept_from_robots().switching_at(&back),
        back: visit.href(&back),
        address,
        second,
        square: Markup(drawing.to_owned()),
    };
    unkept(StatusCode::OK, &page)
}
