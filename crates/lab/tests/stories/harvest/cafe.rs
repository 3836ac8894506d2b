//! A café of three tables and two rounds, with its facilitator.

use reticolo_base::{Actor, Ctx, Lang, Role, Roles};
use reticolo_lab::testing;
use reticolo_store::{
    Db,
    audit::{Entry, NETWORK},
    sql,
};
use reticolo_testkit::at;
use uuid::Uuid;

pub const DAY: &str = "2026-11-23T17:00:00Z";

/// A Lab with a session, a block, and the organisation that bears it.
pub struct Cafe {
    pub db: Db,
    pub organization: Uuid,
    pub lab: Uuid,
    pub session: Uuid,
    pub block: Uuid,
}

impl Cafe {
    pub async fn open(db: &Db) -> Self {
        let made = testing::lab_with_cafe(db, &at(DAY), 3, 2).await.unwrap();
        Self {
            db: db.clone(),
            organization: made.organization,
            lab: made.lab,
            session: made.session,
            block: made.block,
        }
    }

    /// Who runs the session.
    pub fn facilitator(&self) -> Ctx {
        self.as_actor(Actor::Member {
            id: Uuid::now_v7(),
            organization: self.organization,
            roles: Roles::NONE.with(Role::Facilitator),
        })
    }

    /// A facilitator of another organisation.
    pub fn stranger(&self) -> Ctx {
        let roles = Roles::NONE.with(Role::Facilitator);
        self.as_actor(Actor::Member { id: Uuid::now_v7(), organization: Uuid::now_v7(), roles })
    }

    pub fn as_actor(&self, actor: Actor) -> Ctx {
        Ctx { actor, ..at(DAY) }
    }

    /// A participant who came with her code.
    pub fn participant(&self, id: Uuid) -> Ctx {
        self.as_actor(Actor::Participant { id, lab: self.lab })
    }

    pub fn anonymous(&self) -> Ctx {
        self.as_actor(Actor::Anonymous)
    }

    /// Somebody invited, of a kind of body, who reads a language.
    pub async fn invite(&self, name: &str, kind: &str, lang: Lang) -> Uuid {
        let id = Uuid::now_v7();
        let mut tx = self.db.begin(&at(DAY)).await.unwrap();
        let insert = sql!(
            "insert into participant (id, lab_id, name, body, kind, territory, speaks, reads, lang, mediator, step_free,
                code_hash, sealed, created_at, erased_at)
             values ($1, $2, $3, '', $4, 'BA', null, null, $5, false, false, $6, null, 1, null)"
        );
        let insert = insert.bind(id).bind(self.lab).bind(name).bind(kind).bind(lang.code());
        tx.run(insert.bind(id.as_bytes().to_vec())).await.unwrap();
        keep(tx).await;
        id
    }

    /// Seats somebody at a table in a round.
    pub async fn seat(&self, participant: Uuid, round: i64, table: i64) {
        let mut tx = self.db.begin(&at(DAY)).await.unwrap();
        let insert =
            sql!("insert into seat (block_id, round, participant_id, table_number) values ($1, $2, $3, $4)");
        tx.run(insert.bind(self.block).bind(round).bind(participant).bind(table)).await.unwrap();
        keep(tx).await;
    }

    /// Something said at a table; by the table itself without an author.
    pub async fn say(&self, table: i64, round: i64, words: &str, author: Option<Uuid>) -> Uuid {
        self.say_in(Lang::It, (table, round), words, author, false).await
    }

    pub async fn say_in(
        &self,
        lang: Lang,
        (table, round): (i64, i64),
        words: &str,
        author: Option<Uuid>,
        strong: bool,
    ) -> Uuid {
        let id = Uuid::now_v7();
        let mut tx = self.db.begin(&at(DAY)).await.unwrap();
        let insert = sql!(
            "insert into contribution (id, session_id, block_id, table_number, round, kind, words, lang, author, signed, way, summary,
                hidden, hidden_by, strong, x, y, problem_id, written_at, changed_at)
             values ($1, $2, $3, $4, $5, 'idea', $6, $7, $8, false, 'typed', false, false, '', $9, 0, 0, null, 1, 1)"
        );
        let insert = insert.bind(id).bind(self.session).bind(self.block).bind(table).bind(round).bind(words);
        tx.run(insert.bind(lang.code()).bind(author).bind(strong)).await.unwrap();
        keep(tx).await;
        id
    }
}

async fn keep(mut tx: reticolo_store::Tx) {
    let entry = Entry { chain: NETWORK, action: "test.prepared", entity: "lab", id: None, detail: "" };
    tx.audit(entry).await.unwrap();
    tx.commit().await.unwrap();
}

/// The key of a refusal's message.
pub fn key<T: std::fmt::Debug>(result: Result<T, reticolo_lab::Refused>) -> &'static str {
    use reticolo_base::Refusal as _;
    result.unwrap_err().key()
}
