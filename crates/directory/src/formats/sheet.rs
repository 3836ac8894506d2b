//! Plain spreadsheets: one row a service at a place, columns known by their names in Italian and English.

use super::{
    draft::{Draft, Spot},
    limits::Limits,
    nested,
    refusal::FormatRefusal,
    report::{Reason, Report},
    table::Table,
    weekdays,
};
use reticolo_base::folding;
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// The column without which a sheet is none.
pub const NEEDED: &str = "Servizio";

/// Field → names of its column, folded: the first is the one of the template.
pub const COLUMNS: &[(&str, &[&str])] = &[
    ("code", &["codice", "id", "code", "service id", "codice servizio"]),
    (
        "organization",
        &[
            "ente",
            "organizzazione",
            "nome ente",
            "organization",
            "organisation",
            "organization name",
            "agency",
            "provider",
            "associazione",
        ],
    ),
    ("kind", &["tipo di ente", "tipo ente", "organization type", "kind"]),
    (
        "name",
        &[
            "servizio",
            "nome servizio",
            "nome del servizio",
            "denominazione",
            "service",
            "service name",
            "name",
            "nome",
            "title",
            "titolo",
        ],
    ),
    ("summary", &["in breve", "sintesi", "summary", "short description"]),
    ("description", &["descrizione", "description", "cosa fa"]),
    (
        "who",
        &["a chi e rivolto", "destinatari", "who", "eligibility", "who can use it", "audience", "target"],
    ),
    ("how", &["come fare", "accesso", "come si accede", "how", "application process", "how to apply"]),
    ("result", &["cosa si ottiene", "result"]),
    ("times", &["tempi e scadenze", "tempi", "times", "deadlines"]),
    ("conditions", &["condizioni", "condizioni di servizio", "conditions"]),
    ("alert", &["avviso", "attenzione", "alert", "warning"]),
    ("needs", &["bisogni", "needs", "codici bisogno"]),
    (
        "documents",
        &[
            "documenti",
            "cosa serve",
            "documenti richiesti",
            "documents",
            "required documents",
            "what to bring",
        ],
    ),
    ("free", &["gratuito", "gratis", "free"]),
    ("cost", &["costo", "costi", "tariffa", "fees", "cost", "price"]),
    ("languages", &["lingue", "lingue parlate", "languages", "language"]),
    ("hours", &["orari", "orario", "orari di apertura", "opening hours", "hours", "schedule"]),
    ("way_in", &["come si entra", "modalita di accesso", "way in", "access"]),
    ("place", &["sede", "luogo", "nome sede", "location", "place", "location name", "site"]),
    ("address", &["indirizzo", "via", "address", "street", "address 1", "street address"]),
    ("city", &["comune", "citta", "city", "town", "municipality"]),
    ("postal_code", &["cap", "codice postale", "postal code", "postcode", "zip", "zip code"]),
    ("province", &["provincia", "province", "state", "state province", "county"]),
    ("country", &["paese", "stato", "country"]),
    ("latitude", &["latitudine", "latitude", "lat"]),
    ("longitude", &["longitudine", "longitude", "lon", "lng", "long"]),
    ("protected", &["indirizzo protetto", "protetto", "protected", "confidential"]),
    ("step_free", &["senza gradini", "accessibile", "step free", "wheelchair", "wheelchair access"]),
    ("directions", &["come arrivare", "directions", "transportation"]),
    ("phone", &["telefono", "tel", "cellulare", "phone", "telephone", "phone number", "numero di telefono"]),
    ("email", &["e mail", "email", "posta elettronica", "mail", "pec"]),
    ("website", &["sito", "sito web", "website", "url", "web", "link"]),
    ("places_left", &["posti liberi", "places left", "free places", "capacity"]),
    ("waiting_days", &["giorni di attesa", "attesa", "waiting days"]),
    (
        "verified",
        &["verificato il", "verificato", "data verifica", "verified", "last verified", "assured date"],
    ),
];

/// A column's name without what is in brackets, accents and case.
fn plain(column: &str) -> String {
    let folded = folding::fold(column);
    let words = folded.split(['(', '*']).next().unwrap_or("");
    folding::words(words).collect::<Vec<_>>().join(" ")
}

/// The field that a column holds.
#[cfg(test)]
pub fn field_of(column: &str) -> Option<&'static str> {
    COLUMNS.iter().find(|(_, names)| names.contains(&plain(column).as_str())).map(|(field, _)| *field)
}

/// Which column holds which field: field → column.
fn columns(header: &[String]) -> HashMap<&'static str, String> {
    let mut found = HashMap::new();
    for (field, names) in COLUMNS {
        // An earlier name is the better one, wherever its column stands.
        let column = names.iter().find_map(|name| header.iter().find(|column| plain(column) == *name));
        if let Some(column) = column {
            found.insert(*field, column.clone());
        }
    }
    found
}

/// Whether a header is one of a list of services: a name of the service and something besides.
pub fn matches(header: &[String]) -> bool {
    let columns = columns(header);
    columns.contains_key("name") && columns.len() >= 2
}

/// Reads sheets. Those without the needed column are passed over, unless all are.
pub fn read(
    tables: Vec<Table>,
    path: &str,
    report: &mut Report,
    source: &str,
    limits: Limits,
) -> Result<Draft, FormatRefusal> {
    if !tables.iter().any(|table| matches(&table.header)) {
        return Err(FormatRefusal::Columns { path: path.to_owned(), column: NEEDED.to_owned() });
    }
    let mut all = nested::nested(report, source, limits);
    all.tidy.cells = true;
    for table in tables {
        if !matches(&table.header) {
            all.tidy.report.unknown(&table.name);
            continue;
        }
        let columns = columns(&table.header);
        for column in table.header.iter().filter(|column| !columns.values().any(|known| known == *column)) {
            all.tidy.report.unknown(&format!("{}.{column}", table.name));
        }
        for column in &table.header {
            let empty = table.rows.iter().filter(|row| !row.cells.contains_key(column)).count();
            all.tidy.report.empty(&table.name, column, empty as u64);
        }
        for row in table.rows {
            let spot = Spot { file: table.file.clone(), line: row.line };
            let line = Line { cells: &row.cells, columns: &columns };
            match line.service() {
                Some(service) => all.item(Some("service"), service, &spot),
                None => {
                    all.tidy.report.tally("service").read += 1;
                    all.tidy.report.refuse(&spot.file, spot.line, "service", Reason::Lacks("name"));
                }
            }
        }
    }
    Ok(all.draft)
}

/// One row.
struct Line<'a> {
    cells: &'a Map<String, Value>,
    columns: &'a HashMap<&'static str, String>,
}

impl Line<'_> {
    fn get(&self, field: &str) -> Option<String> {
        let words = self.cells.get(self.columns.get(field)?)?.as_str()?.trim();
        (!words.is_empty()).then(|| words.to_owned())
    }

    fn list(&self, field: &str) -> Vec<String> {
        let words = self.get(field).unwrap_or_default();
        words.split([';', '\n']).map(str::trim).filter(|w| !w.is_empty()).map(str::to_owned).collect()
    }

    fn flag(&self, field: &str) -> Option<bool> {
        let words = folding::fold(&self.get(field)?);
        match folding::words(&words).next()? {
            "si" | "s" | "yes" | "y" | "true" | "vero" | "x" | "1" | "gratis" | "gratuito" | "free" => {
                Some(true)
            }
            "no" | "n" | "false" | "falso" | "0" => Some(false),
            _ => None,
        }
    }

    fn service(&self) -> Option<Value> {
        let name = self.get("name")?;
        let organization = self.get("organization");
        let key = format!("{}/{}", organization.as_deref().unwrap_or(""), name);
        let mut service = Map::new();
        service.insert("id".to_owned(), self.get("code").unwrap_or_else(|| folding::fold(&key)).into());
        service.insert("name".to_owned(), name.into());
        service.insert("status".to_owned(), "active".into());
        for (field, column) in [
            ("description", "description"),
            ("eligibility_description", "who"),
            ("application_process", "how"),
            ("alert", "alert"),
            ("fees_description", "cost"),
            ("url", "website"),
            ("email", "email"),
            ("assured_date", "verified"),
        ] {
            put(&mut service, field, self.get(column));
        }
        // What is no column of ours stays with the record, as it came.
        for (column, value) in
            self.cells.iter().filter(|(column, _)| !self.columns.values().any(|known| known == *column))
        {
            service.entry(column.clone()).or_insert_with(|| value.clone());
        }
        let documents: Vec<Value> =
            self.list("documents").into_iter().map(|d| json!({ "document": d })).collect();
        put(&mut service, "required_documents", (!documents.is_empty()).then_some(documents));
        let languages: Vec<Value> = self.languages();
        put(&mut service, "languages", (!languages.is_empty()).then_some(languages));
        if let Some(name) = organization {
            service.insert("organization".to_owned(), self.organization(&name));
        }
        let left = self.get("places_left").map(|left| {
            json!([{ "unit": { "name": "posti" }, "available": left, "updated": self.get("verified") }])
        });
        put(&mut service, "capacities", left);
        service.insert("profile".to_owned(), self.profile());
        self.place(&mut service, &key);
        Some(Value::Object(service))
    }

    fn organization(&self, name: &str) -> Value {
        let mut organization = json!({ "id": folding::fold(name), "name": name });
        if let Some(kind) = self.get("kind") {
            let kind = folding::words(&folding::fold(&kind)).collect::<Vec<_>>().join("_");
            organization = json!({ "id": folding::fold(name), "name": name, "profile": { "kind": kind } });
        }
        organization
    }

    fn profile(&self) -> Value {
        let mut profile = Map::new();
        for field in ["summary", "who", "how", "result", "times", "conditions"] {
            put(&mut profile, field, self.get(field));
        }
        let needs: Vec<String> = self
            .get("needs")
            .map(|words| {
                words
                    .split([',', ';', '\n', ' '])
                    .filter(|code| code.contains('.'))
                    .map(str::to_owned)
                    .collect()
            })
            .unwrap_or_default();
        put(&mut profile, "needs", (!needs.is_empty()).then_some(needs));
        put(&mut profile, "free", self.flag("free"));
        put(&mut profile, "waiting_days", self.get("waiting_days").and_then(|days| days.parse::<u32>().ok()));
        put(&mut profile, "way_in", self.get("way_in").and_then(|words| way_in(&words)));
        Value::Object(profile)
    }

    /// `arabo (mar, gio, mediatore); inglese`
    fn languages(&self) -> Vec<Value> {
        let words = self.get("languages").unwrap_or_default();
        let mut parts = vec![String::new()];
        let mut inside = false;
        for c in words.chars() {
            inside = (inside || c == '(') && c != ')';
            if matches!(c, ';' | '\n') || (c == ',' && !inside) {
                parts.push(String::new());
            } else if let Some(part) = parts.last_mut() {
                part.push(c);
            }
        }
        parts.iter().filter_map(|part| language(part)).collect()
    }

    /// Where it is: a service without any place has none.
    fn place(&self, service: &mut Map<String, Value>, key: &str) {
        let hours = self.get("hours").map(|told| hours(&told));
        let address = self.address();
        let told =
            ["place", "latitude", "protected", "directions"].iter().any(|field| self.get(field).is_some());
        let phone = self.get("phone").map(|number| {
            Value::Array(
                number
                    .split([';', '/', '\n'])
                    .map(|n| json!({ "number": n.trim() }))
                    .filter(|p| p.get("number").and_then(Value::as_str) != Some(""))
                    .collect(),
            )
        });
        if address.is_none() && !told {
            put(service, "phones", phone);
            open(service, hours);
            return;
        }
        let name = self.get("place");
        let organization = self.get("organization").unwrap_or_default();
        let street = self.get("address").unwrap_or_default();
        let id = folding::fold(&format!(
            "{organization}/{}/{street}/{}",
            name.as_deref().unwrap_or(""),
            self.get("city").unwrap_or_default()
        ));
        let mut location = Map::new();
        location.insert("id".to_owned(), id.clone().into());
        location.insert("location_type".to_owned(), "physical".into());
        put(&mut location, "name", name.or_else(|| self.get("organization")));
        put(&mut location, "transportation", self.get("directions"));
        put(&mut location, "latitude", self.get("latitude"));
        put(&mut location, "longitude", self.get("longitude"));
        put(&mut location, "addresses", address.map(|a| vec![a]));
        let mut profile = Map::new();
        put(&mut profile, "protected", self.flag("protected").filter(|p| *p));
        put(&mut profile, "step_free", self.flag("step_free"));
        location.insert("profile".to_owned(), Value::Object(profile));
        let mut at = Map::new();
        at.insert("id".to_owned(), format!("{}/{id}", folding::fold(key)).into());
        put(&mut at, "phones", phone);
        open(&mut at, hours);
        at.insert("location".to_owned(), Value::Object(location));
        service.insert("service_at_locations".to_owned(), Value::Array(vec![Value::Object(at)]));
    }

    fn address(&self) -> Option<Value> {
        let street = self.get("address");
        let city = self.get("city");
        if street.is_none() && city.is_none() {
            return None;
        }
        let mut address = Map::new();
        put(&mut address, "address_1", street);
        put(&mut address, "city", city);
        put(&mut address, "state_province", self.get("province"));
        put(&mut address, "postal_code", self.get("postal_code"));
        put(&mut address, "country", Some(self.get("country").unwrap_or_else(|| "IT".to_owned())));
        put(&mut address, "address_type", Some("physical"));
        Some(Value::Object(address))
    }
}

fn put(map: &mut Map<String, Value>, field: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        map.insert(field.to_owned(), value.into());
    }
}

fn language(part: &str) -> Option<Value> {
    let (name, more) = part.split_once('(').unwrap_or((part, ""));
    let name = name.trim().trim_end_matches('*').trim();
    if name.is_empty() {
        return None;
    }
    let mut language = Map::new();
    language.insert("name".to_owned(), name.into());
    put(&mut language, "code", super::tongue::code(name));
    let folded = folding::fold(more);
    let days: Vec<Value> =
        folding::words(&folded).filter_map(weekdays::weekday).map(|d| Value::from(d.code())).collect();
    put(&mut language, "days", (!days.is_empty()).then_some(days));
    if folded.contains("mediat") || folded.contains("interpret") {
        language.insert("interpreted".to_owned(), Value::Bool(true));
    }
    Some(Value::Object(language))
}

fn way_in(words: &str) -> Option<&'static str> {
    let folded = folding::fold(words);
    let has = |parts: &[&str]| parts.iter().any(|part| folded.contains(part));
    if has(&["senza appuntamento", "accesso libero", "walk"]) {
        Some("walk_in")
    } else if has(&["telefon", "chiamar", "phone"]) {
        Some("by_phone")
    } else if has(&["online", "on line", "internet", "sito"]) {
        Some("online")
    } else if has(&["invio", "segnalazione", "referral"]) {
        Some("referral")
    } else {
        None
    }
}

/// Opening hours: an expression where the words make one, otherwise the words themselves.
enum Hours {
    Expression(String),
    Words(String),
}

fn hours(told: &str) -> Hours {
    let days = [
        ("lunedi", "Mo"),
        ("martedi", "Tu"),
        ("mercoledi", "We"),
        ("giovedi", "Th"),
        ("venerdi", "Fr"),
        ("sabato", "Sa"),
        ("domenica", "Su"),
        ("festivi", "PH"),
        ("chiuso", "off"),
        ("lun", "Mo"),
        ("mar", "Tu"),
        ("mer", "We"),
        ("gio", "Th"),
        ("ven", "Fr"),
        ("sab", "Sa"),
        ("dom", "Su"),
    ];
    let mut expression = folding::fold(told);
    for (italian, code) in days {
        expression = expression.replace(italian, code);
    }
    for candidate in [told.to_owned(), expression] {
        if candidate.chars().count() < 500
            && candidate.contains(':')
            && candidate.parse::<opening_hours::OpeningHours>().is_ok()
        {
            return Hours::Expression(candidate);
        }
    }
    Hours::Words(told.to_owned())
}

fn open(map: &mut Map<String, Value>, hours: Option<Hours>) {
    match hours {
        Some(Hours::Expression(expression)) => {
            let profile = map.entry("profile").or_insert_with(|| Value::Object(Map::new()));
            if let Some(profile) = profile.as_object_mut() {
                profile.insert("hours".to_owned(), json!({ "expression": expression }));
            }
        }
        Some(Hours::Words(words)) => {
            map.insert("schedules".to_owned(), json!([{ "description": words }]));
        }
        None => {}
    }
}
