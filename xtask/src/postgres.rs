//! PostgreSQL for tests: the server named by `RETICOLO_TEST_POSTGRES`, else a private cluster of the system's
//! binaries, on the loopback, as an unprivileged user, gone when the tests end.

use crate::{
    shell::{command, run},
    system::{install, is_root},
};
use anyhow::{Context as _, Result, bail};
use std::{
    net::TcpListener,
    path::{Path, PathBuf},
    process::Command,
};

/// A server for tests; a private one ends when this is dropped.
pub struct Postgres {
    /// The address for `RETICOLO_TEST_POSTGRES`.
    pub address: String,
    private: Option<Private>,
}

struct Private {
    binaries: PathBuf,
    folder: PathBuf,
}

impl Postgres {
    /// Finds or starts a server.
    pub fn start() -> Result<Self> {
        if let Some(address) = std::env::var("RETICOLO_TEST_POSTGRES").ok().filter(|a| !a.is_empty()) {
            return Ok(Self { address, private: None });
        }
        let binaries = match binaries() {
            Some(binaries) => binaries,
            None => {
                install("PostgreSQL", &["postgresql"])?;
                binaries().context("PostgreSQL was installed but its binaries are not found")?
            }
        };
        Self::start_private(binaries)
    }

    fn start_private(binaries: PathBuf) -> Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let folder = std::env::temp_dir().join(format!("reticolo-postgres-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        if is_root() {
            run(command("chown").args(["postgres", &folder.to_string_lossy()]))?;
        }
        let data = folder.join("data");
        let quiet = folder.join("log");
        run(unprivileged(&binaries.join("initdb"), &folder)
            .args(["--auth=trust", "--username=reticolo", "--encoding=UTF8", "--no-sync", "-D"])
            .arg(&data)
            .stdout(std::process::Stdio::null()))?;
        let options = format!(
            "-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off \
             -c synchronous_commit=off -c full_page_writes=off -c max_connections=300"
        );
        let started = run(unprivileged(&binaries.join("pg_ctl"), &folder)
            .args(["start", "--wait", "--silent", "-D"])
            .arg(&data)
            .arg("-l")
            .arg(&quiet)
            .args(["-o", &options])
            .stdout(std::process::Stdio::null()));
        let private = Some(Private { binaries, folder });
        let address = format!("postgres://reticolo@127.0.0.1:{port}/postgres");
        let server = Self { address, private };
        match started {
            Ok(()) => Ok(server),
            Err(error) => bail!("{error}\n{}", std::fs::read_to_string(quiet).unwrap_or_default()),
        }
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let Some(private) = &self.private else { return };
        let stopped = run(unprivileged(&private.binaries.join("pg_ctl"), &private.folder)
            .args(["stop", "--silent", "--mode=immediate", "-D"])
            .arg(private.folder.join("data")));
        if let Err(error) = stopped.and_then(|()| Ok(std::fs::remove_dir_all(&private.folder)?)) {
            eprintln!("the private PostgreSQL in {} is left: {error}", private.folder.display());
        }
    }
}

/// PostgreSQL refuses to run as root, so root lends it to the package's own user.
fn unprivileged(program: &Path, folder: &Path) -> Command {
    let mut command = if is_root() {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups", "--"]).arg(program);
        command
    } else {
        Command::new(program)
    };
    command.current_dir(folder);
    command
}

/// The folder of the newest installed version.
fn binaries() -> Option<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt"]
        .iter()
        .filter_map(|folder| std::fs::read_dir(folder).ok())
        .flatten()
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let name = path.file_name()?.to_string_lossy().replace("postgresql@", "");
            Some((name.parse().ok()?, path.join("bin")))
        })
        .filter(|(_, bin)| bin.join("initdb").is_file())
        .collect();
    versions.sort();
    versions.pop().map(|(_, bin)| bin).or_else(|| {
        let path = std::env::var_os("PATH")?;
        std::env::split_paths(&path).find(|folder| folder.join("initdb").is_file())
    })
}
