//! The texts of one language.

use crate::{Value, dates::Dates, direction, files, numbers::Numbers};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use jiff::civil::{Date, Time, Weekday};
use reticolo_base::Lang;
use std::{borrow::Cow, sync::LazyLock};
use unic_langid::{LanguageIdentifier, langid};

type Bundle = FluentBundle<FluentResource>;

/// The texts of one language, and its way of writing numbers, days, lists and distances.
pub struct Words {
    lang: Lang,
    bundle: Bundle,
    numbers: Numbers,
    dates: Dates,
}

static ALL: LazyLock<[Words; 6]> = LazyLock::new(|| Lang::ALL.map(Words::read));

impl Words {
    /// The texts of a language; read once, at the first call.
    pub fn of(lang: Lang) -> &'static Self {
        let [first, ..] = &*ALL;
        ALL.get(lang.index()).unwrap_or(first)
    }

    fn read(lang: Lang) -> Self {
        let mut bundle = Bundle::new_concurrent(vec![identifier(lang)]);
        bundle.set_use_isolating(false); // `Value` isolates what needs it, and nothing else.
        bundle.set_formatter(Some(formatter(lang)));
        for resource in files::of(lang) {
            if let Err(errors) = bundle.add_resource(resource) {
                tracing::warn!(
                    lang = lang.code(),
                    twice = errors.len(),
                    "a text is there twice; the first counts"
                );
            }
        }
        Self { lang, bundle, numbers: Numbers::new(lang), dates: Dates::new(lang) }
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The text of a key without variables.
    pub fn say(&self, key: &str) -> Cow<'static, str> {
        Cow::Owned(self.say_with(key, &[]))
    }

    /// The text of a key with its variables. A language that lacks it says it in Italian; Italian says the key.
    pub fn say_with(&self, key: &str, values: &[(&str, Value)]) -> String {
        self.find(key, values).unwrap_or_else(|| {
            tracing::warn!(key, lang = self.lang.code(), "a text is missing");
            let italian = (self.lang != Lang::It).then(|| Self::of(Lang::It).find(key, values)).flatten();
            italian.unwrap_or_else(|| key.to_owned())
        })
    }

    /// Whether this very language has a text under the key.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.get_message(key).is_some_and(|message| message.value().is_some())
    }

    fn find(&self, key: &str, values: &[(&str, Value)]) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let args: FluentArgs<'_> =
            values.iter().map(|(name, value)| (*name, value.fluent(self.lang))).collect();
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&args), &mut errors);
        if !errors.is_empty() {
            tracing::warn!(key, lang = self.lang.code(), "a text lacks a variable");
        }
        Some(text.into_owned())
    }

    /// A number with at most two digits after the mark.
    pub fn number(&self, number: impl Into<Value>) -> String {
        match number.into() {
            Value::Number(number) => self.numbers.rounded(number, 2),
            Value::Words(words) => words,
        }
    }

    /// A sum of money; the currency is an ISO 4217 code.
    pub fn money(&self, amount: f64, currency: &str) -> String {
        let digits = if amount.fract() == 0.0 { 0 } else { 2 };
        let sign = if currency == "EUR" { "€" } else { currency };
        self.say_with(
            "money",
            &[("amount", self.numbers.fixed(amount, digits).into()), ("currency", sign.into())],
        )
    }

    /// "Tuesday, 15 September 2026".
    pub fn full_date(&self, day: Date) -> String {
        self.dates.full(day)
    }

    /// "15 September 2026".
    pub fn date(&self, day: Date) -> String {
        self.dates.long(day)
    }

    /// "15 September".
    pub fn day(&self, day: Date) -> String {
        self.dates.day(day)
    }

    /// "Tuesday".
    pub fn weekday(&self, weekday: Weekday) -> String {
        self.dates.weekday(weekday)
    }

    /// "Tue".
    pub fn short_weekday(&self, weekday: Weekday) -> String {
        self.dates.short_weekday(weekday)
    }

    /// "09:30": by 24 hours in every language, as on the doors of offices.
    pub fn time(&self, time: Time) -> String {
        format!("{:02}:{:02}", time.hour(), time.minute())
    }

    /// "today", "yesterday", "in 3 days", "2 months ago": whole days from now, negative for the past.
    pub fn relative_days(&self, days: i64) -> String {
        let far = days.unsigned_abs();
        let (unit, n) = match far {
            0..=30 => ("days", far),
            31..=364 => ("months", far / 30),
            _ => ("years", far / 365),
        };
        match (days, unit) {
            (0, _) => self.say("when-today").into_owned(),
            (-1, _) => self.say("when-yesterday").into_owned(),
            (1, _) => self.say("when-tomorrow").into_owned(),
            (..0, "days") => self.say_with("when-days-ago", &[("n", n.into())]),
            (..0, "months") => self.say_with("when-months-ago", &[("n", n.into())]),
            (..0, _) => self.say_with("when-years-ago", &[("n", n.into())]),
            (_, "days") => self.say_with("when-in-days", &[("n", n.into())]),
            (_, "months") => self.say_with("when-in-months", &[("n", n.into())]),
            (_, _) => self.say_with("when-in-years", &[("n", n.into())]),
        }
    }

    /// "350 m" below a kilometre (by fifties), "2.4 km" below ten, "37 km" beyond.
    pub fn distance(&self, km: f64) -> String {
        let (key, n) = if km < 0.975 {
            ("distance-m", self.numbers.rounded((km * 20.0).round().max(1.0) * 50.0, 0))
        } else {
            ("distance-km", self.numbers.rounded(km, if km < 9.95 { 1 } else { 0 }))
        };
        self.say_with(key, &[("n", n.into())])
    }

    /// "a, b and c". Items that run the other way are isolated.
    pub fn and<S: AsRef<str>>(&self, items: &[S]) -> String {
        let items: Vec<_> =
            items.iter().map(|i| direction::isolated(i.as_ref(), self.lang.direction())).collect();
        self.numbers.and(&items.iter().map(AsRef::as_ref).collect::<Vec<_>>())
    }

    /// "a, b or c".
    pub fn or<S: AsRef<str>>(&self, items: &[S]) -> String {
        let items: Vec<_> =
            items.iter().map(|i| direction::isolated(i.as_ref(), self.lang.direction())).collect();
        self.numbers.or(&items.iter().map(AsRef::as_ref).collect::<Vec<_>>())
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Words({})", self.lang)
    }
}

fn identifier(lang: Lang) -> LanguageIdentifier {
    match lang {
        Lang::It => langid!("it"),
        Lang::En => langid!("en"),
        Lang::Fr => langid!("fr"),
        Lang::Ar => langid!("ar"),
        Lang::Ro => langid!("ro"),
        Lang::Sq => langid!("sq"),
    }
}

/// Fluent wants a plain function, without a place for the language: one for each.
fn formatter<M>(lang: Lang) -> fn(&FluentValue<'_>, &M) -> Option<String> {
    match lang {
        Lang::It => written::<0, M>,
        Lang::En => written::<1, M>,
        Lang::Fr => written::<2, M>,
        Lang::Ar => written::<3, M>,
        Lang::Ro => written::<4, M>,
        Lang::Sq => written::<5, M>,
    }
}

fn written<const LANG: usize, M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    match value {
        FluentValue::Number(number) => ALL.get(LANG).map(|words| words.numbers.rounded(number.value, 2)),
        _ => None,
    }
}
