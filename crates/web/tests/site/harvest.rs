//! From the wall to the choice, as a browser asks for it: works without scripts, tells what is wrong, loses nothing.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // What helps the tests is a test.

use crate::common::attribute;
use crate::plenary::{Room, Who};
use axum::http::StatusCode;
use reticolo_base::Lang;
use reticolo_lab::harvest::{self, theme};

#[tokio::test]
async fn a_facilitator_groups_merges_and_takes_it_back_by_buttons_alone() {
    let room = Room::open().await;
    let (a, b) = (
        room.say(1, "Manca un mediatore allo sportello", Lang::It).await,
        room.say(2, "Orari la sera", Lang::It).await,
    );
    let page = room.get(Who::Facilitator, "plenary").await.text();
    assert!(page.contains("Manca un mediatore") && page.contains("tavolo 1, turno 1"), "{page}");
    let done = room.post(Who::Facilitator, "plenary", &[("do", "group"), ("note", &a), ("seen", "0")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let one = room.themes().await[0].clone();
    assert_eq!(one.title, "Manca un mediatore allo sportello", "without a title, the first words");
    room.post(
        Who::Facilitator,
        "plenary",
        &[("do", "group"), ("note", &b), ("title", "Orari"), ("seen", "1")],
    )
    .await;
    let ids: Vec<String> = room.themes().await.iter().map(|theme| theme.id.to_string()).collect();
    let merge = [("do", "merge"), ("theme", ids[0].as_str()), ("theme", ids[1].as_str()), ("seen", "2")];
    room.post(Who::Facilitator, "plenary", &merge).await;
    assert_eq!(room.themes().await.len(), 1);
    let page = room.get(Who::Facilitator, "plenary").await.text();
    assert!(
        page.contains("undo:3") && page.contains("Viene da: tavolo 1, turno 1 e tavolo 2, turno 1"),
        "{page}"
    );
    room.post(Who::Facilitator, "plenary", &[("do", "undo:3")]).await;
    assert_eq!(room.themes().await.len(), 2);
}

#[tokio::test]
async fn who_was_slower_is_told_and_keeps_what_she_ticked_and_typed() {
    let room = Room::open().await;
    let note = room.say(1, "Un solo sportello", Lang::It).await;
    room.post(Who::Facilitator, "plenary", &[("do", "group"), ("note", &note), ("seen", "0")]).await;
    let late = [("do", "group"), ("note", note.as_str()), ("title", "Porta unica"), ("seen", "0")];
    let answer = room.post(Who::Facilitator, "plenary", &late).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    let page = answer.text();
    assert!(page.contains("role=\"alert\"") && page.contains("value=\"Porta unica\""));
    assert!(page.contains(&format!("value=\"{note}\" form=\"hands\" checked")), "{page}");
    assert_eq!(room.themes().await.len(), 1);
    let nothing = room.post(Who::Facilitator, "plenary", &[("do", "group"), ("seen", "9")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_beamer_asks_again_and_again_and_gets_nothing_until_something_changed() {
    let room = Room::open().await;
    let note = room.say(1, "Un solo sportello", Lang::It).await;
    assert_eq!(room.get(Who::Facilitator, "plenary?view=beamer&seen=0").await.status, StatusCode::NO_CONTENT);
    room.post(Who::Facilitator, "plenary", &[("do", "group"), ("note", &note), ("seen", "0")]).await;
    let page = room.get(Who::Facilitator, "plenary?view=beamer&seen=0").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.text().contains("type=\"checkbox\""), "nothing to do on a beamer");
}

#[tokio::test]
async fn the_wall_is_read_by_those_who_take_part_and_by_nobody_else() {
    let room = Room::open().await;
    let note = room.say(1, "Un solo sportello", Lang::It).await;
    for page in ["plenary", "votes", "opinions", "proposals", "choices"] {
        assert_eq!(room.get(Who::Nobody, page).await.status, StatusCode::NOT_FOUND, "{page}");
        assert_eq!(room.get(Who::Participant, page).await.status, StatusCode::OK, "{page}");
    }
    assert_eq!(room.get(Who::Participant, "statements").await.status, StatusCode::NOT_FOUND);
    let act = [("do", "group"), ("note", note.as_str()), ("seen", "0")];
    assert_eq!(room.post(Who::Participant, "plenary", &act).await.status, StatusCode::NOT_FOUND);
    assert_eq!(room.post(Who::Nobody, "plenary", &act).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_room_is_asked_a_participant_objects_and_it_is_decided() {
    let room = Room::open().await;
    let note = room.say(1, "Un solo sportello", Lang::It).await;
    room.post(Who::Facilitator, "plenary", &[("do", "group"), ("note", &note), ("seen", "0")]).await;
    let id = room.themes().await[0].id.to_string();
    let with = |deed: &str| format!("{deed}:{id}");
    let ask = [("do", &*with("ask")), ("words", "Apriamo la sera"), ("seen", "1")];
    room.post(Who::Facilitator, "plenary", &ask).await;
    let page = room.get(Who::Participant, "plenary").await.text();
    assert!(page.contains("Apriamo la sera") && page.contains("obiezione seria"));
    room.post(Who::Participant, "plenary", &[("do", &with("object")), ("words", "Non ci sono autobus")])
        .await;
    room.post(Who::Facilitator, "plenary", &[("do", &with("decide")), ("seen", "2")]).await;
    let page = room.get(Who::Facilitator, "plenary").await.text();
    assert!(page.contains("theme-decided") && page.contains("Non ci sono autobus"));
    assert_eq!(theme::objections(&room.db, room.session).await.unwrap().len(), 1);
}

#[tokio::test]
async fn anyone_votes_with_three_pictures_once_it_is_opened_to_everyone() {
    let room = Room::open().await;
    let say = format!("/it/say/{}", room.lab);
    room.post(
        Who::Facilitator,
        "statements",
        &[("do", "write"), ("words", "Apriamo la sera"), ("picture", "clock")],
    )
    .await;
    assert_eq!(room.at(Who::Nobody, &say).await.status, StatusCode::NOT_FOUND);
    room.post(Who::Facilitator, "statements", &[("do", "open"), ("open", "everyone")]).await;
    assert!(room.at(Who::Nobody, "/it/say").await.text().contains(&say));
    let page = room.at(Who::Nobody, &say).await;
    assert!(page.headers.get("set-cookie").is_none(), "no cookie before one votes");
    let text = page.text();
    assert_eq!(text.matches("name=\"vote\"").count(), 3);
    assert!(text.contains("data-speak=\"#statement\""));
    let values = attribute(&text, "value");
    let statement = values.iter().find(|value| value.len() == 36).unwrap();
    let voted = room.send(Who::Nobody, &say, &[("statement", statement), ("vote", "agree")]).await;
    assert_eq!(voted.status, StatusCode::SEE_OTHER);
    let cookie = voted.header("set-cookie").to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("reticolo-voter="), "{cookie}");
    let own = cookie.split(';').next().unwrap();
    let again = room.at(Who::Cookie(own), &say).await.text();
    assert!(again.contains("Hai risposto a tutto"), "{again}");
    let next = room.send(Who::Cookie(own), &say, &[("do", "next-person")]).await;
    assert_ne!(next.header("set-cookie").split(';').next().unwrap(), own, "the next person is another voter");
    let unknown =
        room.send(Who::Nobody, &say, &[("statement", &room.lab.to_string()), ("vote", "agree")]).await;
    assert_eq!(unknown.status, StatusCode::CONFLICT);
    assert!(unknown.text().contains("non c’è più"));
    let nothing = room.send(Who::Nobody, &say, &[("statement", statement), ("vote", "maybe")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_proposal_is_worked_out_of_a_theme_and_nothing_typed_is_lost() {
    let room = Room::open().await;
    let note = room.say(3, "Un solo sportello", Lang::It).await;
    room.post(Who::Facilitator, "plenary", &[("do", "group"), ("note", &note), ("seen", "0")]).await;
    let theme = room.themes().await[0].id.to_string();
    let form = room.get(Who::Participant, &format!("proposals/new?theme={theme}")).await.text();
    assert!(form.contains("value=\"Un solo sportello\""));
    let wrong = [
        ("theme", theme.as_str()),
        ("title", "Sportello"),
        ("euros", "1000000000000000000"),
        ("change", "Si entra da ogni porta"),
    ];
    let answer = room.post(Who::Participant, "proposals/new", &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = answer.text();
    assert!(page.contains("aria-invalid=\"true\"") && page.contains("Si entra da ogni porta"));
    let right = [("theme", theme.as_str()), ("title", "Sportello"), ("euros", "1.500")];
    assert_eq!(room.post(Who::Participant, "proposals/new", &right).await.status, StatusCode::SEE_OTHER);
    let id = harvest::proposals(&room.db, room.lab).await.unwrap()[0].id;
    let page = room.get(Who::Participant, &format!("proposals/{id}")).await.text();
    assert!(
        page.contains("tavolo 3, turno 1") && page.contains("1500 euro"),
        "{}",
        page.split("<main").nth(1).unwrap_or_default()
    );
    let edit = format!("proposals/{id}/edit");
    let mine = [("base", "1"), ("title", "Sportello unico"), ("euros", "1500")];
    assert_eq!(room.post(Who::Participant, &edit, &mine).await.status, StatusCode::SEE_OTHER);
    let other = [("base", "1"), ("title", "Una porta sola"), ("euros", "1500")];
    let clash = room.post(Who::Facilitator, &edit, &other).await;
    assert_eq!(clash.status, StatusCode::CONFLICT);
    let page = clash.text();
    assert!(page.contains("Una porta sola") && page.contains("Sportello unico"), "hers and mine");
    let history = room.get(Who::Participant, &format!("proposals/{id}/history")).await.text();
    assert!(history.contains("Sportello unico") && history.contains("Amina"));
    let said =
        room.post(Who::Participant, &format!("proposals/{id}/comments"), &[("words", "E il sabato?")]).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER);
    assert!(room.get(Who::Facilitator, &format!("proposals/{id}")).await.text().contains("E il sabato?"));
}

#[tokio::test]
async fn a_choice_is_opened_voted_closed_and_explained() {
    let room = Room::open().await;
    for (title, euros) in [("Mediatori", "4000"), ("Corsi", "3000"), ("Autobus", "9000")] {
        room.post(Who::Participant, "proposals/new", &[("title", title), ("euros", euros)]).await;
    }
    let all = harvest::proposals(&room.db, room.lab).await.unwrap();
    let ids: Vec<String> = all.iter().map(|proposal| proposal.id.to_string()).collect();
    let mut opening =
        vec![("title", "Che cosa facciamo?"), ("method", "shares"), ("euros", "0"), ("points", "1")];
    opening.extend(ids.iter().map(|id| ("proposal", id.as_str())));
    let refused = room.post(Who::Facilitator, "choices", &opening).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("value=\"Che cosa facciamo?\""));
    opening[2].1 = "8000";
    let opened = room.post(Who::Facilitator, "choices", &opening).await;
    let address = opened.header("location").to_owned();
    let ballot = room.at(Who::Participant, &address).await.text();
    assert!(ballot.contains("Hai 10 punti da dare"), "{ballot}");
    let over = room.send(Who::Participant, &address, &[("p1", "8"), ("p2", "7")]).await;
    assert_eq!(over.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = over.text();
    assert!(text.contains("Hai dato 15 punti, ma ne hai 10") && text.contains("value=\"8\""), "{text}");
    assert_eq!(
        room.send(Who::Participant, &address, &[("p1", "8"), ("p2", "2")]).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(room.send(Who::Facilitator, &address, &[("p1", "8")]).await.status, StatusCode::NOT_FOUND);
    let unsure = room.send(Who::Facilitator, &format!("{address}/close"), &[]).await;
    assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
    room.send(Who::Facilitator, &format!("{address}/close"), &[("sure", "1")]).await;
    let outcome = room.at(Who::Participant, &address).await.text();
    assert!(outcome.contains("Scelte 2 proposte su 3") && outcome.contains("La tua parte"), "{outcome}");
    assert!(!room.at(Who::Facilitator, &address).await.text().contains("La tua parte"));
    let file = room.at(Who::Facilitator, &format!("{address}/ballots.pb")).await;
    assert!(file.text().starts_with("META") && file.header("content-disposition").contains("ballots.pb"));
    assert_eq!(
        room.at(Who::Participant, &format!("{address}/ballots.csv")).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn every_page_speaks_every_language() {
    let room = Room::open().await;
    room.say(1, "Un solo sportello", Lang::It).await;
    for lang in Lang::ALL {
        for page in [
            "plenary",
            "plenary?view=beamer",
            "votes",
            "statements",
            "opinions",
            "proposals",
            "proposals/new",
            "choices",
        ] {
            let path = format!("/{lang}/sessions/{}/{page}", room.session);
            let answer = room.at(Who::Facilitator, &path).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            let text = answer.text();
            assert!(!text.contains("lab-harvest-"), "{path} shows a key");
            assert!(!text.contains(" style=") && !text.contains("<script>"), "{path}");
        }
    }
}

#[tokio::test]
async fn a_room_behind_one_address_votes_and_only_who_floods_is_slowed_down() {
    let room = Room::open().await;
    let mut last = StatusCode::OK;
    for _ in 0..70 {
        last = room.post(Who::Participant, "votes", &[]).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    let other = room.post(Who::Facilitator, "votes", &[]).await.status;
    assert_eq!(other, StatusCode::UNPROCESSABLE_ENTITY, "she sits at the same address");
}

#[tokio::test]
async fn what_was_said_in_a_language_without_pages_is_read_in_its_translation() {
    let room = Room::open().await;
    let words = "কাগজপত্র কোথায় দেখাব?";
    let note = room.say_in(1, words, "bn").await;
    room.translate(&note, words, "Dove mostro i documenti?").await;
    let page = room.get(Who::Facilitator, "plenary").await.text();
    assert!(page.contains("Dove mostro i documenti?") && page.contains("কাগজপত্র"));
}
