//! Doing jobs: whatever is due and known, a few at a time, each once.

use super::registry::{self, Handler, Tools};
use crate::clock;
use reticolo_base::Ctx;
use reticolo_store::job::{self, Job};
use std::time::Duration;
use tokio::task::JoinSet;

/// How often due jobs are looked for although nothing was heard.
const PATIENCE: Duration = Duration::from_secs(15);
/// How long one waits after something was heard: a lively meeting is heard all the time.
const BREATH: Duration = Duration::from_millis(500);
/// So many jobs are worked on at a time, so that a slow one holds nobody up.
const AT_ONCE: usize = 4;

/// Does jobs as long as the process lives.
pub async fn do_for_ever(tools: Tools) {
    if let Err(error) = registry::plan(&tools).await {
        tracing::error!(%error, "what is done again and again cannot be planned");
    }
    let handlers = registry::handlers(&tools);
    let mut newest = tools.db.newest();
    loop {
        do_all_due(&tools, &handlers, clock::system).await;
        tokio::time::sleep(BREATH).await;
        let _ = tokio::time::timeout(until_next(&tools).await, newest.changed()).await;
    }
}

/// How long there is nothing to do, unless something is heard: until the next job falls due, at most [`PATIENCE`].
async fn until_next(tools: &Tools) -> Duration {
    let now = clock::now();
    let next = job::next_due(&tools.db, now).await.ok().flatten();
    let micros = next.and_then(|due| u64::try_from(due.0.saturating_sub(now.0)).ok());
    micros.map_or(PATIENCE, |micros| Duration::from_micros(micros).min(PATIENCE))
}

/// Does every job that is due and that somebody here can do; how many went well.
pub async fn do_all_due(
    tools: &Tools,
    handlers: &[(&'static str, Handler)],
    ctx: fn(&'static str) -> Ctx,
) -> usize {
    let (mut working, mut went_well) = (JoinSet::new(), 0);
    loop {
        while working.len() < AT_ONCE {
            let Some((handler, job)) = next(tools, handlers, &ctx("scheduler")).await else { break };
            let tools = tools.clone();
            working.spawn(async move { do_one(tools, handler, job, ctx).await });
        }
        match working.join_next().await {
            Some(ended) => went_well += usize::from(ended.unwrap_or(false)),
            None => return went_well,
        }
    }
}

async fn next(tools: &Tools, handlers: &[(&'static str, Handler)], ctx: &Ctx) -> Option<(Handler, Job)> {
    let kinds = match job::due_kinds(&tools.db, ctx.now).await {
        Ok(kinds) => kinds,
        Err(error) => {
            tracing::error!(%error, "jobs cannot be looked for");
            return None;
        }
    };
    for kind in kinds {
        let Some((_, handler)) = handlers.iter().find(|(known, _)| *known == kind) else { continue };
        match job::take_of(&tools.db, ctx, &kind).await {
            Ok(Some(job)) => return Some((*handler, job)),
            Ok(None) => {}
            Err(error) => tracing::error!(%error, kind, "the job cannot be taken"),
        }
    }
    None
}

/// Does one job; whether it went well. One that failed is tried again later.
async fn do_one(tools: Tools, handler: Handler, job: Job, ctx: fn(&'static str) -> Ctx) -> bool {
    let done = handler(tools.clone(), job.clone()).await;
    let kept = match &done {
        Ok(()) => job::close(&tools.db, &ctx("scheduler"), &job).await,
        Err(error) => {
            let told = format!("{error:#}");
            tracing::warn!(kind = job.kind, attempts = job.attempts + 1, error = told, "a job failed");
            job::failed(&tools.db, &ctx("scheduler"), &job, &told).await
        }
    };
    if let Err(error) = kept {
        tracing::error!(%error, kind = job.kind, "the job cannot be given back");
    }
    done.is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use reticolo_base::Actor;
    use reticolo_store::{Db, Vault, audit, audit::Entry};
    use reticolo_testkit::on_both;
    use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
    use uuid::Uuid;

    static RUNS: AtomicUsize = AtomicUsize::new(0);

    fn tools(db: &Db) -> Tools {
        Tools { db: db.clone(), vault: Vault::passing(), office: None, feeds: [].into() }
    }

    fn entry(action: &'static str) -> Entry<'static> {
        Entry { chain: audit::NETWORK, action, entity: "job", id: None, detail: "" }
    }

    async fn plan(db: &Db, kind: &str, jobs: usize) {
        let mut tx = db.begin(&clock::system("test")).await.unwrap();
        for number in 0..jobs {
            job::plan(&mut tx, Uuid::now_v7(), kind, &number.to_string(), clock::now(), "{}").await.unwrap();
        }
        tx.audit(entry("planned")).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Does a job once: what it writes and that it is done stand in one transaction.
    fn once(tools: Tools, job: Job) -> registry::Doing {
        Box::pin(async move {
            let mut tx = tools.db.begin(&clock::system("test")).await?;
            job::done(&mut tx, &job).await?;
            tx.emit("test.done", &job.subject).await?;
            tx.audit(entry("done")).await?;
            Ok(tx.commit().await?)
        })
    }

    fn failing(_: Tools, _: Job) -> registry::Doing {
        Box::pin(async {
            RUNS.fetch_add(1, SeqCst);
            anyhow::bail!("no luck")
        })
    }

    fn panicking(_: Tools, _: Job) -> registry::Doing {
        Box::pin(async { panic!("a bug") })
    }

    #[tokio::test]
    async fn two_nodes_do_twenty_jobs_once_each() {
        on_both(async |db| {
            plan(&db, "test.once", 20).await;
            let (one, other) = (tools(&db), tools(&db));
            let handlers: [(&'static str, Handler); 1] = [("test.once", once)];
            let (a, b) = tokio::join!(
                do_all_due(&one, &handlers, clock::system),
                do_all_due(&other, &handlers, clock::system)
            );
            let mut done: Vec<_> =
                db.events_after(0, 100).await.unwrap().into_iter().map(|event| event.body).collect();
            done.sort_by_key(|subject| subject.parse::<usize>().unwrap());
            assert_eq!(done, (0..20).map(|n| n.to_string()).collect::<Vec<_>>());
            assert_eq!(a + b, 20);
        })
        .await;
    }

    #[tokio::test]
    async fn what_fails_waits_what_panics_harms_nobody_and_what_nobody_knows_stays() {
        on_both(async |db| {
            plan(&db, "test.failing", 1).await;
            plan(&db, "test.panicking", 1).await;
            plan(&db, "test.unknown", 1).await;
            plan(&db, "test.once", 1).await;
            RUNS.store(0, SeqCst);
            let handlers: [(&'static str, Handler); 3] =
                [("test.failing", failing), ("test.panicking", panicking), ("test.once", once)];
            assert_eq!(do_all_due(&tools(&db), &handlers, clock::system).await, 1);
            assert_eq!(do_all_due(&tools(&db), &handlers, clock::system).await, 0);
            assert_eq!(RUNS.load(SeqCst), 1, "it is tried again later, not at once");
            assert_eq!(job::due_kinds(&db, clock::now()).await.unwrap(), ["test.unknown"]);
        })
        .await;
    }

    #[tokio::test]
    async fn what_is_done_again_and_again_is_planned_once_and_plans_itself_again() {
        on_both(async |db| {
            let tools = tools(&db);
            registry::plan(&tools).await.unwrap();
            registry::plan(&tools).await.unwrap();
            let handlers = registry::handlers(&tools);
            assert_eq!(do_all_due(&tools, &handlers, clock::system).await, 3);
            let tomorrow: fn(&'static str) -> Ctx = |job| {
                let now = clock::now().plus_days(1);
                Ctx::new(now, Actor::System(job), reticolo_base::Lang::It, Uuid::now_v7())
            };
            let mut due = job::due_kinds(&db, tomorrow("x").now).await.unwrap();
            due.sort();
            assert_eq!(due, ["accounts.tidy", "audit.checkpoints", "keeping.reminder"]);
        })
        .await;
    }
}
