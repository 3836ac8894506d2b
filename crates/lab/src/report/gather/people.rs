//! Who was there, and who talked with whom; groups under five are never told.

use crate::{
    Refused,
    report::{
        few::{self, Shares},
        minutes::{Matrix, People, Pictures},
    },
};
use reticolo_store::{Db, sql};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// Somebody who was there.
struct Present {
    kind: String,
    territory: String,
}

pub(super) async fn people(db: &Db, session: Uuid) -> Result<(People, Pictures), Refused> {
    let present = present(db, session).await?;
    let count = |of: fn(&Present) -> &String| {
        let mut counts = BTreeMap::new();
        for one in present.values() {
            *counts.entry(of(one).clone()).or_insert(0_u32) += 1;
        }
        Shares::of(&counts)
    };
    let people = People { kinds: count(|p| &p.kind), territories: count(|p| &p.territory) };
    let pairs = pairs(db, session, &present).await?;
    let matrix = |shares: &Shares, of: fn(&Present) -> &String| matrix(shares, &pairs, &present, of);
    let met = |test: fn(&u32) -> bool| {
        few::shown(u32::try_from(pairs.values().filter(|n| test(n)).count()).unwrap_or(u32::MAX))
    };
    let pictures = Pictures {
        kinds: matrix(&people.kinds, |p| &p.kind),
        territories: matrix(&people.territories, |p| &p.territory),
        meetings: (met(|n| *n == 1), met(|n| *n > 1)),
    };
    Ok((people, pictures))
}

/// Who arrived; where nobody's arrival was written down, as in a room without devices, who had a seat.
async fn present(db: &Db, session: Uuid) -> Result<HashMap<Uuid, Present>, Refused> {
    let arrived = sql!(
        "select p.id, p.kind, p.territory from attendance a join participant p on p.id = a.participant_id
         where a.session_id = $1 and a.arrived_at is not null"
    );
    let seated = sql!(
        "select distinct p.id, p.kind, p.territory from seat s join block b on b.id = s.block_id
         join participant p on p.id = s.participant_id where b.session_id = $1"
    );
    let mut rows = db.rows(arrived.bind(session)).await?;
    if rows.is_empty() {
        rows = db.rows(seated.bind(session)).await?;
    }
    let read =
        |row: &reticolo_store::Row| Ok((row.get(0)?, Present { kind: row.get(1)?, territory: row.get(2)? }));
    rows.iter().map(read).collect()
}

/// How often each two people sat at one table, of those who were there.
async fn pairs(
    db: &Db,
    session: Uuid,
    present: &HashMap<Uuid, Present>,
) -> Result<BTreeMap<(Uuid, Uuid), u32>, Refused> {
    let find = sql!(
        "select s.block_id, s.round, s.table_number, s.participant_id from seat s join block b on b.id = s.block_id
         where b.session_id = $1"
    );
    let mut tables: BTreeMap<(Uuid, i64, i64), Vec<Uuid>> = BTreeMap::new();
    for row in db.rows(find.bind(session)).await? {
        let who: Uuid = row.get(3)?;
        if present.contains_key(&who) {
            tables.entry((row.get(0)?, row.get(1)?, row.get(2)?)).or_default().push(who);
        }
    }
    let mut pairs = BTreeMap::new();
    for seated in tables.values_mut() {
        seated.sort_unstable();
        for (place, a) in seated.iter().enumerate() {
            for b in seated.iter().skip(place + 1) {
                *pairs.entry((*a, *b)).or_insert(0) += 1;
            }
        }
    }
    Ok(pairs)
}

fn matrix(
    shares: &Shares,
    pairs: &BTreeMap<(Uuid, Uuid), u32>,
    present: &HashMap<Uuid, Present>,
    of: fn(&Present) -> &String,
) -> Matrix {
    let size = shares.places();
    let mut counts: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for ((a, b), n) in pairs {
        let place = |who: &Uuid| present.get(who).and_then(|one| shares.place(of(one)));
        if let (Some(a), Some(b)) = (place(a), place(b)) {
            *counts.entry((a.min(b), a.max(b))).or_default() += n;
        }
    }
    let cell = |a: usize, b: usize| few::shown(counts.get(&(a.min(b), a.max(b))).copied().unwrap_or(0));
    let names = shares.groups.iter().map(|(name, _)| Some(name.clone()));
    Matrix {
        groups: names.chain((shares.others > 0).then_some(None)).collect(),
        cells: (0..size).map(|a| (0..size).map(|b| cell(a, b)).collect()).collect(),
    }
}
