//! Who holds the database can compute its whole history anew. What was signed apart from it tells.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, clippy::string_slice)]

use reticolo_store::{
    Db, Failure, Vault, audit,
    audit::{Entry, Period, Trouble, checkpoint, checkpoint::Which},
    job, sql,
    vault::Places,
};
use reticolo_testkit::{at, on_both};

async fn write(db: &Db, moment: &str, chain: &str, detail: &str) {
    let mut tx = db.begin(&at(moment)).await.unwrap();
    tx.audit(Entry { chain, action: "test.wrote", entity: "test", id: None, detail }).await.unwrap();
    tx.commit().await.unwrap();
}

async fn by_hand(db: &Db, statements: &[reticolo_store::Sql]) {
    let mut tx = db.begin(&at("2026-11-23")).await.unwrap();
    for statement in statements {
        tx.run(*statement).await.unwrap();
    }
    tx.audit(Entry { chain: "hand", action: "x", entity: "x", id: None, detail: "" }).await.unwrap();
    tx.commit().await.unwrap();
}

async fn opened(db: &Db, folder: &tempfile::TempDir) -> (Vault, Places) {
    let places = Places::beside(&folder.path().join("r.keys"));
    (Vault::open_at(db, &places).await.unwrap(), places)
}

#[tokio::test]
async fn a_history_rewritten_with_hashes_that_fit_is_found() {
    on_both(async |db| {
        let folder = tempfile::tempdir().unwrap();
        let (vault, _) = opened(&db, &folder).await;
        for detail in ["a", "b", "c"] {
            write(&db, "2026-11-23", "lab", detail).await;
        }
        assert_eq!(checkpoint::make(&db, &vault, &at("2026-11-23"), Which::Due).await.unwrap(), 1);
        assert!(audit::inspect(&db, &vault).await.unwrap().holds());
        by_hand(
            &db,
            &[
                sql!("delete from audit where chain = 'lab'"),
                sql!("delete from audit_head where chain = 'lab'"),
                sql!("delete from audit_checkpoint where chain = 'lab'"),
            ],
        )
        .await;
        for detail in ["a", "nothing happened", "c", "d"] {
            write(&db, "2026-11-23", "lab", detail).await;
        }
        assert_eq!(audit::verify(&db).await.unwrap().1, [], "every hash fits");
        let found = audit::inspect(&db, &vault).await.unwrap();
        assert_eq!(found.troubles, [Trouble::Rewritten { chain: "lab".into(), number: 3 }]);
        assert!(!found.holds());
    })
    .await;
}

#[tokio::test]
async fn a_chain_cut_before_a_checkpoint_is_found() {
    on_both(async |db| {
        let folder = tempfile::tempdir().unwrap();
        let (vault, _) = opened(&db, &folder).await;
        write(&db, "2026-11-23", "lab", "").await;
        write(&db, "2026-11-23", "lab", "").await;
        checkpoint::make(&db, &vault, &at("2026-11-23"), Which::Due).await.unwrap();
        by_hand(
            &db,
            &[
                sql!("delete from audit_checkpoint where chain = 'lab'"),
                sql!("update audit_head set number = 1, hash = (select hash from audit where chain = 'lab' and number = 1) where chain = 'lab'"),
                sql!("delete from audit where chain = 'lab' and number = 2"),
            ],
        )
        .await;
        let found = audit::inspect(&db, &vault).await.unwrap();
        assert_eq!(found.troubles, [Trouble::Rewritten { chain: "lab".into(), number: 2 }]);
        assert!(found.chains.iter().all(|chain| chain.broken.is_none()), "the chain alone tells nothing");
    })
    .await;
}

#[tokio::test]
async fn checkpoints_of_another_hand_and_a_file_that_is_missing_cut_or_changed_are_found() {
    on_both(async |db| {
        let folder = tempfile::tempdir().unwrap();
        let (vault, places) = opened(&db, &folder).await;
        for chain in ["lab", "other"] {
            write(&db, "2026-11-23", chain, "").await;
        }
        checkpoint::make(&db, &vault, &at("2026-11-23"), Which::Due).await.unwrap();
        let whole = std::fs::read_to_string(places.checkpoints()).unwrap();
        let troubles = async || audit::inspect(&db, &vault).await.unwrap().troubles;

        std::fs::remove_file(places.checkpoints()).unwrap();
        assert!(matches!(&troubles().await[..], [Trouble::FileMissing { .. }]));
        let last = whole.trim_end().rfind('\n').unwrap() + 1;
        std::fs::write(places.checkpoints(), &whole[..last]).unwrap();
        assert_eq!(troubles().await, [Trouble::FileCut { chain: "other".into(), number: 1 }]);
        std::fs::write(places.checkpoints(), whole.replace("\"lab\"", "\"bal\"")).unwrap();
        assert!(troubles().await.iter().any(|t| matches!(t, Trouble::FileChanged { line: 3 })));
        std::fs::write(places.checkpoints(), &whole).unwrap();
        assert_eq!(troubles().await, []);

        by_hand(&db, &[sql!("update audit_checkpoint set at = at + 1 where chain = 'lab'")]).await;
        assert_eq!(troubles().await, [Trouble::Unsigned { chain: "lab".into(), number: 1 }]);
        let foreign = audit::inspect(&db, &Vault::passing()).await.unwrap();
        assert_eq!(foreign.troubles.len(), 2, "another ring vouches for none of them");
    })
    .await;
}

#[tokio::test]
async fn a_chain_is_signed_when_its_time_has_come() {
    on_both(async |db| {
        let folder = tempfile::tempdir().unwrap();
        let (vault, _) = opened(&db, &folder).await;
        let sign =
            async |moment: &str, which| checkpoint::make(&db, &vault, &at(moment), which).await.unwrap();
        assert_eq!(sign("2026-11-23T08:00:00Z", Which::Due).await, 0, "there is no chain yet");
        write(&db, "2026-11-23T08:00:00Z", "lab", "").await;
        assert_eq!(sign("2026-11-23T08:00:00Z", Which::Due).await, 1);
        assert_eq!(sign("2026-11-24T08:00:00Z", Which::Due).await, 0, "nothing new");
        write(&db, "2026-11-23T09:00:00Z", "lab", "").await;
        assert_eq!(sign("2026-11-23T10:00:00Z", Which::Due).await, 0, "not a day yet");
        assert_eq!(sign("2026-11-23T10:00:00Z", Which::Grown).await, 1, "unless somebody asks");
        write(&db, "2026-11-23T11:00:00Z", "lab", "").await;
        assert_eq!(sign("2026-11-24T10:00:00Z", Which::Due).await, 1);
        let mut tx = db.begin(&at("2026-11-24T10:00:00Z")).await.unwrap();
        for _ in 0..1_000 {
            tx.audit(Entry { chain: "lab", action: "x", entity: "x", id: None, detail: "" }).await.unwrap();
        }
        tx.commit().await.unwrap();
        assert_eq!(sign("2026-11-24T10:01:00Z", Which::Due).await, 1, "or after a thousand entries");
        let found = audit::inspect(&db, &vault).await.unwrap();
        let lab = found.chains.iter().find(|chain| chain.chain == "lab").unwrap();
        assert_eq!((lab.entries, lab.signed, lab.broken), (1_003, 1_003, None));
        assert!(found.holds());
    })
    .await;
}

#[tokio::test]
async fn what_was_changed_is_never_signed_and_holds_up_no_other_chain() {
    on_both(async |db| {
        let folder = tempfile::tempdir().unwrap();
        let (vault, _) = opened(&db, &folder).await;
        for chain in ["lab", "other"] {
            write(&db, "2026-11-23", chain, "true").await;
            write(&db, "2026-11-23", chain, "true").await;
        }
        by_hand(&db, &[sql!("update audit set detail = 'false' where chain = 'lab' and number = 2")]).await;
        let refused = checkpoint::make(&db, &vault, &at("2026-11-23"), Which::Due).await;
        assert!(matches!(refused, Err(Failure::Audit(chains)) if chains == "lab"));
        let found = audit::inspect(&db, &vault).await.unwrap();
        let signed = |name: &str| found.chains.iter().find(|chain| chain.chain == name).unwrap().signed;
        assert_eq!((signed("lab"), signed("other")), (0, 2));
    })
    .await;
}

#[tokio::test]
async fn the_job_signs_and_plans_itself_within_the_hour() {
    on_both(async |db| {
        let folder = tempfile::tempdir().unwrap();
        let (vault, _) = opened(&db, &folder).await;
        write(&db, "2026-11-23", "lab", "").await;
        let now = at("2026-11-23T08:00:00Z");
        checkpoint::plan(&db, &now).await.unwrap();
        checkpoint::plan(&db, &now).await.unwrap();
        let job = job::take_of(&db, &now, checkpoint::JOB).await.unwrap().unwrap();
        checkpoint::work(&db, &vault.for_jobs(), &now, &job).await.unwrap();
        assert_eq!(audit::inspect(&db, &vault).await.unwrap().chains[0].signed, 1);
        assert_eq!(job::take_of(&db, &at("2026-11-23T08:59:00Z"), checkpoint::JOB).await.unwrap(), None);
        assert!(job::take_of(&db, &at("2026-11-23T09:00:00Z"), checkpoint::JOB).await.unwrap().is_some());
        assert_eq!(
            audit::verify(&db).await.unwrap().0,
            1,
            "a checkpoint leaves no entry that asks for the next"
        );
    })
    .await;
}

#[tokio::test]
async fn after_a_restored_backup_what_lay_beyond_it_is_no_trouble() {
    on_both(async |db| {
        let folder = tempfile::tempdir().unwrap();
        let (vault, _) = opened(&db, &folder).await;
        write(&db, "2026-11-23", "lab", "kept").await;
        let heads = audit::heads(&db).await.unwrap();
        write(&db, "2026-11-23", "lab", "lost").await;
        write(&db, "2026-11-23", "young", "lost").await;
        checkpoint::make(&db, &vault, &at("2026-11-23"), Which::Due).await.unwrap();
        by_hand(
            &db,
            &[
                sql!("delete from audit_checkpoint"),
                sql!("delete from audit where number = 2 or chain = 'young'"),
                sql!("delete from audit_head where chain = 'young'"),
                sql!("update audit_head set number = 1, hash = (select hash from audit where chain = 'lab' and number = 1) where chain = 'lab'"),
            ],
        )
        .await;
        assert_eq!(audit::inspect(&db, &vault).await.unwrap().troubles.len(), 2);
        assert_eq!(checkpoint::restored(&vault, &at("2026-11-24"), &heads).await.unwrap(), 2);
        assert_eq!(checkpoint::restored(&vault, &at("2026-11-24"), &heads).await.unwrap(), 0, "once");
        assert!(audit::inspect(&db, &vault).await.unwrap().holds());
        write(&db, "2026-11-24", "lab", "new").await;
        checkpoint::make(&db, &vault, &at("2026-11-25"), Which::Due).await.unwrap();
        assert!(audit::inspect(&db, &vault).await.unwrap().holds());
        assert_eq!(audit::verify_against(&db, &heads).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn the_entries_of_a_chain_are_listed_by_their_days() {
    on_both(async |db| {
        for (moment, chain) in
            [("2026-11-01", "lab"), ("2026-11-02", "lab"), ("2026-11-02", "other"), ("2026-11-03", "lab")]
        {
            write(&db, moment, chain, moment).await;
        }
        let from = |from: &str, to: &str| Period { from: from.parse().ok(), to: to.parse().ok() };
        let listed = async |period, after, most| {
            let entries = audit::list(&db, "lab", period, after, most).await.unwrap();
            entries.into_iter().map(|entry| (entry.number, entry.detail)).collect::<Vec<_>>()
        };
        assert_eq!(listed(Period::default(), 0, 10).await.len(), 3);
        assert_eq!(listed(from("2026-11-02", "2026-11-03"), 0, 10).await, [(2, "2026-11-02".to_owned())]);
        assert_eq!(listed(Period::default(), 2, 10).await, [(3, "2026-11-03".to_owned())]);
        assert_eq!(listed(Period::default(), 0, 1).await, [(1, "2026-11-01".to_owned())]);
    })
    .await;
}
