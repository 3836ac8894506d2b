//! What must hold at a table, on both engines.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod common;

use common::{Person, Told, clock, draft, host, hub, seat};
use reticolo_live::{Change, Ending, Hub};
use reticolo_store::sql;
use reticolo_testkit::on_both;
use std::sync::Arc;
use uuid::Uuid;

#[tokio::test]
async fn two_people_write_and_read_the_same() {
    on_both(async |db| {
        let (hub, room) = (hub(&db), Uuid::now_v7());
        let mut anna = Person::sits(&hub, room, seat("anna")).await;
        let mut bilal = Person::sits(&hub, room, seat("bilal")).await;
        let (queue, bus) = (draft("Una fila di tre ore"), draft("L'autobus non passa"));
        anna.notes(&queue).await;
        bilal.notes(&bus).await;
        anna.waits_for(|anna| anna.reads(bus.id).is_some()).await;
        bilal.waits_for(|bilal| bilal.reads(queue.id).is_some()).await;
        for letter in ["!", "?", "…"] {
            anna.edits(|page| page.write(queue.id, 0, letter)).await;
            bilal.edits(|page| page.change(queue.id, &Change::Moved(1.0, 2.0))).await;
        }
        anna.hears().await;
        bilal.hears().await;
        assert_eq!(anna.page.cloth(), bilal.page.cloth());
        assert_eq!(bilal.reads(queue.id).unwrap(), "…?!Una fila di tre ore");
        assert_eq!((anna.ended, bilal.ended), (None, None));
    })
    .await;
}

#[tokio::test]
async fn whatever_somebody_received_outlives_the_server() {
    on_both(async |db| {
        let room = Uuid::now_v7();
        let mut seen = Vec::new();
        for turn in 0..5 {
            // A hub that is dropped at once is a server that was killed: nothing is flushed, nothing is closed.
            let hub = hub(&db);
            let mut anna = Person::sits(&hub, room, seat("anna")).await;
            let mut bilal = Person::sits(&hub, room, seat("bilal")).await;
            for number in 0..8 {
                let note = draft(&format!("{turn}.{number}"));
                anna.notes(&note).await;
                if number < 4 {
                    bilal.waits_for(|bilal| bilal.reads(note.id).is_some()).await;
                    seen.push(note.id);
                }
            }
        }
        let hub = hub(&db);
        let mut bilal = Person::sits(&hub, room, seat("bilal")).await;
        bilal.hears().await;
        let lost: Vec<_> = seen.iter().filter(|note| bilal.reads(**note).is_none()).collect();
        assert_eq!((seen.len(), lost), (20, vec![]));
    })
    .await;
}

#[tokio::test]
async fn what_was_written_offline_is_merged() {
    on_both(async |db| {
        let (hub, room) = (hub(&db), Uuid::now_v7());
        let mut anna = Person::sits(&hub, room, seat("anna")).await;
        let mut bilal = Person::sits(&hub, room, seat("bilal")).await;
        let note = draft("prima");
        anna.notes(&note).await;
        bilal.waits_for(|bilal| bilal.reads(note.id).is_some()).await;
        anna.hears().await;
        let Person { page, connection, .. } = anna;
        drop(connection);
        let offline = draft("scritta in metropolitana");
        page.note(&offline, "anna");
        page.rewrite(note.id, "prima e poi");
        bilal.edits(|page| page.change(note.id, &Change::Moved(5.0, 5.0))).await;
        let mut anna = Person::sits_with(&hub, room, seat("anna"), page).await;
        bilal.waits_for(|bilal| bilal.reads(offline.id).is_some()).await;
        anna.hears().await;
        bilal.hears().await;
        assert_eq!(bilal.reads(note.id).as_deref(), Some("prima e poi"));
        assert_eq!(anna.page.cloth(), bilal.page.cloth());
        assert_eq!(anna.page.cloth().notes.iter().find(|n| n.id == note.id).unwrap().x, 5.0);
    })
    .await;
}

#[tokio::test]
async fn folding_changes_nothing_that_anybody_reads() {
    on_both(async |db| {
        let (hub1, room) = (hub(&db), Uuid::now_v7());
        let mut anna = Person::sits(&hub1, room, seat("anna")).await;
        let note = draft("prima");
        anna.notes(&note).await;
        for _ in 0..70 {
            anna.notes(&draft(&"a".repeat(9_000))).await;
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        anna.hears().await;
        assert_eq!(anna.ended, None);
        let folded = sql!("select upto from room where id = $1");
        let upto: i64 = db.row(folded.bind(room)).await.unwrap().unwrap().get(0).unwrap();
        let pages = sql!("select min(number) from room_update where room_id = $1");
        let first: Option<i64> = db.row(pages.bind(room)).await.unwrap().unwrap().get(0).unwrap();
        assert!(
            upto > 0 && first.is_none_or(|first| first == upto + 1),
            "folded up to {upto}, then {first:?}"
        );
        let hub = hub(&db);
        let mut again = Person::sits(&hub, room, seat("bilal")).await;
        again.waits_for(|again| again.reads(note.id).is_some()).await;
        assert_eq!(again.reads(note.id).as_deref(), Some("prima"));
        assert_eq!(again.page.cloth(), anna.page.cloth());
        // Whose it is was not forgotten.
        again.edits(|page| page.rewrite(note.id, "b")).await;
        assert_eq!(again.ended, Some(Ending::Refused));
    })
    .await;
}

#[tokio::test]
async fn edits_of_what_others_wrote_reach_nobody() {
    on_both(async |db| {
        let (hub, room) = (hub(&db), Uuid::now_v7());
        let mut anna = Person::sits(&hub, room, seat("anna")).await;
        let mut bilal = Person::sits(&hub, room, seat("bilal")).await;
        let note = draft("mia");
        anna.notes(&note).await;
        bilal.waits_for(|bilal| bilal.reads(note.id).is_some()).await;
        bilal.edits(|page| page.rewrite(note.id, "sua")).await;
        assert_eq!(bilal.ended, Some(Ending::Refused));
        assert_eq!(bilal.connection.parting(Ending::Refused).len(), 2);
        let mut elira = Person::sits(&hub, room, host("elira")).await;
        elira.waits_for(|elira| elira.reads(note.id).is_some()).await;
        assert_eq!(elira.reads(note.id).as_deref(), Some("mia"));
        elira.edits(|page| page.change(note.id, &Change::Hidden(true))).await;
        anna.waits_for(|anna| anna.page.cloth().notes[0].hidden).await;
        assert_eq!(hub.room(room).await.unwrap().cloth().notes[0].maker, "anna");
    })
    .await;
}

#[tokio::test]
async fn somebody_elses_client_id_ends_the_connection_also_after_a_restart() {
    on_both(async |db| {
        let (room, note) = (Uuid::now_v7(), draft("mia"));
        let page = {
            let hub = hub(&db);
            let mut anna = Person::sits(&hub, room, seat("anna")).await;
            let mut bilal = Person::sits(&hub, room, seat("bilal")).await;
            anna.notes(&note).await;
            bilal.waits_for(|bilal| bilal.reads(note.id).is_some()).await;
            anna.page
        };
        let hub = hub(&db);
        let mut thief = Person::sits_with(&hub, room, seat("bilal"), page).await;
        thief.edits(|page| page.write(note.id, 0, "non ")).await;
        assert_eq!(thief.ended, Some(Ending::Foreign));
    })
    .await;
}

#[tokio::test]
async fn flooding_ends_the_connection_and_costs_the_others_nothing() {
    on_both(async |db| {
        let (hub, room) = (hub(&db), Uuid::now_v7());
        let mut anna = Person::sits(&hub, room, seat("anna")).await;
        let mut flood = Person::sits(&hub, room, seat("flood")).await;
        let note = draft("");
        flood.notes(&note).await;
        for _ in 0..1_000 {
            flood.edits(|page| page.write(note.id, 0, "x")).await;
        }
        assert_eq!(flood.ended, Some(Ending::TooMany));
        let mine = draft("ancora qui");
        anna.notes(&mine).await;
        anna.waits_for(|anna| anna.reads(note.id).is_some()).await;
        assert_eq!(anna.ended, None);
    })
    .await;
}

#[tokio::test]
async fn who_is_here_and_what_is_durable_is_told_by_the_server() {
    on_both(async |db| {
        let (hub, room) = (hub(&db), Uuid::now_v7());
        let mut anna = Person::sits(&hub, room, seat("anna")).await;
        let mut bilal = Person::sits(&hub, room, seat("bilal")).await;
        let client = bilal.page.client();
        anna.waits_for(|anna| anna.told.contains(&format!("\"{client}\":\"bilal\""))).await;
        let before = anna.told.clone();
        bilal.notes(&draft("x")).await;
        anna.waits_for(|anna| anna.told != before).await;
        drop(bilal);
        anna.waits_for(|anna| !anna.told.contains("bilal")).await;
    })
    .await;
}

#[tokio::test]
async fn a_form_writes_into_the_same_document() {
    on_both(async |db| {
        let (hub, room_id) = (hub(&db), Uuid::now_v7());
        let mut anna = Person::sits(&hub, room_id, seat("anna")).await;
        let room = hub.room(room_id).await.unwrap();
        let note = draft("dal modulo");
        room.write_note(&seat("bilal"), &note).await.unwrap();
        room.rewrite(&seat("bilal"), note.id, "dal modulo, meglio").await.unwrap();
        assert_eq!(room.rewrite(&seat("anna"), note.id, "altro").await, Err(Ending::Refused));
        assert_eq!(room.summarise(&seat("anna"), 1, "x").await, Err(Ending::Refused));
        room.summarise(&host("elira"), 1, "Si è detto").await.unwrap();
        room.change(&host("elira"), note.id, &Change::Hidden(true)).await.unwrap();
        room.react(&seat("anna"), note.id, "heart", true).await.unwrap();
        anna.waits_for(|anna| anna.page.cloth().reactions.len() == 1).await;
        let cloth = room.cloth();
        let (kept, seen) = (cloth.notes[0].clone(), anna.page.cloth().notes[0].clone());
        assert_eq!(
            (kept.text.as_str(), kept.maker.as_str(), kept.hidden),
            ("dal modulo, meglio", "bilal", true)
        );
        assert_eq!((seen.text, seen.kind, seen.author), (kept.text, kept.kind, "table".to_owned()));
        assert_eq!(cloth.summaries, [(1, "Si è detto".to_owned())]);
        assert_eq!(cloth.reactions[0].who, "anna");
        let long = reticolo_live::Draft { text: "a".repeat(1_000_000), ..draft("") };
        assert_eq!(room.write_note(&seat("bilal"), &long).await, Err(Ending::Refused));
    })
    .await;
}

#[tokio::test]
async fn the_gate_hears_what_changed_and_rooms_that_nobody_needs_are_let_go() {
    on_both(async |db| {
        let (told, room) = (Arc::new(Told::default()), Uuid::now_v7());
        let hub = Hub::new(db.clone(), clock, told.clone(), Uuid::now_v7());
        let mut anna = Person::sits(&hub, room, seat("anna")).await;
        let note = draft("per i verbali");
        anna.notes(&note).await;
        anna.hears().await;
        drop(anna);
        for _ in 0..100 {
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            if hub.rooms_in_memory() == 0 {
                break;
            }
        }
        assert_eq!(hub.rooms_in_memory(), 0);
        let told = told.0.lock().unwrap();
        let (_, cloth, changed) = told.iter().find(|(_, _, changed)| changed.contains(&note.id)).unwrap();
        assert_eq!((cloth.notes.len(), changed.len()), (1, 1));
        assert_eq!((cloth.notes[0].maker.as_str(), cloth.notes[0].author.as_str()), ("anna", "table"));
    })
    .await;
}

#[tokio::test]
async fn two_nodes_are_one_table() {
    reticolo_testkit::on_postgres(async |db| {
        let listening = db.clone();
        let listener = tokio::spawn(async move { listening.listen().await });
        let (here, there, room) = (hub(&db), hub(&db), Uuid::now_v7());
        let mut anna = Person::sits(&here, room, seat("anna")).await;
        let mut bilal = Person::sits(&there, room, seat("bilal")).await;
        let (mine, yours) = (draft("da qui"), draft("da lì"));
        anna.notes(&mine).await;
        bilal.notes(&yours).await;
        anna.waits_for(|anna| anna.reads(yours.id).is_some()).await;
        bilal.waits_for(|bilal| bilal.reads(mine.id).is_some()).await;
        for turn in 0..20 {
            anna.edits(|page| page.write(mine.id, 0, &turn.to_string())).await;
            bilal.edits(|page| page.write(yours.id, 0, &turn.to_string())).await;
        }
        anna.hears().await;
        bilal.hears().await;
        // One node dies; she goes on at the other with the copy that she has.
        let Person { page, connection, .. } = anna;
        drop((connection, here));
        page.write(mine.id, 0, "ancora ");
        let mut anna = Person::sits_with(&there, room, seat("anna"), page).await;
        bilal.waits_for(|bilal| bilal.reads(mine.id).is_some_and(|words| words.starts_with("ancora"))).await;
        anna.hears().await;
        assert_eq!(anna.page.cloth(), bilal.page.cloth());
        assert_eq!((anna.ended, bilal.ended), (None, None));
        listener.abort();
    })
    .await;
}

#[tokio::test]
async fn a_closing_server_sends_everybody_away_with_everything_kept() {
    on_both(async |db| {
        let (hub1, room) = (hub(&db), Uuid::now_v7());
        let mut anna = Person::sits(&hub1, room, seat("anna")).await;
        let note = draft("ultima");
        anna.notes(&note).await;
        hub1.close().await;
        anna.waits_for(|anna| anna.ended.is_some()).await;
        assert_eq!(anna.ended, Some(Ending::Later));
        assert_eq!(hub1.enter(room, seat("anna")).await.err(), Some(Ending::Later));
        let room = hub(&db).room(room).await.unwrap();
        assert_eq!(room.cloth().notes.len(), 1);
    })
    .await;
}
