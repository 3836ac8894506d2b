//! A list of people is looked through, corrected and added, told on both engines.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // What helps the tests is a test.

use crate::ground::{facilitator, session};
use reticolo_base::{Kind, Refusal as _};
use reticolo_lab::people::{
    self,
    draft::{self, Draft, Taken},
    list::{Column, Lexicon, read, weigh},
};
use reticolo_store::{Db, Vault, audit};
use reticolo_testkit::{at, on_both};
use uuid::Uuid;

fn draw() -> (Uuid, String) {
    let id = Uuid::now_v7();
    (id, people::testing::code_of(id))
}

async fn pasted(db: &Db, vault: &Vault, session: Uuid, text: &str) -> Uuid {
    let id = Uuid::now_v7();
    draft::start(db, vault, &at("2026-11-23"), session, (id, &read(text.as_bytes()).unwrap())).await.unwrap();
    id
}

async fn take(db: &Db, vault: &Vault, session: Uuid, id: Uuid) -> Taken {
    let ctx = at("2026-11-23");
    let draft = draft::load(db, vault, &ctx, session, id).await.unwrap();
    let known = draft::known(db, vault, &ctx, session).await.unwrap();
    let weighed = weigh(&draft.sheet.rows, &Lexicon::default(), &known);
    draft::take(db, vault, &ctx, session, (id, &draft, &weighed), draw).await.unwrap()
}

const LIST: &str = "Nome;E-mail;Lingue;Non con\nAnna Rossi;anna@esempio.example;it;Bruno Neri\nBruno Neri;;wolof;\n;senza@esempio.example;;\n";

#[tokio::test]
async fn what_is_clear_is_added_and_what_is_not_waits() {
    on_both(async |db| {
        let vault = Vault::passing();
        let (lab, first) = session(&db).await;
        let id = pasted(&db, &vault, first, LIST).await;
        assert_eq!(take(&db, &vault, first, id).await, Taken { added: 2, expected: 0, held: 1 });
        let ctx = at("2026-11-23");
        let mut rest = draft::load(&db, &vault, &ctx, first, id).await.unwrap();
        assert_eq!(
            (rest.sheet.rows.len(), rest.sheet.rows[0].cell(Column::Mail)),
            (1, "senza@esempio.example")
        );
        rest.sheet.rows[0].put(Column::Name, "Carla Verdi");
        draft::keep(&db, &vault, &ctx, first, (id, &rest)).await.unwrap();
        assert_eq!(take(&db, &vault, first, id).await, Taken { added: 1, expected: 0, held: 0 });
        let gone = draft::load(&db, &vault, &ctx, first, id).await.unwrap_err();
        assert_eq!(gone.kind(), Kind::NotFound, "an empty list is forgotten");
        let names: Vec<_> =
            people::everyone(&db, first).await.unwrap().into_iter().map(|a| a.participant.name).collect();
        assert_eq!(names, ["Anna Rossi", "Bruno Neri", "Carla Verdi"]);
        assert_eq!(people::apart(&db, lab).await.unwrap().len(), 1);
        assert!(audit::verify(&db).await.unwrap().1.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_same_list_twice_is_once_and_at_the_next_session_the_same_people() {
    on_both(async |db| {
        let vault = Vault::passing();
        let (lab, first) = session(&db).await;
        for expected in [2, 0] {
            let id = pasted(&db, &vault, first, LIST).await;
            let taken = take(&db, &vault, first, id).await;
            assert_eq!((taken.added, taken.expected), (expected, 0));
        }
        let second = crate::ground::another_session(&db, lab).await;
        let id = pasted(&db, &vault, second, LIST).await;
        assert_eq!(take(&db, &vault, second, id).await, Taken { added: 0, expected: 2, held: 1 });
        assert_eq!(people::of_lab(&db, lab).await.unwrap().len(), 2);
        let known = people::of_lab(&db, lab).await.unwrap()[0].id;
        assert_eq!(people::sessions_of(&db, known).await.unwrap(), [first, second]);
    })
    .await;
}

#[tokio::test]
async fn two_who_correct_one_list_do_not_overwrite_each_other() {
    on_both(async |db| {
        let vault = Vault::passing();
        let (_, first) = session(&db).await;
        let id = pasted(&db, &vault, first, LIST).await;
        let ctx = at("2026-11-23");
        let seen: Draft = draft::load(&db, &vault, &ctx, first, id).await.unwrap();
        draft::keep(&db, &vault, &ctx, first, (id, &seen)).await.unwrap();
        let refused = draft::keep(&db, &vault, &ctx, first, (id, &seen)).await.unwrap_err();
        assert_eq!(refused.kind(), Kind::Conflict);
        let weighed = weigh(&seen.sheet.rows, &Lexicon::default(), &[]);
        let late = draft::take(&db, &vault, &ctx, first, (id, &seen, &weighed), draw).await.unwrap_err();
        assert_eq!(late.kind(), Kind::Conflict);
        assert!(people::everyone(&db, first).await.unwrap().is_empty(), "nobody is added by half");
    })
    .await;
}

#[tokio::test]
async fn a_list_is_nobody_elses_and_is_forgotten_after_a_week() {
    on_both(async |db| {
        let vault = Vault::passing();
        let (_, first) = session(&db).await;
        let (_, elsewhere) = session(&db).await;
        let id = pasted(&db, &vault, first, LIST).await;
        let stranger = facilitator(Uuid::now_v7());
        for (ctx, at_session) in
            [(&stranger, first), (&at("2026-11-23"), elsewhere), (&at("2026-12-01"), first)]
        {
            let refused = draft::load(&db, &vault, ctx, at_session, id).await.unwrap_err();
            assert_eq!(refused.kind(), Kind::NotFound);
        }
        draft::discard(&db, &at("2026-11-23"), first, id).await.unwrap();
        assert!(draft::load(&db, &vault, &at("2026-11-23"), first, id).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn codes_and_contacts_are_sealed_and_open_for_those_who_prepare_and_for_herself() {
    on_both(async |db| {
        let vault = Vault::passing();
        let (lab, first) = session(&db).await;
        let text = "nome,mail,telefono,esigenze\nAnna,anna@esempio.example,+39 000 111,sedia con braccioli\n";
        let id = pasted(&db, &vault, first, text).await;
        take(&db, &vault, first, id).await;
        let anna = people::of_lab(&db, lab).await.unwrap()[0].clone();
        let private = people::private(&db, &vault, &at("2026-11-23"), anna.id).await.unwrap();
        assert_eq!(
            (private.mail.as_str(), private.access.as_str()),
            ("anna@esempio.example", "sedia con braccioli")
        );
        assert_eq!(
            people::by_code(&db, &private.code).await.unwrap().id,
            anna.id,
            "the invitation can be printed again"
        );
        let herself = crate::ground::participant(anna.id, lab);
        assert_eq!(people::private(&db, &vault, &herself, anna.id).await.unwrap().phone, "+39 000 111");
        assert!(people::private(&db, &vault, &facilitator(Uuid::now_v7()), anna.id).await.is_err());
        assert_eq!(format!("{private:?}"), "Private");
        let all = people::contacts(&db, &vault, &at("2026-11-23"), lab).await.unwrap();
        assert_eq!(all[&anna.id].mail, "anna@esempio.example");
        assert!(all[&anna.id].access.is_empty(), "needs have a key of their own");
        people::set_private(&db, &vault, &herself, &anna, ("", "", "")).await.unwrap();
        let after = people::private(&db, &vault, &herself, anna.id).await.unwrap();
        assert_eq!((after.code, after.mail.as_str(), after.access.as_str()), (private.code, "", ""));
    })
    .await;
}

#[tokio::test]
async fn five_thousand_people_are_added_at_once() {
    // On one engine: the other is told the same story with fewer people.
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&format!("sqlite://{}", folder.path().join("many.db").display())).await.unwrap();
    db.migrate(&at("2026-11-23"), reticolo_testkit::DOMAINS).await.unwrap();
    let vault = Vault::passing();
    let (_, first) = session(&db).await;
    let rows: String =
        (0..5_000).map(|n| format!("Persona {n:04};p{n}@esempio.example;italiano\n")).collect();
    let id = pasted(&db, &vault, first, &format!("Nome;Mail;Lingue\n{rows}")).await;
    assert_eq!(take(&db, &vault, first, id).await.added, 5_000);
    let again = pasted(&db, &vault, first, &format!("Nome;Mail;Lingue\n{rows}")).await;
    assert_eq!(take(&db, &vault, first, again).await, Taken::default());
    assert_eq!(people::everyone(&db, first).await.unwrap().len(), 5_000);
}
