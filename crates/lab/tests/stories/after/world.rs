//! A Lab that has met once: three people, three contributions, a theme, a proposal.

use reticolo_base::{Actor, Ctx, Instant, Lang, Role, Roles};
use reticolo_lab::provenance::{self, Thing};
use reticolo_store::{Db, audit, sql};
use reticolo_testkit::at;
use uuid::Uuid;

pub const DAY: &str = "2026-11-23T09:00:00Z";

/// The Lab and what is in it.
pub struct World {
    pub db: Db,
    pub organization: Uuid,
    pub lab: Uuid,
    pub session: Uuid,
    pub block: Uuid,
    pub amina: Uuid,
    pub besa: Uuid,
    pub carlo: Uuid,
    pub said: [Uuid; 3],
    pub theme: Thing,
    pub proposal: Thing,
}

pub fn id() -> Uuid {
    Uuid::now_v7()
}

impl World {
    /// The facilitator of the organisation that bears the Lab, on a day.
    pub fn facilitator(&self, moment: &str) -> Ctx {
        let roles = Roles::NONE.with(Role::Facilitator);
        Ctx { actor: Actor::Member { id: id(), organization: self.organization, roles }, ..at(moment) }
    }

    /// A participant who came with her code and reads in this language.
    pub fn participant(&self, id: Uuid, lang: Lang, moment: &str) -> Ctx {
        Ctx { actor: Actor::Participant { id, lab: self.lab }, lang, ..at(moment) }
    }

    /// Anybody.
    pub fn anybody(&self, moment: &str) -> Ctx {
        Ctx { actor: Actor::Anonymous, ..at(moment) }
    }

    /// A facilitator of another organisation.
    pub fn stranger(&self, moment: &str) -> Ctx {
        let roles = Roles::NONE.with(Role::Facilitator);
        Ctx { actor: Actor::Member { id: id(), organization: id(), roles }, ..at(moment) }
    }

    pub async fn of(db: Db) -> Self {
        let ctx = at("2026-11-20T15:00:00Z");
        let world = Self {
            organization: id(),
            lab: id(),
            session: id(),
            block: id(),
            amina: id(),
            besa: id(),
            carlo: id(),
            said: [id(), id(), id()],
            theme: Thing::new("theme", id()),
            proposal: Thing::new("proposal", id()),
            db,
        };
        let mut tx = world.db.begin(&ctx).await.unwrap();
        let now = ctx.now;
        let lab = sql!(
            "insert into lab (id, organization_id, title, purpose, territory, state, version, created_at)
             values ($1, $2, '{\"it\":\"Laboratorio di prova\"}', '{}', '[\"071\"]', 'open', 1, $3)"
        );
        tx.run(lab.bind(world.lab).bind(world.organization).bind(now)).await.unwrap();
        let session = sql!(
            "insert into lab_session (id, lab_id, template, title, purpose, welcome, starts_at, ends_at, zone, place, video, state, version, room_id, created_at)
             values ($1, $2, 'cafe-90', '{\"it\":\"Primo incontro\"}', '{}', '{}', $3, $4, 'Europe/Rome', 'Foggia', '{}', 'closed', 1, $1, $3)"
        );
        tx.run(session.bind(world.session).bind(world.lab).bind(now).bind(now.plus_seconds(5400)))
            .await
            .unwrap();
        let block = sql!(
            "insert into block (id, session_id, position, kind, title, purpose, minutes, rounds, round_minutes, tables, outputs)
             values ($1, $2, 1, 'cafe', '{\"it\":\"Tavoli\"}', '{}', 60, 3, 20, 2, '[]')"
        );
        tx.run(block.bind(world.block).bind(world.session)).await.unwrap();
        for (person, name, lang) in
            [(world.amina, "Amina", "ar"), (world.besa, "Besa", "sq"), (world.carlo, "Carlo", "it")]
        {
            let insert = sql!(
                "insert into participant (id, lab_id, name, body, kind, territory, lang, mediator, step_free, code_hash, created_at)
                 values ($1, $2, $3, 'Associazione di prova', 'migrants', '071', $4, false, false, $5, $6)"
            );
            let hash = person.as_bytes().to_vec();
            tx.run(insert.bind(person).bind(world.lab).bind(name).bind(lang).bind(hash).bind(now))
                .await
                .unwrap();
        }
        let words = [
            ("لا يجيب أحد على الهاتف", "ar", world.amina),
            ("Askush nuk flet shqip", "sq", world.besa),
            ("Gli orari cambiano", "it", world.carlo),
        ];
        for (number, (words, lang, author)) in words.into_iter().enumerate() {
            let insert = sql!(
                "insert into contribution (id, session_id, block_id, table_number, round, kind, words, lang, author, signed, way, summary, hidden, hidden_by, strong, x, y, written_at, changed_at)
                 values ($1, $2, $3, $4, 1, 'challenge', $5, $6, $7, false, 'form', false, false, '', false, 0, 0, $8, $8)"
            );
            let table = if number < 2 { 1_i64 } else { 2 };
            let insert = insert.bind(world.said[number]).bind(world.session).bind(world.block).bind(table);
            tx.run(insert.bind(words).bind(lang).bind(author).bind(now)).await.unwrap();
        }
        let theme = sql!(
            "insert into theme (id, session_id, title, lang, position, state, asked, created_at) values ($1, $2, 'Essere capiti', 'it', 1, 'open', '', $3)"
        );
        tx.run(theme.bind(world.theme.id).bind(world.session).bind(now)).await.unwrap();
        for said in &world.said[..2] {
            provenance::record(&mut tx, &world.theme, &Thing::new("contribution", *said), "grouped")
                .await
                .unwrap();
        }
        let proposal = sql!(
            "insert into proposal (id, lab_id, session_id, title, lang, problem, parties, change, beneficiaries, hours, euros, first_step, state, version, created_at, changed_at)
             values ($1, $2, $3, 'Un mediatore al telefono', 'it', 'Nessuno risponde', 'ASL di prova; Comune di prova', 'Due mattine con un mediatore', 'chi non parla italiano', 40, 1200, 'Scegliere le due mattine', 'chosen', 1, $4, $4)"
        );
        tx.run(proposal.bind(world.proposal.id).bind(world.lab).bind(world.session).bind(now)).await.unwrap();
        provenance::record(&mut tx, &world.proposal, &world.theme, "worked_out").await.unwrap();
        let entry =
            audit::Entry { chain: audit::NETWORK, action: "test", entity: "lab", id: None, detail: "" };
        tx.audit(entry).await.unwrap();
        tx.commit().await.unwrap();
        world
    }

    /// Runs a statement of a test.
    pub async fn run(&self, statement: impl Into<reticolo_store::Statement>) {
        let mut tx = self.db.begin(&at(DAY)).await.unwrap();
        tx.run(statement).await.unwrap();
        let entry =
            audit::Entry { chain: audit::NETWORK, action: "test", entity: "lab", id: None, detail: "" };
        tx.audit(entry).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// The number that a statement gives.
    pub async fn number(&self, statement: impl Into<reticolo_store::Statement>) -> i64 {
        self.db.row(statement).await.unwrap().unwrap().get(0).unwrap()
    }
}

/// Does every job that is due; the kinds of what was recalled.
pub async fn run_jobs(db: &Db, moment: &str) -> Vec<(String, bool)> {
    let ctx = Ctx { actor: Actor::System("scheduler"), ..at(moment) };
    let mut said = Vec::new();
    while let Some(job) = reticolo_store::job::take(db, &ctx).await.unwrap() {
        if let Some(reminder) = reticolo_lab::after::reminder::run(db, &ctx, &job).await.unwrap() {
            said.push((reminder.entity, reminder.late));
        }
    }
    said
}

/// A moment.
pub fn moment(text: &str) -> Instant {
    text.parse().unwrap()
}
