use super::*;
use reticolo_lab::report::minutes::Also;

fn told() -> Told {
    let also = |words: &str, reviewed, machine| Also { words: words.into(), reviewed, machine };
    Told {
        words: "لا يجيب أحد".into(),
        lang: Lang::Ar,
        also: [(Lang::It, also("Nessuno risponde", true, false)), (Lang::Fr, also("Personne", false, true))]
            .into(),
    }
}

#[test]
fn the_reader_reads_her_language_first_then_what_was_said_then_italian() {
    let seen = |lang| {
        let spans = Say { words: Words::of(lang) }.told(&told());
        spans.into_iter().map(|span| (span.words, span.lang)).collect::<Vec<_>>()
    };
    assert_eq!(seen(Lang::Ar)[0], ("لا يجيب أحد".to_owned(), None));
    assert_eq!(seen(Lang::It)[0], ("Nessuno risponde".to_owned(), None));
    assert!(seen(Lang::It).iter().any(|(words, lang)| words == "لا يجيب أحد" && *lang == Some(Lang::Ar)));
    let french = seen(Lang::Fr);
    assert_eq!(french[0].0, "Personne");
    assert_eq!(french[1].0, Words::of(Lang::Fr).say("lab-after-translated-machine"));
    let albanian = seen(Lang::Sq);
    assert_eq!(albanian[0], ("لا يجيب أحد".to_owned(), Some(Lang::Ar)), "never silently left out");
}
