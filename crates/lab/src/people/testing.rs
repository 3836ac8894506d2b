//! For tests of every crate: people in a session in one call.

use super::{
    Newcomer, Role, arrive,
    entry::{audit, insert_all},
    tongues,
};
use crate::{Refused, programme::bearer_of_session};
use reticolo_base::{Ctx, Lang};
use reticolo_store::Db;
use uuid::Uuid;

/// A person in few words.
#[derive(Debug, Clone, Copy)]
pub struct Sketch<'a> {
    /// The name.
    pub name: &'a str,
    /// The code of a kind of body.
    pub kind: &'a str,
    /// ISTAT code of a province.
    pub territory: &'a str,
    /// Languages with spaces between; empty when unknown.
    pub speaks: &'a str,
    /// The role at the session.
    pub role: Role,
    /// Whether she interprets.
    pub mediator: bool,
    /// Whether she is there already.
    pub here: bool,
}

impl Default for Sketch<'_> {
    fn default() -> Self {
        Self {
            name: "Amina",
            kind: "association",
            territory: "072",
            speaks: "it",
            role: Role::Participant,
            mediator: false,
            here: false,
        }
    }
}

/// The code of a fixture's person: sixteen signs made from her id.
pub fn code_of(id: Uuid) -> String {
    id.simple().to_string().chars().skip(16).collect::<String>().to_uppercase()
}

/// Adds people to a session; their ids in order. Their codes are [`code_of`]; nothing is sealed.
///
/// # Errors
/// As [`super::add`].
pub async fn people(
    db: &Db,
    ctx: &Ctx,
    session: Uuid,
    sketches: &[Sketch<'_>],
) -> Result<Vec<Uuid>, Refused> {
    let newcomers: Vec<Newcomer> = sketches.iter().map(newcomer).collect();
    let bearer = bearer_of_session(db, session).await?;
    let mut tx = db.begin(ctx).await?;
    insert_all(&mut tx, None, bearer, session, &newcomers).await?;
    audit(&mut tx, bearer, "people.added", session, "").await?;
    tx.commit().await?;
    for (new, sketch) in newcomers.iter().zip(sketches) {
        if sketch.here {
            arrive(db, ctx, session, new.id).await?;
        }
    }
    Ok(newcomers.into_iter().map(|new| new.id).collect())
}

fn newcomer(sketch: &Sketch<'_>) -> Newcomer {
    let id = Uuid::now_v7();
    let speaks = (!sketch.speaks.is_empty()).then(|| tongues(sketch.speaks));
    let first = sketch.speaks.split(' ').next().unwrap_or_default();
    Newcomer {
        kind: sketch.kind.to_owned(),
        territory: sketch.territory.to_owned(),
        reads: speaks.clone(),
        speaks,
        lang: Lang::from_tag(first).unwrap_or(Lang::It),
        mediator: sketch.mediator,
        role: sketch.role,
        ..Newcomer::named(id, code_of(id), sketch.name)
    }
}

/// Adds `count` invented people of several kinds, provinces and languages, the first `hosts` of them hosts. Everybody
/// speaks Italian, but every fifth who speaks English or French only, and every ninth whose languages are unknown.
///
/// # Errors
/// As [`super::add`].
pub async fn crowd(
    db: &Db,
    ctx: &Ctx,
    session: Uuid,
    count: usize,
    hosts: usize,
) -> Result<Vec<Uuid>, Refused> {
    let kinds = ["municipality", "health", "association", "migrants", "person", "cooperative"];
    let provinces = ["072", "071", "075"];
    let names: Vec<String> = (1..=count).map(|n| format!("Persona {n:03}")).collect();
    let sketch = |(n, name)| Sketch {
        name,
        kind: kinds.get(n % kinds.len()).copied().unwrap_or_default(),
        territory: provinces.get(n % provinces.len()).copied().unwrap_or_default(),
        speaks: match n {
            n if n < hosts => "it en fr",
            n if n % 9 == 8 => "",
            n if n % 5 == 4 => ["en", "fr"].get(n % 2).copied().unwrap_or_default(),
            _ => "it",
        },
        role: if n < hosts { Role::Host } else { Role::Participant },
        here: true,
        ..Sketch::default()
    };
    let sketches: Vec<Sketch<'_>> = names.iter().map(String::as_str).enumerate().map(sketch).collect();
    people(db, ctx, session, &sketches).await
}
