//! Every route as every kind of actor: who may open what stands in `routes.txt`, and a route that is not in it fails.
//!
//! A new route needs nothing but its line: run `RETICOLO_UPDATE=1 cargo test -p reticolo-web --test site routes`, then read what
//! the line says. A parameter that is not in [`value`] is an id of nothing.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, clippy::panic)] // What helps the tests is a test.

use axum::{
    body::Body,
    http::{Method, Request, header},
};
use reticolo_accounts::{
    login::{self, Subject},
    member::{self, New},
    organization,
};
use reticolo_base::{Actor, Ctx, Instant, Lang, Role, Roles};
use reticolo_desk::{
    Desk,
    field::Field,
    person::{self, Record},
    referral::{self, Command, Draft, Expressed, Given, Priority, Target},
};
use reticolo_directory::{
    book,
    find::Finder,
    hsds::{Organization, Service},
    keeping,
    records::Records,
};
use reticolo_store::{Db, Vault, audit, audit::Entry, sql};
use reticolo_web::{App, Settings, app};
use std::{collections::BTreeMap, fmt::Write as _, path::Path, sync::Arc};
use tower::ServiceExt as _;
use uuid::Uuid;

const NOW: Instant = Instant(1_795_432_800_000_000);
const OURS: Uuid = Uuid::from_u128(0x01);
const THEIRS: Uuid = Uuid::from_u128(0x02);
const ELSEWHERE: Uuid = Uuid::from_u128(0x03);
const LAB: Uuid = Uuid::from_u128(0x11);
const OTHER_LAB: Uuid = Uuid::from_u128(0x12);
const SESSION: Uuid = Uuid::from_u128(0x21);
const BLOCK: Uuid = Uuid::from_u128(0x22);
const PARTICIPANT: Uuid = Uuid::from_u128(0x31);
const STRANGER: Uuid = Uuid::from_u128(0x32);
const SERVICE: Uuid = Uuid::from_u128(0x51);
const DRAFT: Uuid = Uuid::from_u128(0x52);
const CORRECTION: Uuid = Uuid::from_u128(0x53);
const VERSION: Uuid = Uuid::from_u128(0x54);
const LINK: Uuid = Uuid::from_u128(0x55);
const CARDS: Uuid = Uuid::from_u128(0x56);
const OPERATOR: Uuid = Uuid::from_u128(0x41);
const PERSON: Uuid = Uuid::from_u128(0x61);
const CASE: Uuid = Uuid::from_u128(0x62);
const REFERRAL: Uuid = Uuid::from_u128(0x63);

/// The columns: what an actor is called, and how she signs in. `our` is of the organisation that bears the Lab and
/// sends the referral, `their` of the one that receives it; the stranger's has nothing to do with either.
const ACTORS: [(&str, Who); 16] = [
    ("anonymous", Who::Nobody),
    ("participant", Who::Participant(PARTICIPANT, LAB)),
    ("other-participant", Who::Participant(STRANGER, OTHER_LAB)),
    ("our-operator", Who::Member(OURS, Role::Operator)),
    ("our-facilitator", Who::Member(OURS, Role::Facilitator)),
    ("our-administrator", Who::Member(OURS, Role::Administrator)),
    ("our-data-protection", Who::Member(OURS, Role::DataProtection)),
    ("their-operator", Who::Member(THEIRS, Role::Operator)),
    ("their-facilitator", Who::Member(THEIRS, Role::Facilitator)),
    ("their-administrator", Who::Member(THEIRS, Role::Administrator)),
    ("steward", Who::Member(THEIRS, Role::Steward)),
    ("coordinator", Who::Member(THEIRS, Role::Coordinator)),
    ("network-admin", Who::Member(THEIRS, Role::NetworkAdministrator)),
    ("our-supervisor", Who::Member(OURS, Role::Supervisor)),
    ("stranger-operator", Who::Member(ELSEWHERE, Role::Operator)),
    ("person", Who::Person(PERSON)),
];

#[derive(Clone, Copy)]
enum Who {
    Nobody,
    Participant(Uuid, Uuid),
    Member(Uuid, Role),
    Person(Uuid),
}

/// What stands for a parameter: something that is there and belongs to `our` organisation, where there is such a thing.
fn value(path: &str, name: &str) -> String {
    let id = match name {
        "lang" => return "it".into(),
        "role" => return "facilitator".into(),
        "kind" | "file" => return "none".into(),
        "act" => return "begin".into(),
        "organization" => OURS,
        "round" | "number" | "table" => return "1".into(),
        "to" => return "ar".into(),
        "lab" => LAB,
        "session" => SESSION,
        "block" => BLOCK,
        "participant" => PARTICIPANT,
        "referral" => REFERRAL,
        "id" if path.starts_with("/{lang}/labs/") => LAB,
        "id" if path.starts_with("/{lang}/sessions/") => SESSION,
        "id" if path.starts_with("/{lang}/organizations/") => OURS,
        "id" if path.starts_with("/{lang}/members/") => OPERATOR,
        "id" if path.starts_with("/{lang}/keeping/services/") => SERVICE,
        "id" if path.starts_with("/{lang}/keeping/drafts/") => DRAFT,
        "id" if path.starts_with("/{lang}/keeping/corrections/") => CORRECTION,
        "id" if path.starts_with("/{lang}/keeping/versions/") => VERSION,
        "id" if path.starts_with("/{lang}/keeping/links/") => LINK,
        "id" if path.starts_with("/{lang}/desk/people/") => PERSON,
        "id" if path.starts_with("/{lang}/desk/cases/") => CASE,
        "id" if path.starts_with("/{lang}/desk/referrals/") => REFERRAL,
        _ => Uuid::nil(),
    };
    id.to_string()
}

/// The routes of the open API: made from a table, which its own description tells.
fn described(document: &serde_json::Value) -> Vec<(Method, String)> {
    let paths = document["paths"].as_object().unwrap();
    let methods = [("get", Method::GET), ("post", Method::POST)];
    let each = |(path, about): (&String, &serde_json::Value)| {
        let named = methods.iter().filter(|(word, _)| about.get(word).is_some());
        named.map(|(_, method)| (method.clone(), path.clone())).collect::<Vec<_>>()
    };
    paths.iter().flat_map(each).collect()
}

/// Every other route, as it stands in the source: method and path.
fn routes() -> Vec<(Method, String)> {
    let mut found = Vec::new();
    for path in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let of_table = path.ends_with("routes/api/mod.rs");
        let text = std::fs::read_to_string(path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        for call in code.split(".route(").skip(1) {
            let Some(path) = call.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next())
            else {
                if of_table {
                    continue;
                }
                panic!("a route without a literal path cannot be walked: {}", call.lines().next().unwrap());
            };
            let handlers = balanced(call);
            let before = found.len();
            for (word, method) in [
                ("get(", Method::GET),
                ("post(", Method::POST),
                ("put(", Method::PUT),
                ("delete(", Method::DELETE),
                ("any(", Method::GET),
            ] {
                let is_method = |(at, _): (usize, &str)| {
                    !handlers[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_')
                };
                if handlers.match_indices(word).any(is_method) {
                    found.push((method, path.to_owned()));
                }
            }
            assert!(found.len() > before, "{path}: no method is named beside it");
        }
    }
    found.sort_by(|a, b| (&a.1, a.0.as_str()).cmp(&(&b.1, b.0.as_str())));
    found
}

/// The call up to its closing parenthesis.
fn balanced(call: &str) -> &str {
    let mut depth = 1;
    for (at, c) in call.char_indices() {
        depth += match c {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        if depth == 0 {
            return &call[..at];
        }
    }
    call
}

fn sources(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| match path.is_dir() {
            true => sources(&path),
            false => {
                path.extension().is_some_and(|ending| ending == "rs").then_some(path).into_iter().collect()
            }
        })
        .collect()
}

fn token(column: usize) -> [u8; 32] {
    [u8::try_from(column).unwrap() + 1; 32]
}

/// The house in which every actor walks: two organisations, two Labs, a session, a member of each role.
async fn house(address: &str) -> Vault {
    let (db, vault) = (Db::open(address).await.unwrap(), Vault::passing());
    let ctx = Ctx::new(NOW, Actor::Console, Lang::It, Uuid::nil());
    db.migrate(&ctx, reticolo_testkit::DOMAINS).await.unwrap();
    for (id, name) in [(OURS, "Ours"), (THEIRS, "Theirs"), (ELSEWHERE, "Elsewhere")] {
        organization::add(&db, &ctx, id, (name, "public", "")).await.unwrap();
    }
    let new = |organization, role| New {
        organization,
        name: "Somebody",
        email: "",
        roles: Roles::NONE.with(role),
        lang: Lang::It,
    };
    for (column, (name, who)) in ACTORS.into_iter().enumerate() {
        let subject = match who {
            Who::Nobody => continue,
            Who::Participant(id, lab) => Subject::Participant { id, lab },
            Who::Person(id) => Subject::Person(id),
            Who::Member(organization, role) => {
                let id =
                    if name == "our-operator" { OPERATOR } else { Uuid::from_u128(0x100 + column as u128) };
                let (email, code) = (format!("{name}@x.example"), format!("CODE{column:012}"));
                let new = New { email: &email, ..new(organization, role) };
                member::invite(&db, &vault, &ctx, (id, &code), new).await.unwrap();
                Subject::Member(id)
            }
        };
        login::sign_in(&db, &ctx, subject, &token(column)).await.unwrap();
    }
    labs(&db, &ctx).await;
    cards(&db, &ctx).await;
    sent_referral(&db, &vault).await;
    db.close().await;
    vault
}

/// A card that `our` organisation keeps, with one thing of each kind to open.
async fn cards(db: &Db, ctx: &Ctx) {
    let service = Service {
        id: SERVICE.to_string(),
        organization_id: Some(CARDS.to_string()),
        name: Some("Mensa".to_owned()),
        email: Some("mensa@x.example".to_owned()),
        ..Service::default()
    };
    let organization = Organization { id: CARDS.to_string(), ..Organization::default() };
    let records =
        Records { organizations: vec![organization], services: vec![service], ..Records::default() };
    book::save(db, ctx, "test", &records, book::Vanished::Keep).await.unwrap();
    organization::tie(db, ctx, OURS, Some(CARDS)).await.unwrap();
    let save = async |id: Uuid, text: &str| {
        let typed = [(keeping::Field::Alert, text.to_owned())];
        keeping::draft::save(db, ctx, SERVICE, (id, 0), &typed).await.unwrap();
    };
    save(Uuid::from_u128(0x57), "Chiuso.").await;
    let at = (1, VERSION);
    keeping::publish(db, ctx, Uuid::from_u128(0x57), at, &|_| String::new()).await.unwrap();
    save(DRAFT, "Aperto.").await;
    book::report_wrong(db, ctx, SERVICE, "hours", "", (CORRECTION, "CODE")).await.unwrap();
    keeping::capacity::make_link(db, ctx, SERVICE, (LINK, "CODE")).await.unwrap();
}

/// A person of `our` desk, and a referral to `their` house that she said yes to.
async fn sent_referral(db: &Db, vault: &Vault) {
    let roles = Roles::NONE.with(Role::Operator);
    let actor = Actor::Member { id: OPERATOR, organization: OURS, roles };
    let ctx = Ctx::new(NOW, actor, Lang::It, Uuid::nil());
    let desk = Desk { db, vault, ctx: &ctx };
    let mut record = Record::default();
    record.identity.call_name = "Joy".into();
    person::add(desk, (PERSON, CASE), record).await.unwrap();
    let draft = Draft {
        person: PERSON,
        case: Some(CASE),
        parent: None,
        target: Target { service: None, receiver: Some(THEIRS), name: "Theirs".into() },
        need: "health.stp",
        priority: Priority::Normal,
        fields: &[Field::CallName],
        note: "",
    };
    referral::draft(desk, REFERRAL, draft).await.unwrap();
    let command = |version| Command { referral: REFERRAL, version, key: Uuid::now_v7() };
    let version = referral::show(desk, command(1)).await.unwrap();
    let given = Given {
        fields: vec![Field::CallName],
        days: 30,
        expressed: Expressed::Spoken,
        lang: "it".into(),
        mediator: false,
    };
    referral::send(desk, command(version), Some((Uuid::now_v7(), given))).await.unwrap();
}

async fn labs(db: &Db, ctx: &Ctx) {
    let mut tx = db.begin(ctx).await.unwrap();
    let lab = sql!(
        "insert into lab (id, organization_id, title, purpose, territory, state, version, created_at)
         values ($1, $2, '{\"it\":\"Laboratorio\"}', '{\"it\":\"Prova\"}', '[]', 'open', 1, $3)"
    );
    for id in [LAB, OTHER_LAB] {
        tx.run(lab.bind(id).bind(OURS).bind(NOW)).await.unwrap();
    }
    let session = sql!(
        "insert into lab_session (id, lab_id, template, title, purpose, welcome, starts_at, ends_at, zone, place, video, room_id, state, version, created_at)
         values ($1, $2, 'cafe', '{\"it\":\"Incontro\"}', '{}', '{}', $3, $4, 'Europe/Rome', '', '', $1, 'invited', 1, $3)"
    );
    tx.run(session.bind(SESSION).bind(LAB).bind(NOW).bind(NOW.plus_seconds(5_400))).await.unwrap();
    let block = sql!(
        "insert into block (id, session_id, position, kind, title, purpose, minutes, rounds, round_minutes, tables, outputs)
         values ($1, $2, 1, 'cafe', '{\"it\":\"Tavoli\"}', '{}', 60, 3, 20, 4, '[]')"
    );
    tx.run(block.bind(BLOCK).bind(SESSION)).await.unwrap();
    let participant = sql!(
        "insert into participant (id, lab_id, name, body, kind, territory, lang, mediator, step_free, code_hash, created_at)
         values ($1, $2, 'Joy', '', 'association', '', 'it', false, false, $3, $4)"
    );
    for (id, lab) in [(PARTICIPANT, LAB), (STRANGER, OTHER_LAB)] {
        tx.run(participant.bind(id).bind(lab).bind(id.as_bytes().to_vec()).bind(NOW)).await.unwrap();
    }
    tx.audit(Entry { chain: audit::NETWORK, action: "test", entity: "lab", id: None, detail: "" })
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

fn address(path: &str) -> String {
    let mut address = String::new();
    for (number, part) in path.split('{').enumerate() {
        match part.split_once('}') {
            Some((name, rest)) if number > 0 => {
                address.push_str(&value(path, name.trim_start_matches('*')));
                address.push_str(rest);
            }
            _ => address.push_str(part),
        }
    }
    address
}

/// What an actor gets: the status.
async fn status(state: &App, method: &Method, path: &str, column: usize) -> u16 {
    let mut request = Request::builder().method(method.clone()).uri(address(path));
    if column > 0 {
        let hex: String = token(column).iter().map(|byte| format!("{byte:02x}")).collect();
        request = request.header(header::COOKIE, format!("reticolo={hex}"));
    }
    if *method == Method::POST {
        request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    }
    let response = app(state.clone()).oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    response.status().as_u16()
}

async fn all_routes() -> Vec<(Method, String)> {
    let state = App::new(Db::open("sqlite::memory:").await.unwrap(), Settings::default(), || NOW);
    let request = Request::builder().uri("/api/openapi.json").body(Body::empty()).unwrap();
    let response = app(state).oneshot(request).await.unwrap();
    let document = axum::body::to_bytes(response.into_body(), 10_000_000).await.unwrap();
    let described = described(&serde_json::from_slice(&document).unwrap());
    assert!(described.len() > 5, "the open API describes its routes: {described:?}");
    routes().into_iter().chain(described).collect()
}

async fn walk() -> BTreeMap<String, Vec<u16>> {
    let folder = tempfile::tempdir().unwrap();
    let whole = folder.path().join("house.db");
    let vault = house(&format!("sqlite://{}", whole.display())).await;
    let mut table = BTreeMap::new();
    let mut finder = None;
    for (method, path) in all_routes().await {
        let mut line = Vec::new();
        let mut db = None;
        for column in 0..ACTORS.len() {
            // What one actor changed, the next must not meet.
            if db.is_none() || method != Method::GET {
                let copy = folder.path().join("walk.db");
                for old in ["walk.db", "walk.db-wal", "walk.db-shm"] {
                    let _ = std::fs::remove_file(folder.path().join(old));
                }
                std::fs::copy(&whole, &copy).unwrap();
                if let Some(old) =
                    db.replace(Db::open(&format!("sqlite://{}", copy.display())).await.unwrap())
                {
                    Db::close(&old).await;
                }
            }
            let db = db.clone().unwrap();
            if finder.is_none() {
                finder = Some(Arc::new(Finder::open(&db, &folder.path().join("index"), NOW).await.unwrap()));
            }
            let state = App::new(db, Settings::default(), || NOW).with_vault(vault.clone());
            let state = state.with_finder(finder.clone().unwrap());
            line.push(status(&state, &method, &path, column).await);
        }
        if let Some(db) = db {
            db.close().await;
        }
        table.insert(format!("{path} {method}"), line);
    }
    table
}

/// One line a route: what everybody gets, and who gets something else.
fn written(table: &BTreeMap<String, Vec<u16>>) -> String {
    let mut text = String::from(
        "# What each kind of actor gets from each route: the status of an anonymous reader, and whoever gets another one.\n\
         # 404: may not, or is not there. 422: may, but the form was empty. 303: may, or is led to the door.\n\
         # Made by tests/routes.rs (RETICOLO_UPDATE=1 writes it anew); read its changes as changes of the law.\n\n",
    );
    for (route, line) in table {
        let usual = line[0];
        let mut others: BTreeMap<u16, Vec<&str>> = BTreeMap::new();
        for (status, (name, _)) in line.iter().zip(ACTORS).filter(|(status, _)| **status != usual) {
            others.entry(*status).or_default().push(name);
        }
        let _ = write!(text, "{route} {usual}");
        for (status, names) in others {
            let _ = write!(text, " | {status}: {}", names.join(" "));
        }
        text.push('\n');
    }
    text
}

#[tokio::test]
async fn every_route_gives_every_actor_what_the_committed_table_says() {
    let found = written(&walk().await);
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/routes.txt");
    if std::env::var_os("RETICOLO_UPDATE").is_some() {
        std::fs::write(path, &found).unwrap();
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    let differs: Vec<_> =
        found.lines().filter(|line| !committed.lines().any(|known| known == *line)).collect();
    let gone: Vec<_> = committed.lines().filter(|line| !found.lines().any(|known| known == *line)).collect();
    assert!(
        differs.is_empty() && gone.is_empty(),
        "who may open what has changed; read it, then run again with RETICOLO_UPDATE=1\nnow:\n{}\nbefore:\n{}",
        differs.join("\n"),
        gone.join("\n")
    );
}

#[test]
fn every_route_is_found_in_the_sources() {
    let routes = routes();
    assert!(routes.len() > 40, "{}", routes.len());
    for (method, path) in [
        (Method::POST, "/{lang}/sign-in"),
        (Method::GET, "/{lang}/sign-in"),
        (Method::POST, "/{lang}/members/{id}/end"),
        (Method::GET, "/{lang}/services/{id}/wrong"),
    ] {
        assert!(routes.contains(&(method, path.to_owned())), "{path}");
    }
}

/// Whatever the table says: a server error is nobody's due.
#[test]
fn no_route_of_the_table_breaks() {
    let committed = include_str!("../routes.txt");
    let broken: Vec<_> =
        committed.lines().filter(|line| line.contains(" 500") || line.contains("| 500")).collect();
    assert!(broken.is_empty(), "{broken:?}");
}
