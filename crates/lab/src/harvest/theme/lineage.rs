//! Where a theme comes from, as one says it: "from table 3, round 2; tables 1 and 5".

use crate::Refused;
use reticolo_base::Lang;
use reticolo_store::{Db, Row, sql};
use std::collections::BTreeSet;
use uuid::Uuid;

/// A contribution that is, or once was, in a theme or in one that was merged into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ancestor {
    /// The contribution.
    pub id: Uuid,
    /// The table's number.
    pub table: i64,
    /// The round.
    pub round: i64,
    /// Its words.
    pub words: String,
    /// Their language.
    pub lang: Lang,
    /// Whether the theme holds it now.
    pub now: bool,
    /// Whether it was hidden since; then its words are not shown.
    pub hidden: bool,
}

/// Every contribution behind a theme, near and far, by table and round.
///
/// # Errors
/// [`Refused::Store`] when the database does not answer.
pub async fn ancestors(db: &Db, theme: Uuid) -> Result<Vec<Ancestor>, Refused> {
    let thing = crate::provenance::Thing::new("theme", theme);
    let all = crate::provenance::ancestors(db, &thing).await?;
    let ids: BTreeSet<Uuid> = all.into_iter().filter(|t| t.kind == "contribution").map(|t| t.id).collect();
    let find = sql!(
        "select c.id, c.table_number, c.round, c.words, c.lang, c.hidden,
            exists (select 1 from theme_part p where p.theme_id = $2 and p.contribution_id = c.id and p.until is null)
         from contribution c where c.id = $1"
    );
    let mut found = Vec::new();
    for id in ids {
        if let Some(row) = db.row(find.bind(id).bind(theme)).await? {
            found.push(read(&row)?);
        }
    }
    found.sort_by_key(|ancestor| (ancestor.table, ancestor.round, ancestor.id));
    Ok(found)
}

fn read(row: &Row) -> reticolo_store::Result<Ancestor> {
    Ok(Ancestor {
        id: row.get(0)?,
        table: row.get(1)?,
        round: row.get(2)?,
        words: row.get(3)?,
        lang: Lang::from_tag(&row.get::<String>(4)?).unwrap_or(Lang::It),
        hidden: row.get(5)?,
        // SQLite says 1, PostgreSQL true.
        now: row.get::<bool>(6)?,
    })
}
