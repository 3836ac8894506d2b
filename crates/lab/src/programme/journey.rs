//! Journeys: a person's way through the offices, walked together; at each step people tick what breaks.

use super::{BlockKind, access, data, session, typed};
use crate::Refused;
use reticolo_accounts::policy::Action;
use reticolo_base::{Actor, Ctx, Lang, Text};
use reticolo_store::{Db, audit::Entry, sql};
use serde::Deserialize;
use std::{collections::BTreeMap, sync::LazyLock};
use uuid::Uuid;

/// The ways in which a step breaks; the last part of their texts' keys.
pub const FAILURES: [&str; 12] = [
    "document",
    "refusal",
    "slot",
    "hours",
    "language",
    "digital",
    "returned",
    "distance",
    "fear",
    "cost",
    "contradiction",
    "lost",
];

/// A person's way through the offices.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Journey {
    /// Its code, `J1` to `J12`.
    pub code: String,
    /// Its name.
    pub name: Text,
    /// Who walks it.
    pub person: Text,
    /// Codes of the needs it is about.
    pub needs: Vec<String>,
    /// The steps, in order.
    #[serde(rename = "step")]
    pub steps: Vec<Step>,
}

/// A step of a journey.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The office.
    pub office: Text,
    /// What happens there.
    pub what: Text,
}

/// Every journey.
pub fn journeys() -> &'static [Journey] {
    static ALL: LazyLock<Vec<Journey>> = LazyLock::new(|| data::or_empty(load()));
    &ALL
}

/// A journey by its code.
pub fn journey(code: &str) -> Option<&'static Journey> {
    journeys().iter().find(|journey| journey.code == code)
}

/// Reads and checks the file.
///
/// # Errors
/// What is broken.
pub fn load() -> Result<Vec<Journey>, data::Broken> {
    #[derive(Default, Deserialize)]
    struct File {
        journey: Vec<Journey>,
    }
    let file: File = data::toml("journeys.toml")?;
    for journey in &file.journey {
        let of_steps = journey.steps.iter().flat_map(|step| [&step.office, &step.what]);
        for text in [&journey.name, &journey.person].into_iter().chain(of_steps) {
            if text.get(Lang::It).is_none() || text.get(Lang::En).is_none() {
                let what = format!("{}: a text is not in Italian and English", journey.code);
                return Err(data::Broken { file: "journeys.toml".into(), what });
            }
        }
    }
    Ok(file.journey)
}

/// What was ticked at one step.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StepTally {
    /// How many ticked each failure, over all tables.
    pub ticks: BTreeMap<String, u32>,
    /// At how many tables something was ticked.
    pub tables: u32,
    /// What was noted, by nobody's name, with its language.
    pub notes: Vec<(Lang, String)>,
}

impl StepTally {
    /// All ticks of the step.
    pub fn sum(&self) -> u32 {
        self.ticks.values().sum()
    }
}

/// What one person says about one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticked<'a> {
    /// The step, from 1.
    pub step: u32,
    /// Her table, from 1.
    pub table: u32,
    /// What breaks, of [`FAILURES`]; replaces what she ticked at this step before.
    pub failures: Vec<&'a str>,
    /// A note; empty for none.
    pub note: &'a str,
}

/// Ticks what breaks at a step. Whoever takes part may, and whoever runs the session for a table without devices.
///
/// # Errors
/// [`Refused::NotFound`] when the actor may not or there is no such journey block, [`Refused::Invalid`] for a step, table
/// or failure that is none.
pub async fn tick(
    db: &Db,
    ctx: &Ctx,
    (of, block): (Uuid, Uuid),
    ticked: &Ticked<'_>,
    note_id: Uuid,
) -> Result<(), Refused> {
    let bearer = access::bearer_of_session(db, of).await?;
    let run = bearer.may(ctx, Action::RunSession);
    run.or_else(|_| bearer.may(ctx, Action::TakePart))?;
    let by = author(&ctx.actor);
    let plan = session(db, of).await?;
    let found =
        plan.block(block).filter(|block| block.kind == BlockKind::Journey).ok_or(Refused::NotFound)?;
    let steps = found.journey.as_deref().and_then(journey).map_or(0, |journey| journey.steps.len());
    if ticked.step == 0 || usize::try_from(ticked.step).is_ok_and(|step| step > steps) {
        return Err(Refused::invalid("lab-problem-step"));
    }
    if !(1..=found.tables.max(1)).contains(&ticked.table) {
        return Err(Refused::Invalid("lab-problem-table", vec![("most", found.tables.max(1).to_string())]));
    }
    if ticked.failures.iter().any(|failure| !FAILURES.contains(failure)) {
        return Err(Refused::invalid("lab-problem-failure"));
    }
    let note = typed::text(ticked.note, 500).map_err(Refused::invalid)?;
    let mut tx = db.begin(ctx).await?;
    let clear = sql!(
        "delete from journey_tick where block_id = $1 and by_id = $2 and step = $3 and table_number = $4"
    );
    tx.run(clear.bind(block).bind(by).bind(ticked.step).bind(ticked.table)).await?;
    for failure in FAILURES.into_iter().filter(|failure| ticked.failures.contains(failure)) {
        let insert = sql!(
            "insert into journey_tick (block_id, by_id, step, failure, table_number, at) values ($1, $2, $3, $4, $5, $6)
             on conflict (block_id, by_id, step, failure, table_number) do nothing"
        );
        let insert = insert.bind(block).bind(by).bind(ticked.step).bind(failure);
        tx.run(insert.bind(ticked.table).bind(ctx.now)).await?;
    }
    if !note.is_empty() {
        let insert = sql!(
            "insert into journey_note (id, block_id, by_id, step, table_number, words, lang, at)
             values ($1, $2, $3, $4, $5, $6, $7, $8)"
        );
        let insert = insert.bind(note_id).bind(block).bind(by).bind(ticked.step).bind(ticked.table);
        tx.run(insert.bind(note).bind(ctx.lang.code()).bind(ctx.now)).await?;
    }
    let chain = crate::chain(bearer.organization);
    tx.audit(Entry {
        chain: &chain,
        action: "lab.journey.ticked",
        entity: "block",
        id: Some(block),
        detail: "",
    })
    .await?;
    tx.emit("lab.journey.ticked", &serde_json::json!({ "session": of, "block": block }).to_string()).await?;
    Ok(tx.commit().await?)
}

fn author(actor: &Actor) -> Uuid {
    actor.participant().or_else(|| actor.member()).unwrap_or(Uuid::nil())
}

/// What was ticked and noted, by step from 1. Nobody is named; a tally counts ticks, not persons. Whoever takes part may see
/// it, and whoever prepares.
///
/// # Errors
/// [`Refused::NotFound`] when the actor may not.
pub async fn tallies(
    db: &Db,
    ctx: &Ctx,
    (of, block): (Uuid, Uuid),
) -> Result<BTreeMap<u32, StepTally>, Refused> {
    let bearer = access::bearer_of_session(db, of).await?;
    bearer.may(ctx, Action::TakePart).or_else(|_| bearer.may(ctx, Action::SeeLab))?;
    let known = sql!("select 1 from block where id = $1 and session_id = $2");
    db.row(known.bind(block).bind(of)).await?.ok_or(Refused::NotFound)?;
    let mut all: BTreeMap<u32, StepTally> = BTreeMap::new();
    let step = |number: i64| u32::try_from(number).unwrap_or(0);
    let count = sql!(
        "select step, failure, count(*) from journey_tick where block_id = $1 group by step, failure order by step, failure"
    );
    for row in db.rows(count.bind(block)).await? {
        let tally = all.entry(step(row.get(0)?)).or_default();
        tally.ticks.insert(row.get(1)?, step(row.get(2)?));
    }
    let tables =
        sql!("select step, count(distinct table_number) from journey_tick where block_id = $1 group by step");
    for row in db.rows(tables.bind(block)).await? {
        all.entry(step(row.get(0)?)).or_default().tables = step(row.get(1)?);
    }
    let notes =
        sql!("select step, lang, words from journey_note where block_id = $1 order by at, id limit 500");
    for row in db.rows(notes.bind(block)).await? {
        let lang = Lang::from_tag(&row.get::<String>(1)?).unwrap_or(Lang::It);
        all.entry(step(row.get(0)?)).or_default().notes.push((lang, row.get(2)?));
    }
    Ok(all)
}

/// What the actor herself ticked at a table, by step.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn own_ticks(
    db: &Db,
    ctx: &Ctx,
    block: Uuid,
    table: u32,
) -> Result<BTreeMap<u32, Vec<String>>, Refused> {
    let find = sql!(
        "select step, failure from journey_tick where block_id = $1 and by_id = $2 and table_number = $3 order by step, failure"
    );
    let mut own: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for row in db.rows(find.bind(block).bind(author(&ctx.actor)).bind(table)).await? {
        own.entry(u32::try_from(row.get::<i64>(0)?).unwrap_or(0)).or_default().push(row.get(1)?);
    }
    Ok(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twelve_journeys_have_steps_in_italian_and_english() {
        let all = load().unwrap_or_else(|broken| panic!("{broken}"));
        let codes: Vec<_> = all.iter().map(|journey| journey.code.clone()).collect();
        assert_eq!(codes, (1..=12).map(|n| format!("J{n}")).collect::<Vec<_>>());
        for journey in &all {
            assert!(journey.steps.len() >= 4, "{}", journey.code);
        }
    }
}
