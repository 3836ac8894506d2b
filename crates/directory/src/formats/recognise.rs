//! What a path holds: told by names and first words, never by the ending alone.

use super::{
    bundle::{Bundle, File},
    dialect, encoding,
    limits::Limits,
    nested,
    refusal::FormatRefusal,
    sheet, table,
};
use serde_json::Value;
use std::path::Path;

/// A format in which a directory may come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// HSDS 3 JSON: an object, a list, a page, or a package of lists.
    Json,
    /// HSDS 3, one object a line.
    Ndjson,
    /// HSDS 3 tables in one JSON file.
    TabularJson,
    /// HSDS 3 tables as CSV or as the sheets of a workbook.
    Tables,
    /// Tables of HSDS 1.1 or 2.0, or of Ohana.
    OldTables,
    /// One row a service, columns known by their names: our template and what resembles it.
    Sheet,
}

impl Format {
    /// The name in reports.
    pub fn code(self) -> &'static str {
        match self {
            Self::Json => "hsds-json",
            Self::Ndjson => "hsds-ndjson",
            Self::TabularJson => "hsds-tabular-json",
            Self::Tables => "hsds-csv",
            Self::OldTables => "hsds-1.1-2.0-csv",
            Self::Sheet => "sheet",
        }
    }
}

/// What a path holds.
///
/// # Errors
/// [`FormatRefusal`] when it is nothing that is known here.
pub fn recognise(path: &Path) -> Result<Format, FormatRefusal> {
    bundle(&Bundle::open(path, &Limits::default())?)
}

/// What a set of files holds.
pub fn bundle(bundle: &Bundle) -> Result<Format, FormatRefusal> {
    let unknown = || FormatRefusal::Unknown { path: bundle.name.clone() };
    let tables: Vec<(String, Vec<String>)> = bundle
        .files
        .iter()
        .filter(|file| matches!(file.ending().as_str(), "csv" | "tsv" | "txt"))
        .map(|file| (table::stem(&file.name), header(file)))
        .collect();
    let known = |stem: &str| dialect::meaning(stem).is_some();
    let with_ids =
        |header: &[String]| header.iter().any(|c| c.eq_ignore_ascii_case("id") || c.ends_with("_id"));
    if tables.iter().any(|(stem, header)| known(stem) && with_ids(header)) {
        let old = dialect::is_old(tables.iter().map(|(stem, header)| (stem.as_str(), header.as_slice())));
        return Ok(if old { Format::OldTables } else { Format::Tables });
    }
    if let Some((_, header)) = tables.first() {
        return if tables.iter().any(|(_, header)| sheet::matches(header)) {
            Ok(Format::Sheet)
        } else if header.len() > 1 {
            Err(FormatRefusal::Columns { path: bundle.name.clone(), column: sheet::NEEDED.to_owned() })
        } else {
            Err(unknown())
        };
    }
    if bundle.files.iter().any(is_workbook) {
        return Ok(Format::Sheet);
    }
    bundle.files.iter().find_map(json).unwrap_or_else(|| Err(unknown()))
}

/// Whether a file is a workbook.
pub fn is_workbook(file: &File) -> bool {
    matches!(file.ending().as_str(), "xlsx" | "xls" | "ods")
}

fn header(file: &File) -> Vec<String> {
    let start = file.bytes.iter().take(64 << 10).copied().collect();
    table::header(&encoding::decode(start).text)
}

/// What a JSON file holds; `None` when it does not begin like one.
fn json(file: &File) -> Option<Result<Format, FormatRefusal>> {
    let text = String::from_utf8_lossy(&file.bytes);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let lines = matches!(file.ending().as_str(), "ndjson" | "jsonl");
    if !text.starts_with(['{', '[']) {
        return None;
    }
    let mut first = text.lines().filter(|line| !line.trim().is_empty());
    let whole = |line: Option<&str>| {
        line.is_some_and(|line| serde_json::from_str::<Value>(line).is_ok_and(|v| v.is_object()))
    };
    if lines || (whole(first.next()) && whole(first.next())) {
        return Some(Ok(Format::Ndjson));
    }
    let Ok(Value::Object(map)) = serde_json::from_str::<Value>(text) else { return Some(Ok(Format::Json)) };
    let path = file.name.clone();
    if map.keys().any(|key| key.ends_with(".csv")) {
        return Some(Ok(Format::TabularJson));
    }
    let whole = map.contains_key("contents") || nested::kind_of(&map).is_some();
    let package = map.iter().any(|(name, value)| nested::plural(name).is_some() && value.is_array());
    if whole || package {
        return Some(Ok(Format::Json));
    }
    let link_sf = |value: &Value| {
        value.get("id").is_some()
            && (value.get("long_description").is_some()
                || value.get("physical_address").is_some()
                || value.get("services").is_some_and(Value::is_object))
    };
    if !map.is_empty() && map.values().any(link_sf) {
        return Some(Err(FormatRefusal::LinkSf { path }));
    }
    Some(if nested::by_name(&path).is_some() {
        Ok(Format::Json)
    } else {
        Err(FormatRefusal::Unknown { path })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(files: &[(&str, &str)]) -> Result<Format, FormatRefusal> {
        let files =
            files.iter().map(|(n, t)| File { name: (*n).into(), bytes: t.as_bytes().to_vec() }).collect();
        bundle(&Bundle { name: "x".into(), files, passed_over: Vec::new() })
    }

    #[test]
    fn each_format_is_known_by_what_it_says() {
        assert_eq!(of(&[("a.json", r#"{"contents": []}"#)]), Ok(Format::Json));
        assert_eq!(of(&[("a.json", r#"[{"id": "1", "name": "x", "status": "active"}]"#)]), Ok(Format::Json));
        assert_eq!(of(&[("a.json", "{\"id\": 1}\n{\"id\": 2}\n")]), Ok(Format::Ndjson));
        assert_eq!(of(&[("a.json", r#"{"services.csv": []}"#)]), Ok(Format::TabularJson));
        assert_eq!(
            of(&[("services.csv", "id,name,status\n"), ("locations.csv", "id\n")]),
            Ok(Format::Tables)
        );
        assert_eq!(
            of(&[("services.csv", "id,name\n"), ("services_at_location.csv", "id\n")]),
            Ok(Format::OldTables)
        );
        assert_eq!(of(&[("elenco.csv", "Servizio;Ente;Indirizzo\n")]), Ok(Format::Sheet));
    }

    #[test]
    fn what_is_not_known_is_refused_clearly() {
        assert!(matches!(of(&[("a.csv", "colour,size\n1,2\n")]), Err(FormatRefusal::Columns { .. })));
        assert!(matches!(
            of(&[("a.json", r#"{"x1": {"id": "x1", "long_description": ""}}"#)]),
            Err(FormatRefusal::LinkSf { .. })
        ));
        assert!(matches!(of(&[("a.json", r#"{"colour": 1}"#)]), Err(FormatRefusal::Unknown { .. })));
        assert!(matches!(of(&[("a.json", "hello")]), Err(FormatRefusal::Unknown { .. })));
    }
}
