//! How long a cold start takes: a new process, from nothing to its first page; with a valid index, and without.

use super::{figure, process::memory_mb, search::network};
use crate::{clock, commands::demo, database::DOMAINS};
use anyhow::{Context as _, Result, bail};
use clap::Args;
use reticolo_directory::book::{self, Vanished};
use reticolo_store::Db;
use std::{
    net::{SocketAddr, TcpListener},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// Start with many services
#[derive(Debug, Args)]
pub struct Start {
    /// How many
    #[arg(long, default_value_t = 100_000)]
    services: u32,
    /// How often each start is measured; the middle one counts
    #[arg(long, default_value_t = 5)]
    times: u32,
}

impl Start {
    /// Runs the bench.
    ///
    /// # Errors
    /// When the database cannot be filled or the server does not answer.
    pub async fn run(self) -> Result<()> {
        let folder = std::env::temp_dir().join(format!("reticolo-bench-start-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let measured = self.measure(&folder).await;
        std::fs::remove_dir_all(&folder)?;
        measured
    }

    async fn measure(self, folder: &Path) -> Result<()> {
        let many = address_of(&folder.join("many.db"));
        fill(&many, self.services).await?;
        let (without, _) = start(&many).await?;
        figure("start_without_index", without, "s");
        let mut seconds = Vec::new();
        for _ in 0..self.times.clamp(1, 50) {
            seconds.push(start(&many).await?.0);
        }
        figure("start_with_index", super::quantile(&mut seconds, 0.5), "s");
        let small = address_of(&folder.join("demo.db"));
        let db = Db::open(&small).await?;
        db.migrate(&clock::console(), DOMAINS).await?;
        demo::fill(&db).await?;
        db.close().await;
        let (_, memory) = start(&small).await?;
        figure("start_idle_memory_demo", memory, "MB");
        Ok(())
    }
}

fn address_of(path: &Path) -> String {
    format!("sqlite://{}", path.display())
}

async fn fill(address: &str, services: u32) -> Result<()> {
    let db = Db::open(address).await?;
    db.migrate(&clock::console(), DOMAINS).await?;
    let made = network::make(services);
    book::save(&db, &clock::console(), "bench", &made.records, Vanished::Keep).await?;
    db.close().await;
    Ok(())
}

/// A server that ends with the measure.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Seconds from starting the process to its first page, and its memory in megabytes a moment later.
async fn start(database: &str) -> Result<(f64, f64)> {
    let listen = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let begun = Instant::now();
    let server = Command::new(std::env::current_exe()?)
        .args(["serve", "--database", database, "--listen", &listen.to_string(), "--log", "error"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map(Server)
        .context("starting the server")?;
    while begun.elapsed() < Duration::from_secs(120) {
        if answers(listen).await {
            let seconds = begun.elapsed().as_secs_f64();
            tokio::time::sleep(Duration::from_secs(2)).await;
            return Ok((seconds, memory_mb(server.0.id())?));
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    bail!("the server did not answer within two minutes")
}

async fn answers(address: SocketAddr) -> bool {
    let Ok(mut stream) = TcpStream::connect(address).await else { return false };
    let request = "GET /it/find?q=permesso HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    let mut answer = Vec::new();
    stream.write_all(request.as_bytes()).await.is_ok()
        && stream.read_to_end(&mut answer).await.is_ok()
        && answer.starts_with(b"HTTP/1.1 200")
}
