//! Who promised what by when.

use super::world::{DAY, World, id, moment, run_jobs};
use proptest::prelude::*;
use reticolo_base::{Instant, Lang, Refusal as _};
use reticolo_lab::after::commitment::{self, Draft, End, Figures, Standing, Who};
use reticolo_lab::after::{field, story};
use reticolo_store::sql;
use reticolo_testkit::on_both;
use uuid::Uuid;

fn asl(due: &str) -> Draft<'_> {
    Draft {
        who: "ASL di prova",
        participant: None,
        what: "Due mattine con un mediatore",
        lang: Lang::It,
        due,
        session: None,
    }
}

async fn promised(world: &World, due: &str) -> Uuid {
    let id = id();
    let ctx = world.facilitator(DAY);
    commitment::promise(&world.db, &ctx, world.lab, id, asl(due), Some(&world.proposal)).await.unwrap();
    id
}

#[tokio::test]
async fn a_promise_is_kept_late_or_dropped_and_everybody_sees_it() {
    on_both(async |db| {
        let world = World::of(db).await;
        let (kept, late, dropped) = (
            promised(&world, "2026-12-01").await,
            promised(&world, "2026-12-10").await,
            promised(&world, "2026-12-24").await,
        );
        let ctx = world.facilitator("2026-11-30T10:00:00Z");
        commitment::end(&world.db, &ctx, kept, 1, End::Kept, "").await.unwrap();
        let refused = commitment::end(&world.db, &ctx, dropped, 1, End::Dropped, " ").await.unwrap_err();
        assert_eq!(
            (refused.key(), field::of(&refused)),
            ("lab-after-empty", Some("note")),
            "why must be said"
        );
        commitment::end(&world.db, &ctx, dropped, 1, End::Dropped, "Non ci sono fondi").await.unwrap();

        let seen =
            commitment::of_lab(&world.db, &world.anybody("2026-12-12T10:00:00Z"), world.lab).await.unwrap();
        let stands: Vec<_> = seen.iter().map(|c| (c.id, c.standing)).collect();
        assert_eq!(stands, [(late, Standing::Late), (kept, Standing::Kept), (dropped, Standing::Dropped)]);
        let figures = Figures::of(&seen);
        assert_eq!((figures.all, figures.by_standing, figures.moved), (3, [1, 0, 0, 1, 1], 0));

        let ctx = world.facilitator("2026-12-12T10:00:00Z");
        commitment::end(&world.db, &ctx, late, 1, End::Kept, "").await.unwrap();
        let (after, ..) = commitment::one(&world.db, &ctx, late).await.unwrap();
        assert_eq!(after.standing, Standing::KeptLate);
        let again = commitment::end(&world.db, &ctx, late, 2, End::Kept, "").await.unwrap_err();
        assert_eq!(again.key(), "lab-after-closed");
    })
    .await;
}

#[tokio::test]
async fn a_moved_day_stays_to_be_seen_and_two_who_change_at_once_do_not_overwrite_each_other() {
    on_both(async |db| {
        let world = World::of(db).await;
        let promise = promised(&world, "2026-12-10").await;
        let ctx = world.facilitator(DAY);
        let move_to =
            |version, due| commitment::postpone(&world.db, &ctx, promise, version, (due, "Serve una gara"));
        assert_eq!(move_to(1, "2026-11-01").await.unwrap_err().key(), "lab-after-past");
        move_to(1, "2027-01-31").await.unwrap();
        assert_eq!(move_to(1, "2027-02-28").await.unwrap_err().key(), "lab-after-stale");
        let (seen, ..) = commitment::one(&world.db, &world.anybody(DAY), promise).await.unwrap();
        assert_eq!(field::day_of(seen.due).to_string(), "2027-01-31");
        assert_eq!(field::day_of(seen.moves[0].from).to_string(), "2026-12-10");
        assert_eq!(seen.moves[0].reason, "Serve una gara");
    })
    .await;
}

#[tokio::test]
async fn a_persons_promise_is_hers_and_her_name_is_for_those_who_take_part() {
    on_both(async |db| {
        let world = World::of(db).await;
        let amina = world.participant(world.amina, Lang::Ar, DAY);
        let promise = id();
        let draft = Draft {
            who: "somebody else",
            participant: Some(world.carlo),
            what: "أرافق ثلاثة أشخاص",
            lang: Lang::Ar,
            due: "2026-12-10",
            session: None,
        };
        commitment::promise(&world.db, &amina, world.lab, promise, draft, None).await.unwrap();
        let who = async |ctx| commitment::one(&world.db, &ctx, promise).await.unwrap().0;
        assert_eq!(
            who(amina.clone()).await.who,
            Who::Participant(Some("Amina".into())),
            "never for somebody else"
        );
        assert_eq!(who(world.anybody(DAY)).await.who, Who::Participant(None));
        let besa = world.participant(world.besa, Lang::Sq, DAY);
        assert!(who(amina.clone()).await.mine && !who(besa.clone()).await.mine);
        let hers = commitment::end(&world.db, &besa, promise, 1, End::Kept, "").await;
        assert_eq!(hers.unwrap_err().key(), "refusal-denied");
        commitment::end(&world.db, &amina, promise, 1, End::Kept, "").await.unwrap();
        for ctx in [world.anybody(DAY), world.stranger(DAY)] {
            let refused =
                commitment::promise(&world.db, &ctx, world.lab, id(), asl("2026-12-10"), None).await;
            assert_eq!(refused.unwrap_err().key(), "refusal-denied");
        }
    })
    .await;
}

#[tokio::test]
async fn a_promise_is_walked_back_to_words_at_a_table() {
    on_both(async |db| {
        let world = World::of(db).await;
        let promise = promised(&world, "2026-12-10").await;
        let thing = reticolo_lab::provenance::Thing::new(commitment::KIND, promise);
        let ctx = world.anybody(DAY);
        let way = story::whence(&world.db, &ctx, &thing).await.unwrap();
        let kinds: Vec<_> = way.iter().map(|step| step.thing.kind.as_str()).collect();
        assert_eq!(kinds, ["proposal", "theme", "contribution", "contribution"]);
        assert_eq!(way[2].said_at, Some((1, 1)));
        world.run(sql!("update contribution set hidden = true where id = $1").bind(world.said[0])).await;
        assert_eq!(
            story::whence(&world.db, &ctx, &thing).await.unwrap().len(),
            3,
            "hidden words are not shown"
        );
        let said = reticolo_lab::provenance::Thing::new("contribution", world.said[1]);
        let became = story::became(&world.db, &ctx, &said).await.unwrap();
        assert_eq!(became.last().unwrap().thing, thing);
    })
    .await;
}

#[tokio::test]
async fn one_is_reminded_a_week_before_and_once_when_it_is_late() {
    on_both(async |db| {
        let world = World::of(db).await;
        let promise = promised(&world, "2026-12-10").await;
        let kept = promised(&world, "2026-12-10").await;
        let ctx = world.facilitator(DAY);
        commitment::end(&world.db, &ctx, kept, 1, End::Kept, "").await.unwrap();
        assert_eq!(run_jobs(&world.db, "2026-12-01T10:00:00Z").await, [], "not yet");
        assert_eq!(run_jobs(&world.db, "2026-12-04T10:00:00Z").await, [("commitment".to_owned(), false)]);
        assert_eq!(run_jobs(&world.db, "2026-12-05T10:00:00Z").await, []);
        assert_eq!(run_jobs(&world.db, "2026-12-11T10:00:00Z").await, [("commitment".to_owned(), true)]);
        assert_eq!(run_jobs(&world.db, "2027-01-11T10:00:00Z").await, []);
        let ctx = world.facilitator("2026-12-12T10:00:00Z");
        commitment::postpone(&world.db, &ctx, promise, 1, ("2027-01-31", "Serve tempo")).await.unwrap();
        assert_eq!(run_jobs(&world.db, "2027-01-25T10:00:00Z").await, [("commitment".to_owned(), false)]);
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_promised_is_told_at_its_field() {
    on_both(async |db| {
        let world = World::of(db).await;
        let ctx = world.facilitator(DAY);
        let long = "a".repeat(1_000_000);
        for (draft, key, at) in [
            (asl("2026-11-22"), "lab-after-past", "due"),
            (asl("domani"), "lab-after-day", "due"),
            (Draft { what: " ", ..asl("2026-12-01") }, "lab-after-empty", "what"),
            (Draft { what: &long, ..asl("2026-12-01") }, "lab-after-too-long", "what"),
            (Draft { who: "", ..asl("2026-12-01") }, "lab-after-empty", "who"),
        ] {
            let refused =
                commitment::promise(&world.db, &ctx, world.lab, id(), draft, None).await.unwrap_err();
            assert_eq!((refused.key(), field::of(&refused)), (key, Some(at)));
        }
        let elsewhere = Draft { participant: Some(id()), ..asl("2026-12-01") };
        let refused =
            commitment::promise(&world.db, &ctx, world.lab, id(), elsewhere, None).await.unwrap_err();
        assert_eq!(refused.key(), "refusal-denied", "nobody of another Lab");
        assert_eq!(world.number(sql!("select count(*) from commitment")).await, 0, "nothing half written");
    })
    .await;
}

proptest! {
    #[test]
    fn nothing_is_late_before_its_day_and_nothing_open_after(due in 0_i64..4_000_000_000_000_000, now in 0_i64..4_000_000_000_000_000) {
        let stands = commitment::standing("open", Instant(due), None, Instant(now));
        prop_assert_eq!(stands == Standing::Late, due < now);
        prop_assert_eq!(commitment::standing("kept", Instant(due), Some(Instant(now)), moment(DAY)) == Standing::Kept, now <= due);
    }
}
