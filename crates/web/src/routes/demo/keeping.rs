//! The stops of those who keep cards true: an editor with what waits for her, a steward with a draft to read.

use super::{Stop, member};
use crate::{Fault, Shell, Visit, assets::icon};
use reticolo_accounts::{demo, login::Subject};

/// The stops; none outside a demonstration, and where its people were not filled.
pub(super) async fn stops(visit: &Visit, shell: &Shell) -> Result<Vec<Stop>, Fault> {
    if !is_open(visit).await {
        return Ok(Vec::new());
    }
    Ok(vec![
        Stop::tap(shell, icon("clipboard-check"), "keep"),
        Stop::tap(shell, icon("circle-check"), "review"),
    ])
}

/// As whom a tap signs in, and where it leads; `None` for a word that is no tap of theirs.
pub(super) async fn tap(visit: &Visit, word: &str) -> Result<Option<(Subject, String)>, Fault> {
    let who = match word {
        "keep" => "service_editor",
        "review" => "steward",
        _ => return Ok(None),
    };
    Ok(Some((member(visit, who).await?, visit.href("keeping"))))
}

async fn is_open(visit: &Visit) -> bool {
    visit.app.settings.demonstration && demo::present(&visit.app.db, "service_editor").await.is_ok()
}
