//! Reading: files in, records and a report out.

use super::{
    bundle::{Bundle, File},
    draft::Draft,
    encoding,
    limits::Limits,
    nested,
    recognise::{self, Format},
    refusal::FormatRefusal,
    report::{Repair, Report},
    sheet,
    table::{self, Row, Table},
    tabular,
    tidy::plain,
};
use crate::records::Records;
use reticolo_base::{Lang, folding};
use serde_json::Value;
use std::path::Path;

/// How to read.
#[derive(Debug, Clone)]
pub struct Options {
    /// The name of the source: ids that are no UUIDs are made from it. By default the name of the file.
    pub source: Option<String>,
    /// The language of records whose words do not tell it.
    pub lang: Lang,
    /// What is taken at most.
    pub limits: Limits,
}

impl Default for Options {
    fn default() -> Self {
        Self { source: None, lang: Lang::En, limits: Limits::default() }
    }
}

/// What was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The name of the source.
    pub source: String,
    /// The records.
    pub records: Records,
    /// What was found, mended and refused.
    pub report: Report,
}

/// Reads a file, folder or archive of any known format.
///
/// # Errors
/// [`FormatRefusal`] when nothing at all can be read.
pub fn read(path: &Path, options: &Options) -> Result<Reading, FormatRefusal> {
    let mut bundle = Bundle::open(path, &options.limits)?;
    let name =
        path.file_name().map_or_else(|| bundle.name.clone(), |name| name.to_string_lossy().into_owned());
    bundle.name = if name.is_empty() { "import".to_owned() } else { name };
    read_bundle(bundle, options)
}

/// Reads files that are in memory.
///
/// # Errors
/// [`FormatRefusal`] when nothing at all can be read.
pub fn read_bundle(bundle: Bundle, options: &Options) -> Result<Reading, FormatRefusal> {
    let format = recognise::bundle(&bundle)?;
    let source = options.source.clone().unwrap_or_else(|| source_name(&bundle.name));
    let mut report = Report::new(format.code(), &source);
    for file in &bundle.passed_over {
        report.unknown(file);
    }
    let name = bundle.name.clone();
    let draft = match format {
        Format::Json | Format::Ndjson => objects(bundle, format, &source, options, &mut report)?,
        Format::TabularJson => {
            tabular::read(json_tables(bundle, &mut report)?, &mut report, &source, options.limits)
        }
        Format::Tables | Format::OldTables => {
            let tables = tables(bundle, options, &mut report)?;
            tabular::read(tables, &mut report, &source, options.limits)
        }
        Format::Sheet => {
            let tables = tables(bundle, options, &mut report)?;
            if tables
                .iter()
                .any(|t| super::dialect::meaning(&t.name).is_some() && t.header.iter().any(|c| c == "id"))
            {
                tabular::read(tables, &mut report, &source, options.limits)
            } else {
                sheet::read(tables, &name, &mut report, &source, options.limits)?
            }
        }
    };
    let records = draft.records(options.lang, &mut report);
    if records.is_empty() && report.refused_rows == 0 {
        return Err(FormatRefusal::Empty { path: name });
    }
    Ok(Reading { source, records, report })
}

/// The name of a source by its file: its words, joined by hyphens.
pub fn source_name(file: &str) -> String {
    let base = file.rsplit(['/', '\\']).find(|part| !part.is_empty()).unwrap_or(file);
    let base = base.rsplit_once('.').map_or(base, |(name, _)| name);
    let folded = folding::fold(base);
    let name = folding::words(&folded).collect::<Vec<_>>().join("-");
    if name.is_empty() { "import".to_owned() } else { name }
}

fn text(file: File, report: &mut Report) -> String {
    let decoded = encoding::decode(file.bytes);
    if decoded.repaired {
        report.repair(Repair::Encoding, &file.name, 0);
    }
    decoded.text
}

fn objects(
    bundle: Bundle,
    format: Format,
    source: &str,
    options: &Options,
    report: &mut Report,
) -> Result<Draft, FormatRefusal> {
    let mut all = nested::nested(report, source, options.limits);
    for file in bundle.files {
        let (name, ending) = (file.name.clone(), file.ending());
        if !matches!(ending.as_str(), "json" | "ndjson" | "jsonl" | "txt" | "")
            || name.ends_with("datapackage.json")
        {
            all.tidy.report.unknown(&name);
            continue;
        }
        let text = text(file, all.tidy.report);
        if format == Format::Ndjson {
            nested::ndjson(&mut all, &text, &name);
        } else {
            nested::json(&mut all, &text, &name)?;
        }
    }
    Ok(all.draft)
}

fn tables(bundle: Bundle, options: &Options, report: &mut Report) -> Result<Vec<Table>, FormatRefusal> {
    let mut tables = Vec::new();
    for file in bundle.files {
        if recognise::is_workbook(&file) {
            tables.extend(table::sheets(&file.name, &file.bytes, &options.limits, report)?);
        } else if matches!(file.ending().as_str(), "csv" | "tsv" | "txt") {
            let name = file.name.clone();
            let text = text(file, report);
            tables.push(table::csv(&name, &text, &options.limits, report)?);
        } else if !file.name.ends_with("datapackage.json") {
            report.unknown(&file.name);
        }
    }
    Ok(tables)
}

/// Tables in one JSON object: `{"services.csv": [{…}]}`.
fn json_tables(bundle: Bundle, report: &mut Report) -> Result<Vec<Table>, FormatRefusal> {
    let mut tables = Vec::new();
    for file in bundle.files {
        let path = file.name.clone();
        let document: Value = serde_json::from_str(&text(file, report))
            .map_err(|error| FormatRefusal::Json { path: path.clone(), line: error.line() })?;
        let Value::Object(map) = document else { return Err(FormatRefusal::Unknown { path }) };
        for (name, rows) in map {
            let Value::Array(rows) = rows else {
                report.unknown(&name);
                continue;
            };
            tables.push(json_table(name, rows, report));
        }
    }
    Ok(tables)
}

fn json_table(file: String, told: Vec<Value>, report: &mut Report) -> Table {
    let mut table = Table { name: table::stem(&file), file, header: Vec::new(), rows: Vec::new() };
    for (at, row) in told.into_iter().enumerate() {
        let line = at as u64 + 1;
        let Value::Object(cells) = row else {
            report.refuse(&table.file, line, &table.name, super::Reason::Shape);
            continue;
        };
        let cells: serde_json::Map<_, _> = cells
            .into_iter()
            .filter(|(_, v)| plain(v).is_none_or(|w| !w.trim().is_empty()) && !v.is_null())
            .collect();
        for column in
            cells.keys().filter(|column| !table.header.contains(column)).cloned().collect::<Vec<_>>()
        {
            table.header.push(column);
        }
        table.rows.push(Row { line, cells });
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_source_is_named_by_its_file() {
        assert_eq!(source_name("Elenco Servizi 2026.xlsx"), "elenco-servizi-2026");
        assert_eq!(source_name("data/miami211-hsds11/"), "miami211-hsds11");
        assert_eq!(source_name("…"), "import");
    }

    proptest! {
        #[test]
        fn no_bytes_make_a_reader_panic(
            name in "(services|a|regular_schedules)\\.(csv|json|ndjson|xlsx|zip|txt)",
            bytes in proptest::collection::vec(any::<u8>(), 0..300),
        ) {
            if let Ok(bundle) = Bundle::from_bytes(&name, bytes, &Limits::default()) {
                let _ = read_bundle(bundle, &Options::default());
            }
        }

        #[test]
        fn no_table_makes_a_reader_panic(
            table in "(services|locations|phones|languages|regular_schedules|eligibility|addresses)",
            text in "(id|name|service_id|location_id|weekday|opens_at|[a-c]|1|,|;|\"|\n|\\PC){0,60}",
        ) {
            let files = vec![
                File { name: format!("{table}.csv"), bytes: text.into_bytes() },
                File { name: "organizations.csv".into(), bytes: b"id,name\n1,a\n".to_vec() },
            ];
            let bundle = Bundle { name: "x".into(), files, passed_over: Vec::new() };
            let _ = read_bundle(bundle, &Options::default());
        }

        #[test]
        fn no_json_makes_a_reader_panic(text in "[\\[\\]{}:,\"a-d0-9.]{0,60}") {
            let files = vec![File { name: "services.json".into(), bytes: text.into_bytes() }];
            let _ = read_bundle(Bundle { name: "x".into(), files, passed_over: Vec::new() }, &Options::default());
        }
    }
}
