//! Keys are changed while people work; killed at any moment, everything stays readable.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use reticolo_store::{
    Db, Vault, audit,
    audit::{Entry, checkpoint},
    sql,
    vault::{Begun, Class, Places, Ring},
};
use reticolo_testkit::{at, on_both};
use uuid::Uuid;

const WORDS: &[u8] = b"amina@posta.example";

/// People of several organisations, with a letter each.
struct People {
    places: Places,
    letters: Vec<(Uuid, Uuid, Vec<u8>)>,
}

impl People {
    async fn of(db: &Db, folder: &tempfile::TempDir, organizations: u128, each: usize) -> Self {
        let places = Places::beside(&folder.path().join("r.keys"));
        let vault = Vault::open_at(db, &places).await.unwrap();
        let mut letters = Vec::new();
        let mut tx = db.begin(&at("2026-11-23")).await.unwrap();
        for organization in (1..=organizations).map(Uuid::from_u128) {
            for _ in 0..each {
                let subject = Uuid::now_v7();
                let letter = vault.seal(&mut tx, organization, subject, Class::Contact, WORDS).await.unwrap();
                letters.push((organization, subject, letter));
            }
        }
        tx.commit().await.unwrap();
        Self { places, letters }
    }

    /// As after a kill: nothing is known but the files and the database.
    async fn vault(&self, db: &Db) -> Vault {
        Vault::open_at(db, &self.places).await.unwrap()
    }

    async fn all_read(&self, db: &Db, vault: &Vault) {
        for (_, subject, letter) in &self.letters {
            assert_eq!(vault.open(db, *subject, Class::Contact, letter).await.unwrap().unwrap(), WORDS);
        }
    }

    async fn all_read_after_a_kill(&self, db: &Db) {
        self.all_read(db, &self.vault(db).await).await;
    }
}

#[tokio::test]
async fn killed_after_any_step_everything_stays_readable_and_the_rotation_goes_on() {
    on_both(async |db| {
        let folder = tempfile::tempdir().unwrap();
        let people = People::of(&db, &folder, 3, 2).await;
        let now = at("2026-11-24");
        let old = people.vault(&db).await.ring_keys(&db).await.unwrap();
        assert_eq!((old.len(), old[0].wraps), (1, 3));

        let Begun::New(new) = people.vault(&db).await.begin_rotation(&db).await.unwrap() else { panic!() };
        people.all_read_after_a_kill(&db).await;
        let again = people.vault(&db).await.begin_rotation(&db).await.unwrap();
        assert_eq!(again, Begun::GoesOn(new.clone()), "no second key is made");
        assert_eq!(
            people.vault(&db).await.retire(&db).await.unwrap(),
            Vec::<String>::new(),
            "the old one is needed"
        );
        assert_eq!(people.vault(&db).await.rewrap(&db, &now).await.unwrap(), 3);
        people.all_read_after_a_kill(&db).await;
        assert_eq!(people.vault(&db).await.rewrap(&db, &now).await.unwrap(), 0);
        assert_eq!(people.vault(&db).await.retire(&db).await.unwrap(), [old[0].id.clone()]);
        people.all_read_after_a_kill(&db).await;
        let left = people.vault(&db).await.ring_keys(&db).await.unwrap();
        assert_eq!((left.len(), left[0].id == new, left[0].wraps, left[0].newest), (1, true, 3, true));
        assert_eq!(audit::verify(&db).await.unwrap().1, []);
    })
    .await;
}

#[tokio::test]
async fn a_server_that_runs_meanwhile_reads_and_seals_on() {
    on_both(async |db| {
        let folder = tempfile::tempdir().unwrap();
        let people = People::of(&db, &folder, 2, 1).await;
        let (server, console) = (people.vault(&db).await, people.vault(&db).await);
        console.begin_rotation(&db).await.unwrap();
        while console.rewrap(&db, &at("2026-11-24")).await.unwrap() > 0 {}
        console.retire(&db).await.unwrap();
        people.all_read(&db, &server).await;
        let mut tx = db.begin(&at("2026-11-24")).await.unwrap();
        let (organization, person) = (Uuid::from_u128(9), Uuid::now_v7());
        let letter = server.seal(&mut tx, organization, person, Class::Contact, WORDS).await.unwrap();
        tx.commit().await.unwrap();
        assert!(console.open(&db, person, Class::Contact, &letter).await.unwrap().is_some());
        let keys = console.ring_keys(&db).await.unwrap();
        assert_eq!(
            keys.iter().map(|key| key.wraps).collect::<Vec<_>>(),
            [3],
            "the newest one wraps what is new"
        );
    })
    .await;
}

#[tokio::test]
async fn an_organisation_gets_a_new_key_and_its_people_follow_in_parts() {
    on_both(async |db| {
        let folder = tempfile::tempdir().unwrap();
        let people = People::of(&db, &folder, 2, 210).await;
        let (one, now) = (Uuid::from_u128(1), at("2026-11-24"));
        people.vault(&db).await.begin_renewal(&db, &now, one).await.unwrap();
        assert_eq!(people.vault(&db).await.rewrap_people(&db, &now, one).await.unwrap(), 200);
        people.all_read_after_a_kill(&db).await;
        assert_eq!(people.vault(&db).await.renew(&db, &now, one).await.unwrap(), 10, "it goes on, with the same key");
        people.all_read_after_a_kill(&db).await;
        let numbers = sql!("select organization_id, number, count(*) from vault_subject group by organization_id, number order by organization_id");
        let rows = db.rows(numbers).await.unwrap();
        let told: Vec<(i64, i64)> = rows.iter().map(|row| (row.get(1).unwrap(), row.get(2).unwrap())).collect();
        assert_eq!(told, [(2, 210), (1, 210)], "nobody else's keys are touched");
        let chain = audit::list(&db, &audit::chain(one), audit::Period::default(), 0, 10).await.unwrap();
        let actions: Vec<_> = chain.iter().map(|entry| entry.action.as_str()).collect();
        assert_eq!(actions, ["vault.key_made", "vault.people_rewrapped", "vault.people_rewrapped"]);
        assert_eq!(people.vault(&db).await.organizations(&db).await.unwrap(), [one, Uuid::from_u128(2)]);
    })
    .await;
}

#[tokio::test]
async fn what_two_organisations_hold_together_follows_the_new_key_of_one() {
    on_both(async |db| {
        let folder = tempfile::tempdir().unwrap();
        let people = People::of(&db, &folder, 2, 1).await;
        let (vault, now) = (people.vault(&db).await, at("2026-11-24"));
        let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let (referral, capsule) = (Uuid::now_v7(), Uuid::now_v7());
        let mut tx = db.begin(&now).await.unwrap();
        vault.share(&mut tx, referral, &[one, other]).await.unwrap();
        let sealed = vault.seal_shared(&mut tx, (referral, one), capsule, WORDS).await.unwrap();
        tx.audit(Entry { chain: audit::NETWORK, action: "x", entity: "x", id: None, detail: "" })
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let both_read = async || {
            let vault = people.vault(&db).await;
            for holder in [one, other] {
                let read = vault.open_shared(&db, (referral, holder), capsule, &sealed).await.unwrap();
                assert_eq!(read.unwrap(), WORDS);
            }
        };
        vault.begin_rotation(&db).await.unwrap();
        while vault.rewrap(&db, &now).await.unwrap() > 0 {}
        vault.begin_renewal(&db, &now, one).await.unwrap();
        both_read().await;
        assert_eq!(
            people.vault(&db).await.renew(&db, &now, one).await.unwrap(),
            2,
            "a person and a referral"
        );
        vault.retire(&db).await.unwrap();
        both_read().await;
        let numbers = sql!("select number from vault_shared order by number");
        let rows = db.rows(numbers).await.unwrap();
        assert_eq!(rows.iter().map(|row| row.get::<i64>(0).unwrap()).collect::<Vec<_>>(), [1, 2]);
    })
    .await;
}

#[tokio::test]
async fn who_is_erased_in_the_middle_of_a_rotation_stays_erased() {
    on_both(async |db| {
        let folder = tempfile::tempdir().unwrap();
        let people = People::of(&db, &folder, 1, 2).await;
        let (vault, now) = (people.vault(&db).await, at("2026-11-24"));
        let (organization, gone, letter) = &people.letters[0];
        vault.begin_rotation(&db).await.unwrap();
        vault.begin_renewal(&db, &now, *organization).await.unwrap();
        let mut tx = db.begin(&now).await.unwrap();
        vault.shred(&mut tx, *gone).await.unwrap();
        tx.audit(Entry { chain: audit::NETWORK, action: "x", entity: "x", id: None, detail: "" })
            .await
            .unwrap();
        tx.commit().await.unwrap();
        while vault.rewrap(&db, &now).await.unwrap() > 0 {}
        assert_eq!(vault.renew(&db, &now, *organization).await.unwrap(), 1);
        vault.retire(&db).await.unwrap();
        let vault = people.vault(&db).await;
        assert_eq!(vault.open(&db, *gone, Class::Contact, letter).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn tokens_ledger_and_checkpoints_outlive_every_rotation() {
    on_both(async |db| {
        let folder = tempfile::tempdir().unwrap();
        let people = People::of(&db, &folder, 1, 2).await;
        let (vault, now) = (people.vault(&db).await, at("2026-11-24"));
        let token = vault.token("mail", "x");
        let mut tx = db.begin(&now).await.unwrap();
        vault.shred(&mut tx, people.letters[0].1).await.unwrap();
        tx.audit(Entry { chain: audit::NETWORK, action: "x", entity: "x", id: None, detail: "" })
            .await
            .unwrap();
        tx.commit().await.unwrap();
        checkpoint::make(&db, &vault, &now, checkpoint::Which::Due).await.unwrap();
        vault.begin_rotation(&db).await.unwrap();
        while vault.rewrap(&db, &now).await.unwrap() > 0 {}
        vault.retire(&db).await.unwrap();
        let vault = people.vault(&db).await;
        assert_eq!(vault.token("mail", "x"), token, "who was found is found");
        assert!(audit::inspect(&db, &vault).await.unwrap().holds());
        assert_eq!(Ring::read(&people.places.ring).unwrap().ids().len(), 1);
    })
    .await;
}
