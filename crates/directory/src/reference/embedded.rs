//! The data files inside the binary.

use serde::de::DeserializeOwned;

/// The folder `data/` of the project, embedded (read from the folder in debug builds).
#[derive(rust_embed::RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../data"]
struct Files;

/// A data file that is missing or broken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("data/{file}: {what}")]
pub struct ReferenceError {
    /// The file, below `data/`.
    pub file: String,
    /// What is wrong, for whoever mends it.
    pub what: String,
}

impl ReferenceError {
    /// An error in a file.
    pub(crate) fn new(file: &str, what: impl std::fmt::Display) -> Self {
        Self { file: file.to_owned(), what: what.to_string() }
    }
}

/// Access to the data files by their path below `data/`.
#[derive(Debug)]
pub struct Data;

impl Data {
    /// The text of a file.
    ///
    /// # Errors
    /// When it is missing or not UTF-8.
    pub fn text(file: &str) -> Result<String, ReferenceError> {
        let found = Files::get(file).ok_or_else(|| ReferenceError::new(file, "missing"))?;
        String::from_utf8(found.data.into_owned()).map_err(|error| ReferenceError::new(file, error))
    }

    /// A TOML file as `T`.
    ///
    /// # Errors
    /// When it is missing or does not have that form.
    pub fn toml<T: DeserializeOwned>(file: &str) -> Result<T, ReferenceError> {
        toml::from_str(&Self::text(file)?).map_err(|error| ReferenceError::new(file, error))
    }

    /// The rows of a CSV file with a header line.
    ///
    /// # Errors
    /// When it is missing, or at the first row that does not have that form.
    pub fn csv<T: DeserializeOwned>(file: &str) -> Result<Vec<T>, ReferenceError> {
        let text = Self::text(file)?;
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        reader.deserialize().collect::<Result<_, _>>().map_err(|error| ReferenceError::new(file, error))
    }

    /// The files whose path begins with `start` and ends with `end`, in alphabetical order.
    pub fn files(start: &str, end: &str) -> Vec<String> {
        let mut files: Vec<_> = Files::iter()
            .map(|file| file.replace('\\', "/"))
            .filter(|file| file.starts_with(start) && file.ends_with(end))
            .collect();
        files.sort();
        files
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_file_is_an_error_that_names_it() {
        let error = Data::text("no/such.toml").unwrap_err();
        assert_eq!(error.to_string(), "data/no/such.toml: missing");
    }

    #[test]
    fn a_file_of_another_form_is_an_error() {
        #[derive(Debug, serde::Deserialize)]
        struct Other {
            #[expect(dead_code)]
            something_else: u8,
        }
        assert!(Data::toml::<Other>("languages.toml").is_err());
        assert!(Data::csv::<Other>("territory/provinces.csv").is_err());
    }
}
