//! Costs, free places, waiting: figures that are nothing without their age.

use super::reading::{Line, Reading};
use jiff::civil::Date;
use reticolo_base::Instant;
use reticolo_directory::hsds::{Capacity, CostOption, Service};
use reticolo_words::Words;

/// A figure older than so many days is said to be old.
const OLD_DAYS: i64 = 30;

/// What it costs.
#[derive(Debug, Clone)]
pub struct Cost {
    /// The sum, or "free".
    pub sum: Option<String>,
    /// What it is for.
    pub note: Option<Line>,
}

/// How many places are free.
#[derive(Debug, Clone)]
pub struct Places {
    /// "3 places free".
    pub words: String,
    /// "told 12 days ago".
    pub age: Option<String>,
    /// The figure is old, or its age is not known.
    pub old: bool,
}

/// The costs of a service; empty when they are not known.
pub fn costs(service: &Service, words: &'static Words) -> Vec<Cost> {
    let reading = Reading::service(service, words.lang());
    let options: Vec<_> =
        service.cost_options.iter().filter_map(|option| cost(option, &reading, words)).collect();
    if !options.is_empty() {
        return options;
    }
    match service.profile.free {
        Some(true) => vec![Cost { sum: Some(words.say("cost-free").into_owned()), note: None }],
        _ => {
            let said = service.fees_description.as_deref().or(service.fees.as_deref());
            let note = reading.line("fees_description", said);
            note.map(|note| Cost { sum: None, note: Some(note) }).into_iter().collect()
        }
    }
}

fn cost(option: &CostOption, reading: &Reading<'_>, words: &Words) -> Option<Cost> {
    let field = format!("cost_options/{}/amount_description", option.id);
    let note = reading
        .line(&field, option.amount_description.as_deref())
        .or_else(|| reading.line(&format!("cost_options/{}/option", option.id), option.option.as_deref()));
    let amount = option.amount.as_ref().and_then(serde_json::Number::as_f64);
    let sum = amount.map(|amount| {
        if amount == 0.0 {
            words.say("cost-free").into_owned()
        } else {
            words.money(amount, option.currency.as_deref().unwrap_or("EUR"))
        }
    });
    (sum.is_some() || note.is_some()).then_some(Cost { sum, note })
}

/// The free places of a service.
pub fn places(service: &Service, now: Instant, words: &Words) -> Vec<Places> {
    service.capacities.iter().filter_map(|capacity| free(capacity, now, words)).collect()
}

fn free(capacity: &Capacity, now: Instant, words: &Words) -> Option<Places> {
    let available = capacity.available.as_ref()?.as_f64()?;
    let n = if available > 0.0 { available.floor() } else { 0.0 };
    let told: Option<Instant> = capacity.updated.as_deref().and_then(|text| text.parse().ok());
    let days = told.map(|told| now.days_since(told).max(0));
    let age = days.map(|days| words.say_with("places-told", &[("when", words.relative_days(-days).into())]));
    let words = if n > 0.0 {
        words.say_with("places-free", &[("n", n.into())])
    } else {
        words.say("places-none").into_owned()
    };
    Some(Places { words, age, old: days.is_none_or(|days| days > OLD_DAYS) })
}

/// How long people usually wait.
pub fn waiting(service: &Service, words: &'static Words) -> Option<Line> {
    let Some(days) = service.profile.waiting_days else {
        return Reading::service(service, words.lang()).line("wait_time", service.wait_time.as_deref());
    };
    let text = match days {
        0 => words.say("waiting-none").into_owned(),
        1..=30 => words.say_with("waiting-days", &[("n", days.into())]),
        _ => words.say_with("waiting-weeks", &[("n", days.div_ceil(7).into())]),
    };
    Some(Line { text, attrs: Default::default(), doubtful: false })
}

/// For which ages it is, in whole years; `None` when for all.
pub fn ages(service: &Service, words: &Words) -> Option<String> {
    let years = |number: &Option<serde_json::Number>| {
        number.as_ref().and_then(serde_json::Number::as_f64).filter(|n| *n > 0.0)
    };
    match (years(&service.minimum_age), years(&service.maximum_age)) {
        (Some(min), Some(max)) => {
            Some(words.say_with("ages-between", &[("min", min.into()), ("max", max.into())]))
        }
        (Some(min), None) => Some(words.say_with("ages-from", &[("min", min.into())])),
        (None, Some(max)) => Some(words.say_with("ages-to", &[("max", max.into())])),
        (None, None) => None,
    }
}

/// The day on which something happened, in Italy.
pub fn day(at: Instant) -> Date {
    at.day_in(&super::opening::rome())
}

#[cfg(test)]
mod tests {
    use super::*;
    use reticolo_base::Lang;

    fn it() -> &'static Words {
        Words::of(Lang::It)
    }

    #[test]
    fn a_figure_tells_its_age_and_an_old_one_that_it_is_old() {
        let now: Instant = "2026-11-23T08:00:00Z".parse().unwrap();
        let capacity = |updated: Option<&str>| Capacity {
            available: Some(3.into()),
            updated: updated.map(str::to_owned),
            ..Capacity::default()
        };
        let fresh = free(&capacity(Some("2026-11-11T12:00:00Z")), now, it()).unwrap();
        assert!(fresh.words.contains('3') && fresh.age.unwrap().contains("11") && !fresh.old);
        assert!(free(&capacity(Some("2026-01-01")), now, it()).unwrap().old);
        assert!(free(&capacity(None), now, it()).unwrap().old);
        assert!(free(&Capacity::default(), now, it()).is_none(), "unknown is not none");
    }

    #[test]
    fn what_it_costs_is_a_sum_or_nothing_or_not_known() {
        let mut service = Service::default();
        assert!(costs(&service, it()).is_empty());
        service.profile.free = Some(true);
        assert_eq!(costs(&service, it())[0].sum.as_deref(), Some(&*it().say("cost-free")));
        service.cost_options =
            vec![CostOption { amount: serde_json::Number::from_f64(30.46), ..CostOption::default() }];
        assert_eq!(costs(&service, it())[0].sum.as_deref(), Some("30,46 €"));
    }

    #[test]
    fn a_long_wait_is_told_in_weeks() {
        let mut service = Service::default();
        service.profile.waiting_days = Some(60);
        assert!(waiting(&service, it()).unwrap().text.contains('9'));
    }
}
