//! The text in a file: UTF-8 with or without a mark, UTF-16 with one, or what old spreadsheets save.

/// The text of a file, if it is one.
pub fn text(bytes: &[u8]) -> Option<String> {
    let text = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        // A zip or an old Office file begins like this.
        [b'P', b'K', 3, 4, ..] | [0xd0, 0xcf, 0x11, 0xe0, ..] => return None,
        _ => String::from_utf8(bytes.to_vec())
            .unwrap_or_else(|_| bytes.iter().map(|byte| western(*byte)).collect()),
    };
    (!text.contains('\0')).then(|| text.trim_start_matches('\u{feff}').to_owned())
}

fn wide(bytes: &[u8], pair: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).filter_map(|two| two.try_into().ok()).map(pair);
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// Windows-1252, as Excel saves CSV in Italy: Latin-1, with letters and signs where that has control characters.
fn western(byte: u8) -> char {
    const HIGH: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    match byte {
        0x80..=0x9f => HIGH.chars().nth(usize::from(byte - 0x80)).unwrap_or(char::REPLACEMENT_CHARACTER),
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spreadsheet_s_text_is_read() {
        let wide: Vec<u8> =
            [0xff, 0xfe].into_iter().chain("città".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        for bytes in ["città".as_bytes(), "\u{feff}città".as_bytes(), b"citt\xe0", &wide] {
            assert_eq!(text(bytes).as_deref(), Some("città"));
        }
        assert_eq!(text(b"5 \x80").as_deref(), Some("5 €"));
    }

    #[test]
    fn a_spreadsheet_file_is_no_text() {
        assert_eq!((text(b"PK\x03\x04abc"), text(b"a\0b")), (None, None));
    }
}
