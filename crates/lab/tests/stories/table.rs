//! What people do at a table, on both engines.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // What helps the tests is a test.

use crate::cafe::{Cafe, NOW};
use reticolo_base::{Actor, Ctx, Lang};
use reticolo_lab::{
    Refused,
    table::{self, AtTable, Contribution, Draft, Kind, Sign, Standing},
    translation::{Maker, State},
};
use reticolo_store::{Db, audit, sql};
use reticolo_testkit::on_both;
use uuid::Uuid;

async fn at(db: &Db, ctx: &Ctx, cafe: &Cafe, number: i64) -> AtTable {
    table::gate(db, ctx, cafe.block, number).await.unwrap()
}

async fn says(db: &Db, cafe: &Cafe, name: &str, number: i64, words: &str) -> Contribution {
    let ctx = cafe.by(name, 10);
    let place = at(db, &ctx, cafe, number).await;
    let draft = Draft::parse(words, Some("idea"), "it").unwrap();
    table::write(db, &ctx, &place, Uuid::now_v7(), &draft).await.unwrap()
}

#[tokio::test]
async fn what_is_said_belongs_to_the_table_and_its_author_is_known_only_inside() {
    on_both(async |db| {
        let cafe = Cafe::open(&db).await;
        let said = says(&db, &cafe, "Constantin", 1, "Un solo sportello per tutti").await;
        assert_eq!((said.kind, said.round, said.table), (Some(Kind::Idea), 1, 1));
        assert_eq!((said.author, said.signed.clone()), (Some(cafe.person("Constantin")), None));
        let back = table::of_table(&db, cafe.block, 1, Some(1)).await.unwrap();
        assert_eq!(back, std::slice::from_ref(&said));
        assert!(table::of_table(&db, cafe.block, 1, Some(2)).await.unwrap().is_empty());
        assert_eq!(table::of_session(&db, cafe.session).await.unwrap(), std::slice::from_ref(&said));
        assert_eq!(table::of_author(&db, cafe.person("Constantin")).await.unwrap(), [said]);
        assert!(table::of_author(&db, cafe.person("Amina")).await.unwrap().is_empty());
        assert!(audit::verify(&db).await.unwrap().1.is_empty());
    })
    .await;
}

#[tokio::test]
async fn whoever_wants_her_name_beside_it_signs_and_a_scribe_writes_for_the_table() {
    on_both(async |db| {
        let cafe = Cafe::open(&db).await;
        let ctx = cafe.by("Constantin", 1);
        let place = at(&db, &ctx, &cafe, 1).await;
        let mut draft = Draft::parse("Ne rispondo io", None, "ro").unwrap();
        draft.signed = true;
        let signed = table::write(&db, &ctx, &place, Uuid::now_v7(), &draft).await.unwrap();
        assert_eq!((signed.signed.as_deref(), signed.lang.as_str()), (Some("Constantin"), "ro"));

        draft.for_table = true;
        let refused = table::write(&db, &ctx, &place, Uuid::now_v7(), &draft).await;
        assert!(matches!(refused, Err(Refused::NotFound)), "a guest does not speak for the table");
        let scribe = cafe.by("Dritan", 2);
        let place = at(&db, &scribe, &cafe, 1).await;
        let ours = table::write(&db, &scribe, &place, Uuid::now_v7(), &draft).await.unwrap();
        assert_eq!((ours.author, ours.signed), (None, None));
    })
    .await;
}

#[tokio::test]
async fn a_form_sent_twice_says_it_once_and_an_id_of_somebody_else_is_refused() {
    on_both(async |db| {
        let cafe = Cafe::open(&db).await;
        let (ctx, id) = (cafe.by("Constantin", 1), Uuid::now_v7());
        let place = at(&db, &ctx, &cafe, 1).await;
        let draft = Draft::parse("Una volta sola", None, "it").unwrap();
        let first = table::write(&db, &ctx, &place, id, &draft).await.unwrap();
        assert_eq!(table::write(&db, &ctx, &place, id, &draft).await.unwrap(), first);
        let other = cafe.by("Amina", 2);
        let there = at(&db, &other, &cafe, 1).await;
        let stolen = table::write(&db, &other, &there, id, &Draft::parse("mio", None, "it").unwrap()).await;
        assert!(matches!(stolen, Err(Refused::Conflict(_))));
        assert_eq!(table::one(&db, id).await.unwrap().unwrap().words, "Una volta sola");
    })
    .await;
}

#[tokio::test]
async fn who_may_come_to_which_table() {
    on_both(async |db| {
        let cafe = Cafe::open(&db).await;
        let standing = async |name: &str, number: i64| {
            table::gate(&db, &cafe.by(name, 0), cafe.block, number).await.ok().map(|at| at.standing)
        };
        assert_eq!(standing("Amina", 1).await, Some(Standing::Host));
        assert_eq!(standing("Constantin", 1).await, Some(Standing::Guest));
        assert_eq!(standing("Constantin", 2).await, None, "her second table opens with the second round");
        assert_eq!(standing("Fatima", 2).await, Some(Standing::Observer));
        assert_eq!(
            standing("Giorgio", 1).await,
            Some(Standing::Guest),
            "late and without a seat: every table is open"
        );
        assert_eq!(standing("Amina", 9).await, None);
        cafe.turn(&db, 2).await;
        assert_eq!(standing("Constantin", 2).await, Some(Standing::Guest));
        assert_eq!(
            standing("Constantin", 1).await,
            Some(Standing::Guest),
            "what she wrote offline still arrives"
        );

        let facilitator = Cafe::facilitator(cafe.organization);
        assert_eq!(at(&db, &facilitator, &cafe, 1).await.standing, Standing::Facilitator);
        let elsewhere = Cafe::facilitator(Uuid::now_v7());
        assert!(matches!(table::gate(&db, &elsewhere, cafe.block, 1).await, Err(Refused::NotFound)));
        let other_lab = Actor::Participant { id: cafe.person("Amina"), lab: Uuid::now_v7() };
        let stranger = Ctx::new(NOW, other_lab, Lang::It, Uuid::nil());
        assert!(matches!(table::gate(&db, &stranger, cafe.block, 1).await, Err(Refused::NotFound)));
        let by_room = table::gate_room(&db, &cafe.by("Amina", 0), cafe.rooms[0]).await.unwrap();
        assert_eq!(by_room.table.number, 1);
        assert!(table::gate_room(&db, &cafe.by("Amina", 0), Uuid::nil()).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn everybody_finds_the_table_at_which_she_sits_now() {
    on_both(async |db| {
        let cafe = Cafe::open(&db).await;
        let mine = async |name: &str| table::mine(&db, &cafe.by(name, 0), cafe.session).await.unwrap();
        assert_eq!(mine("Constantin").await, Some((cafe.block, 1)));
        assert_eq!(mine("Blessing").await, Some((cafe.block, 2)), "a host stays");
        assert_eq!(mine("Giorgio").await, None);
        cafe.turn(&db, 2).await;
        assert_eq!(mine("Constantin").await, Some((cafe.block, 2)));
        let here = table::here(&db, &table::table(&db, cafe.block, 2).await.unwrap().unwrap()).await.unwrap();
        let names: Vec<_> = here.iter().map(|badge| (badge.name.as_str(), badge.host)).collect();
        assert_eq!(names, [("Blessing", true), ("Constantin", false), ("Elena", false)]);
        assert_eq!(here[1].speaks, ["ro", "it"]);
        let turn = table::turn(&db, cafe.session).await.unwrap();
        assert_eq!((turn.round, turn.ends_at), (2, Some(NOW.plus_seconds(1200))));
    })
    .await;
}

#[tokio::test]
async fn one_mends_ones_own_words_and_nobody_elses() {
    on_both(async |db| {
        let cafe = Cafe::open(&db).await;
        let said = says(&db, &cafe, "Constantin", 1, "Un portello").await;
        let mend = async |name: &str, words: &str, seen| {
            table::edit(&db, &cafe.by(name, 20), said.id, (words, None, "it"), seen).await
        };
        assert!(
            matches!(mend("Amina", "altro", said.changed_at).await, Err(Refused::NotFound)),
            "not even the host"
        );
        mend("Constantin", "Uno sportello", said.changed_at).await.unwrap();
        let stale = mend("Constantin", "Una porta", said.changed_at).await;
        assert!(matches!(stale, Err(Refused::Conflict("lab-table-problem-changed"))));
        let now = table::one(&db, said.id).await.unwrap().unwrap();
        assert_eq!((now.words.as_str(), now.kind), ("Uno sportello", None));
        assert!(matches!(
            mend("Constantin", &"a".repeat(2_001), now.changed_at).await,
            Err(Refused::Invalid(..))
        ));
    })
    .await;
}

#[tokio::test]
async fn the_host_hides_and_undoes_and_what_an_author_took_back_only_she_lays_down_again() {
    on_both(async |db| {
        let cafe = Cafe::open(&db).await;
        let said = says(&db, &cafe, "Constantin", 1, "Parole").await;
        let (host, guest, author) = (cafe.by("Amina", 1), cafe.by("Dritan", 1), cafe.by("Constantin", 1));
        let hidden = async || table::one(&db, said.id).await.unwrap().unwrap().hidden;
        assert!(matches!(table::hide(&db, &guest, said.id).await, Err(Refused::NotFound)));
        table::hide(&db, &host, said.id).await.unwrap();
        assert!(hidden().await);
        assert!(matches!(table::unhide(&db, &author, said.id).await, Err(Refused::NotFound)));
        table::unhide(&db, &host, said.id).await.unwrap();
        assert!(!hidden().await);
        table::hide(&db, &author, said.id).await.unwrap();
        assert!(
            matches!(table::unhide(&db, &host, said.id).await, Err(Refused::NotFound)),
            "she took it back"
        );
        table::unhide(&db, &author, said.id).await.unwrap();
        assert!(!hidden().await);
    })
    .await;
}

#[tokio::test]
async fn a_table_brings_three_and_no_more() {
    on_both(async |db| {
        let cafe = Cafe::open(&db).await;
        let mut said = Vec::new();
        for words in ["una", "due", "tre", "quattro"] {
            said.push(says(&db, &cafe, "Constantin", 1, words).await.id);
        }
        let host = cafe.by("Amina", 1);
        for id in &said[..3] {
            table::mark_strong(&db, &host, *id).await.unwrap();
        }
        let fourth = table::mark_strong(&db, &host, said[3]).await;
        assert!(matches!(fourth, Err(Refused::Conflict("lab-table-problem-three"))));
        table::hide(&db, &host, said[0]).await.unwrap();
        table::mark_strong(&db, &host, said[3]).await.unwrap();
        table::mark_weak(&db, &host, said[3]).await.unwrap();
        assert!(matches!(table::mark_strong(&db, &host, said[0]).await, Err(Refused::Conflict(_))), "hidden");
        let guest = table::mark_strong(&db, &cafe.by("Constantin", 1), said[3]).await;
        assert!(matches!(guest, Err(Refused::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn signs_and_lines_come_and_go() {
    on_both(async |db| {
        let cafe = Cafe::open(&db).await;
        let a = says(&db, &cafe, "Constantin", 1, "una").await.id;
        let b = says(&db, &cafe, "Constantin", 1, "altra").await.id;
        let far = says(&db, &cafe, "Elena", 2, "lontana").await.id;
        let ctx = cafe.by("Dritan", 1);
        assert!(table::react(&db, &ctx, a, Sign::Heart).await.unwrap());
        assert!(table::react(&db, &ctx, a, Sign::Ask).await.unwrap());
        assert!(!table::react(&db, &ctx, a, Sign::Heart).await.unwrap(), "the second tap takes it back");
        let signs = table::reactions(&db, cafe.block, 1).await.unwrap();
        assert_eq!(signs.iter().map(|r| (r.contribution, r.sign)).collect::<Vec<_>>(), [(a, Sign::Ask)]);
        assert!(matches!(table::react(&db, &ctx, far, Sign::Ask).await, Err(Refused::NotFound)));
        let observer = table::react(&db, &cafe.by("Fatima", 1), a, Sign::Thumb).await;
        assert!(matches!(observer, Err(Refused::NotFound)));

        table::link(&db, &ctx, b, a).await.unwrap();
        table::link(&db, &ctx, a, b).await.unwrap();
        assert_eq!(table::links(&db, cafe.block, 1).await.unwrap(), [(a.min(b), a.max(b))]);
        assert!(table::link(&db, &ctx, a, a).await.is_err());
        assert!(matches!(table::link(&db, &ctx, a, far).await, Err(Refused::NotFound)));
        table::unlink(&db, &ctx, a, b).await.unwrap();
        assert!(table::links(&db, cafe.block, 1).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_host_sums_up_for_those_who_come_next() {
    on_both(async |db| {
        let cafe = Cafe::open(&db).await;
        let (host, guest) = (cafe.by("Amina", 1), cafe.by("Constantin", 1));
        let place = at(&db, &host, &cafe, 1).await;
        table::write_summary(&db, &host, &place, 1, ("Abbiamo parlato di orari.", "it")).await.unwrap();
        table::write_summary(&db, &host, &place, 1, ("Orari e lingue.", "it")).await.unwrap();
        let there = table::summaries(&db, cafe.block, 1).await.unwrap();
        assert_eq!(
            there.iter().map(|s| (s.round, s.words.as_str())).collect::<Vec<_>>(),
            [(1, "Orari e lingue.")]
        );
        let guests = at(&db, &guest, &cafe, 1).await;
        let refused = table::write_summary(&db, &guest, &guests, 1, ("mio", "it")).await;
        assert!(matches!(refused, Err(Refused::NotFound)));
        assert!(table::write_summary(&db, &host, &place, 7, ("?", "it")).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn a_translation_stands_beside_the_original_and_says_who_made_it() {
    on_both(async |db| {
        let cafe = Cafe::open(&db).await;
        let said = says(&db, &cafe, "Constantin", 1, "Uno sportello").await;
        let place = (cafe.block, 1);
        let (guest, host) = (cafe.by("Dritan", 1), cafe.by("Amina", 1));
        let open = table::untranslated(&db, place, Lang::Ar, 10).await.unwrap();
        assert_eq!(open, [(said.id, "it".to_owned(), "Uno sportello".to_owned())]);
        table::translate(&db, &guest, said.id, (Lang::Ar, "شباك"), Maker::Machine).await.unwrap();
        let arabic = async || table::translations(&db, place, Lang::Ar).await.unwrap()[&said.id].clone();
        assert_eq!((arabic().await.maker, arabic().await.state), (Maker::Machine, State::Unreviewed));
        table::translate(&db, &host, said.id, (Lang::Ar, "شباك واحد"), Maker::Person).await.unwrap();
        table::translate(&db, &guest, said.id, (Lang::Ar, "آلة"), Maker::Machine).await.unwrap();
        assert_eq!((arabic().await.maker, arabic().await.words.as_str()), (Maker::Person, "شباك واحد"));
        table::translate(&db, &guest, said.id, (Lang::Ar, "شباك واحد"), Maker::Person).await.unwrap();
        assert_eq!(arabic().await.state, State::Reviewed, "a second person found it right");
        let author = cafe.by("Constantin", 30);
        table::edit(&db, &author, said.id, ("Due sportelli", None, "it"), said.changed_at).await.unwrap();
        assert_eq!(arabic().await.state, State::Outdated);
        assert_eq!(table::one(&db, said.id).await.unwrap().unwrap().words, "Due sportelli");
        let same = table::translate(&db, &guest, said.id, (Lang::It, "x"), Maker::Person).await;
        assert!(matches!(same, Err(Refused::Invalid(..))));
    })
    .await;
}

#[tokio::test]
async fn when_the_session_is_over_it_is_read_and_not_written() {
    on_both(async |db| {
        let cafe = Cafe::open(&db).await;
        let said = says(&db, &cafe, "Constantin", 1, "Parole").await;
        cafe.state(&db, "closed").await;
        let ctx = cafe.by("Constantin", 60);
        let place = at(&db, &ctx, &cafe, 1).await;
        let draft = Draft::parse("tardi", None, "it").unwrap();
        let over = |refused: Result<(), Refused>| {
            assert!(matches!(refused, Err(Refused::Conflict("lab-table-problem-over"))));
        };
        over(table::write(&db, &ctx, &place, Uuid::now_v7(), &draft).await.map(drop));
        over(table::edit(&db, &ctx, said.id, ("altro", None, "it"), said.changed_at).await);
        over(table::react(&db, &ctx, said.id, Sign::Thumb).await.map(drop));
        over(table::hide(&db, &cafe.by("Amina", 60), said.id).await);
        assert_eq!(table::of_table(&db, cafe.block, 1, None).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn two_who_share_a_phone_write_each_in_her_own_name() {
    on_both(async |db| {
        let cafe = Cafe::open(&db).await;
        let ctx = cafe.by("Constantin", 1);
        let place = at(&db, &ctx, &cafe, 1).await;
        let giorgio = cafe.person("Giorgio");
        let alone = table::in_the_hand_of(&db, &ctx, place.clone(), giorgio).await;
        assert!(matches!(alone, Err(Refused::NotFound)), "they do not sit together");
        let together = sql!("insert into companion (participant_id, companion_id, since) values ($1, $2, 1)");
        cafe.set(&db, together.bind(cafe.person("Constantin")).bind(giorgio)).await;
        let place = table::in_the_hand_of(&db, &ctx, place, giorgio).await.unwrap();
        let draft = Draft::parse("Parlo io", None, "it").unwrap();
        let said = table::write(&db, &ctx, &place, Uuid::now_v7(), &draft).await.unwrap();
        assert_eq!(said.author, Some(giorgio), "what becomes of it is told to her");
    })
    .await;
}
