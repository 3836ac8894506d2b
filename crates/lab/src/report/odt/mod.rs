//! A paper as an OpenDocument text (OASIS ODF 1.3): a zip archive whose first file names its kind and is not compressed.

mod content;
mod styles;
mod text;

use super::paper::{Block, Paper};
use reticolo_base::Instant;
use std::io::{Cursor, Write as _};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

pub use text::known;

/// What the first file says.
pub const KIND: &str = "application/vnd.oasis.opendocument.text";

/// The archive could not be written.
#[derive(Debug, thiserror::Error)]
#[error("the document could not be written: {0}")]
pub struct Unwritable(#[from] zip::result::ZipError);

impl From<std::io::Error> for Unwritable {
    fn from(error: std::io::Error) -> Self {
        Self(error.into())
    }
}

/// The bytes of the document. The same paper gives the same bytes.
///
/// # Errors
/// [`Unwritable`] when a picture or text is too large for an archive.
pub fn write(paper: &Paper, made: Instant) -> Result<Vec<u8>, Unwritable> {
    let pictures: Vec<&str> = paper
        .parts
        .iter()
        .flat_map(|part| &part.blocks)
        .filter_map(
            |block| if let Block::Picture(picture) = block { Some(picture.svg.as_str()) } else { None },
        )
        .collect();
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    archive.start_file("mimetype", stored)?;
    archive.write_all(KIND.as_bytes())?;
    for (name, text) in [
        ("content.xml", content::xml(paper)),
        ("styles.xml", styles::xml(paper)),
        ("meta.xml", meta(paper, made)),
        ("META-INF/manifest.xml", manifest(pictures.len())),
    ] {
        archive.start_file(name, packed)?;
        archive.write_all(text.as_bytes())?;
    }
    for (number, svg) in (1..).zip(pictures) {
        archive.start_file(picture_name(number), packed)?;
        // In a document there is no colour around a picture that it could take over.
        archive.write_all(svg.replace("currentColor", "#17324d").as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

fn picture_name(number: usize) -> String {
    format!("Pictures/{number}.svg")
}

fn meta(paper: &Paper, made: Instant) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-meta \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         office:version=\"1.3\"><office:meta><meta:generator>Reticolo</meta:generator><dc:title>{}</dc:title>\
         <dc:language>{}</dc:language><dc:date>{made}</dc:date><meta:creation-date>{made}</meta:creation-date>\
         </office:meta></office:document-meta>",
        text::escaped(&paper.title),
        paper.lang,
    )
}

fn manifest(pictures: usize) -> String {
    let entry = |path: &str, kind: &str| {
        format!("<manifest:file-entry manifest:full-path=\"{path}\" manifest:media-type=\"{kind}\"/>")
    };
    let mut entries = format!(
        "<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" manifest:media-type=\"{KIND}\"/>"
    );
    for name in ["content.xml", "styles.xml", "meta.xml"] {
        entries.push_str(&entry(name, "text/xml"));
    }
    for number in 1..=pictures {
        entries.push_str(&entry(&picture_name(number), "image/svg+xml"));
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><manifest:manifest \
         xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.3\">{entries}</manifest:manifest>"
    )
}
