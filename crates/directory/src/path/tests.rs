use super::*;
use crate::{
    access::{AccessRule, Condition, Verdict},
    hsds::RequiredDocument,
    reference::Reference,
};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use reticolo_base::Text;

const TODAY: Date = date(2026, 11, 23);

fn rule(when: Condition) -> AccessRule {
    AccessRule {
        key: "rule".into(),
        when,
        says: Text::default(),
        source: String::new(),
        source_url: None,
        date: date(2026, 3, 1),
        steward: String::new(),
        review_by: date(2027, 3, 1),
    }
}

/// A service of a need, with a condition.
fn service(need: &str, when: Condition) -> (Vec<String>, Vec<AccessRule>) {
    (vec![need.to_owned()], vec![rule(when)])
}

fn candidates(services: &[(Vec<String>, Vec<AccessRule>)]) -> Vec<Candidate<'_>> {
    services.iter().map(|(needs, rules)| Candidate { needs, rules, ..Candidate::default() }).collect()
}

fn asked(services: &[(Vec<String>, Vec<AccessRule>)], fields: &[(&str, &str)]) -> Option<Asks> {
    next_question(&candidates(services), &Answers::from_fields(fields.iter().copied()), TODAY).map(|q| q.asks)
}

fn question(asks: Asks) -> &'static Question {
    questions().iter().find(|question| question.asks == asks).unwrap()
}

#[test]
fn the_questions_are_whole() {
    let questions = question::load().unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(questions.len(), 13);
    for question in &questions {
        let likely: f64 =
            question.tries(&Answers::from_fields([("group", "stay")])).iter().map(|(_, p)| p).sum();
        assert!((likely - 1.0).abs() < 1e-9, "{}", question.code);
    }
}

#[test]
fn the_need_is_asked_first_and_then_within_its_group() {
    let services: Vec<_> = ["stay.renewal", "stay.update", "work.job_search", "home.find_home"]
        .map(|need| service(need, Condition::Registered(true)))
        .into();
    assert_eq!(asked(&services, &[]), Some(Asks::Group));
    let services: Vec<_> = ["stay.renewal", "stay.update", "stay.asylum", "stay.citizenship"]
        .map(|need| service(need, Condition::Registered(true)))
        .into();
    assert_eq!(asked(&services, &[("group", "stay")]), Some(Asks::Need));
}

#[test]
fn a_question_that_changes_nothing_is_not_asked() {
    let services = vec![service("work.transport", Condition::Always(true)); 5];
    assert_eq!(asked(&services, &[("need", "work.transport")]), None);
}

#[test]
fn the_question_that_divides_the_services_is_asked() {
    let services = vec![service("work.job_centre", Condition::Age { min: Some(20), max: None }); 5];
    assert_eq!(asked(&services, &[("need", "work.job_centre")]), Some(Asks::Age));
    let services = vec![service("work.job_centre", Condition::Works(true)); 5];
    assert_eq!(asked(&services, &[("need", "work.job_centre")]), Some(Asks::Works));
}

#[test]
fn what_was_answered_or_skipped_is_not_asked_again() {
    let services = vec![service("work.job_centre", Condition::Works(true)); 5];
    assert_eq!(asked(&services, &[("need", "work.job_centre"), ("works", "yes")]), None);
    assert_eq!(asked(&services, &[("need", "work.job_centre"), ("works", "")]), None);
}

#[test]
fn a_man_or_a_child_is_not_asked_about_pregnancy() {
    let services = vec![service("work.job_centre", Condition::Pregnant(true)); 5];
    assert_eq!(asked(&services, &[("need", "work.job_centre")]), Some(Asks::Pregnant));
    assert_eq!(asked(&services, &[("need", "work.job_centre"), ("gender", "m")]), None);
    assert_eq!(asked(&services, &[("need", "work.job_centre"), ("age", "8")]), None);
}

#[test]
fn where_the_law_forbids_it_papers_are_never_asked() {
    let papers = Condition::All(vec![
        Condition::Position(vec!["irregular".into()]),
        Condition::PermitValid(false),
        Condition::Registered(false),
    ]);
    for need in Reference::get().needs().iter() {
        let services = vec![service(&need.code, papers.clone()); 5];
        let next = asked(&services, &[("need", &need.code)]);
        if need.position_not_asked {
            assert_eq!(next, None, "{}", need.code);
        } else {
            assert!(next.is_some(), "{}", need.code);
        }
    }
}

#[test]
fn as_long_as_the_need_is_not_known_papers_are_not_asked_either() {
    let papers = || Condition::Position(vec!["irregular".into()]);
    let services = vec![
        service("health.stp", papers()),
        service("stay.renewal", papers()),
        service("stay.update", papers()),
        service("work.job_centre", papers()),
    ];
    assert_eq!(asked(&services, &[("group", ""), ("need", "")]), None);
    assert_eq!(asked(&services[1..], &[("group", ""), ("need", "")]), Some(Asks::Position));
}

#[test]
fn it_stops_when_few_services_are_left() {
    let services = vec![service("work.job_centre", Condition::Works(true)); FEW];
    assert_eq!(asked(&services, &[("need", "work.job_centre")]), None);
}

#[test]
fn where_she_lives_is_asked_when_areas_differ() {
    let needs = vec!["income.food_clothes".to_owned()];
    let rules = vec![rule(Condition::Always(true))];
    let areas = ["072", "071", "075", "075035"];
    let candidates: Vec<_> = areas
        .iter()
        .map(|area| Candidate { needs: &needs, rules: &rules, area: Some(area), ..Candidate::default() })
        .collect();
    let said = Answers::from_fields([("need", "income.food_clothes")]);
    assert_eq!(next_question(&candidates, &said, TODAY).map(|q| q.asks), Some(Asks::Municipality));
    let said = Answers::from_fields([("need", "income.food_clothes"), ("municipality", "Lecce")]);
    let open: Vec<_> = candidates.iter().map(|c| c.outcome(&said, TODAY)).collect();
    assert_eq!(open, [Verdict::No, Verdict::No, Verdict::Yes, Verdict::Yes]);
}

#[test]
fn a_language_that_is_not_spoken_is_no_obstacle() {
    let needs = vec!["work.job_search".to_owned()];
    let rules = vec![rule(Condition::Always(true))];
    let languages = vec!["ar".to_owned()];
    let candidate = Candidate { needs: &needs, rules: &rules, languages: &languages, ..Candidate::default() };
    let outcome = |code: &str| candidate.outcome(&Answers::from_fields([("language", code)]), TODAY);
    assert_eq!((outcome("ar"), outcome("zh"), outcome("it")), (Verdict::Yes, Verdict::Unknown, Verdict::Yes));
}

#[test]
fn who_works_in_the_morning_needs_an_office_that_opens_late() {
    let needs = vec!["work.job_search".to_owned()];
    let rules = vec![rule(Condition::Always(true))];
    let outcome = |open_late| {
        let candidate = Candidate { needs: &needs, rules: &rules, open_late, ..Candidate::default() };
        candidate.outcome(&Answers::from_fields([("office_hours", "no")]), TODAY)
    };
    assert_eq!([Some(true), Some(false), None].map(outcome), [Verdict::Yes, Verdict::No, Verdict::Yes]);
}

#[test]
fn answers_travel_in_fields_and_come_back() {
    let fields = [
        ("need", "stay.renewal"),
        ("municipality", "075035"),
        ("age", "34"),
        ("position", ""),
        ("works", "yes"),
    ];
    let said = Answers::from_fields(fields);
    assert_eq!(said.fields(), fields);
    assert_eq!(said.group(), Some("stay"));
    assert_eq!(Answers::from_fields(said.fields()), said);
    assert_eq!(format!("{said:?}"), "Answers(…)");
}

#[test]
fn what_is_not_an_answer_leaves_the_question_open() {
    let fields = [
        ("age", "very old"),
        ("works", "maybe"),
        ("need", "stay.nothing"),
        ("municipality", "Atlantis"),
        ("x", "y"),
    ];
    assert_eq!(Answers::from_fields(fields), Answers::default());
    let mut said = Answers::default();
    assert_eq!(said.put(question(Asks::Age), "121"), Err(NotAnAnswer));
    assert_eq!(said.put(question(Asks::Standing), "2027-05-31"), Ok(()));
}

#[test]
fn every_choice_of_every_question_is_an_answer() {
    let said = Answers::from_fields([("group", "health")]);
    for question in questions() {
        for choice in question.choices(&said) {
            assert_eq!(
                said.clone().put(question, &choice.value),
                Ok(()),
                "{} {}",
                question.code,
                choice.value
            );
        }
    }
    assert_eq!(question(Asks::Need).choices(&said).len(), 11);
    assert!(question(Asks::Need).choices(&Answers::default()).is_empty());
}

// --- First steps ---

fn documents(keys: &[&str]) -> Vec<RequiredDocument> {
    keys.iter()
        .map(|key| RequiredDocument { key: Some((*key).to_owned()), ..RequiredDocument::default() })
        .collect()
}

fn order(services: &[(&str, Vec<RequiredDocument>)]) -> Vec<usize> {
    let needs: Vec<_> = services.iter().map(|(need, _)| vec![(*need).to_owned()]).collect();
    let visits: Vec<_> =
        services.iter().zip(&needs).map(|((_, documents), needs)| Visit { needs, documents }).collect();
    first_steps(&visits).into_iter().map(|step| step.visit).collect()
}

#[test]
fn the_tax_code_comes_before_the_job_centre() {
    let services =
        [("work.job_centre", documents(&["tax-code"])), ("identity.tax_code", documents(&["passport"]))];
    assert_eq!(order(&services), [1, 0]);
}

#[test]
fn a_chain_of_documents_is_followed_to_its_beginning() {
    let services = [
        ("income.family_benefits", documents(&["isee"])),
        ("income.isee", documents(&["residence-certificate"])),
        ("identity.residence", documents(&["passport"])),
    ];
    assert_eq!(order(&services), [2, 1, 0]);
}

#[test]
fn what_helps_but_is_not_required_changes_nothing() {
    let mut asked = documents(&["tax-code"]);
    asked[0].optional = true;
    assert_eq!(order(&[("work.job_search", asked), ("identity.tax_code", vec![])]), [0, 1]);
    let mut asked = documents(&["identity-card"]);
    asked[0].substitutes = vec!["passport".into()];
    assert_eq!(order(&[("work.job_search", asked), ("identity.identity_card", vec![])]), [0, 1]);
}

#[test]
fn two_that_wait_for_each_other_do_not_wait_for_ever() {
    let services = [
        ("identity.residence", documents(&["lease"])),
        ("home.find_home", documents(&["residence-certificate"])),
    ];
    assert_eq!(order(&services), [0, 1]);
}

#[test]
fn a_step_says_what_to_bring_and_where_to_get_it() {
    let needs = ["work.job_centre".to_owned()];
    let documents = documents(&["tax-code", "passport"]);
    let steps = first_steps(&[Visit { needs: &needs, documents: &documents }]);
    let given: Vec<_> = steps[0].bring.iter().map(|b| (b.key.as_str(), b.given_by.as_deref())).collect();
    assert_eq!(given, [("tax-code", Some("identity.tax_code")), ("passport", None)]);
}

proptest! {
    #[test]
    fn no_form_panics_and_the_path_always_ends(fields in prop::collection::vec(("[a-z_]{1,12}", "\\PC{0,12}"), 0..8)) {
        let mut said = Answers::from_fields(fields.iter().map(|(k, v)| (k.as_str(), v.as_str())));
        let services: Vec<_> = [
            Condition::Works(true),
            Condition::Registered(true),
            Condition::Age { min: Some(18), max: None },
            Condition::EuCitizen(true),
            Condition::Pregnant(true),
        ].into_iter().map(|when| service("work.job_centre", when)).collect();
        let candidates = candidates(&services);
        for asked in 0..=questions().len() {
            match next_question(&candidates, &said, TODAY) {
                Some(question) => said.skip(question),
                None => return Ok(()),
            }
            prop_assert!(asked < questions().len(), "asked more than there is to ask");
        }
    }

    #[test]
    fn the_order_holds_every_service_once(needs in prop::collection::vec(prop::sample::select(vec!["identity.tax_code", "identity.residence", "home.find_home", "income.isee"]), 0..8),
                                          keys in prop::collection::vec(prop::sample::select(vec!["tax-code", "residence-certificate", "lease", "isee", "passport"]), 8)) {
        let services: Vec<_> = needs.iter().zip(keys).map(|(need, key)| (*need, documents(&[key]))).collect();
        let mut order = order(&services);
        order.sort_unstable();
        prop_assert_eq!(order, (0..services.len()).collect::<Vec<_>>());
    }
}
