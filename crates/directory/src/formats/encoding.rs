//! Bytes to text. Files are UTF-8, sometimes UTF-16 with a mark, often Windows-1252 without one.

/// What the bytes 0x80–0x9f mean in Windows-1252; the five that mean nothing become the replacement character.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž', '\u{fffd}',
    '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}', 'ž', 'Ÿ',
];

/// A decoded text and whether it had to be taken for something else than UTF-8.
#[derive(Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text without byte order mark.
    pub text: String,
    /// Whether the bytes were not UTF-8.
    pub repaired: bool,
}

/// Decodes a file.
pub fn decode(bytes: Vec<u8>) -> Decoded {
    match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => return Decoded { text: utf16(rest, u16::from_le_bytes), repaired: true },
        [0xfe, 0xff, rest @ ..] => return Decoded { text: utf16(rest, u16::from_be_bytes), repaired: true },
        _ => {}
    }
    match String::from_utf8(bytes) {
        Ok(text) => Decoded {
            text: text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text),
            repaired: false,
        },
        Err(error) => Decoded { text: lines(error.as_bytes()), repaired: true },
    }
}

/// Line by line, since files put together from several sources mix encodings.
fn lines(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 16);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match std::str::from_utf8(line) {
            Ok(line) => text.push_str(line),
            Err(_) => text.extend(line.iter().map(|byte| windows_1252(*byte))),
        }
    }
    text
}

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS_1252.get(usize::from(byte - 0x80)).copied().unwrap_or('\u{fffd}'),
        _ => char::from(byte),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).filter_map(|pair| <[u8; 2]>::try_from(pair).ok()).map(unit);
    char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_file_from_an_old_office_keeps_its_accents() {
        let decoded = decode(b"Citt\xe0 di Bari \x96 5 \x80\n".to_vec());
        assert_eq!(decoded, Decoded { text: "Città di Bari – 5 €\n".into(), repaired: true });
    }

    #[test]
    fn one_old_line_does_not_spoil_the_others() {
        let mut bytes = "Città\n".as_bytes().to_vec();
        bytes.extend(b"Citt\xe0\n");
        assert_eq!(decode(bytes).text, "Città\nCittà\n");
    }

    #[test]
    fn marks_are_not_text() {
        assert_eq!(decode(b"\xef\xbb\xbfid".to_vec()).text, "id");
        assert_eq!(decode(vec![0xff, 0xfe, b'i', 0, b'd', 0]).text, "id");
        assert_eq!(decode(vec![0xfe, 0xff, 0, b'i', 0, b'd']).text, "id");
    }

    proptest! {
        #[test]
        fn any_bytes_become_text(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = decode(bytes);
        }
    }
}
