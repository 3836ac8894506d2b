//! The address of a card as a square that a telephone reads.

use crate::{Fault, Visit, render::Answer};
use axum::{
    http::{HeaderValue, header},
    response::IntoResponse as _,
};
use qrcode::{EcLevel, QrCode, render::svg};

/// The SVG of an address; `None` when it is too long for a square.
pub fn svg(address: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
    let mut drawing = code.render::<svg::Color<'_>>();
    drawing.dark_color(svg::Color("#000")).light_color(svg::Color("#fff"));
    Some(drawing.module_dimensions(4, 4).quiet_zone(true).build())
}

/// The picture of a card's address.
pub fn picture(visit: &Visit, path: &str) -> Answer {
    let address = format!("{}{}", visit.app.settings.base_url, visit.href(path));
    let svg = svg(&address).ok_or_else(Fault::broken)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("image/svg+xml")),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=86400")),
    ];
    Ok((headers, svg).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_becomes_a_square_and_a_book_does_not() {
        let svg = svg("https://reticolo.example/it/services/0195").unwrap();
        assert!(svg.contains("<svg") && !svg.contains("<script") && !svg.contains("style="), "{svg}");
        assert!(super::svg(&"x".repeat(10_000)).is_none());
    }
}
