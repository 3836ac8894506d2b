//! What the index must answer, on small sets of documents.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use proptest::prelude::*;
use reticolo_search::{Document, Failure, Heard, Index, Question, Tongue, Weight};
use std::collections::BTreeSet;

struct Library {
    index: Index,
    _folder: tempfile::TempDir,
}

fn library(documents: &[Document]) -> Library {
    let folder = tempfile::tempdir().unwrap();
    let count = u32::try_from(documents.len()).unwrap();
    let index =
        Index::write(&folder.path().join("index"), "1", count, |n| documents[n as usize].clone()).unwrap();
    Library { index, _folder: folder }
}

fn titled(titles: &[(Tongue, &str)]) -> Library {
    let documents: Vec<_> = titles
        .iter()
        .map(|(tongue, title)| {
            let mut document = Document::default();
            document.text(*tongue, Weight::Title, *title);
            document
        })
        .collect();
    library(&documents)
}

impl Library {
    fn ask(&self, question: &Question<'_>) -> (Vec<u32>, Heard) {
        let mut found = Vec::new();
        let heard = self.index.search(question, |document, score| found.push((document, score)));
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        (found.into_iter().map(|(document, _)| document).collect(), heard)
    }

    fn finds(&self, words: &str, tongue: Tongue) -> Vec<u32> {
        self.ask(&Question::new(words, tongue)).0
    }
}

#[test]
fn words_are_found_in_any_form_accent_case_and_language_of_the_reader() {
    let library = titled(&[
        (Tongue::It, "Rinnovo del permesso di soggiorno"),
        (Tongue::En, "Renewal of the residence permit"),
        (Tongue::Ar, "تجديد تصريح الإقامة"),
        (Tongue::Fr, "Renouvellement du titre de séjour"),
    ]);
    assert_eq!(library.finds("PERMESSI", Tongue::It), [0]);
    assert_eq!(library.finds("permits", Tongue::It), [1]);
    assert_eq!(library.finds("الاقامه", Tongue::Fr), [2]);
    assert_eq!(library.finds("titres sejour", Tongue::En), [3]);
}

#[test]
fn italian_as_foreigners_write_it_is_understood_and_told() {
    let library = titled(&[(Tongue::It, "Permesso di soggiorno"), (Tongue::It, "Scuola di italiano")]);
    let (found, heard) = library.ask(&Question::new("permeso di sogiorno", Tongue::It));
    assert_eq!(found, [0]);
    assert_eq!(heard.corrected[0], ("permeso".to_owned(), vec!["permesso".to_owned()]));
    assert_eq!(library.finds("scola italiani", Tongue::Ar), [1]);
}

#[test]
fn all_words_first_and_only_when_few_have_them_most_of_them() {
    let mut titles = vec![(Tongue::It, "mensa per bambini"); 12];
    titles.push((Tongue::It, "mensa"));
    let many = titled(&titles);
    let (found, heard) = many.ask(&Question::new("mensa bambini", Tongue::It));
    assert_eq!((found.len(), heard.relaxed), (12, false));
    let few = titled(&[
        (Tongue::It, "mensa per bambini"),
        (Tongue::It, "mensa comunale"),
        (Tongue::It, "anagrafe"),
    ]);
    let (found, heard) = few.ask(&Question::new("mensa bambini", Tongue::It));
    assert_eq!(found[0], 0);
    assert!(heard.relaxed && !found.contains(&2));
}

#[test]
fn the_title_counts_more_than_the_body() {
    let mut body = Document::default();
    body.text(Tongue::It, Weight::Body, "Qui trovi anche un medico");
    let mut title = Document::default();
    title.text(Tongue::It, Weight::Title, "Medico di base");
    assert_eq!(library(&[body, title]).finds("medico", Tongue::It), [1, 0]);
}

#[test]
fn a_tag_finds_what_the_text_does_not_say_and_words_decide_the_order() {
    let mut plain = Document { tags: vec![(7, 5)], ..Document::default() };
    plain.text(Tongue::It, Weight::Title, "Sportello immigrazione");
    let mut worded = plain.clone();
    worded.text(Tongue::It, Weight::Keywords, "Bari");
    let mut other = Document::default();
    other.text(Tongue::It, Weight::Title, "Mensa");
    let library = library(&[plain, other, worded]);
    let question = Question { tags: &[(7, 3.0)], ..Question::new("papers expired bari", Tongue::En) };
    assert_eq!(library.ask(&question).0, [2, 0]);
}

#[test]
fn a_word_that_is_only_begun_is_completed_when_asked_for() {
    let library = titled(&[(Tongue::It, "Permesso di soggiorno"), (Tongue::It, "Patente")]);
    let begun = Question { begun: true, ..Question::new("perm", Tongue::It) };
    assert_eq!(library.ask(&begun).0, [0]);
    assert_eq!(library.finds("zzperm", Tongue::It), [] as [u32; 0]);
}

#[test]
fn a_question_of_stop_words_only_still_looks_for_them_and_an_empty_one_finds_nothing() {
    let library = titled(&[(Tongue::En, "Who we are")]);
    for nothing in ["", "   ", "!?", "\u{202e}\0", "xyzzyx"] {
        assert!(library.finds(nothing, Tongue::En).is_empty(), "{nothing:?}");
    }
    assert!(library.finds("how can I", Tongue::En).is_empty());
}

#[test]
fn a_common_word_of_another_language_is_not_demanded() {
    let mut titles = vec![(Tongue::En, "come to the course"); 3];
    titles.push((Tongue::En, "course"));
    let library = titled(&titles);
    assert_eq!(library.finds("come course", Tongue::En).len(), 4);
}

#[test]
fn an_index_is_opened_again_only_for_what_it_was_made_from() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("index");
    assert!(matches!(Index::open(&path, "1"), Err(Failure::Stale)));
    let mut document = Document::default();
    document.text(Tongue::It, Weight::Title, "mensa");
    Index::write(&path, "1", 1, |_| document.clone()).unwrap();
    let again = Index::open(&path, "1").unwrap();
    assert_eq!((again.documents(), again.vocabulary().contains("mensa")), (1, true));
    assert!(matches!(Index::open(&path, "2"), Err(Failure::Stale)));
    Index::write(&path, "2", 0, |_| Document::default()).unwrap();
    assert_eq!(Index::open(&path, "2").unwrap().documents(), 0);
}

#[test]
fn a_damaged_index_is_an_error_and_no_panic() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("index");
    Index::write(&path, "1", 1, |_| Document::default()).unwrap();
    for file in std::fs::read_dir(&path).unwrap().flatten() {
        if file.file_name() != "stamp" {
            std::fs::write(file.path(), b"rubbish").unwrap();
        }
    }
    assert!(Index::open(&path, "1").is_err());
}

#[test]
fn a_thousand_documents_written_by_many_threads_keep_their_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::write(&folder.path().join("i"), "1", 1_000, |n| {
        let mut document = Document::default();
        document.text(Tongue::Other, Weight::Title, format!("n{n} alle"));
        document
    })
    .unwrap();
    for n in [0, 1, 255, 256, 511, 999] {
        let mut found = Vec::new();
        index.search(&Question::new(&format!("n{n}"), Tongue::Other), |document, _| found.push(document));
        assert_eq!(found, [n]);
    }
}

proptest! {
    #[test]
    fn no_question_breaks_it_and_no_document_is_handed_out_twice(words in "\\PC{0,300}", begun: bool) {
        thread_local!(static LIBRARY: Library = titled(&[
            (Tongue::It, "Permesso di soggiorno"), (Tongue::En, "a b c course"), (Tongue::Ar, "مكتب"),
        ]));
        LIBRARY.with(|library| {
            let (found, _) = library.ask(&Question { begun, tags: &[(1, 1.0)], ..Question::new(&words, Tongue::En) });
            let once: BTreeSet<_> = found.iter().collect();
            assert_eq!(once.len(), found.len());
        });
    }

}

proptest! {
    // Each case writes an index.
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_text_can_be_indexed_and_is_found_by_its_own_words(text in "[a-zà-ù]{4,9}( [a-zà-ù]{4,9}){0,5}") {
        let library = titled(&[(Tongue::It, &text)]);
        prop_assert_eq!(library.finds(&text, Tongue::It), [0]);
    }
}
