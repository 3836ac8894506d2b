//! Many connections that ask one after another, as browsers do over a kept connection.

use super::{figure, process::cpu_seconds, quantile};
use anyhow::{Context as _, Result, bail};
use clap::Args;
use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// Load a server on this machine
#[derive(Debug, Args)]
pub struct Load {
    /// Where it listens; the loopback only
    address: SocketAddr,
    /// The path to ask for
    path: String,
    /// The server's process
    #[arg(long)]
    pid: Option<u32>,
    /// The name of the figures
    #[arg(long, default_value = "load")]
    name: String,
    /// Connections at once
    #[arg(long, default_value_t = 64)]
    connections: usize,
    /// Seconds, after a second of warming up
    #[arg(long, default_value_t = 5)]
    seconds: u64,
}

impl Load {
    /// Runs the load.
    ///
    /// # Errors
    /// For an address beyond this machine, or a server that does not answer with 200.
    pub async fn run(self) -> Result<()> {
        if !self.address.ip().is_loopback() {
            bail!("load is for this machine only: {} is not on the loopback", self.address);
        }
        self.round(Duration::from_secs(1)).await?;
        let before = self.pid.map(cpu_seconds).transpose()?;
        let begun = Instant::now();
        let (mut times, bytes) = self.round(Duration::from_secs(self.seconds.clamp(1, 60))).await?;
        let seconds = begun.elapsed().as_secs_f64();
        let answers = times.len() as f64;
        let name = &self.name;
        figure(&format!("{name}_per_second"), answers / seconds, "pages/s");
        figure(&format!("{name}_p50"), quantile(&mut times, 0.5) * 1e3, "ms");
        figure(&format!("{name}_p99"), quantile(&mut times, 0.99) * 1e3, "ms");
        figure(&format!("{name}_size"), bytes as f64 / answers / 1024.0, "KB");
        if let (Some(pid), Some(before)) = (self.pid, before) {
            let used = cpu_seconds(pid)? - before;
            figure(&format!("{name}_per_cpu_second"), answers / used.max(0.01), "pages/cpu-s");
        }
        Ok(())
    }

    async fn round(&self, time: Duration) -> Result<(Vec<f64>, usize)> {
        let until = Instant::now() + time;
        let mut workers = tokio::task::JoinSet::new();
        for _ in 0..self.connections.clamp(1, 512) {
            workers.spawn(ask_until(self.address, request(&self.path, self.address), until));
        }
        let (mut times, mut bytes) = (Vec::new(), 0);
        while let Some(done) = workers.join_next().await {
            let (some, size) = done??;
            times.extend(some);
            bytes += size;
        }
        Ok((times, bytes))
    }
}

fn request(path: &str, address: SocketAddr) -> String {
    format!(
        "GET {path} HTTP/1.1\r\nHost: {address}\r\nAccept: text/html\r\nAccept-Language: it,en;q=0.5\r\n\
         User-Agent: reticolo-bench\r\nConnection: keep-alive\r\n\r\n"
    )
}

async fn ask_until(address: SocketAddr, request: String, until: Instant) -> Result<(Vec<f64>, usize)> {
    let mut stream = TcpStream::connect(address).await.context("connecting")?;
    stream.set_nodelay(true)?;
    let (mut times, mut bytes, mut buffer) = (Vec::new(), 0, Vec::with_capacity(1 << 16));
    while Instant::now() < until {
        let begun = Instant::now();
        stream.write_all(request.as_bytes()).await?;
        bytes += read_answer(&mut stream, &mut buffer).await?;
        times.push(begun.elapsed().as_secs_f64());
    }
    Ok((times, bytes))
}

/// Reads one answer; its size in bytes. Understands `Content-Length` and chunked bodies.
async fn read_answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Result<usize> {
    buffer.clear();
    let head = loop {
        if let Some(at) = find(buffer, b"\r\n\r\n") {
            break at + 4;
        }
        more(stream, buffer).await?;
    };
    let text = String::from_utf8_lossy(buffer.get(..head).unwrap_or_default()).to_ascii_lowercase();
    if !text.starts_with("http/1.1 200") {
        bail!("the server answered {}", text.lines().next().unwrap_or(""));
    }
    let length =
        text.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse::<usize>().ok());
    match length {
        Some(length) => {
            while buffer.len() < head + length {
                more(stream, buffer).await?;
            }
        }
        None => {
            while !buffer.ends_with(b"\r\n0\r\n\r\n") {
                more(stream, buffer).await?;
            }
        }
    }
    Ok(buffer.len())
}

async fn more(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Result<()> {
    if stream.read_buf(buffer).await? == 0 {
        bail!("the server closed the connection");
    }
    Ok(())
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}
