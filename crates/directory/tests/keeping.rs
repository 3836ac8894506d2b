//! Keeping cards true, as its people do it, on both engines.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // What helps the tests is a test.

mod keepers;

use keepers::{House, SHELTER, day};
use reticolo_base::{Lang, Role};
use reticolo_directory::{
    book::{self, CorrectionState, Vanished},
    hsds::{Careful, Review, shown},
    keeping::{
        self, Field, Piece, Refused, Topic, capacity, correction, draft,
        draft::State,
        overview, reminder,
        scope::{self, Scope},
        translation,
        translation::Typed,
        upstream, verify, version,
    },
};
use reticolo_store::{Vault, audit, job};
use reticolo_testkit::on_both;
use uuid::Uuid;

fn thanks(lang: Lang) -> String {
    format!("grazie in {lang}")
}

fn is(refused: &Refused, key: &str) -> bool {
    matches!(refused, Refused::Conflict(found) | Refused::Invalid(_, found) if *found == key)
}

#[tokio::test]
async fn an_editor_writes_a_steward_publishes_and_the_card_says_it() {
    on_both(async |db| {
        let house = House::open(&db).await;
        let (anna, vera) = (house.editor("2026-11-20"), house.steward("2026-11-21"));
        let revision = book::revision(&db).await.unwrap();
        let typed = [
            (Field::How, "Chiama.\nVieni alle otto di sera.".to_owned()),
            (Field::Phones, "0881 000 000\n0881 000 001 - notte".to_owned()),
            (Field::Name, "Dormitorio".to_owned()),
        ];
        let id = draft::save(&db, &anna, SHELTER, (Uuid::now_v7(), 0), &typed).await.unwrap();
        let written = draft::find(&db, &anna, id).await.unwrap();
        let pieces: Vec<_> = written.changes.iter().map(|change| change.piece.as_str()).collect();
        assert_eq!(pieces, ["how", "phones"], "the name is as it was");
        assert_eq!(book::revision(&db).await.unwrap(), revision, "a draft is on no card");
        draft::send(&db, &anna, id, 1).await.unwrap();
        assert!(is(
            &keeping::publish(&db, &anna, id, (2, Uuid::now_v7()), &thanks).await.unwrap_err(),
            "keeping-problem-no-review"
        ));
        keeping::publish(&db, &vera, id, (2, Uuid::now_v7()), &thanks).await.unwrap();

        let card = house.card().await;
        assert_eq!(card.service.profile.how.as_deref(), Some("Chiama.\nVieni alle otto di sera."));
        assert_eq!(card.service.phones[0].id, "phone-1", "the telephone that was there kept its id");
        assert_eq!(card.service.phones[1].description.as_deref(), Some("notte"));
        assert!(book::revision(&db).await.unwrap() > revision, "index and open API follow");
        let confirmed = card.verified.iter().find(|verified| verified.field == "phones").unwrap();
        assert_eq!((confirmed.by.as_str(), confirmed.at), ("Rete", vera.now));
        let history = version::history(&db, &anna, SHELTER, 9).await.unwrap();
        assert_eq!((history[0].role.as_str(), history[0].organization.as_deref()), ("steward", Some("Rete")));
        assert_eq!(draft::find(&db, &anna, id).await.unwrap().state, State::Published);
        assert!(draft::open_of(&db, &anna, SHELTER).await.unwrap().is_none());
        assert_eq!(audit::verify(&db).await.unwrap().1, []);
    })
    .await;
}

#[tokio::test]
async fn a_translation_is_stale_once_its_paragraph_changed_and_true_again_once_somebody_read_it() {
    on_both(async |db| {
        let house = House::open(&db).await;
        let (anna, vera) = (house.editor("2026-11-20"), house.steward("2026-11-21"));
        house.publish(&[(Field::How, "Prendi il numero.\nPorta la ricevuta nuova.")]).await;
        let reviews = async || {
            let service = house.card().await.service;
            let how = service.profile.how.clone().unwrap();
            let read =
                shown(&how, Lang::It, &service.profile.translations, "profile.how", Lang::Ar, Careful::Plain);
            read.into_iter().map(|paragraph| paragraph.review).collect::<Vec<_>>()
        };
        assert_eq!(reviews().await, [Review::Reviewed, Review::Outdated]);
        let waiting = translation::waiting(&db, &anna, Lang::Ar).await.unwrap();
        assert_eq!(waiting[0].counts[&translation::State::Outdated], 1);
        let service = house.card().await.service;
        let passage =
            translation::passages(&service, Lang::Ar).into_iter().find(|p| p.field == "profile.how").unwrap();
        let paragraphs = ["خذ الرقم.".to_owned(), "أحضر الإيصال الجديد.".to_owned()];
        let typed = Typed {
            field: "profile.how",
            lang: Lang::Ar,
            fingerprint: &passage.fingerprint,
            paragraphs: &paragraphs,
            reviewed: true,
        };
        translation::translate(&db, &anna, SHELTER, typed, Uuid::now_v7()).await.unwrap();
        assert_eq!(reviews().await, [Review::Reviewed, Review::Reviewed]);
        let newest = &version::history(&db, &vera, SHELTER, 1).await.unwrap()[0];
        assert_eq!((newest.cause, newest.changes.len()), (version::Cause::Translation, 1));
        version::undo(&db, &vera, newest.id, Uuid::now_v7()).await.unwrap();
        assert_eq!(
            reviews().await,
            [Review::Reviewed, Review::Outdated],
            "what stood there stands there again"
        );
    })
    .await;
}

#[tokio::test]
async fn an_earlier_version_is_put_back_with_ids_once_and_not_over_what_changed_since() {
    on_both(async |db| {
        let house = House::open(&db).await;
        let vera = house.steward("2026-11-22");
        let before = house.card().await.service;
        house.publish(&[(Field::Documents, "-"), (Field::Costs, "0")]).await;
        assert!(house.card().await.service.required_documents.is_empty());
        let first = version::history(&db, &vera, SHELTER, 1).await.unwrap()[0].id;
        assert!(is(
            &version::undo(&db, &house.editor("2026-11-22"), first, Uuid::now_v7()).await.unwrap_err(),
            "keeping-problem-no-review"
        ));
        house.publish(&[(Field::Costs, "5 tessera")]).await;
        let late = version::undo(&db, &vera, first, Uuid::now_v7()).await.unwrap_err();
        assert!(is(&late, "keeping-problem-changed-since"), "{late:?}");
        let second = version::history(&db, &vera, SHELTER, 1).await.unwrap()[0].id;
        version::undo(&db, &vera, second, Uuid::now_v7()).await.unwrap();
        version::undo(&db, &vera, first, Uuid::now_v7()).await.unwrap();
        let again = version::undo(&db, &vera, first, Uuid::now_v7()).await.unwrap_err();
        assert!(is(&again, "keeping-problem-undone"));
        let after = house.card().await.service;
        assert_eq!(after.required_documents, before.required_documents, "with codes, substitutes and ids");
        assert_eq!((after.cost_options, after.profile.free), (before.cost_options, before.profile.free));
    })
    .await;
}

#[tokio::test]
async fn two_who_write_one_draft_meet_by_its_version() {
    on_both(async |db| {
        let house = House::open(&db).await;
        let (anna, vera) = (house.editor("2026-11-20"), house.steward("2026-11-20"));
        let typed = |text: &str| [(Field::Alert, text.to_owned())];
        let id =
            draft::save(&db, &anna, SHELTER, (Uuid::now_v7(), 0), &typed("Chiuso lunedì.")).await.unwrap();
        let blind = draft::save(&db, &vera, SHELTER, (Uuid::now_v7(), 0), &typed("Chiuso martedì.")).await;
        assert!(is(&blind.unwrap_err(), "keeping-problem-stale"), "she did not see the draft");
        draft::save(&db, &vera, SHELTER, (Uuid::now_v7(), 1), &typed("Chiuso martedì.")).await.unwrap();
        assert!(is(&draft::send(&db, &anna, id, 1).await.unwrap_err(), "keeping-problem-stale"));
        draft::send(&db, &anna, id, 2).await.unwrap();
        assert!(is(&draft::give_back(&db, &vera, id, 3, " ").await.unwrap_err(), "keeping-problem-note"));
        draft::give_back(&db, &vera, id, 3, "Fino a quando?").await.unwrap();
        assert_eq!(draft::find(&db, &anna, id).await.unwrap().note, "Fino a quando?");
        assert!(is(
            &keeping::publish(&db, &vera, id, (4, Uuid::now_v7()), &thanks).await.unwrap_err(),
            "keeping-problem-state"
        ));
        draft::throw_away(&db, &anna, id, 4).await.unwrap();
        assert!(is(&draft::send(&db, &anna, id, 5).await.unwrap_err(), "keeping-problem-state"));
        let nothing =
            draft::save(&db, &anna, SHELTER, (Uuid::now_v7(), 0), &[(Field::Name, " Dormitorio ".into())])
                .await;
        assert!(is(&nothing.unwrap_err(), "keeping-problem-nothing"));
    })
    .await;
}

#[tokio::test]
async fn what_is_not_as_it_must_be_is_told_at_its_field() {
    on_both(async |db| {
        let house = House::open(&db).await;
        let anna = house.editor("2026-11-20");
        for (field, text, key) in [
            (Field::Name, "", "keeping-problem-name"),
            (Field::Status, "forse", "keeping-problem-status"),
            (Field::Phones, "la sera", "keeping-problem-phones"),
            (Field::Email, "anna", "keeping-problem-email"),
            (Field::Url, "javascript:alert(1)", "keeping-problem-url"),
            (Field::Costs, "12abc bollo", "keeping-problem-costs"),
            (Field::Hours, "quando capita", "keeping-problem-hours"),
            (Field::Languages, "klingon", "keeping-problem-languages"),
        ] {
            let refused =
                draft::save(&db, &anna, SHELTER, (Uuid::now_v7(), 0), &[(field, text.to_owned())]).await;
            let refused = refused.unwrap_err();
            assert!(is(&refused, key) && refused.field() == field.code(), "{field:?}: {refused:?}");
        }
        let long = [(Field::Who, "a".repeat(5_000))];
        let refused = draft::save(&db, &anna, SHELTER, (Uuid::now_v7(), 0), &long).await.unwrap_err();
        assert!(is(&refused, "keeping-problem-long"), "never cut in silence");
    })
    .await;
}

#[tokio::test]
async fn hours_go_to_every_place_that_has_none_of_its_own_and_schedules_follow() {
    on_both(async |db| {
        let house = House::open(&db).await;
        house.publish(&[(Field::Hours, "Mo-Sa 20:00-23:00; PH off")]).await;
        let card = house.card().await;
        assert_eq!(card.service.profile.hours.expression.as_deref(), Some("Mo-Sa 20:00-23:00; PH off"));
        let of = |place: usize| card.places[place].at.profile.hours.expression.clone();
        assert_eq!(of(0).as_deref(), Some("Mo-Sa 20:00-23:00; PH off"));
        assert_eq!(of(1).as_deref(), Some("Su 10:00-12:00"), "this place has hours of its own");
        assert_eq!(card.places[0].at.schedules[0].opens_at.as_deref(), Some("20:00:00"));
        let own: Uuid = card.places[1].at.id.parse().unwrap();
        house.publish(&[(Field::PlaceHours(own), "Su 09:00-12:00")]).await;
        let card = house.card().await;
        assert_eq!(card.places[1].at.profile.hours.expression.as_deref(), Some("Su 09:00-12:00"));
        assert_eq!(card.service.profile.hours.expression.as_deref(), Some("Mo-Sa 20:00-23:00; PH off"));
    })
    .await;
}

#[tokio::test]
async fn an_import_leaves_what_was_kept_and_offers_what_its_source_says_newly() {
    on_both(async |db| {
        let house = House::open(&db).await;
        let (anna, vera) = (house.editor("2026-11-22"), house.steward("2026-11-22"));
        house.publish(&[(Field::How, "Chiama prima."), (Field::Email, "nuovo@casa.example")]).await;
        let mut source = house.records.clone();
        let again = book::save(&db, &day("2026-11-23"), "fonte", &source, Vanished::Keep).await.unwrap();
        assert_eq!(again.of(book::Entity::Service).changed, 0, "the source says nothing new");
        assert_eq!(house.card().await.service.email.as_deref(), Some("nuovo@casa.example"));
        assert!(upstream::offers(&db, &anna, SHELTER).await.unwrap().is_empty());

        source.services[0].email = Some("ufficio@casa.example".to_owned());
        source.services[0].alert = Some("Chiuso a Natale.".to_owned());
        let told = book::save(&db, &day("2026-11-24"), "fonte", &source, Vanished::Keep).await.unwrap();
        assert_eq!(
            (told.of(book::Entity::Service).changed, told.of(book::Entity::Service).kept_here),
            (1, 1)
        );
        let card = house.card().await.service;
        assert_eq!(card.email.as_deref(), Some("nuovo@casa.example"), "kept");
        assert_eq!(card.alert.as_deref(), Some("Chiuso a Natale."), "what nobody keeps follows the source");
        assert_eq!(card.profile.how.as_deref(), Some("Chiama prima."));
        let offers = upstream::offers(&db, &anna, SHELTER).await.unwrap();
        assert_eq!((offers.len(), offers[0].text.as_str()), (1, "ufficio@casa.example"));
        assert_eq!(overview::offered(&db, &anna).await.unwrap().len(), 1);

        let words = upstream::decide(&db, &anna, SHELTER, &Piece::Field(Field::Email)).await.unwrap();
        assert_eq!(words, "ufficio@casa.example");
        assert!(upstream::offers(&db, &vera, SHELTER).await.unwrap().is_empty());
        book::save(&db, &day("2026-11-25"), "fonte", &source, Vanished::Keep).await.unwrap();
        assert!(upstream::offers(&db, &anna, SHELTER).await.unwrap().is_empty(), "not offered twice");
        assert_eq!(house.card().await.service.email.as_deref(), Some("nuovo@casa.example"));
        house.publish(&[(Field::Email, "ufficio@casa.example")]).await;
        source.services[0].email = Some("terzo@casa.example".to_owned());
        book::save(&db, &day("2026-11-26"), "fonte", &source, Vanished::Keep).await.unwrap();
        assert_eq!(
            house.card().await.service.email.as_deref(),
            Some("terzo@casa.example"),
            "both said the same: nothing is kept any more"
        );
    })
    .await;
}

#[tokio::test]
async fn one_tap_confirms_a_topic_and_what_is_aged_says_why() {
    on_both(async |db| {
        let house = House::open(&db).await;
        let anna = house.editor("2026-11-20");
        let aged = async || {
            let aging = overview::aging(&db, &anna).await.unwrap();
            aging.into_iter().flat_map(|card| card.topics).map(|standing| standing.topic).collect::<Vec<_>>()
        };
        assert!(aged().await.contains(&Topic::Phones));
        verify::still_true(&db, &anna, SHELTER, &[Topic::Phones]).await.unwrap();
        assert!(!aged().await.contains(&Topic::Phones) && aged().await.contains(&Topic::Hours));
        verify::still_true(&db, &anna, SHELTER, &Topic::ALL).await.unwrap();
        assert_eq!(aged().await, [Topic::Capacity], "free places are told, not confirmed");
        let card = house.card().await;
        assert!(card.verified.iter().all(|verified| verified.by == "Casa"), "a body, never a name");
        assert!(is(
            &verify::still_true(&db, &anna, SHELTER, &[Topic::Waiting]).await.unwrap_err(),
            "keeping-problem-nothing-said"
        ));
        let later = house.editor("2027-03-20");
        let standing =
            overview::aging(&db, &later).await.unwrap()[0].topics.iter().map(|s| s.topic).collect::<Vec<_>>();
        assert!(standing.contains(&Topic::Hours) && !standing.contains(&Topic::Documents), "{standing:?}");
    })
    .await;
}

#[tokio::test]
async fn a_doubtful_rule_answers_unknown_until_somebody_who_publishes_confirms_it() {
    on_both(async |db| {
        let house = House::open(&db).await;
        let (anna, vera) = (house.editor("2026-11-20"), house.steward("2026-11-21"));
        let review = async || house.card().await.service.profile.access_rules[0].review_by.to_string();
        verify::review_access(&db, &anna, SHELTER, verify::Look::Doubtful, Uuid::now_v7()).await.unwrap();
        assert_eq!(review().await, "2026-11-19");
        assert!(house.card().await.verified.iter().all(|v| v.field != "access"), "a doubt confirms nothing");
        let refused =
            verify::review_access(&db, &anna, SHELTER, verify::Look::StillTrue, Uuid::now_v7()).await;
        assert!(is(&refused.unwrap_err(), "keeping-problem-no-review"));
        verify::review_access(&db, &vera, SHELTER, verify::Look::StillTrue, Uuid::now_v7()).await.unwrap();
        assert!(review().await.as_str() > "2026-12-31");
    })
    .await;
}

#[tokio::test]
async fn who_told_us_finds_her_answer_once_the_draft_is_published() {
    on_both(async |db| {
        let house = House::open(&db).await;
        let (anna, vera) = (house.editor("2026-11-20"), house.steward("2026-11-21"));
        let reader = house.reader(Lang::Ar);
        let tell = async |id, code: &str| {
            book::report_wrong(&db, &reader, SHELTER, "hours", "متى؟", (id, code)).await.unwrap();
        };
        let (first, second) = (Uuid::now_v7(), Uuid::now_v7());
        tell(first, "AAAA-AAAA-AAAA-0001").await;
        tell(second, "AAAA-AAAA-AAAA-0002").await;
        assert_eq!(correction::inbox(&db, &anna, 9).await.unwrap().len(), 2);
        let taken = correction::take_up(&db, &anna, first, Uuid::now_v7()).await.unwrap();
        assert!(
            is(&draft::send(&db, &anna, taken, 1).await.unwrap_err(), "keeping-problem-nothing"),
            "it says nothing yet"
        );
        draft::save(&db, &anna, SHELTER, (Uuid::now_v7(), 1), &[(Field::Hours, "Mo-Su 20:00-23:00".into())])
            .await
            .unwrap();
        keeping::publish(&db, &vera, taken, (2, Uuid::now_v7()), &thanks).await.unwrap();
        let found = book::correction_by_code(&db, "AAAA-AAAA-AAAA-0001").await.unwrap();
        assert_eq!((found.state, found.answer.as_deref()), (CorrectionState::Mended, Some("grazie in ar")));
        correction::answer(&db, &anna, second, false, (Lang::Fr, "Nous ouvrons à 20 h.")).await.unwrap();
        let found = book::correction_by_code(&db, "AAAA-AAAA-AAAA-0002").await.unwrap();
        assert_eq!((found.state, found.answer_lang), (CorrectionState::Declined, Lang::Fr));
        let twice = correction::answer(&db, &anna, second, true, (Lang::Fr, "Oui")).await.unwrap_err();
        assert!(is(&twice, "keeping-problem-answered"));
        assert!(correction::inbox(&db, &anna, 9).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_service_that_is_said_to_be_no_more_is_not_active_in_the_draft_and_waits_again_when_that_is_thrown_away()
 {
    on_both(async |db| {
        let house = House::open(&db).await;
        let (anna, id) = (house.editor("2026-11-20"), Uuid::now_v7());
        book::report_wrong(&db, &house.reader(Lang::It), SHELTER, "closed", "", (id, "AAAA")).await.unwrap();
        let taken = correction::take_up(&db, &anna, id, Uuid::now_v7()).await.unwrap();
        let draft = draft::find(&db, &anna, taken).await.unwrap();
        assert_eq!(draft.new_text(Field::Status), Some("inactive"));
        assert_eq!(correction::of_draft(&db, &anna, taken).await.unwrap().len(), 1);
        draft::throw_away(&db, &anna, taken, draft.version).await.unwrap();
        assert_eq!(correction::find(&db, &anna, id).await.unwrap().draft, None);
    })
    .await;
}

#[tokio::test]
async fn free_places_are_told_in_one_tap_also_by_a_link_until_it_is_taken_back() {
    on_both(async |db| {
        let house = House::open(&db).await;
        let anna = house.editor("2026-11-20");
        let free = async || capacity::Figure::of(&house.card().await.service).unwrap();
        assert_eq!(free().await.available, Some(2));
        capacity::tell(&db, &anna, SHELTER, capacity::Told::More).await.unwrap();
        assert_eq!((free().await.available, free().await.told_at), (Some(3), Some(anna.now)));
        let (link, code) = (Uuid::now_v7(), "ABCD-EFGH-JKMN-PQRS");
        capacity::make_link(&db, &anna, SHELTER, (link, code)).await.unwrap();
        let porter = house.reader(Lang::It);
        assert_eq!(capacity::by_link(&db, &porter, "abcdefghjkmnpqrs").await.unwrap().available, Some(3));
        capacity::tell_by_link(&db, &porter, code, capacity::Told::Full).await.unwrap();
        assert_eq!(free().await.available, Some(0));
        capacity::tell_by_link(&db, &porter, code, capacity::Told::Unknown).await.unwrap();
        assert_eq!(free().await.available, None, "unknown is not none");
        assert!(capacity::by_link(&db, &porter, "ABCD-EFGH-JKMN-PQRT").await.is_err());
        assert_eq!(capacity::links(&db, &anna, SHELTER).await.unwrap()[0].used_at, Some(porter.now));
        let late = house.editor("2026-12-25");
        assert!(capacity::by_link(&db, &late, code).await.is_err(), "it has run out");
        capacity::end_link(&db, &anna, link).await.unwrap();
        assert!(
            capacity::tell_by_link(&db, &porter, code, capacity::Told::More).await.is_err(),
            "it was taken back"
        );
    })
    .await;
}

#[tokio::test]
async fn a_newer_figure_of_the_source_counts_and_an_older_one_does_not() {
    on_both(async |db| {
        let house = House::open(&db).await;
        capacity::tell(&db, &house.editor("2026-11-20"), SHELTER, capacity::Told::Full).await.unwrap();
        let import = async |available: i64, updated: &str| {
            let mut source = house.records.clone();
            source.services[0].capacities[0].available = Some(available.into());
            source.services[0].capacities[0].updated = Some(updated.to_owned());
            book::save(&db, &day("2026-11-24"), "fonte", &source, Vanished::Keep).await.unwrap();
            capacity::Figure::of(&house.card().await.service).unwrap().available
        };
        assert_eq!(import(9, "2026-11-19T10:00:00Z").await, Some(0), "older than what was told here");
        assert_eq!(import(4, "2026-11-23T10:00:00Z").await, Some(4));
    })
    .await;
}

#[tokio::test]
async fn an_editor_keeps_the_cards_of_her_house_and_no_others() {
    on_both(async |db| {
        let house = House::open(&db).await;
        let (ours, stranger) = (house.editor("2026-11-20"), house.stranger("2026-11-20"));
        assert_eq!(scope::scope(&db, &ours).await.unwrap(), Scope::Organization(house.directory));
        assert_eq!(scope::scope(&db, &house.steward("2026-11-20")).await.unwrap(), Scope::Network);
        assert_eq!(scope::scope(&db, &stranger).await.unwrap(), Scope::Untied);
        assert!(scope::scope(&db, &house.of_house(Role::Operator, "2026-11-20")).await.is_err());
        assert!(scope::scope(&db, &house.reader(Lang::It)).await.is_err());
        let typed = [(Field::Alert, "x".to_owned())];
        let id = draft::save(&db, &ours, SHELTER, (Uuid::now_v7(), 0), &typed).await.unwrap();
        capacity::make_link(&db, &ours, SHELTER, (Uuid::now_v7(), "ABCD")).await.unwrap();
        for foreign in [&stranger, &house.of_house(Role::Operator, "2026-11-20"), &house.reader(Lang::It)] {
            assert!(matches!(draft::find(&db, foreign, id).await, Err(Refused::NotFound)));
            assert!(matches!(
                draft::save(&db, foreign, SHELTER, (Uuid::now_v7(), 0), &typed).await,
                Err(Refused::NotFound)
            ));
            assert!(matches!(
                verify::still_true(&db, foreign, SHELTER, &Topic::ALL).await,
                Err(Refused::NotFound)
            ));
            assert!(matches!(
                capacity::tell(&db, foreign, SHELTER, capacity::Told::Full).await,
                Err(Refused::NotFound)
            ));
            assert!(matches!(capacity::links(&db, foreign, SHELTER).await, Err(Refused::NotFound)));
            assert!(matches!(version::history(&db, foreign, SHELTER, 1).await, Err(Refused::NotFound)));
            assert!(matches!(upstream::offers(&db, foreign, SHELTER).await, Err(Refused::NotFound)));
        }
        assert!(overview::cards(&db, &stranger).await.unwrap().is_empty());
        let administrator = house.of_house(Role::Administrator, "2026-11-20");
        assert!(
            keeping::publish(&db, &administrator, id, (1, Uuid::now_v7()), &thanks).await.is_ok(),
            "of her own house"
        );
    })
    .await;
}

#[tokio::test]
async fn a_house_is_reminded_once_a_week_and_the_mail_says_nothing() {
    on_both(async |db| {
        let house = House::open(&db).await;
        let vault = Vault::passing();
        house.with_mail(&vault).await;
        let work = async |moment: &str| {
            let ctx = day(moment);
            let mut tx = db.begin(&ctx).await.unwrap();
            job::plan(&mut tx, Uuid::now_v7(), reminder::JOB, "", ctx.now, "{}").await.unwrap();
            tx.audit(audit::Entry {
                chain: audit::NETWORK,
                action: "test",
                entity: "job",
                id: None,
                detail: "",
            })
            .await
            .unwrap();
            tx.commit().await.unwrap();
            let taken = job::take_of(&db, &ctx, reminder::JOB).await.unwrap().unwrap();
            reminder::work(&db, &vault, &ctx, &taken).await.unwrap()
        };
        assert_eq!(work("2026-11-20T08:00:00Z").await, 1);
        assert_eq!(work("2026-11-21T09:00:00Z").await, 0, "not twice a week");
        assert_eq!(work("2026-11-28T09:00:00Z").await, 1);
        let ctx = day("2026-11-28T09:00:00Z");
        let mail = job::take_of(&db, &ctx, reticolo_accounts::mail::JOB).await.unwrap().unwrap();
        let post =
            reticolo_accounts::mail::open(&db, &vault, &ctx, mail.subject.parse().unwrap()).await.unwrap();
        let told = post.map(|post| (post.template, post.link, post.values));
        if let Some((template, link, values)) = told {
            assert_eq!((template.as_str(), link.as_deref()), ("mail-keeping", Some("keeping")));
            assert!(values.iter().all(|(_, value)| !value.contains("Dormitorio")), "{values:?}");
        }
        assert!(job::is_planned(&db, reminder::JOB, "").await.unwrap(), "and it looks again tomorrow");
    })
    .await;
}
