//! Tables to records: rows in order, each hung on what its keys name.

use super::{
    dialect::{self, Meaning},
    draft::{Draft, Spot},
    filled, interpreted,
    limits::Limits,
    report::{Reason, Repair, Report},
    schema::{self, Holds, OWN, Object},
    table::{Row, Table},
    tidy::Tidy,
    tongue, weekdays,
};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, HashMap};

/// The order in which children are hung: what carries others comes after them.
const HANG: [&str; 5] = ["metadata", "attribute", "language", "phone", "contact"];

struct Hung {
    object: Map<String, Value>,
    spot: Spot,
    table: String,
}

/// Tables on their way to records.
struct Tables<'a> {
    tidy: Tidy<'a>,
    kinds: BTreeMap<&'static str, Vec<Option<Hung>>>,
    index: HashMap<(&'static str, String), usize>,
    aside: Vec<(Meaning, Hung)>,
    old: bool,
}

/// Reads tables of HSDS 3, 2, 1.1 or Ohana.
pub fn read(tables: Vec<Table>, report: &mut Report, source: &str, limits: Limits) -> Draft {
    let old = dialect::is_old(tables.iter().map(|t| (t.name.as_str(), t.header.as_slice())));
    let tidy = Tidy { report, source, limits, cells: true };
    let mut all = Tables { tidy, kinds: BTreeMap::new(), index: HashMap::new(), aside: Vec::new(), old };
    for table in tables {
        all.table(table);
    }
    all.imply();
    all.embed();
    for kind in HANG {
        all.hang(kind);
    }
    for object in schema::OBJECTS.iter().filter(|o| !OWN.contains(&o.kind) && !HANG.contains(&o.kind)) {
        all.hang(object.kind);
    }
    all.put_aside();
    all.links();
    all.draft()
}

impl Tables<'_> {
    fn table(&mut self, table: Table) {
        let Some(meaning) = dialect::meaning(&table.name) else {
            return self.tidy.report.unknown(&table.file);
        };
        self.empties(&table, meaning);
        match meaning {
            Meaning::Meta => self.tidy.report.unknown(&table.file),
            Meaning::Objects(kind) => self.rows(kind, table, None),
            Meaning::Addresses(of) => self.rows("address", table, Some(of)),
            Meaning::Eligibility | Meaning::Aside(_) => self.later(meaning, table),
        }
    }

    fn empties(&mut self, table: &Table, meaning: Meaning) {
        let rows = table.rows.len() as u64;
        for column in &table.header {
            let full = table.rows.iter().filter(|row| row.cells.contains_key(column)).count() as u64;
            self.tidy.report.empty(&table.name, column, rows - full);
            let kind = match meaning {
                Meaning::Objects(kind) => kind,
                Meaning::Addresses(_) => "address",
                _ => continue,
            };
            let holds = schema::object(kind).and_then(|o| o.holds(&dialect::column(kind, column, self.old)));
            if full == 0 && rows > 0 && matches!(holds, Some(Holds::Link(_) | Holds::AnyLink)) {
                self.tidy
                    .report
                    .broken(&format!("{}.{column}", table.name), 0, |broken| broken.empty += rows);
            }
        }
    }

    fn rows(&mut self, kind: &'static str, table: Table, address: Option<&str>) {
        let Some(object) = schema::object(kind) else { return };
        for column in &table.header {
            let name = dialect::column(kind, column, self.old);
            if object.holds(&name).is_none() && !matches!(&*name, "profile" | "other") {
                self.tidy.report.unknown(&format!("{}.{column}", table.name));
            }
        }
        self.tidy.report.tally(kind).read += table.rows.len() as u64;
        let rows = if kind == "schedule" {
            weekdays::gather(table.rows, &table.name, self.tidy.report)
        } else {
            table.rows
        };
        for row in rows {
            let mut cells = self.cells(kind, row.cells, &table.name, row.line);
            if let Some(of) = address {
                cells.entry("address_type").or_insert_with(|| Value::from(of));
            }
            dialect::reshape(kind, &mut cells, self.tidy.source);
            filled::forget(&mut cells);
            if kind == "service" {
                interpreted::gather(&mut cells);
            }
            if kind == "schedule" && super::hours::is_derived(&cells) {
                continue;
            }
            times_with_words(kind, &mut cells);
            let mut object = self.tidy.object(kind, cells, row.line, "");
            language_code(kind, &mut object);
            let spot = Spot { file: table.file.clone(), line: row.line };
            self.put(kind, Hung { object, spot, table: table.name.clone() });
        }
    }

    fn cells(&mut self, kind: &str, told: Map<String, Value>, table: &str, line: u64) -> Map<String, Value> {
        let mut cells = Map::new();
        for (column, value) in told {
            let name = dialect::column(kind, &column, self.old);
            if dialect::personal(kind, &name) {
                self.tidy.report.repair(Repair::Personal, &format!("{table}.{column}"), line);
            } else {
                cells.insert(name.into_owned(), value);
            }
        }
        cells
    }

    /// Puts an object by its id; the same again is dropped, another under the same id gets its own.
    fn put(&mut self, kind: &'static str, mut hung: Hung) {
        let id = |object: &Map<String, Value>| {
            object.get("id").and_then(Value::as_str).unwrap_or_default().to_owned()
        };
        let mut key = (kind, id(&hung.object));
        let mut nth = 0;
        while let Some(at) = self.index.get(&key) {
            let same = self.kinds.get(kind).and_then(|all| all.get(*at)?.as_ref());
            let place = format!("{}.id", hung.table);
            let mut own = hung.object.clone();
            own.insert("id".to_owned(), Value::String(key.1.clone()));
            if same.is_some_and(|other| other.object == own) {
                return self.tidy.report.repair(Repair::Doubled, &hung.table, hung.spot.line);
            }
            nth += 1;
            if nth == 1 {
                self.tidy.report.repair(Repair::Renamed, &place, hung.spot.line);
            }
            key.1 = self.tidy.fresh(kind, &id(&hung.object), nth);
        }
        hung.object.insert("id".to_owned(), Value::String(key.1.clone()));
        let all = self.kinds.entry(kind).or_default();
        self.index.insert(key, all.len());
        all.push(Some(hung));
    }

    fn find(&mut self, kind: &'static str, id: &str) -> Option<&mut Hung> {
        let at = *self.index.get(&(kind, id.to_owned()))?;
        self.kinds.get_mut(kind)?.get_mut(at)?.as_mut()
    }

    /// Ohana has its services at one place each, and their organisations only there.
    fn imply(&mut self) {
        let services = self.kinds.get("service").into_iter().flatten().flatten();
        let implied: Vec<(String, String, Spot)> = services
            .filter_map(|hung| {
                let at = hung.object.get("location_id")?.as_str()?;
                let id = hung.object.get("id")?.as_str()?;
                Some((id.to_owned(), self.tidy.id("location", at), hung.spot.clone()))
            })
            .collect();
        for (service, location, spot) in implied {
            let organization =
                self.find("location", &location).and_then(|hung| hung.object.get("organization_id").cloned());
            if let Some(hung) = self.find("service", &service) {
                hung.object.remove("location_id");
                if let Some(organization) = organization {
                    hung.object.entry("organization_id").or_insert(organization);
                }
            }
            let object = Map::from_iter([
                (
                    "id".to_owned(),
                    Value::String(self.tidy.id("service_at_location", &format!("{service}/{location}"))),
                ),
                ("service_id".to_owned(), Value::String(service)),
                ("location_id".to_owned(), Value::String(location)),
            ]);
            self.tidy.report.repair(Repair::Implied, "service_at_location", spot.line);
            self.put("service_at_location", Hung { object, spot, table: "service_at_location".to_owned() });
        }
    }

    /// HSDS JSON has the term inside the attribute and the unit inside the capacity.
    fn embed(&mut self) {
        for (kind, key, field, inside) in [
            ("attribute", "taxonomy_term_id", "taxonomy_term", "taxonomy_term"),
            ("service_capacity", "unit_id", "unit", "unit"),
        ] {
            let whole = self.whole(inside);
            for hung in self.kinds.get_mut(kind).into_iter().flatten().flatten() {
                embed(&mut hung.object, key, field, &whole);
            }
        }
        let whole = self.whole("taxonomy_term");
        for hung in self.kinds.get_mut("service").into_iter().flatten().flatten() {
            let attributes = hung.object.get_mut("attributes").and_then(Value::as_array_mut);
            for attribute in attributes.into_iter().flatten().filter_map(Value::as_object_mut) {
                embed(attribute, "taxonomy_term_id", "taxonomy_term", &whole);
            }
        }
    }

    fn whole(&self, kind: &str) -> HashMap<String, Value> {
        let all = self.kinds.get(kind).into_iter().flatten().flatten();
        all.filter_map(|hung| {
            let id = hung.object.get("id")?.as_str()?.to_owned();
            Some((id, Value::Object(hung.object.clone())))
        })
        .collect()
    }

    fn hang(&mut self, kind: &'static str) {
        let Some(object) = schema::object(kind).filter(|object| !object.parents.is_empty()) else { return };
        let all = self.kinds.get_mut(kind).map(std::mem::take).unwrap_or_default();
        let mut placed = 0;
        let some = !all.is_empty();
        for mut hung in all.into_iter().flatten() {
            if says_nothing(&hung.object) {
                self.tidy.report.refuse(&hung.spot.file, hung.spot.line, kind, Reason::Blank);
                continue;
            }
            match self.parent(object, &mut hung) {
                Ok((parent, id, field)) => {
                    placed += 1;
                    let child = Value::Object(hung.object);
                    if let Some(parent) = self.find(parent, &id)
                        && let Value::Array(list) =
                            parent.object.entry(field).or_insert_with(|| Value::Array(Vec::new()))
                    {
                        list.push(child);
                    }
                }
                Err(reason) => self.tidy.report.refuse(&hung.spot.file, hung.spot.line, kind, reason),
            }
        }
        if some {
            self.tidy.report.tally(kind).kept = placed;
        }
    }

    /// The closest parent that is there: kind, id, field. Keys that lead nowhere are told.
    fn parent(
        &mut self,
        object: &Object,
        hung: &mut Hung,
    ) -> Result<(&'static str, String, &'static str), Reason> {
        let mut found = None;
        let mut any = false;
        for (column, kind, field) in object.parents {
            let Some(told) = hung.object.get(*column).and_then(Value::as_str).map(str::to_owned) else {
                continue;
            };
            any = true;
            let there = if kind.is_empty() {
                self.any(&told, object.kind)
            } else {
                self.index.contains_key(&(*kind, told.clone())).then(|| (*kind, told.clone()))
            };
            match there {
                Some((kind, id)) => {
                    hung.object.insert((*column).to_owned(), Value::String(id.clone()));
                    if found.is_none() {
                        found = Some((kind, id, *field));
                    }
                }
                None => {
                    let key = format!("{}.{column}", hung.table);
                    self.tidy.report.broken(&key, hung.spot.line, |broken| broken.dangling += 1);
                }
            }
        }
        found.ok_or_else(|| {
            // The row is lost by the key that leads nowhere; without any, by the one that such rows have first.
            let told = object.parents.iter().find(|(column, ..)| hung.object.contains_key(*column));
            let usual = object.parents.iter().find(|(column, ..)| *column == "service_id");
            if let Some((column, ..)) = told.or(usual).or(object.parents.first()) {
                let key = format!("{}.{column}", hung.table);
                self.tidy.report.broken(&key, hung.spot.line, |broken| broken.lost += 1);
            }
            if any { Reason::ParentMissing } else { Reason::NoParent }
        })
    }

    /// An object of any kind that can carry such a child.
    fn any(&self, told: &str, child: &str) -> Option<(&'static str, String)> {
        let carries = |object: &&Object| {
            object.nested.iter().any(|(_, holds)| matches!(holds, Holds::Many(k) if *k == child))
        };
        schema::OBJECTS.iter().filter(carries).find_map(|object| {
            let id = self.tidy.id(object.kind, told);
            self.index.contains_key(&(object.kind, id.clone())).then_some((object.kind, id))
        })
    }

    fn later(&mut self, meaning: Meaning, table: Table) {
        self.tidy.report.tally(&table.name).read += table.rows.len() as u64;
        for Row { line, cells } in table.rows {
            let spot = Spot { file: table.file.clone(), line };
            self.aside.push((meaning, Hung { object: cells, spot, table: table.name.clone() }));
        }
    }

    /// Rows for which HSDS 3 has a field, or no place at all: they go into their service or place.
    fn put_aside(&mut self) {
        for (meaning, mut hung) in std::mem::take(&mut self.aside) {
            let keys = [
                ("service_at_location_id", "service_at_location"),
                ("service_id", "service"),
                ("location_id", "location"),
            ];
            let told: Vec<_> = keys
                .into_iter()
                .filter_map(|(column, kind)| {
                    let told = hung.object.remove(column)?;
                    Some((kind, self.tidy.id(kind, told.as_str().unwrap_or_default())))
                })
                .collect();
            let there = told.iter().find(|(kind, id)| self.index.contains_key(&(*kind, id.clone())));
            let Some((kind, id)) = there.cloned() else {
                let dangling = !told.is_empty();
                let key = format!("{}.service_id", hung.table);
                self.tidy.report.broken(&key, hung.spot.line, |broken| {
                    broken.lost += 1;
                    if dangling { broken.dangling += 1 } else { broken.empty += 1 }
                });
                let reason = if dangling { Reason::ParentMissing } else { Reason::NoParent };
                self.tidy.report.refuse(&hung.spot.file, hung.spot.line, &hung.table, reason);
                continue;
            };
            self.tidy.report.tally(&hung.table).kept += 1;
            hung.object.remove("id");
            let words = match meaning {
                Meaning::Eligibility => {
                    hung.object.get("eligibility").and_then(Value::as_str).map(str::to_owned)
                }
                _ => None,
            };
            let words = words.map(|w| self.tidy.words(&w, &hung.table, hung.spot.line));
            let Some(parent) = self.find(kind, &id) else { continue };
            match (meaning, words) {
                (Meaning::Aside(field), _) => {
                    if let Value::Array(list) =
                        parent.object.entry(field).or_insert_with(|| Value::Array(Vec::new()))
                    {
                        list.push(Value::Object(hung.object));
                    }
                }
                (_, Some(words)) => {
                    let told = parent.object.get("eligibility_description").and_then(Value::as_str);
                    let all = told.map_or(words.clone(), |told| format!("{told}\n{words}"));
                    parent.object.insert("eligibility_description".to_owned(), Value::String(all));
                }
                _ => {}
            }
        }
    }

    /// Links between records that lead nowhere are told; a place without its service or location stays readable.
    fn links(&mut self) {
        for (kind, column, target) in [
            ("service", "organization_id", "organization"),
            ("service", "program_id", "program"),
            ("program", "organization_id", "organization"),
            ("location", "organization_id", "organization"),
            ("service_at_location", "service_id", "service"),
            ("service_at_location", "location_id", "location"),
        ] {
            for hung in self.kinds.get(kind).into_iter().flatten().flatten() {
                let Some(id) = hung.object.get(column).and_then(Value::as_str) else { continue };
                if !self.index.contains_key(&(target, id.to_owned())) {
                    let key = format!("{}.{column}", hung.table);
                    self.tidy.report.broken(&key, hung.spot.line, |broken| broken.dangling += 1);
                }
            }
        }
    }

    fn draft(mut self) -> Draft {
        let mut draft = Draft::default();
        for kind in OWN {
            for hung in self.kinds.remove(kind).into_iter().flatten().flatten() {
                draft.add(kind, hung.object, &hung.spot, self.tidy.report);
            }
        }
        draft
    }
}

/// Whether a row is only keys: an accessibility without words, a phone without number.
fn says_nothing(object: &Map<String, Value>) -> bool {
    let key = |field: &str| {
        field == "id" || field.ends_with("_id") || matches!(field, "address_type" | "freq" | "profile")
    };
    object.keys().all(|field| key(field)) && !object.contains_key("taxonomy_term_id")
}

fn embed(object: &mut Map<String, Value>, key: &str, field: &str, whole: &HashMap<String, Value>) {
    let found = object.get(key).and_then(Value::as_str).and_then(|id| whole.get(id)).cloned();
    if let (Some(found), false) = (found, object.contains_key(field)) {
        object.insert(field.to_owned(), found);
    }
}

/// What follows a time (`5:00pm (counter closes at 4:30)`) is told in the notes.
fn times_with_words(kind: &str, cells: &mut Map<String, Value>) {
    if kind != "schedule" {
        return;
    }
    let mut notes = Vec::new();
    for field in ["opens_at", "closes_at"] {
        let told = cells.get(field).and_then(Value::as_str).unwrap_or_default();
        if let super::clock::Clock::Mended { rest, .. } = super::clock::read(told)
            && rest.chars().any(char::is_alphabetic)
        {
            notes.push(told.trim().to_owned());
        }
    }
    if !notes.is_empty() {
        cells.entry("notes").or_insert_with(|| Value::String(notes.join("; ")));
    }
}

fn language_code(kind: &str, object: &mut Map<String, Value>) {
    if kind == "language" && !object.contains_key("code") {
        let code = object.get("name").and_then(Value::as_str).and_then(tongue::code);
        if let Some(code) = code {
            object.insert("code".to_owned(), Value::from(code));
        }
    }
    for field in ["languages"] {
        for language in object.get_mut(field).and_then(Value::as_array_mut).into_iter().flatten() {
            if let Some(language) = language.as_object_mut() {
                language_code("language", language);
            }
        }
    }
}
