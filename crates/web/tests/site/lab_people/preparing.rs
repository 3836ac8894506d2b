//! What the facilitator does: a list, corrections, one person, the door, invitations, export.

use super::ground::{Lab, NOW, console};
use axum::http::StatusCode;
use reticolo_lab::people;
use std::io::Cursor;

const LIST: &str = "Nome;Ente;Lingue;E-mail\nAwa Ndiaye;Associazione di migranti;wolof;awa@esempio.example\nPaolo Neri;Comune di Bari;klingon;\n;ASL;;senza@esempio.example\n";

/// The address of the draft that an upload leads to.
async fn uploaded(lab: &Lab, pasted: &str, file: &[u8]) -> String {
    let answer = lab.facilitator().upload(&lab.path("people/new"), pasted, file).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.header("location").to_owned()
}

#[tokio::test]
async fn a_pasted_list_is_looked_through_corrected_and_added() {
    let lab = Lab::open().await;
    let browser = lab.facilitator();
    let draft = uploaded(&lab, LIST, b"").await;
    let page = browser.get(&draft).await;
    assert_eq!((page.status, page.header("cache-control")), (StatusCode::OK, "no-store"));
    let text = page.text();
    assert!(
        text.contains("klingon") && text.contains("name=\"r2-name\"") && !text.contains("name=\"r0-name\"")
    );
    let fields = [("version", "1"), ("row", "1"), ("r1-speaks", "italiano"), ("row", "2"), ("do", "add")];
    let added = browser.post(&draft, &fields).await;
    assert_eq!(added.header("location"), draft, "one row still waits");
    let names = |people: Vec<people::Attendance>| {
        people.into_iter().map(|one| one.participant.name).collect::<Vec<_>>()
    };
    assert_eq!(names(people::everyone(&lab.db, lab.session).await.unwrap()), ["Awa Ndiaye", "Paolo Neri"]);
    let stale = browser.post(&draft, &[("version", "1"), ("do", "add")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "two who correct at once do not overwrite each other");
    let fields = [("version", "3"), ("row", "0"), ("r0-name", "Carla Verdi"), ("do", "add")];
    let done = browser.post(&draft, &fields).await;
    assert_eq!(done.header("location"), lab.path("people?added=1"));
    let list = browser.get(done.header("location")).await.text();
    assert!(list.contains("Carla Verdi") && list.contains("ASL") && list.contains("wolof"));
    assert!(list.contains("Prefettura"), "who is missing is named");
}

#[tokio::test]
async fn a_spreadsheet_is_read_too_and_what_is_none_says_so() {
    let lab = Lab::open().await;
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (at, name) in ["Nome", "Anna", "Bruno"].into_iter().enumerate() {
        sheet.write_string(u32::try_from(at).unwrap(), 0, name).unwrap();
    }
    let draft = uploaded(&lab, "", &book.save_to_buffer().unwrap()).await;
    assert!(lab.facilitator().get(&draft).await.text().contains("user-plus") || !draft.is_empty());
    for (bad, key) in [
        (&b"PK\x03\x04x"[..], "lab-people-list-damaged"),
        (&[0xd0, 0xcf, 0x11, 0xe0, 1], "lab-people-list-kind"),
    ] {
        let answer = lab.facilitator().upload(&lab.path("people/new"), "quello che ho incollato", bad).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = answer.text();
        assert!(text.contains(&said(key)) && text.contains("quello che ho incollato"), "{key}");
    }
    let long = vec![b'x'; 5_000_000];
    let answer = lab.facilitator().upload(&lab.path("people/new"), "", &long).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn nobody_else_sees_the_people_or_learns_that_there_are_any() {
    let lab = Lab::open().await;
    let (id, code) = lab.invited("Amina", "it").await;
    let amina = lab.inside(&code).await;
    for path in ["people", "people/new", "people.csv", "people.xlsx", "invitations", "people/walk-in"] {
        assert_eq!(lab.stranger().get(&lab.path(path)).await.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(amina.get(&lab.path(path)).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    for path in [format!("people/{id}"), format!("people/{id}/invitation")] {
        assert_eq!(amina.get(&lab.path(&path)).await.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(lab.facilitator().get(&lab.path(&path)).await.status, StatusCode::OK, "{path}");
    }
    let post = amina.post(&lab.path(&format!("people/{id}/removal")), &[("sure", "1")]).await;
    assert_eq!(post.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_wrong_about_a_person_comes_back_at_its_field() {
    let lab = Lab::open().await;
    let (id, _) = lab.invited("Amina", "it").await;
    let path = lab.path(&format!("people/{id}"));
    let fields = [
        ("name", "Amina Haddad"),
        ("speaks", "klingon"),
        ("mail", "amina"),
        ("lang", "ar"),
        ("role", "host"),
    ];
    let wrong = lab.facilitator().post(&path, &fields).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = wrong.text();
    assert!(
        text.contains("f-speaks-problem")
            && text.contains("f-mail-problem")
            && text.contains("value=\"Amina Haddad\"")
    );
    let fields = [
        ("name", "Amina Haddad"),
        ("speaks", "arabo, italiano"),
        ("mail", "amina@esempio.example"),
        ("lang", "ar"),
        ("role", "host"),
        ("steps", "1"),
    ];
    assert_eq!(lab.facilitator().post(&path, &fields).await.status, StatusCode::SEE_OTHER);
    let known = people::one(&lab.db, lab.session, id).await.unwrap();
    assert_eq!(
        (known.role, known.participant.lang.code(), known.participant.step_free),
        (people::Role::Host, "ar", true)
    );
    assert_eq!(known.participant.speaks, Some(people::tongues("ar it")));
}

#[tokio::test]
async fn an_invitation_is_in_her_language_and_no_address_carries_the_code_to_a_server() {
    let lab = Lab::open().await;
    let (id, _) = lab.invited("Amina", "ar").await;
    let path = lab.path(&format!("people/{id}"));
    lab.facilitator().post(&path, &[("name", "Amina"), ("speaks", "arabo"), ("lang", "ar")]).await;
    let page = lab.facilitator().get(&format!("{path}/invitation")).await.text();
    let private = people::private(&lab.db, &lab.vault, &console(NOW), id).await.unwrap();
    assert!(
        page.contains("lang=\"ar\" dir=\"rtl\"") && page.contains("<svg") && page.contains(&private.code)
    );
    assert!(
        page.contains(&format!("/ar/join#{}", private.code))
            && !page.contains(&format!("join/{}", private.code))
    );
    assert!(page.contains("https://wa.me/?text=") && !page.contains("mailto:"), "she gave no address");
    let all = lab.facilitator().get(&lab.path("invitations")).await.text();
    assert_eq!(all.matches("class=\"card invite\"").count(), 1);
    let sent = lab.facilitator().post(&lab.path("invitations"), &[("person", &id.to_string())]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    assert!(people::one(&lab.db, lab.session, id).await.unwrap().invited_at.is_some());
}

#[tokio::test]
async fn somebody_at_the_door_is_in_with_name_and_languages() {
    let lab = Lab::open().await;
    let path = lab.path("people/walk-in");
    let wrong = lab.facilitator().post(&path, &[("speaks", "it")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let added = lab.facilitator().post(&path, &[("name", "Demba"), ("speaks", "wolof francese")]).await;
    assert!(added.header("location").ends_with("/invitation"), "{}", added.text());
    let [demba] = &people::everyone(&lab.db, lab.session).await.unwrap()[..] else { panic!("one person") };
    assert!(demba.is_here() && demba.participant.speaks == Some(people::tongues("fr wo")));
    let again = lab.facilitator().post(&path, &[("name", "demba"), ("speaks", "")]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    assert_eq!(people::everyone(&lab.db, lab.session).await.unwrap().len(), 1, "he was here already");
}

#[tokio::test]
async fn two_are_kept_apart_and_a_wish_is_settled() {
    let lab = Lab::open().await;
    let (anna, code) = lab.invited("Anna", "it").await;
    lab.invited("Bruno", "it").await;
    let path = lab.path(&format!("people/{anna}/apart"));
    let wrong = lab.facilitator().post(&path, &[("name", "Nessuno")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    lab.facilitator().post(&path, &[("name", "bruno")]).await;
    assert_eq!(people::apart(&lab.db, lab.lab).await.unwrap().len(), 1);
    lab.inside(&code).await.post("/it/join/me/wish", &[("wish", "con mio cognato no")]).await;
    let list = lab.facilitator().get(&lab.path("people")).await.text();
    assert!(list.contains("con mio cognato no"));
    let wish = list.split("/wishes/").nth(1).unwrap().split('/').next().unwrap().to_owned();
    lab.facilitator().post(&lab.path(&format!("wishes/{wish}/settled")), &[]).await;
    assert!(!lab.facilitator().get(&lab.path("people")).await.text().contains("cognato"));
}

#[tokio::test]
async fn the_exported_list_is_read_again_as_the_same_people() {
    let lab = Lab::open().await;
    lab.invited("=cmd()", "it").await;
    lab.invited("Anna", "it wo").await;
    let csv = lab.facilitator().get(&lab.path("people.csv")).await;
    assert_eq!(csv.header("cache-control"), "no-store");
    let text = csv.text();
    assert!(text.contains("'=cmd()") && !text.contains("-invited-"));
    let draft = uploaded(&lab, "", &csv.body).await;
    assert!(lab.facilitator().get(&draft).await.text().contains(&said_with("lab-people-draft-known", 2)));
    let xlsx = lab.facilitator().get(&lab.path("people.xlsx")).await;
    let draft = uploaded(&lab, "", &xlsx.body).await;
    assert!(lab.facilitator().get(&draft).await.text().contains(&said_with("lab-people-draft-known", 2)));
    assert!(zip_is_whole(&xlsx.body));
}

fn zip_is_whole(bytes: &[u8]) -> bool {
    Cursor::new(bytes).into_inner().starts_with(b"PK")
}

fn said(key: &str) -> String {
    reticolo_words::Words::of(reticolo_base::Lang::It).say(key).replace('\'', "&#39;")
}

fn said_with(key: &str, n: usize) -> String {
    reticolo_words::Words::of(reticolo_base::Lang::It).say_with(key, &[("n", n.into())])
}
