//! What holds for every request of the API: open to other sites, not too often, every refusal a JSON problem.

use super::problem::Problem;
use crate::limits::neighbourhood;
use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use governor::{
    DefaultKeyedRateLimiter, Quota, RateLimiter,
    clock::{Clock as _, DefaultClock},
};
use std::{net::IpAddr, num::NonZeroU32};

/// So many requests an address may make at once.
pub const BURST: u32 = 1_000;
/// So many it may go on with every second.
pub const PER_SECOND: u32 = 50;
/// Above so many addresses the ones that rested are forgotten.
const MANY: usize = 10_000;

/// Counts the requests of each address, in memory only.
#[derive(Debug)]
pub struct Guard {
    limiter: DefaultKeyedRateLimiter<IpAddr>,
}

impl Default for Guard {
    fn default() -> Self {
        let number = |n| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
        Self { limiter: RateLimiter::keyed(Quota::per_second(number(PER_SECOND)).allow_burst(number(BURST))) }
    }
}

impl Guard {
    /// Lets an address in, unless it asked too often.
    ///
    /// # Errors
    /// 429 with the seconds to wait.
    // The answer is made once in a thousand requests.
    #[allow(clippy::result_large_err)]
    pub fn admit(&self, from: Option<IpAddr>) -> Result<(), Response> {
        if self.limiter.len() > MANY {
            self.limiter.retain_recent();
        }
        self.limiter.check_key(&neighbourhood(from)).map_err(|not_until| {
            let wait = not_until.wait_time_from(DefaultClock::default().now()).as_secs() + 1;
            let mut response = Problem::bare(StatusCode::TOO_MANY_REQUESTS).into_response();
            response.headers_mut().insert(header::RETRY_AFTER, wait.into());
            response
        })
    }
}

/// Answers other sites (CORS, without credentials), and turns bare statuses into problems.
pub async fn open(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let status = response.status();
    let refused = status.is_client_error() || status.is_server_error();
    if refused && !response.headers().contains_key(header::CONTENT_TYPE) {
        // The router adds Allow to a 405 further out.
        response = Problem::bare(status).into_response();
    }
    let fixed = [
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::ACCESS_CONTROL_EXPOSE_HEADERS, "ETag, Retry-After, X-Request-Id"),
        (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    ];
    response.headers_mut().extend(fixed.map(|(name, value)| (name, HeaderValue::from_static(value))));
    response
}

/// What an address takes, for OPTIONS.
pub async fn methods(allow: &'static str) -> Response {
    let headers = [
        (header::ALLOW, allow),
        (header::ACCESS_CONTROL_ALLOW_METHODS, allow),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "Content-Type, If-None-Match"),
        (header::ACCESS_CONTROL_MAX_AGE, "86400"),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_is_let_in_and_then_one_waits() {
        let guard = Guard::default();
        let reader = Some("192.0.2.7".parse().unwrap());
        let refused = (0..=BURST + PER_SECOND).find_map(|_| guard.admit(reader).err()).unwrap();
        assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(refused.headers()[header::RETRY_AFTER], "1");
        assert!(guard.admit(Some("192.0.2.8".parse().unwrap())).is_ok(), "another address is not concerned");
    }
}
