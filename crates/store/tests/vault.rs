//! What is personal is sealed; without the key ring, or once her keys are destroyed, nobody reads it.
#![allow(clippy::unwrap_used)] // What helps the tests is a test.

use reticolo_store::{
    Db, Failure, Vault, audit,
    audit::Entry,
    vault::{Class, Ring, RingFailure},
};
use reticolo_testkit::{at, on_both};
use uuid::Uuid;

const ENTRY: Entry<'static> =
    Entry { chain: audit::NETWORK, action: "test", entity: "vault", id: None, detail: "" };
const WORDS: &[u8] = b"amina@posta.example";

async fn sealed(db: &Db, vault: &Vault, organization: Uuid, subject: Uuid, class: Class) -> Vec<u8> {
    let mut tx = db.begin(&at("2026-11-23")).await.unwrap();
    let sealed = vault.seal(&mut tx, organization, subject, class, WORDS).await.unwrap();
    tx.commit().await.unwrap();
    sealed
}

async fn shred(db: &Db, vault: &Vault, subject: Uuid) {
    let mut tx = db.begin(&at("2026-11-23")).await.unwrap();
    vault.shred(&mut tx, subject).await.unwrap();
    tx.audit(ENTRY).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn what_is_sealed_for_a_person_is_opened_for_her_only() {
    on_both(async |db| {
        let (vault, organization) = (Vault::passing(), Uuid::now_v7());
        let (amina, joy) = (Uuid::now_v7(), Uuid::now_v7());
        let letter = sealed(&db, &vault, organization, amina, Class::Contact).await;
        sealed(&db, &vault, organization, joy, Class::Contact).await;
        sealed(&db, &vault, organization, amina, Class::Access).await;
        assert_eq!(vault.open(&db, amina, Class::Contact, &letter).await.unwrap().unwrap(), WORDS);
        assert!(matches!(vault.open(&db, joy, Class::Contact, &letter).await, Err(Failure::Sealed)));
        assert!(matches!(vault.open(&db, amina, Class::Access, &letter).await, Err(Failure::Sealed)));
        let record = (amina, Class::Contact, Uuid::now_v7());
        assert!(matches!(vault.open_record(&db, record, &letter).await, Err(Failure::Sealed)));
        let list = vault.reader(&db, organization, Class::Contact).await.unwrap();
        assert_eq!(list.open(amina, &letter).unwrap().unwrap(), WORDS);
        assert!(list.open(joy, &letter).is_err() && list.open(Uuid::now_v7(), &letter).unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn whose_keys_are_destroyed_is_unreadable_for_ever_and_others_are_not_touched() {
    on_both(async |db| {
        let (vault, organization) = (Vault::passing(), Uuid::now_v7());
        let (amina, joy) = (Uuid::now_v7(), Uuid::now_v7());
        let gone = sealed(&db, &vault, organization, amina, Class::Contact).await;
        let kept = sealed(&db, &vault, organization, joy, Class::Contact).await;
        shred(&db, &vault, amina).await;
        assert_eq!(vault.open(&db, amina, Class::Contact, &gone).await.unwrap(), None);
        assert!(vault.open(&db, joy, Class::Contact, &kept).await.unwrap().is_some());
        let mut tx = db.begin(&at("2026-11-23")).await.unwrap();
        let again = vault.seal(&mut tx, organization, amina, Class::Contact, WORDS).await;
        assert!(matches!(again, Err(Failure::Shredded)), "nothing is sealed for her again");
    })
    .await;
}

#[tokio::test]
async fn a_job_opens_contacts_and_nothing_else() {
    on_both(async |db| {
        let (vault, organization, amina) = (Vault::passing(), Uuid::now_v7(), Uuid::now_v7());
        let contact = sealed(&db, &vault, organization, amina, Class::Contact).await;
        let need = sealed(&db, &vault, organization, amina, Class::Access).await;
        let jobs = vault.for_jobs();
        assert!(jobs.open(&db, amina, Class::Contact, &contact).await.unwrap().is_some());
        assert!(jobs.open(&db, amina, Class::Access, &need).await.is_err());
        assert!(jobs.reader(&db, organization, Class::Access).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn the_database_alone_is_unreadable() {
    on_both(async |db| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("r.keys");
        let (organization, amina) = (Uuid::now_v7(), Uuid::now_v7());
        let vault = Vault::open_ring(&db, &path).await.unwrap();
        let letter = sealed(&db, &vault, organization, amina, Class::Contact).await;
        assert!(!letter.windows(5).any(|part| WORDS.windows(5).any(|word| word == part)));

        let again = Vault::open_ring(&db, &path).await.unwrap();
        assert!(again.open(&db, amina, Class::Contact, &letter).await.unwrap().is_some());
        assert_eq!(vault.token("mail", "x"), again.token("mail", "x"));

        // A thief with the database and a ring of her own reads nothing.
        assert!(Vault::passing().open(&db, amina, Class::Contact, &letter).await.is_err());
        let lost = Vault::open_ring(&db, &folder.path().join("lost.keys")).await;
        assert!(matches!(lost, Err(Failure::Ring(RingFailure::Missing(_)))), "a lost ring is never replaced");
        let other = folder.path().join("other.keys");
        Ring::read_or_make(&other).unwrap();
        let foreign = Vault::open_ring(&db, &other).await;
        assert!(matches!(foreign, Err(Failure::Ring(RingFailure::Foreign))));
    })
    .await;
}

#[tokio::test]
async fn two_nodes_that_seal_at_once_use_one_key() {
    on_both(async |db| {
        let (vault, organization, amina) = (Vault::passing(), Uuid::now_v7(), Uuid::now_v7());
        let (one, other) = tokio::join!(
            sealed(&db, &vault, organization, amina, Class::Contact),
            sealed(&db, &vault, organization, amina, Class::Contact)
        );
        for letter in [one, other] {
            assert!(vault.open(&db, amina, Class::Contact, &letter).await.unwrap().is_some());
        }
    })
    .await;
}
