//! From the live cloth to rows: only what differs, and nothing that was said is lost.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // What helps the tests is a test.

use crate::cafe::{Cafe, NOW};
use reticolo_lab::table::{self, Cloth, Draft, Rooms};
use reticolo_live::{Gate as _, Hub, Note, Reaction};
use reticolo_store::{Db, audit};
use reticolo_testkit::on_both;
use std::sync::Arc;
use uuid::Uuid;

async fn project(db: &Db, cafe: &Cafe, document: &reticolo_live::Cloth) -> table::Projected {
    let changed: Vec<Uuid> = document.notes.iter().map(|note| note.id).collect();
    table::project(db, &Cafe::room(), cafe.rooms[0], &Cloth::of(document, &changed)).await.unwrap()
}

fn with(notes: Vec<Note>) -> reticolo_live::Cloth {
    reticolo_live::Cloth { notes, ..reticolo_live::Cloth::default() }
}

fn note(id: Uuid, maker: Uuid, words: &str) -> Note {
    Note {
        id,
        maker: maker.to_string(),
        author: "table".to_owned(),
        kind: Some("idea".to_owned()),
        text: words.to_owned(),
        lang: "it".to_owned(),
        x: 30.0,
        y: 40.0,
        strong: false,
        hidden: false,
        round: 1,
        at: NOW.0 / 1_000,
    }
}

#[tokio::test]
async fn the_cloth_becomes_rows_and_the_same_cloth_again_changes_nothing() {
    on_both(async |db| {
        let cafe = Cafe::open(&db).await;
        let (a, b, who) = (Uuid::now_v7(), Uuid::now_v7(), cafe.person("Constantin"));
        let heart = Reaction { note: a, who: who.to_string(), sign: "heart".to_owned() };
        let mut document = reticolo_live::Cloth {
            notes: vec![note(a, who, "Uno sportello"), note(b, who, "Due lingue")],
            links: vec![(b, a), (a, a)],
            reactions: vec![heart, Reaction { note: a, who: "?".to_owned(), sign: "thumb".to_owned() }],
            summaries: vec![(1, "Sportelli e lingue.".to_owned()), (77, "mai".to_owned())],
            strokes: 3,
        };
        let first = project(&db, &cafe, &document).await;
        assert_eq!((first.new, first.changed, first.around), (2, 0, 3));
        assert!(project(&db, &cafe, &document).await.is_nothing());
        let rows = table::of_table(&db, cafe.block, 1, None).await.unwrap();
        assert_eq!(rows.iter().filter(|row| row.author == Some(who)).count(), 2);
        assert_eq!(table::summaries(&db, cafe.block, 1).await.unwrap()[0].words, "Sportelli e lingue.");

        document.notes[0].text = "Uno sportello solo".to_owned();
        document.links.clear();
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
        project(&db, &cafe, &with(vec![note(id, who, "Le mie parole")])).await;
        project(&db, &cafe, &with(vec![note(id, other, "")])).await;
        project(&db, &cafe, &with(Vec::new())).await;
        let row = table::one(&db, id).await.unwrap().unwrap();
        assert_eq!((row.author, row.words.as_str(), row.hidden), (Some(who), "Le mie parole", false));
        let member = Uuid::now_v7();
        let ours = Uuid::now_v7();
        project(&db, &cafe, &with(vec![note(ours, member, "Chi guida scrive per il tavolo")])).await;
        assert_eq!(table::one(&db, ours).await.unwrap().unwrap().author, None);
    })
    .await;
}

#[tokio::test]
async fn what_its_author_took_from_the_cloth_is_hidden_and_kept() {
    on_both(async |db| {
        let cafe = Cafe::open(&db).await;
        let (id, who) = (Uuid::now_v7(), cafe.person("Constantin"));
        project(&db, &cafe, &with(vec![note(id, who, "Ripenso")])).await;
        let gone = Cloth::of(&with(Vec::new()), &[id]);
        let done = table::project(&db, &Cafe::room(), cafe.rooms[0], &gone).await.unwrap();
        assert_eq!(done.changed, 1);
        let row = table::one(&db, id).await.unwrap().unwrap();
        assert_eq!((row.hidden, row.taken_back, row.words.as_str()), (true, true, "Ripenso"));
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
        let mut notes = vec![note(far, who, "rubata")];
        for n in 0..5 {
            let strong = note(Uuid::now_v7(), who, &format!("forte {n}"));
            notes.push(Note { strong: true, at: NOW.0 / 1_000 + n, ..strong });
        }
        // A line to a note that this table does not have makes no row and no failure.
        let links = vec![(far, notes[1].id)];
        project(&db, &cafe, &reticolo_live::Cloth { notes, links, ..reticolo_live::Cloth::default() }).await;
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
        assert!(project(&db, &cafe, &with(Vec::new())).await.is_nothing());
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
        for at in [NOW.0 / 1_000 + 86_400_000 * 400, i64::MAX, i64::MIN, 0] {
            project(&db, &cafe, &with(vec![Note { at, ..note(id, who, "dal futuro") }])).await;
            assert_eq!(table::one(&db, id).await.unwrap().unwrap().written_at, NOW.plus_seconds(300));
        }
    })
    .await;
}

#[tokio::test]
async fn what_was_written_offline_arrives_after_the_end_and_is_kept() {
    on_both(async |db| {
        let cafe = Cafe::open(&db).await;
        cafe.state(&db, "closed").await;
        let (id, who) = (Uuid::now_v7(), cafe.person("Constantin"));
        let done = project(&db, &cafe, &with(vec![note(id, who, "in galleria")])).await;
        assert_eq!(done.new, 1);
        let nobody = table::project(&db, &cafe.by("Constantin", 1), cafe.rooms[1], &Cloth::default()).await;
        assert!(nobody.is_err(), "only the room itself projects");
    })
    .await;
}

#[tokio::test]
async fn a_live_room_knows_who_sits_there_and_writes_down_what_is_said() {
    on_both(async |db| {
        let cafe = Cafe::open(&db).await;
        let hub = Hub::new(db.clone(), || NOW, Arc::new(Rooms::new(db.clone(), || NOW)), Uuid::now_v7());
        let seat =
            async |name: &str, room: usize| hub.seat(&cafe.by(name, 0), cafe.rooms[room]).await.unwrap();
        assert_eq!(seat("Amina", 0).await.map(|seat| seat.host), Some(true));
        let guest = seat("Constantin", 0).await.unwrap();
        assert_eq!((guest.host, guest.who.parse().ok()), (false, Some(cafe.person("Constantin"))));
        assert!(seat("Constantin", 1).await.is_none() && seat("Fatima", 0).await.is_none());
        assert!(hub.seat(&Cafe::facilitator(cafe.organization), cafe.rooms[1]).await.unwrap().unwrap().host);

        let room = hub.room(cafe.rooms[0]).await.unwrap();
        let (id, said) = (Uuid::now_v7(), "Dal vivo".to_owned());
        let draft = reticolo_live::Draft {
            id,
            signed: true,
            kind: Some("challenge".to_owned()),
            text: said.clone(),
            lang: "ro".to_owned(),
            x: 1.0,
            y: 2.0,
            round: 1,
            at: NOW.0 / 1_000,
        };
        room.write_note(&guest, &draft).await.unwrap();
        let rooms = Rooms::new(db.clone(), || NOW);
        rooms.changed(cafe.rooms[0], &room.cloth(), &[id]).await.unwrap();
        let row = table::one(&db, id).await.unwrap().unwrap();
        assert_eq!(
            (row.words, row.author, row.signed.as_deref()),
            (said, guest.who.parse().ok(), Some("Constantin"))
        );
        hub.close().await;
    })
    .await;
}
