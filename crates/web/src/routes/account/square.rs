//! The secret of a second factor, as a square for the camera and as text for the keyboard.

use crate::{Markup, Visit, routes::card::qr};
use reticolo_accounts::totp::Secret;

/// What a page shows of a secret.
pub struct Square {
    /// The square.
    pub drawing: Markup,
    /// The address, for the app on this very telephone.
    pub address: String,
    /// The letters.
    pub written: String,
}

impl Square {
    /// The square of a secret, for the member of this name.
    pub fn of(visit: &Visit, secret: &Secret, name: &str) -> Self {
        let address = secret.address(visit.app.settings.name.words(visit.lang()), name);
        let svg = qr::svg(&address).unwrap_or_default();
        // Inside a page the declaration of a file has no place.
        let drawing = svg.find("<svg").and_then(|at| svg.get(at..)).unwrap_or_default().to_owned();
        Self { drawing: Markup(drawing), address, written: secret.written() }
    }
}
