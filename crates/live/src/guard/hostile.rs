//! Hostile updates: real ones, changed at random. Whatever the guard lets through, the document must take, and a
//! guard and a document that are made anew from the record must come to the same.
//!
//! `RETICOLO_FUZZ` says how many; `cargo xtask fuzz` asks for a million.

use super::*;
use crate::{
    Change, Draft, Page,
    doc::Doc,
    wire::{Reader, message, update},
};
use uuid::Uuid;

fn how_many() -> u64 {
    std::env::var("RETICOLO_FUZZ").ok().and_then(|count| count.parse().ok()).unwrap_or(1_000)
}

/// The same on every run (xorshift64*, Vigna 2016).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        ((self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % most.max(1) as u64) as usize
    }
}

/// Updates of three people at one table, of every kind that a page makes.
fn real() -> Vec<(u64, Vec<u8>)> {
    let pages: Vec<Page> = (1..4).map(|client| Page::new(Some(client))).collect();
    let mut made: Vec<(u64, Vec<u8>)> = Vec::new();
    for turn in 0..6_u128 {
        for page in &pages {
            let who = page.client();
            let note = Uuid::from_u128(u128::from(who) * 100 + turn);
            let draft = Draft {
                id: note,
                signed: turn % 2 == 0,
                kind: (turn % 3 == 0).then(|| "idea".to_owned()),
                text: "مرحبا 🙂 ciao".into(),
                lang: "it".into(),
                x: 1.5,
                y: turn as f64,
                round: 1,
                at: 1_764_000_000_000,
            };
            let other = Uuid::from_u128(u128::from(who % 3 + 1) * 100 + turn);
            let edits = [
                page.note(&draft, &who.to_string()),
                page.write(note, 3, "dentro"),
                page.rewrite(note, "مرحبا 🙂 e poi"),
                page.change(other, &Change::Moved(3.0, 4.0)),
                page.change(note, &Change::Kind(None)),
                page.link(note, other, true),
                page.react(note, &who.to_string(), "heart", turn % 2 == 0),
                page.draw("table", &[1.0, 2.5, -3.0], "#06c"),
                page.summarise(1, "si è detto"),
                page.write(note, 0, "x"),
            ];
            made.extend(edits.into_iter().map(|edit| (who, edit)));
            if turn == 4 {
                made.push((who, page.withdraw(note)));
            }
        }
        for page in &pages {
            for other in &pages {
                assert!(page.apply(&other.diff(&page.vector())));
            }
        }
        made.push((1, pages[0].diff(&[0])));
    }
    made
}

fn mutate(bytes: &mut Vec<u8>, dice: &mut Dice, all: &[(u64, Vec<u8>)]) {
    for _ in 0..=dice.below(3) {
        let at = dice.below(bytes.len());
        match dice.below(9) {
            0 => bytes.truncate(at),
            1 => bytes.insert(at, dice.below(256) as u8),
            2 | 3 => bytes[at] = dice.below(256) as u8,
            4 | 5 => bytes[at] = dice.below(12) as u8,
            6 => bytes.splice(at..at, [0xff; 9].into_iter().take(dice.below(10))).for_each(drop),
            7 => bytes.extend_from_within(at..),
            _ => {
                let other = &all[dice.below(all.len())].1;
                let from = dice.below(other.len());
                bytes.splice(at.., other[from..].iter().copied()).for_each(drop);
            }
        }
        if bytes.is_empty() {
            bytes.push(0);
        }
    }
}

/// Mostly the writer, sometimes another one; sometimes a host.
fn anybody(writer: u64, dice: &mut Dice) -> Seat {
    let who = if dice.below(8) == 0 { 1 + dice.below(3) as u64 } else { writer };
    Seat { who: who.to_string().into(), host: dice.below(4) == 0 }
}

#[test]
fn what_the_guard_lets_through_the_document_takes() {
    let (all, mut dice) = (real(), Dice(0x5EED));
    let (mut guard, mut doc, mut record) = (Guard::default(), Doc::default(), Vec::new());
    let (mut fine, mut known, mut refused, mut malformed) = (0, 0, 0, 0);
    for number in 0..how_many() {
        // A table now and then begins anew, so that hostile things meet a table at every stage.
        if number % 4_000 == 0 {
            agrees(&doc, &guard, &record);
            (guard, doc, record) = (Guard::default(), Doc::default(), Vec::new());
        }
        let (who, real) = &all[(number as usize / 2) % all.len()];
        let mut bytes = real.clone();
        // Every second one is real and from its own writer, so that the table goes on and hostile ones meet it.
        let mut seat = Seat { who: who.to_string().into(), host: true };
        if number % 2 == 0 {
            mutate(&mut bytes, &mut dice, &all);
            seat = anybody(*who, &mut dice);
        }
        let Ok(parsed) = update::read(&bytes) else {
            malformed += 1;
            continue;
        };
        match guard.judge(&parsed, &seat) {
            Verdict::Fine(_) => {
                let applied = doc.apply([bytes.as_slice()]).unwrap_or_else(|_| panic!("{number}: {bytes:?}"));
                for (client, start, end) in applied.deleted {
                    guard.deleted(client, start, end);
                }
                record.push((seat.who.clone(), bytes));
                fine += 1;
            }
            Verdict::Known => known += 1,
            _ => refused += 1,
        }
        if number % 500 == 0 {
            doc.cloth(|_| None);
            doc.diff(&[(1, 3), (2, 100_000), (77, 1)]);
        }
    }
    agrees(&doc, &guard, &record);
    println!("fine {fine}, known {known}, refused {refused}, malformed {malformed}");
    assert!(fine > 0 && refused > 0 && malformed > 0, "each of them must occur");
}

/// Made anew from the record, one by one and all at once from the folded state, the document says the same.
fn agrees(doc: &Doc, guard: &Guard, record: &[(Arc<str>, Vec<u8>)]) {
    let makers = |note: &str| guard.maker(note).map(|who| who.to_string());
    let mut again = Doc::default();
    again.apply(record.iter().map(|(_, update)| update.as_slice())).unwrap();
    assert_eq!(doc.cloth(makers), again.cloth(makers));
    let mut folded = Doc::default();
    folded.apply([doc.state().as_slice()]).unwrap();
    assert_eq!(doc.cloth(makers), folded.cloth(makers));
    let mut memory = Guard::default();
    for (client, known) in &guard.clients {
        memory.remember(*client, &guard.people[known.whose.unwrap() as usize]);
    }
    let state = doc.state();
    let verdict = memory.recall(&update::read(&state).unwrap());
    assert!(matches!(verdict, Verdict::Fine(_) | Verdict::Known), "{verdict:?}");
    for (client, known) in &guard.clients {
        assert_eq!(memory.clients.get(client).map(Client::end), Some(known.end()), "client {client}");
    }
    for note in doc.cloth(makers).notes {
        assert_eq!(memory.maker(&note.id.to_string()), guard.maker(&note.id.to_string()));
    }
}

#[test]
fn frames_of_any_bytes_are_read_or_refused() {
    let (all, mut dice) = (real(), Dice(0x5EED));
    for number in 0..how_many() {
        let (_, update) = &all[number as usize % all.len()];
        let mut bytes = match dice.below(3) {
            0 => message::sync(dice.below(3) as u8, update).to_vec(),
            1 => {
                message::awareness([message::State { client: 7, clock: 2, json: "{}" }].into_iter()).to_vec()
            }
            _ => (0..dice.below(60)).map(|_| dice.below(256) as u8).chain([0]).collect(),
        };
        mutate(&mut bytes, &mut dice, &all);
        let mut reader = Reader::new(&bytes);
        while !reader.is_empty() {
            match message::read(&mut reader) {
                Ok(message::Message::Update(update) | message::Message::Step2(update)) => {
                    let _ = update::read(update);
                }
                Ok(_) => {}
                Err(_) => break,
            }
        }
    }
}
