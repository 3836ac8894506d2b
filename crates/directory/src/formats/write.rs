//! Writing: records out as HSDS 3.1 JSON, ndjson or tables. What is protected stays out, as everywhere.

use super::{
    assemble::{self, Depth, Shelf},
    refusal::FormatRefusal,
    schema::{self, Holds, Object},
};
use crate::records::Records;
use reticolo_base::id;
use serde_json::{Map, Value, json};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    io::{Cursor, Write},
    path::Path,
};

/// The name of the profile that our additions to HSDS belong to; `/api` of any Reticolo explains it.
pub const PROFILE: &str = "urn:reticolo:hsds-profile:1";

/// Writes one JSON file of full objects, or ndjson when the name ends so. The file appears whole or not at all.
///
/// # Errors
/// [`FormatRefusal::Unwritable`].
pub fn write_json(records: &Records, path: &Path) -> Result<u64, FormatRefusal> {
    let lines = path.extension().is_some_and(|e| e == "ndjson" || e == "jsonl");
    let bytes = if lines { ndjson(records) } else { json_package(records) };
    whole(path, &bytes)?;
    Ok(bytes.len() as u64)
}

/// Writes tables with a `datapackage.json`: into an archive when the name ends in `.zip`, otherwise into a folder.
///
/// # Errors
/// [`FormatRefusal::Unwritable`].
pub fn write_tables(records: &Records, path: &Path) -> Result<u64, FormatRefusal> {
    let files = files(records);
    let total = files.iter().map(|(_, bytes)| bytes.len() as u64).sum();
    if path.extension().is_some_and(|e| e == "zip") {
        let unwritable = || FormatRefusal::Unwritable { path: path.display().to_string() };
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            archive.start_file(name, zip::write::SimpleFileOptions::default()).map_err(|_| unwritable())?;
            archive.write_all(&bytes).map_err(|_| unwritable())?;
        }
        whole(path, archive.finish().map_err(|_| unwritable())?.get_ref())?;
        return Ok(total);
    }
    std::fs::create_dir_all(path)
        .map_err(|_| FormatRefusal::Unwritable { path: path.display().to_string() })?;
    for (name, bytes) in files {
        whole(&path.join(name), &bytes)?;
    }
    Ok(total)
}

/// Writes beside and renames, so that nobody reads half a file.
pub(super) fn whole(path: &Path, bytes: &[u8]) -> Result<(), FormatRefusal> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let written = std::fs::write(&beside, bytes).and_then(|()| std::fs::rename(&beside, path));
    written.map_err(|_| {
        let _ = std::fs::remove_file(&beside);
        FormatRefusal::Unwritable { path: path.display().to_string() }
    })
}

/// The lists of a package, in the order in which they are written.
fn lists(records: &Records) -> Vec<(&'static str, Vec<Value>)> {
    let shelf = Shelf::new(records);
    let organizations = records.organizations.iter();
    let organizations = organizations
        .map(|each| assemble::organization(each, &shelf.around_organization(&each.id), &[], Depth::Full));
    let services = records.services.iter().map(|each| shelf.service(each, Depth::Lean));
    let known: BTreeSet<&str> = records.organizations.iter().map(|o| o.id.as_str()).collect();
    let owned = |owner: &Option<String>| owner.as_deref().is_some_and(|id| known.contains(id));
    let locations = records.locations.iter().filter(|each| !owned(&each.organization_id));
    let programs = records.programs.iter().filter(|each| !owned(&each.organization_id));
    vec![
        ("taxonomies", records.taxonomies.iter().map(|each| assemble::taxonomy(each, Depth::Full)).collect()),
        (
            "taxonomy_terms",
            records.terms.iter().map(|each| assemble::taxonomy_term(each, Depth::Full)).collect(),
        ),
        ("organizations", organizations.collect()),
        ("programs", programs.map(|each| assemble::program(each, Depth::Full)).collect()),
        ("locations", locations.map(|each| assemble::location(each, Depth::Full)).collect()),
        ("services", services.collect()),
    ]
}

fn json_package(records: &Records) -> Vec<u8> {
    let mut package = Map::new();
    package.insert("version".to_owned(), Value::from("3.1"));
    package.insert("profile".to_owned(), Value::from(PROFILE));
    for (name, list) in lists(records) {
        if !list.is_empty() || name == "services" {
            package.insert(name.to_owned(), Value::Array(list));
        }
    }
    serde_json::to_vec(&Value::Object(package)).unwrap_or_default()
}

/// Each line tells by its list's name what it is, save services, which are what HSDS streams.
fn ndjson(records: &Records) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (name, list) in lists(records) {
        for each in list {
            let line = if name == "services" { each } else { json!({ name: [each] }) };
            bytes.extend(line.to_string().into_bytes());
            bytes.push(b'\n');
        }
    }
    bytes
}

/// Rows of each kind, each with its columns.
#[derive(Default)]
struct Flat {
    tables: BTreeMap<&'static str, Vec<Map<String, Value>>>,
    index: HashMap<(&'static str, String), usize>,
}

fn files(records: &Records) -> Vec<(String, Vec<u8>)> {
    let mut flat = Flat::default();
    let shelf = Shelf::new(records);
    let bare = assemble::Around::default();
    for each in &records.taxonomies {
        flat.put("taxonomy", assemble::taxonomy(each, Depth::Full));
    }
    for each in &records.terms {
        flat.put("taxonomy_term", assemble::taxonomy_term(each, Depth::Full));
    }
    for each in &records.organizations {
        flat.put("organization", assemble::organization(each, &bare, &[], Depth::Full));
    }
    for each in &records.programs {
        flat.put("program", assemble::program(each, Depth::Full));
    }
    for each in &records.locations {
        flat.put("location", assemble::location(each, Depth::Full));
    }
    for each in &records.services {
        flat.put("service", assemble::service(each, &bare, Depth::Full));
    }
    for at in &records.places {
        let mut value = assemble::service_at_location(at, shelf.location_of(at), None, Depth::Full);
        if let Some(map) = value.as_object_mut() {
            map.remove("location");
            if let Some(id) = &at.location_id {
                map.insert("location_id".to_owned(), Value::from(id.as_str()));
            }
        }
        flat.put("service_at_location", value);
    }
    flat.files()
}

impl Flat {
    /// Puts an object and, as rows of their own, what lies in it.
    fn put(&mut self, kind: &'static str, value: Value) {
        let (Some(object), Value::Object(mut map)) = (schema::object(kind), value) else { return };
        let own = map.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        for (field, holds) in object.nested {
            match (holds, map.get(*field)) {
                (Holds::Many(inside), Some(Value::Array(_))) => {
                    let Some(Value::Array(parts)) = map.remove(*field) else { continue };
                    for part in parts {
                        self.put(inside, hung(part, inside, kind, field, &own));
                    }
                }
                (Holds::One(inside), Some(Value::Object(part))) => {
                    let key = format!("{}_id", field.trim_end_matches("_detail"));
                    let id = part.get("id").cloned();
                    if let Some(id) = id {
                        map.entry(key).or_insert(id);
                    }
                    if let Some(part) = map.remove(*field) {
                        self.put(inside, part);
                    }
                }
                _ => {}
            }
        }
        self.row(object, map, own);
    }

    /// The same thing hung on several others is one row with several keys; where keys clash, it is told again.
    fn row(&mut self, object: &Object, mut map: Map<String, Value>, own: String) {
        let rows = self.tables.entry(object.kind).or_default();
        let mut key = (object.kind, own);
        while let Some(at) = self.index.get(&key) {
            let Some(there) = rows.get_mut(*at) else { return };
            let agrees = map
                .iter()
                .all(|(column, value)| column == "id" || there.get(column).is_none_or(|v| v == value));
            if agrees {
                for (column, value) in map {
                    there.entry(column).or_insert(value);
                }
                return;
            }
            key.1 = id::foreign("reticolo", object.kind, &format!("{}#again", key.1)).to_string();
        }
        map.insert("id".to_owned(), Value::from(key.1.as_str()));
        self.index.insert(key, rows.len());
        rows.push(map);
    }

    fn files(self) -> Vec<(String, Vec<u8>)> {
        let mut files = Vec::new();
        let mut resources = Vec::new();
        for object in schema::OBJECTS {
            let Some(rows) = self.tables.get(object.kind) else { continue };
            let columns = columns(object, rows);
            let name = format!("{}.csv", object.table);
            resources.push(resource(object, &name, &columns));
            files.push((name, csv(&columns, rows, object)));
        }
        let package = json!({
            "name": "reticolo", "profile": "tabular-data-package", "version": "3.1", "hsds_profile": PROFILE,
            "resources": resources,
        });
        files.push(("datapackage.json".to_owned(), serde_json::to_vec_pretty(&package).unwrap_or_default()));
        files
    }
}

/// A part with the key of what it hangs on.
fn hung(mut part: Value, kind: &str, parent: &str, field: &str, own: &str) -> Value {
    let Some(map) = part.as_object_mut() else { return part };
    let parents = schema::object(kind).map(|object| object.parents).unwrap_or_default();
    for (column, of, into) in parents {
        if (*of == parent && *into == field) || of.is_empty() {
            map.insert((*column).to_owned(), Value::from(own));
        }
    }
    match kind {
        "attribute" => drop(map.entry("link_entity").or_insert_with(|| Value::from(parent))),
        "metadata" => drop(map.entry("resource_type").or_insert_with(|| Value::from(parent))),
        _ => {}
    }
    part
}

/// All HSDS columns, then those of our profile that say something, then `other` for what the source said besides.
fn columns(object: &Object, rows: &[Map<String, Value>]) -> Vec<&'static str> {
    let mut columns: Vec<&'static str> = object.columns.iter().map(|(column, _)| *column).collect();
    let more = object.nested.iter().map(|(field, _)| *field).chain(["profile"]);
    columns.extend(more.filter(|field| rows.iter().any(|row| row.contains_key(*field))));
    if rows.iter().any(|row| row.keys().any(|key| !columns.contains(&key.as_str()))) {
        columns.push("other");
    }
    columns
}

fn csv(columns: &[&'static str], rows: &[Map<String, Value>], object: &Object) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let _ = writer.write_record(columns);
    for row in rows {
        let other: Map<String, Value> = row
            .iter()
            .filter(|(key, _)| !columns.contains(&key.as_str()))
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect();
        let cells = columns.iter().map(|column| match *column {
            "other" if !other.is_empty() => Value::Object(other.clone()).to_string(),
            column => cell(row.get(column), object.holds(column)),
        });
        let _ = writer.write_record(cells);
    }
    writer.into_inner().unwrap_or_default()
}

fn cell(value: Option<&Value>, holds: Option<Holds>) -> String {
    match (value, holds) {
        (None | Some(Value::Null), _) => String::new(),
        (Some(Value::String(words)), _) => words.clone(),
        (Some(Value::Array(items)), Some(Holds::Days | Holds::Texts)) => {
            items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(",")
        }
        (Some(other), _) => other.to_string(),
    }
}

fn resource(object: &Object, path: &str, columns: &[&str]) -> Value {
    let kind = |column: &str| match object.holds(column) {
        Some(Holds::Number | Holds::Count) => "number",
        Some(Holds::Flag) => "boolean",
        _ => "string",
    };
    let fields: Vec<Value> =
        columns.iter().map(|column| json!({ "name": column, "type": kind(column) })).collect();
    let links = object.columns.iter().filter_map(|(column, holds)| match holds {
        Holds::Link(target) => {
            let table = schema::object(target)?.kind;
            Some(json!({ "fields": column, "reference": { "resource": table, "fields": "id" } }))
        }
        _ => None,
    });
    json!({
        "name": object.kind, "path": path, "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
        "schema": { "fields": fields, "primaryKey": "id", "foreignKeys": links.collect::<Vec<_>>() },
    })
}
