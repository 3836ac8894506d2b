//! What can go wrong below the domains. None of it is a person's mistake; pages say "try again".

/// A failure of the database, with the cause for the log.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The address of the database names no engine we speak.
    #[error("the database address must start with sqlite:// or postgres://")]
    Address,
    /// The database cannot be opened or reached.
    #[error("the database cannot be reached")]
    Unreachable(#[source] sqlx::Error),
    /// The database was made by a newer version.
    #[error("the database was written by a newer version (migration {0} is unknown here)")]
    Newer(String),
    /// A migration that ran earlier has another text now.
    #[error("migration {0} was changed after it ran")]
    Changed(String),
    /// A migration is missing: run `reticolo migrate`.
    #[error("the database needs a migration: run `reticolo migrate`")]
    Behind,
    /// A unique or foreign key was broken: somebody else was first.
    #[error("the record clashes with another one")]
    Clash(#[source] sqlx::Error),
    /// Any other error of a statement.
    #[error("the database refused a statement")]
    Statement(#[source] sqlx::Error),
    /// A stored value is not of the type that the reader expects.
    #[error("column {column} does not hold what was expected")]
    Column {
        /// Its place in the row, from 0.
        column: usize,
        /// The cause.
        #[source]
        cause: sqlx::Error,
    },
    /// The disk refused to keep what was committed: it may be lost, and nobody may be told that it is there.
    #[error("the disk refused to keep what was committed")]
    Durable(#[source] std::io::Error),
    /// A transaction wrote but left no audit entry; it was rolled back.
    #[error("a transaction wrote without an audit entry")]
    Unaudited,
    /// Another node took the job over, or it is done: what was done for it here is not kept.
    #[error("the job is another node's, or done")]
    Late,
    /// The key ring of the vault cannot be used.
    #[error(transparent)]
    Ring(crate::vault::RingFailure),
    /// The erasure ledger cannot be used.
    #[error(transparent)]
    Ledger(crate::vault::LedgerFailure),
    /// A chain of the audit does not hold: it is not signed.
    #[error("the audit was changed ({0}): run `reticolo audit verify`")]
    Audit(String),
    /// The file of the audit's signed checkpoints cannot be read or written.
    #[error("the file of the audit's checkpoints {0} cannot be used")]
    Checkpoints(std::path::PathBuf, #[source] std::io::Error),
    /// A sealed value does not open: it was changed, belongs to somebody else, or its key is not in the ring.
    #[error("a sealed value does not open")]
    Sealed,
    /// The person's keys were destroyed: nothing is sealed for her again.
    #[error("the keys of this person were destroyed")]
    Shredded,
}

impl From<sqlx::Error> for Failure {
    fn from(error: sqlx::Error) -> Self {
        let clash = error
            .as_database_error()
            .is_some_and(|e| e.is_unique_violation() || e.is_foreign_key_violation());
        match error {
            sqlx::Error::Io(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::Tls(_) => Self::Unreachable(error),
            _ if clash => Self::Clash(error),
            _ => Self::Statement(error),
        }
    }
}
