//! Templates: a session that somebody thought through before, in six languages.

use super::{BlockKind, OUTPUTS, data};
use reticolo_base::{Lang, Text};
use serde::Deserialize;
use std::sync::LazyLock;

/// A session to begin from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// Its code; it never changes.
    pub code: String,
    /// Its place in the list.
    pub order: u32,
    /// The icon of its picture.
    pub icon: String,
    /// How long such a meeting takes, in minutes.
    pub minutes: u32,
    /// For how many people it is made, at least and at most.
    pub people: (u32, u32),
    /// Its name.
    pub name: Text,
    /// What it is good for, in one sentence.
    pub about: Text,
    /// The title that a meeting gets.
    pub title: Text,
    /// The purpose that a meeting gets.
    pub purpose: Text,
    /// What people read when they come in.
    pub welcome: Text,
    /// The blocks, in order.
    #[serde(rename = "block")]
    pub blocks: Vec<TemplateBlock>,
}

/// A block of a template.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateBlock {
    /// What people do, as [`BlockKind::code`].
    pub kind: String,
    /// How long, in minutes.
    pub minutes: u32,
    /// Turns.
    #[serde(default)]
    pub rounds: u32,
    /// How long a turn is, in minutes.
    #[serde(default)]
    pub round_minutes: u32,
    /// Tables.
    #[serde(default)]
    pub tables: u32,
    /// What it leaves behind.
    #[serde(default)]
    pub outputs: Vec<String>,
    /// The journey that is walked.
    #[serde(default)]
    pub journey: Option<String>,
    /// Its title.
    pub title: Text,
    /// What it is for.
    pub purpose: Text,
    /// The questions.
    #[serde(default)]
    pub questions: Vec<Text>,
}

impl TemplateBlock {
    /// What people do.
    pub fn kind(&self) -> BlockKind {
        BlockKind::parse(&self.kind).unwrap_or(BlockKind::Information)
    }
}

/// Every template, in the order of the list.
pub fn templates() -> &'static [Template] {
    static ALL: LazyLock<Vec<Template>> = LazyLock::new(|| data::or_empty(load()));
    &ALL
}

/// A template by its code.
pub fn template(code: &str) -> Option<&'static Template> {
    templates().iter().find(|template| template.code == code)
}

/// Reads and checks every template.
///
/// # Errors
/// The first file that is broken, and why.
pub fn load() -> Result<Vec<Template>, data::Broken> {
    let mut all = Vec::new();
    for file in data::files("templates/") {
        let template: Template = data::toml(&file)?;
        check(&template).map_err(|what| data::Broken { file, what })?;
        all.push(template);
    }
    all.sort_by_key(|template| template.order);
    Ok(all)
}

fn check(template: &Template) -> Result<(), String> {
    let heads = [&template.name, &template.about, &template.title, &template.purpose, &template.welcome];
    let of_blocks =
        template.blocks.iter().flat_map(|b| [&b.title, &b.purpose].into_iter().chain(&b.questions));
    for text in heads.into_iter().chain(of_blocks) {
        if let Some(lang) = Lang::ALL.into_iter().find(|lang| text.get(*lang).is_none()) {
            return Err(format!("nothing in {lang} for “{}”", text.words(Lang::It)));
        }
    }
    for block in &template.blocks {
        let kind = BlockKind::parse(&block.kind).ok_or_else(|| format!("no such kind: {}", block.kind))?;
        if kind.has_tables() && (block.tables == 0 || block.rounds == 0) {
            return Err("a block with tables needs tables and turns".into());
        }
        if block.rounds * block.round_minutes > block.minutes {
            return Err(format!("the turns of “{}” are longer than the block", block.title.words(Lang::It)));
        }
        if let Some(output) = block.outputs.iter().find(|output| !OUTPUTS.contains(&output.as_str())) {
            return Err(format!("no such output: {output}"));
        }
    }
    let planned: u32 = template.blocks.iter().map(|block| block.minutes).sum();
    if planned == template.minutes { Ok(()) } else { Err(format!("blocks of {planned} minutes")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_is_whole_in_six_languages_and_its_minutes_add_up() {
        let all = load().unwrap_or_else(|broken| panic!("{broken}"));
        let codes: Vec<_> = all.iter().map(|template| template.code.as_str()).collect();
        assert_eq!(codes, ["seed-1", "seed-2", "seed-3", "cafe-90", "decision", "plain"]);
    }

    #[test]
    fn the_third_meeting_of_the_seed_has_its_two_blocks_and_its_five_questions() {
        let third = template("seed-3").unwrap();
        let cafes: Vec<_> = third.blocks.iter().filter(|block| block.kind() == BlockKind::Cafe).collect();
        assert_eq!(cafes.len(), 2);
        let questions: Vec<_> = cafes
            .iter()
            .flat_map(|block| &block.questions)
            .filter_map(|question| question.get(Lang::It))
            .collect();
        assert_eq!(questions.len(), 5);
        assert!(questions[0].starts_with("Come migliorare i servizi per i cittadini stranieri"));
        assert!(questions[4].starts_with("Che tipo di procedure di collaborazione"));
    }

    #[test]
    fn a_template_whose_minutes_do_not_add_up_is_refused() {
        let mut wrong = template("cafe-90").unwrap().clone();
        wrong.minutes += 1;
        assert!(check(&wrong).unwrap_err().contains("minutes"));
        let mut silent = template("plain").unwrap().clone();
        silent.title.set(Lang::Sq, "");
        assert!(check(&silent).unwrap_err().contains("sq"));
    }
}
