//! A World Café for tests: one block of two rounds at two tables, five people, a facilitator.
#![allow(dead_code, clippy::unwrap_used)] // Each test file uses a part, and all of it is for tests.

use reticolo_base::{Actor, Ctx, Instant, Lang, Role, Roles};
use reticolo_store::{Db, audit, sql};
use uuid::Uuid;

/// A Monday, the 23rd of November 2026, at ten in the morning in Italy.
pub const NOW: Instant = Instant(1_795_424_400_000_000);

/// Who is there. Amina keeps table 1, Blessing table 2; Constantin and Dritan sit at table 1 in the first round, Elena at
/// table 2; in the second round Constantin moves to table 2. Fatima only looks on, Giorgio came late and has no seat.
pub const PEOPLE: [(&str, &str, &str); 7] = [
    ("Amina", "ar it", "host"),
    ("Blessing", "en", "host"),
    ("Constantin", "ro it", "participant"),
    ("Dritan", "sq", "scribe"),
    ("Elena", "it", "participant"),
    ("Fatima", "ar", "observer"),
    ("Giorgio", "it", "participant"),
];

/// The café's ids.
pub struct Cafe {
    pub organization: Uuid,
    pub lab: Uuid,
    pub session: Uuid,
    pub block: Uuid,
    pub question: Uuid,
    pub rooms: [Uuid; 2],
    pub people: Vec<Uuid>,
}

impl Cafe {
    /// Opens it in the first round, which ends in twenty minutes.
    pub async fn open(db: &Db) -> Self {
        Self::open_at(db, NOW).await
    }

    /// The same at another moment.
    pub async fn open_at(db: &Db, now: Instant) -> Self {
        let id = Uuid::now_v7;
        let cafe = Self {
            organization: id(),
            lab: id(),
            session: id(),
            block: id(),
            question: id(),
            rooms: [id(), id()],
            people: PEOPLE.iter().map(|_| id()).collect(),
        };
        cafe.lay(db, now).await;
        cafe
    }

    async fn lay(&self, db: &Db, now: Instant) {
        let ctx = Ctx::new(NOW, Actor::Console, Lang::It, Uuid::nil());
        let mut tx = db.begin(&ctx).await.unwrap();
        let lab = sql!(
            "insert into lab (id, organization_id, title, purpose, territory, state, version, created_at)
             values ($1, $2, 'Laboratorio di prova', '', '["072"]', 'open', 1, 0)"
        );
        tx.run(lab.bind(self.lab).bind(self.organization)).await.unwrap();
        let session = sql!(
            "insert into lab_session (id, lab_id, template, title, purpose, welcome, starts_at, ends_at, zone, place, video,
                room_id, state, version, created_at)
             values ($1, $2, '', 'Terzo incontro', '', '', $3, $4, 'Europe/Rome', '', $5, $1,
                'running', 1, 0)"
        );
        let (from, to) = (now.plus_seconds(-600), now.plus_seconds(5400));
        let video = r#"{"kind":"links","urls":["https://video.example/sala"]}"#;
        tx.run(session.bind(self.session).bind(self.lab).bind(from).bind(to).bind(video)).await.unwrap();
        let block = sql!(
            "insert into block (id, session_id, position, kind, title, purpose, minutes, rounds, round_minutes, tables, outputs)
             values ($1, $2, 1, 'cafe', 'Rafforzare la rete', '', 60, 2, 20, 2, '')"
        );
        tx.run(block.bind(self.block).bind(self.session)).await.unwrap();
        let question = sql!(
            "insert into question (id, block_id, position, words, problem_id) values ($1, $2, 1, $3, null)"
        );
        let words = r#"{"it":"Come migliorare i servizi?","ar":"كيف نحسّن الخدمات؟"}"#;
        tx.run(question.bind(self.question).bind(self.block).bind(words)).await.unwrap();
        self.seat_all(&mut tx, now).await;
        let entry =
            audit::Entry { chain: audit::NETWORK, action: "test", entity: "test", id: None, detail: "" };
        tx.audit(entry).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn seat_all(&self, tx: &mut reticolo_store::Tx, now: Instant) {
        let person = sql!(
            "insert into participant (id, lab_id, name, body, kind, territory, speaks, reads, lang, mediator, step_free,
                code_hash, created_at)
             values ($1, $2, $3, '', 'citizen', 'Bari', $4, $4, 'it', $5, $5, $6, 0)"
        );
        let there = sql!(
            "insert into attendance (session_id, participant_id, role, answer, arrived_at) values ($1, $2, $3, 'yes', 1)"
        );
        for (id, (name, speaks, role)) in self.people.iter().zip(PEOPLE) {
            let person = person.bind(*id).bind(self.lab).bind(name).bind(speaks).bind(false);
            tx.run(person.bind(id.as_bytes().to_vec())).await.unwrap();
            tx.run(there.bind(self.session).bind(*id).bind(role)).await.unwrap();
        }
        let table = sql!(
            "insert into cafe_table (block_id, number, host, question_id, step_free, video, room_id)
             values ($1, $2, $3, $4, $5, '', $6)"
        );
        for (n, room) in [(0, self.rooms[0]), (1, self.rooms[1])] {
            let number = i64::try_from(n).unwrap() + 1;
            let table = table.bind(self.block).bind(number).bind(self.people[n]).bind(self.question);
            tx.run(table.bind(false).bind(room)).await.unwrap();
        }
        let seat =
            sql!("insert into seat (block_id, round, participant_id, table_number) values ($1, $2, $3, $4)");
        for (round, who, number) in [(1, 2, 1), (1, 3, 1), (1, 4, 2), (2, 2, 2), (2, 3, 1), (2, 4, 2)] {
            tx.run(seat.bind(self.block).bind(round).bind(self.people[who]).bind(number)).await.unwrap();
        }
        let run = sql!(
            "insert into run (session_id, phase, block_id, round, ends_at, paused_left, version)
             values ($1, 'round', $2, 1, $3, null, 1)"
        );
        tx.run(run.bind(self.session).bind(self.block).bind(now.plus_seconds(1200))).await.unwrap();
    }

    /// Runs a statement of the story.
    pub async fn set(&self, db: &Db, statement: reticolo_store::Statement) {
        let ctx = Ctx::new(NOW, Actor::Console, Lang::It, Uuid::nil());
        let mut tx = db.begin(&ctx).await.unwrap();
        tx.run(statement).await.unwrap();
        let entry =
            audit::Entry { chain: audit::NETWORK, action: "test", entity: "test", id: None, detail: "" };
        tx.audit(entry).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// The next round begins.
    pub async fn turn(&self, db: &Db, round: i64) {
        self.set(db, sql!("update run set round = $2 where session_id = $1").bind(self.session).bind(round))
            .await;
    }

    /// The session is in this state.
    pub async fn state(&self, db: &Db, state: &str) {
        self.set(db, sql!("update lab_session set state = $2 where id = $1").bind(self.session).bind(state))
            .await;
    }

    /// The id of somebody by her name.
    pub fn person(&self, name: &str) -> Uuid {
        self.people[PEOPLE.iter().position(|(known, ..)| *known == name).unwrap()]
    }

    /// Somebody acts, a few seconds into the story.
    pub fn by(&self, name: &str, seconds: i64) -> Ctx {
        let actor = Actor::Participant { id: self.person(name), lab: self.lab };
        Ctx::new(NOW.plus_seconds(seconds), actor, Lang::It, Uuid::now_v7())
    }

    /// A facilitator of an organisation.
    pub fn facilitator(organization: Uuid) -> Ctx {
        let roles = Roles::NONE.with(Role::Facilitator);
        let actor = Actor::Member { id: Uuid::now_v7(), organization, roles };
        Ctx::new(NOW, actor, Lang::It, Uuid::now_v7())
    }

    /// The live room itself acts.
    pub fn room() -> Ctx {
        Ctx::new(NOW.plus_seconds(300), Actor::System("rooms"), Lang::It, Uuid::now_v7())
    }
}
