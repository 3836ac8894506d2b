//! A facilitator prepares: blocks, questions, problems, translators, a journey – on both engines.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // What helps the tests is a test.

use reticolo_base::{Actor, Ctx, Lang};
use reticolo_lab::{
    Refused,
    programme::{
        self, BlockDraft, BlockTyped, EvidenceTyped, Missing, Move, ProblemDraft, ProblemState, SessionState,
        advice,
        journey::{self, Ticked},
        translator::{self, Given},
    },
    provenance::{self, Thing},
    testing::{self, Fixture, lab_with_cafe},
    translation::State,
};
use reticolo_store::{Db, audit};
use reticolo_testkit::{at, on_both};
use uuid::Uuid;

const DAY: &str = "2026-11-23T09:00:00Z";

/// A café of eight tables and three turns, and the facilitator who prepares it.
async fn prepared(db: &Db) -> (Fixture, Ctx) {
    let fixture = lab_with_cafe(db, &at(DAY), 8, 3).await.unwrap();
    let facilitator = fixture.as_facilitator(&at(DAY));
    (fixture, facilitator)
}

fn cafe<'a>() -> BlockTyped<'a> {
    BlockTyped {
        kind: "cafe",
        title: "Secondo giro",
        minutes: "45",
        rounds: "2",
        round_minutes: "20",
        tables: "6",
        outputs: vec!["contributions", "gold"],
        ..BlockTyped::default()
    }
}

fn mistakes(typed: &BlockTyped<'_>) -> Vec<(&'static str, &'static str)> {
    let found = BlockDraft::parse(typed).err().unwrap_or_default();
    found.iter().map(|mistake| (mistake.field, mistake.key)).collect()
}

#[test]
fn what_cannot_be_a_block_is_said_at_its_field() {
    assert_eq!(mistakes(&cafe()), []);
    assert_eq!(mistakes(&BlockTyped { tables: "1000000000", ..cafe() }), [("tables", "lab-problem-tables")]);
    assert_eq!(mistakes(&BlockTyped { title: " \u{7}", ..cafe() }), [("title", "lab-problem-empty")]);
    assert_eq!(mistakes(&BlockTyped { minutes: "30", ..cafe() }), [("minutes", "lab-problem-rounds-longer")]);
    assert_eq!(mistakes(&BlockTyped { kind: "séance", ..cafe() }), [("kind", "lab-problem-kind")]);
    let walk = BlockTyped { kind: "journey", journey: "J99", ..cafe() };
    assert_eq!(mistakes(&walk), [("journey", "lab-problem-journey")]);
    let plenary = BlockTyped { kind: "plenary", rounds: "x", tables: "x", round_minutes: "x", ..cafe() };
    assert_eq!(mistakes(&plenary), [], "where there are no tables nobody asks for their number");
}

#[tokio::test]
async fn a_block_is_added_moved_taken_out_and_put_back_with_its_questions() {
    on_both(async |db| {
        let (fixture, ctx) = prepared(&db).await;
        let draft = BlockDraft::parse(&cafe()).unwrap();
        let new = Uuid::now_v7();
        let version = programme::add_block(&db, &ctx, (fixture.session, 1), new, &draft).await.unwrap();
        let version =
            programme::move_block(&db, &ctx, (fixture.session, version), new, Move::Up).await.unwrap();
        let blocks = || async {
            let plan = programme::session(&db, fixture.session).await.unwrap();
            plan.blocks.iter().map(|block| block.id).collect::<Vec<_>>()
        };
        let before = blocks().await;
        assert_eq!(before[2], new);
        let removed = programme::remove_block(&db, &ctx, (fixture.session, version), fixture.block).await;
        let version = removed.unwrap();
        assert_eq!(blocks().await.len(), 3);
        let parts = programme::removed(&db, fixture.session).await.unwrap();
        assert_eq!((parts[0].id, parts[0].words.words.as_str()), (fixture.block, "Ai tavoli"));
        programme::restore(&db, &ctx, (fixture.session, version), fixture.block).await.unwrap();
        assert_eq!(blocks().await, before, "it is back at its place");
        let plan = programme::session(&db, fixture.session).await.unwrap();
        let (_, question) = plan.question(fixture.questions[0]).unwrap();
        assert_eq!(question.words.seen(Lang::Ar).lang, Lang::Ar, "its translations came back with it");
        assert!(programme::removed(&db, fixture.session).await.unwrap().is_empty());
        assert!(audit::verify(&db).await.unwrap().1.is_empty(), "every step is in the audit");
    })
    .await;
}

#[tokio::test]
async fn whoever_saw_an_older_version_changes_nothing() {
    on_both(async |db| {
        let (fixture, ctx) = prepared(&db).await;
        let draft = BlockDraft::parse(&cafe()).unwrap();
        programme::add_block(&db, &ctx, (fixture.session, 1), Uuid::now_v7(), &draft).await.unwrap();
        let late = programme::remove_block(&db, &ctx, (fixture.session, 1), fixture.block).await;
        assert!(matches!(late, Err(Refused::Conflict("lab-refusal-stale"))));
        assert_eq!(programme::session(&db, fixture.session).await.unwrap().blocks.len(), 4);
    })
    .await;
}

#[tokio::test]
async fn nothing_is_changed_once_it_runs_and_strangers_never_change_anything() {
    on_both(async |db| {
        let (fixture, ctx) = prepared(&db).await;
        let draft = BlockDraft::parse(&cafe()).unwrap();
        for actor in
            [Actor::Anonymous, Actor::Link(Uuid::now_v7()), fixture.as_participant(&ctx, Uuid::nil()).actor]
        {
            let stranger = Ctx { actor, ..ctx.clone() };
            let added =
                programme::add_block(&db, &stranger, (fixture.session, 1), Uuid::now_v7(), &draft).await;
            assert!(matches!(added, Err(Refused::NotFound)), "{actor:?}");
        }
        for to in [SessionState::Inviting, SessionState::Running] {
            programme::advance(&db, &ctx, fixture.session, to).await.unwrap();
        }
        let version = programme::session(&db, fixture.session).await.unwrap().session.version;
        let late = programme::add_block(&db, &ctx, (fixture.session, version), Uuid::now_v7(), &draft).await;
        assert!(matches!(late, Err(Refused::Conflict("lab-refusal-running"))));
    })
    .await;
}

#[tokio::test]
async fn a_changed_question_makes_its_translations_outdated_and_the_checklist_says_so() {
    on_both(async |db| {
        let (fixture, ctx) = prepared(&db).await;
        let question = fixture.questions[0];
        let long = "?".repeat(301);
        for (words, key) in [(" ", "lab-problem-empty"), (long.as_str(), "lab-problem-long")] {
            let bad =
                programme::change_question(&db, &ctx, (fixture.session, 1), question, (words, None)).await;
            assert!(matches!(bad, Err(Refused::Invalid(found, _)) if found == key), "{words}");
        }
        programme::change_question(&db, &ctx, (fixture.session, 1), question, ("Da dove si comincia?", None))
            .await
            .unwrap();
        let plan = programme::session(&db, fixture.session).await.unwrap();
        let (_, changed) = plan.question(question).unwrap();
        assert_eq!(changed.words.seen(Lang::Ar).state, Some(State::Outdated));
        let mut invited = advice::Invited { people: 40, ..advice::Invited::default() };
        invited.languages.insert(Lang::Ar, 7);
        let missing = advice::missing(&plan, &invited);
        assert!(missing.contains(&Missing::Texts { lang: Lang::Ar, people: 7, texts: 2 }), "{missing:?}");
        assert!(missing.iter().any(|one| matches!(one, Missing::Unreviewed { lang: Lang::Ar, .. })));
        assert!(!missing.iter().any(|one| matches!(one, Missing::Tables { .. } | Missing::Minutes { .. })));
        let crowded = advice::missing(&plan, &advice::Invited { people: 100, ..advice::Invited::default() });
        assert!(crowded.contains(&Missing::Tables { block: fixture.block, better: 20 }), "{crowded:?}");
    })
    .await;
}

#[tokio::test]
async fn a_problem_has_its_evidence_and_knows_what_opened_it() {
    on_both(async |db| {
        let (fixture, ctx) = prepared(&db).await;
        let evidence = EvidenceTyped {
            words: "Tre ore di coda in strada",
            source: "Osservazione",
            date: "12/3/2022",
            url: "https://example.org/coda",
        };
        let known = |code: &str| code == "stay.renewal";
        let draft =
            ProblemDraft::parse(("Code alla questura", ""), &[evidence], &["stay.renewal"], known).unwrap();
        let (id, origin) = (Uuid::now_v7(), Thing::new("contribution", Uuid::now_v7()));
        programme::open_problem(&db, &ctx, (fixture.lab, id), &draft, Some(&origin)).await.unwrap();
        let problem = programme::problem(&db, id).await.unwrap();
        assert_eq!(problem.evidence[0].date.unwrap().to_string(), "2022-03-12");
        assert_eq!(provenance::ancestors(&db, &Thing::new("problem", id)).await.unwrap(), [origin]);
        programme::settle_problem(&db, &ctx, id, ProblemState::SetAside).await.unwrap();
        let late = programme::change_problem(&db, &ctx, (id, 1), &draft).await;
        assert!(matches!(late, Err(Refused::Conflict("lab-refusal-stale"))));
        programme::settle_problem(&db, &ctx, id, ProblemState::Open).await.unwrap();
        assert_eq!(programme::problems_of(&db, fixture.lab).await.unwrap()[0].state, ProblemState::Open);

        let bad = EvidenceTyped { words: "x", source: "", date: "ieri", url: "javascript:alert(1)" };
        let found = ProblemDraft::parse(("", ""), &[bad], &["kings"], known).unwrap_err();
        let fields: Vec<_> = found.iter().map(|mistake| mistake.field).collect();
        assert_eq!(fields, ["title", "source", "evidence_date", "url", "needs"]);
    })
    .await;
}

async fn link(db: &Db, ctx: &Ctx, session: Uuid, lang: Lang, code: &str) -> Uuid {
    let id = Uuid::now_v7();
    translator::invite_translator(db, ctx, session, lang, (id, code)).await.unwrap();
    id
}

#[tokio::test]
async fn a_translator_comes_with_a_link_and_leaves_reviewed_words() {
    on_both(async |db| {
        let (fixture, ctx) = prepared(&db).await;
        let code = "ABCD-EFGH-JKMN-PQRS";
        let id = link(&db, &ctx, fixture.session, Lang::Sq, code).await;
        let hers = Ctx { actor: Actor::Anonymous, ..at(DAY) };
        let (held, plan) = translator::to_translate(&db, "abcdefghjkmnpqrs", hers.now).await.unwrap();
        assert_eq!((held.id, held.lang, held.used_at), (id, Lang::Sq, None));
        let original = translator::seen(&plan.session.title.words);
        let given = |seen| Given {
            entity: "session.title",
            id: fixture.session,
            words: "Takimi i tretë",
            reviewed: true,
            seen,
        };
        let stale = translator::translate_by_link(&db, &hers, code, &[given("older")]).await;
        assert!(matches!(stale, Err(Refused::Conflict("lab-refusal-original-changed"))));
        assert_eq!(translator::translate_by_link(&db, &hers, code, &[given(&original)]).await.unwrap(), 1);
        let plan = programme::session(&db, fixture.session).await.unwrap();
        let seen = plan.session.title.seen(Lang::Sq);
        assert_eq!((seen.text, seen.state), ("Takimi i tretë", Some(State::Reviewed)));
        let again = translator::translate_by_link(&db, &hers, code, &[given(&original)]).await.unwrap();
        assert_eq!(again, 0, "what is kept already is not kept twice");
        let elsewhere = Given { id: Uuid::now_v7(), ..given(&original) };
        let foreign = translator::translate_by_link(&db, &hers, code, &[elsewhere]).await;
        assert!(matches!(foreign, Err(Refused::NotFound)), "only texts of this session");
    })
    .await;
}

#[tokio::test]
async fn a_link_ends_by_time_or_when_it_is_taken_back() {
    on_both(async |db| {
        let (fixture, ctx) = prepared(&db).await;
        let (first, second) = ("0000-0000-0000-0001", "0000-0000-0000-0002");
        let id = link(&db, &ctx, fixture.session, Lang::Ro, first).await;
        link(&db, &ctx, fixture.session, Lang::Fr, second).await;
        translator::revoke_translator(&db, &ctx, fixture.session, id).await.unwrap();
        let opened =
            async |code: &str, days| translator::link_by_code(&db, code, ctx.now.plus_days(days)).await;
        assert!(matches!(opened(first, 0).await, Err(Refused::NotFound)));
        assert!(opened(second, 13).await.is_ok());
        assert!(matches!(opened(second, 14).await, Err(Refused::NotFound)));
        assert!(matches!(opened("0000-0000-0000-0003", 0).await, Err(Refused::NotFound)));
        let twice = translator::revoke_translator(&db, &ctx, fixture.session, id).await;
        assert!(matches!(twice, Err(Refused::NotFound)));
        let stranger = Ctx { actor: Actor::Anonymous, ..ctx.clone() };
        assert!(matches!(
            translator::translators(&db, &stranger, fixture.session).await,
            Err(Refused::NotFound)
        ));
    })
    .await;
}

#[tokio::test]
async fn a_journey_is_walked_and_its_ticks_are_counted_without_names() {
    on_both(async |db| {
        let (fixture, ctx) = prepared(&db).await;
        let session = testing::session(&db, &at(DAY), fixture.lab, "seed-2").await.unwrap();
        let plan = programme::session(&db, session).await.unwrap();
        let block = plan.blocks.iter().find(|block| block.journey.is_some()).unwrap();
        let (ada, bilal) = (Uuid::now_v7(), Uuid::now_v7());
        let tick = async |who: Uuid, step, table, failures: Vec<&str>, note: &str| {
            let ctx = fixture.as_participant(&ctx, who);
            let ticked = Ticked { step, table, failures, note };
            journey::tick(&db, &ctx, (session, block.id), &ticked, Uuid::now_v7()).await
        };
        tick(ada, 1, 1, vec!["language", "slot"], "Nessuno parla arabo").await.unwrap();
        tick(ada, 1, 1, vec!["language"], "").await.unwrap();
        tick(bilal, 1, 2, vec!["language"], "").await.unwrap();
        let tallies = journey::tallies(&db, &ctx, (session, block.id)).await.unwrap();
        assert_eq!(tallies[&1].ticks["language"], 2);
        assert_eq!((tallies[&1].sum(), tallies[&1].tables), (2, 2), "she changed her mind about the slot");
        assert_eq!(tallies[&1].notes, [(Lang::It, "Nessuno parla arabo".to_owned())]);
        for (step, table, failure, key) in [
            (0, 1, "language", "lab-problem-step"),
            (99, 1, "language", "lab-problem-step"),
            (1, 7, "language", "lab-problem-table"),
            (1, 1, "witchcraft", "lab-problem-failure"),
        ] {
            let refused = tick(ada, step, table, vec![failure], "").await;
            assert!(
                matches!(refused, Err(Refused::Invalid(found, _)) if found == key),
                "{step} {table} {failure}"
            );
        }
        let stranger = Ctx { actor: Actor::Anonymous, ..ctx.clone() };
        let seen = journey::tallies(&db, &stranger, (session, block.id)).await;
        assert!(matches!(seen, Err(Refused::NotFound)));
    })
    .await;
}
