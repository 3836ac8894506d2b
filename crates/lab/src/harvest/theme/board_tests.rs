//! Nothing is lost on the wall, whatever one does.

use super::*;
use proptest::prelude::*;

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn note(n: u128) -> Uuid {
    Uuid::from_u128(1_000 + n)
}

fn group(theme: u128, notes: &[u128]) -> Move {
    let notes = notes.iter().map(|n| note(*n)).collect();
    Move::Group { id: id(theme), title: format!("Tema {theme}"), lang: Lang::It, notes }
}

fn wall(moves: &[Move]) -> Board {
    let mut board = Board::default();
    for step in moves {
        board.make(step).unwrap();
    }
    board
}

fn held(board: &Board) -> Vec<(u128, Vec<u128>)> {
    let notes = |theme: &Theme| theme.notes.iter().map(|note| note.as_u128() - 1_000).collect();
    board.hang().map(|theme| (theme.id.as_u128(), notes(theme))).collect()
}

fn key(result: Result<Option<Lineage>, Refused>) -> String {
    result.unwrap_err().to_string()
}

#[test]
fn a_note_hangs_in_one_theme_at_a_time() {
    let board = wall(&[group(1, &[1, 2, 3]), group(2, &[3, 4])]);
    assert_eq!(held(&board), [(1, vec![1, 2]), (2, vec![3, 4])]);
    let board = wall(&[group(1, &[1, 1, 2]), Move::Add { theme: id(1), notes: vec![note(2), note(5)] }]);
    assert_eq!(held(&board), [(1, vec![1, 2, 5])]);
    let board = wall(&[group(1, &[1, 2]), Move::Remove { notes: vec![note(1)] }]);
    assert_eq!(held(&board), [(1, vec![2])]);
    assert!(board.holder(note(1)).is_none());
}

#[test]
fn two_themes_become_one_and_say_so() {
    let mut board = wall(&[group(1, &[1]), group(2, &[2, 3])]);
    let lineage = board.make(&Move::Merge { into: id(1), from: id(2) }).unwrap();
    assert_eq!(lineage, Some((id(1), id(2), "merged")));
    assert_eq!(held(&board), [(1, vec![1, 2, 3])]);
    assert_eq!(key(board.make(&Move::Merge { into: id(1), from: id(2) })), "lab-harvest-conflict-theme");
    assert_eq!(key(board.make(&Move::Merge { into: id(1), from: id(1) })), "lab-harvest-problem-two-themes");
}

#[test]
fn a_split_leaves_something_on_both_sides() {
    let split = |notes: &[u128]| Move::Split {
        from: id(1),
        id: id(9),
        title: "Orari".into(),
        lang: Lang::It,
        notes: notes.iter().map(|n| note(*n)).collect(),
    };
    let board = wall(&[group(1, &[1, 2, 3]), split(&[2, 77])]);
    assert_eq!(held(&board), [(1, vec![1, 3]), (9, vec![2])]);
    let mut board = wall(&[group(1, &[1, 2, 3])]);
    for all_or_nothing in [split(&[1, 2, 3]), split(&[]), split(&[8])] {
        assert_eq!(key(board.make(&all_or_nothing)), "lab-harvest-problem-split");
    }
}

#[test]
fn themes_hang_where_one_puts_them() {
    let place = |theme: u128, at| Move::Place { theme: id(theme), at };
    let order = |moves: &[Move]| held(&wall(moves)).into_iter().map(|(theme, _)| theme).collect::<Vec<_>>();
    let three = [group(1, &[1]), group(2, &[2]), group(3, &[3])];
    let with = |step| three.iter().cloned().chain([step]).collect::<Vec<_>>();
    assert_eq!(order(&with(place(3, 0))), [3, 1, 2]);
    assert_eq!(order(&with(place(1, 1))), [2, 1, 3]);
    assert_eq!(order(&with(place(1, 99))), [2, 3, 1]);
}

#[test]
fn the_room_is_asked_decides_and_may_take_it_up_again() {
    let at = Instant(7);
    let mut board = wall(&[group(1, &[1]), Move::Ask { theme: id(1), words: "Apriamo la sera".into() }]);
    assert_eq!((board.themes[0].state, board.themes[0].asked.as_str()), (State::Asked, "Apriamo la sera"));
    board.make(&Move::Settle { theme: id(1), state: State::Decided, at }).unwrap();
    assert_eq!((board.themes[0].state, board.themes[0].decided_at), (State::Decided, Some(at)));
    board.make(&Move::Settle { theme: id(1), state: State::Open, at }).unwrap();
    assert_eq!((board.themes[0].state, board.themes[0].decided_at), (State::Open, None));
}

#[test]
fn a_wall_has_room_for_so_many_themes_and_a_hand_for_so_many_notes() {
    let mut board = Board::default();
    for n in 1..=MOST_THEMES as u128 {
        board.make(&group(n, &[n])).unwrap();
    }
    assert_eq!(key(board.make(&group(99, &[99]))), "lab-harvest-problem-many-themes");
    let many: Vec<u128> = (0..=MOST_NOTES as u128).collect();
    assert_eq!(key(Board::default().make(&group(1, &many))), "lab-harvest-problem-many-notes");
    assert_eq!(key(Board::default().make(&group(1, &[]))), "lab-harvest-problem-nothing-selected");
    assert_eq!(
        key(Board::default().make(&Move::Remove { notes: vec![note(1)] })),
        "lab-harvest-problem-nothing-selected"
    );
}

#[test]
fn a_move_touches_what_it_names() {
    let merge = Move::Merge { into: id(1), from: id(2) };
    assert_eq!(merge.touched(), [id(1), id(2)].into());
    assert_eq!(group(1, &[4, 5]).touched(), [note(4), note(5)].into());
}

fn any_move() -> impl Strategy<Value = Move> {
    let theme = || (1_u128..7).prop_map(id);
    let notes = || prop::collection::vec((1_u128..12).prop_map(note), 0..5);
    prop_oneof![
        (theme(), notes()).prop_map(|(id, notes)| Move::Group {
            id,
            title: "t".into(),
            lang: Lang::It,
            notes
        }),
        (theme(), notes()).prop_map(|(theme, notes)| Move::Add { theme, notes }),
        notes().prop_map(|notes| Move::Remove { notes }),
        (theme(), theme()).prop_map(|(into, from)| Move::Merge { into, from }),
        (theme(), theme(), notes()).prop_map(|(from, id, notes)| Move::Split {
            from,
            id,
            title: "s".into(),
            lang: Lang::It,
            notes
        }),
        (theme(), 0_usize..8).prop_map(|(theme, at)| Move::Place { theme, at }),
    ]
}

proptest! {
    #[test]
    fn whatever_one_does_each_note_hangs_at_most_once_and_no_theme_is_forgotten(moves in prop::collection::vec(any_move(), 0..40)) {
        let mut board = Board::default();
        for step in &moves {
            let before = board.clone();
            if board.make(step).is_err() {
                prop_assert_eq!(&board, &before, "what was refused changes nothing");
            }
            prop_assert!(before.themes.iter().all(|old| board.themes.iter().any(|theme| theme.id == old.id)));
            let notes: Vec<Uuid> = board.themes.iter().flat_map(|theme| theme.notes.iter().copied()).collect();
            let distinct: HashSet<Uuid> = notes.iter().copied().collect();
            prop_assert_eq!(notes.len(), distinct.len());
            prop_assert!(board.themes.iter().all(|theme| theme.state.hangs() || theme.notes.is_empty()));
            // Only taking out lets a note hang loose again.
            if !matches!(step, Move::Remove { .. }) {
                prop_assert!(before.themes.iter().flat_map(|t| &t.notes).all(|note| board.holder(*note).is_some()));
            }
        }
    }
}
