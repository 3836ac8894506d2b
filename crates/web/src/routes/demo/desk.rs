//! The desk's stops: one tap sits down at a desk of Foggia, at the receiver's, at the supervisor's, or opens her own page.

use super::Stop;
use crate::{Fault, Shell, Visit, assets::icon};
use reticolo_accounts::{demo as accounts, login::Subject};
use reticolo_desk::demo;

/// The stops; none outside a demonstration, and where its desks were not filled.
pub(super) async fn stops(visit: &Visit, shell: &Shell) -> Result<Vec<Stop>, Fault> {
    if !is_open(visit).await? {
        return Ok(Vec::new());
    }
    let screen = shell.href(&format!("queue/{}", accounts::body(demo::DESK)));
    Ok(vec![
        Stop::tap(shell, icon("inbox"), "counter"),
        Stop::tap(shell, icon("user-check"), "receiver"),
        Stop::tap(shell, icon("device-mobile"), "hers"),
        Stop::tap(shell, icon("users"), "supervisor"),
        Stop::of(shell, icon("list-numbers"), screen, "demo-queue"),
    ])
}

/// As whom a tap signs in, and where it leads; `None` for a word that is no tap of the desk.
pub(super) async fn tap(visit: &Visit, word: &str) -> Result<Option<(Subject, String)>, Fault> {
    let worker = |body: &str, role: &str| Subject::Member(accounts::worker(body, role));
    let (subject, path) = match word {
        "hers" => (Subject::Person(demo::she()), "my-requests"),
        "counter" => (worker(demo::DESK, "operator"), "desk"),
        "receiver" => (worker(demo::RECEIVER, "operator"), "desk/referrals"),
        "supervisor" => (worker(demo::DESK, "supervisor"), "desk"),
        _ => return Ok(None),
    };
    if !is_open(visit).await? {
        return Err(Fault::not_found());
    }
    Ok(Some((subject, visit.href(path))))
}

async fn is_open(visit: &Visit) -> Result<bool, Fault> {
    if !visit.app.settings.demonstration {
        return Ok(false);
    }
    demo::is_open(&visit.app.db).await.map_err(|failure| Fault::store(&failure))
}
