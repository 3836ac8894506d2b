//! Visits and the queue: no person, three taps, numbers that are called.

use crate::fixture::foggia;
use reticolo_desk::{
    Refused,
    queue::{self, State},
    visit::{self, Channel, Outcome, Visit},
};
use reticolo_testkit::on_both;
use uuid::Uuid;

#[tokio::test]
async fn figures_are_told_on_five_and_more() {
    on_both(async |db| {
        let foggia = foggia(&db).await;
        let ctx = foggia.ctx(foggia.operator);
        let desk = foggia.desk(&ctx);
        for place in 0..7 {
            let lang = if place < 5 { "ar" } else { "bn" };
            let one = Visit {
                id: Uuid::now_v7(),
                at: foggia.now,
                channel: Channel::Desk,
                lang: lang.into(),
                need: "health.stp".into(),
                outcome: if place == 0 { Outcome::Unmet } else { Outcome::Informed },
            };
            visit::write(desk, &one).await.unwrap();
        }
        let span = (foggia.now.plus_days(-1), foggia.now.plus_days(1));
        let figures = visit::figures(desk, span).await.unwrap();
        let of = |by: &str, code: &str| figures.iter().find(|f| f.by == by && f.code == code).unwrap().count;
        assert_eq!((of("lang", "ar"), of("lang", "bn"), of("channel", "desk")), (Some(5), None, Some(7)));
        assert_eq!(visit::list(desk, span, 100).await.unwrap().len(), 7);
        let others = foggia.ctx(foggia.doctor);
        assert!(visit::list(foggia.desk(&others), span, 100).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_was_tapped_by_mistake_is_taken_back_the_same_day() {
    on_both(async |db| {
        let mut foggia = foggia(&db).await;
        let one = Visit {
            id: Uuid::now_v7(),
            at: foggia.now,
            channel: Channel::Phone,
            lang: String::new(),
            need: String::new(),
            outcome: Outcome::Helped,
        };
        let wrong = Visit { need: "no.such".into(), ..one.clone() };
        let ctx = foggia.ctx(foggia.operator);
        assert!(matches!(visit::write(foggia.desk(&ctx), &wrong).await, Err(Refused::Invalid("need", _))));
        visit::write(foggia.desk(&ctx), &one).await.unwrap();
        let stranger = foggia.ctx(foggia.doctor);
        assert!(matches!(visit::take_back(foggia.desk(&stranger), one.id).await, Err(Refused::NotFound)));
        foggia.later(2);
        let late = foggia.ctx(foggia.operator);
        assert!(matches!(visit::take_back(foggia.desk(&late), one.id).await, Err(Refused::NotFound)));
        visit::take_back(foggia.desk(&ctx), one.id).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn numbers_begin_anew_each_day_and_are_called_once() {
    on_both(async |db| {
        let mut foggia = foggia(&db).await;
        let ctx = foggia.ctx(foggia.operator);
        let desk = foggia.desk(&ctx);
        let (one, two) = (Uuid::now_v7(), Uuid::now_v7());
        assert_eq!(queue::draw(desk, one, "ar").await.unwrap(), 1);
        assert_eq!(queue::draw(desk, two, "fr").await.unwrap(), 2);
        assert!(matches!(
            queue::draw(desk, Uuid::now_v7(), "klingon").await,
            Err(Refused::Invalid("lang", _))
        ));
        queue::set(desk, one, State::Called, "2").await.unwrap();
        let taken = queue::set(desk, one, State::Called, "3").await;
        assert!(matches!(taken, Err(Refused::Conflict("desk-queue-taken"))), "another counter was faster");
        let (called, waiting) = queue::screen(&db, foggia.comune, foggia.now).await.unwrap();
        assert_eq!(
            (called[0].number, called[0].lang.as_str(), called[0].place.as_str(), waiting),
            (1, "ar", "2", 1)
        );
        queue::set(desk, one, State::Done, "").await.unwrap();
        assert_eq!(queue::today(desk).await.unwrap().len(), 1);
        foggia.later(1);
        let tomorrow = foggia.ctx(foggia.operator);
        assert_eq!(queue::draw(foggia.desk(&tomorrow), Uuid::now_v7(), "ro").await.unwrap(), 1);
        let yesterday = queue::set(foggia.desk(&tomorrow), two, State::Called, "1").await;
        assert!(matches!(yesterday, Err(Refused::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn two_counters_that_draw_at_once_give_two_numbers() {
    on_both(async |db| {
        let foggia = foggia(&db).await;
        let ctx = foggia.ctx(foggia.operator);
        let desk = foggia.desk(&ctx);
        let draw = || queue::draw(desk, Uuid::now_v7(), "ar");
        let (one, two, three, four) = tokio::join!(draw(), draw(), draw(), draw());
        let mut numbers = [one.unwrap(), two.unwrap(), three.unwrap(), four.unwrap()];
        numbers.sort_unstable();
        assert_eq!(numbers, [1, 2, 3, 4]);
    })
    .await;
}
