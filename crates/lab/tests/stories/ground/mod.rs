//! A Lab with one session, and those who act in it.
#![allow(dead_code, clippy::unwrap_used)] // Each test file uses a part, and all of it is for tests.

use reticolo_base::{Actor, Ctx, Lang, Role, Roles};
use reticolo_store::{Db, Tx, audit, sql};
use reticolo_testkit::at;
use uuid::Uuid;

/// A new Lab and its first session, the 30th of November 2026, from 16 to 18 in Italy.
pub async fn session(db: &Db) -> (Uuid, Uuid) {
    let lab = Uuid::now_v7();
    let mut tx = db.begin(&at("2026-11-23")).await.unwrap();
    let insert = sql!(
        "insert into lab (id, organization_id, title, purpose, territory, state, version, created_at)
         values ($1, $2, $3, $4, '[\"072\"]', 'open', 1, 0)"
    );
    let text = r#"{"it":"Laboratorio di prova"}"#;
    tx.run(insert.bind(lab).bind(Uuid::now_v7()).bind(text).bind(text)).await.unwrap();
    finish(tx, lab).await;
    (lab, another_session(db, lab).await)
}

/// Another session of a Lab, on the same afternoon.
pub async fn another_session(db: &Db, lab: Uuid) -> Uuid {
    let session = Uuid::now_v7();
    let mut tx = db.begin(&at("2026-11-23")).await.unwrap();
    let text = r#"{"it":"Incontro di prova"}"#;
    let insert = sql!(
        "insert into lab_session (id, lab_id, template, title, purpose, welcome, starts_at, ends_at, zone, place, video, room_id, state, version, created_at)
         values ($1, $2, 'cafe', $3, $3, $3, $4, $5, 'Europe/Rome', 'Bari, via di prova 1', '', $1, 'inviting', 1, 0)"
    );
    let starts = at("2026-11-30T15:00:00Z").now;
    let insert = insert.bind(session).bind(lab).bind(text).bind(starts).bind(starts.plus_seconds(7_200));
    tx.run(insert).await.unwrap();
    finish(tx, lab).await;
    session
}

/// Expects somebody at another session of her Lab.
pub async fn expect(db: &Db, session: Uuid, participant: Uuid) {
    let mut tx = db.begin(&at("2026-11-23")).await.unwrap();
    let insert = sql!(
        "insert into attendance (session_id, participant_id, role, answer) values ($1, $2, 'participant', 'invited')"
    );
    tx.run(insert.bind(session).bind(participant)).await.unwrap();
    finish(tx, session).await;
}

async fn finish(mut tx: Tx, id: Uuid) {
    let entry =
        audit::Entry { chain: audit::NETWORK, action: "test", entity: "lab", id: Some(id), detail: "" };
    tx.audit(entry).await.unwrap();
    tx.commit().await.unwrap();
}

/// A facilitator of an organisation.
pub fn facilitator(organization: Uuid) -> Ctx {
    let roles = Roles::NONE.with(Role::Facilitator);
    Ctx { actor: Actor::Member { id: Uuid::now_v7(), organization, roles }, ..at("2026-11-23") }
}

/// A participant of a Lab.
pub fn participant(id: Uuid, lab: Uuid) -> Ctx {
    Ctx { actor: Actor::Participant { id, lab }, lang: Lang::It, ..at("2026-11-30T15:00:00Z") }
}
