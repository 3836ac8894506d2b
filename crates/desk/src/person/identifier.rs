//! Numbers by which Italian offices know somebody: of all kinds, or none. Checks are those that the issuing bodies publish;
//! a number that fails its check is refused with a reason, so that a slip of the finger is found at the desk.

use serde::{Deserialize, Serialize};

/// A kind of number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Tax code of 16 signs (DM 12 March 1974, with the letters for two people who would have the same).
    TaxCode,
    /// Provisional tax code of 11 digits, as asylum seekers get it; the last is a check digit.
    ProvisionalTaxCode,
    /// STP: `STP`, region (3), facility (3), progressive (7).
    Stp,
    /// ENI, for citizens of the European Union without cover: like STP.
    Eni,
    /// The number of a permit to stay.
    Permit,
    /// The postal receipt of a permit applied for.
    Receipt,
    /// Passport.
    Passport,
    /// Another number, as it is written.
    Other,
}

/// A number and its kind.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identifier {
    /// Its kind.
    pub kind: Kind,
    /// The number, without spaces, in capitals.
    pub value: String,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::TaxCode,
        Self::ProvisionalTaxCode,
        Self::Stp,
        Self::Eni,
        Self::Permit,
        Self::Receipt,
        Self::Passport,
        Self::Other,
    ];

    /// The stored word, also the last part of its text's key.
    pub fn code(self) -> &'static str {
        match self {
            Self::TaxCode => "tax-code",
            Self::ProvisionalTaxCode => "provisional-tax-code",
            Self::Stp => "stp",
            Self::Eni => "eni",
            Self::Permit => "permit",
            Self::Receipt => "receipt",
            Self::Passport => "passport",
            Self::Other => "other",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    fn holds(self, value: &str) -> bool {
        let alphanumeric = value.chars().all(|c| c.is_ascii_alphanumeric());
        match self {
            Self::TaxCode => tax_code(value),
            Self::ProvisionalTaxCode => provisional(value),
            Self::Stp => health(value, "STP"),
            Self::Eni => health(value, "ENI"),
            Self::Permit | Self::Receipt | Self::Passport => alphanumeric && (5..=20).contains(&value.len()),
            Self::Other => (1..=40).contains(&value.chars().count()),
        }
    }
}

impl Identifier {
    /// A number as it was typed; `None` when it cannot be one of this kind.
    pub fn parse(kind: Kind, typed: &str) -> Option<Self> {
        let value: String = typed
            .chars()
            .take(80)
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '.' | '/'))
            .flat_map(char::to_uppercase)
            .collect();
        kind.holds(&value).then_some(Self { kind, value })
    }
}

impl std::fmt::Debug for Identifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Identifier({})", self.kind.code())
    }
}

/// `STP` or `ENI`, then 13 digits.
fn health(value: &str, head: &str) -> bool {
    value.strip_prefix(head).is_some_and(|rest| rest.len() == 13 && rest.bytes().all(|b| b.is_ascii_digit()))
}

/// Eleven digits, the last of which makes the sum of the others divisible by ten, every second doubled digit by digit.
fn provisional(value: &str) -> bool {
    let digits: Option<Vec<u32>> = value.chars().map(|c| c.to_digit(10)).collect();
    let Some(digits) = digits.filter(|digits| digits.len() == 11) else { return false };
    let sum: u32 = digits
        .iter()
        .enumerate()
        .map(|(place, digit)| match (place % 2, digit * 2) {
            (1, twice) if twice > 9 => twice - 9,
            (1, twice) => twice,
            _ => *digit,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Sixteen signs in their places, and the last one right.
fn tax_code(value: &str) -> bool {
    let signs: Vec<char> = value.chars().collect();
    signs.len() == 16 && signs.iter().enumerate().all(|(place, c)| in_place(place, *c)) && {
        let (body, last) = signs.split_at(15);
        last.first() == control(body).as_ref()
    }
}

/// Letters, but where digits stand: there also the letters that take their place when two people have one code.
fn in_place(place: usize, c: char) -> bool {
    if matches!(place, 6 | 7 | 9 | 10 | 12 | 13 | 14) {
        c.is_ascii_digit() || "LMNPQRSTUV".contains(c)
    } else {
        c.is_ascii_uppercase()
    }
}

fn control(body: &[char]) -> Option<char> {
    let mut sum = 0;
    for (place, c) in body.iter().enumerate() {
        // Counted from one: odd places by the table, even ones by the sign's own order.
        sum += if place % 2 == 0 { odd(*c)? } else { order(*c)? };
    }
    char::from_u32(u32::from('A') + sum % 26)
}

fn order(c: char) -> Option<u32> {
    c.to_digit(36).map(|n| if n >= 10 { n - 10 } else { n })
}

fn odd(c: char) -> Option<u32> {
    const TABLE: [u32; 26] =
        [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
    usize::try_from(order(c)?).ok().and_then(|n| TABLE.get(n).copied())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_tax_code_is_checked() {
        // The example that the law's own explanations use.
        assert!(Identifier::parse(Kind::TaxCode, "rss mra 85t10 a562s").is_some());
        assert!(Identifier::parse(Kind::TaxCode, "RSSMRA85T10A562T").is_none(), "the last sign is wrong");
        assert!(Identifier::parse(Kind::TaxCode, "RSSMRA85T10A56").is_none());
    }

    #[test]
    fn asylum_seekers_have_eleven_digits() {
        assert!(Identifier::parse(Kind::ProvisionalTaxCode, "00000000000").is_some());
        assert!(Identifier::parse(Kind::ProvisionalTaxCode, "12345678903").is_some());
        assert!(Identifier::parse(Kind::ProvisionalTaxCode, "12345678904").is_none());
    }

    #[test]
    fn stp_and_eni_are_sixteen_signs() {
        assert_eq!(Identifier::parse(Kind::Stp, "stp 160 114 0001234").unwrap().value, "STP1601140001234");
        assert!(Identifier::parse(Kind::Stp, "ENI1601140001234").is_none());
        assert!(Identifier::parse(Kind::Eni, "ENI1601140001234").is_some());
    }

    #[test]
    fn a_debug_print_tells_no_number() {
        let stp = Identifier::parse(Kind::Stp, "STP1601140001234").unwrap();
        assert!(!format!("{stp:?}").contains("1601"));
    }

    proptest! {
        #[test]
        fn nothing_typed_panics(typed in "\\PC{0,60}") {
            for kind in Kind::ALL {
                prop_assert_eq!(Kind::parse(kind.code()), Some(kind));
                if let Some(found) = Identifier::parse(kind, &typed) {
                    prop_assert_eq!(Identifier::parse(kind, &found.value), Some(found));
                }
            }
        }

        #[test]
        fn one_wrong_digit_of_a_provisional_code_is_found(digits in "[0-9]{10}", place in 0usize..11, by in 1u32..10) {
            let last = ('0'..='9').find(|last| provisional(&format!("{digits}{last}"))).unwrap();
            let good = format!("{digits}{last}");
            let slip: String = good.chars().enumerate()
                .map(|(n, c)| if n == place { char::from_digit((c.to_digit(10).unwrap() + by) % 10, 10).unwrap() } else { c })
                .collect();
            prop_assert!(!provisional(&slip));
        }
    }
}
