//! What is asked must hold, all of it.

use super::network::{Network, ids, records, with_network};
use reticolo_directory::hsds::Service;
use serde_json::json;
use std::collections::BTreeSet;

async fn found(network: &Network, query: &str) -> BTreeSet<String> {
    let answer = network.get(&format!("/services?per_page=500&{query}")).await;
    ids(&answer.contents()).into_iter().collect()
}

fn expected(holds: impl Fn(&Service) -> bool) -> BTreeSet<String> {
    let found: BTreeSet<_> = records()
        .services
        .iter()
        .filter(|service| holds(service))
        .map(|service| service.id.clone())
        .collect();
    assert!(!found.is_empty(), "the demonstration has an example");
    found
}

#[tokio::test]
async fn needs_and_their_groups() {
    with_network(async |network| {
        let one = found(&network, "need=stay.renewal").await;
        assert_eq!(one, expected(|s| s.profile.needs.iter().any(|need| need == "stay.renewal")));
        let group = found(&network, "need=stay").await;
        assert!(one.is_subset(&group) && one.len() < group.len());
        assert!(
            found(&network, "need=health")
                .await
                .is_disjoint(&expected(|s| s.profile.needs == ["stay.renewal"]))
        );
    })
    .await;
}

#[tokio::test]
async fn a_term_and_its_taxonomy_find_the_services_that_carry_them() {
    with_network(async |network| {
        let term = records().services[0].attributes[0].taxonomy_term_id.clone().unwrap();
        let carries = |s: &Service| s.attributes.iter().any(|a| a.taxonomy_term_id.as_ref() == Some(&term));
        assert!(expected(carries).is_subset(&found(&network, &format!("taxonomy_term_id={term}")).await));
        let whole = network.get(&format!("/taxonomy_terms/{term}")).await.json();
        let taxonomy =
            whole["taxonomy_id"].as_str().or(whole["taxonomy_detail"]["id"].as_str()).unwrap().to_owned();
        assert!(found(&network, &format!("taxonomy_id={taxonomy}")).await.len() >= expected(carries).len());
        let below = network.get(&format!("/taxonomy_terms?taxonomy_id={taxonomy}&per_page=500")).await;
        assert!(ids(&below.contents()).contains(&term));
        assert_eq!(found(&network, "taxonomy_term_id=00000000-0000-4000-8000-000000000000").await.len(), 0);
        assert!(network.get(&format!("/organizations?taxonomy_term_id={term}")).await.total() > 0);
    })
    .await;
}

#[tokio::test]
async fn spoken_languages_count_and_interpreted_ones_do_not() {
    with_network(async |network| {
        let spoken = found(&network, "language=fr").await;
        let only_interpreted = expected(|s| {
            let (mut with, mut without) = (false, false);
            s.languages
                .iter()
                .filter(|l| l.code.as_deref() == Some("fr"))
                .for_each(|l| if l.interpreted { with = true } else { without = true });
            with && !without
        });
        assert!(spoken.is_superset(&expected(|s| {
            s.languages.iter().any(|l| l.code.as_deref() == Some("fr") && !l.interpreted)
        })));
        assert!(spoken.is_disjoint(&only_interpreted));
        assert_eq!(spoken, found(&network, "language=FR").await);
    })
    .await;
}

#[tokio::test]
async fn everything_asked_must_hold_together() {
    with_network(async |network| {
        let both = found(&network, "free=true&language=en&need=health").await;
        let each = [
            found(&network, "free=true").await,
            found(&network, "language=en").await,
            found(&network, "need=health").await,
        ];
        let together = each.iter().skip(1).fold(each[0].clone(), |all, one| &all & one);
        assert_eq!(both, together);
        assert_eq!(each[0], expected(|s| s.profile.free == Some(true)));
    })
    .await;
}

#[tokio::test]
async fn at_night_fewer_are_open_than_by_day() {
    with_network(async |network| {
        let day = found(&network, "open_at=2026-11-23T10:00:00%2B01:00").await;
        let night = found(&network, "open_at=2026-11-23T03:00:00%2B01:00").await;
        let christmas = found(&network, "open_at=2026-12-25T10:00:00%2B01:00").await;
        assert!(day.len() > night.len() && day.len() > christmas.len() && !day.is_empty());
        assert_eq!(found(&network, "open_at=now").await, day, "now is ten in the morning in Rome");
        let (monday, sunday) = (found(&network, "day=MO").await, found(&network, "day=SU").await);
        assert!(monday.len() > sunday.len());
        assert!(found(&network, "day=MO&start_time=10:00&end_time=11:00").await.is_subset(&monday));
        assert!(found(&network, "start_time=09:00&end_time=23:00").await.len() < monday.len());
    })
    .await;
}

#[tokio::test]
async fn places_near_a_point_are_near_it() {
    with_network(async |network| {
        let bari = json!({ "lat": 41.1171, "lon": 16.8719, "proximity": 3000, "per_page": 500 });
        let answer = network.post("/service_at_locations", &bari).await;
        let contents = answer.contents();
        assert!(!contents.is_empty());
        for place in &contents {
            let at = |field: &str| place["location"][field].as_f64().unwrap();
            let point = reticolo_base::Point::new(at("latitude"), at("longitude")).unwrap();
            assert!(point.km_to(reticolo_base::Point::new(41.1171, 16.8719).unwrap()) <= 3.0);
        }
        let wider = json!({ "lat": 41.1171, "lon": 16.8719, "proximity": 300_000 });
        assert!(network.post("/service_at_locations", &wider).await.total() > answer.total());
        assert!(network.post("/services", &bari).await.total() > 0);
    })
    .await;
}

#[tokio::test]
async fn a_postal_code_finds_its_places_and_those_around() {
    with_network(async |network| {
        let code = records()
            .locations
            .iter()
            .filter(|l| !l.profile.protected)
            .find_map(|l| l.addresses.first()?.postal_code.clone())
            .unwrap();
        let here = network
            .get(&format!("/service_at_locations?postcode={code}&full=true&per_page=500"))
            .await
            .contents();
        assert!(!here.is_empty());
        assert!(
            here.iter()
                .any(|place| place["location"]["addresses"][0]["postal_code"].as_str() == Some(code.as_str()))
        );
        let around =
            network.get(&format!("/service_at_locations?postcode={code}&proximity=20000")).await.total();
        assert!(around > 0);
        assert_eq!(network.get("/service_at_locations?postcode=99999").await.total(), 0);
    })
    .await;
}

#[tokio::test]
async fn words_organisations_and_moments() {
    with_network(async |network| {
        let service = &records().services[0];
        let name = service.name.as_deref().unwrap().split_whitespace().max_by_key(|word| word.len()).unwrap();
        let word: String =
            name.chars().filter(|c| c.is_ascii_alphabetic()).collect::<String>().to_uppercase();
        assert!(found(&network, &format!("search={word}")).await.contains(&service.id));
        assert_eq!(found(&network, "search=zzzzqqqq").await.len(), 0);
        let organization = service.organization_id.clone().unwrap();
        let of = expected(|s| s.organization_id.as_ref() == Some(&organization));
        assert_eq!(found(&network, &format!("organization_id={organization}")).await, of);
        assert_eq!(
            found(&network, &format!("organization_id={organization}&free=true")).await,
            &of & &found(&network, "free=true").await
        );
        assert_eq!(found(&network, "modified_after=2026-11-24").await.len(), 0);
        assert_eq!(
            found(&network, "modified_after=2026-11-23T09:00:00Z").await.len(),
            records().services.len(),
            "on or after"
        );
        assert!(network.get("/organizations?search=prefettura").await.total() > 0);
        assert!(network.get("/taxonomies?search=needs").await.total() > 0);
    })
    .await;
}

#[tokio::test]
async fn ages_fit_when_they_overlap() {
    with_network(async |network| {
        let all = found(&network, "page=1").await;
        let adults = found(&network, "minimum_age=40&maximum_age=50").await;
        assert!(adults.is_subset(&all));
        let names_age = |s: &Service| {
            s.maximum_age.as_ref().and_then(serde_json::Number::as_f64).is_some_and(|age| age < 40.0)
        };
        let young: BTreeSet<_> =
            records().services.iter().filter(|s| names_age(s)).map(|s| s.id.clone()).collect();
        assert!(adults.is_disjoint(&young));
    })
    .await;
}
