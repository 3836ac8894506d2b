//! What travels: lib0's primitives, the messages of y-websocket, and the updates of Yjs (version 1), read with care.
//!
//! Everything here is read from strangers. Nothing is allocated by a number that a stranger wrote, nothing recurses
//! deeper than [`DEEPEST`], and what does not fit is [`Malformed`].
//!
//! Source: the protocol notes of y-protocols and lib0, and the encoders of yjs 13.

pub mod message;
pub mod update;

/// A number of Yjs is exact in JavaScript: below 2⁵³.
pub const MOST_CLIENT: u64 = 1 << 53;
/// No document of a table has so many characters; far below where any library's arithmetic ends.
pub const MOST_CLOCK: u32 = 1 << 30;
/// How deep values may lie in values.
const DEEPEST: u32 = 8;

/// What was read is not what the protocol says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("malformed")]
pub struct Malformed;

type Read<T> = Result<T, Malformed>;

/// Reads primitives, never beyond the end.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// Over these bytes.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// Whether nothing is left.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many bytes are left.
    pub fn left(&self) -> usize {
        self.0.len()
    }

    /// One byte.
    ///
    /// # Errors
    /// [`Malformed`] at the end; so do all others.
    pub fn byte(&mut self) -> Read<u8> {
        let (first, rest) = self.0.split_first().ok_or(Malformed)?;
        self.0 = rest;
        Ok(*first)
    }

    /// So many bytes.
    pub fn take(&mut self, count: usize) -> Read<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(Malformed)?;
        self.0 = rest;
        Ok(taken)
    }

    /// An unsigned number in groups of seven bits, least first; at most 2⁵³.
    pub fn number(&mut self) -> Read<u64> {
        let mut value = 0_u64;
        for shift in (0..56).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return if value < MOST_CLIENT { Ok(value) } else { Err(Malformed) };
            }
        }
        Err(Malformed)
    }

    /// A length or clock.
    pub fn clock(&mut self) -> Read<u32> {
        let value = u32::try_from(self.number()?).map_err(|_| Malformed)?;
        if value < MOST_CLOCK { Ok(value) } else { Err(Malformed) }
    }

    /// How many things follow, each of at least `least` bytes.
    pub fn count(&mut self, least: usize) -> Read<usize> {
        let count = usize::try_from(self.number()?).map_err(|_| Malformed)?;
        if count <= self.left() / least { Ok(count) } else { Err(Malformed) }
    }

    /// Bytes with their length before them.
    pub fn bytes(&mut self) -> Read<&'a [u8]> {
        let count = self.count(1)?;
        self.take(count)
    }

    /// Text with its length in bytes before it.
    pub fn text(&mut self) -> Read<&'a str> {
        std::str::from_utf8(self.bytes()?).map_err(|_| Malformed)
    }

    /// A signed number: the first group has the sign and six bits.
    fn signed(&mut self) -> Read<i64> {
        let first = self.byte()?;
        let mut value = u64::from(first & 0x3f);
        let mut more = first & 0x80 != 0;
        let mut shift = 6;
        while more {
            let byte = self.byte()?;
            if shift > 55 {
                return Err(Malformed);
            }
            value |= u64::from(byte & 0x7f) << shift;
            shift += 7;
            more = byte & 0x80 != 0;
        }
        let value = i64::try_from(value).map_err(|_| Malformed)?;
        Ok(if first & 0x40 == 0 { value } else { -value })
    }

    /// A value as JSON has them, in lib0's *any* encoding.
    pub fn value(&mut self) -> Read<Value<'a>> {
        self.value_at(0)
    }

    fn value_at(&mut self, depth: u32) -> Read<Value<'a>> {
        if depth > DEEPEST {
            return Err(Malformed);
        }
        Ok(match self.byte()? {
            126 | 127 => Value::Nothing,
            125 => Value::Number(self.signed()? as f64),
            124 => Value::Number(f64::from(f32::from_be_bytes(self.array()?))),
            123 => Value::Number(f64::from_be_bytes(self.array()?)),
            120 => Value::Bool(true),
            121 => Value::Bool(false),
            119 => Value::Text(self.text()?),
            118 => self.object(depth)?,
            117 => {
                for _ in 0..self.count(1)? {
                    self.value_at(depth + 1)?;
                }
                Value::Other
            }
            // Bytes and big integers are no values of ours, and libraries differ in them.
            _ => return Err(Malformed),
        })
    }

    fn object(&mut self, depth: u32) -> Read<Value<'a>> {
        let mut by = None;
        for _ in 0..self.count(2)? {
            let key = self.text()?;
            let value = self.value_at(depth + 1)?;
            if let ("by", Value::Text(who)) = (key, value) {
                by = Some(who);
            }
        }
        Ok(Value::Object { by })
    }

    fn array<const N: usize>(&mut self) -> Read<[u8; N]> {
        self.take(N)?.try_into().map_err(|_| Malformed)
    }
}

/// A value, as far as a rule asks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    /// `null` or `undefined`.
    Nothing,
    /// A truth value.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A text.
    Text(&'a str),
    /// An object, and its field `by`.
    Object {
        /// Who, when the field holds a text.
        by: Option<&'a str>,
    },
    /// A list.
    Other,
}

/// Writes an unsigned number.
pub fn write_number(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Writes bytes with their length before them.
pub fn write_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    write_number(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_number_comes_back(value in 0..MOST_CLIENT) {
            let mut out = Vec::new();
            write_number(&mut out, value);
            prop_assert_eq!(Reader::new(&out).number(), Ok(value));
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = Reader::new(&bytes).value();
            let _ = Reader::new(&bytes).text();
            let _ = Reader::new(&bytes).number();
        }
    }

    #[test]
    fn a_number_that_never_ends_is_refused() {
        assert_eq!(Reader::new(&[0xff; 40]).number(), Err(Malformed));
        assert_eq!(Reader::new(&[0x80, 0x80]).number(), Err(Malformed));
    }

    #[test]
    fn a_length_beyond_the_end_is_refused_before_anything_is_kept() {
        let mut huge = Vec::new();
        write_number(&mut huge, 1 << 40);
        assert_eq!(Reader::new(&huge).bytes(), Err(Malformed));
        assert_eq!(Reader::new(&huge).count(1), Err(Malformed));
    }

    #[test]
    fn values_in_values_end_somewhere() {
        let deep = [117, 1].repeat(10_000);
        assert_eq!(Reader::new(&deep).value(), Err(Malformed));
    }

    #[test]
    fn signed_numbers_are_read_as_lib0_writes_them() {
        for (bytes, value) in [(&[125, 5][..], 5.0), (&[125, 0x45], -5.0), (&[125, 0xa4, 0x01], 100.0)] {
            assert_eq!(Reader::new(bytes).value(), Ok(Value::Number(value)));
        }
    }
}
