//! The second factor: six digits that change every half minute (TOTP, RFC 6238; SHA-1, as every app on a telephone reads it).

use reticolo_base::Instant;
use reticolo_store::Vault;
use totp_rs::{Builder, Totp};
use zeroize::Zeroizing;

/// The length of a secret, in bytes (RFC 4226 recommends 160 bits).
const BYTES: usize = 20;

/// The secret that a telephone and the server share. A debug print does not tell it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<Vec<u8>>);

impl Secret {
    /// The secret of a beginning, made from what only its owner and this server hold: looking at the page twice shows the
    /// same square, and nothing has to be kept before she has shown that her telephone knows it.
    pub fn of_beginning(vault: &Vault, beginning: &str) -> Self {
        let mut bytes = vault.token("second factor", beginning);
        bytes.truncate(BYTES);
        Self(Zeroizing::new(bytes))
    }

    /// From what was sealed.
    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// To be sealed.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// As a person types it into her app: groups of four letters and digits.
    pub fn written(&self) -> String {
        let text = totp_rs::Secret::from(self.0.to_vec()).to_base32();
        let signs: Vec<char> = text.chars().filter(|c| *c != '=').collect();
        signs.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
    }

    /// As an app reads it from a square: `otpauth://totp/…`.
    pub fn address(&self, network: &str, name: &str) -> String {
        let secret = self.written().replace(' ', "");
        let (network, name) = (encoded(network), encoded(name));
        format!("otpauth://totp/{network}:{name}?secret={secret}&issuer={network}")
    }

    /// The step of time whose digits these are, now or half a minute before or after; `None` when they are not.
    pub fn step_of(&self, typed: &str, now: Instant) -> Option<i64> {
        let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        let seconds = u64::try_from(now.0 / 1_000_000).ok()?;
        let step = self.totp()?.check(&digits, seconds)?;
        i64::try_from(step).ok()
    }

    /// The digits of a moment: what the telephone shows.
    pub fn digits(&self, now: Instant) -> Option<String> {
        let seconds = u64::try_from(now.0 / 1_000_000).ok()?;
        Some(self.totp()?.generate(seconds).to_string())
    }

    fn totp(&self) -> Option<Totp> {
        Builder::new().with_secret(self.0.to_vec()).build().ok()
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// RFC 6238, appendix B: the secret of its test vectors.
    fn of_the_standard() -> Secret {
        Secret::from_bytes(b"12345678901234567890".to_vec())
    }

    fn at(seconds: i64) -> Instant {
        Instant(seconds * 1_000_000)
    }

    #[test]
    fn the_digits_are_those_of_the_standard() {
        for (seconds, digits) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
            assert_eq!(of_the_standard().digits(at(seconds)).unwrap(), digits);
        }
    }

    #[test]
    fn half_a_minute_early_or_late_is_accepted_and_a_minute_is_not() {
        let secret = of_the_standard();
        for (seconds, step) in [(59, Some(1)), (30, Some(1)), (15, Some(1)), (89, Some(1)), (91, None)] {
            assert_eq!(secret.step_of("287 082", at(seconds)), step, "{seconds}");
        }
        for nonsense in ["", "28708", "2870822", "abcdef", "٢٨٧٠٨٢", "-28708"] {
            assert_eq!(secret.step_of(nonsense, at(59)), None, "{nonsense}");
        }
    }

    #[test]
    fn an_app_reads_the_address_whatever_the_names_are() {
        let address = of_the_standard().address("Servizi & co", "Zoë: Pérez");
        assert_eq!(
            address,
            "otpauth://totp/Servizi%20%26%20co:Zo%C3%AB%3A%20P%C3%A9rez?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Servizi%20%26%20co"
        );
        assert_eq!(of_the_standard().written(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    }

    #[test]
    fn a_beginning_has_one_secret() {
        let vault = Vault::passing();
        assert_eq!(Secret::of_beginning(&vault, "a"), Secret::of_beginning(&vault, "a"));
        assert_ne!(Secret::of_beginning(&vault, "a"), Secret::of_beginning(&vault, "b"));
        assert_ne!(Secret::of_beginning(&vault, "a"), Secret::of_beginning(&Vault::passing(), "a"));
    }

    proptest! {
        #[test]
        fn what_the_telephone_shows_is_accepted_and_nothing_panics(
            bytes in proptest::collection::vec(any::<u8>(), 20),
            seconds in 60i64..4_000_000_000,
            typed in "\\PC{0,12}",
        ) {
            let secret = Secret::from_bytes(bytes);
            let digits = secret.digits(at(seconds)).unwrap();
            prop_assert_eq!(digits.len(), 6);
            prop_assert!(secret.step_of(&digits, at(seconds + 20)).is_some());
            let _ = secret.step_of(&typed, at(seconds));
        }
    }
}
