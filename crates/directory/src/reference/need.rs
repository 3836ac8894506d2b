//! Needs, in groups, with the words in which people say them.

use super::{Data, ReferenceError};
use reticolo_base::{Lang, Text};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

/// A need that the network answers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Need {
    /// Its full code, e.g. `stay.renewal`; never changes.
    pub code: String,
    /// Its number in the list of needs, from 1.
    pub number: u16,
    /// The picture: a name of the Tabler outline icons.
    pub icon: String,
    /// Its pages have a quick exit.
    #[serde(default)]
    pub sensitive: bool,
    /// The law forbids asking for the permit.
    #[serde(default)]
    pub position_not_asked: bool,
    /// Codes of Open Eligibility.
    #[serde(default)]
    pub open_eligibility: Vec<String>,
    /// Code of a CPSV-AP_IT life event; empty where none fits.
    #[serde(default)]
    pub life_event: String,
    /// Its name.
    pub label: Text,
    /// What it is, for who does not know the name.
    pub hint: Text,
    /// Everyday words, per language.
    #[serde(default)]
    pub words: BTreeMap<Lang, Vec<String>>,
    /// Italian words as foreigners hear and write them.
    #[serde(default)]
    pub heard: Vec<String>,
}

impl Need {
    /// The code of its group.
    pub fn group(&self) -> &str {
        self.code.split('.').next().unwrap_or_default()
    }
}

/// A group of needs.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Group {
    /// Its code.
    #[serde(rename = "group")]
    pub code: String,
    /// The picture: a name of the Tabler outline icons.
    pub icon: String,
    /// Its name, short enough to stand under a picture.
    pub label: Text,
    /// Its needs.
    #[serde(rename = "need")]
    pub needs: Vec<Need>,
}

/// The needs, in groups.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needs {
    groups: Vec<Group>,
    places: HashMap<String, (usize, usize)>,
}

impl Needs {
    pub(super) fn load() -> Result<Self, ReferenceError> {
        let mut groups = Vec::new();
        for file in Data::files("needs/", ".toml") {
            let group: Group = Data::toml(&file)?;
            check(&file, &group)?;
            groups.push(group);
        }
        if groups.is_empty() {
            return Err(ReferenceError::new("needs/", "missing"));
        }
        Ok(Self::of(groups))
    }

    fn of(mut groups: Vec<Group>) -> Self {
        groups.sort_by_key(|group| group.needs.iter().map(|need| need.number).min());
        let mut places = HashMap::new();
        for (g, group) in groups.iter().enumerate() {
            for (n, need) in group.needs.iter().enumerate() {
                places.insert(need.code.clone(), (g, n));
            }
        }
        Self { groups, places }
    }

    /// The groups, in the order of the list of needs.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// A group by its code.
    pub fn group(&self, code: &str) -> Option<&Group> {
        self.groups.iter().find(|group| group.code == code)
    }

    /// Every need, group by group.
    pub fn iter(&self) -> impl Iterator<Item = &Need> {
        self.groups.iter().flat_map(|group| &group.needs)
    }

    /// A need by its full code.
    pub fn get(&self, code: &str) -> Option<&Need> {
        let (group, need) = self.places.get(code)?;
        self.groups.get(*group)?.needs.get(*need)
    }
}

fn check(file: &str, group: &Group) -> Result<(), ReferenceError> {
    let six = |text: &Text| Lang::ALL.into_iter().all(|lang| text.get(lang).is_some());
    if !six(&group.label) || group.icon.is_empty() {
        return Err(ReferenceError::new(file, "the group has no label in some language, or no icon"));
    }
    for need in &group.needs {
        let wrong = |what: &str| Err(ReferenceError::new(file, format!("{}: {what}", need.code)));
        if need.group() != group.code || need.code.split('.').count() != 2 {
            return wrong("the code is not group.name");
        }
        if !six(&need.label) || !six(&need.hint) {
            return wrong("the label or the hint is missing in a language");
        }
        if Lang::ALL.into_iter().any(|lang| need.words.get(&lang).is_none_or(Vec::is_empty)) {
            return wrong("there are no words in some language");
        }
        if need.icon.is_empty() {
            return wrong("there is no icon");
        }
    }
    Ok(())
}
