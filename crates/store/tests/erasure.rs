//! Who was erased stays erased, whatever copy of the database comes back.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, clippy::string_slice)]

use reticolo_store::{
    Db, Failure, Vault, audit,
    audit::Entry,
    sql,
    vault::{Class, LedgerFailure, Places, REPLAYED},
};
use reticolo_testkit::{at, on_both};
use uuid::Uuid;

const ENTRY: Entry<'static> =
    Entry { chain: audit::NETWORK, action: "test", entity: "vault", id: None, detail: "" };
const WORDS: &[u8] = b"amina@posta.example";

async fn sealed(db: &Db, vault: &Vault, subject: Uuid) -> Vec<u8> {
    let mut tx = db.begin(&at("2026-11-23")).await.unwrap();
    let sealed = vault.seal(&mut tx, Uuid::from_u128(7), subject, Class::Contact, WORDS).await.unwrap();
    tx.commit().await.unwrap();
    sealed
}

async fn shred(db: &Db, vault: &Vault, subject: Uuid) {
    let mut tx = db.begin(&at("2026-11-23")).await.unwrap();
    vault.shred(&mut tx, subject).await.unwrap();
    tx.audit(ENTRY).await.unwrap();
    tx.commit().await.unwrap();
}

/// A person's wrapped key as a copy of the database still has it.
async fn copied(db: &Db, subject: Uuid) -> (i64, Vec<u8>) {
    let find = sql!("select number, wrapped from vault_subject where subject = $1");
    let row = db.row(find.bind(subject)).await.unwrap().unwrap();
    (row.get(0).unwrap(), row.get(1).unwrap())
}

/// The old copy comes back: the key is there again, and the database knows of no erasure.
async fn comes_back(db: &Db, subject: Uuid, (number, wrapped): (i64, Vec<u8>)) {
    let mut tx = db.begin(&at("2026-11-24")).await.unwrap();
    tx.run(sql!("delete from vault_erasure where subject = $1").bind(subject)).await.unwrap();
    tx.run(sql!("delete from vault_shredded where subject = $1").bind(subject)).await.unwrap();
    let insert = sql!(
        "insert into vault_subject (subject, class, organization_id, number, wrapped, made_at) values ($1, 'contact', $2, $3, $4, 0)"
    );
    tx.run(insert.bind(subject).bind(Uuid::from_u128(7)).bind(number).bind(wrapped)).await.unwrap();
    tx.audit(ENTRY).await.unwrap();
    tx.commit().await.unwrap();
}

fn places(folder: &tempfile::TempDir) -> Places {
    Places::beside(&folder.path().join("r.keys"))
}

fn lines(places: &Places) -> usize {
    std::fs::read_to_string(&places.ledger).unwrap().lines().filter(|line| !line.starts_with('#')).count()
}

#[tokio::test]
async fn who_was_erased_after_the_backup_is_erased_again_before_anything_is_served() {
    on_both(async |db| {
        let folder = tempfile::tempdir().unwrap();
        let (amina, joy) = (Uuid::now_v7(), Uuid::now_v7());
        let vault = Vault::open_at(&db, &places(&folder)).await.unwrap();
        let (letter, kept) = (sealed(&db, &vault, amina).await, sealed(&db, &vault, joy).await);
        let copy = copied(&db, amina).await;
        shred(&db, &vault, amina).await;
        comes_back(&db, amina, copy).await;
        assert!(
            vault.open(&db, amina, Class::Contact, &letter).await.unwrap().is_some(),
            "the old copy opens"
        );

        let vault = Vault::open_at(&db, &places(&folder)).await.unwrap();
        assert_eq!(vault.replay(&db, &at("2026-11-25"), &[]).await.unwrap(), 1);
        assert_eq!(vault.open(&db, amina, Class::Contact, &letter).await.unwrap(), None);
        assert!(vault.open(&db, joy, Class::Contact, &kept).await.unwrap().is_some());
        let events = db.events_after(0, 10).await.unwrap();
        assert_eq!(events.len(), 1, "domains hear of it, to forget their own rows");
        assert_eq!(events[0].kind, REPLAYED);
        assert!(events[0].body.contains(&amina.to_string()));
        let mut tx = db.begin(&at("2026-11-25")).await.unwrap();
        let again = vault.seal(&mut tx, Uuid::from_u128(7), amina, Class::Contact, WORDS).await;
        assert!(matches!(again, Err(Failure::Shredded)));
        drop(tx);
        assert_eq!(vault.replay(&db, &at("2026-11-26"), &[]).await.unwrap(), 0, "once");
        assert_eq!(audit::verify(&db).await.unwrap().1, []);
    })
    .await;
}

#[tokio::test]
async fn what_was_taken_back_from_a_receiver_after_the_backup_is_taken_back_again() {
    on_both(async |db| {
        let folder = tempfile::tempdir().unwrap();
        let vault = Vault::open_at(&db, &places(&folder)).await.unwrap();
        let (referral, capsule) = (Uuid::now_v7(), Uuid::now_v7());
        let (comune, asl, link) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
        let mut tx = db.begin(&at("2026-11-23")).await.unwrap();
        vault.share(&mut tx, referral, &[comune, asl]).await.unwrap();
        vault.share_by_secret(&mut tx, referral, comune, (link, b"secret")).await.unwrap();
        let sealed = vault.seal_shared(&mut tx, (referral, comune), capsule, WORDS).await.unwrap();
        tx.audit(ENTRY).await.unwrap();
        tx.commit().await.unwrap();
        let copy = db
            .rows(sql!("select holder, number, wrapped from vault_shared where thing = $1").bind(referral))
            .await
            .unwrap();
        let mut tx = db.begin(&at("2026-11-23")).await.unwrap();
        assert_eq!(vault.unshare_others(&mut tx, referral, comune).await.unwrap(), 2);
        assert_eq!(vault.unshare_others(&mut tx, referral, comune).await.unwrap(), 0);
        tx.audit(ENTRY).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(lines(&places(&folder)), 2, "once for the organisation, once for the link");

        let mut tx = db.begin(&at("2026-11-24")).await.unwrap();
        tx.run(sql!("delete from vault_shared")).await.unwrap();
        tx.run(sql!("delete from vault_erasure")).await.unwrap();
        for row in copy {
            let insert = sql!(
                "insert into vault_shared (thing, holder, number, wrapped, made_at) values ($1, $2, $3, $4, 0)"
            );
            let insert = insert.bind(referral).bind(row.get::<Uuid>(0).unwrap());
            let insert = insert.bind(row.get::<Option<i64>>(1).unwrap());
            tx.run(insert.bind(row.get::<Vec<u8>>(2).unwrap())).await.unwrap();
        }
        tx.audit(ENTRY).await.unwrap();
        tx.commit().await.unwrap();
        let read = async |holder| vault.open_shared(&db, (referral, holder), capsule, &sealed).await.unwrap();
        assert!(read(asl).await.is_some(), "the old copy opens");
        assert_eq!(vault.replay(&db, &at("2026-11-25"), &[]).await.unwrap(), 2);
        assert_eq!(read(asl).await, None);
        assert_eq!(read(comune).await.unwrap(), WORDS);
        let record = (capsule, sealed.as_slice());
        let by_link = vault.open_by_secret(&db, referral, (link, b"secret"), record).await.unwrap();
        assert_eq!(by_link, None);
    })
    .await;
}

#[tokio::test]
async fn without_its_whole_ledger_a_database_is_refused() {
    on_both(async |db| {
        let folder = tempfile::tempdir().unwrap();
        let places = places(&folder);
        let vault = Vault::open_at(&db, &places).await.unwrap();
        for _ in 0..3 {
            shred(&db, &vault, Uuid::now_v7()).await;
        }
        let whole = std::fs::read_to_string(&places.ledger).unwrap();
        let refused = async || match Vault::open_at(&db, &places).await {
            Err(Failure::Ledger(failure)) => failure,
            other => panic!("{other:?}"),
        };
        std::fs::remove_file(&places.ledger).unwrap();
        let missing = refused().await;
        assert!(matches!(missing, LedgerFailure::Missing(_, 3)), "{missing}");
        assert!(missing.to_string().contains("put its newest copy there"), "it says what to do");
        assert!(!places.ledger.exists(), "no empty one takes its place");

        let last = whole.trim_end().rfind('\n').unwrap() + 1;
        std::fs::write(&places.ledger, &whole[..last]).unwrap();
        assert!(matches!(refused().await, LedgerFailure::Cut(_, 3)));
        std::fs::write(&places.ledger, &whole[..whole.len() - 20]).unwrap();
        assert!(matches!(refused().await, LedgerFailure::Cut(_, 3)), "half a line is none");
        std::fs::write(&places.ledger, whole.replacen("\"at\":1", "\"at\":2", 1)).unwrap();
        assert!(matches!(refused().await, LedgerFailure::Broken(_, 1)));
        std::fs::write(&places.ledger, &whole).unwrap();
        Vault::open_at(&db, &places).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_is_not_committed_is_not_in_the_ledger() {
    on_both(async |db| {
        let folder = tempfile::tempdir().unwrap();
        let vault = Vault::open_at(&db, &places(&folder)).await.unwrap();
        let amina = Uuid::now_v7();
        let letter = sealed(&db, &vault, amina).await;
        let mut tx = db.begin(&at("2026-11-23")).await.unwrap();
        vault.shred(&mut tx, amina).await.unwrap();
        drop(tx);
        let mut tx = db.begin(&at("2026-11-23")).await.unwrap();
        vault.shred(&mut tx, amina).await.unwrap();
        assert!(matches!(tx.commit().await, Err(Failure::Unaudited)));
        assert_eq!(lines(&places(&folder)), 0);
        let vault = Vault::open_at(&db, &places(&folder)).await.unwrap();
        assert_eq!(vault.replay(&db, &at("2026-11-24"), &[]).await.unwrap(), 0);
        assert!(vault.open(&db, amina, Class::Contact, &letter).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn no_erasure_is_committed_that_the_ledger_could_not_take() {
    on_both(async |db| {
        let folder = tempfile::tempdir().unwrap();
        let vault = Vault::open_at(&db, &places(&folder)).await.unwrap();
        let amina = Uuid::now_v7();
        let letter = sealed(&db, &vault, amina).await;
        std::fs::remove_file(&places(&folder).ledger).unwrap();
        let mut tx = db.begin(&at("2026-11-23")).await.unwrap();
        vault.shred(&mut tx, amina).await.unwrap();
        tx.audit(ENTRY).await.unwrap();
        assert!(matches!(tx.commit().await, Err(Failure::Ledger(LedgerFailure::File(..)))));
        assert!(vault.open(&db, amina, Class::Contact, &letter).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn erasures_from_before_there_was_a_ledger_are_written_into_it() {
    on_both(async |db| {
        let folder = tempfile::tempdir().unwrap();
        for _ in 0..2 {
            shred(&db, &Vault::passing(), Uuid::now_v7()).await;
        }
        let vault = Vault::open_at(&db, &places(&folder)).await.unwrap();
        assert_eq!(vault.replay(&db, &at("2026-11-24"), &[]).await.unwrap(), 0);
        assert_eq!(lines(&places(&folder)), 2);
        vault.replay(&db, &at("2026-11-24"), &[]).await.unwrap();
        assert_eq!(lines(&places(&folder)), 2, "once");
        Vault::open_at(&db, &places(&folder)).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_new_database_beside_an_old_ledger_has_nobody_to_erase() {
    let (folder, amina) = (tempfile::tempdir().unwrap(), Uuid::now_v7());
    on_both(async |db| {
        let vault = Vault::open_at(&db, &places(&folder)).await.unwrap();
        assert_eq!(vault.replay(&db, &at("2026-11-23"), &[]).await.unwrap(), 0);
        // Somebody of this id is no other than she was in the database before; here she is new.
        let letter = sealed(&db, &vault, amina).await;
        assert_eq!(vault.open(&db, amina, Class::Contact, &letter).await.unwrap().unwrap(), WORDS);
        shred(&db, &vault, amina).await;
        let vault = Vault::open_at(&db, &places(&folder)).await.unwrap();
        assert_eq!(vault.replay(&db, &at("2026-11-24"), &[]).await.unwrap(), 0);
    })
    .await;
    // Told on SQLite the story leaves a line, and the second engine begins beside it.
    assert!(lines(&places(&folder)) >= 1);
    let again = format!("sqlite://{}", folder.path().join("again.db").display());
    let db = Db::open(&again).await.unwrap();
    db.migrate(&at("2026-11-25"), reticolo_testkit::DOMAINS).await.unwrap();
    let vault = Vault::open_at(&db, &places(&folder)).await.unwrap();
    assert_eq!(vault.replay(&db, &at("2026-11-25"), &[]).await.unwrap(), 0);
    sealed(&db, &vault, amina).await;
    assert_eq!(db.newest_event().await.unwrap(), 0);
}

#[tokio::test]
async fn two_nodes_erase_at_once_into_one_ledger() {
    on_both(async |db| {
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (
            Vault::open_at(&db, &places(&folder)).await.unwrap(),
            Vault::open_at(&db, &places(&folder)).await.unwrap(),
        );
        let erasing = (0..8).map(|n| {
            let (db, vault) = (db.clone(), if n % 2 == 0 { one.clone() } else { other.clone() });
            tokio::spawn(async move { shred(&db, &vault, Uuid::now_v7()).await })
        });
        for task in erasing.collect::<Vec<_>>() {
            task.await.unwrap();
        }
        assert_eq!(lines(&places(&folder)), 8);
        let vault = Vault::open_at(&db, &places(&folder)).await.unwrap();
        assert_eq!(vault.replay(&db, &at("2026-11-24"), &[]).await.unwrap(), 0);
    })
    .await;
}
