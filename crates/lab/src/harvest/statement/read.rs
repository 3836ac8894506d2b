//! Reading statements.

use super::{State, Statement};
use crate::Refused;
use reticolo_base::Lang;
use reticolo_store::{Db, Row, sql};
use uuid::Uuid;

/// A part of the statements of a Lab, oldest first, those taken out included. For other parts of the Lab: asks nobody.
///
/// # Errors
/// [`Refused::Store`] when the database does not answer.
pub async fn statements(db: &Db, lab: Uuid, from: i64, most: i64) -> Result<Vec<Statement>, Refused> {
    let find = sql!(
        "select id, lab_id, session_id, words, lang, picture, state, created_at from statement
         where lab_id = $1 order by created_at, id limit $2 offset $3"
    );
    let rows = db.rows(find.bind(lab).bind(most.max(0)).bind(from.max(0))).await?;
    Ok(rows.iter().map(read).collect::<Result<Vec<_>, _>>()?)
}

/// A statement by its id. For other parts of the Lab: asks nobody.
///
/// # Errors
/// [`Refused::NotFound`] when there is none.
pub async fn find(db: &Db, id: Uuid) -> Result<Statement, Refused> {
    let find = sql!(
        "select id, lab_id, session_id, words, lang, picture, state, created_at from statement where id = $1"
    );
    Ok(read(&db.row(find.bind(id)).await?.ok_or(Refused::NotFound)?)?)
}

fn read(row: &Row) -> reticolo_store::Result<Statement> {
    Ok(Statement {
        id: row.get(0)?,
        lab: row.get(1)?,
        session: row.get(2)?,
        words: row.get(3)?,
        lang: Lang::from_tag(&row.get::<String>(4)?).unwrap_or(Lang::It),
        picture: row.get(5)?,
        state: State::parse(&row.get::<String>(6)?).unwrap_or(State::Out),
        created_at: row.get(7)?,
    })
}
