//! Which province lies in which region of Italy, by ISTAT codes.

/// First and last province of each region's ranges. Source: ISTAT, codes of the statistical territorial units
/// (CC BY 4.0); a province keeps its code when a new one is cut out of it, hence the single codes above 92.
const PROVINCES: [(u16, u16, &str); 41] = [
    (1, 6, "01"),
    (96, 96, "01"),
    (103, 103, "01"),
    (7, 7, "02"),
    (12, 20, "03"),
    (97, 98, "03"),
    (108, 108, "03"),
    (21, 22, "04"),
    (23, 29, "05"),
    (30, 32, "06"),
    (93, 93, "06"),
    (8, 11, "07"),
    (33, 40, "08"),
    (99, 99, "08"),
    (45, 53, "09"),
    (100, 100, "09"),
    (54, 55, "10"),
    (41, 44, "11"),
    (109, 109, "11"),
    (56, 60, "12"),
    (66, 69, "13"),
    (70, 70, "14"),
    (94, 94, "14"),
    (61, 65, "15"),
    (71, 75, "16"),
    (110, 110, "16"),
    (76, 77, "17"),
    (78, 80, "18"),
    (101, 102, "18"),
    (81, 89, "19"),
    (90, 92, "20"),
    (95, 95, "20"),
    (104, 107, "20"),
    (111, 111, "20"),
    (112, 119, "20"),
    (201, 201, "01"),
    (215, 215, "03"),
    (227, 227, "05"),
    (272, 272, "16"),
    (258, 258, "12"),
    (263, 263, "15"),
];

/// The region (2 digits) of a province (3 digits) or municipality (6); `None` for a code that is neither.
pub fn region_of(code: &str) -> Option<&'static str> {
    let province: u16 = code.get(..3)?.parse().ok()?;
    PROVINCES
        .iter()
        .find(|(first, last, _)| (*first..=*last).contains(&province))
        .map(|(_, _, region)| *region)
}

/// Whether an area – region (2 digits), province (3) or municipality (6) – contains a municipality.
/// `None` when one of the codes is not understood.
pub fn area_contains(area: &str, municipality: &str) -> Option<bool> {
    let (area, municipality) = (area.trim(), municipality.trim());
    if municipality.len() != 6 || !municipality.bytes().chain(area.bytes()).all(|b| b.is_ascii_digit()) {
        return None;
    }
    match area.len() {
        2 => region_of(municipality).map(|region| region == area),
        3 => municipality.get(..3).map(|province| same_province(province, area)),
        6 => Some(area == municipality),
        _ => None,
    }
}

/// A metropolitan city has a second code, its province's plus 200: Bari is 072 and 272.
fn same_province(a: &str, b: &str) -> bool {
    let plain = |code: &str| code.parse::<u16>().map(|n| if n > 200 { n - 200 } else { n });
    match (plain(a), plain(b)) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lecce_lies_in_its_province_and_in_puglia() {
        assert_eq!(area_contains("16", "075035"), Some(true));
        assert_eq!(area_contains("075", "075035"), Some(true));
        assert_eq!(area_contains("075035", "075035"), Some(true));
        assert_eq!(area_contains("071", "075035"), Some(false));
        assert_eq!(area_contains("17", "075035"), Some(false));
    }

    #[test]
    fn bari_is_known_by_both_codes() {
        assert_eq!(area_contains("272", "072006"), Some(true));
        assert_eq!(region_of("272"), Some("16"));
        assert_eq!(region_of("110009"), Some("16"));
    }

    #[test]
    fn matera_is_not_in_puglia() {
        assert_eq!(area_contains("16", "077014"), Some(false));
    }

    #[test]
    fn a_code_that_is_none_says_nothing() {
        for (area, municipality) in
            [("16", "Lecce"), ("Puglia", "075035"), ("", "075035"), ("16", "999999"), ("1", "075035")]
        {
            assert_eq!(area_contains(area, municipality), None, "{area} {municipality}");
        }
    }

    proptest! {
        #[test]
        fn no_code_panics(area in "\\PC{0,8}", municipality in "\\PC{0,8}") {
            let _ = area_contains(&area, &municipality);
        }
    }
}
