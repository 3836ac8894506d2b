//! Reading page by page tells the same as reading one by one; and the sieve lets through what was asked for.
#![allow(clippy::unwrap_used)] // What helps the tests is a test.

use reticolo_base::Point;
use reticolo_directory::{
    book::{self, Listed, Vanished},
    demo,
    hsds::Weekday,
    records::Records,
    sieve::{Filter, Near, Sieve, Terms, Week},
};
use reticolo_store::Db;
use reticolo_testkit::{at, on_both};
use uuid::Uuid;

const NOW: &str = "2026-11-23T09:00:00Z";

async fn demonstration(db: &Db) -> Records {
    let demo = demo::records("2026-11-23".parse().unwrap()).unwrap();
    book::save(db, &at(NOW), demo::SOURCE, &demo.records, Vanished::Remove).await.unwrap();
    book::verify_all(db, &at(NOW), &demo.verified).await.unwrap();
    demo.records
}

fn id(text: &str) -> Uuid {
    text.parse().unwrap()
}

#[tokio::test]
async fn many_cards_at_once_are_the_cards_one_by_one() {
    on_both(async |db| {
        demonstration(&db).await;
        let ids = Listed::Services.ids(&db, 3, 120).await.unwrap();
        assert_eq!(ids.len(), 120);
        let cards = book::cards(&db, &ids).await.unwrap();
        assert_eq!(cards.len(), 120);
        for (wanted, card) in ids.iter().zip(&cards) {
            assert_eq!(Some(card), book::card(&db, *wanted).await.unwrap().as_ref());
        }
        assert!(book::cards(&db, &[]).await.unwrap().is_empty());
        assert!(book::cards(&db, &[Uuid::nil()]).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn pages_follow_one_another() {
    on_both(async |db| {
        let records = demonstration(&db).await;
        let all = Listed::Organizations.ids(&db, 0, u64::MAX).await.unwrap();
        assert_eq!(all.len(), records.organizations.len());
        assert_eq!(Listed::Organizations.count(&db).await.unwrap(), all.len() as u64);
        let mut paged = Listed::Organizations.ids(&db, 0, 50).await.unwrap();
        paged.extend(Listed::Organizations.ids(&db, 50, 5_000).await.unwrap());
        assert_eq!(paged, all);
        assert!(Listed::Services.ids(&db, u64::MAX, 10).await.unwrap().is_empty());
        let first = records.services[0].organization_id.as_deref().map(id).unwrap();
        let of = Listed::ServicesOf(first).ids(&db, 0, 500).await.unwrap();
        assert_eq!(of, book::services_of(&db, first).await.unwrap());
        let bodies = book::organizations(&db, &all).await.unwrap();
        assert_eq!(bodies.iter().map(|b| b.locations.len()).sum::<usize>(), records.locations.len());
        assert_eq!(book::newest(&db, 7).await.unwrap().len(), 7);
        assert_eq!(book::moments(&db, 0, 1_000).await.unwrap().len(), records.services.len());
        let terms = Listed::Terms.ids(&db, 0, 500).await.unwrap();
        assert_eq!(book::terms(&db, &terms).await.unwrap().len(), records.terms.len());
        let taxonomies = Listed::Taxonomies.ids(&db, 0, 500).await.unwrap();
        assert_eq!(book::taxonomies(&db, &taxonomies).await.unwrap().len(), records.taxonomies.len());
    })
    .await;
}

#[tokio::test]
async fn the_sieve_asks_for_everything_together_and_knows_no_protected_place() {
    on_both(async |db| {
        let records = demonstration(&db).await;
        let sieve = Sieve::load(&db).await.unwrap();
        assert_eq!(sieve.revision, book::revision(&db).await.unwrap());
        let everything = Filter { today: "2026-11-23".parse().unwrap(), ..Filter::default() };
        assert_eq!(sieve.services(&everything).len(), records.services.len());
        let protected = |place: &str| records.locations.iter().any(|l| l.id == place && l.profile.protected);
        let open = records.places.iter().filter(|p| !p.location_id.as_deref().is_some_and(protected)).count();
        assert!(open < records.places.len());
        assert_eq!(sieve.places(&everything).len(), open);
        let need = Filter { need: Some("health".into()), ..everything.clone() };
        let free = Filter { free: Some(true), ..need.clone() };
        let week = Week { days: vec![Weekday::Sa], ..Week::default() };
        let weekend = Filter { week: Some(week), ..free.clone() };
        let counts = [&everything, &need, &free, &weekend].map(|filter| sieve.services(filter).len());
        assert!(counts.is_sorted_by(|a, b| a > b), "{counts:?}");
        let nowhere = Near { point: Point::new(0.0, 0.0).unwrap(), metres: 1_000.0 };
        assert!(sieve.services(&Filter { near: Some(nowhere), ..everything.clone() }).is_empty());
        assert!(sieve.services(&Filter { words: Some("zzzqqq".into()), ..everything.clone() }).is_empty());
        let top = Terms { top_only: true, ..Terms::default() };
        assert!(sieve.terms(&top).len() < sieve.terms(&Terms::default()).len());
        assert_eq!(sieve.moments(&everything).len(), records.services.len());
    })
    .await;
}

#[tokio::test]
async fn the_middle_of_a_postal_code_is_in_its_town() {
    on_both(async |db| {
        demonstration(&db).await;
        let sieve = Sieve::load(&db).await.unwrap();
        let bari = sieve.middle_of("70121").or(sieve.middle_of("70122")).unwrap();
        assert!(bari.km_to(Point::new(41.12, 16.87).unwrap()) < 15.0);
        assert_eq!(sieve.middle_of("99999"), None);
    })
    .await;
}
