//! How often one address may do what costs others something. Addresses live in memory only, and not for long.

use crate::{Fault, Visit};
use axum::http::StatusCode;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use reticolo_base::Actor;
use std::{
    collections::HashMap,
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

/// Above so many addresses the ones that rested are forgotten.
const MANY: usize = 10_000;

/// The limits of all that is posted.
#[derive(Debug)]
pub struct Limits {
    asks: DefaultKeyedRateLimiter<IpAddr>,
    reports: DefaultKeyedRateLimiter<IpAddr>,
    codes: DefaultKeyedRateLimiter<IpAddr>,
    doors: DefaultKeyedRateLimiter<IpAddr>,
    accounts: DefaultKeyedRateLimiter<(IpAddr, u64)>,
    opened: Arc<Counts>,
}

/// What is limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Asking, writing, voting: 60 at once, then 2 a second; of an address for strangers, since a whole school may share one,
    /// of a person for whoever is known as herself.
    Ask,
    /// Saying that something is wrong: 10 at once, then one in 30 seconds.
    Report,
    /// Trying a code: 10 at once, then one in 10 seconds.
    Code,
    /// Trying to sign in, whoever as: 30 at once, then one in 10 seconds. A whole office may share an address.
    SignIn,
}

impl Default for Limits {
    fn default() -> Self {
        let of = |burst: u32, every: Duration| {
            let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
            let quota = Quota::with_period(every).unwrap_or_else(|| Quota::per_second(burst));
            RateLimiter::keyed(quota.allow_burst(burst))
        };
        Self {
            asks: of(60, Duration::from_millis(500)),
            reports: of(10, Duration::from_secs(30)),
            codes: of(10, Duration::from_secs(10)),
            doors: of(30, Duration::from_secs(10)),
            accounts: RateLimiter::keyed(one_account()),
            opened: Arc::default(),
        }
    }
}

impl Limits {
    /// Counts one deed of the visitor.
    ///
    /// # Errors
    /// 429 when it was one too many.
    pub fn count(&self, deed: Deed, visit: &Visit) -> Result<(), Fault> {
        let limiter = match deed {
            Deed::Ask => &self.asks,
            Deed::Report => &self.reports,
            Deed::Code => &self.codes,
            Deed::SignIn => &self.doors,
        };
        if limiter.len() > MANY {
            limiter.retain_recent();
        }
        limiter.check_key(&who(deed, visit)).map_err(|_| Fault::of(StatusCode::TOO_MANY_REQUESTS))
    }

    /// Counts one try to open an account from the visitor's address. Who guesses is slowed down where she sits; the
    /// account's owner, at another address or signed in already, feels nothing of it: nobody is locked out by a stranger.
    ///
    /// # Errors
    /// 429 when it was one too many.
    pub fn try_account(&self, account: &str, visit: &Visit) -> Result<(), Fault> {
        self.count(Deed::SignIn, visit)?;
        self.try_key((neighbourhood(visit.address), fold(account)))
    }

    /// Counts one try of a second factor, wherever from: whoever tries it knows the password.
    ///
    /// # Errors
    /// 429 when it was one too many.
    pub fn try_second_factor(&self, member: uuid::Uuid, visit: &Visit) -> Result<(), Fault> {
        self.count(Deed::SignIn, visit)?;
        self.try_key((IpAddr::V6(Ipv6Addr::UNSPECIFIED), fold(&member.to_string())))
    }

    fn try_key(&self, key: (IpAddr, u64)) -> Result<(), Fault> {
        if self.accounts.len() > MANY {
            self.accounts.retain_recent();
        }
        self.accounts.check_key(&key).map_err(|_| Fault::of(StatusCode::TOO_MANY_REQUESTS))
    }
}

/// An account as a number: an address typed into a form is kept nowhere, not even here.
fn fold(account: &str) -> u64 {
    let hash = blake3::hash(account.trim().to_lowercase().as_bytes());
    hash.as_bytes().first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes))
}

/// Eight tries at once, then one in half a minute.
fn one_account() -> Quota {
    let burst = NonZeroU32::new(8).unwrap_or(NonZeroU32::MIN);
    Quota::with_period(Duration::from_secs(30)).unwrap_or_else(|| Quota::per_second(burst)).allow_burst(burst)
}

/// A connection that stays open; it is counted until dropped.
pub(crate) struct Open {
    counts: Arc<Counts>,
    neighbour: IpAddr,
}

type Counts = Mutex<HashMap<IpAddr, usize>>;

impl Limits {
    /// Counts a connection of an address that stays open.
    ///
    /// # Errors
    /// 429 when it would be more than `most`.
    pub(crate) fn open(&self, address: Option<IpAddr>, most: usize) -> Result<Open, Fault> {
        let neighbour = neighbourhood(address);
        let mut counts = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(neighbour).or_default();
        if *count >= most {
            return Err(Fault::of(StatusCode::TOO_MANY_REQUESTS));
        }
        *count += 1;
        Ok(Open { counts: self.opened.clone(), neighbour })
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.neighbour) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.neighbour);
            }
        }
    }
}

/// Who is counted: whoever is known as herself for what she writes and asks, since a whole room shares one address; for
/// codes and sign-ins, where one becomes somebody, always the address.
fn who(deed: Deed, visit: &Visit) -> IpAddr {
    match (deed, &visit.ctx.actor) {
        (Deed::Ask | Deed::Report, Actor::Participant { id, .. } | Actor::Member { id, .. }) => {
            IpAddr::V6(Ipv6Addr::from(id.as_u128()))
        }
        _ => neighbourhood(visit.address),
    }
}

/// The address that counts: of IPv6 the first 64 bits, since one subscriber has all that follow.
pub(crate) fn neighbourhood(address: Option<IpAddr>) -> IpAddr {
    match address {
        Some(IpAddr::V6(v6)) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        Some(v4) => v4,
        None => IpAddr::V6(Ipv6Addr::UNSPECIFIED),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_subscriber_is_one_address() {
        let a = neighbourhood(Some("2001:db8:1:2::5".parse().unwrap()));
        let b = neighbourhood(Some("2001:db8:1:2:ffff::9".parse().unwrap()));
        assert_eq!(a, b);
        assert_ne!(a, neighbourhood(Some("2001:db8:1:3::5".parse().unwrap())));
        assert_eq!(neighbourhood(Some("192.0.2.7".parse().unwrap())).to_string(), "192.0.2.7");
    }

    #[test]
    fn what_stays_open_is_counted_until_it_closes() {
        let (limits, address) = (Limits::default(), Some("192.0.2.7".parse().unwrap()));
        let open = [limits.open(address, 2).unwrap(), limits.open(address, 2).unwrap()];
        assert!(limits.open(address, 2).is_err());
        assert!(limits.open(Some("192.0.2.8".parse().unwrap()), 2).is_ok());
        drop(open);
        assert!(limits.open(address, 2).is_ok());
    }
}
