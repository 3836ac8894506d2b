//! Labs and their sessions, from nothing to approved minutes, on both engines.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // What helps the tests is a test.

use reticolo_base::{Actor, Ctx, Instant, Lang};
use reticolo_lab::{
    Refused,
    programme::{self, BlockKind, LabDraft, SessionDraft, SessionState, SessionTyped},
    testing::{self, lab_with_cafe},
};
use reticolo_store::Db;
use reticolo_testkit::{at, on_both};
use uuid::Uuid;

const DAY: &str = "2026-11-23T09:00:00Z";

fn anonymous() -> Ctx {
    Ctx { actor: Actor::Anonymous, ..at(DAY) }
}

#[tokio::test]
async fn a_session_from_a_template_has_its_blocks_and_questions_in_six_languages() {
    on_both(async |db| {
        let fixture = lab_with_cafe(&db, &at(DAY), 8, 3).await.unwrap();
        let plan = programme::session(&db, fixture.session).await.unwrap();
        assert_eq!(plan.session.title.words, "Terzo incontro");
        assert_eq!(plan.session.minutes(), 240);
        assert_eq!(plan.planned(), 90);
        let kinds: Vec<_> = plan.blocks.iter().map(|block| block.kind).collect();
        assert_eq!(kinds, [BlockKind::Information, BlockKind::Cafe, BlockKind::Plenary]);
        let (block, question) = plan.question(fixture.questions[0]).unwrap();
        assert_eq!((block.tables, block.rounds, block.id), (8, 3, fixture.block));
        for lang in Lang::ALL {
            let seen = question.words.seen(lang);
            assert_eq!((seen.lang, seen.state.is_none()), (lang, lang == Lang::It), "{lang}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_session_moves_forward_one_state_at_a_time() {
    on_both(async |db| {
        let fixture = lab_with_cafe(&db, &at(DAY), 4, 2).await.unwrap();
        let facilitator = fixture.as_facilitator(&at(DAY));
        let advance = async |to| programme::advance(&db, &facilitator, fixture.session, to).await;
        assert!(matches!(
            advance(SessionState::Running).await,
            Err(Refused::Conflict("lab-refusal-too-early"))
        ));
        for to in
            [SessionState::Inviting, SessionState::Running, SessionState::Closed, SessionState::Approved]
        {
            advance(to).await.unwrap();
            assert_eq!(programme::session(&db, fixture.session).await.unwrap().session.state, to);
            assert!(matches!(advance(to).await, Err(Refused::Conflict("lab-refusal-already"))), "{to:?}");
        }
        assert!(matches!(advance(SessionState::Draft).await, Err(Refused::Conflict(_))));
    })
    .await;
}

#[tokio::test]
async fn whoever_does_not_prepare_it_finds_nothing() {
    on_both(async |db| {
        let fixture = lab_with_cafe(&db, &at(DAY), 4, 2).await.unwrap();
        let elsewhere = testing::organization(&db, &at(DAY), "Altrove").await.unwrap();
        let stranger =
            testing::Fixture { organization: elsewhere, ..fixture.clone() }.as_facilitator(&at(DAY));
        let participant = fixture.as_participant(&at(DAY), Uuid::now_v7());
        for ctx in [anonymous(), stranger, participant] {
            let moved = programme::advance(&db, &ctx, fixture.session, SessionState::Inviting).await;
            assert!(matches!(moved, Err(Refused::NotFound)), "{:?}", ctx.actor);
            let draft = LabDraft::parse("Nostro", "", &["072"], |_| true).unwrap();
            let changed = programme::change_lab(&db, &ctx, fixture.lab, 1, &draft).await;
            assert!(matches!(changed, Err(Refused::NotFound)), "{:?}", ctx.actor);
            let made = programme::create_lab(&db, &ctx, Uuid::now_v7(), fixture.organization, &draft).await;
            assert!(matches!(made, Err(Refused::NotFound)), "{:?}", ctx.actor);
        }
    })
    .await;
}

#[tokio::test]
async fn a_lab_is_public_when_its_first_meeting_invites() {
    on_both(async |db| {
        let fixture = lab_with_cafe(&db, &at(DAY), 4, 2).await.unwrap();
        let facilitator = fixture.as_facilitator(&at(DAY));
        assert!(programme::labs(&db, &anonymous()).await.unwrap().is_empty());
        assert!(matches!(
            programme::visible_lab(&db, &anonymous(), fixture.lab).await,
            Err(Refused::NotFound)
        ));
        assert_eq!(programme::labs(&db, &facilitator).await.unwrap().len(), 1);
        programme::advance(&db, &facilitator, fixture.session, SessionState::Inviting).await.unwrap();
        let public = programme::labs(&db, &anonymous()).await.unwrap();
        assert_eq!(public[0].organization_name, "Officine del Reticolo");
        assert_eq!(public[0].territory, ["071", "072", "075"]);
        assert!(public[0].span.is_some());
    })
    .await;
}

#[tokio::test]
async fn two_who_change_a_lab_do_not_undo_each_other() {
    on_both(async |db| {
        let fixture = lab_with_cafe(&db, &at(DAY), 4, 2).await.unwrap();
        let facilitator = fixture.as_facilitator(&at(DAY));
        let draft = |title: &str| LabDraft::parse(title, "", &["072"], |_| true).unwrap();
        programme::change_lab(&db, &facilitator, fixture.lab, 1, &draft("Prima")).await.unwrap();
        let late = programme::change_lab(&db, &facilitator, fixture.lab, 1, &draft("Seconda")).await;
        assert!(matches!(late, Err(Refused::Conflict("lab-refusal-stale"))));
        assert_eq!(programme::lab(&db, fixture.lab).await.unwrap().title.words, "Prima");
    })
    .await;
}

fn parsed(change: impl FnOnce(&mut SessionTyped<'_>)) -> Vec<(&'static str, &'static str)> {
    let mut typed = SessionTyped {
        title: "Incontro",
        date: "2027-02-01",
        from: "9:00",
        until: "12:30",
        zone: "Europe/Rome",
        ..SessionTyped::default()
    };
    change(&mut typed);
    let now: Instant = DAY.parse().unwrap();
    let mistakes = SessionDraft::parse(typed, now).err().unwrap_or_default();
    mistakes.iter().map(|mistake| (mistake.field, mistake.key)).collect()
}

#[test]
fn what_cannot_be_a_session_is_said_at_its_field() {
    assert_eq!(parsed(|_| {}), []);
    assert_eq!(parsed(|typed| typed.title = "\u{0} \u{202e}"), [("title", "lab-problem-empty")]);
    assert_eq!(parsed(|typed| typed.date = "2026-11-22"), [("date", "lab-problem-past")]);
    assert_eq!(parsed(|typed| typed.date = "2999-01-01"), [("date", "lab-problem-far")]);
    assert_eq!(parsed(|typed| typed.date = "31/2/2027"), [("date", "lab-problem-date")]);
    assert_eq!(parsed(|typed| typed.until = "8:00"), [("until", "lab-problem-until")]);
    assert_eq!(parsed(|typed| typed.until = "23:00"), [("until", "lab-problem-too-long")]);
    assert_eq!(parsed(|typed| typed.until = "9:05"), [("until", "lab-problem-too-short")]);
    assert_eq!(parsed(|typed| typed.zone = "Europe/Atlantis"), [("zone", "lab-problem-zone")]);
    let all = parsed(|typed| {
        *typed = SessionTyped { from: "x", video: "own", links: "http://x", ..SessionTyped::default() };
    });
    let fields: Vec<_> = all.iter().map(|(field, _)| *field).collect();
    assert_eq!(fields, ["title", "links", "date", "from", "until"]);
}

#[tokio::test]
async fn a_template_that_is_none_makes_no_session() {
    on_both(async |db: Db| {
        let fixture = lab_with_cafe(&db, &at(DAY), 4, 2).await.unwrap();
        let made = testing::session(&db, &at(DAY), fixture.lab, "séance").await;
        assert!(matches!(made, Err(Refused::Invalid("lab-problem-template", _))));
        assert_eq!(programme::sessions_of(&db, fixture.lab).await.unwrap().len(), 1);
    })
    .await;
}
