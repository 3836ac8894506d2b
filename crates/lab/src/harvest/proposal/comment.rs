//! What people say about a proposal.

use super::{read::proposal, write::editor};
use crate::{Refused, harvest::typed, programme::bearer_of_lab};
use reticolo_accounts::policy::Action;
use reticolo_base::{Ctx, Instant, Lang};
use reticolo_store::{Db, Row, audit::Entry, sql};
use uuid::Uuid;

/// The most comments on one proposal.
const MOST: i64 = 500;

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Its id.
    pub id: Uuid,
    /// The author's name, if she is a participant who was not erased.
    pub author: Option<String>,
    /// The words.
    pub words: String,
    /// Their language.
    pub lang: Lang,
    /// When.
    pub at: Instant,
}

/// Says something about a proposal.
///
/// # Errors
/// [`Refused::Invalid`] without words, [`Refused::TooMany`] when there are too many.
pub async fn comment(db: &Db, ctx: &Ctx, id: Uuid, (new, words): (Uuid, &str)) -> Result<(), Refused> {
    let about = proposal(db, ctx, id).await?;
    let bearer = bearer_of_lab(db, about.lab).await?;
    let words = typed::lines(words, typed::LONG)?;
    let mut tx = db.begin(ctx).await?;
    let count = sql!("select cast(count(*) as bigint) from proposal_comment where proposal_id = $1");
    let said: i64 = tx.row(count.bind(id)).await?.map_or(Ok(0), |row| row.get(0))?;
    if said >= MOST {
        return Err(Refused::TooMany("lab-harvest-problem-many-comments"));
    }
    let insert = sql!(
        "insert into proposal_comment (id, proposal_id, author, words, lang, hidden, at)
         values ($1, $2, $3, $4, $5, false, $6)"
    );
    let insert = insert.bind(new).bind(id).bind(editor(ctx.actor)).bind(words).bind(ctx.lang.code());
    tx.run(insert.bind(ctx.now)).await?;
    let chain = crate::chain(bearer.organization);
    tx.audit(Entry {
        chain: &chain,
        action: "proposal.commented",
        entity: "proposal",
        id: Some(id),
        detail: "",
    })
    .await?;
    tx.emit("lab.proposal", &serde_json::json!({ "proposal": id, "session": about.session }).to_string())
        .await?;
    Ok(tx.commit().await?)
}

/// Hides a comment, or shows it again. Its author may, and whoever runs the Lab's sessions.
///
/// # Errors
/// [`Refused::NotFound`] for anybody else, or when there is none.
pub async fn hide(db: &Db, ctx: &Ctx, id: Uuid, comment: Uuid, hidden: bool) -> Result<(), Refused> {
    let about = proposal(db, ctx, id).await?;
    let bearer = bearer_of_lab(db, about.lab).await?;
    let author = sql!("select author from proposal_comment where id = $1 and proposal_id = $2");
    let row = db.row(author.bind(comment).bind(id)).await?.ok_or(Refused::NotFound)?;
    let own = row.get::<Option<Uuid>>(0)?.is_some_and(|author| editor(ctx.actor) == Some(author));
    if !own {
        bearer.may(ctx, Action::RunSession)?;
    }
    let mut tx = db.begin(ctx).await?;
    tx.run(sql!("update proposal_comment set hidden = $2 where id = $1").bind(comment).bind(hidden)).await?;
    let chain = crate::chain(bearer.organization);
    let entry = Entry {
        chain: &chain,
        action: "proposal.comment-hidden",
        entity: "comment",
        id: Some(comment),
        detail: "",
    };
    tx.audit(entry).await?;
    tx.emit("lab.proposal", &serde_json::json!({ "proposal": id, "session": about.session }).to_string())
        .await?;
    Ok(tx.commit().await?)
}

/// The comments that are not hidden, oldest first.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such proposal, or not for this actor.
pub async fn comments(db: &Db, ctx: &Ctx, id: Uuid) -> Result<Vec<Comment>, Refused> {
    proposal(db, ctx, id).await?;
    let find = sql!(
        "select c.id, p.name, c.words, c.lang, c.at from proposal_comment c
         left join participant p on p.id = c.author and p.erased_at is null
         where c.proposal_id = $1 and not c.hidden order by c.at, c.id"
    );
    let read = |row: &Row| {
        let lang = Lang::from_tag(&row.get::<String>(3)?).unwrap_or(Lang::It);
        Ok(Comment { id: row.get(0)?, author: row.get(1)?, words: row.get(2)?, lang, at: row.get(4)? })
    };
    db.rows(find.bind(id)).await?.iter().map(read).collect()
}
