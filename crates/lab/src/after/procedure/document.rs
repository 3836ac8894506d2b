//! The draft of a collaboration procedure.

use reticolo_base::{Lang, Text};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The draft. Its serialised form, in this order of fields, is what the content hash is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The title, per language.
    pub title: Text,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Who takes part in it.
    pub parties: Vec<Party>,
    /// On what legal basis each party acts.
    pub legal: String,
    /// Where and for whom.
    pub scope: Scope,
    /// When it begins.
    pub trigger: Trigger,
    /// Who is eligible, and why, in words.
    pub eligibility: String,
    /// What papers are asked.
    pub documents: Vec<Paper>,
    /// What data are exchanged, and for what.
    pub data: Vec<Datum>,
    /// What is done, in order.
    pub steps: Vec<Step>,
    /// Where it goes on after a refusal.
    pub branches: Vec<Branch>,
    /// After how long it goes to whom.
    pub escalation: String,
    /// Who is protected, and how.
    pub safeguards: String,
    /// How it ends, and what the person is asked.
    pub closing: String,
    /// How one sees whether it works.
    pub indicators: Vec<Indicator>,
    /// What is asked of persons and operators, and when it is reviewed.
    pub feedback: String,
}

/// Where a draft comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// The Lab.
    pub lab: Uuid,
    /// The sessions at which its words were said.
    pub sessions: Vec<Uuid>,
    /// The tables, as session, table and round.
    pub tables: Vec<(Uuid, i64, i64)>,
    /// The proposal.
    pub proposal: Uuid,
    /// How the proposal was chosen: the choice and its method.
    pub decision: Option<Decision>,
    /// What was said against it.
    pub dissent: Vec<String>,
}

/// How a proposal was chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The choice.
    pub choice: Uuid,
    /// Its method.
    pub method: String,
}

/// Who takes part.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// The organisation.
    pub organization: String,
    /// What it does.
    pub role: String,
    /// Who is reached there: a role, not a person.
    pub contact: String,
    /// Who stands in.
    pub substitute: String,
}

/// Where and for whom.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// The territory.
    pub territory: String,
    /// For whom.
    pub target: String,
    /// For whom not.
    pub exclusions: String,
}

/// When it begins.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trigger {
    /// Codes of needs.
    pub needs: Vec<String>,
    /// A rule in words.
    pub rule: String,
}

/// A paper, and whether it is asked: `required`, `if_available`, `may_not_be_asked`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// Its name.
    pub name: String,
    /// Whether it is asked.
    pub asked: String,
}

/// A field of data, its purpose, and whether it is given: `required`, `optional`, `never`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Datum {
    /// The field.
    pub field: String,
    /// For what.
    pub purpose: String,
    /// Whether it is given.
    pub given: String,
}

/// One step.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Its number, from 1.
    pub id: u32,
    /// The role that acts.
    pub actor: String,
    /// What is done.
    pub what: String,
    /// Within which time, in words until it is checked.
    pub due: String,
    /// When it counts as done.
    pub done_when: String,
}

/// Where it goes on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Branch {
    /// Why a party refuses.
    pub reason: String,
    /// Where it goes on.
    pub to: String,
}

/// A figure.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indicator {
    /// Its name.
    pub name: String,
    /// What is hoped for.
    pub target: String,
}

impl Document {
    /// The hash of the content, in hexadecimal.
    pub fn hash(&self) -> String {
        let content = serde_json::to_vec(self).unwrap_or_default();
        blake3::Hasher::new_derive_key("reticolo procedure version")
            .update(&content)
            .finalize()
            .to_hex()
            .to_string()
    }

    /// The language in which it was first written.
    pub fn lang(&self) -> Lang {
        self.title.source().unwrap_or(Lang::It)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_content_has_the_same_hash_and_any_change_another() {
        let draft = Document { title: Text::of(Lang::It, "Accesso al medico"), ..Document::default() };
        let again: Document = serde_json::from_str(&serde_json::to_string(&draft).unwrap()).unwrap();
        assert_eq!(draft.hash(), again.hash());
        let other = Document { legal: "art. 35 TUI".into(), ..draft.clone() };
        assert_ne!(draft.hash(), other.hash());
        assert_eq!(draft.hash().len(), 64);
    }
}
