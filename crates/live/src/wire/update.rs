//! An update of Yjs (version 1), taken apart: what is inserted where, and what is deleted.
//!
//! A block is a run of units of one client. It names what stood to its left and right when it was made; only a block
//! with no neighbour names its parent and key, so all others stand where their neighbour stands.

use super::{MOST_CLIENT, MOST_CLOCK, Malformed, Reader, Value};

/// A unit: which client made it, as its how-manieth.
pub type Id = (u64, u32);

/// An update.
#[derive(Debug, Default)]
pub struct Update<'a> {
    /// Blocks, client by client, each client's in order.
    pub clients: Vec<(u64, Vec<Block<'a>>)>,
    /// Deleted units: client, first, how many.
    pub deleted: Vec<(u64, u32, u32)>,
}

/// A run of units.
#[derive(Debug, Clone)]
pub struct Block<'a> {
    /// Its first unit.
    pub clock: u32,
    /// How many.
    pub len: u32,
    /// What it is.
    pub body: Body<'a>,
}

/// What a block is.
#[derive(Debug, Clone)]
pub enum Body<'a> {
    /// Units that were deleted and forgotten.
    Gone,
    /// Units that this update does not tell.
    Skipped,
    /// Something inserted.
    Item {
        /// What stood to its left.
        left: Option<Id>,
        /// What stood to its right.
        right: Option<Id>,
        /// Where it stands; told only when it has no neighbour.
        parent: Option<Parent<'a>>,
        /// Under which key of the parent.
        key: Option<&'a str>,
        /// What was inserted.
        content: Content<'a>,
    },
}

/// Where something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parent<'a> {
    /// In a root.
    Root(&'a str),
    /// In a type that this unit is.
    Unit(Id),
}

/// What was inserted.
#[derive(Debug, Clone)]
pub enum Content<'a> {
    /// Something that is deleted already.
    Deleted,
    /// Characters.
    Text,
    /// A list.
    Array,
    /// A map.
    Map,
    /// A text.
    YText,
    /// Values.
    Values(Vec<Value<'a>>),
}

/// Takes an update apart. What a room never holds (formats, embedded things, documents in documents, XML) is refused.
///
/// # Errors
/// [`Malformed`].
pub fn read(bytes: &[u8]) -> Result<Update<'_>, Malformed> {
    let mut reader = Reader::new(bytes);
    let mut update = Update::default();
    for _ in 0..reader.count(4)? {
        let count = reader.count(2)?;
        let client = client(&mut reader)?;
        let mut clock = reader.clock()?;
        let mut blocks = Vec::with_capacity(count.min(64));
        for _ in 0..count {
            let block = block(&mut reader, clock)?;
            clock = end_of(clock, block.len)?;
            blocks.push(block);
        }
        update.clients.push((client, blocks));
    }
    for _ in 0..reader.count(2)? {
        let client = client(&mut reader)?;
        for _ in 0..reader.count(2)? {
            let (clock, len) = (reader.clock()?, reader.clock()?);
            end_of(clock, len)?;
            update.deleted.push((client, clock, len));
        }
    }
    if reader.is_empty() { Ok(update) } else { Err(Malformed) }
}

fn client(reader: &mut Reader<'_>) -> Result<u64, Malformed> {
    let client = reader.number()?;
    if client < MOST_CLIENT { Ok(client) } else { Err(Malformed) }
}

fn end_of(clock: u32, len: u32) -> Result<u32, Malformed> {
    clock.checked_add(len).filter(|end| *end < MOST_CLOCK).ok_or(Malformed)
}

fn block<'a>(reader: &mut Reader<'a>, clock: u32) -> Result<Block<'a>, Malformed> {
    let info = reader.byte()?;
    if info == 0 || info == 10 {
        let len = reader.clock()?;
        let body = if info == 0 { Body::Gone } else { Body::Skipped };
        return if len == 0 { Err(Malformed) } else { Ok(Block { clock, len, body }) };
    }
    let id = |reader: &mut Reader<'a>| Ok::<Id, Malformed>((client(reader)?, reader.clock()?));
    let left = if info & 0x80 == 0 { None } else { Some(id(reader)?) };
    let right = if info & 0x40 == 0 { None } else { Some(id(reader)?) };
    let (mut parent, mut key) = (None, None);
    if left.is_none() && right.is_none() {
        parent = Some(match reader.number()? {
            1 => Parent::Root(reader.text()?),
            0 => Parent::Unit(id(reader)?),
            _ => return Err(Malformed),
        });
        if info & 0x20 != 0 {
            key = Some(reader.text()?);
        }
    }
    let (content, len) = content(reader, info & 0x1f)?;
    Ok(Block { clock, len, body: Body::Item { left, right, parent, key, content } })
}

fn content<'a>(reader: &mut Reader<'a>, kind: u8) -> Result<(Content<'a>, u32), Malformed> {
    let (content, len) = match kind {
        1 => (Content::Deleted, reader.clock()?),
        4 => (Content::Text, units(reader.text()?)),
        7 => {
            let made = match reader.number()? {
                0 => Content::Array,
                1 => Content::Map,
                2 => Content::YText,
                _ => return Err(Malformed),
            };
            (made, 1)
        }
        8 => {
            let count = reader.count(1)?;
            let values: Vec<_> = (0..count).map(|_| reader.value()).collect::<Result<_, _>>()?;
            (Content::Values(values), count as u32)
        }
        _ => return Err(Malformed),
    };
    if len == 0 { Err(Malformed) } else { Ok((content, len)) }
}

/// As browsers count: UTF-16 units.
fn units(text: &str) -> u32 {
    if text.is_ascii() { text.len() as u32 } else { text.chars().map(|c| c.len_utf16() as u32).sum() }
}
