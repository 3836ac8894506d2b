//! The rules of the house, read from manifests and sources. Also run as a test.

use crate::shell::{command, output, root};
use anyhow::{Result, bail};
use std::collections::{BTreeMap, BTreeSet};

/// Which of our crates a crate may know.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("base", &[]),
    ("store", &["base"]),
    ("search", &["base"]),
    ("words", &["base"]),
    ("seating", &["base"]),
    ("opinion", &["base"]),
    ("accounts", &["base", "store"]),
    ("live", &["base", "store"]),
    ("directory", &["base", "store", "accounts", "search"]),
    ("lab", &["base", "store", "accounts", "seating", "opinion", "live"]),
    ("desk", &["base", "store", "accounts", "directory"]),
    (
        "web",
        &["base", "store", "accounts", "directory", "lab", "desk", "live", "seating", "opinion", "words"],
    ),
];

/// Libraries that only these crates may name.
const ONLY: &[(&str, &[&str])] = &[
    ("sqlx", &["store"]),
    ("tantivy", &["search"]),
    ("axum", &["web", "reticolo"]),
    ("askama", &["web"]),
    ("fluent-bundle", &["words"]),
    ("yrs", &["live"]),
    ("lettre", &["reticolo"]),
    ("argon2", &["accounts"]),
    ("chacha20poly1305", &["store"]),
    ("ring", &["store"]),
];

/// Sources longer than this hide a second noun.
const MOST_LINES: usize = 500;

/// Checks everything; the message lists each place.
pub fn run() -> Result<()> {
    let found: Vec<String> =
        [directions(), owners(), clocks(), statements(), journals(), beside(), sizes(), words()]
            .into_iter()
            .flatten()
            .collect();
    if found.is_empty() {
        return Ok(());
    }
    bail!("{} places break a rule of the house:\n  {}", found.len(), found.join("\n  "))
}

fn manifests() -> BTreeMap<String, BTreeSet<String>> {
    let mut all = BTreeMap::new();
    for entry in std::fs::read_dir(root().join("crates")).into_iter().flatten().flatten() {
        let Ok(text) = std::fs::read_to_string(entry.path().join("Cargo.toml")) else { continue };
        let Ok(manifest) = text.parse::<toml::Table>() else { continue };
        let dependencies = manifest.get("dependencies").and_then(toml::Value::as_table);
        let names = dependencies.map(|table| table.keys().cloned().collect()).unwrap_or_default();
        all.insert(entry.file_name().to_string_lossy().into_owned(), names);
    }
    all
}

fn directions() -> Vec<String> {
    let manifests = manifests();
    let mut found = Vec::new();
    for (name, dependencies) in &manifests {
        let ours: Vec<&str> = dependencies.iter().filter_map(|d| d.strip_prefix("reticolo-")).collect();
        let allowed = match MAY_KNOW.iter().find(|(known, _)| known == name) {
            Some((_, allowed)) => *allowed,
            None if ["reticolo", "testkit"].contains(&name.as_str()) => continue,
            None => {
                found.push(format!("crates/{name}: not in the table of who may know whom"));
                continue;
            }
        };
        found.extend(
            ours.iter()
                .filter(|dep| !allowed.contains(dep))
                .map(|dep| format!("crates/{name} may not know {dep}")),
        );
        if dependencies.contains("reticolo-testkit") {
            found.push(format!("crates/{name}: testkit is for tests only"));
        }
    }
    found
}

fn owners() -> Vec<String> {
    let mut found = Vec::new();
    for (name, dependencies) in manifests() {
        for (library, owners) in ONLY {
            if dependencies.contains(*library) && !owners.contains(&name.as_str()) {
                found.push(format!("crates/{name}: only {} may name {library}", owners.join(" and ")));
            }
        }
    }
    found
}

/// Files that git tracks or would track, with their text.
fn sources(ending: &str) -> Vec<(String, String)> {
    let listed = output(command("git").args(["ls-files", "--cached", "--others", "--exclude-standard"]));
    listed
        .unwrap_or_default()
        .lines()
        .filter(|path| path.ends_with(ending))
        .filter_map(|path| Some((path.to_owned(), std::fs::read_to_string(root().join(path)).ok()?)))
        .collect()
}

/// The code of a file without its tests.
fn code(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("tests.rs") || path.starts_with("crates/testkit/")
}

fn clocks() -> Vec<String> {
    let clocks = ["Timestamp::now()", "SystemTime::now()", "Zoned::now()", "Utc::now()", "Local::now()"];
    let mut found = Vec::new();
    for (path, text) in sources(".rs") {
        let domain = path.starts_with("crates/") && !path.starts_with("crates/reticolo/") && !is_test(&path);
        for clock in clocks.iter().filter(|clock| domain && code(&text).contains(**clock)) {
            found.push(format!("{path}: no domain reads the clock ({clock})"));
        }
    }
    found
}

/// SQL belongs into domains, never into pages.
fn statements() -> Vec<String> {
    let pages = sources(".rs").into_iter().filter(|(path, _)| path.starts_with("crates/web/src/"));
    pages
        .filter(|(_, text)| text.contains("sql!("))
        .map(|(path, _)| format!("{path}: a page holds SQL"))
        .collect()
}

/// The one file that may commit without an audit entry, and what it may write (docs/decisions/0007).
const JOURNAL: &str = "crates/live/src/journal.rs";

fn journals() -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in sources(".rs") {
        let known = [JOURNAL, "crates/store/src/tx.rs", "xtask/src/tidy.rs"].contains(&path.as_str());
        if text.contains("commit_journal") && !known {
            found.push(format!("{path}: only {JOURNAL} may commit without an audit entry"));
        }
        if path == JOURNAL {
            found.extend(written_tables(&text).into_iter().filter(|table| !table.starts_with("room")).map(
                |table| format!("{path}: writes {table}, which is no journal and needs an audit entry"),
            ));
        }
    }
    found
}

/// Whoever holds a transaction and asks the pool for a second connection waits for herself when all are taken.
fn beside() -> Vec<String> {
    let domains = sources(".rs").into_iter().filter(|(path, _)| path.contains("/src/") && !is_test(path));
    domains
        .flat_map(|(path, text)| {
            let lines = read_beside(code(&text));
            lines.into_iter().map(move |line| {
                format!("{path}:{line}: reads beside an open transaction; read before it, or through it")
            })
        })
        .collect()
}

/// The lines of a source that ask the database while a transaction of the same function is open.
fn read_beside(code: &str) -> Vec<usize> {
    let (mut open, mut found) = (false, Vec::new());
    for (number, line) in (1..).zip(code.lines()) {
        let trimmed = line.trim_start();
        let begins = trimmed.starts_with("let mut tx = ") && line.contains(".begin(");
        if open
            && !begins
            && ["(db,", "(&db,", "db.row(", "db.rows(", ".app.db,"].iter().any(|read| line.contains(read))
        {
            found.push(number);
        }
        let ends = line.contains("commit()") || line == "}" || trimmed.contains("fn ");
        open = begins || open && !ends;
    }
    found
}

/// The tables that statements of a source write.
fn written_tables(text: &str) -> Vec<String> {
    let table =
        |rest: &str| rest.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    let after = |head: &'static str| text.split(head).skip(1).map(table);
    after("\"insert into ").chain(after("\"update ")).chain(after("\"delete from ")).collect()
}

fn sizes() -> Vec<String> {
    let all = [".rs", ".ts", ".scss", ".html"].into_iter().flat_map(sources);
    all.filter(|(_, text)| text.lines().count() > MOST_LINES)
        .map(|(path, text)| {
            format!("{path}: {} lines; a second noun may live in there", text.lines().count())
        })
        .collect()
}

/// Words that must not occur in sources: unfinished work, and paths of somebody's machine.
fn words() -> Vec<String> {
    let unfinished = ["TO", "DO"].concat();
    let broken = ["FIX", "ME"].concat();
    let homes = ["/ho", "/ro", "/wo"].map(|head| format!("\"{head}"));
    let mut found = Vec::new();
    for (path, text) in [".rs", ".ts", ".scss", ".html", ".sql", ".mjs"].into_iter().flat_map(sources) {
        if path == "xtask/src/tidy.rs" {
            continue;
        }
        for (number, line) in text.lines().enumerate() {
            let machine = homes
                .iter()
                .zip(["me/", "ot/", "rk/"])
                .any(|(head, tail)| line.contains(&format!("{head}{tail}")));
            if line.contains(&unfinished) || line.contains(&broken) || machine {
                found.push(format!("{path}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_house_is_tidy() {
        if let Err(error) = run() {
            panic!("{error}");
        }
    }

    #[test]
    fn the_journal_writes_rooms_only() {
        let text = std::fs::read_to_string(root().join(JOURNAL)).unwrap();
        let written = written_tables(&text);
        assert!(written.len() >= 5 && written.iter().all(|table| table.starts_with("room")), "{written:?}");
        assert_eq!(written_tables(r#"sql!("insert into lab (id) values ($1)")"#), ["lab"]);
    }

    #[test]
    fn a_read_beside_an_open_transaction_is_found() {
        let wrong = "let a = one(db, id);\nlet mut tx = db.begin(ctx).await?;\ntx.run(a);\nlet b = one(db, id);\ntx.commit().await?;\none(db, id)";
        assert_eq!(read_beside(wrong), [4]);
        let right =
            "let mut tx = db.begin(ctx).await?;\ntx.run(a).await?;\n}\nfn other(db: &Db) {\nfind(db, id);";
        assert!(read_beside(right).is_empty());
    }

    #[test]
    fn the_architecture_names_tests_that_are_there() {
        let text = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
        let named: Vec<&str> =
            text.split('`').filter(|word| word.ends_with(".rs") && word.contains('/')).collect();
        assert!(named.len() >= 8, "the invariants name their tests: {named:?}");
        let missing: Vec<_> = named.into_iter().filter(|path| !root().join(path).exists()).collect();
        assert_eq!(missing, Vec::<&str>::new());
    }
}
