//! For tests only: a database of one's own on a PostgreSQL server, made and dropped again.

use crate::{Failure, Result};
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};

/// Makes an empty database; the address to open it by.
///
/// # Errors
/// [`Failure`] when the server does not answer or refuses; the name may hold letters, digits and `_` only.
pub async fn make_database(server: &str, name: &str) -> Result<String> {
    run(server, format!("create database {}", checked(name)?)).await?;
    let (head, query) = server.split_once('?').map_or((server, String::new()), |(h, q)| (h, format!("?{q}")));
    let after_scheme = head.find("://").map_or(0, |at| at + 3);
    let end =
        head.get(after_scheme..).and_then(|rest| rest.find('/')).map_or(head.len(), |at| after_scheme + at);
    Ok(format!("{}/{name}{query}", head.get(..end).unwrap_or(head)))
}

/// Drops a database, whoever is still connected.
///
/// # Errors
/// [`Failure`] when the server does not answer or refuses.
pub async fn drop_database(server: &str, name: &str) -> Result<()> {
    run(server, format!("drop database if exists {} with (force)", checked(name)?)).await
}

fn checked(name: &str) -> Result<&str> {
    let plain = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if plain { Ok(name) } else { Err(Failure::Address) }
}

async fn run(server: &str, text: String) -> Result<()> {
    let mut connection = PgConnection::connect(server).await.map_err(Failure::Unreachable)?;
    connection.execute(AssertSqlSafe(text)).await?;
    connection.close().await?;
    Ok(())
}
