use super::*;
use crate::{Change, Draft, Page, wire::update};
use uuid::Uuid;

fn seat(who: &str) -> Seat {
    Seat { who: who.into(), host: false }
}

fn host(who: &str) -> Seat {
    Seat { who: who.into(), host: true }
}

fn draft(id: u128, text: &str) -> Draft {
    Draft {
        id: Uuid::from_u128(id),
        signed: false,
        kind: None,
        text: text.into(),
        lang: "it".into(),
        x: 1.0,
        y: 2.5,
        round: 1,
        at: 1_700_000_000_000,
    }
}

fn judge(guard: &mut Guard, bytes: &[u8], seat: &Seat) -> Verdict {
    guard.judge(&update::read(bytes).unwrap(), seat)
}

#[track_caller]
fn fine(guard: &mut Guard, bytes: &[u8], seat: &Seat) -> Accepted {
    match judge(guard, bytes, seat) {
        Verdict::Fine(accepted) => accepted,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn refused(guard: &mut Guard, bytes: &[u8], seat: &Seat) {
    assert!(matches!(judge(guard, bytes, seat), Verdict::Refused(_)), "{:?}", judge(guard, bytes, seat));
}

/// Anna has written a note; Bilal's copy has it too.
fn table() -> (Guard, Page, Page, Uuid) {
    let (mut guard, anna, bilal) = (Guard::default(), Page::new(Some(1)), Page::new(Some(2)));
    let note = draft(7, "una fila lunga");
    let made = anna.note(&note, "anna");
    let accepted = fine(&mut guard, &made, &seat("anna"));
    assert_eq!(accepted.claimed, [1]);
    assert_eq!(accepted.touched, [Arc::from(note.id.to_string())]);
    assert!(bilal.apply(&made));
    (guard, anna, bilal, note.id)
}

#[test]
fn who_made_a_note_edits_it_and_nobody_else_but_the_host() {
    let (mut guard, anna, bilal, note) = table();
    fine(&mut guard, &anna.write(note, 0, "C'è "), &seat("anna"));
    refused(&mut guard, &bilal.write(note, 0, "Non è vero: "), &seat("bilal"));
    let (mut guard, _, bilal, note) = table();
    fine(&mut guard, &bilal.rewrite(note, "riscritta"), &host("bilal"));
}

#[test]
fn nobody_takes_away_what_somebody_else_wrote() {
    let (mut guard, anna, bilal, note) = table();
    refused(&mut guard, &bilal.withdraw(note), &seat("bilal"));
    let (mut again, _, bilal, _) = table();
    refused(&mut again, &bilal.rewrite(note, ""), &seat("bilal"));
    fine(&mut guard, &anna.withdraw(note), &seat("anna"));
}

#[test]
fn everyone_moves_a_note_and_marks_it_as_strong() {
    let (mut guard, _, bilal, note) = table();
    fine(&mut guard, &bilal.change(note, &Change::Moved(30.0, 40.0)), &seat("bilal"));
    fine(&mut guard, &bilal.change(note, &Change::Strong(true)), &seat("bilal"));
    refused(&mut guard, &bilal.change(note, &Change::Kind(Some("idea".into()))), &seat("bilal"));
}

#[test]
fn only_the_host_hides_and_only_the_host_shows_again() {
    let (mut guard, anna, bilal, note) = table();
    refused(&mut guard, &bilal.change(note, &Change::Hidden(true)), &seat("bilal"));
    let (mut guard, anna, hiding) = (std::mem::take(&mut guard), anna, Page::new(Some(3)));
    assert!(hiding.apply(&anna.diff(&[0])));
    let hidden = hiding.change(note, &Change::Hidden(true));
    fine(&mut guard, &hidden, &host("elira"));
    // Anna does not even know yet that it is hidden: what she sends at the same moment must not win.
    refused(&mut guard, &anna.change(note, &Change::Hidden(false)), &seat("anna"));
    let (anna, again) = (Page::new(Some(4)), Page::new(None));
    assert!(anna.apply(&again.diff(&[0])));
    let rewritten = anna.note(&draft(7, "di nuovo"), "anna");
    refused(&mut guard, &rewritten, &seat("anna"));
}

#[test]
fn somebody_elses_client_id_is_refused() {
    let (mut guard, anna, _, note) = table();
    let edit = anna.write(note, 0, "x");
    assert_eq!(judge(&mut guard, &edit, &seat("bilal")), Verdict::Foreign);
    assert!(guard.claim(1, "anna") && !guard.claim(1, "bilal"));
    assert!(guard.claim(9, "bilal") && !guard.claim(9, "anna"));
    guard.disclaim(9);
    assert!(guard.claim(9, "anna"));
    assert_eq!(guard.whose(1).map(|who| &**who), Some("anna"));
}

#[test]
fn nobody_signs_with_somebody_elses_name() {
    let (mut guard, bilal) = (Guard::default(), Page::new(Some(2)));
    let signed = Draft { signed: true, ..draft(8, "firmata") };
    refused(&mut guard, &bilal.note(&signed, "anna"), &seat("bilal"));
    let bilal = Page::new(Some(2));
    fine(&mut guard, &bilal.note(&signed, "bilal"), &seat("bilal"));
    refused(&mut guard, &bilal.change(signed.id, &Change::Author("anna".into())), &seat("bilal"));
}

#[test]
fn a_reaction_is_ones_own() {
    let (mut guard, anna, bilal, note) = table();
    refused(&mut guard, &bilal.react(note, "anna", "heart", true), &seat("bilal"));
    let given = anna.react(note, "anna", "heart", true);
    assert!(fine(&mut guard, &given, &seat("anna")).marks);
    let bilal = Page::new(Some(5));
    assert!(bilal.apply(&anna.diff(&[0])));
    refused(&mut guard, &bilal.react(note, "anna", "heart", false), &host("bilal"));
    fine(&mut guard, &anna.react(note, "anna", "heart", false), &seat("anna"));
}

#[test]
fn strokes_are_taken_away_by_whoever_drew_them() {
    let (mut guard, anna, bilal, _) = table();
    fine(&mut guard, &anna.draw("table", &[0.0, 1.0, 5.5], "#06c"), &seat("anna"));
    fine(&mut guard, &anna.draw("anna", &[1.0], "#06c"), &seat("anna"));
    refused(&mut guard, &bilal.draw("anna", &[0.0], "#06c"), &seat("bilal"));
}

#[test]
fn summaries_are_the_hosts() {
    let (mut guard, _, bilal, _) = table();
    refused(&mut guard, &bilal.summarise(1, "abbiamo detto"), &seat("bilal"));
    let elira = Page::new(Some(6));
    fine(&mut guard, &elira.summarise(1, "abbiamo detto"), &host("elira"));
    fine(&mut guard, &elira.summarise(1, "abbiamo detto molto"), &host("elira"));
}

#[test]
fn links_are_everyones() {
    let (mut guard, anna, bilal, note) = table();
    let other = draft(9, "altra");
    fine(&mut guard, &anna.note(&other, "anna"), &seat("anna"));
    let linked = bilal.link(note, other.id, true);
    fine(&mut guard, &linked, &seat("bilal"));
    assert!(anna.apply(&linked));
    fine(&mut guard, &anna.link(note, other.id, false), &seat("anna"));
}

#[test]
fn a_million_letters_are_too_many() {
    let (mut guard, anna, _, note) = table();
    refused(&mut guard, &anna.write(note, 0, &"a".repeat(1_000_000)), &seat("anna"));
    let (mut guard, anna, _, note) = table();
    for _ in 0..9 {
        fine(&mut guard, &anna.write(note, 0, &"è".repeat(1_000)), &seat("anna"));
    }
    refused(&mut guard, &anna.write(note, 0, &"è".repeat(1_000)), &seat("anna"));
}

#[test]
fn what_was_deleted_makes_room_again() {
    let (mut guard, anna, _, note) = table();
    for _ in 0..5 {
        fine(&mut guard, &anna.rewrite(note, &"lungo ".repeat(1_500)), &seat("anna"));
        fine(&mut guard, &anna.rewrite(note, ""), &seat("anna"));
    }
}

#[test]
fn what_is_known_is_known_and_what_builds_on_the_unknown_waits() {
    let (mut guard, anna, _, note) = table();
    let (first, second) = (anna.write(note, 0, "uno "), anna.write(note, 0, "due "));
    assert_eq!(judge(&mut guard, &second, &seat("anna")), Verdict::Gap);
    fine(&mut guard, &first, &seat("anna"));
    fine(&mut guard, &second, &seat("anna"));
    assert_eq!(judge(&mut guard, &first, &seat("anna")), Verdict::Known);
    // The whole document from somebody else's copy: nothing new, nothing refused.
    assert_eq!(judge(&mut guard, &anna.diff(&[0]), &seat("bilal")), Verdict::Known);
}

#[test]
fn other_roots_and_fields_are_refused() {
    for bytes in [
        // map "other", key "k" → 1
        &[1, 1, 5, 0, 0x28, 1, 5, b'o', b't', b'h', b'e', b'r', 1, b'k', 1, 125, 1, 0][..],
        // map "notes", key "k" (no id) → map
        &[1, 1, 5, 0, 0x27, 1, 5, b'n', b'o', b't', b'e', b's', 1, b'k', 1, 0],
    ] {
        refused(&mut Guard::default(), bytes, &host("anna"));
    }
}

#[test]
fn the_record_gives_the_memory_back() {
    let (mut guard, anna, bilal, note) = table();
    fine(&mut guard, &bilal.change(note, &Change::Moved(3.0, 4.0)), &seat("bilal"));
    fine(&mut guard, &anna.draw("anna", &[1.0], "#06c"), &seat("anna"));
    fine(&mut guard, &anna.rewrite(note, "una fila"), &seat("anna"));
    assert!(bilal.apply(&anna.diff(&bilal.vector())));
    let mut again = Guard::default();
    again.remember(1, "anna");
    again.remember(2, "bilal");
    let state = bilal.diff(&[0]);
    assert!(matches!(again.recall(&update::read(&state).unwrap()), Verdict::Fine(_)));
    assert_eq!(again.maker(&note.to_string()).map(|who| &**who), Some("anna"));
    refused(&mut again, &bilal.rewrite(note, "altro"), &seat("bilal"));
    fine(&mut again, &anna.rewrite(note, "una fila lunga un giorno"), &seat("anna"));
}
