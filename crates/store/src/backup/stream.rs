//! A sealed stream: chunks, each authenticated with its number and whether it is the last, so that none can be changed, moved,
//! left out or added unseen. (The construction is STREAM: Hoang, Reyhanitabar, Rogaway, Vizár, CRYPTO 2015; as in age.)
//!
//! `magic ‖ key's fingerprint ‖ salt ‖ chunk ‖ chunk …`: the key of a stream is derived from a key of the ring and the salt, so no
//! two streams share one, and a nonce may be the chunk's number.

use crate::vault::{Key, Ring};
use chacha20poly1305::{
    KeyInit as _, XChaCha20Poly1305, XNonce,
    aead::{Aead as _, Payload},
};
use std::io::{self, Read, Write};
use zeroize::Zeroizing;

const MAGIC: &[u8; 18] = b"reticolo backup 1\n";
/// Bytes of a fingerprint in digits.
const ID: usize = 16;
const SALT: usize = 32;
const HEAD: usize = MAGIC.len() + ID + SALT;
/// Plain bytes of a chunk; the last one may be shorter.
const CHUNK: usize = 65_536;
const TAG: usize = 16;

/// Why a stream cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum StreamFailure {
    #[error("it is no backup of Reticolo")]
    Foreign,
    #[error("its key {0} is not in the ring")]
    Key(String),
    #[error("it was cut or changed")]
    Damaged,
}

impl From<StreamFailure> for io::Error {
    fn from(failure: StreamFailure) -> Self {
        Self::new(io::ErrorKind::InvalidData, failure)
    }
}

/// Seals whatever is written to it. Nothing is complete before [`Sealer::finish`].
pub(super) struct Sealer<W> {
    to: W,
    chunks: Chunks,
    buffer: Vec<u8>,
}

/// Opens what was sealed. Only what was authenticated is ever given out; the end is an error unless it is the true one.
pub(super) struct Opener<R> {
    from: R,
    chunks: Chunks,
    /// The first byte of the next chunk, which tells that this one is not the last.
    ahead: Option<u8>,
    plain: Vec<u8>,
    given: usize,
    ended: bool,
}

/// The cipher and where it is.
struct Chunks {
    cipher: XChaCha20Poly1305,
    head: Vec<u8>,
    number: u64,
}

impl Chunks {
    fn of(key: &Key, head: &[u8]) -> Self {
        let secret = Zeroizing::new([key.as_slice(), head].concat());
        let key = Zeroizing::new(blake3::derive_key("reticolo backup, key of a stream", &secret));
        Self { cipher: XChaCha20Poly1305::new((&*key).into()), head: head.to_vec(), number: 0 }
    }

    /// Nonce and associated data of the next chunk.
    fn next(&mut self, last: bool) -> (XNonce, Vec<u8>) {
        let mut nonce = [0; 24];
        let place = [self.number.to_le_bytes().as_slice(), &[u8::from(last)]].concat();
        for (byte, from) in nonce.iter_mut().zip(&place) {
            *byte = *from;
        }
        self.number += 1;
        (XNonce::from(nonce), [self.head.as_slice(), &place].concat())
    }

    fn seal(&mut self, plain: &[u8], last: bool) -> io::Result<Vec<u8>> {
        let (nonce, aad) = self.next(last);
        let sealed = self.cipher.encrypt(&nonce, Payload { msg: plain, aad: &aad });
        sealed.map_err(|_| StreamFailure::Damaged.into())
    }

    fn open(&mut self, sealed: &[u8], last: bool) -> io::Result<Vec<u8>> {
        let (nonce, aad) = self.next(last);
        let plain = self.cipher.decrypt(&nonce, Payload { msg: sealed, aad: &aad });
        plain.map_err(|_| StreamFailure::Damaged.into())
    }
}

impl<W: Write> Sealer<W> {
    /// Begins a stream with the newest key of the ring.
    pub fn begin(mut to: W, ring: &Ring) -> io::Result<Self> {
        let (id, key) = ring.newest().ok_or(StreamFailure::Key(String::new()))?;
        let salt: [u8; SALT] = rand::random();
        let head = [MAGIC.as_slice(), id.as_bytes(), &salt].concat();
        to.write_all(&head)?;
        Ok(Self { to, chunks: Chunks::of(key, &head), buffer: Vec::with_capacity(CHUNK) })
    }

    /// Seals the last chunk; what it was written to.
    pub fn finish(mut self) -> io::Result<W> {
        let sealed = self.chunks.seal(&self.buffer, true)?;
        self.to.write_all(&sealed)?;
        Ok(self.to)
    }
}

impl<W: Write> Write for Sealer<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.is_empty() {
            return Ok(0);
        }
        if self.buffer.len() == CHUNK {
            let sealed = self.chunks.seal(&self.buffer, false)?;
            self.to.write_all(&sealed)?;
            self.buffer.clear();
        }
        let (now, _) = bytes.split_at(bytes.len().min(CHUNK - self.buffer.len()));
        self.buffer.extend_from_slice(now);
        Ok(now.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

impl<R: Read> Opener<R> {
    /// Begins to read a stream with the key of the ring that it names.
    pub fn begin(mut from: R, ring: &Ring) -> io::Result<Self> {
        let head = read_up_to(&mut from, HEAD)?;
        let rest = head.strip_prefix(MAGIC.as_slice()).ok_or(StreamFailure::Foreign)?;
        let id = rest.split_at_checked(ID).ok_or(StreamFailure::Damaged)?.0;
        let id = String::from_utf8_lossy(id).into_owned();
        if head.len() < HEAD {
            return Err(StreamFailure::Damaged.into());
        }
        let key = ring.key(&id).ok_or(StreamFailure::Key(id))?;
        let chunks = Chunks::of(key, &head);
        Ok(Self { from, chunks, ahead: None, plain: Vec::new(), given: 0, ended: false })
    }

    /// Opens the next chunk.
    fn advance(&mut self) -> io::Result<()> {
        let mut sealed = Vec::with_capacity(CHUNK + TAG + 1);
        sealed.extend(self.ahead.take());
        let missing = CHUNK + TAG + 1 - sealed.len();
        sealed.extend(read_up_to(&mut self.from, missing)?);
        if sealed.len() > CHUNK + TAG {
            self.ahead = sealed.pop();
        }
        self.ended = self.ahead.is_none();
        self.plain = self.chunks.open(&sealed, self.ended)?;
        self.given = 0;
        Ok(())
    }
}

impl<R: Read> Read for Opener<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        while self.given == self.plain.len() && !self.ended {
            self.advance()?;
        }
        let left = self.plain.get(self.given..).unwrap_or_default();
        let now = left.len().min(to.len());
        for (byte, from) in to.iter_mut().zip(left) {
            *byte = *from;
        }
        self.given += now;
        Ok(now)
    }
}

fn read_up_to(from: &mut impl Read, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(most);
    from.take(most as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sealed(ring: &Ring, plain: &[u8]) -> Vec<u8> {
        let mut sealer = Sealer::begin(Vec::new(), ring).unwrap();
        sealer.write_all(plain).unwrap();
        sealer.finish().unwrap()
    }

    fn opened(ring: &Ring, sealed: &[u8]) -> Result<Vec<u8>, StreamFailure> {
        let mut plain = Vec::new();
        let read = Opener::begin(sealed, ring).and_then(|mut opener| opener.read_to_end(&mut plain));
        match read {
            Ok(_) => Ok(plain),
            Err(error) => Err(error.get_ref().unwrap().downcast_ref::<StreamFailure>().unwrap().clone()),
        }
    }

    #[test]
    fn every_length_around_a_chunk_comes_back() {
        let ring = Ring::fresh();
        for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 7] {
            let plain: Vec<u8> = (0..length).map(|n| (n % 251) as u8).collect();
            assert_eq!(opened(&ring, &sealed(&ring, &plain)).unwrap(), plain, "{length}");
        }
    }

    #[test]
    fn a_chunk_moved_left_out_or_added_is_found() {
        let ring = Ring::fresh();
        let whole = sealed(&ring, &vec![7; 3 * CHUNK]);
        let (head, chunks) = whole.split_at(HEAD);
        let chunks: Vec<&[u8]> = chunks.chunks(CHUNK + TAG).collect();
        assert_eq!(chunks.len(), 3);
        for wrong in
            [vec![0, 1], vec![0], vec![], vec![1, 0, 2], vec![0, 2], vec![0, 1, 2, 2], vec![0, 0, 1, 2]]
        {
            let bytes = wrong.iter().fold(head.to_vec(), |bytes, at: &usize| [&bytes, chunks[*at]].concat());
            assert_eq!(opened(&ring, &bytes), Err(StreamFailure::Damaged), "{wrong:?}");
        }
        let other = sealed(&ring, &vec![7; 3 * CHUNK]);
        let spliced = [&whole[..HEAD + CHUNK + TAG], &other[HEAD + CHUNK + TAG..]].concat();
        assert_eq!(opened(&ring, &spliced), Err(StreamFailure::Damaged), "a chunk of another backup");
    }

    #[test]
    fn a_foreign_ring_and_a_foreign_file_are_told_apart() {
        let ring = Ring::fresh();
        let backup = sealed(&ring, b"x");
        assert!(
            matches!(opened(&Ring::fresh(), &backup), Err(StreamFailure::Key(id)) if ring.ids()[0] == id)
        );
        assert_eq!(opened(&ring, b"SQLite format 3\0"), Err(StreamFailure::Foreign));
        assert_eq!(opened(&ring, b""), Err(StreamFailure::Foreign));
        assert_eq!(opened(&ring.with_a_new_key(), &backup).unwrap(), b"x", "an old key still opens it");
    }

    proptest! {
        #[test]
        fn one_flipped_bit_or_a_cut_is_refused_and_nothing_panics(
            plain in proptest::collection::vec(any::<u8>(), 0..300),
            at in any::<prop::sample::Index>(),
            bit in 0u8..8,
        ) {
            let ring = Ring::fresh();
            let whole = sealed(&ring, &plain);
            prop_assert!(opened(&ring, &whole[..at.index(whole.len())]).is_err());
            let mut changed = whole.clone();
            changed[at.index(whole.len())] ^= 1 << bit;
            prop_assert!(opened(&ring, &changed).is_err());
            let mut longer = whole;
            longer.push(bit);
            prop_assert!(opened(&ring, &longer).is_err());
        }

        #[test]
        fn noise_never_panics(noise in proptest::collection::vec(any::<u8>(), 0..300), known in any::<bool>()) {
            let ring = Ring::fresh();
            let head = if known { sealed(&ring, b"")[..HEAD].to_vec() } else { MAGIC.to_vec() };
            prop_assert!(opened(&ring, &[head, noise].concat()).is_err());
        }
    }
}
