//! What became of it: answers reach those who contributed, in their language.

use super::world::{DAY, World, id, run_jobs};
use reticolo_base::{Lang, Refusal as _};
use reticolo_lab::after::answer::{self, Draft, Figures, Outcome};
use reticolo_lab::after::{clock, mine};
use reticolo_lab::provenance::Thing;
use reticolo_lab::translation::State;
use reticolo_testkit::on_both;

const YES: Draft<'_> = Draft {
    outcome: Some(Outcome::Accepted),
    words: "Da gennaio risponde un mediatore",
    organization: "ASL di prova",
};

#[tokio::test]
async fn the_answer_to_a_proposal_reaches_her_words_in_her_language() {
    on_both(async |db| {
        let world = World::of(db).await;
        let ctx = world.facilitator(DAY);
        let given = id();
        answer::give(&world.db, &ctx, world.lab, given, &world.proposal, YES).await.unwrap();
        answer::translate(&world.db, &ctx, given, Lang::Ar, "من يناير يجيب وسيط", true).await.unwrap();

        let amina = world.participant(world.amina, Lang::Ar, DAY);
        let all = mine::all(&world.db, &amina).await.unwrap();
        assert_eq!((all.len(), all[0].unread()), (1, 1));
        let kinds: Vec<_> = all[0].became.iter().map(|b| b.step.thing.kind.as_str()).collect();
        assert_eq!(kinds, ["theme", "proposal"]);
        let (answer, read) = &all[0].became[1].answers[0];
        assert_eq!((answer.words.seen().0, *read), ("من يناير يجيب وسيط", false));
        assert_eq!(answer.words.translation.as_ref().unwrap().1.state, State::Reviewed);
        mine::read_all(&world.db, &amina).await.unwrap();
        assert_eq!(mine::all(&world.db, &amina).await.unwrap()[0].unread(), 0);

        let besa = world.participant(world.besa, Lang::Sq, DAY);
        let hers = mine::all(&world.db, &besa).await.unwrap();
        assert_eq!((hers[0].unread(), hers[0].became[1].answers[0].0.words.seen().1), (1, Lang::It));
        let carlo = world.participant(world.carlo, Lang::It, DAY);
        let his = mine::all(&world.db, &carlo).await.unwrap();
        assert!(his[0].became.is_empty(), "his words are in no theme yet");
        assert_eq!(mine::all(&world.db, &world.anybody(DAY)).await.unwrap_err().key(), "refusal-denied");
    })
    .await;
}

#[tokio::test]
async fn there_is_one_verdict_and_news_as_often_as_there_are_some() {
    on_both(async |db| {
        let world = World::of(db).await;
        let ctx = world.facilitator(DAY);
        let give = async |draft| answer::give(&world.db, &ctx, world.lab, id(), &world.proposal, draft).await;
        give(YES).await.unwrap();
        assert_eq!(give(YES).await.unwrap_err().key(), "lab-after-already-answered");
        let no = Draft { outcome: Some(Outcome::Refused), ..YES };
        assert_eq!(give(no).await.unwrap_err().key(), "lab-after-already-answered");
        let news = Draft { outcome: Some(Outcome::Happened), words: "Il mediatore è arrivato", ..YES };
        give(news).await.unwrap();
        assert_eq!(give(news).await.unwrap_err().key(), "lab-after-already-answered", "the same news twice");
        give(Draft { words: "Hanno chiamato in venti", ..news }).await.unwrap();
        assert_eq!(answer::about(&world.db, &ctx, &world.proposal).await.unwrap().len(), 3);
        let amina = world.participant(world.amina, Lang::Ar, DAY);
        let theirs = answer::give(&world.db, &amina, world.lab, id(), &world.theme, YES).await;
        assert_eq!(theirs.unwrap_err().key(), "refusal-denied");
        let words = Thing::new("contribution", world.said[0]);
        assert!(
            answer::give(&world.db, &ctx, world.lab, id(), &words, YES).await.is_err(),
            "themes are answered"
        );
    })
    .await;
}

#[tokio::test]
async fn two_who_answer_at_once_give_one_verdict() {
    on_both(async |db| {
        let world = World::of(db).await;
        let ctx = world.facilitator(DAY);
        let give = || answer::give(&world.db, &ctx, world.lab, id(), &world.proposal, YES);
        let (a, b) = tokio::join!(give(), give());
        assert!(a.is_ok() != b.is_ok());
    })
    .await;
}

#[tokio::test]
async fn a_clock_that_ran_out_is_seen_by_everybody_and_stops_with_the_answer() {
    on_both(async |db| {
        let world = World::of(db).await;
        let ctx = world.facilitator(DAY);
        let accept = |due| clock::accept(&world.db, &ctx, world.lab, &world.theme, ("Comune di prova", due));
        assert_eq!(accept("2026-11-01").await.unwrap_err().key(), "lab-after-past");
        accept("2026-12-10").await.unwrap();
        assert_eq!(
            accept("2027-12-10").await.unwrap_err().key(),
            "lab-after-clock-runs",
            "it cannot be set back"
        );
        let later = world.anybody("2026-12-12T09:00:00Z");
        assert_eq!(
            clock::overdue(&world.db, &later, world.lab).await.unwrap()[0].organization,
            "Comune di prova"
        );
        let matters = answer::of_lab(&world.db, &later, world.lab).await.unwrap();
        assert_eq!(matters[0].step.thing, world.theme, "what is overdue stands first");
        let figures = Figures::of(&matters, later.now);
        assert_eq!((figures.all, figures.answered, figures.median_days, figures.overdue), (2, 0, None, 1));
        assert_eq!(
            run_jobs(&world.db, "2026-12-12T09:00:00Z").await,
            [("answer:theme".to_owned(), true)],
            "the job that was asleep on the day before says it once"
        );
        let ctx = world.facilitator("2026-12-13T09:00:00Z");
        answer::give(&world.db, &ctx, world.lab, id(), &world.theme, YES).await.unwrap();
        assert!(clock::overdue(&world.db, &ctx, world.lab).await.unwrap().is_empty());
        let figures = Figures::of(&answer::of_lab(&world.db, &ctx, world.lab).await.unwrap(), ctx.now);
        assert_eq!((figures.answered, figures.median_days, figures.overdue), (1, Some(22), 0));
        assert_eq!(accept("2027-12-10").await.unwrap_err().key(), "lab-after-already-answered");
    })
    .await;
}
