//! `reticolo serve`: pages and API for people, figures for operators, jobs in between.

use crate::{
    clock,
    database::{self, Schema},
    exit::Exit,
    settings::Settings,
    work,
};
use anyhow::{Context as _, Result};
use clap::Args;
use reticolo_base::{Lang, Text};
use reticolo_directory::find::Finder;
use reticolo_web::{App, Tiles};
use std::{net::SocketAddr, sync::Arc};
use tokio::net::TcpListener;

/// Serve pages and the open API
#[derive(Debug, Args)]
pub struct Serve {
    /// The address to listen on; put a proxy with TLS before it when others than this machine shall reach it
    #[arg(long, env = "RETICOLO_LISTEN", value_name = "IP:PORT")]
    listen: Option<SocketAddr>,

    /// Serve Prometheus figures at /metrics on this address; keep it off the public network
    #[arg(long, env = "RETICOLO_METRICS", value_name = "IP:PORT")]
    metrics: Option<SocketAddr>,

    /// How people reach the site: used in share links, QR codes and the sitemap
    #[arg(long, env = "RETICOLO_BASE_URL", value_name = "URL")]
    base_url: Option<String>,

    /// Mark every page as a demonstration and keep search engines out
    #[arg(long, env = "RETICOLO_DEMONSTRATION")]
    demonstration: bool,

    /// A server that speaks LibreTranslate's POST /translate: a person at a table may ask it for a translation
    #[arg(long, env = "RETICOLO_TRANSLATE_URL", value_name = "URL")]
    translate_url: Option<String>,

    /// Its key; give it in the environment, where other people of the machine do not see it
    #[arg(long, env = "RETICOLO_TRANSLATE_KEY", value_name = "KEY", hide_env_values = true)]
    translate_key: Option<String>,

    /// Do not migrate: refuse to serve a database that is behind
    #[arg(long)]
    no_migrate: bool,
}

impl Serve {
    /// Serves until the process is asked to end (Ctrl-C or SIGTERM); answers under way are finished first.
    ///
    /// # Errors
    /// When the database, the index or the address cannot be used.
    pub async fn run(self, settings: &Settings) -> Result<Exit> {
        let schema = if self.no_migrate { Schema::Check } else { Schema::Migrate };
        let db = database::open(settings, schema).await?;
        let vault = database::vault(&db, settings).await?;
        if let Some(address) = self.metrics.or(settings.file.metrics) {
            figures(address)?;
        }
        let finder = Finder::open(&db, &settings.folder, clock::now()).await.context("the search index")?;
        let finder = Arc::new(finder);
        let listen = self.listen.or(settings.file.listen).unwrap_or(SocketAddr::from(([127, 0, 0, 1], 8080)));
        let listener =
            TcpListener::bind(listen).await.with_context(|| format!("cannot listen on {listen}"))?;
        let address = listener.local_addr()?;
        work::start(&db, &finder, settings);
        let app = App::new(db.clone(), self.presentation(settings, address), clock::now);
        let app = app.with_finder(finder).with_vault(vault);
        tracing::info!(%address, "serving");
        crate::out::note(format_args!("reticolo serves http://{address}/"));
        let service = reticolo_web::app(app).into_make_service_with_connect_info::<SocketAddr>();
        axum::serve(listener, service).with_graceful_shutdown(asked_to_end()).await?;
        db.close().await;
        Ok(Exit::Fine)
    }

    /// The server that translates contributions, if one is configured.
    fn translation(&self, file: &crate::settings::File) -> Option<reticolo_web::Translate> {
        let url = self.translate_url.clone().or_else(|| file.translate_url.clone())?;
        let key = self.translate_key.clone().or_else(|| file.translate_key.clone());
        usable(&url).then_some(reticolo_web::Translate { url, key })
    }

    fn presentation(&self, settings: &Settings, address: SocketAddr) -> reticolo_web::Settings {
        let file = &settings.file;
        let base_url = self.base_url.clone().or_else(|| file.base_url.clone());
        let name: Text = file.name.iter().map(|(lang, name)| (*lang, name.clone())).collect();
        reticolo_web::Settings {
            base_url: base_url
                .map_or_else(|| format!("http://{address}"), |url| url.trim_end_matches('/').to_owned()),
            name: if name.is_empty() { Text::of(Lang::It, "Reticolo") } else { name },
            demonstration: self.demonstration || file.demonstration.unwrap_or(false),
            trust_proxy: file.behind_proxy.unwrap_or(false),
            tiles: file.tiles.clone().map(|template| Tiles {
                template,
                credit: file.tiles_attribution.clone().unwrap_or_default(),
            }),
            translate: self.translation(file),
            contact: reticolo_web::Contact {
                phone: file.contact_phone.clone(),
                email: file.contact_email.clone(),
            },
            source_url: file.source_url.clone(),
            ..reticolo_web::Settings::default()
        }
    }
}

/// An address that can be asked; anything else is left out, and said.
fn usable(url: &str) -> bool {
    let usable = url.starts_with("https://") || url.starts_with("http://");
    if !usable {
        tracing::warn!(
            "the address of the translation server must start with https:// or http://; nothing is translated"
        );
    }
    usable
}

/// Serves `/metrics` on an address of its own.
fn figures(address: SocketAddr) -> Result<()> {
    metrics_exporter_prometheus::PrometheusBuilder::new()
        .with_http_listener(address)
        .install()
        .with_context(|| format!("cannot serve figures on {address}"))
}

/// Ends on Ctrl-C, and on SIGTERM where there is one.
async fn asked_to_end() {
    let interrupt = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending::<()>().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
