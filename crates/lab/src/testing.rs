//! For the tests of this crate and of those that use it: an organisation, a Lab and a session in one call.

use crate::{
    Refused,
    programme::{self, BlockKind, LabDraft, NewIds, SessionDraft, SessionTyped},
};
use reticolo_base::{Actor, Ctx, Instant, Lang, Role, Roles};
use reticolo_store::{Db, audit, sql};
use uuid::Uuid;

/// An organisation with a Lab and one session of one café block.
#[derive(Debug, Clone)]
pub struct Fixture {
    /// The organisation that bears the Lab: "Officine del Reticolo", of Bari.
    pub organization: Uuid,
    /// The Lab, of the provinces of Bari, Lecce and Foggia.
    pub lab: Uuid,
    /// The session, a draft.
    pub session: Uuid,
    /// Its café block.
    pub block: Uuid,
    /// The questions of the block.
    pub questions: Vec<Uuid>,
}

impl Fixture {
    /// A facilitator of the organisation.
    pub fn facilitator(&self) -> Actor {
        Actor::Member {
            id: Uuid::new_v5(&self.organization, b"facilitator"),
            organization: self.organization,
            roles: Roles::NONE.with(Role::Facilitator),
        }
    }

    /// Her context, at the moment and in the language of another.
    pub fn as_facilitator(&self, ctx: &Ctx) -> Ctx {
        Ctx { actor: self.facilitator(), ..ctx.clone() }
    }

    /// The context of a participant of the Lab.
    pub fn as_participant(&self, ctx: &Ctx, participant: Uuid) -> Ctx {
        Ctx { actor: Actor::Participant { id: participant, lab: self.lab }, ..ctx.clone() }
    }
}

/// An organisation of the network.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn organization(db: &Db, ctx: &Ctx, name: &str) -> Result<Uuid, Refused> {
    let id = Uuid::now_v7();
    let mut tx = db.begin(ctx).await?;
    let insert = sql!(
        "insert into account_organization (id, name, kind, territory, created_at) values ($1, $2, 'third_sector', '072', $3)"
    );
    tx.run(insert.bind(id).bind(name).bind(ctx.now)).await?;
    tx.audit(audit::Entry {
        chain: &crate::chain(id),
        action: "organization.created",
        entity: "organization",
        id: Some(id),
        detail: "",
    })
    .await?;
    tx.commit().await?;
    Ok(id)
}

/// A Lab that `organization` bears.
///
/// # Errors
/// [`Refused`] of the making.
pub async fn lab(db: &Db, ctx: &Ctx, organization: Uuid, title: &str) -> Result<Uuid, Refused> {
    let draft = LabDraft::parse(title, "Servizi che si parlano.", &["072", "075", "071"], |_| true);
    let draft = draft.map_err(|_| Refused::invalid("lab-problem-empty"))?;
    programme::create_lab(db, ctx, Uuid::now_v7(), organization, &draft).await
}

/// A session of a Lab from a template, tomorrow from nine to one.
///
/// # Errors
/// [`Refused`] of the making.
pub async fn session(db: &Db, ctx: &Ctx, lab: Uuid, template: &str) -> Result<Uuid, Refused> {
    let tomorrow = ctx.now.plus_days(1).day_in(&jiff::tz::TimeZone::UTC).to_string();
    let typed = SessionTyped {
        title: "Terzo incontro",
        date: &tomorrow,
        from: "9:00",
        until: "13:00",
        zone: "Europe/Rome",
        place: "Bari",
        ..SessionTyped::default()
    };
    let draft = SessionDraft::parse(typed, ctx.now).map_err(|_| Refused::invalid("lab-problem-date"))?;
    let ids = NewIds { session: Uuid::now_v7(), room: Uuid::now_v7() };
    programme::create_session(db, ctx, ids, lab, template, &draft).await
}

/// An organisation, a Lab and a session (the World Café of 90 minutes) whose café block has so many tables and rounds.
/// The context must be the console's.
///
/// # Errors
/// [`Refused`] of the making.
pub async fn lab_with_cafe(db: &Db, ctx: &Ctx, tables: u32, rounds: u32) -> Result<Fixture, Refused> {
    let organization = organization(db, ctx, "Officine del Reticolo").await?;
    let lab = lab(db, ctx, organization, "Bari, Lecce e Foggia in rete").await?;
    let session = session(db, ctx, lab, "cafe-90").await?;
    let mut tx = db.begin(ctx).await?;
    let update = sql!("update block set tables = $2, rounds = $3 where session_id = $1 and kind = 'cafe'");
    tx.run(update.bind(session).bind(tables).bind(rounds)).await?;
    tx.audit(audit::Entry {
        chain: &crate::chain(organization),
        action: "lab.session.changed",
        entity: "lab_session",
        id: Some(session),
        detail: "",
    })
    .await?;
    tx.commit().await?;
    let plan = programme::session(db, session).await?;
    let block =
        plan.blocks.into_iter().find(|block| block.kind == BlockKind::Cafe).ok_or(Refused::NotFound)?;
    let questions = block.questions.iter().map(|question| question.id).collect();
    Ok(Fixture { organization, lab, session, block: block.id, questions })
}

/// The console's context at a moment.
pub fn console(now: Instant) -> Ctx {
    Ctx::new(now, Actor::Console, Lang::It, Uuid::now_v7())
}
