//! What two organisations hold together is read by both, by nobody else, and by neither once it was taken away.
#![allow(clippy::unwrap_used)]

use reticolo_store::{Db, Failure, Tx, Vault, audit, audit::Entry};
use reticolo_testkit::{at, on_both};
use uuid::Uuid;

const WORDS: &[u8] = "Aïcha, arabo, mediatrice".as_bytes();

async fn begin(db: &Db) -> Tx {
    db.begin(&at("2026-11-23")).await.unwrap()
}

async fn end(mut tx: Tx) {
    let entry = Entry { chain: audit::NETWORK, action: "test", entity: "vault", id: None, detail: "" };
    tx.audit(entry).await.unwrap();
    tx.commit().await.unwrap();
}

struct Sent {
    vault: Vault,
    referral: Uuid,
    capsule: Uuid,
    comune: Uuid,
    asl: Uuid,
    sealed: Vec<u8>,
}

async fn sent(db: &Db) -> Sent {
    let (vault, referral, capsule) = (Vault::passing(), Uuid::now_v7(), Uuid::now_v7());
    let (comune, asl) = (Uuid::now_v7(), Uuid::now_v7());
    let mut tx = begin(db).await;
    vault.share(&mut tx, referral, &[comune, asl]).await.unwrap();
    let sealed = vault.seal_shared(&mut tx, (referral, comune), capsule, WORDS).await.unwrap();
    end(tx).await;
    Sent { vault, referral, capsule, comune, asl, sealed }
}

impl Sent {
    async fn read(&self, db: &Db, holder: Uuid) -> reticolo_store::Result<Option<Vec<u8>>> {
        self.vault.open_shared(db, (self.referral, holder), self.capsule, &self.sealed).await
    }
}

#[tokio::test]
async fn both_sides_read_and_a_third_does_not() {
    on_both(async |db| {
        let sent = sent(&db).await;
        assert_eq!(sent.read(&db, sent.comune).await.unwrap().unwrap(), WORDS);
        assert_eq!(sent.read(&db, sent.asl).await.unwrap().unwrap(), WORDS);
        assert_eq!(sent.read(&db, Uuid::now_v7()).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn what_is_taken_back_is_read_by_the_owner_only_and_what_is_destroyed_by_nobody() {
    on_both(async |db| {
        let sent = sent(&db).await;
        let mut tx = begin(&db).await;
        assert_eq!(sent.vault.unshare_others(&mut tx, sent.referral, sent.comune).await.unwrap(), 1);
        end(tx).await;
        assert_eq!(sent.read(&db, sent.asl).await.unwrap(), None);
        assert!(sent.read(&db, sent.comune).await.unwrap().is_some());
        let mut tx = begin(&db).await;
        assert!(matches!(
            sent.vault.seal_shared(&mut tx, (sent.referral, sent.asl), Uuid::now_v7(), b"x").await,
            Err(Failure::Shredded)
        ));
        sent.vault.destroy_shared(&mut tx, sent.referral).await.unwrap();
        end(tx).await;
        assert_eq!(sent.read(&db, sent.comune).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn nobody_gives_herself_the_key_of_others() {
    on_both(async |db| {
        let sent = sent(&db).await;
        let stranger = Uuid::now_v7();
        let mut tx = begin(&db).await;
        assert!(matches!(sent.vault.share(&mut tx, sent.referral, &[stranger]).await, Err(Failure::Sealed)));
        drop(tx);
        assert_eq!(sent.read(&db, stranger).await.unwrap(), None);
        // A holder may let a third in.
        let mut tx = begin(&db).await;
        sent.vault.share(&mut tx, sent.referral, &[sent.comune, stranger]).await.unwrap();
        end(tx).await;
        assert_eq!(sent.read(&db, stranger).await.unwrap().unwrap(), WORDS);
    })
    .await;
}

#[tokio::test]
async fn who_holds_the_link_and_the_second_code_reads_and_with_another_code_nobody() {
    on_both(async |db| {
        let sent = sent(&db).await;
        let link = Uuid::now_v7();
        let mut tx = begin(&db).await;
        let by = (link, b"LINK-0000 427193".as_slice());
        sent.vault.share_by_secret(&mut tx, sent.referral, sent.comune, by).await.unwrap();
        end(tx).await;
        let record = (sent.capsule, sent.sealed.as_slice());
        assert_eq!(sent.vault.open_by_secret(&db, sent.referral, by, record).await.unwrap().unwrap(), WORDS);
        let wrong = (link, b"LINK-0000 427194".as_slice());
        assert!(matches!(
            sent.vault.open_by_secret(&db, sent.referral, wrong, record).await,
            Err(Failure::Sealed)
        ));
        let mut tx = begin(&db).await;
        sent.vault.unshare(&mut tx, sent.referral, link).await.unwrap();
        end(tx).await;
        assert_eq!(sent.vault.open_by_secret(&db, sent.referral, by, record).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn what_belongs_to_another_referral_does_not_open() {
    on_both(async |db| {
        let sent = sent(&db).await;
        let other = Uuid::now_v7();
        let mut tx = begin(&db).await;
        sent.vault.share(&mut tx, other, &[sent.comune]).await.unwrap();
        end(tx).await;
        let moved = sent.vault.open_shared(&db, (other, sent.comune), sent.capsule, &sent.sealed).await;
        assert!(matches!(moved, Err(Failure::Sealed)));
    })
    .await;
}
