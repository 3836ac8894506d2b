//! What must hold of all texts: every language says the same things, with the same variables, and leaves nothing blank.
#![allow(clippy::unwrap_used, clippy::panic)] // What helps the tests is a test.

use fluent_syntax::{ast, parser};
use regex::Regex;
use reticolo_base::Lang;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

type Variables = BTreeSet<String>;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .flat_map(|path| {
            if path.is_dir() {
                files(&path, ending)
            } else {
                path.to_string_lossy().ends_with(ending).then_some(path).into_iter().collect()
            }
        })
        .collect()
}

/// Every key of a language with its variables. A key may be defined once only.
fn texts(lang: Lang) -> BTreeMap<String, Variables> {
    let mut all = BTreeMap::new();
    for path in files(&root().join("ftl").join(lang.code()), ".ftl") {
        let source = fs::read_to_string(&path).unwrap();
        let resource = parser::parse(source.as_str())
            .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", path.display()));
        for entry in resource.body {
            if let ast::Entry::Message(message) = entry {
                let pattern = message.value.unwrap_or_else(|| panic!("{}: no text", message.id.name));
                let mut variables = Variables::new();
                let said = gather(&pattern, &mut variables);
                assert!(said, "{}: {} is blank", path.display(), message.id.name);
                let twice = all.insert(message.id.name.to_owned(), variables);
                assert!(twice.is_none(), "{}: {} is there twice", path.display(), message.id.name);
            }
        }
    }
    all
}

/// Gathers the variables of a pattern; true when it says something.
fn gather(pattern: &ast::Pattern<&str>, variables: &mut Variables) -> bool {
    let mut said = false;
    for element in &pattern.elements {
        match element {
            ast::PatternElement::TextElement { value } => said |= !value.trim().is_empty(),
            ast::PatternElement::Placeable { expression } => {
                said = true;
                within(expression, variables);
            }
        }
    }
    said
}

fn within(expression: &ast::Expression<&str>, variables: &mut Variables) {
    match expression {
        ast::Expression::Inline(inline) => name(inline, variables),
        ast::Expression::Select { selector, variants } => {
            name(selector, variables);
            for variant in variants {
                assert!(gather(&variant.value, variables), "a blank variant");
            }
        }
    }
}

fn name(inline: &ast::InlineExpression<&str>, variables: &mut Variables) {
    if let ast::InlineExpression::VariableReference { id } = inline {
        variables.insert(id.name.to_owned());
    }
}

/// The sources that say something to people.
fn sources() -> Vec<(PathBuf, String)> {
    let crates = root().join("..");
    let mut paths = files(&crates.join("web/templates"), ".html");
    for folder in
        ["web/src", "words/src", "reticolo/src", "directory/src", "base/src", "store/src", "search/src"]
    {
        paths.extend(files(&crates.join(folder), ".rs"));
    }
    paths.into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn every_language_says_the_same_things_with_the_same_variables() {
    let italian = texts(Lang::It);
    assert!(italian.len() > 100, "only {} texts", italian.len());
    let mut wrong = Vec::new();
    for lang in Lang::ALL {
        let other = texts(lang);
        for (key, variables) in &italian {
            match other.get(key) {
                None => wrong.push(format!("{lang}: {key} is missing")),
                Some(found) if found != variables => {
                    wrong.push(format!("{lang}: {key} has {found:?}, not {variables:?}"));
                }
                Some(_) => {}
            }
        }
        wrong.extend(
            other
                .keys()
                .filter(|key| !italian.contains_key(*key))
                .map(|key| format!("{lang}: {key} is no key")),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_key_that_a_page_says_is_there() {
    let italian = texts(Lang::It);
    let said = Regex::new(r#"\bsay(?:_with)?\(\s*"([a-z0-9-]+)""#).unwrap();
    let refused = Regex::new(r#""((?:refusal|error)-[a-z0-9-]+)""#).unwrap();
    let (mut used, mut missing) = (0, BTreeSet::new());
    for (path, source) in sources() {
        for key in
            said.captures_iter(&source).chain(refused.captures_iter(&source)).map(|found| found[1].to_owned())
        {
            used += 1;
            if !italian.contains_key(&key) {
                missing.insert(format!("{key} in {}", path.display()));
            }
        }
    }
    assert!(missing.is_empty(), "there is no text {missing:#?}");
    assert!(used > 100, "the search for keys found only {used}");
}

#[test]
fn every_variable_of_a_text_is_given_where_it_is_said() {
    let italian = texts(Lang::It);
    let call = Regex::new(r#"(?s)say_with\(\s*"([a-z0-9-]+)",\s*&?\[(.*?)\]\s*\)"#).unwrap();
    let given = Regex::new(r#"\(\s*"(\w+)","#).unwrap();
    for (path, source) in sources() {
        for found in call.captures_iter(&source) {
            let names: Variables = given.captures_iter(&found[2]).map(|name| name[1].to_owned()).collect();
            // A text that is missing fails another test.
            let Some(wanted) = italian.get(&found[1]) else { continue };
            assert!(
                wanted.is_subset(&names),
                "{}: {} needs {wanted:?}, gets {names:?}",
                path.display(),
                &found[1]
            );
        }
    }
}

#[test]
fn a_text_without_variables_is_never_said_with_a_hole() {
    let italian = texts(Lang::It);
    let plain = Regex::new(r#"\bsay\(\s*"([a-z0-9-]+)""#).unwrap();
    for (path, source) in sources() {
        for found in plain.captures_iter(&source) {
            assert!(
                italian.get(&found[1]).is_none_or(BTreeSet::is_empty),
                "{}: {} needs variables",
                path.display(),
                &found[1]
            );
        }
    }
}
