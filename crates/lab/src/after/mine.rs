//! "What became of what I said": one code per person, and by it every answer.

use super::{
    Said,
    answer::{self, Answer},
    said,
    story::{self, Step},
};
use crate::{Refused, harvest::How, provenance::Thing};
use reticolo_base::{Ctx, Instant};
use reticolo_store::{Db, Row, audit::Entry, sql};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Something I said or worked out, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mine {
    /// The contribution or proposal.
    pub thing: Thing,
    /// How I contributed.
    pub how: How,
    /// The words.
    pub words: Said,
    /// Of which kind, if one was chosen.
    pub kind: Option<String>,
    /// At which session.
    pub session: Uuid,
    /// At which table, in which round; of a proposal none.
    pub said_at: Option<(i64, i64)>,
    /// When.
    pub at: Instant,
    /// Whether the host of the table hid it.
    pub hidden: bool,
    /// What came of it, nearest first.
    pub became: Vec<Became>,
}

/// A thing that came of my words, with what was answered about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Became {
    /// The thing.
    pub step: Step,
    /// The answers, oldest first, and whether I have read each.
    pub answers: Vec<(Answer, bool)>,
}

impl Mine {
    /// How many answers I have not read.
    pub fn unread(&self) -> usize {
        self.became.iter().flat_map(|became| &became.answers).filter(|(_, read)| !read).count()
    }
}

/// Everything that the participant who asks has said, that her tables said together, and that she worked out; newest first.
///
/// # Errors
/// [`Refused::NotFound`] for anybody who did not come with a code.
pub async fn all(db: &Db, ctx: &Ctx) -> Result<Vec<Mine>, Refused> {
    let me = ctx.actor.participant().ok_or(Refused::NotFound)?;
    let said = sql!(
        "select 'contribution', c.id, c.words, c.lang, c.kind, c.session_id, c.table_number, c.round, c.written_at, c.hidden, c.author is not null
         from contribution c where c.author = $1 or (c.author is null and exists (
            select 1 from seat s where s.block_id = c.block_id and s.round = c.round
               and s.table_number = c.table_number and s.participant_id = $1))
         order by c.written_at desc, c.id"
    );
    let worked = sql!(
        "select 'proposal', p.id, p.title, p.lang, cast(null as text), p.session_id, cast(null as bigint), cast(null as bigint), p.created_at, false, true
         from proposal p where exists (select 1 from proposal_version v where v.proposal_id = p.id and v.editor = $1)
         order by p.created_at desc, p.id"
    );
    let mut rows = db.rows(worked.bind(me)).await?;
    rows.extend(db.rows(said.bind(me)).await?);
    let mut all = Vec::new();
    for row in &rows {
        all.push(read(db, ctx, me, row).await?);
    }
    Ok(all)
}

async fn read(db: &Db, ctx: &Ctx, me: Uuid, row: &Row) -> Result<Mine, Refused> {
    let thing = Thing { kind: row.get(0)?, id: row.get(1)? };
    let proposal = thing.kind == "proposal";
    let translated = if proposal { "proposal.title" } else { "contribution" };
    let lang = said::lang(&row.get::<String>(3)?);
    let how = match (proposal, row.get::<bool>(10)?) {
        (true, _) => How::WorkedOut,
        (false, true) => How::Wrote,
        (false, false) => How::SatThere,
    };
    let mut became = became(db, ctx, me, &thing).await?;
    if proposal {
        became.splice(0..0, itself(db, ctx, me, &thing).await?);
    }
    Ok(Mine {
        words: Said::to(db, (translated, thing.id), row.get(2)?, lang, ctx.lang).await?,
        kind: row.get(4)?,
        session: row.get(5)?,
        said_at: row.get::<Option<i64>>(6)?.zip(row.get::<Option<i64>>(7)?),
        at: row.get(8)?,
        hidden: row.get(9)?,
        how,
        became,
        thing,
    })
}

async fn itself(db: &Db, ctx: &Ctx, me: Uuid, thing: &Thing) -> Result<Option<Became>, Refused> {
    match story::step(db, ctx, thing).await? {
        Some(step) => Ok(Some(followed(db, ctx, me, step).await?)),
        None => Ok(None),
    }
}

async fn became(db: &Db, ctx: &Ctx, me: Uuid, thing: &Thing) -> Result<Vec<Became>, Refused> {
    let mut all = Vec::new();
    for step in story::became(db, ctx, thing).await? {
        all.push(followed(db, ctx, me, step).await?);
    }
    Ok(all)
}

async fn followed(db: &Db, ctx: &Ctx, me: Uuid, step: Step) -> Result<Became, Refused> {
    let read = sql!("select 1 from answer_read where participant_id = $1 and answer_id = $2");
    let mut answers = Vec::new();
    for answer in answer::about(db, ctx, &step.thing).await? {
        let seen = db.row(read.bind(me).bind(answer.id)).await?.is_some();
        answers.push((answer, seen));
    }
    Ok(Became { step, answers })
}

/// How many different answers have reached her that she has not read.
pub fn unread(all: &[Mine]) -> usize {
    let answers = all.iter().flat_map(|mine| &mine.became).flat_map(|became| &became.answers);
    answers.filter(|(_, read)| !read).map(|(answer, _)| answer.id).collect::<BTreeSet<_>>().len()
}

/// Marks everything that reached her as read.
///
/// # Errors
/// [`Refused::NotFound`] for anybody who did not come with a code.
pub async fn read_all(db: &Db, ctx: &Ctx) -> Result<(), Refused> {
    let me = ctx.actor.participant().ok_or(Refused::NotFound)?;
    let unread: BTreeSet<Uuid> = all(db, ctx)
        .await?
        .iter()
        .flat_map(|mine| &mine.became)
        .flat_map(|became| &became.answers)
        .filter(|(_, read)| !read)
        .map(|(answer, _)| answer.id)
        .collect();
    if unread.is_empty() {
        return Ok(());
    }
    let mut tx = db.begin(ctx).await?;
    let insert = sql!(
        "insert into answer_read (participant_id, answer_id, at) values ($1, $2, $3)
         on conflict (participant_id, answer_id) do nothing"
    );
    for id in unread {
        tx.run(insert.bind(me).bind(id).bind(ctx.now)).await?;
    }
    // Reading is nobody's business: no chain of an organisation learns of it.
    let chain = reticolo_store::audit::NETWORK;
    tx.audit(Entry { chain, action: "lab.answers.read", entity: "participant", id: None, detail: "" })
        .await?;
    Ok(tx.commit().await?)
}
