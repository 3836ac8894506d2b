//! Why nothing could be read or written.

use reticolo_base::{Kind, Refusal};

/// Why nothing could be read or written. A single bad row is not among them: it is in the report.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormatRefusal {
    /// There is no such file or folder, or it may not be opened.
    #[error("{path} cannot be opened")]
    Missing {
        /// What was asked for.
        path: String,
    },
    /// Nothing in it that we know.
    #[error("{path} is in no format that is known here")]
    Unknown {
        /// What was asked for.
        path: String,
    },
    /// A directory in the JSON of Link-SF, which is no HSDS.
    #[error("{path} is a Link-SF directory, which is not HSDS")]
    LinkSf {
        /// What was asked for.
        path: String,
    },
    /// It holds nothing.
    #[error("{path} holds no records")]
    Empty {
        /// What was asked for.
        path: String,
    },
    /// More bytes than are taken.
    #[error("{path} is larger than {most} MB")]
    TooLarge {
        /// The file, or its entry in an archive.
        path: String,
        /// The most that is taken, in megabytes.
        most: u64,
    },
    /// An archive with too many entries, or one that swells too much.
    #[error("{path} swells beyond measure when unpacked")]
    Bomb {
        /// The archive or its entry.
        path: String,
    },
    /// An archive or workbook that cannot be unpacked.
    #[error("{path} is damaged")]
    Damaged {
        /// The file.
        path: String,
    },
    /// JSON that breaks off or is none.
    #[error("{path} is not valid JSON: line {line}")]
    Json {
        /// The file.
        path: String,
        /// The line where it breaks, from 1.
        line: usize,
    },
    /// A table without the columns it needs.
    #[error("{path} lacks the column {column}")]
    Columns {
        /// The file.
        path: String,
        /// The column that is missing.
        column: String,
    },
    /// It could not be written.
    #[error("{path} cannot be written")]
    Unwritable {
        /// The file or folder.
        path: String,
    },
}

impl Refusal for FormatRefusal {
    fn kind(&self) -> Kind {
        match self {
            Self::Missing { .. } => Kind::NotFound,
            Self::TooLarge { .. } | Self::Bomb { .. } => Kind::TooMany,
            Self::Unwritable { .. } => Kind::Unavailable,
            _ => Kind::Invalid,
        }
    }

    fn key(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "refusal-import-missing",
            Self::Unknown { .. } => "refusal-import-unknown",
            Self::LinkSf { .. } => "refusal-import-link-sf",
            Self::Empty { .. } => "refusal-import-empty",
            Self::TooLarge { .. } => "refusal-import-too-large",
            Self::Bomb { .. } => "refusal-import-bomb",
            Self::Damaged { .. } => "refusal-import-damaged",
            Self::Json { .. } => "refusal-import-json",
            Self::Columns { .. } => "refusal-import-columns",
            Self::Unwritable { .. } => "refusal-import-unwritable",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Missing { path }
            | Self::Unknown { path }
            | Self::LinkSf { path }
            | Self::Empty { path }
            | Self::Bomb { path }
            | Self::Damaged { path }
            | Self::Unwritable { path } => vec![("path", path.clone())],
            Self::TooLarge { path, most } => vec![("path", path.clone()), ("most", most.to_string())],
            Self::Json { path, line } => vec![("path", path.clone()), ("line", line.to_string())],
            Self::Columns { path, column } => vec![("path", path.clone()), ("column", column.clone())],
        }
    }
}
