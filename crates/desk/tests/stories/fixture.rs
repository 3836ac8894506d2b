//! Foggia, as the stories need it: a municipal desk, the health district, a parish; who works there; Aïssatou.

use reticolo_accounts::{login, organization};
use reticolo_base::{Actor, Ctx, Instant, Lang, Role, Roles};
use reticolo_desk::{
    Desk, Refused,
    field::Field,
    person::{self, Channel, Identifier, Record},
    referral::{self, Command, Draft, Expressed, Given, Priority, Referral, Target},
};
use reticolo_store::{Db, Vault, sql};
use reticolo_testkit::at;
use uuid::Uuid;

/// A need of the list: a doctor for somebody without papers.
pub const NEED: &str = "health.stp";

pub struct Foggia {
    pub db: Db,
    pub vault: Vault,
    pub comune: Uuid,
    pub asl: Uuid,
    pub caritas: Uuid,
    pub operator: Actor,
    pub supervisor: Actor,
    pub doctor: Actor,
    pub volunteer: Actor,
    pub coordinator: Actor,
    pub now: Instant,
}

pub async fn foggia(db: &Db) -> Foggia {
    let (comune, asl, caritas) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
    for (id, name) in [(comune, "Comune di Foggia"), (asl, "ASL Foggia"), (caritas, "Caritas")] {
        organization::add(db, &at("2026-11-23"), id, (name, "public", "")).await.unwrap();
    }
    Foggia {
        db: db.clone(),
        vault: Vault::passing(),
        comune,
        asl,
        caritas,
        operator: member(db, comune, &[Role::Operator]).await,
        supervisor: member(db, comune, &[Role::Supervisor]).await,
        doctor: member(db, asl, &[Role::Operator]).await,
        volunteer: member(db, caritas, &[Role::Operator]).await,
        coordinator: member(db, caritas, &[Role::Coordinator]).await,
        now: "2026-11-23T09:00:00Z".parse().unwrap(),
    }
}

pub async fn member(db: &Db, organization: Uuid, roles: &[Role]) -> Actor {
    let id = Uuid::now_v7();
    let roles: Roles = roles.iter().copied().collect();
    let mut tx = db.begin(&at("2026-11-23")).await.unwrap();
    let insert = sql!(
        "insert into member (id, organization_id, name, roles, lang, totp_step, created_at, joined_at)
         values ($1, $2, 'Operatrice di prova', $3, 'it', 0, $4, $4)"
    );
    tx.run(insert.bind(id).bind(organization).bind(roles.written()).bind(Instant(0))).await.unwrap();
    tx.audit(login::entry("member.test")).await.unwrap();
    tx.commit().await.unwrap();
    Actor::Member { id, organization, roles }
}

impl Foggia {
    pub fn ctx(&self, actor: Actor) -> Ctx {
        Ctx::new(self.now, actor, Lang::It, Uuid::now_v7())
    }

    pub fn desk<'a>(&'a self, ctx: &'a Ctx) -> Desk<'a> {
        Desk { db: &self.db, vault: &self.vault, ctx }
    }

    pub fn later(&mut self, days: i64) {
        self.now = self.now.plus_days(days);
    }

    /// Aïssatou comes to the municipal desk: French and Wolof, an STP, a telephone that is safe for calls.
    pub async fn aissatou(&self) -> Uuid {
        let (person, case) = (Uuid::now_v7(), Uuid::now_v7());
        person::add(self.desk(&self.ctx(self.operator)), (person, case), record()).await.unwrap();
        person
    }

    pub fn target(&self) -> Target {
        Target { service: None, receiver: Some(self.asl), name: "ASL Foggia".into() }
    }

    /// A draft of the operator to the health district, with these fields on the sheet.
    pub async fn draft(&self, person: Uuid, fields: &[Field]) -> Uuid {
        self.draft_to(person, fields, self.target()).await
    }

    pub async fn draft_to(&self, person: Uuid, fields: &[Field], target: Target) -> Uuid {
        let id = Uuid::now_v7();
        let draft = Draft {
            person,
            case: None,
            parent: None,
            target,
            need: NEED,
            priority: Priority::Normal,
            fields,
            note: "Tosse da due settimane.",
        };
        referral::draft(self.desk(&self.ctx(self.operator)), id, draft).await.unwrap();
        id
    }

    pub async fn at(&self, actor: Actor, referral: Uuid) -> Result<Referral, Refused> {
        referral::open(self.desk(&self.ctx(actor)), referral).await.map(|(referral, _)| referral)
    }

    /// The next command of somebody who has just looked.
    pub async fn command(&self, actor: Actor, referral: Uuid) -> Command {
        let version = self.at(actor, referral).await.unwrap().version;
        Command { referral, version, key: Uuid::now_v7() }
    }

    /// Shown to her, yes to the smallest set, sent.
    pub async fn sent(&self, person: Uuid) -> Uuid {
        let referral = self.draft(person, &Field::SMALLEST).await;
        self.send(referral, &Field::SMALLEST).await.unwrap();
        referral
    }

    pub async fn send(&self, referral: Uuid, fields: &[Field]) -> Result<i64, Refused> {
        let shown = self.command(self.operator, referral).await;
        referral::show(self.desk(&self.ctx(self.operator)), shown).await.unwrap();
        let command = self.command(self.operator, referral).await;
        let given = Some((Uuid::now_v7(), yes(fields)));
        referral::send(self.desk(&self.ctx(self.operator)), command, given).await
    }

    /// What the health district sees of it.
    pub async fn seen_by(&self, actor: Actor, referral: Uuid) -> Option<Vec<(Field, Vec<String>)>> {
        let ctx = self.ctx(actor);
        let (found, _) = referral::open(self.desk(&ctx), referral).await.ok()?;
        let capsule = referral::capsule(self.desk(&ctx), &found).await.unwrap()?;
        Some(capsule.fields.into_iter().map(|shown| (shown.field, shown.values)).collect())
    }
}

pub fn yes(fields: &[Field]) -> Given {
    Given {
        fields: fields.to_vec(),
        days: 90,
        expressed: Expressed::Spoken,
        lang: "fr".into(),
        mediator: true,
    }
}

pub fn record() -> Record {
    let mut record = Record::default();
    record.identity.call_name = "Aïssatou".into();
    record.identity.family_name = "Canarini".into();
    record.identity.identifiers =
        Identifier::parse(person::identifier::Kind::Stp, "STP1601140001234").into_iter().collect();
    record.contact.languages = vec!["fr".into(), "wo".into()];
    record.contact.mediator = true;
    record.contact.phone = "333 000 0101".into();
    record.contact.safe = vec![Channel::Call];
    record.circumstances.position = "irregular".into();
    record
}
