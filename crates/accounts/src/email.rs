//! A mail address. It is personal: it is sealed where it is kept, and a debug print does not tell it.

use crate::Refused;

/// A mail address in its one form: no blanks around it, the part after the `@` in small letters.
#[derive(Clone, PartialEq, Eq)]
pub struct Email(String);

/// The longest address that mail servers carry (RFC 5321, 4.5.3.1).
const MOST: usize = 254;

impl Email {
    /// An address as it was typed. What is asked is that a mail could be sent there, not that it is pretty.
    ///
    /// # Errors
    /// [`Refused::Invalid`] when it is none.
    pub fn parse(typed: &str) -> Result<Self, Refused> {
        Self::read(typed).ok_or(Refused::Invalid("account-problem-email"))
    }

    fn read(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        let (local, host) = typed.rsplit_once('@')?;
        let plain = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
        let local_is_one = !local.is_empty()
            && local.len() <= 64
            && local.chars().all(plain)
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..");
        let label = |label: &str| {
            !label.is_empty()
                && label.len() <= 63
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        let host_is_one = host.contains('.') && host.split('.').all(label);
        (typed.len() <= MOST && local_is_one && host_is_one)
            .then(|| Self(format!("{local}@{}", host.to_lowercase())))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form by which it is found again: mail servers tell capitals apart in theory only.
    pub fn folded(&self) -> String {
        self.0.to_lowercase()
    }
}

impl std::fmt::Debug for Email {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Email")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_address_has_one_form_and_nonsense_has_none() {
        let anna = Email::parse(" Anna.Rossi+lab@Comune.Example ").unwrap();
        assert_eq!(anna.as_str(), "Anna.Rossi+lab@comune.example");
        assert_eq!(anna.folded(), "anna.rossi+lab@comune.example");
        assert_eq!(format!("{anna:?}"), "Email");
        for nonsense in [
            "",
            "anna",
            "anna@",
            "@comune.example",
            "anna@comune",
            "an na@comune.example",
            "anna@comune..example",
            "anna@-x.example",
            ".anna@comune.example",
            "a\r\nBcc: b@c.example",
            "anna@comune.example\n.x",
            "<anna@comune.example>",
        ] {
            assert!(Email::parse(nonsense).is_err(), "{nonsense:?}");
        }
    }

    proptest! {
        #[test]
        fn nothing_typed_panics_and_what_is_read_is_read_again(typed in "\\PC{0,80}") {
            if let Ok(email) = Email::parse(&typed) {
                prop_assert_eq!(Email::parse(email.as_str()).unwrap(), email);
            }
        }
    }
}
