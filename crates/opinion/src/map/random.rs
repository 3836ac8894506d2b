//! Numbers that look drawn and are the same every time: SplitMix64 (Steele, Lea & Flood, OOPSLA 2014).

/// The next 64 bits.
pub fn bits(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

/// From 0 to just below 1.
pub fn unit(state: &mut u64) -> f64 {
    share(bits(state))
}

/// 64 bits as a share from 0 to just below 1.
pub fn share(bits: u64) -> f64 {
    (bits >> 11) as f64 / (1_u64 << 53) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_numbers_are_the_published_ones() {
        let mut state = 1_234_567;
        assert_eq!(
            [bits(&mut state), bits(&mut state)],
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]
        );
    }

    #[test]
    fn shares_lie_below_one() {
        assert_eq!(share(0), 0.0);
        assert!(share(u64::MAX) < 1.0);
    }
}
