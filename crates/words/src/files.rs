//! The Fluent files, embedded in a release and read from the folder in a debug build.

use fluent_bundle::FluentResource;
use reticolo_base::Lang;
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/ftl"]
struct Files;

/// All files of a language. A file with a mistake gives the texts that could be read, and a warning.
pub(crate) fn of(lang: Lang) -> Vec<FluentResource> {
    let folder = format!("{}/", lang.code());
    let mut names: Vec<_> =
        Files::iter().filter(|name| name.starts_with(&folder) && name.ends_with(".ftl")).collect();
    names.sort();
    names.iter().filter_map(|name| read(name)).collect()
}

fn read(name: &str) -> Option<FluentResource> {
    let file = Files::get(name)?;
    let text = String::from_utf8_lossy(&file.data).into_owned();
    Some(FluentResource::try_new(text).unwrap_or_else(|(resource, errors)| {
        tracing::warn!(file = name, mistakes = errors.len(), "a file of texts could not be read as a whole");
        resource
    }))
}
