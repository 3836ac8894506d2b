//! Tables full of people who write: real WebSockets, real Yjs updates, a real server with its guard and its database.

pub mod cafe;
pub mod line;
mod load;

use super::{
    figure,
    process::{cpu_seconds, memory_mb},
    quantile,
};
use crate::{clock, database::DOMAINS};
use anyhow::{Context as _, Result, bail};
use clap::Args;
use line::Kind;
use reticolo_store::Db;
use std::{
    cell::Cell,
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};
use tokio::net::TcpStream;

/// Write at many tables at once
#[derive(Debug, Args)]
pub struct Live {
    /// Clients; without it first 500 at 50 tables, then 5,000 at 500
    #[arg(long)]
    clients: Option<u32>,
    /// Tables
    #[arg(long, default_value_t = 50)]
    tables: u32,
    /// Edits a second, of all clients together
    #[arg(long, default_value_t = 8000.0)]
    rate: f64,
    /// Seconds
    #[arg(long, default_value_t = 10.0)]
    seconds: f64,
    /// A Hocuspocus on this machine instead of our own server
    #[arg(long, requires = "pid")]
    peer: Option<SocketAddr>,
    /// Its process
    #[arg(long)]
    pid: Option<u32>,
}

impl Live {
    /// Runs the bench.
    ///
    /// # Errors
    /// When a server does not start, or sends somebody away.
    pub async fn run(self) -> Result<()> {
        let sizes = match self.clients {
            Some(clients) => vec![(clients, self.tables)],
            None => vec![(500, 50), (5_000, 500)],
        };
        for (clients, tables) in sizes {
            if clients == 0 || tables == 0 || clients < tables {
                bail!("at least one client at each table");
            }
            self.measure(clients, tables).await?;
        }
        Ok(())
    }

    async fn measure(&self, clients: u32, tables: u32) -> Result<()> {
        let folder = Folder::new("live")?;
        let db = fresh(&folder.0).await?;
        let places = cafe::fill(&db, &clock::console(), tables, clients / tables).await?;
        db.close().await;
        let (server, kind, address, pid) = match (self.peer, self.pid) {
            (Some(peer), Some(pid)) => (None, Kind::Hocuspocus, peer, pid),
            _ => {
                let server = Server::start(&folder.0).await?;
                let (address, pid) = (server.address, server.child.id());
                (Some(server), Kind::Reticolo, address, pid)
            }
        };
        let empty = memory_mb(pid)?;
        let (full, cpu) = (Cell::new(empty), Cell::new(Vec::new()));
        let connected = || {
            full.set(memory_mb(pid)?);
            Ok(())
        };
        let about = || {
            let mut seen = cpu.take();
            seen.push(cpu_seconds(pid)?);
            cpu.set(seen);
            Ok(())
        };
        let measured = load::run((kind, address), &places, self.rate, self.seconds, connected, about).await?;
        drop(server);
        let name = format!("live_{clients}{}", if kind == Kind::Reticolo { "" } else { "_hocuspocus" });
        let used = match cpu.take().as_slice() {
            [before, after] => after - before,
            _ => f64::NAN,
        };
        print(&name, measured, used, (full.get() - empty) / f64::from(clients), clients / tables)
    }
}

fn print(name: &str, mut measured: load::Measured, cpu: f64, memory: f64, at_table: u32) -> Result<()> {
    let due = measured.sent * u64::from(at_table - 1);
    figure(&format!("{name}_updates"), measured.sent as f64 / measured.took, "updates/s");
    figure(&format!("{name}_deliveries"), measured.delivered as f64 / measured.took, "deliveries/s");
    figure(&format!("{name}_delivered"), measured.delivered as f64 / due.max(1) as f64 * 100.0, "%");
    figure(&format!("{name}_cpu"), cpu / measured.delivered.max(1) as f64 * 1e6, "us/delivery");
    figure(&format!("{name}_p50"), quantile(&mut measured.seconds, 0.5) * 1e3, "ms");
    figure(&format!("{name}_p99"), quantile(&mut measured.seconds, 0.99) * 1e3, "ms");
    figure(&format!("{name}_memory"), memory * 1024.0, "KB/client");
    Ok(())
}

/// A folder that is gone when this is dropped.
pub struct Folder(pub PathBuf);

impl Folder {
    /// Makes it.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn new(name: &str) -> Result<Self> {
        let path = std::env::temp_dir().join(format!("reticolo-bench-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path)?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed now lies in the temporary folder.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// An empty database in a folder.
///
/// # Errors
/// When it cannot be made.
pub async fn fresh(folder: &Path) -> Result<Db> {
    let path = folder.join("live.db");
    if path.exists() {
        std::fs::remove_file(&path)?;
    }
    let db = Db::open(&format!("sqlite://{}", path.display())).await?;
    db.migrate(&clock::console(), DOMAINS).await?;
    Ok(db)
}

/// A server of this program over the database of a folder; killed when dropped.
pub struct Server {
    /// The process.
    pub child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Server {
    /// Starts it and waits until it listens.
    ///
    /// # Errors
    /// When it does not within two minutes.
    pub async fn start(folder: &Path) -> Result<Self> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let settings = folder.join("live.toml");
        // All clients of a bench share one address.
        std::fs::write(&settings, "connections_per_address = 100000\n")?;
        let database = format!("sqlite://{}", folder.join("live.db").display());
        let log = std::fs::File::create(folder.join("server.log"))?;
        let child = Command::new(std::env::current_exe()?)
            .args([
                "serve",
                "--database",
                &database,
                "--listen",
                &address.to_string(),
                "--log",
                "warn",
                "--config",
            ])
            .arg(&settings)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .context("starting the server")?;
        let mut server = Self { child, address };
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(120) {
            if let Some(status) = server.child.try_wait()? {
                let log = std::fs::read_to_string(folder.join("server.log")).unwrap_or_default();
                bail!("the server ended with {status}:\n{log}");
            }
            if TcpStream::connect(address).await.is_ok() {
                return Ok(server);
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        bail!("the server did not answer within two minutes")
    }

    /// Ends it at once, as a power cut would: nothing of it runs any more when this returns.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}
