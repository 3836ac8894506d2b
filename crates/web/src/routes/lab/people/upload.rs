//! A list that was pasted or uploaded: one multipart form, read piece by piece, never longer than it may be.

use crate::{App, Fault};
use axum::{
    extract::{FromRequest as _, Multipart, Request, multipart::MultipartError},
    http::StatusCode,
};
use std::error::Error as _;

/// The most bytes of a form with a list.
pub const MOST_BYTES: usize = 4 * 1024 * 1024;

/// What came: what was pasted, and the file if there was one.
#[derive(Default)]
pub struct Upload {
    /// The text.
    pub pasted: String,
    /// The file.
    pub file: Vec<u8>,
}

/// Reads the form.
///
/// # Errors
/// 413 for one that is too long, 415 and 422 for what is no such form.
pub async fn read(request: Request, app: &App) -> Result<Upload, Fault> {
    let form = Multipart::from_request(request, app).await;
    let mut form = form.map_err(|_| Fault::of(StatusCode::UNSUPPORTED_MEDIA_TYPE))?;
    let mut upload = Upload::default();
    while let Some(field) = form.next_field().await.map_err(|error| fault(&error))? {
        let name = field.name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(|error| fault(&error))?;
        match name.as_str() {
            "list" => upload.pasted = String::from_utf8_lossy(&bytes).into_owned(),
            "file" => upload.file = bytes.to_vec(),
            _ => {}
        }
    }
    Ok(upload)
}

fn fault(error: &MultipartError) -> Fault {
    let too_long = error.status() == StatusCode::PAYLOAD_TOO_LARGE || is_too_long(error);
    Fault::of(if too_long { StatusCode::PAYLOAD_TOO_LARGE } else { StatusCode::UNPROCESSABLE_ENTITY })
}

/// Whether the limit of the body is among the causes: axum looks only two errors deep.
fn is_too_long(error: &MultipartError) -> bool {
    let mut cause = error.source();
    while let Some(this) = cause {
        if this.to_string() == "length limit exceeded" {
            return true;
        }
        cause = this.source();
    }
    false
}
