//! The Lab's stops: it moves while one looks, and one tap sits down at a table.

use super::{Stop, member};
use crate::{Fault, Shell, Visit, assets::icon};
use reticolo_accounts::login::Subject;
use reticolo_base::Lang;
use reticolo_lab::demo::{self, doors};
use uuid::Uuid;

/// The stops; none outside a demonstration, and where its Lab was not filled.
pub(super) async fn stops(visit: &Visit, shell: &Shell) -> Result<Vec<Stop>, Fault> {
    if !is_open(visit).await? {
        return Ok(Vec::new());
    }
    let lab = demo::lab();
    let stop = |icon, path: String, key| Stop::of(shell, icon, shell.href(&path), key);
    Ok(vec![
        Stop::tap(shell, icon("armchair"), "table"),
        Stop::tap(shell, icon("adjustments"), "console"),
        Stop::tap(shell, icon("layout-board"), "wall"),
        stop(icon("chart-dots"), format!("say/{lab}/opinions"), "demo-opinions"),
        Stop::tap(shell, icon("bulb"), "proposals"),
        Stop::tap(shell, icon("coin-euro"), "choice"),
        stop(icon("flask"), format!("labs/{lab}/experiments/{}", doors::experiment()), "demo-experiment"),
        stop(icon("heart-handshake"), format!("labs/{lab}/commitments"), "demo-commitments"),
        Stop::tap(shell, icon("message-report"), "mine"),
        stop(icon("file-certificate"), format!("sessions/{}/minutes", demo::session(1)), "demo-minutes"),
    ])
}

/// As whom a tap signs in, and where it leads; `None` for a word that is no tap of the Lab.
pub(super) async fn tap(visit: &Visit, word: &str) -> Result<Option<(Subject, String)>, Fault> {
    let (second, third) = (demo::session(2), demo::session(3));
    let path = match word {
        "table" => format!("sessions/{third}/table"),
        "console" => format!("sessions/{third}/console"),
        "wall" => format!("sessions/{second}/plenary"),
        "proposals" => format!("sessions/{second}/proposals"),
        "choice" => format!("sessions/{second}/choices/{}", doors::choice()),
        "mine" => "mine".to_owned(),
        _ => return Ok(None),
    };
    if !is_open(visit).await? {
        return Err(Fault::not_found());
    }
    let participant = |id: Uuid| Subject::Participant { id, lab: demo::lab() };
    Ok(Some(match word {
        "console" => (member(visit, "facilitator").await?, visit.href(&path)),
        // Her words were answered in Italian, and she reads them in Arabic.
        "mine" => (participant(doors::reader()), format!("/{}/{path}", Lang::Ar)),
        _ => (participant(doors::guest(any(visit))), visit.href(&path)),
    }))
}

/// Any number: visitors are spread over the seats that wait.
fn any(visit: &Visit) -> u32 {
    u32::try_from(visit.ctx.request.as_u128() & 0xffff).unwrap_or(0)
}

async fn is_open(visit: &Visit) -> Result<bool, Fault> {
    if !visit.app.settings.demonstration {
        return Ok(false);
    }
    doors::is_open(&visit.app.db).await.map_err(|failure| Fault::store(&failure))
}
