//! A proposal becomes the draft of a collaboration procedure.

use super::world::{DAY, World, id};
use reticolo_base::{Lang, Refusal as _};
use reticolo_lab::after::procedure::{Document, document::Paper, shelf};
use reticolo_lab::after::story;
use reticolo_testkit::on_both;

#[tokio::test]
async fn a_draft_is_prefilled_from_the_proposal_and_remembers_the_tables() {
    on_both(async |db| {
        let world = World::of(db).await;
        let ctx = world.facilitator(DAY);
        let draft =
            shelf::begin(&world.db, &ctx, world.proposal.id, id(), |codes| codes.join(", ")).await.unwrap();
        let again =
            shelf::begin(&world.db, &ctx, world.proposal.id, id(), |codes| codes.join(", ")).await.unwrap();
        assert_eq!(draft, again, "a proposal has one draft");
        let seen = shelf::one(&world.db, &ctx, draft, None).await.unwrap();
        let document = &seen.document;
        assert_eq!(document.title.words(Lang::It), "Un mediatore al telefono");
        let parties: Vec<_> = document.parties.iter().map(|p| p.organization.as_str()).collect();
        assert_eq!(parties, ["ASL di prova", "Comune di prova"]);
        assert_eq!(document.scope.territory, "071");
        assert_eq!(document.steps[0].what, "Scegliere le due mattine");
        assert_eq!(document.provenance.proposal, world.proposal.id);
        assert_eq!(document.provenance.tables, [(world.session, 1, 1)]);
        assert_eq!((seen.number, seen.version.clone()), (1, document.hash()));
        let thing = reticolo_lab::provenance::Thing::new("procedure", draft);
        let way = story::whence(&world.db, &ctx, &thing).await.unwrap();
        assert_eq!(way[0].thing, world.proposal);
        let became = story::became(&world.db, &ctx, &world.theme).await.unwrap();
        assert_eq!(became.last().unwrap().title.words, "Un mediatore al telefono");
    })
    .await;
}

#[tokio::test]
async fn every_version_stays_and_a_stale_one_is_refused() {
    on_both(async |db| {
        let world = World::of(db).await;
        let ctx = world.facilitator(DAY);
        let draft =
            shelf::begin(&world.db, &ctx, world.proposal.id, id(), |codes| codes.join(", ")).await.unwrap();
        let first = shelf::one(&world.db, &ctx, draft, None).await.unwrap();
        let paper = Paper { name: "passaporto".into(), asked: "if_available".into() };
        let other =
            Document { documents: vec![paper], provenance: Default::default(), ..first.document.clone() };
        let second = shelf::revise(&world.db, &ctx, draft, &first.version, other.clone()).await.unwrap();
        assert_eq!(second.number, 2);
        assert_eq!(
            second.document.provenance, first.document.provenance,
            "where it comes from cannot be changed"
        );
        let same = shelf::revise(&world.db, &ctx, draft, &second.version, other.clone()).await.unwrap();
        assert_eq!(same.number, 2, "the same content is no new version");
        let stale =
            shelf::revise(&world.db, &ctx, draft, &first.version, first.document.clone()).await.unwrap_err();
        assert_eq!(stale.key(), "lab-after-stale");
        assert_eq!(shelf::one(&world.db, &ctx, draft, Some(1)).await.unwrap(), first);
        assert_eq!(shelf::versions(&world.db, &ctx, draft).await.unwrap().len(), 2);
        assert_eq!(shelf::of_lab(&world.db, &ctx, world.lab).await.unwrap().len(), 1);
        for other in [world.anybody(DAY), world.stranger(DAY)] {
            assert_eq!(shelf::one(&world.db, &other, draft, None).await.unwrap_err().key(), "refusal-denied");
        }
        let amina = world.participant(world.amina, Lang::Ar, DAY);
        assert!(shelf::one(&world.db, &amina, draft, None).await.is_ok());
        assert!(shelf::revise(&world.db, &amina, draft, &second.version, Document::default()).await.is_err());
    })
    .await;
}
