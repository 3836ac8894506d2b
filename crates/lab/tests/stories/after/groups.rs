//! Working groups and what they write to each other.

use super::world::{DAY, World, id};
use reticolo_base::{Lang, Refusal as _};
use reticolo_lab::after::group::{self, Draft};
use reticolo_lab::after::{field, thread};
use reticolo_lab::translation::State;
use reticolo_testkit::on_both;
use uuid::Uuid;

const DRAFT: Draft<'_> =
    Draft { title: "Telefono", task: "Scegliere le due mattine", next: "2026-12-01T17:30" };

async fn formed(world: &World) -> Uuid {
    let id = id();
    group::form(&world.db, &world.facilitator(DAY), world.lab, id, DRAFT, Some(&world.proposal))
        .await
        .unwrap();
    id
}

#[tokio::test]
async fn a_member_reads_and_writes_with_her_code_and_nobody_else_does() {
    on_both(async |db| {
        let world = World::of(db).await;
        let group = formed(&world).await;
        let amina = world.participant(world.amina, Lang::Ar, DAY);
        let before = thread::write(&world.db, &amina, group, id(), "مرحبا").await.unwrap_err();
        assert_eq!(before.key(), "refusal-denied", "not before she joined");
        group::join(&world.db, &amina, group, world.amina).await.unwrap();
        group::join(&world.db, &amina, group, world.amina).await.unwrap();
        assert_eq!(group::members(&world.db, &amina, group).await.unwrap().len(), 1, "twice is once");
        thread::write(&world.db, &amina, group, id(), "مرحبا").await.unwrap();
        thread::write(&world.db, &amina, group, id(), "مرحبا").await.unwrap();
        let facilitator = world.facilitator(DAY);
        thread::write(&world.db, &facilitator, group, id(), "Benvenuta").await.unwrap();
        let posts = thread::of_group(&world.db, &amina, group).await.unwrap();
        assert_eq!(posts.len(), 2, "the same words twice in a row are one post");
        assert_eq!((posts[0].author.as_deref(), posts[0].mine), (Some("Amina"), true));
        assert_eq!(posts[1].author, None);
        for other in [world.participant(world.besa, Lang::Sq, DAY), world.anybody(DAY), world.stranger(DAY)] {
            assert_eq!(thread::of_group(&world.db, &other, group).await.unwrap_err().key(), "refusal-denied");
            assert_eq!(
                group::of_lab(&world.db, &other, world.lab).await.unwrap().len(),
                1,
                "that it is there"
            );
        }
        let besa = world.participant(world.besa, Lang::Sq, DAY);
        let forced = group::join(&world.db, &besa, group, world.carlo).await.unwrap_err();
        assert_eq!(forced.key(), "refusal-denied", "nobody joins for somebody else");
    })
    .await;
}

#[tokio::test]
async fn a_post_is_put_into_another_language_by_a_member_and_marked() {
    on_both(async |db| {
        let world = World::of(db).await;
        let group = formed(&world).await;
        let amina = world.participant(world.amina, Lang::Ar, DAY);
        let besa = world.participant(world.besa, Lang::Sq, DAY);
        group::join(&world.db, &amina, group, world.amina).await.unwrap();
        group::join(&world.db, &besa, group, world.besa).await.unwrap();
        let post = id();
        thread::write(&world.db, &amina, group, post, "الثلاثاء").await.unwrap();
        thread::translate(&world.db, &besa, post, Lang::Sq, "E martë").await.unwrap();
        let posts = thread::of_group(&world.db, &besa, group).await.unwrap();
        let (lang, translation) = posts[0].words.translation.clone().unwrap();
        assert_eq!(
            (lang, translation.words.as_str(), translation.state),
            (Lang::Sq, "E martë", State::Unreviewed)
        );
        assert_eq!(posts[0].words.words, "الثلاثاء", "the original is always there");
    })
    .await;
}

#[tokio::test]
async fn the_next_date_is_set_by_a_member_and_a_finished_group_is_left_in_peace() {
    on_both(async |db| {
        let world = World::of(db).await;
        let group = formed(&world).await;
        let carlo = world.participant(world.carlo, Lang::It, DAY);
        group::join(&world.db, &carlo, group, world.carlo).await.unwrap();
        let past = group::meet(&world.db, &carlo, group, "2026-11-01T10:00", 1).await.unwrap_err();
        assert_eq!((past.key(), field::of(&past)), ("lab-after-past", Some("next")));
        group::meet(&world.db, &carlo, group, "2026-12-08T17:30", 1).await.unwrap();
        assert_eq!(group::meet(&world.db, &carlo, group, "", 1).await.unwrap_err().key(), "lab-after-stale");
        let (seen, ..) = group::one(&world.db, &carlo, group).await.unwrap();
        assert_eq!(
            seen.next_at.unwrap().to_string(),
            "2026-12-08T16:30:00Z",
            "as the clocks of Foggia show it"
        );
        group::close(&world.db, &world.facilitator(DAY), group, 2).await.unwrap();
        let late = thread::write(&world.db, &carlo, group, id(), "Ci siete?").await.unwrap_err();
        assert_eq!(late.key(), "lab-after-group-closed");
        assert_eq!(thread::of_group(&world.db, &carlo, group).await.unwrap().len(), 0);
        group::leave(&world.db, &carlo, group, world.carlo).await.unwrap();
    })
    .await;
}
