//! A World Café for measuring: made tables, made people at them, and a sign-in for each.

use anyhow::Result;
use reticolo_accounts::login::{self, Subject};
use reticolo_base::Ctx;
use reticolo_store::{Db, Tx, audit, sql};
use uuid::Uuid;

/// Somebody at a table.
#[derive(Debug, Clone)]
pub struct Place {
    /// The live room of the table.
    pub room: Uuid,
    /// The value of the cookie that signs her in.
    pub cookie: String,
    /// Her id.
    pub who: Uuid,
}

/// Fills an empty database with a running session of so many tables; everybody's place, table after table.
///
/// # Errors
/// When the database does not take it.
pub async fn fill(db: &Db, ctx: &Ctx, tables: u32, people: u32) -> Result<Vec<Place>> {
    let [organization, lab, session, block] = [(); 4].map(|()| Uuid::now_v7());
    let mut tx = db.begin(ctx).await?;
    let make = sql!(
        "insert into lab (id, organization_id, title, purpose, territory, state, version, created_at)
         values ($1, $2, 'Misura', '', '[]', 'open', 1, $3)"
    );
    tx.run(make.bind(lab).bind(organization).bind(ctx.now)).await?;
    let make = sql!(
        "insert into lab_session (id, lab_id, template, title, purpose, welcome, starts_at, ends_at, zone, place, video,
            room_id, state, version, created_at)
         values ($1, $2, '', 'Misura', '', '', $3, $4, 'Europe/Rome', '', '{\"kind\":\"none\"}', $1, 'running', 1, $3)"
    );
    tx.run(make.bind(session).bind(lab).bind(ctx.now).bind(ctx.now.plus_days(1))).await?;
    let make = sql!(
        "insert into block (id, session_id, position, kind, title, purpose, minutes, rounds, round_minutes, tables, outputs)
         values ($1, $2, 1, 'cafe', 'Misura', '', 60, 1, 60, $3, '')"
    );
    tx.run(make.bind(block).bind(session).bind(tables)).await?;
    let make = sql!(
        "insert into run (session_id, phase, block_id, round, ends_at, paused_left, alone, version)
         values ($1, 'round', $2, 1, $3, null, $4, 1)"
    );
    tx.run(make.bind(session).bind(block).bind(ctx.now.plus_days(1)).bind(false)).await?;
    let mut places = Vec::new();
    for number in 1..=tables {
        let room = Uuid::now_v7();
        let make = sql!(
            "insert into cafe_table (block_id, number, host, question_id, step_free, video, room_id, open)
             values ($1, $2, null, null, $3, '', $4, $5)"
        );
        tx.run(make.bind(block).bind(number).bind(false).bind(room).bind(true)).await?;
        for _ in 0..people {
            places.push(seat(&mut tx, (lab, session, block), number, room).await?);
        }
    }
    let chain = format!("organization:{organization}");
    let entry =
        audit::Entry { chain: &chain, action: "bench.filled", entity: "lab", id: Some(lab), detail: "" };
    tx.audit(entry).await?;
    tx.commit().await?;
    Ok(places)
}

async fn seat(
    tx: &mut Tx,
    (lab, session, block): (Uuid, Uuid, Uuid),
    number: u32,
    room: Uuid,
) -> Result<Place> {
    let who = Uuid::now_v7();
    let make = sql!(
        "insert into participant (id, lab_id, name, body, kind, territory, speaks, reads, lang, mediator, step_free,
            code_hash, created_at)
         values ($1, $2, 'Persona di prova', '', 'person', '072', 'it', 'it', 'it', $3, $3, $4, 0)"
    );
    tx.run(make.bind(who).bind(lab).bind(false).bind(who.as_bytes().to_vec())).await?;
    let make = sql!(
        "insert into attendance (session_id, participant_id, role, answer, arrived_at) values ($1, $2, 'participant', 'yes', 1)"
    );
    tx.run(make.bind(session).bind(who)).await?;
    let make =
        sql!("insert into seat (block_id, round, participant_id, table_number) values ($1, 1, $2, $3)");
    tx.run(make.bind(block).bind(who).bind(number)).await?;
    // A sign-in of a made person on this machine; nothing that must not be guessed.
    let token: Vec<u8> = [Uuid::now_v7(), Uuid::now_v7()].iter().flat_map(|id| *id.as_bytes()).collect();
    login::start(tx, Subject::Participant { id: who, lab }, &token, "").await?;
    let cookie = token.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Place { room, cookie, who })
}
