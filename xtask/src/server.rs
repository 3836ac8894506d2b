//! A demonstration server for browser tests and pictures: its own database, its own port, ended when dropped.

use crate::shell::{cargo, root, run};
use anyhow::{Context as _, Result, bail};
use std::{
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// A running server.
pub struct Server {
    child: Child,
    folder: PathBuf,
    /// Where it answers, e.g. `http://127.0.0.1:34567`.
    pub address: String,
}

impl Server {
    /// Fills a database with the demonstration network and serves it.
    pub fn demonstration(binary: &Path) -> Result<Self> {
        let folder = scratch("demo")?;
        let database = format!("sqlite://{}", folder.join("demo.db").display());
        run(Command::new(binary).args(["demo", "--database", &database]).stdout(Stdio::null()))?;
        Self::start(binary, folder, &database, &["--demonstration"])
    }

    /// Serves a database that is there.
    pub fn start(binary: &Path, folder: PathBuf, database: &str, more: &[&str]) -> Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let address = format!("http://127.0.0.1:{port}");
        let listen = format!("127.0.0.1:{port}");
        let log = std::fs::File::create(folder.join("server.log"))?;
        let child = Command::new(binary)
            .args(["serve", "--database", database, "--listen", &listen, "--base-url", &address])
            .args(more)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .context("cannot start the server")?;
        let mut server = Self { child, folder, address };
        server.wait_until_ready(port)?;
        Ok(server)
    }

    /// The process, for measuring.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    fn wait_until_ready(&mut self, port: u16) -> Result<()> {
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(60) {
            if let Some(status) = self.child.try_wait()? {
                bail!("the server ended with {status}:\n{}", self.log());
            }
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        bail!("the server did not answer within a minute:\n{}", self.log())
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.join("server.log")).unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// A folder of one's own for this run.
pub fn scratch(name: &str) -> Result<PathBuf> {
    let folder = std::env::temp_dir().join(format!("reticolo-{name}-{}", std::process::id()));
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// Builds the binary with the quick profile, unless `RETICOLO_BINARY` names one; where it is.
pub fn quick_binary() -> Result<PathBuf> {
    if let Some(binary) = std::env::var_os("RETICOLO_BINARY") {
        return Ok(PathBuf::from(binary));
    }
    run(cargo().args(["build", "--package", "reticolo"]))?;
    Ok(target().join("debug/reticolo"))
}

/// The binary that the tests have built: building it alone would build half the libraries again with other features.
pub fn tested_binary() -> Result<PathBuf> {
    let binary = target().join("debug/reticolo");
    if binary.is_file() { Ok(binary) } else { quick_binary() }
}

/// Builds the binary with the release profile; where it is.
pub fn release_binary() -> Result<PathBuf> {
    run(cargo().args(["build", "--release", "--package", "reticolo"]))?;
    Ok(target().join("release/reticolo"))
}

/// Where cargo puts what it builds.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}
