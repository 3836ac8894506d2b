//! Proposals: worked out by several people, nothing they type is lost.

use super::cafe::{Cafe, key};
use reticolo_base::Lang;
use reticolo_lab::{
    harvest::{
        How, contributors,
        proposal::{self, Draft, Field, Saved, State},
        proposals,
        theme::{self, Move},
    },
    provenance::{self, Thing},
};
use reticolo_testkit::on_both;
use uuid::Uuid;

fn draft(title: &str) -> Draft {
    Draft { title: title.into(), ..Draft::default() }
}

#[tokio::test]
async fn a_proposal_remembers_the_theme_and_the_words_behind_it() {
    on_both(async |db| {
        let cafe = Cafe::open(&db).await;
        let amina = cafe.invite("Amina", "association", Lang::Ar).await;
        let besa = cafe.invite("Besa", "person", Lang::Sq).await;
        let note = cafe.say(1, 1, "Un solo sportello", Some(amina)).await;
        let (theme, id) = (Uuid::now_v7(), Uuid::now_v7());
        let group = Move::Group { id: theme, title: "Sportello".into(), lang: Lang::It, notes: vec![note] };
        theme::step(&db, &cafe.facilitator(), cafe.session, 0, &group).await.unwrap();
        let by_besa = cafe.participant(besa);
        proposal::create(&db, &by_besa, cafe.session, &[theme], (id, &draft("Sportello unico")))
            .await
            .unwrap();
        let origin = provenance::ancestors(&db, &Thing::new("proposal", id)).await.unwrap();
        assert_eq!(origin, [Thing::new("theme", theme), Thing::new("contribution", note)]);
        let mut behind = contributors(&db, &Thing::new("proposal", id)).await.unwrap();
        behind.sort_by_key(|c| c.how);
        let behind: Vec<_> = behind.into_iter().map(|c| (c.participant, c.how)).collect();
        assert_eq!(behind, [(amina, How::Wrote), (besa, How::WorkedOut)]);
        let unknown = [Uuid::now_v7()];
        let refused =
            proposal::create(&db, &by_besa, cafe.session, &unknown, (Uuid::now_v7(), &draft("x"))).await;
        assert_eq!(key(refused), "refusal-denied");
        assert_eq!(proposals(&db, cafe.lab).await.unwrap().len(), 1, "what was refused is not kept");
    })
    .await;
}

#[tokio::test]
async fn two_people_work_at_once_and_both_are_kept_or_told() {
    on_both(async |db| {
        let cafe = Cafe::open(&db).await;
        let (amina, besa) = (
            cafe.invite("Amina", "association", Lang::Ar).await,
            cafe.invite("Besa", "person", Lang::Sq).await,
        );
        let (a, b, id) = (cafe.participant(amina), cafe.participant(besa), Uuid::now_v7());
        proposal::create(&db, &a, cafe.session, &[], (id, &draft("Sportello"))).await.unwrap();
        let with_hours = Draft { hours: Some(40), ..draft("Sportello") };
        let saved = proposal::save(&db, &a, id, 1, &with_hours).await.unwrap();
        assert_eq!(saved, Saved::Kept { version: 2, theirs: vec![] });
        let with_parties = Draft { parties: "Comune, ASL".into(), ..draft("Sportello") };
        let saved = proposal::save(&db, &b, id, 1, &with_parties).await.unwrap();
        assert_eq!(saved, Saved::Kept { version: 3, theirs: vec![Field::Hours] });
        let now = proposal::proposal(&db, &b, id).await.unwrap();
        assert_eq!((now.draft.hours, now.draft.parties.as_str(), now.version), (Some(40), "Comune, ASL", 3));
        let other_hours = Draft { hours: Some(90), ..draft("Sportello") };
        let Saved::Clash { now, typed, fields } = proposal::save(&db, &b, id, 1, &other_hours).await.unwrap()
        else {
            panic!("it should clash")
        };
        assert_eq!((now.draft.hours, typed.hours, fields), (Some(40), Some(90), vec![Field::Hours]));
        assert_eq!(typed.parties, "Comune, ASL", "what did not clash is there already");
        assert_eq!(proposal::proposal(&db, &a, id).await.unwrap().version, 3, "nothing was saved");
    })
    .await;
}

#[tokio::test]
async fn the_history_says_who_changed_what() {
    on_both(async |db| {
        let cafe = Cafe::open(&db).await;
        let amina = cafe.participant(cafe.invite("Amina", "association", Lang::Ar).await);
        let id = Uuid::now_v7();
        proposal::create(&db, &amina, cafe.session, &[], (id, &draft("Sportello"))).await.unwrap();
        let more = Draft { euros: Some(3_000), ..draft("Sportello unico") };
        proposal::save(&db, &cafe.facilitator(), id, 1, &more).await.unwrap();
        proposal::save(&db, &cafe.facilitator(), id, 2, &more).await.unwrap();
        let history = proposal::history(&db, &amina, id).await.unwrap();
        assert_eq!(
            history.iter().map(|v| v.number).collect::<Vec<_>>(),
            [2, 1],
            "the same again is no version"
        );
        assert_eq!((history[1].editor.as_deref(), history[0].editor.as_deref()), (Some("Amina"), None));
        let changed: Vec<_> =
            history[0].changes.iter().map(|c| (c.field, c.before.as_str(), c.after.as_str())).collect();
        assert_eq!(changed, [(Field::Title, "Sportello", "Sportello unico"), (Field::Euros, "", "3000")]);
    })
    .await;
}

#[tokio::test]
async fn people_comment_and_whoever_wrote_it_may_hide_it() {
    on_both(async |db| {
        let cafe = Cafe::open(&db).await;
        let (amina, besa) = (
            cafe.participant(cafe.invite("Amina", "association", Lang::Ar).await),
            cafe.participant(cafe.invite("Besa", "person", Lang::Sq).await),
        );
        let (id, words) = (Uuid::now_v7(), Uuid::now_v7());
        proposal::create(&db, &amina, cafe.session, &[], (id, &draft("Sportello"))).await.unwrap();
        proposal::comment(&db, &amina, id, (words, "E il sabato?\u{202e}")).await.unwrap();
        let said = proposal::comments(&db, &besa, id).await.unwrap();
        assert_eq!((said[0].words.as_str(), said[0].author.as_deref()), ("E il sabato?", Some("Amina")));
        assert_eq!(key(proposal::hide(&db, &besa, id, words, true).await), "refusal-denied");
        proposal::hide(&db, &amina, id, words, true).await.unwrap();
        assert!(proposal::comments(&db, &besa, id).await.unwrap().is_empty());
        proposal::hide(&db, &cafe.facilitator(), id, words, false).await.unwrap();
        assert_eq!(proposal::comments(&db, &besa, id).await.unwrap().len(), 1);
        assert_eq!(key(proposal::comments(&db, &cafe.stranger(), id).await), "refusal-denied");
    })
    .await;
}

#[tokio::test]
async fn a_proposal_that_was_taken_back_is_listed_no_more_and_keeps_its_history() {
    on_both(async |db| {
        let cafe = Cafe::open(&db).await;
        let amina = cafe.participant(cafe.invite("Amina", "association", Lang::Ar).await);
        let id = Uuid::now_v7();
        proposal::create(&db, &amina, cafe.session, &[], (id, &draft("Sportello"))).await.unwrap();
        assert_eq!(key(proposal::withdraw(&db, &amina, id).await), "refusal-denied");
        proposal::withdraw(&db, &cafe.facilitator(), id).await.unwrap();
        assert!(proposals(&db, cafe.lab).await.unwrap().is_empty());
        assert_eq!(proposal::proposal(&db, &amina, id).await.unwrap().state, State::Withdrawn);
        let refused = proposal::save(&db, &amina, id, 1, &draft("Altro")).await;
        assert_eq!(key(refused), "lab-harvest-conflict-settled");
        assert_eq!(proposal::history(&db, &amina, id).await.unwrap().len(), 1);
    })
    .await;
}
