//! Who votes on a device: the participant who is signed in, or whoever holds the device now.
//!
//! The cookie is set only when somebody votes without a code, or hands the device on. It is random and says nothing about
//! its holder; the database knows only what is made from it one way.

use crate::App;
use axum::{
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};
use reticolo_base::Ctx;
use reticolo_lab::harvest::statement::Voter;
use uuid::Uuid;

/// The secret of a device.
pub type Token = [u8; 16];

/// Who votes: whoever the device was handed to, else the participant, else nobody yet.
pub fn voter(app: &App, ctx: &Ctx, headers: &HeaderMap) -> Option<Voter> {
    token(app, headers).map(of).or(ctx.actor.participant().map(Voter::Participant))
}

/// The voter of a secret.
pub fn of(token: Token) -> Voter {
    let hash = blake3::derive_key("reticolo voter of a device", &token);
    let mut id = [0; 16];
    id.iter_mut().zip(hash).for_each(|(to, from)| *to = from);
    Voter::Device(uuid::Builder::from_random_bytes(id).into_uuid())
}

/// A voter who has not voted: for drawing what she sees first.
pub fn nobody() -> Voter {
    Voter::Device(Uuid::nil())
}

/// Gives the device a secret.
pub fn hand(app: &App, response: &mut Response, token: Token) {
    let hex: String = token.iter().map(|byte| format!("{byte:02x}")).collect();
    set(app, response, &format!("{hex}; Max-Age=7776000"));
}

/// Takes the device's secret away: the participant who is signed in votes again.
pub fn give_back(app: &App, response: &mut Response) {
    set(app, response, "; Max-Age=0");
}

fn secure(app: &App) -> bool {
    app.settings.base_url.starts_with("https://")
}

fn name(app: &App) -> &'static str {
    if secure(app) { "__Host-reticolo-voter" } else { "reticolo-voter" }
}

fn set(app: &App, response: &mut Response, value: &str) {
    let secure = if secure(app) { "; Secure" } else { "" };
    let cookie = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}", name(app));
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

fn token(app: &App, headers: &HeaderMap) -> Option<Token> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let (_, value) = pairs.find(|(found, _)| *found == name(app))?;
    unhex(value)
}

fn unhex(text: &str) -> Option<Token> {
    let digits: Vec<u8> =
        text.chars().map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok())).collect::<Option<_>>()?;
    let bytes = digits.chunks_exact(2).filter_map(|pair| Some(pair.first()? << 4 | pair.last()?));
    (digits.len() == 32).then(|| bytes.collect::<Vec<u8>>())?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_read_back_and_nonsense_is_none() {
        let token: Token = [7; 16];
        assert_eq!(unhex(&token.iter().map(|b| format!("{b:02x}")).collect::<String>()), Some(token));
        for nonsense in ["", "zz", "07", &"é".repeat(32), &"0".repeat(33)] {
            assert_eq!(unhex(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn two_devices_are_two_voters_and_one_stays_one() {
        assert_eq!(of([1; 16]), of([1; 16]));
        assert_ne!(of([1; 16]), of([2; 16]));
        assert_ne!(of([0; 16]), nobody());
    }
}
