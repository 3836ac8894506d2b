//! The cookie of a sign-in: a secret that only this browser has.

use crate::{App, Fault};
use axum::{
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};
use reticolo_accounts::login::{self, Subject};
use reticolo_base::{Actor, Ctx, Instant};

/// Who sends these headers; anonymous without a cookie, or with one that no longer holds.
///
/// # Errors
/// 503 when the database does not answer.
pub async fn actor(app: &App, headers: &HeaderMap, now: Instant) -> Result<Actor, Fault> {
    match token(app, headers) {
        Some(token) => login::actor(&app.db, &token, now).await.map_err(|failure| Fault::store(&failure)),
        None => Ok(Actor::Anonymous),
    }
}

/// Signs somebody in and puts a cookie with a new secret on the answer.
///
/// # Errors
/// 503 when the database does not answer.
pub async fn sign_in(app: &App, ctx: &Ctx, subject: Subject, response: &mut Response) -> Result<(), Fault> {
    let token: [u8; 32] = rand::random();
    login::sign_in(&app.db, ctx, subject, &token).await.map_err(|failure| Fault::store(&failure))?;
    set(app, response, &format!("{}; Max-Age=86400", hex(&token)));
    Ok(())
}

/// Signs out whoever sends these headers.
///
/// # Errors
/// 503 when the database does not answer.
pub async fn sign_out(
    app: &App,
    ctx: &Ctx,
    headers: &HeaderMap,
    response: &mut Response,
) -> Result<(), Fault> {
    if let Some(token) = token(app, headers) {
        login::sign_out(&app.db, ctx, &token).await.map_err(|failure| Fault::store(&failure))?;
    }
    set(app, response, "; Max-Age=0");
    Ok(())
}

/// With TLS the name binds the cookie to this host and to TLS (RFC 6265bis, `__Host-`).
fn name(app: &App) -> &'static str {
    if secure(app) { "__Host-reticolo" } else { "reticolo" }
}

fn secure(app: &App) -> bool {
    app.settings.base_url.starts_with("https://")
}

fn set(app: &App, response: &mut Response, value: &str) {
    let secure = if secure(app) { "; Secure" } else { "" };
    let cookie = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}", name(app));
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

fn token(app: &App, headers: &HeaderMap) -> Option<Vec<u8>> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let (_, value) = pairs.find(|(found, _)| *found == name(app))?;
    unhex(value)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> =
        text.chars().map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok())).collect::<Option<_>>()?;
    (digits.len() == 64)
        .then(|| digits.chunks_exact(2).filter_map(|pair| Some(pair.first()? << 4 | pair.last()?)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_back_and_nonsense_is_none() {
        let token: Vec<u8> = (0..32).collect();
        assert_eq!(unhex(&hex(&token)), Some(token));
        for nonsense in ["", "zz", "00", &"g".repeat(64), &"0".repeat(65)] {
            assert_eq!(unhex(nonsense), None, "{nonsense}");
        }
    }
}
