//! How the texts sound: plurals, directions, days, distances, and what happens when one is missing.

use jiff::civil::{Weekday, time};
use proptest::prelude::*;
use reticolo_base::Lang;
use reticolo_words::Words;

#[test]
fn plurals_follow_each_language() {
    let say = |lang, n: u32| Words::of(lang).say_with("when-days-ago", &[("n", n.into())]);
    assert_eq!(say(Lang::It, 1), "1 giorno fa");
    assert_eq!(say(Lang::It, 12), "12 giorni fa");
    assert_eq!(say(Lang::Ar, 2), "قبل يومين");
    assert_eq!(say(Lang::Ar, 12), "قبل 12 يومًا");
    assert_eq!(say(Lang::Ro, 20), "acum 20 de zile");
}

#[test]
fn days_from_now_are_said_as_people_say_them() {
    let it = Words::of(Lang::It);
    let said: Vec<_> = [-1, 0, 1, 3, -45, -800, 61].map(|days| it.relative_days(days)).into();
    assert_eq!(said, ["ieri", "oggi", "domani", "tra 3 giorni", "1 mese fa", "2 anni fa", "tra 2 mesi"]);
    assert!(!it.relative_days(i64::MIN).is_empty());
}

#[test]
fn distances_are_as_precise_as_feet_are() {
    let it = Words::of(Lang::It);
    let said: Vec<_> = [0.0, 0.34, 0.98, 2.44, 37.2].map(|km| it.distance(km)).into();
    assert_eq!(said, ["50 m", "350 m", "1 km", "2,4 km", "37 km"]);
    assert_eq!(Words::of(Lang::En).distance(2.44), "2.4 km");
}

#[test]
fn hours_are_those_of_the_door() {
    assert_eq!(Words::of(Lang::En).time(time(9, 5, 0, 0)), "09:05");
    assert_eq!(Words::of(Lang::Fr).weekday(Weekday::Tuesday), "mardi");
}

#[test]
fn sums_carry_cents_only_when_there_are_some() {
    assert_eq!(Words::of(Lang::It).money(30.46, "EUR"), "30,46 €");
    assert_eq!(Words::of(Lang::It).money(16.0, "EUR"), "16 €");
}

#[test]
fn a_latin_name_does_not_turn_an_arabic_sentence_around() {
    let said = Words::of(Lang::Ar).say_with("about-what", &[("network", "Reticolo di Puglia".into())]);
    assert!(said.contains("\u{2068}Reticolo di Puglia\u{2069}"), "{said}");
    let italian = Words::of(Lang::It).say_with("about-what", &[("network", "Reticolo di Puglia".into())]);
    assert!(!italian.contains('\u{2068}'));
}

#[test]
fn lists_isolate_what_runs_the_other_way() {
    assert_eq!(Words::of(Lang::It).and(&["Italiano", "العربية"]), "Italiano e \u{2068}العربية\u{2069}");
}

#[test]
fn a_missing_text_is_said_as_its_key_and_never_as_nothing() {
    for lang in Lang::ALL {
        assert_eq!(Words::of(lang).say("there-is-no-such-text"), "there-is-no-such-text");
        assert!(!Words::of(lang).has("there-is-no-such-text"));
    }
}

proptest! {
    #[test]
    fn no_value_breaks_a_text(words in ".{0,80}", number in any::<f64>()) {
        for lang in Lang::ALL {
            let texts = Words::of(lang);
            let said = texts.say_with("about-what", &[("network", words.as_str().into())]);
            prop_assert!(said.contains(&words));
            prop_assert!(!texts.say_with("when-days-ago", &[("n", number.into())]).is_empty());
            prop_assert!(!texts.distance(number).is_empty());
        }
    }
}
