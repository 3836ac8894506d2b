//! Passwords: long, not common, kept as Argon2id only.

use crate::Refused;
use argon2::{
    Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version,
    password_hash::phc::PasswordHash,
};
use reticolo_store::{Failure, vault::RingFailure};
use std::sync::{Arc, OnceLock};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

/// The shortest, in characters (NIST SP 800-63B-4 asks for 15 without a second factor, 8 with one).
pub const LEAST: usize = 12;
/// The longest.
pub const MOST: usize = 200;
/// A password that a guesser finds among so many is common: what is easy for her is refused, whatever signs are in it.
const GUESSES: f64 = 8.0;

/// OWASP Password Storage Cheat Sheet, Argon2id: 19 MiB, two passes, one lane.
const PARAMS: (u32, u32, u32) = (19 * 1024, 2, 1);

/// So many are computed at a time: each takes 19 MiB and a processor, and nobody may fill the machine with them.
static AT_ONCE: Semaphore = Semaphore::const_new(4);

/// A password as it was typed, in one normal form. It is wiped from memory, and a debug print does not tell it.
#[derive(Clone)]
pub struct Password(Arc<Zeroizing<String>>);

impl Password {
    /// A password to be compared with the one that is kept.
    pub fn typed(text: &str) -> Self {
        Self(Arc::new(Zeroizing::new(text.chars().take(MOST * 4).nfc().collect())))
    }

    /// A password that somebody chooses. `known` is what a guesser knows of her: name, address, network.
    ///
    /// # Errors
    /// [`Refused::Invalid`] when it is too short, too long, or easily guessed. No sign is asked for, none forbidden.
    pub fn choose(text: &str, known: &[&str]) -> Result<Self, Refused> {
        let password = Self::typed(text);
        let length = password.0.chars().count();
        if length < LEAST {
            return Err(Refused::Invalid("account-problem-password-short"));
        }
        if length > MOST {
            return Err(Refused::Invalid("account-problem-password-long"));
        }
        let parts: Vec<&str> = known.iter().flat_map(|word| word.split([' ', '@', '.'])).collect();
        let known: Vec<&str> = known.iter().copied().chain(parts).filter(|word| word.len() > 2).collect();
        if zxcvbn::zxcvbn(&password.0, &known).guesses_log10() < GUESSES {
            return Err(Refused::Invalid("account-problem-password-common"));
        }
        Ok(password)
    }

    /// What is kept of it: Argon2id with a salt of its own (PHC string).
    ///
    /// # Errors
    /// [`Refused::Store`] when the generator of the system fails.
    pub async fn hashed(&self) -> Result<String, Refused> {
        let text = Arc::clone(&self.0);
        compute(move || hash(&text)).await.flatten().ok_or_else(broken)
    }

    /// Whether it is the one that is kept. Where there is none, the same work is done for nothing: time tells nothing.
    pub async fn is(&self, kept: Option<String>) -> bool {
        let text = Arc::clone(&self.0);
        compute(move || {
            let there = kept.is_some();
            let kept = kept.or_else(|| dummy().clone()).unwrap_or_default();
            verify(&kept, &text) && there
        })
        .await
        .unwrap_or(false)
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password")
    }
}

async fn compute<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let _turn = AT_ONCE.acquire().await.ok()?;
    tokio::task::spawn_blocking(work).await.ok()
}

fn argon() -> Option<Argon2<'static>> {
    let (memory, passes, lanes) = PARAMS;
    Some(Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(memory, passes, lanes, None).ok()?))
}

fn hash(text: &str) -> Option<String> {
    Some(argon()?.hash_password(text.as_bytes()).ok()?.to_string())
}

fn verify(kept: &str, text: &str) -> bool {
    let Ok(kept) = PasswordHash::new(kept) else { return false };
    argon().is_some_and(|argon| argon.verify_password(text.as_bytes(), &kept).is_ok())
}

/// The hash of nobody's password.
fn dummy() -> &'static Option<String> {
    static DUMMY: OnceLock<Option<String>> = OnceLock::new();
    DUMMY.get_or_init(|| hash("the password of nobody at all"))
}

fn broken() -> Refused {
    Refused::Store(Failure::Ring(RingFailure::File("/dev/random".into(), std::io::ErrorKind::Other.into())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn problem(text: &str, known: &[&str]) -> &'static str {
        match Password::choose(text, known) {
            Err(Refused::Invalid(key)) => key,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn short_long_and_common_passwords_are_refused() {
        assert_eq!(problem("corta-corta", &[]), "account-problem-password-short");
        assert_eq!(problem(&"lungo ".repeat(40), &[]), "account-problem-password-long");
        for common in ["password1234", "qwertyuiop12", "aaaaaaaaaaaaaa", "123456789012", "abcdefghijkl"] {
            assert_eq!(problem(common, &[]), "account-problem-password-common", "{common}");
        }
        let known = ["Giuseppina Delvecchio", "giuseppina@comune.example"];
        assert_eq!(problem("Giuseppina12", &known), "account-problem-password-common");
    }

    #[test]
    fn no_sign_is_asked_for_and_none_is_forbidden() {
        for good in
            ["cavallo tre finestre blu", "gnomolunaticosulmuro", "حصان أزرق على السطح", "🐴🐴 via tremiti 🐴"]
        {
            assert!(Password::choose(good, &[]).is_ok(), "{good}");
        }
    }

    #[tokio::test]
    async fn a_password_is_known_again_however_its_accents_are_typed() {
        let chosen = Password::choose("perch\u{e9} no, una zucca", &[]).unwrap();
        let kept = chosen.hashed().await.unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$") && !kept.contains("zucca"));
        assert!(Password::typed("perche\u{301} no, una zucca").is(Some(kept.clone())).await);
        assert!(!Password::typed("perche no, una zucca").is(Some(kept)).await);
        assert!(!Password::typed("the password of nobody at all").is(None).await);
        assert!(!Password::typed("x").is(Some("no hash".into())).await);
        assert_eq!(format!("{chosen:?}"), "Password");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn nothing_typed_panics(typed in "\\PC{0,300}") {
            let _ = Password::choose(&typed, &["Anna", "anna@x.example"]);
        }
    }
}
