//! PostgreSQL: its own programs dump and refill it; what passes between is never a file.

use super::{BackupFailure, Header, Result, failed, file};
use crate::{
    Db, Sql,
    vault::{Ring, Vault},
};
use reticolo_base::Instant;
use std::{
    io,
    path::Path,
    process::{Child, Command, Stdio},
};

/// Makes a backup with `pg_dump`; how large it is, and its header.
///
/// # Errors
/// [`BackupFailure::Tool`] when the program is not there, [`BackupFailure::ToolFailed`] when it fails; another one of the files.
pub async fn dump(
    db: &Db,
    vault: &Vault,
    (version, at): (&str, Instant),
    address: &str,
    to: &Path,
) -> Result<(u64, Header)> {
    // Read before the dump: what it tells is in it, and perhaps more.
    let header = Header::of(db, version, at).await?;
    let (ring, told, address, path) = (vault.ring(), header.clone(), address.to_owned(), to.to_owned());
    let written = tokio::task::spawn_blocking(move || {
        file::write(&path, &ring, &told, |packed| {
            let mut command = client("pg_dump", &address);
            command.args(["--format=custom", "--compress=0"]).stdout(Stdio::piped()).stdin(Stdio::null());
            let mut child = spawn("pg_dump", command)?;
            let copied = child.stdout.take().map_or(Ok(0), |mut out| io::copy(&mut out, packed));
            // A full disk ends the program too: the first cause is told.
            let (copied, ended) = (copied.map_err(failed(&path)), ended("pg_dump", child, Ok(())));
            copied.and(ended)
        })
    });
    let size = written.await.map_err(|error| failed(to)(io::Error::other(error)))??;
    Ok((size, header))
}

/// Fills an empty database with a backup by `pg_restore`, in one transaction.
///
/// # Errors
/// As [`dump`]; [`BackupFailure::There`] when the database is not empty.
pub fn refill(backup: &Path, ring: &Ring, address: &str) -> Result<Header> {
    let mut command = client("pg_restore", address);
    command.args(["--exit-on-error", "--single-transaction"]).stdin(Stdio::piped()).stdout(Stdio::null());
    // Every byte is authentic before the first one reaches the database.
    file::look(backup, ring)?;
    let mut child = spawn("pg_restore", command)?;
    let Some(to) = child.stdin.take() else { return Err(BackupFailure::ToolFailed("pg_restore")) };
    let read = file::read(backup, ring, |_| Ok(to));
    let header = read.as_ref().ok().cloned();
    ended("pg_restore", child, read.map(drop))?;
    header.ok_or(BackupFailure::ToolFailed("pg_restore"))
}

impl Db {
    /// Whether no table of anybody is in this database.
    ///
    /// # Errors
    /// [`crate::Failure`] of the database.
    pub async fn is_empty(&self) -> crate::Result<bool> {
        // Each engine keeps its own book of tables, and so these are none of the shared statements.
        const POSTGRES: Sql = Sql {
            text: "select count(*) from pg_catalog.pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
            file: file!(),
        };
        const SQLITE: Sql = Sql { text: "select count(*) from sqlite_schema", file: file!() };
        let count = match self.engine() {
            crate::Engine::Sqlite => SQLITE,
            crate::Engine::Postgres => POSTGRES,
        };
        let count: i64 = self.row(count).await?.map_or(Ok(0), |row| row.get(0))?;
        Ok(count == 0)
    }
}

/// The program, told where the database is; the password travels in the environment, which other people do not see.
fn client(program: &'static str, address: &str) -> Command {
    let (address, password) = without_password(address);
    let mut command = Command::new(program);
    command.args(["--no-owner", "--no-privileges", "--dbname", &address]);
    if let Some(password) = password {
        command.env("PGPASSWORD", password);
    }
    command
}

fn spawn(name: &'static str, mut command: Command) -> Result<Child> {
    command.spawn().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => BackupFailure::Tool(name),
        _ => failed(Path::new(name))(error),
    })
}

/// Waits for the program; its failure comes before that of the pipe, which it causes.
fn ended(name: &'static str, mut child: Child, piped: Result<()>) -> Result<()> {
    let status = child.wait().map_err(failed(Path::new(name)))?;
    if status.success() { piped } else { Err(BackupFailure::ToolFailed(name)) }
}

/// The address without its password, and the password.
fn without_password(address: &str) -> (String, Option<String>) {
    let parts = || {
        let (scheme, rest) = address.split_once("://")?;
        let (before, host) = rest.rsplit_once('@')?;
        let (user, password) = before.split_once(':')?;
        Some((format!("{scheme}://{user}@{host}"), percent_decoded(password)?))
    };
    match parts() {
        Some((address, password)) => (address, Some(password)),
        None => (address.to_owned(), None),
    }
}

fn percent_decoded(text: &str) -> Option<String> {
    let (mut bytes, mut rest) = (Vec::new(), text.as_bytes());
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        if *byte == b'%' {
            let (digits, after) = rest.split_at_checked(2)?;
            bytes.extend(crate::hex::read(std::str::from_utf8(digits).ok()?)?);
            rest = after;
        } else {
            bytes.push(*byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_password_stands_on_a_command_line() {
        assert_eq!(
            without_password("postgres://anna:se%20gr%40to@db.example:5432/rete?sslmode=require"),
            ("postgres://anna@db.example:5432/rete?sslmode=require".to_owned(), Some("se gr@to".to_owned()))
        );
        for plain in ["postgres://anna@db.example/rete", "postgres:///rete"] {
            assert_eq!(without_password(plain), (plain.to_owned(), None));
        }
    }
}
