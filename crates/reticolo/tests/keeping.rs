//! Backup, restore, audit and keys as whoever runs the server does it: with the program, on both engines.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use reticolo_store::testing;
use reticolo_testkit::postgres_server;
use std::{
    path::{Path, PathBuf},
    process::Command,
    sync::atomic::{AtomicBool, Ordering::SeqCst},
};
use uuid::Uuid;

/// Names that must be nowhere readable.
const NAME: &str = "Canarina Piumagialla";
const MAIL: &str = "canarina@piuma.example";
const BODY: &str = "Comune di Piumagialla";

/// An installation in a folder of its own.
struct House {
    folder: PathBuf,
    database: String,
    keys: PathBuf,
}

struct Told {
    code: i32,
    out: String,
    err: String,
}

impl House {
    fn of(folder: &Path, database: &str) -> Self {
        Self { folder: folder.into(), database: database.into(), keys: folder.join("r.keys") }
    }

    /// The same keys with another database.
    fn elsewhere(&self, database: &str) -> Self {
        Self { database: database.into(), ..Self::of(&self.folder, database) }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_reticolo"));
        command.args(arguments).args(["--database", &self.database, "--log", "warn"]);
        command.arg("--keys").arg(&self.keys).arg("--folder").arg(self.folder.join("index"));
        command.current_dir(&self.folder).env_remove("RETICOLO_CONFIG");
        command
    }

    fn told(&self, arguments: &[&str]) -> Told {
        let output = self.command(arguments).output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Told { code: output.status.code().unwrap(), out: text(&output.stdout), err: text(&output.stderr) }
    }

    fn fine(&self, arguments: &[&str]) -> String {
        let told = self.told(arguments);
        assert_eq!(told.code, 0, "{arguments:?}: {}{}", told.out, told.err);
        told.out
    }

    /// What it says when it refuses.
    fn refuses(&self, arguments: &[&str]) -> String {
        let told = self.told(arguments);
        assert_eq!(told.code, 1, "{arguments:?}: {}{}", told.out, told.err);
        assert!(!told.err.contains("panicked"), "{}", told.err);
        told.err
    }

    fn begin(&self) {
        self.fine(&["organization", "add", BODY, "--kind", "public"]);
    }

    fn invite(&self, name: &str, mail: &str) -> String {
        let json = self.fine(&["member", "invite", BODY, name, mail, "--role", "operator", "--json"]);
        serde_json::from_str::<serde_json::Value>(&json).unwrap()["member"].as_str().unwrap().to_owned()
    }

    fn members(&self) -> Vec<String> {
        let told = self.told(&["member", "list", BODY, "--json"]);
        let list: serde_json::Value = serde_json::from_str(&told.out).unwrap();
        list.as_array()
            .unwrap()
            .iter()
            .map(|m| m["email"].as_str().unwrap_or("unreadable").to_owned())
            .collect()
    }

    fn path(&self, name: &str) -> String {
        self.folder.join(name).to_string_lossy().into_owned()
    }
}

fn holds_word(path: &str, word: &str) -> bool {
    std::fs::read(path).unwrap().windows(word.len()).any(|part| part == word.as_bytes())
}

/// The whole story: what is erased after a backup stays erased, and nothing else is lost.
fn tell_the_story(house: &House, elsewhere: &House, third: &House) {
    house.begin();
    let canary = house.invite(NAME, MAIL);
    house.invite("Anna Rossi", "anna@posta.example");
    let backup = house.path("one.backup");
    house.fine(&["backup", &backup]);
    for word in [NAME, MAIL, BODY, "member", "SQLite", &canary] {
        assert!(!holds_word(&backup, word), "{word} stands in the backup");
    }
    assert!(house.refuses(&["backup", &backup]).contains("is there already"));
    assert!(house.fine(&["restore", &backup, "--check"]).contains("A whole backup"));

    house.fine(&["audit", "sign"]);
    house.fine(&["member", "end", &canary]);
    house.fine(&["audit", "verify"]);
    let told = elsewhere.fine(&["restore", &backup]);
    assert!(told.contains("1 erasures since then are done again"), "{told}");
    assert_eq!(
        elsewhere.members(),
        ["anna@posta.example"],
        "she does not come back, and nobody else is lost"
    );
    elsewhere.fine(&["audit", "verify"]);
    assert!(elsewhere.fine(&["audit", "list", "--organization", "network"]).contains("backup.restored"));

    // The ledger of the time before the last erasure is not enough for a backup that knows it.
    let newer = house.path("two.backup");
    house.fine(&["backup", &newer]);
    let ledger = house.path("r.keys.erased");
    let whole = std::fs::read_to_string(&ledger).unwrap();
    let before: String = whole.lines().filter(|l| l.starts_with('#')).flat_map(|l| [l, "\n"]).collect();
    std::fs::write(&ledger, before).unwrap();
    let refused = third.refuses(&["restore", &newer]);
    assert!(refused.contains("erasure ledger") && refused.contains("newest copy"), "{refused}");
    std::fs::write(&ledger, whole).unwrap();
}

#[test]
fn a_backup_comes_back_without_those_who_were_erased_since() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| format!("sqlite://{}", folder.path().join(name).display());
    let house = House::of(folder.path(), &at("r.db"));
    let (elsewhere, third) = (house.elsewhere(&at("s.db")), house.elsewhere(&at("t.db")));
    tell_the_story(&house, &elsewhere, &third);
    assert!(!folder.path().join("t.db").exists(), "what is refused leaves nothing");
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().contains("restoring")), "{left:?}");
    assert!(!left.iter().any(|name| name.to_string_lossy().contains("half")), "{left:?}");
}

#[tokio::test]
async fn a_backup_of_postgresql_comes_back_the_same_way() {
    let Some(server) = postgres_server() else {
        println!("RETICOLO_TEST_POSTGRES is not set: told on SQLite only");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let names = [(); 3].map(|()| format!("reticolo_test_{}", Uuid::now_v7().simple()));
    let mut houses = Vec::new();
    for name in &names {
        houses.push(House::of(folder.path(), &testing::make_database(&server, name).await.unwrap()));
    }
    tell_the_story(&houses[0], &houses[1], &houses[2]);
    let backup = houses[0].path("one.backup");
    assert!(houses[1].refuses(&["restore", &backup]).contains("is not empty"));
    let file = houses[0].elsewhere(&format!("sqlite://{}", folder.path().join("x.db").display()));
    assert!(file.refuses(&["restore", &backup]).contains("this backup is one of postgres"));
    for name in &names {
        testing::drop_database(&server, name).await.unwrap();
    }
}

#[test]
fn a_backup_made_while_people_write_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| format!("sqlite://{}", folder.path().join(name).display());
    let house = House::of(folder.path(), &at("r.db"));
    house.begin();
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let mut written = 0;
            while !stop.load(SeqCst) {
                house.fine(&["organization", "add", &format!("Ente {written}"), "--kind", "public"]);
                written += 1;
            }
            written
        });
        for round in 0..4 {
            let backup = house.path(&format!("{round}.backup"));
            house.fine(&["backup", &backup]);
            let restored = house.elsewhere(&at(&format!("{round}.db")));
            restored.fine(&["restore", &backup]);
            restored.fine(&["audit", "verify"]);
        }
        stop.store(true, SeqCst);
        assert!(writer.join().unwrap() > 0, "somebody wrote meanwhile");
    });
    house.fine(&["audit", "verify"]);
}

#[test]
fn a_damaged_foreign_or_unreadable_backup_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| format!("sqlite://{}", folder.path().join(name).display());
    let house = House::of(folder.path(), &at("r.db"));
    house.begin();
    let backup = house.path("b.backup");
    house.fine(&["backup", &backup]);
    let whole = std::fs::read(&backup).unwrap();
    let (new, wrong) = (house.elsewhere(&at("new.db")), house.path("wrong.backup"));
    for at in [70, whole.len() / 2, whole.len() - 1] {
        let mut changed = whole.clone();
        changed[at] ^= 1;
        std::fs::write(&wrong, changed).unwrap();
        assert!(new.refuses(&["restore", &wrong]).contains("cut or changed"));
        std::fs::write(&wrong, &whole[..at]).unwrap();
        assert!(new.refuses(&["restore", &wrong]).contains("cut or changed"));
    }
    std::fs::write(&wrong, "PK").unwrap();
    assert!(new.refuses(&["restore", &wrong]).contains("is no backup"));
    let other = House { keys: folder.path().join("other.keys"), ..house.elsewhere(&at("other.db")) };
    other.begin();
    other.invite("Anna Rossi", "anna@posta.example");
    let stranger = House { keys: other.keys.clone(), ..house.elsewhere(&at("new.db")) };
    assert!(stranger.refuses(&["restore", &backup]).contains("use the copy of the key file"));
    let lost = House { keys: folder.path().join("lost.keys"), ..house.elsewhere(&at("new.db")) };
    assert!(lost.refuses(&["restore", &backup]).contains("is missing"));
    assert!(!lost.keys.exists(), "a lost ring is never replaced");
    assert!(!folder.path().join("new.db").exists());
}

#[test]
fn a_database_that_is_there_is_kept_aside_or_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let house = House::of(folder.path(), &format!("sqlite://{}", folder.path().join("r.db").display()));
    house.begin();
    let backup = house.path("b.backup");
    house.fine(&["backup", &backup]);
    house.fine(&["organization", "add", "Ente dopo", "--kind", "public"]);
    house.fine(&["audit", "sign"]);
    assert!(house.refuses(&["restore", &backup]).contains("--replace"));
    assert!(house.fine(&["organization", "list"]).contains("Ente dopo"));
    house.fine(&["restore", &backup, "--replace"]);
    assert!(!house.fine(&["organization", "list"]).contains("Ente dopo"));
    house.fine(&["audit", "verify"]);
    let aside = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
    let aside = aside.into_iter().find(|path| path.to_string_lossy().contains("r.db.before-")).unwrap();
    let old = house.elsewhere(&format!("sqlite://{}", aside.display()));
    assert!(old.fine(&["organization", "list"]).contains("Ente dopo"), "nothing is thrown away");
}

#[test]
fn a_database_that_a_server_has_open_is_not_taken_from_it() {
    let folder = tempfile::tempdir().unwrap();
    let house = House::of(folder.path(), &format!("sqlite://{}", folder.path().join("r.db").display()));
    house.begin();
    let backup = house.path("b.backup");
    house.fine(&["backup", &backup]);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(reticolo_store::Db::open(&house.database)).unwrap();
    assert!(house.refuses(&["restore", &backup, "--replace"]).contains("stop the server first"));
    runtime.block_on(async {
        server.ping().await.unwrap();
        server.close().await;
    });
    house.fine(&["restore", &backup, "--replace"]);
}

#[test]
fn keys_are_rotated_copied_and_retired_and_old_backups_ask_for_the_old_ring() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| format!("sqlite://{}", folder.path().join(name).display());
    let house = House::of(folder.path(), &at("r.db"));
    house.begin();
    house.invite(NAME, MAIL);
    let backup = house.path("old.backup");
    house.fine(&["backup", &backup]);
    let safe = house.path("safe");
    house.fine(&["keys", "backup", &safe]);
    let list =
        || serde_json::from_str::<serde_json::Value>(&house.fine(&["keys", "list", "--json"])).unwrap();
    let before = list();
    house.fine(&["keys", "rotate", "--only-prepare"]);
    assert_eq!(list()["keys"].as_array().unwrap().len(), 2);
    assert_eq!(house.members(), [MAIL]);
    let told = house.fine(&["keys", "rotate", "--organizations", "--retire"]);
    assert!(told.contains("is new already") && told.contains("1 old keys are off the ring"), "{told}");
    let after = list();
    assert_eq!(after["keys"].as_array().unwrap().len(), 1);
    assert_ne!(after["keys"][0]["id"], before["keys"][0]["id"]);
    assert_eq!(after["signer"], before["signer"]);
    assert_eq!(house.members(), [MAIL], "nobody is lost");
    house.fine(&["audit", "verify"]);

    let new = house.elsewhere(&at("new.db"));
    assert!(new.refuses(&["restore", &backup]).contains("use the copy of the key file"));
    let kept = House { keys: Path::new(&safe).join("r.keys"), ..house.elsewhere(&at("new.db")) };
    kept.fine(&["restore", &backup]);
    assert_eq!(kept.members(), [MAIL]);
    house.fine(&["keys", "backup", &safe]);
    let id = before["keys"][0]["id"].as_str().unwrap();
    assert!(
        Path::new(&safe).join(format!("r.keys.{id}")).exists(),
        "the older ring is kept for older backups"
    );
}

#[test]
fn the_audit_tells_who_did_what_by_days_and_finds_a_hand_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let house = House::of(folder.path(), &format!("sqlite://{}", folder.path().join("r.db").display()));
    house.begin();
    house.invite(NAME, MAIL);
    let list: serde_json::Value =
        serde_json::from_str(&house.fine(&["audit", "list", "--organization", BODY, "--json"])).unwrap();
    assert!(!list.as_array().unwrap().is_empty());
    assert!(!list.to_string().contains("anari"), "no personal data");
    assert_eq!(house.told(&["audit", "list", "--organization", BODY, "--to", "2020-01-01"]).code, 4);
    assert!(house.refuses(&["audit", "list", "--organization", "Nessuno"]).contains("no organisation"));
    assert_eq!(house.told(&["audit", "list", "--organization", BODY, "--from", "ieri"]).code, 2);

    house.fine(&["audit", "sign"]);
    assert_eq!(house.told(&["audit", "sign"]).code, 4, "nothing new");
    std::fs::remove_file(house.path("r.keys.checkpoints")).unwrap();
    let told = house.told(&["audit", "verify", "--json"]);
    let found: serde_json::Value = serde_json::from_str(&told.out).unwrap();
    assert_eq!((told.code, &found["holds"]), (1, &serde_json::Value::Bool(false)));
    assert_eq!(found["troubles"][0]["trouble"], "file_missing");
    assert!(house.told(&["doctor"]).out.contains("checkpoints"));
}
