//! Finding one's own people again: keyed tokens of how a name sounds, of numbers and telephones, inside one organisation.
//! Without the key ring no token tells a name, nor whether two organisations know the same person.

use super::{Identity, Record};
use reticolo_base::folding;
use reticolo_store::Vault;
use std::collections::BTreeSet;
use uuid::Uuid;

/// What a token was made of; the nearer, the more it says that two are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The number of a document.
    Number,
    /// A telephone or mail address.
    Contact,
    /// How the names sound.
    Sound,
}

impl Kind {
    /// The stored word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Contact => "contact",
            Self::Sound => "sound",
        }
    }
}

/// The tokens of a person in an organisation.
pub(crate) fn of(vault: &Vault, organization: Uuid, record: &Record) -> BTreeSet<(Vec<u8>, Kind)> {
    let token = |kind: Kind, text: &str| (vault.token(&domain(organization, kind), text), kind);
    let mut tokens = BTreeSet::new();
    for identifier in &record.identity.identifiers {
        tokens.insert(token(Kind::Number, &identifier.value));
    }
    for reach in [&record.contact.phone, &record.contact.email] {
        let plain = contact(reach);
        if !plain.is_empty() {
            tokens.insert(token(Kind::Contact, &plain));
        }
    }
    for sound in sounds_of(&record.identity) {
        tokens.insert(token(Kind::Sound, &sound));
    }
    tokens
}

/// The tokens of what somebody typed in order to find a person.
pub(crate) fn of_words(vault: &Vault, organization: Uuid, typed: &str) -> Vec<Vec<u8>> {
    let compact: String = typed.split_whitespace().collect::<String>().to_uppercase();
    let texts = sounds(typed).into_iter().map(|sound| (Kind::Sound, sound));
    let others = [(Kind::Number, compact), (Kind::Contact, contact(typed))];
    let all = texts.chain(others).filter(|(_, text)| !text.is_empty());
    all.map(|(kind, text)| vault.token(&domain(organization, kind), &text)).collect()
}

fn domain(organization: Uuid, kind: Kind) -> String {
    format!("desk {organization} {}", kind.code())
}

fn sounds_of(identity: &Identity) -> BTreeSet<String> {
    let names = [&identity.call_name, &identity.given_name, &identity.family_name];
    names.into_iter().flat_map(|name| sounds(name)).collect()
}

/// How each word of a name sounds, however it was written down.
pub fn sounds(name: &str) -> BTreeSet<String> {
    let folded = folding::fold(name);
    folding::words(&folded).map(sound).filter(|sound| sound.chars().count() >= 2).collect()
}

/// One word: letters that clerks take for one another become one, doubled ones single, silent ones nothing; vowels count at
/// the beginning only, so that Mohamed, Muhammad and Mohammad are one.
fn sound(word: &str) -> String {
    let word =
        word.replace("sch", "s").replace("sh", "s").replace("ch", "k").replace("ph", "f").replace("gh", "g");
    let word =
        word.replace("kh", "k").replace("dh", "d").replace("th", "t").replace("ou", "u").replace("gj", "j");
    let mut sounded = String::new();
    for (place, c) in word.chars().enumerate() {
        let c = match c {
            'c' | 'q' | 'x' | 'ق' | 'ك' => 'k',
            'y' | 'i' | 'j' | 'e' | 'ي' => 'i',
            'w' | 'u' | 'o' | 'v' | 'و' => 'u',
            'z' | 's' | 'ز' | 'س' | 'ص' | 'ش' => 's',
            'ا' | 'ع' => 'a',
            'ب' => 'b',
            'ت' | 'ط' | 'ث' => 't',
            'د' | 'ض' | 'ذ' => 'd',
            'ر' => 'r',
            'ف' => 'f',
            'ل' => 'l',
            'م' => 'm',
            'ن' => 'n',
            'ج' | 'غ' => 'g',
            'ح' | 'ه' | 'h' => 'h',
            c => c,
        };
        let vowel = matches!(c, 'a' | 'i' | 'u' | 'h');
        if (vowel && place > 0) || sounded.ends_with(c) {
            continue;
        }
        sounded.push(c);
    }
    sounded
}

/// A telephone as its last nine digits, so that prefixes do not matter; a mail address in small letters.
fn contact(typed: &str) -> String {
    if typed.contains('@') {
        return typed.trim().to_lowercase();
    }
    let digits: Vec<char> =
        typed.chars().filter_map(|c| c.to_digit(10).and_then(|d| char::from_digit(d, 10))).collect();
    if digits.len() < 6 { String::new() } else { digits.iter().rev().take(9).rev().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_name_however_it_was_written_down() {
        for (one, other) in [
            ("Mohamed", "Muhammad"),
            ("Fatou", "Fatu"),
            ("Aïssatou", "Aissatu"),
            ("Khadija", "Kadigia"),
            ("Joy", "Ioi"),
        ] {
            let same = sounds(one) == sounds(other);
            assert_eq!(same, one != "Khadija", "{one} {other}: {:?} {:?}", sounds(one), sounds(other));
        }
        assert_eq!(sounds("محمد"), sounds("Mohamed"));
        assert_ne!(sounds("Amina"), sounds("Samira"));
    }

    #[test]
    fn a_telephone_is_one_with_and_without_its_prefix() {
        assert_eq!(contact("+39 333 000 0101"), contact("333 0000101"));
        assert_eq!(contact("12"), "");
        assert_eq!(contact(" Amina@Posta.Example "), "amina@posta.example");
    }

    #[test]
    fn two_organisations_have_different_tokens_of_one_name() {
        let vault = Vault::passing();
        let (ours, theirs) = (Uuid::now_v7(), Uuid::now_v7());
        assert_eq!(of_words(&vault, ours, "Amina"), of_words(&vault, ours, "amina"));
        let shared =
            of_words(&vault, ours, "Amina").iter().any(|t| of_words(&vault, theirs, "Amina").contains(t));
        assert!(!shared);
    }

    proptest! {
        #[test]
        fn nothing_typed_panics(typed in "\\PC{0,80}") {
            let _ = (sounds(&typed), contact(&typed));
        }
    }
}
