//! The seven lines of a week, as they were typed.

use crate::fields::Fields;
use reticolo_directory::{
    hsds::Weekday,
    keeping::{Field, Refused, Week, day_code},
};

/// The hours that were typed day by day, as they are kept. A week that says what is there already leaves it as it is written.
///
/// # Errors
/// [`Refused::Invalid`] when a day cannot be read.
pub fn typed(field: Field, current: &str, typed: &Fields) -> Result<String, Refused> {
    let code = field.code();
    let day = |day: Weekday| typed.one(&format!("{code}-{}", day_code(day))).unwrap_or_default();
    let more = typed.one(&format!("{code}-more")).unwrap_or_default();
    let feasts = typed.ticked(&format!("{code}-feasts"));
    let week = Week::typed(&Weekday::ALL.map(day), feasts, more)
        .map_err(|_| Refused::Invalid(code, "keeping-problem-hours"))?;
    let same = !current.is_empty() && Week::read(current).is_some_and(|there| there == week);
    Ok(if same { current.to_owned() } else { week.expression() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(pairs: &[(&str, &str)]) -> Fields {
        Fields::of(pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect())
    }

    #[test]
    fn a_week_that_did_not_change_is_left_as_it_is_written() {
        let form = form(&[("hours-mo", "9-12"), ("hours-tu", "9-12"), ("hours-feasts", "1")]);
        let there = "Mo-Tu 09:00-12:00; PH off";
        assert_eq!(typed(Field::Hours, there, &form).unwrap(), there);
        assert_eq!(typed(Field::Hours, "", &form).unwrap(), "Mo,Tu 09:00-12:00; PH off");
    }

    #[test]
    fn a_day_that_is_none_is_told_at_its_field() {
        let refused = typed(Field::Hours, "", &form(&[("hours-mo", "quando capita 9")])).unwrap_err();
        assert_eq!(refused.field(), "hours");
    }
}
