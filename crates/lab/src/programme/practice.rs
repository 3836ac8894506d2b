//! Practices of co-design: what they are good for, how they go, and how they become a block of a session.

use super::{BlockKind, OUTPUTS, data};
use reticolo_base::{Lang, Text};
use serde::Deserialize;
use std::sync::LazyLock;

/// A practice.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Practice {
    /// Its code; it never changes.
    pub code: String,
    /// The icon of its picture.
    pub icon: String,
    /// The kind of block it becomes, as [`BlockKind::code`].
    pub kind: String,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// For how many people, at least and at most.
    pub people: (u32, u32),
    /// Turns; 0 where there are no tables.
    #[serde(default)]
    pub rounds: u32,
    /// How long a turn is, in minutes.
    #[serde(default)]
    pub round_minutes: u32,
    /// Tables; 0 where there are none.
    #[serde(default)]
    pub tables: u32,
    /// What it leaves behind.
    #[serde(default)]
    pub outputs: Vec<String>,
    /// Its name.
    pub name: Text,
    /// What it is good for, in one sentence.
    pub about: Text,
    /// How it goes, step by step.
    pub steps: Vec<Text>,
    /// What to watch for.
    pub care: Text,
    /// Where it comes from.
    pub source: String,
}

impl Practice {
    /// The kind of block it becomes.
    pub fn kind(&self) -> BlockKind {
        BlockKind::parse(&self.kind).unwrap_or(BlockKind::Plenary)
    }
}

/// What a practice is looked for by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PracticeFilter {
    /// The kind of block.
    pub kind: Option<BlockKind>,
    /// It takes no more minutes than these.
    pub minutes: Option<u32>,
    /// It is made for so many people.
    pub people: Option<u32>,
}

impl PracticeFilter {
    /// Whether a practice is one of those.
    pub fn takes(self, practice: &Practice) -> bool {
        let (least, most) = practice.people;
        self.kind.is_none_or(|kind| kind == practice.kind())
            && self.minutes.is_none_or(|minutes| practice.minutes <= minutes)
            && self.people.is_none_or(|people| (least..=most).contains(&people))
    }
}

/// Every practice.
pub fn practices() -> &'static [Practice] {
    static ALL: LazyLock<Vec<Practice>> = LazyLock::new(|| data::or_empty(load()));
    &ALL
}

/// A practice by its code.
pub fn practice(code: &str) -> Option<&'static Practice> {
    practices().iter().find(|practice| practice.code == code)
}

/// Reads and checks the file.
///
/// # Errors
/// What is broken.
pub fn load() -> Result<Vec<Practice>, data::Broken> {
    #[derive(Default, Deserialize)]
    struct File {
        practice: Vec<Practice>,
    }
    let file: File = data::toml("practices.toml")?;
    for practice in &file.practice {
        check(practice).map_err(|what| data::Broken { file: "practices.toml".into(), what })?;
    }
    Ok(file.practice)
}

fn check(practice: &Practice) -> Result<(), String> {
    let code = &practice.code;
    for lang in Lang::ALL {
        if practice.name.get(lang).is_none() || practice.about.get(lang).is_none() {
            return Err(format!("{code}: no name or sentence in {lang}"));
        }
    }
    let said = practice.steps.iter().chain([&practice.care]);
    if said.clone().any(|text| text.get(Lang::It).is_none() || text.get(Lang::En).is_none()) {
        return Err(format!("{code}: a step is not in Italian and English"));
    }
    let kind = BlockKind::parse(&practice.kind).ok_or_else(|| format!("{code}: no such kind"))?;
    if kind.has_tables() != (practice.tables > 0) {
        return Err(format!("{code}: tables where the kind has none, or none where it has"));
    }
    if practice.rounds * practice.round_minutes > practice.minutes {
        return Err(format!("{code}: turns longer than the whole"));
    }
    let known = practice.outputs.iter().all(|output| OUTPUTS.contains(&output.as_str()));
    if known { Ok(()) } else { Err(format!("{code}: no such output")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_practice_is_whole() {
        let all = load().unwrap_or_else(|broken| panic!("{broken}"));
        assert!(all.len() >= 8, "{}", all.len());
        for practice in &all {
            assert!(practice.steps.len() >= 3, "{}", practice.code);
        }
        assert!(practice("world-cafe").is_some() && practice("séance").is_none());
    }

    #[test]
    fn a_filter_finds_what_fits() {
        let fits = |filter: PracticeFilter| practices().iter().filter(|p| filter.takes(p)).count();
        let short = PracticeFilter { minutes: Some(20), ..PracticeFilter::default() };
        assert!(fits(short) > 0 && fits(short) < practices().len());
        let nobody = PracticeFilter { people: Some(0), ..PracticeFilter::default() };
        assert_eq!(fits(nobody), 0);
        let decision = PracticeFilter { kind: Some(BlockKind::Decision), ..PracticeFilter::default() };
        assert!(practices().iter().filter(|p| decision.takes(p)).all(|p| p.kind() == BlockKind::Decision));
    }
}
