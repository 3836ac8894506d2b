use super::*;
use crate::{
    hsds::Gender,
    reference::{Position, Positions},
};
use jiff::civil::{Date, date};
use proptest::prelude::*;

const TODAY: Date = date(2026, 11, 23);

fn positions() -> Positions {
    let position = |code: &str, eu, regular, oldest, permit| Position {
        code: code.into(),
        eu: Some(eu),
        regular: Some(regular),
        oldest,
        permit,
        ..Position::default()
    };
    [
        position("irregular", false, false, None, None),
        position("eu_citizen_resident", true, true, None, None),
        position("unaccompanied_minor", false, true, Some(17), None),
        position("awaiting_renewal", false, true, None, Some(true)),
        position("employed", false, true, None, None),
    ]
    .into_iter()
    .collect()
}

fn answer(condition: &Condition, person: &Person) -> Verdict {
    condition.answer(person, TODAY, &positions())
}

fn in_position(code: &str) -> Person {
    Person { position: Some(code.into()), ..Person::default() }
}

#[test]
fn who_said_nothing_gets_no_answer() {
    let silent = Person::default();
    for condition in [
        Condition::Position(vec!["irregular".into()]),
        Condition::Age { min: Some(18), max: None },
        Condition::ResidentIn(vec!["16".into()]),
        Condition::Registered(true),
        Condition::EuCitizen(true),
        Condition::PermitValid(true),
        Condition::Gender(vec![Gender::Woman]),
        Condition::WithChildren(true),
        Condition::Pregnant(true),
        Condition::Works(false),
    ] {
        assert_eq!(answer(&condition, &silent), Verdict::Unknown, "{condition:?}");
    }
    assert_eq!(answer(&Condition::Always(true), &silent), Verdict::Yes);
    assert_eq!(answer(&Condition::Always(false), &silent), Verdict::No);
    assert_eq!(answer(&Condition::Age { min: None, max: None }, &silent), Verdict::Yes);
}

#[test]
fn a_position_implies_what_follows_from_it() {
    let eu = Condition::EuCitizen(true);
    assert_eq!(answer(&eu, &in_position("eu_citizen_resident")), Verdict::Yes);
    assert_eq!(answer(&eu, &in_position("irregular")), Verdict::No);
    assert_eq!(answer(&eu, &in_position("never heard of")), Verdict::Unknown);
    let adult = Condition::Age { min: Some(18), max: None };
    assert_eq!(answer(&adult, &in_position("unaccompanied_minor")), Verdict::No);
    assert_eq!(answer(&adult, &in_position("employed")), Verdict::Unknown);
    let child = Condition::Age { min: None, max: Some(17) };
    assert_eq!(answer(&child, &in_position("unaccompanied_minor")), Verdict::Yes);
    assert_eq!(
        answer(&Condition::Age { min: Some(16), max: None }, &in_position("unaccompanied_minor")),
        Verdict::Unknown
    );
}

#[test]
fn the_receipt_of_the_renewal_stands_for_the_permit() {
    let valid = Condition::PermitValid(true);
    let with = |standing| Person { standing: Some(standing), ..in_position("employed") };
    for (standing, expected) in [
        (Standing::Valid, Verdict::Yes),
        (Standing::Receipt, Verdict::Yes),
        (Standing::Until(TODAY), Verdict::Yes),
        (Standing::Until(date(2026, 11, 22)), Verdict::No),
        (Standing::Expired, Verdict::No),
        (Standing::None, Verdict::No),
    ] {
        assert_eq!(answer(&valid, &with(standing)), expected, "{standing:?}");
    }
    assert_eq!(answer(&valid, &in_position("awaiting_renewal")), Verdict::Yes);
    assert_eq!(answer(&valid, &in_position("irregular")), Verdict::No);
    assert_eq!(answer(&valid, &in_position("employed")), Verdict::Unknown, "it may have expired");
    assert_eq!(answer(&valid, &in_position("eu_citizen_resident")), Verdict::Unknown);
}

#[test]
fn where_she_lives_may_be_a_town_a_province_or_the_region() {
    let lecce = Person { municipality: Some("075035".into()), ..Person::default() };
    let lives_in = |areas: &[&str]| {
        answer(&Condition::ResidentIn(areas.iter().map(|area| (*area).to_owned()).collect()), &lecce)
    };
    assert_eq!(lives_in(&["16"]), Verdict::Yes);
    assert_eq!(lives_in(&["071", "075"]), Verdict::Yes);
    assert_eq!(lives_in(&["071", "072006"]), Verdict::No);
    assert_eq!(lives_in(&["nowhere"]), Verdict::Unknown);
    assert_eq!(lives_in(&[]), Verdict::No);
}

#[test]
fn a_minor_is_enrolled_whatever_her_papers() {
    let enrolment = Condition::Any(vec![
        Condition::Age { min: None, max: Some(17) },
        Condition::Position(vec!["employed".into()]),
    ]);
    let child = Person { age: Some(9), ..in_position("irregular") };
    assert_eq!(answer(&enrolment, &child), Verdict::Yes);
    assert_eq!(answer(&enrolment, &Person { age: Some(9), ..Person::default() }), Verdict::Yes);
    assert_eq!(answer(&enrolment, &Person { age: Some(30), ..Person::default() }), Verdict::Unknown);
}

#[test]
fn a_condition_is_read_as_it_is_written_in_the_files() {
    let text = r#"when = { any = [ { position = ["irregular"] }, { not = { age = { max = 17 } } }, { pregnant = true } ] }"#;
    #[derive(serde::Deserialize)]
    struct Rule {
        when: Condition,
    }
    let rule: Rule = toml::from_str(text).unwrap();
    assert_eq!(answer(&rule.when, &in_position("irregular")), Verdict::Yes);
    assert!(toml::from_str::<Rule>("when = { rich = true }").is_err());
}

#[test]
fn what_a_person_says_is_not_shown_by_accident() {
    assert_eq!(format!("{:?}", in_position("irregular")), "Person(…)");
}

fn condition() -> impl Strategy<Value = Condition> {
    let codes = ["irregular", "eu_citizen_resident", "unaccompanied_minor", "awaiting_renewal", "employed"];
    let leaf = prop_oneof![
        any::<bool>().prop_map(Condition::Always),
        prop::sample::subsequence(codes.to_vec(), 0..3)
            .prop_map(|codes| Condition::Position(codes.into_iter().map(str::to_owned).collect())),
        (prop::option::of(0u8..70), prop::option::of(0u8..70))
            .prop_map(|(min, max)| Condition::Age { min, max }),
        prop::sample::subsequence(vec!["16", "075", "072006"], 0..3)
            .prop_map(|areas| Condition::ResidentIn(areas.into_iter().map(str::to_owned).collect())),
        any::<bool>().prop_map(Condition::Registered),
        any::<bool>().prop_map(Condition::EuCitizen),
        any::<bool>().prop_map(Condition::PermitValid),
        any::<bool>().prop_map(|woman| Condition::Gender(vec![if woman {
            Gender::Woman
        } else {
            Gender::Man
        }])),
        any::<bool>().prop_map(Condition::WithChildren),
        any::<bool>().prop_map(Condition::Pregnant),
        any::<bool>().prop_map(Condition::Works),
    ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Condition::All),
            prop::collection::vec(inner.clone(), 0..3).prop_map(Condition::Any),
            inner.prop_map(|condition| Condition::Not(Box::new(condition))),
        ]
    })
}

/// A person who does not contradict herself: an unaccompanied minor is under 18, one without papers has no permit.
fn person() -> impl Strategy<Value = Person> {
    let about = (
        prop::option::of(0usize..5),
        prop::option::of(0u8..70),
        prop::option::of(0usize..4),
        prop::option::of(0usize..3),
    );
    let more = prop::collection::vec(prop::option::of(any::<bool>()), 5);
    (about, more).prop_map(|((position, age, standing, town), more)| {
        let codes =
            ["irregular", "eu_citizen_resident", "unaccompanied_minor", "awaiting_renewal", "employed"];
        let position = position.map(|place| codes[place].to_owned());
        let standings = [Standing::Valid, Standing::Receipt, Standing::Expired, Standing::None];
        let standing = match position.as_deref() {
            Some("irregular") => standing.map(|place| standings[2 + place % 2]),
            Some("awaiting_renewal") => standing.map(|place| standings[place % 2]),
            _ => standing.map(|place| standings[place]),
        };
        let age =
            if position.as_deref() == Some("unaccompanied_minor") { age.map(|age| age % 18) } else { age };
        Person {
            position,
            age,
            gender: more[0].map(|woman| if woman { Gender::Woman } else { Gender::Man }),
            municipality: town.map(|place| ["075035", "072006", "058091"][place].to_owned()),
            registered: more[1],
            standing,
            with_children: more[2],
            pregnant: more[3],
            works: more[4],
        }
    })
}

/// The same person, who says only some of it.
fn saying_less(person: &Person, says: &[bool]) -> Person {
    let kept = |place: usize| says[place];
    Person {
        position: person.position.clone().filter(|_| kept(0)),
        age: person.age.filter(|_| kept(1)),
        gender: person.gender.filter(|_| kept(2)),
        municipality: person.municipality.clone().filter(|_| kept(3)),
        registered: person.registered.filter(|_| kept(4)),
        standing: person.standing.filter(|_| kept(5)),
        with_children: person.with_children.filter(|_| kept(6)),
        pregnant: person.pregnant.filter(|_| kept(7)),
        works: person.works.filter(|_| kept(8)),
    }
}

proptest! {
    #[test]
    fn saying_more_never_overturns_an_answer(condition in condition(), person in person(), says in prop::collection::vec(any::<bool>(), 9)) {
        let (less, more) = (answer(&condition, &saying_less(&person, &says)), answer(&condition, &person));
        prop_assert!(less == Verdict::Unknown || less == more, "{:?}: {:?} then {:?}", condition, less, more);
    }

    #[test]
    fn the_laws_of_de_morgan_hold_for_conditions(a in condition(), b in condition(), person in person()) {
        let not = |condition: Condition| Condition::Not(Box::new(condition));
        let left = not(Condition::All(vec![a.clone(), b.clone()]));
        let right = Condition::Any(vec![not(a.clone()), not(b)]);
        prop_assert_eq!(answer(&left, &person), answer(&right, &person));
        prop_assert_eq!(answer(&not(not(a.clone())), &person), answer(&a, &person));
    }

    #[test]
    fn only_facts_that_a_condition_names_can_change_its_answer(condition in condition(), person in person()) {
        let facts = condition.facts();
        let says: Vec<bool> = [
            Fact::Position, Fact::Age, Fact::Gender, Fact::Municipality, Fact::Registered, Fact::Standing,
            Fact::WithChildren, Fact::Pregnant, Fact::Works,
        ].iter().map(|fact| facts.contains(fact)).collect();
        prop_assert_eq!(answer(&condition, &saying_less(&person, &says)), answer(&condition, &person));
    }

    #[test]
    fn an_overdue_rule_says_neither_yes_nor_no(condition in condition(), person in person(), days in 1i64..4000) {
        let today = TODAY;
        let review_by = today.checked_sub(jiff::Span::new().days(days)).unwrap();
        let rule = AccessRule {
            key: "r".into(),
            when: condition,
            says: reticolo_base::Text::default(),
            source: String::new(),
            source_url: None,
            date: review_by,
            steward: String::new(),
            review_by,
        };
        prop_assert_eq!(rule.answer(&person, today, &positions()).verdict, Verdict::Unknown);
    }
}
