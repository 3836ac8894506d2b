//! The form of a card: each field as it is written, with what was typed and what is wrong with it.

use super::{Told, hours, say};
use crate::{Visit, fields::Fields};
use askama::{Template, filters::HtmlSafe};
use reticolo_directory::{
    hsds::Weekday,
    keeping::{Field, Refused, STATUSES, Week, day_code},
    reference::Reference,
};
use reticolo_words::Words;

/// How a field is filled.
pub enum Input {
    /// One line.
    Line,
    /// Several lines.
    Area,
    /// One of these: value, words.
    Select(Vec<(String, String)>),
    /// A week: name, weekday and hours of each day, whether feasts are closed, other rules.
    Week {
        /// Name of the line, weekday, hours.
        days: Vec<(String, String, String)>,
        /// Closed on feasts.
        feasts_off: bool,
        /// Rules that are no week.
        more: String,
    },
    /// Languages: code, name, who speaks it.
    Languages(Vec<(String, String, String)>),
}

/// A field as the form shows it.
#[derive(Template)]
#[template(path = "keeping/field.html")]
pub struct View {
    code: String,
    label: String,
    help: Option<String>,
    problem: Option<String>,
    /// What stands on the card where the draft says something else.
    now: Vec<String>,
    value: String,
    input: Input,
    most: usize,
    rows: u8,
    ltr: bool,
    words: &'static Words,
}

impl HtmlSafe for View {}

impl View {
    fn name(&self, part: &str) -> String {
        format!("{}-{part}", self.code)
    }

    /// The id of the field in the page, or of a part of it.
    fn dom(&self, part: &str) -> String {
        if part.is_empty() { self.dom_of(&self.code) } else { self.dom_of(&self.name(part)) }
    }

    fn dom_of(&self, name: &str) -> String {
        format!("f-{}", name.replace('/', "-"))
    }

    fn say(&self, key: &str) -> String {
        self.words.say(key).into_owned()
    }
}

/// What a form is made from.
pub struct Making<'a> {
    /// The visit.
    pub visit: &'a Visit,
    /// What was typed, when the form comes back.
    pub typed: Option<&'a Fields>,
    /// What is wrong.
    pub told: &'a Told,
}

impl Making<'_> {
    /// A field with what stands on the card and what is to stand there.
    pub fn view(&self, field: Field, on_card: &str, wanted: Option<&str>) -> View {
        let (words, code) = (self.visit.words(), field.code());
        let typed = self.typed.and_then(|typed| typed.one(&code));
        let was_sent = self.typed.is_some_and(|typed| typed.pairs().any(|(name, _)| name == code));
        let value = if was_sent { typed.unwrap_or_default() } else { wanted.unwrap_or(on_card) };
        let help = format!("keeping-field-{}-help", field.word());
        let now = wanted.filter(|wanted| *wanted != on_card).map(|_| say::of_field(field, on_card, words));
        let lines = u8::try_from(value.lines().count().clamp(3, 11)).unwrap_or(3);
        View {
            label: say::field(field, words),
            help: words.has(&help).then(|| words.say(&help).into_owned()),
            problem: self.told.at(self.visit, &code),
            now: now.unwrap_or_default(),
            input: self.input(field, &code, value),
            value: value.to_owned(),
            most: field.most(),
            rows: lines + 1,
            ltr: matches!(
                field,
                Field::Phones | Field::Email | Field::Url | Field::Hours | Field::PlaceHours(_)
            ),
            words,
            code,
        }
    }

    fn input(&self, field: Field, code: &str, value: &str) -> Input {
        let words = self.visit.words();
        match field {
            Field::Status => {
                let known =
                    STATUSES.iter().filter_map(|code| Some(((*code).to_owned(), say::status(code, words)?)));
                let none = (!STATUSES.contains(&value)).then(|| (String::new(), "–".to_owned()));
                Input::Select(none.into_iter().chain(known).collect())
            }
            Field::Hours | Field::PlaceHours(_) => self.week(code, value),
            Field::Languages => Input::Languages(languages(value, self.typed, words)),
            // One sentence, but longer than a telephone is wide.
            Field::Summary => Input::Area,
            field if field.is_line() => Input::Line,
            _ => Input::Area,
        }
    }

    fn week(&self, code: &str, value: &str) -> Input {
        let words = self.visit.words();
        let name = |day: Weekday| format!("{code}-{}", day_code(day));
        if let Some(typed) = self.typed.filter(|typed| typed.ticked(&format!("{code}-week"))) {
            let line = |day| {
                (name(day), say::weekday(day, words), typed.one(&name(day)).unwrap_or_default().to_owned())
            };
            return Input::Week {
                days: Weekday::ALL.map(line).into(),
                feasts_off: typed.ticked(&format!("{code}-feasts")),
                more: typed.one(&format!("{code}-more")).unwrap_or_default().to_owned(),
            };
        }
        let Some(week) = Week::read(value) else { return Input::Line };
        let line = |(day, times): (Weekday, String)| (name(day), say::weekday(day, words), times);
        Input::Week {
            feasts_off: week.feasts_off || value.is_empty(),
            more: week.more,
            days: Weekday::ALL.into_iter().zip(week.days).map(line).collect(),
        }
    }
}

/// Every language of the territory with who speaks it: `staff`, `mediator`, `both` or nobody.
fn languages(value: &str, typed: Option<&Fields>, words: &Words) -> Vec<(String, String, String)> {
    let spoken = |code: &str| {
        let (staff, mediator) =
            (value.lines().any(|l| l == code), value.lines().any(|l| l == format!("{code}+")));
        match (staff, mediator) {
            (true, true) => "both",
            (true, false) => "staff",
            (false, true) => "mediator",
            (false, false) => "",
        }
    };
    let all = Reference::get().languages().iter().map(|language| {
        let name = format!("languages-{}", language.code);
        let who = match typed {
            Some(typed) => typed.one(&name).unwrap_or_default().to_owned(),
            None => spoken(&language.code).to_owned(),
        };
        (name, language.names.words(words.lang()).to_owned(), who)
    });
    all.collect()
}

/// What was typed into the fields that the form had; a field that it had not is as it was.
///
/// # Errors
/// [`Refused::Invalid`] with the hours that cannot be read.
pub fn texts(fields: &[(Field, String)], typed: &Fields) -> Result<Vec<(Field, String)>, Refused> {
    let mut texts = Vec::new();
    for (field, current) in fields {
        let code = field.code();
        let text = match field {
            Field::Hours | Field::PlaceHours(_) if typed.ticked(&format!("{code}-week")) => {
                hours::typed(*field, current, typed)?
            }
            Field::Languages => spoken(current, typed),
            _ if typed.pairs().any(|(name, _)| name == code) => {
                typed.one(&code).unwrap_or_default().to_owned()
            }
            _ => continue,
        };
        texts.push((*field, text));
    }
    Ok(texts)
}

/// The languages as they were chosen: those that were there stand first, in their order.
fn spoken(current: &str, typed: &Fields) -> String {
    let codes: Vec<&str> =
        Reference::get().languages().iter().map(|language| language.code.as_str()).collect();
    let mut chosen: Vec<String> = Vec::new();
    for code in &codes {
        let who = typed.one(&format!("languages-{code}")).unwrap_or_default();
        chosen.extend(matches!(who, "staff" | "both").then(|| (*code).to_owned()));
        chosen.extend(matches!(who, "mediator" | "both").then(|| format!("{code}+")));
    }
    // A language that the form does not name cannot be taken away by it.
    let unnamed = |line: &&str| !codes.contains(&line.trim_end_matches('+'));
    let kept = current.lines().filter(|line| unnamed(line) || chosen.iter().any(|new| new == line));
    let mut lines: Vec<String> = kept.map(str::to_owned).collect();
    for new in chosen {
        if !lines.contains(&new) {
            lines.push(new);
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(pairs: &[(&str, &str)]) -> Fields {
        Fields::of(pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect())
    }

    #[test]
    fn languages_keep_their_order_and_those_that_the_form_does_not_name() {
        let form = typed(&[("languages-ar", "both"), ("languages-en", "staff"), ("languages-fr", "")]);
        assert_eq!(spoken("qqq\nfr\nen", &form), "qqq\nen\nar\nar+");
    }

    #[test]
    fn a_field_that_the_form_had_not_is_as_it_was() {
        let fields = [(Field::Name, "Mensa".to_owned()), (Field::How, "Vieni.".to_owned())];
        let texts = texts(&fields, &typed(&[("name", "")])).unwrap();
        assert_eq!(texts, [(Field::Name, String::new())]);
    }
}
