//! Bytes as files and people carry them.

/// The bytes as digits, two each.
pub(crate) fn written(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes of digits; `None` when they are none.
pub(crate) fn read(digits: &str) -> Option<Vec<u8>> {
    let nibbles: Vec<u8> =
        digits.chars().map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok())).collect::<Option<_>>()?;
    if !nibbles.len().is_multiple_of(2) {
        return None;
    }
    nibbles.chunks_exact(2).map(|pair| Some(pair.first()? << 4 | pair.last()?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn digits_are_read_back_and_nothing_panics(bytes in proptest::collection::vec(any::<u8>(), 0..80), text in "\\PC{0,40}") {
            prop_assert_eq!(read(&written(&bytes)).unwrap(), bytes);
            let _ = read(&text);
        }
    }
}
