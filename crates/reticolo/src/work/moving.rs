//! In a demonstration simulated participants move in its Lab; anywhere else nobody does.

use reticolo_lab::demo::{doors, moving::Moving};
use reticolo_web::App;
use std::time::Duration;
use tokio::task::JoinHandle;

/// The shortest and the longest time between two deeds, in seconds.
const PACE: (u64, u64) = (8, 15);

/// Starts them, if this is a demonstration; they end when the live rooms close.
pub fn start(app: &App) -> Option<JoinHandle<()>> {
    app.settings.demonstration.then(|| tokio::spawn(go_on(app.clone())))
}

async fn go_on(app: App) {
    let mut moving = match Moving::begin(app.db.clone(), app.live.clone(), 1) {
        Ok(moving) => moving,
        Err(error) => {
            tracing::error!(%error, "nobody moves in the demonstration's Lab");
            return;
        }
    };
    let mut number = 0;
    loop {
        number += 1;
        tokio::select! {
            () = app.live.closed() => return,
            () = tokio::time::sleep(pause(number)) => {}
        }
        // A demonstration may be filled while it is served.
        match doors::is_open(&app.db).await {
            Ok(true) => {}
            Ok(false) => continue,
            Err(failure) => {
                tracing::warn!(cause = ?failure, "whether anybody moves cannot be seen now");
                continue;
            }
        }
        match moving.step((app.clock)()).await {
            Ok(deed) => tracing::debug!(?deed, "the demonstration moves"),
            Err(refused) => tracing::debug!(%refused, "a simulated participant waits"),
        }
    }
}

/// Not like a clock, and always the same.
fn pause(number: u64) -> Duration {
    let (least, most) = PACE;
    Duration::from_secs(least + number.wrapping_mul(5) % (most - least + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use reticolo_base::Instant;
    use reticolo_store::Db;
    use reticolo_web::Settings;

    async fn app(demonstration: bool) -> App {
        let db = Db::open("sqlite::memory:").await.unwrap();
        App::new(db, Settings { demonstration, ..Settings::default() }, || Instant::EPOCH)
    }

    #[tokio::test]
    async fn nobody_moves_outside_a_demonstration() {
        assert!(start(&app(false).await).is_none());
    }

    #[tokio::test]
    async fn they_end_when_the_rooms_close() {
        let app = app(true).await;
        let task = start(&app).unwrap();
        app.live.close().await;
        tokio::time::timeout(Duration::from_secs(5), task).await.unwrap().unwrap();
    }

    #[test]
    fn the_pace_is_never_faster_or_slower_than_said() {
        for number in 0..1_000 {
            let seconds = pause(number).as_secs();
            assert!((PACE.0..=PACE.1).contains(&seconds));
        }
    }
}
