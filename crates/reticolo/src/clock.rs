//! The one place where the program reads the clock and draws request ids. Domains get both in `Ctx`.

use reticolo_base::{Actor, Ctx, Instant, Lang};

/// Now.
pub fn now() -> Instant {
    jiff::Timestamp::now().into()
}

/// The context of a command typed on the server.
pub fn console() -> Ctx {
    Ctx::new(now(), Actor::Console, Lang::It, uuid::Uuid::now_v7())
}

/// The context of a scheduled job.
pub fn system(job: &'static str) -> Ctx {
    Ctx::new(now(), Actor::System(job), Lang::It, uuid::Uuid::now_v7())
}
