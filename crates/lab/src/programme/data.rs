//! The data files of the Lab inside the binary: templates, practices, journeys.

use serde::de::DeserializeOwned;

/// The folder `data/lab` of the project, embedded (read from the folder in debug builds).
#[derive(rust_embed::RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../data/lab"]
struct Files;

/// A data file that is missing or broken; a test forbids it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("data/lab/{file}: {what}")]
pub struct Broken {
    /// The file, below `data/lab/`.
    pub file: String,
    /// What is wrong, for whoever mends it.
    pub what: String,
}

/// A TOML file as `T`.
///
/// # Errors
/// [`Broken`] when it is missing or does not have that form.
pub(super) fn toml<T: DeserializeOwned>(file: &str) -> Result<T, Broken> {
    let broken = |what: String| Broken { file: file.to_owned(), what };
    let found = Files::get(file).ok_or_else(|| broken("missing".into()))?;
    let text = std::str::from_utf8(&found.data).map_err(|error| broken(error.to_string()))?;
    toml::from_str(text).map_err(|error| broken(error.to_string()))
}

/// The files of a folder, in alphabetical order.
pub(super) fn files(folder: &str) -> Vec<String> {
    let mut files: Vec<String> = Files::iter()
        .map(|file| file.replace('\\', "/"))
        .filter(|file| file.starts_with(folder) && file.ends_with(".toml"))
        .collect();
    files.sort();
    files
}

/// What was read; should a file be broken, it is logged and that part stays empty.
pub(super) fn or_empty<T: Default>(read: Result<T, Broken>) -> T {
    read.unwrap_or_else(|error| {
        tracing::error!(%error, "a data file is broken");
        T::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let error = toml::<std::collections::BTreeMap<String, String>>("no.toml").unwrap_err();
        assert_eq!(error.to_string(), "data/lab/no.toml: missing");
    }
}
