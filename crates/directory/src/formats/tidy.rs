//! Putting one object in order: the right types, clean words, ids that are UUIDs. What cannot be understood is
//! kept beside under `…_as_told`, never thrown away, and everything that was mended is in the report.

use super::{
    clock::{self, Clock},
    days::{self, Day},
    limits::Limits,
    report::{Repair, Report},
    schema::{self, Holds, Object},
};
use crate::hsds::Weekday;
use reticolo_base::id;
use serde_json::{Map, Number, Value};

/// How deep objects may lie in one another.
const DEPTH: usize = 12;

/// Puts objects in order.
#[derive(Debug)]
pub struct Tidy<'a> {
    /// What was mended.
    pub report: &'a mut Report,
    /// The name of the source, for ids.
    pub source: &'a str,
    /// What is taken at most.
    pub limits: Limits,
    /// Whether all values come as text, so that reading a number from text is no repair.
    pub cells: bool,
}

impl Tidy<'_> {
    /// The id of a foreign key.
    pub fn id(&self, kind: &str, told: &str) -> String {
        id::foreign(self.source, kind, told).to_string()
    }

    /// An object of a kind in order. `line` is for the report; `parent` makes ids of nameless children unique.
    pub fn object(
        &mut self,
        kind: &'static str,
        told: Map<String, Value>,
        line: u64,
        parent: &str,
    ) -> Map<String, Value> {
        self.deep(kind, told, line, parent, 0)
    }

    fn deep(
        &mut self,
        kind: &'static str,
        told: Map<String, Value>,
        line: u64,
        parent: &str,
        depth: usize,
    ) -> Map<String, Value> {
        let Some(object) = schema::object(kind) else { return told };
        let mut tidy = Map::new();
        let own = self.own_id(object, &told, line, parent);
        tidy.insert("id".to_owned(), Value::String(own.clone()));
        for (field, value) in told {
            if field == "id" || value.is_null() {
                continue;
            }
            self.field(object, &mut tidy, field, value, &At { line, own: &own, depth });
        }
        self.earth(kind, &tidy, line);
        tidy
    }

    fn own_id(&mut self, object: &Object, told: &Map<String, Value>, line: u64, parent: &str) -> String {
        let given = told.get("id").and_then(plain).filter(|id| !id.trim().is_empty());
        if let Some(given) = given {
            return self.id(object.kind, &given);
        }
        self.report.repair(Repair::Identified, &format!("{}.id", object.table), line);
        let words = Value::Object(told.clone()).to_string();
        self.id(object.kind, &format!("{parent}/{}", blake3::hash(words.as_bytes()).to_hex()))
    }

    fn field(
        &mut self,
        object: &Object,
        tidy: &mut Map<String, Value>,
        field: String,
        value: Value,
        at: &At<'_>,
    ) {
        let place = || format!("{}.{field}", object.table);
        let Some(holds) = object.holds(&field) else {
            let value = self.loose(value, &place(), at.line);
            tidy.insert(field, value);
            return;
        };
        match self.value(holds, value, &place(), at) {
            Ok(Some(value)) => drop(tidy.insert(field, value)),
            Ok(None) => {}
            Err((repair, told)) => {
                self.report.repair(repair, &place(), at.line);
                tidy.insert(format!("{field}_as_told"), told);
            }
        }
    }

    /// The value in order; nothing when it is empty; an error with the told value when it cannot be understood.
    fn value(
        &mut self,
        holds: Holds,
        value: Value,
        place: &str,
        at: &At<'_>,
    ) -> Result<Option<Value>, (Repair, Value)> {
        match holds {
            Holds::Many(kind) => return Ok(self.many(kind, value, place, at)),
            Holds::One(kind) => return self.one(kind, value, at),
            Holds::Flag => return flag(value),
            Holds::Count => return count(value),
            Holds::Days => return days_of_week(value),
            Holds::Texts => return texts(value),
            _ => {}
        }
        if holds == Holds::Number && value.is_number() {
            return Ok(Some(value));
        }
        let Some(words) = plain(&value) else { return Err((Repair::Shape, value)) };
        if !value.is_string() && matches!(holds, Holds::Text | Holds::Web) {
            self.report.repair(Repair::Number, place, at.line);
        }
        let words = self.words(&words, place, at.line);
        if words.is_empty() {
            return Ok(None);
        }
        match holds {
            Holds::Link(kind) => Ok(Some(Value::String(self.id(kind, &words)))),
            Holds::Number => self.number(&words, place, at.line),
            Holds::Date => self.date(words, place, at.line),
            Holds::Time => self.time(words, place, at.line),
            Holds::Web => self.web(words, place, at.line),
            _ => Ok(Some(Value::String(words))),
        }
    }

    fn many(&mut self, kind: &'static str, value: Value, place: &str, at: &At<'_>) -> Option<Value> {
        let items = match value {
            Value::Array(items) => items,
            other => vec![other],
        };
        let mut list: Vec<Value> = Vec::new();
        for item in items {
            let told = match item {
                Value::Object(map) if super::hours::is_derived(&map) => continue,
                Value::Object(map) => map,
                Value::Null => continue,
                other => match plain(&other).map(|words| words.trim().to_owned()).filter(|w| !w.is_empty()) {
                    Some(words) => Map::from_iter([(main_field(kind).to_owned(), Value::String(words))]),
                    None => continue,
                },
            };
            if told.values().all(empty) || at.depth >= DEPTH {
                self.report.repair(Repair::Shape, place, at.line);
                continue;
            }
            let mut tidy = Value::Object(self.deep(kind, told, at.line, at.own, at.depth + 1));
            let id = tidy.get("id").cloned();
            if list.contains(&tidy) {
                self.report.repair(Repair::Doubled, place, at.line);
                continue;
            }
            if list.iter().any(|other| other.get("id") == id.as_ref())
                && let (Some(map), Some(Value::String(id))) = (tidy.as_object_mut(), id)
            {
                self.report.repair(Repair::Renamed, place, at.line);
                let new = self.fresh(kind, &id, list.len());
                map.insert("id".to_owned(), Value::String(new));
            }
            list.push(tidy);
        }
        (!list.is_empty()).then_some(Value::Array(list))
    }

    /// An id for the second thing that came under the same id.
    pub fn fresh(&self, kind: &str, id: &str, nth: usize) -> String {
        self.id(kind, &format!("{id}#{}", nth + 1))
    }

    fn one(
        &mut self,
        kind: &'static str,
        value: Value,
        at: &At<'_>,
    ) -> Result<Option<Value>, (Repair, Value)> {
        match value {
            Value::Object(map) if map.is_empty() => Ok(None),
            Value::Object(map) if at.depth < DEPTH => {
                Ok(Some(Value::Object(self.deep(kind, map, at.line, at.own, at.depth + 1))))
            }
            Value::String(words) if words.trim().is_empty() => Ok(None),
            Value::String(words) => {
                let map = Map::from_iter([("name".to_owned(), Value::String(words))]);
                Ok(Some(Value::Object(self.deep(kind, map, at.line, at.own, at.depth + 1))))
            }
            other => Err((Repair::Shape, other)),
        }
    }

    fn number(&mut self, words: &str, place: &str, line: u64) -> Result<Option<Value>, (Repair, Value)> {
        let plain = words.replace([' ', '€', '$', '\u{a0}'], "");
        let plain = if plain.contains(',') && !plain.contains('.') { plain.replace(',', ".") } else { plain };
        let number = plain.parse::<i64>().ok().map(Number::from);
        match number.or_else(|| plain.parse::<f64>().ok().and_then(Number::from_f64)) {
            Some(number) => {
                if !self.cells || plain != words {
                    self.report.repair(Repair::Number, place, line);
                }
                Ok(Some(Value::Number(number)))
            }
            None => Err((Repair::NumberUnreadable, Value::String(words.to_owned()))),
        }
    }

    fn date(&mut self, words: String, place: &str, line: u64) -> Result<Option<Value>, (Repair, Value)> {
        match days::read(&words) {
            Day::Fine => Ok(Some(Value::String(words))),
            Day::Mended(date) => {
                self.report.repair(Repair::Date, place, line);
                Ok(Some(Value::String(date)))
            }
            Day::Unreadable => Err((Repair::DateUnreadable, Value::String(words))),
        }
    }

    fn time(&mut self, words: String, place: &str, line: u64) -> Result<Option<Value>, (Repair, Value)> {
        match clock::read(&words) {
            Clock::Fine => Ok(Some(Value::String(words))),
            Clock::Mended { time, .. } => {
                self.report.repair(Repair::Time, place, line);
                Ok(Some(Value::String(time)))
            }
            Clock::Unreadable => Err((Repair::TimeUnreadable, Value::String(words))),
        }
    }

    fn web(&mut self, words: String, place: &str, line: u64) -> Result<Option<Value>, (Repair, Value)> {
        let one_word = !words.contains(' ') && !words.contains('@');
        if words.contains("://") || words.starts_with("mailto:") {
            return Ok(Some(Value::String(words)));
        }
        if !(one_word && words.contains('.')) {
            return Err((Repair::WebUnreadable, Value::String(words)));
        }
        self.report.repair(Repair::Web, place, line);
        Ok(Some(Value::String(format!("http://{words}"))))
    }

    /// Clean words: no control characters, no marks that turn the direction, no spaces around, at most so many.
    pub fn words(&mut self, told: &str, place: &str, line: u64) -> String {
        let mut words = std::borrow::Cow::Borrowed(told);
        if told.chars().nth(self.limits.cell).is_some() {
            self.report.repair(Repair::Cut, place, line);
            words = told.chars().take(self.limits.cell).collect::<String>().into();
        }
        if words.contains('\r') {
            words = words.replace("\r\n", "\n").replace('\r', "\n").into();
        }
        if words.contains("\\n") && !words.contains('\n') && !place.ends_with("_id") {
            self.report.repair(Repair::LineBreaks, place, line);
            words = words.replace("\\r", "").replace("\\n", "\n").into();
        }
        let clean = reticolo_base::folding::lines(&words, usize::MAX);
        // In JSON spaces around words are the source's own; in cells they are an accident.
        if !self.cells && !clean.is_empty() && clean == words.trim() {
            return words.into_owned();
        }
        if clean.len() != words.len() {
            self.report.repair(Repair::Trimmed, place, line);
        }
        clean
    }

    /// A field that HSDS does not have: kept, with its words clean.
    fn loose(&mut self, value: Value, place: &str, line: u64) -> Value {
        match value {
            Value::String(words) => Value::String(self.words(&words, place, line)),
            other => other,
        }
    }

    fn earth(&mut self, kind: &str, tidy: &Map<String, Value>, line: u64) {
        let off =
            |field: &str, most: f64| tidy.get(field).and_then(Value::as_f64).is_some_and(|v| v.abs() > most);
        if kind == "location" && (off("latitude", 90.0) || off("longitude", 180.0)) {
            self.report.repair(Repair::OffTheEarth, "locations.latitude", line);
        }
    }
}

struct At<'a> {
    line: u64,
    own: &'a str,
    depth: usize,
}

/// The words of a value that is one thing.
pub fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(words) => Some(words.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

/// Whether a value says nothing.
pub fn empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(words) => words.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    }
}

/// Where a bare word of a list belongs, e.g. `["English"]` in `languages`.
fn main_field(kind: &str) -> &'static str {
    match kind {
        "phone" => "number",
        "required_document" => "document",
        "funding" => "source",
        "accessibility" => "description",
        "url" => "url",
        "address" => "address_1",
        "attribute" => "value",
        "schedule" => "description",
        "cost_option" => "option",
        _ => "name",
    }
}

fn flag(value: Value) -> Result<Option<Value>, (Repair, Value)> {
    match plain(&value).map(|words| words.trim().to_lowercase()).as_deref() {
        Some("true" | "1" | "yes" | "sì" | "si" | "x") => Ok(Some(Value::Bool(true))),
        Some("false" | "0" | "no" | "") => Ok(Some(Value::Bool(false))),
        _ => Err((Repair::Shape, value)),
    }
}

fn count(value: Value) -> Result<Option<Value>, (Repair, Value)> {
    match plain(&value).and_then(|words| words.trim().parse::<u32>().ok()) {
        Some(count) => Ok(Some(Value::from(count))),
        None => Err((Repair::NumberUnreadable, value)),
    }
}

fn days_of_week(value: Value) -> Result<Option<Value>, (Repair, Value)> {
    let words: Vec<String> = match &value {
        Value::Array(items) => items.iter().filter_map(plain).collect(),
        Value::String(words) => {
            words.split([',', ' ']).filter(|w| !w.is_empty()).map(str::to_owned).collect()
        }
        _ => return Err((Repair::Shape, value)),
    };
    let days: Option<Vec<Value>> =
        words.iter().map(|day| Weekday::parse(day).map(|d| Value::String(d.code().to_owned()))).collect();
    days.map(|days| Some(Value::Array(days))).ok_or((Repair::Shape, value))
}

fn texts(value: Value) -> Result<Option<Value>, (Repair, Value)> {
    match value {
        Value::Array(items) if items.iter().all(|item| plain(item).is_some()) => {
            Ok(Some(Value::Array(items.iter().filter_map(plain).map(Value::String).collect())))
        }
        Value::String(words) => {
            let words = words.split([',', ';']).map(str::trim).filter(|w| !w.is_empty());
            Ok(Some(Value::Array(words.map(|w| Value::String(w.to_owned())).collect())))
        }
        other => Err((Repair::Shape, other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn tidy(kind: &'static str, told: Value) -> (Value, Report) {
        let mut report = Report::new("test", "test");
        let Value::Object(map) = told else { panic!("an object") };
        let mut tidy = Tidy { report: &mut report, source: "test", limits: Limits::default(), cells: false };
        let map = tidy.object(kind, map, 7, "");
        (Value::Object(map), report)
    }

    const ID: &str = "6e1a1f4e-7a52-4f8a-9f6a-0d8f3a2b1c00";

    #[test]
    fn a_good_object_stays_as_it_is() {
        let told = json!({"id": ID, "name": "Sportello", "minimum_age": 18, "languages": [{"id": ID, "name": "Urdu"}]});
        let (tidy, report) = tidy("service", told.clone());
        assert_eq!(tidy, told);
        assert!(report.repaired.is_empty());
    }

    #[test]
    fn a_number_that_is_words_and_words_that_are_a_number_change_places() {
        let (tidy, report) = tidy("service", json!({"id": ID, "name": 112, "minimum_age": " 18 "}));
        assert_eq!(tidy, json!({"id": ID, "name": "112", "minimum_age": 18}));
        assert_eq!(report.repairs(Repair::Number), 2);
    }

    #[test]
    fn what_cannot_be_understood_is_kept_beside() {
        let (tidy, report) =
            tidy("service", json!({"id": ID, "name": "x", "minimum_age": "adults", "assured_date": "soon"}));
        assert_eq!(tidy["minimum_age_as_told"], "adults");
        assert_eq!(tidy["assured_date_as_told"], "soon");
        assert_eq!(
            (report.repairs(Repair::NumberUnreadable), report.repairs(Repair::DateUnreadable)),
            (1, 1)
        );
    }

    #[test]
    fn a_list_of_bare_words_becomes_a_list_of_objects() {
        let (tidy, _) = tidy("service", json!({"id": ID, "name": "x", "languages": ["Wolof", null, ""]}));
        assert_eq!(tidy["languages"][0]["name"], "Wolof");
        assert_eq!(tidy["languages"].as_array().unwrap().len(), 1);
    }

    #[test]
    fn two_children_under_one_id_get_two() {
        let (tidy, report) = tidy(
            "service",
            json!({"id": ID, "name": "x", "phones": [{"id": "1", "number": "1"}, {"id": "1", "number": "2"}, {"id": "1", "number": "1"}]}),
        );
        let phones = tidy["phones"].as_array().unwrap();
        assert_eq!(phones.len(), 2);
        assert_ne!(phones[0]["id"], phones[1]["id"]);
        assert_eq!((report.repairs(Repair::Renamed), report.repairs(Repair::Doubled)), (1, 1));
    }

    #[test]
    fn hidden_characters_and_broken_lines_are_mended() {
        let (tidy, report) = tidy(
            "service",
            json!({"id": ID, "name": "\u{202e}Casa\u{0} ", "description": "uno\\ndue", "url": "www.x.it"}),
        );
        assert_eq!((tidy["name"].as_str(), tidy["description"].as_str()), (Some("Casa"), Some("uno\ndue")));
        assert_eq!(tidy["url"], "http://www.x.it");
        assert_eq!((report.repairs(Repair::Trimmed), report.repairs(Repair::LineBreaks)), (1, 1));
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            ".{0,12}".prop_map(Value::from),
        ];
        let key = prop_oneof![
            "id",
            "name",
            "phones",
            "languages",
            "days",
            "unit",
            "profile",
            "attributes",
            "opens_at"
        ];
        leaf.prop_recursive(4, 32, 4, move |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                proptest::collection::hash_map(key.clone(), inner, 0..4)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn whatever_is_told_can_be_read_as_a_service_afterwards(told in any_json()) {
            if let Value::Object(mut map) = told {
                map.remove("profile");
                let (tidy, _) = tidy("service", Value::Object(map));
                prop_assert!(serde_json::from_value::<crate::hsds::Service>(tidy).is_ok());
            }
        }
    }
}
