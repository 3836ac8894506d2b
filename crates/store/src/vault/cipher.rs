//! Sealing: XChaCha20-Poly1305 with a random nonce of 192 bits, so that nonces of one key never meet.
//! A sealed value is `version (1) ‖ nonce (24) ‖ ciphertext and tag`.

use super::{Class, ring::Key};
use crate::{Failure, Result};
use chacha20poly1305::{
    KeyInit as _, XChaCha20Poly1305, XNonce,
    aead::{Aead as _, Payload},
};
use uuid::Uuid;

const VERSION: u8 = 1;
const NONCE: usize = 24;

/// The identity of a value, which its seal carries.
pub(super) fn identity(subject: Uuid, class: Class, record: Uuid) -> Vec<u8> {
    [b"reticolo value", subject.as_bytes().as_slice(), record.as_bytes(), class.code().as_bytes()].concat()
}

/// The identity of a wrapped key of a person, with the code of its class.
pub(super) fn identity_of_subject(organization: Uuid, subject: Uuid, class: &str) -> Vec<u8> {
    [b"reticolo person", organization.as_bytes().as_slice(), subject.as_bytes(), class.as_bytes()].concat()
}

/// The identity of a holder's wrapped key of a thing that several hold.
pub(super) fn identity_of_share(thing: Uuid, holder: Uuid) -> Vec<u8> {
    [b"reticolo shared key", thing.as_bytes().as_slice(), holder.as_bytes()].concat()
}

/// The identity of a wrapped key of an organisation.
pub(super) fn identity_of_organization(organization: Uuid, number: i64) -> Vec<u8> {
    [b"reticolo organization", organization.as_bytes().as_slice(), &number.to_le_bytes()].concat()
}

pub(super) fn seal(key: &Key, identity: &[u8], plain: &[u8]) -> Result<Vec<u8>> {
    let nonce: [u8; NONCE] = rand::random();
    let payload = Payload { msg: plain, aad: identity };
    let sealed = cipher(key).encrypt(&XNonce::from(nonce), payload).map_err(|_| Failure::Sealed)?;
    Ok([&[VERSION][..], &nonce, &sealed].concat())
}

pub(super) fn open(key: &Key, identity: &[u8], sealed: &[u8]) -> Result<Vec<u8>> {
    let opened = || {
        let (version, rest) = sealed.split_first()?;
        let (nonce, msg) = rest.split_first_chunk::<NONCE>()?;
        if *version != VERSION {
            return None;
        }
        cipher(key).decrypt(&XNonce::from(*nonce), Payload { msg, aad: identity }).ok()
    };
    opened().ok_or(Failure::Sealed)
}

/// Opens a wrapped key.
pub(super) fn unwrap(key: &Key, identity: &[u8], wrapped: &[u8]) -> Result<Key> {
    let opened = zeroize::Zeroizing::new(open(key, identity, wrapped)?);
    <[u8; 32]>::try_from(opened.as_slice()).map(Key::new).map_err(|_| Failure::Sealed)
}

fn cipher(key: &Key) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new((&**key).into())
}

#[cfg(test)]
mod tests {
    use super::{super::ring::random, *};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_sealed_is_opened_by_its_key_and_identity_only(
            plain in proptest::collection::vec(any::<u8>(), 0..300),
            place in any::<prop::sample::Index>(),
            bit in 0u8..8,
        ) {
            let (key, identity) = (random(), identity(Uuid::from_u128(1), Class::Contact, Uuid::from_u128(2)));
            let sealed = seal(&key, &identity, &plain).unwrap();
            prop_assert_eq!(&open(&key, &identity, &sealed).unwrap(), &plain);
            prop_assert!(open(&random(), &identity, &sealed).is_err());
            for other in [
                super::identity(Uuid::from_u128(3), Class::Contact, Uuid::from_u128(2)),
                super::identity(Uuid::from_u128(1), Class::Access, Uuid::from_u128(2)),
                super::identity(Uuid::from_u128(1), Class::Contact, Uuid::from_u128(3)),
            ] {
                prop_assert!(open(&key, &other, &sealed).is_err());
            }
            let mut changed = sealed.clone();
            let at = place.index(changed.len());
            changed[at] ^= 1 << bit;
            prop_assert!(open(&key, &identity, &changed).is_err());
            prop_assert!(open(&key, &identity, &sealed[..place.index(sealed.len())]).is_err());
        }

        #[test]
        fn nothing_panics(noise in proptest::collection::vec(any::<u8>(), 0..80)) {
            prop_assert!(open(&random(), b"x", &noise).is_err());
        }

        #[test]
        fn two_seals_of_one_value_differ(plain in proptest::collection::vec(any::<u8>(), 0..40)) {
            let key = random();
            prop_assert_ne!(seal(&key, b"x", &plain).unwrap(), seal(&key, b"x", &plain).unwrap());
        }
    }
}
