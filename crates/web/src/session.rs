//! The cookie of a sign-in: a secret that only this browser has.

use crate::{App, Fault};
use axum::{
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};
use reticolo_accounts::login::{self, Holder, Subject};
use reticolo_base::{Ctx, Instant};

/// Who sends these headers; nobody without a cookie, or with one that no longer holds.
///
/// # Errors
/// 503 when the database does not answer.
pub async fn holder(app: &App, headers: &HeaderMap, now: Instant) -> Result<Option<Holder>, Fault> {
    match token(app, headers) {
        Some(token) => login::holder(&app.db, &token, now).await.map_err(|failure| Fault::store(&failure)),
        None => Ok(None),
    }
}

/// Signs somebody in and puts a cookie with a new secret on the answer.
///
/// # Errors
/// 503 when the database does not answer.
pub async fn sign_in(app: &App, ctx: &Ctx, subject: Subject, response: &mut Response) -> Result<(), Fault> {
    sign_in_on(app, ctx, subject, "", response).await
}

/// The same, with what a member will recognise the sign-in by: see [`device`].
///
/// # Errors
/// 503 when the database does not answer.
pub async fn sign_in_on(
    app: &App,
    ctx: &Ctx,
    subject: Subject,
    device: &str,
    response: &mut Response,
) -> Result<(), Fault> {
    let token = fresh();
    login::sign_in_on(&app.db, ctx, subject, &token, device)
        .await
        .map_err(|failure| Fault::store(&failure))?;
    put(app, response, &token);
    Ok(())
}

/// A new secret for a cookie.
pub(crate) fn fresh() -> [u8; 32] {
    rand::random()
}

/// Puts the cookie with a secret on the answer.
pub(crate) fn put(app: &App, response: &mut Response, token: &[u8]) {
    set(app, response, &format!("{}; Max-Age=86400", hex(token)));
}

/// What somebody recognises a device by, and no more: `Firefox · Android`.
pub fn device(headers: &HeaderMap) -> String {
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let first = |names: &[(&str, &'static str)]| {
        names.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| *name)
    };
    let browser = first(&[
        ("Edg/", "Edge"),
        ("SamsungBrowser", "Samsung Internet"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("FxiOS", "Firefox"),
        ("Chrome/", "Chrome"),
        ("CriOS", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]);
    browser.into_iter().chain(system).collect::<Vec<_>>().join(" · ")
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
    // Pages that were hers must not come back with the back button.
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\""));
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

pub(crate) fn token(app: &App, headers: &HeaderMap) -> Option<Vec<u8>> {
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
    fn a_device_is_recognised_and_nothing_else_is_kept_of_it() {
        let of = |agent: &str| device(&HeaderMap::from_iter([(header::USER_AGENT, agent.parse().unwrap())]));
        let phone = "Mozilla/5.0 (Linux; Android 14; SM-A057F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36";
        assert_eq!(of(phone), "Chrome · Android");
        assert_eq!(
            of("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"),
            "Firefox · Linux"
        );
        assert_eq!(of("<script>alert(1)</script>"), "");
    }

    #[test]
    fn a_token_is_read_back_and_nonsense_is_none() {
        let token: Vec<u8> = (0..32).collect();
        assert_eq!(unhex(&hex(&token)), Some(token));
        for nonsense in ["", "zz", "00", &"g".repeat(64), &"0".repeat(65)] {
            assert_eq!(unhex(nonsense), None, "{nonsense}");
        }
    }
}
