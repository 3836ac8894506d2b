//! "What became of what I said": one code per person, and by it every answer.

use super::{
    Said,
    answer::{self, Answer},
    said,
    story::{self, Step},
};
use crate::{Refused, provenance::Thing};
use reticolo_base::{Ctx, Instant};
use reticolo_store::{Db, audit::Entry, sql};
use uuid::Uuid;

/// Something I said, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mine {
    /// The contribution.
    pub id: Uuid,
    /// My words.
    pub words: Said,
    /// Of which kind, if I chose one.
    pub kind: Option<String>,
    /// At which session.
    pub session: Uuid,
    /// At which table, in which round.
    pub said_at: (i64, i64),
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

/// Everything that the participant who asks has said in her Lab, newest first.
///
/// # Errors
/// [`Refused::NotFound`] for anybody who did not come with a code.
pub async fn all(db: &Db, ctx: &Ctx) -> Result<Vec<Mine>, Refused> {
    let me = ctx.actor.participant().ok_or(Refused::NotFound)?;
    let find = sql!(
        "select id, words, lang, kind, session_id, table_number, round, written_at, hidden from contribution
         where author = $1 order by written_at desc, id"
    );
    let mut all = Vec::new();
    for row in db.rows(find.bind(me)).await? {
        let (id, lang): (Uuid, _) = (row.get(0)?, said::lang(&row.get::<String>(2)?));
        all.push(Mine {
            id,
            words: Said::to(db, ("contribution", id), row.get(1)?, lang, ctx.lang).await?,
            kind: row.get(3)?,
            session: row.get(4)?,
            said_at: (row.get(5)?, row.get(6)?),
            at: row.get(7)?,
            hidden: row.get(8)?,
            became: became(db, ctx, me, &Thing::new("contribution", id)).await?,
        });
    }
    Ok(all)
}

async fn became(db: &Db, ctx: &Ctx, me: Uuid, thing: &Thing) -> Result<Vec<Became>, Refused> {
    let read = sql!("select 1 from answer_read where participant_id = $1 and answer_id = $2");
    let mut all = Vec::new();
    for step in story::became(db, ctx, thing).await? {
        let mut answers = Vec::new();
        for answer in answer::about(db, ctx, &step.thing).await? {
            let seen = db.row(read.bind(me).bind(answer.id)).await?.is_some();
            answers.push((answer, seen));
        }
        all.push(Became { step, answers });
    }
    Ok(all)
}

/// Marks everything that reached her as read.
///
/// # Errors
/// [`Refused::NotFound`] for anybody who did not come with a code.
pub async fn read_all(db: &Db, ctx: &Ctx) -> Result<(), Refused> {
    let me = ctx.actor.participant().ok_or(Refused::NotFound)?;
    let unread: Vec<Uuid> = all(db, ctx)
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
