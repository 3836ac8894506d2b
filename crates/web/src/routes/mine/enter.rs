//! The code of her ticket opens her page; "leave" closes it and empties what the browser kept.

use super::to;
use crate::{Shell, Visit, fields::Fields, limits::Deed, render, render::Answer, secret, session};
use askama::Template;
use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::IntoResponse as _,
};
use reticolo_accounts::login;
use reticolo_desk::{Refused, person};

/// The page behind the language by which the quick exit leaves.
pub(super) const EXIT: &str = "my-requests/exit";

#[derive(Template)]
#[template(path = "mine/code.html")]
struct Page {
    shell: Shell,
    problem: Option<String>,
    over: bool,
}

/// Asks for the code. What was typed never comes back: another may look at the screen.
pub fn ask(visit: &Visit, problem: Option<&str>) -> Answer {
    let words = visit.words();
    let over = visit.query.as_deref() == Some("over") && problem.is_none();
    let shell = visit.shell(words.say("hers-title")).kept_from_robots().with_exit();
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = Page { shell, over, problem: problem.map(|key| words.say(key).into_owned()) };
    let mut response = render::with_status(status, &page)?;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// Takes the code. Every try counts, a right one too; whoever was signed in on this browser is so no longer.
pub async fn enter(visit: Visit, headers: HeaderMap, fields: Fields) -> Answer {
    let app = &visit.app;
    app.limits.count(Deed::Code, &visit)?;
    let Some(code) = secret::read(fields.one("code").unwrap_or_default()) else {
        return ask(&visit, Some("hers-problem-code"));
    };
    let token = session::fresh();
    match person::enter(&app.db, &visit.ctx, &code, &token).await {
        Ok(_) => {
            if let Some(old) = session::token(app, &headers) {
                login::sign_out(&app.db, &visit.ctx, &old)
                    .await
                    .map_err(|failure| crate::Fault::store(&failure))?;
            }
            let mut response = to(&visit, "my-requests");
            session::put(app, &mut response, &token);
            Ok(response)
        }
        Err(Refused::NotFound) => ask(&visit, Some("hers-problem-code")),
        Err(refused) => Err(refused.into()),
    }
}

/// Closes the page on this device.
pub async fn leave(visit: Visit, headers: HeaderMap) -> Answer {
    let mut response = to(&visit, "");
    session::sign_out(&visit.app, &visit.ctx, &headers, &mut response).await?;
    Ok(response)
}

/// The quick exit: closes the page on this device and leads to where nothing tells of it. A link, so that it works without a
/// script; whoever is not a person at her own page is only led away.
pub async fn exit(visit: Visit, headers: HeaderMap) -> Answer {
    let mut response = StatusCode::SEE_OTHER.into_response();
    if super::her(&visit).is_some() {
        session::sign_out(&visit.app, &visit.ctx, &headers, &mut response).await?;
    }
    if let Ok(away) = HeaderValue::from_str(&visit.app.settings.exit_url) {
        response.headers_mut().insert(header::LOCATION, away);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
