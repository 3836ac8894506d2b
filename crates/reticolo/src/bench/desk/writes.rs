//! Durable referral moves with chained audit: many clients at once, beside one who waits for the disk each time.

use super::Rig;
use crate::{
    bench::{figure, live::Folder, quantile},
    clock,
    database::DOMAINS,
};
use anyhow::Result;
use clap::Args;
use reticolo_store::{Db, Vault, testing};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;
use uuid::Uuid;

/// Move referrals, durably and with their audit, many at once
#[derive(Debug, Args)]
pub struct Writes {
    /// Clients
    #[arg(long, default_value_t = 16)]
    clients: u32,
    /// Seconds of each part
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    /// A PostgreSQL server on which a passing database may be made; measured beside SQLite
    #[arg(long, env = "RETICOLO_TEST_POSTGRES")]
    postgres: Option<String>,
}

impl Writes {
    /// Measures both engines.
    ///
    /// # Errors
    /// When a move fails.
    pub async fn run(self) -> Result<()> {
        let folder = Folder::new("writes")?;
        let db = Db::open(&format!("sqlite://{}", folder.0.join("writes.db").display())).await?;
        self.engine("sqlite", db).await?;
        if let Some(server) = &self.postgres {
            let name = format!("reticolo_test_{}", Uuid::now_v7().simple());
            let db = Db::open(&testing::make_database(server, &name).await?).await?;
            let measured = self.engine("postgres", db).await;
            testing::drop_database(server, &name).await?;
            measured?;
        }
        Ok(())
    }

    async fn engine(&self, name: &str, db: Db) -> Result<()> {
        db.migrate(&clock::console(), DOMAINS).await?;
        let rig = Rig::make(db.clone(), Vault::passing()).await?;
        let alone = self.part(&rig, 1).await?;
        let mut together = self.part(&rig, self.clients).await?;
        let rate = |times: &[f64]| times.len() as f64 / Duration::from_secs(self.seconds).as_secs_f64();
        figure(&format!("writes_{name}_alone"), rate(&alone), "moves/s");
        figure(&format!("writes_{name}_together"), rate(&together), "moves/s");
        figure(&format!("writes_{name}_ratio"), rate(&together) / rate(&alone).max(1.0), "times");
        figure(&format!("writes_{name}_p50"), quantile(&mut together, 0.5), "ms");
        figure(&format!("writes_{name}_p99"), quantile(&mut together, 0.99), "ms");
        db.close().await;
        Ok(())
    }

    /// How long each move took, in milliseconds.
    async fn part(&self, rig: &Rig, clients: u32) -> Result<Vec<f64>> {
        let mut referrals = Vec::new();
        for _ in 0..clients {
            referrals.push(rig.referral().await?);
        }
        let until = Instant::now() + Duration::from_secs(self.seconds);
        let mut writing = JoinSet::new();
        for referral in referrals {
            writing.spawn(moves(rig.clone(), referral, until));
        }
        let mut times = Vec::new();
        while let Some(done) = writing.join_next().await {
            times.extend(done??);
        }
        Ok(times)
    }
}

async fn moves(rig: Rig, referral: Uuid, until: Instant) -> Result<Vec<f64>> {
    let (mut version, mut state) = rig.stands(referral).await?;
    let mut times = Vec::new();
    while Instant::now() < until {
        let begun = Instant::now();
        (version, state) = rig.moves(referral, version, state).await?;
        times.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    Ok(times)
}
