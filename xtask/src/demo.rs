//! `cargo xtask demo`: from a fresh clone to the open demonstration.

use crate::{
    assets, server,
    shell::{has, root, run, step},
};
use anyhow::{Result, bail};
use clap::Args;
use std::{
    net::TcpStream,
    process::{Command, Stdio},
    time::Duration,
};

/// Serve the demonstration
#[derive(Args)]
pub struct Demo {
    /// The port on this machine
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Do not open a browser
    #[arg(long)]
    no_open: bool,
    /// Make everything ready, but do not serve
    #[arg(long)]
    prepare: bool,
}

impl Demo {
    /// Runs the task; ends when the server is stopped (Ctrl-C).
    pub fn run(self) -> Result<()> {
        if TcpStream::connect(("127.0.0.1", self.port)).is_ok() {
            bail!("something answers on port {} already: choose another with --port", self.port);
        }
        assets::build(false)?;
        let binary = step(
            "building with the quick profile (the first time takes some minutes)",
            server::quick_binary,
        )?;
        let folder = root().join("var");
        std::fs::create_dir_all(&folder)?;
        let database = format!("sqlite://{}", folder.join("demo.db").display());
        step("filling the demonstration database in var/", || {
            run(Command::new(&binary).args(["demo", "--database", &database]))
        })?;
        if self.prepare {
            return Ok(());
        }
        let address = format!("http://127.0.0.1:{}", self.port);
        println!("\n   The demonstration is at  {address}/demo\n   Stop it with Ctrl-C.\n");
        if !self.no_open {
            open_when_ready(self.port, format!("{address}/demo"));
        }
        let listen = format!("127.0.0.1:{}", self.port);
        run(Command::new(&binary).args([
            "serve",
            "--database",
            &database,
            "--listen",
            &listen,
            "--base-url",
            &address,
            "--demonstration",
            "--log",
            "warn",
        ]))
    }
}

/// Opens the browser of a desktop once the server answers; without a desktop the printed address must do.
fn open_when_ready(port: u16, page: String) {
    let desktop = std::env::var_os("DISPLAY").is_some() || std::env::var_os("WAYLAND_DISPLAY").is_some();
    let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    if !(cfg!(target_os = "macos") || desktop && has(opener)) {
        return;
    }
    std::thread::spawn(move || {
        for _ in 0..600 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                let _ = Command::new(opener).arg(&page).stdout(Stdio::null()).stderr(Stdio::null()).status();
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    });
}
