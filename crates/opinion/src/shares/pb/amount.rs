//! Amounts as they are written: whole numbers with decimals after a point or a comma.

use crate::shares::ballot::MOST;

/// A number as written: digits and how many of them are decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    digits: i64,
    decimals: u32,
}

/// Decimals that an amount may have.
const MOST_DECIMALS: u32 = 9;

impl Amount {
    /// Reads `12`, `12.50`, `12,5` or `-3`. No exponents, no separators of thousands, nothing infinite.
    pub fn parse(text: &str) -> Option<Self> {
        let (sign, text) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
        let part = part.trim_end_matches('0');
        let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(part) || part.len() > MOST_DECIMALS as usize
        {
            return None;
        }
        let digits: i64 = format!("{whole}{part}").parse().ok()?;
        Some(Self { digits: sign * digits, decimals: part.len() as u32 })
    }

    /// How many decimals it needs.
    pub fn decimals(self) -> u32 {
        self.decimals
    }

    /// The number in units of so many decimals; `None` if it is too large.
    pub fn scaled(self, decimals: u32) -> Option<i64> {
        let factor = 10_i64.checked_pow(decimals.checked_sub(self.decimals)?)?;
        self.digits.checked_mul(factor).filter(|amount| amount.abs() <= MOST)
    }

    /// Whether it is below 0.
    pub fn is_negative(self) -> bool {
        self.digits < 0
    }
}

/// Writes an amount with so many decimals, without trailing zeros.
pub fn written(amount: i64, decimals: u32) -> String {
    let text = format!("{:0width$}", amount.unsigned_abs(), width = decimals as usize + 1);
    let (whole, part) = text.split_at(text.len() - decimals as usize);
    let part = part.trim_end_matches('0');
    let sign = if amount < 0 { "-" } else { "" };
    if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_exactly() {
        let scaled = |text: &str| Amount::parse(text).and_then(|amount| amount.scaled(2));
        assert_eq!(
            [scaled("12"), scaled("12.5"), scaled("0,07"), scaled("-3")],
            [Some(1200), Some(1250), Some(7), Some(-300)]
        );
        assert_eq!(scaled("1.500"), Some(150));
        for wrong in [
            "",
            "-",
            ".5",
            "1e3",
            "NaN",
            "inf",
            "1 000",
            "1.2.3",
            "٣",
            "1.0000000001",
            "99999999999999999999",
        ] {
            assert_eq!(Amount::parse(wrong), None, "{wrong}");
        }
        assert_eq!(scaled("9007199254740993"), None);
    }

    #[test]
    fn amounts_are_written_as_they_were_read() {
        assert_eq!(
            [written(1250, 2), written(7, 2), written(1200, 2), written(5, 0)],
            ["12.5", "0.07", "12", "5"]
        );
    }
}
