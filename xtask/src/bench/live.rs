//! Live tables: ours, and Hocuspocus beside it, with the same clients.

use crate::{
    server::scratch,
    shell::{command, root, run as run_to_end},
};
use anyhow::{Context as _, Result, bail};
use std::{
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

/// Each client is two open files, one at each end.
const OPEN_FILES: &str = "20000";

/// Measures ours, then the peer.
pub fn run(binary: &Path, peer: bool) -> Result<()> {
    bench(binary, &[])?;
    if peer { hocuspocus(binary) } else { Ok(()) }
}

fn bench(binary: &Path, more: &[&str]) -> Result<()> {
    run_to_end(with_files(&binary.to_string_lossy()).args(["bench", "live"]).args(more))
}

/// A program that may open many files.
fn with_files(program: &str) -> Command {
    let mut command = command("sh");
    let script = format!("ulimit -n {OPEN_FILES} 2>/dev/null || ulimit -n $(ulimit -Hn); exec \"$0\" \"$@\"");
    command.args(["-c", &script, program]);
    command
}

struct Peer(Child);

impl Drop for Peer {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn hocuspocus(binary: &Path) -> Result<()> {
    for (clients, tables) in [("500", "50"), ("5000", "500")] {
        let folder = scratch("hocuspocus")?;
        let source = root().join("benches/peers/live");
        run_to_end(command("cp").arg("-r").arg(source.join(".")).arg(&folder))?;
        run_to_end(command("npm").args(["ci", "--no-audit", "--no-fund", "--silent"]).current_dir(&folder))?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let child = with_files("node")
            .arg(folder.join("server.mjs"))
            .args([port.to_string(), folder.join("documents").to_string_lossy().into_owned()])
            .env("NODE_ENV", "production")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .context("starting Hocuspocus")?;
        let peer = Peer(child);
        wait(port)?;
        let (address, pid) = (format!("127.0.0.1:{port}"), peer.0.id().to_string());
        bench(binary, &["--peer", &address, "--pid", &pid, "--clients", clients, "--tables", tables])?;
        drop(peer);
        std::fs::remove_dir_all(folder)?;
    }
    Ok(())
}

fn wait(port: u16) -> Result<()> {
    for _ in 0..200 {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    bail!("Hocuspocus did not answer within twenty seconds")
}
