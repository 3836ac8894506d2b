//! Something is tried, seen, and decided.

use super::world::{DAY, World, id, run_jobs};
use reticolo_base::{Lang, Refusal as _};
use reticolo_lab::after::experiment::{self, Decision, Draft, Phase};
use reticolo_lab::after::{answer, field};
use reticolo_testkit::on_both;

const DRAFT: Draft<'_> = Draft {
    title: "Mediatore al telefono",
    hypothesis: "Chi chiama viene capito",
    place: "Foggia",
    measure: "Quante chiamate finiscono con un appuntamento",
    starts: "2026-12-01",
    weeks: "4",
};

#[tokio::test]
async fn an_experiment_runs_is_seen_and_ends_with_a_reason() {
    on_both(async |db| {
        let world = World::of(db).await;
        let tried = id();
        let ctx = world.facilitator(DAY);
        experiment::begin(&world.db, &ctx, world.lab, tried, DRAFT, Some(&world.proposal)).await.unwrap();
        let (seen, ..) = experiment::one(&world.db, &ctx, tried).await.unwrap();
        assert_eq!(seen.phase(ctx.now), Phase::Planned);
        let amina = world.participant(world.amina, Lang::Ar, "2026-12-09T09:00:00Z");
        assert_eq!(seen.phase(amina.now), Phase::Running);
        experiment::observe(&world.db, &amina, tried, id(), "أجابوا بالعربية").await.unwrap();
        let nobody = world.anybody("2026-12-09T09:00:00Z");
        assert!(experiment::observe(&world.db, &nobody, tried, id(), "x").await.is_err());
        assert_eq!(experiment::notes(&world.db, &nobody, tried).await.unwrap()[0].words.lang, Lang::Ar);

        assert_eq!(run_jobs(&world.db, "2026-12-23T09:00:00Z").await, [("experiment".to_owned(), false)]);
        assert_eq!(run_jobs(&world.db, "2026-12-30T09:00:00Z").await, [("experiment".to_owned(), true)]);
        let ctx = world.facilitator("2026-12-30T09:00:00Z");
        assert_eq!(seen.phase(ctx.now), Phase::ToReview);
        let why = experiment::decide(&world.db, &ctx, tried, 1, Some(Decision::Keep), "").await.unwrap_err();
        assert_eq!((why.key(), field::of(&why)), ("lab-after-empty", Some("reason")));
        let what = experiment::decide(&world.db, &ctx, tried, 1, None, "Funziona").await.unwrap_err();
        assert_eq!((what.key(), field::of(&what)), ("lab-after-choose", Some("decision")));
        experiment::decide(&world.db, &ctx, tried, 1, Some(Decision::Keep), "Funziona").await.unwrap();
        let again =
            experiment::decide(&world.db, &ctx, tried, 2, Some(Decision::Drop), "No").await.unwrap_err();
        assert_eq!(again.key(), "lab-after-decided");
        let (seen, ..) = experiment::one(&world.db, &nobody, tried).await.unwrap();
        assert_eq!(
            (seen.phase(ctx.now), seen.result.words.as_str()),
            (Phase::Decided(Decision::Keep), "Funziona")
        );
        let late = experiment::observe(&world.db, &amina, tried, id(), "x").await.unwrap_err();
        assert_eq!(late.key(), "lab-after-decided");
        let thing = reticolo_lab::provenance::Thing::new("experiment", tried);
        let mut reached = answer::reached(&world.db, &thing).await.unwrap();
        reached.sort_unstable();
        let mut expected = vec![world.amina, world.besa];
        expected.sort_unstable();
        assert_eq!(reached, expected, "those whose words it came from, and nobody else");
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_tried_is_told_at_its_field() {
    on_both(async |db| {
        let world = World::of(db).await;
        let ctx = world.facilitator(DAY);
        for (draft, at) in [
            (Draft { weeks: "0", ..DRAFT }, "weeks"),
            (Draft { weeks: "99999999999999999999", ..DRAFT }, "weeks"),
            (Draft { starts: "", ..DRAFT }, "starts"),
            (Draft { starts: "9999-12-31", ..DRAFT }, "starts"),
            (Draft { measure: "", ..DRAFT }, "measure"),
        ] {
            let refused = experiment::begin(&world.db, &ctx, world.lab, id(), draft, None).await.unwrap_err();
            assert_eq!(field::of(&refused), Some(at));
        }
        let amina = world.participant(world.amina, Lang::Ar, DAY);
        assert!(experiment::begin(&world.db, &amina, world.lab, id(), DRAFT, None).await.is_err());
        let other = World::of(world.db.clone()).await;
        let tied = experiment::begin(&world.db, &ctx, world.lab, id(), DRAFT, Some(&other.proposal)).await;
        assert_eq!(tied.unwrap_err().key(), "refusal-denied", "nothing of another Lab");
    })
    .await;
}
