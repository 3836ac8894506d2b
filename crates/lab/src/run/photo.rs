//! A photograph of a sheet: known by its first bytes, and kept without what the camera wrote beside the picture – place, time, owner.
//!
//! The picture itself is not touched; segments and chunks that hold no picture are left out. Of the camera's notes only one is
//! written anew: which side is up.

use crate::Refused;

/// The largest photograph, in bytes.
pub const MOST_BYTES: usize = 8 * 1024 * 1024;

/// A photograph without notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// Its media type.
    pub kind: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Reads a photograph and leaves out its notes.
///
/// # Errors
/// [`Refused::Invalid`] when it is too large, or no JPEG, PNG or WebP picture.
pub fn clean(bytes: &[u8]) -> Result<Photo, Refused> {
    if bytes.len() > MOST_BYTES {
        let most = (MOST_BYTES / 1024 / 1024).to_string();
        return Err(Refused::Invalid("lab-run-photo-large", vec![("most", most)]));
    }
    let cleaned = match () {
        () if bytes.starts_with(&[0xff, 0xd8, 0xff]) => jpeg(bytes).map(|bytes| ("image/jpeg", bytes)),
        () if bytes.starts_with(PNG) => png(bytes).map(|bytes| ("image/png", bytes)),
        () if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") => {
            webp(bytes).map(|bytes| ("image/webp", bytes))
        }
        () => None,
    };
    let (kind, bytes) = cleaned.ok_or(Refused::invalid("lab-run-photo-kind"))?;
    Ok(Photo { kind, bytes })
}

fn two(bytes: &[u8], at: usize) -> Option<usize> {
    Some(usize::from(*bytes.get(at)?) << 8 | usize::from(*bytes.get(at + 1)?))
}

/// JPEG (ISO 10918-1): segments up to the scan; APP1–APP15 but the colour profile (APP2 `ICC_PROFILE`) and Adobe's APP14, and
/// comments are left out.
fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut kept = vec![0xff, 0xd8];
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        match marker {
            0xff => at += 1,
            // The scan: from here on there is only the picture, and what follows its end is cut off.
            0xda => {
                let rest = bytes.get(at..)?;
                let end = rest.windows(2).rposition(|pair| pair == [0xff, 0xd9])? + 2;
                kept.extend_from_slice(rest.get(..end)?);
                return Some(kept);
            }
            _ => {
                let end = at + 2 + two(bytes, at + 2)?;
                let segment = bytes.get(at..end)?;
                let body = segment.get(4..)?;
                let colours = marker == 0xe2 && body.starts_with(b"ICC_PROFILE\0");
                match marker {
                    0xe1 => kept.extend(orientation(body).map(upright).unwrap_or_default()),
                    0xe2..=0xef | 0xfe if !(colours || marker == 0xee) => {}
                    _ => kept.extend_from_slice(segment),
                }
                at = end;
            }
        }
    }
}

/// Which side is up, from the first directory of an Exif segment (tag 0x0112).
fn orientation(body: &[u8]) -> Option<u8> {
    let tiff = body.strip_prefix(b"Exif\0\0")?;
    let little = tiff.starts_with(b"II");
    let number = |at: usize, size: usize| {
        let bytes = tiff.get(at..at.checked_add(size)?)?.iter();
        let shift = |sum: usize, byte: &u8| sum << 8 | usize::from(*byte);
        Some(if little { bytes.rev().fold(0, shift) } else { bytes.fold(0, shift) })
    };
    let start = number(4, 4)?;
    let count = number(start, 2)?;
    let entries = (0..count.min(64)).map(|entry| start + 2 + entry * 12);
    let found = entries.into_iter().find(|at| number(*at, 2) == Some(0x0112))?;
    u8::try_from(number(found + 8, 2)?).ok().filter(|side| (2..=8).contains(side))
}

/// An Exif segment that says nothing but which side is up.
fn upright(side: u8) -> Vec<u8> {
    let mut segment = vec![0xff, 0xe1, 0, 34];
    segment.extend_from_slice(b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0");
    segment.extend_from_slice(&[side, 0, 0, 0, 0, 0, 0]);
    segment
}

/// PNG (ISO 15948): chunks that are needed for the picture.
fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let keep: [&[u8]; 9] = [b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP"];
    let mut kept = PNG.to_vec();
    let mut at = PNG.len();
    loop {
        let length = two(bytes, at)? << 16 | two(bytes, at + 2)?;
        let end = at.checked_add(12)?.checked_add(length)?;
        let chunk = bytes.get(at..end)?;
        let name = chunk.get(4..8)?;
        if keep.contains(&name) {
            kept.extend_from_slice(chunk);
        }
        if name == b"IEND" {
            return Some(kept);
        }
        at = end;
    }
}

/// WebP (RFC 9649): all chunks but EXIF and XMP, whose flags are taken back.
fn webp(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut kept = b"WEBP".to_vec();
    let mut at = 12;
    while at < bytes.len() {
        let size = bytes.get(at + 4..at + 8)?.iter().rev().fold(0, |sum, byte| sum << 8 | usize::from(*byte));
        let end = at.checked_add(8)?.checked_add(size)?.checked_add(size & 1)?;
        let chunk = bytes.get(at..end)?;
        match chunk.get(..4)? {
            b"EXIF" | b"XMP " => {}
            b"VP8X" => {
                let mut header = chunk.to_vec();
                *header.get_mut(8)? &= !0b0000_1100;
                kept.extend(header);
            }
            _ => kept.extend_from_slice(chunk),
        }
        at = end;
    }
    let size = u32::try_from(kept.len()).ok()?;
    Some([b"RIFF".as_slice(), &size.to_le_bytes(), &kept].concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
        let length = u16::try_from(body.len() + 2).unwrap();
        [&[0xff, marker][..], &length.to_be_bytes(), body].concat()
    }

    fn picture(notes: &[u8]) -> Vec<u8> {
        let scan = [0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9];
        [&[0xff, 0xd8][..], &segment(0xe0, b"JFIF\0"), notes, &segment(0xdb, &[7; 9]), &scan].concat()
    }

    #[test]
    fn where_a_photograph_was_taken_is_not_kept() {
        let exif = segment(0xe1, b"Exif\0\0II*\0\x08\0\0\0\0\0 GPS 41.12N 16.87E Nokia of Amina");
        let notes = [exif, segment(0xfe, b"a comment"), segment(0xed, b"Photoshop")].concat();
        let clean = clean(&picture(&notes)).unwrap();
        assert_eq!((clean.kind, &clean.bytes), ("image/jpeg", &picture(b"")));
    }

    #[test]
    fn which_side_is_up_is_kept() {
        let turned =
            segment(0xe1, b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0Amina");
        let cleaned = clean(&picture(&turned)).unwrap();
        assert_eq!(cleaned.bytes, picture(&upright(6)));
        assert_eq!(clean(&cleaned.bytes).unwrap(), cleaned, "cleaning twice is cleaning once");
    }

    #[test]
    fn what_follows_the_picture_is_cut_off() {
        let hidden = [picture(b"").as_slice(), b"<script>alert(1)</script>"].concat();
        assert_eq!(clean(&hidden).unwrap().bytes, picture(b""));
    }

    #[test]
    fn notes_of_png_and_webp_are_left_out() {
        let chunk = |name: &[u8], body: &[u8]| {
            [&u32::try_from(body.len()).unwrap().to_be_bytes()[..], name, body, &[0; 4]].concat()
        };
        let ends = [chunk(b"IHDR", &[1; 13]), chunk(b"IDAT", b"x"), chunk(b"IEND", b"")];
        let noted =
            [PNG, &ends[0], &chunk(b"eXIf", b"GPS"), &chunk(b"tEXt", b"Amina"), &ends[1], &ends[2]].concat();
        assert_eq!(clean(&noted).unwrap().bytes, [PNG, &ends[0], &ends[1], &ends[2]].concat());

        let part = |name: &[u8], body: &[u8]| {
            [name, &u32::try_from(body.len()).unwrap().to_le_bytes()[..], body].concat()
        };
        let body = [part(b"VP8X", &[0b1100, 0, 0, 0]), part(b"VP8 ", b"xx"), part(b"EXIF", b"GPS!")].concat();
        let file = [b"RIFF\0\0\0\0WEBP", body.as_slice()].concat();
        let cleaned = clean(&file).unwrap();
        assert!(!cleaned.bytes.windows(3).any(|bytes| bytes == b"GPS"));
        assert_eq!(cleaned.bytes[20], 0, "the header no longer promises notes");
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        let large = [&[0xff, 0xd8, 0xff][..], &vec![0; MOST_BYTES]].concat();
        for bytes in [b"".as_slice(), b"<svg onload=alert(1)>", b"GIF89a", &[0xff, 0xd8, 0xff], &large] {
            assert!(matches!(clean(bytes), Err(Refused::Invalid(..))));
        }
    }

    proptest! {
        #[test]
        fn no_bytes_panic(start in 0..3_usize, rest in prop::collection::vec(any::<u8>(), 0..400)) {
            let head: &[u8] = [&[0xff, 0xd8, 0xff][..], PNG, b"RIFF\x20\0\0\0WEBP"][start];
            let _ = clean(&[head, &rest].concat());
        }
    }
}
