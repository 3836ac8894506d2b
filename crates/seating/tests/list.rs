//! Lists of people as they come.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use proptest::prelude::*;
use reticolo_seating::list::{About, List, Unreadable, read};
use std::collections::BTreeSet;

fn list(text: &str) -> List {
    read(text.as_bytes()).unwrap()
}

fn names(list: &List) -> Vec<&str> {
    list.people.iter().map(|person| person.name.as_str()).collect()
}

#[test]
fn an_italian_spreadsheet_is_read() {
    let list = list(
        "\u{feff}Ente;NOME;Lingue;Mediatrice;Territorio;Separati;Senza gradini;Turni\n\
         Comune;Anna;it fr;sì;BA;\"Bruno; Carla\";x;1,3\n\
         ASL;Bruno;italiano/inglese;no;FG;;;2-3\n\
         \"Coop \"\"Sole\"\"; Bari\";Carla;;;;;;tutti\n",
    );
    assert_eq!((names(&list), list.doubts.len()), (vec!["Anna", "Bruno", "Carla"], 0));
    let anna = &list.people[0];
    assert_eq!(anna.languages, Some(BTreeSet::from(["fr".to_owned(), "it".to_owned()])));
    assert!(anna.mediator && anna.step_free);
    assert_eq!((anna.kind.as_deref(), anna.territory.as_deref()), (Some("comune"), Some("ba")));
    assert_eq!(anna.rounds, Some(BTreeSet::from([0, 2])));
    assert_eq!(list.people[1].languages, Some(BTreeSet::from(["en".to_owned(), "it".to_owned()])));
    assert_eq!((&list.people[2].languages, &list.people[2].rounds), (&None, &None));
    assert_eq!(list.apart, [(0, 1), (0, 2)]);
}

#[test]
fn any_separator_and_order_will_do() {
    for text in
        ["languages,name\nit,Anna\n", "name\tlanguages\nAnna\tit\n", "name;x;languages\n\"Anna\";;it\n"]
    {
        let list = list(text);
        assert_eq!(names(&list), ["Anna"]);
        assert!(list.people[0].languages.is_some(), "{text}");
    }
    assert_eq!(names(&list("nome,cognome\nAnna,Rossi\n")), ["Anna Rossi"]);
}

#[test]
fn doubtful_rows_are_told_with_their_lines() {
    let list = list(
        "name,mediator,apart,rounds\nAnna,maybe,Zoe,\n\n,yes,,\nANNA,,,\nBruno,,Bruno,0\nCarla,,,,too,much\n",
    );
    assert_eq!(names(&list), ["Anna", "Bruno", "Carla"]);
    let doubts: Vec<_> = list.doubts.iter().map(|doubt| (doubt.line, &doubt.about)).collect();
    assert!(
        matches!(
            doubts[..],
            [
                (2, About::Cell { .. }),
                (2, About::NotOnList),
                (4, About::NoName),
                (5, About::Again { earlier: 2, .. }),
                (6, About::Cell { .. }),
                (6, About::NotOnList),
                (7, About::TooLong),
            ]
        ),
        "{doubts:?}"
    );
    let said = list.doubts.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert!(!said.contains("Zoe"), "whom somebody wants to avoid is private: {said}");
}

#[test]
fn what_is_no_list_is_told() {
    assert_eq!(read(b""), Err(Unreadable::Empty));
    assert_eq!(read(b"\n \n"), Err(Unreadable::Empty));
    assert_eq!(read(b"name,languages\n"), Err(Unreadable::Nobody));
    assert_eq!(read(b"PK\x03\x04"), Err(Unreadable::NoText));
    assert!(matches!(read(b"who,what\na,b\n"), Err(Unreadable::NoNames(columns)) if columns == "who, what"));
}

proptest! {
    #[test]
    fn no_bytes_break_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes);
    }

    #[test]
    fn no_text_under_known_columns_breaks_it(rows in "([\\PC;,\"\n]{0,30}\n){0,8}") {
        if let Ok(list) = read(format!("name;languages;mediator;apart;rounds\n{rows}").as_bytes()) {
            prop_assert!(list.people.iter().all(|person| !person.name.trim().is_empty()));
            prop_assert!(list.apart.iter().all(|(a, b)| a < b && *b < list.people.len()));
        }
    }
}
