//! Documents that services ask for, and which need is answered by whoever gives them.

use super::{Data, ReferenceError};
use reticolo_base::Text;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A document.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Its code.
    pub key: String,
    /// Its name, to show at the desk.
    pub name: Text,
    /// What to know about it.
    #[serde(default)]
    pub note: Text,
    /// Code of the need whose services give it; absent when one has it already or gets it outside the network.
    #[serde(skip)]
    pub given_by: Option<String>,
}

/// The documents that services ask for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Documents {
    all: BTreeMap<String, Document>,
}

#[derive(Deserialize)]
struct File {
    document: Vec<Document>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Origins {
    given_by: BTreeMap<String, String>,
}

impl Documents {
    pub(super) fn load() -> Result<Self, ReferenceError> {
        let mut all = BTreeMap::new();
        for file in Data::files("demo/documents", ".toml") {
            for document in Data::toml::<File>(&file)?.document {
                if let Some(twice) = all.insert(document.key.clone(), document) {
                    return Err(ReferenceError::new(&file, format!("{}: there twice", twice.key)));
                }
            }
        }
        let file = "documents.toml";
        for (key, need) in Data::toml::<Origins>(file)?.given_by {
            let unknown = || ReferenceError::new(file, format!("{key}: no such document"));
            all.get_mut(&key).ok_or_else(unknown)?.given_by = Some(need);
        }
        Ok(Self { all })
    }

    /// A document by its code.
    pub fn get(&self, key: &str) -> Option<&Document> {
        self.all.get(key)
    }

    /// Every document, by code.
    pub fn iter(&self) -> impl Iterator<Item = &Document> {
        self.all.values()
    }
}
