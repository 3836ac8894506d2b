//! Every statement of every domain is understood by both engines.

use reticolo_store::statements;
use reticolo_testkit::on_both;

#[tokio::test]
async fn every_statement_is_prepared_on_both_engines() {
    // Linked for their statements.
    assert!(!reticolo_directory::book::MIGRATIONS.is_empty());
    on_both(async |db| {
        let mut refused = Vec::new();
        let mut prepared = 0;
        for sql in statements() {
            // A test's own statements may speak of tables that only it makes.
            if sql.file.contains("/tests/") {
                continue;
            }
            prepared += 1;
            if let Err(failure) = db.prepare(sql.text).await {
                refused.push(format!("{}: {}\n  {failure:?}", sql.file, sql.text));
            }
        }
        assert!(refused.is_empty(), "{:?} refuses:\n{}", db.engine(), refused.join("\n"));
        assert!(prepared > 40, "only {prepared} statements are known: are the domains linked?");
    })
    .await;
}
