//! Pages: ours, and the same rows in fastify + EJS and in Django, one after another on this machine.

use crate::{
    python,
    server::{Server, scratch},
    shell::{command, output, root, run as run_to_end},
};
use anyhow::{Context as _, Result};
use std::{
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

const WORDS: &str = "permesso";

/// Measures ours, then the peers.
pub fn run(binary: &Path, peers: bool) -> Result<()> {
    let folder = scratch("pages")?;
    let database = format!("sqlite://{}", folder.join("rows.db").display());
    run_quietly(Command::new(binary).args(["demo", "--database", &database]))?;
    let rows = folder.join("rows.json");
    run_quietly(Command::new(binary).args(["export", "hsds"]).arg(&rows).args(["--database", &database]))?;
    let card = first_service(binary, &database)?;
    let paths = [("results", format!("/it/find?q={WORDS}")), ("card", format!("/it/services/{card}"))];

    let server = Server::start(binary, folder, &database, &["--demonstration", "--log", "error"])?;
    let rows_kept = std::fs::read(&rows).context("the exported rows")?;
    measure(binary, "ours", &server.address, server.id(), &paths)?;
    drop(server);
    if !peers {
        return Ok(());
    }
    let folder = scratch("peers")?;
    let rows = folder.join("rows.json");
    std::fs::write(&rows, rows_kept)?;
    fastify(binary, &folder, &rows, &paths)?;
    django(binary, &rows, &paths)?;
    Ok(std::fs::remove_dir_all(folder)?)
}

fn run_quietly(command: &mut Command) -> Result<()> {
    run_to_end(command.stdout(Stdio::null()))
}

fn first_service(binary: &Path, database: &str) -> Result<String> {
    let found =
        output(command(&binary.to_string_lossy()).args(["search", WORDS, "--json", "--database", database]))?;
    let found: serde_json::Value = serde_json::from_str(&found)?;
    let id = found.pointer("/hits/0/id").and_then(serde_json::Value::as_str);
    id.map(str::to_owned).context("the search found nothing")
}

fn measure(binary: &Path, who: &str, address: &str, pid: u32, paths: &[(&str, String)]) -> Result<()> {
    let address = address.trim_start_matches("http://");
    for (what, path) in paths {
        let name = format!("pages_{what}_{who}");
        run_to_end(command(&binary.to_string_lossy()).args([
            "bench",
            "load",
            address,
            path,
            "--name",
            &name,
            "--pid",
            &pid.to_string(),
        ]))?;
    }
    Ok(())
}

fn fastify(binary: &Path, folder: &Path, rows: &Path, paths: &[(&str, String)]) -> Result<()> {
    let source = root().join("benches/peers/pages");
    run_to_end(command("cp").arg("-r").arg(source.join(".")).arg(folder))?;
    run_to_end(command("npm").args(["ci", "--no-audit", "--no-fund", "--silent"]).current_dir(folder))?;
    let mut node = command("node");
    node.arg(folder.join("server.mjs")).env("NODE_ENV", "production");
    peer(binary, "fastify", &mut node, rows, paths)
}

fn django(binary: &Path, rows: &Path, paths: &[(&str, String)]) -> Result<()> {
    let programs = python::environment("peer-pages", &["django==5.2.8", "waitress==3.0.2"])?;
    let mut python = command(&programs.join("python").to_string_lossy());
    python.arg(root().join("benches/peers/pages/app.py"));
    peer(binary, "django", &mut python, rows, paths)
}

struct Peer(Child);

impl Drop for Peer {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn peer(
    binary: &Path,
    who: &str,
    command: &mut Command,
    rows: &Path,
    paths: &[(&str, String)],
) -> Result<()> {
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let child = command.arg(rows).arg(port.to_string()).stdin(Stdio::null()).stdout(Stdio::null()).spawn()?;
    let peer = Peer(child);
    for _ in 0..200 {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            break;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    measure(binary, who, &format!("127.0.0.1:{port}"), peer.0.id(), paths)
}
