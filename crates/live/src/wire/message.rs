//! The messages of y-websocket: sync, awareness, query of awareness; *auth* is tolerated.

use super::{Malformed, Reader, write_bytes, write_number};
use bytes::Bytes;

/// A message as it came.
#[derive(Debug, Clone, PartialEq)]
pub enum Message<'a> {
    /// What the other side has: pairs of client id and clock.
    Step1(Vec<(u64, u32)>),
    /// What this side lacked, in answer to its step 1.
    Step2(&'a [u8]),
    /// An edit.
    Update(&'a [u8]),
    /// Who is there, and what they show of themselves.
    Awareness(Vec<State<'a>>),
    /// The wish to hear of everyone who is there.
    WhoIsHere,
    /// A message that needs no answer here: auth, or of a kind that this server does not know.
    Nothing,
}

/// The awareness state of one client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State<'a> {
    /// The client id.
    pub client: u64,
    /// How often it changed.
    pub clock: u32,
    /// JSON, or `null` for somebody who left.
    pub json: &'a str,
}

/// The longest state of one client, in bytes.
pub const MOST_STATE: usize = 2_048;
/// How many states or clocks one message may hold.
const MOST_ENTRIES: usize = 10_000;

/// Reads the next message of a frame.
///
/// # Errors
/// [`Malformed`] when it is none.
pub fn read<'a>(reader: &mut Reader<'a>) -> Result<Message<'a>, Malformed> {
    Ok(match reader.number()? {
        0 => match reader.number()? {
            0 => Message::Step1(clocks(reader.bytes()?)?),
            1 => Message::Step2(reader.bytes()?),
            2 => Message::Update(reader.bytes()?),
            _ => return Err(Malformed),
        },
        1 => Message::Awareness(states(reader.bytes()?)?),
        3 => Message::WhoIsHere,
        _ => {
            let rest = reader.left();
            reader.take(rest)?;
            Message::Nothing
        }
    })
}

fn clocks(bytes: &[u8]) -> Result<Vec<(u64, u32)>, Malformed> {
    let mut reader = Reader::new(bytes);
    let count = entries(reader.count(2)?)?;
    (0..count).map(|_| Ok((reader.number()?, reader.clock()?))).collect()
}

fn states(bytes: &[u8]) -> Result<Vec<State<'_>>, Malformed> {
    let mut reader = Reader::new(bytes);
    let count = entries(reader.count(3)?)?;
    let state = |_| {
        let state = State { client: reader.number()?, clock: reader.clock()?, json: reader.text()? };
        if state.json.len() > MOST_STATE { Err(Malformed) } else { Ok(state) }
    };
    (0..count).map(state).collect()
}

fn entries(count: usize) -> Result<usize, Malformed> {
    if count <= MOST_ENTRIES { Ok(count) } else { Err(Malformed) }
}

/// The frame of a sync message: 0 and the step (0, 1) or 2 for an update.
pub fn sync(step: u8, body: &[u8]) -> Bytes {
    let mut out = Vec::with_capacity(body.len() + 7);
    out.extend_from_slice(&[0, step]);
    write_bytes(&mut out, body);
    out.into()
}

/// The frame of awareness states.
pub fn awareness<'a>(states: impl ExactSizeIterator<Item = State<'a>>) -> Bytes {
    let mut body = Vec::new();
    write_number(&mut body, states.len() as u64);
    for state in states {
        write_number(&mut body, state.client);
        write_number(&mut body, u64::from(state.clock));
        write_bytes(&mut body, state.json.as_bytes());
    }
    let mut out = vec![1];
    write_bytes(&mut out, &body);
    out.into()
}

/// The frame of *auth* that tells why an edit was refused.
pub fn denied(reason: &str) -> Bytes {
    let mut out = vec![2, 0];
    write_bytes(&mut out, reason.as_bytes());
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        assert_eq!(read(&mut Reader::new(&sync(2, b"edit"))), Ok(Message::Update(b"edit")));
        assert_eq!(read(&mut Reader::new(&sync(1, b"all"))), Ok(Message::Step2(b"all")));
        let state = State { client: 7, clock: 3, json: "{}" };
        let frame = awareness([state].into_iter());
        assert_eq!(read(&mut Reader::new(&frame)), Ok(Message::Awareness(vec![state])));
        assert_eq!(read(&mut Reader::new(&denied("no"))), Ok(Message::Nothing));
        assert_eq!(read(&mut Reader::new(&[3])), Ok(Message::WhoIsHere));
    }

    #[test]
    fn nonsense_is_refused() {
        for bytes in [&[][..], &[0], &[0, 9, 0], &[0, 2, 200, 1], &[1, 3, 1, 5, 5], &[0, 0, 1, 9]] {
            assert_eq!(read(&mut Reader::new(bytes)), Err(Malformed), "{bytes:?}");
        }
    }

    #[test]
    fn a_state_of_many_letters_is_refused() {
        let json = "x".repeat(MOST_STATE + 1);
        let frame = awareness([State { client: 7, clock: 3, json: &json }].into_iter());
        assert_eq!(read(&mut Reader::new(&frame)), Err(Malformed));
    }
}
