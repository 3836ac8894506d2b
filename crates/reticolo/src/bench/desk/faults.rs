//! Kills whoever moves referrals, at random, and looks for a move that was acknowledged and is gone, or is there by half.

use super::Rig;
use crate::{
    bench::{figure, live::Folder},
    clock,
    database::DOMAINS,
    out,
};
use anyhow::{Context as _, Result, bail};
use clap::Args;
use reticolo_store::{Db, Vault, audit, sql};
use std::{
    collections::HashMap,
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};
use tokio::task::JoinSet;
use uuid::Uuid;

/// Kill whoever moves referrals at random, and see what is lost
#[derive(Debug, Args)]
pub struct FaultsDesk {
    /// How often
    #[arg(long, default_value_t = 200)]
    cycles: u32,
    /// Referrals, each moved by a client of its own
    #[arg(long, default_value_t = 8)]
    referrals: u32,
}

/// Move the referrals of a folder until somebody kills this, and tell each move that was acknowledged
#[derive(Debug, Args)]
pub struct MoveOn {
    folder: std::path::PathBuf,
    sender: Uuid,
    receiver: Uuid,
    referrals: Vec<Uuid>,
}

async fn open(folder: &Path) -> Result<(Db, Vault)> {
    let db = Db::open(&format!("sqlite://{}", folder.join("desk.db").display())).await?;
    db.migrate(&clock::console(), DOMAINS).await?;
    let vault = Vault::open_ring(&db, &folder.join("desk.keys")).await?;
    Ok((db, vault))
}

impl MoveOn {
    /// Moves until killed.
    ///
    /// # Errors
    /// When a move fails.
    pub async fn run(self) -> Result<()> {
        let (db, vault) = open(&self.folder).await?;
        let rig = Rig::of(db, vault, (self.sender, self.receiver));
        let mut moving = JoinSet::new();
        for referral in self.referrals {
            let rig = rig.clone();
            moving.spawn(async move {
                let (mut version, mut state) = rig.stands(referral).await?;
                loop {
                    (version, state) = rig.moves(referral, version, state).await?;
                    out::line(format_args!("{referral} {version}"));
                }
            });
        }
        match moving.join_next().await {
            Some(ended) => ended?,
            None => Ok(()),
        }
    }
}

impl FaultsDesk {
    /// Runs the cycles.
    ///
    /// # Errors
    /// When anything that was acknowledged is lost, a move is there by half, or a chain of the audit is broken.
    pub async fn run(self) -> Result<()> {
        let folder = Folder::new("faults-desk")?;
        let (db, vault) = open(&folder.0).await?;
        let rig = Rig::make(db.clone(), vault).await?;
        let mut referrals = Vec::new();
        for _ in 0..self.referrals {
            referrals.push(rig.referral().await?);
        }
        let sides = rig.sides();
        db.close().await;
        let mut acknowledged: HashMap<Uuid, i64> = HashMap::new();
        let (mut lost, mut halves) = (0, 0);
        for cycle in 0..self.cycles {
            let told = one_life(&folder.0, sides, &referrals).with_context(|| format!("cycle {cycle}"))?;
            for (referral, version) in told {
                let known = acknowledged.entry(referral).or_default();
                *known = (*known).max(version);
            }
            let (gone, half) = look(&folder.0, &acknowledged).await?;
            lost += gone;
            halves += half;
        }
        self.tell(&folder.0, &acknowledged, (lost, halves)).await
    }

    async fn tell(
        &self,
        folder: &Path,
        acknowledged: &HashMap<Uuid, i64>,
        (lost, halves): (u64, u64),
    ) -> Result<()> {
        let (db, _) = open(folder).await?;
        let (entries, broken) = audit::verify(&db).await?;
        db.close().await;
        let moves: i64 = acknowledged.values().sum();
        figure("faults_desk_cycles", f64::from(self.cycles), "cycles");
        figure("faults_desk_acknowledged", moves as f64, "moves");
        figure("faults_desk_lost", lost as f64, "moves");
        figure("faults_desk_half", halves as f64, "moves");
        figure("faults_desk_audit_entries", entries as f64, "entries");
        figure("faults_desk_audit_broken", broken.len() as f64, "chains");
        if moves == 0 {
            bail!("nothing was acknowledged: this proves nothing");
        }
        if lost > 0 || halves > 0 || !broken.is_empty() {
            bail!(
                "{lost} acknowledged moves are lost, {halves} are there by half, {} chains are broken",
                broken.len()
            );
        }
        Ok(())
    }
}

/// Starts somebody who moves referrals, kills her at a random moment, and returns what had been acknowledged by then.
fn one_life(folder: &Path, (sender, receiver): (Uuid, Uuid), referrals: &[Uuid]) -> Result<Vec<(Uuid, i64)>> {
    let mut child = Command::new(std::env::current_exe()?)
        .args(["bench", "move-on"])
        .arg(folder)
        .args([sender.to_string(), receiver.to_string()])
        .args(referrals.iter().map(Uuid::to_string))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let output = child.stdout.take().context("its output")?;
    let (first, begun) = std::sync::mpsc::channel();
    let reading = std::thread::spawn(move || {
        let lines = BufReader::new(output).lines().map_while(Result::ok).inspect(|_| {
            // Only the first word is waited for; later nobody listens.
            let _ = first.send(());
        });
        // The last line may be cut in the middle: what cannot be read was not told.
        let read = |line: String| {
            let (referral, version) = line.split_once(' ')?;
            Some((referral.parse().ok()?, version.parse().ok()?))
        };
        lines.filter_map(read).collect::<Vec<(Uuid, i64)>>()
    });
    let drawn = u64::try_from(Uuid::now_v7().as_u128() & 0xffff).unwrap_or_default();
    begun.recv_timeout(Duration::from_secs(60)).context("nothing was acknowledged within a minute")?;
    std::thread::sleep(Duration::from_millis(drawn % 700));
    child.kill()?;
    child.wait()?;
    reading.join().map_err(|_| anyhow::anyhow!("reading what was acknowledged"))
}

/// What was acknowledged and is not there; and referrals whose version, events and state do not belong together.
async fn look(folder: &Path, acknowledged: &HashMap<Uuid, i64>) -> Result<(u64, u64)> {
    let (db, _) = open(folder).await?;
    let find = sql!(
        "select r.version, r.state, count(e.number), max(e.number),
            (select l.state from referral_event l where l.referral_id = r.id order by l.number desc limit 1)
         from referral r join referral_event e on e.referral_id = r.id where r.id = $1 group by r.id, r.version, r.state"
    );
    let (mut lost, mut halves) = (0, 0);
    for (referral, version) in acknowledged {
        let row = db.row(find.bind(*referral)).await?.context("a referral that was there")?;
        let stored: i64 = row.get(0)?;
        lost += u64::try_from((version - stored).max(0)).unwrap_or_default();
        let whole = row.get::<i64>(2)? == stored
            && row.get::<i64>(3)? == stored
            && row.get::<String>(1)? == row.get::<String>(4)?;
        halves += u64::from(!whole);
    }
    db.close().await;
    Ok((lost, halves))
}
