//! The three tables of a file, before anybody looks at what they mean.

use super::Problem;

/// A row with its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub line: u64,
    pub fields: Vec<String>,
}

impl Row {
    /// A field without spaces around it; empty where it is missing, or where `none` is written.
    pub fn field(&self, column: usize) -> &str {
        let text = self.fields.get(column).map_or("", |field| field.trim());
        if text.eq_ignore_ascii_case("none") { "" } else { text }
    }
}

/// A table with its header.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Section {
    pub line: u64,
    pub header: Vec<String>,
    pub rows: Vec<Row>,
}

impl Section {
    /// The column of a name.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|own| own.eq_ignore_ascii_case(name))
    }
}

/// The tables of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sections {
    pub meta: Option<Section>,
    pub projects: Option<Section>,
    pub votes: Option<Section>,
}

/// Cuts a file into its tables.
pub fn cut(bytes: &[u8]) -> Result<Sections, Problem> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b';').has_headers(false).flexible(true).from_reader(bytes);
    let mut sections = Sections::default();
    let mut current: Option<(Kind, Section)> = None;
    let mut record = csv::ByteRecord::new();
    while reader.read_byte_record(&mut record).map_err(|_| Problem::new(0, "not readable as a table"))? {
        let line = record.position().map_or(0, csv::Position::line);
        let text = |field| std::str::from_utf8(field).map(str::to_owned);
        let fields: Result<Vec<String>, _> = record.iter().map(text).collect();
        let fields = fields.map_err(|_| Problem::new(line, "not written in UTF-8"))?;
        if fields.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        if let Some(kind) = fields.first().filter(|_| is_title(&fields)).and_then(|first| Kind::of(first)) {
            sections.keep(current.take())?;
            current = Some((kind, Section { line, ..Section::default() }));
            continue;
        }
        let Some((_, section)) = &mut current else {
            return Err(Problem::new(line, "the file does not begin with META"));
        };
        if section.header.is_empty() {
            section.header = fields.iter().map(|field| field.trim().to_owned()).collect();
        } else {
            section.rows.push(Row { line, fields });
        }
    }
    sections.keep(current)?;
    Ok(sections)
}

fn is_title(fields: &[String]) -> bool {
    fields.iter().skip(1).all(|field| field.trim().is_empty())
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Meta,
    Projects,
    Votes,
}

impl Kind {
    fn of(text: &str) -> Option<Self> {
        match text.trim().to_ascii_lowercase().as_str() {
            "meta" => Some(Self::Meta),
            "projects" => Some(Self::Projects),
            "votes" => Some(Self::Votes),
            _ => None,
        }
    }
}

impl Sections {
    fn keep(&mut self, section: Option<(Kind, Section)>) -> Result<(), Problem> {
        let Some((kind, section)) = section else { return Ok(()) };
        let (slot, name) = match kind {
            Kind::Meta => (&mut self.meta, "META"),
            Kind::Projects => (&mut self.projects, "PROJECTS"),
            Kind::Votes => (&mut self.votes, "VOTES"),
        };
        if slot.is_some() {
            return Err(Problem::new(section.line, format!("a second section {name}")));
        }
        *slot = Some(section);
        Ok(())
    }
}
