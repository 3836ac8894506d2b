//! Publishing a draft: the card says it, the index and the open API follow, and whoever told us that something was wrong
//! finds her answer.

use super::{
    Field, Piece, Refused, draft,
    draft::State,
    read, scope, sheet,
    version::{self, Cause, entry},
    write,
};
use crate::book::{self, CorrectionState};
use reticolo_base::{Ctx, Lang};
use reticolo_store::{Db, Tx, sql};
use uuid::Uuid;

/// The words of thanks in a language, for whoever told us what is mended now.
pub type Thanks<'a> = &'a (dyn Fn(Lang) -> String + Sync);

/// Publishes a draft as a version with the id `new`; the service it is of.
///
/// # Errors
/// [`Refused::Conflict`] when one may not publish, when the draft has ended or changed meanwhile, or when the card says
/// something else by now where the draft would write; [`Refused::Invalid`] when it changes nothing;
/// [`Refused::NotFound`] when there is none or one does not keep the card.
pub async fn publish(
    db: &Db,
    ctx: &Ctx,
    id: Uuid,
    (version, new): (i64, Uuid),
    thanks: Thanks<'_>,
) -> Result<Uuid, Refused> {
    let draft = draft::find(db, ctx, id).await?;
    let keeper = scope::reviewer(db, ctx, draft.service).await?;
    if !matches!(draft.state, State::Draft | State::InReview) {
        return Err(Refused::Conflict("keeping-problem-state"));
    }
    if draft.changes.is_empty() {
        return Err(Refused::invalid("keeping-problem-nothing"));
    }
    let signature = scope::signature(db, keeper.hand).await?;
    let mut tx = db.begin(ctx).await?;
    draft::moved(&mut tx, id, (version, State::Published, "")).await?;
    let before = sheet::locked(&mut tx, draft.service).await?;
    let (mut after, mut pieces) = (before.clone(), Vec::new());
    for change in &draft.changes {
        let Some(field) = Field::parse(&change.piece) else { continue };
        let now = read::text(field, &before);
        if now != change.old && now != change.new {
            return Err(Refused::Conflict("keeping-problem-changed-since"));
        }
        write::put(field, &mut after, &change.new, draft::today(ctx))?;
        pieces.push(Piece::Field(field));
    }
    let made = version::New {
        id: new,
        service: draft.service,
        cause: Cause::Edit,
        hand: keeper.hand,
        signature: &signature,
        before: &before,
        after: &after,
        pieces: &pieces,
        confirms: true,
    };
    version::write(&mut tx, made).await?;
    answer(&mut tx, id, thanks).await?;
    tx.audit(entry("card.published", draft.service)).await?;
    tx.commit().await?;
    Ok(draft.service)
}

/// Answers what was taken up into the draft.
async fn answer(tx: &mut Tx, draft: Uuid, thanks: Thanks<'_>) -> Result<(), Refused> {
    let find =
        sql!("select id, lang from correction where draft_id = $1 and answered_at is null order by at, id");
    for row in tx.rows(find.bind(draft)).await? {
        let lang = Lang::from_tag(&row.get::<String>(1)?).unwrap_or(Lang::It);
        book::answer_in(tx, row.get(0)?, CorrectionState::Mended, &thanks(lang), None).await?;
    }
    Ok(())
}
