//! A World Café for tests: a Lab in Bari with one session, one block, and people who are obviously invented.

use crate::at;
use reticolo_base::{Actor, Ctx, Instant, Lang, Role, Roles};
use reticolo_store::{Db, Statement, audit::Entry, sql};
use uuid::Uuid;

/// Somebody to invite.
#[derive(Debug, Clone)]
pub struct Guest {
    /// Her name.
    pub name: String,
    /// What she speaks, codes with spaces between; `None` while nobody has asked.
    pub speaks: Option<String>,
    /// The kind of body she comes from.
    pub kind: String,
    /// Where she comes from.
    pub territory: String,
    /// In which language she reads.
    pub lang: Lang,
    /// Whether she interprets.
    pub mediator: bool,
    /// Whether she needs a table without steps.
    pub step_free: bool,
    /// Her part.
    pub role: String,
}

impl Guest {
    /// Somebody from Bari who speaks this.
    pub fn speaking(name: impl Into<String>, speaks: &str) -> Self {
        let first = speaks.split(' ').next().unwrap_or_default();
        Self {
            name: name.into(),
            speaks: Some(speaks.to_owned()),
            kind: "third_sector".to_owned(),
            territory: "072".to_owned(),
            lang: Lang::from_tag(first).unwrap_or(Lang::It),
            mediator: false,
            step_free: false,
            role: "participant".to_owned(),
        }
    }
}

/// A café and the people on its list.
#[derive(Debug, Clone)]
pub struct Cafe {
    /// The database.
    pub db: Db,
    /// The organisation that bears the Lab.
    pub organization: Uuid,
    /// The Lab.
    pub lab: Uuid,
    /// The session.
    pub session: Uuid,
    /// Its block.
    pub block: Uuid,
    /// The questions of the block.
    pub questions: Vec<Uuid>,
    /// Who is on the list, in the order of the invitations.
    pub people: Vec<Uuid>,
}

impl Cafe {
    /// A café of so many tables and turns of twenty minutes, with two questions and nobody on the list.
    ///
    /// # Panics
    /// When the database refuses.
    pub async fn open(db: &Db, tables: i64, rounds: i64) -> Self {
        let ids: [Uuid; 6] = std::array::from_fn(|_| Uuid::now_v7());
        let [organization, lab, session, block, first, second] = ids;
        let cafe = Self {
            db: db.clone(),
            organization,
            lab,
            session,
            block,
            questions: vec![first, second],
            people: Vec::new(),
        };
        let (title, now) = ("{\"it\":\"Sperimentare per innovare\"}", at("2026-11-23").now);
        let make_lab = sql!(
            "insert into lab (id, organization_id, title, purpose, territory, state, created_at)
             values ($1, $2, $3, '{}', '072', 'open', $4)"
        );
        let make_session = sql!(
            "insert into lab_session (id, lab_id, template, title, purpose, welcome, starts_at, ends_at, zone, place, video, state,
                version, created_at)
             values ($1, $2, 'cafe', $3, '{}', '{}', $4, $5, 'Europe/Rome', '', '', 'ready', 1, $4)"
        );
        let make_session = make_session.bind(session).bind(lab).bind(title).bind(now);
        cafe.write(vec![
            make_lab.bind(lab).bind(organization).bind(title).bind(now),
            make_session.bind(now.plus_seconds(7200)),
        ])
        .await;
        cafe.write(vec![cafe.block(block, 1, tables, rounds)]).await;
        let ask = sql!("insert into question (id, block_id, position, words) values ($1, $2, $3, $4)");
        let words = ["Come migliorare i servizi?", "Come stimolare la partecipazione?"];
        let asked = cafe.questions.iter().zip(words).zip(1_i64..).map(|((id, words), position)| {
            ask.bind(*id).bind(block).bind(position).bind(serde_json::json!({ "it": words }).to_string())
        });
        cafe.write(asked.collect()).await;
        cafe
    }

    fn block(&self, id: Uuid, position: i64, tables: i64, rounds: i64) -> Statement {
        let make = sql!(
            "insert into block (id, session_id, position, kind, title, purpose, minutes, rounds, round_minutes, tables, outputs)
             values ($1, $2, $3, 'cafe', '{\"it\":\"Idee per la Puglia\"}', '{}', 90, $4, 20, $5, '[]')"
        );
        make.bind(id).bind(self.session).bind(position).bind(rounds).bind(tables)
    }

    /// Another block after the first.
    ///
    /// # Panics
    /// When the database refuses.
    pub async fn another_block(&self, tables: i64, rounds: i64) -> Uuid {
        let id = Uuid::now_v7();
        self.write(vec![self.block(id, 2, tables, rounds)]).await;
        id
    }

    /// Puts people on the list.
    ///
    /// # Panics
    /// When the database refuses.
    pub async fn invite(&mut self, guests: impl IntoIterator<Item = Guest>) {
        let person = sql!(
            "insert into participant (id, lab_id, name, body, kind, territory, speaks, reads, lang, mediator, step_free, code_hash,
                created_at)
             values ($1, $2, $3, '', $4, $5, $6, $6, $7, $8, $9, $10, 0)"
        );
        let invited = sql!(
            "insert into attendance (session_id, participant_id, role, answer) values ($1, $2, $3, 'coming')"
        );
        let mut all = Vec::new();
        for guest in guests {
            let id = Uuid::now_v7();
            self.people.push(id);
            let who = person.bind(id).bind(self.lab).bind(guest.name).bind(guest.kind).bind(guest.territory);
            let who = who.bind(guest.speaks).bind(guest.lang.code()).bind(guest.mediator);
            all.push(who.bind(guest.step_free).bind(id.as_bytes().to_vec()));
            all.push(invited.bind(self.session).bind(id).bind(guest.role));
        }
        self.write(all).await;
    }

    /// These people come in.
    ///
    /// # Panics
    /// When the database refuses.
    pub async fn welcome(&self, people: &[Uuid], when: Instant) {
        let come = sql!(
            "update attendance set arrived_at = $3 where session_id = $1 and participant_id = $2 and arrived_at is null"
        );
        self.write(people.iter().map(|id| come.bind(self.session).bind(*id).bind(when)).collect()).await;
    }

    /// Two people must not sit together.
    ///
    /// # Panics
    /// When the database refuses.
    pub async fn keep_apart(&self, a: Uuid, b: Uuid) {
        let apart = sql!("insert into apart (lab_id, a, b) values ($1, $2, $3)");
        self.write(vec![apart.bind(self.lab).bind(a.min(b)).bind(a.max(b))]).await;
    }

    /// The facilitator of the Lab, at a moment.
    ///
    /// # Panics
    /// When the moment is none.
    pub fn facilitator(&self, moment: &str) -> Ctx {
        let roles = Roles::NONE.with(Role::Facilitator);
        let actor = Actor::Member { id: Uuid::from_u128(7), organization: self.organization, roles };
        Ctx { actor, ..at(moment) }
    }

    /// A participant of the Lab, at a moment.
    ///
    /// # Panics
    /// When the moment is none.
    pub fn participant(&self, id: Uuid, moment: &str) -> Ctx {
        Ctx { actor: Actor::Participant { id, lab: self.lab }, ..at(moment) }
    }

    /// Writes what a story begins with.
    ///
    /// # Panics
    /// When the database refuses.
    pub async fn write(&self, statements: Vec<Statement>) {
        let mut tx = self.db.begin(&at("2026-11-23")).await.unwrap_or_else(|e| panic!("{e}"));
        for statement in statements {
            tx.run(statement).await.unwrap_or_else(|e| panic!("{e:?}"));
        }
        let entry =
            Entry { chain: "network", action: "test.prepared", entity: "session", id: None, detail: "" };
        tx.audit(entry).await.unwrap_or_else(|e| panic!("{e}"));
        tx.commit().await.unwrap_or_else(|e| panic!("{e}"));
    }
}
