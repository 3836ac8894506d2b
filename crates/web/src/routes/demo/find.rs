//! The stops of the walk for whoever looks for help.

use super::Stop;
use crate::{Shell, assets::icon};
use reticolo_base::{Direction, Lang};

/// An Italian phrase as a foreigner hears it; the walk shows that it is understood.
const AS_HEARD: &str = "permeso di sogiorno";

/// Search, pictures, path, card, near, languages, quick exit.
pub(super) fn stops(shell: &Shell) -> Vec<Stop> {
    let find = |query: &str| format!("{}?q={}", shell.href("find"), query.replace(' ', "+"));
    let turned = match shell.lang.direction() {
        Direction::Rtl => Lang::It,
        Direction::Ltr => Lang::Ar,
    };
    let heard = Stop {
        icon: icon("ear"),
        href: find(AS_HEARD),
        name: shell.say("demo-heard"),
        look: shell.say_with("demo-heard-look", &[("query", AS_HEARD.into())]),
        tap: false,
    };
    let stop = |icon, href, key| Stop::of(shell, icon, href, key);
    vec![
        stop(icon("message-circle"), find(&shell.say("demo-ask-query")), "demo-ask"),
        heard,
        stop(icon("photo"), shell.href("needs/health"), "demo-pictures"),
        stop(icon("help-circle"), shell.href("path"), "demo-path"),
        stop(icon("file-text"), format!("{}?need=stay.renewal", shell.href("find")), "demo-card"),
        stop(icon("map-pin"), shell.href("near"), "demo-near"),
        stop(icon("language"), format!("/{turned}/"), "demo-turn"),
        stop(icon("door-exit"), shell.href("needs/rights"), "demo-exit"),
    ]
}
