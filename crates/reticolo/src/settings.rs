//! Settings: a flag wins over the environment, the environment over the file, the file over the default.

use anyhow::{Context as _, Result, bail};
use clap::Args;
use reticolo_base::Lang;
use reticolo_store::vault::Places;
use serde::Deserialize;
use std::{
    collections::BTreeMap,
    net::SocketAddr,
    path::{Path, PathBuf},
};

/// Flags that every command understands.
#[derive(Debug, Clone, Default, Args)]
pub struct Flags {
    /// The database: `sqlite://FILE` (made when missing) or `postgres://USER@HOST/NAME`
    #[arg(long, global = true, env = "RETICOLO_DATABASE", value_name = "ADDRESS", help_heading = "Settings")]
    pub database: Option<String>,

    /// A TOML file with settings; `reticolo.toml` in this folder is read when there is one
    #[arg(long, global = true, env = "RETICOLO_CONFIG", value_name = "FILE", help_heading = "Settings")]
    pub config: Option<PathBuf>,

    /// Where the search index is kept; beside a SQLite file by default
    #[arg(long, global = true, env = "RETICOLO_FOLDER", value_name = "FOLDER", help_heading = "Settings")]
    pub folder: Option<PathBuf>,

    /// The file with the keys of the vault: outside the database, its owner's alone, backed up apart; made when missing
    #[arg(long, global = true, env = "RETICOLO_KEYS", value_name = "FILE", help_heading = "Settings")]
    pub keys: Option<PathBuf>,

    /// The erasure ledger: who was erased. It lies beside the keys by default (`….keys.erased`), and the signed checkpoints of the
    /// audit beside it; nodes of one database share it
    #[arg(long, global = true, env = "RETICOLO_LEDGER", value_name = "FILE", help_heading = "Settings")]
    pub ledger: Option<PathBuf>,

    /// What is logged, e.g. `info` or `reticolo_web=debug,warn`
    #[arg(long, global = true, env = "RETICOLO_LOG", value_name = "FILTER", help_heading = "Settings")]
    pub log: Option<String>,

    /// Logs as lines of `text` or as `json`
    #[arg(
        long,
        global = true,
        env = "RETICOLO_LOG_FORMAT",
        value_name = "FORMAT",
        help_heading = "Settings"
    )]
    pub log_format: Option<LogFormat>,
}

/// How log lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    Text,
    /// For collectors.
    Json,
}

/// The settings file.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct File {
    /// As the flag.
    pub database: Option<String>,
    /// As the flag.
    pub folder: Option<PathBuf>,
    /// As the flag.
    pub keys: Option<PathBuf>,
    /// As the flag.
    pub ledger: Option<PathBuf>,
    /// As the flag.
    pub log: Option<String>,
    /// As the flag.
    pub log_format: Option<LogFormat>,
    /// The address on which pages are served.
    pub listen: Option<SocketAddr>,
    /// The address on which `/metrics` is served; nowhere by default.
    pub metrics: Option<SocketAddr>,
    /// How people reach the site, e.g. `https://reticolo.example.org`.
    pub base_url: Option<String>,
    /// The name of the network on people's pages, per language.
    pub name: BTreeMap<Lang, String>,
    /// Marks every page as a demonstration and keeps search engines out.
    pub demonstration: Option<bool>,
    /// A tile server for maps, e.g. `https://tiles.example.org/{z}/{x}/{y}.png`; none by default.
    pub tiles: Option<String>,
    /// Attribution that the tile server asks for.
    pub tiles_attribution: Option<String>,
    /// A server that speaks LibreTranslate's `POST /translate`, e.g. `https://translate.example.org`; none by default.
    pub translate_url: Option<String>,
    /// Its key, if it wants one; better in `RETICOLO_TRANSLATE_KEY`.
    pub translate_key: Option<String>,
    /// A telephone number at which a human answers; shown on every page.
    pub contact_phone: Option<String>,
    /// A mail address at which a human answers.
    pub contact_email: Option<String>,
    /// Where the source code of this installation is published.
    pub source_url: Option<String>,
    /// Believe `X-Forwarded-For` of a proxy on this machine.
    pub behind_proxy: Option<bool>,
    /// The mail server; without one mails wait.
    pub smtp: Option<Smtp>,
    /// How many connections of one address may stay open (tables, consoles): a whole school may share one.
    pub connections_per_address: Option<usize>,
    /// Addresses that are read again on a schedule.
    #[serde(rename = "feed")]
    pub feeds: Vec<Feed>,
}

/// The mail server to which mails are handed over.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Smtp {
    /// Its name: `smtp.example.org`.
    pub host: String,
    /// Its port; by default that of the way of speaking.
    pub port: Option<u16>,
    /// The name with which one signs in there.
    pub user: Option<String>,
    /// The password; better in `RETICOLO_SMTP_PASSWORD` than in the file.
    pub password: Option<String>,
    /// The sender: `Reticolo <reticolo@example.org>`.
    pub from: String,
    /// How the connection is made safe.
    #[serde(default)]
    pub tls: Safety,
}

/// How a connection to a mail server is made safe.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Safety {
    /// It begins open and is made safe before anything is said (port 587).
    #[default]
    Starttls,
    /// It is safe from the beginning (port 465).
    Tls,
    /// Not at all: a server on this machine only.
    None,
}

impl Smtp {
    /// The port.
    pub fn port(&self) -> u16 {
        self.port.unwrap_or(match self.tls {
            Safety::Starttls => 587,
            Safety::Tls => 465,
            Safety::None => 25,
        })
    }

    /// The settings of the file with the environment above them; none without a server's name.
    fn read(file: Option<Self>, set: impl Fn(&str) -> Option<String>) -> Result<Option<Self>> {
        let said = |name: &str| set(&format!("RETICOLO_SMTP_{name}")).filter(|value| !value.is_empty());
        let port =
            said("PORT").map(|port| port.parse()).transpose().context("RETICOLO_SMTP_PORT is no port")?;
        let tls = match said("TLS").as_deref() {
            None => None,
            Some("starttls") => Some(Safety::Starttls),
            Some("tls") => Some(Safety::Tls),
            Some("none") => Some(Safety::None),
            Some(_) => bail!("RETICOLO_SMTP_TLS must be starttls, tls or none"),
        };
        let mut smtp = match (file, said("HOST")) {
            (Some(file), host) => Self { host: host.unwrap_or(file.host), ..file },
            (None, Some(host)) => Self {
                host,
                port: None,
                user: None,
                password: None,
                from: String::new(),
                tls: Safety::default(),
            },
            (None, None) => return Ok(None),
        };
        smtp.port = port.or(smtp.port);
        smtp.tls = tls.unwrap_or(smtp.tls);
        smtp.user = said("USER").or(smtp.user);
        smtp.password = said("PASSWORD").or(smtp.password);
        smtp.from = said("FROM").unwrap_or(smtp.from);
        if smtp.from.is_empty() {
            bail!("a mail server is set, but no sender: RETICOLO_SMTP_FROM, or from = … under [smtp]");
        }
        Ok(Some(smtp))
    }
}

impl std::fmt::Debug for Smtp {
    /// Tells no password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Smtp({}:{})", self.host, self.port())
    }
}

/// An address that is read again on a schedule.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feed {
    /// The source's name; its records are known by it.
    pub name: String,
    /// Where it is: https, or http on this machine.
    pub url: String,
    /// Every how many hours it is read.
    #[serde(default = "daily")]
    pub every_hours: u32,
    /// The language of its texts.
    pub lang: Option<Lang>,
}

fn daily() -> u32 {
    24
}

/// What holds for this run.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The database's address.
    pub database: String,
    /// Where the index is kept.
    pub folder: PathBuf,
    /// Where the keys of the vault are kept.
    pub keys: PathBuf,
    /// Where the erasure ledger is kept.
    pub ledger: PathBuf,
    /// What is logged.
    pub log: String,
    /// How.
    pub log_format: LogFormat,
    /// The mail server, if one is set.
    pub smtp: Option<Smtp>,
    /// Everything else of the file.
    pub file: File,
}

impl Settings {
    /// Reads the file, if any, and puts flags and environment above it.
    ///
    /// # Errors
    /// When a named file is missing or a setting is not understood; the message says which and where.
    pub fn read(flags: &Flags) -> Result<Self> {
        let file = match &flags.config {
            Some(path) => read_file(path)?,
            None if Path::new("reticolo.toml").is_file() => read_file(Path::new("reticolo.toml"))?,
            None => File::default(),
        };
        let database = flags
            .database
            .clone()
            .or_else(|| file.database.clone())
            .unwrap_or_else(|| "sqlite://reticolo.db".to_owned());
        let folder =
            flags.folder.clone().or_else(|| file.folder.clone()).unwrap_or_else(|| beside(&database));
        let smtp = Smtp::read(file.smtp.clone(), |name| std::env::var(name).ok())?;
        let named = flags.keys.clone().or_else(|| file.keys.clone());
        let ledger = flags.ledger.clone().or_else(|| file.ledger.clone());
        // A credential lies in a folder of its own that nobody may write to; the ledger grows.
        let beside = named.clone().unwrap_or_else(|| keys_beside(&database));
        Ok(Self {
            keys: named.or_else(credential).unwrap_or_else(|| keys_beside(&database)),
            ledger: ledger.unwrap_or_else(|| Places::beside(&beside).ledger),
            folder,
            log: flags
                .log
                .clone()
                .or_else(|| file.log.clone())
                .unwrap_or_else(|| "info,sqlx=warn,tantivy=warn".to_owned()),
            log_format: flags.log_format.or(file.log_format).unwrap_or(LogFormat::Text),
            database,
            smtp,
            file,
        })
    }

    /// Where the files of the vault lie.
    pub fn places(&self) -> Places {
        Places { ring: self.keys.clone(), ledger: self.ledger.clone() }
    }

    /// The file of the database, when it is one.
    pub fn database_file(&self) -> Option<PathBuf> {
        sqlite_file(&self.database)
    }

    /// The folder of a SQLite file must exist before the file is made.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn make_folders(&self) -> Result<()> {
        if let Some(parent) = sqlite_file(&self.database).as_deref().and_then(Path::parent)
            && !parent.as_os_str().is_empty()
        {
            std::fs::create_dir_all(parent)
                .with_context(|| format!("cannot make the folder {}", parent.display()))?;
        }
        Ok(())
    }
}

fn read_file(path: &Path) -> Result<File> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("cannot read the settings {}", path.display()))?;
    match toml::from_str(&text) {
        Ok(file) => Ok(file),
        Err(error) => bail!("the settings {} are not understood:\n{error}", path.display()),
    }
}

/// The file of a SQLite address.
fn sqlite_file(database: &str) -> Option<PathBuf> {
    let path = database.strip_prefix("sqlite://").or_else(|| database.strip_prefix("sqlite:"))?;
    let path = path.split('?').next().unwrap_or(path);
    (!path.is_empty() && path != ":memory:").then(|| PathBuf::from(path))
}

/// `x.db` keeps its index in `x.index`; a database server in `reticolo.index` of this folder.
fn beside(database: &str) -> PathBuf {
    sqlite_file(database).map_or_else(|| PathBuf::from("reticolo.index"), |file| file.with_extension("index"))
}

/// `x.db` has its keys in `x.keys`; a database server in `reticolo.keys` of this folder.
fn keys_beside(database: &str) -> PathBuf {
    sqlite_file(database).map_or_else(|| PathBuf::from("reticolo.keys"), |file| file.with_extension("keys"))
}

/// The keys as systemd hands them over: `LoadCredential=reticolo.keys:…` (systemd.exec(5)).
fn credential() -> Option<PathBuf> {
    let folder = std::env::var_os("CREDENTIALS_DIRECTORY")?;
    Some(Path::new(&folder).join("reticolo.keys")).filter(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_index_lies_beside_the_database() {
        assert_eq!(beside("sqlite://var/demo.db"), PathBuf::from("var/demo.index"));
        assert_eq!(beside("postgres://localhost/x"), PathBuf::from("reticolo.index"));
        assert_eq!(keys_beside("sqlite://var/demo.db"), PathBuf::from("var/demo.keys"));
        assert_eq!(keys_beside("postgres://localhost/x"), PathBuf::from("reticolo.keys"));
        assert_eq!(sqlite_file("sqlite::memory:"), None);
        assert_eq!(sqlite_file("sqlite:///srv/r.db?mode=rwc"), Some(PathBuf::from("/srv/r.db")));
    }

    #[test]
    fn the_ledger_lies_beside_the_keys_unless_it_is_told_otherwise() {
        let read = |flags: Flags| Settings::read(&flags).unwrap().places();
        let flags = Flags { keys: Some("safe/r.keys".into()), ..Flags::default() };
        assert_eq!(read(flags.clone()).ledger, PathBuf::from("safe/r.keys.erased"));
        assert_eq!(read(flags.clone()).checkpoints(), PathBuf::from("safe/r.keys.checkpoints"));
        let elsewhere = Flags { ledger: Some("shared/erased".into()), ..flags };
        assert_eq!(read(elsewhere.clone()).ledger, PathBuf::from("shared/erased"));
        assert_eq!(read(elsewhere).ring, PathBuf::from("safe/r.keys"));
    }

    #[test]
    fn a_flag_wins_over_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("r.toml");
        std::fs::write(&path, "database = 'sqlite://file.db'\nlog = 'debug'\n[name]\nit = 'Rete di prova'\n")
            .unwrap();
        let flags =
            Flags { config: Some(path), database: Some("sqlite://flag.db".into()), ..Flags::default() };
        let settings = Settings::read(&flags).unwrap();
        assert_eq!((settings.database.as_str(), settings.log.as_str()), ("sqlite://flag.db", "debug"));
        assert_eq!(settings.file.name.get(&Lang::It).map(String::as_str), Some("Rete di prova"));
    }

    #[test]
    fn a_word_that_is_no_setting_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("r.toml");
        std::fs::write(&path, "databse = 'x'\n").unwrap();
        let error = Settings::read(&Flags { config: Some(path), ..Flags::default() }).unwrap_err();
        assert!(error.to_string().contains("databse"), "{error}");
    }

    #[test]
    fn the_environment_wins_over_the_file_for_the_mail_server_too() {
        let nothing = |_: &str| None;
        assert_eq!(Smtp::read(None, nothing).unwrap(), None);
        let file: File =
            toml::from_str("[smtp]\nhost = 'a.example'\nfrom = 'R <r@a.example>'\npassword = 'geheim'")
                .unwrap();
        let smtp = Smtp::read(file.smtp.clone(), nothing).unwrap().unwrap();
        assert_eq!((smtp.host.as_str(), smtp.port(), smtp.tls), ("a.example", 587, Safety::Starttls));
        assert!(!format!("{smtp:?}").contains("geheim"));
        let said = |name: &str| match name {
            "RETICOLO_SMTP_HOST" => Some("b.example".to_owned()),
            "RETICOLO_SMTP_TLS" => Some("tls".to_owned()),
            _ => None,
        };
        let smtp = Smtp::read(file.smtp, said).unwrap().unwrap();
        assert_eq!(
            (smtp.host.as_str(), smtp.port(), smtp.password.as_deref()),
            ("b.example", 465, Some("geheim"))
        );
        assert!(Smtp::read(None, said).is_err(), "no sender");
        assert!(Smtp::read(None, |_| Some("x".into())).is_err(), "no port");
    }

    #[test]
    fn a_named_file_that_is_missing_is_told() {
        let flags = Flags { config: Some("nowhere.toml".into()), ..Flags::default() };
        assert!(Settings::read(&flags).unwrap_err().to_string().contains("nowhere.toml"));
    }
}
