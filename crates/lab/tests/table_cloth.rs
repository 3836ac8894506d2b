//! From the live cloth to rows: only what differs, and nothing that was said is lost.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // What helps the tests is a test.

#[path = "common/cafe.rs"]
mod cafe;

use cafe::{Cafe, NOW};
use reticolo_lab::table::{self, Cloth, Draft};
use reticolo_store::{Db, audit};
use reticolo_testkit::on_both;
use serde_json::{Value, json};
use uuid::Uuid;

async fn project(db: &Db, cafe: &Cafe, document: &Value) -> table::Projected {
    table::project(db, &Cafe::room(), cafe.rooms[0], &Cloth::read(document)).await.unwrap()
}

fn note(author: Uuid, words: &str) -> Value {
    let ms = NOW.0 / 1000;
    json!({ "author": author, "kind": "idea", "text": words, "lang": "it", "x": 30, "y": 40, "strong": false,
        "hidden": false, "round": 1, "at": ms })
}

#[tokio::test]
async fn the_cloth_becomes_rows_and_the_same_cloth_again_changes_nothing() {
    on_both(async |db| {
        let cafe = Cafe::open(&db).await;
        let (a, b, who) = (Uuid::now_v7(), Uuid::now_v7(), cafe.person("Constantin"));
        let mut document = json!({
            "notes": { a.to_string(): note(who, "Uno sportello"), b.to_string(): note(who, "Due lingue") },
            "links": { format!("{a}|{b}"): true }, "reactions": { format!("{a}|{who}|heart"): true },
            "summaries": { "1": "Sportelli e lingue." },
        });
        let first = project(&db, &cafe, &document).await;
        assert_eq!((first.new, first.changed, first.around), (2, 0, 3));
        assert!(project(&db, &cafe, &document).await.is_nothing());
        let rows = table::of_table(&db, cafe.block, 1, None).await.unwrap();
        assert_eq!(rows.iter().filter(|row| row.author == Some(who)).count(), 2);
        assert_eq!(table::summaries(&db, cafe.block, 1).await.unwrap()[0].words, "Sportelli e lingue.");

        document["notes"][a.to_string()]["text"] = json!("Uno sportello solo");
        document["links"] = json!({});
        let second = project(&db, &cafe, &document).await;
        assert_eq!((second.new, second.changed, second.around), (0, 1, 1));
        assert!(audit::verify(&db).await.unwrap().1.is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_author_is_bound_once_and_words_are_never_lost() {
    on_both(async |db| {
        let cafe = Cafe::open(&db).await;
        let (id, who, other) = (Uuid::now_v7(), cafe.person("Constantin"), cafe.person("Dritan"));
        project(&db, &cafe, &json!({ "notes": { id.to_string(): note(who, "Le mie parole") } })).await;
        project(&db, &cafe, &json!({ "notes": { id.to_string(): note(other, "") } })).await;
        project(&db, &cafe, &json!({ "notes": {} })).await;
        let row = table::one(&db, id).await.unwrap().unwrap();
        assert_eq!((row.author, row.words.as_str()), (Some(who), "Le mie parole"));
    })
    .await;
}

#[tokio::test]
async fn a_note_of_another_table_does_not_move_and_the_fourth_strongest_is_not_strong() {
    on_both(async |db| {
        let cafe = Cafe::open(&db).await;
        let ctx = cafe.by("Elena", 1);
        let place = table::gate(&db, &ctx, cafe.block, 2).await.unwrap();
        let far = Uuid::now_v7();
        table::write(&db, &ctx, &place, far, &Draft::parse("lontana", None, "it").unwrap()).await.unwrap();
        let who = cafe.person("Constantin");
        let mut notes = serde_json::Map::new();
        notes.insert(far.to_string(), note(who, "rubata"));
        let ids: Vec<Uuid> = (0..5).map(|_| Uuid::now_v7()).collect();
        for (n, id) in ids.iter().enumerate() {
            let mut strong = note(who, &format!("forte {n}"));
            strong["strong"] = json!(true);
            strong["at"] = json!(NOW.0 / 1000 + i64::try_from(n).unwrap());
            notes.insert(id.to_string(), strong);
        }
        // A line to a note that this table does not have makes no row and no failure.
        let document = json!({ "notes": notes, "links": { format!("{far}|{}", ids[0]): true } });
        project(&db, &cafe, &document).await;
        let row = table::one(&db, far).await.unwrap().unwrap();
        assert_eq!((row.table, row.words.as_str()), (2, "lontana"));
        let here = table::of_table(&db, cafe.block, 1, None).await.unwrap();
        assert_eq!((here.len(), here.iter().filter(|row| row.strong).count()), (5, 3));
        assert!(table::links(&db, cafe.block, 1).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_was_typed_from_paper_stays_when_the_cloth_does_not_know_it() {
    on_both(async |db| {
        let cafe = Cafe::open(&db).await;
        let host = cafe.by("Amina", 1);
        let place = table::gate(&db, &host, cafe.block, 1).await.unwrap();
        let draft = Draft::parse("dal foglio", None, "it").unwrap();
        let a = table::write(&db, &host, &place, Uuid::now_v7(), &draft).await.unwrap().id;
        let b = table::write(&db, &host, &place, Uuid::now_v7(), &draft).await.unwrap().id;
        table::link(&db, &host, a, b).await.unwrap();
        table::react(&db, &host, a, table::Sign::Thumb).await.unwrap();
        assert!(project(&db, &cafe, &json!({})).await.is_nothing());
        assert_eq!(table::links(&db, cafe.block, 1).await.unwrap().len(), 1);
        assert_eq!(table::reactions(&db, cafe.block, 1).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_clock_that_jumps_does_not_write_history() {
    on_both(async |db| {
        let cafe = Cafe::open(&db).await;
        let (id, who) = (Uuid::now_v7(), cafe.person("Constantin"));
        let mut future = note(who, "dal futuro");
        future["at"] = json!(NOW.0 / 1000 + 86_400_000 * 400);
        project(&db, &cafe, &json!({ "notes": { id.to_string(): future } })).await;
        assert_eq!(table::one(&db, id).await.unwrap().unwrap().written_at, NOW.plus_seconds(300));
    })
    .await;
}

#[tokio::test]
async fn what_was_written_offline_arrives_after_the_end_and_is_kept() {
    on_both(async |db| {
        let cafe = Cafe::open(&db).await;
        cafe.state(&db, "closed").await;
        let (id, who) = (Uuid::now_v7(), cafe.person("Constantin"));
        let done =
            project(&db, &cafe, &json!({ "notes": { id.to_string(): note(who, "in galleria") } })).await;
        assert_eq!(done.new, 1);
        let nobody = table::project(&db, &cafe.by("Constantin", 1), cafe.rooms[1], &Cloth::default()).await;
        assert!(nobody.is_err(), "only the room itself projects");
    })
    .await;
}
