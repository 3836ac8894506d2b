//! The card of a service, as a person reads it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // What helps the tests is a test.

use crate::network::{Network, said};
use axum::http::StatusCode;
use reticolo_base::Lang;
use reticolo_words::Words;

const SECTIONS: [&str; 8] = [
    "section-who",
    "section-how",
    "section-bring",
    "section-result",
    "section-times",
    "section-access",
    "section-conditions",
    "section-contacts",
];

#[tokio::test]
async fn the_sections_stand_in_the_order_of_the_modello_comuni_in_every_language() {
    let network = Network::open().await;
    for lang in Lang::ALL {
        let text = network.get(&network.card("health.stp", lang)).await.text();
        let places: Vec<_> =
            SECTIONS.iter().filter_map(|key| text.find(&format!(">{}</h2>", said(lang, key)))).collect();
        assert!(places.len() >= 6 && places.is_sorted(), "{lang}: {places:?}");
        assert!(text.find(&said(lang, "may-question")).unwrap() < places[0], "{lang}: the important first");
        assert!(!text.contains(">section-"), "{lang}: every text is there");
    }
}

#[tokio::test]
async fn documents_stand_side_by_side_and_what_may_not_be_asked() {
    let network = Network::open().await;
    let text = network.get(&network.card("health.stp", Lang::Ar)).await.text();
    assert!(text.contains("جواز السفر") && text.contains(">Passaporto</span>"), "Arabic beside Italian");
    assert!(text.contains(&said(Lang::Ar, "bring-not-asked")) && text.contains("Permesso di soggiorno"));
    let italian = network.get(&network.card("health.stp", Lang::It)).await.text();
    assert!(!italian.contains("class=\"italian\""), "in Italian once is enough");
}

#[tokio::test]
async fn a_rule_is_told_with_its_source_dates_and_steward() {
    let network = Network::open().await;
    let service = network.service("health.stp");
    let rule = &service.profile.access_rules[0];
    let text = network.get(&network.card("health.stp", Lang::En)).await.text();
    for part in [&rule.source, &rule.steward] {
        assert!(text.contains(part.as_str()), "{part}");
    }
    assert!(text.contains(&Words::of(Lang::En).date(rule.review_by)));
}

#[tokio::test]
async fn the_permit_is_not_asked_where_the_law_forbids_it() {
    let network = Network::open().await;
    let text = network.get(&network.card("health.stp", Lang::It)).await.text();
    assert!(!text.contains("name=\"position\"") && !text.contains("name=\"standing\""));
    assert!(text.contains(&said(Lang::It, "may-position-not-asked")));
}

#[tokio::test]
async fn what_is_said_changes_the_answer_and_is_not_kept() {
    let network = Network::open().await;
    let path = network.card("stay.renewal", Lang::It);
    let silent = network.get(&path).await.text();
    assert!(silent.contains("may may-unknown"));
    let answered = network.post(&path, &[("position", "irregular"), ("standing", "none")]).await;
    assert!(answered.text().contains("may may-no"), "without a permit there is nothing to renew");
    assert_eq!(answered.header("cache-control"), "no-store");
}

#[tokio::test]
async fn a_protected_address_is_told_by_nobody() {
    const CANARY: &str = "Via Canarino Segreto 7";
    let network = Network::changed(|records| {
        let shelter = records.locations.iter_mut().find(|location| location.profile.protected).unwrap();
        shelter.name = Some(format!("Casa {CANARY}"));
        shelter.transportation = Some(format!("Fermata {CANARY}"));
        shelter.addresses[0].address_1 = Some(CANARY.into());
        shelter.latitude = serde_json::Number::from_f64(41.123_45);
    })
    .await;
    let shelters: Vec<_> =
        network.records.locations.iter().filter(|l| l.profile.protected).map(|l| l.id.clone()).collect();
    let here = |id: &Option<String>| id.as_ref().is_some_and(|id| shelters.contains(id));
    let services: Vec<_> = network
        .records
        .places
        .iter()
        .filter(|p| here(&p.location_id))
        .filter_map(|p| p.service_id.clone())
        .collect();
    assert!(!services.is_empty());
    let mut pages = vec![
        "/it/find?need=rights.domestic_violence".to_owned(),
        "/it/find?q=canarino".into(),
        "/it/near?place=Bari".into(),
        "/it/near?place=Foggia".into(),
        "/it/near?place=Lecce".into(),
    ];
    for id in services {
        pages.extend(
            ["", "/contact.vcf", "/hours.ics", "/qr.svg", "/wrong"]
                .map(|end| format!("/it/services/{id}{end}")),
        );
        let card = network.get(&format!("/ar/services/{id}")).await;
        assert!(
            card.text().contains(&said(Lang::Ar, "place-protected")) && card.text().contains("data-exit")
        );
    }
    for page in pages {
        let text = network.get(&page).await.text();
        assert!(!text.contains("Canarino") && !text.contains("41.12345"), "{page}");
    }
}

#[tokio::test]
async fn what_one_takes_away_can_be_read_elsewhere() {
    let network = Network::open().await;
    let card = network.card("health.stp", Lang::It);
    let contact = network.get(&format!("{card}/contact.vcf")).await;
    assert!(
        contact.header("content-type").starts_with("text/vcard")
            && contact.text().starts_with("BEGIN:VCARD\r\nVERSION:3.0\r\n")
    );
    let hours = network.get(&format!("{card}/hours.ics")).await;
    assert!(hours.header("content-type").starts_with("text/calendar"));
    let text = hours.text();
    assert!(
        text.contains("BEGIN:VTIMEZONE") && text.contains("RRULE:FREQ=WEEKLY") && text.contains("EXDATE"),
        "{text}"
    );
    let calendar: icalendar::Calendar = text.parse().unwrap();
    assert!(calendar.events().count() > 0);
    let square = network.get(&format!("{card}/qr.svg")).await;
    assert_eq!(square.header("content-type"), "image/svg+xml");
    assert!(square.text().contains("<svg"));
}

#[tokio::test]
async fn machines_read_the_same_card() {
    let network = Network::open().await;
    let text = network.get(&network.card("stay.renewal", Lang::En)).await.text();
    let (_, rest) = text.split_once("<script type=\"application/ld+json\">").unwrap();
    let card: serde_json::Value = serde_json::from_str(rest.split("</script>").next().unwrap()).unwrap();
    assert_eq!(card["@type"], "GovernmentService");
    assert!(text.contains("noindex"), "a demonstration is kept from search engines");
}

#[tokio::test]
async fn every_card_answers_in_every_language() {
    let network = Network::open().await;
    for (place, service) in network.records.services.iter().enumerate() {
        // Each language sees a sixth of them; together all.
        let lang = Lang::ALL[place % 6];
        let page = network.get(&format!("/{lang}/services/{}", service.id)).await;
        assert_eq!(page.status, StatusCode::OK, "{}", service.id);
        let text = page.text();
        assert!(text.contains("id=\"s-truth\"") && text.contains("/wrong\""), "{}", service.id);
        assert!(!text.contains("{ $"), "a variable is missing in {}", service.id);
    }
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let network = Network::open().await;
    for id in ["00000000-0000-0000-0000-000000000000", "x", "%00", "../about"] {
        assert_eq!(network.get(&format!("/it/services/{id}")).await.status, StatusCode::NOT_FOUND, "{id}");
    }
    assert_eq!(
        network.get(&network.card("stay.renewal", Lang::It).replace("/it/", "/zh/")).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_name_cannot_become_markup() {
    let network =
        Network::changed(|records| records.services[0].name = Some("<b>\"</script><script>x".into())).await;
    let text = network.get(&format!("/it/services/{}", network.records.services[0].id)).await.text();
    assert!(!text.contains("<b>") && !text.contains("<script>x"));
}
