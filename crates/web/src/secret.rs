//! Codes that only their owner knows, and how they are written.

/// Crockford's base 32: no I, L, O, U, so that nobody mistakes one sign for another.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The bytes of a code: 80 bits, far beyond guessing at the rate at which codes may be tried.
pub type Bytes = [u8; 10];

/// Bytes from the generator of the system.
pub fn from_system() -> Bytes {
    rand::random()
}

/// A code as people copy it: `XXXX-XXXX-XXXX-XXXX`.
pub fn written(bytes: Bytes) -> String {
    let mut bits = bytes.iter().fold(0u128, |bits, byte| (bits << 8) | u128::from(*byte));
    let mut signs = Vec::with_capacity(19);
    for place in 0..16 {
        if place > 0 && place % 4 == 0 {
            signs.push('-');
        }
        let sign = usize::try_from(bits & 31).ok().and_then(|n| SIGNS.get(n)).copied().unwrap_or(b'0');
        signs.push(char::from(sign));
        bits >>= 5;
    }
    signs.into_iter().rev().collect()
}

/// A code as it was typed, in its one form: signs that look alike are one, dashes and spaces do not count.
/// `None` when it cannot be a code.
pub fn read(typed: &str) -> Option<String> {
    let mut code = String::new();
    for c in
        typed.chars().take(80).filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '—' | '.' | '_'))
    {
        let c = match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            c => c,
        };
        if !SIGNS.iter().any(|sign| char::from(*sign) == c) {
            return None;
        }
        code.push(c);
    }
    (code.len() == 16).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn signs_that_look_alike_are_one() {
        assert_eq!(read("oooo-iiii llll 0000"), Some("0000111111110000".into()));
        assert_eq!(read("too short"), None);
        assert_eq!(read("UUUU-UUUU-UUUU-UUUU"), None, "U is no sign of a code");
        assert_eq!(read(&"A".repeat(10_000)), None);
    }

    #[test]
    fn two_codes_differ() {
        assert_ne!(from_system(), from_system());
    }

    proptest! {
        #[test]
        fn a_code_is_four_groups_of_four_and_read_back(bytes in any::<Bytes>()) {
            let code = written(bytes);
            prop_assert_eq!(code.len(), 19);
            prop_assert_eq!(code.split('-').map(str::len).collect::<Vec<_>>(), [4, 4, 4, 4]);
            prop_assert_eq!(read(&code.to_lowercase()), Some(code.replace('-', "")));
        }

        #[test]
        fn nothing_typed_panics(typed in "\\PC{0,100}") {
            let _ = read(&typed);
        }
    }
}
