//! `reticolo serve`: pages and API for people, figures for operators, jobs in between.

use crate::{
    clock,
    database::{self, Schema},
    exit::Exit,
    settings::Settings,
    work::{self, mail::Office},
};
use anyhow::{Context as _, Result};
use axum::serve::ListenerExt as _;
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
        let presentation = self.presentation(settings, address);
        let tools = work::Tools {
            db: db.clone(),
            vault: vault.for_jobs(),
            office: office(settings, &presentation)?,
            feeds: settings.file.feeds.clone().into(),
        };
        work::start(&finder, tools);
        let app = App::new(db.clone(), presentation, clock::now);
        let app = app.with_finder(finder).with_vault(vault);
        tracing::info!(%address, "serving");
        crate::out::note(format_args!("reticolo serves http://{address}/"));
        let live = app.live.clone();
        let moving = work::moving::start(&app);
        let service = reticolo_web::app(app).into_make_service_with_connect_info::<SocketAddr>();
        // A keystroke must not wait for the next one (Nagle's algorithm).
        let listener = listener.tap_io(|connection| {
            if let Err(error) = connection.set_nodelay(true) {
                tracing::debug!(%error, "a connection stays as it is");
            }
        });
        let end = async move {
            asked_to_end().await;
            live.close().await;
        };
        axum::serve(listener, service).with_graceful_shutdown(end).await?;
        if let Some(moving) = moving {
            moving.await.context("the simulated participants")?;
        }
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
            connections_per_address: file
                .connections_per_address
                .unwrap_or(reticolo_web::Settings::default().connections_per_address),
            ..reticolo_web::Settings::default()
        }
    }
}

/// Where mails are handed over. A demonstration writes to nobody, whatever is set.
fn office(settings: &Settings, presentation: &reticolo_web::Settings) -> Result<Option<Arc<Office>>> {
    match &settings.smtp {
        Some(smtp) if !presentation.demonstration => {
            let office = Office::of(smtp, &presentation.base_url, &presentation.name)?;
            Ok(Some(Arc::new(office)))
        }
        _ => Ok(None),
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
