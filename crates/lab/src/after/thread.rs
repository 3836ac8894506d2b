//! What the members of a working group write to each other.

use super::{Act, Said, field, group, said, seal};
use crate::{
    Refused,
    translation::{self, Maker},
};
use reticolo_base::{Ctx, Instant, Lang};
use reticolo_store::{Db, sql};
use uuid::Uuid;

/// The kind of a post in translations.
pub const KIND: &str = "group_post";

/// A post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// The post.
    pub id: Uuid,
    /// Who wrote it: the name of a member, empty once erased; `None` is whoever follows the Lab up.
    pub author: Option<String>,
    /// Whether the reader wrote it.
    pub mine: bool,
    /// The words.
    pub words: Said,
    /// When.
    pub at: Instant,
}

/// The posts of a group, oldest first; its members and those who follow up read them.
///
/// # Errors
/// [`Refused::NotFound`] for anybody else.
pub async fn of_group(db: &Db, ctx: &Ctx, group: Uuid) -> Result<Vec<Post>, Refused> {
    group::inside(db, ctx, group).await?;
    let find = sql!(
        "select t.id, t.author, p.name, t.words, t.lang, t.at from group_post t
         left join participant p on p.id = t.author where t.group_id = $1 order by t.at, t.id"
    );
    let mut posts = Vec::new();
    for row in db.rows(find.bind(group)).await? {
        let (id, author): (Uuid, Option<Uuid>) = (row.get(0)?, row.get(1)?);
        let lang = said::lang(&row.get::<String>(4)?);
        posts.push(Post {
            id,
            author: author.map(|_| row.get::<Option<String>>(2)).transpose()?.map(Option::unwrap_or_default),
            mine: author.is_some() && author == ctx.actor.participant(),
            words: Said::to(db, (KIND, id), row.get(3)?, lang, ctx.lang).await?,
            at: row.get(5)?,
        });
    }
    Ok(posts)
}

/// Writes to the group, in the language of the context. The same words twice in a row are written once.
///
/// # Errors
/// [`Refused::Invalid`] when the words are blank or too long; [`Refused::Conflict`] when the group has finished.
pub async fn write(db: &Db, ctx: &Ctx, group: Uuid, id: Uuid, words: &str) -> Result<(), Refused> {
    let (found, bearer) = group::inside(db, ctx, group).await?;
    if found.closed {
        return Err(Refused::Conflict("lab-after-group-closed"));
    }
    let words = field::text("words", words)?;
    let author = ctx.actor.participant();
    let mut tx = db.begin(ctx).await?;
    let last =
        sql!("select words, author from group_post where group_id = $1 order by at desc, id desc limit 1");
    if let Some(row) = tx.row(last.bind(group)).await?
        && row.get::<String>(0)? == words
        && row.get::<Option<Uuid>>(1)? == author
    {
        return Ok(());
    }
    let insert = sql!(
        "insert into group_post (id, group_id, author, words, lang, at) values ($1, $2, $3, $4, $5, $6)"
    );
    let insert = insert.bind(id).bind(group).bind(author).bind(words).bind(ctx.lang.code());
    tx.run(insert.bind(ctx.now)).await?;
    seal(tx, bearer, Act { name: "lab.group.written", entity: group::KIND, id: group, detail: "" }).await
}

/// A member puts a post into another language, for the others.
///
/// # Errors
/// [`Refused::NotFound`] outside the group; [`Refused::Invalid`] when the words are blank or too long.
pub async fn translate(db: &Db, ctx: &Ctx, post: Uuid, lang: Lang, words: &str) -> Result<(), Refused> {
    let find = sql!("select group_id, words from group_post where id = $1");
    let row = db.row(find.bind(post)).await?.ok_or(Refused::NotFound)?;
    let (group, source): (Uuid, String) = (row.get(0)?, row.get(1)?);
    let (_, bearer) = group::inside(db, ctx, group).await?;
    let words = field::text("words", words)?;
    let mut tx = db.begin(ctx).await?;
    translation::put(&mut tx, (KIND, post), lang, (&source, &words), (Maker::Person, false)).await?;
    seal(tx, bearer, Act { name: "lab.group.translated", entity: KIND, id: post, detail: lang.code() }).await
}
